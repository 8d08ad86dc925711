"""The keys this workspace had, without anything secret: known even where the key's file is gone."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.record import Record, replace
from papidesk.storage import catalogue
from papidesk.storage.clock import stored_time
from papidesk.storage.store import Store

CATALOGUE = "own-keys"


class OwnKey(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A key of this workspace: ``until`` is when it stopped being used ("" for the present one).

    ``reason`` tells why: "replaced" (it signed the one after it), "lost". ``approved_at`` is when a
    set of keys signed by the superior named it, ``revoked_at`` when one took it back; ``instance``
    is the installation it was made on.
    """

    keyid: str
    public: str
    recipient: str
    instance: str
    since: str = ""
    until: str = ""
    reason: str = ""
    approved_at: str = ""
    revoked_at: str = ""


def every(store: Store) -> list[OwnKey]:
    """Return all keys this workspace had, oldest first, the present one last."""
    found = catalogue.every(store, CATALOGUE, OwnKey)
    return sorted(found, key=lambda key: (not key.until, key.until, key.since, key.keyid))


def get(store: Store, keyid: str) -> OwnKey | None:
    """Return one of them, None when it is none of ours."""
    return catalogue.get(store, CATALOGUE, keyid, OwnKey)


def put(store: Store, key: OwnKey, *, who: str = "", now: datetime | None = None) -> None:
    """Keep ``key``; every other that was in use ends now."""
    at = stored_time(now)
    with store.joined():
        for other in every(store):
            if other.keyid != key.keyid and not other.until:
                ended = replace(other, until=at, reason=other.reason or "lost")
                catalogue.put(store, CATALOGUE, other.keyid, ended, who=who, now=now)
        catalogue.put(store, CATALOGUE, key.keyid, key, who=who, now=now)


def change(store: Store, key: OwnKey, *, who: str = "", now: datetime | None = None) -> None:
    """Keep ``key`` and leave the others as they are."""
    catalogue.put(store, CATALOGUE, key.keyid, key, who=who, now=now)
