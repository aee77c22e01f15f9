"""An empty installation: the map, the catalogue, the office's account, and the year's collection."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from khuyenhoc.access.acts import create_user, give_role
from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.office import OFFICE
from khuyenhoc.catalogue.acts import load_catalogue
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.models import Form
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.returns.acts import open_collection
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.acts import found_province
from khuyenhoc.units.country import held
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map

FOUNDER = "khuyenhoc"
"""Who stands in the journal before there are accounts: the program itself."""
FORM = "BC-NAM"


@transaction.atomic
def found(*, province: str, as_of: dt.date, synthetic: bool = False) -> Collection:
    """All or nothing. FileNotFoundError where we hold no map of the province on that day, IntegrityError where founded."""
    file = held(province, as_of)
    top = file.units[0]
    found_province(by=FOUNDER, file=file)
    load_catalogue(by=FOUNDER, catalogue=read_catalogue())
    unit = Unit.objects.get(code=province)
    name = f"Văn phòng Hội Khuyến học {top.kind}"
    office = create_user(by=FOUNDER, username=OFFICE, full_name=name, synthetic=synthetic)
    give_role(by=FOUNDER, user=office, role=Role.PROVINCE_OFFICER, unit=unit, valid_from=dt.date(as_of.year, 1, 1))
    return open_year(by=office, unit=unit, year=as_of.year, synthetic=synthetic)


def open_year(*, by: User, unit: Unit, year: int, synthetic: bool = False) -> Collection:
    """The year's collection by the form that is valid at the year's end, owed by the units of its level on the map of then."""
    ends = dt.date(year, 12, 31)
    form = Form.objects.filter(code=FORM, valid_from__lte=ends).exclude(valid_to__lte=ends).get()
    spec = form_spec(form.pk)
    opens_on, due_on = spec.usual_dates(ends)
    owing = Unit.objects.filter(code__in=[u.code for u in unit_map(ends).below(unit.code, spec.level)])
    return open_collection(
        by=by, form=form, unit=unit, period=str(year), period_ends=ends,
        opens_on=opens_on, due_on=due_on, owing=list(owing), synthetic=synthetic,
    )  # fmt: skip
