from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "khuyenhoc.theme"
