"""The units below the office: their tree on a day, and every change of it with day and basis."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Sequence

from papidesk.domain import unit_tree
from papidesk.domain.cleaning import cleaned
from papidesk.domain.record import BadRecordError, Record, Validity, replace
from papidesk.domain.unit_tree import BelowUnit, UnitTree, UnknownUnitError
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import catalogue, catalogue_versions, trusted_keys
from papidesk.storage.store import Store
from papidesk.text.fold import fold

__all__ = [
    "UNITS", "UnitInUseError", "UnitVersion", "codes", "end", "find", "get", "history", "merge",
    "move", "now_called", "put", "put_back", "put_many", "remove", "rename", "take_merger_back",
    "tree",
]  # fmt: skip

UNITS = "units-below"


class UnitInUseError(PapiDeskError):
    """A unit that reported, or that others stand below, about to be removed."""

    message = N_(
        "“{name}” has reported, has units below it or took others in: it stays in the list. Enter "
        "the day it ended instead."
    )


class UnitVersion(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A unit as it was kept once; ``unit`` is None where it was removed or is damaged."""

    version: int
    unit: BelowUnit | None = None
    damaged: bool = False
    saved_at: str = ""
    saved_by: str = ""


def tree(store: Store, on: datetime.date | None = None) -> UnitTree:
    """Return the units below as they stand on a day (today).

    A subordinate whose key is trusted and who is not in the list stands in the tree too, with the
    name its key gives, directly below the office.
    """
    kept = {one.code: one for one in catalogue.every(store, UNITS, BelowUnit)}
    found = UnitTree(on=on or datetime.date.today(), units=kept)
    for key in trusted_keys.every(store, state="trusted"):
        if key.role == "subordinate" and found.find(key.unit) is None:
            kept[key.unit] = BelowUnit(code=key.unit, name=key.name or key.unit)
    return found


def get(store: Store, code: str) -> BelowUnit:
    """Return the unit with this code, one of before too; raises :class:`UnknownUnitError`."""
    found = tree(store).find(code)
    if found is None:
        raise UnknownUnitError(code=code[:60])
    return found


def find(store: Store, text: str, on: datetime.date | None = None) -> BelowUnit:
    """Return the one unit ``text`` means: its code, or a name it has or had, with or without dấu.

    Raises :class:`UnknownUnitError` where there is none or more than one.
    """
    known = tree(store, on)
    by_code = known.find(text)
    if by_code is not None:
        return by_code
    wanted = fold(text).strip()
    now = [one for one in known.there() if wanted in (fold(one.name), fold(one.full_name))]
    then = [
        one
        for one in known.every()
        if wanted in {fold(one.name), *(fold(form.name) for form in one.former)}
    ]
    for found in (now, then):
        if len(found) == 1:
            return found[0]
    raise UnknownUnitError(code=text[:60])


def now_called(store: Store, code: str, day: datetime.date) -> str:
    """Return the code of the unit that ``code`` is part of on ``day``."""
    return tree(store, day).now_called(code)


def codes(store: Store, code: str) -> tuple[str, ...]:
    """Return the code the unit ``code`` is kept under, then those of before; of others ``code``.

    Asked of every bundle: units that are known by their key alone are not looked through.
    """
    unit = None
    with contextlib.suppress(catalogue.DamagedEntryError, BadRecordError):
        unit = catalogue.get(store, UNITS, code, BelowUnit)
    if unit is None:
        every = catalogue.every(store, UNITS, BelowUnit)
        unit = next((one for one in every if code in one.aliases), None)
    return (code,) if unit is None else (unit.code, *unit.aliases)


def put(store: Store, unit: BelowUnit, *, who: str, new: bool = False) -> BelowUnit:
    """Keep a unit and return it; ``new`` refuses a code that is taken.

    Raises a :class:`~papidesk.domain.unit_tree.UnitError` for what cannot be.
    """
    return put_many(store, [unit], who=who, new=new)[0]


