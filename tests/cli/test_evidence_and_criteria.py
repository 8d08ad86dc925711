"""Evidence packs and self-scores with no window."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import CommandLine


@pytest.fixture
def entry(line: CommandLine, tmp_path: Path) -> str:
    """An entry with one file of evidence."""
    line.init()
    photo = tmp_path / "ảnh hội nghị.txt"
    photo.write_text("ảnh", encoding="utf-8")
    added = line(
        "log", "add", "--date", "2026-05-04", "--counter", "hoi-nghi", "--quantity", "1",
        "--title", "Hội nghị thôn", "--evidence", photo, "--json",
    )  # fmt: skip
    assert added.code == 0, added.err
    return str(added.json["id"])


def test_a_pack_of_a_counter_is_written_as_folder_and_zip(
    line: CommandLine, tmp_path: Path, entry: str
) -> None:
    asked = ("evidence", "pack", "--counter", "hoi-nghi", "--period", "2026-H1")
    folder = line(*asked, "-o", tmp_path / "hồ sơ", "--json")
    assert folder.code == 0, folder.err
    assert [item["subject"] for item in folder.json["items"]] == ["Hội nghị thôn"]
    checked = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "hồ sơ", capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert checked.returncode == 0
    made = line(*asked, "-o", tmp_path / "hồ sơ.zip")
    assert made.code == 0
    assert zipfile.ZipFile(tmp_path / "hồ sơ.zip").testzip() is None
    again = line(*asked, "-o", tmp_path / "hồ sơ.zip")
    assert again.code == 1
    assert "không ghi đè" in again.err


def test_a_pack_of_nothing_is_refused_with_what_to_say(
    line: CommandLine, tmp_path: Path, entry: str
) -> None:
    assert "--task" in line("evidence", "pack", "-o", tmp_path / "a").err
    empty = line("evidence", "pack", "--counter", "tin-bai", "--period", "2026", "-o",
                tmp_path / "a")  # fmt: skip
    assert empty.code == 1
    assert "đính kèm" in empty.err
    assert not (tmp_path / "a").exists()
    for wrong in (("--counter", "khong-co"), ("--task", "zzz"), ("--set", "khong-co")):
        assert line("evidence", "pack", *wrong, "-o", tmp_path / "a").code == 1


def test_a_set_is_taken_in_scored_shown_printed_and_handed_over(
    line: CommandLine, tmp_path: Path, entry: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("TT", "Tiêu chí", "Điểm tối đa"), ("I", "Chỉ đạo", 10), ("1", "Kế hoạch", 6),
                ("2", "Báo cáo", 4)):  # fmt: skip
        sheet.append(row)
    path = tmp_path / "Bộ tỉnh.xlsx"
    book.save(path)
    assert line("criteria", "import", path, "--basis", "QĐ 1/QĐ-UBND").code == 0
    assert next(one["code"] for one in line("criteria", "list", "--json").json) == "bo-tinh"
    proof = tmp_path / "quyết định.txt"
    proof.write_text("QĐ", encoding="utf-8")
    given = line(
        "criteria", "score", "bo-tinh", "i.1", "5,5", "--year", "2026", "--evidence", proof
    )
    assert given.code == 0, given.err
    assert given.out.strip() == "5,5/10"
    refused = line("criteria", "score", "bo-tinh", "i.2", "4,5", "--year", "2026")
    assert refused.code == 1
    assert "từ 0 đến 4 điểm" in refused.err
    shown = line("criteria", "show", "bo-tinh", "--year", "2026", "--json").json
    assert (shown["total"], shown["most"], shown["scored"]) == (5.5, 10.0, 1)
    assert shown["lines"][0]["points"] == 5.5
    assert shown["lines"][2]["problems"] == ["open"]
    printed = line("criteria", "print", "bo-tinh", "--year", "2026", "-o", tmp_path / "b.pdf")
    assert printed.code == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
    packed = line("evidence", "pack", "--set", "bo-tinh", "--year", "2026", "-o", tmp_path / "hs",
                 "--json")  # fmt: skip
    assert [item["name"] for item in packed.json["items"]] == ["quyết định.txt"]
    assert line("criteria", "score", "bo-tinh", "i.1", "-", "--year", "2026").out.strip() == "0/10"
    assert line("criteria", "export", "bo-tinh", "-o", tmp_path / "bộ.json").code == 0
    assert line("criteria", "remove", "bo-tinh").code == 0
    assert line("criteria", "show", "bo-tinh").code == 1
    assert line("criteria", "import", tmp_path / "bộ.json").code == 0


def test_points_and_evidence_are_kept_together_or_not_at_all(
    office: CommandLine, tmp_path: Path
) -> None:
    table = tmp_path / "bộ.csv"
    table.write_text("STT;Tiêu chí;Điểm tối đa\n1;Kế hoạch;5\n", encoding="utf-8")
    (code,) = [office("criteria", "import", table, "--name", "Bộ").out.split("\t")[0]]
    (tmp_path / "trống.pdf").write_bytes(b"")
    for bad in ("trống.pdf", "thiếu.pdf"):
        answer = office("criteria", "score", code, "1", "4", "--year", "2026",
                        "--evidence", table, "--evidence", tmp_path / bad)  # fmt: skip
        assert answer.code == 1 and bad in answer.err and answer.err.count("\n") == 1
        (line,) = office("criteria", "show", code, "--year", "2026", "--json").json["lines"]
        assert line["points"] is None and line["evidence"] == []
