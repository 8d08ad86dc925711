"""Checking a document of the workspace or a file, and applying a mend."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.checking.finding import Finding, Report
from papidesk.checking.positions import Location, locate
from papidesk.checking.subject import OfficeFacts, Subject
from papidesk.domain.document import Document
from papidesk.domain.glossary import Judging
from papidesk.domain.manuscript import Reading
from papidesk.domain.record import Record

if TYPE_CHECKING:
    from papidesk.domain.office import Office


class Checked(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A report with where each finding stands for a person, in the report's order."""

    report: Report
    locations: tuple[Location, ...]


def facts(office: Office | None) -> OfficeFacts | None:
    """Return what the rules need to know of the office that writes."""
    return OfficeFacts(name=office.name, place=office.place) if office else None


def check_document(
    document: Document,
    office: Office | None = None,
    *,
    reading: Reading | None = None,
    today: datetime.date | None = None,
    judging: Judging | None = None,
) -> Checked:
    """Return what the rules say of ``document``, judged at ``today``.

    ``judging`` is what the office adds (:func:`papidesk.workflow.glossary.judging`).
    """
    from papidesk.checking.check import check
    from papidesk.checking.registry import RuleSettings

    own = judging or Judging()
    subject = Subject(
        document=document, reading=reading, today=today, office=facts(office), terms=own.terms
    )
    report = check(subject, RuleSettings(off=own.off))
    return Checked(
        report=report,
        locations=tuple(locate(finding.place, subject) for finding in report.findings),
    )


class Watcher:
    """Checks one document again and again while it is written; unchanged text is not re-judged."""

    def __init__(self, judging: Judging | None = None) -> None:
        from papidesk.checking.check import Watch
        from papidesk.checking.registry import RuleSettings

        self._own = judging or Judging()
        self._watch = Watch(RuleSettings(off=self._own.off))

    def check(
        self, document: Document, office: Office | None, *, today: datetime.date | None = None
    ) -> Checked:
        """Return what the rules say of ``document`` as it is now."""
        subject = Subject(
            document=document, today=today, office=facts(office), terms=self._own.terms
        )
        report = self._watch.check(subject)
        return Checked(
            report=report,
            locations=tuple(locate(finding.place, subject) for finding in report.findings),
        )


def check_file(path: Path, *, today: datetime.date | None = None) -> Checked:
    """Recognise the file at ``path`` and return what the rules say of it."""
    from papidesk.workflow.reading import recognise_file

    recognition = recognise_file(path)
    return check_document(recognition.document, reading=recognition.reading, today=today)


def apply_fix(document: Document, finding: Finding) -> Document:
    """Return ``document`` with the one safe mend of ``finding`` done; unchanged without one."""
    from papidesk.checking.fixes import apply

    return apply(document, finding.fix) if finding.fix else document
