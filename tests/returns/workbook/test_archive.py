"""The workbooks of a whole collection: what they are written from, how they are called, and that they are the units' own."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from django.test import override_settings

from khuyenhoc.access.models import User
from khuyenhoc.returns import acts
from khuyenhoc.returns.identity import Identity, identity_in
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.receiving import NamedFile, receive, try_out
from khuyenhoc.returns.seal import seal_of
from khuyenhoc.returns.workbook.archive import file_name, path_in_archive, write_archive
from khuyenhoc.returns.workbook.queries import workbooks_of
from khuyenhoc.returns.workbook.template import workbook
from khuyenhoc.units.models import Unit, UnitFact
from tests.fixtures import CLEAN
from tests.returns.workbook.filling import filled

THANH_TUNG = "11242"
pytestmark = pytest.mark.look
SAFE = re.compile(r"[A-Za-z0-9 ./-]+")


def test_all_units_are_read_in_eight_statements(collection: Collection, django_assert_num_queries) -> None:
    workbooks_of(collection)
    with django_assert_num_queries(8):
        found = workbooks_of(collection)
    assert len(found) == collection.obligations.count() == 235
    assert len({content.unit.code for content in found}) == 235


def test_one_unit_alone_takes_no_more(collection: Collection, django_assert_num_queries) -> None:
    with django_assert_num_queries(8):
        (content,) = workbooks_of(collection, {THANH_TUNG, "30", "99999"})
    assert (content.unit.code, content.owner) == (THANH_TUNG, "Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện")
    assert content.last is None


def test_what_is_known_of_a_unit_goes_into_its_workbook(collection: Collection) -> None:
    unit = Unit.objects.get(code=THANH_TUNG)
    UnitFact.objects.create(
        unit=unit, key="villages", value=7, valid_from=collection.opens_on, source="thử", status="verified"
    )
    (content,) = workbooks_of(collection, {THANH_TUNG})
    assert content.context.villages_known == 7


def test_last_years_accepted_figures_go_into_it(
    collection: Collection, office: User, draft: Callable[..., Return]
) -> None:
    return_ = draft(THANH_TUNG, KT01="không có")
    acts.submit(by=office, return_=return_)
    acts.accept(by=office, return_=return_)
    Collection.objects.filter(pk=collection.pk).update(period="2022", code="BC-NAM-2022")
    collection.pk, collection.period, collection.code = None, "2023", "BC-NAM-2023"
    collection.save()
    collection.obligations.create(unit=return_.unit, due_on=collection.due_on)
    (content,) = workbooks_of(collection)
    assert content.edition.compares
    assert content.last is not None
    assert (content.last.values["HV01"], "KT01" in content.last.none_stated) == (CLEAN["HV01"], True)


def test_names_are_safe_and_tell_the_unit(collection: Collection) -> None:
    contents = workbooks_of(collection)
    names = [path_in_archive(content) for content in contents]
    assert len(set(names)) == len({name.casefold() for name in names}) == 235
    assert [name for name in names if not SAFE.fullmatch(name)] == []
    tung = next(content for content in contents if content.unit.code == THANH_TUNG)
    assert path_in_archive(tung) == "Huyen Thanh Mien/Xa Thanh Tung - Huyen Thanh Mien - BC-NAM-2023.xlsx"


def test_the_archive_holds_each_unit_once_with_progress(collection: Collection) -> None:
    contents, out, told = workbooks_of(collection), BytesIO(), []
    write_archive(contents, out, lambda done, all_: told.append((done, all_)))
    assert told == [(n, 235) for n in range(1, 236)]
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [path_in_archive(content) for content in contents]


def test_the_same_content_is_the_same_bytes(collection: Collection) -> None:
    one, other = (workbook(workbooks_of(collection, {THANH_TUNG})[0]) for _ in range(2))
    assert one == other


def test_an_identity_is_the_units_own_and_depends_on_the_secret(collection: Collection) -> None:
    (content,) = workbooks_of(collection, {THANH_TUNG})
    key = seal_of(collection).key
    assert identity_in(content.token, key) == Identity(THANH_TUNG, "BC-NAM", "2023", "BC-NAM-2023")
    with override_settings(SECRET_KEY="another"):
        assert identity_in(content.token, seal_of(collection).key) is None
    assert settings.SECRET_KEY.encode() not in key


@pytest.mark.parametrize("names", ["by their names", "by their signatures"])
def test_every_workbook_comes_home(collection: Collection, office: User, names: str) -> None:
    if names == "by their signatures":
        files = [NamedFile(f"{n}.xlsx", workbook(content)) for n, content in enumerate(workbooks_of(collection))]
    else:
        with override_settings(SECRET_KEY="another"):
            files = [NamedFile(file_name(content), workbook(content)) for content in workbooks_of(collection)]
    entries = try_out(by=office, collection=collection, files=files)
    assert {entry.outcome for entry in entries} == {"read"}
    assert {entry.unit for entry in entries} == {content.unit.code for content in workbooks_of(collection)}
    assert {bool(entry.reason) for entry in entries} == {names == "by their names"}


def test_reasons_in_the_workbook_answer_its_warnings(collection: Collection, office: User) -> None:
    (content,) = workbooks_of(collection, {THANH_TUNG})
    row, reason = {**CLEAN, "MH23": 9, "MH22": 8, "MH03": 2101}, "Một cộng đồng đăng ký từ năm trước."
    data = filled(workbook(content), row, {"MH23": reason, "MH03": "Không sửa được.", "HV01": "Thừa."})
    (entry,) = receive(by=office, collection=collection, files=[("a.xlsx", data)])
    findings = {(f.code, f.reason, f.reason_by) for f in Return.objects.get(pk=entry.return_id).findings.all()}
    assert findings == {("K03", reason, office), ("K02", "", None)}, "an error is mended, not answered"


def test_a_return_whose_warnings_are_answered_in_the_file_can_be_sent(collection: Collection, office: User) -> None:
    (content,) = workbooks_of(collection, {THANH_TUNG})
    data = filled(workbook(content), {**CLEAN, "MH23": 9, "MH22": 8}, {"MH23": "Đăng ký từ năm trước."})
    (entry,) = receive(by=office, collection=collection, files=[("a.xlsx", data)])
    return_ = Return.objects.select_related("collection", "unit").get(pk=entry.return_id)
    acts.submit(by=office, return_=return_)
    assert return_.state == "submitted"


def test_a_foreign_signature_is_said_with_the_file(collection: Collection, office: User) -> None:
    with override_settings(SECRET_KEY="another"):
        (content,) = workbooks_of(collection, {THANH_TUNG})
    (entry,) = receive(by=office, collection=collection, files=[("a.xlsx", filled(workbook(content), CLEAN))])
    stored = Return.objects.select_related("file").get(pk=entry.return_id)
    assert (entry.outcome, entry.unit) == ("read", THANH_TUNG)
    assert stored.file.reason == entry.reason
    assert "không phải do hệ thống này lập" in entry.reason
