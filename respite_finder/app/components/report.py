"""A Markdown document as a page; its tables can be scrolled with the keyboard on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

import streamlit as st

from respite_finder.markup.parts import link

_LINK = re.compile(r"\[([^\]]+)\]\((https?:[^)]+)\)")
_FENCED = re.compile(r"^```[^\n]*\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")


def report(text: str) -> None:
    """Show a document of paragraphs, headings, lists, tables and code between fences."""
    heading = ""
    for kind, block in _blocks(text):
        if kind == "table":
            st.html(table_html(block, heading))
        elif kind == "code":
            st.html(code_html(block, heading))
        elif any(line.strip() for line in block):
            st.markdown("\n".join(block))
            heading = next(
                (li.strip("# ") for li in reversed(block) if li.startswith("#")), heading
            )


def code_html(lines: list[str], name: str) -> str:
    """Lines of code or a formula as they are, in a region that takes the focus."""
    label = escape(name, quote=True)
    code = escape("\n".join(lines))
    attributes = f'class="wide" tabindex="0" role="region" aria-label="{label}"'
    return f"<pre {attributes}><code>{code}</code></pre>"


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The document in its order: text, tables, and what stands between two fences."""
    for number, part in enumerate(_FENCED.split(text)):
        if number % 2:
            yield "code", part.splitlines()
            continue
        for is_table, lines in groupby(part.splitlines(), lambda line: line.startswith("|")):
            yield "table" if is_table else "text", list(lines)


def table_html(lines: list[str], name: str) -> str:
    """A Markdown table as HTML, in a region of its own that takes the focus and can be scrolled."""
    header, rule, *rows = [_cells(line) for line in lines]
    css = [' class="number"' if mark.endswith(":") else "" for mark in rule]
    head = "".join(
        f'<th scope="col"{kind}>{cell}</th>' for kind, cell in zip(css, header, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(css[1:], rest, strict=True))
        + "</tr>"
        for first, *rest in rows
    )
    label = escape(name, quote=True)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(line: str) -> list[str]:
    """The cells of a row, escaped; links and code are the only markup."""
    cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
    return [_inline(cell.strip().replace("\\|", "|")) for cell in cells]


def _inline(cell: str) -> str:
    found = _LINK.fullmatch(cell)
    if found:
        return link(found[2], escape(found[1]))
    return _CODE.sub(r"<code>\1</code>", escape(cell))
