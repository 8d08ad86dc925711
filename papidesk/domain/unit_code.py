"""The code a unit has in bundles: its organisation code, else its name in ASCII."""

from __future__ import annotations

import datetime
import re

from papidesk.domain.office import Office, OfficeForm, superior_on
from papidesk.text.fold import fold

CODE_LIMIT = 35
_GRAMMAR = re.compile(rf"[0-9A-Za-z.-]{{1,{CODE_LIMIT}}}")
_JOINTS = re.compile(r"[^0-9a-z.]+")


def is_unit_code(text: str) -> bool:
    """Tell whether ``text`` can stand for a unit in a bundle: 1 to 35 of 0-9 A-Z a-z . and -."""
    return _GRAMMAR.fullmatch(text) is not None


def slug(name: str) -> str:
    """Return a unit's name as a code: "xã An Hòa" is "xa-an-hoa"; cut between words at 35 signs.

    A name without any letter or digit gives "unit".
    """
    joined = _JOINTS.sub("-", fold(name)).strip("-.")
    if len(joined) > CODE_LIMIT:
        cut = joined[: CODE_LIMIT + 1].rpartition("-")[0] or joined[:CODE_LIMIT]
        joined = cut.strip("-.")
    return joined or "unit"


def code_of(name: str, code: str = "") -> str:
    """Return the code of a unit with this organisation code ("" for none) and name."""
    return code or slug(name)


def unit_code(office: Office) -> str:
    """Return the code ``office`` sends under: its organisation code, else that of its name."""
    return code_of(office.name, office.code)


def own_codes(office: Office) -> frozenset[str]:
    """Return every code ``office`` may be addressed by, of its former names and codes, too."""
    found = {unit_code(office)} | _codes(office.name, office.body, office.code)
    for form in office.former:
        found |= _codes_of(form)
    return frozenset(found)


def _codes_of(form: OfficeForm) -> set[str]:
    return _codes(form.name, form.body, form.code)


def _codes(name: str, body: str, code: str) -> set[str]:
    full = f"{body} {name}" if body else name
    return {slug(name), slug(full)} | ({code} if code else set())


def superior_code(office: Office, day: datetime.date) -> str:
    """Return the code of the body next above ``office`` on ``day``; "" when it has none."""
    above = superior_on(office, day)
    return code_of(above.name, above.code) if above else ""
