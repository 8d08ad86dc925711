"""Sets of keys the superior signs: they add, replace and revoke, and never go back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.bundle import BundleKind
from papidesk.domain.exchange import ReceivedBundle
from papidesk.domain.record import replace
from papidesk.storage import integrity, keysets, trusted_keys
from papidesk.storage.store import Store
from papidesk.workflow import identity, receiving, sending, trust
from papidesk.workflow.sending import Order
from papidesk.workflow.taking_keyset import KeysetVersionError, OlderKeysetError
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import NOW, pair, received
from tests.workflow.test_trust import stranger

Pair = tuple[Store, Store]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Pair]:
    """A commune and its superior, who know each other."""
    with pair(tmp_path) as made:
        yield made


def keyset(superior: Store, folder: Path, kind: BundleKind = "keyset") -> Path:
    """Send the superior's set of keys to the commune and return the file."""
    made = sending.make(superior, Order(kind=kind, to=("xa-an-hoa",)), who=WHO, now=NOW)
    folder.mkdir(exist_ok=True)
    return sending.export(superior, [one.id for one in made], folder, who=WHO)[0]


def states(store: Store) -> dict[str, tuple[str, str, str]]:
    """Return state, role and way of trust of each key known."""
    return {key.keyid: (key.state, key.role, key.how) for key in trust.every(store)}


def lines(store: Store, path: Path) -> dict[str, str]:
    """Return what would become of each key."""
    with receiving.look(store, path, who=WHO) as incoming:
        return {line.id: line.state for line in incoming.plan.lines}


def test_a_set_approves_the_commune_s_key_and_says_nothing_of_strangers(
    offices: Pair, tmp_path: Path
) -> None:
    commune, superior = offices
    neighbour = trust.add(superior, stranger(), role="subordinate", who=WHO)
    waiting = trust.hold(superior, stranger("xa-an-ninh", "xã An Ninh"), who=WHO)
    path = keyset(superior, tmp_path / "stick")
    own, above = identity.own(commune).keyid, identity.own(superior).keyid
    told = lines(commune, path)
    assert told == {own: "changed", above: "unchanged", neighbour.keyid: "unchanged"}
    assert waiting.keyid not in told
    assert not identity.own(commune).approved
    assert received(commune, path).state == "applied"
    assert identity.own(commune).approved
    assert states(commune) == {above: ("trusted", "superior", "compared")}


def test_a_set_brings_the_superior_s_other_computer_and_the_office_s_own(
    offices: Pair, tmp_path: Path
) -> None:
    commune, superior = offices
    second = stranger("tinh-binh-nguyen", "Ủy ban nhân dân tỉnh Bình Nguyên")
    trust.add(superior, second, role="same_office", who=WHO)
    sibling = stranger("xa-an-hoa", "Ủy ban nhân dân xã An Hòa")
    trust.add(superior, sibling, role="subordinate", who=WHO)
    received(commune, keyset(superior, tmp_path / "stick"))
    assert states(commune)[second.keyid] == ("trusted", "superior", "keyset")
    assert states(commune)[sibling.keyid] == ("trusted", "same_office", "keyset")
    kept = trusted_keys.get(commune, second.keyid)
    assert kept is not None
    assert (kept.keyset, kept.recipient) == (1, second.recipient)


def test_a_superior_s_new_key_comes_by_the_bundle_it_signed(offices: Pair, tmp_path: Path) -> None:
    commune, superior = offices
    old = identity.own(superior).keyid
    new = identity.renew(superior, who=WHO).keyid
    received(commune, keyset(superior, tmp_path / "stick"))
    assert states(commune) == {
        old: ("replaced", "superior", "keyset"),
        new: ("trusted", "superior", "keyset"),
    }


def test_a_set_revokes_a_key_even_one_nobody_knew_here(offices: Pair, tmp_path: Path) -> None:
    commune, superior = offices
    sibling = trust.add(
        superior, stranger("xa-an-hoa", "Ủy ban nhân dân xã An Hòa"), role="subordinate", who=WHO
    )
    trust.revoke(superior, sibling.keyid, reason="mất máy", who=WHO)
    received(commune, keyset(superior, tmp_path / "stick"))
    assert states(commune)[sibling.keyid][0] == "revoked"
    with pytest.raises(trust.KeyRevokedBeforeError):
        trust.add(commune, sibling, role="same_office", who=WHO)


