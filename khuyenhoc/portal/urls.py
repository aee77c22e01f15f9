"""Addresses of the public site that are no Wagtail pages."""

from __future__ import annotations

from django.urls import path

from khuyenhoc.portal import news_views, offline, recognised, verifying, views
from khuyenhoc.portal.feeds import NewsFeed
from khuyenhoc.portal.sitemaps import site_map
from khuyenhoc.recognition.certificates.tokens import WAY

urlpatterns = [
    path("van-ban/", views.instruments, name="instruments"),
    path("bieu-mau/", views.forms, name="forms"),
    path("bieu-mau/<str:code>/<str:version>/", views.form, name="form"),
    path("da-cong-nhan/", recognised.recognised_units, name="recognised_units"),
    path("da-cong-nhan/<str:unit>/<int:year>/", recognised.recognised_models, name="recognised_models"),
    path("da-cong-nhan/quyet-dinh/<int:pk>/soan-tin/", news_views.draft_from_decision, name="draft_news"),
    path("tin-moi.xml", NewsFeed(), name="news_feed"),
    path("sitemap.xml", site_map, name="sitemap"),
    path(f"{WAY}/", verifying.ask, name="verify_ask"),
    path(f"{WAY}/khong-can-mang.html", offline.file, name="verify_offline"),
    path(f"{WAY}/<str:token>/giay.jwt", verifying.badge, name="verify_badge"),
    path(f"{WAY}/<path:token>/", verifying.show, name="verify"),
    path(f"{WAY.upper()}/<path:token>", verifying.show, name="verify_paper"),
    path(".well-known/jwks.json", verifying.keys, name="verify_keys"),
    path(".well-known/keys/<str:kid>.json", verifying.key, name="verify_key"),
    path(".well-known/revocations.jwt", verifying.revocations, name="verify_revocations"),
    path(".well-known/status/<int:number>.jwt", verifying.states, name="verify_states"),
    path("robots.txt", views.robots, name="robots"),
]
