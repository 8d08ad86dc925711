"""Which field each finding belongs to, and what is said below it while one types."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.issuing import BadNumberError, parse_number
from papidesk.errors import N_
from papidesk.i18n import _, say
from papidesk.workflow.checks import Checked
from ui.documents.signature_text import from_lines

MONTHS, EARLIEST, LATEST = 12, 1945, 2100
GUESSED = N_("This was inferred from the text. Please check it.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field; grave problems are errors."""

    sentence: str
    grave: bool


def field_of(path: str) -> str:
    """Return the field that shows ``path`` of a document ("recipients/0" is "recipients")."""
    if path == "signature":
        return "signature/position"
    if path.startswith("signature/"):
        return "signature/chain" if path.startswith("signature/chain") else path
    return path.split("/", maxsplit=1)[0]


def date_problem(date: IssueDate) -> str:
    """Return what is wrong with the parts of ``date`` that are filled in; "" when nothing is."""
    if date.month is not None and date.month > MONTHS:
        return _("There are twelve months. Write the month as 01 to 12.")
    if date.year is not None and not EARLIEST <= date.year <= LATEST:
        return _("Write the year with four digits.")
    # A year with 29 February stands for a blank one, a month with 31 days likewise.
    parts = (date.year or 2024, date.month or 1, date.day or 1)
    try:
        datetime.date(*parts)
    except ValueError:
        return _("There is no such day in this month.")
    return ""


def problems(
    document: Document, checked: Checked | None, number: str, authorities: tuple[str, ...]
) -> dict[str, Problem]:
    """Return the worst problem of each field: what was typed, then findings, then guesses."""
    said: dict[str, Problem] = {}
    if number:
        try:
            parse_number(number)
        except BadNumberError as error:
            said["number"] = Problem(say(error), True)
    day = date_problem(document.date)
    if day:
        said["date"] = Problem(day, True)
    strange = from_lines(authorities)[1]
    if strange:
        sentence = _("“{line}” must begin with TM., KT., TL., TUQ. or Q.").format(line=strange[0])
        said["signature/chain"] = Problem(sentence, True)
    if checked is not None:
        for severity in ("error", "warning"):
            for finding in checked.report.findings:
                field = field_of(finding.place.path)
                if finding.severity == severity and field not in said:
                    said[field] = Problem(finding.sentence(), severity == "error")
    for field in document.guessed:
        said.setdefault(field, Problem(_(GUESSED), False))
    return said
