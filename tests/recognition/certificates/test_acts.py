"""Certificates issued by a decision, verified, revoked; keys made, rotated, revoked."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.recognition.certificates import keys, revoking
from khuyenhoc.recognition.certificates.acts import issue_certificates
from khuyenhoc.recognition.certificates.judging import Verdict, Why, mark_of
from khuyenhoc.recognition.certificates.models import Certificate, SigningKey
from khuyenhoc.recognition.certificates.publishing import paper_address
from khuyenhoc.recognition.certificates.queries import in_calling_order, revoked_marks, verify
from khuyenhoc.recognition.certificates.signing import kid_of, new_key
from khuyenhoc.recognition.certificates.tokens import on_paper, read, signed
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.listing import carry_over
from khuyenhoc.recognition.models import Decision, Standing

FAMILY = LearningModel.FAMILY


def shown(certificate: Certificate) -> str:
    said = read(certificate.jws).said
    assert said is not None
    return said.name


def outcome(text: str) -> tuple[Verdict, Why | None]:
    found = verify(text)
    return found.verdict, found.why


@pytest.fixture
def administrator(person):
    return person(Role.ADMINISTRATOR, "30")


def private_of(kid: str) -> Path:
    return Path(settings.HOME) / "keys" / f"{kid}.json"


def test_each_one_recognised_gets_one_that_says_as_much_as_is_wished(certificates, keeper, commune):
    assert [(c.name, shown(c)) for c in certificates] == [
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hùng"), ("Trần Thị Nguyệt", ""), ("Đỗ Quang Khải", "Đ. Q. K."),
    ]  # fmt: skip
    said = verify(certificates[0].jws).said
    assert said is not None
    assert (said.unit, said.number, said.decided_on) == (
        "xã Thanh Tùng, huyện Thanh Miện", "12/QĐ-HKH", dt.date(2023, 12, 1),
    )  # fmt: skip
    assert issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023) == []
    event = Event.objects.order_by("sequence").last()
    assert (event.act, event.after["certificates"]) == ("issue_certificates", 3)


def test_many_cost_as_much_as_few(keeper, commune, decision):
    keys.signing_key()
    with CaptureQueriesContext(connection) as few:
        issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023, decision=decision)
    assert len(few) <= 17
    with CaptureQueriesContext(connection) as order:
        listed = in_calling_order(commune.code, FAMILY, 2023)
        assert [c.entry.name for c in listed] == ["Nguyễn Văn Hùng", "Trần Thị Nguyệt", "Đỗ Quang Khải"]
    assert len(order) == 1


def test_nobody_gets_one_before_the_decision_is_issued(keeper, commune, decision, person):
    Decision.objects.update(issued_at=None)
    decision.refresh_from_db()
    with pytest.raises(RecognitionRefused, match="chưa ban hành"):
        issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023, decision=decision)
    with pytest.raises(RecognitionRefused, match="Chưa có mục nào được công nhận"):
        issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2022)
    with pytest.raises(NotAllowed):
        issue_certificates(by=person(Role.COMMUNE_SECRETARY, "11245"), unit=commune, model=FAMILY, year=2023)
    assert not SigningKey.objects.exists()


def test_it_is_verified_by_its_token_its_address_and_its_letters(certificates):
    code = certificates[0].code
    typed = f"{code[:4]} {code[4:8].lower()}-{code[8:12]} {code[12:]}".replace("O", "0")
    for text in (certificates[0].jws, paper_address(certificates[0].jws), on_paper(certificates[0].jws).lower(), typed):
        with CaptureQueriesContext(connection) as asked:
            assert outcome(text) == (Verdict.GENUINE, None)
        assert len(asked) == 2
    assert outcome("ABCDEFGHIJKLMNOP") == (Verdict.UNKNOWN, Why.NOT_ISSUED)
    assert outcome("không phải mã") == (Verdict.UNKNOWN, Why.MALFORMED)


def test_whoever_forges_is_found_out(certificates):
    said = read(certificates[0].jws).said
    foreign = signed(said, new_key())
    assert outcome(foreign) == (Verdict.ALTERED, Why.SIGNATURE)  # a code of ours that none of our keys signed
    _row, own = keys.signing_key()
    Certificate.objects.filter(pk=certificates[0].pk).delete()
    assert outcome(foreign) == (Verdict.UNKNOWN, Why.FOREIGN_KEY)
    assert outcome(signed(said, own)) == (Verdict.UNKNOWN, Why.NOT_ISSUED)


def test_a_revoked_one_is_said_to_be_revoked_and_another_may_follow(certificates, keeper, commune):
    with pytest.raises(RecognitionRefused, match="Chưa ghi lý do"):
        revoking.revoke(by=keeper, certificates=[certificates[0].pk], reason=" ")
    assert revoking.revoke(by=keeper, certificates=[certificates[0].pk], reason="Ghi sai tên.") == 1
    found = verify(on_paper(certificates[0].jws))
    assert (found.verdict, found.why, found.revoked_on) == (Verdict.REVOKED, Why.WITHDRAWN, timezone.localdate())
    assert revoked_marks() == [mark_of(certificates[0].code)]
    assert certificates[0].code not in str(Event.objects.order_by("sequence").last().after)
    (again,) = issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023)
    assert outcome(again.jws) == (Verdict.GENUINE, None)
    assert outcome(certificates[0].jws) == (Verdict.REVOKED, Why.WITHDRAWN)


def test_another_unit_revokes_nothing(certificates, person):
    with pytest.raises(NotAllowed):
        revoking.revoke(by=person(Role.COMMUNE_SECRETARY, "11245"), certificates=[certificates[0].pk], reason="x")


def test_a_withdrawal_revokes_and_an_erasure_forgets(certificates):
    assert revoking.revoke_of(by="test", standings=[certificates[1].standing_id], reason="Rút công nhận.") == 1
    assert revoking.revoke_of(by="test", standings=[certificates[1].standing_id], reason="Rút công nhận.") == 0
    assert outcome(certificates[1].jws) == (Verdict.REVOKED, Why.WITHDRAWN)
    assert revoking.forget_names(by="test", entries=[certificates[0].standing.entry_id]) == 1
    kept = Certificate.objects.get(pk=certificates[0].pk)
    assert (kept.name, kept.jws) == ("", "")
    assert outcome(certificates[0].jws) == (Verdict.REVOKED, Why.WITHDRAWN)
    assert outcome(kept.code) == (Verdict.REVOKED, Why.WITHDRAWN)


def test_a_withdrawal_in_a_later_year_revokes_what_was_given_in_the_first(certificates, keeper, commune):
    Standing.objects.filter(certificates__isnull=False).update(valid_until=dt.date(2028, 12, 31))
    carry_over(by=keeper, unit=commune, model=FAMILY, year=2024)
    first = certificates[0].standing
    with pytest.raises(RecognitionRefused, match="Chưa có mục nào"):  # whoever was carried over has a certificate
        issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2024)
    later = Standing.objects.get(entry=first.entry_id, year=2024)
    assert revoking.revoke_of(by="test", standings=[first.pk, later.pk], reason="Rút công nhận.") == 1
    assert outcome(certificates[0].jws) == (Verdict.REVOKED, Why.WITHDRAWN)
    assert outcome(certificates[1].jws) == (Verdict.GENUINE, None)


def test_the_key_is_made_once_and_only_its_owner_reads_it(collection):
    first, private = keys.signing_key()
    assert keys.signing_key()[0] == first
    path = private_of(first.kid)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert private.as_dict(private=True)["d"] not in str(list(SigningKey.objects.values()))


def test_no_key_is_called_as_an_option_of_a_command():
    assert not [kid for _n in range(400) if (kid := kid_of(new_key())).startswith("-")]


def test_a_retired_key_vouches_for_what_it_signed_and_signs_no_more(certificates, administrator, keeper):
    old = SigningKey.objects.get()
    with pytest.raises(NotAllowed):
        keys.rotate_key(by=keeper)
    new = keys.rotate_key(by=administrator)
    assert keys.signing_key()[0] == new
    assert outcome(certificates[0].jws) == (Verdict.GENUINE, None)
    old.refresh_from_db()
    assert old.retired_at is not None


def test_a_revoked_key_takes_all_that_it_signed_with_it(certificates, administrator):
    kid = SigningKey.objects.get().kid
    with pytest.raises(RecognitionRefused, match="chưa ghi lý do"):
        keys.revoke_key(by=administrator, kid=kid, reason="")
    keys.revoke_key(by=administrator, kid=kid, reason="Mất máy chủ.")
    assert outcome(certificates[0].jws) == (Verdict.REVOKED, Why.KEY_REVOKED)
    with pytest.raises(RecognitionRefused):
        keys.revoke_key(by=administrator, kid=kid, reason="Lần nữa.")


def test_an_expired_key_signs_nothing_and_what_it_signs_all_the_same_is_not_genuine(certificates, keeper, commune):
    _row, stolen = keys.signing_key()
    long_ago = timezone.now() - dt.timedelta(days=9)
    SigningKey.objects.update(valid_from=long_ago, expires_at=long_ago + dt.timedelta(days=2))
    assert outcome(certificates[0].jws) == (Verdict.UNKNOWN, Why.OUT_OF_TIME)
    revoking.revoke(by=keeper, certificates=[c.pk for c in certificates], reason="Ký lại.")
    made = issue_certificates(by=keeper, unit=commune, model=FAMILY, year=2023)
    assert SigningKey.objects.count() == 2
    assert outcome(made[0].jws) == (Verdict.GENUINE, None)
    forged = signed(read(made[0].jws).said, stolen)
    assert outcome(forged) == (Verdict.UNKNOWN, Why.OUT_OF_TIME)


def test_a_key_whose_file_is_gone_is_replaced(collection):
    first, _private = keys.signing_key()
    private_of(first.kid).unlink()
    second, _private = keys.signing_key()
    assert second.kid != first.kid
    assert SigningKey.objects.get(kid=first.kid).retired_at is not None


def test_the_old_private_half_is_destroyed(certificates, administrator, django_capture_on_commit_callbacks):
    kid = SigningKey.objects.get().kid
    with django_capture_on_commit_callbacks(execute=True):
        keys.rotate_key(by=administrator)
    assert not private_of(kid).exists()


def test_standings_keep_their_one_certificate(certificates):
    from django.db import IntegrityError, transaction

    first = certificates[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            standing=first.standing, decision=first.decision, key=first.key, code="A" * 16, issued_at=first.issued_at
        )
    assert Standing.objects.filter(certificates__isnull=False).count() == 3
