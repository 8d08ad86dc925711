"""A report that is issued: figures frozen, its window closed, corrections told in the next one."""

from __future__ import annotations

import datetime

import pytest

from papidesk.domain.document import Document
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.storage import links
from papidesk.storage.store import Store
from papidesk.workflow import closings, duty_terms, figures, issuing, life, log, reports
from papidesk.workflow.closings import ClosedPeriodError
from papidesk.workflow.reports import ReportOrder
from tests.workflow.conftest import WHO
from tests.workflow.reports.half_year import TODAY, day, entry, lived

HALF = ReportOrder(duty="papi", period="2024-H1")
NEXT = ReportOrder(duty="papi", period="2024-9M")
SEPTEMBER = day(9, 16)


def out(store: Store, order: ReportOrder, today: datetime.date = TODAY) -> Document:
    """Make and issue a report."""
    made = reports.make(store, order, today=today, who=WHO)
    return issuing.issue(
        store, made.id, day=today, today=today, override="Bài thử", reason="Bài thử", who=WHO
    )


def text_of(document: Document) -> str:
    texts = [getattr(block, "text", "") for block in document.blocks]
    for annex in document.annexes:
        for block in annex.blocks:
            texts += [cell.text for row in getattr(block, "rows", ()) for cell in row.cells]
    return "\n".join(texts)


@pytest.fixture
def issued(store: Store) -> Document:
    lived(store)
    return out(store, HALF)


def test_issuing_closes_the_window_with_the_figures_as_reported(
    store: Store, issued: Document
) -> None:
    closing = closings.every(store)[0]
    assert (closing.since, closing.until) == (day(12, 15, 2023), day(6, 14))
    assert (closing.duty, closing.period, closing.document) == ("papi", "2024-H1", issued.id)
    assert {each.counter: each.value for each in closing.figures}["tin-bai"] == 43
    state = next(
        each
        for each in duty_terms.states(store, 2024, today=TODAY)
        if (each.duty.code, each.term.period) == ("papi", "2024-H1")
    )
    assert (state.state, state.document, state.days_left) == ("issued", issued.id, 2)
    assert 0 < state.filled <= state.wanted


def test_the_issued_report_keeps_its_figures_whatever_the_log_says_later(
    store: Store, issued: Document
) -> None:
    with pytest.raises(ClosedPeriodError):
        log.add(store, entry(day(6, 1), "Muộn", ("tin-bai", 3)), who=WHO)
    log.add(
        store, entry(day(6, 1), "Muộn", ("tin-bai", 3)), who=WHO, reason="Đài báo bổ sung"
    )  # fmt: skip
    assert figures.refreshed(store, issued) == issued
    assert figures.value(store, "tin-bai@2024-H1:papi") == "46"
    line = next(
        row
        for row in figures.table(store, duty_terms.query(store, "papi", "2024-H1"))
        if row.counter.code == "tin-bai"
    )
    assert line.corrections == 1


def test_a_correction_is_told_in_the_next_report_with_its_reason_and_once(
    store: Store, issued: Document
) -> None:
    log.add(store, entry(day(6, 1), "Muộn", ("tin-bai", 3)), who=WHO, reason="Đài báo bổ sung")
    gone = log.listing(store, ActivityFilter(text="tháng 3", counters=("hoi-nghi",)))[0]
    log.remove(store, [gone.activity.id], who=WHO, reason="Nhập trùng")
    following = out(store, NEXT, SEPTEMBER)
    annex = following.annexes[-1]
    assert annex.title == "Số liệu điều chỉnh so với các báo cáo trước"
    rows = [[cell.text for cell in row.cells] for row in annex.blocks[0].rows[1:]]  # type: ignore[union-attr]
    news = next(row for row in rows if row[2].startswith("Tin, bài"))
    assert news[1:] == [
        "6 tháng đầu năm 2024", "Tin, bài trên trang/cổng thông tin điện tử", "tin, bài", "43",
        "46", "Muộn (ngày 01/6/2024)", "Đài báo bổ sung",
    ]  # fmt: skip
    meetings = next(row for row in rows if row[2].startswith("Hội nghị"))
    assert meetings[4:6] == ["5", "4"] and meetings[7] == "Nhập trùng"
    assert closings.corrections(store, unreported=True) == []
    last = reports.draft(
        store, ReportOrder(duty="papi", period="2024"), today=datetime.date(2024, 12, 16)
    )
    assert "Đài báo bổ sung" not in text_of(last)


def test_what_was_corrected_after_the_draft_is_left_for_the_next_report(
    store: Store, issued: Document
) -> None:
    made = reports.make(store, NEXT, today=SEPTEMBER, who=WHO)
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    log.add(
        store, entry(day(6, 2), "Sau dự thảo", ("tin-bai", 1)), who=WHO, reason="Sót", now=later
    )
    issuing.issue(store, made.id, day=SEPTEMBER, today=SEPTEMBER, override="Bài thử",
                  reason="Bài thử", who=WHO)  # fmt: skip
    assert [each.title for each in closings.corrections(store, unreported=True)] == ["Sau dự thảo"]


