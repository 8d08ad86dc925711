"""What taking a bundle in would change: one line a record, made before anything is written."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import field

from papidesk.domain.bundle import BundleRecord, Manifest
from papidesk.domain.exchange import KeyRole
from papidesk.domain.record import Record
from papidesk.errors import N_

LineState = Literal["new", "changed", "unchanged", "conflicting", "refused"]
LINE_STATES: dict[LineState, str] = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "unchanged": N_("Unchanged"),
    "conflicting": N_("Conflicting"),
    "refused": N_("Refused"),
}
# Why a bundle waits for a person; nothing of it is written until one decides.
Hold = Literal["", "unknown-key", "new-database", "fork", "locked", "conflicts"]
HOLDS: dict[Hold, str] = {
    "unknown-key": N_("The sender’s key is not known here yet"),
    "new-database": N_("The unit’s data comes from another database than before"),
    "fork": N_("Two copies of the unit’s data have gone different ways"),
    "locked": N_("The period it reports on is closed after consolidation"),
    "conflicts": N_("Both sides changed the same"),
}
# How its sequence stands to what was taken in before.
Sequence = Literal["first", "next", "gap", "known", "older"]


class FieldChange(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One field before and after, as a person reads it; ``field`` is the record's own name of it.

    ``ours`` and ``theirs`` tell who changed it when, where that is known.
    """

    field: str
    before: str = ""
    after: str = ""
    conflict: bool = False
    ours: str = ""
    theirs: str = ""


class PlanLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What becomes of one record and why, as a sentence; ``problem`` is the error behind it.

    ``record`` is what came; ``merged`` are the fields that would be kept, where they are not those.
    ``again`` tells that what came is read anew when it is taken in: a plan has many lines.
    """

    kind: str
    id: str
    title: str
    state: LineState
    reason: str = ""
    changes: tuple[FieldChange, ...] = ()
    record: BundleRecord | None = None
    merged: dict[str, Any] | None = None
    again: bool = False
    problem: Any = None


class Warned(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something to be told that stops nothing: ``message`` is a sentence to translate."""

    message: str
    values: dict[str, Any] = field(default_factory=dict)


class ImportPlan(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a verified bundle would change here. ``hold`` is why a person must decide first.

    ``role`` is that of the key that signed it, "" where the key is not trusted here.
    ``already`` is the id of the row of the history under which it was taken in before. What is
    ``superseded`` is older than what a later bundle brought: it can be looked at, and is not taken.
    """

    manifest: Manifest
    manifest_sha256: str
    file_name: str
    file_bytes: int
    encrypted: bool = False
    keyid: str = ""
    trusted: bool = False
    role: KeyRole | Literal[""] = ""
    sequence: Sequence = "first"
    hold: Hold = ""
    lines: tuple[PlanLine, ...] = ()
    warnings: tuple[Warned, ...] = ()
    already: str = ""
    superseded: bool = False

    def of(self, state: LineState) -> list[PlanLine]:
        """Return the lines of one state."""
        return [line for line in self.lines if line.state == state]

    @property
    def counts(self) -> dict[LineState, int]:
        """How many lines there are of each state."""
        return {state: len(self.of(state)) for state in LINE_STATES}
