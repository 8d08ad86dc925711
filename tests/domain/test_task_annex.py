"""The annex of tasks: its columns, groups, numbers; made again in its place, others left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.blocks import Paragraph, Table
from papidesk.domain.counters import Counter
from papidesk.domain.document import Annex, Document
from papidesk.domain.record import replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Target, Task
from papidesk.domain.task_annex import (
    COLUMNS,
    OTHER_GROUP,
    TABLE_ID,
    AnnexNames,
    columns_of,
    place_of,
    table_of,
    with_tasks,
)
from papidesk.domain.task_said import budget_of, target_of, time_of
from papidesk.domain.task_sheet import rows_of

NAMES = AnnexNames(
    dimensions={"D1": "Tham gia", "1.1": "Tri thức công dân", "D5": "Thủ tục", "5.4": "Cấp xã"},
    counters={"tin-bai": Counter(code="tin-bai", name="Tin, bài trên trang", unit="tin, bài")},
)
TASKS = (
    Task(text="Niêm yết thủ tục", dimensions=("5.4",), lead="Một cửa", due=date(2024, 6, 30)),
    Task(
        text="Phát tin", dimensions=("1.1", "5.4"), lead="Văn phòng", cooperating=("Các thôn",),
        targets=(Target(counter="tin-bai", quantity=Decimal(24)),), budget=5_000_000,
        product="Tin, bài", evidence=("Ảnh", "Bản tin"), time_text="Hằng tháng", note="Ưu tiên",
    ),
    Task(text="Báo cáo", lead="Văn phòng", standing=True),
)  # fmt: skip


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_annex_has_the_eleven_columns_and_groups_by_dimension() -> None:
    table = table_of(TASKS, NAMES)
    head, first, *rest = cells(table)
    assert head == [title for title, _width in COLUMNS.values()]
    assert first == ["1. Tham gia"]
    assert rest[0] == [
        "1", "Tri thức công dân (1.1)\nCấp xã (5.4)", "Phát tin", "24 tin, bài trên trang",
        "Văn phòng", "Các thôn", "Hằng tháng", "Tin, bài", "Ảnh; Bản tin", "5.000.000 đồng",
        "Ưu tiên",
    ]  # fmt: skip
    assert [row[0] for row in rest[1:]] == ["5. Thủ tục", "2", OTHER_GROUP, "3"]
    assert rest[2][6] == "Trước ngày 30/6/2024"
    assert rest[4][6] == "Thường xuyên"
    assert table.header_rows == 1
    assert sum(table.widths) == pytest.approx(1, abs=0.01)


def test_without_groups_tasks_stand_in_their_order() -> None:
    table = table_of(TASKS, NAMES, ("number", "task"), grouped=False)
    assert cells(table) == [
        ["TT", "Nhiệm vụ, giải pháp"],
        ["1", "Niêm yết thủ tục"],
        ["2", "Phát tin"],
        ["3", "Báo cáo"],
    ]


def test_making_it_again_replaces_it_and_keeps_its_columns() -> None:
    own = Annex(title="Phụ lục viết tay", blocks=(Paragraph(text="Bảng riêng"),))
    document = Document(annexes=(own,))
    once = with_tasks(document, TASKS, NAMES, columns=("number", "task", "lead"), year=2024)
    assert once.annexes[1].title == "PHÂN CÔNG NHIỆM VỤ NĂM 2024"
    assert once.annexes[1].landscape
    around = replace(
        once.annexes[1],
        title="PHÂN CÔNG CỦA XÃ",
        blocks=(Paragraph(text="Theo Kế hoạch."), *once.annexes[1].blocks),
    )
    edited = replace(once, annexes=(around, own))
    twice = with_tasks(edited, TASKS[:1], NAMES)
    assert [annex.title for annex in twice.annexes] == ["PHÂN CÔNG CỦA XÃ", "Phụ lục viết tay"]
    assert twice.annexes[1] == own
    kept, table = twice.annexes[0].blocks
    assert kept == Paragraph(text="Theo Kế hoạch.")
    assert isinstance(table, Table)
    assert columns_of(table) == ("number", "task", "lead")
    assert place_of(twice) == (0, 1)
    assert len(table.rows) == 3


@given(st.sets(st.sampled_from(list(COLUMNS))), st.booleans())
def test_any_columns_give_a_table_that_is_made_again_the_same(
    chosen: set[str], grouped: bool
) -> None:
    shown = [name for name in COLUMNS if name in chosen]
    once = with_tasks(Document(), TASKS, NAMES, columns=shown, grouped=grouped)
    assert with_tasks(once, TASKS, NAMES, grouped=grouped) == once
    table = once.annexes[0].blocks[0]
    assert isinstance(table, Table)
    assert table.id == TABLE_ID
    width = len(table.rows[0].cells)
    assert all(sum(cell.colspan for cell in row.cells) == width for row in table.rows)
    assert sum("Phát tin" in cell.text for row in table.rows for cell in row.cells) == 1


def test_a_task_sheet_reads_the_annex_that_was_made() -> None:
    document = with_tasks(Document(), TASKS, NAMES)
    assert [(row.task, row.lead, row.due) for row in rows_of(document)] == [
        ("Phát tin", ("Văn phòng",), "Hằng tháng"),
        ("Niêm yết thủ tục", ("Một cửa",), "Trước ngày 30/6/2024"),
        ("Báo cáo", ("Văn phòng",), "Thường xuyên"),
    ]


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (Task(text="A", time_text="Quý II"), "Quý II"),
        (
            Task(text="A", start=date(2024, 1, 15), due=date(2024, 4, 30)),
            "Từ 15/01/2024 đến 30/4/2024",
        ),
        (Task(text="A", start=date(2024, 1, 15)), "Từ 15/01/2024"),
        (Task(text="A", recurring=Recurrence(every="month", days=(5,))), "Hằng tháng, vào ngày 5"),
        (
            Task(text="A", recurring=Recurrence(every="quarter"), due=date(2024, 9, 30)),
            "Hằng quý, đến 30/9/2024",
        ),
        (Task(text="A"), ""),
    ],
)  # fmt: skip
def test_time_is_said_as_papers_say_it(task: Task, said: str) -> None:
    assert time_of(task) == said


def test_targets_and_money_are_said_with_their_units() -> None:
    known = {
        "tin": Counter(code="tin", name="Tin, bài trên trang", unit="tin, bài"),
        "buoi": Counter(code="buoi", name="Chào cờ đầu tháng", unit="buổi"),
        "ty": Counter(code="ty", name="Tỷ lệ hồ sơ toàn trình", unit="%", adds_up="ratio"),
        "bang": Counter(code="bang", name="Băng rôn", unit="chiếc"),
    }
    said = {
        code: target_of(Target(counter=code, quantity=Decimal(number)), known)
        for code, number in (("tin", 24), ("buoi", 4), ("ty", 80), ("bang", 1200), ("x", 3))
    }
    assert said == {
        "tin": "24 tin, bài trên trang",
        "buoi": "04 buổi chào cờ đầu tháng",
        "ty": "80% tỷ lệ hồ sơ toàn trình",
        "bang": "1.200 chiếc băng rôn",
        "x": "03 x",
    }
    assert budget_of(Task(text="A", budget=12_500_000)) == "12.500.000 đồng"


def test_a_column_with_nothing_in_it_gives_room_to_the_others() -> None:
    shown = table_of((Task(text="Phát tin", lead="Văn phòng"),), NAMES)
    shares = dict(zip(COLUMNS, shown.widths, strict=True))
    full = dict(zip(COLUMNS, table_of(TASKS, NAMES).widths, strict=True))
    assert shares["note"] < full["note"]
    assert shares["lead"] > full["lead"]
    assert sum(shown.widths) == pytest.approx(1, abs=0.01)
