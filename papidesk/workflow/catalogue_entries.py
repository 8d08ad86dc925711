"""Entries of the catalogues: ours and the office's own as one list, kept as versions."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from papidesk.domain import catalogue_checks as checks
from papidesk.domain import default_catalogue as ours_of
from papidesk.domain.cleaning import cleaned
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.holidays import OwnDay
from papidesk.domain.papi import Break, Dimension, Province, YearScores
from papidesk.domain.papi_checks import (
    check_break,
    check_dimension,
    check_own_day,
    check_province,
    check_scores,
)
from papidesk.domain.record import BadRecordError, Record, Validity, from_json, replace
from papidesk.domain.report_duty import ReportDuty
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import catalogue, catalogue_use, catalogue_versions
from papidesk.storage.store import Store

COUNTERS, CHANNELS, DUTIES = "counters", "channels", "report-duties"
DIMENSIONS, BREAKS, SCORES, HOLIDAYS = "dimensions", "papi-breaks", "papi-scores", "holidays"
PROVINCES = "provinces"


class UnknownKindError(PapiDeskError):
    """A catalogue nobody knows."""

    message = N_("There is no catalogue “{kind}”. The catalogues are: {known}.")


class UnknownEntryError(PapiDeskError):
    """A code no entry of a catalogue has."""

    message = N_("There is no “{code}” in the catalogue “{kind}”. Look it up in its list.")


class NotOursError(PapiDeskError):
    """Ours is asked for where an entry is the office's own alone."""

    message = N_(
        "“{code}” is an entry of the office itself: the program has none of its own to go back to. "
        "Choose an earlier version instead."
    )


class CodeTakenError(PapiDeskError):
    """A new entry with the code of another."""

    message = N_("The code “{code}” is taken by “{name}”. Choose another code.")


