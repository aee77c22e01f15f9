from __future__ import annotations

import re
from io import BytesIO

from PIL import Image, ImageFont

from khuyenhoc.documents.annual_report.content import ReportContent
from khuyenhoc.documents.charts import DOTS_PER_INCH, FONT, chart_png, chart_svg
from khuyenhoc.theme.fonts import font_folder

TEXT = re.compile(r"<text[^>]*font-family=\"([^\"]*)\"[^>]*>([^<]*)</text>")


def test_every_bar_has_its_name_and_its_number_beside_it(content: ReportContent) -> None:
    for chart in content.charts:
        written = [text.replace("&nbsp;", "\u00a0") for _font, text in TEXT.findall(chart_svg(chart))]
        assert written == [*(bar.label for bar in chart.bars), *(bar.printed for bar in chart.bars)]


def test_the_only_font_is_the_one_of_the_paper(content: ReportContent) -> None:
    for chart in content.charts:
        assert {font for font, _text in TEXT.findall(chart_svg(chart))} == {FONT}


def test_a_target_is_a_tick_and_only_where_there_is_one(content: ReportContent) -> None:
    models, districts = (chart_svg(chart) for chart in content.charts)
    assert models.count('aria-roledescription="tick"') == len(content.charts[0].bars)
    assert 'aria-roledescription="tick"' not in districts


def test_the_picture_is_grey_and_sharp_enough_to_print(content: ReportContent) -> None:
    for chart in content.charts:
        picture = Image.open(BytesIO(chart_png(chart)))
        assert round(picture.info["dpi"][0]) == DOTS_PER_INCH
        colours = picture.convert("RGB").getcolors(1 << 20) or []
        assert all(max(rgb) - min(rgb) == 0 for _count, rgb in colours if isinstance(rgb, tuple))


def test_the_font_has_every_letter_of_the_charts(content: ReportContent) -> None:
    font = ImageFont.truetype(font_folder() / "Tinos-Regular.ttf", 24)
    missing = bytes(font.getmask("\ufffe"))
    letters = {c for chart in content.charts for bar in chart.bars for c in bar.label + bar.printed if not c.isspace()}
    assert len(letters) > 40
    assert [letter for letter in sorted(letters) if bytes(font.getmask(letter)) == missing] == []
