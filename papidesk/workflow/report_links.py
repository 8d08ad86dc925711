"""Papers written elsewhere as the report of a duty: noted, so that the term no longer waits."""

from __future__ import annotations

from papidesk.domain.report_duty import DutyTerm
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents as stored
from papidesk.storage import duty_reports
from papidesk.storage.duty_reports import DutyReport
from papidesk.storage.store import Store


class AlreadyTheReportError(PapiDeskError):
    """A paper that is the report of this term already."""

    message = N_("This document is the report of this period already. Nothing was changed.")


class NotTheReportError(PapiDeskError):
    """A paper that is not the report of this term."""

    message = N_("This document is not the report of this period. Nothing was changed.")


def take_as(store: Store, term: DutyTerm, document: str, *, who: str) -> None:
    """Note that ``document`` is the report of ``term``.

    Nothing is closed for a paper that is out already: its figures were not counted here. Raises
    :class:`AlreadyTheReportError`, and what a document that is gone is refused with.
    """
    with store.joined():
        stored.get(store, document)
        for known in duty_reports.of_document(store, document):
            if (known.duty, known.period) == (term.duty, term.period):
                raise AlreadyTheReportError
        report = DutyReport(
            duty=term.duty, period=term.period, document=document,
            since=term.since, until=term.until, due=term.due,
        )  # fmt: skip
        duty_reports.add(store, report, who=who)


def let_go(store: Store, term: DutyTerm, document: str, *, who: str) -> bool:
    """Let ``document`` no longer be the report of ``term``; return whether it was."""
    return duty_reports.remove(store, term.duty, term.period, document, who=who)
