"""Which columns of an upload are read, and which are named, refused and never kept."""

from __future__ import annotations

import gc
import pickle

import pytest

from people import read, workbook, zips
from respite_finder import i18n, load_places
from respite_finder.batch import Nearest, People
from respite_finder.batch.personal import looks_personal
from respite_finder.batch.table import csv_parts, troubles_csv
from respite_finder.batch.told import notes
from respite_finder.errors import FileError
from respite_finder.needs.groups import groups_of

NAMES = (
    *("ZIP", "Zip Code", "zipcode", "ZIP_CODE", "zip-code", "Client ZIP", "Home Zip Code"),
    *("Postal Code", "Código postal", "CÓDIGO POSTAL", "ZIP5", " zip ", "C.P."),
)
PERSONAL = (
    *("Name", "First Name", "LastName", "client_name", "DOB", "Date of Birth", "E-mail"),
    *("Phone #", "Cell", "Home address", "Street", "SSN", "Social Security", "Case No."),
    *("Client ID", "Medicaid #", "Nombre", "Apellidos", "Fecha de nacimiento", "Correo"),
    *("Teléfono", "Dirección", "Número de caso", "Expediente", "Seguro social"),
)
SECRETS = {
    "Who": "Ana Ruiz-Secreta",
    "When": "7/4/1987",
    "Write": "ana.secreta@example.org",
    "Call": "413-555-0187",
    "Where": "17 Hidden Lane",
    "Number": "123-45-6789",
}
"""Columns whose names tell nothing, and whose cells do."""


@pytest.mark.parametrize("name", NAMES)
def test_the_zip_column_is_found_by_its_name_wherever_it_stands(name: str) -> None:
    people = read(f"Town;{name};Height\nTroy;01060;34\n")
    assert (zips(people), people.columns.zip_name) == (["01060"], name.strip())
    assert people.columns.unused == ("Town", "Height")


@pytest.mark.parametrize("name", PERSONAL)
def test_a_column_that_is_called_like_something_personal_is_named(name: str) -> None:
    people = read(f"{name};ZIP\nx;01060\n")
    assert people.columns.personal == (name,)
    assert notes(people)[0] == (
        f"The column {name} looks personal. We did not read it, and it is in no result. "
        "Nobody needs it here: take it out of the file."
    )


@pytest.mark.parametrize("name", SECRETS)
def test_a_column_that_holds_something_personal_is_named(name: str) -> None:
    people = read(f"ZIP,{name}\n01060,{SECRETS[name]}\n10001,\n")
    assert people.columns.personal == (name,)


@pytest.mark.parametrize("name", ["City", "County name", "State", "Ciudad"])
def test_a_place_is_no_person(name: str) -> None:
    assert not looks_personal(name, ["New York", "Great Falls"])
    assert read(f"ZIP,{name}\n10001,New York\n").columns.unused == (name,)


def test_several_are_named_in_one_sentence_and_in_spanish() -> None:
    people = read("Name,ZIP,DOB,Note\nAna,01060,1/2/1990,tall\n")
    first, second = notes(people)
    assert first.startswith("The columns Name and DOB look personal. We did not read them")
    assert second == "The column Note is not used. It is in no result."
    with i18n.speaking("es"):
        assert "Name y DOB" in notes(people)[0]


@pytest.mark.parametrize("form", ["csv", "excel"])
def test_nothing_of_a_refused_column_is_kept_or_leaves(form: str) -> None:
    header, cells = ["ZIP", "needs", *SECRETS], ["01060", "free", *SECRETS.values()]
    wrong = ["Ana Ruiz-Secreta", "Ana Ruiz-Secreta", *SECRETS.values()]
    odd = ["10001", "ask Ana Ruiz-Secreta", *SECRETS.values()]
    rows = [header, cells, wrong, odd]
    text = "\n".join(",".join(row) for row in rows)
    people = read(workbook(*rows) if form == "excel" else text)
    assert (len(people), len(people.troubles)) == (1, 2)
    run = Nearest(load_places(), people)
    run.step()
    told = [repr(people), repr(notes(people)), *csv_parts(run), troubles_csv(run.troubles())]
    told += [
        run.frame().to_csv(),
        str(pickle.dumps(people)),
        *(one.words for one in run.troubles()),
    ]
    for secret in SECRETS.values():
        assert secret not in "\n".join(told)
    assert "Secreta" not in "\n".join(told)


