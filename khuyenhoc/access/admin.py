"""Accounts and roles on Django's own admin pages, for the administrator; every change is an act with its event."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from khuyenhoc.access.acts import create_user, end_role, give_role, set_active, set_email, set_password, why_not_at
from khuyenhoc.access.enums import Right, Role
from khuyenhoc.access.models import RoleAssignment, User
from khuyenhoc.access.queries import held_roles


class AccountsSite(AdminSite):
    """Open to those whose role gives the management of accounts, signed in by allauth (and its second factor)."""

    site_header = site_title = _("Quản lý tài khoản")
    index_title = _("Tài khoản và vai trò")
    site_url = "/viec/"

    def has_permission(self, request: HttpRequest) -> bool:
        return any(held.reach(Right.MANAGE_USERS) for held in held_roles(request.user))


class _ManagedHere(ModelAdmin):  # type: ignore[type-arg]
    """Whoever may open the site may use it; nothing is ever deleted."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    has_view_permission = has_add_permission = has_change_permission = lambda self, request, obj=None: True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class UserForm(forms.ModelForm[User]):
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, help_text=_("Nơi nhận thư nhắc nộp báo cáo; để trống nếu không có.")
    )
    new_password = forms.CharField(
        label=_("Mật khẩu mới"), required=False, min_length=10, widget=forms.PasswordInput(render_value=False),
        help_text=_("Để trống nếu không đổi. Ít nhất 10 ký tự."),
    )  # fmt: skip

    class Meta:
        model = User
        fields = ["username", "full_name", "email", "is_active"]


class UserAdmin(_ManagedHere):
    form = UserForm
    list_display = ["username", "full_name", "is_active", "last_login"]
    search_fields = ["username", "full_name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Without the accounts of one-time links: nobody signs in with them, and their links are revoked elsewhere."""
        return User.objects.filter(link=None)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("username", "full_name") if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        by, password = request.user.get_username(), form.cleaned_data["new_password"]
        if not change:
            made = create_user(by=by, username=obj.username, full_name=obj.full_name, password=password or None)
            obj.pk, obj.password = made.pk, made.password
        if "email" in form.changed_data:
            set_email(by=by, user=obj, email=obj.email)
        if not change:
            return
        if "is_active" in form.changed_data:
            set_active(by=by, user=obj, active=obj.is_active)
        if password:
            set_password(by=by, user=obj, password=password)


class RoleForm(forms.ModelForm[RoleAssignment]):
    def clean(self) -> dict[str, Any] | None:
        """No role begins at a unit that has ended."""
        unit, day = self.cleaned_data.get("unit"), self.cleaned_data.get("valid_from")
        if unit and day and (reason := why_not_at(unit, day)):
            self.add_error("unit", reason)
        return self.cleaned_data


class RoleAdmin(_ManagedHere):
    form = RoleForm
    list_display = ["user", "role", "unit", "valid_from", "valid_to"]
    list_filter = ["role"]
    search_fields = ["user__username", "user__full_name", "unit__code"]
    autocomplete_fields = ["user"]
    fields = ["user", "role", "unit", "valid_from", "valid_to"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleAssignment]:
        return RoleAssignment.objects.filter(user__link=None)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("user", "role", "unit", "valid_from") if obj else ("valid_to",)

    def save_model(self, request: HttpRequest, obj: RoleAssignment, form: Any, change: bool) -> None:
        by = request.user.get_username()
        if change and obj.valid_to:
            end_role(by=by, assignment=obj, on=obj.valid_to)
        elif not change:
            given = give_role(by=by, user=obj.user, role=Role(obj.role), unit=obj.unit, valid_from=obj.valid_from)
            obj.pk = given.pk


site = AccountsSite(name="accounts")
site.register(User, UserAdmin)
site.register(RoleAssignment, RoleAdmin)
site.login = secure_admin_login(site.login)  # type: ignore[method-assign]
