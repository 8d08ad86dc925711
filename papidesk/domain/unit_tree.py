"""The units below an office as a tree over time: codes, parents, names, mergers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from papidesk.domain.office import LevelName
from papidesk.domain.record import Record, Validity, replace
from papidesk.errors import N_, PapiDeskError, Term

NAME_LIMIT = 200
CODE_LIMIT = 35
_CODE = re.compile(rf"[0-9A-Za-z.-]{{1,{CODE_LIMIT}}}")
# No chain of mergers or parents is longer; damaged data must not turn in circles.
_DEEPEST = 64


class UnitError(PapiDeskError):
    """A unit that cannot be as it was given."""


class UnitCodeError(UnitError):
    """A code with other signs than codes have."""

    message = N_(
        "“{code}” is not a unit’s code: use letters without dấu, digits, full stops and hyphens, "
        "at most {limit} characters."
    )


class UnitNameError(UnitError):
    """An empty or endless name."""

    message = N_("A unit needs a name of 1 to {limit} characters, for example “xã An Hòa”.")


class UnitTakenError(UnitError):
    """A code that another unit has."""

    message = N_("The code “{code}” belongs to “{name}” already. Choose another code.")


class UnknownUnitError(UnitError):
    """A code or name no unit has."""

    message = N_("There is no unit “{code}” among the units below. Look it up in their list.")


class UnitParentError(UnitError):
    """A parent that is not there, or that is below the unit itself."""

    message = N_(
        "“{parent}” cannot stand above “{name}”: it is not in the list, or is below it itself. "
        "Choose another unit."
    )


class UnitDaysError(UnitError):
    """A day before the unit began, or after it ended."""

    message = N_(
        "The day {day} does not fit “{name}”: it was there from {since} to {until}. Correct the "
        "day."
    )


class MergerError(UnitError):
    """A merger of a unit into itself, or of one that was merged already."""

    message = N_("“{name}” cannot be merged into “{into}”: {why}.")

    MERGED = N_("it was merged already, take that back first")
    NONE = N_("choose the units that were merged")
    CIRCLE = N_("that one was merged into it before")


class UnitForm(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a unit was called, and below whom it stood, for a time; ``basis`` made it so."""

    name: str
    parent: str = ""
    validity: Validity = Validity()
    basis: str = ""


