"""The office of a workspace: read and change it."""

from __future__ import annotations

from papidesk.domain.office import Office
from papidesk.storage import offices as stored
from papidesk.storage.store import Store


def current(store: Store) -> Office:
    """Return the office that works in this workspace."""
    return stored.own(store)


def save(store: Store, office: Office, *, who: str) -> Office:
    """Keep a changed office as a new version and return it."""
    return stored.save(store, office, who=who)
