"""Sending and receiving as people see it: states of what was sent, what came in, trusted keys."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import field

from papidesk.domain.bundle import BundleKind
from papidesk.domain.record import Record
from papidesk.errors import N_

SentState = Literal[
    "drafted", "exported", "handed_over", "received", "applied", "applied_with_remarks", "refused",
    "returned", "superseded",
]  # fmt: skip
SENT_STATES: dict[SentState, str] = {
    "drafted": N_("Made, not sent yet"),
    "exported": N_("Exported"),
    "handed_over": N_("Handed over"),
    "received": N_("Received"),
    "applied": N_("Taken in"),
    "applied_with_remarks": N_("Taken in with remarks"),
    "refused": N_("Refused"),
    "returned": N_("Returned"),
    "superseded": N_("Replaced by a later one"),
}
ReceivedState = Literal["waiting", "applied", "refused", "superseded", "declined", "undone"]
RECEIVED_STATES: dict[ReceivedState, str] = {
    "waiting": N_("Waiting"),
    "applied": N_("Taken in"),
    "refused": N_("Refused"),
    "superseded": N_("Overtaken by a later one"),
    "declined": N_("Put aside"),
    "undone": N_("Undone"),
}
Outcome = Literal[
    "received", "applied", "applied_with_remarks", "refused", "returned", "superseded"
]
KeyState = Literal["waiting", "trusted", "replaced", "revoked"]
KEY_STATES: dict[KeyState, str] = {
    "waiting": N_("Waiting to be compared"),
    "trusted": N_("Trusted"),
    "replaced": N_("Replaced"),
    "revoked": N_("Revoked"),
}
# What a key may sign, seen from here: of a body above, of a unit below, of this office's other PC.
KeyRole = Literal["superior", "subordinate", "same_office"]
KEY_ROLES: dict[KeyRole, str] = {
    "superior": N_("Superior"),
    "subordinate": N_("Unit below"),
    "same_office": N_("This office’s other PC"),
}
SCOPE: dict[KeyRole, frozenset[BundleKind]] = {
    "superior": frozenset({"plan", "directive", "return", "receipt", "keyset"}),
    "subordinate": frozenset({"report", "plan", "receipt"}),
    "same_office": frozenset({"office", "receipt"}),
}


class TrustedKey(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A key of another installation. ``keyid`` is the SHA-256 of the 32 bytes of ``public`` (hex).

    ``recipient`` is what is encrypted to (age1…). ``how`` tells how trust came: "compared" (a
    person compared the fingerprint), "keyset" (signed by the superior), "approved" (a new key
    signed with the old one, or approved by the superior). ``unit`` is the only code it speaks for.
    ``previous`` are the ids of the keys before it, latest first; each signed its successor.
    """

    keyid: str
    public: str
    recipient: str = ""
    unit: str
    name: str
    role: KeyRole = "subordinate"
    state: KeyState = "waiting"
    how: str = ""
    instance: str = ""
    keyset: int = 0
    since: str = ""
    changed_at: str = ""
    changed_by: str = ""
    reason: str = ""
    replaced_by: str = ""
    previous: tuple[str, ...] = ()


class StateChange(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One step of a bundle's way: which state, when (UTC), by whom or by which receipt, why."""

    state: str
    at: str
    who: str = ""
    reason: str = ""


class SentBundle(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A bundle that was made here. ``steps`` is its way.

    ``documents`` are ids of the papers in it, ``place`` where it was last written to; ``whole`` is
    the first file's id where it was split.
    """

    id: str
    kind: BundleKind
    to: tuple[str, ...] = ()
    stream: str
    seq: int
    database: str
    manifest_sha256: str = ""
    file_name: str = ""
    file_sha256: str = ""
    bytes: int = 0
    encrypted: bool = False
    period: str = ""
    duty: str = ""
    documents: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    part: int = 1
    parts: int = 1
    whole: str = ""
    place: str = ""
    state: SentState = "drafted"
    steps: tuple[StateChange, ...] = ()
    made_at: str = ""
    made_by: str = ""
    note: str = ""


class ReceiptReason(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Why one record (or, without ``record``, the whole bundle) was not taken in as it came.

    ``code`` is one of the codes of refusal, ``text`` the sentence a person reads.
    """

    kind: str = ""
    record: str = ""
    title: str = ""
    code: str = ""
    text: str = ""


class ReceivedBundle(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file that came in, whatever became of it. ``id`` is ours; ``bundle`` the id it says it has.

    ``role`` is that of the key that signed it. ``code`` and ``reason`` say why it was refused,
    ``reasons`` why single records of it were not taken in as they came. ``kept`` is the SHA-256 of
    the file where the workspace keeps it (waiting and overtaken ones, so that they can be looked
    at). ``minor`` is the minor version of the format it is written in.
    """

    id: str
    bundle: str = ""
    kind: str = ""
    unit: str = ""
    unit_name: str = ""
    stream: str = ""
    seq: int = 0
    database: str = ""
    keyid: str = ""
    role: KeyRole | Literal[""] = ""
    manifest_sha256: str = ""
    file_sha256: str = ""
    file_name: str = ""
    bytes: int = 0
    period: str = ""
    duty: str = ""
    part: int = 1
    minor: int = 0
    created_at: str = ""
    state: ReceivedState = "waiting"
    hold: str = ""
    code: str = ""
    reason: str = ""
    reasons: tuple[ReceiptReason, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    kept: str = ""
    warnings: tuple[Any, ...] = ()
    steps: tuple[StateChange, ...] = ()
    received_at: str = ""
    received_by: str = ""


class Conflict(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A field (or, with "", a deletion against an edit) two sides changed, until somebody decides.

    ``local`` stays in force; ``other`` is what the bundle has. Both are plain values; of a deletion
    True where the record was deleted. ``other_vv``, ``other_dots`` (the changes the other side's
    values come from) and, of a deletion, ``other_fields`` are its version, to decide by.
    ``chosen`` is "local" or "other" once settled.
    """

    id: str = ""
    kind: str
    record: str
    title: str = ""
    field: str = ""
    local: Any = None
    other: Any = None
    local_at: str = ""
    local_by: str = ""
    other_at: str = ""
    other_by: str = ""
    other_vv: dict[str, int] = msgspec.field(default_factory=dict)
    other_fields: dict[str, Any] = msgspec.field(default_factory=dict)
    other_dots: dict[str, str] = msgspec.field(default_factory=dict)
    received: str = ""
    chosen: str = ""
    settled_at: str = ""
    settled_by: str = ""
