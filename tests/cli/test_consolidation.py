"""Consolidating and keeping units below at the command line."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from papidesk.storage.store import Store
from papidesk.workflow import workspaces
from tests.cli.conftest import CommandLine
from tests.workflow.below import reported

PERIOD, AGAIN = "2026-H1", ("--period", "2026-H1")


@contextmanager
def inside(line: CommandLine) -> Iterator[Store]:
    with workspaces.open_workspace(line.folder) as workspace:
        yield workspace.store


@pytest.fixture
def superior(line: CommandLine, tmp_path: Path) -> CommandLine:
    """A province with three communes of which two reported."""
    assert line("init", "--name", "tỉnh Bình Nguyên", "--level", "province").code == 0
    table = tmp_path / "đơn vị.csv"
    table.write_text("Mã,Tên đơn vị\nH99.1,Xã Một\nH99.2,Xã Hai\nH99.3,Xã Ba\n", encoding="utf-8")
    assert line("units", "import", table).code == 0
    with inside(line) as store:
        reported(store, "H99.1", {"tin-bai": 10})
        reported(store, "H99.2", {"tin-bai": 5}, on=datetime.date(2026, 6, 22))
    return line


def test_the_totals_are_one_json_document(superior: CommandLine) -> None:
    answer = superior("consolidate", *AGAIN, "--json")
    assert answer.code == 0, answer.err
    found = answer.json
    assert (found["period"], found["duty"], found["locked"]) == (PERIOD, "papi", False)
    assert [row["unit"] for row in found["expected"]] == ["H99.3", "H99.2", "H99.1"]
    assert [row["name"] for row in found["received"]] == ["xã Hai", "xã Một"]
    assert [(row["unit"], row["days_late"]) for row in found["late"]] == [("H99.2", 3)]
    assert [row["unit"] for row in found["missing"]] == ["H99.3"]
    total = found["totals"][0]
    assert (total["counter"], total["value"], total["unit"]) == ("tin-bai", 15, "tin, bài")
    assert [(part["unit"], part["value"], part["entries"]) for part in total["units"]] == [
        ("H99.1", 10, 3), ("H99.2", 5, 3),
    ]  # fmt: skip


def test_a_person_reads_totals_and_who_is_missing(superior: CommandLine) -> None:
    answer = superior("consolidate", *AGAIN)
    assert "tin-bai\tTin, bài trên trang/cổng thông tin điện tử\t15" in answer.out
    assert "H99.3\txã Ba\tChưa gửi, quá hạn" in answer.err
    assert "2/3 đơn vị đã gửi báo cáo; đúng hạn: 33,3 %." in answer.err


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_report_and_workbook_are_written(
    superior: CommandLine, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"tổng hợp.{ending}"
    answer = superior("consolidate", *AGAIN, "-o", target, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["output"] == str(target)
    if ending == "xlsx":
        page = openpyxl.load_workbook(target)["Tổng hợp"]
        assert page["E6"].value == 15
    else:
        assert target.stat().st_size > 5_000
        assert superior("show", answer.json["document"], "--json").json["kind"] == "BC"


def test_another_ending_is_refused_and_nothing_is_kept(
    superior: CommandLine, tmp_path: Path
) -> None:
    assert superior("consolidate", *AGAIN, "-o", tmp_path / "a.odt").code == 1
    assert superior("documents", "--json").json == []


def test_merged_units_are_told_under_both_names(superior: CommandLine) -> None:
    merged = superior(
        "units", "merge", "xã Một", "xã Hai", "--into", "H99.9", "--name", "xã Đại Mẫu",
        "--on", "2026-07-01", "--basis", "Nghị quyết 12",
    )  # fmt: skip
    assert merged.code == 0, merged.err

    def units(names: str) -> list[tuple[str, int]]:
        found = superior("consolidate", *AGAIN, "--names", names, "--json").json["totals"][0]
        return [(part["name"], part["value"]) for part in found["units"]]

    assert units("now") == [("xã Đại Mẫu", 15)]
    assert units("then") == [("xã Một", 10), ("xã Hai", 5)]
    listed = superior("units", "list", "--on", "2026-07-02", "--json").json
    assert [(one["name"], one["made_of"]) for one in listed] == [
        ("xã Ba", []), ("xã Đại Mẫu", ["H99.1", "H99.2"]),
    ]  # fmt: skip
    assert superior("units", "unmerge", "H99.1").code == 0
    assert len(superior("units", "--json").json) == 3


def test_units_are_added_renamed_moved_and_removed(superior: CommandLine) -> None:
    assert superior("units", "add", "huyện Bình Giang", "--level", "district").out.startswith(
        "huyen-binh-giang\t"
    )
    assert superior("units", "move", "H99.3", "huyện Bình Giang", "--on", "2025-01-01").code == 0
    assert superior("units", "rename", "H99.3", "phường Ba", "--on", "2026-07-01").code == 0
    shown = {one["unit"]: one for one in superior("units", "--json").json}
    assert shown["H99.3"]["parent"] == "huyen-binh-giang"
    assert [form["name"] for form in shown["H99.3"]["former"]] == ["xã Ba", "xã Ba"]
    refused = superior("units", "remove", "huyện Bình Giang")
    assert refused.code == 1 and "vẫn ở trong danh sách" in refused.err
    assert superior("units", "move", "H99.3", "-", "--on", "2026-08-01").code == 0
    assert len(superior("units", "history", "H99.3", "--json").json) == 4


def test_a_closed_period_is_opened_with_a_reason_only(superior: CommandLine) -> None:
    assert superior("consolidate", *AGAIN, "--lock", "--json").json["locked"] is True
    refused = superior("units", "accept", "H99.1", *AGAIN)
    assert refused.code == 1 and "đã chốt tổng hợp" in refused.err
    assert superior("consolidate", *AGAIN, "--unlock", "Xã Ba gửi bù").code == 0
    accepted = superior("units", "accept", "H99.1", *AGAIN)
    assert accepted.code == 0, accepted.err
    board = superior("units", "board", *AGAIN, "--json").json
    assert {row["unit"]: row["decision"] for row in board["units"]}["H99.1"] == "accepted"
    assert superior("consolidate", *AGAIN, "--lock", "--unlock", "x").code == 2


def test_reminders_and_entries_behind_a_figure(superior: CommandLine) -> None:
    answer = superior("units", "remind", *AGAIN)
    assert answer.code == 0 and "Ủy ban nhân dân xã Ba" in answer.out
    found = superior("units", "behind", "H99.1", "tin-bai", *AGAIN, "--json").json
    assert (found["told"], found["sent"], found["entries"]) == (3, 0, [])


def test_a_returned_report_becomes_a_bundle_on_the_stick(
    superior: CommandLine, tmp_path: Path
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    answer = superior(
        "units", "return", "H99.1", *AGAIN, "--reason", "Sai số", "--remark",
        "tin-bai=Kiểm tra lại", "--by", "2026-07-10", "-o", stick,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert len(list(stick.glob("*.papi"))) == 1
    found = superior("consolidate", *AGAIN, "--json").json
    assert [row["reason"] for row in found["returned"]] == ["Sai số"]
    assert found["totals"][0]["value"] == 5
