"""`khuyenhoc demo`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot
from khuyenhoc.vietnamese.periods import period_words

ADDRESS = "http://127.0.0.1:8000"


def execute(given: argparse.Namespace) -> int:
    """Plays the year where it does not stand yet, says where everything is, and serves unless told not to."""
    from khuyenhoc.demo.run import CannotPlay, play

    def say(text: str) -> None:
        print(f"  {text}", flush=True)

    try:
        played = play(fresh=given.fresh, registers=given.registers, say=say)
    except CannotPlay as error:
        raise CouldNot(str(error)) from error
    if given.through:
        from khuyenhoc.demo.reorganising import carry_through

        carry_through(given.through, say)
    _summary(played)
    if given.no_serve:
        return DONE
    from khuyenhoc.cli.serve import prepare, serve

    prepare()
    print(f"\nĐang chạy ở {ADDRESS} (Ctrl+C để dừng).", flush=True)
    return serve("127.0.0.1", 8000)


def _on_later_maps(played: Any) -> Iterator[str]:
    """What the year's figures come to on the map of each reorganisation since: the same, some of it not apportioned yet."""
    from khuyenhoc.rollups.books import books
    from khuyenhoc.units.enums import PlanState
    from khuyenhoc.units.models import Reorganisation
    from khuyenhoc.vietnamese.numbers import format_count

    for plan in Reorganisation.objects.filter(state=PlanState.APPLIED):
        kept = books(played.period, plan.on)
        lowest = sum(unit.level == kept.form.level for unit in kept.map.units.values())
        top = next(code for code, unit in kept.map.units.items() if unit.parent is None)
        model = kept.form.models[0]
        part, apart = kept.figures(top).total[model.recognised] or 0, kept.unallocated(top).get(model.recognised, 0)
        waits = f", trong đó {format_count(apart)} chưa phân bổ" if apart else ""
        name, day = kept.unit(top).name, f"{plan.on:%d/%m/%Y}"
        yield f"Bản đồ ngày {day} ({name}, {format_count(lowest)} đơn vị): {model.title} {format_count(part)}{waits}"


def _summary(played: Any) -> None:
    """One screen: the year in figures, the addresses, the accounts."""
    from django.conf import settings

    from khuyenhoc.access.office import OFFICE
    from khuyenhoc.demo.people import read_people
    from khuyenhoc.rollups.queries import annual_review
    from khuyenhoc.vietnamese.numbers import format_count, format_share

    review = annual_review(played.unit, played.period)
    figures = review.figures
    took = "đã có sẵn" if played.seconds is None else f"dựng trong {played.seconds:.0f} giây"
    print(f"\nSỐ LIỆU MẪU, không phải số liệu thật: {figures.unit.name}, {period_words(played.period)} ({took})")
    print(f"  {figures.accepted}/{figures.owing} báo cáo đã được chấp nhận, {figures.signed} đã ký duyệt")
    for model in review.form.models:
        part, whole = figures.total[model.recognised], figures.total[model.total]
        if part is not None and whole is not None:
            print(f"  {model.title:22} {format_count(part):>9}/{format_count(whole):<9} {format_share(part, whole)} %")
    print(f"  {review.met}/{len(review.targets)} chỉ tiêu đạt hoặc vượt (chỉ tiêu mẫu)")
    for flag in figures.flags:
        print(f"  ! {flag.message}{'' if flag.verified else ' (chưa kiểm chứng)'}")
    for line in _on_later_maps(played):
        print(f"  {line}")
    print(f"\n  Tệp mẫu, báo cáo và cơ sở dữ liệu: {settings.HOME}")
    addresses = {
        "Cổng tin": "/",
        "Bàn làm việc": "/viec/",
        "Bảng theo dõi": f"/dot/{played.collection}/",
        "Số liệu": f"/so-lieu/{played.unit}/",
        "Báo cáo năm": f"/bao-cao-nam/{played.unit}/{played.period}/",
    }
    for label, path in addresses.items():
        print(f"  {label:14} {ADDRESS}{path}")
    people = read_people()
    print(f"\n  Tài khoản mẫu (mật khẩu chung: {people.password})")
    print(f"  {OFFICE:13} Văn phòng Hội")
    for account in people.accounts:
        print(f"  {account.username:13} {account.full_name}")
