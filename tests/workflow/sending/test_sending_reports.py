"""A report on its way up: what is in its bundle, and that the figures are those of the paper."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from papidesk.bundles.record_kinds import to_domain
from papidesk.domain.bundle import BundleRecord
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.storage import closings, record_versions, snapshots
from papidesk.storage.store import Store
from papidesk.workflow import log, reports, sending, sending_report, sent_figures, tasks
from papidesk.workflow.offices import current, save
from papidesk.workflow.reports import ReportOrder
from papidesk.workflow.sending import Order
from papidesk.workflow.sending_report import PeriodMissingError
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import received
from tests.workflow.reports.half_year import TODAY, day, entry
from tests.workflow.sending.conftest import PERIOD, Offices, proved

ORDER = Order(kind="report", period=PERIOD)


def told(store: Store, order: Order = ORDER) -> dict[str, list[BundleRecord]]:
    """Return what an order puts into a bundle, by kind."""
    found: dict[str, list[BundleRecord]] = defaultdict(list)
    with store.unit_of_work():
        for record in sending.gathered(store, order, today=TODAY).records:
            found[record.kind].append(record)
    return found


def figures(store: Store) -> dict[str, Any]:
    """Return the figures a report's bundle has, by counter."""
    window = sending_report.window(store, "papi", PERIOD)
    found = sent_figures.figures(store, window, keep=False)
    return {one.fields["counter"]: to_domain(one) for one in found}


def sent(offices: Offices, order: Order = ORDER) -> Path:
    """Make the bundle and copy it to the stick."""
    made = sending.make(offices.commune, order, who=WHO, today=TODAY)
    return sending.export(offices.commune, [one.id for one in made], offices.stick, who=WHO)[0]


def test_the_bundle_of_a_report_has_its_paper_and_all_that_is_behind_it(offices: Offices) -> None:
    store = offices.commune
    piece = proved(store, offices.entry("Hồ sơ nửa năm"), b"anh chup")
    parcel = sending.gathered(store, ORDER, today=TODAY, keep=False)
    assert parcel.to == ("tinh-binh-nguyen",)
    assert (parcel.period, parcel.duty) == (PERIOD, "papi")
    assert (parcel.since, parcel.until) == ("2023-12-15", "2024-06-14")
    assert parcel.documents == (offices.report,)
    snapshot = snapshots.get(store, offices.report)
    assert snapshot is not None
    assert {blob.sha256 for blob in parcel.blobs} == {snapshot.pdf_sha256, piece.sha256}
    titles = {r.fields["title"] for r in parcel.records if r.kind == "activity"}
    assert "Hồ sơ nửa năm" in titles
    assert not titles & {"Tin của năm trước", "Tin của kỳ sau"}, "outside the window"
    assert parcel.counts["task"] == 4
    assert not parcel.warnings


def test_the_superior_takes_in_what_was_counted_before_it_left(offices: Offices) -> None:
    seen = sending.preview(offices.commune, ORDER, today=TODAY)
    taken = received(offices.superior, sent(offices))
    assert taken.state == "applied"
    assert taken.counts == {"new": sum(seen.counts.values())}


def test_a_preview_writes_nothing(offices: Offices) -> None:
    before = offices.commune.value("SELECT total_changes()")
    seen = sending.preview(offices.commune, ORDER, today=TODAY)
    assert seen.parts == 1
    assert seen.names == ("tỉnh Bình Nguyên",)
    assert offices.commune.value("SELECT total_changes()") == before


def test_what_a_preview_says_of_the_size_is_about_what_it_becomes(offices: Offices) -> None:
    seen = sending.preview(offices.commune, ORDER, today=TODAY)
    assert sent(offices).stat().st_size == pytest.approx(seen.bytes, rel=0.2)


def test_figures_go_exactly_as_they_were_issued_whatever_was_corrected_since(
    offices: Offices,
) -> None:
    store = offices.commune
    before = figures(store)
    late = entry(day(5, 30), "Tin gửi muộn", ("tin-bai", 4))
    log.add(store, late, who=WHO, reason="Bổ sung tin của tháng 5")
    wrong = log.get(store, offices.entry("Hội nghị quán triệt tháng 3"))
    log.remove(store, [wrong.id], who=WHO, reason="Nhập nhầm")
    after = figures(store)
    assert after == before
    assert after["tin-bai"].value == after["tin-bai"].total == 43
    assert after["tin-bai"].entries == 43
    assert (after["hoi-nghi"].value, after["hoi-nghi"].entries) == (5, 5)
    kinds = sorted(one.fields["kind"] for one in told(store)["correction"])
    assert kinds == ["added", "removed"]


