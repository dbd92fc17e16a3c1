"""A file that came with a form: PDF, PNG or JPEG, known by what is in it and not by its name.

Pictures are made anew from their points, so that nothing else is kept: not where and when a photo
was taken, and nothing that only looks like a picture. No file is opened here but to check it.
"""

from __future__ import annotations

import io
import threading
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from respite_finder.errors import FileError
from respite_finder.i18n import _
from respite_finder.text import number_phrase

LARGEST_BYTES: Final = 10 * 1024 * 1024
LARGEST_MB: Final = 10
MOST_POINTS: Final = 25_000_000
"""Points of a picture: a camera's; what unpacks to more is meant to fill a memory."""
MOST_SCANS: Final = 100
"""Passes of a JPEG over its points: usual are ten; thousands are meant to keep a machine busy."""
WAIT_SECONDS: Final = 20.0

_PDF_HEAD: Final = b"%PDF-"
_PDF_END: Final = b"%%EOF"
_HEAD_WITHIN: Final = 1024
_END_WITHIN: Final = 2048
_PICTURES: Final = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg")}
_JPEG_QUALITY: Final = 88
_SCAN: Final = b"\xff\xda"
_ONE_AT_A_TIME: Final = threading.Lock()
"""A picture takes a hundred megabytes while it is made anew: many at once would take them all."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A checked file: its media type, the ending of its name, its bytes. Its own name is not kept:
    it may be a person's.
    """

    media_type: str
    suffix: str
    content: bytes


def read_attachment(content: bytes) -> Attachment:
    """Check a file by its content. Raises FileError, whose ``rule`` is a sentence for a visitor."""
    if not content:
        raise _refused(_("The file is empty. Please choose it again."))
    if len(content) > LARGEST_BYTES:
        words = _("The file is too large. It may have {size} MB.")
        raise _refused(words.format(size=number_phrase(LARGEST_MB)))
    if _PDF_HEAD in content[:_HEAD_WITHIN]:
        if _PDF_END not in content[-_END_WITHIN:]:
            raise _refused(
                _("The PDF is cut off or broken. Please save it again and try once more.")
            )
        return Attachment("application/pdf", ".pdf", content)
    if content.count(_SCAN) > MOST_SCANS:
        raise _too_many_points()
    if not _ONE_AT_A_TIME.acquire(timeout=WAIT_SECONDS):
        raise _refused(_("Many files come just now. Please wait a minute, then choose it again."))
    try:
        return _picture(content)
    finally:
        _ONE_AT_A_TIME.release()


def _picture(content: bytes) -> Attachment:
    try:
        with warnings.catch_warnings():
            # Pillow warns of a picture that unpacks to too much before it refuses one.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_PICTURES)) as picture:
                return _made_anew(picture)
    except FileError:
        raise
    except UnidentifiedImageError:
        words = _("We cannot use this kind of file. Please send a PDF, a PNG or a JPEG.")
        raise _refused(words) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_points() from None
    except (OSError, SyntaxError, ValueError, EOFError):
        words = _("The picture is cut off or broken. Please save it again and try once more.")
        raise _refused(words) from None


def _made_anew(picture: Image.Image) -> Attachment:
    media_type, suffix = _PICTURES[str(picture.format)]
    if picture.width * picture.height > MOST_POINTS:
        raise _too_many_points()
    # How the camera was held stands in what is left out: the picture is turned first.
    upright = ImageOps.exif_transpose(picture)
    bare = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        # Black words on nothing would be black on black.
        seen = upright.convert("RGBA")
        bare.paste(seen, mask=seen)
    else:
        bare.paste(upright if upright.mode == "RGB" else upright.convert("RGB"))
    written = io.BytesIO()
    if suffix == ".png":
        bare.save(written, "PNG")
    else:
        bare.save(written, "JPEG", quality=_JPEG_QUALITY)
    made = written.getvalue()
    if len(made) > LARGEST_BYTES:
        words = _("The picture is too large. Please send a smaller one, or a JPEG.")
        raise _refused(words)
    return Attachment(media_type, suffix, made)


def _too_many_points() -> FileError:
    return _refused(_("The picture has too many points. Please send a smaller one."))


def _refused(words: str) -> FileError:
    return FileError("the file", words)
