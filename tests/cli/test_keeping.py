"""init, backup, restore, verify, demo, self-check, and how refusals are told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine, sample
from tests.conftest import ROOT


def test_a_workspace_is_made_once(line: CommandLine) -> None:
    assert line.init().code == 0
    again = line.init()
    assert again.code == 1
    assert again.err.strip().count("\n") == 0


def test_without_a_workspace_commands_say_how_to_make_one(line: CommandLine) -> None:
    answer = line("documents")
    assert answer.code == 1
    assert answer.out == ""
    assert "init" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [("init",), ("unknown",), ("init", "--name", "x", "--level", "moon"), ("convert", "a.txt")],
)
def test_wrong_usage_ends_with_two(line: CommandLine, arguments: tuple[str, ...]) -> None:
    assert line.bare(*arguments).code == 2


def test_a_backup_brings_everything_back(office: CommandLine, tmp_path: Path) -> None:
    (taken,) = office.imported(sample("01"))
    file = tmp_path / "USB" / "sao lưu.papibackup"
    assert office("backup", "-o", file).code == 0
    office.imported(sample("02"))
    assert len(office("documents", "--json").json) == 2
    assert office("restore", file).code == 0
    assert [row["id"] for row in office("documents", "--json").json] == [taken["id"]]
    assert office("verify").code == 0


def test_a_damaged_backup_is_refused_and_the_workspace_stays(
    office: CommandLine, tmp_path: Path
) -> None:
    office.imported(sample("01"))
    file = tmp_path / "b.papibackup"
    office("backup", "-o", file)
    data = bytearray(file.read_bytes())
    for at in range(len(data) // 3, len(data) // 3 + 400):
        data[at] ^= 0x5A
    file.write_bytes(bytes(data))
    answer = office("restore", file)
    assert answer.code == 1
    assert len(office("documents", "--json").json) == 1


def test_a_backup_comes_back_on_a_new_computer(
    office: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (taken,) = office.imported(sample("01"))
    file = tmp_path / "b.papibackup"
    office("backup", "-o", file)
    elsewhere = CommandLine(tmp_path / "máy mới" / "văn phòng", capsys)
    assert elsewhere("restore", file).code == 0
    assert elsewhere("show", taken["id"], "--json").json["number"] == "05"
    assert elsewhere("verify").code == 0


def test_a_backup_comes_back_over_a_damaged_database(office: CommandLine, tmp_path: Path) -> None:
    (taken,) = office.imported(sample("01"))
    file = tmp_path / "b.papibackup"
    office("backup", "-o", file)
    database = office.folder / "papidesk.db"
    database.write_bytes(database.read_bytes()[:5000])
    assert office("documents").code == 1
    assert office("restore", file).code == 0
    assert office("show", taken["id"]).code == 0
    asides = list((office.folder / "backups" / "aside").rglob("papidesk.db"))
    assert [path.stat().st_size for path in asides] == [5000]


def test_verify_tells_of_a_changed_original(office: CommandLine) -> None:
    office.imported(sample("01"))
    assert office("verify", "--json").json == {"ok": True, "problems": []}
    (kept,) = [p for p in (office.folder / "attachments").rglob("*") if p.is_file()]
    kept.chmod(0o644)
    kept.write_bytes(b"changed")
    answer = office("verify", "--json")
    assert answer.code == 1
    assert len(answer.json["problems"]) == 1


def test_several_files_go_in_together_or_not_at_all(office: CommandLine, tmp_path: Path) -> None:
    broken = tmp_path / "ảnh.txt"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    answer = office("import", sample("01"), broken, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert office("documents", "--json").json == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trống.txt", b""),
        ("trống.docx", b""),
        ("giả.docx", b"not a zip"),
        ("cũ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("quét.pdf", b"%PDF-1.7\n"),
        ("đổi tên.txt", b"%PDF-1.7\n%\xe2\xe3"),
        ("bảng.xlsx", b"PK\x03\x04"),
        ("nhạc.txt", bytes(range(256)) * 40),
    ],
)
def test_what_is_no_document_is_refused_with_one_sentence(
    office: CommandLine, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    for command in (("import", file), ("check", file), ("convert", file, "-o", tmp_path / "o.pdf")):
        answer = office(*command)
        assert answer.code == 1, command
        assert answer.out == ""
        assert answer.err.strip().count("\n") == 0
        assert len(answer.err.strip()) > 20
    assert not (tmp_path / "o.pdf").exists()
    assert office("documents", "--json").json == []


def test_missing_files_and_folders_are_named(office: CommandLine, tmp_path: Path) -> None:
    for target in (tmp_path / "không có.txt", tmp_path):
        answer = office("import", target)
        assert answer.code == 1
        assert target.name in answer.err


def test_the_demo_shows_the_whole_job_and_can_be_made_again(
    line: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    for _ in range(2):
        answer = line.bare("demo", folder)
        assert answer.code == 0, answer.err
    papers = sorted(path.suffix for path in (folder / "papers").iterdir())
    # Four samples both ways; annex and task sheets; the report and the consolidated one both ways.
    assert papers == [".docx"] * 6 + [".pdf"] * 8 + [".xlsx"]
    carried = sorted("".join(path.suffixes) for path in (folder / "exchange").iterdir())
    assert carried == [".papi", ".papi.age", ".papi.age", ".papikey", ".papikey"]
    assert "bên gửi thấy: Đã nhận" in answer.out
    assert "Tổng hợp: 1/3 đơn vị đã báo cáo" in answer.out
    commune = folder / "xa-an-hoa"
    assert line.bare("--workspace", commune, "verify").code == 0
    assert len(line.bare("--workspace", commune, "log", "--json").json) == 100
    found = line.bare("--workspace", commune, "figures", "--period", "2026-H1", "--json").json
    assert {"tin-bai", "hoi-nghi", "ty-le-toan-trinh"} <= {one["counter"] for one in found}
    mine = tmp_path / "của tôi"
    mine.mkdir()
    (mine / "quan trọng.txt").write_text("x")
    refused = line.bare("demo", mine)
    assert refused.code == 1
    assert (mine / "quan trọng.txt").exists()


def test_the_demo_takes_the_seeds(line: CommandLine, tmp_path: Path, shared: Path) -> None:
    if shared.is_dir():
        folder = tmp_path / "demo"
        answer = line.bare("demo", folder, "--documents", shared / "seeds")
        assert answer.code == 0, answer.err
        papers = sorted(path.suffix for path in (folder / "papers").iterdir())
        assert papers == [".docx"] * 7 + [".pdf"] * 9 + [".xlsx"]


def test_the_program_proves_itself_in_a_process_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "self-check"], cwd=ROOT, capture_output=True, text=True,
        encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 7


def test_json_is_utf8_whatever_the_console_speaks(tmp_path: Path) -> None:
    environment = {"PATH": "", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "main.py", "check", str(sample("01")), "--json"], cwd=ROOT,
        capture_output=True, env=environment, timeout=120, check=False,
    )  # fmt: skip
    assert json.loads(done.stdout.decode("utf-8"))["summary"]


def test_no_command_imports_the_window() -> None:
    script = (
        "import sys; sys.modules['PySide6'] = None; sys.argv = ['main.py', 'check', sys.argv[1]];"
        "import main; code = main.main(); assert 'ui' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(sample("01"))], cwd=ROOT, capture_output=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    assert b"Traceback" not in done.stderr
