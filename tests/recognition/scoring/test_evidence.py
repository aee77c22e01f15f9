"""Photos and files: small and bare, refused with a sentence, kept once, gone when taken away."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from khuyenhoc.audit.storage import path_of
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.scoring import evidence as room
from khuyenhoc.recognition.scoring import pictures
from khuyenhoc.recognition.scoring.evidence import add_evidence, drop_evidence, taken_in
from khuyenhoc.recognition.scoring.models import Evidence

RED, BLUE = (200, 30, 30), (30, 30, 200)
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def photo(size=(80, 40), *, kind="JPEG", colour=RED, exif=None, **how) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **({"exif": exif} if exif else {}), **how)
    return out.getvalue()


def with_place(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = orientation, "Máy ảnh của ai đó"
    exif.get_ifd(GPS).update({1: "N", 2: (20.0, 46.0, 12.0), 3: "E", 4: (106.0, 14.0, 5.0)})
    return exif


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_place_camera_and_comment_do_not_come_along():
    data = photo(exif=with_place(), comment="nhà tôi")
    assert dict(opened(data).getexif().get_ifd(GPS)), "the photo says where it was taken"
    bare = opened(pictures.reduced(data))
    assert (dict(bare.getexif()), bare.info.get("comment"), bare.info.get("icc_profile")) == ({}, None, None)
    assert b"GPS" not in pictures.reduced(data)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (photo((3200, 1200)), (1600, 600)),
        (photo((900, 3000)), (480, 1600)),
        (photo((80, 40)), (80, 40)),
        (photo((80, 40), exif=with_place(6)), (40, 80)),
        (photo((40, 40), kind="PNG"), (40, 40)),
        (photo((40, 40), kind="WEBP"), (40, 40)),
        (photo((64, 48), kind="HEIF"), (64, 48)),
    ],
    ids=["wide", "tall", "small", "turned", "png", "webp", "heif"],
)
def test_a_photo_becomes_a_small_upright_jpeg(data, size):
    found = opened(pictures.reduced(data))
    assert (found.format, found.size) == ("JPEG", size)


def test_what_shines_through_is_white():
    out = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(pictures.reduced(out.getvalue())).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Chưa chọn ảnh nào"),
        (b"PK\x03\x04 no picture", "không phải ảnh đọc được"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải ảnh đọc được"),
        (photo(kind="GIF"), "không phải ảnh đọc được"),
        (photo((400, 400))[:1200], "Ảnh bị hỏng hoặc chưa đến đủ"),
        (b"%PDF-1.7" + bytes(room.LARGEST_FILE), "Tệp PDF nặng hơn 5 MB"),
        (b"\xff\xd8\xff" + bytes(room.LARGEST_PHOTO), "Ảnh nặng hơn 30 MB"),
    ],
    ids=["nothing", "zip", "svg", "gif", "cut", "heavy pdf", "heavy photo"],
)
def test_what_is_not_taken_is_said(data, said):
    with pytest.raises(RecognitionRefused, match=said):
        taken_in(data)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(RecognitionRefused, match="Ảnh quá lớn"):
        pictures.reduced(photo((100, 20), kind="PNG"))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    for size in ((12, 12), (100, 20)):
        with pytest.raises(RecognitionRefused, match="Ảnh quá lớn"):
            pictures.reduced(photo(size, kind="PNG"))


def test_evidence_is_kept_once_and_gone_when_taken_away(family, settings, django_capture_on_commit_callbacks):
    kept = [add_evidence(standing=family.pk, indicator="C1", name="tủ sách.jpg", data=photo()) for _again in (1, 2)]
    assert kept[0] == kept[1]
    path = path_of(kept[0].digest)
    assert path.stat().st_mode & 0o077 == 0
    assert str(settings.MEDIA_ROOT) not in str(path)
    other = add_evidence(standing=family.pk, indicator="C2", name="tủ sách.jpg", data=photo())
    for evidence, is_there in ((kept[0], True), (other, False)):
        with django_capture_on_commit_callbacks(execute=True):
            drop_evidence(standing=family.pk, evidence=evidence.pk)
        assert path.exists() is is_there
    assert not Evidence.objects.exists()


def test_a_pdf_is_kept_as_it_is(family):
    data = b"%PDF-1.4\n%nothing much"
    kept = add_evidence(standing=family.pk, indicator="C1", name="giấy khen.pdf", data=data)
    assert (kept.kind, path_of(kept.digest).read_bytes()) == ("application/pdf", data)


def test_not_too_many_not_elsewhere_not_too_late(family, monkeypatch):
    monkeypatch.setattr(room, "FOR_AN_INDICATOR", 1)
    add_evidence(standing=family.pk, indicator="C1", name="", data=photo())
    with pytest.raises(RecognitionRefused, match="Mỗi chỉ số nhiều nhất 1 ảnh"):
        add_evidence(standing=family.pk, indicator="C1", name="", data=photo(colour=BLUE))
    monkeypatch.setattr(room, "FOR_AN_ENTRY", 1)
    with pytest.raises(RecognitionRefused, match="Đã có 1 ảnh"):
        add_evidence(standing=family.pk, indicator="C2", name="", data=photo(colour=BLUE))
    with pytest.raises(RecognitionRefused, match="không có chỉ số này"):
        add_evidence(standing=family.pk, indicator="C9", name="", data=photo())
    Standing.objects.filter(pk=family.pk).update(status=Status.PROPOSED)
    with pytest.raises(RecognitionRefused, match="Thôn đã họp"):
        drop_evidence(standing=family.pk, evidence=Evidence.objects.get().pk)
