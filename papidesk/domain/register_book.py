"""A register as a book of one year: cover, columns and rows (NĐ 30/2020, Phụ lục IV)."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Literal

from papidesk.domain.record import Record
from papidesk.paths import resource

BookKind = Literal["outgoing", "incoming", "tracking"]
COVER_WIDTH_EM = 24.0  # lines of the office on the cover, in times their type size
# "- Lưu: VT, VHXH."
_ARCHIVE_LINE = re.compile(r"[-–\s]*lưu\s*:\s*(?P<who>.+)", re.IGNORECASE | re.DOTALL)
Value = str | int | datetime.date | None


class BookColumn(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A column: its title in the decree, its share of the sheet's width.

    Numbers in it have at least so many ``digits`` (01, 02 …).
    """

    title: str
    width_mm: float
    align: Literal["left", "center"] = "left"
    digits: int = 1


class BookForm(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the decree says of a book."""

    title: str
    columns: tuple[BookColumn, ...]


class RegisterBook(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One book; rows have a value for each column of the form.

    ``first`` and ``last`` are the numbers it runs from and to, "" where several series stand in
    it; ``volume`` is "Quyển số".
    """

    kind: BookKind
    office: str
    superior: str = ""
    year: int
    first: str = ""
    last: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    volume: int = 1
    rows: tuple[tuple[Value, ...], ...] = ()

    @property
    def form(self) -> BookForm:
        """The columns and the title of its kind."""
        return forms()[self.kind]

    @property
    def span(self) -> str:
        """The line of the cover that says which numbers are in it; "" for an empty book."""
        if self.first:
            return f"Từ số {self.first} đến số {self.last}"
        return f"Gồm {len(self.rows)} văn bản" if self.rows else ""


@cache
def forms() -> dict[BookKind, BookForm]:
    """Return the books of the decree."""
    data = tomllib.loads(resource("layout", "registers.toml").read_text(encoding="utf-8"))
    kinds: tuple[BookKind, ...] = ("outgoing", "incoming", "tracking")
    return {
        kind: BookForm(
            title=data[kind]["title"],
            columns=tuple(BookColumn(**column) for column in data[kind]["columns"]),
        )
        for kind in kinds
    }


def copy_holder(recipients: Iterable[str]) -> str:
    """Return who keeps the file copy by the lines of "Nơi nhận": "VT, VHXH" of "Lưu: VT, VHXH."."""
    for line in recipients:
        found = _ARCHIVE_LINE.match(line.strip())
        if found:
            return found["who"].strip(" .;,")
    return ""


def shown(value: Value, column: BookColumn) -> str:
    """Return a cell as it is printed: days as 05/01/2026, numbers with their digits."""
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:0{column.digits}}"
    return f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else str(value)
