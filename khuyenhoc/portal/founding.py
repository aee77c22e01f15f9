"""The site itself: its two standing pages, and the group in which editors work. Made once, harmless to repeat."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.portal import queries
from khuyenhoc.portal.drafting import category
from khuyenhoc.portal.editor_door import EDITORS
from khuyenhoc.portal.models import HomePage, NewsIndexPage
from khuyenhoc.units.queries import unit_map

ON_PAGES: Final = ("add_page", "change_page", "publish_page")
ON_IMAGES: Final = ("add_image", "change_image", "choose_image")
BY_MODEL: Final = ("access_admin", "add_category", "change_category", "view_category")
NOT_OURS: Final = ("Editors", "Moderators")
"""Groups that Wagtail's first migration makes; nobody is in them here."""
PORTS: Final = {"http": 80, "https": 443}


@transaction.atomic
def ensure_site(*, by: str, unit: str | None = None) -> HomePage:
    """The front page, the list of news and a first category of an association (default: the top of today's map).

    `by` is a user name. One audit event where the site is founded, none where it is there. LookupError without a map.
    """
    home = queries.home()
    if home is None:
        home = _found(by=by, unit=unit or _top())
    _at_its_address(home)
    ensure_editor_group()
    return home


def _top() -> str:
    top = unit_map(clock.today()).children.get(None, ())
    if not top:
        raise LookupError(_("Chưa có đơn vị nào. Hãy lập danh sách đơn vị trước khi lập trang thông tin."))
    return top[0]


def _found(*, by: str, unit: str) -> HomePage:
    root = Page.get_first_root_node()
    title = _("Hội Khuyến học %(unit)s") % {"unit": unit_map(clock.today()).units[unit].full_name}
    home = root.add_child(instance=HomePage(title=title, slug="trang-chu", unit=unit))
    home.add_child(instance=NewsIndexPage(title=_("Tin tức"), slug="tin-tuc"))
    category(_("Tin hoạt động"))
    record(by=by, unit=unit, act="found_site", subject=("page", home.pk), after={"title": title})
    found: HomePage = home
    return found


def _at_its_address(home: HomePage) -> None:
    """The one site, at the address of the settings; what Wagtail's first migration put there goes."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or PORTS.get(address.scheme, 80)
    shown = {"hostname": address.hostname, "port": port, "root_page": home, "site_name": home.title}
    Site.objects.update_or_create(is_default_site=True, defaults=shown)
    root = Page.get_first_root_node()
    Page.objects.filter(pk=root.pk).update(title=_("Gốc"), draft_title=_("Gốc"))
    for page in root.get_children().filter(content_type__model="page"):
        page.delete()
    Group.objects.filter(name__in=NOT_OURS, user=None).delete()


@transaction.atomic
def ensure_editor_group() -> Group:
    """The group with what an editor may do: write and publish below the front page, add pictures, keep the categories.

    Who is in it follows the roles (`editor_door`), so nobody is put into it here.
    """
    group, _made = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(_permissions(*BY_MODEL))
    home, root = queries.home(), Collection.get_first_root_node()
    if home is not None:
        for permission in _permissions(*ON_PAGES):
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    for permission in _permissions(*ON_IMAGES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    return group


def _permissions(*names: str) -> list[Permission]:
    rooms = ("portal", "wagtailadmin", "wagtailcore", "wagtailimages")
    return list(Permission.objects.filter(codename__in=names, content_type__app_label__in=rooms))