def test_without_a_column_called_zip_the_only_one_that_holds_zips_is_taken_and_said() -> None:
    people = read("Ort,Was\n01060,a\n01062-1234,b\n")
    assert zips(people) == ["01060", "01062"]
    assert "No column is called ZIP. We took column A: it holds only ZIP codes." in notes(people)


def test_a_table_without_a_header_is_read_and_its_first_row_is_no_name() -> None:
    people = read("01060\n10001\nTroy\n")
    assert (zips(people), people.rows.tolist()) == (["01060", "10001"], [1, 2])
    people = read("Ana Ruiz,01060\nBen Cole,10001\n")
    assert (zips(people), people.columns.personal) == (["01060", "10001"], ("A",))
    assert "The table has no header. We took the ZIP codes from column B." in notes(people)
    assert "Ana" not in repr(people)


def test_the_first_row_is_not_repeated_where_it_may_be_a_person() -> None:
    people = read("Ana Ruiz,x\nBen Cole,01060\n")
    assert (zips(people), people.columns.personal) == (["01060"], ("A",))
    with pytest.raises(FileError) as caught:
        read("Ana Ruiz\nBen Cole\n")
    assert "Ana" not in str(caught.value)


def test_many_columns_make_a_short_sentence() -> None:
    names = [f"Column{number}" for number in range(40)]
    people = read(",".join(["ZIP", *names, "N" * 200]) + "\n01060" + "," * 41 + "\n")
    assert isinstance(people, People)
    assert max(len(words) for words in notes(people)) < 300
    assert "and 33 more" in notes(people)[0]


def test_a_name_of_a_column_twice_or_missing_does_no_harm() -> None:
    people = read("Note,ZIP,Note,\na,01060,b,\n")
    assert (zips(people), people.columns.unused) == (["01060"], ("Note", "Note"))


def test_no_cache_of_the_process_keeps_what_was_uploaded() -> None:
    """A server goes on after a session: what was uploaded may not stay in a cache of it."""
    read("ZIP,needs,Name\nTroy,blue,x\n01060,free,x\n")  # fills the tables that everybody shares
    caches = [one for one in gc.get_objects() if type(one) is type(groups_of)]
    assert groups_of in caches
    before = [cache.cache_info().currsize for cache in caches]
    read("ZIP,needs,Name\nUnforgotten,free,Ana\n01060,Unforgotten,Ana\n10001,Nobody,Ana\n")
    assert [cache.cache_info().currsize for cache in caches] == before


@pytest.mark.parametrize(
    "table",
    [
        *("ssn,city\n100-12-3456,x\n", "DOB\n19600412\n", "Name,Born\nAna,1960\n"),
        *("birth year\n1960\n", "client_id\n10001\n", "case\n10001\n", "Ana Client,1060\n"),
        *("Code\n1060\n", "Code\n010601234\n"),
    ],
)
def test_a_personal_or_shorter_number_is_never_taken_for_a_zip(table: str) -> None:
    with pytest.raises(FileError, match="has no column of ZIP codes") as caught:
        read(table)
    assert "Ana" not in str(caught.value)


def test_a_first_row_that_lost_its_zero_is_data() -> None:
    people = read("1060,free\n1002,free\n10001,free\n")
    assert (zips(people), people.mended) == (["01060", "01002", "10001"], 2)


def test_a_number_or_address_inside_a_cell_is_personal() -> None:
    assert looks_personal("X", ["call 413-555-0187 at night"])
    assert looks_personal("X", ["write to ana@example.org, please"])
