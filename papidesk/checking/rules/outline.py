"""The numbers of headings: none twice, none left out, each in its form; titles alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.domain.blocks import Block, Heading
from papidesk.domain.numbering import (
    ALPHABET,
    core,
    from_letter,
    from_roman,
    letter,
    level_format,
    roman,
)
from papidesk.domain.record import Record
from papidesk.i18n import N_

_SOURCE = "NĐ 30/2020, Phụ lục I, mục II.6"
_WORD = re.compile(r"^(Phần|Chương|Mục|Tiểu mục|Điều|Khoản|Điểm)\s+(?:thứ\s+)?", re.IGNORECASE)
_NO_LETTER = "fjwz"


class _Number(Record, frozen=True, kw_only=True):
    """A heading's number as written: its path, level, family ("roman", "2." …) and value."""

    path: str
    written: str
    level: int
    family: str
    value: int
    letter: str = ""


def _written(subject: Subject) -> Iterator[list[_Number]]:
    """Yield the numbers of the body, then of each annex."""
    document = subject.document
    parts = [("blocks", document.blocks)]
    parts += [(f"annexes/{i}/blocks", annex.blocks) for i, annex in enumerate(document.annexes)]
    for base, blocks in parts:
        yield [n for i, block in enumerate(blocks) if (n := _number(f"{base}/{i}", block))]


def _number(path: str, block: Block) -> _Number | None:
    if not isinstance(block, Heading) or not block.number_as_written:
        return None
    written = block.number_as_written.strip()
    word = _WORD.match(written)
    inner = core(_WORD.sub("", written))
    kind = word[1].lower() if word else ""
    tail = f"{kind}|{block.level}"
    if re.fullmatch(r"\d{1,9}", inner):
        return _Number(
            path=path, written=written, level=block.level, family=f"1|{tail}", value=int(inner)
        )
    if re.fullmatch(r"\d+(\.\d{1,9})+", inner):
        head, _, last = inner.rpartition(".")
        return _Number(
            path=path, written=written, level=block.level, family=f"{head}.|{tail}", value=int(last)
        )
    value = from_roman(inner)
    if value is not None:
        return _Number(
            path=path, written=written, level=block.level, family=f"I|{tail}", value=value
        )
    if len(inner) == 1 and inner.isalpha():
        value = from_letter(inner) or 0
        return _Number(
            path=path, written=written, level=block.level, family=f"a|{tail}", value=value,
            letter=inner.lower(),
        )  # fmt: skip
    return None


@dataclass
class _Run:
    """The numbers of one kind under one heading so far: the last, and what was there."""

    last: _Number | None = None
    seen: set[tuple[int, str]] = field(default_factory=set)


def _steps(numbers: list[_Number], scheme: str) -> Iterator[tuple[_Run, _Number]]:
    """Yield each number with those of its kind before it under the same heading."""
    running_on: dict[str, _Run] = {}
    below: dict[int, dict[str, _Run]] = {}
    for number in numbers:
        for level in [level for level in below if level > number.level]:
            del below[level]
        word = number.family.split("|")[1]
        runs_on = bool(word) and level_format(scheme, number.level).continues
        kept = running_on if runs_on or word == "điều" else below.setdefault(number.level, {})
        run = kept.setdefault(number.family, _Run())
        yield run, number
        run.last = number
        run.seen.add((number.value, number.letter))


def _follows(last: _Number, number: _Number) -> bool:
    """Tell whether ``number`` is next after ``last``; letters may skip ă, â, ê, ô, ơ, ư."""
    if number.value and number.value == last.value + 1:
        return True
    if not number.letter or not last.letter:
        return False
    places = ALPHABET.find(last.letter), ALPHABET.find(number.letter)
    return -1 not in places and places[1] == places[0] + 1


@paper_rule("TRUNG_SO_MUC", N_("The same section number twice"), "error", _SOURCE)
def _duplicate(subject: Subject) -> Iterator[Hit | Skip]:
    """Two headings under one heading do not have the same number."""
    for numbers in _written(subject):
        for before, number in _steps(numbers, subject.document.scheme):
            if before.last is not None and _repeated(before, number):
                yield Hit(
                    message=N_(
                        "The number “{number}” has already been used above. Expected: {next}."
                    ),
                    values={"number": number.written, "next": _next(before.last)},
                    path=number.path,
                    text=number.written,
                )


def _next(last: _Number) -> str:
    """Return the number that follows ``last``, printed the same way."""
    own = core(_WORD.sub("", last.written))
    if last.letter:
        following = letter(last.value + 1)
    elif last.family.startswith("I"):
        following = roman(last.value + 1)
    else:
        following = f"{own[: -len(str(last.value))]}{last.value + 1}"
    return last.written.replace(own, following)


