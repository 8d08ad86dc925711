"""Copies of incoming papers, over their scans."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.incoming import Incoming
from papidesk.domain.record import replace
from papidesk.printing.render import render
from papidesk.storage.store import Store
from papidesk.workflow import copies, incoming, workspaces
from papidesk.workflow.demo import sample_offices
from tests.printing.measured import Measured
from tests.printing.official import invitation

WHO = "Trần Thị Thí Dụ"
TODAY = datetime.date.today()
NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    workspace = workspaces.create(tmp_path / "An Hòa", sample_offices()[0], who=WHO)
    yield workspace.store
    workspace.close()


def taken(store: Store) -> Incoming:
    paper = Incoming(
        arrived_on=TODAY, year=TODAY.year, author="Sở Nội vụ tỉnh Mẫu", kind="GM", code="21/GM-SNV",
        abstract="Dự hội nghị sơ kết", dated=TODAY,
    )  # fmt: skip
    return incoming.take_in(store, paper, today=TODAY, who=WHO)


def test_an_incoming_paper_is_copied_from_its_scan(store: Store, tmp_path: Path) -> None:
    paper = taken(store)
    with pytest.raises(copies.NoScanError):
        copies.source(store, paper.id)
    scan = tmp_path / "giấy mời.pdf"
    scan.write_bytes(render(invitation()))
    incoming.attach(store, paper.id, scan, who=WHO)
    source = copies.source(store, paper.id)
    assert source.title == "Giấy mời số 21/GM-SNV dự hội nghị sơ kết"
    order = copies.CopyOrder(copy=copies.offer(store, "SL", today=TODAY))
    made = copies.make(
        store, source, order, tmp_path / "bản sao.pdf", today=TODAY, who=WHO, now=NOW
    )
    assert (made.number, made.symbol, made.same_sheet) == ("01", "SL-UBND", True)
    assert Measured(made.path.read_bytes()).line("SAO LỤC")


def test_a_copy_is_offered_with_the_next_number_and_previewed_without_taking_it(
    store: Store, tmp_path: Path
) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(render(invitation()))
    source = copies.file_source(scan)
    first = copies.offer(store, "SY", today=TODAY)
    assert copies.preview(source, copies.CopyOrder(copy=first), now=NOW).pages == 1
    assert copies.offer(store, "SY", today=TODAY) == first
    written = replace(first, number="")
    order = copies.CopyOrder(copy=written)
    made = copies.make(store, source, order, tmp_path / "b.pdf", today=TODAY, who=WHO, now=NOW)
    assert made.number == "01"
    assert copies.offer(store, "TrS", today=TODAY).number == "02"
