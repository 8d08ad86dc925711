"""Tasks found in an office's own plan: for whom, until when, how much, and why."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.task_proposals import measure
from papidesk.domain.blocks import Block, Cell, Heading, Item, Paragraph, Row, Table
from papidesk.domain.default_catalogue import counters
from papidesk.domain.document import Annex, Document
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.richtext import RichText
from papidesk.domain.task import Target
from papidesk.domain.task_proposal import TaskProposal
from papidesk.domain.task_times import NO_SUCH_DAY
from papidesk.domain.unit_names import key
from papidesk.drafting.task_proposals import find
from papidesk.storage.store import Store
from papidesk.workflow import (
    demo,
    offices,
    task_annex,
    task_proposals,
    templates,
    workspaces,
)

WHO = "Trần Thị Thí Dụ"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty workspace of an invented commune."""
    with workspaces.create(tmp_path / "xã An Hòa", demo.sample_offices()[0], who=WHO) as made:
        yield made.store


def title(text: str, level: int = 1, **fields: object) -> Heading:
    return Heading(level=level, text=text, id=f"h{crc32(text.encode())}", **fields)


def item(text: str, level: int = 1) -> Item:
    return Item(level=level, text=text, id=f"i{crc32(text.encode())}")


def proposed(*blocks: Block, **fields: object) -> list[TaskProposal]:
    document = Document(id="plan", kind="KH", blocks=blocks, **fields)
    return list(find(document, year=2024, counters=counters()))


def table(*rows: tuple[str, ...], id: str = "bang") -> Table:
    return Table(
        rows=tuple(
            Row(cells=tuple(Cell(paragraphs=(RichText(text=text),)) for text in row))
            for row in rows
        ),
        id=id,
    )


PLAN = (
    title("MỤC ĐÍCH, YÊU CẦU"),
    item("Nâng cao nhận thức của cán bộ, công chức về công tác dân vận."),
    title("NHIỆM VỤ"),
    title("Hình thức tuyên truyền", 2),
    item("Đăng ít nhất 02 tin, bài/tháng về thủ tục hành chính trên trang thông tin điện tử."),
    title("TỔ CHỨC THỰC HIỆN"),
    title("Văn phòng - Thống kê", 2),
    item("Phối hợp với Đài truyền thanh xã và các thôn rà soát, niêm yết thủ tục hành chính."),
    item("Báo cáo kết quả trước ngày 15/6/2024 gửi về UBND huyện."),
    title("Công chức Văn hóa - Xã hội:", 2),
    item("Xây dựng chuyên mục phát thanh về các nội dung của kế hoạch này."),
    item("Thời gian thực hiện: Quý II/2024"),
    item("Sản phẩm: Chuyên mục phát thanh"),
    title("Đài truyền thanh xã", 2),
    Paragraph(text="Giao Đài truyền thanh xã phát sóng bản tin, thường xuyên trong năm.", id="p1"),
)


def test_a_plan_gives_its_tasks_with_unit_time_product_and_target() -> None:
    found = proposed(*PLAN)
    tasks = [one.task for one in found]
    assert [task.lead for task in tasks] == [
        "", "Văn phòng - Thống kê", "Văn phòng - Thống kê", "Công chức Văn hóa - Xã hội",
        "Đài truyền thanh xã",
    ]  # fmt: skip
    first, posting, report, column, sending = tasks
    assert first.targets == (Target(counter="tin-bai", quantity=Decimal(24)),)
    assert first.dimensions == ("5.4", "8.1")
    assert posting.cooperating == ("Đài truyền thanh xã", "Các thôn")
    assert report.due == date(2024, 6, 15)
    assert (column.start, column.due) == (date(2024, 4, 1), date(2024, 6, 30))
    assert (column.time_text, column.product) == ("Quý II/2024", "Chuyên mục phát thanh")
    assert sending.standing
    assert all(task.plan == "plan" and task.year == 2024 for task in tasks)


def test_each_proposal_names_its_block_its_quote_and_why() -> None:
    found = proposed(*PLAN)
    for one in found:
        index = int(one.path.removeprefix("blocks/"))
        assert PLAN[index].id == one.id == one.task.block
        assert one.quote == getattr(PLAN[index], "text", "")
        assert len(one.why) == len(one.words) >= 1
        assert 0 < one.sure <= 1
    assert found[0].doubts
    assert found[0].sure < found[1].sure


