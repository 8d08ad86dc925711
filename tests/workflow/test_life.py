"""From draft to file: who may do what, what stays on record, what can no longer be changed."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from papidesk.domain.life import (
    TRANSITIONS,
    ActName,
    NotPossibleNowError,
    ReasonMissingError,
    RemarkNote,
)
from papidesk.domain.office import NumberSeries
from papidesk.domain.record import Validity, replace
from papidesk.storage import audit, drafts, registers, snapshots
from papidesk.storage.documents import (
    ChangedMeanwhileError,
    FrozenDocumentError,
    WaitingDocumentError,
)
from papidesk.storage.registers import NumberTakenError
from papidesk.storage.remarks import EmptyRemarkError
from papidesk.storage.store import Store
from papidesk.workflow import documents, issuing, life, links, offices, versions, writing
from papidesk.workflow.issuing import ErrorsFoundError
from tests.workflow.conftest import WHO, flawed, kept, sound

TODAY = datetime.date(2026, 11, 20)


def perform(store: Store, id: str, *acts: ActName) -> None:
    for act in acts:
        reason = "lý do" if act in ("return", "cancel") else ""
        life.perform(store, id, act, reason=reason, who=WHO, today=TODAY)


def state(store: Store, id: str) -> str:
    return documents.get(store, id).state


def test_the_whole_life_is_lived_and_written_down(store: Store) -> None:
    id = kept(store).id
    perform(store, id, "submit", "return", "submit", "approve", "issue", "send", "acknowledge")
    perform(store, id, "archive")
    told = life.acts(store, id)
    assert [act.name for act in told][::-1] == [
        "submit", "return", "submit", "approve", "issue", "send", "acknowledge", "archive",
    ]  # fmt: skip
    assert all(act.who == WHO for act in told)
    assert all(later.before == before.after for later, before in pairwise(told))
    entered = {entry.act for entry in audit.entries(store, subject=id)}
    assert {"document.submit", "document.return", "document.approve", "document.issue"} <= entered


def test_every_state_offers_what_follows_from_it_and_refuses_the_rest(store: Store) -> None:
    id = kept(store).id
    for act in ("submit", "approve"):
        document = documents.get(store, id)
        offered = life.possible(store, document)
        for other in TRANSITIONS:
            if other not in offered and other != "issue":
                with pytest.raises(NotPossibleNowError):
                    life.perform(store, id, other, reason="x", who=WHO, today=TODAY)
        assert state(store, id) == document.state
        perform(store, id, act)  # type: ignore[arg-type]


def test_a_second_click_does_nothing_twice(store: Store) -> None:
    id = kept(store).id
    perform(store, id, "submit")
    with pytest.raises(NotPossibleNowError):
        perform(store, id, "submit")
    assert len(life.acts(store, id)) == 1
    perform(store, id, "issue")
    with pytest.raises(snapshots.AlreadyIssuedError):
        perform(store, id, "issue")
    assert len(registers.entries(store, 2026)) == 1


def test_a_submitted_document_is_read_and_not_written(store: Store) -> None:
    draft = kept(store)
    perform(store, draft.id, "submit")
    changed = replace(documents.get(store, draft.id), abstract="Sửa lén")
    with pytest.raises(WaitingDocumentError):
        documents.save(store, changed, who=WHO)
    with pytest.raises(WaitingDocumentError):
        documents.save(store, replace(draft, abstract="Sửa lén"), who=WHO)
    with pytest.raises(WaitingDocumentError):
        writing.autosave(store, changed, based_on=2, who=WHO)
    with pytest.raises(WaitingDocumentError):
        versions.restore(store, draft.id, 1, who=WHO)
    assert documents.get(store, draft.id).abstract == sound().abstract


def test_a_returned_document_is_written_again_with_its_remarks(store: Store) -> None:
    id = kept(store).id
    perform(store, id, "submit")
    note = RemarkNote(document_id="", text="Ghi rõ đơn vị chủ trì", place="blocks/3")
    with pytest.raises(ReasonMissingError):
        life.perform(store, id, "return", who=WHO, today=TODAY)
    life.perform(
        store, id, "return", reason="Chưa rõ", remarks=(note,), who="Chủ tịch", today=TODAY
    )
    (remark,) = life.remarks(store, id)
    assert (remark.document_id, remark.place, remark.who) == (id, "blocks/3", "Chủ tịch")
    document, version = writing.keep(
        store, replace(documents.get(store, id), abstract="Đã sửa"), based_on=3, who=WHO
    )
    assert (document.state, version) == ("returned", 4)
    life.settle(store, remark.id, who=WHO)
    assert life.remarks(store, id)[0].settled_by == WHO
    life.unsettle(store, remark.id, who=WHO)
    assert life.remarks(store, id)[0].settled_at is None


def test_a_remark_that_is_refused_undoes_the_whole_return(store: Store) -> None:
    id = kept(store).id
    perform(store, id, "submit")
    empty = RemarkNote(document_id="", text="   ")
    with pytest.raises(EmptyRemarkError):
        life.perform(store, id, "return", reason="x", remarks=(empty,), who=WHO, today=TODAY)
    assert state(store, id) == "submitted"
    assert [act.name for act in life.acts(store, id)] == ["submit"]


def test_nobody_approves_another_text_than_the_one_they_read(store: Store) -> None:
    id = kept(store).id
    perform(store, id, "submit")
    seen = versions.history(store, id)[0].version
    perform(store, id, "withdraw")
    documents.save(store, replace(documents.get(store, id), abstract="Khác rồi"), who=WHO)
    perform(store, id, "submit")
    with pytest.raises(ChangedMeanwhileError):
        life.perform(store, id, "approve", based_on=seen, who=WHO, today=TODAY)
    assert state(store, id) == "submitted"


def test_text_that_was_only_autosaved_is_not_passed_over(store: Store) -> None:
    draft = kept(store)
    writing.autosave(store, replace(draft, abstract="Đang viết"), based_on=1, who=WHO)
    for act in ("submit", "issue"):
        with pytest.raises(life.UnkeptTextError):
            perform(store, draft.id, act)  # type: ignore[arg-type]
    writing.recover(store, draft.id, who=WHO)
    perform(store, draft.id, "submit")
    assert documents.get(store, draft.id).abstract == "Đang viết"


def test_what_waits_or_is_issued_does_not_slip_into_the_trash(store: Store) -> None:
    draft, waiting, done = kept(store), kept(store), kept(store)
    perform(store, waiting.id, "submit")
    perform(store, done.id, "issue")
    for other, refusal in ((waiting, WaitingDocumentError), (done, FrozenDocumentError)):
        with pytest.raises(refusal):
            documents.trash(store, [draft.id, other.id], who=WHO)
    assert documents.count(store) == 3
    documents.trash(store, [draft.id], who=WHO)
    with pytest.raises(life.InTrashError):
        perform(store, draft.id, "submit")
    assert life.possible(store, documents.get(store, draft.id)) == ()


def test_sending_and_receipt_stand_in_the_register(store: Store) -> None:
    id = kept(store).id
    perform(store, id, "issue", "send")
    life.perform(store, id, "acknowledge", reason="Bà Hoa", who=WHO, today=TODAY)
    entry = registers.of_document(store, id)
    assert entry is not None
    assert (entry.sent_on, entry.received_by) == (TODAY.isoformat(), "Bà Hoa")


def test_a_cancelled_document_keeps_its_number_in_the_register_for_ever(store: Store) -> None:
    first = kept(store).id
    perform(store, first, "issue", "cancel")
    (entry,) = registers.entries(store, 2026)
    assert (entry.number, entry.cancel_reason) == (1, "lý do")
    assert entry.cancelled_at is not None
    second = kept(store).id
    perform(store, second, "issue")
    assert documents.get(store, second).number == "02"
    with pytest.raises(FrozenDocumentError):
        documents.save(store, replace(documents.get(store, first), abstract="x"), who=WHO)
    assert life.possible(store, documents.get(store, first)) == ()


def test_a_number_cancelled_in_the_register_cancels_its_document(store: Store) -> None:
    from papidesk.storage.registers import AlreadyCancelledError, CancelReasonError
    from papidesk.workflow import registers as workflow

    id = kept(store).id
    perform(store, id, "issue")
    (entry,) = registers.entries(store, 2026)
    with pytest.raises(CancelReasonError):
        workflow.cancel(store, entry.id, reason=" ", who=WHO)
    assert state(store, id) == "issued"
    done = workflow.cancel(store, entry.id, reason="Nhầm số", who=WHO)
    assert (done.cancel_reason, state(store, id)) == ("Nhầm số", "cancelled")
    with pytest.raises(AlreadyCancelledError):
        workflow.cancel(store, entry.id, reason="Nhầm số", who=WHO)
    assert [act.name for act in life.acts(store, id)] == ["cancel", "issue"]


def test_a_later_document_replaces_an_earlier_one(store: Store) -> None:
    old, new = kept(store).id, kept(store, sound("Kế hoạch mới")).id
    perform(store, old, "issue")
    with pytest.raises(life.ReplacementNotIssuedError):
        life.supersede(store, old, new, who=WHO)
    with pytest.raises(life.ReplacesItselfError):
        life.supersede(store, old, old, who=WHO)
    with pytest.raises(life.ReplacementMissingError):
        perform(store, old, "supersede")
    perform(store, new, "issue")
    life.supersede(store, old, new, who=WHO)
    assert state(store, old) == "superseded"
    assert [(one.link.role, one.id) for one in links.links(store, new)] == [("replaces", old)]
    assert [(one.link.role, one.id) for one in links.linked_to(store, old)] == [("replaces", new)]


def test_cancelling_what_replaced_a_document_puts_that_one_back_in_force(store: Store) -> None:
    old, new = kept(store).id, kept(store, sound("Kế hoạch thay thế")).id
    perform(store, old, "issue", "send")
    perform(store, new, "issue")
    life.supersede(store, old, new, who=WHO)
    life.perform(store, new, "cancel", reason="Ban hành nhầm", who=WHO, today=TODAY)
    assert state(store, old) == "sent"
    done = life.acts(store, old)[0]
    assert (done.name, done.before, done.after) == ("reinstate", "superseded", "sent")
    another = kept(store, sound("Kế hoạch khác")).id
    perform(store, another, "issue")
    life.supersede(store, old, another, who=WHO)
    assert state(store, old) == "superseded"


def test_a_document_that_two_replace_stays_replaced_until_both_are_cancelled(store: Store) -> None:
    old, *new = (kept(store, sound(f"Kế hoạch {at}")).id for at in range(3))
    perform(store, old, "issue")
    for id in new:
        links.link(store, id, "replaces", old, who=WHO)
        perform(store, id, "issue")
    for id, then in zip(new, ("superseded", "issued"), strict=True):
        life.perform(store, id, "cancel", reason="Nhầm", who=WHO, today=TODAY)
        assert state(store, old) == then


def test_issuing_what_replaces_another_document_supersedes_that_one(store: Store) -> None:
    old, new = kept(store).id, kept(store, sound("Kế hoạch thay thế")).id
    perform(store, old, "issue", "send")
    links.link(store, new, "replaces", old, who=WHO)
    assert state(store, old) == "sent"
    perform(store, new, "issue")
    assert state(store, old) == "superseded"


def test_errors_stop_an_issue_and_a_reason_on_record_overrides_them(store: Store) -> None:
    id = kept(store, flawed()).id
    checked = issuing.last_check(store, id, today=TODAY)
    assert checked.report.count("error")
    with pytest.raises(ErrorsFoundError):
        perform(store, id, "issue")
    assert state(store, id) == "draft"
    assert registers.entries(store, 2026) == []
    issuing.issue(store, id, today=TODAY, override="Phụ lục gửi sau", who=WHO)
    (act,) = life.acts(store, id)
    assert act.reason == "Phụ lục gửi sau"
    (entry,) = [one for one in audit.entries(store, subject=id) if one.act == "document.issue"]
    assert "Phụ lục gửi sau" in entry.detail


def test_a_reason_is_not_put_down_where_nothing_was_overridden(store: Store) -> None:
    id = kept(store).id
    issuing.issue(store, id, today=TODAY, override="thừa", who=WHO)
    assert life.acts(store, id)[0].reason == ""


def test_a_paper_that_came_with_number_and_date_is_entered_as_it_is(store: Store) -> None:
    from papidesk.domain.document import IssueDate

    came = flawed()
    came = replace(came, number="09", date=IssueDate(day=3, month=2, year=2026))
    id = kept(store, came).id
    done = issuing.issue(store, id, today=TODAY, who=WHO)
    assert (done.number, done.state) == ("09", "issued")
    # Numbered by hand in the program, it did not come so.
    own = kept(store, flawed())
    own = documents.save(
        store, replace(own, number="10", date=IssueDate(day=3, month=2, year=2026)), who=WHO
    )
    with pytest.raises(ErrorsFoundError):
        issuing.issue(store, own.id, today=TODAY, who=WHO)


def test_live_figures_are_counted_at_issue_and_then_stay(store: Store) -> None:
    from papidesk.domain.blocks import Paragraph
    from papidesk.domain.richtext import Mark
    from papidesk.workflow import figures

    perform(store, kept(store).id, "issue")
    name = next(
        counter.code
        for counter in figures.counters()
        if figures.value(store, f"{counter.code}@2026") == "1"
    )
    text = "Đã ban hành … văn bản trong năm."
    live = Paragraph(text=text, marks=(Mark(start=12, end=13, style="figure", ref=f"{name}@2026"),))
    id = kept(store, sound("Báo cáo số liệu", blocks=(*sound().blocks, live))).id
    perform(store, id, "issue")
    frozen = documents.get(store, id).blocks[-1]
    assert isinstance(frozen, Paragraph)
    assert frozen.text == "Đã ban hành 1 văn bản trong năm."
    perform(store, kept(store).id, "issue")
    assert documents.get(store, id).blocks[-1] == frozen


def test_a_date_may_not_overtake_the_number_that_follows(store: Store) -> None:
    from papidesk.domain.issuing import DateAfterError, DateOrderError

    days = [datetime.date(2026, 3, 2), datetime.date(2026, 3, 9)]
    issuing.issue(store, kept(store).id, day=days[0], today=TODAY, who=WHO)
    issuing.issue(
        store, kept(store).id, number=5, day=days[1], today=TODAY, reason="sổ giấy", who=WHO
    )
    with pytest.raises(DateAfterError):
        issuing.issue(store, kept(store).id, number=3, day=TODAY, today=TODAY, who=WHO)
    with pytest.raises(DateOrderError):
        issuing.issue(store, kept(store).id, day=days[0], today=TODAY, who=WHO)
    between = datetime.date(2026, 3, 5)
    done = issuing.issue(store, kept(store).id, number=3, day=between, today=TODAY, who=WHO)
    assert done.number == "03"


def test_each_year_counts_from_one_again(store: Store) -> None:
    last_year = datetime.date(2025, 12, 30)
    first = issuing.issue(store, kept(store).id, today=last_year, who=WHO)
    second = issuing.issue(store, kept(store).id, today=TODAY, who=WHO)
    late = issuing.issue(
        store, kept(store).id, day=datetime.date(2025, 12, 31), today=TODAY, who=WHO
    )
    assert (first.number, second.number, late.number) == ("01", "01", "02")


def test_kinds_share_a_series_or_count_on_their_own(store: Store) -> None:
    from papidesk.domain.office import NumberSeries
    from papidesk.workflow import offices

    own = NumberSeries(id="qd", name="Quyết định", kinds=("QĐ",))
    common = NumberSeries(id="vb", name="Văn bản hành chính", kinds=("KH", "BC"))
    offices.save(store, replace(offices.current(store), series=(own, common)), who=WHO)
    numbers = []
    for kind in ("KH", "BC", "QĐ", "TTr", "KH"):
        id = kept(store, sound(kind=kind, symbol=f"{kind}-UBND")).id
        offered = issuing.proposal(store, documents.get(store, id), today=TODAY)
        done = issuing.issue(store, id, today=TODAY, override="thử", who=WHO)
        assert done.number == f"{offered.number:02}"
        numbers.append((offered.series_name, done.number))
    assert numbers == [
        ("Văn bản hành chính", "01"), ("Văn bản hành chính", "02"), ("Quyết định", "01"),
        ("", "01"), ("Văn bản hành chính", "03"),
    ]  # fmt: skip


def test_a_draft_left_over_is_let_go_with_the_act_of_its_text(store: Store) -> None:
    draft = kept(store)
    writing.autosave(store, replace(draft, abstract="Mới"), based_on=1, who=WHO)
    writing.keep(store, replace(draft, abstract="Mới"), based_on=1, who=WHO)
    assert drafts.get(store, draft.id) is None


def test_number_and_symbol_come_once_a_year_whatever_becomes_of_the_series(store: Store) -> None:
    def issued_on(day: datetime.date) -> str | None:
        return issuing.issue(store, kept(store, sound()).id, today=day, who=WHO).number

    common = offices.current(store).series[0]
    own = NumberSeries(
        id="kh", name="Kế hoạch", kinds=("KH",), start=2, start_year=2026,
        validity=Validity(since=datetime.date(2026, 7, 1)),
    )  # fmt: skip
    assert issued_on(datetime.date(2026, 1, 5)) == "01"
    offices.save(store, replace(offices.current(store), series=(common, own)), who=WHO)
    assert issued_on(datetime.date(2026, 6, 30)) == "02"
    assert issued_on(datetime.date(2026, 7, 2)) == "03"  # 02 was given after the series was kept
    with pytest.raises(NumberTakenError):
        issuing.issue(
            store, kept(store, sound()).id, number=2, today=datetime.date(2026, 7, 2), who=WHO
        )
    offices.save(store, replace(offices.current(store), series=()), who=WHO)
    assert issued_on(datetime.date(2026, 7, 4)) == "04"
    reasons = [entry.gap_reason for entry in registers.entries(store, 2026)]
    assert sum(bool(reason) for reason in reasons) == 2
