"""The page for many people, without a browser: upload, choices, result, files, forgetting."""

from __future__ import annotations

import asyncio
import csv
import io
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartParser
from streamlit.testing.v1 import AppTest

from people import workbook
from respite_finder.app.components import many_run
from respite_finder.batch import Nearest
from respite_finder.batch.table import csv_parts
from respite_finder.web.limits import keep_in_memory

MAIN = Path(__file__).resolve().parents[1] / "respite_finder" / "app" / "main.py"
TABLE = b"Zip Code;Needs;First Name\n1060;free;Ana Secreta\nTroy;;\n10001;blue;\n60601;;\n"
BEGIN, CANCEL, GO_ON, FORGET = "many begin", "many cancel", "many go on", "many forget"


def page(**params: str) -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    return at.switch_page("views/many.py").run()


def give(at: AppTest, content: bytes, name: str = "people.csv") -> AppTest:
    at.file_uploader[0].set_value((name, content, "text/csv"))
    return at.run()


def press(at: AppTest, key: str) -> AppTest:
    return at.button(key=key).click().run()


def keys(at: AppTest) -> set[str]:
    return {button.key or "" for button in at.button}


def words(at: AppTest) -> str:
    blocks = [*at.get("html"), *at.markdown, *at.warning, *at.info, *at.error]
    # Words of a file are escaped where Markdown is read.
    return "\n".join(str(block.value) for block in blocks).replace("\\.", ".")


def files(at: AppTest) -> list[str]:
    return [button.proto.label for button in at.get("download_button")]


def test_before_an_upload_it_says_what_a_file_is_and_what_happens_to_it() -> None:
    at = page()
    assert not at.exception
    assert [title.value for title in at.title] == ["Many people at once"]
    assert files(at) == ["Download a small example"]
    assert "We take no other column." in words(at)
    assert "100,000 rows and 20 MB" in words(at)
    assert BEGIN not in keys(at)


def test_from_a_file_to_the_nearest_places() -> None:
    at = give(page(), TABLE)
    assert "We read the file. 2 rows can be answered." in words(at)
    assert "The column First Name looks personal." in words(at)
    assert "1 ZIP code had lost the zero in front." in words(at)
    assert "This is no ZIP code. It must have five digits." in words(at)
    press(at, BEGIN)
    assert not at.exception
    text = words(at)
    assert "2 rows of your file are done." in text
    assert "Afiya" in text
    assert 'href="tel:+14135702990"' in text
    assert "Secreta" not in text
    assert files(at)[1:] == ["Download CSV", "Download Excel", "Download these rows (CSV)"]
    assert "Needs may be these words" in text
    assert dict(at.query_params) == {}


def test_nothing_of_the_file_stays_in_the_session() -> None:
    at = press(give(page(), TABLE), BEGIN)
    held = repr(at.session_state.to_dict())
    assert "Secreta" not in held
    assert "people.csv" not in held
    assert at.file_uploader[0].value is None


