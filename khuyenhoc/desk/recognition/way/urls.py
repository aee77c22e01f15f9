"""Addresses of the way from registering to the village's proposal."""

from __future__ import annotations

from django.urls import URLPattern, path

from khuyenhoc.desk.recognition.way import join, own

urlpatterns: list[URLPattern] = [
    path("dk/<str:token>/", join.begin, name="join"),
    path("dk/<str:token>/tim/", join.find, name="join_find"),
    path("dk/<str:token>/dang-ky/", join.register, name="join_register"),
    path("tc/<str:token>/", own.own, name="own"),
]
