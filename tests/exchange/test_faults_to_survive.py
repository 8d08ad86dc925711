"""Every fault of the design's list, by its words, through a real office's receiving."""

from __future__ import annotations

import csv
import importlib
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from papidesk import i18n
from papidesk.bundles.failures import BundleError
from papidesk.domain.exchange import KeyRole, TrustedKey
from papidesk.domain.record import replace
from papidesk.sheets.plain_sheet import csv_bytes, workbook
from papidesk.storage import received_records
from papidesk.storage.store import Store
from papidesk.workflow import demo, evidence, identity, log, receiving, trust, workspaces
from papidesk.workflow.files import write_whole
from tests.bundles.vectors_build import (
    OTHER_ENTRY,
    REVOKED,
    SIGNER,
    STRANGER,
    SUPERIOR,
    UNIT,
    Build,
    entry,
    figure,
)
from tests.exchange.hostile import (
    ABOVE,
    ABOVE_UNIT,
    OTHER_UNIT,
    REFUSED,
    World,
    honest,
    keyset,
    next_one,
    sha256,
    taken_before,
)
from tests.exchange.survived import ELSEWHERE
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import REMEMBERED, logged, pair, received, report, tables

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


def design(shared: Path) -> set[str]:
    """Return the phrases of the list as it stands in the design; none where that is not here."""
    path = shared / "design" / "exchange.md"
    if not path.is_file():
        return set()
    listed = path.read_text(encoding="utf-8").partition("## Faults to survive")[2]
    refused, accepted, held, rest = listed.partition("\n## ")[0].strip().split("\n")[2:6]
    phrases = refused.rstrip(".").split(" · ")
    for some in (accepted, held):
        phrases += some.partition(": ")[2].rstrip(".").split(" · ")
    return {*phrases, *rest.rstrip(".").split(". ")}


def test_every_fault_of_the_design_has_its_test(shared: Path) -> None:
    covered = REFUSED.keys() | ELSEWHERE.keys()
    assert design(shared) in (set(), set(covered))
    for phrase, tests in ELSEWHERE.items():
        for module, name in tests:
            found = getattr(importlib.import_module(f"tests.{module}"), name, None)
            assert callable(found), (phrase, name)


def test_a_newer_minor_version_is_taken_in_and_what_is_unknown_kept(
    office: tuple[Store, World], tmp_path: Path
) -> None:
    store, _ = office
    path = tmp_path / "đến.papi"
    path.write_bytes(
        Build(
            records=[entry(OTHER_ENTRY, weather="mưa"), figure()],
            manifest=next_one(2, version={"major": 1, "minor": 7}, colour="xanh"),
        ).data()
    )  # fmt: skip
    with receiving.look(store, path, who=WHO) as incoming:
        taken = receiving.take(store, incoming, who=WHO, agree=True, backup=False)
    assert taken.state == "applied"
    kept = received_records.get(store, UNIT, "activity", OTHER_ENTRY)
    assert kept is not None and kept.record.fields["weather"] == "mưa"
    receiving.undo(store, taken.id, who=WHO, backup=False)


EVIL = ("=1+1", "+1+cmd|' /C calc'!A0", "-1+cmd|' /C calc'!A0", "-2+3", "+84 90", "@SUM(A1)")


def test_text_that_begins_like_a_formula_is_written_as_text() -> None:
    rows = [[text] for text in EVIL]
    read = csv.reader(io.StringIO(csv_bytes(["x"], rows).decode("utf-8-sig")), delimiter=";")
    assert [row[0] for row in read][1:] == [f"'{text}" for text in EVIL]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook("Sổ", ["x"], rows))).active
    cells = [sheet.cell(row, 1) for row in range(2, len(EVIL) + 2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in EVIL]


def test_a_file_name_of_120_vietnamese_letters_goes_up_and_is_saved_there(tmp_path: Path) -> None:
    name = "Ảnh buổi tuyên truyền về công khai ngân sách tại nhà văn hóa thôn Đông, xã An Hòa, "
    name = (name * 2)[:116] + ".jpg"
    assert len(name) == 120
    with pair(tmp_path) as (commune, superior):
        logged(commune, 1)
        (tmp_path / name).write_bytes(b"\xff\xd8\xff a photo")
        (row,) = log.listing(commune)
        evidence.attach_file(commune, "activity", row.activity.id, tmp_path / name, who=WHO)
        path = report(commune, tmp_path / "USB")
        long = path.with_name(f"{name[:115]}.papi")
        path.rename(long)
        assert received(superior, long).file_name == long.name
        (kept,) = received_records.every(superior, "xa-an-hoa", "evidence")
        assert kept.record.fields["name"] == name
        target = tmp_path / "ra" / name
        write_whole(target, b"a photo")
        assert target.is_file()
