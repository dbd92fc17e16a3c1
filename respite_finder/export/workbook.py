"""An Excel workbook that is made in memory: what people need may not touch the disk.

openpyxl writes each sheet to a temporary file first, and writers that do not hold a whole result
several times over (300,000 places: a gigabyte). Here rows go out as they come. Every text is an
inline string, so that no cell is a formula and a ZIP code keeps its zero.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

from respite_finder.export.table import printable, runs

_NAMESPACE: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_CELL: Final = 32_767
_ROWS_AT_ONCE: Final = 2_000
_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_BOLD, _QUOTED = 1, 2

_FACE: Final = '<sz val="11"/><name val="Calibri"/>'
_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_NAMESPACE}"><fonts count="2"><font>{_FACE}</font>'
    f"<font><b/>{_FACE}</font></fonts>"
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/>'
    '<xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title (31 characters at most), header, widths in characters, and rows."""

    title: str
    header: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Any]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook. Cells are text, numbers or None; NaN is not allowed."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _frame(sheets).items():
            archive.writestr(_entry(name), text)
        for number, sheet in enumerate(sheets, start=1):
            name = f"xl/worksheets/sheet{number}.xml"
            with archive.open(_entry(name), "w", force_zip64=True) as out:
                _write(sheet, out)
    return written.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _write(sheet: Sheet, out: Any) -> None:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    out.write(
        f'{_XML}<worksheet xmlns="{_NAMESPACE}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData>".encode()
    )
    names = [get_column_letter(place) for place in range(1, len(sheet.header) + 1)]
    texts: dict[str, str] = {}
    lines = [_row(1, names, [_text(name, _BOLD) for name in sheet.header])]
    for number, cells in enumerate(sheet.rows, start=2):
        lines.append(_row(number, names, [_cell(cell, texts) for cell in cells]))
        if len(lines) >= _ROWS_AT_ONCE:
            out.write("".join(lines).encode())
            lines.clear()
    lines.append("</sheetData></worksheet>")
    out.write("".join(lines).encode())


def _row(number: int, names: Sequence[str], cells: Sequence[str]) -> str:
    inside = "".join(
        f'<c r="{name}{number}"{cell}' for name, cell in zip(names, cells, strict=True) if cell
    )
    return f'<row r="{number}">{inside}</row>'


def _cell(cell: Any, texts: dict[str, str]) -> str:
    """What follows a cell's reference; empty for an empty cell. A text that recurs is made once."""
    if isinstance(cell, str):
        known = texts.get(cell)
        if known is None:
            known = texts[cell] = _text(cell) if cell else ""
        return known
    return "" if cell is None else f"><v>{cell}</v></c>"


def _text(words: str, style: int = 0) -> str:
    text = printable(words)
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - 1] + "…"
    # The quote keeps it text when somebody edits the cell.
    style = style or (_QUOTED if runs(text) or text.startswith("#") else 0)
    styled = f' s="{style}"' if style else ""
    inside = f'<is><t xml:space="preserve">{escape(text)}</t></is>'
    return f' t="inlineStr"{styled}>{inside}</c>'


def _frame(sheets: Sequence[Sheet]) -> dict[str, str]:
    """The parts of a workbook that are not sheets."""
    numbers = range(1, len(sheets) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    named = "".join(
        f'<sheet name={quoteattr(sheet.title)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    related = "".join(_relation(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override '
            f'PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/><Override '
            f'PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{kinds}</Types>'
        ),
        "_rels/.rels": _relations(_relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{_XML}<workbook xmlns="{_NAMESPACE}" xmlns:r="{_RELATIONS}">'
            f"<sheets>{named}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            related + _relation(len(sheets) + 1, "styles", "styles.xml")
        ),
        "xl/styles.xml": _STYLES,
    }


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _relations(inside: str) -> str:
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
