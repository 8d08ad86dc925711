"""Times as they are stored: UTC, ISO 8601, whole seconds."""

from __future__ import annotations

from datetime import UTC, datetime

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def stored_time(now: datetime | None = None) -> str:
    """Return ``now`` (aware; None for the present) as "2026-11-20T09:30:00Z"."""
    moment = datetime.now(UTC) if now is None else now.astimezone(UTC)
    # %Y does not pad years below 1000 everywhere; clocks that far off are set to the first year.
    return moment.replace(year=max(moment.year, 1970)).strftime(_FORM)


def moment(text: str) -> datetime:
    """Return the aware datetime of a stored time."""
    return datetime.fromisoformat(text)
