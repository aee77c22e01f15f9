"""A closed collection of the first half of the year in which some returns wait for review without a warning.

The demonstration's own returns all have one (nearly everybody is recognised, as was published), so none of them is clean.
"""

from __future__ import annotations

import datetime as dt

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.returns.acts import close_collection, open_collection, submit_all
from khuyenhoc.returns.intake.pipeline import FileReading, ReturnReading
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.receiving import take_in
from khuyenhoc.returns.situation import Situation
from khuyenhoc.returns.storing import store
from tests.fixtures import cells

PERIOD = "2023-6T"
CODE = f"BC-NAM-{PERIOD}"


def send_clean(*, by: User, like: Collection, number: int) -> None:
    """`number` clean returns by the form of a collection; closed, so that nobody's tasks speak of them."""
    owing = [o.unit for o in like.obligations.select_related("unit").order_by("unit__code")[:number]]
    with clock.told(2023, 7, 1):
        collection = open_collection(
            by=by, form=like.form, unit=like.unit, period=PERIOD, period_ends=dt.date(2023, 6, 30), synthetic=True,
            opens_on=dt.date(2023, 6, 1), due_on=dt.date(2023, 7, 15), owing=owing,
        )  # fmt: skip
    run = take_in(
        by=by, collection=collection, files=[(f"{u.code}.xlsx", f"{PERIOD} {u.code}".encode()) for u in owing]
    )
    read = cells(form_spec(collection.form_id))
    returns = {u.code: (ReturnReading(u.code, "read", "", read, "Báo cáo", ()),) for u in owing}
    readings = [
        (file, FileReading(file.name, "", 1, "read", "", returns[file.name.removesuffix(".xlsx")]))
        for file in run.files.all()
    ]
    store(Situation(collection, by), readings, "")
    waiting = Return.objects.filter(collection=collection).select_related("collection", "unit", "file")
    submit_all(by=by, returns=list(waiting))
    close_collection(by=by, collection=collection)
