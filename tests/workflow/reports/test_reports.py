"""Reports drafted from log, tasks and evidence: sections, sentences, annexes, blanks."""

from __future__ import annotations

import datetime
import hashlib
import re
from pathlib import Path

import pytest

from papidesk.domain.activity import Evidence
from papidesk.domain.blocks import Heading, Table
from papidesk.domain.claims import claims as claimed
from papidesk.domain.document import Document
from papidesk.domain.figures import parse_ref
from papidesk.domain.record import replace
from papidesk.domain.report_duty import ReportDuty
from papidesk.storage import attachments, evidence
from papidesk.storage.store import Store
from papidesk.workflow import (
    catalogues,
    figures,
    glossary,
    log,
    offices,
    papers,
    reports,
    tasks,
    templates,
)
from papidesk.workflow.checks import check_document
from papidesk.workflow.reports import ReportOrder
from tests.printing.measured import Measured
from tests.workflow.conftest import WHO
from tests.workflow.reports.half_year import TODAY, day, entry, lived

HALF = ReportOrder(duty="papi", period="2024-H1")
BLANK = "…………"


def texts(document: Document) -> list[str]:
    return [getattr(block, "text", "") for block in document.blocks]


def said(document: Document, words: str) -> str:
    """Return the one text of the body that has ``words``."""
    found = [text for text in texts(document) if words in text]
    assert len(found) == 1, found
    return found[0]


def outline(document: Document) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in document.blocks if isinstance(b, Heading)]


def errors(store: Store, document: Document) -> set[str]:
    report = check_document(
        document, offices.on(store, TODAY), today=TODAY, judging=glossary.judging(store)
    ).report
    return {found.rule for found in report.findings if found.severity == "error"}


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture
def draft(store: Store) -> Document:
    lived(store)
    return reports.draft(store, HALF, today=TODAY)


