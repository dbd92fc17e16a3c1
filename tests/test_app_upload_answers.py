"""A picked file is not forgotten when a run of the page begins at the same moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from respite_finder.app.upload_answers import keep_upload_answers


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[ForwardMsgQueue]:
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    keep_upload_answers()
    keep_upload_answers()
    return ForwardMsgQueue()


def said(queue: ForwardMsgQueue) -> list[str | None]:
    return [message.WhichOneof("type") for message in queue.flush()]


def fill(queue: ForwardMsgQueue) -> None:
    words = ForwardMsg()
    words.metadata.delta_path[:] = [0, 0]
    words.delta.new_element.markdown.body = "of the run before"
    queue.enqueue(words)
    answer = ForwardMsg()
    answer.file_urls_response.response_id = "a"
    queue.enqueue(answer)


def test_the_answer_outlives_a_run_and_old_words_do_not(queue: ForwardMsgQueue) -> None:
    fill(queue)
    queue.clear(retain_lifecycle_msgs=True)
    assert said(queue) == ["file_urls_response"]


def test_it_is_said_once(queue: ForwardMsgQueue) -> None:
    fill(queue)
    queue.clear(retain_lifecycle_msgs=True)
    queue.clear(retain_lifecycle_msgs=True)
    assert said(queue) == ["file_urls_response"]
    assert said(queue) == []
    queue.clear(retain_lifecycle_msgs=True)
    assert said(queue) == []


def test_what_comes_after_is_said_after(queue: ForwardMsgQueue) -> None:
    fill(queue)
    queue.clear(retain_lifecycle_msgs=True)
    fill(queue)
    assert said(queue) == ["file_urls_response", "delta", "file_urls_response"]
