"""received and conflicts: the history of what came in, and deciding, without the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.cli.app import main
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.workflow import tasks, workspaces
from tests.cli.conftest import Answer, CommandLine
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import PERIOD, introduced, logged, pair, report, tables
from tests.workflow.two_machines import OTHER, bundle_of, told, two


def refused(answer: Answer) -> str:
    """See that a command was refused in one sentence and return it."""
    assert answer.code == 1 and len(answer.err.strip().splitlines()) == 1, answer
    return answer.err


def state(line: CommandLine) -> object:
    """Return every row of the closed workspace."""
    with workspaces.open_workspace(line.folder) as opened:
        return tables(opened.store)


@pytest.fixture
def above(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[CommandLine, Path]:
    """A superior's closed workspace and a commune's report on the stick."""
    with pair(tmp_path) as (commune, _):
        logged(commune)
        path = report(commune, tmp_path / "USB")
    return CommandLine(tmp_path / "Bình Nguyên", capsys), path


@pytest.fixture
def waiting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[CommandLine, str]:
    """A superior's closed workspace in which a bundle by an unknown key waits, and its row's id."""
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        path = report(commune, tmp_path / "USB")
        with superior.unit_of_work():
            superior.write("DELETE FROM trusted_keys")
    line = CommandLine(tmp_path / "Bình Nguyên", capsys)
    return line, line("receive", path, "--json").json["received"]


@pytest.fixture
def disagreeing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[CommandLine, Path]:
    """One of an office's two PCs, closed, and the other's bundle: both changed who leads a task."""
    with two(tmp_path) as (one, other):
        task = tasks.save(one, Task(text="Họp dân", year=2026), who=WHO)
        told(one, other)
        tasks.save(one, replace(task, lead="Văn phòng"), who=WHO)
        tasks.save(other, replace(task, lead="Công an"), who=OTHER)
        path = bundle_of(one)
    return CommandLine(tmp_path / "máy hai", capsys), path


def test_every_file_that_came_in_is_listed_with_what_became_of_it(
    above: tuple[CommandLine, Path], tmp_path: Path
) -> None:
    line, path = above
    assert line("received", "--json").json == []
    taken = line("receive", path, "--json").json["received"]
    (broken := tmp_path / "hỏng.papi").write_bytes(path.read_bytes()[:-20])
    assert line("receive", broken).code == 1
    found = {one["file"]: one for one in line("received", "--json").json}
    assert (found[path.name]["id"], found[path.name]["state"]) == (taken, "applied")
    assert found[path.name]["period"] == PERIOD and found[path.name]["unit"] == "xa-an-hoa"
    assert found[path.name]["counts"] == {"new": 4}
    bad = found["hỏng.papi"]
    assert bad["state"] == "refused" and bad["code"] and bad["reason"]
    shown = line("received").out
    assert taken in shown and "Đã nhận" in shown and bad["reason"] in shown
    assert len(shown.splitlines()) == 2 and line("received", "--waiting").out == ""


def test_an_import_is_undone_by_the_beginning_of_its_id_and_only_once(
    above: tuple[CommandLine, Path],
) -> None:
    line, path = above
    taken = line("receive", path, "--json").json["received"]
    (row,) = line("received", "--undo", taken[:20], "--json").json
    assert (row["id"], row["state"]) == (taken, "undone")
    with workspaces.open_workspace(line.folder) as opened:
        assert opened.store.value("SELECT count(*) FROM received_records") == 0
    refused(line("received", "--undo", taken))
    assert line("receive", path, "--json").json["applied"] is True


def test_what_waits_is_listed_put_aside_and_its_file_goes(
    waiting: tuple[CommandLine, str],
) -> None:
    line, id = waiting
    (row,) = line("received", "--waiting", "--json").json
    assert (row["id"], row["hold"], row["kept"]) == (id, "unknown-key", True)
    assert "khóa của bên gửi" in line("received", "--waiting").out
    assert line("received", "--put-aside", id, "--json").json[0]["state"] == "declined"
    assert line("received", "--waiting", "--json").json == []
    kept = state(line)
    refused(line("received", "--put-aside", id))
    refused(line("received", "--again", id))
    assert state(line) == kept
    assert not list((line.folder / "inbox").glob("*"))


def test_a_kept_file_is_looked_at_again_and_taken_in_once_its_key_is_trusted(
    waiting: tuple[CommandLine, str], tmp_path: Path
) -> None:
    line, id = waiting
    answer = line("received", "--again", id, "--json")
    assert answer.code == 1 and answer.json["hold"] == "unknown-key"
    with (
        workspaces.open_workspace(line.folder) as superior,
        workspaces.open_workspace(tmp_path / "xã An Hòa") as commune,
    ):
        introduced(commune.store, superior.store, "subordinate")
    before = state(line)
    seen = line("received", "--again", id, "--dry-run", "--json").json
    assert len(seen["new"]) == 4 and seen["applied"] is False and state(line) == before
    receipt = tmp_path / "biên nhận.papi"
    taken = line("received", "--again", id, "--receipt", receipt, "--json").json
    assert (taken["applied"], taken["received"]) == (True, id) and receipt.is_file()
    assert line("received", "--waiting").out == ""


def test_both_values_of_a_conflict_are_shown_with_who_and_when_and_one_is_kept(
    disagreeing: tuple[CommandLine, Path],
) -> None:
    line, path = disagreeing
    assert line("receive", path).code == 1
    (row,) = line("received", "--waiting", "--json").json
    assert row["hold"] == "conflicts"
    assert line("received", "--again", row["id"], "--agree", "conflicts").code == 0
    (one,) = line("conflicts", "--json").json
    assert (one["field"], one["ours"], one["theirs"]) == ("lead", "Công an", "Văn phòng")
    assert (one["ours_by"], one["theirs_by"]) == (OTHER, WHO) and one["kept"] is None
    assert one["ours_at"] and one["theirs_at"]
    shown = line("conflicts").out
    assert all(text in shown for text in ("Công an", "Văn phòng", OTHER, WHO, "Họp dân", one["id"]))
    assert line("conflicts", "--keep", "theirs", one["id"]).code == 0
    assert line("conflicts", "--json").json == []
    (done,) = line("conflicts", "--all", "--json").json
    assert done["kept"] == "theirs" and done["settled_by"]
    assert lead(line) == "Văn phòng"
    assert line("conflicts", "--undo", one["id"], "--json").json[0]["kept"] is None
    assert lead(line) == "Công an"
    assert line("conflicts", "--keep", "ours", "--every", "--json").json[0]["kept"] == "ours"
    assert lead(line) == "Công an" and line("conflicts").out == ""


def lead(line: CommandLine) -> str:
    """Return who leads the one task of a closed workspace."""
    with workspaces.open_workspace(line.folder) as opened:
        id = opened.store.value("SELECT id FROM tasks")
        return tasks.get(opened.store, id).lead


@pytest.mark.parametrize(
    "arguments",
    [
        ("received", "--undo", "x", "--again", "y"), ("received", "--agree", "fork"),
        ("received", "--dry-run"), ("conflicts", "--keep", "ours"), ("conflicts", "--every"),
        ("conflicts", "--undo"), ("conflicts", "--keep", "mine", "x"),
        ("conflicts", "--keep", "ours", "--every", "x"), ("conflicts", "--undo", "--every"),
    ],
)  # fmt: skip
def test_what_leaves_open_what_is_meant_is_wrong_usage(
    above: tuple[CommandLine, Path], arguments: tuple[str, ...]
) -> None:
    line, _ = above
    assert line(*arguments).code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("received", "--undo", "khong-co"), ("received", "--put-aside", ""),
        ("received", "--again", "x" * 5000), ("conflicts", "--keep", "ours", "khong-co"),
        ("conflicts", "--undo", " "), ("conflicts", "%"),
    ],
)  # fmt: skip
def test_an_id_nothing_has_is_refused_in_both_languages_and_changes_nothing(
    above: tuple[CommandLine, Path], arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    line, path = above
    assert line("receive", path).code == 0
    before = state(line)
    said = refused(line(*arguments))
    assert main(["--language", "en", "--workspace", str(line.folder), *arguments]) == 1
    assert capsys.readouterr().err != said and state(line) == before


def test_a_new_workspace_has_nothing_to_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = CommandLine(tmp_path / "mới", capsys)
    assert line.init().code == 0
    for command in ("received", "conflicts"):
        assert line(command).out == "" and line(command, "--json").json == []


def test_a_folder_with_nothing_but_what_was_sent_from_here_ends_well_and_says_so(
    above: tuple[CommandLine, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, path = above
    commune = CommandLine(tmp_path / "xã An Hòa", capsys)
    answer = commune("receive", path.parent)
    assert answer.code == 0 and path.name in answer.out and "tinh-binh-nguyen" in answer.out
    told = commune("receive", path.parent, "--json")
    assert told.code == 0 and [one["state"] for one in told.json["files"]] == ["own"]
    assert commune("received").out == ""
    (path.parent / "hỏng.papi").write_bytes(path.read_bytes()[:-20])
    assert commune("receive", path.parent).code == 1
