from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "khuyenhoc.units"
