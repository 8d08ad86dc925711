"""Our templates: for every kind of office and year, sound papers that only want their blanks."""

from __future__ import annotations

import datetime
import re

import pytest

from papidesk.checking.words import words
from papidesk.domain.blocks import Table
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.kinds import kinds
from papidesk.domain.office import LEVELS, LevelName, PresetName
from papidesk.domain.paper import paper
from papidesk.drafting import source
from papidesk.drafting.filling import Order, defaults, fill
from papidesk.drafting.library import ORDER, ours
from papidesk.paths import resource
from papidesk.printing.render import render
from tests.drafting.offices_made import BLANKS, errors, office

OFFICES = [
    ("xã An Hòa", "two-level", "tỉnh Bình Nguyên", 2026),
    ("phường Mẫu Sơn", "two-level", "thành phố Bình Nguyên", 2025),
    ("đặc khu Đảo Mẫu", "two-level", "tỉnh Bình Nguyên", 2027),
    ("xã An Hòa", "three-level", "huyện Bình Giang", 2024),
    ("thị trấn Mẫu Sơn", "three-level", "huyện Bình Giang", 2023),
]
ANSWERS = {
    "so_cap_tren": "192/KH-UBND", "ngay_cap_tren": "2023-01-05", "so_ke_hoach": "08/KH-UBND",
    "ngay_ke_hoach": "15/01/2023", "ngay": "2023-04-20", "han": "2023-06-10",
    "han_moi": "2023-06-15",
    "chu_toa": "Nguyễn Văn Mẫu", "thu_ky": "Lê Thị Soạn", "to_truong": "Nguyễn Văn Mẫu",
    "to_pho": "Lê Thị Soạn", "thanh_vien": "Đỗ Thị Ví Dụ", "so_van_ban": "5", "so_tin_bai": "42",
    "so_luot_phat": "96", "so_hoi_nghi": "4", "so_nguoi_du": "350", "ty_le_truc_tuyen": "82,5",
    "tong_kinh_phi": "25.000.000", "dien_thoai": "0221 3 000 000", "so_den": "45/SNV-CCHC",
    "ngay_den": "2023-03-02", "ho_ten": "Lê Thị Soạn", "chuc_vu_nguoi": "Công chức",
    "den_ngay": "2023-12-31", "ke_hoach": "Kế hoạch số 08/KH-UBND ngày 15 tháng 01 năm 2023",
    "ky_so_lieu": "từ ngày 15/12/2022 đến ngày 14/6/2023",
}  # fmt: skip


def made(  # noqa: PLR0917
    template: str, name: str, preset: PresetName, superior: str, year: int, answers: dict[str, str]
) -> tuple[Document, list[str]]:
    today = datetime.date(year, 3, 10) if preset == "three-level" else datetime.date(year, 9, 10)
    writer = office(name, preset=preset, superior=superior)
    order = Order(office=writer, year=year, today=today)
    parts = source.read(next(one.source for one in ours() if one.id == template))
    document = fill(parts, order, defaults(parts, order) | answers)
    found = errors(document, writer, today)
    return document, [f"{one.rule} {one.place.path} {one.text}" for one in found]


@pytest.mark.parametrize("template", ORDER)
@pytest.mark.parametrize(("name", "preset", "superior", "year"), OFFICES)
def test_a_new_paper_has_no_errors_but_blanks(
    template: str, name: str, preset: PresetName, superior: str, year: int
) -> None:
    assert made(template, name, preset, superior, year, {})[1] == []
    document, wrong = made(template, name, preset, superior, year, ANSWERS)
    assert wrong == []
    assert document.kind in kinds() and document.blocks
    assert render(document).startswith(b"%PDF")


@pytest.mark.parametrize("template", ORDER)
def test_answered_questions_leave_no_blanks_but_those_a_person_must_write(template: str) -> None:
    document, _ = made(template, "xã An Hòa", "two-level", "tỉnh Bình Nguyên", 2026, ANSWERS)
    # The parts of a report are written from the log; without one they are for a person.
    open_places = {
        "to-trinh": 3, "bien-ban": 2, "bao-cao-dinh-ky": 7, "bao-cao-tong-hop": 6,
    }.get(template, 0)  # fmt: skip
    texts = [getattr(block, "text", "") for block in document.blocks]
    texts += [*document.bases, document.abstract, document.closing]
    assert sum(text.count("…………") for text in texts) == open_places


@pytest.mark.parametrize("template", ORDER)
@pytest.mark.parametrize("preset", ["two-level", "three-level"])
@pytest.mark.parametrize("level", LEVELS)
def test_every_office_can_use_every_template(
    template: str, preset: PresetName, level: LevelName
) -> None:
    if (preset, level) == ("two-level", "district"):
        return  # there are no districts in the order of two levels
    writer = office("Sở Mẫu", preset=preset, level=level)
    for year in (2019, 2024, 2026, 2035):
        order = Order(office=writer, year=year, today=datetime.date(2026, 9, 10))
        parts = source.read(next(one.source for one in ours() if one.id == template))
        document = fill(parts, order, defaults(parts, order))
        assert document.blocks and paper(document).body
        assert document.date == (IssueDate() if document.kind == "BB" else document.date)


def test_the_four_outlines_and_the_daily_papers_are_there() -> None:
    assert {one.kind for one in ours()} >= {
        "KH", "BC", "TTr", "TB", "CV", "GM", "BB", "QĐ", "GGT", "CTr",
    }  # fmt: skip
    shipped = {path.stem for path in resource("templates").iterdir()}
    assert shipped == set(ORDER)
    for template in ours():
        assert template.description and template.name
        assert source.read(source.write(source.read(template.source))).body in template.source


