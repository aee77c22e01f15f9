"""Nothing wrong gets past the gate, whichever way it is tried, and each fault says what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.models import Event
from khuyenhoc.documents.article import FigureRef
from khuyenhoc.portal import acts
from khuyenhoc.portal.errors import CannotPublish
from khuyenhoc.portal.gate import TYPED_FIGURE, faults
from khuyenhoc.portal.models import ArticlePage
from khuyenhoc.portal.rich_text import figure_html
from khuyenhoc.portal.visible import Visible
from khuyenhoc.returns.models import Return

MISPRINT = "Theo Quyết định số 667/QĐ-TTg ngày 03/6/2022 của Chính phủ."
MISPRINT_SAID = (
    "Văn bản “667/QĐ-TTg ngày 03/6/2022” ghi nhầm. Đúng là “677/QĐ-TTg ngày 03/6/2022”. Sửa lại chỗ đó trong bài."
)


def visible(*paragraphs: str, title: str = "T", lead: str = "L") -> Visible:
    return Visible(title, lead, "", "", tuple(("paragraph", f"<p>{p}</p>") for p in paragraphs))


def add(article: ArticlePage, text: str) -> ArticlePage:
    """The article with one more paragraph, in the page and in its latest version."""
    article.body = [*((b.block_type, b.value) for b in article.body), ("paragraph", f"<p>{text}</p>")]
    article.save()
    article.save_revision()
    return article


def test_a_right_article_passes(article: ArticlePage) -> None:
    assert faults(article.visible, top="30", of_year=True) == ()


def test_a_misprint_is_named_with_the_right_citation(article: ArticlePage, editor: User) -> None:
    with pytest.raises(CannotPublish) as refused:
        acts.publish(by=editor, page=add(article, MISPRINT))
    assert refused.value.faults == (MISPRINT_SAID,)
    assert refused.value.page == article.pk
    assert not ArticlePage.objects.get().live
    assert not Event.objects.filter(act="publish_article").exists()


def test_a_misprint_is_found_wherever_it_stands(article: ArticlePage) -> None:
    for where in ("title", "lead", "caption", "byline"):
        before = getattr(article, where)
        setattr(article, where, MISPRINT)
        assert faults(article.visible, top="30", of_year=True) == (MISPRINT_SAID,), where
        setattr(article, where, before)


def test_an_unknown_citation_stops_nothing(year: None) -> None:
    assert faults(visible("Kế hoạch số 99/KH-UBND ngày 01/02/2023"), top="30", of_year=False) == ()


def test_a_figure_that_changed_is_named_with_old_and_new(
    article: ArticlePage, editor: User, accept: Callable[..., Return]
) -> None:
    accept("11245")
    with pytest.raises(CannotPublish) as refused:
        acts.publish(by=editor, page=article)
    assert refused.value.faults[0] == (
        "Gia đình được công nhận gia đình học tập, trên tổng số (năm 2023): trong bài ghi 3.600/4.200, "
        "số liệu đã chấp nhận nay là 5.400/6.300. Cập nhật số liệu."
    )


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        (FigureRef("MH03", "30", "2022", "total", "5"), "MH03 (năm 2022): trong bài ghi 5"),
        (FigureRef("XX99", "30", "2023", "total", "5"), "XX99 (năm 2023): trong bài ghi 5"),
        (
            FigureRef("MH03", "99", "2023", "total", "5"),
            "Gia đình được công nhận gia đình học tập (năm 2023): trong bài ghi 5",
        ),
    ],
)
def test_a_figure_that_the_books_do_not_hold(year: None, ref: FigureRef, said: str) -> None:
    (fault,) = faults(visible(figure_html(ref)), top="30", of_year=True)
    assert fault == f"{said}, nhưng số liệu đã chấp nhận không có số này. Xóa ô đó."


def test_a_torn_chip_does_not_pass(year: None) -> None:
    whole = figure_html(FigureRef("MH03", "30", "2023", "total", "3.600"))
    torn = whole.replace("3.600", "3.6").replace("</data>", "</data>1") + whole.replace("3.600", "00")
    assert len(faults(visible(torn), top="30", of_year=True)) == 2


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("có 452.702/515.481 gia đình", ["452.702/515.481"]),
        ("có 452.702 gia đình.", ["452.702"]),
        ("quỹ 420.936.000.000 đồng", ["420.936.000.000"]),
        ("ngày 10/01/2024, Quyết định 1373/QĐ-TTg", []),
        ("Nghị quyết số 202/2025/QH15, 6/8 chỉ tiêu, 87,82 %", []),
        ("số 1.373/QĐ-TTg", []),
        ("điều 1.2.3", []),
    ],
)
def test_which_numbers_count_as_typed_figures(text: str, typed: list[str]) -> None:
    assert TYPED_FIGURE.findall(text) == typed


def test_a_typed_figure_stops_the_years_article_alone(year: None) -> None:
    typed = visible("Toàn tỉnh có 452.702 gia đình.")
    assert faults(typed, top="30", of_year=True) == (
        "Con số 452.702 là chữ gõ tay. Xóa đi rồi chèn lại bằng nút “Số liệu”.",
    )
    assert faults(typed, top="30", of_year=False) == ()


def test_the_revision_cannot_be_published_past_the_gate(article: ArticlePage, editor: User) -> None:
    add(article, MISPRINT)
    revision = article.save_revision(user=editor)
    with pytest.raises(CannotPublish):
        revision.publish(user=editor, skip_permission_checks=True)
    assert not ArticlePage.objects.get().live


def test_making_a_page_live_by_hand_does_not_help(article: ArticlePage, editor: User) -> None:
    add(article, MISPRINT)
    article.save_revision(user=editor)
    article.live = True
    article.live_revision = article.latest_revision
    with pytest.raises(CannotPublish):
        article.save()


def test_who_may_not_publish_does_not(article: ArticlePage, person: Callable[[Role, str], User]) -> None:
    stranger = person(Role.COMMUNE_SECRETARY, "11242")
    with pytest.raises(NotAllowed):
        article.save_revision(user=stranger).publish(user=stranger, skip_permission_checks=True)
    with pytest.raises(NotAllowed, match="Không rõ ai đăng bài này"):
        article.save_revision().publish()


def test_an_article_is_born_as_a_draft(article: ArticlePage, editor: User) -> None:
    page = acts.publish(by=editor, page=article)
    copy = page.copy(update_attrs={"title": "Bản sao", "slug": "ban-sao"}, keep_live=True)
    assert not ArticlePage.objects.get(pk=copy.pk).live
    assert copy.period == ""


def test_a_live_page_may_be_saved_while_its_figures_are_old(
    article: ArticlePage, editor: User, accept: Callable[..., Return]
) -> None:
    page = acts.publish(by=editor, page=article)
    accept("11245")
    page.locked = True
    page.save()
    assert ArticlePage.objects.get().locked
    page.title = "Tên khác"
    with pytest.raises(CannotPublish):
        page.save()


def test_what_is_odd_is_noted_at_publishing(
    site: object, editor: User, accept: Callable[..., Return], news: Callable[..., ArticlePage]
) -> None:
    accept("11242", MH31=150, MH32=150, MH33=150)
    text = figure_html(FigureRef("MH33", "30", "2023", "pair", "150/150"))
    page = news("Đơn vị học tập", text=f"Có {text} đơn vị.")
    (note,) = page.notes
    assert (note["indicator"], note["verified"]) == ("MH33", True)
    assert note["message"].startswith("150 trên 150 (100,00 %) được công nhận đơn vị học tập")
