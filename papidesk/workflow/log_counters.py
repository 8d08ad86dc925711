"""Counters and channels as the activity log uses them, and derived amounts kept up with them."""

from __future__ import annotations

import hashlib

import msgspec

from papidesk import __version__
from papidesk.domain.amounts import Derivation, derivations
from papidesk.domain.counters import Channel, Counter
from papidesk.storage import activity_amounts
from papidesk.storage.store import Store


def by_code(store: Store | None) -> dict[str, Counter]:
    """Return every counter by its code, ended ones too."""
    from papidesk.workflow import catalogues

    return {one.code: one for one in catalogues.counters(store)}


def channels_by_code(store: Store | None) -> dict[str, Channel]:
    """Return every channel by its code, ended ones too."""
    from papidesk.workflow import catalogues

    return {one.code: one for one in catalogues.channels(store)}


def rules(store: Store) -> tuple[Derivation, ...]:
    """Return which counters follow from entries."""
    return derivations(by_code(store).values())


def keep_up(store: Store) -> bool:
    """Write derived amounts anew when the counters they follow from changed; tell whether so.

    Part of the running unit of work where there is one.
    """
    wanted = rules(store)
    scheme = _scheme(wanted)
    if store.value("SELECT amounts_scheme FROM workspace") == scheme or store.read_only:
        return False
    with store.joined():
        activity_amounts.write_derived(store, wanted)
        store.write("UPDATE workspace SET amounts_scheme = ?", (scheme,))
    return True


def keep_up_at_start(store: Store) -> None:
    """Do what :func:`keep_up` does after the program was replaced by another version of itself.

    Its own counters may be others; every other change of counters is followed at once.
    """
    known = str(store.value("SELECT amounts_scheme FROM workspace"))
    if known and not known.startswith(f"{__version__} "):
        keep_up(store)


def _scheme(wanted: tuple[Derivation, ...]) -> str:
    return f"{__version__} {hashlib.sha256(msgspec.json.encode(wanted)).hexdigest()}"
