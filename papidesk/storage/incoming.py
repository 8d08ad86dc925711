"""The register of incoming papers: arrival numbers, corrections, who deals with what by when.

An arrival number is counted within one year from 01 and given once (NĐ 30/2020, Điều 22; Phụ lục
IV). A cancelled number stays in the register and is not given again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from papidesk.domain.ids import new_id
from papidesk.domain.incoming import Incoming, same_key
from papidesk.domain.issuing import number_text
from papidesk.domain.record import from_json, replace, to_json
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.registers import (
    AlreadyCancelledError,
    CancelReasonError,
    NumberGapError,
    NumberTakenError,
    UnknownEntryError,
)
from papidesk.storage.schema import REGISTER_INCOMING
from papidesk.storage.store import Store
from papidesk.text.fold import fold

# What stays as it was entered: a correction never gives a paper another number.
_FIXED = (
    "id", "year", "arrival_number", "gap_reason", "cancelled_at", "cancel_reason", "entered_at",
    "entered_by",
)  # fmt: skip
_LONGEST_DETAIL = 600


class DuplicateError(StorageError):
    """A paper that has the number, symbol and author of one that is in the register already."""

    message = N_(
        "{author} number {code} is in the register already: arrival number {number} of {date}, "
        "“{abstract}”. Open that entry, or say that this is another paper."
    )


class DamagedEntryError(StorageError):
    """An entry that is no longer what was saved."""

    message = N_(
        "Arrival number {number} of {year} is damaged: it is not what was saved. Restore a backup "
        "from before the damage; the other entries can still be opened."
    )


def next_number(store: Store, year: int) -> int:
    """Return the arrival number the next paper gets: 1 on the first of the year."""
    last = store.value("SELECT max(arrival_number) FROM register_incoming WHERE year = ?", (year,))
    return int(last or 0) + 1


def enter(
    store: Store,
    paper: Incoming,
    *,
    allow_duplicate: bool = False,
    who: str = "",
    now: datetime | None = None,
) -> Incoming:
    """Enter a paper and return it with its number.

    ``paper.arrival_number`` 0 takes the next one. Taking the number and entering are one step.
    Raises :class:`~papidesk.storage.registers.NumberTakenError`,
    :class:`~papidesk.storage.registers.NumberGapError` for one that leaves some out without
    ``gap_reason``, and :class:`DuplicateError` unless ``allow_duplicate``.
    """
    with store.joined():
        free = next_number(store, paper.year)
        number = paper.arrival_number or free
        _must_be_free(store, paper, number, free)
        double = duplicate(store, paper)
        if double is not None and not allow_duplicate:
            raise _duplicate_error(store, paper, double)
        paper = replace(
            paper,
            id=new_id(),
            arrival_number=number,
            entered_at=stored_time(now),
            entered_by=who,
            cancelled_at=None,
            cancel_reason="",
        )
        store.insert(REGISTER_INCOMING, _columns(paper))
        detail = f"{number_text(number)}/{paper.year} {paper.author} {paper.code}".strip()
        audit.add(store, "incoming.entered", who=who, subject=paper.id, detail=detail, now=now)
        if double is not None:
            audit.add(
                store, "incoming.duplicate", who=who, subject=paper.id, detail=double.id, now=now
            )
    return paper


def _must_be_free(store: Store, paper: Incoming, number: int, free: int) -> None:
    taken = find(store, paper.year, number)
    if taken is not None:
        raise NumberTakenError(
            path=store.path,
            number=number_text(number),
            year=paper.year,
            abstract=taken.abstract,
            date=f"{taken.arrived_on:%d/%m/%Y}",
            free=number_text(free),
        )
    if number > free and not paper.gap_reason.strip():
        raise NumberGapError(
            path=store.path, number=number_text(number), year=paper.year, free=number_text(free)
        )


def _duplicate_error(store: Store, paper: Incoming, double: Incoming) -> DuplicateError:
    return DuplicateError(
        path=store.path,
        author=paper.author,
        code=paper.code,
        number=number_text(double.arrival_number),
        date=f"{double.arrived_on:%d/%m/%Y}",
        abstract=double.abstract,
    )


def change(
    store: Store,
    paper: Incoming,
    *,
    seen: Incoming | None = None,
    who: str = "",
    now: datetime | None = None,
) -> Incoming:
    """Correct or complete an entry and return it; the audit log says what was and what is.

    Number and year never change, nor who entered it. ``seen`` is the entry as it was when the
    change began: what somebody else changed since in other fields stays. Raises
    :class:`~papidesk.storage.registers.UnknownEntryError`.
    """
    with store.joined():
        before = get(store, paper.id)
        if seen is not None:
            meant = {name: getattr(paper, name) for name in Incoming.__struct_fields__}
            paper = replace(
                before,
                **{name: value for name, value in meant.items() if value != getattr(seen, name)},
            )
        paper = replace(paper, **{name: getattr(before, name) for name in _FIXED})
        changes = _changes(before, paper)
        if not changes:
            return before
        _update(store, paper)
        audit.add(
            store, "incoming.changed", who=who, subject=paper.id,
            detail="; ".join(changes)[:_LONGEST_DETAIL], now=now,
        )  # fmt: skip
    return paper


def _changes(before: Incoming, after: Incoming) -> list[str]:
    found = []
    for name in Incoming.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if name == "opinions":
            if len(new) != len(old) or new != old:
                found.append(f"{name}: {len(old)} → {len(new)}")
        elif old != new:
            found.append(f"{name}: {old or '–'} → {new or '–'}")
    return found


def cancel(
    store: Store, id: str, *, reason: str, who: str = "", now: datetime | None = None
) -> Incoming:
    """Cancel an arrival number: it stays in the register with the reason and is not given again.

    Raises :class:`~papidesk.storage.registers.UnknownEntryError`,
    :class:`~papidesk.storage.registers.AlreadyCancelledError`,
    :class:`~papidesk.storage.registers.CancelReasonError`.
    """
    with store.joined():
        paper = get(store, id)
        number = number_text(paper.arrival_number)
        if paper.cancelled_at is not None:
            raise AlreadyCancelledError(path=store.path, number=number, year=paper.year)
        if not reason.strip():
            raise CancelReasonError(path=store.path, number=number, year=paper.year)
        paper = replace(paper, cancelled_at=stored_time(now), cancel_reason=reason.strip())
        _update(store, paper)
        audit.add(store, "incoming.cancelled", who=who, subject=id, detail=reason, now=now)
    return paper


def get(store: Store, id: str) -> Incoming:
    """Return one entry; raises :class:`~papidesk.storage.registers.UnknownEntryError`.

    Raises :class:`DamagedEntryError` when it is not what was saved.
    """
    found = _first(store, "id = ?", (id,))
    if found is None:
        raise UnknownEntryError(path=store.path, id=id)
    return found


def find(store: Store, year: int, number: int) -> Incoming | None:
    """Return the entry that has a number, cancelled or not; None when it is free."""
    return _first(store, "year = ? AND arrival_number = ?", (year, number))


def duplicate(store: Store, paper: Incoming) -> Incoming | None:
    """Return the latest entry that is the same paper as ``paper``; None when there is none.

    The same are papers of one author with one number and symbol; numbers begin anew each year, so
    two that are dated in different years are not. Cancelled entries do not count.
    """
    key = same_key(paper.author, paper.code)
    if not key:
        return None
    found = store.rows(
        f"SELECT {READ} FROM register_incoming WHERE same_key = ? AND id <> ? "
        "AND cancelled_at IS NULL ORDER BY id DESC",
        (key, paper.id),
    )
    for row in found:
        other = read(store, row)
        if paper.dated is None or other.dated is None or paper.dated.year == other.dated.year:
            return other
    return None


def problems(store: Store) -> Iterable[StorageError]:
    """Yield an error for every entry that is not what was saved."""
    for row in store.rows(f"SELECT {READ} FROM register_incoming ORDER BY year, arrival_number"):
        try:
            paper = read(store, row)
        except DamagedEntryError as error:
            yield error
            continue
        if not _columns_fit(store, paper):
            yield DamagedEntryError(
                path=store.path, number=number_text(paper.arrival_number), year=paper.year
            )


def _columns_fit(store: Store, paper: Incoming) -> bool:
    """Tell whether the list says of an entry what its content says."""
    # The content was read, its hash was right: older rows may spell out what is left out today.
    apart = ("folded", "content", "content_sha256")
    expected = {name: value for name, value in _columns(paper).items() if name not in apart}
    # As bytes: a damaged letter need not be UTF-8 any more.
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in expected)
    found = store.row(f"SELECT {columns} FROM register_incoming WHERE id = ?", (paper.id,))
    wanted = tuple(None if value is None else str(value).encode() for value in expected.values())
    return found == wanted


def refold(store: Store) -> None:
    """Write what the register is searched by anew, when the way of folding has changed."""
    with store.joined():
        for row in store.rows(f"SELECT {READ} FROM register_incoming"):
            try:
                _update(store, read(store, row))
            except DamagedEntryError:
                continue  # the workspace must open all the same; verify tells of it


READ = (
    "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), CAST(arrival_number AS TEXT), "
    "CAST(year AS TEXT)"
)


def read(store: Store, row: tuple[Any, ...]) -> Incoming:
    """Return the entry in a row of :data:`READ`; raises :class:`DamagedEntryError`."""
    content, hashed, number, year = row
    # As bytes: a damaged letter need not be UTF-8 any more.
    if sha256(content).encode() != hashed:
        raise DamagedEntryError(path=store.path, number=number, year=year)
    return from_json(Incoming, content)


def _first(store: Store, where: str, values: tuple[Any, ...]) -> Incoming | None:
    found = store.row(f"SELECT {READ} FROM register_incoming WHERE {where}", values)
    return read(store, found) if found else None


def _update(store: Store, paper: Incoming) -> None:
    values = _columns(paper)
    names = [name for name in values if name not in ("id", "entered_at")]
    store.write(
        f"UPDATE register_incoming SET {', '.join(f'{name} = :{name}' for name in names)} "
        "WHERE id = :id",
        values,
    )


def _columns(paper: Incoming) -> dict[str, Any]:
    written = to_json(paper)
    shown = (
        f"{number_text(paper.arrival_number)} {paper.code}",
        paper.author,
        paper.title,
        paper.assigned_to,
        paper.received_by,
        paper.reply_code,
        paper.signer,
        paper.note,
    )
    return {
        "id": paper.id,
        "year": paper.year,
        "arrival_number": paper.arrival_number,
        "arrived_on": paper.arrived_on.isoformat(),
        "author": paper.author,
        "code": paper.code,
        "dated": _iso(paper.dated),
        "abstract": paper.abstract,
        "assigned_to": paper.assigned_to,
        "deadline": _iso(paper.deadline),
        "done_on": _iso(paper.done_on),
        "progress": paper.progress,
        "cancelled_at": paper.cancelled_at,
        "folded": fold(" ".join(shown)),
        "same_key": same_key(paper.author, paper.code),
        "content": written.decode(),
        "content_sha256": sha256(written),
        "entered_at": paper.entered_at,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
