"""What the reading of returns says to people, beside what `sheets.sentences` says of any file."""

from __future__ import annotations

from khuyenhoc.sheets.sentences import gettext_noop

SPLIT_NUMBER = gettext_noop(
    "Dòng %(row)s: số “%(number)s” bị tách thành nhiều ô, vì dấu phẩy vừa ngăn cách ô vừa ngăn cách hàng nghìn. Lưu thành "
    "tệp .xlsx rồi gửi lại."
)

NO_TABLE = gettext_noop(
    "Không tìm thấy bảng số liệu theo biểu mẫu “%(form)s” trong tệp. Kiểm tra xem có gửi nhầm tệp không, hoặc ghi số liệu "
    "vào biểu mẫu rồi gửi lại."
)
HIDDEN_TABLE = gettext_noop("Bảng số liệu nằm ở trang đang ẩn “%(sheet)s”. Cho trang đó hiện ra, lưu lại rồi gửi lại.")
OTHER_PERIOD = gettext_noop(
    "Tệp ghi là số liệu %(stated)s, còn đợt này nhận số liệu %(period)s. Gửi đúng tệp của đợt này, hoặc sửa lại tiêu đề."
)
OTHER_FORM = gettext_noop(
    "Tệp theo biểu mẫu %(stated)s, còn đợt này nhận biểu mẫu %(form)s. Gửi đúng biểu mẫu của đợt này."
)
PERIOD_IN_NAME = gettext_noop(
    "Tên tệp ghi %(stated)s, trong tệp không ghi năm nào. Xác nhận đây là số liệu %(period)s, hoặc gửi đúng tệp."
)
YEAR = gettext_noop("năm %(year)s")
HALF_YEAR = gettext_noop("sáu tháng hoặc chín tháng")
QUARTER = gettext_noop("quý")
NUMBERED_QUARTER = gettext_noop("quý %(quarter)s")

NO_UNIT = gettext_noop("Chưa rõ báo cáo của đơn vị nào. Chọn đơn vị, hoặc ghi tên đơn vị ở đầu bảng rồi gửi lại.")
UNKNOWN_UNIT = gettext_noop("Không có đơn vị nào tên là “%(name)s”. Chọn đơn vị trong danh sách, hoặc sửa lại tên.")
NEAR_UNIT = gettext_noop("“%(name)s” có phải là %(units)s không? Chọn đúng đơn vị.")
SEVERAL_UNITS = gettext_noop("“%(name)s” có thể là %(units)s. Chọn đúng đơn vị.")
UNITS_DISAGREE = gettext_noop(
    "Trong bảng ghi %(inside)s, còn tên trang hoặc tên tệp ghi %(outside)s. Chọn đúng đơn vị."
)
NOT_IN_DISTRICT = gettext_noop("Trong %(district)s không có đơn vị tên “%(name)s”. Chọn đúng đơn vị.")
SIGNED_FOR_OTHER = gettext_noop(
    "Biểu mẫu này được lập riêng cho %(unit)s, còn trong tệp hoặc tên tệp ghi “%(name)s”. Chọn đúng đơn vị."
)
FOREIGN_SIGNATURE = gettext_noop(
    "Dấu nhận dạng trong tệp không phải do hệ thống này lập nên không dùng; đơn vị được nhận theo tên ghi trong tệp."
)
SIGNED_FOR_SEVERAL = gettext_noop(
    "Tệp có dấu nhận dạng của nhiều đơn vị nên không dùng dấu nào; đơn vị được nhận theo tên ghi trong tệp."
)
SIGNED_FOR_NOBODY = gettext_noop(
    "Dấu nhận dạng trong tệp là của một đơn vị không có trong kỳ này (mã %(unit)s); đơn vị được nhận theo tên ghi trong tệp."
)
OTHER_VERSION = gettext_noop(
    "Tệp này làm theo biểu mẫu phiên bản %(stated)s, đợt này dùng phiên bản %(asked)s; %(found)s."
)
CARRIED = gettext_noop("số liệu được chuyển sang các dòng tương ứng")
REWORDED = gettext_noop("số liệu được chuyển sang các dòng tương ứng, kể cả dòng đổi tên: %(pairs)s")
RENAMED_LINE = gettext_noop("“%(old)s” thành “%(new)s”")
DROPPED_LINES = gettext_noop("không lấy dòng không còn trong biểu mẫu: %(labels)s")
NOTHING_MISSING = gettext_noop("không thiếu chỉ tiêu nào, không phải làm gì thêm")
MISSING_LINES = gettext_noop(
    "còn thiếu %(n)s chỉ tiêu (%(labels)s): tải biểu mẫu của đợt này, ghi các chỉ tiêu ấy rồi gửi lại, hoặc sửa trên trang"
)
OTHER_COLLECTION = gettext_noop(
    "Biểu mẫu này được lập cho đợt %(stated)s, còn đợt này là %(asked)s. Tải biểu mẫu của đợt này, ghi số liệu rồi gửi lại."
)
FROM_BELOW = gettext_noop(
    "“%(name)s” là của một chi hội, thôn hoặc trường. Gửi số liệu chung của cả Hội, hoặc chọn đơn vị nếu số liệu là của cả Hội."
)
LIST_BELOW = gettext_noop(
    "“%(name)s” có phải là một đơn vị không, hay là thôn, chi hội của đơn vị khác? Chọn đúng đơn vị, hoặc gửi số liệu chung."
)
NAMED_BY_FILE = gettext_noop(
    "Chỉ có tên tệp ghi “%(name)s”. Xác nhận đây là báo cáo của %(units)s, hoặc chọn đơn vị khác."
)
SEVERAL_ROWS = gettext_noop(
    "Ô %(at)s: “%(name)s” có nhiều dòng số liệu. Giữ một dòng số liệu thực hiện của %(period)s, hoặc xác nhận số liệu."
)
OTHER_DOCUMENT = gettext_noop(
    "Tiêu đề “%(title)s” không phải của báo cáo kết quả. Xác nhận đây là số liệu thực hiện %(period)s, hoặc gửi đúng tệp."
)
TWICE_IN_FILE = gettext_noop("Trong tệp có nhiều báo cáo của %(unit)s (%(places)s). Giữ lại một báo cáo rồi gửi lại.")
UNIT_OF = gettext_noop("%(unit)s (%(district)s)")
OR = gettext_noop(" hoặc ")

