"""An invented year of a commune: tasks, entries of the log, documents that wait."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.task import Target, Task, TaskState
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, log, tasks

UNITS = ("Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội",
         "Trung tâm Phục vụ hành chính công")  # fmt: skip
WORK = (
    "Phát thanh chuyên mục cải cách hành chính", "Niêm yết bộ thủ tục hành chính sửa đổi",
    "Góp ý dự thảo kế hoạch năm sau", "Tổ chức đối thoại với Nhân dân",
    "Cập nhật chuyên mục công khai ngân sách", "Tuyên truyền về phòng, chống tham nhũng",
    "Khảo sát mức độ hài lòng của người dân", "Kiểm tra việc tiếp nhận hồ sơ tại bộ phận một cửa",
)  # fmt: skip
DONE = (
    "Tin về công khai danh sách hộ nghèo", "Phát thanh buổi sáng", "Hội nghị thôn Đông Hạ",
    "Bài viết về dịch vụ công trực tuyến", "Treo băng rôn tại trụ sở", "Phát tờ rơi tại chợ",
)  # fmt: skip


def fill(
    store: Store, today: datetime.date, *, task_count: int, entry_count: int, seed: int = 4
) -> tuple[list[Task], list[Activity]]:
    """Fill the year of ``today`` and the one before; the same seed makes the same year."""
    chance = random.Random(seed)
    with store.unit_of_work():
        made = tasks.save_many(
            store, [_task(chance, today, n) for n in range(task_count)], who="thử"
        )
        codes = ("tin-bai", "luot-phat-thanh", "hoi-nghi", "to-roi", "doi-thoai")
        known = {one.code for one in catalogues.counters(store)}
        entries = [
            _entry(chance, today, number, [code for code in codes if code in known], made)
            for number in range(entry_count)
        ]
        kept = log.add_all(store, entries, who="thử")
    return made, list(kept)


def _task(chance: random.Random, today: datetime.date, number: int) -> Task:
    dimensions = [one.code for one in catalogues.dimensions(None, today.year) if one.parent]
    # Some are left without a task, as in every commune.
    code = chance.choice([one for one in dimensions if one not in ("1.3", "3.3", "6.2", "8.1")])
    due = datetime.date(today.year, 1, 15) + datetime.timedelta(days=chance.randrange(345))
    if number < 6:
        due = today + datetime.timedelta(days=(-2, 3, 5, 0, 6, 40)[number])
    late = due < today
    state: TaskState = "done" if late and number > 5 and chance.random() < 0.93 else "open"
    return Task(
        text=f"{WORK[number % len(WORK)]}" + (f" (đợt {number // 8 + 1})" if number > 7 else ""),
        dimensions=(code,),
        lead=UNITS[number % len(UNITS)],
        due=due,
        year=today.year,
        product="Báo cáo kết quả",
        targets=((Target(counter="tin-bai", quantity=Decimal(12)),) if number % 9 == 0 else ()),
        state=state,
    )


def _entry(
    chance: random.Random, today: datetime.date, number: int, codes: list[str], made: list[Task]
) -> Activity:
    span = (today - datetime.date(today.year - 1, 1, 1)).days
    day = today - datetime.timedelta(days=chance.randrange(span))
    at = chance.randrange(len(codes))
    served = (chance.choice(made).id,) if made and number % 2 else ()
    return Activity(
        date=day,
        title=f"{DONE[at % len(DONE)]}, đợt {number + 1}",
        amounts=(Amount(counter=codes[at], quantity=Decimal(chance.randrange(1, 4))),),
        unit=UNITS[number % len(UNITS)],
        tasks=served,
    )
