"""How a drafted report is worded: many and few, other tasks, the new year, references, dashes."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.blocks import Item, Paragraph, Table
from papidesk.domain.document import Document
from papidesk.domain.record import replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Target, Task
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, log, reports, tasks, templates
from papidesk.workflow.reports import ReportOrder
from tests.workflow.conftest import WHO
from tests.workflow.reports.half_year import TODAY, day, entry, lived
from tests.workflow.reports.test_reports import BLANK, HALF, cells, said, texts

YEAR_END = datetime.date(2024, 12, 16)


def after(document: Document, heading: str) -> list[str]:
    """Return the texts below a heading, up to the end."""
    found = texts(document)
    return found[found.index(heading) + 1 :]


def outlook(document: Document, period: str) -> list[str]:
    below = after(document, f"PHƯƠNG HƯỚNG, NHIỆM VỤ {period}")
    return below[: below.index("ĐỀ XUẤT, KIẾN NGHỊ")]


def test_what_a_title_says_is_never_a_claim_but_what_is_typed_is(store: Store) -> None:
    entries = [
        entry(day(3, 1), "Đã phát 200 tờ rơi tại chợ phiên"),
        entry(day(3, 2), "Đã tổ chức 03 buổi nói chuyện. Có 20 người dự"),
        entry(day(3, 3), "Hội nghị có 50 người dự", ("hoi-nghi", 1)),
    ]
    log.add_all(store, entries, who=WHO)
    late = Task(text="Đăng 40 tin, bài; đã tổ chức 02 buổi", due=day(3, 31), year=2024)
    tasks.save(store, late, who=WHO)
    kept = reports.make(store, HALF, today=TODAY, who=WHO)
    assert "200 tờ rơi" in "\n".join(texts(kept)) and "“Hội nghị có 50 người dự”" in "\n".join(
        texts(kept)
    )
    assert any("Đăng 40 tin, bài" in text for text in texts(kept))
    assert reports.claims(store, kept) == []
    typed = replace(kept, blocks=(*kept.blocks[:3], Item(level=1, text="Đã đăng 12 tin, bài.")))
    assert len(reports.claims(store, typed)) == 1


def test_of_many_entries_alike_one_is_named_and_one_other_stands_in_its_sentence(
    store: Store,
) -> None:
    entries = [entry(day(4, n), f"Họp giao ban tuần {n}") for n in range(1, 9)]
    log.add_all(store, entries, who=WHO)
    alone = reports.draft(store, HALF, today=TODAY)
    assert said(alone, "Hoạt động khác") == "Hoạt động khác: Họp giao ban tuần 1 (ngày 01/4/2024)."
    log.add(store, entry(day(5, 1), "Ra quân vệ sinh", place="tại chợ"), who=WHO)
    two = texts(reports.draft(store, HALF, today=TODAY))
    at = two.index("Các hoạt động khác:")
    assert two[at + 2] == "Ra quân vệ sinh (ngày 01/5/2024, tại chợ)."


def test_meetings_that_differ_are_named_each(store: Store) -> None:
    entries = [
        entry(day(2, 5), "Hội nghị triển khai kế hoạch", ("hoi-nghi", 1)),
        entry(day(3, 5), "Hội nghị thôn Đông", ("hoi-nghi", 1)),
    ]
    log.add_all(store, entries, who=WHO)
    found = texts(reports.draft(store, HALF, today=TODAY))
    assert "Hội nghị triển khai kế hoạch (ngày 05/02/2024)." in found
    assert "Hội nghị thôn Đông (ngày 05/3/2024)." in found


def test_facebook_and_zalo_or_received_and_answered_share_one_verb(store: Store) -> None:
    entries = [
        entry(day(2, 5), "Bài", ("bai-facebook", 6)), entry(day(2, 6), "Bài", ("bai-zalo", 12)),
        entry(day(2, 7), "Kiến nghị", ("phan-anh-tiep-nhan", 50), ("phan-anh-tra-loi", 49)),
    ]  # fmt: skip
    log.add_all(store, entries, who=WHO)
    made = reports.draft(store, HALF, today=TODAY)
    assert said(made, "Facebook").endswith("đã đăng 06 bài trên Facebook, 12 bài trên Zalo.")
    assert said(made, "phản ánh").endswith(
        "đã tiếp nhận 50 lượt phản ánh, kiến nghị, trả lời 49 lượt."
    )


def test_progress_is_worded_for_one_state_and_for_several(store: Store) -> None:
    lived(store)
    several = said(reports.draft(store, HALF, today=TODAY), "Tính đến ngày")
    assert several == (
        "Tính đến ngày 14/6/2024, trong tổng số 04 nhiệm vụ có 01 nhiệm vụ hoàn thành, 02 nhiệm "
        "vụ đang thực hiện và 01 nhiệm vụ chưa thực hiện."
    )
    for row in tasks.listing(store, today=TODAY):
        done = replace(row.task, state="done", done_on=day(6, 1))
        tasks.save(store, done, who=WHO)
    all_done = said(reports.draft(store, HALF, today=TODAY), "Tính đến ngày")
    assert all_done == "Tính đến ngày 14/6/2024, 04/04 nhiệm vụ hoàn thành."


def test_the_plan_is_cited_whole_once_and_by_number_after(store: Store) -> None:
    lived(store)
    made = reports.draft(store, HALF, today=TODAY)
    assert said(made, "Tổ chức triển khai") == (
        "Tổ chức triển khai Kế hoạch số 08/KH-UBND ngày 08 tháng 01 năm 2024; phân công 04 nhiệm "
        "vụ cho 04 đơn vị, bộ phận."
    )


def test_after_a_year_its_rest_is_told_together_and_the_new_year_is_a_blank(store: Store) -> None:
    lived(store)
    due = [
        Task(text=f"Việc {name}", due=day(12, 25), year=2024) for name in ("công khai", "niêm yết")
    ]
    tasks.save_many(store, due, who=WHO)
    made = reports.draft(store, ReportOrder(duty="papi", period="2024"), today=YEAR_END)
    found = outlook(made, "NĂM 2025")
    assert "Hoàn thành 02 nhiệm vụ còn lại của năm 2024." in found
    assert not any("2024)" in text or "Phấn đấu" in text for text in found)
    assert found[-1] == BLANK


def test_tasks_that_differ_by_a_number_only_are_named_once_and_counted(store: Store) -> None:
    many = [Task(text=f"Công khai thu, chi đợt {n}", due=day(9, n), year=2024) for n in range(1, 7)]
    tasks.save_many(store, many, who=WHO)
    found = outlook(reports.draft(store, HALF, today=TODAY), "6 THÁNG CUỐI NĂM 2024")
    assert found == [
        "Công khai thu, chi đợt 1 (thời hạn 01/9/2024).",
        "Tiếp tục thực hiện 05 nhiệm vụ khác theo Kế hoạch.",
    ]


def test_one_figure_below_its_target_is_one_sentence(store: Store) -> None:
    task = Task(
        text="Đăng tin", year=2024, targets=(Target(counter="tin-bai", quantity=Decimal(90)),)
    )
    tasks.save(store, task, who=WHO)
    log.add(store, entry(day(3, 1), "Tin", ("tin-bai", 20)), who=WHO)
    made = reports.draft(store, HALF, today=TODAY)
    assert said(made, "mới đạt").endswith("mới đạt 20/90 tin, bài theo chỉ tiêu năm (22,2%).")


def test_what_others_decide_is_no_shortcoming_when_there_is_less_of_it(store: Store) -> None:
    lived(store)
    entries = [
        entry(day(3, 3, 2023), "Kiến nghị", ("phan-anh-tiep-nhan", 30), ("chao-co", 10)),
        entry(day(3, 3), "Kiến nghị", ("phan-anh-tiep-nhan", 3), ("chao-co", 9)),
    ]
    log.add_all(store, entries, who=WHO)
    below = said(reports.draft(store, HALF, today=TODAY), "còn thấp hơn về")
    assert "phản ánh" not in below and "chào cờ" not in below  # 10 of 10 before: nearly as many


def test_the_text_refers_to_annexes_by_the_labels_the_template_gives_them(store: Store) -> None:
    lived(store)
    ours = templates.get(store, "bao-cao-dinh-ky").source
    lines = ours.rstrip("\n").split("\n")
    kept = [line for line in lines if "phần=so-lieu" not in line]
    tasks_line = next(line for line in kept if "phần=nhiem-vu" in line)
    kept.insert(kept.index(tasks_line), "@Phụ lục: Danh sách họp\nChưa có.")
    own = templates.save_source(store, "\n".join(kept) + "\n", today=TODAY, who=WHO)
    catalogues.put(store, replace(catalogues.report_duty(store, "papi"), template=own.id), who=WHO)
    made = reports.draft(store, HALF, today=TODAY)
    assert [annex.title[:15] for annex in made.annexes] == ["Danh sách họp", "Kết quả thực hi"]
    assert said(made, "kèm theo Báo cáo") == (
        "Kết quả thực hiện từng nhiệm vụ nêu tại Phụ lục II kèm theo Báo cáo này."
    )


def test_columns_nothing_is_known_of_are_left_out_and_the_note_says_what_is_there(
    store: Store,
) -> None:
    log.add(store, entry(day(3, 1), "Tin", ("tin-bai", 2)), who=WHO)
    tasks.save(store, Task(text="Công khai", lead="Văn phòng", year=2024), who=WHO)
    made = reports.draft(store, HALF, today=TODAY)
    shown, note = made.annexes[0].blocks
    assert isinstance(shown, Table) and isinstance(note, Paragraph)
    assert cells(shown)[0] == ["TT", "Nội dung", "Đơn vị tính", "Kết quả trong kỳ"]
    assert note.text == "Ghi chú: Kỳ số liệu từ ngày 15/12/2023 đến hết ngày 14/6/2024."
    given = made.annexes[1].blocks[0]
    assert isinstance(given, Table)
    assert cells(given)[0] == ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Kết quả"]
    assert abs(sum(given.widths) - 1) < 1e-9


def test_the_note_tells_how_the_months_of_the_charts_are_cut(store: Store) -> None:
    lived(store)
    note = reports.draft(store, HALF, today=TODAY).annexes[0].blocks[1]
    assert isinstance(note, Paragraph)
    assert "không giao chỉ tiêu" in note.text
    assert note.text.endswith(
        "tháng trong biểu đồ tính từ ngày 15 tháng trước đến hết ngày 14 của tháng."
    )


def test_each_group_of_figures_stands_once(store: Store) -> None:
    entries = [
        entry(day(2, 1), "Kiến nghị", ("phan-anh-tiep-nhan", 3)),
        entry(day(2, 2), "Hồ sơ", ("ho-so-dvc", 3)),
        entry(day(2, 3), "Đối thoại", ("doi-thoai", 1)),
    ]
    log.add_all(store, entries, who=WHO)
    shown = reports.draft(store, HALF, today=TODAY).annexes[0].blocks[0]
    assert isinstance(shown, Table)
    groups = [row.cells[0].text for row in shown.rows if len(row.cells) == 1]
    assert len(groups) == len(set(groups)) == 2


def test_what_comes_again_is_late_without_a_day_that_has_not_come(store: Store) -> None:
    again = Task(
        text="Công khai ngân sách", due=day(12, 20), start=day(1, 5), year=2024,
        recurring=Recurrence(every="month", days=(5,)),
    )  # fmt: skip
    passed = Task(text="Niêm yết bản đồ quy hoạch", lead="Phòng Kinh tế", due=day(5, 6), year=2024)
    named = Task(text="Xong trước ngày 31 tháng 3", due=day(3, 31), year=2024)
    tasks.save_many(store, [again, passed, named], who=WHO)
    found = texts(reports.draft(store, HALF, today=TODAY))
    assert "Công khai ngân sách." in found and "Xong trước ngày 31 tháng 3." in found
    assert "Niêm yết bản đồ quy hoạch (Phòng Kinh tế; thời hạn 06/5/2024)." in found
