"""Entering reports that came on paper at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine

AGAIN = ("--period", "2026-H1", "--duty", "papi")


@pytest.fixture
def superior(line: CommandLine, tmp_path: Path) -> CommandLine:
    """A province with three communes."""
    assert line("init", "--name", "tỉnh Bình Nguyên", "--level", "province").code == 0
    table = tmp_path / "đơn vị.csv"
    table.write_text("Mã,Tên đơn vị\nH99.1,Xã Một\nH99.2,Xã Hai\nH99.3,Xã Ba\n", encoding="utf-8")
    assert line("units", "import", table).code == 0
    return line


def test_a_paper_is_entered_shown_marked_and_removed(superior: CommandLine) -> None:
    answer = superior(
        "units", "enter", "xã Một", *AGAIN, "--day", "2026-06-18", "--number", "12/BC-UBND",
        "--figure", "tin-bai=1.200", "--figure", "hoi-nghi=3", "--json",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert answer.json["by_hand"] and answer.json["report"] == "12/BC-UBND"
    assert [(one["counter"], one["value"]) for one in answer.json["figures"]] == [
        ("hoi-nghi", 3), ("tin-bai", 1200),
    ]  # fmt: skip
    board = superior("units", "board", *AGAIN, "--json").json["units"]
    assert {row["unit"]: row["by_hand"] for row in board} == {
        "H99.1": True, "H99.2": False, "H99.3": False,
    }  # fmt: skip
    assert "nhập tay" in superior("units", "board", *AGAIN).out
    whole = superior("consolidate", *AGAIN, "--json").json
    assert [row["by_hand"] for row in whole["received"]] == [True]
    assert [part["by_hand"] for part in whole["totals"][0]["units"]] == [True]
    gone = superior("units", "enter", "H99.1", *AGAIN, "--remove", "--json")
    assert gone.code == 0 and gone.json["removed"]
    assert superior("consolidate", *AGAIN, "--json").json["received"] == []


def test_a_table_is_looked_at_and_taken_in(superior: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / "số liệu.csv"
    table.write_text(
        "Đơn vị,Ngày nhận,tin-bai,Khác\nxã Một,18/06/2026,5,x\nxã Bốn,18/06/2026,5,x\n"
        "xã Hai,18/06/2026,2-5,x\n",
        encoding="utf-8",
    )
    dry = superior("units", "enter", "--from", table, *AGAIN, "--dry-run", "--json")
    assert [one["state"] for one in dry.json["lines"]] == ["new", "refused", "refused"]
    assert dry.json["passed"] == ["Khác"]
    assert superior("consolidate", *AGAIN, "--json").json["received"] == []
    told = superior("units", "enter", "--from", table, *AGAIN)
    assert told.code == 0 and "xã Bốn" in told.out and "ở cột" in told.out
    assert "Khác" in told.err
    received = superior("consolidate", *AGAIN, "--json").json["received"]
    assert [row["unit"] for row in received] == ["H99.1"]


def test_what_is_missing_or_too_much_is_said(superior: CommandLine) -> None:
    for words in (
        ("xã Một", *AGAIN),
        (*AGAIN, "--day", "2026-06-18"),
        ("xã Một", *AGAIN, "--from", "x.csv"),
        ("xã Một", *AGAIN, "--day", "2026-06-18", "--figure", "tin-bai"),
    ):
        assert superior("units", "enter", *words).code == 2
    wrong = superior(
        "units", "enter", "xã Một", *AGAIN, "--day", "2026-06-18", "--figure", "tin-bai=-3"
    )
    assert wrong.code != 0 and "-3" in wrong.err
    dry = superior(
        "units", "enter", "xã Một", *AGAIN, "--day", "2026-06-18", "--figure", "tin-bai=3",
        "--dry-run", "--json",
    )  # fmt: skip
    assert dry.json["changes"] == ["tin-bai: – → 3"]
    assert superior("consolidate", *AGAIN, "--json").json["received"] == []
