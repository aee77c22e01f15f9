"""Roles and rights."""

from django.db.models import TextChoices
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from khuyenhoc.units.spec import tier

_tier = lazy(tier, str)
"""Said where a role is named: most processes never name one, and do without the data of levels."""


class Role(TextChoices):
    COMMUNE_SECRETARY = "commune_secretary", format_lazy(_("Thư ký Hội cấp {level}"), level=_tier("commune"))
    DISTRICT_OFFICER = "district_officer", format_lazy(_("Cán bộ Hội cấp {level}"), level=_tier("district"))
    PROVINCE_OFFICER = "province_officer", format_lazy(_("Cán bộ văn phòng Hội cấp {level}"), level=_tier("province"))
    PROVINCE_LEADER = "province_leader", format_lazy(_("Lãnh đạo Hội cấp {level}"), level=_tier("province"))
    EDITOR = "editor", _("Biên tập viên")
    ADMINISTRATOR = "administrator", _("Quản trị")


class Right(TextChoices):
    """What somebody may do on a unit."""

    SEE_RETURN = "see_return", _("xem báo cáo")
    SEND_RETURN = "send_return", _("gửi báo cáo")
    REVIEW_RETURN = "review_return", _("chấp nhận hoặc trả lại báo cáo")
    REVISE_ACCEPTED = "revise_accepted", _("mở bản sửa đổi của báo cáo đã chấp nhận")
    SIGN_RETURN = "sign_return", _("ký duyệt báo cáo")
    OPEN_COLLECTION = "open_collection", _("mở đợt báo cáo")
    CHASE = "chase", _("nhắc đơn vị và cấp liên kết gửi báo cáo")
    REORGANISE = "reorganise", _("sáp nhập, chia tách, đổi tên đơn vị")
    APPORTION = "apportion", _("phân bổ số liệu của đơn vị đã chia")
    LOAD_EARLIER = "load_earlier", _("nạp số liệu kỳ trước")
    SEE_FIGURES = "see_figures", _("xem số liệu tổng hợp")
    SET_TARGETS = "set_targets", _("phân bổ chỉ tiêu cho các đơn vị bên dưới")
    SHARE_FIGURES = "share_figures", _("gửi trang lãnh đạo bằng liên kết")
    MAKE_PAPERS = "make_papers", _("lập báo cáo và bài viết")
    PUBLISH = "publish", _("đăng bài")
    SEE_REGISTER = "see_register", _("xem sổ mô hình học tập")
    KEEP_REGISTER = "keep_register", _("giữ sổ mô hình học tập")
    RECOGNISE = "recognise", _("ra quyết định công nhận mô hình học tập")
    SET_CRITERIA = "set_criteria", _("lập và áp dụng bộ tiêu chí")
    SEE_JOURNAL = "see_journal", _("xem nhật ký")
    SEE_THRESHOLDS = "see_thresholds", _("xem đề xuất đổi ngưỡng cảnh báo")
    SET_THRESHOLDS = "set_thresholds", _("đổi ngưỡng cảnh báo, hoặc từ chối đề xuất")
    MANAGE_USERS = "manage_users", _("quản lý tài khoản")
    MANAGE_KEYS = "manage_keys", _("thay khóa ký giấy công nhận")


class Scope(TextChoices):
    """How far a right reaches from the unit at which the role is held."""

    OWN = "own", _("đơn vị mình")
    TREE = "tree", _("đơn vị mình và các đơn vị bên dưới")


class LinkState(TextChoices):
    """Whether a one-time link can be used, and if not why not."""

    OPEN = "open", _("đang dùng được")
    EXPIRED = "expired", _("đã hết hạn")
    REVOKED = "revoked", _("đã bị thu hồi")
    USED = "used", _("đã dùng xong")
