"""The office's own terms: what is right, what is not to be written, and since when."""

from __future__ import annotations

import datetime

from papidesk.domain.record import Record


class Term(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One term: ``wrong`` are the forms it replaces, from ``since`` on (None: always)."""

    id: str
    right: str
    wrong: tuple[str, ...] = ()
    since: datetime.date | None = None
    note: str = ""

    def holds_on(self, day: datetime.date | None) -> bool:
        """Tell whether the wrong forms are wrong in a paper of ``day`` (None: day not known)."""
        return self.since is None or (day is not None and day >= self.since)


class Judging(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What an office adds to the check: its own terms, and the rules it has switched off."""

    terms: tuple[Term, ...] = ()
    off: tuple[str, ...] = ()
