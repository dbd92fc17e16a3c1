"""The sheet as a page of its own: plain HTML, no script, nothing loaded, right when printed."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from respite_finder.referral.crisis import SheetLine
from respite_finder.referral.place_facts import Fact, SheetPlace, Way
from respite_finder.referral.sheet import Sheet, SheetNote
from respite_finder.referral.words import html_words, readable_url, said, words

_STYLE: Final = Path(__file__).with_name("sheet.css")


def sheet_html(sheet: Sheet, *, above: str = "") -> str:
    """A whole HTML document. ``above`` is HTML that is shown on top and never printed."""
    places = "".join(_place(place, n, sheet) for n, place in enumerate(sheet.places, start=1))
    kinds = "".join(_note(note) for note in sheet.kinds)
    return html_page(
        sheet.title,
        sheet.language,
        above
        + "<main>"
        + _head(sheet)
        + places
        + (_part(sheet.labels.kinds, kinds, "kinds") if kinds else "")
        + _lines(sheet)
        + _part(sheet.labels.more_notes, '<p class="notes more"></p>', "more-notes")
        + "</main>",
        large=sheet.large,
    )


def html_page(title: str, language: str, body: str, *, large: bool = False) -> str:
    """A document with our style around HTML; ``title`` is text."""
    css = ' class="large"' if large else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language, quote=True)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="robots" content="noindex">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f"<body{css}>\n{body}\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _head(sheet: Sheet) -> str:
    labels = sheet.labels
    about = "".join(f"<p>{escape(line)}</p>" for line in sheet.about)
    code = ""
    if sheet.code:
        alt = escape(f"{labels.live} {sheet.link}", quote=True)
        svg = sheet.code.svg.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
        code = f'<div class="code" style="width:{sheet.code.inches + 0.15}in">{svg}</div>'
    live = html_words(words(readable_url(sheet.link), href=sheet.link))
    shown = f'<p class="live">{escape(labels.live)} {live}</p>' if sheet.link else ""
    return (
        f'<header><div class="head"><div><h1>{escape(sheet.title)}</h1>'
        f"<p><strong>{escape(labels.facts_change)}</strong></p>{about}</div>{code}</div>"
        f'<p class="for">{escape(labels.sheet_for)} <i></i></p>{shown}'
        f'<p class="danger">{html_words(sheet.danger)}</p></header>'
    )


def _place(place: SheetPlace, number: int, sheet: Sheet) -> str:
    name, status = said(place.name), escape(place.status)
    questions = "".join(f"<li>{escape(question)}</li>" for question in place.to_ask)
    ask = f"<h3>{escape(place.to_ask_title)}</h3>" if questions else ""
    label = escape(name, quote=True)
    return (
        f'<article class="part place" aria-label="{label}">'
        f"<h2>{number}. {html_words(place.name)}</h2>"
        f'<p class="kind">{html_words(place.kind)}</p>'
        + (f'<p class="status">{status}</p>' if status else "")
        + (f"<p>{html_words(place.about)}</p>" if place.about else "")
        + '<div class="body"><div>'
        + "".join(_way(way) for way in place.ways)
        + (f'<p class="today">{escape(place.today)}</p>' if place.today else "")
        + f"<dl>{''.join(_fact(fact) for fact in place.facts)}</dl>"
        + (f"<p>{html_words(place.note)}</p>" if place.note else "")
        + f'<p class="source">{html_words(place.source)}</p></div><div>{ask}'
        + (f'<ul class="ask">{questions}</ul>' if questions else "")
        + f'<p class="notes">{escape(sheet.labels.notes)}</p></div></div></article>'
    )


def _way(way: Way) -> str:
    label = html_words(way.label)
    if way.large:
        return f'<p class="big">{label} <strong>{html_words(way.value)}</strong></p>'
    between = ": " if label else ""
    return f'<p class="way">{label}{between}{html_words(way.value)}</p>'


def _fact(fact: Fact) -> str:
    css = "" if fact.known else ' class="unknown"'
    return f"<div><dt>{escape(fact.name)}</dt><dd{css}>{html_words(fact.value)}</dd></div>"


def _note(note: SheetNote) -> str:
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in note.paragraphs)
    return f"<h3>{escape(note.title)}</h3>{paragraphs}"


def _lines(sheet: Sheet) -> str:
    rows = "".join(f"<li>{_line(line)}</li>" for line in sheet.lines)
    return _part(sheet.labels.lines, f'<ul class="lines">{rows}</ul>', "lines-part")


def _line(line: SheetLine) -> str:
    people = f" · {html_words(line.people)}" if line.people else ""
    ways = " · ".join(html_words(way) for way in line.ways)
    return f"<strong>{html_words(line.name)}</strong>{people}<br>{ways}"


def _part(title: str, inner: str, name: str) -> str:
    return (
        f'<section class="part" aria-labelledby="{name}"><h2 id="{name}">{escape(title)}</h2>'
        f"{inner}</section>"
    )
