"""Tasks at the command line: proposed, accepted, changed, printed, and refused with a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CommandLine

KEYS = {
    "id", "plan", "text", "lead", "cooperating", "dimensions", "start", "due", "recurring",
    "product", "target", "state", "progress",
}  # fmt: skip
PLAN = """ỦY BAN NHÂN DÂN
XÃ AN HÒA
Số: 05/KH-UBND
An Hòa, ngày 10 tháng 01 năm 2026

KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2026

I. MỤC ĐÍCH
Nâng cao nhận thức của cán bộ, công chức và người dân.

II. TỔ CHỨC THỰC HIỆN
1. Văn phòng - Thống kê
- Niêm yết công khai thủ tục hành chính trước ngày 30/6/2026.
- Phối hợp với các thôn tổ chức 04 hội nghị tuyên truyền.
2. Công an xã
- Bảo đảm an ninh, trật tự trên địa bàn, thường xuyên trong năm.

Trên đây là Kế hoạch của Ủy ban nhân dân xã./.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Mẫu
"""


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    made = CommandLine(tmp_path / "xã An Hòa", capsys)
    assert made.init().code == 0
    return made


@pytest.fixture
def plan(line: CommandLine, tmp_path: Path) -> str:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(PLAN, encoding="utf-8")
    return str(line.imported(file)[0]["id"])


def accepted(line: CommandLine, plan: str) -> list[dict[str, Any]]:
    answer = line("tasks", "propose", plan, "--accept", "all", "--json")
    assert answer.code == 0, answer.err
    return list(answer.json)


def test_proposals_are_listed_with_their_reasons(line: CommandLine, plan: str) -> None:
    found = line("tasks", "propose", plan, "--json").json
    assert [(one["number"], one["lead"]) for one in found] == [
        (1, "Văn phòng - Thống kê"),
        (2, "Văn phòng - Thống kê"),
        (3, "Công an xã"),
    ]
    assert found[0].keys() >= KEYS | {"quote", "why", "place", "doubts", "sure"}
    assert found[0]["due"] == "2026-06-30"
    assert found[0]["why"]
    assert line("tasks", "--json").json == []


def test_accepted_ones_become_tasks_and_are_not_proposed_again(
    line: CommandLine, plan: str
) -> None:
    answer = line("tasks", "propose", plan, "--accept", "1,3", "--decline", "2")
    assert answer.code == 0
    kept = line("tasks", plan, "--json").json
    assert [one["text"][:8] for one in kept] == ["Niêm yết", "Bảo đảm "]
    assert all(one.keys() >= KEYS for one in kept)
    assert (kept[0]["plan"], kept[1]["standing"]) == (plan, True)
    assert line("tasks", "propose", plan, "--json").json == []
    assert len(line("tasks", "propose", plan, "--again", "--json").json) == 1


@pytest.mark.parametrize("numbers", ["0", "9", "eins", "2-99", "1;2", "-1"])
def test_numbers_that_are_not_in_the_list_are_wrong_usage(
    line: CommandLine, plan: str, numbers: str
) -> None:
    answer = line("tasks", "propose", plan, f"--accept={numbers}")
    assert answer.code == 2
    assert answer.err
    assert line("tasks", "--json").json == []


def test_a_task_is_added_changed_done_removed_and_brought_back(line: CommandLine) -> None:
    added = line(
        "tasks", "add", "Họp dân", "--lead", "Văn phòng", "--with", "Các thôn", "--time",
        "Quý II/2026", "--dimension", "1.4", "--target", "hội nghị=2", "--budget", "5000000",
        "--evidence", "Biên bản", "--json",
    ).json  # fmt: skip
    assert (added["start"], added["due"], added["year"]) == ("2026-04-01", "2026-06-30", 2026)
    assert added["target"] == {"counter": "hoi-nghi", "quantity": 2}
    id = added["id"]
    changed = line("tasks", "set", id, "--product", "Biên bản", "--progress", "40", "--json").json
    assert (changed["product"], changed["progress"], changed["lead"]) == (
        "Biên bản", 40, "Văn phòng",
    )  # fmt: skip
    assert line("tasks", "set", id, "--progress", "-1", "--json").json["progress"] is None
    stopped = line("tasks", "set", id, "--state", "stopped", "--reason", "Hết vốn", "--json").json
    assert stopped["stop_reason"] == "Hết vốn"
    done = line("tasks", "done", id, "--json").json
    assert done["state"] == "done"
    assert line("tasks", id, "--json").json[0]["progress"] == 100
    assert line("tasks", "remove", id).code == 0
    assert line("tasks", "--json").json == []
    assert line("tasks", "restore", id).code == 0
    assert len(line("tasks", "--state", "done", "--json").json) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "Họp", "--due", "2026-02-31"),
        ("add", "Họp", "--dimension", "9.9"),
        ("add", "Họp", "--target", "nirgends=3"),
        ("add", "Họp", "--target", "tin-bai=-3"),
        ("add", "Họp", "--budget", "-1"),
        ("add", "   "),
        ("set", "nirgends", "--note", "x"),
        ("done", "nirgends"),
        ("propose", "nirgends"),
        ("annex", "nirgends"),
        ("nirgends",),
        ("export", "-o", "viec.xlsx"),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(
    line: CommandLine, arguments: tuple[str, ...]
) -> None:
    answer = line("tasks", *arguments)
    assert answer.code == 1
    assert answer.out == ""
    assert len(answer.err.strip().splitlines()) == 1


def test_a_wrong_day_in_words_is_kept_as_words_and_told(line: CommandLine) -> None:
    answer = line("tasks", "add", "Họp", "--time", "Trước ngày 31/02/2026", "--json")
    assert answer.code == 0
    assert answer.json["due"] is None
    assert answer.json["time"] == "Trước ngày 31/02/2026"
    assert "31/02/2026" in answer.err


def test_a_target_without_a_number_is_refused(line: CommandLine) -> None:
    assert line("tasks", "add", "Họp", "--target", "tin-bai=viel").code == 1
    assert line("tasks", "add", "Họp", "--target", "tin-bai").code == 2


def test_lists_are_narrowed(line: CommandLine, plan: str) -> None:
    accepted(line, plan)
    line("tasks", "add", "Muộn", "--due", "2025-01-02")

    def texts(*chosen: str) -> list[str]:
        return [one["text"].split()[0] for one in line("tasks", *chosen, "--json").json]

    assert "Muộn" in texts("--overdue")
    assert texts("--unit", "công an xã") == ["Bảo"]
    assert texts("--text", "hoi nghi") == ["Phối"]
    assert texts("--missing", "unit") == ["Muộn"]
    assert texts("--year", "2025") == ["Muộn"]
    assert line("tasks", "list", "--text", "nirgends").out == ""


def test_coverage_tells_what_is_missing(line: CommandLine, plan: str) -> None:
    accepted(line, plan)
    found = line("tasks", "coverage", "--year", "2026", "--json").json
    by_code = {one["code"]: one for one in found["dimensions"]}
    assert by_code["5.4"]["tasks"] == 1
    assert "1.1" in found["uncovered"]
    assert found["tasks"] == 3
    assert len(found["without_product"]) == 3
    assert line("tasks", "coverage", "--year", "2026").code == 0


def test_annex_sheets_list_and_timeline_are_made(
    line: CommandLine, plan: str, tmp_path: Path
) -> None:
    accepted(line, plan)
    assert line("tasks", "annex", plan, "--columns", "number,task,lead,time").code == 0
    shown = line("show", plan, "--json").json
    (annex,) = shown["annexes"]
    assert "PHÂN CÔNG NHIỆM VỤ" in annex["title"]
    assert line("tasks", "annex", plan, "--columns", "nirgends").code == 1
    for arguments, name in (
        (("sheet", plan), "phieu.pdf"),
        (("sheet", "--year", "2026", "--unit", "Công an xã"), "phieu.docx"),
        (("export", "--year", "2026", "--group", "unit"), "viec.xlsx"),
        (("export", "--plan", plan), "tien-do.pdf"),
    ):
        answer = line("tasks", *arguments, "-o", tmp_path / name)
        assert answer.code == 0, answer.err
        assert (tmp_path / name).stat().st_size > 500
    written = line("tasks", "sheet", plan, "-o", tmp_path / "p.pdf", "--json").json
    assert written["units"] == ["Văn phòng - Thống kê", "Công an xã"]


def test_units_and_plans_that_are_gone_are_handed_on(
    line: CommandLine, plan: str, tmp_path: Path
) -> None:
    accepted(line, plan)
    changed = line(
        "tasks", "reassign", "--from", "văn phòng – thống kê", "--to", "Văn phòng", "--json"
    ).json
    assert [one["lead"] for one in changed] == ["Văn phòng", "Văn phòng"]
    file = tmp_path / "moi.txt"
    file.write_text(PLAN.replace("05/KH", "09/KH"), encoding="utf-8")
    new = str(line.imported(file)[0]["id"])
    line("trash", plan)
    gone = line("tasks", "overtaken", "--json").json
    assert {one["why"] for one in gone} == {"plan_gone"}
    carried = line("tasks", "carry-over", plan, new, "--json")
    assert len(carried.json) == 3
    assert line("tasks", "carry-over", new, new).code == 1


def test_help_is_in_vietnamese(line: CommandLine) -> None:
    answer = line("tasks", "--help")
    assert answer.code == 0
    assert "propose" in answer.out


def test_tasks_rule_for_due_soon_is_shown_and_set(line: CommandLine) -> None:
    assert line("tasks", "rule", "--json").json["soon_days"] == 7
    changed = line("tasks", "rule", "--soon-days", "14", "--working-days", "--json").json
    assert (changed["soon_days"], changed["working_days"]) == (14, True)
    assert line("tasks", "rule", "--calendar-days", "--json").json["working_days"] is False
    refused = line("tasks", "rule", "--soon-days", "-3")
    assert (refused.code, refused.out) == (1, "")
    assert line("tasks", "rule", "--json").json["soon_days"] == 14


def test_a_unit_nobody_knows_is_asked_about_and_kept(line: CommandLine) -> None:
    line("tasks", "add", "Niêm yết thủ tục", "--lead", "Văn phòng - Thống kê")
    again = line("tasks", "add", "Họp thôn", "--lead", "Văn phòng - Thống kê", "--due", "30/6/2026")
    assert again.code == 0 and "2026-06-30" not in again.err and again.err == ""
    slip = line("tasks", "add", "Họp thôn", "--lead", "Văn phòng - Thốg kê")
    assert slip.code == 0 and "Văn phòng - Thống kê" in slip.err
    other = line("tasks", "add", "Họp thôn", "--with", "Trường Tiểu học số 9")
    assert other.code == 0 and "Trường Tiểu học số 9" in other.err
    refused = line("tasks", "add", "Họp thôn", "--due", "31/02/2026")
    assert refused.code == 1 and "31/02/2026" in refused.err


def test_the_trash_is_listed_so_that_a_task_can_be_brought_back(line: CommandLine) -> None:
    made = line("tasks", "add", "Họp thôn", "--json").json
    assert line("tasks", "remove", made["id"]).code == 0
    assert line("tasks", "--json").json == []
    [gone] = line("tasks", "--trash", "--json").json
    assert line("tasks", "restore", gone["id"]).code == 0
    assert [one["id"] for one in line("tasks", "--json").json] == [made["id"]]
