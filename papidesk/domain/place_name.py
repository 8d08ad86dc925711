"""The place in the date line, as an office's name gives it (NĐ 30/2020, Phụ lục I, mục II.4)."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from papidesk.paths import resource
from papidesk.text.fold import fold

_UNIT = re.compile(
    r"\b(xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s+(?P<name>.+)$",
    re.IGNORECASE,
)


@cache
def _whole_names() -> frozenset[str]:
    """Return, folded, the names of persons and events that units are called after."""
    data = tomllib.loads(resource("catalogue", "place_names.toml").read_text(encoding="utf-8"))
    return frozenset(fold(name) for name in (*data["persons"], *data["events"]))


def is_whole(proper_name: str) -> bool:
    """Tell whether a unit of this name is written whole in the date line.

    So it is with names of persons, of events, and with numbers: "Phường Điện Biên Phủ".
    """
    return any(sign.isdigit() for sign in proper_name) or fold(proper_name) in _whole_names()


def place_of(name: str, superior: str = "") -> str:
    """Return the place to propose for the office ``name`` ("xã An Hòa" gives "An Hòa").

    A body that is no administrative unit takes the place of its superior. It is a proposal: whom a
    unit is called after only the office itself knows for sure.
    """
    for text in (name, superior):
        found = _UNIT.search(" ".join(text.split()))
        if found:
            whole = found[0][:1].upper() + found[0][1:]
            return whole if is_whole(found["name"]) else found["name"]
    return " ".join(name.split())
