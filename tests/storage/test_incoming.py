"""The register of incoming papers: numbers given once, duplicates told, nothing lost."""

from __future__ import annotations

import datetime
import subprocess
import sys
from datetime import timedelta

import pytest

from papidesk.domain.incoming import Incoming, same_key
from papidesk.domain.record import replace
from papidesk.storage import attachments, audit, incoming, incoming_files, incoming_listing
from papidesk.storage.incoming import DuplicateError
from papidesk.storage.incoming_listing import IncomingFilter
from papidesk.storage.integrity import verify
from papidesk.storage.registers import (
    AlreadyCancelledError,
    CancelReasonError,
    NumberGapError,
    NumberTakenError,
    UnknownEntryError,
)
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.conftest import ROOT
from tests.storage.stored import NOON

DAY = datetime.date(2025, 8, 20)


def paper(code: str = "12/KH-UBND", **changes: object) -> Incoming:
    made = Incoming(
        arrived_on=DAY,
        year=2025,
        author="Ủy ban nhân dân tỉnh Mẫu",
        code=code,
        dated=datetime.date(2025, 8, 15),
        kind="KH",
        abstract="Tuyên truyền cải cách hành chính",
    )
    return replace(made, **changes)


def test_arrival_numbers_run_from_one_in_each_year(store: Store) -> None:
    taken = [incoming.enter(store, paper(f"{n}/KH-UBND")).arrival_number for n in (1, 2, 3)]
    next_year = incoming.enter(store, paper("4/KH-UBND", year=2026))
    assert (taken, next_year.arrival_number) == ([1, 2, 3], 1)
    assert incoming.next_number(store, 2025) == 4


def test_an_entry_is_read_back_as_it_was_entered(store: Store) -> None:
    entered = incoming.enter(
        store, paper(urgency="KHẨN", pages=4, signer="Lê Văn Mẫu"), who="Văn thư", now=NOON
    )
    kept = incoming.get(store, entered.id)
    assert kept == entered
    assert (kept.entered_by, kept.entered_at) == ("Văn thư", "2025-08-20T05:00:00Z")


def test_a_number_is_never_given_twice_and_a_gap_needs_a_reason(store: Store) -> None:
    incoming.enter(store, paper())
    with pytest.raises(NumberTakenError) as taken:
        incoming.enter(store, paper("13/KH-UBND", arrival_number=1))
    assert "02" in str(taken.value)
    with pytest.raises(NumberGapError):
        incoming.enter(store, paper("13/KH-UBND", arrival_number=5))
    later = incoming.enter(
        store, paper("13/KH-UBND", arrival_number=5, gap_reason="Sổ giấy đã dùng đến số 4")
    )
    assert (later.arrival_number, incoming.next_number(store, 2025)) == (5, 6)


def test_two_programs_never_get_the_same_number(workspace: Workspace) -> None:
    script = (
        "import sys, datetime\n"
        "from pathlib import Path\n"
        "from papidesk.storage import incoming\n"
        "from papidesk.storage.store import Store\n"
        "from papidesk.domain.incoming import Incoming\n"
        "with Store(Path(sys.argv[1])) as store:\n"
        "    for n in range(10):\n"
        "        incoming.enter(store, Incoming(arrived_on=datetime.date(2025, 8, 20), year=2025,"
        " author=sys.argv[2], code=f'{n + 1}/X', abstract='x'))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(workspace.database), name], cwd=ROOT)
        for name in ("A", "B")
    ]
    assert [one.wait(timeout=60) for one in running] == [0, 0]
    numbers = [entry.arrival_number for entry in incoming_listing.rows(workspace.store)]
    assert numbers == list(range(1, 21))


def test_a_cancelled_number_stays_with_its_reason_and_is_not_given_again(store: Store) -> None:
    entered = incoming.enter(store, paper())
    with pytest.raises(CancelReasonError):
        incoming.cancel(store, entered.id, reason="  ")
    cancelled = incoming.cancel(store, entered.id, reason="Vào sổ nhầm", who="Văn thư")
    assert cancelled.cancel_reason == "Vào sổ nhầm"
    with pytest.raises(AlreadyCancelledError):
        incoming.cancel(store, entered.id, reason="lần nữa")
    assert incoming.enter(store, paper()).arrival_number == 2


@pytest.mark.parametrize(
    ("author", "code"),
    [
        ("UBND tỉnh Mẫu", "12/KH-UBND"),
        ("ỦY BAN NHÂN DÂN TỈNH MẪU", "012/KH-UBND"),
        ("Uỷ ban nhân dân  tỉnh Mẫu", "12 / KH - UBND"),
        ("Ủy ban Nhân dân tỉnh Mẫu.", "12/kh-ubnd"),
    ],
)
def test_the_same_paper_is_told_however_it_is_written(store: Store, author: str, code: str) -> None:
    first = incoming.enter(store, paper())
    with pytest.raises(DuplicateError) as told:
        incoming.enter(store, paper(code, author=author))
    assert first.abstract in str(told.value)
    again = incoming.enter(store, paper(code, author=author), allow_duplicate=True, who="Văn thư")
    assert again.arrival_number == 2
    acts = [entry.act for entry in audit.entries(store, subject=again.id)]
    assert "incoming.duplicate" in acts


def test_another_year_another_author_and_no_number_are_no_duplicates(store: Store) -> None:
    incoming.enter(store, paper())
    for other in (
        paper(dated=datetime.date(2024, 8, 15)),
        paper(author="Sở Nội vụ"),
        paper("13/KH-UBND"),
        paper(""),
        paper(""),
    ):
        incoming.enter(store, other)
    assert incoming_listing.count(store) == 6
    assert same_key("Sở Nội vụ", "") == ""


