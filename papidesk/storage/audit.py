"""Who did what when: a row for each act, written in the same unit of work as the act."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.ids import new_id
from papidesk.domain.record import Record
from papidesk.storage.clock import stored_time
from papidesk.storage.schema import AUDIT
from papidesk.storage.store import Store


class AuditEntry(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One act: ``act`` is a code such as "document.saved", ``subject`` the id it was done to."""

    id: str
    at: str
    who: str
    act: str
    subject: str = ""
    detail: str = ""


def add(
    store: Store,
    act: str,
    *,
    who: str = "",
    subject: str = "",
    detail: str = "",
    now: datetime | None = None,
) -> None:
    """Enter an act into the audit log; part of the running unit of work where there is one."""
    with store.joined():
        store.insert(
            AUDIT,
            {
                "id": new_id(),
                "at": stored_time(now),
                "who": who,
                "act": act,
                "subject": subject,
                "detail": detail,
            },
        )


def entries(store: Store, *, subject: str = "", limit: int = 200) -> list[AuditEntry]:
    """Return the latest acts, newest first; only those done to ``subject`` when it is given."""
    where = "WHERE subject = :subject" if subject else ""
    found = store.rows(
        f"SELECT id, at, who, act, subject, detail FROM audit {where} "
        "ORDER BY at DESC, id DESC LIMIT :limit",
        {"subject": subject, "limit": limit},
    )
    return [
        AuditEntry(id=id, at=at, who=who, act=act, subject=of, detail=detail)
        for id, at, who, act, of, detail in found
    ]
