"""What a stranger does to the command line: one sentence, the right code, nothing destroyed."""

from __future__ import annotations

import lzma
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from papidesk.cli.app import main
from tests.cli.conftest import Answer, CommandLine, sample
from tests.conftest import ROOT

NOT_UTF8 = os.fsdecode(b"x\xa1 \xff")


def refused(answer: Answer) -> str:
    """Return the one sentence of a refusal."""
    assert (answer.code, answer.out) == (1, ""), answer
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    return answer.err


def run(*arguments: str | Path, **how: object) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, text=True, check=False, timeout=60, **how)  # type: ignore[call-overload,no-any-return]


def test_a_paper_is_not_written_over_the_file_it_is_made_from(
    line: CommandLine, tmp_path: Path
) -> None:
    source = tmp_path / "báo cáo.docx"
    assert line.bare("convert", sample("03"), "-o", source).code == 0
    before = source.read_bytes()
    link = tmp_path / "lối khác.docx"
    link.symlink_to(source)
    for target in (source, link):
        refused(line.bare("convert", source, "-o", target))
    assert source.read_bytes() == before


@pytest.mark.parametrize("name", ["papidesk.db", "lock", "backups/x.papibackup", "tệp.papibackup"])
def test_a_backup_does_not_go_into_the_workspace_it_is_of(office: CommandLine, name: str) -> None:
    office.imported(sample("01"))
    refused(office("backup", "-o", office.folder / name))
    assert office("verify").code == 0
    assert len(office("documents", "--json").json) == 1


def test_pipes_and_devices_are_no_files(office: CommandLine, tmp_path: Path) -> None:
    for name in ("a.txt", "a.docx", "a.pdf", "a.papibackup"):
        os.mkfifo(tmp_path / name)
    refused(office("import", tmp_path / "a.txt"))
    refused(office("import", tmp_path / "a.docx"))
    refused(office.bare("check", tmp_path / "a.txt"))
    refused(office.bare("convert", sample("03"), "-o", tmp_path / "a.pdf"))
    refused(office("backup", "-o", tmp_path / "a.papibackup"))
    refused(office("restore", tmp_path / "a.papibackup"))
    refused(office("restore", "/dev/null"))
    assert all((tmp_path / name).is_fifo() for name in ("a.pdf", "a.papibackup"))


@pytest.mark.parametrize("option", ["--number", "--date"])
def test_an_empty_option_is_not_taken_for_no_option(office: CommandLine, option: str) -> None:
    (taken,) = office.imported(sample("02"))
    refused(office("issue", taken["id"], option, ""))
    assert office("show", taken["id"], "--json").json["state"] == "draft"


def test_an_empty_id_does_not_mean_the_only_document(office: CommandLine) -> None:
    office.imported(sample("02"))
    for command in (("show", ""), ("check", ""), ("issue", ""), ("print", "", "-o", "x.pdf")):
        refused(office(*command))


def test_names_too_long_are_refused(office: CommandLine, tmp_path: Path) -> None:
    long = "x" * 5000
    for command in (("check", long), ("show", long), ("check", f"{long}.txt"), ("import", long),
                    ("restore", long), ("backup", "-o", tmp_path / long)):  # fmt: skip
        refused(office(*command))
    refused(office.bare("--workspace", tmp_path / long, "documents"))
    refused(
        office.bare("--workspace", tmp_path / long, "init", "--name", "xã A", "--level", "commune")
    )
    refused(office.bare("demo", tmp_path / long))


def test_text_that_is_not_utf8_is_wrong_usage(office: CommandLine, tmp_path: Path) -> None:
    for command in (("show", NOT_UTF8), ("search", NOT_UTF8), ("check", NOT_UTF8),
                    ("issue", NOT_UTF8), ("backup", "-o", tmp_path / NOT_UTF8)):  # fmt: skip
        assert office(*command).code == 2
    named = ("init", "--name", NOT_UTF8, "--level", "commune")
    assert office.bare("--workspace", tmp_path / "new", *named).code == 2
    assert not (tmp_path / "new").exists()


