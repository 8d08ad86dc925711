"""Closed periods: nothing changes without a reason, each correction tells what it did."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.activity import Activity
from papidesk.domain.activity_rules import ActivityYearError
from papidesk.domain.closing import Closing, Correction
from papidesk.domain.record import from_json, replace
from papidesk.storage import closings as stored
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import closings, log, log_import
from papidesk.workflow.closings import ClosedPeriodError
from tests.workflow.conftest import WHO, kept
from tests.workflow.logged import TODAY, amount, entry, titles, totals

HALF = (datetime.date(2025, 12, 15), datetime.date(2026, 6, 14))  # across the year's end


def closed(store: Store, **changes: object) -> Closing:
    made = replace(Closing(since=HALF[0], until=HALF[1], duty="papi", period="2026-H1"), **changes)
    return closings.close(store, made, who=WHO)


def effects(correction: Correction) -> dict[str, tuple[Decimal, Decimal]]:
    return {change.counter: (change.before, change.after) for change in correction.changes}


def test_every_change_in_a_closed_window_needs_a_reason(store: Store) -> None:
    inside = log.add(store, entry(), who=WHO)
    outside = log.add(store, entry("Ngoài kỳ", month=7), who=WHO)
    gone = log.add(store, entry("Đã xóa"), who=WHO)
    log.remove(store, [gone.id], who=WHO)
    window = closed(store)
    acts = [
        lambda: log.add(store, entry("Mới"), who=WHO),
        lambda: log.add_all(store, [entry("Ngoài", month=8), entry("Mới")], who=WHO),
        lambda: log.change(store, replace(inside, title="Khác"), who=WHO, reason="  "),
        lambda: log.change(store, replace(outside, date=HALF[1]), who=WHO),
        lambda: log.change(store, replace(inside, date=outside.date), who=WHO),
        lambda: log.remove(store, [inside.id, outside.id], who=WHO),
        lambda: log.restore(store, [gone.id], who=WHO),
        lambda: log.duplicate(store, outside.id, date=HALF[0], who=WHO),
    ]
    before = totals(store)
    for act in acts:
        with pytest.raises(ClosedPeriodError) as refusal:
            act()
        assert "15/12/2025" in str(refusal.value)
    assert totals(store) == before and closings.corrections(store) == []
    log.change(store, replace(outside, people=4), who=WHO)
    assert closings.corrections(store, closing=window.id) == []
    assert [row.closed for row in log.listing(store)] == [False, True]


def test_a_correction_tells_before_and_after_and_the_effect_on_the_window(store: Store) -> None:
    log.add(store, entry("Có sẵn"), who=WHO)
    one = log.add(store, entry(people=45, cost=100), who=WHO)
    window = closed(store)
    more = replace(one, amounts=(amount("hoi-nghi", 3),), people=60)
    log.change(store, more, who=WHO, reason="Đếm lại")
    (made,) = closings.corrections(store, closing=window.id)
    assert (made.kind, made.reason, made.who, made.day) == ("changed", "Đếm lại", WHO, one.date)
    assert effects(made) == {"hoi-nghi": (Decimal(2), Decimal(4)),
                             "nguoi-du": (Decimal(45), Decimal(60))}  # fmt: skip
    assert from_json(Activity, made.before) == one
    assert from_json(Activity, made.after) == more


def test_an_entry_that_moves_out_of_a_window_leaves_its_sums(store: Store) -> None:
    one = log.add(store, entry(), who=WHO)
    closed(store)
    log.change(store, replace(one, date=TODAY), who=WHO, reason="Nhầm ngày")
    log.change(store, replace(one, date=HALF[0]), who=WHO, reason="Lại nhầm")
    out, back = closings.corrections(store)
    assert effects(out) == {"hoi-nghi": (Decimal(1), Decimal(0))} and out.day == one.date
    assert effects(back) == {"hoi-nghi": (Decimal(0), Decimal(1))} and back.day == HALF[0]
    assert (out.kind, back.kind) == ("changed", "changed")


def test_added_deleted_and_restored_entries_are_corrections(store: Store) -> None:
    closed(store)
    one = log.add(store, entry(), who=WHO, reason="Bổ sung")
    log.remove(store, [one.id], who=WHO, reason="Trùng")
    log.restore(store, [one.id], who=WHO, reason="Không trùng")
    found = closings.corrections(store, activity=one.id)
    assert [made.kind for made in found] == ["added", "removed", "added"]
    assert [made.before == "" for made in found] == [True, False, True]


def test_an_import_into_a_closed_window_is_corrected_row_by_row(store: Store) -> None:
    closed(store)
    text = "Ngày\tNội dung\tHội nghị\n5/3/2026\tA\t1\n6/3/2026\tB\t2\n1/8/2026\tC\t5\n"
    table = log_import.read_cells(text)
    preview = log_import.preview(store, table, log_import.guess(store, table), today=TODAY)
    with pytest.raises(ClosedPeriodError):
        log_import.take(store, preview, who=WHO)
    assert titles(store) == []
    batch = log_import.take(store, preview, who=WHO, reason="Nhập bổ sung")
    assert [effects(one)["hoi-nghi"] for one in closings.corrections(store)] == [
        (Decimal(0), Decimal(1)), (Decimal(1), Decimal(3)),
    ]  # fmt: skip
    with pytest.raises(ClosedPeriodError):
        log_import.undo(store, batch, who=WHO)
    log_import.undo(store, batch, who=WHO, reason="Nhầm tệp")
    assert len(closings.corrections(store)) == 4 and totals(store) == {}


def test_a_day_in_several_closed_windows_is_corrected_in_each(store: Store) -> None:
    one = log.add(store, entry(), who=WHO)
    closed(store)
    closed(store, since=datetime.date(2026, 3, 1), until=datetime.date(2026, 3, 31),
           duty="cchc", period="2026-M03")  # fmt: skip
    assert closings.closed_on(store, one.date) is not None
    assert closings.closed_on(store, one.date).period == "2026-M03"  # type: ignore[union-attr]
    log.remove(store, [one.id], who=WHO, reason="Trùng")
    assert len({made.closing for made in closings.corrections(store)}) == 2


def test_a_reopened_window_can_be_changed_freely_and_its_past_stays(store: Store) -> None:
    one = log.add(store, entry(), who=WHO)
    window = closed(store)
    log.change(store, replace(one, people=3), who=WHO, reason="Thiếu")
    with pytest.raises(closings.ReopenReasonError):
        closings.reopen(store, window.id, reason=" ", who=WHO)
    opened = closings.reopen(store, window.id, reason="Cấp trên trả lại", who=WHO)
    assert opened.reopen_reason == "Cấp trên trả lại" and opened.reopened_by == WHO
    log.change(store, replace(log.get(store, one.id), people=5), who=WHO)
    assert len(closings.corrections(store)) == 1
    with pytest.raises(stored.NotClosedError):
        closings.reopen(store, window.id, reason="x", who=WHO)
    closed(store)
    with pytest.raises(ClosedPeriodError):
        log.remove(store, [one.id], who=WHO)
    assert [bool(made.reopened_at) for made in closings.every(store)] == [False, True]
    assert verify(store)[1] == []


def test_a_window_closed_twice_for_a_duty_is_one_and_by_hand_is_refused(store: Store) -> None:
    one = log.add(store, entry(), who=WHO)
    closed(store)
    last = closed(store)
    log.remove(store, [one.id], who=WHO, reason="Trùng")
    assert [made.closing for made in closings.corrections(store)] == [last.id]
    closings.reopen(store, last.id, reason="Trả lại", who=WHO)
    assert closings.closed(store) == []
    closed(store, duty="", period="")
    with pytest.raises(closings.AlreadyClosedError):
        closed(store, duty="", period="")
    with pytest.raises(closings.WindowOrderError):
        closed(store, since=HALF[1], until=HALF[0])
    with pytest.raises(ActivityYearError):
        closed(store, until=datetime.date(2999, 1, 1))


def test_corrections_are_told_of_once(store: Store) -> None:
    closed(store)
    for title in ("A", "B"):
        log.add(store, entry(title), who=WHO, reason="Bổ sung")
    first, second = closings.corrections(store, unreported=True)
    report, next_report = kept(store), kept(store)
    assert closings.mark_reported(store, [first.id], report.id) == 1
    assert closings.mark_reported(store, [first.id, second.id], next_report.id) == 1
    assert closings.corrections(store, unreported=True) == []
    assert [one.reported_in for one in closings.corrections(store)] == [report.id, next_report.id]


def test_evidence_may_be_added_to_a_closed_entry(store: Store) -> None:
    from papidesk.workflow import evidence

    one = log.add(store, entry(), who=WHO)
    closed(store)
    evidence.attach_link(store, "activity", one.id, "https://anhoa.gov.vn", who=WHO)
    assert closings.corrections(store) == []


@given(
    steps=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(0, 9)), max_size=12)
)
def test_corrections_lead_from_the_reported_figure_to_the_present_one(
    store: Store, steps: list[tuple[int, int, int]]
) -> None:
    for row in log.listing(store):
        log.remove(store, [row.activity.id], who=WHO, reason="dọn")
    start = datetime.date(2026, 6, 1)
    entries = [log.add(store, entry(f"E{n}", day=1 + n), who=WHO, reason="x") for n in range(3)]
    window = closed(store, period=f"2026-M{1 + len(steps) % 12:02}")
    figure = totals(store, since=HALF[0], until=HALF[1]).get("hoi-nghi") or Decimal(0)
    for which, shift, many in steps:
        now = log.get(store, entries[which].id)
        moved = replace(
            now, date=start + datetime.timedelta(days=shift), amounts=(amount("hoi-nghi", many),)
        )
        log.change(store, moved, who=WHO, reason="Sửa")
    for made in closings.corrections(store, closing=window.id):
        for change in made.changes:
            if change.counter == "hoi-nghi":
                assert change.before == figure
                figure = change.after
    assert figure == (totals(store, since=HALF[0], until=HALF[1]).get("hoi-nghi") or 0)
    closings.reopen(store, window.id, reason="hết", who=WHO)
