"""Two PCs of one office: both sides' changes are put together, nothing is decided by a clock."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.activity import ActivitySeries
from papidesk.domain.closing import Closing
from papidesk.domain.counters import Counter
from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Task
from papidesk.storage import (
    activities,
    attachments,
    documents,
    listing,
    registers,
    series,
    snapshots,
    trash,
)
from papidesk.storage.integrity import verify
from papidesk.storage.listing import DocumentFilter
from papidesk.storage.store import Store
from papidesk.workflow import (
    catalogues,
    closings,
    evidence,
    figures,
    issuing,
    log,
    receiving,
    reports,
    tasks,
)
from papidesk.workflow import links as linked
from papidesk.workflow import series as series_of
from papidesk.workflow.closings import ClosedPeriodError
from tests.workflow.conftest import WHO, kept, sound
from tests.workflow.exchanged import tables
from tests.workflow.logged import entry
from tests.workflow.two_machines import OTHER, bundle_of, exchanged, plan_of, taken, told, two

TODAY = datetime.date(2026, 7, 2)
# What merging leaves behind: who did what, which bundles there were, what was seen of versions.
HISTORY = frozenset({
    "audit", "bundles_sent", "bundles_received", "trusted_keys", "workspace", "import_journal",
})  # fmt: skip


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """The two PCs."""
    with two(tmp_path) as both:
        yield both


def sum_of(store: Store, code: str) -> object:
    query = FigureQuery(since=datetime.date(2026, 1, 1), until=datetime.date(2026, 12, 31))
    return figures.figure(store, code, query).value


def test_what_one_pc_entered_is_on_the_other_with_figures_and_search(
    pcs: tuple[Store, Store], tmp_path: Path
) -> None:
    one, other = pcs
    plan = kept(one)
    task = tasks.save(one, Task(text="Phát thanh mỗi tuần", plan=plan.id, year=2026), who=WHO)
    made = log.add(one, replace(entry("Phát thanh", day=3), tasks=(task.id,), people=40), who=WHO)
    photo = tmp_path / "ảnh.txt"
    photo.write_text("minh chứng", encoding="utf-8")
    proof = evidence.attach_file(one, "activity", made.id, photo, who=WHO)

    told(one, other)

    assert documents.get(other, plan.id) == plan
    assert tasks.get(other, task.id) == task
    assert activities.get(other, made.id) == made
    assert evidence.of(other, "activity", made.id)[0].sha256 == proof.sha256
    assert attachments.read(other, proof.sha256) == "minh chứng".encode()
    assert tasks.row(other, task.id, today=TODAY).entries == 1
    found = listing.rows(other, DocumentFilter(text="cải cách hành chính"))
    assert [row.id for row in found] == [plan.id]
    for amount in made.amounts:
        assert sum_of(other, amount.counter) == sum_of(one, amount.counter)
    assert not verify(other)[1]


def test_the_same_bundle_or_state_again_changes_nothing(pcs: tuple[Store, Store]) -> None:
    one, other = pcs
    kept(one)
    log.add(one, entry("Họp thôn", day=3), who=WHO)
    exchanged(one, other)
    before = tables(one, but=HISTORY), tables(other, but=HISTORY)
    assert plan_of(one, bundle_of(other)).counts["unchanged"] > 0
    exchanged(one, other)
    assert (tables(one, but=HISTORY), tables(other, but=HISTORY)) == before


def test_changes_of_different_fields_are_put_together_and_marked(
    pcs: tuple[Store, Store],
) -> None:
    one, other = pcs
    task = tasks.save(one, Task(text="Họp dân", year=2026), who=WHO)
    told(one, other)
    tasks.save(one, replace(task, lead="Văn phòng"), who=WHO)
    tasks.save(other, replace(task, note="đã thống nhất"), who=OTHER)

    plan = plan_of(other, path := bundle_of(one))
    line = next(each for each in plan.lines if each.kind == "task")
    assert (line.state, plan.hold) == ("changed", "")
    assert line.reason and [each.field for each in line.changes] == ["lead"]
    taken(other, path)
    told(other, one)

    for store in pcs:
        merged = tasks.get(store, task.id)
        assert (merged.lead, merged.note) == ("Văn phòng", "đã thống nhất")
        assert not receiving.conflicts(store)


def test_the_same_field_changed_on_both_is_shown_with_both_values_and_who(
    pcs: tuple[Store, Store],
) -> None:
    one, other = pcs
    task = tasks.save(one, Task(text="Họp dân", year=2026), who=WHO)
    told(one, other)
    tasks.save(one, replace(task, lead="Văn phòng"), who=WHO)
    tasks.save(other, replace(task, lead="Công an"), who=OTHER)

    path = bundle_of(one)
    plan = plan_of(other, path)
    assert plan.hold == "conflicts"
    with pytest.raises(receiving.HeldError):
        taken(other, path, agree=False)
    shown = next(each for each in plan.of("conflicting")[0].changes if each.conflict)
    assert (shown.before, shown.after) == ("Công an", "Văn phòng")
    assert OTHER in shown.ours and WHO in shown.theirs
    taken(other, path)

    assert tasks.get(other, task.id).lead == "Công an"
    (conflict,) = receiving.conflicts(other)
    assert (conflict.field, conflict.local, conflict.other) == ("lead", "Công an", "Văn phòng")
    assert (conflict.local_by, conflict.other_by) == (OTHER, WHO)


@pytest.mark.parametrize(("chosen", "lead"), [("local", "Công an"), ("other", "Văn phòng")])
def test_what_a_person_decides_is_so_on_both_pcs(
    pcs: tuple[Store, Store], chosen: str, lead: str
) -> None:
    one, other = pcs
    task = tasks.save(one, Task(text="Họp dân", year=2026), who=WHO)
    told(one, other)
    tasks.save(one, replace(task, lead="Văn phòng"), who=WHO)
    tasks.save(other, replace(task, lead="Công an"), who=OTHER)
    exchanged(one, other, times=1)
    assert receiving.conflicts(one) and receiving.conflicts(other)

    ids = [each.id for each in receiving.conflicts(other)]
    receiving.settle(other, ids, chosen, who=OTHER)
    told(other, one)
    told(one, other)

    for store in pcs:
        assert tasks.get(store, task.id).lead == lead
        assert not receiving.conflicts(store)


def test_a_deletion_of_what_the_other_did_not_touch_is_a_deletion_there(
    pcs: tuple[Store, Store],
) -> None:
    one, other = pcs
    made = log.add(one, entry("Họp thôn", day=3), who=WHO)
    told(one, other)
    before = sum_of(other, made.amounts[0].counter)
    log.remove(one, [made.id], who=WHO)
    told(one, other)
    assert log.is_trashed(other, made.id)
    assert sum_of(other, made.amounts[0].counter) != before
    log.restore(one, [made.id], who=WHO)
    told(one, other)
    assert not log.is_trashed(other, made.id)
    assert sum_of(other, made.amounts[0].counter) == before


@pytest.mark.parametrize("chosen", ["local", "other"])
def test_an_edit_against_a_deletion_waits_for_a_person(
    pcs: tuple[Store, Store], chosen: str
) -> None:
    one, other = pcs
    made = log.add(one, entry("Họp thôn", day=3), who=WHO)
    told(one, other)
    log.remove(one, [made.id], who=WHO)
    log.change(other, replace(made, note="có 40 người dự"), who=OTHER)
    told(one, other)

    assert not log.is_trashed(other, made.id)
    (conflict,) = receiving.conflicts(other)
    assert (conflict.field, conflict.local, conflict.other) == ("", False, True)
    receiving.settle(other, [conflict.id], chosen, who=OTHER)
    exchanged(other, one)
    for store in pcs:
        assert log.is_trashed(store, made.id) is (chosen == "other")
        assert not receiving.conflicts(store)
    if chosen == "local":
        assert log.get(one, made.id).note == "có 40 người dự"


def test_evidence_taken_off_goes_on_both_and_its_file_is_sent_once(
    pcs: tuple[Store, Store], tmp_path: Path
) -> None:
    one, other = pcs
    made = log.add(one, entry("Họp thôn", day=3), who=WHO)
    link = evidence.attach_link(one, "activity", made.id, "https://xa.example/tin", who=WHO)
    told(one, other)
    assert evidence.of(other, "activity", made.id)
    evidence.detach(one, [link.id], who=WHO)
    told(one, other)
    assert not evidence.of(other, "activity", made.id)


def test_two_entries_for_one_occurrence_both_stay(pcs: tuple[Store, Store]) -> None:
    one, other = pcs
    day = datetime.date(2026, 3, 2)
    pattern = replace(entry("Phát thanh thứ hai", day=2), date=day)
    rule = Recurrence(every="week", weekdays=(0,), since=day)
    made = series_of.save(one, ActivitySeries(name="Loa", rule=rule, pattern=pattern), who=WHO)
    told(one, other)
    for store in pcs:
        due = series_of.due(store, datetime.date(2026, 3, 3))
        assert [each.planned_day for each in due] == [day]
        series_of.confirm(store, due, who=WHO)
    exchanged(one, other, times=3)
    ids = [sorted(id for (id,) in store.rows("SELECT id FROM activities")) for store in pcs]
    assert ids[0] == ids[1] and len(ids[0]) == 2
    for store in pcs:
        assert len(series.confirmed(store, made.id)) == 1
        assert series.confirmed(store, made.id) == series.confirmed(one, made.id)


def test_an_issued_paper_stands_and_the_other_text_is_kept_beside_it(
    pcs: tuple[Store, Store],
) -> None:
    one, other = pcs
    draft = kept(one)
    told(one, other)
    done = issuing.issue(one, draft.id, today=TODAY, override="đã xem", who=WHO)
    documents.save(other, replace(draft, abstract="Bản viết lại", closing="Hết./."), who=OTHER)

    told(one, other)
    here = documents.get(other, draft.id)
    assert (here.state, here.abstract, here.number) == ("issued", done.abstract, done.number)
    kept_beside = {each.field: each.other for each in receiving.conflicts(other)}
    assert kept_beside == {"abstract": "Bản viết lại", "closing": "Hết./."}
    assert registers.of_document(other, draft.id) is not None
    assert trash.is_trashed(other, draft.id) is False

    told(other, one)
    assert documents.get(one, draft.id) == done
    assert not verify(other)[1]
    second = kept(other, sound("Kế hoạch thứ hai"))
    assert issuing.proposal(other, second, today=TODAY).number == int(done.number or 0) + 1


def test_an_issued_paper_brings_its_printed_bytes(pcs: tuple[Store, Store]) -> None:
    one, other = pcs
    draft = kept(one)
    issuing.issue(one, draft.id, today=TODAY, override="đã xem", who=WHO)
    basis = kept(one, sound("Kế hoạch nối tiếp"))
    linked.link(one, basis.id, "basis", draft.id, who=WHO)
    told(one, other)
    mine, theirs = snapshots.get(one, draft.id), snapshots.get(other, draft.id)
    assert mine is not None and theirs is not None and mine.pdf_sha256 == theirs.pdf_sha256
    assert attachments.read(other, theirs.pdf_sha256) == attachments.read(one, mine.pdf_sha256)
    assert [each.id for each in linked.links(other, basis.id)] == [draft.id]
    assert not verify(other)[1]


def test_an_entry_of_a_period_closed_here_becomes_a_correction(pcs: tuple[Store, Store]) -> None:
    one, other = pcs
    window = Closing(since=datetime.date(2026, 3, 1), until=datetime.date(2026, 3, 31))
    closings.close(other, window, who=OTHER)
    made = log.add(one, entry("Họp thôn", day=3), who=WHO)
    received = told(one, other)
    (correction,) = closings.corrections(other)
    assert (correction.activity, correction.kind) == (made.id, "added")
    exchanged(other, one)
    assert [each.id for each in closings.corrections(one)] == [correction.id]
    assert received.state == "applied"


def test_own_entries_of_catalogues_and_their_counters_follow(pcs: tuple[Store, Store]) -> None:
    one, other = pcs
    catalogues.put(one, Counter(code="m-loa", name="Lượt phát mẫu", unit="lượt"), who=WHO)
    told(one, other)
    assert catalogues.counter(other, "m-loa").name == "Lượt phát mẫu"
    catalogues.remove(one, catalogues.COUNTERS, "m-loa", who=WHO, today=TODAY)
    told(one, other)
    codes = {each.code for each in catalogues.counters(other)}
    assert "m-loa" not in codes


def test_an_import_is_undone_as_a_whole(pcs: tuple[Store, Store], tmp_path: Path) -> None:
    one, other = pcs
    task = tasks.save(one, Task(text="Họp dân", year=2026), who=WHO)
    gone = log.add(one, entry("Bỏ sau", day=4), who=WHO)
    draft = kept(one)
    exchanged(one, other, times=1)
    before = tables(other, but=HISTORY | {"versions", "search_documents"})

    tasks.save(one, replace(task, lead="Văn phòng"), who=WHO)
    made = log.add(one, entry("Họp thôn", day=3), who=WHO)
    log.remove(one, [gone.id], who=WHO)
    evidence.attach_link(one, "activity", made.id, "https://xa.example/tin", who=WHO)
    issuing.issue(one, draft.id, today=TODAY, override="đã xem", who=WHO)
    kept(one, sound("Kế hoạch mới"))
    catalogues.put(one, Counter(code="m-loa", name="Lượt phát mẫu", unit="lượt"), who=WHO)
    path = bundle_of(one)
    received = taken(other, path)
    assert log.get(other, made.id) == made

    receiving.undo(other, received.id, who=OTHER)
    after = tables(other, but=HISTORY | {"versions", "search_documents"})
    assert comparable(after) == comparable(before)
    assert not verify(other)[1]

    again = taken(other, path)
    assert again.state == "applied" and log.get(other, made.id) == made
    assert documents.get(other, draft.id).state == "issued"


def comparable(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[str]]:
    """Return rows without times, who wrote them last, and numbers of versions, which go on."""
    told: dict[str, list[str]] = {}
    for name, rows in found.items():
        if name in ("attachments", "catalogue_versions"):
            continue
        plain = [re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "T", repr(row)) for row in rows]
        if name == "documents":
            plain = [re.sub(r"', \d+, 'KH'", "', V, 'KH'", row) for row in plain]
        told[name] = sorted(row.replace(f"'{WHO}'", "''") for row in plain)
    return told


def test_what_is_in_use_here_is_not_deleted_and_comes_back_there(
    pcs: tuple[Store, Store],
) -> None:
    one, other = pcs
    draft = kept(one)
    told(one, other)
    trash.trash(one, draft.id, who=WHO)
    made = log.add(other, entry("Họp", day=3), who=OTHER)
    evidence.attach_document(other, "activity", made.id, draft.id, who=OTHER)
    path = bundle_of(one)
    line = next(each for each in plan_of(other, path).lines if each.id == draft.id)
    assert line.state == "unchanged" and line.reason
    taken(other, path)
    assert not trash.is_trashed(other, draft.id)
    told(other, one)
    assert not trash.is_trashed(one, draft.id)
    assert evidence.of(one, "activity", made.id)[0].document == draft.id


def test_another_text_is_not_chosen_for_an_issued_paper(pcs: tuple[Store, Store]) -> None:
    one, other = pcs
    draft = kept(one)
    told(one, other)
    documents.save(other, replace(draft, abstract="Bản viết lại"), who=OTHER)
    done = issuing.issue(one, draft.id, today=TODAY, override="đã xem", who=WHO)
    told(one, other)
    ids = [each.id for each in receiving.conflicts(other)]
    with pytest.raises(documents.FrozenDocumentError):
        receiving.settle(other, ids, "other", who=OTHER)
    assert receiving.conflicts(other)
    receiving.settle(other, ids, "local", who=OTHER)
    exchanged(other, one)
    for store in pcs:
        assert documents.get(store, draft.id) == done
        assert not receiving.conflicts(store)


def test_the_report_of_a_duty_is_it_on_the_other_pc_with_its_closed_period(
    pcs: tuple[Store, Store],
) -> None:
    one, other = pcs
    log.add(one, entry("Họp thôn", day=3), who=WHO)
    duty = reports.default_duty(one, "2026-H1")
    made = reports.make(one, reports.begin(one, duty, "2026-H1"), today=TODAY, who=WHO)
    told(one, other)
    there = reports.reported_by(other, duty, "2026-H1")
    here = reports.reported_by(one, duty, "2026-H1")
    assert there is not None and here is not None
    assert (there.document, there.since, there.until) == (made.id, here.since, here.until)
    issuing.issue(one, made.id, today=TODAY, override="đã xem", who=WHO)
    told(one, other)
    assert [each.document for each in closings.closed(other)] == [made.id]
    with pytest.raises(ClosedPeriodError):
        log.add(other, entry("Thêm sau", day=4), who=OTHER)


def test_the_same_proof_attached_on_both_pcs_is_one(pcs: tuple[Store, Store]) -> None:
    one, other = pcs
    made = log.add(one, entry("Họp thôn", day=3), who=WHO)
    told(one, other)
    for store in pcs:
        evidence.attach_link(store, "activity", made.id, "https://xa.example/tin", who=WHO)
    before = evidence.of(other, "activity", made.id)
    received = told(one, other)
    assert len(evidence.of(other, "activity", made.id)) == 1
    receiving.undo(other, received.id, who=OTHER, backup=False)
    assert evidence.of(other, "activity", made.id) == before
    exchanged(one, other)
    found = [evidence.of(store, "activity", made.id) for store in pcs]
    assert found[0] == found[1] and len(found[0]) == 1