WHICH_INDICATOR = gettext_noop("Ô %(at)s: chưa rõ “%(text)s” là chỉ tiêu nào. Chọn chỉ tiêu.")
SEVERAL_INDICATORS = gettext_noop("Ô %(at)s: “%(text)s” có thể là nhiều chỉ tiêu. Chọn đúng chỉ tiêu.")
CODE_AND_LABEL = gettext_noop(
    "Ô %(at)s: mã %(code)s và nội dung “%(text)s” không phải cùng một chỉ tiêu. Chọn đúng chỉ tiêu."
)
UNKNOWN_CODE = gettext_noop("Ô %(at)s: biểu mẫu không có mã “%(text)s”. Chọn chỉ tiêu.")
OTHER_HEADING = gettext_noop("Ô %(at)s: “%(text)s” nằm dưới mục “%(heading)s”, chưa rõ là chỉ tiêu nào. Chọn chỉ tiêu.")
MEASURE_DISAGREES = gettext_noop(
    "Ô %(at)s: “%(text)s” có đơn vị tính “%(measure)s”, khác với biểu mẫu. Xác nhận số liệu."
)
MEASURES_DIFFER = gettext_noop(
    "Ô %(at)s: “%(text)s” có đơn vị tính “%(measure)s”, còn trên bảng ghi “%(other)s”. Xác nhận số tiền ghi theo đơn vị nào."
)
TOO_MUCH_MONEY = gettext_noop(
    "Ô %(at)s: “%(text)s” tính theo đơn vị ghi trên bảng là %(dong)s đồng, quá lớn. Xác nhận số tiền ghi theo đơn vị nào."
)
SHARED_BY_UNITS = gettext_noop(
    "Ô %(at)s: số %(text)s ghi chung cho nhiều đơn vị, chưa rõ của riêng %(name)s là bao nhiêu. Ghi số riêng cho từng đơn vị "
    "rồi gửi lại."
)
TOO_MANY = gettext_noop(
    "Ô %(at)s: số %(text)s của dòng “%(label)s” quá lớn, có thể là số tiền ghi nhầm chỗ. Sửa lại rồi gửi, hoặc chọn đúng "
    "chỉ tiêu."
)
HIDDEN_COLUMN = gettext_noop(
    "Ô %(at)s: cột “%(label)s” đang bị ẩn trong tệp. Cho cột đó hiện ra rồi gửi lại, hoặc xác nhận số liệu."
)
SUM_OF_STOCKS = gettext_noop(
    "Ô %(at)s: “%(text)s” là số có đến cuối kỳ, nhưng đang ghi bằng tổng của các quý. Ghi số cuối năm, hoặc xác nhận số liệu."
)
LINE_TWICE = gettext_noop("Ô %(at)s và ô %(other)s cùng là “%(label)s” nhưng số khác nhau. Chọn số đúng.")
SHARED_FIGURE = gettext_noop(
    "Ô %(at)s: số %(text)s ghi chung cho nhiều dòng (%(labels)s). Ghi số riêng cho từng dòng rồi gửi lại, hoặc chọn "
    "“Không phải chỉ tiêu nào” cho các dòng không có số này."
)
HIDDEN_LINE = gettext_noop(
    "Ô %(at)s: dòng “%(label)s” đang bị ẩn trong tệp. Cho dòng đó hiện ra rồi gửi lại, hoặc xác nhận số liệu."
)
WHICH_COLUMN = gettext_noop("Trang “%(sheet)s” có nhiều cột số liệu (%(columns)s). Chọn cột số liệu của %(period)s.")
NO_COLUMN = gettext_noop(
    "Trang “%(sheet)s” không có cột số liệu của %(period)s. Chọn cột, hoặc ghi thêm cột đó rồi gửi lại."
)

TITLE = gettext_noop("Báo cáo")
