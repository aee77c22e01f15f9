"""Tokens: small enough for their code, read back as they were, and genuine to the last bit or not at all."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import replace

import jwt
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from khuyenhoc.recognition.certificates import statements
from khuyenhoc.recognition.certificates.judging import KeyFacts, Verdict, Why, by_signature
from khuyenhoc.recognition.certificates.publishing import paper_address
from khuyenhoc.recognition.certificates.signing import kid_of, new_key
from khuyenhoc.recognition.certificates.statements import Said, fitted
from khuyenhoc.recognition.certificates.tokens import Malformed, on_paper, read, signed
from khuyenhoc.recognition.enums import LearningModel

KEY = new_key()
DAY = dt.date(2023, 12, 5)
SAID = Said(
    code="ABCDEFGH23456777", model=LearningModel.FAMILY, name="N. V. H.", unit="xã Thanh Tùng, huyện Thanh Miện", year=2023,
    number="12/QĐ-HKH", decided_on=dt.date(2023, 12, 1), issued_on=DAY,
)  # fmt: skip
POINT = str(KEY.as_dict(private=False)["x"])
FACTS = KeyFacts(kid_of(KEY), POINT, dt.date(2023, 1, 1), dt.date(2026, 1, 1))
JWS = signed(SAID, KEY)
PAPER = on_paper(JWS)
HOST = "https://khuyen-hoc.mot-tinh-ten-rat-dai.gov.vn"
"""As long as addresses of provinces are: 46 letters."""
LONGEST = "NGUYỄN PHƯỚC THỊ HOÀNG NGUYỆT QUỲNH ƯỚC"
ALL_ACCENTS = "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲÝỶỸỴĂÂĐÊÔƠƯ"[:40]


def judged(text: str, facts: KeyFacts = FACTS) -> tuple[Verdict, Why | None]:
    found = by_signature(read(text), {facts.kid: facts})
    return found.verdict, found.why


@pytest.mark.parametrize(
    "text",
    [JWS, PAPER, PAPER.lower(), f"{HOST}/XAC-MINH/{PAPER}/", f" {PAPER[:9]}-{PAPER[9:]}\n"],
    ids=["jws", "paper", "small letters", "address", "typed"],
)
def test_a_token_says_what_was_signed_however_it_comes(text: str) -> None:
    token = read(text)
    assert (token.jws, token.said) == (JWS, SAID)
    assert judged(text) == (Verdict.GENUINE, None)


def test_another_jose_library_reads_it_too() -> None:
    public = jwt.PyJWK({"kty": "OKP", "crv": "Ed25519", "x": POINT, "alg": "EdDSA"})
    said = jwt.decode(read(PAPER).jws, public, algorithms=["EdDSA"])
    assert (said["i"], said["n"], said["d"], said["o"]) == (SAID.code, "N. V. H.", "12/QĐ-HKH", 20231201)


@pytest.mark.parametrize("name", [LONGEST, ALL_ACCENTS, LONGEST * 3, ""])
@pytest.mark.parametrize("number", ["12/QĐ-HKH", "1234/QĐ-UBND-VHXH-GDTX-2023-ĐẶC-BIỆT-DÀI"])
@pytest.mark.parametrize("unit", ["phường Trần Hưng Đạo", "đặc khu " + "Ế" * 60])
def test_the_longest_fit_a_code_of_version_15(name: str, number: str, unit: str) -> None:
    place = [unit, "thành phố Hải Dương", "tỉnh Hải Dương"]
    said = fitted(
        replace(SAID, model=LearningModel.ORGANISATION, name=name, number=number, synthetic=True, valid_until=DAY),
        place,
    )
    address = paper_address(signed(said, KEY), HOST)
    code = segno.make(address, error="m", micro=False, boost_error=False)
    assert (code.version <= 15, code.error, code.mode) == (True, "M", "alphanumeric")
    assert read(address).said == said
    assert said.unit.startswith(unit[:6])


def test_the_longest_address_leaves_room() -> None:
    """What `MOST_BYTES` promises: an address of 58 letters and a payload of 250 bytes are one code of version 15."""
    letters = 58 + -(-(statements.MOST_BYTES + 64 + 6) * 8 // 5)
    assert segno.make("A" * letters, error="m", micro=False, boost_error=False).version <= 15


def test_a_unit_is_named_with_as_much_around_it_as_there_is_room_for() -> None:
    place = ["xã Thanh Tùng", "huyện Thanh Miện", "tỉnh Hải Dương"]
    assert fitted(SAID, place).unit == "xã Thanh Tùng, huyện Thanh Miện"
    assert fitted(replace(SAID, name="Ế" * 40, number="Ế" * 9), place).unit == "xã Thanh Tùng"


@given(name=st.text(max_size=120), number=st.text(max_size=60), unit=st.text(max_size=90))
@settings(max_examples=60)
def test_any_words_fit(name: str, number: str, unit: str) -> None:
    said = fitted(replace(SAID, name=name, number=number, synthetic=True, valid_until=DAY), [unit, "huyện Thanh Miện"])
    assert len(statements.payload_of(said)) <= statements.MOST_BYTES


@given(bit=st.integers(0, len(PAPER) * 5 - 6))
@settings(max_examples=60)
def test_one_bit_altered_is_never_genuine(bit: int) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    at, weight = divmod(bit, 5)
    changed = letters[letters.index(PAPER[at]) ^ (16 >> weight)]
    try:
        verdict, why = judged(PAPER[:at] + changed + PAPER[at + 1 :])
    except Malformed:
        return
    assert (verdict, why) in {(Verdict.ALTERED, Why.SIGNATURE), (Verdict.UNKNOWN, Why.FOREIGN_KEY)}
    assert (why is Why.FOREIGN_KEY) == (bit < 48)


@given(letter=st.integers(0, len(JWS) - 1), other=st.sampled_from("ABab01-_."))
@settings(max_examples=60)
def test_one_letter_of_the_jws_altered_is_never_genuine(letter: int, other: str) -> None:
    changed = JWS[:letter] + other + JWS[letter + 1 :]
    if changed == JWS:
        return
    try:
        assert judged(changed)[0] is not Verdict.GENUINE
    except Malformed:
        return


@pytest.mark.parametrize(
    "text",
    ["", "0", "A", "abc", PAPER[:80], "a.b.c", "..", f"{JWS}.x", "é" * 200, PAPER + "=", "=" * 9],
    ids=["nothing", "0", "A", "abc", "cut", "dots", "two dots", "four parts", "accents", "padded", "padding"],
)
def test_what_is_no_token_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Malformed):
        read(text)


BROKEN = [f"{PAPER[:150]}{letter}{PAPER[151:]}" for letter in "018é!?/ß."]
BROKEN += [
    PAPER + "=",
    PAPER + "A",
    f"{HOST}/XAC-MINH/{PAPER[:150]}/{PAPER[151:]}",
    f"{JWS}.x",
    f"{JWS[:150]}!{JWS[151:]}",
]


@pytest.mark.parametrize("text", BROKEN, ids=[str(n) for n in range(len(BROKEN))])
def test_what_was_a_token_before_it_was_altered_still_names_its_key(text: str) -> None:
    with pytest.raises(Malformed) as malformed:
        read(f"/xac-minh/{text}" if text.startswith(PAPER[:9]) else text)
    assert malformed.value.like == (FACTS.kid, SAID.code)


@pytest.mark.parametrize("text", ["", "A" * 113, "é" * 200, "eyJ" * 60, f"eyJ.{'A' * 200}.x.y", "[" * 3000])
def test_what_never_was_a_token_names_none(text: str) -> None:
    with pytest.raises(Malformed) as malformed:
        read(text)
    assert malformed.value.like is None or malformed.value.like.kid != FACTS.kid


def test_a_statement_as_deep_as_a_well_is_none() -> None:
    deep = b"[" * 100_000
    assert statements.said_in(deep) is None
    coded = base64.urlsafe_b64encode(deep).decode().rstrip("=")
    with pytest.raises(Malformed):
        read(f"{coded}.{coded}.AAAA")


@given(st.text(max_size=300))
def test_nothing_else_comes_of_any_text(text: str) -> None:
    try:
        assert judged(text)[0] is not Verdict.GENUINE
    except Malformed:
        return


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"signs_until": DAY}, Why.OUT_OF_TIME),
        ({"signs_until": DAY + dt.timedelta(days=1)}, None),
        ({"signs_from": DAY}, None),
        ({"signs_from": DAY + dt.timedelta(days=1)}, Why.OUT_OF_TIME),
        ({"is_revoked": True}, Why.KEY_REVOKED),
        ({"public": str(new_key().as_dict(private=False)["x"])}, Why.SIGNATURE),
        ({"kid": "andere__"}, Why.FOREIGN_KEY),
    ],
)
def test_a_key_vouches_for_what_it_signed_in_its_time(changed: dict[str, object], expected: Why | None) -> None:
    verdict, why = judged(PAPER, replace(FACTS, **changed))
    assert why is expected
    assert (verdict is Verdict.GENUINE) is (expected is None)


def test_a_signed_statement_of_another_kind_is_not_genuine() -> None:
    from khuyenhoc.recognition.certificates.signing import sign

    other = sign(b'{"iat":1,"marks":[]}', KEY, {"kid": kid_of(KEY)})
    assert judged(other) == (Verdict.ALTERED, Why.SIGNATURE)
