"""Which document is the report of a duty and period; a later one takes an earlier one's place."""

from __future__ import annotations

import datetime
from typing import Any

from papidesk.domain.record import Record
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.schema import DUTY_REPORTS
from papidesk.storage.store import Store


class DutyReport(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One paper made as the report of a duty, with the window it counts and when it was due."""

    duty: str
    period: str
    document: str
    since: datetime.date
    until: datetime.date
    due: datetime.date | None = None
    made_at: str = ""
    made_by: str = ""
    document_state: str = ""


_FOUND = (
    "SELECT r.duty, r.period, r.document_id, r.since, r.until, r.due, r.made_at, r.made_by, "
    "d.state FROM duty_reports r JOIN documents d ON d.id = r.document_id "
)


def add(
    store: Store, report: DutyReport, *, who: str, now: datetime.datetime | None = None
) -> None:
    """Enter a document as the report of its duty and period."""
    with store.joined():
        store.insert(
            DUTY_REPORTS,
            {
                "duty": report.duty,
                "period": report.period,
                "document_id": report.document,
                "since": report.since.isoformat(),
                "until": report.until.isoformat(),
                "due": report.due.isoformat() if report.due else None,
                "made_at": stored_time(now),
                "made_by": who,
            },
        )
        detail = f"{report.duty} {report.period}"
        audit.add(store, "report.made", who=who, subject=report.document, detail=detail, now=now)


def remove(
    store: Store, duty: str, period: str, document: str, *, who: str,
    now: datetime.datetime | None = None,
) -> bool:  # fmt: skip
    """Let a document no longer be the report of a duty and period; return whether it was."""
    with store.joined():
        gone = store.write(
            "DELETE FROM duty_reports WHERE duty = ? AND period = ? AND document_id = ?",
            (duty, period, document),
        )
        if gone:
            detail = f"{duty} {period}"
            audit.add(store, "report.unlinked", who=who, subject=document, detail=detail, now=now)
    return bool(gone)


def of_document(store: Store, document: str) -> list[DutyReport]:
    """Return what a document reports: one row for each duty it serves."""
    rows = store.rows(f"{_FOUND} WHERE r.document_id = ? ORDER BY r.duty, r.period", (document,))
    return [_report(row) for row in rows]


def standing(store: Store) -> dict[tuple[str, str], DutyReport]:
    """Return the paper that stands for each duty and period.

    Of several, one that is out goes before a draft, then the one made last. Cancelled papers,
    replaced ones and those in the bin stand for nothing.
    """
    rows = store.rows(
        f"{_FOUND} WHERE d.trashed_at IS NULL AND d.state NOT IN ('cancelled', 'superseded') "
        "ORDER BY d.state IN ('issued', 'sent', 'acknowledged', 'archived'), r.made_at, "
        "r.document_id"
    )
    return {(row[0], row[1]): _report(row) for row in rows}


def untell(store: Store, document: str) -> int:
    """Have the corrections that ``document`` told of be told again; return how many."""
    with store.joined():
        return store.write(
            "UPDATE corrections SET reported_in = NULL WHERE reported_in = ?", (document,)
        )


def _report(row: tuple[Any, ...]) -> DutyReport:
    since, until, due = (datetime.date.fromisoformat(day) if day else None for day in row[3:6])
    assert since is not None and until is not None  # the columns refuse NULL
    return DutyReport(
        duty=row[0],
        period=row[1],
        document=row[2],
        since=since,
        until=until,
        due=due,
        made_at=row[6],
        made_by=row[7],
        document_state=row[8],
    )
