"""How decisions on learning models are worded where the office does not word them otherwise: data, not verified."""

from __future__ import annotations

from functools import cache

import yaml
from msgspec import convert

from khuyenhoc.catalogue.spec import Fact
from khuyenhoc.documents.facts import DATA, Document


class IssuerForm(Fact, frozen=True, kw_only=True):
    """How a body signs: the association, or the people's committee. Capitals in a placeholder mean capitals."""

    code: str
    superior: str
    superior_of_top: str
    name: str
    body: str
    symbol: str
    head: str
    authority: str
    signatory: str


class KindForm(Fact, frozen=True, kw_only=True):
    """What a decision of a kind says. A base that names {instrument} stands once for each instrument."""

    code: str
    subject: str
    bases: tuple[str, ...]
    articles: tuple[str, ...]
    annex: str
    recipients: tuple[str, ...]


class ModelForm(Fact, frozen=True, kw_only=True):
    """What an entry of a model is called, the headings of its list, and what the decision rests on (codes of instruments)."""

    code: str
    noun: str
    named: str
    detail: str
    instruments: tuple[str, ...]


def issuer_form(code: str) -> IssuerForm:
    """Of "association" or "committee". KeyError for another."""
    return convert(_forms("issuers")[code], IssuerForm)


def kind_form(code: str) -> KindForm:
    """Of "recognise" or "withdraw". KeyError for another."""
    return convert(_forms("kinds")[code], KindForm)


def model_form(code: str) -> ModelForm:
    """Of a learning model. KeyError for another."""
    return convert(_forms("models")[code], ModelForm)


@cache
def _forms(name: str) -> dict[str, Document]:
    document: Document = yaml.safe_load((DATA / "decisions.yaml").read_text(encoding="utf-8"))
    return {entry["code"]: entry for entry in document[name]}
