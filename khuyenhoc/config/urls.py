"""All addresses. The portal's pages take what nobody else has."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from khuyenhoc.access.admin import site as accounts
from khuyenhoc.portal.editor_door import sign_in_elsewhere
from khuyenhoc.theme.views import styles

urlpatterns = [
    path("tai-khoan/", include("allauth.urls")),
    path("quan-ly-tai-khoan/", accounts.urls),
    *sign_in_elsewhere,
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("kieu-dang/", styles, name="styles"),
    path("", include("khuyenhoc.desk.urls")),
    path("", include("khuyenhoc.portal.urls")),
    # Pictures alone: other uploads go through the pages that ask whether they are public.
    re_path(r"^media/(?P<path>(?:original_)?images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include(wagtail_urls)),
]
