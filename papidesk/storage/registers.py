"""The register of outgoing papers and the numbers it gives out (NĐ 30/2020, Điều 15; Phụ lục IV).

A series is counted within one year from 01; a number is given once. A cancelled number stays in
the register and is not given again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from papidesk.domain.ids import new_id
from papidesk.domain.issuing import number_text
from papidesk.domain.record import Record, replace
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import REGISTER_OUTGOING
from papidesk.storage.store import Store
from papidesk.text.fold import fold


class NumberTakenError(StorageError):
    """A number the register already has."""

    message = N_(
        "Number {number} of {year} is taken: “{abstract}” of {date}. The next free number is "
        "{free}."
    )


class NumberGapError(StorageError):
    """A number that would leave numbers out, without a reason."""

    message = N_(
        "Number {number} leaves out numbers: the next one of {year} is {free}. "
        "Take that one, or give the reason for the gap."
    )


class UnknownEntryError(StorageError):
    """An id no register entry has."""

    message = N_("There is no register entry {id}. Refresh the register.")


class AlreadyCancelledError(StorageError):
    """An entry that was cancelled before."""

    message = N_("Number {number} of {year} has been cancelled already.")


class CancelReasonError(StorageError):
    """A number that should be cancelled without saying why."""

    message = N_("Give the reason for cancelling number {number} of {year}: it stays on record.")


class RegisterRowError(StorageError):
    """The register says something else of a paper than the paper itself."""

    message = N_(
        "The register has number {number} of {year} otherwise than the issued document “{title}” "
        "({paper}). The document itself is whole: restore a backup from before the damage."
    )


class RegisterEntry(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the register of outgoing papers, with the columns of Phụ lục IV.

    1 number, symbol; 2 date (ISO); 3 kind, abstract; 4 signer; 5 recipients; 6 copy_holder (who
    keeps the file copy); 7 copies; 8 sent_on (ISO); 9 received_by; 10 note. ``file_notation``,
    ``file_year`` and ``file_ordinal`` tell the file the paper was put into (Phụ lục VI).
    """

    series: str
    year: int
    date: str
    number: int = 0
    symbol: str = ""
    kind: str = ""
    abstract: str = ""
    signer: str = ""
    recipients: str = ""
    copy_holder: str = ""
    copies: int = 1
    sent_on: str | None = None
    received_by: str = ""
    note: str = ""
    file_notation: str = ""
    file_year: int = 0
    file_ordinal: int = 0
    gap_reason: str = ""
    cancelled_at: str | None = None
    cancel_reason: str = ""
    document_id: str | None = None
    id: str = ""
    entered_at: str = ""
    entered_by: str = ""


_FIELDS = RegisterEntry.__struct_fields__
# What may be filled in after the paper has its number.
_LATER = (
    "recipients", "copy_holder", "copies", "sent_on", "received_by", "note", "file_notation",
    "file_year", "file_ordinal",
)  # fmt: skip
_LONGEST_DETAIL = 600


def columns() -> str:
    """Return the columns an entry is read from, as SQL names them."""
    return ", ".join(_FIELDS)


def folded(entry: RegisterEntry) -> str:
    """Return what an entry is searched by, without case and dấu."""
    shown = (
        f"{number_text(entry.number)}/{entry.symbol}", entry.abstract, entry.signer,
        entry.recipients, entry.copy_holder, entry.received_by, entry.note, entry.file_notation,
    )  # fmt: skip
    return fold(" ".join(shown))


def refold(store: Store) -> None:
    """Write what the register is searched by anew, when the way of folding has changed."""
    with store.joined():
        for row in store.rows(f"SELECT {columns()} FROM register_outgoing"):
            found = from_row(row)
            store.write(
                "UPDATE register_outgoing SET folded = ? WHERE id = ?", (folded(found), found.id)
            )


def next_number(store: Store, series: str, year: int) -> int:
    """Return the number the next paper of ``series`` would get: 1 on the first of the year."""
    last = store.value(
        "SELECT max(number) FROM register_outgoing WHERE series = ? AND year = ?", (series, year)
    )
    return int(last or 0) + 1


