"""Registers of the five learning models: a unit's villages, its entries, where each stands in each year, and decisions."""

from khuyenhoc.recognition.doubles.models import Apart
from khuyenhoc.recognition.incoming.models import ListFile
from khuyenhoc.recognition.models.registers import Entry, Register, Village
from khuyenhoc.recognition.models.standings import Assessment, Decision, Schedule, Standing, Step, Tally

__all__ = [
    "Apart", "Assessment", "Decision", "Entry", "ListFile", "Register", "Schedule", "Standing", "Step", "Tally", "Village",
]  # fmt: skip

from khuyenhoc.recognition.certificates import models as certificate_models  # noqa: F401
from khuyenhoc.recognition.handing import models as handing_models  # noqa: F401
from khuyenhoc.recognition.joining import models as joining_models  # noqa: F401  # registers its tables
from khuyenhoc.recognition.meetings import models as meeting_models  # noqa: F401  # registers its tables
from khuyenhoc.recognition.scoring import models as scoring_models  # noqa: F401  # registers its tables