def test_purposes_contents_and_closings_are_no_tasks() -> None:
    assert not proposed(
        title("MỤC ĐÍCH"),
        title("Công tác tuyên truyền", 2),
        item("Đẩy mạnh công tác tuyên truyền trong cán bộ và Nhân dân trên địa bàn."),
        title("ĐỐI TƯỢNG"),
        Paragraph(text="Cán bộ, công chức, viên chức và Nhân dân trên địa bàn xã.", id="a"),
        title("TỔ CHỨC THỰC HIỆN"),
        Paragraph(text="Trong quá trình thực hiện nếu có vướng mắc, báo cáo UBND xã.", id="b"),
        Paragraph(text="Trên đây là Kế hoạch của Ủy ban nhân dân xã năm 2024.", id="c"),
    )


def test_in_a_report_only_what_is_to_come_gives_tasks() -> None:
    blocks = (
        title("KẾT QUẢ THỰC HIỆN"),
        title("Công tác tuyên truyền", 2),
        item("Tổ chức 04 hội nghị tuyên truyền về dịch vụ công trực tuyến."),
        title("PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM"),
        item("Tiếp tục tuyên truyền về cải cách hành chính trên hệ thống truyền thanh."),
    )
    document = Document(kind="BC", blocks=blocks)
    assert [one.path for one in find(document, year=2024)] == ["blocks/4"]


def test_labels_belong_to_the_tasks_since_the_last_ones() -> None:
    found = proposed(
        title("NHIỆM VỤ TRỌNG TÂM"),
        item("Rà soát danh mục thủ tục hành chính của xã, công khai theo quy định."),
        item("Cập nhật kịp thời các thủ tục mới ban hành trên trang thông tin điện tử."),
        Paragraph(text="Đơn vị chủ trì: Phòng A; Đơn vị phối hợp: Phòng B, Phòng C.", id="l1"),
        item("Tổ chức đối thoại với Nhân dân về giải phóng mặt bằng trên địa bàn."),
        Paragraph(text="Đơn vị chủ trì: Công an xã", id="l2"),
    )
    assert [one.task.lead for one in found] == ["Phòng A", "Phòng A", "Công an xã"]
    assert found[0].task.cooperating == ("Phòng B", "Phòng C")
    assert found[2].task.cooperating == ()


def test_points_of_a_list_belong_to_the_task_that_announces_them() -> None:
    (one,) = proposed(
        title("TỔ CHỨC THỰC HIỆN"),
        title("Công an xã", 2),
        item("Thực hiện các nội dung bảo đảm an ninh, trật tự, cụ thể:"),
        item("Tuần tra ban đêm;", 2),
        item("Quản lý cư trú.", 2),
    )
    assert one.task.text.splitlines() == [
        "Thực hiện các nội dung bảo đảm an ninh, trật tự, cụ thể:",
        "- Tuần tra ban đêm;",
        "- Quản lý cư trú",
    ]


def test_a_table_of_tasks_gives_its_rows_and_goes_before_the_text() -> None:
    rows = table(
        ("TT", "Nội dung thành phần (mã)", "Nhiệm vụ", "Chỉ tiêu", "Chủ trì", "Phối hợp",
         "Thời gian", "Sản phẩm", "Tài liệu kiểm chứng", "Kinh phí"),
        ("1", "8.3", "Trả lời phản ánh của người dân", "12 bài Zalo", "Văn phòng",
         "Công an xã; Các thôn", "Hằng tháng", "Văn bản trả lời", "Ảnh chụp; Nhật ký",
         "1.500.000 đồng"),
        ("2", "", "Tổ chức chào cờ đầu tháng", "", "", "", "31/02/2024", "", "", ""),
    )  # fmt: skip
    document = Document(
        id="plan",
        kind="KH",
        blocks=(
            title("TỔ CHỨC THỰC HIỆN"),
            title("Văn phòng", 2),
            item("Trả lời phản ánh của người dân."),
        ),
        annexes=(Annex(title="Phân công nhiệm vụ", blocks=(rows,)),),
    )
    answering, flag = find(document, year=2024, counters=counters())
    assert answering.path == "annexes/0/blocks/0/rows/1"
    task = answering.task
    assert task.dimensions == ("8.3",)
    assert task.targets == (Target(counter="bai-zalo", quantity=Decimal(12)),)
    assert task.cooperating == ("Công an xã", "Các thôn")
    assert task.recurring == Recurrence(every="month")
    assert task.evidence == ("Ảnh chụp", "Nhật ký")
    assert task.budget == 1_500_000
    assert task.block == "bang"
    assert flag.task.due is None
    assert flag.task.time_text == "31/02/2024"
    assert NO_SUCH_DAY in flag.doubts