def test_a_paper_entered_by_mistake_and_cancelled_may_be_entered_again(store: Store) -> None:
    first = incoming.enter(store, paper())
    incoming.cancel(store, first.id, reason="Nhầm năm")
    assert incoming.duplicate(store, paper()) is None


def test_corrections_are_in_the_audit_log_with_what_was_before(store: Store) -> None:
    entered = incoming.enter(store, paper())
    changed = incoming.change(
        store, replace(entered, author="Sở Nội vụ", arrival_number=99, year=1999), who="Văn thư"
    )
    assert (changed.author, changed.arrival_number, changed.year) == ("Sở Nội vụ", 1, 2025)
    act = audit.entries(store, subject=entered.id)[0]
    assert (act.act, act.who) == ("incoming.changed", "Văn thư")
    assert act.detail == "author: Ủy ban nhân dân tỉnh Mẫu → Sở Nội vụ"
    before = len(audit.entries(store))
    incoming.change(store, changed)
    assert len(audit.entries(store)) == before


def test_entries_are_found_with_and_without_dau_and_sorted_as_in_a_dictionary(
    store: Store,
) -> None:
    for code, author in (("3/A", "Đảng ủy xã"), ("2/A", "Ban Dân tộc"), ("10/A", "Âu Cơ")):
        incoming.enter(store, paper(code, author=author))
    found = incoming_listing.rows(store, IncomingFilter(text="dang uy"))
    assert [entry.author for entry in found] == ["Đảng ủy xã"]
    assert incoming_listing.count(store, IncomingFilter(text="ĐẢNG 3/a")) == 1
    by_author = incoming_listing.rows(store, sort="author")
    assert [entry.author for entry in by_author] == ["Âu Cơ", "Ban Dân tộc", "Đảng ủy xã"]
    by_code = incoming_listing.rows(store, sort="code")
    assert [entry.code for entry in by_code] == ["2/A", "3/A", "10/A"]
    pages = [incoming_listing.rows(store, limit=2, offset=at) for at in (0, 2)]
    assert [len(page) for page in pages] == [2, 1]


def test_what_is_due_is_found_until_it_is_dealt_with(store: Store) -> None:
    late = incoming.enter(store, paper("1/A", deadline=DAY + timedelta(days=1)))
    incoming.enter(store, paper("2/A", deadline=DAY + timedelta(days=30)))
    due = IncomingFilter(due_before=DAY + timedelta(days=5))
    assert [entry.id for entry in incoming_listing.rows(store, due)] == [late.id]
    incoming.change(store, replace(late, progress="done", done_on=DAY))
    assert incoming_listing.count(store, due) == 0


def test_a_scan_is_kept_as_long_as_its_entry_has_it(store: Store) -> None:
    entered = incoming.enter(store, paper())
    scan = attachments.add_bytes(store, b"%PDF-1.4 scan", media_type="application/pdf", now=NOON)
    incoming_files.link(store, scan, entered.id, "Kế hoạch của tỉnh.pdf")
    incoming_files.link(store, scan, entered.id, "Kế hoạch của tỉnh.pdf")
    [file] = incoming_files.files(store, entered.id)
    later = NOON + timedelta(days=9)
    assert attachments.collect_garbage(store, now=later) == 0
    assert attachments.read(store, file.sha256) == b"%PDF-1.4 scan"
    assert incoming_files.entries_with(store, scan.sha256) == [entered.id]
    incoming_files.unlink(store, file.id)
    assert attachments.collect_garbage(store, now=later) == 1


def test_a_missing_scan_is_told_by_its_name(workspace: Workspace) -> None:
    store = workspace.store
    entered = incoming.enter(store, paper())
    scan = attachments.add_bytes(store, b"scan", media_type="application/pdf")
    incoming_files.link(store, scan, entered.id, "Công văn đến.pdf")
    attachments.path_of(store, scan.sha256).unlink()
    problems = verify(store)[1]
    assert ["Công văn đến.pdf" in str(problem) for problem in problems] == [True]


def test_a_letter_that_a_bad_disk_changed_is_told(store: Store) -> None:
    entered = incoming.enter(store, paper())
    assert verify(store)[1] == []
    with store.unit_of_work():
        store.write(
            "UPDATE register_incoming SET content = replace(content, 'Tuyên', 'Tuyến') "
            "WHERE id = ?",
            (entered.id,),
        )
    with pytest.raises(incoming.DamagedEntryError):
        incoming.get(store, entered.id)
    assert any(isinstance(one, incoming.DamagedEntryError) for one in verify(store)[1])


def test_an_unknown_entry_is_refused(store: Store) -> None:
    with pytest.raises(UnknownEntryError):
        incoming.get(store, "0198c1d4-0000-7000-8000-000000000000")


def test_a_new_way_of_folding_is_written_into_both_registers(store: Store) -> None:
    from papidesk.storage import indexing, outgoing_listing, registers
    from tests.storage.test_registers import entry

    incoming.enter(store, paper())
    registers.enter(store, entry())
    with store.unit_of_work():
        store.write("UPDATE register_incoming SET folded = ''")
        store.write("UPDATE register_outgoing SET folded = ''")
        indexing.rebuild(store)
    assert incoming_listing.count(store, IncomingFilter(text="tuyen truyen")) == 1
    chosen = outgoing_listing.OutgoingFilter(text="tuyen truyen 01/kh-ubnd")
    assert outgoing_listing.count(store, chosen) == 1
