"""What a trusted key may sign: its own unit's name and records, and the kinds its role sends."""

from __future__ import annotations

from collections.abc import Iterable

from papidesk.bundles.failures import BundleError, RevokedKeyError
from papidesk.domain.bundle import BUNDLE_KINDS, Manifest
from papidesk.domain.exchange import KEY_ROLES, SCOPE, TrustedKey
from papidesk.domain.unit_code import code_of, own_codes
from papidesk.domain.unit_tree import BelowUnit
from papidesk.errors import N_, Term
from papidesk.storage import offices, trusted_keys
from papidesk.storage.store import Store
from papidesk.workflow import units


class ReplacedKeyError(BundleError):
    """A key its unit has replaced."""

    code = "key-replaced"
    message = N_(
        "{unit} has replaced the key that signed this file. Nothing of it was taken in. Ask the "
        "unit to make the bundle anew: it will be signed with the new key."
    )


class OtherUnitError(BundleError):
    """A trusted key that signs under another unit's name."""

    code = "key-other-unit"
    message = N_(
        "The file says it is from {said}, but its key belongs to {unit}. Nothing of it was taken "
        "in. Ask {unit} by telephone how the file was made."
    )


class ScopeError(BundleError):
    """A kind of bundle this key may not sign."""

    code = "key-out-of-scope"
    message = N_(
        "{unit} ({role}) may not send a bundle of the kind “{kind}”. Nothing of it was taken in. "
        "Look at what the key was trusted as, under Keys."
    )


class OtherOwnerError(BundleError):
    """Records of a unit the key does not speak for."""

    code = "record-other-owner"
    message = N_(
        "The bundle of {unit} carries records that belong to {owner}. Nothing of it was taken in. "
        "Ask {unit} to make the bundle anew."
    )


def codes_of(store: Store, key: TrustedKey) -> frozenset[str]:
    """Return every code that means the unit of ``key``: its own, those of before, its name's.

    A unit that was merged goes on as the one it is part of now: as the office's own tree has it.
    """
    if key.role == "same_office":
        return own_codes(offices.own(store)) | {key.unit}
    tree = units.tree(store)
    found = {key.unit}
    for unit in (tree.find(key.unit), tree.find(tree.now_called(key.unit))):
        if unit is not None:
            found |= {one for one in names_of(unit) if tree.find(one) in (None, unit)}
    return frozenset(found)


def known_codes(store: Store, key: TrustedKey, said: str) -> frozenset[str]:
    """Return the codes under which bundles of the unit of ``key`` may have been taken in.

    Those it has and had in the list of units, and those its keys were trusted for; ``said`` is
    what a bundle says now.
    """
    found = {said, key.unit, *trusted_keys.units_of(store, (key.keyid, *key.previous))}
    found |= {code for one in tuple(found) for code in units.codes(store, one)}
    return frozenset(found) if said == key.unit else frozenset(found | codes_of(store, key))


def names_of(unit: BelowUnit) -> frozenset[str]:
    """Return the codes a unit may send under: its own, those of before, that of its name.

    An office without a code of its own sends under its name.
    """
    return frozenset({unit.code, *unit.aliases, code_of(unit.name)})


def check_scope(
    key: TrustedKey,
    manifest: Manifest,
    owners: Iterable[str] = (),
    *,
    codes: frozenset[str] = frozenset(),
) -> None:
    """Refuse what ``key`` may not sign: another unit's name, kind, or records (``owners``).

    ``codes`` are further codes that mean the key's unit (:func:`codes_of`). A set of keys is owned
    by who issues it. Raises RevokedKeyError, :class:`ReplacedKeyError`, :class:`OtherUnitError`,
    :class:`ScopeError`, :class:`OtherOwnerError`.
    """
    own = codes | {key.unit}
    if key.state == "revoked":
        raise RevokedKeyError(unit=key.name)
    if key.state == "replaced":
        raise ReplacedKeyError(unit=key.name)
    if manifest.sender.unit not in own:
        raise OtherUnitError(said=manifest.sender.name, unit=key.name)
    if manifest.kind not in SCOPE[key.role]:
        raise ScopeError(
            unit=key.name, role=Term(KEY_ROLES[key.role]), kind=Term(BUNDLE_KINDS[manifest.kind])
        )
    for owner in owners:
        if owner not in own:
            raise OtherOwnerError(unit=key.name, owner=owner)
