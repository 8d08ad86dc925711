"""The catalogues as everybody reads them: counters, channels, report duties, PAPI dimensions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TypeVar

from papidesk.domain.counters import Channel, Counter
from papidesk.domain.papi import Dimension
from papidesk.domain.papi_series import in_force
from papidesk.domain.record import Validity
from papidesk.domain.report_duty import ReportDuty
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import catalogue_entries as entries
from papidesk.workflow.catalogue_entries import (
    BREAKS,
    CHANNELS,
    COUNTERS,
    DIMENSIONS,
    DUTIES,
    HOLIDAYS,
    KINDS,
    PROVINCES,
    SCORES,
    CatalogueVersion,
    CodeTakenError,
    NotOursError,
    UnknownEntryError,
    UnknownKindError,
    check,
    code_of,
    go_back,
    history,
    kind_of,
    last_use,
    put,
    put_back,
    put_for,
    remove,
    removed,
    restore_ours,
    swap,
)
from papidesk.workflow.catalogue_files import (
    CatalogueImport,
    ImportLine,
    TakenIn,
    export_file,
    read_file,
    take,
    take_back,
)

__all__ = [
    "BREAKS",
    "CHANNELS",
    "COUNTERS",
    "DIMENSIONS",
    "DUTIES",
    "HOLIDAYS",
    "KINDS",
    "PROVINCES",
    "SCORES",
    "CatalogueImport",
    "CatalogueVersion",
    "CodeTakenError",
    "ImportLine",
    "NotOursError",
    "TakenIn",
    "UnknownChannelError",
    "UnknownCounterError",
    "UnknownDutyError",
    "UnknownEntryError",
    "UnknownKindError",
    "all_dimensions",
    "channels",
    "check",
    "code_of",
    "counter",
    "counters",
    "dimensions",
    "entries",
    "export_file",
    "find_channel",
    "find_counter",
    "go_back",
    "groups",
    "history",
    "kind_of",
    "last_use",
    "put",
    "put_back",
    "put_for",
    "read_file",
    "remove",
    "removed",
    "report_duties",
    "report_duty",
    "restore_ours",
    "swap",
    "take",
    "take_back",
]  # fmt: skip

Named = TypeVar("Named", Counter, Channel)


class UnknownCounterError(PapiDeskError):
    """A code no counter has."""

    message = N_(
        "There is no counter “{code}”. Choose one from the catalogue, or add it in the settings "
        "under Counters."
    )


class UnknownChannelError(PapiDeskError):
    """A code no channel has."""

    message = N_(
        "There is no channel “{code}”. Choose one from the catalogue, or add it in the settings "
        "under Channels."
    )


class UnknownDutyError(PapiDeskError):
    """A code no report duty has."""

    message = N_(
        "There is no report duty “{code}”. Choose one from the catalogue, or add it in the "
        "settings under Report duties."
    )


def counters(store: Store | None, on: datetime.date | None = None) -> list[Counter]:
    """Return the counters in order, ours where ``store`` is None; on a day those that hold then."""
    found: list[Counter] = entries.entries(store, COUNTERS)
    return [one for one in found if on is None or one.validity.covers(on)]


def counter(store: Store | None, code: str) -> Counter:
    """Return the counter ``code``, an ended one too; raises :class:`UnknownCounterError`."""
    found: Counter | None = entries.find(store, COUNTERS, code)
    if found is None:
        raise UnknownCounterError(code=code[:60])
    return found


def find_counter(store: Store | None, text: str, on: datetime.date | None = None) -> Counter | None:
    """Return the one counter ``text`` means: its code, its name, what else it is called.

    With or without dấu; the beginning of a name or word is enough when it is only one counter's.
    """
    return _found(counters(store, on), text)


def channels(store: Store | None, on: datetime.date | None = None) -> list[Channel]:
    """Return the channels in order, ours where ``store`` is None; on a day those that hold then."""
    found: list[Channel] = entries.entries(store, CHANNELS)
    return [one for one in found if on is None or one.validity.covers(on)]


def channel(store: Store | None, code: str) -> Channel:
    """Return the channel ``code``, an ended one too; raises :class:`UnknownChannelError`."""
    found: Channel | None = entries.find(store, CHANNELS, code)
    if found is None:
        raise UnknownChannelError(code=code[:60])
    return found


def find_channel(store: Store | None, text: str, on: datetime.date | None = None) -> Channel | None:
    """Return the one channel ``text`` means, as :func:`find_counter` does."""
    return _found(channels(store, on), text)


def groups(store: Store | None) -> list[str]:
    """Return the groups of the counters, in their order."""
    return list(dict.fromkeys(one.group for one in counters(store) if one.group))


def report_duties(store: Store | None, year: int | None = None) -> list[ReportDuty]:
    """Return the duties to report, of a ``year`` those that hold on any day of it."""
    found: list[ReportDuty] = entries.entries(store, DUTIES)
    return [one for one in found if year is None or holds_in(one.validity, year)]


def holds_in(validity: Validity, year: int) -> bool:
    """Tell whether something holds on any day of ``year``."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    since, until = validity.since, validity.until
    return (since is None or since <= last) and (until is None or first <= until)


def report_duty(store: Store | None, code: str) -> ReportDuty:
    """Return the duty ``code``; raises :class:`UnknownDutyError`."""
    found: ReportDuty | None = entries.find(store, DUTIES, code)
    if found is None:
        raise UnknownDutyError(code=code[:60])
    return found


def all_dimensions(store: Store | None) -> list[Dimension]:
    """Return every dimension and part there ever was, in the office's wording."""
    found: list[Dimension] = entries.entries(store, DIMENSIONS)
    return found


def dimensions(store: Store | None, year: int) -> list[Dimension]:
    """Return the dimensions in force in ``year``, each before its parts, as the office calls them.

    28 parts in 2018, 29 in 2019 and 2020, 28 since 2021.
    """
    return in_force(year, all_dimensions(store))


def _found(every: Sequence[Named], text: str) -> Named | None:
    wanted = _plain(text)
    if not wanted:
        return None
    for names in (_exact, _calls):
        same: list[Named] = [one for one in every if wanted in names(one)]
        if len(same) == 1:
            return same[0]
    begun: list[Named] = [one for one in every if _begins(one, wanted)]
    return begun[0] if len(begun) == 1 else None


def _begins(one: Counter | Channel, wanted: str) -> bool:
    return any(name.startswith(wanted) for name in (*_exact(one), *_calls(one)))


def _exact(one: Counter | Channel) -> set[str]:
    return {_plain(one.code), _plain(one.name)}


def _calls(one: Counter | Channel) -> set[str]:
    return {_plain(word) for word in one.words}


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace(",", " ").split())
