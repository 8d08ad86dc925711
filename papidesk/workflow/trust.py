"""Trust in keys of other installations: each speaks for one unit, and only for what it may send.

A key is trusted when a person compared its fingerprint, when a set of keys signed by the superior
names it, or when a trusted key signed it as the one after it. Until then what it signed waits.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from papidesk.bundles import fingerprint, key_file
from papidesk.bundles.key_file import NotAKeyFileError
from papidesk.domain.exchange import KeyRole, TrustedKey
from papidesk.domain.office import valid_on
from papidesk.domain.record import replace
from papidesk.domain.unit_code import code_of, own_codes, slug, superior_code
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage import attachments, offices, own_keys, trusted_keys
from papidesk.storage.store import Store
from papidesk.workflow import identity, units
from papidesk.workflow.keysets import keyset_records
from papidesk.workflow.trust_failures import (
    AmbiguousKeyError,
    KeyRevokedBeforeError,
    NoKeyFileError,
    NoRecipientError,
    OtherFingerprintError,
    OwnKeyError,
    RoleNeededError,
    UnknownKeyError,
)
from papidesk.workflow.trust_scope import check_scope, codes_of

__all__ = [
    "AmbiguousKeyError",
    "KeyRevokedBeforeError",
    "KeyRole",
    "NoKeyFileError",
    "NoRecipientError",
    "OtherFingerprintError",
    "OwnKeyError",
    "RoleNeededError",
    "TrustedKey",
    "UnknownKeyError",
    "add",
    "approve",
    "check_scope",
    "codes_of",
    "every",
    "find",
    "groups",
    "guess_role",
    "hold",
    "key_of",
    "keyset_records",
    "matches",
    "of_unit",
    "put_back",
    "read_file",
    "recipients",
    "remove",
    "replace_key",
    "revoke",
    "succeed",
    "successor",
    "superior",
    "waiting",
    "words",
]  # fmt: skip

_WITH_UNITS_BELOW = ("province", "district", "department")
groups, words, matches = fingerprint.groups, fingerprint.words, fingerprint.matches


def every(store: Store) -> list[TrustedKey]:
    """Return all keys of others that are known here, in whatever state, by unit."""
    return trusted_keys.every(store)


def waiting(store: Store) -> list[TrustedKey]:
    """Return the keys whose fingerprint has not been compared yet."""
    return trusted_keys.every(store, state="waiting")


def of_unit(store: Store, unit: str) -> list[TrustedKey]:
    """Return the trusted keys of a unit, the latest first."""
    found = trusted_keys.every(store, unit=unit, state="trusted")
    return sorted(found, key=lambda key: (key.since, key.keyid), reverse=True)


def key_of(store: Store, unit: str = "") -> Callable[[str], TrustedKey | None]:
    """Return what tells the known key of a key id, of ``unit`` where one is named.

    Keys that still wait are not told: what they signed waits with them. Revoked and replaced ones
    are, for :func:`check_scope` to refuse.
    """

    def found(keyid: str) -> TrustedKey | None:
        key = trusted_keys.get(store, keyid, unit)
        return None if key is None or key.state == "waiting" else key

    return found


def find(store: Store, text: str, *, waits: bool = False) -> TrustedKey:
    """Return the key a person names: by the beginning of its id, its words, or its unit.

    ``waits`` looks among those that wait first: a unit's new key, not the one it had. Raises
    :class:`UnknownKeyError`, :class:`AmbiguousKeyError`.
    """
    wanted = text.strip()
    start = wanted.replace("-", "").lower()
    all_keys = every(store)
    if waits:
        new = [key for key in all_keys if key.state == "waiting"]
        named = [key for key in new if wanted == key.unit or key.keyid.startswith(start)]
        all_keys = new if named else all_keys
    hits = [key for key in all_keys if len(start) >= 4 and key.keyid.startswith(start)]
    hits = hits or [key for key in all_keys if words(key.keyid) == wanted.lower()]
    hits = hits or [key for key in all_keys if key.unit == wanted and key.state == "trusted"]
    hits = hits or [key for key in all_keys if key.unit == wanted]
    if not hits:
        raise UnknownKeyError(key=wanted[:60])
    if len({key.keyid for key in hits}) > 1:
        raise AmbiguousKeyError(key=wanted[:60])
    return hits[0]


def superior(store: Store, *, today: datetime.date | None = None) -> TrustedKey | None:
    """Return the trusted key of the body above; of several the one the office's data names."""
    held = [key for key in trusted_keys.every(store, state="trusted") if key.role == "superior"]
    code = superior_code(offices.own(store), today or datetime.date.today())
    held.sort(key=lambda key: (key.unit == code, key.since, key.keyid), reverse=True)
    return held[0] if held else None


