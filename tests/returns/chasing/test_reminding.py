"""The log of reminders: who is told, by whom, by which way; mails that go out once or say why not."""

from __future__ import annotations

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from khuyenhoc.access.acts import set_email
from khuyenhoc.access.enums import Role
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit import clock
from khuyenhoc.audit.queries import history, verify
from khuyenhoc.returns import acts
from khuyenhoc.returns.chasing.acts import Told, remind, withdraw_reminders
from khuyenhoc.returns.chasing.enums import Cause, Outcome, Way
from khuyenhoc.returns.chasing.mail import deliver
from khuyenhoc.returns.chasing.models import Reminder
from khuyenhoc.returns.chasing.queries import addresses, mail_counts, queued, reasons_of, reminded, reminders_of
from khuyenhoc.returns.chasing.tasks import deliver_job
from khuyenhoc.returns.errors import Refused
from khuyenhoc.units.models import Unit

UNIT, OTHER = "11242", "11239"


def told(unit=UNIT, sent_to=""):
    return Told(Unit.objects.get(code=unit), Cause.NOT_BEGUN, "Nhắc gửi báo cáo", "Kính gửi …", sent_to)


@pytest.fixture
def ready(settings):
    settings.MAIL_READY = True
    settings.DEFAULT_FROM_EMAIL = "van-phong@example.vn"


def test_a_reminder_is_noted_with_its_text_and_journalled_without(collection, office):
    with clock.told(2023, 12, 21):
        (made,) = remind(by=office, collection=collection, way=Way.ZALO, told=[told()])
    assert (made.unit.code, made.by, made.text, made.outcome) == (UNIT, office, "Kính gửi …", Outcome.DONE)
    event = history("reminder", made.pk).get()
    assert (event.act, event.unit, event.after) == ("remind", UNIT, {"way": "zalo", "cause": "not_begun"})
    assert verify()[1] is None


def test_the_last_one_of_each_unit_is_known_in_one_statement(collection, office, django_assert_num_queries):
    for day, way in ((10, Way.ZALO), (15, Way.PHONE)):
        with clock.told(2023, 12, day):
            remind(by=office, collection=collection, way=way, told=[told(), told(OTHER)])
    with django_assert_num_queries(1):
        found = reminded(collection)
    assert {code: (one.last.way, one.times) for code, one in found.items()} == {UNIT: ("phone", 2), OTHER: ("phone", 2)}
    with django_assert_num_queries(1):
        assert [r.way for r in reminders_of(collection, UNIT)] == ["phone", "zalo"]


def test_many_take_as_many_statements_as_one(collection, office, django_assert_max_num_queries):
    every = [told(code) for code in Unit.objects.filter(versions__level="commune").values_list("code", flat=True)]
    with django_assert_max_num_queries(16):  # the database takes rows in batches
        assert len(remind(by=office, collection=collection, way=Way.LETTER, told=every)) == 235


def test_a_slip_is_taken_back_and_stays_in_the_log(collection, office):
    made = remind(by=office, collection=collection, way=Way.PHONE, told=[told()])
    withdraw_reminders(by=office, reminders=made)
    assert reminded(collection) == {}
    assert [r.outcome for r in reminders_of(collection, UNIT)] == [Outcome.WITHDRAWN]
    assert [e.act for e in history("reminder", made[0].pk)] == ["remind", "withdraw_reminder"]


def test_only_who_may_chase(collection, office, person):
    made = remind(by=office, collection=collection, way=Way.ZALO, told=[told()])
    for by in (person(Role.COMMUNE_SECRETARY, UNIT), person(Role.DISTRICT_OFFICER, "288"), person(Role.EDITOR, "30")):
        with pytest.raises(NotAllowed):
            remind(by=by, collection=collection, way=Way.ZALO, told=[told()])
        with pytest.raises(NotAllowed):
            withdraw_reminders(by=by, reminders=made)
    district = person(Role.DISTRICT_OFFICER, "300")
    assert remind(by=district, collection=collection, way=Way.ZALO, told=[told()])[0].by == district
    with pytest.raises(NotAllowed):
        remind(by=district, collection=collection, way=Way.ZALO, told=[told(), told("10507")])


