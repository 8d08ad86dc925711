"""Catalogues and PAPI scores at the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import CommandLine


def test_counters_are_listed_with_their_units(office: CommandLine) -> None:
    answer = office("catalogue", "list", "counters", "--json")
    assert answer.code == 0, answer.err
    first = answer.json[0]
    assert (first["code"], first["unit"], first["own"]) == ("tin-bai", "tin, bài", False)
    assert "tin-bai" in office("catalogue", "list", "counters", "--on", "2026-05-01").out
    assert office("catalogue", "list", "holidays", "--json").json == []


def test_an_unknown_catalogue_is_refused_with_those_there_are(office: CommandLine) -> None:
    answer = office("catalogue", "list", "khong-co")
    assert answer.code == 1
    assert "report-duties" in answer.err


def test_a_score_is_entered_exported_and_taken_in_elsewhere(
    office: CommandLine, tmp_path: Path
) -> None:
    assert office("papi", "set", "2025", "1.1", "1,31", "--province", "Hưng Yên").code == 0
    assert (
        office("papi", "set", "2027", "total", "46", "--province", "Hưng Yên", "--target").code == 0
    )
    file = tmp_path / "danh mục.papidm"
    assert office("catalogue", "export", file).code == 0
    assert (
        office("catalogue", "restore", "papi-scores", "2025:Hưng Yên", "--version", "1").code == 0
    )
    history = office("catalogue", "history", "papi-scores", "2025:Hưng Yên", "--json").json
    assert history[-1]["entry"]["values"] == {"1.1": 1.31}

    elsewhere = CommandLine(tmp_path / "khác", office._capsys)
    assert elsewhere.init().code == 0
    plan = elsewhere("catalogue", "import", file, "--dry-run", "--json").json
    assert [one["id"] for one in plan["new"]] == ["2025:Hưng Yên", "2027:Hưng Yên"]
    assert plan["applied"] is False
    assert elsewhere("catalogue", "import", file, "--json").json["applied"] is True
    shown = elsewhere("papi", "scores", "--province", "Hưng Yên", "--json").json
    assert shown[-2]["values"] == {"1.1": 1.31}
    assert shown[-1]["targets"] == {"total": 46}


def test_scores_are_shown_with_the_breaks_of_their_series(office: CommandLine) -> None:
    lines = office("papi", "scores", "--province", "Hưng Yên", "--code", "8.3").out.splitlines()
    assert [line[:4] for line in lines] == [
        "2018", "----", "2019", "----", "2020", "2021", "2022", "2023", "2024",
    ]  # fmt: skip
    assert lines[0].split("\t") == ["2018", "-"]
    assert "44,4042\t19/61" in office("papi", "scores", "--province", "Hưng Yên").out


def test_a_table_of_scores_is_looked_at_first(office: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / "điểm.csv"
    table.write_text("Mã;2024;2025\n1.1;1,2528;1,3\n9.9;1;1\n", encoding="utf-8")
    arguments = ("papi", "import", table, "--province", "Hưng Yên", "--json")
    plan = office(*arguments, "--dry-run").json
    assert {state: len(plan[state]) for state in ("new", "unchanged", "refused")} == {
        "new": 1, "unchanged": 1, "refused": 2,
    }  # fmt: skip
    assert plan["refused"][0]["row"] == 3
    assert plan["refused"][0]["reason"]
    assert office("papi", "scores", "--province", "Hưng Yên", "--json").json[-1]["year"] == 2024
    assert office(*arguments).json["applied"] is True
    assert office("papi", "scores", "--province", "Hưng Yên", "--json").json[-1]["year"] == 2025


def test_wrong_scores_files_and_provinces_are_refused(office: CommandLine, tmp_path: Path) -> None:
    for arguments in (
        ("papi", "set", "2025", "1.1", "12"),
        ("papi", "set", "2025", "9.9", "1"),
        ("papi", "set", "2025", "1.1", "nhiều"),
        ("papi", "scores", "--province", "Xứ Không Có"),
        ("papi", "import", str(tmp_path / "không có.xlsx")),
        ("catalogue", "import", str(tmp_path / "không có.papidm")),
        ("catalogue", "export", str(tmp_path / "sai.json")),
        ("catalogue", "restore", "counters", "khong-co"),
        ("catalogue", "restore", "counters", "pano", "--version", "7"),
    ):
        answer = office(*arguments)
        assert answer.code == 1, arguments
        assert len(answer.err.strip().splitlines()) == 1


def test_entries_are_changed_added_and_removed(office: CommandLine) -> None:
    made = office(
        "catalogue", "set", "counters", "hoa-giai", "name=Buổi hòa giải", "unit=buổi", "most=50",
        "words=hòa giải; hoà giải cơ sở", "since=2026-01-01", "--json",
    )  # fmt: skip
    assert made.code == 0, made.err
    assert (made.json["unit"], made.json["most"], made.json["own"]) == ("buổi", "50", True)
    assert made.json["words"] == ["hòa giải", "hoà giải cơ sở"]
    ours = office("catalogue", "set", "counters", "tin-bai", "most=900", "--json").json
    assert (ours["most"], ours["unit"], ours["own"]) == ("900", "tin, bài", True)
    assert office("catalogue", "set", "holidays", "2026-05-04", "name=Nghỉ bù").code == 0
    assert (
        office("catalogue", "set", "papi-breaks", "2027", "why=Đổi câu hỏi", "codes=1.1").code == 0
    )
    assert office("catalogue", "set", "provinces", "Cao Bằng", "former=").code == 0
    assert office("catalogue", "set", "report-duties", "papi", "working_day=next").code == 0
    duty = office("catalogue", "list", "report-duties", "--json").json[0]
    assert duty["working_day"] == "next" and len(duty["terms"]) == 5
    assert office("catalogue", "remove", "counters", "hoa-giai").code == 0
    assert "hoa-giai" not in office("catalogue", "list", "counters").out


def test_a_change_that_cannot_be_is_told_and_changes_nothing(office: CommandLine) -> None:
    before = office("catalogue", "list", "counters").out
    for code, arguments in (
        (2, ("counters", "tin-bai", "màu=xanh")),
        (2, ("counters", "tin-bai", "most=nhiều")),
        (2, ("counters", "tin-bai", "unit")),
        (2, ("papi-scores", "2025:Hưng Yên", "rank=1")),
        (1, ("counters", "tin-bai", "least=9", "most=3")),
        (1, ("counters", "moi", "unit=buổi")),
        (1, ("khong-co", "moi", "name=x")),
        (1, ("provinces", "Lạng Sơn", "former=Lạng Sơn;Cao Bằng")),
    ):
        answer = office("catalogue", "set", *arguments)
        assert answer.code == code and answer.err and answer.out == "", arguments
    assert office("catalogue", "remove", "counters", "khong-co").code == 1
    assert office("catalogue", "list", "counters").out == before
