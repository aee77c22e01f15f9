"""What every view of the desk goes through: sign-in, and refusals said in plain words on a page, never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.storage import NotKept
from khuyenhoc.desk.former import former
from khuyenhoc.desk.frame import Where, show
from khuyenhoc.desk.leading import LeadsOn
from khuyenhoc.desk.visitor import DeskRequest, Visitor
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.returns.errors import Refused
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.errors import UnitsRefused

View = Callable[..., HttpResponseBase]
PageView = Callable[..., HttpResponse]
"""A view that can be shown again with `problems`: what went wrong. It takes the kept input from `request.POST`."""


def desk_page(view: View) -> View:
    """For whoever is signed in. What is not theirs or not there is said on a page of its own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        desk: DeskRequest = request  # type: ignore[assignment]  # what follows makes it one
        desk.visitor, desk.blanks = Visitor(desk.user), None
        try:
            return view(desk, *args, **kwargs)
        except NotAllowed as refused:
            return show(desk, "not_allowed", Where(), status=403, reason=str(refused), former=former(desk.visitor))
        except ObjectDoesNotExist:
            return show(desk, "not_found", Where(), status=404)
        except LeadsOn as missing:
            return show(desk, "not_found", Where(), status=404, reason=str(missing), ways=missing.ways)
        except Http404 as missing:
            return show(desk, "not_found", Where(), status=404, reason=str(missing))

    return login_required(guarded)


def nothing_done(page: HttpResponse) -> HttpResponse:
    """A page that is shown again because nothing was done: what has to be corrected stands in it."""
    page.status_code = 409
    return page


def act_on(page: PageView, address: str) -> Callable[[View], View]:
    """For a view that does something by POST: a refusal shows `page` again with the reason and whatever was typed.

    `address` names the page; opening the act's own address (by a bookmark) leads there.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def acting(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return redirect(reverse(f"desk:{address}", args=args, kwargs=kwargs))
            try:
                return view(request, *args, **kwargs)
            except (Refused, RecognitionRefused, UnitsRefused, NotKept, NotAllowed) as refused:
                reasons = str(refused).splitlines() or [_("Chưa làm được việc này.")]
                return nothing_done(page(request, *args, problems=[Problem(reason) for reason in reasons], **kwargs))

        return desk_page(acting)

    return decorate
