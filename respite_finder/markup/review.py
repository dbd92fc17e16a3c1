"""What a reviewer sees of a case, as HTML: every word of a visitor is text and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from respite_finder.check.contacts import url_problem
from respite_finder.i18n import _
from respite_finder.markup.parts import link
from respite_finder.places import Row


def table_html(
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    pages: Mapping[str, str] | None = None,
) -> str:
    """A table that scrolls by itself where it is too wide; the first cell of a row names it.

    Every cell is plain text: it is escaped, its line breaks stay. ``pages``: addresses of ours
    that the first cells lead to.
    """

    def named(cell: str) -> str:
        page = (pages or {}).get(cell, "")
        return link(page, _text(cell)) if page else _text(cell)

    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in header)
    body = "".join(
        f'<tr><th scope="row">{named(first)}</th>'
        + "".join(f"<td>{_text(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    label = escape(name, quote=True)
    return (
        f'<div class="wide review" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def side_by_side_html(
    before: Mapping[str, str],
    after: Mapping[str, str],
    changed: Iterable[str],
    said: Mapping[str, str],
) -> str:
    """Column by column: what we have, what it would be, and in a word whether that is new.

    ``said``: words that no column took, by the name of the field; they come last.
    """
    rows = [
        (name, before.get(name, "") or _("nothing"), after.get(name, "") or _("nothing"), _("yes"))
        for name in changed
    ]
    rows += [(name, "", text, _("only said: no column takes it")) for name, text in said.items()]
    header = (_("Column"), _("We have"), _("It would be"), _("Changed?"))
    return table_html(_("Our record and the proposal"), header, rows)


def record_html(row: Row, page: str) -> str:
    """Our record: its page (an address of ours, or empty), and what to check a case with."""
    name = escape(row["name"])
    lines = [(_("Our record"), link(page, name) if page else name)]
    lines += [(_("Website"), _address(row["website"]))]
    lines += [(_("Phone"), escape(row["phone"]))]
    source = " ".join(part for part in (_address(row["source_url"]), escape(row["source_date"])))
    lines += [(_("Our source"), source.strip())]
    told = "".join(f"<li>{escape(what)}: {words}</li>" for what, words in lines if words)
    return f'<ul class="review-record">{told}</ul>'


def _address(url: str) -> str:
    return link(url, escape(url)) if url and not url_problem(url) else escape(url)


def said_html(said: Mapping[str, str]) -> str:
    """What was typed, field by field."""
    header = (_("Field"), _("What was said"))
    return table_html(_("What was said"), header, list(said.items()))


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>")
