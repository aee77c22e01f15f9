"""Learning models, and where an entry of a register stands in a year."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LearningModel(TextChoices):
    """The five models (Quyết định 387/QĐ-TTg; the fifth: Quyết định 677/QĐ-TTg), by the codes that forms know them by."""

    FAMILY = "family", _("gia đình học tập")
    CLAN = "clan", _("dòng họ học tập")
    COMMUNITY = "community", _("cộng đồng học tập")
    ORGANISATION = "organisation", _("đơn vị học tập")
    CITIZEN = "citizen", _("công dân học tập")


class Status(TextChoices):
    """An entry's standing in one year. The last two: it does not belong to the year's list any more."""

    LISTED = "listed", _("chưa đăng ký")
    REGISTERED = "registered", _("đã đăng ký")
    SELF_SCORED = "self_scored", _("đã tự chấm")
    PROPOSED = "proposed", _("thôn đề nghị")
    RECOGNISED = "recognised", _("được công nhận")
    REFUSED = "refused", _("không được công nhận")
    WITHDRAWN = "withdrawn", _("bị rút công nhận")
    MOVED_AWAY = "moved_away", _("đã chuyển đi")
    ENDED = "ended", _("không còn")


class NameShown(TextChoices):
    """How much of a name a certificate shows to whoever verifies it; what the person said, initials where nothing."""

    FULL = "full", _("họ tên đầy đủ")
    INITIALS = "initials", _("chữ cái đầu")
    NONE = "none", _("không ghi tên")


class Scoring(TextChoices):
    """Who gave the points."""

    SELF = "self", _("tự chấm")
    APPRAISAL = "appraisal", _("thẩm định")


class DecisionKind(TextChoices):
    RECOGNISE = "recognise", _("công nhận")
    WITHDRAW = "withdraw", _("rút công nhận")


class Issuer(TextChoices):
    """By whose form a decision is written."""

    ASSOCIATION = "association", _("Hội Khuyến học")
    COMMITTEE = "committee", _("Ủy ban nhân dân")


class Stage(TextChoices):
    """The stages of a year's way, in their order, each with a day until which it shall be done."""

    REGISTER = "register", _("Đăng ký")
    SELF_SCORE = "self_score", _("Tự chấm điểm")
    VOTE = "vote", _("Thôn, khu dân cư họp bình xét")
    APPRAISE = "appraise", _("Thẩm định")
    DECIDE = "decide", _("Ra quyết định")
    ANNOUNCE = "announce", _("Công bố")


class Verdict(TextChoices):
    """What an appraisal came to: as the criteria have it, or by the vote where they give no points."""

    PASSED = "passed", _("đạt")
    FAILED = "failed", _("chưa đạt")
    UNSCORED = "unscored", _("không chấm điểm, theo biểu quyết")


class Cause(TextChoices):
    """Why an entry that registered is held back from a decision, in the order in which it is asked."""

    NO_VOTE = "no_vote", _("thôn, khu dân cư chưa họp đề nghị")
    NO_APPRAISAL = "no_appraisal", _("chưa thẩm định")
    NOT_IN_FORCE = "not_in_force", _("thẩm định theo bộ tiêu chí không còn áp dụng")
    GAP = "gap", _("bộ tiêu chí còn thiếu nội dung nên chưa kết luận được")
    BELOW = "below", _("điểm chưa đạt")
    UNCHECKED = "unchecked", _("tự thêm tên vào danh sách, người giữ sổ chưa xác nhận")
    DOUBLE = "double", _("có mục khác trùng tên, trùng chỗ ở")
    ENDED = "ended", _("đơn vị không còn trên bản đồ")
