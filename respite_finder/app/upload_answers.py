"""A file that somebody picks is asked for, also while the page is at work.

The browser asks where to send a file, and waits. The answer lies in the queue of what the session
says; when a run begins at that moment, the framework empties the queue, and keeps what the run's
end needs, but not this answer: the file would never be sent, and nobody told.
"""

from __future__ import annotations

from typing import Any, Final

from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

_ANSWER: Final = "file_urls_response"
_emptied: Final = ForwardMsgQueue.clear


def keep_upload_answers() -> None:
    """Let the answers outlive the emptying of the queue, in this process."""
    ForwardMsgQueue.clear = _emptied_but_for_answers  # type: ignore[method-assign]


def _emptied_but_for_answers(
    self: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, *args: Any, **kwargs: Any
) -> None:
    answers = [message for message in self._queue if message.WhichOneof("type") == _ANSWER]
    _emptied(self, retain_lifecycle_msgs, *args, **kwargs)
    left = {id(message) for message in self._queue}
    # Without the word to retain anything the queue is emptied because it was said.
    for message in answers if retain_lifecycle_msgs else ():
        if id(message) not in left:
            self.enqueue(message)
