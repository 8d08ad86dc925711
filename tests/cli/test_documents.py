"""import, documents, show, search, check, print, issue: as a clerk drives them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from papidesk.workflow import documents, workspaces
from tests.cli.conftest import CommandLine, sample


def test_a_plan_goes_in_as_text_and_comes_out_as_a_document(office: CommandLine) -> None:
    (taken,) = office.imported(sample("01"))
    assert (taken["kind"], taken["notes"]) == ("KH", [])
    shown = office("show", taken["id"], "--json").json
    assert shown["issuer"] == "ỦY BAN NHÂN DÂN XÃ AN HÒA"
    assert (shown["number"], shown["symbol"]) == ("05", "KH-UBND")
    assert (shown["place"], shown["date"]) == ("An Hòa", "2026-01-12")
    assert shown["kind_name"] == "KẾ HOẠCH"
    assert len(shown["bases"]) == 2
    headings = [b for b in shown["blocks"] if b["type"] == "heading" and b["level"] == 1]
    assert [h["number"] for h in headings] == ["I", "II", "III", "IV", "V"]
    assert headings[0]["number_as_written"] == "I."
    assert shown["signature"]["authority"] == "TM."
    assert shown["signature"]["on_behalf_of"] == "ỦY BAN NHÂN DÂN"
    assert shown["signature"]["position"] == "CHỦ TỊCH"
    assert shown["signature"]["name"] == "Nguyễn Văn Mẫu"
    assert shown["recipients"][-1] == "Lưu: VT, VHXH."
    assert len(shown["recipients"]) == 7
    assert len(shown["annexes"]) == 1
    (table,) = [b for b in shown["annexes"][0]["blocks"] if b["type"] == "table"]
    assert table["columns"] == 6
    assert len(table["rows"]) == 8


def test_a_file_imported_again_is_taken_in_and_says_so(office: CommandLine) -> None:
    (first,) = office.imported(sample("01"))
    assert first["notes"] == []
    (again, other) = office.imported(sample("01"), sample("03"))
    assert [note for note in again["notes"] if "05/KH-UBND Nâng cao" in note] == again["notes"]
    assert len(again["notes"]) == 1
    assert again["id"] != first["id"]
    assert not any("KH-UBND" in note for note in other["notes"])


def test_a_file_whose_document_is_in_the_trash_is_new(office: CommandLine) -> None:
    (first,) = office.imported(sample("01"))
    with workspaces.open_workspace(office.folder) as opened:
        documents.trash(opened.store, [first["id"]], who="thử")
    (again,) = office.imported(sample("01"))
    assert again["notes"] == []


def test_documents_are_listed_by_kind_and_year(office: CommandLine) -> None:
    office.imported(sample("01"), sample("03"), sample("04"))
    rows = office("documents", "--json").json
    assert {row["kind"] for row in rows} == {"KH", "BC", "CV"}
    assert [row["number"] for row in office("documents", "--kind", "BC", "--json").json] == ["86"]
    assert office("documents", "--year", "2025", "--json").json == []
    assert office("documents", "--kind", "XX").code == 1


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("words", ["tiếp công dân định kỳ", "tiep cong dan dinh ky", "TIẾP CÔNG"])
def test_search_finds_with_and_without_marks(office: CommandLine, words: str, form: str) -> None:
    (taken,) = office.imported(sample("01"))
    office.imported(sample("03"))
    found = office("search", unicodedata.normalize(form, words), "--json").json
    assert [row["id"] for row in found] == [taken["id"]]


def test_search_finds_numbers_and_nothing(office: CommandLine) -> None:
    office.imported(sample("01"), sample("03"))
    assert [row["number"] for row in office("search", "86/BC-UBND", "--json").json][:1] == ["86"]
    nothing = office("search", "không có ở đâu cả", "--json")
    assert (nothing.code, nothing.json) == (0, [])
    assert office("search", '"(* OR NEAR(').code == 0


def test_the_beginning_of_an_id_is_enough_when_it_is_the_only_one(office: CommandLine) -> None:
    first, second = office.imported(sample("01"), sample("02"))
    shared = len([1 for a, b in zip(first["id"], second["id"], strict=True) if a == b])
    assert shared
    common = first["id"][:4]
    answer = office("show", common)
    assert (answer.code, answer.out) == (1, "")
    assert office("show", first["id"][:-1], "--json").json["id"] == first["id"]
    unknown = office("show", "không-có")
    assert unknown.code == 1
    assert unknown.err.count("\n") == 1


def test_check_of_a_file_tells_line_and_column(line: CommandLine, tmp_path: Path) -> None:
    text = sample("02").read_text(encoding="utf-8").replace("Nhân dân", "nhân dân", 1)
    wrong = tmp_path / "kế hoạch.txt"
    wrong.write_text(text, encoding="utf-8")
    answer = line.bare("check", wrong, "--json", "--date", "2026-02-01")
    found = [f for f in answer.json["findings"] if f["rule"] == "HOA_NHAN_DAN"]
    assert len(found) == 1
    row = text.splitlines()[found[0]["line"] - 1]
    assert row[found[0]["column"] - 1 :].startswith("nhân dân")
    assert found[0]["fix"] == {"replace": "nhân dân", "with": "Nhân dân"}
    assert answer.json["evaluated"] > 10


def test_check_of_a_sound_document_ends_with_zero(office: CommandLine) -> None:
    for number in ("01", "02", "03"):
        (taken,) = office.imported(sample(number))
        answer = office("check", taken["id"], "--json", "--date", "2026-07-01")
        errors = [f for f in answer.json["findings"] if f["severity"] == "error"]
        assert (answer.code, errors) == (0, []), number


def test_an_imported_draft_is_checked_by_the_lines_of_its_file(
    office: CommandLine, tmp_path: Path
) -> None:
    text = (
        sample("02").read_text(encoding="utf-8").replace("ngày 20 tháng 01", "ngày 20 tháng 1", 1)
    )
    wrong = tmp_path / "kế hoạch.txt"
    wrong.write_text(text, encoding="utf-8")
    (taken,) = office.imported(wrong)
    of_file = office.bare("check", wrong, "--json", "--date", "2026-02-01").json["findings"]
    of_draft = office("check", taken["id"], "--json", "--date", "2026-02-01").json["findings"]
    assert "NGAY_SAI_MAU" in {finding["rule"] for finding in of_file}
    assert [(f["rule"], f["line"], f["column"]) for f in of_file] == [
        (f["rule"], f["line"], f["column"]) for f in of_draft
    ]


def test_papers_are_printed_from_the_workspace(office: CommandLine, tmp_path: Path) -> None:
    (taken,) = office.imported(sample("04"))
    for name, magic in (("công văn.pdf", b"%PDF-"), ("công văn.docx", b"PK")):
        out = tmp_path / name
        assert office("print", taken["id"], "-o", out).code == 0
        assert out.read_bytes().startswith(magic)
    refused = office("print", taken["id"], "-o", tmp_path / "paper.odt")
    assert (refused.code, (tmp_path / "paper.odt").exists()) == (1, False)


def test_a_file_is_converted_with_no_workspace(line: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "thư mục mới" / "báo cáo.pdf"
    assert line.bare("convert", sample("03"), "-o", out).code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert not line.folder.exists()


def test_issue_numbers_freezes_and_prints_the_same_for_ever(
    office: CommandLine, tmp_path: Path
) -> None:
    (first,) = office.imported(sample("02"))
    done = office("issue", first["id"], "--number", "9", "--date", "2026-01-20", "--json")
    assert done.code == 0, done.err
    assert (done.json["number"], done.json["date"]) == ("09", "2026-01-20")
    assert office("show", first["id"], "--json").json["state"] == "issued"
    again = office("issue", first["id"])
    assert again.code == 1
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    office("print", first["id"], "-o", one)
    office("print", first["id"], "-o", two)
    assert one.read_bytes() == two.read_bytes()
    draft = tmp_path / "báo cáo.txt"
    text = sample("03").read_text(encoding="utf-8").replace("Số: 86/", "Số:      /")
    draft.write_text(text, encoding="utf-8")
    (second,) = office.imported(draft)
    assert office("show", second["id"], "--json").json["number"] is None
    proposed = office("issue", second["id"], "--date", "2026-06-12", "--json")
    assert proposed.json["number"] == "10"


def test_a_paper_that_came_with_number_and_date_keeps_them(office: CommandLine) -> None:
    later, earlier = office.imported(sample("03"), sample("02"))
    for taken, number, day in ((later, "86", "2026-06-12"), (earlier, "09", "2026-01-20")):
        done = office("issue", taken["id"], "--json")
        assert done.code == 0, done.err
        assert (done.json["number"], done.json["date"]) == (number, day)


def test_a_number_is_given_once_and_gaps_need_a_reason(office: CommandLine) -> None:
    first, second = office.imported(sample("01"), sample("02"))
    assert office("issue", first["id"], "--number", "1", "--date", "2026-01-12").code == 0
    taken = office("issue", second["id"], "--number", "1", "--date", "2026-01-20")
    assert taken.code == 1
    gap = office("issue", second["id"], "--number", "7", "--date", "2026-01-20")
    assert gap.code == 1
    assert office("show", second["id"], "--json").json["state"] == "draft"
    told = office(
        "issue", second["id"], "--number", "7", "--date", "2026-01-20",
        "--reason", "số 02 đến 06 cấp bằng sổ giấy",
    )  # fmt: skip
    assert told.code == 0, told.err


@pytest.mark.parametrize(
    ("day", "number"), [("2026-02-31", "5"), ("20224-01-01", "5"), ("2026-01-20", "0"),
                        ("2026-01-20", "x"), ("2999-01-01", "5")],
)  # fmt: skip
def test_bad_dates_and_numbers_change_nothing(office: CommandLine, day: str, number: str) -> None:
    (taken,) = office.imported(sample("02"))
    answer = office("issue", taken["id"], "--number", number, "--date", day)
    assert answer.code == 1
    assert answer.err.strip().count("\n") == 0
    assert office("show", taken["id"], "--json").json["state"] == "draft"
