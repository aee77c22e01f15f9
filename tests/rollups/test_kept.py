"""Kept copies: always what the cells say, whatever was accepted, taken back, damaged or killed in between."""

from __future__ import annotations

import datetime as dt
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.returns import acts
from khuyenhoc.returns.keeping import triggers
from khuyenhoc.returns.keeping.acts import Copies, exchange, forget
from khuyenhoc.returns.keeping.models import ChangedUnit, KeptCopy
from khuyenhoc.returns.keeping.queries import standing
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.stated import stated_cells
from khuyenhoc.rollups.kept import files, tasks, writing
from khuyenhoc.rollups.kept.reading import stated
from khuyenhoc.rollups.kept.verifying import Verified, verify
from khuyenhoc.rollups.kept.writing import keep
from khuyenhoc.rollups.queries import figures
from khuyenhoc.units.planning import apply, keep_draft
from khuyenhoc.units.queries import unit_map
from tests.merger import SHEET

Accept = Callable[..., Return]
UNITS = ("11239", "11242", "11245", "11254")


@pytest.fixture(autouse=True)
def place(settings, tmp_path: Path) -> Path:
    """Copies of this test only; a collection has the same code in all of them."""
    settings.KEPT = tmp_path / "kept"
    return tmp_path / "kept" / "period=2023" / "BC-NAM-2023"


def found() -> Verified:
    (one,) = verify()
    return one


def wide(collection: Collection) -> dict[str, int]:
    map_ = unit_map(collection.period_ends)
    sums = stated(collection).totals([(c, a) for c in map_.units for a in map_.lineage(c)], map_)
    return {unit: of["MH03"] for unit, of in sums.totals.items() if "MH03" in of}


