"""Addresses of the way from registering to the village's proposal."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
