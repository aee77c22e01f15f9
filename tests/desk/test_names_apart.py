"""Two units of one name in the lists of many units: told apart by the unit above, on the page and in what is taken away."""

from __future__ import annotations

from khuyenhoc.units.models import UnitVersion
from tests.desk.conftest import DISTRICT, text_of
from tests.desk.registers import commune, families, keeper, villages

__all__ = ["commune", "families", "keeper", "villages"]

DISTRICT_LIST = "/so/300/gia-dinh/2023/"


def test_in_a_register_of_a_district(at_desk, families):
    UnitVersion.objects.filter(unit__code="11245").update(kind="xã", name="Thanh Tùng")
    client = at_desk(*DISTRICT)
    assert "Xã Thanh Tùng, huyện Thanh Miện" in text_of(client.get(DISTRICT_LIST))
    table = b"".join(client.get(f"{DISTRICT_LIST}tai/csv/").streaming_content).decode("utf-8-sig")
    assert table.splitlines()[1].startswith('"Xã Thanh Tùng, huyện Thanh Miện",')


def test_not_where_no_other_has_the_name(at_desk, families):
    text = text_of(at_desk(*DISTRICT).get(DISTRICT_LIST))
    assert ("Xã Thanh Tùng" in text, "Xã Thanh Tùng, huyện" in text) == (True, False)