def test_triggers_stand_after_all_migrations(db) -> None:
    """A migration that makes the table of returns anew loses them on SQLite: then it has to take `note_changes()` again."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        assert {triggers.name(event) for event in triggers.EVENTS} <= {name for (name,) in cursor.fetchall()}


def test_copies_are_what_the_cells_say_after_each_act(
    collection: Collection, accept: Accept, draft, person, office: User
) -> None:
    accept("11239", MH03=1000)
    keep(collection=collection)
    assert not ChangedUnit.objects.exists()
    assert wide(collection) == {"11239": 1000, "300": 1000, "30": 1000}

    first = accept("11242", MH03=200)
    assert wide(collection)["30"] == 1200, "an acceptance counts at once"
    acts.take_back_acceptance(by=office, return_=first)
    assert wide(collection) == {"11239": 1000, "300": 1000, "30": 1000}
    assert found().is_sound

    acts.accept(by=office, return_=first)
    keep(collection=collection)
    second = draft("11242", reason="Đếm sót", MH03=210)
    acts.submit(by=office, return_=second)
    assert wide(collection)["11242"] == 200, "what is only sent does not count"
    acts.accept(by=office, return_=second)
    assert wide(collection) == {"11239": 1000, "11242": 210, "300": 1210, "30": 1210}
    acts.sign(by=person(Role.PROVINCE_LEADER, "30"), return_=second)
    verified = found()
    assert (verified.is_sound, verified.changed) == (True, 1)
    assert verified.cells == len(stated_cells(collection))


@pytest.mark.parametrize("seed", [8, 31])
def test_random_acts_leave_copies_and_cells_equal(collection: Collection, draft, office: User, seed: int) -> None:
    chance = random.Random(seed)
    in_force: dict[str, Return] = {}
    for _step in range(14):
        unit = chance.choice(UNITS)
        match chance.choice(("accept", "take back", "keep", "damage")):
            case "accept":
                value = chance.choice((chance.randrange(2000), 2**62, "không có"))
                return_ = draft(unit, reason="Sửa", TT04=value, TH01=chance.choice((None, 3)))
                Return.objects.filter(pk=return_.pk).update(errors=0)
                return_.refresh_from_db()
                return_.findings.update(reason="Đúng như vậy.")
                in_force[unit] = acts.accept(by=office, return_=acts.submit(by=office, return_=return_))
            case "take back" if unit in in_force:
                acts.take_back_acceptance(by=office, return_=in_force.pop(unit))
                Return.objects.filter(unit__code=unit, state="submitted").update(superseded_at="2023-12-20T00:00Z")
            case "keep":
                keep(collection=collection)
            case "damage" if kept := standing(collection):
                files.place(files.folder("2023", collection.code), kept.copies.totals).write_bytes(b"PAR1")
        cells = sorted(stated_cells(collection))
        assert sorted(stated(collection).rows()) == cells
        assert found().differing == ()


def test_a_damaged_or_missing_copy_is_noticed_said_and_made_anew(
    collection: Collection, accept: Accept, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    accept("11239", MH03=1000)
    copies = keep(collection=collection)
    for digest, spoil in (
        (copies.facts, lambda p: p.write_bytes(p.read_bytes()[:-1] + b"x")),
        (copies.totals, Path.unlink),
    ):
        spoil(files.place(place, digest))
        assert wide(collection)["30"] == 1000, "right all the same"
        assert f"{digest}.parquet" in caplog.text
        verified = found()
        assert (verified.damaged, verified.differing, verified.made_anew) == ((f"{digest}.parquet",), (), True)
        assert found().is_sound
    assert keep(collection=collection) == copies, "the same cells are the same bytes"


def test_copies_that_say_something_else_are_found_out(collection: Collection, accept: Accept, place: Path) -> None:
    accept("11239", MH03=1000)
    keep(collection=collection)
    with connection.cursor() as cursor:  # as if somebody had gone past the triggers
        cursor.execute("DELETE FROM returns_changedunit")
    accept("11242", MH03=5)
    ChangedUnit.objects.all().delete()
    verified = found()
    assert ("30", "MH03") in verified.differing
    assert verified.made_anew
    assert found().is_sound


def test_totals_of_another_map_are_not_used(collection: Collection, accept: Accept) -> None:
    accept("11239", MH03=1000)
    accept("11254", MH03=4)
    keep(collection=collection)
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=dt.date(2023, 12, 1), source="phụ lục thử", decision="1/NQ")
    apply(by="test", plan=plan)
    assert wide(collection) == {"11254": 4, "30": 4}, "the district has ended, and so has the unit that stated 1000"
    assert found().is_sound


@pytest.mark.parametrize("dies_in", ["_written", "exchange", "sweep"])
def test_killed_while_compacting_nothing_is_lost(
    collection: Collection, accept: Accept, place: Path, monkeypatch: pytest.MonkeyPatch, dies_in: str
) -> None:
    class Killed(BaseException):
        pass

    accept("11239", MH03=1000)
    keep(collection=collection)
    accept("11242", MH03=7)
    where = files if dies_in == "sweep" else writing
    true = getattr(where, dies_in)

    def killed(*given, **named):
        if dies_in == "_written":
            true(*given, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(where, dies_in, killed)
        with pytest.raises(Killed):
            keep(collection=collection)
    (place / "half.tmp").write_bytes(b"PAR1")
    assert wide(collection)["30"] == 1007
    assert found().is_sound
    keep(collection=collection)
    for path in place.iterdir():
        os.utime(path, (time.time() - 2 * 3600,) * 2)
    stands = keep(collection=collection)
    assert {p.name for p in place.iterdir()} == {f"{stands.facts}.parquet", f"{stands.totals}.parquet"}


def test_who_is_slower_exchanges_nothing(collection: Collection, accept: Accept) -> None:
    accept("11239")
    stands = keep(collection=collection)
    other = Copies("0" * 64, "1" * 64, "2" * 64)
    accept("11242")
    changes = list(ChangedUnit.objects.values_list("pk", flat=True))
    assert not exchange(collection=collection, before=None, after=other, folded=changes)
    assert (KeptCopy.objects.get().facts, ChangedUnit.objects.count()) == (stands.facts, len(changes))
    forget(collection=collection)
    assert standing(collection) is None
    assert wide(collection)["30"] == 3600


def test_the_job_is_queued_when_much_has_changed_or_a_copy_is_damaged(
    collection: Collection, accept: Accept, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept("11239")
    assert tasks.keep_what_is_due() == 0
    monkeypatch.setattr(tasks, "MANY", 1)
    assert tasks.keep_what_is_due() == 1
    assert not tasks.keep_job.func(collection.pk), "the job was run by then, and a second one has nothing to do"
    assert tasks.keep_what_is_due() == 0
    for path in place.iterdir():
        path.unlink()
    assert tasks.keep_what_is_due() == 1


def test_reading_takes_two_statements(collection: Collection, accept: Accept, django_assert_num_queries) -> None:
    accept("11239")
    with django_assert_num_queries(1):
        stated(collection)
    keep(collection=collection)
    with django_assert_num_queries(1):
        stated(collection)
    accept("11242")
    with django_assert_num_queries(2):
        stated(collection)
    assert figures("30", "2023").total["MH03"] == 3600
