"""HSDS packages in: folder, descriptor or archive; what is wrong is named by file and row."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from made import VIRTUAL, frame, record
from made_imports import read, read_one
from respite_finder.errors import FileError
from respite_finder.export.archive import zip_archive
from respite_finder.export.hsds_tables import hsds_package
from respite_finder.ingest.hsds_package import read_hsds_package

Files = dict[str, bytes]
HOURS = {"hours": "Mondays", "opening_hours": "Mo 09:00-12:00", "organization": "Made Alliance"}


@pytest.fixture
def files() -> Files:
    return hsds_package(frame(record(HOURS), record(VIRTUAL, name="Made Line")))


def write(files: Files, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def packed(files: Files, path: Path) -> Path:
    path.write_bytes(zip_archive(files))
    return path


def refusal(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        read(read_hsds_package, path)
    assert "\n" not in str(caught.value)
    return caught.value


def as_folder(files: Files, folder: Path) -> Path:
    return write(files, folder / "package")


def as_descriptor(files: Files, folder: Path) -> Path:
    return write(files, folder / "package") / "datapackage.json"


def as_archive(files: Files, folder: Path) -> Path:
    return packed(files, folder / "package.zip")


def as_folder_in_an_archive(files: Files, folder: Path) -> Path:
    return packed({f"made/hsds/{name}": files[name] for name in files}, folder / "package.zip")


@pytest.mark.parametrize("form", [as_folder, as_descriptor, as_archive, as_folder_in_an_archive])
def test_the_forms_in_which_a_package_comes(
    form: Callable[[Files, Path], Path], files: Files, tmp_path: Path
) -> None:
    found = read(read_hsds_package, form(files, tmp_path))
    assert [(one.row, one.cells["name"]) for one in found] == [(2, "Made House"), (3, "Made Line")]
    assert found[0].cells["hours"] == "Mondays"


def test_a_package_of_others_needs_no_more_than_what_hsds_requires(tmp_path: Path) -> None:
    resources = [
        {"name": name, "path": f"tables/{name}.csv", "dialect": {"delimiter": ";"}}
        for name in ("service", "organization", "phone", "location", "address")
    ]
    resources.append({"name": "service_at_location", "path": ["tables/at.csv"]})
    folder = write({"datapackage.json": json.dumps({"resources": resources}).encode()}, tmp_path)
    tables = {
        "service": "id;organization_id;name;status;extra\ns1;o1;River Peer Respite;active;x\n",
        "organization": "\ufeffid;name;description\no1;Made Alliance;Made\n",
        "phone": "id;number;organization_id\np1;(413) 555-0100;o1\n",
        "location": "id;location_type\nl1;physical\n",
        "address": "id;location_id;address_1;city;state_province;postal_code;country;address_type\n"
        "a1;l1;1 Main St;Northampton;MA;01060;US;physical\n",
        "at": "id,service_id,location_id\nx1,s1,l1\n",
    }
    write({f"{name}.csv": text.encode() for name, text in tables.items()}, folder / "tables")
    one = read_one(read_hsds_package, folder)
    assert (one.key, one.refused) == ("s1", "")
    assert {
        "name": "River Peer Respite",
        "organization": "Made Alliance",
        "phone": "413-555-0100",
        "street": "1 Main St",
        "zip": "01060",
    }.items() <= one.cells.items()


@pytest.mark.parametrize("form", [as_folder, as_archive])
def test_a_package_without_its_descriptor(
    form: Callable[[Files, Path], Path], files: Files, tmp_path: Path
) -> None:
    del files["datapackage.json"]
    told = refusal(form(files, tmp_path))
    assert told.source.startswith("package")
    assert told.rule.startswith("holds no datapackage.json: give an HSDS 3 package")


@pytest.mark.parametrize("form", [as_folder, as_archive])
def test_a_table_that_is_not_there(
    form: Callable[[Files, Path], Path], files: Files, tmp_path: Path
) -> None:
    del files["phones.csv"]
    assert "phones.csv" in str(refusal(form(files, tmp_path)))


@pytest.mark.parametrize(
    ("name", "old", "new", "row", "sentence"),
    [
        ("datapackage.json", "services.csv", "../services.csv", 0, "leads out of the package"),
        ("datapackage.json", "services.csv", "/other/services.csv", 0, "leads out of the package"),
        ("datapackage.json", "services.csv", "https://x.org/s.csv", 0, "leads out of the package"),
        ("datapackage.json", '"service"', '"services"', 0, "names no resource service"),
        ("datapackage.json", "{", "[", 0, "is not whole JSON"),
        ("services.csv", "name", "title", 1, "lacks the column name, which HSDS 3 requires"),
        ("phones.csv", "number", "nombre", 1, "lacks the column number, which HSDS 3 requires"),
        ("services.csv", "Made Line,", 'Made "Line', 3, "has 22 cells where the header has 23"),
        ("phones.csv", "413-555", "413\x00555", 2, "is not a CSV file"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_row(
    name: str, old: str, new: str, row: int, sentence: str, files: Files, tmp_path: Path
) -> None:
    text = files[name].decode("utf-8")
    assert old in text
    told = refusal(write(files | {name: text.replace(old, new, 1).encode()}, tmp_path / "p"))
    assert (told.source, told.row) == (name, row)
    assert sentence in told.rule


@pytest.mark.parametrize(
    ("lost", "source", "sentence"),
    [
        ("organizations.csv", "services.csv", "is no organization of this package"),
        ("services.csv", "attributes.csv", "is no service of this package"),
        ("locations.csv", "service_at_location.csv", "is no location of this package"),
        ("taxonomy_terms.csv", "attributes.csv", "is no taxonomy_term of this package"),
    ],
)
def test_a_row_that_points_to_none_is_named(
    lost: str, source: str, sentence: str, files: Files, tmp_path: Path
) -> None:
    header = files[lost].partition(b"\n")[0]
    told = refusal(packed(files | {lost: header + b"\n"}, tmp_path / "p.zip"))
    assert told.source == source
    assert told.row >= 2
    assert sentence in told.rule


def test_two_services_with_one_id_are_both_named(files: Files, tmp_path: Path) -> None:
    header, one, _ = files["services.csv"].split(b"\n", 2)
    told = refusal(write(files | {"services.csv": b"\n".join([header, one, one])}, tmp_path / "p"))
    assert (told.source, told.row) == ("services.csv", 3)
    assert "that row 2 has" in told.rule


def test_bytes_that_are_not_utf8_are_named_by_row(files: Files, tmp_path: Path) -> None:
    files["services.csv"] = files["services.csv"].replace(b"Made Line", b"Caf\xe9 Line")
    told = refusal(write(files, tmp_path / "p"))
    assert (told.source, told.row) == ("services.csv", 3)
    assert "byte 0xe9 is not UTF-8" in told.rule


def test_an_archive_is_read_and_never_unpacked(files: Files, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = packed(files | {"../../escaped.txt": b"x", "/escaped.txt": b"x"}, inside / "p.zip")
    assert len(read(read_hsds_package, path)) == 2
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [path]


def test_a_broken_archive(files: Files, tmp_path: Path) -> None:
    content = zip_archive(files)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(content[: len(content) // 2])
    assert "broken ZIP archive" in refusal(cut).rule
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("services.csv").header_offset + 60
    spoilt = tmp_path / "spoilt.zip"
    spoilt.write_bytes(content[:at] + bytes(9) + content[at + 9 :])
    assert "services.csv cannot be read from the archive" in refusal(spoilt).rule


@pytest.mark.parametrize("content", [b"", b"id,name\n", b"[]", b"{}", b"PK\x03\x04"])
def test_what_is_no_package(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "given.dat"
    path.write_bytes(content)
    assert "HSDS 3 package" in refusal(path).rule
    assert "there is no such file" in refusal(tmp_path / "none.zip").rule
