"""The own key: made once, sealed as well as the computer allows, lost and made anew."""

from __future__ import annotations

import json
import stat
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from papidesk.bundles import key_box, key_file, keys
from papidesk.domain.record import replace
from papidesk.storage import own_keys, places
from papidesk.storage.store import Store
from papidesk.workflow import access, identity, offices
from papidesk.workflow.identity import (
    DamagedKeyError,
    KeyLockedError,
    KeyStoreError,
    WrongKeyPasswordError,
)
from tests.workflow.conftest import WHO

PASSWORD, OTHER = "đường về An Hòa", "cây đa bến nước"


class MemoryStore(KeyringBackend):
    """A key store of the system that lives as long as the test."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.kept[service, username]

    def _open(self) -> None:
        if self.locked:
            raise KeyringLocked("locked")


@pytest.fixture
def system() -> Iterator[MemoryStore]:
    """A computer with a key store."""
    before = keyring.get_keyring()
    made = MemoryStore()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def key_path(store: Store) -> Path:
    return store.folder / places.KEYS / key_box.NAME


def test_a_key_is_made_at_first_need_and_stays_the_same(store: Store) -> None:
    first = identity.own(store)
    assert first == identity.own(store)
    assert first.keyid == keys.keyid(bytes.fromhex(first.public))
    assert (first.unit, first.name) == ("xa-an-hoa", "Ủy ban nhân dân xã An Hòa")
    signature = identity.signer(store).sign(b"m")
    assert keys.verify(bytes.fromhex(first.public), signature, b"m")


def test_asking_who_one_is_writes_nothing_into_the_database(store: Store) -> None:
    before = store.path.read_bytes()
    identity.own(store)
    identity.age_identities(store)
    assert store.path.read_bytes() == before


def test_two_threads_that_need_it_first_get_one_key(store: Store) -> None:
    found: list[str] = []

    def ask() -> None:
        with Store(store.path) as own:
            found.append(identity.own(own).keyid)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == {identity.own(store).keyid}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_without_key_store_and_password_only_this_user_may_read_the_key(store: Store) -> None:
    own = identity.own(store)
    assert own.protection == "file"
    assert stat.S_IMODE(key_path(store).stat().st_mode) == 0o600
    assert stat.S_IMODE(key_path(store).parent.stat().st_mode) == 0o700


def test_the_introduction_is_a_key_file_of_the_own_key(store: Store) -> None:
    key = key_file.read(identity.introduction(store))
    own = identity.own(store)
    assert (key.keyid, key.recipient, key.instance) == (own.keyid, own.recipient, own.instance)


def test_a_renamed_office_introduces_itself_under_its_new_name(store: Store) -> None:
    before = identity.own(store)
    office = offices.current(store)
    offices.save(store, replace(office, name="xã An Thịnh", code="H01.02"), who=WHO)
    key = key_file.read(identity.introduction(store))
    assert (key.unit, key.name) == ("H01.02", "Ủy ban nhân dân xã An Thịnh")
    assert key.keyid == before.keyid


def test_where_the_system_has_a_key_store_the_key_needs_it(
    store: Store, system: MemoryStore
) -> None:
    own = identity.own(store)
    assert own.protection == "keystore"
    assert len(system.kept) == 1
    assert identity.signer(store).keyid == own.keyid
    secret = next(iter(system.kept.values()))
    assert secret not in key_path(store).read_text()
    system.locked = True
    with pytest.raises(KeyStoreError):
        identity.signer(store)
    assert identity.own(store) == own


def test_a_folder_copied_to_another_computer_does_not_take_the_key_along(
    store: Store, system: MemoryStore
) -> None:
    identity.own(store)
    system.kept.clear()
    with pytest.raises(KeyStoreError):
        identity.signer(store)


def test_a_key_store_that_forgets_is_not_trusted_with_a_key(
    store: Store, system: MemoryStore
) -> None:
    system.locked = True
    assert identity.own(store).protection == "file"


def test_the_password_of_the_program_seals_the_key(store: Store) -> None:
    own = identity.own(store)
    access.set_password(store, PASSWORD, who=WHO)
    assert identity.own(store) == replace(own, protection="password")
    assert not identity.is_open(store)
    with pytest.raises(KeyLockedError):
        identity.signer(store)
    with pytest.raises(WrongKeyPasswordError):
        identity.age_identities(store, password=OTHER)
    assert identity.signer(store, password=PASSWORD).keyid == own.keyid


def test_a_changed_password_opens_the_key_and_the_old_one_does_not(store: Store) -> None:
    own = identity.own(store)
    access.set_password(store, PASSWORD, who=WHO)
    access.set_password(store, OTHER, old=PASSWORD, who=WHO)
    with pytest.raises(WrongKeyPasswordError):
        identity.signer(store, password=PASSWORD)
    assert identity.signer(store, password=OTHER).keyid == own.keyid


def test_a_removed_password_leaves_the_key_usable(store: Store) -> None:
    own = identity.own(store)
    access.set_password(store, PASSWORD, who=WHO)
    access.remove(store, old=PASSWORD, who=WHO)
    assert identity.signer(store).keyid == own.keyid
    assert identity.own(store).protection == "file"


def test_a_key_made_while_a_password_is_set_is_sealed_as_soon_as_it_is_given(store: Store) -> None:
    access.set_password(store, PASSWORD, who=WHO)
    assert identity.own(store).protection == "file"
    identity.signer(store, password=PASSWORD)
    assert identity.own(store).protection == "password"


def test_a_password_taken_away_as_forgotten_does_not_open_the_key(store: Store) -> None:
    own = identity.own(store)
    access.set_password(store, PASSWORD, who=WHO)
    access.remove_forgotten(store, who=WHO)
    with pytest.raises(KeyLockedError):
        identity.signer(store)
    access.set_password(store, OTHER, who=WHO)
    with pytest.raises(WrongKeyPasswordError):
        identity.signer(store, password=OTHER)
    # Who remembers it after all seals the key with the present one.
    assert identity.reseal(store, old=PASSWORD, new=OTHER).keyid == own.keyid
    assert identity.signer(store, password=OTHER).keyid == own.keyid


def test_a_password_that_was_refused_leaves_the_key_as_it_was(store: Store) -> None:
    identity.own(store)
    before = key_path(store).read_bytes()
    with pytest.raises(RuntimeError), identity.sealed_anew(store, old="", new=PASSWORD):
        raise RuntimeError
    assert [path.name for path in key_path(store).parent.iterdir()] == [key_box.NAME]
    assert key_path(store).read_bytes() == before


@pytest.mark.parametrize("died", ["before", "after"])
def test_a_program_that_died_while_the_password_changed_leaves_a_key_that_opens(
    store: Store, died: str
) -> None:
    own = identity.own(store)
    access.set_password(store, PASSWORD, who=WHO)
    folder = key_path(store).parent
    secrets = key_box.unlock(folder, PASSWORD)
    key_box.prepare(folder, secrets, password=OTHER)
    password = PASSWORD if died == "before" else OTHER
    assert identity.signer(store, password=password).keyid == own.keyid
    assert [path.name for path in folder.iterdir()] == [key_box.NAME]
    assert identity.signer(store, password=password).keyid == own.keyid


def test_a_new_key_is_signed_by_the_one_before_it(store: Store) -> None:
    before = identity.own(store)
    old_age = identity.age_identities(store)
    after = identity.renew(store, who=WHO)
    assert after.keyid != before.keyid
    assert (after.previous, after.lost, after.instance) == ((before.keyid,), (), before.instance)
    assert key_file.read(identity.introduction(store)).previous == (before.keyid,)
    # What was encrypted for the old one can still be read.
    assert identity.age_identities(store)[1:] == old_age


def test_a_lost_key_is_known_to_be_lost_and_the_new_one_stands_alone(store: Store) -> None:
    before = identity.signer(store).keyid
    key_path(store).unlink()
    after = identity.own(store)
    assert after.keyid != before
    assert (after.previous, after.lost, after.approved) == ((), (before,), False)
    identity.signer(store)
    assert [key.reason for key in identity.former(store)] == ["lost", ""]
    assert identity.approve(store, after.keyid, who=WHO)
    assert identity.own(store).approved


def test_a_key_put_back_is_in_use_again(store: Store) -> None:
    kept = key_path(store)
    before = identity.signer(store).keyid
    aside = kept.read_bytes()
    kept.unlink()
    other = identity.signer(store).keyid
    kept.write_bytes(aside)
    assert identity.signer(store).keyid == before
    history = {key.keyid: key.until for key in identity.former(store)}
    assert history[before] == ""
    assert history[other] != ""


def damaged(store: Store, how: str) -> None:
    path = key_path(store)
    data = json.loads(path.read_text())
    if how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-40])
    elif how == "other secret":
        other = key_box.Secrets(signing=keys.new_signing_key().hex(), identities=("x",))
        import base64

        import msgspec

        data["sealed"] = base64.b64encode(msgspec.json.encode(other)).decode()
        path.write_text(json.dumps(data))
    elif how == "other format":
        path.write_text(json.dumps(data | {"version": 99}))
    else:
        text = data["introduction"].replace("a", "b", 1)
        path.write_text(json.dumps(data | {"introduction": text}))


@pytest.mark.parametrize("how", ["empty", "cut", "other secret", "other format", "introduction"])
def test_a_damaged_key_is_refused_and_never_written_over(store: Store, how: str) -> None:
    identity.signer(store)
    damaged(store, how)
    before = key_path(store).read_bytes()
    with pytest.raises(DamagedKeyError):
        identity.signer(store)
    assert key_path(store).read_bytes() == before
    with pytest.raises(DamagedKeyError):
        identity.renew(store, who=WHO)
    after = identity.renew(store, abandon=True, who=WHO, now=datetime(2026, 3, 2, tzinfo=UTC))
    assert len(after.lost) == 1
    aside = [path for path in key_path(store).parent.iterdir() if path.name != key_box.NAME]
    assert [path.read_bytes() for path in aside] == [before]


def test_no_backup_has_the_key(store: Store) -> None:
    secret = json.loads(key_path_made(store).read_text())["sealed"]
    identity.signer(store)
    for path in store.folder.rglob("*"):
        if path.is_file() and path != key_path(store):
            assert secret.encode() not in path.read_bytes()
    assert all("AGE-SECRET" not in repr(key) for key in own_keys.every(store))


def key_path_made(store: Store) -> Path:
    identity.own(store)
    return key_path(store)