def test_a_code_with_its_name_and_a_product_that_counts_are_understood() -> None:
    rows = table(
        ("TT", "Nội dung thành phần", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian", "Sản phẩm"),
        ("1", "1.1. Tri thức công dân", "Phát chuyên mục về quyền của người dân", "Văn phòng",
         "Hằng tuần", "50 lượt phát thanh"),
        ("2", "Mục 3.1.2 của Phụ lục", "Tiếp công dân", "Văn phòng", "Hằng tuần", "Sổ tiếp dân"),
    )  # fmt: skip
    annex = Annex(title="Phân công nhiệm vụ", blocks=(rows,))
    first, second = find(
        Document(id="plan", kind="KH", annexes=(annex,)), year=2024, counters=counters()
    )
    assert first.task.dimensions == ("1.1",)
    assert first.task.targets == (Target(counter="luot-phat-thanh", quantity=Decimal(50)),)
    assert "3.1" not in second.task.dimensions or "3.1.2" not in second.task.text
    assert second.task.targets == ()


def test_units_with_and_or_commas_in_their_names_stay_whole() -> None:
    (one,) = proposed(
        title("NHIỆM VỤ"),
        item("Tổ chức đối thoại với Nhân dân về những việc của xã."),
        Paragraph(
            text="Đơn vị chủ trì: Văn phòng Hội đồng nhân dân và Ủy ban nhân dân. Đơn vị phối hợp: "
            "Phòng Kinh tế, Văn phòng HĐND và UBND xã bên và các thôn.",
            id="l",
        ),
    )
    assert one.task.lead == "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"
    assert one.task.cooperating == ("Phòng Kinh tế", "Văn phòng HĐND và UBND xã bên", "Các thôn")


def test_names_of_dimensions_and_dots_to_fill_in_are_no_tasks() -> None:
    assert not proposed(
        title("NỘI DUNG THỰC HIỆN"),
        item("Tham gia của người dân ở cấp cơ sở: quyền và nghĩa vụ của công dân."),
        title("TỔ CHỨC THỰC HIỆN"),
        Paragraph(text="Tổ trưởng: ……………………………………", id="d"),
    )


@pytest.mark.parametrize("template", ["ke-hoach-truyen-thong-papi", "ke-hoach-nang-cao-papi"])
def test_plans_of_our_templates_give_tasks_with_known_units(store: Store, template: str) -> None:
    today = date(2026, 1, 10)
    answers = templates.asked(store, template, today=today, year=2026).answers
    plan = templates.make(store, template, answers, today=today, who=WHO, year=2026)
    found = task_proposals.propose(store, plan.id)
    known = {key(unit.name) for unit in offices.on(store, today).units}
    led = [one for one in found if one.task.lead]
    assert len(found) >= 15
    assert len(led) >= 10
    assert sum(key(one.task.lead) in known for one in led) >= len(led) / 2
    assert all("Đơn vị phối hợp" not in one.task.lead for one in found)
    tasks = task_proposals.accept(store, plan.id, found, who=WHO)
    assert task_annex.make(store, plan.id, who=WHO).annexes
    assert len(tasks) == len(found)


def test_a_form_to_fill_in_gives_no_tasks() -> None:
    form = Annex(
        title="MẪU BÁO CÁO KẾT QUẢ",
        blocks=(title("NHIỆM VỤ"), item("Tổ chức các hội nghị tuyên truyền trên địa bàn xã.")),
    )
    assert not find(Document(annexes=(form,)), year=2024)


@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_text_is_read_without_harm(texts: list[str]) -> None:
    blocks: list[Block] = [title("TỔ CHỨC THỰC HIỆN")]
    for index, text in enumerate(texts):
        kind = (item, title, lambda said: Paragraph(text=said, id="x"))[index % 3]
        blocks.append(kind(text))
    for one in proposed(*blocks):
        assert one.task.text
        assert one.quote


@pytest.mark.parametrize(
    "text",
    ["phối hợp với ", "Văn phòng (", "Đơn vị chủ trì: A; ", "02 tin, bài ", "ngày 30/2/", "Giao "],
)
def test_an_endless_paragraph_is_read_in_no_time(text: str) -> None:
    began = time.monotonic()
    proposed(title("TỔ CHỨC THỰC HIỆN"), title("Văn phòng", 2), item(text * 3000),
             title(text * 3000, 2), Paragraph(text=text * 3000, id="x"))  # fmt: skip
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("least", [0.95])
def test_real_plans_are_recognised_well(shared: Path, least: float) -> None:
    scores = measure(shared)
    wanted = sum(one.wanted for one in scores)
    right = sum(one.right for one in scores)
    found = sum(one.found for one in scores)
    assert not scores or right / wanted >= least
    assert not scores or right / found >= least
    assert sum(one.led for one in scores) >= least * sum(one.leads for one in scores)