def recipients(store: Store, codes: Iterable[str]) -> list[str]:
    """Return whom to encrypt to: all trusted keys of the units ``codes``, the own key last.

    Raises :class:`NoRecipientError` for a unit without a key to encrypt to.
    """
    found: list[str] = []
    for unit in codes:
        every_code = units.codes(store, unit)
        held = [key for code in every_code for key in of_unit(store, code)]
        of = [key.recipient for key in held if key.recipient]
        if not of:
            raise NoRecipientError(unit=unit)
        found += of
    return list(dict.fromkeys([*found, identity.own(store).recipient]))


def read_file(path: Path) -> TrustedKey:
    """Return the key a key file introduces.

    Raises :class:`NoKeyFileError`, and what a bad file is refused with.
    """
    try:
        with path.open("rb") as file:
            data = file.read(key_file.MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoKeyFileError(name=attachments.kept_name(path.name)) from error
    except OSError as error:
        raise NotAKeyFileError(name=path.name) from error
    return key_file.read(data, name=path.name)


def guess_role(
    store: Store, key: TrustedKey, *, today: datetime.date | None = None
) -> KeyRole | None:
    """Return how the unit of ``key`` stands to this office as far as its data tell, else None."""
    office = offices.own(store)
    if key.unit in own_codes(office):
        return "same_office"
    above = valid_on(office.superiors, today or datetime.date.today())
    if key.unit in {code_of(one.name, one.code) for one in above}:
        return "superior"
    if slug(key.name) in {
        slug(f"{body} {one.name}") for one in above for body in ("", office.body)
    }:
        return "superior"
    if units.tree(store, today).find(key.unit) is not None:
        return "subordinate"
    known = [one for one in trusted_keys.every(store, unit=key.unit) if one.state != "waiting"]
    if known:
        return known[0].role
    # Nobody but units below sends to an office with units below.
    return "subordinate" if office.level in _WITH_UNITS_BELOW else None


def hold(
    store: Store, key: TrustedKey, *, who: str = "", now: datetime.datetime | None = None
) -> TrustedKey:
    """Keep a key that came with a bundle, to be compared; what is known of it already stays."""
    known = trusted_keys.get(store, key.keyid, key.unit)
    if known is not None:
        return known
    role = guess_role(store, key) or "subordinate"
    return trusted_keys.put(store, replace(key, state="waiting", role=role), who=who, now=now)


def add(
    store: Store,
    key: TrustedKey,
    *,
    role: KeyRole | None = None,
    how: str = "compared",
    who: str,
    now: datetime.datetime | None = None,
) -> TrustedKey:
    """Trust ``key`` as ``role`` (None: as the office's data tell) and return it as kept.

    Where it follows a trusted key of its unit, that one is replaced; a unit that was renamed goes
    on as the unit it was, with the new code beside the one it had. Raises
    :class:`OwnKeyError`, :class:`KeyRevokedBeforeError`, :class:`RoleNeededError`.
    """
    if own_keys.get(store, key.keyid) is not None or identity.own(store).keyid == key.keyid:
        raise OwnKeyError
    known = trusted_keys.to_replace(store, key.keyid)
    if known is not None and known.state == "revoked":
        raise KeyRevokedBeforeError(unit=known.name)
    role = role or guess_role(store, key)
    if role is None:
        raise RoleNeededError(unit=key.name)
    trusted = replace(key, role=role, state="trusted", how=how, reason="", replaced_by="", since="")
    with store.joined():
        _same_unit(store, trusted, (key.keyid, *key.previous), who)
        kept = trusted_keys.put(store, trusted, who=who, now=now)
        for old in _before(store, key, renamed=True):
            _replaced(store, old, key.keyid, who, now)
    return kept


def approve(
    store: Store,
    keyid: str,
    *,
    role: KeyRole | None = None,
    typed: str | None = None,
    who: str,
    now: datetime.datetime | None = None,
) -> TrustedKey:
    """Trust a key that waits, its fingerprint compared; ``typed`` is the one a person typed.

    Raises :class:`OtherFingerprintError` when it does not fit, and as :func:`add`.
    """
    key = trusted_keys.get(store, keyid)
    if key is None:
        raise UnknownKeyError(key=keyid[:16])
    if typed is not None and not matches(keyid, typed):
        raise OtherFingerprintError(unit=key.name)
    return add(store, key, role=role or key.role, how="compared", who=who, now=now)


def revoke(
    store: Store, keyid: str, *, reason: str = "", who: str, now: datetime.datetime | None = None
) -> list[TrustedKey]:
    """Take nothing more that this key signed; return it as it was, for the way back."""
    held = [key for key in every(store) if key.keyid == keyid and key.state != "revoked"]
    if not held and trusted_keys.get(store, keyid) is None:
        raise UnknownKeyError(key=keyid[:16])
    with store.joined():
        for key in held:
            trusted_keys.put(store, replace(key, state="revoked", reason=reason), who=who, now=now)
    return held


def replace_key(
    store: Store,
    old: str,
    key: TrustedKey,
    *,
    role: KeyRole | None = None,
    how: str = "compared",
    who: str,
    now: datetime.datetime | None = None,
) -> TrustedKey:
    """Trust ``key`` in place of the key ``old``, whose computer is gone; raises as :func:`add`."""
    with store.joined():
        before = trusted_keys.get(store, old, key.unit) or trusted_keys.get(store, old)
        chosen = role or (before.role if before else None)
        if before is not None:
            _same_unit(store, replace(key, role=role or before.role), (old,), who)
        kept = add(store, key, role=chosen, how=how, who=who, now=now)
        if before is not None and before.state != "revoked":
            _replaced(store, before, key.keyid, who, now)
    return kept


def successor(store: Store, introduced: TrustedKey) -> TrustedKey | None:
    """Return an unknown key as it can be trusted because a trusted key of its unit signed it.

    Nothing is written: :func:`succeed` does that. None where no such key is known, or where one of
    those it comes from, or it itself, was revoked.
    """
    line = (introduced.keyid, *introduced.previous)
    states = {trusted.state for id in line if (trusted := trusted_keys.get(store, id)) is not None}
    if "revoked" in states:
        return None
    for old in _before(store, introduced):
        return replace(introduced, role=old.role, state="trusted", how="approved")
    return None


def succeed(
    store: Store,
    introduced: TrustedKey,
    *,
    who: str,
    now: datetime.datetime | None = None,
) -> TrustedKey | None:
    """Trust the successor of a trusted key and replace that one; None where it is none.

    One that is known here already stays as it is.
    """
    known = trusted_keys.get(store, introduced.keyid, introduced.unit)
    if known is not None and known.state != "waiting":
        return None
    following = successor(store, introduced)
    if following is None:
        return None
    return add(store, following, role=following.role, how="approved", who=who, now=now)


def answer_to(
    store: Store, key: TrustedKey, recipient: str, *, who: str, now: datetime.datetime | None = None
) -> None:
    """Keep whom to encrypt answers to, as a bundle ``key`` signed says, where nothing is known.

    A set of keys may name a key without one.
    """
    known = trusted_keys.get(store, key.keyid, key.unit)
    if known is not None and known.state == "trusted" and recipient and not known.recipient:
        trusted_keys.put(store, replace(known, recipient=recipient), who=who, now=now)


def put_back(store: Store, keys: Sequence[TrustedKey], *, who: str) -> None:
    """Take a change back: write ``keys`` as they were."""
    with store.joined():
        for key in keys:
            trusted_keys.put_back(store, key, who=who)


def remove(store: Store, keyid: str, unit: str, *, who: str) -> bool:
    """Forget a key that was never trusted; tell whether it was there."""
    key = trusted_keys.get(store, keyid, unit)
    if key is None or key.state != "waiting":
        return False
    return trusted_keys.remove(store, keyid, unit, who=who)


def _before(store: Store, key: TrustedKey, *, renamed: bool = False) -> list[TrustedKey]:
    """Return the trusted keys that ``key`` follows, of the same unit, latest first.

    With ``renamed`` those of another code, too: only a person may say that it is the same unit.
    """
    units_of = {key.unit, *(trusted_keys.units_of(store, key.previous) if renamed else ())}
    found = (
        trusted_keys.get(store, old, unit) for old in key.previous for unit in sorted(units_of)
    )
    return [old for old in found if old is not None and old.state == "trusted"]


def _same_unit(store: Store, key: TrustedKey, before: Sequence[str], who: str) -> None:
    """Let the code of ``key`` mean the unit below its keys ``before`` were of, under another code.

    What that unit reports under both codes does not count twice then.
    """
    if key.role != "subordinate" or len(units.codes(store, key.unit)) > 1:
        return
    tree = units.tree(store)
    if tree.find(key.unit) is not None:
        return  # a unit of its own
    for code in sorted(trusted_keys.units_of(store, before) - {key.unit}):
        unit = tree.find(code) or BelowUnit(code=code, name=key.name or code)
        units.put(store, replace(unit, aliases=(*unit.aliases, key.unit)), who=who)
        return


def _replaced(
    store: Store, old: TrustedKey, by: str, who: str, now: datetime.datetime | None
) -> None:
    gone = replace(old, state="replaced", replaced_by=by)
    trusted_keys.put(store, gone, who=who, now=now)
