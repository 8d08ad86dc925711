"""The activity log at the command line: what a person without a window needs."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.photos.pictures_made import photo


def added(
    office: CommandLine, *more: str | Path, title: str = "Họp thôn Đông"
) -> dict[str, object]:
    answer = office(
        "log", "add", "--date", "2026-03-05", "--counter", "hội nghị", "--quantity", "2",
        "--title", title, "--json", *more,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    return dict(answer.json)


def test_an_entry_is_added_with_evidence_and_listed(office: CommandLine, tmp_path: Path) -> None:
    picture = photo(tmp_path / "họp.jpg")
    made = added(office, "--evidence", picture, "--people", "45")
    assert {name: made[name] for name in ("date", "counter", "quantity", "title", "tasks")} == {
        "date": "2026-03-05", "counter": "hoi-nghi", "quantity": 2, "title": "Họp thôn Đông",
        "tasks": [],
    }  # fmt: skip
    (proof,) = made["evidence"]  # type: ignore[misc]
    assert proof["name"] == "họp.jpg" and len(proof["sha256"]) == 64
    assert office("log", "--period", "2026-Q1", "--json").json[0]["id"] == made["id"]
    assert office("log", "--period", "2026-Q2", "--json").json == []
    totals = {one["counter"]: one["value"] for one in office("log", "--totals", "--json").json}
    assert totals == {"hoi-nghi": 2, "nguoi-du": 45}
    assert "Họp thôn Đông" in office("log", "--text", "hop thon dong").out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--date", "2026-02-31"], "31"), (["--date", "2/3/20224"], "20224"),
        (["--counter", "hoi-ngi"], "hoi-nghi"), (["--counter", "zzz"], "zzz"),
        (["--counter", "hoi-nghi", "--quantity", "-1"], "-1"),
        (["--counter", "hoi-nghi", "--quantity", "1e30"], "Hội nghị"),
        (["--counter", "hoi-nghi", "--quantity", "nhiều"], "nhiều"),
        (["--channel", "truyen-thnah"], "truyen-thanh"), (["--people", "-4"], "-4"),
        (["--evidence", "không có.jpg"], "không có.jpg"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_one_sentence(
    office: CommandLine, options: list[str], told: str
) -> None:
    answer = office("log", "add", "--title", "Họp", *options)
    assert answer.code == 1 and told in answer.err
    assert answer.err.count("\n") == 1 and answer.out == ""
    assert office("log", "--json").json == []


def test_the_same_entry_is_not_added_by_mistake(office: CommandLine) -> None:
    added(office)
    again = ["log", "add", "--date", "2026-03-05", "--counter", "hoi-nghi", "--quantity", "2",
             "--title", "Họp thôn Đông"]  # fmt: skip
    assert office(*again).code == 1
    assert office(*again, "--force").code == 0


def test_an_entry_is_changed_deleted_and_brought_back(office: CommandLine) -> None:
    id = str(added(office)["id"])
    assert office("log", "edit", id, "--quantity", "3", "--place", "Nhà văn hóa").code == 0
    assert office("log", "duplicate", id, "--date", "2026-04-01").code == 0
    assert office("log", "remove", id).code == 0
    assert len(office("log", "--json").json) == 1
    assert [one["id"] for one in office("log", "--trash", "--json").json] == [id]
    assert office("log", "restore", id).code == 0
    shown = office("log", "show", id, "--json").json
    assert (shown["quantity"], shown["place"]) == (3, "Nhà văn hóa")
    assert office("log", "show", "khong-co").code == 1


def test_a_table_is_looked_at_taken_in_and_taken_back(office: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / "nhật ký.csv"
    table.write_text("Ngày;Nội dung;Hội nghị\n5/3/2026;Họp;1\n31/2/2026;Sai;1\n", "utf-8-sig")
    seen = office("log", "import", table, "--dry-run", "--json").json
    assert seen["good"] == 1 and seen["batch"] is None and seen["refused"][0]["row"] == 3
    assert office("log", "--json").json == []
    refused = tmp_path / "lỗi.xlsx"
    done = office("log", "import", table, "--refused", refused, "--json").json
    assert done["taken"] == 1 and refused.exists()
    assert office("log", "import", table).code == 1  # all of it is there already
    assert office("log", "undo", done["batch"]).code == 0
    assert office("log", "import", table).code == 0
    assert office("log", "-o", tmp_path / "ra.xlsx").code == 0
    mapped = tmp_path / "b.csv"
    mapped.write_text("x;y\n7/3;Đăng tin\n", "utf-8")
    answer = office("log", "import", mapped, "--column", "A=date", "--column", "B=title",
                    "--year", "2026")  # fmt: skip
    assert answer.code == 0, answer.err
    assert office("log", "import", mapped, "--column", "Z=date").code == 2


def test_photos_become_entries_by_day(office: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "ảnh"
    folder.mkdir()
    for number, day in enumerate(("2026:03:05", "2026:03:06")):
        photo(folder / f"{number}.jpg", taken=f"{day} 08:00:00")
    answer = office("log", "photos", folder, "--title", "Treo băng rôn")
    assert answer.code == 0, answer.err
    assert [one["date"] for one in office("log", "--json").json] == ["2026-03-06", "2026-03-05"]


def test_evidence_is_attached_checked_and_taken_away(office: CommandLine, tmp_path: Path) -> None:
    id = str(added(office)["id"])
    paper = tmp_path / "giấy mời.pdf"
    paper.write_bytes(b"%PDF-1.7 x")
    kept = office("log", "evidence", id, "--add", paper, "--link", "https://a.vn/b", "--json").json
    assert [one["name"] for one in kept] == ["giấy mời.pdf", "https://a.vn/b"]
    assert office("log", "check-evidence").code == 0
    sha = kept[0]["sha256"]
    (office.folder / "attachments" / sha[:2] / sha).unlink()
    assert office("log", "check-evidence", "--json").json[0]["problem"] == "missing"
    assert office("log", "check-evidence").code == 1
    left = office("log", "evidence", id, "--remove", kept[0]["id"], "--json").json
    assert [one["url"] for one in left] == ["https://a.vn/b"]


def test_what_comes_again_is_confirmed(office: CommandLine) -> None:
    since = datetime.date.today() - datetime.timedelta(days=20)
    made = office(
        "log", "series", "add", "--every", "week", "--weekday", "mon", "--since", since.isoformat(),
        "--counter", "luot-phat-thanh", "--title", "Phát thanh",
    )  # fmt: skip
    assert made.code == 0, made.err
    id = made.out.split("\t")[0]
    due = office("log", "series", "due").out.splitlines()
    assert len(due) in (2, 3)
    first, second = (line.split("\t")[1] for line in due[:2])
    assert office("log", "series", "skip", id, first, "--reason", "Mất điện").code == 0
    assert office("log", "series", "confirm", id, second).code == 0
    assert office("log", "series", "confirm", id, "1999-01-01").code == 1
    assert office("log", "series", "due", "--confirm").code == 0
    assert len(office("log", "--json").json) == len(due) - 1
    assert office("log", "series", "remove", id).code == 0
    assert office("log", "series", "list", "--json").json[0]["ended"] is True


def test_a_closed_period_asks_for_a_reason_and_tells_of_corrections(office: CommandLine) -> None:
    id = str(added(office)["id"])
    assert office("log", "close", "--period", "2026-Q1").code == 0
    assert office("log", "close", "--period", "2026-Q1").code == 1
    assert office("log", "edit", id, "--quantity", "5").code == 1
    assert office("log", "edit", id, "--quantity", "5", "--reason", "Đếm lại").code == 0
    (made,) = office("log", "corrections", "--unreported", "--json").json
    assert made["changes"] == [{"counter": "hoi-nghi", "before": 2, "after": 5}]
    closing = office("log", "closings", "--json").json[0]["id"]
    assert office("log", "reopen", closing, "--reason", "Trả lại").code == 0
    assert office("log", "edit", id, "--quantity", "6").code == 0
    assert office("log", "close").code == 2


def test_a_share_is_said_with_the_places_of_its_counter(office: CommandLine) -> None:
    for counter, quantity in (("ho-so-dvc", "691"), ("ho-so-toan-trinh", "480")):
        answer = office(
            "log", "add", "--date", "2026-03-05", "--counter", counter, "--quantity", quantity,
            "--title", "Hồ sơ dịch vụ công",
        )  # fmt: skip
        assert answer.code == 0, answer.err
    rows = [line.split("\t") for line in office("log", "--totals").out.splitlines()]
    assert ["ty-le-toan-trinh", "69,5 %"] in [row[:2] for row in rows]


def test_what_a_bad_disk_damaged_is_listed_and_told(office: CommandLine) -> None:
    import sqlite3

    hurt, whole = added(office), added(office, title="Họp xóm Thượng")
    assert office("tasks", "add", "Niêm yết thủ tục", "--json").code == 0
    again = ("series", "add", "--every", "week", "--weekday", "mon", "--since", "2026-03-02")
    answer = office("log", *again, "--counter", "hội nghị", "--title", "Phát thanh sáng")
    assert answer.code == 0, answer.err
    assert office("log", "close", "--period", "2026-Q1").code == 0
    (database,) = office.folder.rglob("papidesk.db")
    with sqlite3.connect(database) as disk:
        disk.execute("UPDATE activities SET content = replace(content, 'Đông', 'Dông')")
        disk.execute("UPDATE tasks SET content = replace(content, 'Niêm', 'Niem')")
        disk.execute("UPDATE activity_series SET content = replace(content, 'sáng', 'sang')")
        disk.execute("UPDATE closings SET content = replace(content, '-03-31', '-03-13')")
    disk.close()
    found = {one["id"]: one.get("damaged", False) for one in office("log", "--json").json}
    assert found == {hurt["id"]: True, whole["id"]: False}
    assert "Họp thôn Đông" in office("log").out
    assert [one["damaged"] for one in office("tasks", "--json").json] == [True]
    assert office("log", "series", "list").err
    assert "2026-03-31" in office("log", "closings").out and office("log", "closings").err
