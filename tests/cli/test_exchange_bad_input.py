"""What a careless or hostile person gives to the commands of exchange: one sentence, no change."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from pathlib import Path

import pytest

from papidesk.workflow import receiving, sending, workspaces
from tests.cli.conftest import Answer, CommandLine
from tests.workflow.exchanged import PERIOD, logged, pair, report, tables

LONG = "x" * 5000


@pytest.fixture
def two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[CommandLine, CommandLine, Path]:
    """A commune and its superior, closed, and a report of the commune on the stick."""
    with pair(tmp_path) as (commune, _):
        logged(commune)
        path = report(commune, tmp_path / "USB")
    below = CommandLine(tmp_path / "xã An Hòa", capsys)
    return below, CommandLine(tmp_path / "Bình Nguyên", capsys), path


def refused(answer: Answer) -> str:
    """See that a command was refused in one sentence, with no crash told of."""
    assert answer.code == 1, answer
    assert len(answer.err.strip().splitlines()) == 1
    assert "crash-" not in answer.err and "Traceback" not in answer.err
    return answer.err


def state(line: CommandLine) -> object:
    """Return every row of the closed workspace."""
    with workspaces.open_workspace(line.folder) as opened:
        return tables(opened.store)


def test_a_name_no_file_can_have_is_refused(
    two: tuple[CommandLine, CommandLine, Path], tmp_path: Path
) -> None:
    below, above, path = two
    place = tmp_path / LONG
    for command in (
        ("receive", place), ("inspect", place), ("receive", path, "--receipt", place),
        ("trust", "export", place), ("trust", "export", f"{place}.papikey"),
        ("trust", "sheet", f"{place}.pdf"), ("trust", "add", place),
        ("consolidate", "--period", PERIOD, "-o", f"{place}.xlsx"),
        ("publish", "--parquet", place),
    ):  # fmt: skip
        refused(above(*command))
    refused(below("send", "--kind", "report", "--period", PERIOD, "-o", place))
    with workspaces.open_workspace(above.folder) as opened:
        assert [row.state for row in receiving.history(opened.store)] == []


def test_what_is_no_file_is_not_waited_for(
    two: tuple[CommandLine, CommandLine, Path], tmp_path: Path
) -> None:
    _, above, _ = two
    pipe = tmp_path / "ống.papi"
    os.mkfifo(pipe)
    # Who would open it to read waited for ever; this lets a failing test end.
    ends = threading.Timer(10, _opened, [pipe])
    ends.start()
    for command in (("inspect", pipe), ("receive", pipe), ("receive", "/dev/zero")):
        refused(above(*command))
    ends.cancel()
    assert not list((above.folder / "staging").glob("*"))


def _opened(pipe: Path) -> None:
    for _ in range(3):
        with contextlib.suppress(OSError):
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))


def test_a_bundle_that_cannot_be_sent_is_told_in_one_sentence(
    two: tuple[CommandLine, CommandLine, Path], tmp_path: Path
) -> None:
    below, _, path = two
    for output in (path / "x.papi", tmp_path / "không có" / "x.papi", "/proc/x.papi"):
        answer = below("send", "--kind", "report", "--period", PERIOD, "-o", output, "--json")
        refused(answer)
        assert answer.out == ""
    refused(below("send", "--kind", "report", "--period", PERIOD, "-o", tmp_path / "r.txt"))
    assert not (tmp_path / "r.txt").exists()
    assert len(sent(below)) == 1


def sent(line: CommandLine) -> list[str]:
    """Return the bundles of a closed workspace."""
    with workspaces.open_workspace(line.folder) as opened:
        return [one.id for one in sending.history(opened.store)]


@pytest.mark.parametrize("place", ["USB/r.papi/x.papi", "không có/b.papi", "r.txt"])
def test_a_receipt_that_cannot_be_written_is_told_before_anything_is_taken_in(
    two: tuple[CommandLine, CommandLine, Path], tmp_path: Path, place: str
) -> None:
    _, above, path = two
    before = state(above)
    for source in (path, path.parent):
        if source.is_dir() and place == "r.txt":
            continue  # what the folder of many receipts is called is free
        answer = above("receive", source, "--receipt", tmp_path / place, "--json")
        refused(answer)
        assert answer.out == ""
    assert state(above) == before


def test_a_receipt_the_stick_does_not_take_leaves_the_answer_of_what_was_taken_in(
    two: tuple[CommandLine, CommandLine, Path],
) -> None:
    _, above, path = two
    answer = above("receive", path, "--receipt", "/proc/b.papi", "--json")
    refused(answer)
    assert answer.json["applied"] is True and answer.json["receipt"] == []


def test_a_period_is_not_opened_by_a_command_that_is_refused(
    two: tuple[CommandLine, CommandLine, Path],
) -> None:
    _, above, path = two
    assert above("receive", path).code == 0
    assert above("consolidate", "--period", PERIOD, "--lock").code == 0
    before = state(above)
    refused(above("consolidate", "--period", PERIOD, "--unlock", "sửa", "--below", "xã không có"))
    assert state(above) == before


def test_a_unit_s_new_key_that_waits_is_meant_and_not_its_old_one(
    two: tuple[CommandLine, CommandLine, Path], tmp_path: Path
) -> None:
    below, above, _ = two
    shutil.rmtree(below.folder / "keys")  # its computer died
    lost = tmp_path / "USB" / "mới.papi"
    assert below("send", "--kind", "report", "--period", PERIOD, "-o", lost).code == 0
    new = below("trust", "list", "--json").json[0]["groups"]
    assert above("receive", lost).code == 1
    assert new in refused(above("trust", "approve", "xa-an-hoa"))
    assert above("trust", "approve", "xa-an-hoa", "--fingerprint", new).code == 0
    assert above("receive", lost).code == 0


def test_files_with_names_in_no_encoding_stop_no_other_and_write_nothing_to_the_terminal(
    two: tuple[CommandLine, CommandLine, Path], tmp_path: Path
) -> None:
    _, above, path = two
    stick = tmp_path / "thẻ"
    stick.mkdir()
    for name in (b"x\xff.papi", b"a\xfe.papi", b"m\x1b[31m\n2.papi"):
        target = stick / os.fsdecode(name)
        target.write_bytes(path.read_bytes() if name.startswith(b"x") else b"PK")
    answer = above("receive", stick)
    assert answer.code == 1 and "crash" not in answer.err
    assert "\x1b" not in answer.out and len(answer.out.splitlines()) == 3
    told = above("receive", stick, "--json").json
    assert [one["state"] for one in told["files"]] == ["refused", "refused", "known"]
    for each in sorted(stick.iterdir()):
        assert above("inspect", each, "--json").code in (0, 1)
        assert above("receive", each, "--json").json["applied"] is (each.name[0] == "x")
    with workspaces.open_workspace(above.folder) as opened:
        names = {row.file_name for row in receiving.history(opened.store)}
    assert names == {"x.papi", "m[31m2.papi"}  # the two that are cut off are one file
    assert "crash" not in above("receive", stick / os.fsdecode(b"nope\xff.papi")).err