def test_a_file_with_a_name_that_is_not_utf8_is_imported(
    office: CommandLine, tmp_path: Path
) -> None:
    odd = tmp_path / f"{NOT_UTF8}\n'\"{{name}}.txt"
    odd.write_bytes(sample("01").read_bytes())
    (taken,) = office.imported(odd)
    assert taken["file"] == "x '\"{name}.txt"
    refused(office("import", tmp_path / f"gone {odd.name}"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("số liệu.txt", "x\n" * 400_000),
        ("trang.html", "<" * 400_000),
        ("a.html", "&" * 400_000),
        ("b.html", "<!--" * 75_000),
    ],
)
def test_what_has_more_lines_or_marks_than_a_paper_is_refused(
    office: CommandLine, tmp_path: Path, name: str, text: str
) -> None:
    big = tmp_path / name
    big.write_text(text, encoding="utf-8")
    refused(office("import", big))
    assert office("documents", "--json").json == []


def test_a_word_file_whose_packing_is_damaged_is_refused(line: CommandLine, tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", b"<x/>" * 500)
    data = bytearray(packed.getvalue())
    data[60:75] = b"\xff" * 15
    with pytest.raises((lzma.LZMAError, zipfile.BadZipFile)):
        zipfile.ZipFile(BytesIO(data)).read("word/document.xml")
    damaged = tmp_path / "hỏng.docx"
    damaged.write_bytes(data)
    refused(line.bare("check", damaged))


def test_a_demo_does_not_delete_the_documents_it_is_made_of(
    line: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    (folder / "mine").mkdir(parents=True)
    (folder / "papidesk-demo.txt").write_text("x", encoding="utf-8")
    mine = folder / "mine" / "kế hoạch.txt"
    mine.write_bytes(sample("01").read_bytes())
    refused(line.bare("demo", folder, "--documents", folder / "mine"))
    assert mine.exists()


def test_restoring_what_is_no_backup_names_the_file_itself(
    office: CommandLine, tmp_path: Path
) -> None:
    office.imported(sample("01"))
    for content in (b"", b"x", b"PK\x03\x04", b"SQLite format 3\x00" + bytes(200)):
        chosen = tmp_path / "chọn nhầm.papibackup"
        chosen.write_bytes(content)
        sentence = refused(office("restore", chosen))
        assert str(chosen) in sentence
        assert "staging" not in sentence
    refused(office("restore", tmp_path / "không có"))
    assert len(office("documents", "--json").json) == 1


def test_what_nobody_expected_is_one_sentence_and_a_report_without_the_text(
    line: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def fail(*_arguments: object, **_options: object) -> None:
        raise KeyError(sample("03").read_text(encoding="utf-8"))

    monkeypatch.setattr("papidesk.workflow.papers.write_paper", fail)
    code = main(["convert", str(sample("03")), "-o", str(tmp_path / "x.pdf")])
    printed = capsys.readouterr()
    (report,) = (tmp_path / "PapiDesk" / "crash-reports").iterdir()
    assert (code, printed.out, printed.err.count("\n")) == (1, "", 1)
    assert str(report) in printed.err
    told = report.read_text(encoding="utf-8")
    assert "KeyError" in told
    assert "papers.py" in told
    assert "An Hòa" not in told


def test_an_output_nobody_takes_ends_quietly(office: CommandLine) -> None:
    (taken,) = office.imported(sample("01"))
    ask = ("--workspace", office.folder, "show", taken["id"], "--json")
    reading, writing = os.pipe()
    os.close(reading)
    gone = run(*ask, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (gone.returncode, gone.stderr) == (0, "")
    with Path("/dev/full").open("w") as full:
        unwritten = run(*ask, stdout=full, stderr=subprocess.PIPE)
    assert unwritten.returncode == 1
    assert unwritten.stderr.count("\n") == 1


def test_a_poor_terminal_gets_vietnamese_all_the_same(office: CommandLine) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "cp1252"}
    office.imported(sample("01"))
    answer = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--workspace", str(office.folder), "documents"],
        env=environment, capture_output=True, check=True,
    )  # fmt: skip
    assert "Nâng cao" in answer.stdout.decode("utf-8")
