"""What somebody types who knows neither the program nor its limits: refused, told what to do."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, CommandLine, sample
from tests.house.tree import ROOT

FAR = "9" * 26


@pytest.fixture
def taken(office: CommandLine) -> str:
    return str(office.imported(sample("01"))[0]["id"])


def refused(answer: Answer) -> str:
    assert answer.code == 1, answer.err
    assert len(answer.err.splitlines()) == 1
    assert "crash-reports" not in answer.err
    return answer.err


def entered(office: CommandLine, title: str, *more: str) -> Answer:
    return office("incoming", "add", "--author", "Sở Mẫu", "--abstract", title, *more)


def test_errors_of_the_last_check_name_the_option_that_overrides_them(
    office: CommandLine, tmp_path: Path
) -> None:
    faulty = tmp_path / "thieu.txt"
    text = sample("01").read_text().replace("Nguyễn Văn Mẫu", "")
    faulty.write_text(text.replace("Chỉ số hiệu quả quản trị", "Chỉ số quản trị hiệu quả"))
    id = str(office.imported(faulty)[0]["id"])
    blank = office("duplicate", id, "--json").json["id"]
    assert "--override" in refused(office("issue", blank))


@pytest.mark.parametrize(
    "written", ["2026-W10-1", "20260101", "2026-1-5", "05/01/2026", "2026-02-31", "２０２６-01-05"]
)
def test_a_day_is_written_in_one_way_only(office: CommandLine, taken: str, written: str) -> None:
    assert "2024-06-20" in refused(office("issue", taken, "--date", written))
    assert "2024-06-20" in refused(entered(office, "Về việc mẫu", "--arrived", written))


@pytest.mark.parametrize("entry", ["²/2026", f"{FAR}/2026", f"1/{FAR}", "1/2026/3"])
def test_a_number_no_register_has_names_no_entry(office: CommandLine, entry: str) -> None:
    sentence = refused(office("incoming", "done", entry))
    assert entry in sentence


def test_a_number_beyond_all_registers_is_wrong_usage(office: CommandLine, taken: str) -> None:
    for arguments in (
        ("diff", taken, FAR),
        ("revert", taken, FAR),
        ("documents", "--year", FAR),
        ("documents", "--year", "0"),
    ):
        assert office(*arguments).code == 2
    assert entered(office, "Về việc mẫu", "--number", "1000000", "--reason", "thử").code == 2
    assert entered(office, "Về việc mẫu").code == 0


@pytest.mark.parametrize("place", ["blocks/9999", "khong/co", "blocks/²", "blocks/-1", "id/0"])
def test_a_remark_is_not_made_on_a_place_that_is_not_there(
    office: CommandLine, taken: str, place: str
) -> None:
    refused(office("remark", taken, "Xem lại", "--place", place))
    assert office("remarks", taken, "--json").json == []


def test_a_remark_is_made_on_any_place_the_check_names(office: CommandLine, taken: str) -> None:
    found = office("check", taken, "--json").json["findings"]
    for place in {*(one["path"] for one in found if one["path"]), "blocks/0", "abstract"}:
        assert office("remark", taken, "Xem lại", "--place", place).code == 0, place


def test_what_lies_in_the_trash_is_left_alone(office: CommandLine, taken: str) -> None:
    other = str(office.imported(sample("02"))[0]["id"])
    assert office("trash", taken).code == 0
    for arguments in (
        ("remark", taken, "Xem lại"),
        ("revert", taken, "1"),
        ("link", taken, "basis", other),
        ("link", other, "basis", taken),
        ("state", taken, "submit"),
        ("issue", taken),
    ):
        assert "thùng rác" in refused(office(*arguments))


def test_documents_do_not_replace_each_other_in_a_circle(office: CommandLine) -> None:
    ids = [str(one["id"]) for one in office.imported(sample("01"), sample("02"))]
    third = str(office("duplicate", ids[0], "--json").json["id"])
    assert office("link", ids[1], "replaces", ids[0]).code == 0
    assert office("link", third, "replaces", ids[1]).code == 0
    refused(office("link", ids[0], "replaces", third))
    refused(office("link", ids[0], "replaces", ids[1]))


def test_what_is_typed_is_kept_composed_and_without_controls(
    office: CommandLine, taken: str
) -> None:
    words = "Đề nghị sửa tiếng Việt"
    typed = "\u202e" + unicodedata.normalize("NFD", words) + "\x07\x1b"
    assert office("remark", taken, typed, "--json").json["text"] == words
    office("state", taken, "submit")
    returned = office("state", taken, "return", "--reason", typed, "--json").json
    assert returned["acts"][0]["reason"] == words
    paper = entered(office, typed, "--to", typed, "--json").json
    assert (paper["abstract"], paper["assigned_to"]) == (words, words)
    assert office("office", "set", "--address", typed, "--name", "xã\nAn\tĐông").code == 0
    own = office("office", "--json").json
    assert (own["address"], own["name"]) == (words, "xã An Đông")
    made = office("new", "--template", "to-trinh", "--set", f"viec={typed}", "--json").json
    assert made["title"] == f"Về việc {words}"


def test_a_device_is_no_file_of_decisions(office: CommandLine, taken: str) -> None:
    for file in ("/dev/zero", "/khong/co.json"):
        answer = office("copy-forward", taken, "--year", "2027", "--decisions", file)
        assert "No such" not in refused(answer)


def test_every_place_decided_makes_the_copy(
    office: CommandLine, taken: str, tmp_path: Path
) -> None:
    places = office("copy-forward", taken, "--year", "2027", "--json").json
    file = tmp_path / "quyet-dinh.json"
    file.write_text(json.dumps([{"id": one["id"], "keep": True} for one in places]))
    answer = office("copy-forward", taken, "--year", "2027", "--decisions", file)
    assert answer.code == 0, answer.err


def test_wrong_usage_and_help_are_told_in_the_language_in_use(office: CommandLine) -> None:
    wrong = office("issue")
    assert wrong.code == 2
    assert "Thiếu tham số" in wrong.err and "Cách dùng" in wrong.err
    helped = office.bare("issue", "--help").out
    assert "Tùy chọn" in helped and "Options" not in helped


def test_the_language_asked_for_is_spoken_before_the_command_is_read(tmp_path: Path) -> None:
    for arguments in (["--language", "en", "--help"], ["--language=en", "issue", "--help"]):
        done = subprocess.run(
            [sys.executable, ROOT / "main.py", *arguments],
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0
        assert "Usage:" in done.stdout and "Show this message" in done.stdout
        assert "Thư mục của cơ quan" not in done.stdout


def test_a_cancelled_arrival_number_is_not_dealt_with_any_more(office: CommandLine) -> None:
    id = str(entered(office, "Về việc mẫu", "--json").json["id"])
    assert office("incoming", "cancel", id, "--reason", "vào nhầm").code == 0
    refused(office("incoming", "assign", id, "--to", "Văn phòng"))
    refused(office("incoming", "done", id))
    refused(office("incoming", "cancel", id, "--reason", "lần nữa"))


def test_the_highest_number_is_followed_by_none(office: CommandLine, taken: str) -> None:
    other = str(office.imported(sample("02"))[0]["id"])
    high = ("--number", "999999", "--reason", "thử", "--override", "thử", "--date", "2026-01-20")
    blank = [str(office("duplicate", one, "--json").json["id"]) for one in (taken, other)]
    assert office("issue", blank[0], *high).code == 0
    refused(office("issue", blank[1], "--date", "2026-01-20", "--override", "thử"))


def test_what_the_system_says_of_a_file_is_told_in_the_language_in_use(
    office: CommandLine, tmp_path: Path
) -> None:
    for arguments in (
        ("restore", tmp_path / "khong-co.papibackup"),
        ("import", tmp_path / "khong-co.txt"),
        ("import", tmp_path / f"{'x' * 300}.txt"),
        ("restore", tmp_path / f"{'x' * 300}.papibackup"),
        ("new", "--from-superior", "0", "--decisions", tmp_path / "khong-co.json"),
    ):
        told = refused(office(*arguments))
        assert "No such" not in told and "too long" not in told


def test_bringing_back_what_stands_there_says_that_nothing_changed(
    office: CommandLine, taken: str
) -> None:
    assert "1" in office("revert", taken, "1").out
    assert "trở lại" not in office("revert", taken, "1").out
    assert len(office("versions", taken, "--json").json) == 1


def test_a_link_names_an_incoming_paper_by_its_arrival_number(
    office: CommandLine, taken: str
) -> None:
    paper = entered(office, "Về việc mẫu", "--json").json
    number = f"{paper['arrival_number']}/{paper['year']}"
    linked = office("link", taken, "reply_to", number, "--incoming", "--json").json
    assert linked[0]["target"] == paper["id"]
    refused(office("link", taken, "reply_to", "99/2026", "--incoming"))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--symbol", "A B/C"),
        ("--symbol", "X" * 31),
        ("--address", "x" * 301),
        ("--place", "x" * 301),
    ],
)
def test_an_office_is_not_given_what_no_paper_can_print(
    office: CommandLine, option: str, value: str
) -> None:
    before = office("office", "--json").out
    refused(office("office", "set", option, value))
    assert office("office", "--json").out == before
    assert office("office", "set", "--symbol", "SNV", "--place", "An\nHòa").code == 0
    assert office("office", "--json").json["place"] == "An Hòa"
