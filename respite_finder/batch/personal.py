"""Columns that look personal, by what they are called or by what stands in them.

They are not read either way, as no column is that we do not need. This is for saying so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from respite_finder.gazetteer import normalize

_WORDS: Final = frozenset(
    {
        *("name", "names", "firstname", "lastname", "surname", "fullname", "initials", "nickname"),
        *("client", "patient", "resident", "guest", "consumer", "member", "person", "guardian"),
        *("nombre", "nombres", "apellido", "apellidos", "cliente", "paciente", "iniciales"),
        *("dob", "birth", "birthday", "birthdate", "born", "nacimiento", "cumpleanos"),
        *("email", "mail", "correo", "phone", "phones", "telephone", "tel", "mobile", "cell"),
        *("cellphone", "fax", "contact", "telefono", "telefonos", "celular", "movil", "contacto"),
        *("address", "address1", "address2", "addr", "street", "apartment", "apt"),
        *("direccion", "calle", "domicilio", "apartamento"),
        *("ssn", "ssn4", "social", "seguro", "case", "caso", "expediente", "mrn", "chart"),
        *("medicaid", "medicare", "insurance", "record", "license", "passport", "id", "curp"),
        *("age", "edad", "gender", "genero", "diagnosis", "diagnostico", "pt", "emergency"),
        *("fecha", "nac", "kontakt", "notes", "notas", "comments", "comentarios"),
        *("casenumber", "caseno", "caseid", "clientid", "patientid", "memberid"),
    }
)
_OF_PLACES: Final = frozenset({"city", "town", "county", "state", "ciudad", "condado", "estado"})
"""A column called "city name" holds no person's name."""

_CONTENT: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\d{3}-\d{2}-\d{4}",
        r"\d{1,2}[/.-]\d{1,2}[/.-](\d{2}|\d{4})",
        r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(\s+[\d:.]+)?",
        r"\d+\w?\s+\S.*\b(st|street|ave|avenue|rd|road|ln|lane|dr|drive|blvd|ct|court|way|pl|"
        r"place|apt|calle|avenida)\b.*",
        r"(calle|avenida|p\.?\s?o\.?\s?box)\s.*",
    )
)
_INSIDE: Final = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}"
    r"|(?<![\d-])(\+?1[ .-]?)?(\(\d{3}\)|\d{3})[ .-]?\d{3}[ .-]?\d{4}(?![\d-])",
    re.IGNORECASE,
)
"""An e-mail address or a phone number, wherever it stands in a cell."""
_NAME: Final = re.compile(r"[A-Z][\w'’.-]*(,\s*|\s+)([A-Z][\w'’.-]*\s+){0,2}[A-Z][\w'’.-]*")
_SHARE: Final = 0.3
"""Of the cells looked at: a few wrong cells do not hide what a column is."""


def looks_personal(header: str, cells: Sequence[str]) -> bool:
    """Whether a column looks like names, birth dates, ways to reach somebody, or numbers of a case.

    >>> looks_personal("Fecha de nacimiento", []), looks_personal("City", ["New York"])
    (True, False)
    >>> looks_personal("", ["ana@example.org"]), looks_personal("X", ["Ana Ruiz", "Ben Cole"])
    (True, True)
    """
    # Words run together, as in "ClientName" and "client_name", are words too.
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    words = set(normalize(apart).split()) | {normalize(header).replace(" ", "")}
    of_place = bool(words & _OF_PLACES)
    if words & _WORDS and not of_place:
        return True
    told = [cell for cell in cells if cell]
    if not told:
        return False
    patterns = _CONTENT if of_place else (*_CONTENT, _NAME)
    hits = sum(
        bool(_INSIDE.search(cell)) or any(pattern.fullmatch(cell) for pattern in patterns)
        for cell in told
    )
    return hits >= _SHARE * len(told)
