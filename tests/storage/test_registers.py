"""The register of outgoing papers: numbers given once, in order, or with a reason."""

from __future__ import annotations

import subprocess
import sys

import pytest

from papidesk.domain.record import replace
from papidesk.storage import audit, documents, registers
from papidesk.storage.registers import RegisterEntry
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.conftest import ROOT
from tests.storage.stored import NOON, issue, plan


def entry(number: int = 0, **changes: object) -> RegisterEntry:
    made = RegisterEntry(
        series="KH",
        year=2025,
        number=number,
        date="2025-08-20",
        symbol="KH-UBND",
        kind="KH",
        abstract="Tuyên truyền",
        signer="Nguyễn Văn Mẫu",
        recipients="Như trên; Lưu: VT",
    )
    return replace(made, **changes)


def test_numbers_run_from_one_in_each_series_and_year(store: Store) -> None:
    taken = [registers.enter(store, entry()).number for _ in range(3)]
    other = registers.enter(store, entry(series="BC", symbol="BC-UBND")).number
    next_year = registers.enter(store, entry(year=2026)).number
    assert (taken, other, next_year) == ([1, 2, 3], 1, 1)
    assert registers.next_number(store, "KH", 2025) == 4
    assert registers.next_number(store, "QĐ", 2025) == 1


def test_an_entry_keeps_all_columns_of_the_register(store: Store) -> None:
    made = registers.enter(store, entry(), who="Đỗ Thị Văn Thư", now=NOON)
    kept = registers.get(store, made.id)
    assert kept == made
    assert (kept.entered_by, kept.entered_at) == ("Đỗ Thị Văn Thư", "2025-08-20T05:00:00Z")
    later = registers.complete(
        store,
        replace(kept, copies=12, sent_on="2025-08-21", received_by="Bưu điện", note="gửi hai lần"),
    )
    assert (later.copies, later.sent_on, later.received_by) == (12, "2025-08-21", "Bưu điện")
    assert later.number == kept.number


def test_what_comes_later_never_changes_number_or_abstract(store: Store) -> None:
    made = registers.enter(store, entry())
    later = registers.complete(store, replace(made, number=99, abstract="khác", note="x"))
    assert (later.number, later.abstract, later.note) == (1, "Tuyên truyền", "x")


def test_a_number_is_given_once(store: Store) -> None:
    registers.enter(store, entry(1))
    with pytest.raises(registers.NumberTakenError) as caught:
        registers.enter(store, entry(1))
    assert "01" in str(caught.value)
    assert "Tuyên truyền" in str(caught.value)
    assert "02" in str(caught.value)
    assert len(registers.entries(store, 2025)) == 1


def test_a_gap_needs_its_reason(store: Store) -> None:
    with pytest.raises(registers.NumberGapError):
        registers.enter(store, entry(5))
    made = registers.enter(store, entry(5, gap_reason="sổ giấy đến số 4"))
    assert made.number == 5
    assert registers.enter(store, entry()).number == 6
    # A number left out can still be used.
    assert registers.enter(store, entry(3)).number == 3


def test_a_cancelled_number_stays_and_is_not_given_again(store: Store) -> None:
    made = registers.enter(store, entry())
    with pytest.raises(registers.CancelReasonError):
        registers.cancel(store, made.id, reason=" ")
    gone = registers.cancel(store, made.id, reason="ghi nhầm", now=NOON)
    assert gone.cancel_reason == "ghi nhầm"
    assert gone.cancelled_at == "2025-08-20T05:00:00Z"
    with pytest.raises(registers.AlreadyCancelledError):
        registers.cancel(store, made.id, reason="nữa")
    with pytest.raises(registers.NumberTakenError):
        registers.enter(store, entry(1))
    assert registers.enter(store, entry()).number == 2
    assert [e.number for e in registers.entries(store, 2025, "KH")] == [1, 2]


def test_the_entry_before_tells_the_order_of_dates(store: Store) -> None:
    assert registers.last_entry(store, "KH", 2025) is None
    registers.enter(store, entry(date="2025-01-02"))
    registers.enter(store, entry(9, date="2025-03-04", gap_reason="x"))
    last = registers.last_entry(store, "KH", 2025)
    before = registers.last_entry(store, "KH", 2025, before=9)
    assert last is not None
    assert before is not None
    assert (last.date, before.date) == ("2025-03-04", "2025-01-02")


def test_an_issue_that_fails_gives_its_number_back(store: Store) -> None:
    first = documents.save(store, plan("một"))
    issue(store, first, 1)
    second = documents.save(store, plan("hai"))
    with pytest.raises(registers.NumberTakenError):
        issue(store, second, 1)
    assert documents.get(store, second.id) == second
    assert issue(store, second, 2).number == "02"
    found = registers.of_document(store, second.id)
    assert found is not None
    assert found.number == 2


def test_an_unknown_entry_is_refused(store: Store) -> None:
    with pytest.raises(registers.UnknownEntryError):
        registers.get(store, "none")


def test_entering_is_on_record(store: Store) -> None:
    made = registers.enter(store, entry(), who="Đỗ Thị Văn Thư")
    assert audit.entries(store, subject=made.id)[0].detail == "01/KH-UBND 2025"


TAKE = """
import sys
from pathlib import Path
from papidesk.storage import registers
from papidesk.storage.store import Store
from tests.storage.test_registers import entry
with Store(Path(sys.argv[1]), busy_seconds=60) as store:
    print(*(registers.enter(store, entry()).number for _ in range(15)))
"""


def test_programs_that_take_numbers_at_once_never_get_the_same(workspace: Workspace) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TAKE, str(workspace.database)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    taken = [int(number) for process in running for number in process.communicate()[0].split()]
    assert sorted(taken) == list(range(1, 46))
