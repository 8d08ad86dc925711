"""copy and task-sheet, as a clerk drives them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from papidesk.printing.render import render
from papidesk.storage import audit, registers
from papidesk.word.reader import plain_text, read
from papidesk.workflow import workspaces
from tests.cli.conftest import CommandLine, sample
from tests.printing.measured import Measured
from tests.printing.papers import plan


@pytest.fixture
def issued(office: CommandLine) -> str:
    """The id of an issued plan."""
    (taken,) = office.imported(sample("01"))
    answer = office("issue", taken["id"], "--override", "Văn bản mẫu")
    assert answer.code == 0, answer.err
    return str(taken["id"])


def entries(office: CommandLine) -> list[Any]:
    workspace = workspaces.open_workspace(office.folder)
    try:
        return registers.entries(workspace.store, 2026, "copies")
    finally:
        workspace.close()


def test_copies_take_the_numbers_of_one_series_and_are_entered(
    office: CommandLine, issued: str, tmp_path: Path
) -> None:
    first = office("copy", issued, "--date", "2026-02-01", "-o", tmp_path / "a.pdf", "--json")
    assert first.code == 0, first.err
    assert (first.json["number"], first.json["symbol"]) == ("01", "SY-UBND")
    second = office(
        "copy", issued, "--form", "TrS", "--pages", "1", "--date", "2026-02-03",
        "-o", tmp_path / "b.pdf", "--json",
    )  # fmt: skip
    assert (second.json["number"], second.json["symbol"]) == ("02", "TrS-UBND")
    page = Measured((tmp_path / "a.pdf").read_bytes())
    assert page.line("SAO Y")
    assert page.line("Số: 01/SY-UBND")
    kept = entries(office)
    assert [(entry.number, entry.kind, entry.date) for entry in kept] == [
        (1, "SY", "2026-02-01"), (2, "TrS", "2026-02-03"),
    ]  # fmt: skip
    assert kept[0].abstract.startswith("Sao y: Kế hoạch số 05/KH-UBND")
    assert kept[0].recipients == "Lưu: VT."


def test_the_copied_text_is_the_paper_as_it_was_issued(
    office: CommandLine, issued: str, tmp_path: Path
) -> None:
    assert office("print", issued, "-o", tmp_path / "own.pdf").code == 0
    assert office("copy", issued, "-o", tmp_path / "copy.pdf").code == 0
    own = Measured((tmp_path / "own.pdf").read_bytes()).raw
    copied = Measured((tmp_path / "copy.pdf").read_bytes()).raw
    assert copied[: len(own) - 1] == own[:-1]
    assert copied[len(own) - 1].startswith(own[-1].rstrip())


def test_a_scan_on_disk_is_copied_onto_a_further_sheet(office: CommandLine, tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("L", (1240, 1754), 240).save(picture, "JPEG", dpi=(150, 150))
    scan = tmp_path / "Công văn của tỉnh.jpg"
    scan.write_bytes(picture.getvalue())
    made = office("copy", scan, "--form", "SL", "-o", tmp_path / "sl.pdf", "--json")
    assert made.code == 0, made.err
    assert (made.json["pages"], made.json["same_sheet"]) == (2, False)
    assert "SAO LỤC" in Measured((tmp_path / "sl.pdf").read_bytes()).raw[1]


def test_an_electronic_copy_has_its_line_and_takes_no_number(
    office: CommandLine, issued: str, tmp_path: Path
) -> None:
    made = office("copy", issued, "--electronic", "-o", tmp_path / "e.pdf", "--json")
    assert made.json["number"] is None
    line = Measured((tmp_path / "e.pdf").read_bytes()).line("SAO Y;")
    assert line.text.startswith("SAO Y; Ủy ban nhân dân xã An Hòa;")
    assert entries(office) == []
    workspace = workspaces.open_workspace(office.folder)
    acts = [entry.act for entry in audit.entries(workspace.store, subject=issued)]
    workspace.close()
    assert "document.copied" in acts


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--form", "TrS"], "2-3"),
        (["--pages", "99"], "99"),
        (["--pages", "một"], "một"),
        (["--number", "5"], "01"),
        (["--date", "2199-01-01"], "01/01/2199"),
        (["--date", "2025-12-31"], "31/12/2025"),
    ],
)
def test_what_cannot_be_copied_so_is_said_and_nothing_is_entered(
    office: CommandLine, issued: str, tmp_path: Path, more: list[str], says: str
) -> None:
    if more == ["--number", "5"]:
        assert office("copy", issued, "-o", tmp_path / "a.pdf").code == 0
        says = "02"
    before = entries(office)
    answer = office("copy", issued, *more, "-o", tmp_path / "x.pdf")
    assert answer.code == 1
    assert says in answer.err
    assert not (tmp_path / "x.pdf").exists()
    assert entries(office) == before


def test_a_number_left_out_needs_a_reason_and_a_first_one_does_not(
    office: CommandLine, issued: str, tmp_path: Path
) -> None:
    assert office("copy", issued, "--number", "12", "-o", tmp_path / "a.pdf").code == 0
    why = ("--reason", "Hai số trước viết tay")
    assert office("copy", issued, "--number", "15", *why, "-o", tmp_path / "b.pdf").code == 0
    assert office("copy", issued, "--number", "12", "-o", tmp_path / "c.pdf").code == 1


def test_a_draft_and_an_unknown_paper_are_not_copied(office: CommandLine, tmp_path: Path) -> None:
    (taken,) = office.imported(sample("04"))
    answer = office("copy", taken["id"], "-o", tmp_path / "x.pdf")
    assert answer.code == 1
    assert office("copy", "không-có", "-o", tmp_path / "x.pdf").code == 1
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_copy_is_a_pdf_and_not_written_over_its_scan(
    office: CommandLine, issued: str, tmp_path: Path
) -> None:
    assert office("copy", issued, "-o", tmp_path / "x.odt").code == 1
    for more in (("--electronic",), ("--pages", "1")):
        assert office("copy", issued, *more, "-o", tmp_path / "x.docx").code == 1
    own = tmp_path / "own.pdf"
    assert office("print", issued, "-o", own).code == 0
    before = own.read_bytes()
    assert office("copy", own, "-o", own).code == 1
    assert own.read_bytes() == before
    assert entries(office) == []


def test_a_whole_copy_of_our_own_paper_may_be_a_word_file(
    office: CommandLine, issued: str, tmp_path: Path
) -> None:
    made = office("copy", issued, "-o", tmp_path / "bản sao.docx", "--json")
    assert made.code == 0, made.err
    assert made.json["number"] == "01"
    text = plain_text(read(tmp_path / "bản sao.docx"))
    assert text.index("Nguyễn Văn Mẫu") < text.index("SAO Y") < text.index("Số: 01/SY-UBND")
    assert [entry.number for entry in entries(office)] == [1]


def test_when_the_file_cannot_be_written_no_number_is_taken(
    office: CommandLine, issued: str, tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    assert office("copy", issued, "-o", tmp_path / "tệp" / "x.pdf").code == 1
    assert entries(office) == []


def test_each_unit_of_a_plan_gets_its_task_sheet(office: CommandLine, tmp_path: Path) -> None:
    (taken,) = office.imported(sample("01"))
    answer = office("task-sheet", taken["id"], "-o", tmp_path / "all.pdf", "--json")
    assert answer.code == 0, answer.err
    units = answer.json["units"]
    assert len(units) > 1
    pages = Measured((tmp_path / "all.pdf").read_bytes())
    assert sum("PHIẾU GIAO VIỆC" in text for text in pages.raw) == len(units)
    one = office("task-sheet", taken["id"], "--unit", units[1], "-o", tmp_path / "one.docx")
    assert one.code == 0
    assert (tmp_path / "one.docx").stat().st_size > 1000
    wrong = office("task-sheet", taken["id"], "--unit", "Phòng Không Có", "-o", tmp_path / "n.pdf")
    assert wrong.code == 1
    assert units[0] in wrong.err


def test_a_paper_without_duties_says_what_is_missing(office: CommandLine, tmp_path: Path) -> None:
    (taken,) = office.imported(sample("04"))
    answer = office("task-sheet", taken["id"], "-o", tmp_path / "n.pdf")
    assert answer.code == 1
    assert "Đơn vị chủ trì" in answer.err


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scan of two pages."""
    path = tmp_path / "công văn.pdf"
    path.write_bytes(render(plan(9)))
    return path


