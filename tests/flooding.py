"""A machine that speaks to the app as a browser does, without a browser: to flood it.

It opens the web socket that the framework's own page opens, and sends what that page would send
when somebody types and presses a button.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

SECONDS = 60
HUGE = 2**26


class Machine:
    """One session of the app at ``base`` (http://localhost:port), on a page with its parameters."""

    def __init__(self, base: str, page: str = "", query: str = "") -> None:
        self.page, self.query = page, query
        self.widgets: dict[str, str] = {}
        """The id of every widget that the last runs showed, by its label."""
        self.text: list[str] = []
        self._states: dict[str, WidgetState] = {}
        self._hash = ""
        self._open = ExitStack()
        self._socket: ClientConnection = self._open.enter_context(
            connect(
                f"{base.replace('http', 'ws', 1)}/_stcore/stream",
                subprotocols=["streamlit"],  # type: ignore[list-item]
                origin=base,  # type: ignore[arg-type]
                max_size=HUGE,
                open_timeout=SECONDS,
            )
        )

    def __enter__(self) -> Machine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._open.close()

    def fill(self, values: Mapping[str, str]) -> None:
        """Type into fields, by their labels."""
        for label, words in values.items():
            name = self.widgets[label]
            self._states[name] = WidgetState(id=name, string_value=words)

    def send(self, pressed: str = "") -> None:
        """Ask for a run, with a button pressed; nothing is waited for."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_name, run.page_script_hash = self.query, self.page, self._hash
        run.widget_states.widgets.extend(self._states.values())
        if pressed:
            run.widget_states.widgets.append(
                WidgetState(id=self.widgets[pressed], trigger_value=True)
            )
        self._socket.send(message.SerializeToString())

    def hear(self, label: str = "", word: str = "") -> list[str]:
        """Read until a run has ended that showed a widget with this label, and this word; every
        text that was shown.
        """
        told: list[str] = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._socket.recv(timeout=SECONDS))
            kind = message.WhichOneof("type")
            shown = not label or label in self.widgets
            if kind == "script_finished" and shown and any(word in text for text in told):
                return told
            if kind == "navigation":
                self._hash = message.navigation.page_script_hash
            elif kind == "delta":
                self._learn(message, told)

    def _learn(self, message: ForwardMsg, told: list[str]) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        shown = getattr(element, kind) if kind else None
        label = str(getattr(shown, "label", ""))
        if label and getattr(shown, "id", ""):
            self.widgets[label] = shown.id
        told.append(str(getattr(shown, "body", "") or label))
