"""A year of an invented commune: the superior's plan, its own plan, tasks, 600 entries, evidence.

What the tests recompute from is :data:`Entry` rows made here, never what the program stored.
"""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.document import Document
from papidesk.domain.ids import new_id
from papidesk.domain.office import new_office
from papidesk.domain.record import replace
from papidesk.domain.task import Target, Task
from papidesk.storage.store import Store
from papidesk.workflow import (
    documents,
    duties,
    evidence,
    log,
    offices,
    task_proposals,
    tasks,
    workspaces,
)
from papidesk.workflow.workspaces import Workspace

YEAR = 2026
WHO = "Trần Thị Thí Dụ"
TASKS, ENTRIES = 60, 600
SUPERIOR_PLAN = Path(__file__).with_name("ke-hoach-tinh.txt")

# Counter, the most an entry has of it, whether it has people and cost.
_KINDS = (
    ("tin-bai", 3, False, False),
    ("luot-phat-thanh", 4, False, False),
    ("hoi-nghi", 1, True, True),
    ("bai-facebook", 2, False, False),
    ("bai-zalo", 2, False, False),
    ("pano", 2, False, True),
    ("to-roi", 300, False, True),
    ("doi-thoai", 1, False, False),
    ("kiem-tra", 1, False, False),
    ("van-ban-chi-dao", 1, False, False),
    ("phan-anh-tiep-nhan", 5, False, False),
    ("ho-so-dvc", 60, False, False),
    ("tthc-niem-yet", 180, False, False),
)
_SAID = {
    "tin-bai": "Đăng tin, bài về Chỉ số PAPI",
    "luot-phat-thanh": "Phát thanh chuyên mục cải cách hành chính",
    "hoi-nghi": "Hội nghị quán triệt, lồng ghép nội dung PAPI",
    "bai-facebook": "Bài trên trang mạng xã hội của xã",
    "bai-zalo": "Bài trên Zalo của xã",
    "pano": "Lắp pano tuyên truyền",
    "to-roi": "Cấp phát tờ rơi đến hộ dân",
    "doi-thoai": "Đối thoại với Nhân dân thôn",
    "kiem-tra": "Kiểm tra việc niêm yết công khai",
    "van-ban-chi-dao": "Công văn đôn đốc thực hiện kế hoạch",
    "phan-anh-tiep-nhan": "Tiếp nhận phản ánh, kiến nghị",
    "ho-so-dvc": "Hồ sơ dịch vụ công trong tuần",
    "tthc-niem-yet": "Niêm yết thủ tục hành chính",
}


@dataclass
class Entry:
    """One entry as the test knows it."""

    day: datetime.date
    title: str
    amounts: dict[str, Decimal]
    people: int | None = None
    cost: int | None = None
    id: str = ""
    task: int | None = None


@dataclass
class Year:
    """The workspace and everything that was put into it."""

    workspace: Workspace
    superior: Document
    plan: Document
    tasks: list[Task]
    entries: list[Entry] = field(default_factory=list)

    @property
    def store(self) -> Store:
        """The open store."""
        return self.workspace.store


def entries(seed: int, count: int = ENTRIES) -> list[Entry]:
    """Return entries of two years, from the month before the first one on, in no order."""
    chance = random.Random(seed)
    first, last = datetime.date(YEAR - 2, 12, 1), datetime.date(YEAR, 12, 31)
    made = []
    for number in range(count):
        code, most, people, cost = _KINDS[number % len(_KINDS)]
        day = first + datetime.timedelta(days=chance.randrange((last - first).days + 1))
        amounts = {code: Decimal(chance.randint(1, most))}
        if code == "ho-so-dvc":
            amounts["ho-so-toan-trinh"] = Decimal(chance.randint(0, int(amounts[code])))
        made.append(
            Entry(
                day=day,
                title=f"{_SAID[code]} ({number + 1})",
                amounts=amounts,
                people=chance.randint(20, 160) if people else None,
                cost=chance.randint(1, 40) * 50_000 if cost and chance.random() < 0.7 else None,
                task=chance.randrange(TASKS) if chance.random() < 0.8 else None,
            )
        )
    return made


def lived(folder: Path, *, seed: int = 26, count: int = ENTRIES) -> Year:
    """Return a workspace in ``folder`` in which the year was lived, without its reports."""
    office = new_office(
        id=new_id(), name="xã Thanh Mẫu", level="commune", place="Thanh Mẫu", superior="tỉnh Mẫu"
    )
    workspace = workspaces.create(folder / "xa-thanh-mau", office, who=WHO)
    store = workspace.store
    superior = documents.import_file(store, SUPERIOR_PLAN, who=WHO).document
    proposed = duties.proposals(store, superior.id)
    plan = duties.make(
        store, superior.id, proposed, today=datetime.date(YEAR, 1, 8), who=WHO, year=YEAR
    )
    year = Year(workspace, superior, plan, _tasks(store, plan))
    year.entries = entries(seed, count)
    _log(store, year, folder)
    return year


def _tasks(store: Store, plan: Document) -> list[Task]:
    """Accept what the plan proposes, then add tasks until there are enough."""
    proposed = task_proposals.propose(store, plan.id)
    accepted = task_proposals.accept(store, plan.id, proposed[:TASKS], who=WHO)
    known = [unit.name for unit in offices.on(store, datetime.date(YEAR, 1, 8)).units]
    further = [
        Task(
            text=f"Nhiệm vụ tuyên truyền số {number + 1} về nội dung thành phần",
            plan=plan.id,
            dimensions=(f"{number % 8 + 1}.1",),
            lead=known[number % len(known)],
            start=datetime.date(YEAR, 1, 15),
            due=datetime.date(YEAR, number % 12 + 1, 25),
            targets=(Target(counter=_KINDS[number % 6][0], quantity=Decimal(5 + number % 7)),),
            product="Báo cáo kết quả",
            year=YEAR,
        )
        for number in range(len(accepted), TASKS)
    ]
    return [*accepted, *tasks.save_many(store, further, who=WHO)]


def _log(store: Store, year: Year, folder: Path) -> None:
    """Enter the entries; every tenth has a file of evidence."""
    with store.unit_of_work():
        for number, entry in enumerate(year.entries):
            kept = log.add(store, activity(year, entry), who=WHO)
            entry.id = kept.id
            if number % 10 == 0:
                proof = folder / f"bien-ban-{number}.txt"
                proof.write_text(f"Biên bản số {number} (mẫu)\n", encoding="utf-8")
                evidence.attach_file(store, "activity", kept.id, proof, who=WHO)


def activity(year: Year, entry: Entry) -> Activity:
    """Return what a person enters for ``entry``."""
    made = Activity(
        date=entry.day,
        title=entry.title,
        amounts=tuple(Amount(counter=code, quantity=n) for code, n in entry.amounts.items()),
        people=entry.people,
        cost=entry.cost,
    )
    return made if entry.task is None else replace(made, tasks=(year.tasks[entry.task].id,))