def last_entry(
    store: Store, series: str, year: int, *, before: int | None = None
) -> RegisterEntry | None:
    """Return the entry with the highest number, below ``before`` when it is given."""
    limit = before if before is not None else 2**62
    return _first(
        store,
        "series = ? AND year = ? AND number < ? ORDER BY number DESC LIMIT 1",
        (series, year, limit),
    )


def following_entry(store: Store, series: str, year: int, number: int) -> RegisterEntry | None:
    """Return the entry with the lowest number above ``number``; None when there is none."""
    return _first(
        store,
        "series = ? AND year = ? AND number > ? ORDER BY number LIMIT 1",
        (series, year, number),
    )


def enter(
    store: Store, entry: RegisterEntry, *, who: str = "", now: datetime | None = None
) -> RegisterEntry:
    """Enter a paper and return the entry with its number.

    ``entry.number`` 0 takes the next one. Raises :class:`NumberTakenError` for one given before
    and :class:`NumberGapError` for one that leaves some out without ``gap_reason``. Taking the
    number and entering it are one step: two programs never get the same.
    """
    with store.joined():
        free = next_number(store, entry.series, entry.year)
        number = entry.number or free
        taken = find(store, entry.series, entry.year, number)
        if taken is None and (taken := with_symbol(store, entry.year, entry.symbol, number)):
            free = max(free, free_with_symbol(store, entry.year, entry.symbol))
        if taken is not None:
            raise NumberTakenError(
                path=store.path,
                number=number_text(number),
                year=entry.year,
                abstract=taken.abstract,
                date=f"{date.fromisoformat(taken.date):%d/%m/%Y}",
                free=number_text(free),
            )
        if number > free and not entry.gap_reason.strip():
            raise NumberGapError(
                path=store.path,
                number=number_text(number),
                year=entry.year,
                free=number_text(free),
            )
        entry = replace(
            entry, id=new_id(), number=number, entered_at=stored_time(now), entered_by=who
        )
        values = {name: getattr(entry, name) for name in _FIELDS}
        store.insert(REGISTER_OUTGOING, values | {"folded": folded(entry)})
        detail = f"{number_text(number)}/{entry.symbol} {entry.year}"
        subject = entry.document_id or entry.id
        audit.add(store, "register.entered", who=who, subject=subject, detail=detail, now=now)
    return entry


def complete(
    store: Store,
    entry: RegisterEntry,
    *,
    seen: RegisterEntry | None = None,
    who: str = "",
    now: datetime | None = None,
) -> RegisterEntry:
    """Fill in what comes later: recipients, copies, day sent, who received it, note.

    Returns the entry as it is then; number, date and abstract never change. ``seen`` is the entry
    as it was when the change began: what somebody else filled in since stays. Raises
    :class:`UnknownEntryError`.
    """
    with store.joined():
        before = get(store, entry.id)
        values: dict[str, Any] = {
            name: getattr(entry, name)
            for name in _LATER
            if seen is None or getattr(entry, name) != getattr(seen, name)
        }
        changes = [
            f"{name}: {getattr(before, name) or '–'} → {value or '–'}"
            for name, value in values.items()
            if value != getattr(before, name)
        ]
        if not changes:
            return before
        after = replace(before, **values)
        values |= {"id": entry.id, "folded": folded(after)}
        assignments = ", ".join(f"{name} = :{name}" for name in values if name != "id")
        store.write(f"UPDATE register_outgoing SET {assignments} WHERE id = :id", values)
        detail = "; ".join(changes)[:_LONGEST_DETAIL]
        audit.add(store, "register.completed", who=who, subject=entry.id, detail=detail, now=now)
    return after


