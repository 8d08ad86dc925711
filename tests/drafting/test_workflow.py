"""Templates, copies and superior's plans as a clerk uses them, in a real workspace."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from papidesk.domain.blocks import Heading, Paragraph, Table
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.forwarding.forward import UndecidedError, forward
from papidesk.domain.record import replace
from papidesk.domain.text_places import texts
from papidesk.drafting.duties import find
from papidesk.drafting.failures import (
    NotATemplateFileError,
    OwnTemplatesOnlyError,
    TemplateError,
    TemplateMarkupError,
    UnknownPlaceholderError,
    UnknownTemplateError,
)
from papidesk.storage import documents, offices
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from papidesk.workflow import copying, duties, links, templates
from papidesk.workflow.duties import NoDutiesError
from tests.drafting.offices_made import errors, office, superior_plan
from tests.strategies import documents as documents_of_any_kind

TODAY = datetime.date(2026, 1, 12)
WHO = "Lê Thị Soạn"
OWN = """+++
name = "Mẫu của xã"
kind = "TB"
[[ask]]
name = "viec"
label = "Việc gì"
+++
@Trích yếu: {{ viec }} năm {{ nam }}
# Nội dung
{{ co_quan }} thông báo {{ viec }}.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Workspace.create(tmp_path / "xã An Hòa") as made:
        offices.save(made.store, office())
        yield made.store


def test_a_document_made_from_a_template_is_kept_as_a_draft(store: Store) -> None:
    asked = templates.asked(store, "ke-hoach-truyen-thong-papi", today=TODAY)
    assert asked.answers["co_quan_cap_tren"] == "Ủy ban nhân dân tỉnh Bình Nguyên"
    answers = asked.answers | {"so_cap_tren": "192/KH-UBND", "ngay_cap_tren": "2025-12-26"}
    made = templates.make(
        store, "ke-hoach-truyen-thong-papi", answers, today=TODAY, who=WHO
    )  # fmt: skip
    assert documents.get(store, made.id) == made
    assert (made.state, made.symbol, made.date) == (
        "draft",
        "KH-UBND",
        IssueDate(month=1, year=2026),
    )
    assert any("192/KH-UBND ngày 26 tháng 12 năm 2025" in line for line in made.bases)
    assert all(getattr(block, "id", "x") for block in made.blocks)
    assert errors(made, office(), TODAY) == []


def test_next_years_plan_can_be_begun_in_december(store: Store) -> None:
    made = templates.make(
        store, "chuong-trinh", {}, today=datetime.date(2026, 12, 20), who=WHO, year=2027
    )
    assert made.date == IssueDate(year=2027)
    assert "năm 2027" in made.abstract


def test_an_empty_document_has_its_head_and_no_text(store: Store) -> None:
    made = templates.empty(store, "CV", today=TODAY, who=WHO)
    assert (made.issuer, made.symbol, made.blocks) == ("ỦY BAN NHÂN DÂN XÃ AN HÒA", "UBND", ())


def test_an_own_template_is_saved_changed_renamed_deleted_and_brought_back(store: Store) -> None:
    own = templates.save_source(store, OWN, today=TODAY, who=WHO)
    assert templates.every(store)[0].name == "Mẫu của xã"
    made = templates.make(store, own.id, {"viec": "họp dân"}, today=TODAY, who=WHO)
    assert made.abstract == "họp dân năm 2026"
    changed = OWN.replace("Nội dung", "Nội dung chính")
    templates.save_source(store, changed, template_id=own.id, today=TODAY, who=WHO)
    renamed = templates.rename(store, own.id, "  Tên   mới ", today=TODAY, who=WHO)
    assert (renamed.name, renamed.id) == ("Tên mới", own.id)
    assert "Nội dung chính" in templates.get(store, own.id).source
    gone = templates.remove(store, own.id, who=WHO)
    with pytest.raises(UnknownTemplateError):
        templates.get(store, own.id)
    templates.put_back(store, [gone], who=WHO)
    assert templates.get(store, own.id) == gone


