"""Numbers another PC of the office gave to papers: entered in the register here, too."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.document import Document
from papidesk.domain.issuing import parse_number
from papidesk.domain.kinds import kind as kind_of
from papidesk.domain.office import series_for
from papidesk.domain.record import from_json, to_json
from papidesk.domain.register_book import copy_holder
from papidesk.domain.wording import lowered
from papidesk.storage import audit, documents, offices, registers
from papidesk.storage.registers import NumberTakenError, RegisterEntry
from papidesk.storage.schema import REGISTER_OUTGOING
from papidesk.storage.store import Store
from papidesk.workflow.taking import Journal, PutBack

REGISTER = "register"
# Printed in the register: Vietnamese.
_GIVEN_ELSEWHERE = "Số do máy khác của cơ quan cấp"


def enter(
    store: Store, document_id: str, journal: Journal, *, who: str, now: datetime | None = None
) -> RegisterEntry | None:
    """Enter an issued paper the register does not have, and return the line; None where it has.

    A number that was given here as well is not entered: the audit log says so, and the list of
    papers shows both.
    """
    document = documents.get(store, document_id)
    day = document.date.date
    if not document.frozen or not document.number or day is None:
        return None
    if registers.of_document(store, document_id) is not None:
        return None
    entry = _entry(store, document)
    known = registers.find(store, entry.series, entry.year, entry.number)
    if known is not None or registers.with_symbol(store, entry.year, entry.symbol, entry.number):
        audit.add(
            store, "register.twice", who=who, subject=document_id,
            detail=f"{document.number}/{document.symbol}", now=now,
        )  # fmt: skip
        return None
    try:
        entered = registers.enter(store, entry, who=who, now=now)
    except NumberTakenError:
        return None
    journal.note(REGISTER, entered.id, None, to_json(entered).decode())
    return entered


def _entry(store: Store, document: Document) -> RegisterEntry:
    day = document.date.date
    assert day is not None and document.number is not None
    known = kind_of(document.kind) if document.kind else None
    title = f"{known.title} {lowered(document.abstract)}".strip() if known else document.abstract
    return RegisterEntry(
        series=series_for(offices.own(store), document.kind, day).id,
        year=day.year,
        date=day.isoformat(),
        number=parse_number(document.number),
        symbol=document.symbol,
        kind=document.kind,
        abstract=title,
        signer=document.signature.name,
        recipients="; ".join(document.recipients),
        copy_holder=copy_holder(document.recipients),
        copies=document.filing.copies or 1,
        gap_reason=_GIVEN_ELSEWHERE,
        document_id=document.id,
    )


def _line(store: Store, id: str) -> str | None:
    try:
        return to_json(registers.get(store, id)).decode()
    except registers.UnknownEntryError:
        return None


def _put(store: Store, id: str, before: str | None) -> None:
    store.write("DELETE FROM register_outgoing WHERE id = ?", (id,))
    if before is not None:
        entry = from_json(RegisterEntry, before)
        values = {name: getattr(entry, name) for name in RegisterEntry.__struct_fields__}
        store.insert(REGISTER_OUTGOING, values | {"folded": registers.folded(entry)})


PUT_BACK: dict[str, PutBack] = {REGISTER: PutBack(_line, _put)}