# By mail


def test_without_a_server_nothing_is_noted(collection, office):
    with pytest.raises(Refused, match="Máy chủ thư chưa được đặt"):
        remind(by=office, collection=collection, way=Way.MAIL, told=[told(sent_to="a@example.vn")])
    assert not Reminder.objects.exists()


def test_a_mail_waits_and_goes_out_once(collection, office, ready):
    made = remind(by=office, collection=collection, way=Way.MAIL, told=[told(sent_to="a@example.vn")])
    assert (mail_counts(collection)["queued"], queued(collection)) == (1, [made[0].pk])
    assert deliver_job.call(reminders=[made[0].pk]) == 1
    assert deliver([made[0].pk]) == 0
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.from_email) == (["a@example.vn"], "Nhắc gửi báo cáo", "van-phong@example.vn")
    assert sent.body == "Kính gửi …"
    assert mail_counts(collection) == {"done": 1, "queued": 0, "failed": 0, "withdrawn": 0}
    with pytest.raises(Refused, match="không thu lại được"):
        withdraw_reminders(by=office, reminders=made)


class Server(mail.backends.base.BaseEmailBackend):
    """A server that refuses in the way that it is told to."""

    refusal: Exception | None = None
    at_once = False

    def open(self):
        if self.at_once:
            raise self.refusal
        return True

    def send_messages(self, messages):
        raise self.refusal


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (ConnectionRefusedError(), "không nối được máy chủ thư"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "báo người quản trị"),
        (smtplib.SMTPRecipientsRefused({}), "xem lại địa chỉ"),
        (smtplib.SMTPServerDisconnected(), "máy chủ thư từ chối"),
    ],
)
def test_what_cannot_be_sent_says_why_and_does_not_count(
    collection, office, ready, settings, refusal, sentence, at_once
):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    Server.refusal, Server.at_once = refusal, at_once
    made = remind(by=office, collection=collection, way=Way.MAIL, told=[told(sent_to="a@example.vn")])
    assert deliver([r.pk for r in made]) == 0
    row = Reminder.objects.get()
    assert row.outcome == Outcome.FAILED
    assert sentence in row.fault
    assert reminded(collection) == {}


def test_the_database_wants_an_address_for_a_mail_and_for_nothing_else(collection, office):
    shared = {
        "collection": collection, "unit": Unit.objects.get(code=UNIT), "cause": Cause.ERRORS, "subject": "x", "text": "y",
        "at": clock.now(), "by": office,
    }  # fmt: skip
    for wrong in (
        {"way": Way.MAIL},
        {"way": Way.ZALO, "sent_to": "a@b.vn"},
        {"way": Way.PHONE, "outcome": Outcome.QUEUED},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(**shared, **wrong)


def test_addresses_are_those_of_the_units_secretaries_today(collection, office, person):
    secretary = person(Role.COMMUNE_SECRETARY, UNIT)
    assert addresses([UNIT, OTHER]) == {}
    set_email(by=office.username, user=secretary, email="thanh-tung@example.vn")
    assert addresses([UNIT, OTHER]) == {UNIT: "thanh-tung@example.vn"}
    assert addresses([OTHER]) == {}
    with clock.told(2022, 1, 1):
        assert addresses([UNIT]) == {}
    event = history("user", secretary.username).last()
    assert (event.act, event.after) == ("set_email", {"has_email": True})


def test_the_reasons_of_what_was_sent_back(collection, office, draft, django_assert_num_queries):
    return_ = acts.submit(by=office, return_=draft(UNIT))
    indicator = return_.cells.get(indicator__code="HV01").indicator
    acts.send_back(by=office, return_=return_, remarks=[(None, "Gửi lại trước thứ sáu"), (indicator, "Cao hơn sổ")])
    with django_assert_num_queries(1):
        found = reasons_of([return_.pk])
    assert found == {return_.pk: ["Gửi lại trước thứ sáu", f"{indicator.spec['label']}: Cao hơn sổ"]}
    with django_assert_num_queries(0):
        assert reasons_of([]) == {}
    assert dt.date(2023, 12, 20) == collection.due_on
