"""Registers: that a unit keeps one, its villages, and who is on it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from khuyenhoc.recognition.enums import LearningModel, NameShown
from khuyenhoc.units.models import DATED, Unit


class Register(models.Model):
    """That a unit keeps a register (sổ) of a model, from a day on; until then, and from `kept_until` on, it types its figures."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    model = models.CharField(max_length=12, choices=LearningModel)
    kept_from = models.DateField()
    kept_until = models.DateField(null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ["unit", "model"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "model"], name="recognition_register_once"),
            models.CheckConstraint(
                condition=Q(kept_until__isnull=True) | Q(kept_until__gt=F("kept_from")),
                name="recognition_register_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.model}"


class Village(models.Model):
    """A village or residential group (thôn, khu dân cư, tổ dân phố) of a commune: `kind` and bare `name`, as a unit has them."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["unit", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=DATED, name="recognition_village_dates"),
            models.UniqueConstraint(
                fields=["unit", "kind", "search_name"],
                condition=Q(valid_to__isnull=True),
                name="recognition_village_once",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """ "thôn Đông", as it stands inside a sentence."""
        return f"{self.kind} {self.name}"


class Entry(models.Model):
    """A family, a clan, a community, an organisation or a citizen on a unit's register: as little of them as the criteria need.

    `name`: of the family's head, the clan, the community, the organisation, the citizen. `head`: who heads a clan or an
    organisation. `house`: where a family lives, as the village says it, to tell namesakes apart. `scope`: "" for what stands
    within a unit; for a community that is a whole unit, which stands on the register of the unit above it, the code of its
    level; `about`: that unit, whose name it bears. `number`: its place in the village's list.
    `unit` is where it is now; where it stood in a year is said by its standing. `merged_into`: the entry that it was a double of.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    model = models.CharField(max_length=12, choices=LearningModel)
    scope = models.CharField(max_length=16, blank=True)
    about = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    village = models.ForeignKey(Village, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    number = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=120)
    head = models.CharField(max_length=120, blank=True)
    house = models.CharField(max_length=80, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    search_name = models.CharField(max_length=300)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    name_shown = models.CharField(max_length=8, choices=NameShown, default=NameShown.INITIALS)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["unit", "model", "village", "number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(model=LearningModel.CITIZEN),
                name="recognition_only_citizens_are_born",
            ),
            models.CheckConstraint(
                condition=Q(scope="") | Q(model=LearningModel.COMMUNITY), name="recognition_scope_of_communities"
            ),
            models.CheckConstraint(
                condition=Q(scope="", about__isnull=True) | (~Q(scope="") & Q(about__isnull=False)),
                name="recognition_scoped_are_about_a_unit",
            ),
            models.UniqueConstraint(
                fields=["unit", "about"],
                condition=Q(about__isnull=False, ended_on__isnull=True, merged_into__isnull=True),
                name="recognition_unit_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="recognition_entry_dates"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "model", "village", "number"], name="recognition_entry_list"),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="recognition_entry_doubles"
            ),
            models.Index(fields=["scope"], condition=~Q(scope=""), name="recognition_entry_scoped"),
            models.Index(fields=["about"], condition=Q(about__isnull=False), name="recognition_entry_about"),
        ]

    def __str__(self) -> str:
        return self.name
