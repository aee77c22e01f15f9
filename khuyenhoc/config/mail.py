"""How mail is sent: by the environment, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

SECURITY = {"starttls": (True, False, 587), "ssl": (False, True, 465), "none": (False, False, 25)}
"""By name: whether TLS begins after the greeting, whether from the first byte, and the usual port."""


def mail_settings(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings for mail. Where no server is named, or wrongly, `MAIL_READY` is False and pages offer the text.

    `MAIL_FAULT`: what is wrong with the environment, "" where nothing is.
    """
    host, security = (
        environment.get("KHUYENHOC_SMTP_HOST", ""),
        environment.get("KHUYENHOC_SMTP_SECURITY") or "starttls",
    )
    starttls, ssl, usual = SECURITY.get(security, SECURITY["starttls"])
    user, port = environment.get("KHUYENHOC_SMTP_USER", ""), environment.get("KHUYENHOC_SMTP_PORT") or str(usual)
    sender = environment.get("KHUYENHOC_SMTP_FROM") or user
    faults = {
        "KHUYENHOC_SMTP_SECURITY": security not in SECURITY,
        "KHUYENHOC_SMTP_PORT": not port.isdecimal(),
        "KHUYENHOC_SMTP_FROM": "@" not in sender,
    }
    wrong = [name for name, is_wrong in faults.items() if is_wrong and host]
    return {
        "MAIL_READY": bool(host) and not wrong,
        "MAIL_FAULT": ", ".join(wrong),
        "EMAIL_HOST": host or "localhost",
        "EMAIL_PORT": int(port) if port.isdecimal() else usual,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": environment.get("KHUYENHOC_SMTP_PASSWORD", ""),
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender or "khuyenhoc@localhost",
    }
