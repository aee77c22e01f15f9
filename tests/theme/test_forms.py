"""Forms: the error summary leads to the fields, each field says its hint and its error to a reader of the screen."""

from __future__ import annotations

import pytest
from django import forms
from django.template import Context, Template
from lxml import html as markup

from khuyenhoc.theme.forms import ThemedForm
from khuyenhoc.theme.problems import Problem, problems_of
from khuyenhoc.theme.samples import SampleForm, wrong_form


def parsed(text: str) -> markup.HtmlElement:
    return markup.fromstring(f"<div>{text}</div>")


@pytest.fixture
def wrong() -> markup.HtmlElement:
    return parsed(wrong_form().render())


def test_every_line_of_the_summary_leads_to_an_element(wrong: markup.HtmlElement) -> None:
    lines = wrong.xpath('//div[contains(@class,"govuk-error-summary")]//a')
    assert [a.text for a in lines][:2] == ["Lý do trả lại: Xin điền mục này.", "Tổng số gia đình: " + _too_large()]
    assert len(lines) == 7
    for line in lines:
        target = wrong.get_element_by_id(line.get("href").removeprefix("#"))
        assert target.tag in ("input", "textarea", "select")


def _too_large() -> str:
    return str(wrong_form().errors["families"][0])


def test_the_title_counts_what_is_wrong(wrong: markup.HtmlElement) -> None:
    assert wrong.xpath("string(//h2)") == "Có 7 chỗ cần sửa"


@pytest.mark.parametrize(
    ("field", "described", "css"),
    [
        ("reason", "id_reason_helptext id_reason_error", "govuk-textarea govuk-textarea--error"),
        ("families", "id_families_helptext id_families_error", "govuk-input govuk-input--width-10 govuk-input--error"),
        ("secret", "id_secret_error", "govuk-input govuk-password-input__input"),
        ("period", "id_period_error", "govuk-select govuk-select--error"),
        ("workbook", "id_workbook_helptext id_workbook_error", "govuk-file-upload govuk-file-upload--error"),
        ("sure", "id_sure_error", "govuk-checkboxes__input govuk-checkboxes__input--error"),
    ],
)
def test_a_field_is_described_by_its_hint_and_error(
    wrong: markup.HtmlElement, field: str, described: str, css: str
) -> None:
    element = wrong.get_element_by_id(f"id_{field}")
    assert element.get("aria-describedby") == described
    assert element.get("aria-invalid") == "true"
    assert set(css.split()) <= set(element.get("class").split())
    assert all(wrong.get_element_by_id(one).text_content().strip() for one in described.split())


def test_choices_stand_in_a_group_with_a_legend(wrong: markup.HtmlElement) -> None:
    group = wrong.xpath("//fieldset[legend='Cách sửa']")[0]
    assert group.get("aria-describedby") == "id_kind_error"
    assert {i.get("class").split()[0] for i in group.xpath(".//input")} == {"govuk-radios__input"}
    for choice in group.xpath(".//input"):
        assert group.xpath(f".//label[@for='{choice.get('id')}']")


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert "govuk-error" not in SampleForm().render()


def test_any_form_can_take_the_look() -> None:
    class Plain(forms.Form):
        name = forms.CharField(label="Tên")

    form = Plain({"name": ""})
    page = Template("{% load kh %}{% render_form form summary=False %}").render(Context({"form": form}))
    assert 'class="govuk-input govuk-input--error"' in page
    assert "govuk-error-summary" not in page
    assert 'class="govuk-input' in Template("{% load kh %}{% render_field form.name %}").render(Context({"form": form}))
    assert "govuk" not in str(Plain()["name"].as_widget())


def test_errors_of_the_whole_form_come_first_and_lead_nowhere() -> None:
    class Whole(ThemedForm):
        code = forms.CharField(label="Mã", widget=forms.HiddenInput)
        name = forms.CharField(label="Tên", error_messages={"required": "Xin viết tên đơn vị."})

        def clean(self) -> None:
            raise forms.ValidationError("Hai ô không khớp.")

    assert problems_of(Whole({})) == [
        Problem("Hai ô không khớp."),
        Problem("Xin điền mục này."),
        Problem("Tên: Xin viết tên đơn vị.", "#id_name"),
    ]


def test_the_summary_also_takes_problems_that_no_form_knows() -> None:
    page = Template("{% load kh %}{% error_summary problems=problems %}")
    text = page.render(Context({"problems": [Problem("Ô D17 < ô D19", "#o-D17")]}))
    assert '<a href="#o-D17">Ô D17 &lt; ô D19</a>' in text
    assert page.render(Context({"problems": []})).strip() == ""


def test_what_need_not_be_filled_in_says_so() -> None:
    class Optional(ThemedForm):
        note = forms.CharField(label="Ghi chú", required=False)

    assert "(không bắt buộc)" in Optional().render()
