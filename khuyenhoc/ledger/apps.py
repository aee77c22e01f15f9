from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "khuyenhoc.ledger"