def test_an_excel_workbook_is_read_and_a_new_file_replaces_the_old_result() -> None:
    at = press(give(page(), TABLE), BEGIN)
    give(at, workbook(("ZIP",), ("99701",)), "new.csv")
    assert "1 row can be answered." in words(at)
    assert "Afiya" not in words(at)
    press(at, BEGIN)
    assert "1 row of your file is done." in words(at)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "We cannot use this file: it is empty"),
        (b"Town\nTroy\n", "We cannot use this file: it has no column of ZIP codes"),
        (b"ZIP\n" + b"01060\n" * 200_010, "more than 100,000"),
        (b'ZIP\n01060\n"Ana', "We cannot use this file. Row 3: the file ends inside a quoted cell"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(content: bytes, told: str) -> None:
    at = give(give(page(), TABLE), content)
    assert not at.exception
    assert told in at.error[0].value
    assert BEGIN not in keys(at)


def test_a_file_without_a_right_row_lists_its_problems() -> None:
    at = give(page(), b"ZIP\n" + b"Troy\n" * 25)
    assert "0 rows can be answered." in words(at)
    assert "These are the first 20. The file holds all 25." in words(at)
    assert BEGIN not in keys(at)


def test_choices_are_taken_and_another_choice_lets_the_old_result_go() -> None:
    at = give(page(), b"ZIP\n01060\n")
    at.get("button_group")[0].set_value(["warmline", "clubhouse"]).run()
    at.selectbox(key="many_count").set_value(1).run()
    press(at, BEGIN)
    assert "Western Mass" in words(at) or "Boston Peer Support Line" in words(at)
    assert "by phone or for an area" in words(at)
    at.checkbox(key="many_unconfirmed").uncheck().run()
    assert "row of your file is done" not in words(at)
    assert BEGIN in keys(at)
    at.get("button_group")[0].set_value([]).run()
    assert "Choose at least one kind of help." in words(at)


def test_the_unknown_come_with_a_word_or_are_left_out_with_one() -> None:
    at = press(give(page(), TABLE), BEGIN)
    assert "Ask whether it fits: the source does not say." in words(at)
    at.checkbox(key="many_unknown").uncheck().run()
    press(at, BEGIN)
    assert "It may be nearer." in words(at)
    assert "Ask whether it fits" not in words(at)


def test_another_page_or_language_in_between_keeps_the_result() -> None:
    at = give(page(), TABLE)
    at.selectbox(key="many_count").set_value(1).run()
    press(at, BEGIN)
    at.switch_page("views/find.py").run()
    at.switch_page("views/many.py").run()
    assert not at.exception
    assert at.selectbox(key="many_count").value == 1
    assert "2 rows of your file are done." in words(at)
    at.query_params["lang"] = "es"
    at.run()
    assert not at.exception
    assert "Afiya" in words(at)


def test_forgetting_leaves_nothing() -> None:
    at = press(press(give(page(), TABLE), BEGIN), FORGET)
    assert not at.exception
    assert "Afiya" not in words(at)
    assert files(at) == ["Download a small example"]
    held = repr(at.session_state.to_dict())
    assert "Nearest" not in held
    assert "People" not in held


def test_a_run_that_was_cancelled_keeps_its_part_and_goes_on() -> None:
    at = give(page(), b"ZIP\n" + b"01060\n10001\n" * 50)
    press(at, BEGIN)
    run = at.session_state["many_run"]
    # As a press on Cancel between two steps leaves it.
    run.done = 40
    at.run()
    assert "Stopped. 40 of 100 rows are done" in words(at)
    assert "40 rows of your file are done." in words(at)
    assert len(list(csv.DictReader(io.StringIO("".join(csv_parts(run)))))) == 120
    press(at, GO_ON)
    assert "100 rows of your file are done." in words(at)
    assert {GO_ON, CANCEL, BEGIN}.isdisjoint(keys(at))


def test_more_than_fits_in_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_run, "LARGEST_RESULT", 8)
    at = give(page(), b"ZIP\n01060\n10001\n60601\n")
    assert "This would be 9 places, more than 8." in at.warning[0].value
    assert BEGIN not in keys(at)


def test_a_header_is_no_markup() -> None:
    at = give(page(), b"ZIP,Name *<b>x</b>*,![x](http://evil.example/x)\n01060,a,b\n")
    assert "\\*\\<b\\>" in at.warning[0].value
    assert "](http" not in words(at)


def test_it_is_a_run_of_the_core() -> None:
    at = press(give(page(), TABLE), BEGIN)
    assert isinstance(at.session_state["many_run"], Nearest)


def test_an_upload_of_any_size_is_parsed_without_a_temporary_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By itself the parser writes what is larger than one megabyte to the disk."""
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1024)
    rolled: list[object] = []
    monkeypatch.setattr(
        tempfile, "TemporaryFile", lambda *_, **__: rolled.append(1) or io.BytesIO()
    )
    keep_in_memory()
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    body += b"01060,Ana Secreta\n" * 200_000 + b"\r\n--x--\r\n"

    async def stream() -> AsyncGenerator[bytes, None]:
        for start in range(0, len(body), 65_536):
            yield body[start : start + 65_536]

    async def parsed() -> int:
        kind = {"content-type": "multipart/form-data; boundary=x"}
        form = await MultiPartParser(Headers(kind), stream()).parse()
        upload = form["f"]
        assert isinstance(upload, UploadFile)
        return len(await upload.read())

    assert asyncio.run(parsed()) == 18 * 200_000
    assert rolled == []
