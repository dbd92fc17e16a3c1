"""Every answer says what a page may load and whom it may tell: nobody."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from asked import ask, our_app
from respite_finder.web.headers import StrictHeaders, content_security_policy

TILES = "https://{s}.tiles.example/{z}/{x}/{y}.png"
HOST_SOURCE = re.compile(r"(?:https?:|//|\*|\w+\.\w+)")


def rules(policy: str) -> dict[str, list[str]]:
    found = [rule.split() for rule in policy.split("; ")]
    assert len({name for name, *_ in found}) == len(found)
    return {name: values for name, *values in found}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/lines", 200),
        ("/favicon.png", 200),
        ("/assets/own/page.js", 200),
        ("/assets/towns.json", 200),
        ("/assets/us_counties.geojson", 200),
        ("/component/map/index.html", 200),
        ("/_stcore/health", 200),
        ("/events", 200),
        ("/assets/own/none.css", 404),
        ("/assets/own/../../../data/places.csv", 404),
        ("/nowhere", 404),
    ],
)
def test_every_answer_has_them(path: str, status: int) -> None:
    answer = ask(our_app(), path, host="localhost:8501")
    assert answer.status == status
    headers = answer.headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "geolocation=(self)" in headers["permissions-policy"]
    for power in ("camera", "microphone", "payment", "usb"):
        assert f"{power}=()" in headers["permissions-policy"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "set-cookie" not in headers


def test_an_answer_to_a_method_that_we_do_not_know_has_them_too() -> None:
    answer = ask(our_app(), "/", "DELETE")
    assert answer.status == 405
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_policy_takes_the_place_of_a_weaker_one() -> None:
    async def weak(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"Content-Security-Policy", b"default-src *"), (b"Referrer-Policy", b"origin")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    headers = ask(StrictHeaders(weak, TILES)).headers
    assert headers.getlist("referrer-policy") == ["no-referrer"]
    assert headers.getlist("content-security-policy") == [content_security_policy("/", "", TILES)]


@pytest.mark.parametrize("path", ["/", "/lines", "/place", "/assets/own/page.js", "/components"])
def test_a_page_may_load_from_this_server_only(path: str) -> None:
    allowed = rules(content_security_policy(path, "finder.example", TILES))
    sockets = ["ws://finder.example", "wss://finder.example"]
    assert allowed.pop("connect-src") == ["'self'", *sockets]
    assert not [v for values in allowed.values() for v in values if HOST_SOURCE.match(v)]
    assert "'unsafe-inline'" not in allowed["script-src"]
    assert "'unsafe-eval'" not in allowed["script-src"]
    assert allowed["object-src"] == ["'none'"]
    assert allowed["frame-ancestors"] == allowed["base-uri"] == allowed["form-action"] == ["'self'"]


def test_only_the_maps_frame_may_show_streets() -> None:
    allowed = rules(content_security_policy("/component/map/index.html", "", TILES))
    assert allowed["img-src"] == ["'self'", "data:", "https://*.tiles.example"]
    assert allowed["connect-src"] == ["'self'"]
    assert allowed["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize(
    ("tiles", "origin"),
    [
        ("https://tile.openstreetmap.org/{z}/{x}/{y}.png", "https://tile.openstreetmap.org"),
        ("http://localhost:8080/{z}/{x}/{y}.png", "http://localhost:8080"),
        ("https://{s}.a.example/{z}", "https://*.a.example"),
    ],
)
def test_the_tile_server_is_the_one_that_was_named(tiles: str, origin: str) -> None:
    allowed = rules(content_security_policy("/component/map/index.html", "", tiles))
    assert allowed["img-src"][-1] == origin


@pytest.mark.parametrize(
    "tiles",
    ["https://a.example; script-src */{z}", "https://a.example'/{z}", "https://*/{z}", "x", ""],
)
def test_a_tile_server_adds_no_rule(monkeypatch: pytest.MonkeyPatch, tiles: str) -> None:
    frame = "/component/map/index.html"
    usual = ask(our_app(), frame).headers["content-security-policy"]
    monkeypatch.setenv("RESPITE_FINDER_TILES", tiles)
    assert ask(our_app(), frame).headers["content-security-policy"] == usual


@pytest.mark.parametrize(
    "host",
    ["a.example; script-src *", "a.example *", "evil.example, *", "'unsafe-inline'", "x" * 300, ""],
)
def test_a_made_up_host_adds_nothing(host: str) -> None:
    policy = ask(our_app(), "/", host=host).headers["content-security-policy"]
    assert rules(policy)["connect-src"] == ["'self'"]
    assert rules(policy) == rules(content_security_policy("/", "", ""))


@given(host=st.text(alphabet=st.characters(max_codepoint=255, exclude_characters="\r\n")))
def test_no_host_adds_a_rule_or_a_source(host: str) -> None:
    policy = ask(our_app(), "/_stcore/health", host=host).headers["content-security-policy"]
    found = rules(policy)
    assert set(found) == set(rules(content_security_policy("/", "", "")))
    assert len(found["connect-src"]) in (1, 3)
    assert found["script-src"] == ["'self'", "blob:"]


@pytest.mark.parametrize("host", ["localhost:8501", "[::1]:8501", "finder.example"])
def test_the_web_socket_of_the_host_is_allowed(host: str) -> None:
    policy = ask(our_app(), "/", host=host).headers["content-security-policy"]
    assert rules(policy)["connect-src"] == ["'self'", f"ws://{host}", f"wss://{host}"]
