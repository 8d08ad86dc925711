"""Bundles that come in another order than they were made lose nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.bundle import BundleKind
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.storage import acknowledged, documents
from papidesk.storage.store import Store
from papidesk.workflow import evidence, log, receipts, sending
from papidesk.workflow.sending import Order
from tests.workflow.conftest import WHO, kept, sound
from tests.workflow.exchanged import (
    NOW,
    logged,
    made_anew,
    pair,
    received,
    records_of,
    report,
    with_fields,
)

COMMUNE = "xa-an-hoa"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """A commune and its superior."""
    with pair(tmp_path) as made:
        yield made


@pytest.mark.parametrize("kind", ["plan", "directive"])
def test_papers_of_an_earlier_bundle_are_taken_in_after_those_of_a_later_one(
    two: tuple[Store, Store], kind: BundleKind
) -> None:
    commune, superior = two
    papers, files = [], []
    for name in ("Kế hoạch thứ nhất", "Kế hoạch thứ hai"):
        papers.append(kept(superior, sound(name)).id)
        order = Order(kind=kind, to=(COMMUNE,), documents=(papers[-1],))
        files += [sending.file_of(superior, one) for one in sending.make(superior, order, who=WHO)]
    assert [received(commune, path).state for path in reversed(files)] == ["applied", "applied"]
    for id in papers:
        assert documents.get(commune, id)


def test_an_earlier_bundle_that_comes_late_takes_nothing_back(two: tuple[Store, Store]) -> None:
    commune, superior = two
    paper = kept(superior, sound("Kế hoạch cũ"))
    files = []
    for abstract in ("Kế hoạch cũ", "Kế hoạch mới"):
        changed = replace(documents.get(superior, paper.id), abstract=abstract)
        documents.save(superior, changed, who=WHO)
        order = Order(kind="plan", to=(COMMUNE,), documents=(paper.id,))
        files += [sending.file_of(superior, one) for one in sending.make(superior, order, who=WHO)]
    for path in reversed(files):
        received(commune, path)
    assert documents.get(commune, paper.id).abstract == documents.get(superior, paper.id).abstract


def test_receipts_that_come_in_another_order_tell_all_they_have_to_tell(
    two: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = two
    logged(commune)
    photo = tmp_path / "ảnh.jpg"
    photo.write_bytes(b"\xff\xd8\xff a photo")
    entry = log.listing(commune)[0].activity.id
    told = []
    for period in ("2026-H1", "2026-Q1"):
        if period == "2026-H1":
            evidence.attach_file(commune, "activity", entry, photo, who=WHO)
        row = received(superior, report(commune, tmp_path / period, period=period))
        (made,) = receipts.make(superior, row.id, who=WHO)
        told.append(sending.file_of(superior, made))
    for path in reversed(told):
        assert received(commune, path).state == "applied"
    database = superior.value("SELECT database_id FROM workspace")
    assert len(acknowledged.of_database(commune, "tinh-binh-nguyen", database)) == 1


@pytest.mark.parametrize("heard_before", [True, False])
def test_a_late_receipt_of_an_older_database_leaves_nothing_out_for_the_present_one(
    two: tuple[Store, Store], tmp_path: Path, heard_before: bool
) -> None:
    """The superior's computer was replaced; what the broken one acknowledged comes after that."""
    commune, superior = two
    logged(commune)
    photo = tmp_path / "ảnh.jpg"
    photo.write_bytes(b"\xff\xd8\xff a photo")
    evidence.attach_file(commune, "activity", log.listing(commune)[0].activity.id, photo, who=WHO)
    unit = "tinh-binh-nguyen"
    first = received(superior, report(commune, tmp_path / "1", period="2026-Q1"))
    (early,) = receipts.make(superior, first.id, who=WHO, now=NOW)
    early_file = sending.file_of(superior, early)
    row = received(superior, report(commune, tmp_path / "2"))
    (late,) = receipts.make(superior, row.id, who=WHO, now=NOW)
    old = superior.value("SELECT database_id FROM workspace")
    if heard_before:
        received(commune, early_file, now=NOW)
    # A receipt of the new computer, about the first report, which has none of the attachments.
    new = made_anew(
        superior, early_file, tmp_path / "mới.papi", bundle_id=new_id(), database=new_id(),
        created_at="2026-07-05T08:00:00Z",
        records=[with_fields(one, blobs=[]) for one in records_of(early_file)],
    )  # fmt: skip
    received(commune, new, agree=True, now=NOW + datetime.timedelta(days=3))
    received(
        commune, sending.file_of(superior, late), agree=True, now=NOW + datetime.timedelta(days=4)
    )
    assert acknowledged.of_database(commune, unit, old)
    assert acknowledged.of(commune, [unit]) == set()
