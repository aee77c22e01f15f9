"""The year's article, drafted from the accepted figures, the catalogue's instruments and what is known of the conference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khuyenhoc.catalogue.spec import InstrumentSpec, ModelSpec
from khuyenhoc.documents.article.charts import charts
from khuyenhoc.documents.article.model import (
    TARGETS,
    ArticleDraft,
    CitationRef,
    FigureKind,
    FigureNote,
    FigureRef,
    Paragraph,
    Run,
    TextRun,
)
from khuyenhoc.documents.article.references import model_of, reference
from khuyenhoc.documents.citing import cite, subject
from khuyenhoc.documents.facts import Conference
from khuyenhoc.documents.wording import PERCENT_SIGN, bare_name, map_words, whole_of
from khuyenhoc.rollups.figures import AnnualReview
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.names import split_kind
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised, in_sentence

CATEGORY = "Khuyến học"


def draft_article(review: AnnualReview, conference: Conference | None) -> ArticleDraft:
    """The draft. Without a conference it states the figures and instruments alone. A figure that is missing is left out."""
    named = review.named
    blocks = tuple(filter(lambda block: block.runs, _blocks(review, conference)))
    return ArticleDraft(
        title=f"{bare_name(review.unit.name)}: {capitalised(named.review_words)} công tác khuyến học {named.words}",
        category=conference.category if conference else CATEGORY,
        lead=_lead(review, conference),
        blocks=blocks,
        byline=conference.byline if conference else "",
        photo_caption=conference.photo_caption if conference else "",
        unit=review.unit.code,
        period=review.period,
        dated=conference.held_on if conference else None,
        notes=tuple(_notes(review, blocks)),
        synthetic=review.synthetic,
        charts=tuple(charts(review)),
    )


def _blocks(review: AnnualReview, conference: Conference | None) -> Iterator[Paragraph]:
    yield _guidance(review, conference)
    if conference:
        yield _text(conference.done)
    yield _recognition(review)
    yield _targets(review)
    if conference:
        yield _text(("Thời gian tới, Hội Khuyến học các cấp tập trung vào các việc sau.", *conference.directions))
        yield _awards(conference)
    yield _text(map_words(review))


def _lead(review: AnnualReview, conference: Conference | None) -> str:
    association = f"Hội Khuyến học {in_sentence(review.unit.name)}"
    if conference is None:
        return f"{association} {review.named.review_words} công tác khuyến học {review.named.words}."
    venue = f" tại {conference.venue}" if conference.venue else ""
    return f"Ngày {format_date(conference.held_on)},{venue} {association} tổ chức {conference.title}."


def _text(sentences: Iterable[str]) -> Paragraph:
    text = " ".join(sentences)
    return Paragraph((TextRun(text),) if text else ())


def _guidance(review: AnnualReview, conference: Conference | None) -> Paragraph:
    cited = _cited(review, conference)
    if not cited:
        return Paragraph(())
    kind = split_kind(review.unit.name)[0] or "đơn vị"
    opening = f"{capitalised(review.named.words)}, Hội Khuyến học các cấp trong {kind} tiếp tục tham mưu thực hiện "
    runs: list[Run] = [TextRun(opening)]
    for at, instrument in enumerate(cited, start=1):
        end = "." if at == len(cited) else "; "
        about = subject(instrument, review.instruments)
        runs += [CitationRef(instrument.code, cite(instrument)), TextRun(f" {about}{end}")]
    return Paragraph(tuple(runs))


def _cited(review: AnnualReview, conference: Conference | None) -> list[InstrumentSpec]:
    """What the conference's facts name, else every verified instrument whose date is known."""
    if conference is None:
        return [i for i in review.instruments if i.is_verified and i.date]
    known = {i.code: i for i in review.instruments}
    return [known[code] for code in conference.cited if code in known]


def _recognition(review: AnnualReview) -> Paragraph:
    clauses = [clause for model in review.form.models if (clause := _clause(review, model))]
    if not clauses:
        return Paragraph(())
    runs: list[Run] = [TextRun(f"Trong {review.named.words}, {whole_of(review.unit.name)} có ")]
    for at, clause in enumerate(clauses, start=1):
        runs += [*clause, TextRun("." if at == len(clauses) else "; ")]
    return Paragraph(tuple(runs))


def _clause(review: AnnualReview, model: ModelSpec) -> list[Run]:
    pair = reference(review, model.recognised, FigureKind.PAIR)
    share = reference(review, model.share, FigureKind.SHARE)
    if pair is None:
        return []
    noun = review.indicator(model.recognised).unit
    runs: list[Run] = [pair, TextRun(f" {noun} được công nhận {model.title}")]
    return [*runs, TextRun(" ("), share, TextRun(f"{PERCENT_SIGN})")] if share else runs


def _targets(review: AnnualReview) -> Paragraph:
    met = reference(review, TARGETS, FigureKind.MET_TARGETS)
    if met is None:
        return Paragraph(())
    about = "; ".join(in_sentence(target.title) for target in review.targets)
    ending = f" chỉ tiêu của {review.named.span_words} đạt và vượt mức đề ra. Các chỉ tiêu ấy về: {about}."
    return Paragraph((TextRun("Đến nay có "), met, TextRun(ending)))


def _awards(conference: Conference) -> Paragraph:
    if not conference.awards:
        return Paragraph(())
    given = ", ".join(f"được {award}" for award in conference.awards)
    return _text(
        [f"Tại hội nghị, nhiều tập thể, cá nhân có thành tích trong {period_words(conference.period)} {given}."]
    )


def _notes(review: AnnualReview, blocks: tuple[Paragraph, ...]) -> Iterator[FigureNote]:
    """The flags of the review's own figures that the article states; a pair carries those of both its numbers."""
    for ref in (run for block in blocks for run in block.runs if isinstance(run, FigureRef)):
        model = model_of(review, ref.indicator) if ref.kind == FigureKind.PAIR else None
        codes = {ref.indicator, model.total if model else ""}
        for flag in review.figures.flags:
            if ref.unit == review.unit.code and flag.indicator in codes:
                yield FigureNote(ref.indicator, ref.unit, capitalised(flag.message), flag.verified)