class CatalogueVersion(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A version of an entry; ``record`` is None where it was removed or is ``damaged``."""

    kind: str
    code: str
    version: int
    record: Any = None
    damaged: bool = False
    saved_at: str = ""
    saved_by: str = ""


# All entries of a catalogue by its name, as they are or as they are to be.
Known = Callable[[str], Sequence[Any]]


class Kind(NamedTuple):
    """One catalogue: its records, how they are told apart, ours, and what is refused."""

    name: str  # a message id
    record: type[Any]
    code: Callable[[Any], str]
    title: Callable[[Any], str]
    ours: Callable[[], tuple[Any, ...]]
    check: Callable[[Known, Any], None]
    last_use: Callable[[Store, str], datetime.date | None]


def _never(store: Store, code: str) -> None:
    del store, code


def _check_counter(known: Known, counter: Counter) -> None:
    from papidesk.workflow import register_figures

    checks.check_counter(counter, {one.code: one for one in known(COUNTERS)})
    taken = register_figures.counters().get(counter.code)
    if taken is not None:
        raise CodeTakenError(code=taken.code, name=taken.name)


def _check_duty(known: Known, duty: ReportDuty) -> None:
    from papidesk.workflow import register_figures

    codes = {one.code for one in known(COUNTERS)}
    checks.check_duty(duty, codes.union(register_figures.counters()))


KINDS: Mapping[str, Kind] = {
    COUNTERS: Kind(
        N_("Counters"), Counter, lambda r: r.code, lambda r: r.name, ours_of.counters,
        _check_counter, catalogue_use.counter,
    ),
    CHANNELS: Kind(
        N_("Channels"), Channel, lambda r: r.code, lambda r: r.name, ours_of.channels,
        lambda _, record: checks.check_channel(record), catalogue_use.channel,
    ),
    DUTIES: Kind(
        N_("Report duties"), ReportDuty, lambda r: r.code, lambda r: r.name,
        ours_of.report_duties, _check_duty, catalogue_use.duty,
    ),
    DIMENSIONS: Kind(
        N_("PAPI dimensions"), Dimension, lambda r: r.code, lambda r: r.name,
        ours_of.dimensions, lambda _, record: check_dimension(record, ours_of.dimensions()), _never,
    ),
    BREAKS: Kind(
        N_("Breaks of the PAPI series"), Break, lambda r: str(r.year), lambda r: r.why,
        ours_of.breaks, lambda _, record: check_break(record), _never,
    ),
    SCORES: Kind(
        N_("PAPI scores"), YearScores, lambda r: f"{r.year}:{r.province}",
        lambda r: f"{r.province or 'Cả nước'} {r.year}", ours_of.year_scores,
        lambda known, record: check_scores(record, known(DIMENSIONS)), _never,
    ),
    PROVINCES: Kind(
        N_("Provinces"), Province, lambda r: r.name, lambda r: r.name, ours_of.provinces,
        lambda known, record: check_province(record, known(PROVINCES)), _never,
    ),
    HOLIDAYS: Kind(
        N_("Holidays"), OwnDay, lambda r: f"{r.day:%Y-%m-%d}", lambda r: r.name,
        tuple, lambda _, record: check_own_day(record), _never,
    ),
}  # fmt: skip


def kind(name: str) -> Kind:
    """Return the catalogue called ``name``; raises :class:`UnknownKindError`."""
    if name not in KINDS:
        raise UnknownKindError(kind=name[:60], known=", ".join(KINDS))
    return KINDS[name]


def kind_of(record: Record) -> str:
    """Return the name of the catalogue ``record`` belongs to."""
    for name, one in KINDS.items():
        if isinstance(record, one.record):
            return name
    raise UnknownKindError(kind=type(record).__name__, known=", ".join(KINDS))


def code_of(record: Record) -> str:
    """Return what tells ``record`` from the others of its catalogue."""
    return kind(kind_of(record)).code(record)


def ours(name: str) -> dict[str, Any]:
    """Return the program's own entries of a catalogue by code."""
    of = kind(name)
    return {of.code(record): record for record in of.ours()}


def entries(store: Store | None, name: str) -> list[Any]:
    """Return all entries of a catalogue: ours, in place of them what the office made of them.

    In the order of ``order`` where records have one; what a bad disk damaged is as ours again
    (verify tells of it).
    """
    of = kind(name)
    found = ours(name)
    for record in [] if store is None else _kept(store, name, of.record):
        found[of.code(record)] = replace(record, own=True)
    if not hasattr(of.record, "order"):
        return list(found.values())
    # What has no place stands last; a stable sort keeps the rest as it was.
    return sorted(found.values(), key=lambda record: record.order or 10**9)


def _kept(store: Store, name: str, record: type[Record]) -> list[Any]:
    try:
        return list(catalogue.every(store, name, record))
    except (catalogue.DamagedEntryError, BadRecordError):
        return _whole(store, name, record)


def _whole(store: Store, name: str, record: type[Record]) -> list[Any]:
    """Return the entries that are not damaged, one by one."""
    found: list[Any] = []
    for id in catalogue.ids(store, name):
        try:
            kept = catalogue.get(store, name, id, record)
        except (catalogue.DamagedEntryError, BadRecordError):
            continue
        found += [kept] if kept is not None else []
    return found


def find(store: Store | None, name: str, code: str) -> Any:
    """Return the entry ``code``, None when there is none."""
    of = kind(name)
    return next((one for one in entries(store, name) if of.code(one) == code), None)


def last_use(store: Store, name: str, code: str) -> datetime.date | None:
    """Return the last day an entry is used on by the log, tasks or reports; None when never."""
    return kind(name).last_use(store, code)


def put(store: Store, record: Any, *, who: str, new: bool = False) -> Any:
    """Keep an entry of the office, in place of ours where the code is the same, and return it.

    ``new`` refuses a code that is taken. Raises what the check of its catalogue raises
    (:class:`~papidesk.domain.catalogue_checks.CatalogueEntryError`), :class:`CodeTakenError`.
    """
    name = kind_of(record)
    of = kind(name)
    record = cleaned(record)
    code = of.code(record)
    known = find(store, name, code)
    if new and known is not None:
        raise CodeTakenError(code=code, name=of.title(known))
    of.check(lambda other: entries(store, other), record)
    check_change(store, known, record)
    if getattr(record, "order", 1) == 0:
        last = max((one.order for one in entries(store, name)), default=0)
        record = replace(record, order=last + 10)
    if ours(name).get(code) == replace(record, own=False):
        _store(store, name, code, None, who=who)  # what says no more than ours follows ours
    else:
        _store(store, name, code, replace(record, own=True), who=who)
    return find(store, name, code)


def _store(store: Store, name: str, code: str, record: Record | None, *, who: str) -> None:
    """Keep an entry of the office, or none, and what follows from it, together."""
    with store.joined():
        if record is None:
            catalogue.remove(store, name, code, who=who)
        else:
            catalogue.put(store, name, code, record, who=who)
        let_follow(store, name)


def check(store: Store, record: Any) -> None:
    """Refuse what :func:`put` would refuse; nothing is kept."""
    of = kind(kind_of(record))
    of.check(lambda other: entries(store, other), cleaned(record))
    check_change(store, find(store, kind_of(record), of.code(record)), record)


def check_change(store: Store, before: Any, record: Any) -> None:
    """Refuse what would take a counter from entries of the log or from ratios made of it."""
    if isinstance(record, Counter) and before is not None:
        used = catalogue_use.counter(store, record.code) is not None
        checks.check_change(before, record, entries(store, COUNTERS), used=used)


def put_for(store: Store, before: Any, record: Any, *, who: str) -> Any:
    """Keep ``record`` in place of ``before``, though its code is another (a day that was moved).

    Raises what :func:`put` raises, :class:`CodeTakenError` too.
    """
    name = kind_of(record)
    with store.joined():
        kept = put(store, record, who=who, new=code_of(before) != code_of(record))
        if code_of(before) != code_of(record):
            _store(store, name, code_of(before), None, who=who)
    return kept


def swap(store: Store, one: Any, other: Any, *, who: str) -> None:
    """Let two entries of a catalogue change places."""
    with store.joined():
        put(store, replace(one, order=other.order), who=who)
        put(store, replace(other, order=one.order), who=who)


def restore_ours(store: Store, name: str, code: str, *, who: str) -> Any:
    """Give up what the office made of our entry ``code`` and return ours.

    Raises :class:`NotOursError` for an entry the office made alone.
    """
    known = ours(name).get(code)
    if known is None:
        raise NotOursError(code=code)
    _store(store, name, code, None, who=who)
    return known


def remove(store: Store, name: str, code: str, *, who: str, today: datetime.date) -> Any:
    """Take an entry away and return it as it is afterwards: None when it is gone.

    What entries, targets or reports use, and what is ours, is ended the day before ``today`` (or
    on the last day it was used) and stays in old figures. Entries without a validity go back to
    ours. Raises :class:`UnknownEntryError`.
    """
    of = kind(name)
    known = find(store, name, code)
    if known is None:
        raise UnknownEntryError(code=code[:60], kind=name)
    dated = hasattr(known, "validity")
    used = of.last_use(store, code)
    if not dated or (used is None and code not in ours(name) and not _leaned_on(store, name, code)):
        _store(store, name, code, None, who=who)
        return find(store, name, code)
    since = known.validity.since
    until = max(filter(None, (today - datetime.timedelta(days=1), used, since)))
    ended = replace(known, validity=Validity(since=since, until=until))
    _store(store, name, code, replace(ended, own=True), who=who)
    return find(store, name, code)


def _leaned_on(store: Store, name: str, code: str) -> bool:
    """Tell whether other entries name ``code``."""
    if name == COUNTERS:
        others = [
            {one.numerator, one.denominator, *one.people_of} for one in entries(store, COUNTERS)
        ]
        others += [set(duty.counters) for duty in entries(store, DUTIES)]
    elif name == CHANNELS:
        others = [set(one.channels) for one in entries(store, COUNTERS)]
    else:
        return False
    return any(code in codes for codes in others)


def put_back(store: Store, name: str, code: str, before: Record | None, *, who: str) -> None:
    """Make an entry what it was ``before`` a change; None or one of ours gives up the office's."""
    own = before is not None and getattr(before, "own", True)
    _store(store, name, code, before if own else None, who=who)


def let_follow(store: Store, name: str) -> None:
    """Write anew what entries of the log bring to counters that follow from others."""
    if name == COUNTERS:
        from papidesk.workflow import log_counters

        log_counters.keep_up(store)


def history(store: Store, name: str, code: str) -> list[CatalogueVersion]:
    """Return what the office kept of an entry, newest first; empty while it is as ours."""
    of = kind(name)
    found = []
    for one in catalogue_versions.every(store, name, code):
        record, damaged = None, one.damaged
        if one.content is not None:
            try:
                record = from_json(of.record, one.content)
            except BadRecordError:
                damaged = True
        found.append(
            CatalogueVersion(
                kind=name, code=code, version=one.version, record=record, damaged=damaged,
                saved_at=one.saved_at, saved_by=one.saved_by,
            )
        )  # fmt: skip
    return found


def go_back(store: Store, version: CatalogueVersion, *, who: str) -> Any:
    """Make an older version the newest and return the entry as it is then."""
    if version.damaged:
        raise catalogue_versions.DamagedEntryVersionError(
            path=store.path, catalogue=version.kind, id=version.code, version=version.version
        )
    put_back(store, version.kind, version.code, version.record, who=who)
    return find(store, version.kind, version.code)


def removed(store: Store, name: str) -> list[CatalogueVersion]:
    """Return the last version with a content of each entry that is gone, to bring it back."""
    here = {kind(name).code(one) for one in entries(store, name)}
    found = []
    for code in catalogue_versions.ids(store, name):
        if code not in here:
            kept = [one for one in history(store, name, code) if one.record is not None]
            found += kept[:1]
    return found