def test_the_index_has_its_right_name_in_every_template() -> None:
    for template in ours():
        text = template.source.lower()
        assert "quản trị hành chính công" not in text
        assert "hiệu quả quản trị công" not in text


def test_the_order_of_two_levels_has_its_own_bases_and_units() -> None:
    two, _ = made("ke-hoach-nang-cao-papi", *OFFICES[0], {})
    three, _ = made("ke-hoach-nang-cao-papi", *OFFICES[3], {})
    assert "ngày 16 tháng 6 năm 2025" in two.bases[0]
    assert "ngày 19 tháng 6 năm 2015" in three.bases[0]
    shown = " ".join(getattr(block, "text", "") for block in two.blocks)
    before = " ".join(getattr(block, "text", "") for block in three.blocks)
    assert "Trung tâm Phục vụ hành chính công" in shown and "huyện" not in shown
    assert "Bộ phận Tiếp nhận và Trả kết quả" in before
    assert not any(entry.right and entry.old in shown for entry in words().expired)


def test_minutes_have_two_signatures_and_no_place() -> None:
    document, _ = made("bien-ban", *OFFICES[0], ANSWERS)
    assert document.second_signature.position == "THƯ KÝ"
    assert document.signature.position == "CHỦ TỌA"
    assert (document.place, document.date) == ("", IssueDate())


def test_a_decision_is_signed_in_person_and_its_regulation_is_attached() -> None:
    person, _ = made("quyet-dinh", *OFFICES[0], ANSWERS)
    assert person.signature.lines == ("CHỦ TỊCH",)
    assert person.signature.name == "Nguyễn Văn Mẫu"
    body, _ = made("quyet-dinh-ban-hanh", *OFFICES[0], ANSWERS)
    assert body.signature.authority == "TM."
    assert body.annexes[0].kind == "QC"


def test_a_blank_is_an_error_until_it_is_filled() -> None:
    document, _ = made("giay-gioi-thieu", *OFFICES[0], {})
    writer = office()
    found = {
        finding.rule
        for finding in _all(document, writer)
        if finding.severity == "error"
    }  # fmt: skip
    assert found == {"CHO_TRONG"} <= BLANKS


def _all(document: Document, writer: object) -> list:  # type: ignore[type-arg]
    from papidesk.checking.check import check
    from papidesk.checking.subject import Subject

    return list(check(Subject(document=document)).findings)


def test_posts_and_names_stand_in_running_text_as_the_decree_writes_them() -> None:
    writer = office()
    texts = []
    for signer in ("ct", "pct"):
        order = Order(office=writer, year=2026, today=datetime.date(2026, 3, 1), signer=signer)
        body = source.TemplateSource(name="A", kind="TB", body="{{ chuc_vu }} {{ nguoi_ky }}")
        document = fill(body, order, {})
        texts.append(getattr(document.blocks[0], "text", ""))
        assert document.signature.position == ("CHỦ TỊCH" if signer == "ct" else "PHÓ CHỦ TỊCH")
    assert texts == ["Chủ tịch Nguyễn Văn Mẫu./.", "Phó Chủ tịch Nguyễn Văn Mẫu./."]


def _said(document: Document) -> str:
    words = paper(document)
    lines = [getattr(part, "plain", "") for part in words.body]
    lines += [
        text.text
        for annex in document.annexes
        for block in annex.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        for text in cell.paragraphs
    ]
    return "\n".join((*words.bases, *lines, *words.foot.recipients)).replace("\u00a0", " ")


@pytest.mark.parametrize("template", ORDER)
def test_heads_of_quarters_have_their_own_title(template: str) -> None:
    quarter = _said(made(template, *OFFICES[1], ANSWERS)[0])
    assert "rưởng thôn" not in quarter
    assert "Trưởng tổ dân phố" not in quarter
    assert "Tổ trưởng" not in _said(made(template, *OFFICES[0], ANSWERS)[0]).replace(
        "- Tổ trưởng: ", ""
    )


@pytest.mark.parametrize("template", ORDER)
def test_sentences_read_well_with_and_without_answers(template: str) -> None:
    for answers in ({}, ANSWERS):
        said = _said(made(template, *OFFICES[0], answers)[0])
        assert re.findall(r" [,.;:]|,,|\(\)|\.\.(?!/)|  ", said) == []
        assert "…………, ngày" not in said


def test_an_invitation_tells_the_day_of_the_week_once_the_day_is_known() -> None:
    known, _ = made("giay-moi", *OFFICES[0], ANSWERS)
    open_, _ = made("giay-moi", *OFFICES[0], {})
    assert "Thời gian: 08 giờ 00 phút, ngày 20 tháng 4 năm 2023 (thứ Năm)." in _said(known)
    assert "Thời gian: 08 giờ 00 phút, ngày …………." in _said(open_)


@pytest.mark.parametrize("level", ["district", "department", "unit", "province"])
@pytest.mark.parametrize("template", ["ke-hoach-nang-cao-papi", "ke-hoach-truyen-thong-cchc"])
def test_a_plan_of_an_office_with_no_saved_list_still_tells_who_keeps_it(
    template: str, level: LevelName
) -> None:
    body = office(
        "Sở Mẫu", level=level, preset="three-level" if level == "district" else "two-level"
    )
    order = Order(office=body, year=2024, today=datetime.date(2024, 3, 10))
    parts = source.read(next(one.source for one in ours() if one.id == template))
    plan = fill(parts, order, defaults(parts, order))
    assert plan.recipients[-1].startswith("Lưu: VT")
