"""Registers of the learning models."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "khuyenhoc.recognition"

    def ready(self) -> None:
        from khuyenhoc.recognition.handing.receivers import connect

        connect()
