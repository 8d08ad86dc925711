"""A half-year of an invented commune: a plan, its tasks, a log as the fifth seed's report tells."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.blocks import Heading, Paragraph
from papidesk.domain.document import Document
from papidesk.domain.record import replace
from papidesk.domain.task import Target, Task
from papidesk.storage.store import Store
from papidesk.workflow import documents, issuing, log, tasks
from tests.workflow.conftest import WHO, sound

PLAN_DAY = datetime.date(2024, 1, 8)
TODAY = datetime.date(2024, 6, 18)


def day(month: int, number: int, year: int = 2024) -> datetime.date:
    return datetime.date(year, month, number)


def entry(
    when: datetime.date, title: str, *amounts: tuple[str, int | str], **more: object
) -> Activity:
    given = tuple(Amount(counter=code, quantity=Decimal(str(each))) for code, each in amounts)
    return Activity(date=when, title=title, amounts=given, **more)  # type: ignore[arg-type]


def plan(store: Store) -> Document:
    """Issue the plan the report carries out."""
    text = replace(
        sound("Tuyên truyền nâng cao Chỉ số hiệu quả quản trị và hành chính công (PAPI) năm 2024"),
        blocks=(
            Heading(level=1, text="MỤC ĐÍCH"),
            Paragraph(text="Nâng cao nhận thức của cán bộ, công chức và Nhân dân."),
            Heading(level=1, text="TỔ CHỨC THỰC HIỆN"),
            Paragraph(text="Văn phòng chủ trì, báo cáo kết quả trước ngày 15 tháng 12 năm 2024."),
        ),
    )
    kept = documents.save(store, text, who=WHO)
    return issuing.issue(
        store, kept.id, number=8, day=PLAN_DAY, today=PLAN_DAY, reason="Sổ giấy",
        override="Bài thử", who=WHO,
    )  # fmt: skip


def given(store: Store, plan_id: str = "") -> list[Task]:
    """Keep the tasks of the plan."""
    made = [
        Task(
            plan=plan_id, text="Duy trì chuyên mục cải cách hành chính trên Trang thông tin.",
            lead="Văn phòng - Thống kê", standing=True, dimensions=("2.1",), year=2024,
            product="Chuyên mục", targets=(Target(counter="tin-bai", quantity=Decimal(90)),),
        ),
        Task(
            plan=plan_id, text="Tổ chức hội nghị quán triệt kế hoạch.", lead="Văn hóa - Xã hội",
            due=day(3, 31), dimensions=("1.1",), year=2024, state="done", done_on=day(2, 20),
            product="Hội nghị", targets=(Target(counter="hoi-nghi", quantity=Decimal(6)),),
        ),
        Task(
            plan=plan_id, text="Rà soát, niêm yết công khai thủ tục hành chính.",
            lead="Bộ phận Tiếp nhận và Trả kết quả", due=day(5, 31), dimensions=("5.1",),
            year=2024, state="doing", product="Bảng niêm yết",
        ),
        Task(
            plan=plan_id, text="Tham gia cuộc thi tìm hiểu cải cách hành chính.",
            lead="Đoàn Thanh niên", due=day(9, 30), dimensions=("1.1",), year=2024,
            product="Bài dự thi", targets=(Target(counter="bai-du-thi", quantity=Decimal(30)),),
        ),
    ]  # fmt: skip
    return tasks.save_many(store, made, who=WHO)


def of_half_year(task: str = "") -> list[Activity]:
    """Return entries of the window 15/12/2023 – 14/6/2024, and some before and after it."""
    serves = (task,) if task else ()
    news = [
        entry(
            day(12, 15, 2023) + datetime.timedelta(days=4 * number),
            f"Đăng tin về cải cách hành chính số {number + 1}",
            ("tin-bai", 1), channel="trang-thong-tin" if number % 4 else "zalo", tasks=serves,
        )
        for number in range(43)
    ]  # fmt: skip
    meetings = [
        entry(
            day(month, 5), f"Hội nghị quán triệt tháng {month}", ("hoi-nghi", 1),
            people=40 + month, place="hội trường xã", channel="hoi-nghi", dimensions=("1.1",),
        )
        for month in range(1, 6)
    ]  # fmt: skip
    others = [
        entry(day(1, 10), "Ban hành công văn đôn đốc", ("van-ban-chi-dao", 1)),
        entry(day(3, 4), "Chào cờ đầu tháng", ("chao-co", 1)),
        entry(day(4, 2), "Tập huấn dịch vụ công trực tuyến", ("tap-huan", 1), people=35),
        entry(day(2, 1), "Niêm yết bộ thủ tục hành chính", ("tthc-niem-yet", 180)),
        entry(day(5, 20), "Cập nhật bộ thủ tục hành chính", ("tthc-niem-yet", 186)),
        entry(day(6, 14), "Hồ sơ nửa năm", ("ho-so-dvc", 320), ("ho-so-toan-trinh", 272)),
        entry(day(4, 15), "Phát thanh chuyên đề", ("luot-phat-thanh", 12), ("phut-phat-thanh", 96)),
        entry(day(5, 1), "Ra quân dọn vệ sinh đường làng"),
    ]
    outside = [
        entry(day(12, 14, 2023), "Tin của năm trước", ("tin-bai", 1)),
        entry(day(6, 15), "Tin của kỳ sau", ("tin-bai", 1)),
        # The log is kept since the window of the year before begins.
        entry(day(12, 20, 2022), "Bắt đầu ghi nhật ký"),
        entry(day(3, 3, 2023), "Tin năm 2023", ("tin-bai", 31)),
        entry(day(3, 3, 2023), "Hội nghị năm 2023", ("hoi-nghi", 7)),
    ]
    return [*news, *meetings, *others, *outside]


def lived(store: Store) -> str:
    """Fill a workspace with plan, tasks and log; return the plan's id."""
    issued = plan(store)
    kept = given(store, issued.id)
    log.add_all(store, of_half_year(kept[0].id), who=WHO)
    return issued.id