@pytest.mark.parametrize("spoil", ["cut", "empty", "text", "locked"])
def test_no_copy_is_made_of_a_broken_or_locked_scan(
    office: CommandLine, scan: Path, tmp_path: Path, spoil: str
) -> None:
    whole = scan.read_bytes()
    locked = io.BytesIO()
    with pikepdf.open(scan) as file:
        file.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    spoilt = {"cut": whole[: len(whole) // 2], "empty": b"", "text": b"Kinh", "locked": None}
    scan.write_bytes(spoilt[spoil] if spoilt[spoil] is not None else locked.getvalue())
    answer = office("copy", scan, "-o", tmp_path / "sy.pdf")
    assert answer.code == 1
    assert "quét lại" in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert not (tmp_path / "sy.pdf").exists()
    assert entries(office) == []


def test_a_word_file_is_no_paper_to_certify_and_a_missing_scan_is_named(
    office: CommandLine, tmp_path: Path
) -> None:
    text = tmp_path / "dự thảo.txt"
    text.write_text("Kính gửi: Ủy ban nhân dân tỉnh", encoding="utf-8")
    for wanted, told in ((text, "không phải là bản quét"), (tmp_path / "mất.pdf", "mất.pdf")):
        answer = office("copy", wanted, "-o", tmp_path / "sy.pdf")
        assert (answer.code, told in answer.err) == (1, True), answer.err
        assert "danh sách" not in answer.err
    assert entries(office) == []
