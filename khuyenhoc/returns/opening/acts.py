"""Opening a collection as it was proposed."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.models import Form
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.returns.acts import open_collection
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.opening.models import Plan
from khuyenhoc.returns.opening.queries import owing
from khuyenhoc.returns.opening.rules import Proposal, faults
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map


@transaction.atomic
def open_proposed(*, by: User, unit: Unit, proposal: Proposal, looked_at: str = "") -> Collection:
    """Opens what was proposed: the collection, those who owe, and its plan. The event is that of opening, with the plan.

    Refused where something is wrong with it, where it is open already, where nobody would owe, or where it is not what was
    looked at (`looked_at`: the digest of the preview; "" where there was none).
    """
    if found := faults(proposal):
        raise Refused(found[0].text)
    form = Form.objects.get(code=proposal.form, version=proposal.version)
    if Collection.objects.filter(form__code=proposal.form, unit=unit, period=proposal.period.code).exists():
        raise Refused(_("Đợt báo cáo này đã được mở rồi."))
    map_ = unit_map(proposal.period.ends)
    codes = [u.code for u in owing(map_, unit.code, form_spec(form.pk).level, proposal.kinds)]
    if not codes:
        raise Refused(_("Không có đơn vị nào phải nộp. Chọn ít nhất một loại đơn vị."))
    if looked_at and looked_at != proposal.digest(codes):
        raise Refused(_("Nội dung đã khác phần xem trước. Xem lại phần dưới đây rồi bấm mở đợt lần nữa."))
    plan = {"kinds": list(proposal.kinds), "reminders": list(proposal.reminders)}
    collection = open_collection(
        by=by, form=form, unit=unit, period=proposal.period.code, period_ends=proposal.period.ends,
        opens_on=proposal.opens_on, due_on=proposal.due_on, owing=list(Unit.objects.filter(code__in=codes)),
        synthetic=by.synthetic, plan=plan | {"version": proposal.version, "instructions": proposal.instructions},
    )  # fmt: skip
    Plan.objects.create(collection=collection, instructions=proposal.instructions, **plan)
    return collection
