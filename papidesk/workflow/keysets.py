"""Sets of keys an office signs for the units below it: added, replaced and revoked, by version."""

from __future__ import annotations

import contextlib
from datetime import datetime

from papidesk.domain.bundle_records import KeyRecord
from papidesk.domain.exchange import KeyRole, TrustedKey
from papidesk.domain.record import replace
from papidesk.storage import keysets, own_keys, trusted_keys
from papidesk.storage.keysets import Keyset
from papidesk.storage.store import Store
from papidesk.workflow import identity

# What a set says of keys: those that wait to be compared are nobody's business yet.
_TOLD = frozenset({"trusted", "replaced", "revoked"})


def keyset_records(
    store: Store, *, keep: bool = True, now: datetime | None = None
) -> tuple[int, list[KeyRecord]]:
    """Return the version and the keys of the office's set as it is now, its own keys first.

    With ``keep`` the version is written down, so that the next one is higher; a set that says the
    same as the latest is not counted anew.
    """
    own = identity.own(store)
    told = [*_own(store, own), *(_of_other(key) for key in _others(store))]
    latest = keysets.latest(store, own.unit)
    known = None
    # A damaged one is followed by the next: nothing is compared with it.
    with contextlib.suppress(keysets.DamagedKeysetError):
        known = keysets.get(store, own.unit, latest) if latest else None
    keys = tuple(_as_key(record) for record in told)
    if known is not None and known.keys == keys:
        return latest, told
    if keep:
        kept = Keyset(issuer=own.unit, version=latest + 1, bundle="", keys=keys)
        keysets.put(store, kept, now=now)
    return latest + 1, told


def _own(store: Store, own: identity.OwnIdentity) -> list[KeyRecord]:
    """Return the own key and those before it, for the units below to take the new for the old."""
    found = [
        KeyRecord(
            keyid=own.keyid, public=own.public, recipient=own.recipient, unit=own.unit,
            name=own.name, role="superior", instance=own.instance,
        )
    ]  # fmt: skip
    for old in own_keys.every(store):
        if old.keyid != own.keyid and old.until:
            before = replace(
                found[0], keyid=old.keyid, public=old.public, recipient=old.recipient,
                instance=old.instance, state="replaced", reason=old.reason,
            )  # fmt: skip
            found.append(before)
    return found


def _others(store: Store) -> list[TrustedKey]:
    """Return what is told of others' keys: one row a key, the one that counts most."""
    ids = {key.keyid for key in trusted_keys.every(store) if key.role != "superior"}
    found = (trusted_keys.get(store, id) for id in sorted(ids))
    return [key for key in found if key is not None and key.state in _TOLD]


def _of_other(key: TrustedKey) -> KeyRecord:
    # The office's other PCs speak for it: to the units below they are the superior, too.
    role: KeyRole = "superior" if key.role == "same_office" else "subordinate"
    return KeyRecord(
        keyid=key.keyid, public=key.public, recipient=key.recipient, unit=key.unit, name=key.name,
        role=role, instance=key.instance, state=key.state, reason=key.reason,
        replaces=key.previous[0] if key.previous else "",
    )  # fmt: skip


def _as_key(record: KeyRecord) -> TrustedKey:
    return TrustedKey(
        keyid=record.keyid, public=record.public, recipient=record.recipient, unit=record.unit,
        name=record.name, role=record.role, instance=record.instance, state=record.state,
        reason=record.reason, previous=(record.replaces,) if record.replaces else (),
    )  # fmt: skip
