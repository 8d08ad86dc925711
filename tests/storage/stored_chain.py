"""The chain of an invented commune for stored databases: tasks, log, evidence, periods, reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from papidesk.domain.activity import Activity, ActivitySeries, Amount, Evidence, SeriesException
from papidesk.domain.amounts import derivations
from papidesk.domain.closing import ClosedFigure, Closing, Correction, FigureChange
from papidesk.domain.counters import Counter
from papidesk.domain.criteria import SelfAssessment, SelfScore
from papidesk.domain.document import Document
from papidesk.domain.filters import ActivityFilter, TaskFilter
from papidesk.domain.record import replace, to_json
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Target, Task
from papidesk.storage import (
    activities,
    activity_listing,
    attachments,
    catalogue,
    catalogue_versions,
    closings,
    duty_reports,
    evidence,
    series,
    tasks,
)
from papidesk.storage.store import Store

NOON = datetime(2025, 8, 20, 5, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=40)
WHO = "Lê Thị Soạn"
PHOTO = "ảnh mẫu của một buổi họp".encode()
BATCH = "0198c5a0-0000-7000-8000-000000000001"
COUNTERS = (
    Counter(code="buoi", name="Buổi tuyên truyền mẫu", unit="buổi", own=True),
    Counter(code="nguoi-du", name="Người dự mẫu", unit="lượt", people_of=("buoi",), own=True),
    Counter(code="da-chi", name="Đã chi mẫu", unit="đồng", cost=True, own=True),
)
RULES = derivations(COUNTERS)


def fill_chain(store: Store, plan: Document, report: Document) -> None:
    """Put something of everything the third schema has into a workspace."""
    for counter in COUNTERS:
        catalogue.put(store, "counters", counter.code, counter, who=WHO, now=NOON)
    renamed = replace(COUNTERS[0], name="Buổi tuyên truyền", order=5)
    catalogue.put(store, "counters", "buoi", renamed, who="Đỗ Thị Văn Thư", now=LATER)
    catalogue.put(store, "counters", "bỏ-đi", COUNTERS[1], who=WHO, now=NOON)
    catalogue.remove(store, "counters", "bỏ-đi", who=WHO, now=LATER)
    scores = SelfScore(criterion="1.1", points=Decimal("2.25"), explanation="Có niêm yết")
    marked = SelfAssessment(criteria="mau", year=2025, scores=(scores,), note="Lần một")
    catalogue.put(store, "self-assessments", "mau@2025", marked, who=WHO, now=NOON)
    task = _fill_tasks(store, plan)
    entry = _fill_log(store, task)
    _fill_evidence(store, entry, task, report)
    _fill_periods(store, entry, report)


def _fill_tasks(store: Store, plan: Document) -> Task:
    later = tasks.save(
        store,
        Task(
            text="Tuyên truyền theo kế hoạch mới", year=2026, order=1, state="doing", progress=30,
            standing=True, time_text="Thường xuyên trong năm",
        ),
        who=WHO, now=NOON,
    )  # fmt: skip
    full = Task(
        plan=plan.id, block="b4", text="Phát thanh trên loa của các thôn\nmỗi tuần hai buổi",
        dimensions=("1.1", "2.3"), lead="Văn phòng", cooperating=("Công an xã", "Thôn Đông"),
        start=date(2025, 1, 6), due=date(2025, 12, 15),
        recurring=Recurrence(every="week", weekdays=(0, 3), since=date(2025, 1, 6)),
        time_text="Hằng tuần", product="Tin phát thanh",
        targets=(Target(counter="buoi", quantity=Decimal("60.5")),), budget=12_000_000,
        evidence=("Lịch phát sóng", "Bài phát thanh"), state="stopped",
        stop_reason="Chuyển sang kế hoạch mới", note="Trước đây: Đài xã.", year=2025, order=3,
        superseded_by=later.id,
    )  # fmt: skip
    kept = tasks.save(store, full, who=WHO, now=NOON)
    done = Task(text="Niêm yết thủ tục", year=2025, order=4, state="done",
                done_on=date(2025, 5, 9))  # fmt: skip
    tasks.save(store, done, who=WHO, now=NOON)
    gone = tasks.save(store, Task(text="Việc bỏ đi", year=2025, order=5), who=WHO, now=NOON)
    tasks.trash(store, [gone.id], who=WHO, now=LATER)
    return kept


def _fill_log(store: Store, task: Task) -> Activity:
    pattern = Activity(
        date=date(2025, 1, 6), title="Phát thanh sáng", unit="Văn phòng", came="series",
        amounts=(Amount(counter="buoi", quantity=Decimal(1)),),
    )  # fmt: skip
    schedule = series.save(
        store,
        ActivitySeries(
            name="Phát thanh sáng", pattern=pattern, skip_holidays=True,
            rule=Recurrence(every="week", weekdays=(3,), since=date(2025, 3, 3)),
            former=(
                Recurrence(every="week", weekdays=(0,), since=date(2025, 1, 6),
                           until=date(2025, 3, 2)),
            ),
            exceptions=(
                SeriesException(day=date(2025, 3, 6), reason="Mất điện"),
                SeriesException(day=date(2025, 3, 13), moved_to=date(2025, 3, 14), reason="Họp"),
            ),
        ),
        who=WHO, now=NOON,
    )  # fmt: skip
    full = Activity(
        date=date(2025, 4, 2), title="Hội nghị tuyên truyền ở thôn Đông",
        amounts=(Amount(counter="buoi", quantity=Decimal("1.5")),
                 Amount(counter="tin-bai", quantity=Decimal(2))),
        channel="loa-truyen-thanh", unit="Văn phòng", tasks=(task.id,), dimensions=("1.1",),
        people=120, cost=1_500_000, place="Nhà văn hóa thôn Đông", note="Có đại biểu tỉnh",
    )  # fmt: skip
    entry = activities.save(store, full, RULES, who=WHO, now=NOON)
    confirmed = replace(pattern, series=schedule.id, series_day=date(2025, 1, 6))
    activities.save(store, confirmed, RULES, who=WHO, now=NOON)
    taken = [
        Activity(date=date(2025, 5, day), title=f"Từ tệp {day}", came="file", batch=BATCH)
        for day in (1, 2)
    ]
    activities.add_many(store, taken, RULES, who=WHO, now=NOON)
    gone = activities.save(
        store, Activity(date=date(2025, 6, 1), title="Nhập nhầm", people=5), RULES, now=NOON
    )
    activities.trash(store, [gone.id], who=WHO, now=LATER)
    return entry


def _fill_evidence(store: Store, entry: Activity, task: Task, report: Document) -> None:
    photo = attachments.add_bytes(store, PHOTO, media_type="image/jpeg", now=NOON)
    for one in (
        Evidence(owner_id=entry.id, sha256=photo.sha256, name="họp thôn.jpg", note="Toàn cảnh",
                 taken_on=date(2025, 4, 2)),
        Evidence(owner_id=entry.id, document=report.id, name="Kế hoạch phát thanh"),
        Evidence(owner="task", owner_id=task.id, url="https://vi.du/tin", name="Tin trên cổng"),
        Evidence(owner="criterion", owner_id="mau@2025/1.1", sha256=photo.sha256,
                 name="niêm yết.jpg"),
    ):  # fmt: skip
        evidence.add(store, one, who=WHO, now=NOON)


def _fill_periods(store: Store, entry: Activity, report: Document) -> None:
    half = Closing(
        since=date(2024, 12, 15), until=date(2025, 6, 14), duty="papi", period="2025-H1",
        document=report.id,
        figures=(ClosedFigure(counter="buoi", name="Buổi", unit="buổi", value=Decimal("2.5")),),
    )  # fmt: skip
    closed = closings.add(store, half, who=WHO, now=NOON)
    month = Closing(since=date(2025, 4, 1), until=date(2025, 4, 30))
    opened = closings.add(store, month, who=WHO, now=NOON)
    closings.reopen(store, opened.id, reason="Ghi thiếu", who="Nguyễn Văn Mẫu", now=LATER)
    made = [
        closings.add_correction(
            store,
            Correction(
                closing=closed.id, activity=entry.id, day=entry.date, kind="changed",
                title=entry.title, reason=reason, before=to_json(entry).decode(),
                after=to_json(replace(entry, people=121)).decode(),
                changes=(FigureChange(counter="nguoi-du", before=Decimal(120),
                                      after=Decimal(121)),),
            ),
            who=WHO, now=LATER,
        )
        for reason in ("Đếm sót", "Đếm lại")
    ]  # fmt: skip
    closings.mark_reported(store, [made[0].id], report.id)
    duty_reports.add(
        store,
        duty_reports.DutyReport(
            duty="papi", period="2025-H1", document=report.id, since=half.since, until=half.until,
            due=date(2025, 6, 20),
        ),
        who=WHO, now=NOON,
    )  # fmt: skip


def chain_of(store: Store) -> dict[str, Any]:
    """Return all of the chain a workspace has, without the ids that differ from one to another."""
    entries = [one.activity for one in activity_listing.rows(store, sort="entered")]
    entries += [one.activity for one in activity_listing.rows(store, ActivityFilter(trashed=True))]
    titles = {one.id: one.title for one in entries}
    work = [*tasks.rows(store), *tasks.rows(store, TaskFilter(trashed=True))]
    texts = {one.id: one.text for one in work}
    owners = titles | texts | {"mau@2025/1.1": "mau@2025/1.1"}
    proofs = [
        one
        for owner in ("activity", "task", "criterion")
        for one in evidence.of_many(store, owner, list(owners))
    ]
    return {
        "tasks": sorted(
            to_json(
                replace(one, id="", plan="plan" if one.plan else "",
                        superseded_by=texts.get(one.superseded_by, ""))
            ).decode()
            for one in work
        ),
        "entries": sorted(
            to_json(
                replace(one, id="", series="series" if one.series else "",
                        tasks=tuple(texts[task] for task in one.tasks))
            ).decode()
            for one in entries
        ),
        "trashed": sorted(
            titles.get(id) or texts[id]
            for (id,) in store.rows(
                "SELECT id FROM activities WHERE trashed_at IS NOT NULL UNION "
                "SELECT id FROM tasks WHERE trashed_at IS NOT NULL"
            )
        ),
        "amounts": store.rows(
            "SELECT counter, date, quantity, derived FROM activity_amounts ORDER BY 1, 2, 3"
        ),
        "series": [to_json(replace(one, id="")).decode() for one in series.every(store)],
        "evidence": sorted(
            to_json(
                replace(one, id="", owner_id=owners[one.owner_id],
                        document="report" if one.document else "")
            ).decode()
            for one in proofs
        ),
        "contents": {attachments.read(store, one.sha256) for one in proofs if one.sha256},
        "closings": [
            to_json(replace(one, id="", document="report" if one.document else "")).decode()
            for one in closings.every(store)
        ],
        "corrections": [
            (one.title, one.reason, one.kind, one.changes, one.who, one.at, bool(one.reported_in))
            for one in closings.corrections(store)
        ],
        "reports": store.rows("SELECT duty, period, since, until, due, made_by FROM duty_reports"),
        "versions": [
            (code, one.version, one.content, one.saved_at, one.saved_by)
            for name in ("counters", "self-assessments", "views")
            for code in catalogue_versions.ids(store, name)
            for one in catalogue_versions.every(store, name, code)
        ],
    }  # fmt: skip
