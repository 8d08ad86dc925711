"""The way of a bundle: copied, handed over, received, and its papers with it."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.bundle_records import Receipt
from papidesk.domain.exchange import Outcome, SentBundle, StateChange
from papidesk.domain.sent_states import after
from papidesk.storage import bundles_sent, documents, record_versions, registers
from papidesk.workflow import overview, receipts, sending, sending_answers, sent_history
from papidesk.workflow.sending import Order
from papidesk.workflow.sent_history import AlreadyOutError, CopyOverItselfError, NotOutError
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import made_anew, received, records_of, with_fields
from tests.workflow.reports.half_year import TODAY
from tests.workflow.sending.conftest import PERIOD, Offices

ORDER = Order(kind="report", period=PERIOD)
NEWS = ("received", "applied", "applied_with_remarks", "refused", "superseded", "returned")


def made(offices: Offices) -> SentBundle:
    return sending.make(offices.commune, ORDER, who=WHO, today=TODAY)[0]


def out(offices: Offices) -> tuple[SentBundle, Path]:
    bundle = made(offices)
    path = sending.export(offices.commune, [bundle.id], offices.stick, who=WHO)[0]
    return sending.get(offices.commune, bundle.id), path


def answered(offices: Offices, bundle: SentBundle, outcome: Outcome, folder: str) -> None:
    """Have the superior answer so and the commune take the answer in."""
    given = Receipt(
        bundle=bundle.id, manifest=bundle.manifest_sha256, outcome=outcome,
        database=record_versions.database_id(offices.superior),
    )  # fmt: skip
    answer = sending_answers.receipt(offices.superior, "xa-an-hoa", [given], who=WHO)
    place = offices.stick / folder
    place.mkdir()
    path = sending.export(offices.superior, [answer.id], place, who=WHO)[0]
    received(offices.commune, path)


def test_a_bundle_goes_from_drafted_to_taken_in_and_its_paper_to_acknowledged(
    offices: Offices,
) -> None:
    store = offices.commune
    bundle, path = out(offices)
    assert bundle.state == "exported"
    assert documents.get(store, offices.report).state == "issued", "exported is not delivered"
    sending.hand_over(store, [bundle.id], who=WHO, how="USB, gửi văn thư Sở")
    assert documents.get(store, offices.report).state == "sent"
    entry = registers.of_document(store, offices.report)
    assert entry is not None
    assert entry.sent_on == f"{datetime.date.today():%Y-%m-%d}"
    taken = received(offices.superior, path)
    receipts.make(offices.superior, taken.id, offices.stick, who=WHO)
    received(store, next(offices.stick.glob("*receipt*")))
    way = sending.get(store, bundle.id)
    assert way.state == "applied"
    assert [one.state for one in way.steps] == ["drafted", "exported", "handed_over", "applied"]
    assert documents.get(store, offices.report).state == "acknowledged"


def test_a_receipt_takes_along_what_nobody_noted(offices: Offices) -> None:
    bundle, _path = out(offices)
    answered(offices, bundle, "applied", "một")
    assert sending.get(offices.commune, bundle.id).state == "applied"
    assert documents.get(offices.commune, offices.report).state == "acknowledged"


def test_receipts_late_twice_and_in_any_order_end_alike(offices: Offices) -> None:
    bundle, _path = out(offices)
    for number, outcome in enumerate(("returned", "applied", "applied", "received")):
        answered(offices, bundle, outcome, str(number))  # type: ignore[arg-type]
    way = sending.get(offices.commune, bundle.id)
    assert way.state == "returned"
    assert [one.state for one in way.steps if one.state == "returned"] == ["returned"]


@given(st.permutations(NEWS), st.integers(0, 5))
def test_news_in_any_order_leads_to_the_same_state(news: list[str], twice: int) -> None:
    begun = SentBundle(id="1", kind="report", stream="report:x", seq=1, database="d")
    bundle = begun
    for name in [*news, news[twice]]:
        bundle = after(bundle, StateChange(state=name, at="2026-07-02T08:00:00Z"))
    assert bundle.state == "returned"
    assert len(bundle.steps) == len(NEWS), "the same news twice is noted once"


def test_a_decision_holds_until_the_next_one_and_receipts_do_not_undo_it() -> None:
    bundle = SentBundle(id="1", kind="report", stream="report:x", seq=1, database="d")
    at = "2026-07-02T08:00:00Z"
    returned = StateChange(state="returned", at=at, who="Sở")
    accepted = StateChange(state="applied", at=at, who="Sở", reason="Chấp nhận")
    receipt = StateChange(state="applied", at=at, who="Văn thư Sở")
    bundle = after(after(bundle, returned, decided=True), receipt)
    assert bundle.state == "returned"
    bundle = after(bundle, accepted, decided=True)
    assert bundle.state == "applied"
    assert after(bundle, accepted, decided=True) == bundle
    assert after(bundle, returned, decided=True).state == "returned"


def test_no_news_takes_a_bundle_back() -> None:
    order = ["drafted", "exported", "handed_over", "received", "refused", "applied", "superseded"]
    for earlier, later in itertools.combinations(order, 2):
        bundle = SentBundle(
            id="1", kind="report", stream="report:x", seq=1, database="d",
            state=later,  # type: ignore[arg-type]
        )  # fmt: skip
        assert after(bundle, StateChange(state=earlier, at="2026-07-02T08:00:00Z")).state == later


def test_a_receipt_for_another_content_or_of_a_stranger_changes_nothing(offices: Offices) -> None:
    from papidesk.workflow import receiving

    bundle, _path = out(offices)
    there = record_versions.database_id(offices.superior)
    wrong = (
        Receipt(
            bundle=bundle.id,
            manifest="0" * 64,
            outcome="applied",
            database=there,
        ),
        Receipt(
            bundle=offices.report,
            manifest="0" * 64,
            outcome="applied",
            database=there,
        ),
    )
    answer = sending_answers.receipt(offices.superior, "xa-an-hoa", wrong, who=WHO)
    path = sending.export(offices.superior, [answer.id], offices.stick, who=WHO)[0]
    with receiving.look(offices.commune, path, who=WHO) as incoming:
        assert [line.state for line in incoming.plan.lines] == ["refused", "refused"]
        receiving.take(offices.commune, incoming, who=WHO, backup=False)
    assert sending.get(offices.commune, bundle.id).state == "exported"


def test_undoing_a_receipt_puts_the_bundle_back(offices: Offices) -> None:
    from papidesk.workflow import receiving_history

    bundle, path = out(offices)
    taken = received(offices.superior, path)
    receipts.make(offices.superior, taken.id, offices.stick, who=WHO)
    answer = received(offices.commune, next(offices.stick.glob("*receipt*")))
    assert offices.commune.value("SELECT count(*) FROM acknowledged_blobs") == 1
    receiving_history.undo(offices.commune, answer.id, who=WHO)
    assert sending.get(offices.commune, bundle.id) == bundle
    assert offices.commune.value("SELECT count(*) FROM acknowledged_blobs") == 0


def test_every_later_bundle_of_the_receiver_says_again_what_was_taken_in(offices: Offices) -> None:
    bundle, path = out(offices)
    received(offices.superior, path)
    keys = sending.make(
        offices.superior, Order(kind="keyset", to=("xa-an-hoa",)), who=WHO, today=TODAY
    )
    path = sending.export(offices.superior, [keys[0].id], offices.stick, who=WHO)[0]
    received(offices.commune, path)
    assert sending.get(offices.commune, bundle.id).state == "applied"


def test_what_was_taken_in_with_remarks_is_said_so_again(offices: Offices) -> None:
    bundle, path = out(offices)
    wrong = [
        with_fields(one, date="2024-02-31") if one.kind == "activity" else one
        for one in records_of(path)
    ]
    other = made_anew(offices.commune, path, path.with_name("khác.papi"), records=wrong)
    assert received(offices.superior, other).reasons
    keys = Order(kind="keyset", to=("xa-an-hoa",))
    (told,) = sending.make(offices.superior, keys, who=WHO, today=TODAY)
    received(offices.commune, sending.file_of(offices.superior, told))
    assert sending.get(offices.commune, bundle.id).state == "applied_with_remarks"


def test_a_second_copy_is_the_same_file_and_is_noted(offices: Offices) -> None:
    bundle, first = out(offices)
    other = offices.stick / "bản hai"
    other.mkdir()
    second = sending.export(offices.commune, [bundle.id], other, who=WHO)[0]
    assert second.read_bytes() == first.read_bytes()
    way = sending.get(offices.commune, bundle.id)
    assert [one.state for one in way.steps] == ["drafted", "exported", "exported"]
    assert way.place == str(second)


def test_bundles_of_one_name_for_several_units_do_not_overwrite_each_other(
    offices: Offices,
) -> None:
    ids = [
        sending.make(offices.superior, Order(kind="keyset", to=(unit,)), who=WHO, today=TODAY)[0].id
        for unit in ("xa-an-hoa", "xa-an-phu")
    ]
    written = sending.export(offices.superior, ids, offices.stick, who=WHO)
    assert len(set(written)) == 2
    later = [sending.export(offices.superior, [id], offices.stick, who=WHO)[0] for id in ids]
    contents = {path.read_bytes() for path in (*written, *later)}
    assert len(contents) == 2


def test_several_bundles_cannot_become_one_file(offices: Offices) -> None:
    ids = [made(offices).id, made(offices).id]
    with pytest.raises(CopyOverItselfError):
        sending.export(offices.commune, ids, offices.stick / "một.papi", who=WHO)


def test_what_never_left_can_be_taken_back_and_leaves_no_gap(offices: Offices) -> None:
    first, second = made(offices), made(offices)
    sending.withdraw(offices.commune, [first.id, second.id], who=WHO)
    assert sending.history(offices.commune) == []
    assert list((offices.commune.folder / "outbox").iterdir()) == []
    assert made(offices).seq == 1


def test_what_left_is_not_taken_back(offices: Offices) -> None:
    bundle, _path = out(offices)
    with pytest.raises(AlreadyOutError):
        sending.withdraw(offices.commune, [bundle.id], who=WHO)
    with pytest.raises(NotOutError):
        sending.hand_over(offices.commune, [made(offices).id], who=WHO)


def test_what_has_no_receipt_after_days_is_on_the_overview_until_it_has(offices: Offices) -> None:
    bundle, path = out(offices)
    store, today = offices.commune, datetime.date.today()
    for days, waiting in ((7, 0), (8, 1)):
        seen = overview.overview(store, today.year, today=today + datetime.timedelta(days=days))
        assert seen.documents.without_receipt == waiting
    todo = next(one for one in seen.todo if one.kind == "no_receipt")
    assert (todo.id, todo.detail, todo.days) == (bundle.id, "tỉnh Bình Nguyên", -8)
    received(offices.superior, path)
    answered(offices, bundle, "applied", "trả lời")
    later = today + datetime.timedelta(days=30)
    assert sending.without_receipt(store, today=later) == []


def test_a_later_report_that_was_taken_in_replaces_the_one_nobody_answered(
    offices: Offices,
) -> None:
    first, _path = out(offices)
    second, _path = out(offices)
    answered(offices, second, "applied", "trả lời")
    assert sending.get(offices.commune, first.id).state == "superseded"
    later = datetime.date.today() + datetime.timedelta(days=30)
    assert sending.without_receipt(offices.commune, today=later) == []


def test_the_stream_of_a_receiver_is_numbered_without_gaps_each_behind_the_one_before(
    offices: Offices,
) -> None:
    first, second = made(offices), made(offices)
    assert (first.seq, second.seq) == (1, 2)
    assert first.stream == second.stream == "report:tinh-binh-nguyen"
    other = sending.make(offices.commune, Order(kind="office"), who=WHO, today=TODAY)[0]
    assert (other.stream, other.seq) == ("office:xa-an-hoa", 1)
    from papidesk.bundles import reader
    from papidesk.workflow import trust

    folder = offices.stick / "mở"
    folder.mkdir()
    staged = reader.stage(sending.file_of(offices.commune, second), offices.stick)
    opened = reader.open_bundle(
        staged.path, folder=folder, key_of=trust.key_of(offices.superior), identities=()
    )
    assert opened.manifest.prev == first.manifest_sha256


def test_answered_bundles_free_their_room_when_asked_and_after_a_while(offices: Offices) -> None:
    bundle, _path = out(offices)
    assert sending.forget(offices.commune, [bundle.id]) == 0, "nobody has answered yet"
    answered(offices, bundle, "applied", "trả lời")
    late = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=91)
    strange = offices.commune.folder / "outbox" / "của ai.papi"
    strange.write_bytes(b"x")
    assert sent_history.tidy(offices.commune, now=late) == 2
    with pytest.raises(sent_history.OutboxFileGoneError):
        sending.export(offices.commune, [bundle.id], offices.stick, who=WHO)
    assert [one.id for one in sending.history(offices.commune)] == [bundle.id]


def test_a_damaged_entry_is_told_by_its_id(offices: Offices) -> None:
    bundle = made(offices)
    with offices.commune.unit_of_work():
        offices.commune.write(
            "UPDATE bundles_sent SET content = replace(content, 'report', 'repart')"
        )
    assert [str(one) for one in bundles_sent.problems(offices.commune)]
    with pytest.raises(bundles_sent.DamagedSentBundleError, match=bundle.id):
        sending.get(offices.commune, bundle.id)
    shown = sending.history(offices.commune)[0]
    assert (shown.id, shown.state, shown.to) == (bundle.id, "drafted", ("tinh-binh-nguyen",))
