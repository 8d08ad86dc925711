"""Figures and reports at the command line: what the contract promises, and every refusal."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from papidesk.workflow import log, workspaces
from papidesk.workflow.figures import number_text
from tests.cli.conftest import CommandLine
from tests.workflow.reports.half_year import lived

KEYS = ("counter", "name", "unit", "value", "previous", "target", "entries")


@pytest.fixture
def commune(line: CommandLine) -> CommandLine:
    """A commune whose half-year is in the log."""
    made = line("init", "--name", "xã An Hòa", "--level", "commune", "--place", "An Hòa")
    assert made.code == 0
    with workspaces.open_workspace(line.folder) as workspace:
        lived(workspace.store)
    return line


def test_figures_are_an_object_for_each_counter_with_the_entries_behind(
    commune: CommandLine,
) -> None:
    answer = commune("figures", "--period", "2024-H1", "--duty", "papi", "--json")
    found = {line["counter"]: line for line in answer.json}
    news = found["tin-bai"]
    assert tuple(news)[: len(KEYS)] == KEYS
    assert (news["value"], news["previous"], news["target"]) == (43, 1, 90)
    assert (news["since"], news["until"]) == ("2023-12-15", "2024-06-14")
    assert found["ty-le-toan-trinh"]["value"] == 85
    with workspaces.open_workspace(commune.folder) as workspace:
        behind = log.by_ids(workspace.store, news["entries"])
    assert len(behind) == 43
    calendar = commune("figures", "--period", "2024-H1", "--counter", "tin-bai", "--json").json
    assert [(line["since"], line["value"]) for line in calendar] == [("2024-01-01", 39)]


def test_figures_for_people_are_rows_with_vietnamese_separators(commune: CommandLine) -> None:
    answer = commune("figures", "--period", "2024-H1", "--duty", "papi")
    rows = {row[0]: row for row in csv.reader(answer.out.splitlines(), delimiter="\t")}
    assert rows["tin-bai"][2:] == [number_text(43), "tin, bài", "1", "90"]
    narrowed = commune(
        "figures", "--period", "2024-H1", "--duty", "papi", "--counter", "tin-bai",
        "--channel", "zalo",
    )  # fmt: skip
    assert narrowed.out.split("\t")[2] == "11"


def test_a_report_is_kept_and_printed(commune: CommandLine, tmp_path: Path) -> None:
    for suffix, magic in ((".pdf", b"%PDF"), (".docx", b"PK")):
        target = tmp_path / f"báo cáo{suffix}"
        answer = commune("report", "--period", "2024-H1", "-o", target)
        assert answer.code == 0, answer.err
        id, path = answer.out.split("\n")[:2]
        assert Path(path) == target and target.read_bytes().startswith(magic)
        shown = commune("show", id, "--json").json
        assert shown["kind"] == "BC" and shown["state"] == "draft"
        assert any("43 tin, bài" in block.get("text", "") for block in shown["blocks"])
        assert "15/12/2023" in answer.err and "14/06/2024" in answer.err
        assert "56" in answer.err.splitlines()[-1]  # entries without evidence: for who drafts
    told = commune("report", "--period", "2024-H1", "--duty", "cchc", "--rounded", "--json").json
    assert (told["duty"], told["period"], told["claims"]) == ("cchc", "2024-H1", 0)
    assert (told["without_evidence"], told["entries"]) == (56, 56)


def test_the_reports_of_a_year_say_when_they_are_due_and_how_they_stand(
    commune: CommandLine,
) -> None:
    commune("report", "--period", "2024-H1", "--duty", "papi")
    found = commune("report-duties", "--year", "2024", "--json").json
    half = next(each for each in found if (each["duty"], each["period"]) == ("papi", "2024-H1"))
    assert (half["due"], half["state"]) == ("2024-06-20", "late")  # a draft past its due day
    assert half["document"] and 0 < half["filled"] <= half["wanted"]
    assert "2024-12-20\tpapi\t2024\t" in commune("report-duties", "--year", "2024").out


def test_days_chosen_by_hand_go_before_those_of_the_duty(
    commune: CommandLine, tmp_path: Path
) -> None:
    half = ("--period", "2024-H1", "--duty", "papi")
    (news,) = commune(
        "figures", *half, "--since", "1/3/2024", "--until", "2024-03-31", "--counter", "tin-bai",
        "--json",
    ).json  # fmt: skip
    assert (news["since"], news["until"]) == ("2024-03-01", "2024-03-31")
    assert 0 < news["value"] == len(news["entries"]) < 43
    told = commune("report", *half, "--since", "2024-01-01", "--json").json
    assert (told["since"], told["until"]) == ("2024-01-01", "2024-06-14")
    for name in ("figures", "report"):
        answer = commune(name, *half, "--since", "2024-03-31", "--until", "2024-03-01")
        assert answer.code == 2 and answer.out == ""
        answer = commune(name, *half, "--since", "31/02/2024")
        assert answer.code == 1 and "31/02/2024" in answer.err


def test_figures_are_written_as_a_workbook(commune: CommandLine, tmp_path: Path) -> None:
    target = tmp_path / "số liệu.xlsx"
    answer = commune("figures", "--period", "2024-H1", "--duty", "papi", "-o", target)
    assert answer.code == 0 and answer.out.strip() == str(target)
    cells = [cell.value for row in load_workbook(target).worksheets[0].iter_rows() for cell in row]
    assert 43 in cells and 90 in cells
    refused = commune("figures", "--period", "2024-H1", "-o", tmp_path / "số liệu.csv")
    assert refused.code == 1 and ".xlsx" in refused.err


def test_a_report_written_in_another_way_is_noted_and_let_go(
    commune: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "bao-cao.txt"
    file.write_text("BÁO CÁO\nKết quả 6 tháng đầu năm 2024\n", encoding="utf-8")
    id = commune.imported(file)[0]["id"]
    asked = ("report-paper", id, "--duty", "papi", "--period", "2024-H1")

    def document() -> object:
        found = commune("report-duties", "--year", "2024", "--json").json
        return next(
            each["document"] for each in found if (each["duty"], each["period"])
            == ("papi", "2024-H1")
        )  # fmt: skip

    assert commune(*asked).code == 0
    assert document() == id
    assert commune(*asked).code == 1  # it is already
    assert commune(*asked, "--let-go").code == 0
    assert document() is None
    assert commune(*asked, "--let-go").code == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("figures", "--period", "2024-H3"), "2024-H3"),
        (("figures", "--period", "2024", "--counter", "khong-co"), "khong-co"),
        (("figures", "--period", "2024", "--channel", "khong-co"), "khong-co"),
        (("figures", "--period", "2024", "--duty", "khong-co"), "khong-co"),
        (("figures", "--period", "2024", "--task", "khong-co"), ""),
        (("report", "--period", "sai"), "sai"),
        (("report", "--period", "2024-H1", "--duty", "khong-co"), "khong-co"),
        (("report", "--period", "2024-H1", "-o", "bao-cao.txt"), "bao-cao.txt"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_kept(
    commune: CommandLine, arguments: tuple[str, ...], words: str
) -> None:
    before = commune("documents").out
    answer = commune(*arguments)
    assert answer.code == 1 and words in answer.err and answer.out == ""
    assert len(answer.err.strip().splitlines()) == 1
    assert commune("documents").out == before


def test_a_period_must_be_given(commune: CommandLine) -> None:
    assert commune("figures").code == 2
    assert commune("report").code == 2


def test_report_duties_are_taken_over_from_a_superiors_plan(commune: CommandLine) -> None:
    plan = Path(__file__).resolve().parent.parent / "chain" / "ke-hoach-tinh.txt"
    id = commune.imported(plan)[0]["id"]
    answer = commune("report-duties", "--year", "2026", "--from", id, "--json")
    assert answer.code == 0 and "21/KH-UBND" in answer.err
    found = [(one["period"], one["due"]) for one in answer.json if "21/KH-UBND" in one["name"]]
    assert [period for period, _due in found] == ["2026-H1", "2026"]
    again = commune("report-duties", "--year", "2026", "--from", id, "--json")
    assert len(again.json) == len(answer.json)


def test_a_paper_that_demands_no_report_is_refused(commune: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "thong-bao.txt"
    file.write_text("THÔNG BÁO\nLịch tiếp công dân\n", encoding="utf-8")
    id = commune.imported(file)[0]["id"]
    before = commune("report-duties", "--year", "2026").out
    answer = commune("report-duties", "--from", id)
    assert answer.code == 1 and answer.err.count("\n") == 1
    assert commune("report-duties", "--year", "2026").out == before