def test_figures_carry_what_adds_them_up_over_several_units(offices: Offices) -> None:
    found = figures(offices.commune)
    latest = found["tthc-niem-yet"]
    assert (latest.value, latest.last, latest.last_day) == (186, 186, day(5, 20))
    closing = closings.closed(offices.commune)[0]
    assert {code: one.value for code, one in found.items()} == {
        one.counter: one.value for one in closing.figures
    }


def test_without_an_issued_report_figures_and_log_go_with_a_warning(offices: Offices) -> None:
    parcel = sending.gathered(
        offices.commune, replace(ORDER, period="2024-9M"), today=TODAY, keep=False
    )
    assert "document" not in parcel.counts
    assert parcel.counts["figure"] > 0
    assert [one.message for one in parcel.warnings] == [
        "No report of this period is issued: figures and log are sent without a paper. Issue the "
        "report, then send again."
    ]
    reports.make(offices.commune, ReportOrder(duty="papi", period="2024-9M"), today=TODAY, who=WHO)
    drafted = sending.preview(offices.commune, replace(ORDER, period="2024-9M"), today=TODAY)
    assert "is not issued yet" in drafted.warnings[0].message


def test_evidence_goes_all_none_or_chosen(offices: Offices) -> None:
    store = offices.commune
    first = proved(store, offices.entry("Hồ sơ nửa năm"), b"mot", "một.jpg")
    proved(store, offices.entry("Hồ sơ nửa năm"), b"hai", "hai.jpg")
    assert len(told(store)["evidence"]) == 2
    assert told(store, replace(ORDER, evidence="none"))["evidence"] == []
    chosen = told(store, replace(ORDER, evidence=(first.id,)))["evidence"]
    assert [one.id for one in chosen] == [first.id]


def test_an_entry_deleted_after_it_was_told_is_told_as_deleted(offices: Offices) -> None:
    store = offices.commune
    received(offices.superior, sent(offices))
    gone = offices.entry("Chào cờ đầu tháng")
    log.remove(store, [gone], who=WHO, reason="Không phải việc của kỳ")
    later = sent(offices)
    tombstone = next(one for one in told(store)["activity"] if one.id == gone)
    assert tombstone.deleted
    assert received(offices.superior, later).state == "applied"
    shown = offices.superior.value(
        "SELECT deleted FROM received_records WHERE kind = 'activity' AND id = ?", (gone,)
    )
    assert shown == 1


def test_an_entry_moved_out_of_the_window_is_told_with_its_new_day(offices: Offices) -> None:
    store = offices.commune
    told(store)
    moved = log.get(store, offices.entry("Ra quân dọn vệ sinh đường làng"))
    log.change(store, replace(moved, date=day(6, 20)), who=WHO, reason="Ghi nhầm ngày")
    again = next(one for one in told(store)["activity"] if one.id == moved.id)
    assert again.fields["date"] == "2024-06-20"


def test_a_task_in_the_trash_goes_as_deleted_with_the_entries_that_served_it(
    offices: Offices,
) -> None:
    store = offices.commune
    task = tasks.save(store, Task(text="Việc đã bỏ", year=2024, due=day(3, 1)), who=WHO)
    late = entry(day(3, 2), "Phục vụ việc đã bỏ", ("tin-bai", 1), tasks=(task.id,))
    log.add(store, late, who=WHO, reason="Bổ sung")
    tasks.remove(store, [task.id], who=WHO)
    found = next(one for one in told(store)["task"] if one.id == task.id)
    assert (found.deleted, found.fields["text"]) == (True, "Việc đã bỏ")
    assert received(offices.superior, sent(offices)).state == "applied"


