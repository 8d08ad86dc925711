"""What a superior sends down arrives as what it is: plans, duties, counters, templates, remarks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.domain.blocks import Paragraph
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.exchange import ReceivedBundle
from papidesk.domain.import_plan import ImportPlan
from papidesk.domain.record import replace
from papidesk.domain.report_duty import DayOfYear, ReportDuty, Term
from papidesk.domain.task import Target, Task
from papidesk.storage import documents, snapshots
from papidesk.storage.documents import FrozenDocumentError
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import (
    bases,
    catalogues,
    duty_terms,
    evidence,
    issuing,
    life,
    links,
    log,
    receiving,
    sending,
    taking_superior,
    task_proposals,
    tasks,
    templates,
)
from papidesk.workflow.sending import Order
from papidesk.workflow.taking import ChangedSinceError
from tests.workflow.conftest import WHO, kept, sound
from tests.workflow.exchanged import NOW, pair, tables
from tests.workflow.logged import amount, entry
from tests.workflow.test_taking_office import HISTORY, comparable

TODAY = datetime.date(2026, 7, 2)
ABOVE = "Đỗ Thị Cấp Trên"
COMMUNE = "xa-an-hoa"
DUTY = ReportDuty(
    code="bc-mau", name="Báo cáo mẫu 6 tháng", recipient="UBND tỉnh Bình Nguyên",
    counters=("m-loa",),
    terms=(
        Term(
            kind="half", since=DayOfYear(month=12, day=15, year=-1),
            until=DayOfYear(month=6, day=14), due=DayOfYear(month=6, day=20),
        ),
    ),
)  # fmt: skip
LOA = Counter(code="m-loa", name="Lượt phát loa mẫu", unit="lượt", channels=("loa-mau",))


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Commune and superior."""
    with pair(tmp_path) as stores:
        yield stores


def plan_above(superior: Store, **changes: object) -> str:
    """Return the id of a plan the superior issued."""
    draft = kept(
        superior,
        sound(
            "Nâng cao chỉ số PAPI năm 2026",
            issuer="ỦY BAN NHÂN DÂN TỈNH BÌNH NGUYÊN",
            superior="",
            **changes,
        ),
    )
    return issuing.issue(superior, draft.id, today=TODAY, override="đã xem", who=ABOVE).id


def sent_down(superior: Store, **order: object) -> Path:
    """Return the file of a bundle to the commune."""
    wanted = replace(Order(kind="directive", to=(COMMUNE,)), **order)
    made = sending.make(superior, wanted, who=ABOVE, now=NOW)
    return sending.file_of(superior, made[0])


def seen(commune: Store, path: Path) -> ImportPlan:
    with receiving.look(commune, path, who=WHO) as incoming:
        return incoming.plan


def taken(commune: Store, path: Path, *, agree: bool = False) -> ReceivedBundle:
    with receiving.look(commune, path, who=WHO) as incoming:
        return receiving.take(commune, incoming, who=WHO, agree=agree, backup=False)


