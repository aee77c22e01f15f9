"""Addresses of the way from registering to the village's proposal."""

from __future__ import annotations

from django.urls import URLPattern, path

from khuyenhoc.desk.recognition.addresses import SCOPE  # brings the converters in
from khuyenhoc.desk.recognition.way import join, meeting, meeting_link, own, proofs, register, score
from khuyenhoc.desk.recognition.way.gathering import WITHOUT

LIST = "so/<str:unit>/<model:model>/<year:year>/"
VILLAGE = f"{LIST}hop/<int:village>/"
UNITS = f"{LIST}{SCOPE}hop/"
"""Of the meeting that votes on whole units."""

urlpatterns: list[URLPattern] = [
    path("dk/<str:token>/", join.begin, name="join"),
    path("dk/<str:token>/tim/", join.find, name="join_find"),
    path("dk/<str:token>/dang-ky/", join.register, name="join_register"),
    path("tc/<str:token>/", own.own, name="own"),
    path("tc/<str:token>/cham-tiep/", score.go_on, name="own_next"),
    path("tc/<str:token>/nhom/", score.group, name="own_group"),
    path("tc/<str:token>/nhom/chon/", score.choose, name="own_choose"),
    path("tc/<str:token>/cham/<str:indicator>/", score.point, name="own_point"),
    path("tc/<str:token>/cham/<str:indicator>/luu/", score.keep, name="own_keep"),
    path("tc/<str:token>/cham/<str:indicator>/bo-anh/", score.drop, name="own_drop"),
    path("tc/<str:token>/anh/<int:pk>/", score.photo, name="own_photo"),
    path("tc/<str:token>/xem-lai/", score.review, name="own_review"),
    path("tc/<str:token>/gui/", score.submit, name="own_send"),
    path("so/minh-chung/<int:pk>/", proofs.evidence, name="evidence"),
    path("so/lien-ket-rieng/<int:pk>/", register.one_link, name="own_link"),
    path("so/lien-ket-rieng/<int:pk>/cap/", register.link_act, name="own_link_give"),
    path(f"{LIST}dang-ky/", register.way_view, name="way"),
    path(f"{LIST}dang-ky/ma/", register.invite_act, name="way_invite"),
    path(f"{LIST}dang-ky/thu-hoi/", register.withdraw_act, name="way_withdraw"),
    path(f"{LIST}dang-ky/to-dan.pdf", register.posters, name="way_posters"),
    path(f"{LIST}dang-ky/kiem-tra/", register.check_act, name="way_check"),
    path(f"{LIST}dang-ky/vung/", register.area_act, name="way_area"),
    path(VILLAGE, meeting.meet, name="meet"),
    path(f"{VILLAGE}phieu/", meeting.votes, name="meet_votes"),
    path(f"{VILLAGE}ghi/", meeting.note, name="meet_note"),
    path(f"{VILLAGE}lien-ket/", meeting.link, name="meet_link"),
    path(UNITS, meeting.meet, {"village": WITHOUT}, name="meet"),
    path(f"{UNITS}phieu/", meeting.votes, {"village": WITHOUT}, name="meet_votes"),
    path(f"{UNITS}ghi/", meeting.note, {"village": WITHOUT}, name="meet_note"),
    path("so/hop/<int:pk>/", meeting.meeting, name="meeting"),
    path("so/hop/<int:pk>/hoan-tac/", meeting.undo, name="meeting_undo"),
    path("so/hop/<int:pk>/bien-ban.<str:kind>", meeting.minutes, name="minutes"),
    path("so/hop/<int:pk>/ban-ky/", meeting.keep_signed, name="minutes_keep"),
    path("so/hop/ban-ky/<int:pk>/", meeting.scan, name="minutes_scan"),
    path("ht/<str:token>/", meeting_link.meet, name="link_meet"),
    path("ht/<str:token>/phieu/", meeting_link.votes, name="link_meet_votes"),
    path("ht/<str:token>/ghi/", meeting_link.note, name="link_meet_note"),
    path("ht/<str:token>/<int:pk>/", meeting_link.meeting, name="link_meeting"),
    path("ht/<str:token>/<int:pk>/hoan-tac/", meeting_link.undo, name="link_meeting_undo"),
    path("ht/<str:token>/<int:pk>/bien-ban.<str:kind>", meeting_link.minutes, name="link_minutes"),
    path("ht/<str:token>/<int:pk>/ban-ky/", meeting_link.keep_signed, name="link_minutes_keep"),
    path("ht/<str:token>/ban-ky/<int:pk>/", meeting_link.scan, name="link_minutes_scan"),
]
