"""What goes from one PC of an office to another: all its records, deleted ones too."""

from __future__ import annotations

import datetime

from papidesk.domain.packed_records import PackedRecords
from papidesk.domain.parcel import Parcel
from papidesk.domain.send_order import Order
from papidesk.storage.store import Store
from papidesk.workflow import own_records, sent_contents


def gather(
    store: Store, order: Order, to: tuple[str, ...], today: datetime.date, keep: bool
) -> Parcel:
    """Return all that the office's other PC needs to be like this one.

    What was deleted goes as deleted. Contents the other PC has said it holds are left out; with
    evidence "none" papers go and evidence stays.
    """
    parts = PackedRecords()
    for kind in own_records.OWN_KINDS:
        if kind == "evidence" and order.evidence == "none":
            continue
        chosen = None if kind != "evidence" or order.evidence == "all" else order.evidence
        parts.extend(own_records.packed(store, kind, chosen, keep=keep))
    parcel = Parcel(kind="office", to=to, kinds=own_records.OWN_KINDS)
    return sent_contents.filled(store, parcel, parts, keep=keep)
