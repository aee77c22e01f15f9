"""Addresses of the criteria sets."""

from __future__ import annotations

from django.urls import path

from khuyenhoc.desk.recognition.criteria import acts, editing, trying, views

urlpatterns = [
    path("bo-tieu-chi/", views.criteria_sets, name="criteria_sets"),
    path("bo-tieu-chi/<str:code>/", views.criteria_set, name="criteria_set"),
    path("bo-tieu-chi/<str:code>/thu/", trying.trial, name="criteria_trial"),
    path("bo-tieu-chi/<str:code>/thu/bat-dau/", trying.trial_act, name="criteria_trial_act"),
    path("bo-tieu-chi/<str:code>/bo/", views.dropping, name="criteria_drop"),
    path("bo-tieu-chi/<str:code>/ban-moi/", acts.draft, name="criteria_draft"),
    path("bo-tieu-chi/<str:code>/bo/xong/", acts.drop, name="criteria_drop_act"),
    path("bo-tieu-chi/<str:code>/ap-dung/", acts.adopt, name="criteria_adopt"),
    path("bo-tieu-chi/<str:code>/hoan-tac/", acts.take_back, name="criteria_take_back"),
    path("bo-tieu-chi/<str:code>/lui/", acts.undo_revision, name="criteria_undo_revision"),
    path("bo-tieu-chi/<str:code>/sua/", editing.whole, name="criteria_edit"),
    path("bo-tieu-chi/<str:code>/sua/<slug:kind>/<str:part>/", editing.part, name="criteria_part"),
    path("bo-tieu-chi/<str:code>/sua/<slug:kind>/<str:part>/bo/", acts.drop_part, name="criteria_drop_part"),
]
