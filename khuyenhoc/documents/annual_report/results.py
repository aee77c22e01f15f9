"""Chapter II: the results of the period, a section for each section of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from khuyenhoc.catalogue.spec import ModelSpec, SectionSpec
from khuyenhoc.documents.annual_report.districts import extremes, shares_chart, shares_table, strength_table
from khuyenhoc.documents.annual_report.models import models_chart, models_table
from khuyenhoc.documents.annual_report.scribe import Scribe
from khuyenhoc.documents.annual_report.tables import fund_table
from khuyenhoc.documents.annual_report.tree import Block, Heading, Paragraph

SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "TC": (
        "đến hết {period}, {whole} có {TC01}/{owing} đơn vị cấp {owing_tier} đã thành lập Hội Khuyến học.",
        "{whole} có {TC02} chi hội khuyến học và {TC03} ban khuyến học, trong đó {TC04} ban khuyến học dòng họ, "
        "{TC05} ban khuyến học cơ quan, trường học.",
        "{within} thành lập mới {TC06} tổ chức Hội.",
    ),
    "HV": (
        "tổng số hội viên {end} là {HV01} người, bằng {HV04} dân số ({HV03} người); {within} phát triển mới {HV02} hội viên.",
        "Ban Chấp hành Hội ở cơ sở có {HV05} ủy viên; đã tập huấn cho {HV06} lượt cán bộ Hội.",
    ),
    "QK": (
        "quỹ khuyến học đầu kỳ có {QK01}; trong kỳ vận động được {QK02}, chi {QK03}; số dư cuối kỳ là {QK04}.",
        "Bình quân quỹ trên một người dân là {QK05} đồng.",
    ),
    "HB": (
        "{within} đã trao {HB01} suất học bổng; khen thưởng {HB02} lượt học sinh, sinh viên và {HB03} lượt giáo viên; "
        "hỗ trợ {HB04} lượt học sinh có hoàn cảnh khó khăn.",
    ),
    "TT": (
        "{whole} có {TT01} trung tâm học tập cộng đồng, trong đó {TT02} trung tâm có lãnh đạo Hội tham gia ban giám đốc.",
        "Các trung tâm đã mở {TT03} lớp, chuyên đề với {TT04} lượt người học.",
    ),
    "TH": (
        "các cấp Hội có {TH01} tin, bài tuyên truyền; tổ chức {TH02} buổi phát thanh “Tiếng loa khuyến học” và {TH03} hội nghị, "
        "buổi tuyên truyền.",
        "Có {TH04} chương trình phối hợp đang được thực hiện.",
    ),
    "KT": (
        "{within}, các tập thể, cá nhân được tặng {KT01} Bằng khen của Trung ương Hội, {KT02} Bằng khen của UBND {kind}, "
        "{KT03} Giấy khen của Hội {kind} và {KT04} Giấy khen của Hội cấp dưới.",
    ),
}
"""The sentences of a section by its code. A section without any is listed figure by figure. `within`: "trong năm" or, for a part
of a year, "trong kỳ"; `end`: "cuối năm" or "cuối kỳ"."""


def results(scribe: Scribe) -> Iterator[Block]:
    """The chapter, in the order of the form."""
    yield Heading(1, f"II. KẾT QUẢ CÔNG TÁC KHUYẾN HỌC {scribe.review.named.words.upper()}")
    for number, section in enumerate(scribe.review.form.sections, start=1):
        yield Heading(2, f"{number}. {section.title}")
        yield from _section(scribe, section)


def _section(scribe: Scribe, section: SectionSpec) -> Iterator[Block]:
    codes = [i.code for i in scribe.review.form.indicators if i.section == section.code]
    if any(model.recognised in codes for model in scribe.review.form.models):
        yield from _models(scribe)
        return
    sentences = SENTENCES.get(section.code)
    yield scribe.paragraph(sentences) if sentences else Paragraph(tuple(scribe.enumeration(codes)))
    money = list(fund_table(scribe.notes, section))
    yield from money
    yield from strength_table(scribe.notes) if money else ()


def _models(scribe: Scribe) -> Iterator[Block]:
    yield scribe.paragraph(["kết quả xây dựng các mô hình học tập {within}:"])
    for model in scribe.review.form.models:
        runs = scribe.sentence(_of_model(scribe, model))
        yield Paragraph(tuple(runs), style="item")
    yield models_table(scribe.notes)
    yield from models_chart(scribe.notes)
    yield from extremes(scribe)
    yield from shares_table(scribe.notes)
    yield from shares_chart(scribe.notes)


def _of_model(scribe: Scribe, model: ModelSpec) -> str:
    noun = scribe.review.indicator(model.recognised).unit
    counted = f"{{{model.recognised}/{model.total}}} {noun} được công nhận {model.title}"
    return f"{model.title}: {counted}, đạt {{{model.share}}}; số đăng ký là {{{model.registered}}}."
