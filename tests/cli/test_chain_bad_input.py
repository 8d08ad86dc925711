"""Slips at the command line of the chain: nothing is guessed, nothing is lost, each is told."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.conftest import Answer, CommandLine, sample
from tests.photos.pictures_made import photo
from tests.text.letters_made import in_tcvn3, in_vni

HEAD = ("Ngày", "Nội dung", "Chỉ tiêu", "Số lượng")


def entry(office: CommandLine, *more: str | Path) -> Any:
    answer = office(
        "log", "add", "--title", "Họp thôn Đông", "--counter", "hoi-nghi", "--date", "2026-03-05",
        "--json", *more,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    return answer.json


def log_of(office: CommandLine) -> Any:
    return office("log", "--json").json


def refused(answer: Answer, *told: str, code: int = 1) -> None:
    assert answer.code == code, answer
    assert answer.out == ""
    assert all(part in answer.err for part in told), answer.err


@pytest.mark.parametrize(
    "options",
    [
        ["--counter", "hoi-nghi", "--quantity", "2", "--amount", "hoi-nghi=5"],
        ["--counter", "hoi-nghi", "--amount", "tin-bai=2", "--amount", "tin-bai=3"],
    ],
)
def test_two_amounts_of_one_counter_are_refused_and_not_chosen_from(
    office: CommandLine, options: list[str]
) -> None:
    refused(office("log", "add", "--title", "Họp", *options), "hai số lượng")
    assert log_of(office) == []


def test_what_cannot_be_is_told_before_what_is_there_already(
    office: CommandLine, tmp_path: Path
) -> None:
    entry(office)
    again = ["log", "add", "--title", "Họp thôn Đông", "--counter", "hoi-nghi",
             "--date", "2026-03-05"]  # fmt: skip
    refused(office(*again, "--channel", "zzz"), "Không có kênh")
    refused(office(*again, "--evidence", tmp_path / "không có.jpg"), "không có.jpg")
    refused(office(*again), "--force")
    assert len(log_of(office)) == 1


def test_evidence_is_taken_away_only_when_one_piece_is_named(
    office: CommandLine, tmp_path: Path
) -> None:
    made = entry(office, "--evidence", photo(tmp_path / "một.jpg"))
    office("log", "evidence", made["id"], "--link", "https://vi-du.example/tin")
    before = office("log", "evidence", made["id"], "--json").json
    assert len(before) == 2
    for text in ("", " ", "zzz", before[0]["id"][:3]):
        refused(office("log", "evidence", made["id"], "--remove", text), "tài liệu kiểm chứng")
    assert office("log", "evidence", made["id"], "--json").json == before
    assert office("log", "evidence", made["id"], "--remove", before[0]["id"].upper()).code == 0
    assert office("log", "evidence", made["id"], "--json").json == before[1:]


def test_evidence_is_attached_altogether_or_not_at_all(office: CommandLine, tmp_path: Path) -> None:
    made = entry(office)
    good = photo(tmp_path / "tốt.jpg")
    for bad in (["--add", tmp_path / "thiếu.jpg"], ["--link", "javascript:x"],
                ["--document", "zz"], ["--remove", "zz"]):  # fmt: skip
        refused(office("log", "evidence", made["id"], "--add", good, *bad))
        assert office("log", "evidence", made["id"], "--json").json == []


@pytest.mark.parametrize("written", ["1.000", "1000", "1 000", "1.000,0"])
def test_a_target_is_read_as_vietnamese_people_write_numbers(
    office: CommandLine, written: str
) -> None:
    made = office("tasks", "add", "Phát tờ rơi", "--target", f"to-roi={written}", "--json").json
    assert made["target"] == {"counter": "to-roi", "quantity": 1000}


def test_days_and_money_of_a_task_are_read_as_those_of_the_log(office: CommandLine) -> None:
    made = office("tasks", "add", "Phát tờ rơi", "--start", "5/1/2026", "--due", "30/06/2026",
                  "--budget", "1.500.000", "--json").json  # fmt: skip
    assert (made["start"], made["due"], made["budget"]) == ("2026-01-05", "2026-06-30", 1_500_000)
    refused(office("tasks", "add", "x", "--due", "31/02/2026"), "tháng 2 năm 2026 chỉ có 28 ngày")
    refused(office("tasks", "add", "x", "--due", "5/1/20224"), "20224")
    refused(office("tasks", "add", "x", "--budget", "nhiều"), "nhiều")
    refused(office("tasks", "add", "x", "--target", "to-roi=nhiều"), "nhiều")
    refused(office("tasks", "add", "x", "--target", "to-roi=-1"), "1.000.000.000.000")
    assert len(office("tasks", "--json").json) == 1


def test_an_uncounted_formula_is_an_error_of_its_row_and_no_empty_cell(
    office: CommandLine, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet.append((datetime.date(2026, 3, 5), "Họp thôn Đông", "Hội nghị", 1))
    sheet.append(("=DATE(2026,4,6)", "Họp thôn Tây", "Hội nghị", 1))
    sheet.append((datetime.date(2026, 3, 7), "=A1", "Hội nghị", 1))
    sheet.append((datetime.date(2026, 3, 8), "Họp thôn Nam", "=C2", 1))
    book.save(tmp_path / "công thức.xlsx")
    answer = office("log", "import", tmp_path / "công thức.xlsx", "--json").json
    assert [row["row"] for row in answer["refused"]] == [3, 4, 5]
    assert all("công thức" in row["reasons"][0] for row in answer["refused"])
    assert [one["date"] for one in log_of(office)] == ["2026-03-05"]


def test_a_column_without_its_meaning_is_wrong_usage(office: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / "bảng.csv"
    table.write_text("Ngày;Nội dung;Chỉ tiêu;Số lượng\n5/3/2026;Họp;Hội nghị;1\n")
    for text in ("B", "=title", "ZZ=title"):
        assert office("log", "import", table, "--column", text).code == 2
    assert log_of(office) == []
    assert office("log", "import", table, "--column", "B=note", "--column", "B=title").code == 0


def test_a_workbook_is_known_by_what_is_in_it_and_other_files_say_what_to_do(
    office: CommandLine, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet.append((datetime.date(2026, 3, 5), "Họp thôn Đông", "Hội nghị", 1))
    book.save(tmp_path / "bảng.xlsx")
    renamed = (tmp_path / "bảng.xlsx").rename(tmp_path / "bảng.csv")
    assert office("log", "import", renamed, "--json").json["good"] == 1
    text = tmp_path / "chữ.xlsx"
    text.write_text("Ngày;Nội dung;Chỉ tiêu;Số lượng\n6/3/2026;Họp;Hội nghị;1\n")
    refused(office("log", "import", text), "Excel")
    noise = tmp_path / "ảnh.csv"
    noise.write_bytes(bytes(range(256)) * 40)
    refused(office("log", "import", noise), ".xlsx")
    assert ".docx" not in office("log", "import", noise).err


@pytest.mark.parametrize("command", [["log"], ["figures", "--period", "2026"]])
def test_a_figure_of_what_is_not_there_is_no_zero(office: CommandLine, command: list[str]) -> None:
    entry(office, "--dimension", "1.1")
    for code in ("9.9", "1", "zzz"):
        refused(office(*command, "--dimension", code), code)
    for code in ("1.1", "D1"):
        assert office(*command, "--dimension", code, "--json").code == 0
    refused(office(*command, "--unit", "Phòng Không Có"), "Phòng Không Có")


def test_figures_are_asked_for_by_name_too(office: CommandLine) -> None:
    entry(office, "--channel", "Hội nghị")
    asked = ["figures", "--period", "2026", "--counter", "hội nghị", "--json"]
    assert [one["counter"] for one in office(*asked).json] == ["hoi-nghi"]


def test_a_signer_nobody_is_is_refused(office: CommandLine) -> None:
    refused(office("report", "--period", "2026-H1", "--signer", "zzz"), "người ký")
    assert office("documents", "--json").json == []


def test_a_report_that_cannot_be_written_is_not_kept(office: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    refused(office("report", "--period", "2026-H1", "-o", tmp_path / "tệp" / "bc.pdf"), "bc.pdf")
    assert office("documents", "--json").json == []


def test_a_period_and_days_are_not_given_both(office: CommandLine) -> None:
    answer = office("log", "close", "--period", "2026-Q1", "--since", "2026-05-01")
    assert answer.code == 2
    assert office("log", "closings", "--json").json == []


def test_corrections_are_told_in_words(office: CommandLine) -> None:
    made = entry(office)
    assert office("log", "close", "--period", "2026-Q1").code == 0
    assert office("log", "edit", made["id"], "--quantity", "2", "--reason", "Đếm thiếu").code == 0
    assert "changed" not in office("log", "corrections").out


@pytest.mark.parametrize(
    "command", [["log", "closings"], ["log", "series", "list"], ["catalogue", "list", "counters"]]
)
def test_objects_of_a_list_have_the_same_keys(office: CommandLine, command: list[str]) -> None:
    office("log", "close", "--period", "2026-Q1")
    office("log", "close", "--since", "2026-05-01", "--until", "2026-05-02")
    closed = office("log", "closings", "--json").json
    office("log", "reopen", closed[0]["id"], "--reason", "Số liệu sai")
    for more in (["--day-of-month", "31"], ["--skip-holidays"]):
        office("log", "series", "add", "--every", "month", "--since", "2026-01-01", "--title",
               "Chào cờ", *more)  # fmt: skip
    found = office(*command, "--json").json
    assert len(found) > 1
    assert len({tuple(sorted(one)) for one in found}) == 1


def test_catalogue_entries_nobody_knows_are_refused(office: CommandLine) -> None:
    refused(office("catalogue", "history", "counters", "zzz"), "zzz")
    refused(office("catalogue", "restore", "counters", "zzz"), "zzz", "danh sách")
    refused(office("papi", "scores", "--code", "zzz"), "zzz")
    assert office("catalogue", "history", "counters", "tin-bai", "--json").json == []


def test_a_hand_over_of_nothing_is_told(office: CommandLine) -> None:
    answer = office("tasks", "reassign", "--from", "Phòng A", "--to", "Phòng B")
    assert answer.code == 0 and "Không tìm thấy" in answer.err
    assert office("tasks", "reassign", "--from", "Phòng A", "--to", "Phòng B", "--json").json == []


def test_an_empty_file_among_photos_leaves_the_others(office: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "ảnh"
    folder.mkdir()
    photo(folder / "a.jpg")
    (folder / "b.jpg").write_bytes(b"")
    answer = office("log", "photos", folder, "--title", "Họp thôn")
    assert answer.code == 0 and "b.jpg" in answer.err
    (made,) = log_of(office)
    assert [one["name"] for one in made["evidence"]] == ["a.jpg"]
    refused(office("log", "photos", folder / "b.jpg", "--title", "Họp"), "b.jpg")


def test_an_import_is_taken_back_by_the_beginning_of_its_id(
    office: CommandLine, tmp_path: Path
) -> None:
    table = tmp_path / "bảng.csv"
    table.write_text("Ngày;Nội dung;Chỉ tiêu;Số lượng\n5/3/2026;Họp;Hội nghị;1\n")
    batch = office("log", "import", table, "--json").json["batch"]
    for text in ("", " ", "zzz"):
        refused(office("log", "undo", text), "lần nhập")
    assert len(log_of(office)) == 1
    assert office("log", "undo", batch[:18]).code == 0
    assert log_of(office) == []


def test_numbers_of_proposals_are_neither_turned_round_nor_taken_twice(
    office: CommandLine,
) -> None:
    (plan,) = office.imported(sample("01"))
    for wrong in (["--accept", "3-1"], ["--accept", ""], ["--accept", "1", "--decline", "1"]):
        assert office("tasks", "propose", plan["id"], *wrong).code == 2
    assert office("tasks", "--json").json == []


def test_negative_numbers_are_refused_as_numbers_and_not_as_options(office: CommandLine) -> None:
    refused(office("papi", "set", "2024", "total", "-5"), "-5,00")
    refused(office("criteria", "score", "vi-du-papi-cap-xa", "i.1", "-1"), "0 đến 5")
    assert office("papi", "set", "2024", "total", "40", "--tagret").code == 2


def test_looking_first_is_told_in_the_language_of_the_window(
    office: CommandLine, tmp_path: Path
) -> None:
    table = tmp_path / "điểm.csv"
    table.write_text("Năm;Mã;Điểm\n2024;5.4;2,1\n", encoding="utf-8")
    answer = office("papi", "import", table, "--dry-run")
    assert answer.code == 0 and "nothing" not in answer.err
    assert office("papi", "scores", "--json").json == []


def test_days_of_catalogues_are_read_as_all_days(office: CommandLine) -> None:
    assert office("catalogue", "list", "counters", "--on", "1/6/2026").code == 0
    refused(office("catalogue", "list", "counters", "--on", "31/02/2026"), "28 ngày")
    assert "Không tìm thấy" in office("catalogue", "list", "holidays").err


def test_a_backup_without_all_evidence_says_so(office: CommandLine, tmp_path: Path) -> None:
    entry(office, "--evidence", photo(tmp_path / "một.jpg"))
    (kept,) = [path for path in (office.folder / "attachments").rglob("*") if path.is_file()]
    assert office("backup", "-o", tmp_path / "đủ.papibackup").err == ""
    kept.unlink()
    answer = office("backup", "-o", tmp_path / "thiếu.papibackup")
    assert answer.code == 0 and "1 tệp đính kèm" in answer.err


def test_an_empty_text_empties_a_field_of_an_entry(office: CommandLine) -> None:
    task = office("tasks", "add", "Họp thôn", "--json").json["id"]
    made = entry(office, "--task", task, "--dimension", "1.1", "--people", "40", "--place", "Đình",
                 "--channel", "hoi-nghi")  # fmt: skip
    assert (made["tasks"], made["dimensions"], made["people"]) == ([task], ["1.1"], 40)
    for name in ("task", "dimension", "people", "place", "channel", "counter"):
        assert office("log", "edit", made["id"], f"--{name}", "").code == 0
    after = office("log", "show", made["id"], "--json").json
    fields = ("tasks", "dimensions", "people", "place", "channel", "amounts")
    assert [after[name] for name in fields] == [[], [], None, None, None, []]
    assert after["title"] == made["title"]


@pytest.mark.parametrize("letters", [in_tcvn3, in_vni])
def test_a_table_in_an_old_code_is_taken_in(
    office: CommandLine, tmp_path: Path, letters: Callable[[str], str]
) -> None:
    text = (
        "Ngày;Nội dung;Chỉ tiêu;Số lượng\n05/03/2026;Họp thôn Đông về cải cách hành chính;"
        "Hội nghị;2\n6/3/2026;Viết bài tuyên truyền về chỉ số;Tin, bài;3\n"
    )
    table = tmp_path / "bảng.csv"
    table.write_bytes(letters(text).encode("latin-1"))
    answer = office("log", "import", table)
    assert answer.code == 0 and "bảng mã tiếng Việt cũ" in answer.err
    assert {one["title"] for one in log_of(office)} == {
        "Họp thôn Đông về cải cách hành chính", "Viết bài tuyên truyền về chỉ số",
    }  # fmt: skip


def test_places_nothing_can_be_written_to_are_told_in_vietnamese(
    office: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_text("")
    for name in (tmp_path / "tệp" / "a.csv", tmp_path / "tệp" / "b" / "a.csv"):
        answer = office("log", "-o", name)
        refused(answer, "a.csv")
        assert "exists" not in answer.err and "directory" not in answer.err
    refused(office("log", "-o", tmp_path / "a.txt"), ".xlsx", ".csv")
    (tmp_path / "vòng.jpg").symlink_to("vòng.jpg")
    made = entry(office)
    answer = office("log", "evidence", made["id"], "--add", tmp_path / "vòng.jpg")
    refused(answer, "vòng.jpg")
    assert "symbolic" not in answer.err


def test_what_is_due_of_a_series_is_one_document_too(office: CommandLine) -> None:
    office("log", "series", "add", "--every", "month", "--day-of-month", "31", "--since",
           "2026-01-01", "--until", "2026-02-28", "--title", "Giao ban")  # fmt: skip
    found = office("log", "series", "due", "--json").json
    assert [one["date"] for one in found] == ["2026-01-31", "2026-02-28"]
    assert len(office("log", "series", "due", "--confirm", "--json").json) == 2
    assert office("log", "series", "due", "--json").json == []


def test_a_pack_names_what_is_missing_or_changed_and_holds_the_rest(
    office: CommandLine, tmp_path: Path
) -> None:
    proofs = []
    for name in ("một", "hai", "ba"):
        (tmp_path / f"{name}.pdf").write_bytes(b"%PDF-1.4 " + name.encode())
        proofs += ["--evidence", tmp_path / f"{name}.pdf"]
    made = entry(office, *proofs)
    kept = {one["name"]: one["sha256"] for one in made["evidence"]}
    files = {p.name: p for p in (office.folder / "attachments").rglob("*") if p.is_file()}
    gone, changed = files[kept["một.pdf"]], files[kept["hai.pdf"]]
    gone.unlink()
    changed.chmod(0o644)
    changed.write_bytes(b"other")
    answer = office("evidence", "pack", "--counter", "hoi-nghi", "--period", "2026",
                    "-o", tmp_path / "hồ sơ", "--json")  # fmt: skip
    assert {one["name"]: one["problem"] for one in answer.json["items"]} == {
        "một.pdf": "missing", "hai.pdf": "changed", "ba.pdf": None,
    }  # fmt: skip
    inside = [path.name for path in (tmp_path / "hồ sơ").rglob("*.pdf")]
    assert any("ba" in name for name in inside) and not any("hai" in name for name in inside)
    assert office("log", "check-evidence").code == 1
    assert office("verify").code == 1
    assert office("log", "show", made["id"], "--json").json == made


def test_what_is_no_number_is_told_in_vietnamese(office: CommandLine) -> None:
    for wrong in (["tasks", "rule", "--soon-days", "nhiều"], ["tasks", "--year", "nhiều"]):
        answer = office(*wrong)
        assert answer.code == 2 and "số nguyên" in answer.err and "integer" not in answer.err
    assert "INTEGER" not in office("tasks", "list", "--help").out
