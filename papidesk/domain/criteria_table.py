"""A set of criteria read from a table, as superiors send it: columns by heads, levels by TT."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

from papidesk.domain.criteria import CriteriaSet, Criterion
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.text.fold import fold

_Column = Literal["number", "text", "points", "guide", "code"]
# What the heads of the columns say, folded; the surest words first.
_HEADS: tuple[tuple[_Column, tuple[str, ...]], ...] = (
    ("points", ("diem toi da", "diem chuan", "thang diem", "diem cao nhat", "so diem", "^diem$")),
    ("text", ("tieu chi", "noi dung", "chi so", "nhiem vu")),
    ("number", ("^tt$", "^stt$", "so tt", "thu tu")),
    ("guide", ("huong dan", "cach cham", "cach tinh", "phuong phap", "ghi chu", "dien giai")),
    ("code", ("^ma$", "ma tieu chi")),
)
_ROMAN = re.compile(r"[IVXLC]+|[A-HĐ]")
_DOTTED = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*")
_LOOKED_FOR_HEAD = 30  # rows


class NoCriteriaTableError(PapiDeskError):
    """A file without a table of criteria."""

    message = N_(
        "There is no table of criteria here: it needs a column of criteria (Tiêu chí) and one of "
        "their highest points (Điểm tối đa)."
    )


class CriteriaNote(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something to look at in a set that was read: a message id and its values."""

    message: str
    values: dict[str, str]


class CriteriaReading(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A set as it was read, and what to look at."""

    set: CriteriaSet
    notes: tuple[CriteriaNote, ...] = ()


class _Line(Record, frozen=True, kw_only=True, omit_defaults=True):
    number: str
    text: str
    points: Decimal | None
    guide: str
    code: str
    depth: int


def from_rows(rows: Sequence[Sequence[str]], *, code: str, name: str) -> CriteriaReading:
    """Return the set that a table of texts holds; raises :class:`NoCriteriaTableError`.

    A row with rows deeper below it is a heading: its points are the sum of theirs, and a note says
    so where the file says otherwise. Rows without number and points belong to the row above.
    """
    at, columns = _head(rows)
    lines = _lines(rows[at + 1 :], columns)
    criteria, notes = _criteria(lines)
    return CriteriaReading(
        set=CriteriaSet(code=code, name=name, criteria=tuple(criteria), own=True),
        notes=tuple(notes),
    )


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[_Column, int]]:
    for at, row in enumerate(rows[:_LOOKED_FOR_HEAD]):
        columns = _columns([" ".join(fold(cell).split()) for cell in row])
        if "text" in columns and "points" in columns:
            return at, columns
    raise NoCriteriaTableError


def _columns(heads: list[str]) -> dict[_Column, int]:
    found: dict[_Column, int] = {}
    for name, patterns in _HEADS:
        for pattern in patterns:
            fitting = (
                at
                for at, text in enumerate(heads)
                if at not in found.values() and re.search(pattern, text)
            )
            at = next(fitting, -1)
            if at >= 0:
                found[name] = at
                break
    return found


def _lines(rows: Sequence[Sequence[str]], columns: dict[_Column, int]) -> list[_Line]:
    lines: list[_Line] = []
    for row in rows:
        cell = {name: _cell(row, at) for name, at in columns.items()}
        text, number = cell["text"], cell.get("number", "").rstrip(".)")
        points = _points(cell["points"])
        if not text or _is_sum(text):
            continue
        if not number and points is None and lines:
            above = lines[-1]
            lines[-1] = replace(above, guide=f"{above.guide}\n{text}".strip())
            continue
        depth = _depth(number, lines[-1] if lines else None)
        lines.append(
            _Line(
                number=number, text=text, points=points, guide=cell.get("guide", ""),
                code=cell.get("code", ""), depth=depth,
            )
        )  # fmt: skip
    return lines


def _cell(row: Sequence[str], at: int) -> str:
    return " ".join(row[at].split()) if at < len(row) else ""


def _is_sum(text: str) -> bool:
    return bool(re.match(r"tong (?:cong|so|diem)\b|cong:?$", fold(text)))


def _points(text: str) -> Decimal | None:
    bare = re.sub(r"\s|điểm|đ\b", "", text.lower()).replace(",", ".")
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return None
    return value.normalize() if value.is_finite() else None


def _depth(number: str, above: _Line | None) -> int:
    """Return how deep a row stands: "II" 1, "2" 2, "2.1" 3; without a number below the last one."""
    if _DOTTED.fullmatch(number):
        return 2 + len(re.findall(r"[.,]", number))
    if _ROMAN.fullmatch(number.upper()):
        return 1
    if above is None:
        return 1
    return above.depth if not above.number else above.depth + 1


def _criteria(lines: list[_Line]) -> tuple[list[Criterion], list[CriteriaNote]]:
    criteria: list[Criterion] = []
    notes: list[CriteriaNote] = []
    levels: list[int] = []  # depths of the rows above, outermost first
    used: set[str] = set()
    path: list[str] = []
    for at, line in enumerate(lines):
        while levels and levels[-1] >= line.depth:
            levels.pop()
            path.pop()
        below = _below(lines, at)
        number = fold(line.number).replace(",", ".") or str(
            sum(1 for o in lines[: at + 1] if not o.number)
        )
        own = ".".join(part for part in (*path, number.rsplit(".", 1)[-1]) if part)
        asked = fold(line.code).replace(" ", "-") or own
        code = _unlike(asked, used)
        if line.code and code != asked:
            message = N_("“{text}”: another criterion has the code “{asked}”; it became “{code}”.")
            values = {"text": line.text[:80], "asked": line.code[:40], "code": code[:60]}
            notes.append(CriteriaNote(message=message, values=values))
        levels.append(line.depth)
        path.append(number.rsplit(".", 1)[-1])
        if below and line.points is not None and sum(below) != line.points:
            notes.append(
                CriteriaNote(
                    message=N_("“{text}”: {points} points in the file, {sum} below it together."),
                    values={"text": line.text[:80], "points": _said(line.points),
                            "sum": _said(sum(below, Decimal(0)))},
                )
            )  # fmt: skip
        criteria.append(
            Criterion(
                code=code, number=line.number, text=line.text, level=len(levels),
                points=None if below else line.points, guide=line.guide,
            )
        )  # fmt: skip
    return criteria, notes


def _below(lines: list[_Line], at: int) -> list[Decimal]:
    """Return the points of the rows right below a row; [0] where they have none."""
    found = []
    deeper = lines[at + 1].depth if at + 1 < len(lines) else 0
    for line in lines[at + 1 :]:
        if line.depth <= lines[at].depth:
            break
        if line.depth == deeper:
            found.append(line.points or Decimal(0))
    return found


def _unlike(code: str, used: set[str]) -> str:
    """Return ``code``, with a number behind it where another criterion has it already."""
    found, count = code, 1
    while found in used:
        count += 1
        found = f"{code}-{count}"
    used.add(found)
    return found


def _said(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
