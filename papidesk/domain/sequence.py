"""How a bundle stands to those of its sender that were taken in before; no clock is asked."""

from __future__ import annotations

from typing import Literal

from papidesk.domain.bundle import BundleKind, Manifest
from papidesk.domain.import_plan import Hold, Sequence, Warned
from papidesk.domain.record import Record
from papidesk.errors import N_

# A sequence number that jumps further than this is no gap but a mistake.
LONGEST_JUMP = 10_000
# What one holds, a later one of the same duty and period holds anew, and better. Of all others each
# tells its own: their records go by their versions, in whatever order they come.
SNAPSHOTS: frozenset[BundleKind] = frozenset({"report", "return", "office"})
Refusal = Literal["", "same-id-other-content", "sequence-jump"]
# How it is kept in the history; it is said in the singular, too, where it is shown.
GAP = "{missing} bundles before this one have not come yet. What this one holds is complete."
BROKEN_CHAIN = N_(
    "This bundle does not go on from the one taken in before it, though its number is the next."
)
NEW_DATABASE = N_("The unit now sends from another database than before: a new or restored copy.")


class Known(Record, frozen=True, kw_only=True):
    """What is known of a sender when one of its bundles comes.

    ``taken`` is the manifest hash of the bundle with the same id that was taken in, "" for none;
    ``seen`` that of one with that id and a good signature of the same key that was not (refused,
    waiting). ``at_seq`` is the id of
    the bundle taken in (or waiting) at the same database, stream and number. ``last_seq`` and
    ``last_manifest`` are those of the highest taken in of the stream; ``databases`` those the unit
    sent from before. ``covered`` tells that a later one was taken in for the same kind, duty and
    period.
    """

    taken: str = ""
    seen: str = ""
    at_seq: str = ""
    last_seq: int = 0
    last_manifest: str = ""
    databases: frozenset[str] = frozenset()
    covered: bool = False


class Verdict(Record, frozen=True, kw_only=True):
    """Where a bundle stands in its stream, and what follows from that.

    ``already`` is set for one that was taken in before, ``superseded`` for an older one that a
    later one covers: neither is applied. ``missing`` counts the numbers left out before it.
    """

    sequence: Sequence
    refusal: Refusal = ""
    hold: Hold = ""
    already: bool = False
    superseded: bool = False
    missing: int = 0
    warnings: tuple[Warned, ...] = ()


def judge(
    manifest: Manifest, manifest_sha256: str, known: Known, *, jump: int = LONGEST_JUMP
) -> Verdict:
    """Return how ``manifest`` stands to what is ``known`` of its sender.

    Same id and hash: already taken in. Same id, other hash: refused. A jump beyond ``jump``:
    refused. Another bundle with the same number: held (fork). A database not known of the unit:
    held (new-database). Older: superseded where a later one covers it, else taken in. A gap is
    only told.
    """
    seq = manifest.seq
    for earlier in (known.taken, known.seen):
        if earlier and earlier != manifest_sha256:
            return Verdict(sequence="known", refusal="same-id-other-content")
    if known.taken:
        return Verdict(sequence="known", already=True)
    if seq - known.last_seq > jump:
        return Verdict(sequence="gap", refusal="sequence-jump", missing=seq - known.last_seq - 1)
    place, missing = _place(seq, known.last_seq)
    superseded = place == "older" and known.covered
    if known.at_seq and known.at_seq != manifest.bundle_id:
        return Verdict(sequence=place, hold="fork", superseded=False)
    warnings = []
    if missing:
        warnings.append(Warned(message=GAP, values={"missing": missing}))
    if place == "next" and known.last_manifest and manifest.prev != known.last_manifest:
        warnings.append(Warned(message=BROKEN_CHAIN))
    hold: Hold = ""
    if known.databases and manifest.sender.database not in known.databases:
        hold = "new-database"
        warnings.append(Warned(message=NEW_DATABASE))
    return Verdict(
        sequence=place, hold=hold, superseded=superseded, missing=missing, warnings=tuple(warnings)
    )


def _place(seq: int, last: int) -> tuple[Sequence, int]:
    """Return where number ``seq`` stands after ``last`` (0 for none), and how many are missing."""
    if last and seq <= last:
        return "older", 0
    if seq == last + 1:
        return ("next" if last else "first"), 0
    return "gap", seq - last - 1