def put_many(
    store: Store, units: Iterable[BelowUnit], *, who: str, new: bool = False
) -> list[BelowUnit]:
    """Keep many units together, each checked beside the others, and return them."""
    known = {one.code: one for one in catalogue.every(store, UNITS, BelowUnit)}
    checked = []
    for unit in units:
        one = cleaned(replace(unit, name=" ".join(unit.name.split())))
        before = known.get(one.code)
        if new and before is not None:
            raise unit_tree.UnitTakenError(code=one.code, name=before.name)
        if not one.order:
            last = max((each.order for each in known.values()), default=0)
            one = replace(one, order=before.order if before else last + 10)
        known[one.code] = one
        checked.append(one)
    taken = unit_tree.owners(known.values())
    for one in checked:
        unit_tree.check(one, known, taken)
    with store.joined():
        for one in checked:
            catalogue.put(store, UNITS, one.code, one, who=who)
    return checked


def rename(
    store: Store, code: str, name: str, *, day: datetime.date, basis: str = "", who: str
) -> BelowUnit:
    """Call a unit ``name`` from ``day`` on, by the paper ``basis``; its code stays."""
    return put(store, unit_tree.renamed(get(store, code), name, day=day, basis=basis), who=who)


def move(
    store: Store, code: str, parent: str, *, day: datetime.date, basis: str = "", who: str
) -> BelowUnit:
    """Let a unit stand below ``parent`` ("" for the office) from ``day`` on."""
    return put(store, unit_tree.moved(get(store, code), parent, day=day, basis=basis), who=who)


def merge(
    store: Store,
    codes: Sequence[str],
    into: BelowUnit,
    *,
    day: datetime.date,
    basis: str = "",
    who: str,
) -> BelowUnit:
    """Merge the units ``codes`` into ``into`` on ``day`` and return it as it is kept.

    ``into`` is a new unit, which begins that day, or one of ``codes`` (or another that is there),
    which goes on and is called as ``into`` says from that day on. What the old units reported
    counts for it from then on, and stays under their names in the periods before.
    """
    known = tree(store, day)
    before = known.find(into.code)
    units = [get(store, code) for code in codes]
    with store.joined():
        if before is None:
            begun = replace(into, validity=Validity(since=day), basis=basis)
            kept = put(store, begun, who=who, new=True)
        elif before.name != " ".join(into.name.split()):
            kept = put(store, unit_tree.renamed(before, into.name, day=day, basis=basis), who=who)
        else:
            kept = put(store, before, who=who)
        for one in unit_tree.merged(units, before or kept, known, day=day, basis=basis):
            put(store, one, who=who)
    return kept


def take_merger_back(store: Store, code: str, *, who: str) -> BelowUnit:
    """Let a unit that was merged be one of its own again and return it."""
    unit = get(store, code)
    return put(store, replace(unit, successor="", merged_on=None, merged_by=""), who=who)


def end(store: Store, code: str, *, day: datetime.date, basis: str = "", who: str) -> BelowUnit:
    """Let ``day`` be the last one of a unit that no other takes over; raises UnitDaysError."""
    return put(store, unit_tree.ended(get(store, code), day=day, basis=basis), who=who)


def remove(store: Store, code: str, *, who: str) -> BelowUnit:
    """Take a unit out of the list that never reported and return what it was.

    Raises :class:`UnitInUseError`, :class:`UnknownUnitError`.
    """
    from papidesk.storage import unit_reports  # the window asks for the tree as it starts

    known = tree(store)
    unit = known.find(code)
    if unit is None:
        raise UnknownUnitError(code=code[:60])
    leaned_on = any(unit.code in (one.parent, one.successor) for one in known.units.values())
    if leaned_on or unit_reports.of_unit(store, unit.code):
        raise UnitInUseError(name=unit.name)
    catalogue.remove(store, UNITS, unit.code, who=who)
    return unit


def put_back(store: Store, code: str, before: BelowUnit | None, *, who: str) -> None:
    """Make a unit what it was before a change; None takes it away."""
    if before is None:
        catalogue.remove(store, UNITS, code, who=who)
    else:
        catalogue.put(store, UNITS, code, before, who=who)


def history(store: Store, code: str) -> list[UnitVersion]:
    """Return what was kept of a unit, the newest first."""
    from papidesk.domain.record import BadRecordError, from_json

    found = []
    for one in catalogue_versions.every(store, UNITS, code):
        unit, damaged = None, one.damaged
        if one.content is not None:
            try:
                unit = from_json(BelowUnit, one.content)
            except BadRecordError:
                damaged = True
        found.append(
            UnitVersion(
                version=one.version, unit=unit, damaged=damaged, saved_at=one.saved_at,
                saved_by=one.saved_by,
            )
        )  # fmt: skip
    return found
