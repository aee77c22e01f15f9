"""Sharing a target out on its page: by a rule, by hand with the sum checked, undone; and who may."""

from __future__ import annotations

import json
import re

from khuyenhoc.cli.main import build_parser
from khuyenhoc.cli.targets import execute
from tests.aimed import aimed
from tests.desk.conftest import text_of

__all__ = ["aimed"]
PAGE = "/chi-tieu/30/phan-bo/CT-30-2023-3/?ky=2023"
SAVE = "/chi-tieu/30/phan-bo/CT-30-2023-3/luu/?ky=2023"


def numbers(response) -> dict[str, str]:
    return dict(re.findall(r'name="(so-[^"]+)" inputmode="numeric" value="([^"]*)"', response.content.decode()))


def test_by_a_rule_by_hand_and_undone(officer, secretary, aimed):
    page = officer.get(PAGE)
    assert "Để đạt chỉ tiêu cần 5.355 gia đình." in text_of(page)
    typed = numbers(page)
    assert (typed["so-288"], typed["so-300"], len(typed)) == ("1.785", "3.570", 12)
    assert numbers(officer.get(f"{PAGE}&quy-tac=gap"))["so-288"] == "1.928"
    wrong = officer.post(SAVE, {**typed, "so-288": "1.900"})
    assert wrong.status_code == 409
    assert "cộng lại là 5.470, chỉ tiêu là 5.355: thừa 115" in text_of(wrong)
    assert numbers(wrong)["so-288"] == "1.900", "what was typed is kept"
    assert "“x” không phải là số nguyên" in text_of(officer.post(SAVE, {**typed, "so-288": "x"}))
    done = officer.post(SAVE, typed, follow=True)
    assert "Đã phân bổ chỉ tiêu cho" in text_of(done)
    own = text_of(secretary.get("/chi-tieu/11242/"))
    assert "Gia đình học tập (chỉ tiêu mẫu) tính từ MH03" in own
    assert "Phân bổ từ chỉ tiêu CT-30-2023-3 của Tỉnh Hải Dương gia đình 1.785 1.800 Vượt" in own
    undo = re.search(r'action="(/chi-tieu/30/phan-bo/[^"]+/bo/[^"]+)"', done.content.decode())[1].replace("&amp;", "&")
    assert "Đã bỏ phân bổ của" in text_of(officer.post(undo, follow=True))
    assert "chưa đặt chỉ tiêu" in text_of(secretary.get("/chi-tieu/11242/"))


def test_who_may_not_and_what_is_not_theirs(leader, secretary, officer, aimed):
    assert leader.get(PAGE).status_code == 403
    assert "Phân bổ cho các đơn vị bên dưới" not in text_of(leader.get("/chi-tieu/30/"))
    assert secretary.get(PAGE).status_code == 403
    assert officer.get("/chi-tieu/300/phan-bo/CT-30-2023-3/?ky=2023").status_code == 404


def test_the_command_tells_what_it_would_take(aimed, capsys):
    execute(build_parser().parse_args(["targets", "--unit", "30", "--period", "2023", "--json", "-"]))
    found = json.loads(capsys.readouterr().out)
    families = next(t for t in found["targets"] if t["code"] == "CT-30-2023-3")
    assert (families["verdict"], families["distance"], families["comparator"]) == ("missed", "-2,46", "at_least")
    assert families["needs"] == {
        "indicator": "MH03", "measured_in": "gia đình", "count": 155, "units": 1, "count_below": 285, "below": {"11239": 285},
    }  # fmt: skip
    assert next(t for t in found["national"] if t["code"] == "QG-387-2030")["verdict"] == "undefined"
    execute(build_parser().parse_args(["targets", "--unit", "30", "--period", "2023"]))
    printed = capsys.readouterr().out
    assert "còn thiếu 155 gia đình (MH03); 1 đơn vị bên dưới chưa đạt, cộng lại thiếu 285 gia đình" in printed
    assert ": chưa đạt (số liệu mẫu)\n" in printed
