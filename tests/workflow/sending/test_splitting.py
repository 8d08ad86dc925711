"""What is too large for an e-mail: data first, attachments after, each file whole by itself."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.bundles.limits import LIMITS
from papidesk.domain.bundle import Blob, BundleRecord
from papidesk.domain.exchange import SentBundle
from papidesk.domain.parcel import Parcel, size_of, split
from papidesk.domain.record import replace
from papidesk.workflow import sending
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import received, tables
from tests.workflow.reports.half_year import TODAY
from tests.workflow.sending.conftest import PERIOD, Offices, proved

MIB = 1 << 20
ORDER = Order(kind="report", period=PERIOD, profile="email")


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


@pytest.fixture
def large(offices: Offices) -> list[SentBundle]:
    """The parts of a report with 45 MiB of photos."""
    for seed, size in enumerate((9, 9, 9, 9, 9)):
        proved(offices.commune, offices.entry("Hồ sơ nửa năm"), noise(size * MIB, seed), f"{seed}")
    return sending.make(offices.commune, ORDER, who=WHO, today=TODAY)


def files(offices: Offices, parts: list[SentBundle]) -> list[Path]:
    return sending.export(offices.commune, [one.id for one in parts], offices.stick, who=WHO)


def test_a_report_too_large_for_mail_becomes_files_mail_takes_data_first(
    offices: Offices, large: list[SentBundle]
) -> None:
    assert [(one.part, one.parts, one.seq) for one in large] == [(1, 3, 1), (2, 3, 2), (3, 3, 3)]
    assert {one.whole for one in large} == {large[0].id}
    assert all(path.stat().st_size <= LIMITS.email for path in files(offices, large))
    assert large[0].counts["figure"] > 0
    assert [one.counts.keys() - {"evidence"} for one in large[1:]] == [set(), set()]
    assert sum(one.counts["evidence"] for one in large) == 5


def test_a_preview_tells_how_many_files_there_will_be(
    offices: Offices, large: list[SentBundle]
) -> None:
    assert sending.preview(offices.commune, ORDER, today=TODAY).parts == len(large)
    assert sending.preview(offices.commune, replace(ORDER, profile="stick"), today=TODAY).parts == 1


def test_the_parts_end_alike_in_whatever_order_they_come(
    offices: Offices, large: list[SentBundle], tmp_path: Path
) -> None:
    paths = files(offices, large)
    ends = []
    for order in ((0, 1, 2), (2, 0, 1)):
        with _copy(offices, tmp_path / str(order)) as store:
            assert [received(store, paths[at]).state for at in order] == ["applied"] * 3
            found = tables(store)
            ends.append({name: found[name] for name in ("received_amounts", "unit_figures")})
            proofs = store.value("SELECT count(*) FROM received_records WHERE kind = 'evidence'")
            assert proofs == 5
    assert ends[0] == ends[1]


def _copy(offices: Offices, folder: Path):  # type: ignore[no-untyped-def]
    """Give the superior's store as it was, in another folder."""
    import shutil

    from papidesk.storage.store import Store

    shutil.copytree(offices.superior.folder, folder, ignore=shutil.ignore_patterns("lock"))
    return Store(folder / "papidesk.db")


def test_what_fits_stays_one_file(offices: Offices) -> None:
    proved(offices.commune, offices.entry("Hồ sơ nửa năm"), noise(3 * MIB, 1))
    parts = sending.make(offices.commune, ORDER, who=WHO, today=TODAY)
    assert [(one.parts, one.whole) for one in parts] == [(1, "")]


def test_one_photo_larger_than_mail_takes_goes_alone_and_is_told(offices: Offices) -> None:
    proved(offices.commune, offices.entry("Hồ sơ nửa năm"), noise(22 * MIB, 1))
    seen = sending.preview(offices.commune, ORDER, today=TODAY)
    assert seen.parts == 2
    assert any(one.values == {"count": 1, "limit": 20} for one in seen.warnings)


@given(st.lists(st.integers(1, 30), max_size=25), st.integers(10, 40))
def test_splitting_loses_nothing_and_keeps_to_the_limit(sizes: list[int], limit: int) -> None:
    kib = 1 << 10
    blobs = tuple(Blob(sha256=f"{at:064x}", bytes=size * kib) for at, size in enumerate(sizes))
    record = BundleRecord(kind="task", id="việc", owner="xa", vv={"d": 1}, hash="0")
    proofs = tuple(
        replace(record, kind="evidence", id=f"{at:04}", fields={"sha256": blob.sha256})
        for at, blob in enumerate(blobs)
    )
    whole = Parcel(kind="report", to=("x",), records=(record, *proofs), blobs=blobs)
    wants = {one.id: frozenset({one.fields["sha256"]}) for one in proofs}
    pieces = split(whole, (limit + 12) * kib, wants)
    assert sorted(r.id for piece in pieces for r in piece.records) == sorted(
        r.id for r in whole.records
    )
    for piece in pieces:
        named = {one.fields["sha256"] for one in piece.records if one.kind == "evidence"}
        assert {blob.sha256 for blob in piece.blobs} == named
        alone = len(piece.blobs) == 1
        assert alone or size_of(piece) <= (limit + 12) * kib
    assert pieces[0].records[0] == record
    for one, other in itertools.combinations(pieces, 2):
        assert not {r.id for r in one.records} & {r.id for r in other.records}
