"""Addresses of appraisals and decisions."""

from __future__ import annotations

from django.urls import URLPattern, path

from khuyenhoc.desk.recognition.addresses import of_list  # brings the converters in
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
    *of_list(LIST, "", overview.overview_view, "recognising"),
    *of_list(LIST, "han/", schedule.schedule_view, "recognition_schedule"),
    *of_list(LIST, "han/dat/", schedule.schedule_act, "set_recognition_schedule"),
    *of_list(LIST, "tham-dinh/", appraisals.appraisals_view, "appraisals"),
    *of_list(LIST, "tham-dinh/nhan/", appraisals.accept_own_act, "accept_own_points"),
    *of_list(LIST, "tham-dinh/<int:pk>/", appraisals.appraisal_view, "appraisal"),
    *of_list(LIST, "tham-dinh/<int:pk>/ghi/", appraisals.appraise_act, "appraise"),
    *of_list(LIST, "quyet-dinh/", choosing.choosing_view, "choose_recognised"),
    *of_list(LIST, "quyet-dinh/lap/", choosing.draft_act, "draft_model_decision"),
    *of_list(LIST, "rut/", withdrawing.withdrawing_view, "choose_withdrawn"),
    *of_list(LIST, "rut/lap/", withdrawing.draft_act, "draft_withdrawal"),
]