def cancel(
    store: Store, id: str, *, reason: str, who: str = "", now: datetime | None = None
) -> RegisterEntry:
    """Cancel a number: it stays in the register with the reason and is not given again.

    Raises :class:`UnknownEntryError`, :class:`AlreadyCancelledError`, :class:`CancelReasonError`.
    """
    with store.joined():
        entry = get(store, id)
        number = number_text(entry.number)
        if entry.cancelled_at is not None:
            raise AlreadyCancelledError(path=store.path, number=number, year=entry.year)
        if not reason.strip():
            raise CancelReasonError(path=store.path, number=number, year=entry.year)
        store.write(
            "UPDATE register_outgoing SET cancelled_at = ?, cancel_reason = ? WHERE id = ?",
            (stored_time(now), reason.strip(), id),
        )
        audit.add(store, "register.cancelled", who=who, subject=id, detail=reason, now=now)
        return get(store, id)


def get(store: Store, id: str) -> RegisterEntry:
    """Return one entry; raises :class:`UnknownEntryError`."""
    entry = _first(store, "id = ?", (id,))
    if entry is None:
        raise UnknownEntryError(path=store.path, id=id)
    return entry


def find(store: Store, series: str, year: int, number: int) -> RegisterEntry | None:
    """Return the entry that has a number, cancelled or not; None when it is free."""
    return _first(store, "series = ? AND year = ? AND number = ?", (series, year, number))


def of_document(store: Store, document_id: str) -> RegisterEntry | None:
    """Return the latest entry of a document that is not cancelled; None without one."""
    return _first(
        store,
        "document_id = ? AND cancelled_at IS NULL ORDER BY entered_at DESC, id DESC LIMIT 1",
        (document_id,),
    )


def with_symbol(store: Store, year: int, symbol: str, number: int) -> RegisterEntry | None:
    """Return the entry of any series that has number and symbol in a year; None when free.

    Number and symbol are unique within the year (Phụ lục I, mục II.3), whatever series counts.
    """
    if not symbol:
        return None
    return _first(store, "year = ? AND symbol = ? AND number = ?", (year, symbol, number))


def free_with_symbol(store: Store, year: int, symbol: str) -> int:
    """Return the number above all that papers of ``symbol`` were given in a year."""
    last = store.value(
        "SELECT max(number) FROM register_outgoing WHERE year = ? AND symbol = ?", (year, symbol)
    )
    return int(last or 0) + 1


def entries(store: Store, year: int, series: str | None = None) -> list[RegisterEntry]:
    """Return a year's entries, of one series or of all, by series and number."""
    found = store.rows(
        f"SELECT {columns()} FROM register_outgoing WHERE year = ? "
        "AND (? IS NULL OR series = ?) ORDER BY series, number",
        (year, series, series),
    )
    return [from_row(row) for row in found]


def _first(store: Store, where: str, values: tuple[Any, ...]) -> RegisterEntry | None:
    found = store.row(f"SELECT {columns()} FROM register_outgoing WHERE {where}", values)
    return from_row(found) if found else None


def from_row(row: tuple[Any, ...]) -> RegisterEntry:
    """Return the entry in a row of :func:`columns`."""
    return RegisterEntry(**dict(zip(_FIELDS, row, strict=True)))


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every entry that does not fit the issued document it is about."""
    found = store.rows(
        "SELECT r.number, r.year, d.title, d.number || '/' || d.symbol || ', ' || d.date "
        "FROM register_outgoing r JOIN documents d ON d.id = r.document_id "
        "WHERE r.cancelled_at IS NULL AND d.number IS NOT NULL AND "
        "(CAST(d.number AS INTEGER) <> r.number OR d.symbol <> r.symbol OR d.date <> r.date "
        "OR CAST(substr(r.date, 1, 4) AS INTEGER) <> r.year) ORDER BY r.year, r.number"
    )
    for number, year, title, paper in found:
        yield RegisterRowError(
            path=store.path, number=number_text(number), year=year, title=title, paper=paper
        )


def latest_date(store: Store) -> str | None:
    """Return the latest day any number was given on, as ISO text; None in an empty register."""
    found = store.value("SELECT max(date) FROM register_outgoing")
    return None if found is None else str(found)
