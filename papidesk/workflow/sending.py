"""Sending: what an order puts into a bundle, what a person sees before, and making it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from papidesk.domain.bundle import BundleKind, RecordKind
from papidesk.domain.exchange import SentBundle
from papidesk.domain.import_plan import Warned
from papidesk.domain.parcel import Parcel, size_of
from papidesk.domain.record import Record
from papidesk.domain.send_order import Order
from papidesk.domain.unit_code import is_unit_code, superior_code
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.workflow import offices, own_records, packing
from papidesk.workflow.packing import Cancelled, NothingToSendError, Progress
from papidesk.workflow.sent_history import (
    DAYS_WITHOUT_RECEIPT,
    export,
    file_of,
    find_id,
    forget,
    get,
    hand_over,
    history,
    name_of,
    note_step,
    tidy,
    withdraw,
    without_receipt,
)

if TYPE_CHECKING:
    from papidesk.bundles.file_layer import Files

__all__ = [
    "DAYS_WITHOUT_RECEIPT",
    "NoReceiverError",
    "NothingToSendError",
    "Order",
    "SendPreview",
    "export",
    "file_of",
    "find_id",
    "forget",
    "gathered",
    "get",
    "hand_over",
    "history",
    "make",
    "name_of",
    "note_step",
    "preview",
    "receivers",
    "withdraw",
    "without_receipt",
]  # fmt: skip

_CLEARTEXT = N_(
    "The bundle is not encrypted: whoever finds the stick can read it. Encrypt it when it leaves "
    "by e-mail or through other hands."
)
_NO_KEY = N_(
    "No trusted key of {unit} is known here, so the bundle cannot be encrypted for it. Take in "
    "its key first, or send without encrypting."
)


class NoReceiverError(PapiDeskError):
    """A bundle for nobody."""

    message = N_(
        "It is not known who this bundle is for. Enter the superior in the office’s data, or say "
        "the code of the unit."
    )


class BadReceiverError(PapiDeskError):
    """A code of a unit that cannot be one."""

    message = N_(
        "“{unit}” is no code of a unit: use 1 to 35 of the signs 0-9, A-Z, a-z, full stop and "
        "hyphen."
    )


class NotSentThisWayError(PapiDeskError):
    """A kind of bundle that is made where it is decided on, not ordered."""

    message = N_(
        "A bundle of this kind is not sent on its own: receipts are made among what was received, "
        "decisions on the board of reports."
    )


class SendPreview(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What an order would send: records by kind, size, files, and what to know before.

    ``bytes`` is what all files come to, about. ``left_out`` are contents the receiver has already,
    ``attachments`` those that go with it.
    """

    to: tuple[str, ...]
    names: tuple[str, ...]
    counts: dict[RecordKind, int]
    bytes: int
    parts: int
    attachments: int = 0
    left_out: int = 0
    documents: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()


def preview(store: Store, order: Order, *, today: datetime.date) -> SendPreview:
    """Return what ``order`` would send; nothing is written.

    Raises :class:`NoReceiverError`, BadPeriodError, UnknownDutyError, UnknownDocumentError. An
    order with nothing to send has no counts and a warning.
    """
    parcel = gathered(store, order, today=today, keep=False)
    pieces = packing.pieces(parcel, order.profile)
    warnings = [*parcel.warnings, *_warnings(store, order, parcel, pieces)]
    return SendPreview(
        to=parcel.to,
        names=tuple(name_of(store, unit) for unit in parcel.to),
        counts=parcel.counts,
        bytes=sum(size_of(piece) for piece in pieces),
        parts=len(pieces),
        attachments=sum(blob.present for blob in parcel.blobs),
        left_out=sum(not blob.present for blob in parcel.blobs),
        documents=parcel.documents,
        warnings=tuple(warnings),
    )


def make(
    store: Store,
    order: Order,
    *,
    who: str,
    password: str = "",
    today: datetime.date | None = None,
    now: datetime.datetime | None = None,
    files: Files | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> list[SentBundle]:
    """Make the bundle an order asks for, in the outbox, and return it (several when it is split).

    It has not left yet: :func:`export` writes it where a person wants it. Raises as
    :func:`preview` and :func:`papidesk.workflow.packing.pack` do.
    """
    moment = now or datetime.datetime.now(datetime.UTC)
    day = today or moment.astimezone().date()
    with store.unit_of_work():
        tidy(store, now=now)
        parcel = gathered(store, order, today=day)
    return packing.pack(
        store,
        parcel,
        who=who,
        password=password,
        encrypt=order.encrypt,
        profile=order.profile,
        note=order.note,
        now=now,
        files=files,
        progress=progress,
        cancelled=cancelled,
    )


def gathered(store: Store, order: Order, *, today: datetime.date, keep: bool = True) -> Parcel:
    """Return what an order puts into a bundle, as one look at the database finds it.

    With ``keep`` the versions of what is told are kept (inside the caller's unit of work).
    """
    to = receivers(store, order, today=today)
    return _gatherer(order.kind)(store, order, to, today, keep)


def receivers(store: Store, order: Order, *, today: datetime.date) -> tuple[str, ...]:
    """Return the codes of the units an order goes to; raises :class:`NoReceiverError`."""
    if order.kind == "office":
        return (own_records.own_code(store),)
    for unit in order.to:
        if not is_unit_code(unit):
            raise BadReceiverError(unit=unit[:60])
    if order.to:
        return tuple(dict.fromkeys(order.to))
    above = superior(store, today=today) if order.kind in ("report", "plan") else ""
    if not above:
        raise NoReceiverError
    return (above,)


def superior(store: Store, *, today: datetime.date) -> str:
    """Return the code of who is above: of the superior's trusted key, else by the office's data."""
    from papidesk.workflow import trust

    key = trust.superior(store)
    return key.unit if key else superior_code(offices.current(store), today)


Gatherer = Callable[[Store, Order, tuple[str, ...], datetime.date, bool], Parcel]


def _gatherer(kind: BundleKind) -> Gatherer:
    # Each is needed seldom and brings much with it.
    from papidesk.workflow import sending_down, sending_office, sending_report

    found: dict[str, Gatherer] = {
        "report": sending_report.gather,
        "plan": sending_down.gather_plan,
        "directive": sending_down.gather_directive,
        "keyset": sending_down.gather_keyset,
        "office": sending_office.gather,
    }
    if kind not in found:
        raise NotSentThisWayError
    return found[kind]


def _warnings(store: Store, order: Order, parcel: Parcel, pieces: list[Parcel]) -> list[Warned]:
    from papidesk.bundles.limits import LIMITS
    from papidesk.workflow import trust

    found = []
    if not parcel.records:
        found.append(Warned(message=NothingToSendError.message))
    if order.encrypt:
        found += [
            Warned(message=_NO_KEY, values={"unit": name_of(store, unit)})
            for unit in parcel.to
            if not any(key.unit == unit and key.state == "trusted" for key in trust.every(store))
        ]
    elif order.profile == "email":
        found.append(Warned(message=_CLEARTEXT))
    if order.profile == "email":
        large = sum(size_of(piece) > LIMITS.email for piece in pieces)
        if large:
            limit = LIMITS.email >> 20
            found.append(Warned(message=_LARGE, values={"count": large, "limit": limit}))
    return found


_LARGE = N_(
    "{count} of the files are larger than {limit} MiB, because one attachment or the data alone "
    "is: hand them over on a stick, or leave the evidence out."
)
