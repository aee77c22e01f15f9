from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "khuyenhoc.audit"