def test_the_report_has_the_sections_of_the_outline_in_their_order(draft: Document) -> None:
    assert outline(draft) == [
        (1, "KẾT QUẢ THỰC HIỆN"),
        (2, "Công tác triển khai"),
        (2, "Kết quả thực hiện"),
        (3, "Nội dung, hình thức"),
        (3, "Thống kê số liệu"),
        (1, "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
        (2, "Tồn tại, hạn chế"),
        (2, "Nguyên nhân"),
        (1, "PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024"),
        (1, "ĐỀ XUẤT, KIẾN NGHỊ"),
    ]
    assert draft.kind == "BC" and draft.addressees == ("Ủy ban nhân dân tỉnh Bình Nguyên",)
    assert "Kế hoạch số 08/KH-UBND ngày 08 tháng 01 năm 2024" in texts(draft)[0]
    assert "từ ngày 15/12/2023 đến ngày 14/6/2024" in texts(draft)[0]
    assert "trân trọng báo cáo" in draft.closing and draft.signature.name


def test_over_forty_items_are_the_exact_count_with_its_entries(
    store: Store, draft: Document
) -> None:
    block = next(b for b in draft.blocks if "tin, bài, trong đó" in getattr(b, "text", ""))
    mark = block.marks[0]  # type: ignore[union-attr]
    assert block.text[mark.start : mark.end] == "43"  # type: ignore[union-attr]
    query = figures.query_of(store, mark.ref)
    named = parse_ref(mark.ref)
    assert query is not None and named is not None
    behind = log.by_ids(store, figures.entries(store, named.counter, query))
    assert len(behind) == 43
    assert all(row.activity.title.startswith("Đăng tin") for row in behind)
    rounded = reports.draft(store, replace(HALF, rounded=True), today=TODAY)
    assert "đăng trên 40 tin, bài" in said(rounded, "Về tin, bài")
    assert [row[3] for row in cells(_table(rounded))[1:2]] == ["43"]  # tables are exact


def _table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def test_none_one_and_many_are_worded_each_in_its_way(draft: Document) -> None:
    assert "cuộc thi tìm hiểu" not in "\n".join(texts(draft)[:20])
    one = said(draft, "lớp tập huấn")
    assert "01 lớp tập huấn cho 35 lượt người (“Tập huấn dịch vụ công" in one
    many = said(draft, "hội nghị, buổi quán triệt, lồng ghép với")
    assert "tổ chức 05 hội nghị, buổi quán triệt, lồng ghép với 215 lượt người dự" in many
    assert many.endswith("và phổ biến tại 01 buổi chào cờ đầu tháng.")
    # Five meetings alike are told by their number, not one by one.
    assert not any(text.startswith("Hội nghị quán triệt tháng") for text in texts(draft))
    assert said(draft, "chưa phát sinh: bài").endswith(
        "Trong kỳ chưa phát sinh: bài dự thi (0 bài)."
    )
    assert "phát 12 lượt với tổng thời lượng 96 phút." in said(draft, "truyền thanh cơ sở")
    assert "niêm yết công khai 186 thủ tục" in said(draft, "Về thủ tục hành chính")
    rate = "320 hồ sơ dịch vụ công trực tuyến, trong đó có 272 hồ sơ toàn trình (tỷ lệ 85%)"
    assert rate in said(draft, "Về dịch vụ công")


def test_shortcomings_come_from_the_data_and_causes_are_left_to_people(draft: Document) -> None:
    assert "Còn 01 nhiệm vụ chậm tiến độ:" in texts(draft)
    assert "Một số kết quả còn thấp so với chỉ tiêu năm:" in texts(draft)
    assert said(draft, "43/90").endswith("điện tử: đạt 43/90 tin, bài (47,8%).")
    assert said(draft, "0/30") == "Bài dự thi: chưa phát sinh (0/30 bài)."
    assert said(draft, "So với 6 tháng đầu năm 2023").endswith("lồng ghép (5 so với 7).")
    assert texts(draft).count(BLANK) == 3  # what else, why, and what is asked for


def test_what_comes_next_is_taken_from_open_tasks(draft: Document) -> None:
    found = texts(draft)[texts(draft).index("PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2024") + 1 :]
    assert found[0] == (
        "Tập trung hoàn thành nhiệm vụ chậm tiến độ nêu trên: rà soát, niêm yết công khai thủ tục "
        "hành chính."
    )
    assert found[1] == "Tham gia cuộc thi tìm hiểu cải cách hành chính (thời hạn 30/9/2024)."
    assert found[2].startswith("Tiếp tục duy trì chuyên mục")
    assert not any("hội nghị quán triệt kế hoạch" in text for text in found)  # done


def test_the_check_finds_no_error_but_blanks_and_no_claim_without_a_figure(
    store: Store, draft: Document
) -> None:
    assert errors(store, draft) == {"CHO_TRONG"}
    assert list(claimed(draft)) == []
    rounded = reports.draft(store, replace(HALF, rounded=True), today=TODAY)
    assert errors(store, rounded) == {"CHO_TRONG"}


def test_an_empty_log_claims_nothing(store: Store) -> None:
    empty = reports.draft(store, HALF, today=TODAY)
    assert outline(empty)[0] == (1, "KẾT QUẢ THỰC HIỆN")
    assert not empty.annexes and not any("đã" in text for text in texts(empty))
    assert errors(store, empty) == {"CHO_TRONG"}


def test_a_live_report_follows_the_log(store: Store, draft: Document) -> None:
    assert figures.refreshed(store, draft) == draft
    log.add(store, entry(day(6, 1), "Thêm một tin", ("tin-bai", 2)), who=WHO)
    fresh = figures.refreshed(store, draft)
    assert "đăng 45 tin, bài" in said(fresh, "Về tin, bài")
    assert cells(_table(fresh))[1][3:] == ["45", "31", "+14"]
    chart = fresh.annexes[0].charts[0]
    assert chart.series[1].points[0].value == 45


def test_the_figure_annex_compares_and_measures_against_the_target(draft: Document) -> None:
    rows = cells(draft.annexes[0].blocks[0])  # type: ignore[arg-type]
    assert rows[0][3:] == [
        "Kết quả trong kỳ", "Kỳ trước", "Cùng kỳ năm trước", "So với cùng kỳ", "Chỉ tiêu năm",
        "Lũy kế từ đầu năm", "Tỷ lệ so với chỉ tiêu (%)",
    ]  # fmt: skip
    news = next(row for row in rows if row[1:2] == ["Tin, bài trên trang/cổng thông tin điện tử"])
    assert news[3:] == ["43", "1", "31", "+12", "90", "43", "47,8"]
    kept = cells(draft.annexes[1].blocks[0])  # type: ignore[arg-type]
    assert [row[6] for row in kept[1:]] == [
        "Đang thực hiện", "Đã hoàn thành", "Chậm tiến độ", "Chưa thực hiện",
    ]  # fmt: skip


def test_the_index_of_evidence_has_the_hash_of_each_file(store: Store, tmp_path: Path) -> None:
    lived(store)
    photo = b"\xff\xd8 anh chup"
    with store.unit_of_work():
        kept = attachments.add_bytes(store, photo, media_type="image/jpeg")
        owner = log.find(store, "tháng 3")[0].activity
        evidence.add(
            store,
            Evidence(owner_id=owner.id, sha256=kept.sha256, name="hội nghị.jpg"),
            who=WHO,
        )
    made = reports.draft(store, HALF, today=TODAY)
    index = next(each for each in made.annexes if each.title.startswith("Danh mục"))
    row = cells(index.blocks[0])[1]  # type: ignore[arg-type]
    assert row[1:4] == ["05/3/2024", owner.title, "hội nghị.jpg"]
    assert row[4].replace(" ", "") == hashlib.sha256(photo).hexdigest()
    assert not any("chưa có tài liệu kiểm chứng" in text for text in texts(made))
    assert reports.without_evidence(store, HALF) == (55, 56)
    assert said(made, "tại Phụ lục I,").endswith(
        "tại Phụ lục II và danh mục tài liệu kiểm chứng tại Phụ lục III kèm theo Báo cáo này."
    )


@pytest.mark.parametrize(
    ("period", "window", "then"),
    [
        ("2024-Q1", "từ ngày 15/12/2023 đến ngày 14/3/2024", "QUÝ II NĂM 2024"),
        ("2024-9M", "từ ngày 15/12/2023 đến ngày 14/9/2024", "QUÝ IV NĂM 2024"),
        ("2024", "từ ngày 15/12/2023 đến ngày 14/12/2024", "NĂM 2025"),
    ],
)
def test_quarter_nine_months_and_year_have_their_own_windows(
    store: Store, period: str, window: str, then: str
) -> None:
    lived(store)
    made = reports.draft(
        store, ReportOrder(duty="papi", period=period), today=datetime.date(2024, 12, 16)
    )
    assert window in texts(made)[0]
    assert any(title == f"PHƯƠNG HƯỚNG, NHIỆM VỤ {then}" for _, title in outline(made))


def test_one_log_feeds_several_duties_each_with_its_own_part(store: Store) -> None:
    lived(store)
    duty = ReportDuty(
        code="bao-chi", name="Báo cáo công tác thông tin",
        subject="Công tác thông tin, tuyên truyền",
        recipient="Sở Văn hóa, Thể thao và Du lịch; Sở Nội vụ", counters=("tin-bai", "van-ban-di"),
        channels=("zalo",), terms=catalogues.report_duty(store, "papi").terms, rounded=True,
    )  # fmt: skip
    catalogues.put(store, duty, who=WHO)
    made = reports.draft(store, ReportOrder(duty="bao-chi", period="2024-H1"), today=TODAY)
    assert made.addressees == ("Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ")
    assert made.abstract.startswith("Công tác thông tin, tuyên truyền 6 tháng đầu năm 2024")
    assert "đăng 11 tin, bài trên Zalo." in said(made, "Về tin, bài")
    assert not any("hội nghị, buổi" in text for text in texts(made))
    exact = reports.draft(
        store, ReportOrder(duty="papi", period="2024-H1", rounded=False), today=TODAY
    )
    assert "đăng 43 tin, bài" in said(exact, "Về tin, bài")


def test_days_chosen_by_hand_stay_with_the_figures(store: Store) -> None:
    lived(store)
    order = replace(HALF, since=day(1, 1), until=day(3, 31))
    made = reports.draft(store, order, today=TODAY)
    assert "từ ngày 01/01/2024 đến ngày 31/3/2024" in texts(made)[0]
    inside = [row for row in log.listing(store) if day(1, 1) <= row.activity.date <= day(3, 31)]
    news = [row for row in inside if row.activity.title.startswith("Đăng tin")]
    assert f"đăng {len(news)} tin, bài" in said(made, "Về tin, bài")
    assert figures.refreshed(store, made) == made


def test_a_template_of_the_office_keeps_its_own_words_and_order(store: Store) -> None:
    lived(store)
    ours = templates.get(store, "bao-cao-dinh-ky").source
    own = templates.save_source(
        store, ours.replace("# ĐỀ XUẤT, KIẾN NGHỊ", "# KIẾN NGHỊ VỚI CẤP TRÊN"),
        today=TODAY, who=WHO,
    )  # fmt: skip
    duty = replace(catalogues.report_duty(store, "papi"), template=own.id)
    catalogues.put(store, duty, who=WHO)
    made = reports.draft(store, HALF, today=TODAY)
    assert (1, "KIẾN NGHỊ VỚI CẤP TRÊN") in outline(made)
    assert "43 tin, bài" in said(made, "Về tin, bài")
    templates.remove(store, own.id, who=WHO)
    again = reports.draft(store, HALF, today=TODAY)
    assert (1, "ĐỀ XUẤT, KIẾN NGHỊ") in outline(again)


def test_the_template_by_itself_makes_the_same_report(store: Store) -> None:
    lived(store)
    asked = templates.asked(store, "bao-cao-dinh-ky", today=TODAY, year=2024).answers
    answers = {**asked, "ky": "2024-H1", "chu_de": ""}
    made = templates.preview(store, "bao-cao-dinh-ky", answers, today=TODAY, year=2024)
    assert made == reports.draft(store, HALF, today=TODAY)


def test_the_printed_report_has_every_figure_and_its_charts(store: Store, draft: Document) -> None:
    printed = Measured(papers.pdf(draft))
    text = re.sub(r"\s+", " ", "\n".join(printed.raw))
    for words in ("đăng 43 tin, bài", "05 hội nghị", "215 lượt người dự", "So sánh kết quả"):
        assert words in text
    assert "Bình quân tháng theo chỉ tiêu năm (7,5)" in text


def test_numbers_and_work_typed_by_hand_are_marked(store: Store, draft: Document) -> None:
    kept = reports.make(store, HALF, today=TODAY, who=WHO)
    place = next(i for i, b in enumerate(kept.blocks) if "Về thủ tục" in getattr(b, "text", ""))
    block = replace(kept.blocks[place], text="Đã đăng thêm 12 tin, bài. Đã tổ chức đối thoại.",
                    marks=())  # fmt: skip
    changed = replace(kept, blocks=(*kept.blocks[:place], block, *kept.blocks[place + 1 :]))
    found = reports.claims(store, changed)
    assert [(each.reason, each.path) for each in found] == [
        ("number", f"blocks/{place}"), ("work", f"blocks/{place}"),
    ]  # fmt: skip
    assert block.text[found[0].start : found[0].end] == "12 tin"
    assert reports.claims(store, replace(changed, kind="KH")) == []
    assert reports.claims(store, replace(changed, state="issued")) == []


def test_a_task_taken_over_by_a_later_plan_is_told_once(store: Store) -> None:
    plan = lived(store)
    first = tasks.listing(store, today=TODAY)[0].task
    later = tasks.listing(store, today=TODAY)[1].task
    ended = replace(
        first, state="stopped", stop_reason="Kế hoạch mới", superseded_by=later.id
    )  # fmt: skip
    tasks.save(store, ended, who=WHO)
    made = reports.draft(store, HALF, today=TODAY)
    rows = cells(made.annexes[1].blocks[0])  # type: ignore[arg-type]
    assert plan and not any(first.text in row[1] for row in rows)