class BelowUnit(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One unit below the office.

    ``code`` is what its bundles say; ``aliases`` are codes it said before. ``parent`` is the code
    of the unit next above, "" for the office itself. ``validity`` and ``basis`` are those of the
    present form, ``former`` the forms before it, oldest first. A unit that was merged has the
    code it went into in ``successor``, the day that began in ``merged_on`` and why in
    ``merged_by``. ``body`` stands before the name in addresses ("Ủy ban nhân dân").
    """

    code: str
    name: str
    level: LevelName = "commune"
    parent: str = ""
    body: str = "Ủy ban nhân dân"
    aliases: tuple[str, ...] = ()
    validity: Validity = Validity()
    basis: str = ""
    former: tuple[UnitForm, ...] = ()
    successor: str = ""
    merged_on: datetime.date | None = None
    merged_by: str = ""
    contact: str = ""
    note: str = ""
    order: int = 0

    @property
    def full_name(self) -> str:
        """The name letters are addressed to: "Ủy ban nhân dân xã An Hòa"."""
        return f"{self.body} {self.name}" if self.body else self.name

    @property
    def since(self) -> datetime.date | None:
        """The day it began under its first name; None where it always was."""
        return self.former[0].validity.since if self.former else self.validity.since

    def form(self, on: datetime.date) -> UnitForm:
        """Return what it was called on a day; before its first form that one, after it the last."""
        now = UnitForm(
            name=self.name, parent=self.parent, validity=self.validity, basis=self.basis
        )  # fmt: skip
        if not self.former:
            return now
        found = [each for each in (*self.former, now) if each.validity.covers(on)]
        if found:
            return found[-1]
        first = self.former[0] if self.former else now
        return first if first.validity.since and on < first.validity.since else now

    def there(self, on: datetime.date) -> bool:
        """Tell whether it exists on a day: begun, not ended, not merged into another."""
        since, until = self.since, self.validity.until
        if self.merged_on is not None and on >= self.merged_on:
            return False
        return (since is None or since <= on) and (until is None or on <= until)


class UnitTree(Record, frozen=True, kw_only=True):
    """The units below as they stand on a day; ``units`` are all there ever were, by their code."""

    on: datetime.date
    units: dict[str, BelowUnit]

    def find(self, code: str) -> BelowUnit | None:
        """Return the unit a bundle or a person means by ``code``: its code, or one of before."""
        found = self.units.get(code)
        if found is not None:
            return found
        return next((one for one in self.units.values() if code in one.aliases), None)

    def there(self) -> list[BelowUnit]:
        """Return the units that exist on the day, in their order."""
        return [one for one in self.every() if one.there(self.on)]

    def every(self) -> list[BelowUnit]:
        """Return all units there ever were, in their order."""
        return sorted(self.units.values(), key=lambda one: (one.order or 10**9, one.code))

    def name(self, code: str, on: datetime.date | None = None) -> str:
        """Return what the unit ``code`` is called on a day (the tree's own without one)."""
        found = self.find(code)
        return found.form(on or self.on).name if found else code

    def parent(self, code: str) -> str:
        """Return the code of the unit next above on the tree's day; "" for the office itself."""
        found = self.find(code)
        return found.form(self.on).parent if found else ""

    def children(self, code: str = "") -> list[BelowUnit]:
        """Return the units next below ``code`` that exist on the day; "" is the office."""
        return [one for one in self.there() if one.form(self.on).parent == code]

    def below(self, code: str = "") -> list[BelowUnit]:
        """Return all units below ``code`` that exist on the day, each before those below it."""
        found: dict[str, BelowUnit] = {}
        by_parent: dict[str, list[BelowUnit]] = {}
        for one in self.there():
            by_parent.setdefault(one.form(self.on).parent, []).append(one)
        waiting = list(reversed(by_parent.get(code, [])))
        while waiting:
            one = waiting.pop()
            if one.code not in found:
                found[one.code] = one
                waiting += reversed(by_parent.get(one.code, []))
        return list(found.values())

    def reporting(self) -> list[BelowUnit]:
        """Return the units that report: those with no unit below them on the day."""
        above = {one.form(self.on).parent for one in self.there()}
        return [one for one in self.there() if one.code not in above]

    def now_called(self, code: str, on: datetime.date | None = None) -> str:
        """Return the code of the unit that ``code`` is part of on a day, itself if not merged.

        A code nobody knows is returned as it is.
        """
        day = on or self.on
        found = self.find(code)
        for _ in range(_DEEPEST):
            if found is None or found.merged_on is None or day < found.merged_on:
                break
            found = self.find(found.successor) or found
        return found.code if found else code

    def sources(self, code: str, on: datetime.date | None = None) -> list[str]:
        """Return the codes the unit ``code`` is made of on a day: itself, then what it took in."""
        day = on or self.on
        own = self.find(code)
        base = own.code if own else code
        merged = [one.code for one in self.every() if one.merged_on is not None]
        return [base, *(one for one in merged if one != base and self.now_called(one, day) == base)]

    def chain(self, code: str) -> Iterator[BelowUnit]:
        """Yield the units above ``code`` on the day, the nearest first."""
        seen: set[str] = set()
        above = self.parent(code)
        while above and above not in seen:
            seen.add(above)
            found = self.find(above)
            if found is None:
                return
            yield found
            above = found.form(self.on).parent


def owners(units: Iterable[BelowUnit]) -> dict[str, str]:
    """Return the unit every code and code of before belongs to."""
    return {code: one.code for one in units for code in (*one.aliases, one.code)}


def check(unit: BelowUnit, others: dict[str, BelowUnit], taken: dict[str, str]) -> None:
    """Refuse a unit that cannot be; ``others`` are all units by code, ``taken`` their codes."""
    if not _CODE.fullmatch(unit.code):
        raise UnitCodeError(code=unit.code[:60], limit=CODE_LIMIT)
    if not unit.name.strip() or len(unit.name) > NAME_LIMIT:
        raise UnitNameError(limit=NAME_LIMIT)
    for code in (unit.code, *unit.aliases):
        if taken.get(code, unit.code) != unit.code:
            raise UnitTakenError(code=code, name=others[taken[code]].name)
    if unit.parent:
        _check_parent(unit, others)


def _check_parent(unit: BelowUnit, others: dict[str, BelowUnit]) -> None:
    above = unit.parent
    for _ in range(_DEEPEST):
        if above == unit.code or above not in others:
            raise UnitParentError(parent=unit.parent[:60], name=unit.name)
        above = others[above].parent
        if not above:
            return
    raise UnitParentError(parent=unit.parent[:60], name=unit.name)


def renamed(unit: BelowUnit, name: str, *, day: datetime.date, basis: str = "") -> BelowUnit:
    """Return ``unit`` as it is called ``name`` from ``day`` on; raises :class:`UnitDaysError`."""
    return _next_form(unit, name=name, parent=unit.parent, day=day, basis=basis)


def moved(unit: BelowUnit, parent: str, *, day: datetime.date, basis: str = "") -> BelowUnit:
    """Return ``unit`` as it stands below ``parent`` from ``day`` on."""
    return _next_form(unit, name=unit.name, parent=parent, day=day, basis=basis)


def ended(unit: BelowUnit, *, day: datetime.date, basis: str = "") -> BelowUnit:
    """Return ``unit`` with ``day`` as its last; ``basis`` goes into its note."""
    _check_day(unit, day)
    note = "; ".join(filter(None, (unit.note, basis)))
    return replace(unit, validity=Validity(since=unit.validity.since, until=day), note=note)


def _next_form(
    unit: BelowUnit, *, name: str, parent: str, day: datetime.date, basis: str
) -> BelowUnit:
    _check_day(unit, day)
    name = " ".join(name.split())
    before = day - datetime.timedelta(days=1)
    ended = UnitForm(
        name=unit.name, parent=unit.parent, basis=unit.basis,
        validity=Validity(since=unit.validity.since, until=before),
    )  # fmt: skip
    return replace(
        unit, name=name, parent=parent, basis=basis, former=(*unit.former, ended),
        validity=Validity(since=day, until=unit.validity.until),
    )  # fmt: skip


def merged(
    units: Iterable[BelowUnit],
    into: BelowUnit,
    tree: UnitTree,
    *,
    day: datetime.date,
    basis: str = "",
) -> list[BelowUnit]:
    """Return ``units`` as they went into ``into`` on ``day``; ``into`` itself may be among them.

    Raises :class:`MergerError`, :class:`UnitDaysError`.
    """
    found = []
    for unit in units:
        if unit.code == into.code:
            continue
        if unit.successor:
            raise MergerError(name=unit.name, into=into.name, why=Term(MergerError.MERGED))
        if tree.now_called(into.code, datetime.date.max) == unit.code:
            raise MergerError(name=unit.name, into=into.name, why=Term(MergerError.CIRCLE))
        _check_day(unit, day)
        found.append(replace(unit, successor=into.code, merged_on=day, merged_by=basis))
    if not found:
        raise MergerError(name=into.name, into=into.name, why=Term(MergerError.NONE))
    if into.merged_on is not None and into.merged_on <= day:
        raise MergerError(name=into.name, into=into.name, why=Term(MergerError.MERGED))
    return found


def _check_day(unit: BelowUnit, day: datetime.date) -> None:
    since, until = unit.validity.since, unit.validity.until
    if (since is not None and day <= since) or (until is not None and day > until):
        raise UnitDaysError(
            day=f"{day:%d/%m/%Y}",
            name=unit.name,
            since=f"{since:%d/%m/%Y}" if since else "…",
            until=f"{until:%d/%m/%Y}" if until else "…",
        )
