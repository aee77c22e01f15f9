"""Addresses of the public site that are no Wagtail pages."""

from __future__ import annotations

from django.urls import path

from khuyenhoc.portal import views
from khuyenhoc.portal.feeds import NewsFeed
from khuyenhoc.portal.sitemaps import site_map

urlpatterns = [
    path("van-ban/", views.instruments, name="instruments"),
    path("bieu-mau/", views.forms, name="forms"),
    path("bieu-mau/<str:code>/<str:version>/", views.form, name="form"),
    path("tin-moi.xml", NewsFeed(), name="news_feed"),
    path("sitemap.xml", site_map, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
