"""What our maps share: a map whose files are ours, and calls of our scripts with one payload."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import folium
from branca.element import MacroElement
from folium.template import Template

from respite_finder.i18n import _, current

ID_SEPARATOR: Final = "\u2063"
"""Invisible: divides a mark's name from its id in the tooltip that a click returns."""

_TEMPLATE_BEGINS: Final = re.compile(r"(?<=\{)[{%#]")
"""Only inside a text: JSON itself never has these after an opening brace."""


class OwnMap(folium.Map):
    """A Folium map whose scripts and styles come from our own routes.

    ``asset_base`` is the path of our assets as the map's frame sees it.
    """

    def __init__(
        self, asset_base: str, scripts: Sequence[str], styles: Sequence[str], **options: Any
    ) -> None:
        super().__init__(tiles=None, zoom_control=True, **options)
        self.default_js = [(path, asset_base + path) for path in scripts]
        self.default_css = [(path, asset_base + path) for path in styles]


class Call(MacroElement):
    """A call of a function of ours in the browser, with its parent and one value."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this.function }}({{ this._parent.get_name() }}, {{ this.argument }});"
        "{% endmacro %}"
    )

    def __init__(self, function: str, argument: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Call"
        self.function = function
        self.argument = script_json(argument)


def script_json(value: object) -> str:
    r"""JSON that is safe inside a script: no tag can begin or end in it.

    Nor is any of its words taken for a template: what Folium makes goes through Jinja once more.

    >>> script_json({"name": "</script> {{ house }}"})
    '{"name":"\\u003c/script\\u003e {\\u007b house }}"}'
    """
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    text = _TEMPLATE_BEGINS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def frame_words(label: str) -> dict[str, str]:
    """What a screen reader is told of a map: its name, its language, its buttons."""
    zoom = {"zoomIn": _("Zoom in"), "zoomOut": _("Zoom out")}
    return {"label": label, "lang": current().code, **zoom}
