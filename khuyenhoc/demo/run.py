"""The demonstration: Hải Dương's year 2023 from nothing to the published article, all of it synthetic and said so."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from khuyenhoc.access.models import User
from khuyenhoc.access.office import OFFICE
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.acts import set_targets
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.demo.figures import generate
from khuyenhoc.demo.people import read_people, settle
from khuyenhoc.demo.profile import read_targets
from khuyenhoc.demo.publishing import publish_year
from khuyenhoc.demo.registers.build import all_keep_registers, shown, whole
from khuyenhoc.demo.registers.going_on import go_on
from khuyenhoc.demo.registers.wholes import whole_units
from khuyenhoc.demo.workbooks import write_all
from khuyenhoc.demo.year import Year
from khuyenhoc.returns.founding import FOUNDER, found
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.spec import read_units
from khuyenhoc.vietnamese.numbers import format_count

PROVINCE, YEAR = "30", 2023
WORKBOOKS, FINISHED = "tep-mau", "mau-da-xong"

Say = Callable[[str], None]


class CannotPlay(Exception):
    """The demonstration would touch what is not its own; the message says what to do."""


@dataclass(frozen=True)
class Played:
    """What stands when the demonstration is done. `seconds` is None where it stood already."""

    collection: str
    period: str
    unit: str
    seconds: float | None


def play(*, fresh: bool = False, registers: bool = False, say: Say = lambda text: None) -> Played:
    """Plays the year, or does nothing where it stands. A play that was cut off is begun again. CannotPlay beside real data.

    `registers`: every commune keeps the registers of its learning models, entry by entry; else two do.
    """
    call_command("migrate", verbosity=0)
    done = settings.HOME / FINISHED
    refuse_beside_real_data()
    if done.exists() and not fresh:
        if registers and not all_keep_registers():
            raise CannotPlay("Số liệu mẫu đang có chưa kèm sổ của mọi đơn vị. Thêm --fresh để dựng lại từ đầu.")
        return _played(None)
    started = time.monotonic()
    done.unlink(missing_ok=True)
    if Collection.objects.exists():
        _clear()
    _play_all(say, registers)
    done.touch()
    return _played(time.monotonic() - started)


def refuse_beside_real_data() -> None:
    """CannotPlay where the installation holds anything that is not synthetic."""
    if Collection.objects.filter(synthetic=False).exists() or User.objects.filter(synthetic=False).exists():
        raise CannotPlay(
            "Thư mục này đang giữ một bản cài đặt thật nên không dựng số liệu mẫu ở đây. "
            "Đặt KHUYENHOC_HOME sang một thư mục trống rồi chạy lại."
        )


def _clear() -> None:
    """Synthetic data alone: the database file is made anew (the journal refuses to be emptied row by row)."""
    if connection.vendor != "sqlite":
        raise CannotPlay("Cơ sở dữ liệu đã có số liệu mẫu. Tạo một cơ sở dữ liệu trống rồi đặt DATABASE_URL sang đó.")
    connections.close_all()
    database = Path(settings.DATABASES["default"]["NAME"])
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    for folder in (settings.RECEIVED, settings.PAPERS, settings.MEDIA_ROOT, settings.HOME / WORKBOOKS):
        shutil.rmtree(folder, ignore_errors=True)
    call_command("migrate", verbosity=0)


def _play_all(say: Say, registers: bool) -> None:
    year = prepare(say, registers=registers)
    year.play()
    publish_year(
        collection=year.collection, office=year.office, editor=year.editor, calendar=year.calendar, say=say
    )  # fmt: skip
    go_on(year.office, YEAR + 1)


def prepare(say: Say, *, registers: bool = False) -> Year:
    """An installation in which the collection is open, the registers are kept (`play`) and the workbooks are written, but none
    has been sent."""
    calendar = read_people().calendar
    with clock.told(calendar.opened.year, calendar.opened.month, calendar.opened.day, 8):
        collection = found(province=PROVINCE, as_of=dt.date(YEAR, 12, 31), synthetic=True)
        users = settle(dt.date(YEAR, 1, 1))
        set_targets(by=FOUNDER, unit=PROVINCE, period=str(YEAR), targets=read_targets())
    say(f"đã lập {collection.obligations.count()} đơn vị, mở đợt {collection.code}")
    units, form = read_units(PROVINCE, YEAR).units, form_spec(collection.form_id)
    figures, folder = generate(form, units), settings.HOME / WORKBOOKS
    with clock.told(calendar.opened.year, calendar.opened.month, calendar.opened.day, 9):
        kept = (whole if registers else shown)(users[OFFICE], form, figures, YEAR)
        whole_units(users[OFFICE], YEAR)
    say(f"đã lập sổ mô hình học tập mẫu: {format_count(kept)} mục")
    files = write_all(folder, figures, units)
    say(f"đã viết {len(files)} tệp mẫu vào {folder}")
    own = {a.unit: users[a.username] for a in read_people().accounts if a.role == "commune_secretary"}
    return Year(
        collection=collection, folder=folder, files=files, office=users[OFFICE], leader=users["lanh-dao"],
        editor=users["bien-tap"], own=own, calendar=calendar, say=say,
    )  # fmt: skip


def _played(seconds: float | None) -> Played:
    collection = Collection.objects.select_related("unit").get()
    return Played(collection.code, collection.period, collection.unit.code, seconds)
