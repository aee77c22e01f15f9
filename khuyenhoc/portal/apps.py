"""The public site."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "khuyenhoc.portal"

    def ready(self) -> None:
        from khuyenhoc.portal.receivers import connect

        connect()