def test_contents_the_receiver_holds_are_left_out_the_next_time(offices: Offices) -> None:
    from papidesk.workflow import receipts

    proved(offices.commune, offices.entry("Hồ sơ nửa năm"), b"anh chup" * 1_000)
    taken = received(offices.superior, sent(offices))
    receipts.make(offices.superior, taken.id, offices.stick, who=WHO)
    answer = next(offices.stick.glob("*receipt*"))
    received(offices.commune, answer)
    seen = sending.preview(offices.commune, ORDER, today=TODAY)
    assert (seen.attachments, seen.left_out) == (0, 2)
    again = received(offices.superior, sent(offices))
    assert again.state == "applied"
    assert again.counts.get("refused", 0) == 0


def test_versions_count_a_change_once_however_often_it_is_told(offices: Offices) -> None:
    store = offices.commune
    first = {one.id: one for one in told(store)["activity"]}
    assert {one.id: one for one in told(store)["activity"]} == first
    changed = log.get(store, offices.entry("Chào cờ đầu tháng"))
    log.change(store, replace(changed, note="Có toàn thể"), who=WHO, reason="Bổ sung ghi chú")
    later = next(one for one in told(store)["activity"] if one.id == changed.id)
    database = record_versions.database_id(store)
    assert later.vv == {database: 2}
    assert later.dots == {"note": f"{database}:2"}


def test_a_report_of_no_period_or_of_no_such_period_is_refused(offices: Offices) -> None:
    from papidesk.domain.periods import BadPeriodError

    with pytest.raises(PeriodMissingError):
        sending.preview(offices.commune, Order(kind="report"), today=TODAY)
    with pytest.raises(BadPeriodError):
        sending.preview(offices.commune, replace(ORDER, period="nửa năm"), today=TODAY)


def test_nobody_above_and_no_code_is_refused(offices: Offices) -> None:
    top = replace(current(offices.superior), superiors=())
    save(offices.superior, top, who=WHO)
    with pytest.raises(sending.NoReceiverError):
        sending.preview(offices.superior, ORDER, today=TODAY)
    with pytest.raises(sending.BadReceiverError):
        sending.preview(offices.commune, replace(ORDER, to=("xã/../An Phú",)), today=TODAY)


def test_the_window_of_another_duty_is_its_own(offices: Offices) -> None:
    parcel = sending.gathered(offices.commune, replace(ORDER, duty="cchc"), today=TODAY, keep=False)
    assert parcel.duty == "cchc"
    assert parcel.since <= parcel.until
    assert datetime.date.fromisoformat(parcel.since).year in (2023, 2024)
    assert all(to_domain(one).value >= Decimal(0) for one in parcel.records if one.kind == "figure")


def test_no_run_of_corrections_changes_the_figures_that_were_issued(offices: Offices) -> None:
    store, chance = offices.commune, random.Random(11)
    before = figures(store)
    for number in range(30):
        ids = log.by_ids(store, [str(id) for (id,) in store.rows("SELECT id FROM activities")])
        chosen = chance.choice([row.activity for row in ids])
        act = chance.choice(("add", "more", "move", "remove", "restore"))
        if act == "add":
            when = day(chance.randrange(1, 8), chance.randrange(1, 28))
            amounts = ((chance.choice(("tin-bai", "ho-so-dvc", "tthc-niem-yet")), number + 1),)
            log.add(store, entry(when, f"Mới {number}", *amounts), who=WHO, reason="Bổ sung")
        elif act == "more" and chosen.amounts:
            more = replace(chosen.amounts[0], quantity=chosen.amounts[0].quantity + number)
            changed = replace(chosen, amounts=(more, *chosen.amounts[1:]), people=number)
            log.change(store, changed, who=WHO, reason="Sửa số")
        elif act == "move":
            later = replace(chosen, date=day(chance.randrange(1, 8), chance.randrange(1, 28)))
            log.change(store, later, who=WHO, reason="Ghi nhầm ngày")
        elif act == "remove":
            log.remove(store, [chosen.id], who=WHO, reason="Nhập nhầm")
        else:
            log.restore(store, [chosen.id], who=WHO, reason="Xóa nhầm")
        after = figures(store)
        assert {code: _sums(one) for code, one in after.items()} == {
            code: _sums(one) for code, one in before.items()
        }, (number, act)


def _sums(figure: Any) -> tuple[object, ...]:
    return figure.value, figure.total, figure.entries, figure.numerator, figure.denominator
