"""Answers to what came in: receipts, and decisions on reports with remarks on their places."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from papidesk.domain.bundle_records import Decision, Receipt
from papidesk.domain.exchange import SentBundle
from papidesk.domain.ids import new_id
from papidesk.domain.life import RemarkNote
from papidesk.domain.parcel import Parcel
from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import own_records, packing, sent_contents


def receipt(
    store: Store,
    unit: str,
    given: Iterable[Receipt],
    *,
    who: str,
    password: str = "",
    encrypt: bool = False,
    now: datetime.datetime | None = None,
) -> SentBundle:
    """Make the bundle of receipts for ``unit`` (one, or of many bundles at once) and return it.

    Raises as :func:`papidesk.workflow.packing.pack` does.
    """
    with store.joined():
        records = tuple(own_records.told_only(store, "receipt", given))
    parcel = Parcel(kind="receipt", to=(unit,), records=records, kinds=("receipt",))
    return packing.pack(store, parcel, who=who, password=password, encrypt=encrypt, now=now)[0]


def decision(
    store: Store,
    unit: str,
    decided: Decision,
    *,
    remarks: Iterable[RemarkNote] = (),
    documents: Iterable[str] = (),
    who: str,
    password: str = "",
    encrypt: bool = False,
    note: str = "",
    now: datetime.datetime | None = None,
) -> SentBundle:
    """Make the bundle that accepts a report of ``unit`` or returns it; return the bundle.

    ``remarks`` are on places of the unit's own document; ``documents`` papers of ours that go with
    it (the letter that returns it). Raises as :func:`papidesk.workflow.packing.pack` does.
    """
    papers = tuple(dict.fromkeys(documents))
    notes = [replace(one, id=one.id or new_id()) for one in remarks]
    with store.joined():
        records = (
            *own_records.told_only(store, "decision", [decided]),
            *own_records.told_only(store, "remark", notes),
            *own_records.told(store, "document", papers),
        )
        parcel = Parcel(
            kind="return",
            to=(unit,),
            records=records,
            blobs=sent_contents.blobs(store, records, (unit,)),
            kinds=("decision", "remark", "document"),
            period=decided.period,
            duty=decided.duty,
            documents=papers,
        )
    return packing.pack(
        store, parcel, who=who, password=password, encrypt=encrypt, note=note, now=now
    )[0]
