"""Trust in keys: first contact waits, a key speaks for its unit alone, what follows what."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.bundles import key_file, keys
from papidesk.bundles.failures import RevokedKeyError
from papidesk.domain.bundle import Manifest
from papidesk.domain.exchange import KeyRole, TrustedKey
from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage import audit, trusted_keys
from papidesk.storage.store import Store
from papidesk.workflow import identity, key_files, receiving, trust, units
from papidesk.workflow.receiving_refusals import NotTrustedYetError
from papidesk.workflow.trust_scope import (
    OtherOwnerError,
    OtherUnitError,
    ReplacedKeyError,
    ScopeError,
    codes_of,
)
from tests.bundles.test_key_file import said
from tests.ui.scenes.exchange import manifest as shown_manifest
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import logged, pair, received, report


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """A commune and its superior, who know each other."""
    with pair(tmp_path) as made:
        yield made


def stranger(unit: str = "xa-mau-lam", name: str = "Ủy ban nhân dân xã Mẫu Lâm") -> TrustedKey:
    """Return a key nobody knows yet."""
    signer = keys.Signer(keys.new_signing_key())
    introduction = said(public=signer.public.hex(), unit=unit, name=name)
    return key_file.read(key_file.write(introduction, signer))


def sent(key: TrustedKey, **changes: object) -> Manifest:
    """Return the manifest of a report from the unit of ``key``."""
    made = shown_manifest()
    return replace(made, sender=replace(made.sender, unit=key.unit), **changes)


def test_a_key_is_taken_from_its_file_and_trusted_as_what_the_office_s_data_say(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = offices
    path = key_files.export(superior, tmp_path)
    assert path.suffix == ".papikey"
    key = trust.read_file(path)
    assert key.keyid == identity.own(superior).keyid
    assert trust.guess_role(commune, key) == "superior"
    assert trust.superior(commune) == trusted_keys.get(commune, key.keyid)


@pytest.mark.parametrize(
    ("unit", "name", "role"),
    [
        ("xa-an-hoa", "Ủy ban nhân dân xã An Hòa", "same_office"),
        ("tinh-binh-nguyen", "Ủy ban nhân dân tỉnh Bình Nguyên", "superior"),
        ("H01", "Ủy ban nhân dân tỉnh Bình Nguyên", "superior"),
        ("xa-mau-lam", "Ủy ban nhân dân xã Mẫu Lâm", None),
    ],
)
def test_what_a_unit_is_to_a_commune_is_guessed_or_asked(
    store: Store, unit: str, name: str, role: KeyRole | None
) -> None:
    key = stranger(unit, name)
    assert trust.guess_role(store, key) == role
    if role is None:
        with pytest.raises(trust.RoleNeededError):
            trust.add(store, key, who=WHO)


def test_the_own_key_is_nobody_else_s(store: Store) -> None:
    own = key_file.read(identity.introduction(store))
    for _ in range(2):
        with pytest.raises(trust.OwnKeyError):
            trust.add(store, own, role="subordinate", who=WHO)
        identity.renew(store, who=WHO)


def test_a_key_that_came_with_a_bundle_waits_until_it_is_compared(store: Store) -> None:
    key = trust.hold(store, stranger(), who=WHO)
    assert [one.state for one in trust.waiting(store)] == ["waiting"]
    assert trust.key_of(store)(key.keyid) is None
    with pytest.raises(trust.OtherFingerprintError):
        trust.approve(store, key.keyid, typed=trust.words(stranger().keyid), who=WHO)
    assert trust.waiting(store)
    typed = trust.groups(key.keyid).lower()
    kept = trust.approve(store, key.keyid, role="subordinate", typed=typed, who=WHO)
    assert (kept.state, kept.how) == ("trusted", "compared")
    assert trust.key_of(store)(key.keyid) == kept
    assert "key.trusted" in [entry.act for entry in audit.entries(store, subject=key.keyid)]


def test_holding_a_known_key_changes_nothing(store: Store) -> None:
    kept = trust.add(store, stranger(), role="subordinate", who=WHO)
    assert trust.hold(store, replace(kept, state="waiting", name="khác"), who=WHO) == kept


def test_a_revoked_key_signs_nothing_more_and_is_never_trusted_again(store: Store) -> None:
    key = trust.add(store, stranger(), role="subordinate", who=WHO)
    before = trust.revoke(store, key.keyid, reason="mất máy", who=WHO)
    known = trust.key_of(store)(key.keyid)
    assert known is not None
    with pytest.raises(RevokedKeyError):
        trust.check_scope(known, sent(key))
    with pytest.raises(trust.KeyRevokedBeforeError):
        trust.add(store, key, role="subordinate", who=WHO)
    with pytest.raises(trust.KeyRevokedBeforeError):
        trust.approve(store, key.keyid, who=WHO)
    trust.put_back(store, before, who=WHO)
    assert trust.key_of(store)(key.keyid) == key


def test_a_key_speaks_for_its_own_unit_alone(store: Store) -> None:
    key = trust.add(store, stranger(), role="subordinate", who=WHO)
    trust.check_scope(key, sent(key), ["xa-mau-lam"])
    other = sent(key)
    other = replace(other, sender=replace(other.sender, unit="xa-an-ninh", name="xã An Ninh"))
    with pytest.raises(OtherUnitError):
        trust.check_scope(key, other)
    with pytest.raises(OtherOwnerError):
        trust.check_scope(key, sent(key), ["xa-mau-lam", "xa-an-ninh"])
    # A unit with another code since is the same one where the tree says so.
    trust.check_scope(key, other, ["xa-an-ninh"], codes=frozenset({"xa-an-ninh"}))


@pytest.mark.parametrize(
    ("role", "kind", "allowed"),
    [
        ("subordinate", "report", True),
        ("subordinate", "keyset", False),
        ("subordinate", "directive", False),
        ("subordinate", "return", False),
        ("superior", "keyset", True),
        ("superior", "report", False),
        ("superior", "office", False),
        ("same_office", "office", True),
        ("same_office", "directive", False),
    ],
)
def test_a_role_sends_its_own_kinds_alone(
    store: Store, role: KeyRole, kind: str, allowed: bool
) -> None:
    key = trust.add(store, stranger(), role=role, who=WHO)
    if allowed:
        trust.check_scope(key, sent(key, kind=kind))
        return
    with pytest.raises(ScopeError):
        trust.check_scope(key, sent(key, kind=kind))


def test_a_key_that_takes_another_s_place_leaves_it_replaced(store: Store) -> None:
    old = trust.add(store, stranger(), role="subordinate", who=WHO)
    new = trust.replace_key(store, old.keyid, stranger(), who=WHO)
    gone = trust.key_of(store)(old.keyid)
    assert gone is not None
    assert (gone.state, gone.replaced_by, new.role) == ("replaced", new.keyid, "subordinate")
    assert trust.of_unit(store, old.unit) == [new]
    with pytest.raises(ReplacedKeyError):
        trust.check_scope(gone, sent(old))


def test_what_is_encrypted_is_for_all_keys_of_the_unit_and_the_own_one(store: Store) -> None:
    first = trust.add(store, stranger(), role="subordinate", who=WHO)
    second = trust.add(store, stranger(), role="subordinate", who=WHO)
    found = trust.recipients(store, [first.unit])
    assert set(found) == {first.recipient, second.recipient, identity.own(store).recipient}
    with pytest.raises(trust.NoRecipientError):
        trust.recipients(store, [first.unit, "xa-an-ninh"])
    trust.revoke(store, first.keyid, who=WHO)
    assert first.recipient not in trust.recipients(store, [first.unit])


def test_a_key_is_found_by_its_beginning_its_words_or_its_unit(store: Store) -> None:
    key = trust.add(store, stranger(), role="subordinate", who=WHO)
    for text in (key.keyid[:8], trust.groups(key.keyid)[:9], trust.words(key.keyid), key.unit):
        assert trust.find(store, text) == key
    with pytest.raises(trust.UnknownKeyError):
        trust.find(store, "zzzz")
    trust.add(store, stranger(), role="subordinate", who=WHO)
    with pytest.raises(trust.AmbiguousKeyError):
        trust.find(store, key.unit)


def test_a_damaged_row_is_told_and_trusts_nobody(store: Store) -> None:
    key = trust.add(store, stranger(), role="subordinate", who=WHO)
    with store.unit_of_work():
        store.write(
            "UPDATE trusted_keys SET content = replace(content, 'xa-mau-lam', 'xa-an-ninh')"
        )
    with pytest.raises(trusted_keys.DamagedKeyRowError):
        trust.key_of(store)(key.keyid)
    assert len(list(trusted_keys.problems(store))) == 1


def test_only_a_column_changed_in_the_database_is_noticed(store: Store) -> None:
    trust.add(store, stranger(), role="subordinate", who=WHO)
    assert list(trusted_keys.problems(store)) == []
    with store.unit_of_work():
        store.write("UPDATE trusted_keys SET state = 'revoked'")
    assert len(list(trusted_keys.problems(store))) == 1


def test_a_bundle_by_a_new_key_the_old_one_signed_is_taken_in_at_once(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = offices
    old = identity.own(commune).keyid
    logged(commune)
    new = identity.renew(commune, who=WHO)
    assert received(superior, report(commune, tmp_path / "stick")).state == "applied"
    states = {key.keyid: (key.state, key.how) for key in trust.every(superior)}
    assert states == {old: ("replaced", "compared"), new.keyid: ("trusted", "approved")}


def test_looking_at_such_a_bundle_changes_no_trust(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = offices
    logged(commune)
    before = trust.every(superior)
    identity.renew(commune, who=WHO)
    path = report(commune, tmp_path / "stick")
    with receiving.look(superior, path, who=WHO) as incoming:
        assert incoming.plan.hold == ""
    assert trust.every(superior) == before


def test_a_revoked_key_makes_no_successor(offices: tuple[Store, Store], tmp_path: Path) -> None:
    commune, superior = offices
    logged(commune)
    trust.revoke(superior, identity.own(commune).keyid, who=WHO)
    identity.renew(commune, who=WHO)
    with receiving.look(superior, report(commune, tmp_path / "stick"), who=WHO) as incoming:
        assert incoming.plan.hold == "unknown-key"


def test_when_a_computer_died_its_new_key_waits_for_the_superior(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = offices
    logged(commune)
    dead = identity.signer(commune).keyid
    for path in identity.folder(commune).iterdir():
        path.unlink()
    new = identity.own(commune)
    assert new.lost == (dead,)
    path = report(commune, tmp_path / "stick")
    with receiving.look(superior, path, who=WHO) as incoming:
        assert incoming.plan.hold == "unknown-key"
        with pytest.raises(NotTrustedYetError):
            receiving.take(superior, incoming, who=WHO, agree=True)
        receiving.put_off(superior, incoming, who=WHO)
    assert [key.keyid for key in trust.waiting(superior)] == [new.keyid]
    trust.replace_key(superior, dead, trust.waiting(superior)[0], who=WHO)
    assert received(superior, path).state == "applied"
    states = {key.keyid: key.state for key in trust.every(superior)}
    assert states == {dead: "replaced", new.keyid: "trusted"}


def test_a_renamed_or_merged_unit_goes_on_with_its_key_as_the_tree_has_it(store: Store) -> None:
    day = datetime.date(2026, 3, 1)
    names = {"H1": "xã Mẫu Một", "H2": "xã Mẫu Hai", "H3": "xã Mẫu Ba"}
    units.put_many(
        store, [BelowUnit(code=code, name=name) for code, name in names.items()], who=WHO, new=True
    )
    keys = {code: replace(stranger(), unit=code, role="subordinate") for code in names}
    units.rename(store, "H1", "xã Mẫu Mới", day=day, who=WHO)
    assert codes_of(store, keys["H1"]) >= {"H1", "xa-mau-moi"}
    units.merge(store, ["H2"], BelowUnit(code="H4", name="xã Mẫu Lớn"), day=day, who=WHO)
    assert codes_of(store, keys["H2"]) >= {"H2", "H4", "xa-mau-lon"}
    assert codes_of(store, keys["H3"]).isdisjoint({"H1", "H2", "H4", "xa-mau-moi"})
    # A name that is another unit's code speaks for that unit alone.
    units.put(store, BelowUnit(code="xa-mau-moi", name="xã Khác"), who=WHO, new=True)
    assert "xa-mau-moi" not in codes_of(store, keys["H1"])
    units.take_merger_back(store, "H2", who=WHO)
    assert "H4" not in codes_of(store, keys["H2"])
