"""A file that came with a form is known by what is in it, and brings nothing along."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from respite_finder import i18n
from respite_finder.community.attachments import LARGEST_BYTES, read_attachment
from respite_finder.errors import FileError

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
GPS_TAG, ORIENTATION_TAG, ARTIST_TAG = 0x8825, 0x0112, 0x013B


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (8, 4), **more: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 0).save(made, form, **more)
    return made.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(FileError) as caught:
        read_attachment(content)
    return caught.value.rule


@pytest.mark.parametrize(
    ("content", "media_type", "suffix"),
    [
        (PDF, "application/pdf", ".pdf"),
        (b"\n\n" + PDF + b"\n\n", "application/pdf", ".pdf"),
        (picture("PNG"), "image/png", ".png"),
        (picture("PNG", "RGBA"), "image/png", ".png"),
        (picture("PNG", "I;16"), "image/png", ".png"),
        (picture("PNG", "P"), "image/png", ".png"),
        (picture("JPEG"), "image/jpeg", ".jpg"),
        (picture("JPEG", "CMYK"), "image/jpeg", ".jpg"),
    ],
)
def test_what_a_flyer_may_be(content: bytes, media_type: str, suffix: str) -> None:
    kept = read_attachment(content)
    assert (kept.media_type, kept.suffix) == (media_type, suffix)
    again = read_attachment(kept.content)
    assert again.media_type == media_type


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"x" * (LARGEST_BYTES + 1), "too large"),
        (PDF + b" " * LARGEST_BYTES, "too large"),
        (b"MZ\x90\x00 a program with the name flyer.pdf", "PDF, a PNG or a JPEG"),
        (b"<html><script>alert(1)</script></html>", "PDF, a PNG or a JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "PDF, a PNG or a JPEG"),
        (picture("GIF"), "PDF, a PNG or a JPEG"),
        (picture("TIFF"), "PDF, a PNG or a JPEG"),
        (PDF[:20], "cut off or broken"),
        (picture("PNG", size=(200, 200))[:-40], "cut off or broken"),
        (picture("JPEG", size=(200, 200))[:400], "cut off or broken"),
        (picture("PNG", "1", (6000, 6000)), "too many points"),
        (picture("PNG", "1", (20000, 20000)), "too many points"),
    ],
)
def test_what_it_may_not_be_is_said_in_a_sentence(content: bytes, word: str) -> None:
    assert word in refused(content)


def test_a_picture_of_a_thousand_passes_is_refused_before_it_is_unpacked() -> None:
    """A quarter of a megabyte of it kept a core busy for twenty seconds."""
    progressive = picture("JPEG", size=(64, 64), progressive=True)
    assert read_attachment(progressive).suffix == ".jpg"
    at = progressive.rindex(b"\xff\xda")
    assert "too many points" in refused(progressive[:at] + progressive[at:-2] * 200 + b"\xff\xd9")


def test_the_sentence_is_said_in_spanish() -> None:
    english = refused(b"")
    i18n.use("es")
    try:
        assert refused(b"") != english
    finally:
        i18n.use(i18n.SOURCE)


def test_a_photo_does_not_tell_where_and_by_whom_it_was_taken() -> None:
    exif = Image.Exif()
    exif[ARTIST_TAG] = "Marigold Featherstone"
    exif.get_ifd(GPS_TAG)[2] = (42.0, 19.0, 30.0)
    content = picture("JPEG", exif=exif, comment=b"Marigold at home")
    assert b"Marigold" in content
    kept = read_attachment(content)
    assert b"Marigold" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as made:
        assert not made.getexif()
        assert made.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}


def test_a_photo_taken_sideways_stays_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = 6
    with Image.open(io.BytesIO(read_attachment(picture("JPEG", exif=exif)).content)) as made:
        assert made.size == (4, 8)


def test_what_hides_behind_a_picture_is_gone() -> None:
    hidden = picture("PNG") + b"PK\x03\x04 <script>alert(1)</script>"
    assert b"script" not in read_attachment(hidden).content


def test_black_words_on_nothing_can_be_read() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(read_attachment(made.getvalue()).content)) as kept:
        assert kept.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


@given(st.binary(max_size=2000), st.sampled_from([b"", b"%PDF-", picture("PNG"), picture("JPEG")]))
def test_any_bytes_are_taken_or_refused_in_a_sentence(tail: bytes, head: bytes) -> None:
    try:
        told = read_attachment(head[: len(tail) * 3] + tail).suffix
    except FileError as error:
        told = error.rule
    assert told in (".pdf", ".png", ".jpg") or told.endswith(".")
