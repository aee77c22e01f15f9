"""A workbook of ours by another version of the form: what is told of it to its sender."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from khuyenhoc.catalogue.loaders import shipped_form, version_maps
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.catalogue.versions import form_change, map_between
from khuyenhoc.returns.intake import sentences
from khuyenhoc.sheets.sentences import said

_NAMED: Final = 3
"""So many lines are named; of more, that there are more."""


def version_note(stated: str, form: FormSpec, placed: Collection[str]) -> str:
    """One sentence: by which version the workbook is, what went where, what is missing, what to do; "" for the form's own.

    `placed`: the codes of the form that stand in the file.
    """
    if not stated:
        return ""
    parts = "; ".join((*_moved(stated, form, placed), _missing(form, placed)))
    return said(sentences.OTHER_VERSION, stated=stated, asked=form.version, found=parts)


def _moved(stated: str, form: FormSpec, placed: Collection[str]) -> Iterator[str]:
    before = shipped_form(form.code, stated)
    if before is None:
        yield sentences.CARRIED
        return
    change = form_change(before, form, map_between(version_maps(), form.code, stated, form.version))
    pairs = [
        said(sentences.RENAMED_LINE, old=old.label, new=new.label) for old, new in change.reworded if new.code in placed
    ]
    yield said(sentences.REWORDED, pairs=_named(pairs)) if pairs else sentences.CARRIED
    if change.dropped:
        yield said(sentences.DROPPED_LINES, labels=_named(i.label for i in change.dropped))


def _missing(form: FormSpec, placed: Collection[str]) -> str:
    labels = [i.label for i in form.typed if i.code not in placed]
    if not labels:
        return sentences.NOTHING_MISSING
    return said(sentences.MISSING_LINES, n=len(labels), labels=_named(labels))


def _named(texts: Iterable[str]) -> str:
    all_ = list(texts)
    return ", ".join([*all_[:_NAMED], *(["…"] if len(all_) > _NAMED else [])])