def test_a_plan_becomes_a_basis_with_its_tasks_and_due_dates(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = both
    plan = plan_above(superior)
    due = datetime.date(2026, 9, 30)
    task = tasks.save(
        superior, Task(text="Phát 12 tin, bài", plan=plan, due=due, lead="UBND cấp xã"), who=ABOVE
    )
    evidence.attach_link(superior, "task", task.id, "https://tinh.example/mau", who=ABOVE)
    taken(commune, sent_down(superior, kind="plan", documents=(plan,)))

    here = documents.get(commune, plan)
    assert here == documents.get(superior, plan)
    mine, theirs = snapshots.get(commune, plan), snapshots.get(superior, plan)
    assert mine is not None and theirs is not None and mine.pdf_sha256 == theirs.pdf_sha256
    with pytest.raises(FrozenDocumentError):
        documents.save(commune, replace(here, abstract="Khác"), who=WHO)

    offered = [one.id for one in bases.search_bases(commune, "chỉ số PAPI")]
    assert plan in offered
    own = kept(commune)
    links.link(commune, own.id, "basis", plan, who=WHO)
    assert tasks.get(commune, task.id).due == due
    assert tasks.row(commune, task.id, today=TODAY).plan_title == here.title
    assert evidence.of(commune, "task", task.id)
    assert not verify(commune)[1]


def test_tasks_only_the_text_gives_are_proposed(both: tuple[Store, Store]) -> None:
    commune, superior = both
    plan = plan_above(superior)
    taken(commune, sent_down(superior, kind="plan", documents=(plan,)))
    proposed = task_proposals.propose(commune, plan)
    assert proposed and all(one.task.plan == plan for one in proposed)
    accepted = task_proposals.accept(commune, plan, proposed[:1], who=WHO)
    assert tasks.get(commune, accepted[0].id).due == datetime.date(2026, 12, 15)


def test_a_draft_of_the_superior_is_read_only_too(both: tuple[Store, Store]) -> None:
    commune, superior = both
    draft = kept(superior, sound("Dự thảo kế hoạch của tỉnh"))
    taken(commune, sent_down(superior, kind="plan", documents=(draft.id,)))
    assert documents.get(commune, draft.id).frozen
    documents.save(superior, replace(draft, abstract="Dự thảo lần hai"), who=ABOVE)
    taken(commune, sent_down(superior, kind="plan", documents=(draft.id,)))
    assert documents.get(commune, draft.id).abstract == "Dự thảo lần hai"
    assert not verify(commune)[1]


def test_duties_counters_channels_and_templates_appear_with_their_source(
    both: tuple[Store, Store],
) -> None:
    commune, superior = both
    plan = plan_above(superior)
    catalogues.put(superior, Channel(code="loa-mau", name="Loa mẫu"), who=ABOVE)
    catalogues.put(superior, LOA, who=ABOVE)
    catalogues.put(superior, replace(DUTY, source=plan), who=ABOVE)
    template = templates.from_document(superior, plan, "Mẫu của tỉnh", today=TODAY, who=ABOVE)
    taken(commune, sent_down(superior, documents=(plan,)))

    assert catalogues.counter(commune, "m-loa").name == LOA.name
    assert templates.get(commune, template.id).source == template.source
    duty = catalogues.report_duty(commune, DUTY.code)
    assert (duty.own, duty.source) == (True, plan)
    state = next(
        one for one in duty_terms.states(commune, 2026, today=TODAY) if one.duty.code == DUTY.code
    )
    assert state.term.due == datetime.date(2026, 6, 19)  # the 20th is a Saturday
    log.add(commune, entry("Phát loa", amounts=(amount("m-loa", 3),)), who=WHO)


def test_an_own_entry_of_the_same_code_is_told_and_kept_among_its_versions(
    both: tuple[Store, Store],
) -> None:
    commune, superior = both
    catalogues.put(commune, replace(LOA, name="Của xã", channels=()), who=WHO)
    catalogues.put(superior, replace(LOA, channels=()), who=ABOVE)
    path = sent_down(superior)
    plan = seen(commune, path)
    (line,) = plan.of("conflicting")
    assert (line.kind, line.reason) == ("counter", taking_superior.REPLACES)
    with pytest.raises(receiving.HeldError):
        taken(commune, path)
    done = taken(commune, path, agree=True)
    assert catalogues.counter(commune, "m-loa").name == LOA.name
    receiving.undo(commune, done.id, who=WHO, backup=False)
    assert catalogues.counter(commune, "m-loa").name == "Của xã"


def test_what_the_office_does_with_a_task_stays_when_the_superior_changes_it(
    both: tuple[Store, Store],
) -> None:
    commune, superior = both
    plan = plan_above(superior)
    task = tasks.save(superior, Task(text="Phát 12 tin", plan=plan, year=2026), who=ABOVE)
    taken(commune, sent_down(superior, kind="plan", documents=(plan,)))
    mine = replace(
        tasks.get(commune, task.id), text="Viết lại", lead="Văn phòng", state="doing", progress=40
    )
    tasks.save(commune, mine, who=WHO)
    later = replace(task, text="Phát 15 tin", lead="Các xã", due=datetime.date(2026, 8, 1))
    tasks.save(superior, later, who=ABOVE)
    done = taken(commune, sent_down(superior, kind="plan", documents=(plan,)))

    here = tasks.get(commune, task.id)
    assert (here.text, here.due) == (later.text, later.due)
    assert (here.lead, here.state, here.progress) == ("Văn phòng", "doing", 40)
    assert not receiving.conflicts(commune)
    receiving.undo(commune, done.id, who=WHO, backup=False)
    assert tasks.get(commune, task.id) == mine


def test_a_record_of_ours_is_not_taken_over_by_the_superior(both: tuple[Store, Store]) -> None:
    commune, superior = both
    own = tasks.save(commune, Task(text="Việc của xã", year=2026), who=WHO)
    plan = plan_above(superior)
    tasks.save(superior, replace(own, text="Việc bị chiếm", plan=plan), who=ABOVE)
    path = sent_down(superior, kind="plan", documents=(plan,))
    (line,) = seen(commune, path).of("refused")
    assert (line.id, line.reason) == (own.id, taking_superior.NOT_THEIRS)
    taken(commune, path)
    assert tasks.get(commune, own.id) == own


def test_a_counter_that_cannot_be_is_refused_alone(both: tuple[Store, Store]) -> None:
    commune, superior = both
    log.add(commune, entry("Họp"), who=WHO)
    catalogues.put(superior, replace(LOA, channels=()), who=ABOVE)
    used = catalogues.counter(superior, "hoi-nghi")
    ratio = replace(used, adds_up="ratio", numerator="m-loa", denominator="tin-bai", channels=())
    catalogues.put(superior, ratio, who=ABOVE)
    path = sent_down(superior)
    (line,) = seen(commune, path).of("refused")
    assert line.id == "hoi-nghi" and line.reason
    taken(commune, path, agree=True)
    assert catalogues.counter(commune, "hoi-nghi").adds_up == "sum"
    assert catalogues.counter(commune, "m-loa").name == LOA.name


def test_remarks_on_a_plan_come_to_its_places(both: tuple[Store, Store]) -> None:
    commune, superior = both
    plan = plan_above(superior)
    life.add_remark(superior, plan, "Chú ý thời hạn", place="blocks/1", who=ABOVE)
    taken(commune, sent_down(superior, documents=(plan,), remarks=True))
    (remark,) = life.remarks(commune, plan)
    assert (remark.text, remark.place, remark.who) == ("Chú ý thời hạn", "blocks/1", ABOVE)


def test_the_same_directive_twice_and_an_older_one_change_nothing(
    both: tuple[Store, Store],
) -> None:
    commune, superior = both
    plan = plan_above(superior)
    tasks.save(superior, Task(text="Phát 12 tin", plan=plan, year=2026), who=ABOVE)
    first = sent_down(superior, documents=(plan,))
    second = sent_down(superior, documents=(plan,))
    taken(commune, second)
    before = comparable(tables(commune, but=HISTORY))
    # It is taken in, as it might hold what the later one does not; here every line is known.
    assert {line.state for line in seen(commune, first).lines} == {"unchanged"}
    assert taken(commune, first).state == "applied"
    assert taken(commune, second).state == "applied"
    assert comparable(tables(commune, but=HISTORY)) == before


def test_all_a_directive_brought_is_undone(both: tuple[Store, Store]) -> None:
    commune, superior = both
    kept(commune)
    before = comparable(tables(commune, but=HISTORY))
    plan = plan_above(superior, blocks=(Paragraph(text="Nội dung."),))
    catalogues.put(superior, Channel(code="loa-mau", name="Loa mẫu"), who=ABOVE)
    catalogues.put(superior, LOA, who=ABOVE)
    catalogues.put(superior, DUTY, who=ABOVE)
    target = Target(counter="m-loa", quantity=amount("m-loa", 12).quantity)
    tasks.save(
        superior, Task(text="Phát 12 lượt", plan=plan, targets=(target,), year=2026), who=ABOVE
    )
    done = taken(commune, sent_down(superior, documents=(plan,)))
    assert tasks.count(commune, today=TODAY) == 1
    receiving.undo(commune, done.id, who=WHO, backup=False)
    assert comparable(tables(commune, but=HISTORY)) == before
    assert not verify(commune)[1]


def test_what_was_changed_since_is_not_undone(both: tuple[Store, Store]) -> None:
    commune, superior = both
    plan = plan_above(superior)
    task = tasks.save(superior, Task(text="Phát 12 tin", plan=plan, year=2026), who=ABOVE)
    done = taken(commune, sent_down(superior, documents=(plan,)))
    tasks.set_state(commune, [task.id], "done", today=TODAY, who=WHO)
    with pytest.raises(ChangedSinceError):
        receiving.undo(commune, done.id, who=WHO, backup=False)
    assert tasks.get(commune, task.id).state == "done"
