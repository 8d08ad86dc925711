"""A trusted office that reaches for more than it is trusted with gets nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.bundles import keys
from papidesk.bundles.failures import BundleError
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.storage import documents
from papidesk.storage.store import Store
from papidesk.workflow import (
    demo,
    life,
    receiving,
    reports,
    sending,
    trust,
    unit_decisions,
    workspaces,
)
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO, kept, sound
from tests.workflow.exchanged import (
    PERIOD,
    REMEMBERED,
    introduced,
    made_anew,
    pair,
    received,
    records_of,
    tables,
    with_fields,
)
from tests.workflow.test_keysets import keyset, states
from tests.workflow.test_taking_decision import COMMUNE, reported, sent_up
from tests.workflow.test_trust import stranger
from tests.workflow.two_machines import bundle_of, taken

Two = tuple[Store, Store]
OTHER = "so-noi-vu"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """A commune and its superior."""
    with pair(tmp_path) as made:
        yield made


def other_superior(commune: Store) -> keys.Signer:
    """Let the commune trust a second superior and return what that one signs with."""
    signer = keys.Signer(keys.new_signing_key())
    key = TrustedKey(keyid=signer.keyid, public=signer.public.hex(), unit=OTHER, name="Sở Nội vụ")
    trust.add(commune, key, role="superior", who=WHO)
    return signer


def test_a_superior_s_set_of_keys_brings_no_key_of_another_superior(
    two: Two, tmp_path: Path
) -> None:
    commune, superior = two
    honest = other_superior(commune)
    false = trust.add(superior, stranger(OTHER, "Sở Nội vụ"), role="subordinate", who=WHO)
    received(commune, keyset(superior, tmp_path / "stick"))
    assert false.keyid not in states(commune)
    assert states(commune)[honest.keyid] == ("trusted", "superior", "compared")


def test_a_superior_s_set_of_keys_revokes_no_key_of_another_superior(
    two: Two, tmp_path: Path
) -> None:
    commune, superior = two
    honest = other_superior(commune)
    known = trust.find(commune, honest.keyid)
    trust.add(superior, known, role="subordinate", who=WHO)
    trust.revoke(superior, honest.keyid, who=WHO)
    received(commune, keyset(superior, tmp_path / "stick"))
    assert states(commune)[honest.keyid] == ("trusted", "superior", "compared")


def returned(two: Two, folder: Path, signer: keys.Signer, **changes: object) -> Path:
    """Return a decision of the second superior on the report that went to the first."""
    commune, superior = two
    _, duty = reported(commune)
    sent_up(commune, superior, folder)
    sent = unit_decisions.send_back(
        superior, COMMUNE, duty, PERIOD, reason="Thiếu", remarks=(), wanted_by=None, who=WHO
    )
    path = sending.file_of(superior, sent[0])
    records = []
    for one in records_of(path):
        made = replace(one, owner=OTHER)
        if one.kind == "decision":
            made = with_fields(replace(made, id=new_id()), **changes)
        records.append(made)
    return made_anew(
        superior, path, folder / "trả lại.papi", records=records, signer=signer, unit=OTHER,
        name="Sở Nội vụ", database=new_id(), bundle_id=new_id(),
    )  # fmt: skip


def test_a_superior_returns_no_report_that_went_to_another(two: Two, tmp_path: Path) -> None:
    commune, _ = two
    path = returned(two, tmp_path, other_superior(commune))
    # Where it is answered to is learnt from every bundle.
    before = tables(commune, but=REMEMBERED | {"trusted_keys"})
    received(commune, path)
    assert tables(commune, but=REMEMBERED | {"trusted_keys"}) == before


def test_a_decision_on_a_report_opens_no_other_paper(two: Two, tmp_path: Path) -> None:
    commune, superior = two
    draft = kept(commune, sound())
    _, duty = reported(commune)
    sent_up(commune, superior, tmp_path)
    sent = unit_decisions.send_back(
        superior, COMMUNE, duty, PERIOD, reason="Thiếu", remarks=(), wanted_by=None, who=WHO
    )
    path = sending.file_of(superior, sent[0])
    records = [
        with_fields(one, document=draft.id) if one.kind == "decision" else one
        for one in records_of(path)
    ]
    received(commune, made_anew(
        superior, path, tmp_path / "trả lại.papi", records=records, bundle_id=new_id()
    ))  # fmt: skip
    assert life.remarks(commune, draft.id) == []
    standing = reports.reported_by(commune, duty, PERIOD)
    assert standing is not None
    assert documents.get(commune, standing.document).state == "returned"


def test_a_superior_that_says_it_is_one_of_our_computers_changes_nothing_of_ours(
    two: Two, tmp_path: Path
) -> None:
    commune, superior = two
    with workspaces.create(tmp_path / "máy hai", demo.sample_offices()[0], who=WHO) as second:
        introduced(second.store, commune, "same_office")
        introduced(commune, second.store, "same_office")
        ours = kept(second.store, sound("Kế hoạch của ta"))
        taken(commune, bundle_of(second.store))
        database = second.store.value("SELECT database_id FROM workspace")
    assert documents.get(commune, ours.id).abstract == "Kế hoạch của ta"
    theirs = kept(superior, sound("Kế hoạch của tỉnh"))
    order = Order(kind="plan", to=(COMMUNE,), documents=(theirs.id,))
    made = sending.make(superior, order, who=WHO)
    path = sending.file_of(superior, made[0])
    forged = []
    for one in records_of(path):
        if one.kind == "document":
            one = with_fields(replace(one, id=ours.id), abstract="Kế hoạch bị đổi")
            one = replace(one, vv={database: 99}, dots={})
        forged.append(one)
    target = made_anew(
        superior, path, tmp_path / "giả.papi", records=forged, database=database,
        bundle_id=new_id(),
    )  # fmt: skip
    before = tables(commune, but=REMEMBERED)
    with pytest.raises(BundleError) as caught, receiving.look(commune, target, who=WHO) as incoming:
        receiving.take(commune, incoming, who=WHO, agree=True, backup=False)
    assert caught.value.code == "database-other-unit"
    assert tables(commune, but=REMEMBERED) == before


def test_a_unit_that_says_it_is_another_s_computer_is_refused(two: Two, tmp_path: Path) -> None:
    commune, superior = two
    reported(commune)
    sent_up(commune, superior, tmp_path)
    database = commune.value("SELECT database_id FROM workspace")
    signer = keys.Signer(keys.new_signing_key())
    key = TrustedKey(
        keyid=signer.keyid, public=signer.public.hex(), unit="xa-mau-lam", name="xã Mẫu Lâm"
    )
    trust.add(superior, key, role="subordinate", who=WHO)
    (path,) = tmp_path.glob("*report*.papi")
    records = [replace(one, owner="xa-mau-lam") for one in records_of(path)]
    target = made_anew(
        commune, path, tmp_path / "khác.papi", records=records, signer=signer, unit="xa-mau-lam",
        name="xã Mẫu Lâm", database=database, bundle_id=new_id(),
    )  # fmt: skip
    with pytest.raises(BundleError) as caught, receiving.look(superior, target, who=WHO):
        pass
    assert caught.value.code == "database-other-unit"