def _repeated(before: _Run, number: _Number) -> bool:
    """A new count from 1 is no repetition: a list may begin again inside a section."""
    wanted, last = (number.value, number.letter), before.last
    if last is None or wanted not in before.seen:
        return False
    return (last.value, last.letter) == wanted or number.value != 1


@paper_rule("SO_MUC_NHAY", N_("A section number left out"), "warning", _SOURCE)
def _skipped(subject: Subject) -> Iterator[Hit | Skip]:
    """Numbers under one heading begin with the first and leave none out; đ) follows d)."""
    for numbers in _written(subject):
        for before, number in _steps(numbers, subject.document.scheme):
            if number.letter and number.letter in _NO_LETTER:
                continue
            last = before.last
            if last is None:
                wrong = number.value > 1 and not number.letter
            else:
                wrong = (
                    number.value != 1
                    and not _repeated(before, number)
                    and not _follows(last, number)
                )
            if wrong:
                yield Hit(
                    message=N_("“{number}” does not follow on from “{last}”; a number is left out.")
                    if last
                    else N_("“{number}” is the first number here; numbers begin with the first."),
                    values={"number": number.written, "last": last.written if last else ""},
                    path=number.path,
                    text=number.written,
                )


@paper_rule("SO_MUC_THIEU_CHAM", N_("Full stop after a section number"), "error", _SOURCE)
def _stop(subject: Subject) -> Iterator[Hit | Skip]:
    """Roman and Arabic numbers end with a full stop: "I.", "1.", "Điều 1."."""
    for numbers in _written(subject):
        for number in numbers:
            if re.fullmatch(r"(?:Điều\s+)?(?:[IVXLC]+|\d+)", number.written):
                yield Hit(
                    message=N_("After the number “{number}” a full stop is missing."),
                    values={"number": number.written},
                    path=number.path,
                    text=number.written,
                    expected=f"{number.written}.",
                )


@paper_rule("DIEM", N_("Form of a point"), "warning", _SOURCE)
def _points(subject: Subject) -> Iterator[Hit | Skip]:
    """Points are a), b), c) of the Vietnamese alphabet, which has no f, j, w, z."""
    for numbers in _written(subject):
        for number in numbers:
            if not number.letter or _WORD.match(number.written):
                continue
            if number.letter in _NO_LETTER:
                yield Hit(
                    message=N_("Points follow the Vietnamese alphabet, which has no “{letter}”."),
                    values={"letter": number.letter},
                    path=number.path,
                    text=number.written,
                )
            elif number.written == f"{number.letter}.":
                yield Hit(
                    message=N_("A point is written “{right}”."),
                    values={"right": f"{number.letter})"},
                    path=number.path,
                    text=number.written,
                    expected=f"{number.letter})",
                )


def _titles(subject: Subject) -> list[tuple[str, Heading]]:
    return [
        (f"blocks/{index}", block)
        for index, block in enumerate(subject.document.blocks)
        if isinstance(block, Heading) and not block.run_in and block.text
    ]


@paper_rule("TIEU_DE_DAU_CHAM_CUOI", N_("Full stop after a title"), "warning", _SOURCE, "content")
def _title_stop(subject: Subject) -> Iterator[Hit | Skip]:
    """Titles have no full stop at their end, or at least not some of them."""
    titles = _titles(subject)
    if all(_stopped(block.text) for _, block in titles):
        yield not_applicable(N_("The titles are all alike."))
        return
    for path, block in titles:
        if _stopped(block.text):
            text = block.text.rstrip()
            yield Hit(
                message=N_("This title ends with a full stop, other titles do not."),
                path=path,
                offset=len(text) - 1,
                length=1,
                text=text[-60:],
                mend="",
            )


def _stopped(text: str) -> bool:
    """A title that ends with a stop; a sentence or two of running text is none."""
    return len(text) <= 160 and bool(re.search(r"[^.…\s]\.\s*$", text)) and ". " not in text


@paper_rule(
    "TIEU_DE_HOA_KHONG_THONG_NHAT", N_("Case of titles of one level"), "warning", _SOURCE, "content"
)
def _title_case(subject: Subject) -> Iterator[Hit | Skip]:
    """Titles of the first level are all in capitals or all in lower case."""
    first = [(path, b) for path, b in _titles(subject) if b.level == 1 and b.number_as_written]
    upper = [entry for entry in first if entry[1].text.isupper()]
    lower = [entry for entry in first if not entry[1].text.isupper()]
    if not upper or not lower:
        yield not_applicable(N_("The titles are all alike."))
        return
    odd = lower if len(lower) <= len(upper) else upper
    for path, block in odd:
        yield Hit(
            message=N_("Titles of one level are written alike; here capitals and lower case mix."),
            path=path,
            length=len(block.text),
            mend=block.text.upper() if odd is lower else None,
        )


RULES = (_duplicate, _skipped, _stop, _points, _title_stop, _title_case)
