"""Closing a period after it was consolidated, and opening it again with a reason."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.periods import parse
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import consolidations, unit_reports
from papidesk.storage.consolidations import Consolidation
from papidesk.storage.store import Store
from papidesk.workflow import consolidation

__all__ = [
    "ConsolidatedError",
    "Consolidation",
    "NotConsolidatedError",
    "UnlockReasonError",
    "lock",
    "locked",
    "must_be_open",
    "unlock",
]  # fmt: skip


class ConsolidatedError(PapiDeskError):
    """A change to a period that was consolidated and closed."""

    message = N_(
        "{period} was consolidated and closed on {day}. Open it again with a reason first, then do "
        "this once more."
    )


class NotConsolidatedError(PapiDeskError):
    """A period that is open already."""

    message = N_("{period} is not closed. Nothing was changed.")


class UnlockReasonError(PapiDeskError):
    """Opening a period without saying why."""

    message = N_("Say why the period is opened again: the reason is kept.")


class NothingToLockError(PapiDeskError):
    """A period nobody reported."""

    message = N_("No unit has reported {period} yet: there is nothing to close.")


def locked(store: Store, duty: str, period: str) -> Consolidation | None:
    """Return the closed consolidation of a duty and period; None while it is open."""
    return consolidations.locked(store, duty, parse(period).code)


def must_be_open(store: Store, duty: str, period: str) -> None:
    """Refuse a change to a closed period; raises :class:`ConsolidatedError`."""
    found = consolidations.locked(store, duty, period)
    if found is not None:
        day = datetime.fromisoformat(found.locked_at).astimezone()
        raise ConsolidatedError(period=parse(period).label, day=f"{day:%d/%m/%Y}")


def lock(
    store: Store, duty: str, period: str, *, document: str = "", who: str,
    now: datetime | None = None,
) -> Consolidation:  # fmt: skip
    """Close a period: the figures stay as they are, what comes later waits; return what is kept.

    Its units and totals are kept with it. Raises :class:`ConsolidatedError` for a closed one.
    """
    code = parse(period).code
    with store.joined():
        must_be_open(store, duty, code)
        lines = consolidation.totals(store, duty, code, compare=False)
        reports = unit_reports.of_period(store, duty, code)
        if not reports:
            raise NothingToLockError(period=parse(code).label)
        counted = tuple(sorted(unit for unit, one in reports.items() if one.state != "returned"))
        one = Consolidation(
            duty=duty,
            period=code,
            document=document,
            units=counted,
            totals={
                line.counter.code: format(line.value, "f")
                for line in lines
                if line.value is not None
            },
        )
        return consolidations.add(store, one, who=who, now=now)


def unlock(
    store: Store, duty: str, period: str, *, reason: str, who: str, now: datetime | None = None
) -> Consolidation:
    """Open a closed period again; raises :class:`UnlockReasonError`, NotConsolidatedError."""
    if not reason.strip():
        raise UnlockReasonError
    with store.joined():
        found = locked(store, duty, period)
        if found is None:
            raise NotConsolidatedError(period=parse(period).label)
        return consolidations.open_again(store, found, reason=reason.strip(), who=who, now=now)
