"""The reviewer's page as a test drives it, without a browser."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from respite_finder.community.forms import Kind, Submission
from respite_finder.community.store import Store
from stores import CONTACT, FLYER

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
TOKEN = "a-token-of-the-tests-0123456789"
PLACE = {
    "name": "Blue Door Peer Center",
    "service_type": "peer_run_center",
    "state": "MA",
    "city": "Greenfield",
    "phone": "413-570-2997",
    "more": "[x](javascript:alert(1)) <b>bold</b>",
}


def sent(store: Store, kind: Kind, said: dict[str, str], place_id: str = "") -> str:
    receipt = f"{kind} {len(store.cases(None))}"
    made = Submission(kind, receipt, said, place_id, contact=CONTACT, attachment=FLYER)
    return store.add(made, datetime.now(UTC)).number


def page(**params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    return at.run().switch_page("views/review.py").run()


def enter(at: AppTest, token: str = TOKEN) -> AppTest:
    at.text_input(key="review token").set_value(token)
    [button] = [one for one in at.button if one.label == "Show the cases"]
    return button.click().run()


def words(at: AppTest) -> str:
    blocks = [*at.get("html"), *at.markdown, *at.warning, *at.info, *at.error, *at.text]
    return "\n".join(str(block.value) for block in [*blocks, *at.success, *at.header])


def field(at: AppTest, number: str, name: str, value: str) -> None:
    at.text_input(key=f"review {number} {name}").set_value(value)


def check(at: AppTest, number: str) -> None:
    at.radio(key=f"review {number} how").set_value("phone")
    field(at, number, "source", "https://www.bluedoor.org/")
    field(at, number, "on", "2026-07-22")
    field(at, number, "why", "they said so")


def press(at: AppTest, number: str, name: str) -> AppTest:
    return at.button(key=f"review {number} {name}").click().run()
