"""Reporting periods by their code: 2024, 2024-H1, 2024-Q3, 2024-9M, 2024-M06."""

from __future__ import annotations

import datetime
import re
from typing import Literal

from papidesk.domain.numbering import roman
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError

PeriodKind = Literal["year", "half", "quarter", "nine_months", "month"]
_CODE = re.compile(r"^(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(9M)|(M)(0[1-9]|1[0-2])))?$")
COUNT: dict[PeriodKind, int] = {
    "year": 1, "half": 2, "quarter": 4, "nine_months": 1, "month": 12,
}  # fmt: skip


class BadPeriodError(PapiDeskError):
    """A text that is no period code."""

    message = N_(
        "“{code}” is not a period. Write 2024, 2024-H1, 2024-H2, 2024-Q1 to 2024-Q4, 2024-9M or "
        "2024-M06."
    )


class Period(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A calendar period; ``index`` counts from 1 within the year."""

    year: int
    kind: PeriodKind = "year"
    index: int = 1

    @property
    def code(self) -> str:
        """The code :func:`parse` reads."""
        suffix = {
            "year": "", "half": f"-H{self.index}", "quarter": f"-Q{self.index}",
            "nine_months": "-9M", "month": f"-M{self.index:02}",
        }  # fmt: skip
        return f"{self.year:04}{suffix[self.kind]}"

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month, both included."""
        if self.kind == "nine_months":
            return 1, 9
        size = 12 // COUNT[self.kind]
        return (self.index - 1) * size + 1, self.index * size

    @property
    def start(self) -> datetime.date:
        """The first day."""
        return datetime.date(self.year, self.months[0], 1)

    @property
    def end(self) -> datetime.date:
        """The last day."""
        last = self.months[1]
        if last == 12:
            return datetime.date(self.year, 12, 31)
        return datetime.date(self.year, last + 1, 1) - datetime.timedelta(days=1)

    @property
    def label(self) -> str:
        """How papers write it: "6 tháng đầu năm 2024", "quý I năm 2024"."""
        half = "đầu" if self.index == 1 else "cuối"
        # As days are written (NĐ 30/2020, Phụ lục I, mục II.4).
        month = f"{self.index:02}" if self.index < 3 else str(self.index)
        words = {
            "year": f"năm {self.year}",
            "half": f"6 tháng {half} năm {self.year}",
            "quarter": f"quý {roman(self.index)} năm {self.year}",
            "nine_months": f"9 tháng đầu năm {self.year}",
            "month": f"tháng {month} năm {self.year}",
        }
        return words[self.kind]

    def previous(self) -> Period:
        """Return the period of the same kind just before; nine months: those of last year."""
        if self.index > 1:
            return replace(self, index=self.index - 1)
        return replace(self, year=self.year - 1, index=COUNT[self.kind])

    def last_year(self) -> Period:
        """Return the same period one year earlier."""
        return replace(self, year=self.year - 1)


def parse(code: str) -> Period:
    """Return the period ``code`` names; raises :class:`BadPeriodError`."""
    found = _CODE.match(code.strip().upper())
    if not found or int(found[1]) < 1:
        raise BadPeriodError(code=code[:40])
    year = int(found[1])
    if found[2]:
        return Period(year=year, kind="half", index=int(found[3]))
    if found[4]:
        return Period(year=year, kind="quarter", index=int(found[5]))
    if found[6]:
        return Period(year=year, kind="nine_months")
    if found[7]:
        return Period(year=year, kind="month", index=int(found[8]))
    return Period(year=year)
