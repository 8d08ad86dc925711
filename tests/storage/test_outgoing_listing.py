"""The register of outgoing papers as a list: filtered, sorted, searched, by the page."""

from __future__ import annotations

import datetime

from papidesk.domain.record import replace
from papidesk.storage import audit, outgoing_listing, registers
from papidesk.storage.outgoing_listing import OutgoingFilter
from papidesk.storage.store import Store
from tests.storage.test_registers import entry


def fill(store: Store) -> None:
    for number, (kind, abstract) in enumerate(
        [("KH", "Kế hoạch tuyên truyền"), ("BC", "Báo cáo sơ kết"), ("KH", "Kế hoạch đào tạo")], 1
    ):
        registers.enter(
            store,
            entry(kind=kind, series="chung", abstract=abstract, date=f"2025-08-{20 + number}"),
        )


def test_entries_are_found_by_kind_day_words_and_whether_they_were_sent(store: Store) -> None:
    fill(store)
    count = outgoing_listing.count
    assert count(store, OutgoingFilter(kinds=("KH",))) == 2
    assert count(store, OutgoingFilter(since=datetime.date(2025, 8, 22))) == 2
    assert count(store, OutgoingFilter(text="dao tao")) == 1
    assert count(store, OutgoingFilter(text="đào tạo KH-UBND")) == 1
    assert count(store, OutgoingFilter(text="02/kh")) == 1
    assert count(store, OutgoingFilter(sent=True)) == 0
    assert count(store, OutgoingFilter(year=2024)) == 0


def test_entries_are_sorted_and_cut_into_pages(store: Store) -> None:
    fill(store)
    by_abstract = outgoing_listing.rows(store, sort="abstract")
    assert [found.number for found in by_abstract] == [2, 3, 1]
    newest = outgoing_listing.rows(store, sort="date", descending=True, limit=1)
    assert [found.number for found in newest] == [3]
    assert outgoing_listing.rows(store, sort="number", limit=2, offset=2)[0].number == 3


def test_what_was_filled_in_later_is_found_and_in_the_audit_log(store: Store) -> None:
    made = registers.enter(store, entry())
    registers.complete(store, replace(made, received_by="Bưu điện xã", copies=12), who="Văn thư")
    assert outgoing_listing.count(store, OutgoingFilter(text="buu dien")) == 1
    act = audit.entries(store, subject=made.id)[0]
    assert act.act == "register.completed"
    assert act.detail == "copies: 1 → 12; received_by: – → Bưu điện xã"
