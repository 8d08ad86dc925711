"""Sending from the command line: what is written, what is told, what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine


@pytest.fixture
def logged(office: CommandLine) -> CommandLine:
    """The sample commune with some entries of its log."""
    for day, number in (("2026-03-05", 2), ("2026-05-20", 3)):
        answer = office(
            "log", "add", "--date", day, "--counter", "tin-bai", "--quantity", str(number),
            "--title", f"Đăng {number} tin",
        )  # fmt: skip
        assert answer.code == 0, answer.err
    return office


def test_a_report_is_written_where_it_is_wanted(logged: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.papi"
    answer = logged("send", "--kind", "report", "--period", "2026-H1", "-o", target)
    assert (answer.code, answer.out.strip()) == (0, str(target))
    assert "Chưa có báo cáo nào của kỳ này được ban hành" in answer.err
    with zipfile.ZipFile(target) as pack:
        assert pack.namelist()[:2] == ["mimetype", "META/manifest.json"]


def test_it_is_told_as_json_what_was_sent_and_how_it_went_on(
    logged: CommandLine, tmp_path: Path
) -> None:
    target = tmp_path / "r.papi"
    made = logged("send", "--kind", "report", "--period", "2026-H1", "-o", target, "--json").json
    assert len(made) == 1
    assert made[0]["bytes"] == target.stat().st_size
    assert made[0]["counts"]["activity"] == 2
    assert made[0]["state"] == "exported"
    listed = logged("sent", "--json").json
    assert [one["id"] for one in listed] == [made[0]["id"]]
    handed = logged("sent", "--handed-over", made[0]["id"][:23])
    assert handed.code == 0, handed.err
    assert "Đã bàn giao" in handed.out
    assert [one["state"] for one in logged("sent", "--waiting", "--json").json] == ["handed_over"]


def test_a_dry_run_writes_nothing(logged: CommandLine, tmp_path: Path) -> None:
    answer = logged(
        "send", "--kind", "report", "--period", "2026-H1", "--dry-run", "--json",
        "-o", tmp_path / "r.papi",
    )  # fmt: skip
    assert answer.json["counts"]["activity"] == 2
    assert answer.json["parts"] == 1
    assert not (tmp_path / "r.papi").exists()
    assert logged("sent", "--json").json == []


def test_a_second_copy_is_the_same_file(logged: CommandLine, tmp_path: Path) -> None:
    made = logged(
        "send", "--kind", "report", "--period", "2026-H1", "-o", tmp_path / "r.papi", "--json"
    ).json
    answer = logged("sent", "--copy", made[0]["id"], "-o", tmp_path)
    assert answer.code == 0, answer.err
    copy = tmp_path / made[0]["file"]
    assert copy.read_bytes() == (tmp_path / "r.papi").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--kind", "report"), 1, "kỳ"),
        (("--kind", "report", "--period", "nửa năm"), 1, "nửa năm"),
        (("--kind", "plan"), 1, "kế hoạch"),
        (("--kind", "directive"), 1, "mã của đơn vị"),
        (("--kind", "report", "--period", "2026-H1", "--to", "../x"), 1, "../x"),
        (("--kind", "report", "--period", "2026-H1", "--encrypt"), 1, "khóa"),
        (("--kind", "report", "--period", "2026-H1", "--duty", "không-có"), 1, "không-có"),
        (("--kind", "receipt"), 2, "receipt"),
        ((), 2, "--kind"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_one_sentence(
    logged: CommandLine, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = logged("send", *arguments)
    assert answer.code == code
    assert said in answer.err
    assert answer.out == ""
    assert logged("sent", "--json").json == []


def test_a_folder_that_is_not_there_is_told_and_nothing_is_kept(
    logged: CommandLine, tmp_path: Path
) -> None:
    answer = logged(
        "send", "--kind", "report", "--period", "2026-H1", "-o", tmp_path / "USB" / "r.papi"
    )
    assert answer.code == 1
    assert "USB" in answer.err
    assert logged("sent", "--json").json == []


def test_a_copy_without_a_place_is_wrong_usage(logged: CommandLine) -> None:
    assert logged("sent", "--copy", "0").code == 2


def test_evidence_goes_all_none_or_chosen(logged: CommandLine, tmp_path: Path) -> None:
    entries = logged("log", "--json").json
    photo = tmp_path / "ảnh.jpg"
    for entry in entries[:2]:
        photo.write_bytes(entry["id"].encode())
        assert logged("log", "evidence", entry["id"], "--add", photo).code == 0
    ids = [one["id"] for one in logged("log", "show", entries[0]["id"], "--json").json["evidence"]]
    sent = ["send", "--kind", "report", "--period", "2026-H1", "--dry-run", "--json"]
    counts = [
        logged(*sent, *chosen).json["counts"].get("evidence", 0)
        for chosen in ((), ("--evidence", "none"), ("--evidence", ids[0]))
    ]
    assert counts == [2, 0, 1]
    assert logged(*sent, "--evidence", "ảnh.jpg").code == 2
