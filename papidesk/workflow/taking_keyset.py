"""Takes a set of keys from the superior in: adds, replaces and revokes; never an older set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from papidesk.bundles import keys, record_kinds
from papidesk.bundles.failures import BundleError, KeyMismatchError
from papidesk.domain.bundle import BundleRecord, Manifest
from papidesk.domain.bundle_records import KeyRecord
from papidesk.domain.exchange import KEY_STATES, Conflict, KeyRole, TrustedKey
from papidesk.domain.import_plan import FieldChange, ImportPlan, LineState, PlanLine
from papidesk.domain.record import from_json, replace, to_json
from papidesk.errors import N_
from papidesk.storage import keysets, own_keys, trusted_keys
from papidesk.storage.clock import stored_time
from papidesk.storage.keysets import Keyset
from papidesk.storage.own_keys import OwnKey
from papidesk.storage.store import Store
from papidesk.workflow import trust
from papidesk.workflow.taking import Journal, PutBack, Records, good_records

if TYPE_CHECKING:
    from papidesk.bundles.reader import ReadBundle

KEY, OWN, SET = "trusted-key", "own-key", "keyset"
NOT_NEEDED = N_("This unit neither sends to this office nor gets anything from it.")
OTHER_SUPERIOR = N_("Another superior speaks for itself: compare the fingerprint with it.")
STAYS_REVOKED = N_("It was revoked here before and stays so.")
APPROVES = N_("The superior approves the key of this computer.")
REVOKES_OURS = N_("The superior revoked the key of this computer. Make a new key under Keys.")


class KeysetVersionError(BundleError):
    """A set of keys that does not say which version it is."""

    code = "keyset-no-version"
    message = N_(
        "The set of keys does not tell its version. Nothing was changed. Ask the sender to make "
        "it anew."
    )


class OlderKeysetError(BundleError):
    """A set of keys below, or beside, the one taken in last."""

    code = "keyset-older"
    message = N_(
        "This set of keys (version {version}) is not later than the one taken in before (version "
        "{latest}). Nothing was changed: keys revoked since would be trusted again."
    )


def judge(store: Store, bundle: ReadBundle, manifest: Manifest, records: Records) -> list[PlanLine]:
    """Return what becomes of each key; raises OlderKeysetError, KeysetVersionError."""
    issuer, version = manifest.sender.unit, manifest.covers.keyset
    if version < 1:
        raise KeysetVersionError
    latest = keysets.latest(store, issuer)
    known = keysets.get(store, issuer, version) if version == latest else None
    told = [(record, _key_of(record)) for record in records.of("key")]
    same = known is not None and known.keys == tuple(_as_trusted(key) for _, key in told)
    if version <= latest and not same:
        raise OlderKeysetError(version=version, latest=latest)
    own_unit = _issuer(store, bundle, issuer)
    return [_line(store, record, key, own_unit) for record, key in told]


def take(
    store: Store,
    bundle: ReadBundle,
    plan: ImportPlan,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Change the keys the plan names and keep the version of the set."""
    manifest = plan.manifest
    issuer, version = manifest.sender.unit, manifest.covers.keyset
    doing = {line.id for line in plan.lines if line.state in ("new", "changed")}
    own_unit = _issuer(store, bundle, issuer)
    told = [_key_of(record) for record in good_records(bundle, plan).of("key")]
    for key in told:
        if key.keyid in doing:
            _take_one(store, key, own_unit, version, journal, who=who, now=now)
    id = f"{issuer}/{version}"
    before = _set(store, id)
    kept = tuple(_as_trusted(key) for key in told)
    keyset = Keyset(issuer=issuer, version=version, bundle=manifest.bundle_id, keys=kept)
    keysets.put(store, keyset, who=who, now=now)
    journal.note(SET, id, before, _set(store, id))