def test_ours_stay_as_they_are_but_can_be_copied(store: Store) -> None:
    with pytest.raises(OwnTemplatesOnlyError):
        templates.remove(store, "to-trinh", who=WHO)
    with pytest.raises(OwnTemplatesOnlyError):
        templates.save_source(store, OWN, template_id="to-trinh", today=TODAY, who=WHO)
    copy = templates.copy_of(store, "to-trinh", "Tờ trình của xã", today=TODAY, who=WHO)
    assert copy.own and copy.name == "Tờ trình của xã"
    first = templates.preview(store, "to-trinh", {}, today=TODAY)
    assert templates.preview(store, copy.id, {}, today=TODAY) == first


def test_a_template_travels_to_another_office_as_a_file(store: Store, tmp_path: Path) -> None:
    own = templates.save_source(store, OWN, today=TODAY, who=WHO)
    name = templates.file_name(own)
    assert name == "Mẫu của xã.papimau"
    file = templates.export_file(store, own.id, tmp_path / name)
    with Workspace.create(tmp_path / "xã Bình Minh") as other:
        offices.save(other.store, office("xã Bình Minh"))
        taken = templates.import_file(other.store, file, today=TODAY, who=WHO)
        made = templates.preview(other.store, taken.id, {"viec": "x"}, today=TODAY)
    assert taken.source == own.source and taken.id != own.id
    assert getattr(made.blocks[1], "text", "").startswith("Ủy ban nhân dân xã Bình Minh")


def test_what_is_no_template_is_refused_and_nothing_is_kept(store: Store, tmp_path: Path) -> None:
    wrong = tmp_path / "a.papimau"
    for data, kind in (
        (b"\xff\xfe\x00", NotATemplateFileError),
        (OWN.replace("{{ nam }}", "{{ ''.__class__ }}").encode(), TemplateError),
        (OWN.replace("{{ nam }}", "{{ la }}").encode(), UnknownPlaceholderError),
        (OWN.replace("# Nội", "#Nội").encode(), TemplateMarkupError),
        (b"x" * 2_000_000, TemplateError),
    ):
        wrong.write_bytes(data)
        with pytest.raises(kind):
            templates.import_file(store, wrong, today=TODAY, who=WHO)
    other = tmp_path / "a.txt"
    other.write_text(OWN, encoding="utf-8")
    with pytest.raises(NotATemplateFileError):
        templates.import_file(store, other, today=TODAY, who=WHO)
    assert not [one for one in templates.every(store) if one.own]


def test_the_line_of_a_mistake_counts_from_the_files_beginning(store: Store) -> None:
    with pytest.raises(TemplateMarkupError) as told:
        templates.checked(store, OWN + "#sai\n", today=TODAY)
    assert told.value.line == OWN.count("\n") + 1
    with pytest.raises(UnknownPlaceholderError) as unknown:
        templates.checked(store, OWN + "\n{{ la }}\n", today=TODAY)
    assert unknown.value.line == OWN.count("\n") + 2


def test_a_document_becomes_a_template_for_other_years_and_offices(store: Store) -> None:
    made = templates.make(store, "ke-hoach-truyen-thong-cchc", {}, today=TODAY, who=WHO)
    own = templates.from_document(store, made.id, "Từ văn bản", today=TODAY, who=WHO)
    assert "2026" not in own.source.split("+++", 2)[2]
    assert "An Hòa" not in own.source
    again = templates.preview(store, own.id, {}, today=TODAY)
    bare = [getattr(block, "text", "") for block in made.blocks]
    assert [getattr(block, "text", "") for block in again.blocks] == bare
    later = templates.preview(store, own.id, {}, today=TODAY, year=2028)
    assert "năm 2028" in later.abstract


def test_last_years_document_is_copied_once_all_is_decided(store: Store) -> None:
    old = templates.make(store, "chuong-trinh", {}, today=datetime.date(2025, 9, 1), who=WHO)
    carried = copying.carried(store, old.id, year=2026)
    with pytest.raises(UndecidedError):
        copying.make(store, old.id, {}, year=2026, who=WHO)
    decisions = {place.id: place.proposal for place in carried.places}
    new = copying.make(store, old.id, decisions, year=2026, who=WHO)
    assert "năm 2026" in new.abstract and new.id != old.id
    assert [(one.link.role, one.id) for one in links.links(store, new.id)] == [
        ("copied_from", old.id)
    ]
    assert documents.get(store, old.id) == old


