"""Every fault of the design's list, by its words, through a real office's receiving."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk import i18n
from papidesk.bundles.failures import BundleError
from papidesk.domain.exchange import KeyRole, TrustedKey
from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import demo, identity, receiving, trust, workspaces
from tests.bundles.vectors_build import REVOKED, STRANGER, SUPERIOR
from tests.exchange.hostile import (
    ABOVE,
    ABOVE_UNIT,
    OTHER_UNIT,
    REFUSED,
    SIGNER,
    UNIT,
    World,
    honest,
    keyset,
    sha256,
    taken_before,
)
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import REMEMBERED, received, tables

MIB = 1 << 20
# Above what the honest import of a small bundle takes; far below any hostile file unpacked.
MEMORY = 24 * MIB


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, World]]:
    """A superior that has trusted, revoked and taken in; nothing hostile may change it."""
    folder = tmp_path_factory.mktemp("sở")
    above = replace(demo.sample_offices()[1], name="Sở Nội vụ", code=SUPERIOR, level="department")
    with workspaces.create(folder / "Sở Nội vụ", above, who=WHO) as made:
        store = made.store
        known(store, SIGNER, UNIT, "subordinate")
        known(store, STRANGER, OTHER_UNIT, "subordinate")
        known(store, REVOKED, UNIT, "subordinate")
        known(store, ABOVE, ABOVE_UNIT, "superior")
        trust.revoke(store, REVOKED.keyid, who=WHO)
        for number, data in enumerate((taken_before(), keyset(3))):
            path = folder / f"{number}.papi"
            path.write_bytes(data)
            assert received(store, path).state == "applied"
        yield store, World(recipient=identity.own(store).recipient, folder=folder)


def known(store: Store, signer: object, unit: str, role: KeyRole) -> None:
    """Trust a key as a person does who compared it."""
    key = TrustedKey(
        keyid=signer.keyid, public=signer.public.hex(), unit=unit, name=unit, role=role,  # type: ignore[attr-defined]
    )  # fmt: skip
    trust.add(store, key, role=role, who=WHO)


def refused(store: Store, path: Path, *, remember: bool = False) -> BundleError:
    """Return what receiving a file says, in little memory."""
    tracemalloc.start()
    try:
        with (
            pytest.raises(BundleError) as caught,
            receiving.look(store, path, who=WHO, remember=remember),
        ):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MEMORY
    return caught.value


def said(error: BundleError) -> list[str]:
    """Return the sentence of a refusal in both languages."""
    sentences = []
    for language in ("en", "vi"):
        i18n.use(language)
        sentences.append(i18n.say(error))
    return sentences


@pytest.fixture(autouse=True)
def forgetful(office: tuple[Store, World]) -> Iterator[None]:
    """Forget what was refused: the files of the list have one id, which may come only once."""
    yield
    store = office[0]
    with store.unit_of_work():
        store.write("DELETE FROM bundles_received WHERE state = 'refused'")


FILES = [(phrase, each) for phrase, every in REFUSED.items() for each in every]


@pytest.mark.parametrize(
    ("phrase", "hostile"), FILES, ids=[f"{phrase}-{each.name}" for phrase, each in FILES]
)
def test_a_hostile_file_is_refused_by_the_office(
    phrase: str, hostile: object, office: tuple[Store, World], tmp_path: Path
) -> None:
    store, world = office
    path = tmp_path / "đến.papi"
    path.write_bytes(hostile.data(world))  # type: ignore[attr-defined]
    database, rows = sha256(store.path), tables(store, but=REMEMBERED)
    error = refused(store, path)
    assert error.code in hostile.codes, error  # type: ignore[attr-defined]
    english, vietnamese = said(error)
    for sentence in (english, vietnamese):
        assert len(sentence) > 20 and "{" not in sentence and "\n" not in sentence
    assert english != vietnamese
    # Looking at it writes not one byte; what is entered is that it came, and nothing else.
    assert sha256(store.path) == database
    assert list((store.folder / "staging").iterdir()) == []
    assert refused(store, path, remember=True).code == error.code
    assert tables(store, but=REMEMBERED) == rows
    entered = {row.file_sha256: row.code for row in receiving.history(store)}
    assert entered[sha256(path) if path.stat().st_size else ""] == error.code
    assert list((store.folder / "staging").iterdir()) == []
    assert not [one for one in (store.folder / "inbox").rglob("*") if one.is_file()]


def test_any_flipped_bit_is_refused_or_says_nothing_else(
    office: tuple[Store, World], tmp_path: Path
) -> None:
    store, _ = office
    path, whole = tmp_path / "đến.papi", honest()
    database = sha256(store.path)
    for at in range(0, len(whole), 13):
        changed = bytearray(whole)
        changed[at] ^= 1 << at % 8
        path.write_bytes(changed)
        with (
            pytest.raises(BundleError) as caught,
            receiving.look(store, path, who=WHO, remember=False),
        ):
            pass
        assert caught.value.code
        assert list((store.folder / "staging").iterdir()) == []
    assert sha256(store.path) == database
