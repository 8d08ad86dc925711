"""What differs between two versions of a document: places, kinds of change, and words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from papidesk.domain.record import Record
from papidesk.errors import N_
from papidesk.i18n import _

PieceKind = Literal["same", "added", "removed"]
ChangeKind = Literal["added", "removed", "changed", "moved", "formatted"]

CHANGE_NAMES: dict[ChangeKind, str] = {
    "added": N_("Added"),
    "removed": N_("Removed"),
    "changed": N_("Reworded"),
    "moved": N_("Moved"),
    "formatted": N_("Formatted otherwise"),
}


class Piece(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of text: in both versions, only in the new one, or only in the old one."""

    text: str
    kind: PieceKind = "same"


class Spot(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How a person calls a place: a message id with its values; ``within`` stands before it.

    ``terms`` are values that are message ids themselves.
    """

    message: str
    values: dict[str, str | int] = msgspec.field(default_factory=dict)
    within: Spot | None = None

    @property
    def label(self) -> str:
        """The name in the language in use: "Section II.1, paragraph 2"."""
        own = _(self.message).format(**self.values)
        if self.within is None:
            return own
        return _("{outer}, {inner}").format(outer=self.within.label, inner=own)


class Change(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One change: where, of which kind, and the words.

    ``place`` is the path in the new version ("blocks/3"), ``old_place`` in the old one; "" where it
    is not there. ``was`` names the place a moved part had. ``notes`` are message ids of what is
    formatted otherwise. "same" and "removed" pieces together are the old text, "same" and "added"
    ones the new text.
    """

    kind: ChangeKind
    spot: Spot
    pieces: tuple[Piece, ...] = ()
    place: str = ""
    old_place: str = ""
    was: Spot | None = None
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The place as a person calls it."""
        return self.spot.label

    @property
    def kind_label(self) -> str:
        """What happened, in the language in use: "Moved from section II", "Added"."""
        if self.kind == "moved" and self.was is not None:
            return _("Moved, it was: {place}").format(place=self.was.label)
        if self.kind == "formatted" and self.notes:
            return _("Formatted otherwise: {what}").format(
                what=", ".join(_(note) for note in self.notes)
            )
        return _(CHANGE_NAMES[self.kind])

    @property
    def old(self) -> str:
        """The text as it was."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "added")

    @property
    def new(self) -> str:
        """The text as it is."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "removed")


class Difference(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All changes from one version to the other, in the order of the paper."""

    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def count(self, kind: ChangeKind) -> int:
        """Return how many changes are of ``kind``."""
        return sum(change.kind == kind for change in self.changes)
