"""The page of styles alone, without the rooms above: its addresses and what a request goes through."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import path

from khuyenhoc.theme.views import styles

MIDDLEWARE: Final = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES: Final = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ALONE: Final = {
    "ROOT_URLCONF": "tests.theme.urls",
    "MIDDLEWARE": MIDDLEWARE,
    "TEMPLATES": TEMPLATES,
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
}
"""Settings for `override_settings`."""


def leave(request: HttpRequest) -> HttpResponse:
    """Where the button for leaving leads."""
    return HttpResponse()


urlpatterns = [path("kieu-dang/", styles), path("ra/", leave, name="account_logout")]
