"""Puts three citizens on the list of this year of xã Thanh Tùng, whose secretary gets an account, and prints the year. Run as a
script, in its own home."""

from __future__ import annotations

import datetime as dt
import os

SECRETARY, SECRET = "thu-ky-thanh-tung", "mat-khau-cua-thu-ky"
CITIZENS = (("Nguyễn Thị Hoà", 1961), ("Trần Văn Lâm", 1984), ("Phạm Thị Thu Hằng", 1990))


def build() -> int:
    from khuyenhoc.access.acts import create_user, give_role, set_password
    from khuyenhoc.access.enums import Role
    from khuyenhoc.access.models import User
    from khuyenhoc.access.office import OFFICE
    from khuyenhoc.audit import clock
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.recognition.listing import NewEntry, add_villages, enlist, keep_register
    from khuyenhoc.units.models import Unit

    by, unit, year = User.objects.get(username=OFFICE), Unit.objects.get(code="11242"), clock.today().year
    (village,) = add_villages(by=by, unit=unit, names=[("thôn", "Đông")], valid_from=dt.date(2020, 1, 1))
    model = LearningModel.CITIZEN
    keep_register(by=by, unit=unit, model=model, kept_from=dt.date(year, 1, 1))
    entries = [NewEntry(name, village.pk, n, birth_year=born) for n, (name, born) in enumerate(CITIZENS, start=1)]
    enlist(by=by, unit=unit, model=model, year=year, entries=entries)
    secretary = create_user(by=OFFICE, username=SECRETARY, full_name="Nguyễn Thị Thư Ký")
    set_password(by=OFFICE, user=secretary, password=SECRET)
    begins = dt.date(year, 1, 1)
    give_role(by=OFFICE, user=secretary, role=Role.COMMUNE_SECRETARY, unit=unit, valid_from=begins)
    return year


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.lean")
    django.setup()
    print(build())
