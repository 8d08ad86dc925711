"""Keys at the command line: shown, exported, added, compared, revoked, renewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.bundles import fingerprint
from papidesk.storage import places
from tests.cli.conftest import CommandLine


@pytest.fixture
def offices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[CommandLine, CommandLine, Path, Path]:
    """A commune and its superior with their key files."""
    commune, above = (CommandLine(tmp_path / name, capsys) for name in ("xã", "tỉnh"))
    assert commune.init().code == 0
    assert above("init", "--name", "tỉnh Bình Nguyên", "--level", "province").code == 0
    files = tmp_path / "xã.papikey", tmp_path / "tỉnh.papikey"
    for line, file in zip((commune, above), files, strict=True):
        assert line("trust", "export", file).code == 0
    return commune, above, *files


Offices = tuple[CommandLine, CommandLine, Path, Path]


def test_both_trust_each_other_as_what_they_are(offices: Offices) -> None:
    commune, above, own, theirs = offices
    assert commune("trust", "add", theirs, "--json").json["role"] == "superior"
    assert above("trust", "add", own, "--json").json["role"] == "subordinate"
    mine, other = commune("trust", "list", "--json").json
    assert (mine["own"], other["own"]) == (True, False)
    assert above("trust", "--json").json[1]["keyid"] == mine["keyid"]
    shown = above("trust").out
    assert mine["groups"] in shown
    assert fingerprint.words(mine["keyid"]) in shown


def test_a_fingerprint_that_differs_is_refused_and_nothing_is_trusted(offices: Offices) -> None:
    _, above, own, _ = offices
    answer = above("trust", "add", own, "--fingerprint", "0000-0000-0000-0000-0000")
    assert answer.code == 1
    assert len(answer.err.strip().splitlines()) == 1
    assert len(above("trust", "--json").json) == 1


def test_the_right_fingerprint_is_taken_in_groups_and_words(offices: Offices) -> None:
    commune, above, own, _ = offices
    keyid = commune("trust", "--json").json[0]["keyid"]
    for said in (fingerprint.groups(keyid), fingerprint.words(keyid)):
        assert above("trust", "add", own, "--fingerprint", said).code == 0


def test_a_stranger_s_role_must_be_said(offices: Offices, tmp_path: Path) -> None:
    commune, _, _, _ = offices
    other = CommandLine(tmp_path / "khác", commune._capsys)
    other("init", "--name", "xã Mẫu Lâm", "--level", "commune")
    other("trust", "export", tmp_path / "k.papikey")
    assert commune("trust", "add", tmp_path / "k.papikey").code == 1
    assert commune("trust", "add", tmp_path / "k.papikey", "--role", "subordinate").code == 0


def test_a_revoked_key_is_not_added_again(offices: Offices) -> None:
    _, above, own, _ = offices
    above("trust", "add", own)
    answer = above("trust", "revoke", "xa-an-hoa", "--reason", "mất máy", "--json")
    assert (answer.json["state"], answer.json["reason"]) == ("revoked", "mất máy")
    assert above("trust", "add", own).code == 1


def test_a_key_that_waits_is_approved_only_with_its_fingerprint(offices: Offices) -> None:
    commune, above, own, _ = offices
    from papidesk.workflow import trust, workspaces

    with workspaces.open_workspace(above.folder) as workspace:
        key = trust.hold(workspace.store, trust.read_file(own))
    assert above("trust", "approve", "xa-an-hoa").code == 1
    said = fingerprint.groups(key.keyid)
    answer = above("trust", "approve", "xa-an-hoa", "--fingerprint", said, "--json")
    assert answer.json["state"] == "trusted"
    assert commune("trust", "approve", "zzz").code == 1


def test_a_new_key_takes_the_place_of_the_one_before_it(offices: Offices, tmp_path: Path) -> None:
    commune, above, own, _ = offices
    above("trust", "add", own)
    before = commune("trust", "--json").json[0]
    after = commune("trust", "renew", "--json").json
    assert after["previous"] == [before["keyid"]]
    commune("trust", "export", tmp_path / "new.papikey")
    above("trust", "add", tmp_path / "new.papikey")
    states = {key["keyid"]: key["state"] for key in above("trust", "--json").json}
    assert (states[before["keyid"]], states[after["keyid"]]) == ("replaced", "trusted")


def test_a_damaged_key_is_told_and_abandoned_only_when_said(offices: Offices) -> None:
    commune, *_ = offices
    path = commune.folder / places.KEYS / "own-key.json"
    path.write_text("{")
    for arguments in (("trust", "list"), ("trust", "renew")):
        assert commune(*arguments).code == 1
    assert path.read_text() == "{"
    assert commune("trust", "renew", "--abandon").code == 0


def test_the_sheet_and_the_key_file_want_their_endings(offices: Offices, tmp_path: Path) -> None:
    commune, *_ = offices
    assert commune("trust", "sheet", tmp_path / "a.docx").code == 1
    assert commune("trust", "export", tmp_path / "a.txt").code == 1
    assert commune("trust", "sheet", tmp_path / "a.pdf").code == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_other_files_are_no_key_files(offices: Offices, tmp_path: Path) -> None:
    commune, *_ = offices
    for path in (tmp_path / "none.papikey", commune.folder / places.DATABASE, tmp_path):
        answer = commune("trust", "add", path)
        assert answer.code in (1, 2)
        assert "Traceback" not in answer.err


def test_a_sealed_key_is_used_with_the_password_of_the_environment(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune, *_ = offices
    monkeypatch.setenv("PAPIDESK_NEW_PASSWORD", "đường về An Hòa")
    assert commune("password", "set").code == 0
    monkeypatch.setenv("PAPIDESK_PASSWORD", "đường về An Hòa")
    assert commune("trust", "--json").json[0]["protection"] == "password"
    assert commune("trust", "renew").code == 0


def test_a_key_file_that_is_not_there_is_told_to_be_missing(
    offices: Offices, tmp_path: Path
) -> None:
    commune, _, _, _ = offices
    for path in (tmp_path / "không có.papikey", tmp_path / "xã.papikey" / "khóa.papikey"):
        answer = commune("trust", "add", path)
        assert answer.code == 1 and "Không có tệp" in answer.err and path.name in answer.err
    (other := tmp_path / "khác.papikey").write_text("không phải khóa")
    assert "Không có tệp" not in commune("trust", "add", other).err