def test_a_superiors_duties_become_sections_and_a_landscape_annex(store: Store) -> None:
    superior = documents.save(store, superior_plan(), who=WHO)
    proposed = duties.proposals(store, superior.id)
    assert [(one.kind, one.part, one.lead) for one in proposed] == [
        ("task", "cooperating", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
        ("task", "lead", "Trung tâm Phục vụ hành chính công"),
        ("task", "lead", "Phòng Văn hóa - Xã hội"),
        ("report", "lead", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ]
    assert proposed[0].text == "Phối hợp với Sở Nội vụ kiểm tra công vụ trong quý II."
    report = proposed[3]
    assert (report.periods, report.recipients) == (("6 tháng", "năm"), ("Sở Nội vụ",))
    accepted = (replace(proposed[1], time="Quý I năm 2026"), proposed[2], report)
    plan = duties.make(store, superior.id, accepted, today=TODAY, who=WHO)
    headings = [
        block.text for block in plan.blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert headings[-2:] == [
        "NHIỆM VỤ ĐƯỢC GIAO THEO KẾ HOẠCH CỦA CẤP TRÊN", "TỔ CHỨC THỰC HIỆN",
    ]  # fmt: skip
    assert any("số 192/KH-UBND ngày 26 tháng 12 năm 2025" in line for line in plan.bases)
    annex = plan.annexes[-1]
    table = annex.blocks[0]
    assert annex.landscape and isinstance(table, Table) and len(table.rows) == 4
    assert [cell.text for cell in table.rows[0].cells] == [
        "TT", "Lĩnh vực, nội dung thành phần (mã)", "Nhiệm vụ, giải pháp", "Đơn vị chủ trì",
        "Đơn vị phối hợp", "Thời gian thực hiện", "Sản phẩm",
    ]  # fmt: skip
    assert [(one.link.role, one.id) for one in links.links(store, plan.id)] == [
        ("basis", superior.id)
    ]
    assert errors(plan, office(), TODAY) == []


def test_a_basis_is_added_to_a_template_that_asks_for_none(store: Store) -> None:
    superior = documents.save(store, superior_plan(), who=WHO)
    plan = duties.make(
        store, superior.id, duties.proposals(store, superior.id), today=TODAY, who=WHO,
        template_id="ke-hoach-truyen-thong-cchc",
    )  # fmt: skip
    assert plan.bases[-1] == (
        "Thực hiện Kế hoạch số 192/KH-UBND ngày 26 tháng 12 năm 2025 của Ủy ban nhân dân tỉnh "
        "Bình Nguyên về nâng cao Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh năm 2026"
    )


def test_a_paper_without_duties_says_so(store: Store) -> None:
    paper = documents.save(store, Document(kind="TB", abstract="Lịch nghỉ"), who=WHO)
    with pytest.raises(NoDutiesError):
        duties.proposals(store, paper.id)


@given(documents_of_any_kind())
def test_any_paper_can_be_looked_through_for_duties(document: Document) -> None:
    found = find(document)
    assert len({duty.id for duty in found}) == len(found)
    known = dict(texts(document))
    for duty in found:
        assert duty.text.strip()
        assert any(path == duty.path or path.startswith(f"{duty.path}/") for path in known)


def test_one_damaged_template_is_read_from_its_version_else_leaves_the_others_of_use(
    store: Store,
) -> None:
    for name in ("Một", "Hai"):
        text = OWN.replace("Mẫu của xã", name)
        templates.save_source(store, text, today=TODAY, who=WHO)
    for table, left in (("catalogue_entries", {"Một", "Hai"}), ("catalogue_versions", {"Hai"})):
        with store.unit_of_work():
            changed = store.write(
                f"UPDATE {table} SET content = replace(content, 'thông', 'thong') "
                "WHERE content LIKE '%\"Một\"%'"
            )
        assert changed == 1
        assert {one.name for one in templates.every(store) if one.own} == left


def test_a_text_full_of_dates_is_looked_through_at_once() -> None:
    text = "Kế hoạch số 05/KH-UBND ngày 16/01/2026 của UBND huyện Mẫu; " * 400
    document = Document(date=IssueDate(year=2026), blocks=(Paragraph(text=text),))
    began = time.monotonic()
    assert len(forward(document, 2027).places) == 1200
    assert time.monotonic() - began < 5
