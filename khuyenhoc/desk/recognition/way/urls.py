"""Addresses of the way from registering to the village's proposal."""

from __future__ import annotations

from django.urls import URLPattern, path

from khuyenhoc.desk.recognition.way import join, own, proofs, score

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
    path("so-mo-hinh/minh-chung/<int:pk>/", proofs.evidence, name="evidence"),
]
