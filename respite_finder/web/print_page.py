"""``/print?places=id,id&lang=es&large=yes&notes=yes``: the sheet as a page without any script.

The address holds ids of public places, a language and the size of the print; nothing of it is
written anywhere, and no browser keeps the answer.
"""

from __future__ import annotations

from html import escape
from typing import Final

import pandas as pd
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from respite_finder import i18n
from respite_finder.errors import DataError, FileError
from respite_finder.i18n import _
from respite_finder.lines import now
from respite_finder.referral.crisis import danger_words
from respite_finder.referral.notes import sheet_notes
from respite_finder.referral.page import html_page, sheet_html
from respite_finder.referral.share import read_ids, share_link, share_query
from respite_finder.referral.sheet import SheetOptions, make_sheet
from respite_finder.referral.words import html_words
from respite_finder.settings import ADDRESS, NEUTRAL_PAGE
from respite_finder.shipped import shipped_places
from respite_finder.web.assets import base_path

PATH: Final = "/print"
YES: Final = "yes"
_NOT_KEPT: Final = {"Cache-Control": "no-store"}


def print_routes(base: str = "") -> list[BaseRoute]:
    """The route to hand to ``st.App``; ``base`` is the path that the app is served below."""
    below = base_path(base)

    def serve(request: Request) -> Response:
        language = _language(request)
        with i18n.speaking(language):
            try:
                html = _page(shipped_places(), request.query_params, language, below)
            except (DataError, FileError):
                return HTMLResponse(_broken(language), status_code=503, headers=_NOT_KEPT)
        return HTMLResponse(html, headers=_NOT_KEPT)

    return [Route(f"{below}{PATH}", serve)]


def _page(places: pd.DataFrame, asked: QueryParams, language: str, below: str) -> str:
    shared = read_ids(asked.getlist("places"), places)
    large, with_notes = asked.get("large") == YES, asked.get("notes") == YES
    ways = _ways(shared.ids, language, below, large=large, notes=with_notes)
    if not shared.ids:
        return _nothing(language, _problems(shared.problems) + ways)
    public = ADDRESS.value()
    live = share_link(public, shared.ids, language) if public else ""
    shown = places.loc[list(shared.ids)]
    notes = sheet_notes(shown["service_type"], places) if with_notes else ()
    sheet = make_sheet(shown, now(), options=SheetOptions(large=large, link=live), notes=notes)
    problems = _problems((*shared.problems, *sheet.left_out))
    title = escape(_("This page is made to be printed."))
    how = escape(_("Press Ctrl and P, or use the menu of your browser. This box is not printed."))
    return sheet_html(sheet, above=_above(f"<p><strong>{title}</strong> {how}</p>{problems}{ways}"))


def _nothing(language: str, inner: str) -> str:
    title = _("Nothing to print yet")
    what = _("Choose places first: search, save what fits to your list, then come back here.")
    body = (
        f"<main>{_above(f'<h1>{escape(title)}</h1><p>{escape(what)}</p>{inner}')}"
        f'<p class="danger">{html_words(danger_words())}</p></main>'
    )
    return html_page(title, language, body)


def _broken(language: str) -> str:
    title = _("The list of places cannot be read")
    what = _("This is our mistake, not yours. To talk to somebody now, call or text 988.")
    body = f"<main><h1>{escape(title)}</h1><p>{escape(what)}</p></main>"
    return html_page(title, language, body)


def _above(inner: str) -> str:
    return f'<nav class="above">{inner}</nav>'


def _problems(sentences: tuple[str, ...]) -> str:
    rows = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f'<ul class="problems">{rows}</ul>' if rows else ""


def _ways(ids: tuple[str, ...], language: str, below: str, *, large: bool, notes: bool) -> str:
    """Back to the list, the other size, and out of here."""
    query = share_query(ids, language) if ids else f"lang={language}"
    links = [_link(f"{below}/list?{query}", _("Back to my list"))]
    if ids:
        other, words = ("", _("Usual print")) if large else (f"&large={YES}", _("Large print"))
        more = f"&notes={YES}" if notes else ""
        links.append(_link(f"{below}{PATH}?{query}{other}{more}", words))
    links.append(_link(NEUTRAL_PAGE.value(), _("Leave this page quickly")))
    return f'<p class="ways">{"".join(links)}</p>'


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href, quote=True)}" rel="noreferrer">{escape(words)}</a>'


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    if asked in i18n.languages():
        return asked
    return i18n.preferred(request.headers.get("accept-language", ""))