def settle(
    store: Store,
    conflict: Conflict,
    chosen: str,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Keys have no conflicts: the superior's set decides."""


def _line(store: Store, record: BundleRecord, key: KeyRecord, issuer: frozenset[str]) -> PlanLine:
    state, reason, changes = _verdict(store, key, issuer)
    return PlanLine(
        kind="key",
        id=record.id,
        title=f"{key.name} {trust.groups(key.keyid)}",
        state=state,
        reason=reason,
        changes=changes,
        record=record,
    )


def _verdict(
    store: Store, key: KeyRecord, issuer: frozenset[str]
) -> tuple[LineState, str, tuple[FieldChange, ...]]:
    """Return what becomes of one key, why, and what changes of it."""
    ours = own_keys.get(store, key.keyid)
    if ours is not None:
        return _own_verdict(ours, key)
    role = _role(store, key, issuer)
    known = trusted_keys.get(store, key.keyid, key.unit)
    if _of_other_superior(store, key, issuer, role):
        return "unchanged", OTHER_SUPERIOR, ()
    if role is None and known is None:
        return "unchanged", NOT_NEEDED, ()
    if known is None:
        return ("unchanged", "", ()) if key.state == "waiting" else ("new", "", ())
    if known.state == "revoked" and key.state != "revoked":
        return "unchanged", STAYS_REVOKED, ()
    same = (known.state, known.recipient or "") == (key.state, key.recipient or known.recipient)
    if key.state == "waiting" or same:
        return "unchanged", "", ()
    before, after = KEY_STATES[known.state], KEY_STATES[key.state]
    return "changed", key.reason, (FieldChange(field="state", before=before, after=after),)


def _own_verdict(ours: OwnKey, key: KeyRecord) -> tuple[LineState, str, tuple[FieldChange, ...]]:
    if key.state == "revoked" and not ours.revoked_at:
        return "changed", REVOKES_OURS, ()
    if key.state == "trusted" and not ours.approved_at:
        return "changed", APPROVES, ()
    return "unchanged", "", ()


def _role(store: Store, key: KeyRecord, issuer: frozenset[str]) -> KeyRole | None:
    """Return what the key is to this office; None where it has no business here."""
    if key.unit in issuer:
        return "superior"
    return trust.guess_role(store, _as_trusted(key))


def _of_other_superior(
    store: Store, key: KeyRecord, issuer: frozenset[str], role: KeyRole | None
) -> bool:
    """Tell whether a key is of a superior that is not who signed the set."""
    if key.unit in issuer:
        return False
    return role == "superior" or any(
        one.role == "superior" and one.state == "trusted"
        for one in trusted_keys.every(store, unit=key.unit)
    )


def _take_one(
    store: Store,
    key: KeyRecord,
    issuer: frozenset[str],
    version: int,
    journal: Journal,
    *,
    who: str,
    now: datetime | None,
) -> None:
    """Write one key of the set, and that the one it follows is replaced."""
    ours = own_keys.get(store, key.keyid)
    if ours is not None:
        _take_own(store, ours, key, journal, who=who, now=now)
        return
    known = trusted_keys.get(store, key.keyid, key.unit)
    role = known.role if known else _role(store, key, issuer)
    if role is None:
        return
    told = replace(
        _as_trusted(key),
        role=role,
        recipient=key.recipient or (known.recipient if known else ""),
        how="keyset",
        keyset=version,
        since=known.since if known and known.state == key.state else "",
    )
    _put(store, told, journal, who=who, now=now)
    old = trusted_keys.get(store, key.replaces, key.unit) if key.replaces else None
    if old is not None and old.state == "trusted" and key.state == "trusted":
        gone = replace(old, state="replaced", replaced_by=key.keyid)
        _put(store, gone, journal, who=who, now=now)


def _put(
    store: Store, key: TrustedKey, journal: Journal, *, who: str, now: datetime | None
) -> None:
    id = f"{key.unit}/{key.keyid}"
    before = _trusted(store, id)
    trusted_keys.put(store, key, who=who, now=now)
    journal.note(KEY, id, before, _trusted(store, id))


def _take_own(
    store: Store, ours: OwnKey, key: KeyRecord, journal: Journal, *, who: str, now: datetime | None
) -> None:
    before = _ours(store, ours.keyid)
    at = stored_time(now)
    if key.state == "revoked":
        own_keys.change(store, replace(ours, revoked_at=at), who=who, now=now)
    else:
        own_keys.change(store, replace(ours, approved_at=at), who=who, now=now)
    journal.note(OWN, ours.keyid, before, _ours(store, ours.keyid))


def _issuer(store: Store, bundle: ReadBundle, issuer: str) -> frozenset[str]:
    """Return the codes that mean who signed the set."""
    own: frozenset[str] = trust.codes_of(store, bundle.key) if bundle.key else frozenset()
    return own | {issuer}


def _key_of(record: BundleRecord) -> KeyRecord:
    """Return the key a record tells; raises KeyMismatchError where its id is another one's."""
    key: KeyRecord = record_kinds.to_domain(record)
    public = bytes.fromhex(key.public)
    if not keys.proper(public) or keys.keyid(public) != record.id or key.keyid != record.id:
        raise KeyMismatchError
    return key


def _as_trusted(key: KeyRecord) -> TrustedKey:
    return TrustedKey(
        keyid=key.keyid, public=key.public, recipient=key.recipient, unit=key.unit, name=key.name,
        role=key.role, instance=key.instance, state=key.state, reason=key.reason,
        previous=(key.replaces,) if key.replaces else (),
    )  # fmt: skip


def _trusted(store: Store, id: str) -> str | None:
    unit, _, keyid = id.rpartition("/")
    found = trusted_keys.get(store, keyid, unit)
    return None if found is None else to_json(found).decode()


def _put_trusted(store: Store, id: str, before: str | None) -> None:
    unit, _, keyid = id.rpartition("/")
    if before is None:
        trusted_keys.remove(store, keyid, unit)
    else:
        trusted_keys.put_back(store, from_json(TrustedKey, before))


def _trusted_title(store: Store, id: str) -> str:
    unit, _, keyid = id.rpartition("/")
    return f"{unit} {trust.groups(keyid)}"


def _ours(store: Store, id: str) -> str | None:
    found = own_keys.get(store, id)
    return None if found is None else to_json(found).decode()


def _put_ours(store: Store, id: str, before: str | None) -> None:
    if before is not None:
        own_keys.change(store, from_json(OwnKey, before))


def _set(store: Store, id: str) -> str | None:
    issuer, _, version = id.rpartition("/")
    found = keysets.get(store, issuer, int(version))
    return None if found is None else to_json(found).decode()


def _put_set(store: Store, id: str, before: str | None) -> None:
    issuer, _, version = id.rpartition("/")
    if before is None:
        keysets.remove(store, issuer, int(version))


PUT_BACK: Mapping[str, PutBack] = {
    KEY: PutBack(_trusted, _put_trusted, _trusted_title),
    OWN: PutBack(_ours, _put_ours),
    SET: PutBack(_set, _put_set),
}
