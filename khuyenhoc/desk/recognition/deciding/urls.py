"""Addresses of appraisals and decisions."""

from __future__ import annotations

from django.urls import URLPattern, path

from khuyenhoc.desk.recognition import addresses  # noqa: F401  # brings the converters in
from khuyenhoc.desk.recognition.deciding import (
    appraisals,
    certificates,
    choosing,
    decision,
    loudspeaker,
    overview,
    papers,
    revoking,
    schedule,
    withdrawing,
)

LIST = "cong-nhan/<str:unit>/<model:model>/<year:year>/"
ONE = "cong-nhan/quyet-dinh/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(ONE, decision.decision_view, name="model_decision"),
    path(f"{ONE}luu/", decision.describe_act, name="describe_model_decision"),
    path(f"{ONE}bo/", decision.drop_act, name="drop_model_decision"),
    path(f"{ONE}bo-muc/", decision.narrow_act, name="narrow_model_decision"),
    path(f"{ONE}ban-hanh/", decision.issue_view, name="issue_model_decision"),
    path(f"{ONE}ban-hanh/xong/", decision.issue_act, name="issue_model_decision_act"),
    path(f"{ONE}cong-bo/", decision.announce_act, name="announce_model_decision"),
    path(f"{ONE}thoi-cong-bo/", decision.take_back_announcement_act, name="take_back_announcement"),
    path(f"{ONE}van-ban.<str:kind>", papers.paper_file, name="model_decision_paper"),
    path(f"{ONE}ban-chup/", papers.scan_file, name="model_decision_scan"),
    path(f"{ONE}ban-chup/giu/", papers.scan_act, name="model_decision_scan_act"),
    path(f"{ONE}giay/", certificates.certificates_view, name="decision_certificates"),
    path(f"{ONE}giay/lap/", certificates.make_act, name="make_decision_certificates"),
    path(f"{ONE}giay/in/", certificates.printed_file, name="print_decision_certificates"),
    path(f"{ONE}giay/<int:standing>/thu-hoi/", revoking.revoking_view, name="revoke_certificate"),
    path(f"{ONE}giay/<int:standing>/thu-hoi/xong/", revoking.revoke_act, name="revoke_certificate_act"),
    path(f"{ONE}loa/", loudspeaker.loudspeaker_view, name="loudspeaker"),
    path(LIST, overview.overview_view, name="recognising"),
    path(f"{LIST}han/", schedule.schedule_view, name="recognition_schedule"),
    path(f"{LIST}han/dat/", schedule.schedule_act, name="set_recognition_schedule"),
    path(f"{LIST}tham-dinh/", appraisals.appraisals_view, name="appraisals"),
    path(f"{LIST}tham-dinh/nhan/", appraisals.accept_own_act, name="accept_own_points"),
    path(f"{LIST}tham-dinh/<int:pk>/", appraisals.appraisal_view, name="appraisal"),
    path(f"{LIST}tham-dinh/<int:pk>/ghi/", appraisals.appraise_act, name="appraise"),
    path(f"{LIST}quyet-dinh/", choosing.choosing_view, name="choose_recognised"),
    path(f"{LIST}quyet-dinh/lap/", choosing.draft_act, name="draft_model_decision"),
    path(f"{LIST}rut/", withdrawing.withdrawing_view, name="choose_withdrawn"),
    path(f"{LIST}rut/lap/", withdrawing.draft_act, name="draft_withdrawal"),
]