def test_what_was_corrected_in_the_second_of_the_draft_is_not_passed_over(
    store: Store, issued: Document
) -> None:
    """Times are kept to the second: what comes after within it is told in the next report."""
    made = reports.make(store, NEXT, today=SEPTEMBER, who=WHO)
    log.add(store, entry(day(3, 5), "Cùng giây", ("tin-bai", 1)), who=WHO, reason="sót")
    with store.unit_of_work():
        store.write("UPDATE duty_reports SET made_at = (SELECT max(at) FROM corrections)")
    issuing.issue(store, made.id, day=SEPTEMBER, today=SEPTEMBER, override="x", reason="x", who=WHO)
    assert [one.title for one in closings.corrections(store, unreported=True)] == ["Cùng giây"]


def test_cancelling_a_report_opens_its_window_and_what_it_told_is_told_again(
    store: Store, issued: Document
) -> None:
    log.add(store, entry(day(6, 1), "Muộn", ("tin-bai", 3)), who=WHO, reason="Đài báo bổ sung")
    following = out(store, NEXT, SEPTEMBER)
    life.perform(store, following.id, "cancel", reason="Sai kỳ số liệu", today=SEPTEMBER, who=WHO)
    assert [each.period for each in closings.closed(store)] == ["2024-H1"]
    reopened = next(each for each in closings.every(store) if each.period == "2024-9M")
    assert "đã hủy: Sai kỳ số liệu" in reopened.reopen_reason
    assert [each.reason for each in closings.corrections(store, unreported=True)] == [
        "Đài báo bổ sung"
    ]
    log.add(store, entry(day(8, 1), "Tháng 8", ("tin-bai", 1)), who=WHO)  # open again
    again = reports.draft(store, NEXT, today=SEPTEMBER)
    assert "Đài báo bổ sung" in text_of(again)
    assert reports.reported_by(store, "papi", "2024-9M") is None


def test_a_report_in_place_of_another_closes_the_window_anew(
    store: Store, issued: Document
) -> None:
    log.add(store, entry(day(6, 1), "Muộn", ("tin-bai", 3)), who=WHO, reason="Bổ sung")
    made = reports.make(store, HALF, today=TODAY, who=WHO)
    with store.unit_of_work():
        links.add(
            store,
            links.DocumentLink(document_id=made.id, role="replaces", target_id=issued.id, who=WHO),
        )
    second = issuing.issue(store, made.id, day=TODAY, today=TODAY, override="Bài thử",
                           reason="Bài thử", who=WHO)  # fmt: skip
    closed = closings.closed(store)
    assert [each.document for each in closed] == [second.id]
    assert {each.counter: each.value for each in closed[0].figures}["tin-bai"] == 46
    standing = reports.reported_by(store, "papi", "2024-H1")
    assert standing is not None and standing.document == second.id
    life.perform(store, second.id, "cancel", reason="Trả lại", today=TODAY, who=WHO)
    # The one before is in force again, and so is what it closed.
    assert [each.document for each in closings.closed(store)] == [issued.id]


def test_a_window_opened_again_takes_entries_without_a_reason(
    store: Store, issued: Document
) -> None:
    closing = closings.closed(store)[0]
    closings.reopen(store, closing.id, reason="Cấp trên trả lại", who=WHO)
    log.add(store, entry(day(6, 1), "Muộn", ("tin-bai", 3)), who=WHO)
    assert closings.corrections(store) == []
    assert figures.value(store, "tin-bai@2024-H1:papi") == "46"


def test_an_ordinary_document_closes_nothing(store: Store) -> None:
    lived(store)  # its plan is issued
    assert closings.every(store) == []


def test_a_draft_made_anew_stands_and_a_trashed_one_does_not(store: Store) -> None:
    lived(store)
    first = reports.make(store, HALF, today=TODAY, who=WHO)
    second = reports.make(store, replace(HALF, rounded=True), today=TODAY, who=WHO)
    standing = reports.reported_by(store, "papi", "2024-H1")
    assert standing is not None and standing.document == second.id
    from papidesk.workflow import documents

    documents.trash(store, [second.id], who=WHO)
    standing = reports.reported_by(store, "papi", "2024-H1")
    assert standing is not None and standing.document == first.id
    state = {
        (each.duty.code, each.term.period): each.state
        for each in duty_terms.states(store, 2024, today=TODAY)
    }
    assert (state["papi", "2024-H1"], state["cchc", "2024-H1"]) == ("drafted", "due_soon")
