"""Records that exist only in bundles: figures, decisions on reports, receipts, keys, papers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from msgspec import field

from papidesk.domain.counters import AddsUp
from papidesk.domain.exchange import KeyRole, KeyState, Outcome, ReceiptReason
from papidesk.domain.links import DocumentLink
from papidesk.domain.record import Record

__all__ = [
    "Decision", "Figure", "IssuedFile", "KeyRecord", "Paper", "Receipt", "ReceiptReason", "Verdict",
]  # fmt: skip

Verdict = Literal["accepted", "returned"]


class Figure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a unit reports of one counter for the window ``since`` to ``until``, both included.

    ``value`` is the figure as the report has it; None where nothing could be said. ``total`` is the
    sum of all entries, ``entries`` how many they are, ``last`` and ``last_day`` the latest of them:
    from these the figures of several units add up. ``numerator`` and ``denominator`` are the two
    sums of a ratio. ``part`` is the code of a channel where the figure is of that channel alone, ""
    for the whole; ``carried`` tells that it was carried over from before the window.
    """

    duty: str = ""
    period: str = ""
    since: datetime.date
    until: datetime.date
    counter: str
    name: str
    unit: str
    adds_up: AddsUp = "sum"
    part: str = ""
    value: Decimal | None = None
    total: Decimal = Decimal(0)
    entries: int = 0
    last: Decimal | None = None
    last_day: datetime.date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    carried: bool = False


class Decision(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a superior decided on a report. ``bundle`` is the id of the bundle it came in.

    ``manifest`` is the SHA-256 of that bundle's manifest, ``document`` the report's id there,
    ``due`` the day it is wanted again by, ``reason`` the words of the person who decided.
    """

    bundle: str
    manifest: str = ""
    duty: str = ""
    period: str = ""
    document: str = ""
    verdict: Verdict
    reason: str = ""
    due: datetime.date | None = None
    decided_by: str = ""
    decided_at: str = ""


class Receipt(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a bundle: ``bundle`` and ``manifest`` are its id and its manifest's SHA-256.

    ``counts`` are how many records were new, changed, unchanged, conflicting, refused. ``blobs``
    are the SHA-256 of attachments of the sender that ``database`` (of who gives the receipt) holds:
    they may be left out of later bundles to it.
    """

    bundle: str
    manifest: str
    outcome: Outcome
    reasons: tuple[ReceiptReason, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    blobs: tuple[str, ...] = ()
    database: str
    received_at: str = ""
    received_by: str = ""


class KeyRecord(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A key of a set of keys, or of a sender's introduction of itself.

    ``keyid`` is the SHA-256 (hexadecimal) of the 32 bytes of ``public`` (64 hexadecimal digits),
    ``recipient`` the age recipient, ``unit`` the only code the key speaks for. ``role`` is how the
    unit stands to those the set is for. ``replaces`` is the keyid this one follows.
    """

    keyid: str
    public: str
    recipient: str = ""
    unit: str
    name: str
    role: KeyRole = "subordinate"
    instance: str = ""
    state: KeyState = "trusted"
    since: str = ""
    replaces: str = ""
    reason: str = ""


class IssuedFile(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file of a paper, by the SHA-256 of its content: the issued PDF, a signed scan."""

    sha256: str
    name: str
    media_type: str = "application/pdf"
    bytes: int = 0


class Paper(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a bundle tells of a document beside its text: its files and what it hangs together with.

    ``pdf`` is the paper as issued, ``files`` what else belongs to it. ``links`` name documents by
    the ids of the sender. ``duty`` and ``period`` are set where it is the report for them.
    """

    pdf: IssuedFile | None = None
    files: tuple[IssuedFile, ...] = ()
    links: tuple[DocumentLink, ...] = ()
    template: str = ""
    duty: str = ""
    period: str = ""