def test_the_commune_is_told_when_its_own_key_was_revoked(offices: Pair, tmp_path: Path) -> None:
    commune, superior = offices
    trust.revoke(superior, identity.own(commune).keyid, reason="lộ khóa", who=WHO)
    received(commune, keyset(superior, tmp_path / "stick"))
    assert identity.own(commune).revoked
    assert not identity.renew(commune, who=WHO).revoked


def test_an_older_set_is_refused_and_nothing_is_trusted_again(
    offices: Pair, tmp_path: Path
) -> None:
    commune, superior = offices
    sibling = trust.add(
        superior, stranger("xa-an-hoa", "Ủy ban nhân dân xã An Hòa"), role="subordinate", who=WHO
    )
    older = keyset(superior, tmp_path / "1")
    trust.revoke(superior, sibling.keyid, who=WHO)
    received(commune, keyset(superior, tmp_path / "2"))
    before = states(commune)
    with pytest.raises(OlderKeysetError), receiving.look(commune, older, who=WHO):
        pass
    assert states(commune) == before
    assert before[sibling.keyid][0] == "revoked"


def test_the_same_set_once_more_changes_nothing(offices: Pair, tmp_path: Path) -> None:
    commune, superior = offices
    received(commune, keyset(superior, tmp_path / "1"))
    before = states(commune)
    again = keyset(superior, tmp_path / "2")
    assert set(lines(commune, again).values()) == {"unchanged"}
    received(commune, again)
    assert states(commune) == before


def test_a_locally_revoked_key_stays_so_whatever_the_set_says(
    offices: Pair, tmp_path: Path
) -> None:
    commune, superior = offices
    second = stranger("tinh-binh-nguyen", "Ủy ban nhân dân tỉnh Bình Nguyên")
    trust.add(superior, second, role="same_office", who=WHO)
    trust.add(commune, second, role="superior", who=WHO)
    trust.revoke(commune, second.keyid, who=WHO)
    received(commune, keyset(superior, tmp_path / "stick"))
    assert states(commune)[second.keyid][0] == "revoked"


def test_taking_a_set_in_can_be_undone_as_a_whole(offices: Pair, tmp_path: Path) -> None:
    commune, superior = offices
    sibling = stranger("xa-an-hoa", "Ủy ban nhân dân xã An Hòa")
    trust.add(superior, sibling, role="subordinate", who=WHO)
    before = states(commune)
    taken: ReceivedBundle = received(commune, keyset(superior, tmp_path / "stick"))
    assert states(commune) != before
    receiving.undo(commune, taken.id, who=WHO)
    assert states(commune) == before
    assert not identity.own(commune).approved
    assert keysets.latest(commune, "tinh-binh-nguyen") == 0


def test_versions_rise_with_what_is_said_and_not_without(offices: Pair) -> None:
    _, superior = offices
    first, told = trust.keyset_records(superior)
    assert (first, told[0].keyid) == (1, identity.own(superior).keyid)
    assert trust.keyset_records(superior) == (1, told)
    trust.add(superior, stranger(), role="subordinate", who=WHO)
    assert trust.keyset_records(superior, keep=False)[0] == 2
    assert keysets.latest(superior, "tinh-binh-nguyen") == 1
    assert trust.keyset_records(superior)[0] == 2


def test_a_set_without_a_version_is_refused(offices: Pair, tmp_path: Path) -> None:
    from papidesk.workflow import taking_keyset
    from papidesk.workflow.taking import Records

    commune, superior = offices
    with receiving.look(commune, keyset(superior, tmp_path / "s"), who=WHO) as incoming:
        bundle = incoming.bundle
        manifest = replace(bundle.manifest, covers=replace(bundle.manifest.covers, keyset=0))
        with pytest.raises(KeysetVersionError):
            taking_keyset.judge(commune, bundle, manifest, Records(bundle, frozenset()))


def test_a_kept_set_is_read_back_as_it_was_and_damage_is_told(offices: Pair) -> None:
    _, superior = offices
    version, told = trust.keyset_records(superior)
    kept = keysets.get(superior, "tinh-binh-nguyen", version)
    assert kept is not None
    assert [key.keyid for key in kept.keys] == [key.keyid for key in told]
    with superior.unit_of_work():
        superior.write("UPDATE keysets SET content = replace(content, 'tinh', 'xinh')")
    with pytest.raises(keysets.DamagedKeysetError):
        keysets.get(superior, "tinh-binh-nguyen", version)
    found = integrity.verify(superior)[1]
    assert [type(problem) for problem in found] == [keysets.DamagedKeysetError]
