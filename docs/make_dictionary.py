"""Writes `docs/tu-dien-du-lieu.md`: forms, indicators, checks and tables, from the catalogue and the models themselves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import yaml

if TYPE_CHECKING:
    from django.db.models import Field, Model

    from khuyenhoc.catalogue.spec import CheckSpec, FormSpec, IndicatorSpec

DOCS = Path(__file__).resolve().parent
TARGET = DOCS / "tu-dien-du-lieu.md"
MEANINGS = yaml.safe_load((DOCS / "meanings.yaml").read_text(encoding="utf-8"))

INTRODUCTION = """# Từ điển dữ liệu

Do `make docs` viết từ danh mục (`khuyenhoc/catalogue/data/`) và từ các bảng của chương trình; muốn sửa thì sửa ở đó.
Dòng nào ghi “chưa kiểm chứng” là chưa đối chiếu được với văn bản gốc, màn hình cũng ghi như vậy.
"""
STATUS = {"verified": "đã kiểm chứng", "unverified": "chưa kiểm chứng"}
OVER_TIME = {
    "flow": "cộng theo đơn vị và theo kỳ",
    "stock": "cộng theo đơn vị; nhiều kỳ thì lấy kỳ cuối",
    None: "cộng theo đơn vị",
}
KINDS = {
    "BooleanField": "có/không", "CharField": "chữ", "TextField": "chữ dài", "SlugField": "chữ không dấu",
    "EmailField": "địa chỉ thư", "DateField": "ngày", "DateTimeField": "ngày giờ", "DecimalField": "số thập phân",
    "JSONField": "JSON", "UUIDField": "mã",
}  # fmt: skip


def table(*heads: str, rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def how_it_adds_up(i: IndicatorSpec) -> str:
    notes = [f"tính: `{i.formula}`" if i.formula else OVER_TIME[i.over_time]]
    notes += [f"bằng `{i.equals}`"] if i.equals else []
    notes += [f"gồm {', '.join(i.parts)}"] if i.parts else []
    notes += [f"phần của {i.part_of}"] if i.part_of else []
    notes += [f"lặp lại {i.opens_with} kỳ trước"] if i.opens_with else []
    notes += [f"chỉ nhận {' hoặc '.join(map(str, i.values))}"] if i.values else []
    return "; ".join(notes + ([i.scope] if i.scope else []))


def status(code: str) -> str:
    head, _, rest = code.partition(":")
    return STATUS.get(head.strip(), "chưa rõ") + (f" ({rest.strip()})" if rest else "")


def form_part(form: FormSpec) -> Iterator[str]:
    yield f"## Biểu mẫu {form.code}, phiên bản {form.version}: {form.title}\n"
    for section in form.sections:
        rows = [
            (i.code, i.label, i.unit, how_it_adds_up(i), status(i.status))
            for i in form.indicators
            if i.section == section.code
        ]
        yield f"### {section.code}. {section.title}\n"
        yield from table("Mã", "Chỉ tiêu", "Đơn vị tính", "Cộng thế nào", "Nguồn", rows=rows)
    yield f"## Kiểm tra của biểu mẫu {form.code}\n"
    yield "“Lỗi” thì không gửi được; “cảnh báo” thì gửi được khi đã ghi lý do. Ngưỡng là dữ liệu, sửa được.\n"
    yield from table("Mã", "Mức", "Tên", "Nghĩa", "Ngưỡng", rows=map(_check_row, form.checks))


def _check_row(check: CheckSpec) -> tuple[str, ...]:
    numbers = {k: v for k, v in check.parameters.items() if str(v).replace(".", "").isdigit()}
    shown = "; ".join(f"`{name}` {value}" for name, value in numbers.items())
    return check.code, {"E": "lỗi", "W": "cảnh báo"}[check.level], check.title, MEANINGS["checks"][check.code], shown


def oddities_part() -> Iterator[str]:
    from khuyenhoc.catalogue.oddities import oddity_rules

    yield "## Số khác thường\n"
    yield "Các quy tắc chạy trên mọi tổng số; tìm thấy gì thì nhắc, không chặn và không sửa.\n"
    rows = [
        (f"`{r.code}`", r.title, _limits(r.parameters), r.source, status(r.status), f"{r.valid_from:%d/%m/%Y}")
        for r in oddity_rules()
    ]
    yield from table("Quy tắc", "Điều khác thường", "Ngưỡng", "Nguồn", "Tình trạng", "Từ ngày", rows=rows)


def _limits(parameters: Mapping[str, object]) -> str:
    plain = {name: value for name, value in parameters.items() if not isinstance(value, list)}
    return "; ".join(f"`{name}` {value}" for name, value in plain.items())


def own_models() -> list[type[Model]]:
    """The models of our rooms, room by room as Django loads them, without those that only join two others."""
    from django.apps import apps

    return [m for m in apps.get_models() if m.__module__.startswith("khuyenhoc.")]


def model_part(model: type[Model]) -> Iterator[str]:
    label = model._meta.label
    yield f"### {label}\n"
    yield f"{MEANINGS['models'][label]} Bảng `{model._meta.db_table}`.\n"
    yield from table("Cột", "Kiểu", "Bỏ trống", rows=map(_field_row, model._meta.local_fields))


def _field_row(field: Field[Any, Any]) -> tuple[str, ...]:
    return f"`{field.column}`", _kind(field), "được" if field.null or (field.blank and not field.primary_key) else ""


def _kind(field: Field[Any, Any]) -> str:
    if field.related_model:
        return f"→ {field.related_model._meta.label}"
    if field.choices:
        choices = list(field.flatchoices)
        return ", ".join(f"`{value}` {label}" if str(label) != value else f"`{value}`" for value, label in choices)
    kind = field.get_internal_type()
    return KINDS.get(kind, "số nguyên" if kind.endswith(("IntegerField", "AutoField")) else "cấu trúc")


def document() -> str:
    """The whole text. KeyError for a check or a model without a meaning in `meanings.yaml`."""
    from khuyenhoc.catalogue.loaders import read_catalogue

    lines = [INTRODUCTION]
    for form in read_catalogue().forms:
        lines += form_part(form)
    lines += oddities_part()
    lines.append("## Các bảng\n")
    for model in own_models():
        lines += model_part(model)
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuyenhoc.config.settings.test")
    django.setup()
    TARGET.write_text(document(), encoding="utf-8")
