"""inspect and receive: what they print, what they leave alone, how they end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from papidesk.cli.app import main
from papidesk.workflow import receiving, workspaces
from tests.workflow.exchanged import PERIOD, introduced, logged, pair, report, tables


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """The folder of a superior's workspace, closed, and a commune's report for it."""
    with pair(tmp_path) as (commune, _):
        logged(commune)
        path = report(commune, tmp_path / "USB")
    return_to = tmp_path / "Bình Nguyên"
    yield return_to, path


def run(
    capfd: pytest.CaptureFixture[str], folder: Path, *arguments: str | Path
) -> tuple[int, str, str]:
    """Run a command of the workspace and return its code, what it printed, what it said."""
    code = main(["--language", "en", "--workspace", str(folder), *map(str, arguments)])
    out, err = capfd.readouterr()
    return code, out, err


def state(folder: Path) -> object:
    """Return the whole database of a closed workspace."""
    with workspaces.open_workspace(folder) as opened:
        return tables(opened.store)


def test_inspect_says_what_is_in_it_and_changes_nothing(
    made: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    folder, path = made
    before = state(folder)
    code, out, _ = run(capfd, folder, "inspect", path, "--json")
    told = msgspec.json.decode(out)
    assert code == 0 and told["valid"] is True and told["reason"] == ""
    assert (told["kind"], told["period"], told["to"]) == ("report", PERIOD, ["tinh-binh-nguyen"])
    assert told["from"]["unit"] == "xa-an-hoa" and len(told["bundle_id"]) == 36
    assert told["counts"]["activities"] == 3 and told["signature"]["trusted"] is True
    code, out, _ = run(capfd, folder, "inspect", path)
    assert code == 0 and "xã An Hòa" in out and told["signature"]["fingerprint"] in out
    assert "Log entry 3 · Figure 1" in out
    assert state(folder) == before


def test_inspect_of_a_damaged_file_says_why_and_ends_with_one(
    made: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    folder, path = made
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    before = state(folder)
    code, out, err = run(capfd, folder, "inspect", path, "--json")
    told = msgspec.json.decode(out)
    assert code == 1 and told["valid"] is False and told["code"] and told["reason"]
    assert len(err.strip().splitlines()) == 1
    assert state(folder) == before


def test_a_dry_run_shows_the_plan_and_changes_nothing(
    made: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    folder, path = made
    before = state(folder)
    code, out, _ = run(capfd, folder, "receive", path, "--dry-run", "--json")
    told = msgspec.json.decode(out)
    assert code == 0 and told["applied"] is False
    assert {len(told[name]) for name in ("changed", "unchanged", "conflicting", "refused")} == {0}
    assert len(told["new"]) == 4
    assert {"kind", "id", "title", "reason"} <= told["new"][0].keys()
    assert state(folder) == before


def test_receive_takes_in_and_writes_the_receipt_and_again_is_no_second_time(
    made: tuple[Path, Path], capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder, path = made
    receipt = tmp_path / "biên nhận.papi"
    code, out, _ = run(capfd, folder, "receive", path, "--json", "--receipt", receipt)
    told = msgspec.json.decode(out)
    assert code == 0 and told["applied"] is True and len(told["new"]) == 4
    assert receipt.is_file()
    code, out, _ = run(capfd, folder, "receive", path, "--json")
    again = msgspec.json.decode(out)
    assert code == 0 and again["already"] is True and again["received"] == told["received"]
    commune = tmp_path / "xã An Hòa"
    assert main(["--workspace", str(commune), "receive", str(receipt), "--dry-run"]) == 0
    assert "Đã xuất tệp → Đã nhận" in capfd.readouterr().out
    code, out, _ = run(capfd, commune, "receive", receipt)
    assert code == 0 and "Taken in" in out


def test_receive_refuses_with_one_sentence_in_both_languages(
    made: tuple[Path, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    folder, path = made
    path.write_bytes(path.read_bytes()[:-20])
    said = []
    for language in ("en", "vi"):
        code = main(["--language", language, "--workspace", str(folder), "receive", str(path)])
        out, err = capfd.readouterr()
        assert code == 1 and out == "" and len(err.strip().splitlines()) == 1
        said.append(err)
    assert said[0] != said[1]


def test_a_bundle_by_an_unknown_key_waits_and_the_command_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        path = report(commune, tmp_path / "USB")
        with superior.unit_of_work():
            superior.write("DELETE FROM trusted_keys")
    folder = tmp_path / "Bình Nguyên"
    code, out, err = run(capfd, folder, "receive", path, "--json")
    told = msgspec.json.decode(out)
    assert code == 1 and told["applied"] is False
    assert (told["hold"], told["state"]) == ("unknown-key", "waiting")
    assert len(err.strip().splitlines()) == 1
    with (
        workspaces.open_workspace(folder) as above,
        workspaces.open_workspace(tmp_path / "xã An Hòa") as below,
    ):
        introduced(below.store, above.store, "subordinate")
        assert len(receiving.waiting(above.store)) == 1
    code, out, _ = run(capfd, folder, "receive", path, "--json")
    assert code == 0 and msgspec.json.decode(out)["applied"] is True


def test_receive_of_a_folder_goes_on_after_a_bad_file(
    made: tuple[Path, Path], capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder, path = made
    (path.parent / "hỏng.papi").write_bytes(b"PK")
    code, out, err = run(
        capfd, folder, "receive", path.parent, "--json", "--receipt", tmp_path / "biên nhận"
    )
    told = msgspec.json.decode(out)
    assert code == 1 and told["applied"] == 1 and "1 of 2" in err
    assert sorted(one["state"] for one in told["files"]) == ["applied", "refused"]
    assert len(told["receipt"]) == 1 and Path(told["receipt"][0]).is_file()
    code, out, _ = run(capfd, folder, "receive", path.parent)
    assert code == 1 and "Taken in before" in out


def test_a_dry_run_has_no_receipt(
    made: tuple[Path, Path], capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder, path = made
    code, _, _ = run(capfd, folder, "receive", path, "--dry-run", "--receipt", tmp_path / "b.papi")
    assert code == 2 and not (tmp_path / "b.papi").exists()
