"""Terms and bodies out of use on the day of the paper: the dated glossary, and the office's own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

from papidesk.checking.finding import Hit, Severity, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.checking.words import Expired, words
from papidesk.domain.glossary import Term
from papidesk.i18n import N_

# A cited paper keeps the words of its day.
_QUOTED = re.compile(r"trước đây|\bcũ\b|trước khi sắp xếp")
_CITED = re.compile(r"số\s*(?::\s*)?\d[\w/-]+[^;.]{0,80}$")
_CITED_LENGTH = 200


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Expired], ...]:
    return tuple((re.compile(entry.old), entry) for entry in words().expired)


def _day(subject: Subject) -> datetime.date | None:
    """Return the paper's day; with a blank day the last of its year; else the day of checking."""
    date = subject.document.date
    if date.date is None and date.year is not None:
        return datetime.date(date.year, date.month or 12, 28)
    return date.date or subject.today


def _quoted(before: str) -> bool:
    return bool(_QUOTED.search(before) or _CITED.search(before[-_CITED_LENGTH:]))


def _expired(subject: Subject, kind: str, message: str) -> Iterator[Hit | Skip]:
    day = _day(subject)
    if day is None:
        yield not_applicable(N_("There is no date."))
        return
    for pattern, entry in _patterns():
        if entry.kind != kind or not pattern.search(subject.everything):
            continue
        severity: Severity | None = None
        if day < entry.since:
            past = entry.also_past and subject.today is not None and subject.today >= entry.since
            if not past:
                continue
            severity = "info"
        for passage in subject.passages:
            found = pattern.search(passage.text)
            if found is None or _quoted(passage.text[: found.start()]):
                continue
            yield Hit(
                message=message,
                values={"old": found[0], "since": f"{entry.since:%d/%m/%Y}", "right": entry.right},
                path=passage.path,
                offset=found.start(),
                length=len(found[0]),
                expected=entry.right,
                severity=severity,
            )
            if severity == "info":
                break


@paper_rule(
    "THUAT_NGU_CU", N_("Term out of use"), "error", "Bảng thuật ngữ có ngày hiệu lực", "content"
)
def _terms(subject: Subject) -> Iterator[Hit | Skip]:
    """A term of the glossary is not used from the day a new one took its place."""
    yield from _expired(
        subject, "term", N_("“{old}” has been out of use since {since}; now: {right}.")
    )


@paper_rule(
    "CO_QUAN_KHONG_CON",
    N_("Body that is no more"),
    "warning",
    "Bảng cơ quan có ngày hiệu lực",
    "content",
)
def _bodies(subject: Subject) -> Iterator[Hit | Skip]:
    """A body is not named after the day it ended; an older paper gets a remark when used today."""
    yield from _expired(
        subject, "body", N_("“{old}” no longer exists since {since}; now: {right}.")
    )


@paper_rule(
    "THUAT_NGU_RIENG",
    N_("Term of the office's own glossary"),
    "warning",
    "Bảng thuật ngữ của cơ quan",
    "content",
)
def _own_terms(subject: Subject) -> Iterator[Hit | Skip]:
    """A form that the office has listed as not to be written is not written."""
    day = _day(subject)
    for term in subject.terms:
        if not term.holds_on(day):
            continue
        for wrong in term.wrong:
            yield from _written(subject, term, wrong)


def _written(subject: Subject, term: Term, wrong: str) -> Iterator[Hit]:
    pattern = re.compile(rf"(?<!\w){re.escape(wrong)}(?!\w)", re.IGNORECASE)
    if not pattern.search(subject.everything):
        return
    for passage in subject.passages:
        right = [found.span() for found in re.finditer(re.escape(term.right), passage.text)]
        for found in pattern.finditer(passage.text):
            start, end = found.span()
            # Part of the right form, or another way to write its capitals, is no fault.
            if any(a <= start and end <= b for a, b in right) or _quoted(passage.text[:start]):
                continue
            yield Hit(
                message=N_("The office writes “{right}”, not “{old}”."),
                values={"old": found[0], "right": term.right},
                path=passage.path,
                offset=start,
                length=end - start,
                expected=term.right,
                mend=_in_its_case(term.right, found[0]),
            )


def _in_its_case(right: str, written: str) -> str | None:
    """Return ``right`` to put in place of ``written``; None in a line of capitals."""
    if written.isupper() and len(written.split()) > 1:
        return None
    return right[:1].upper() + right[1:] if written[:1].isupper() else right


RULES = (_terms, _bodies, _own_terms)
