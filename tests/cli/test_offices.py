"""The office and the password at the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CommandLine

PASSWORD, OTHER = "mùa xuân An Hòa", "mùa thu An Hòa"


def test_the_office_is_told_as_text_and_as_json(office: CommandLine) -> None:
    told = office("office")
    assert told.code == 0
    assert "Ủy ban nhân dân xã An Hòa" in told.out
    assert office("office", "--json").json["name"] == "xã An Hòa"


def test_a_changed_address_is_kept_and_a_change_without_anything_is_wrong_usage(
    office: CommandLine,
) -> None:
    assert office("office", "set", "--address", "Thôn Đông").code == 0
    assert office("office", "--json").json["address"] == "Thôn Đông"
    assert office("office", "set").code == 2
    refused = office("office", "set", "--code", "h 53")
    assert refused.code == 1
    assert "h 53" in refused.err


def test_a_new_name_holds_from_its_day_on(office: CommandLine) -> None:
    done = office(
        "office", "set", "--name", "xã Đông Mẫu", "--since", "2025-07-01",
        "--superior", "tỉnh Đông Bình", "--basis", "Nghị quyết số 01/NQ-HĐND",
    )  # fmt: skip
    assert done.code == 0, done.err
    before = office("office", "--json", "--on", "2025-06-30").json
    after = office("office", "--json", "--on", "2025-07-01").json
    assert (before["name"], after["name"]) == ("xã An Hòa", "xã Đông Mẫu")
    assert before["superiors"][0]["name"] == "tỉnh Bình Nguyên"
    assert after["superiors"][0]["name"] == "tỉnh Đông Bình"
    again = office("office", "set", "--name", "xã Tây Mẫu", "--since", "2025-07-01")
    assert again.code == 1


def test_series_units_and_signers_are_listed(office: CommandLine) -> None:
    series = office("office", "series", "--json").json
    assert [(row["name"], row["next"]) for row in series] == [("Văn bản hành chính", "01")]
    units = office("office", "units", "--json").json
    assert "VHXH" in [row["abbreviation"] for row in units]
    signers = office("office", "signers", "--json").json
    assert signers[0]["lines"] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert "TM. ỦY BAN NHÂN DÂN" in office("office", "signers").out
    assert "VHXH" in office("office", "units").out


def test_help_of_inner_commands_speaks_vietnamese(office: CommandLine) -> None:
    told = office("office", "series", "--help")
    assert told.code == 0
    assert "The number series" not in told.out


def test_with_a_password_set_every_command_asks_for_it(
    office: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office("password", "check").code == 0
    monkeypatch.setenv("PAPIDESK_NEW_PASSWORD", PASSWORD)
    assert office("password", "set").code == 0
    refused = office("documents")
    assert refused.code == 1
    assert "PAPIDESK_PASSWORD" in refused.err
    monkeypatch.setenv("PAPIDESK_PASSWORD", OTHER)
    assert office("documents").code == 1
    assert office("password", "remove").code == 1
    monkeypatch.setenv("PAPIDESK_PASSWORD", PASSWORD)
    assert office("documents").code == 0
    assert office("password", "check").code == 0
    monkeypatch.setenv("PAPIDESK_NEW_PASSWORD", OTHER)
    assert office("password", "set").code == 0
    assert office("documents").code == 1
    monkeypatch.setenv("PAPIDESK_PASSWORD", OTHER)
    assert office("password", "remove").code == 0
    monkeypatch.delenv("PAPIDESK_PASSWORD")
    assert office("documents").code == 0


def test_a_forgotten_password_is_removed_without_knowing_it(
    office: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office("password", "remove", "--forgotten").code == 1
    monkeypatch.setenv("PAPIDESK_NEW_PASSWORD", PASSWORD)
    assert office("password", "set").code == 0
    assert office("password", "remove", "--forgotten").code == 0
    assert office("documents").code == 0


def test_a_short_password_is_refused(office: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPIDESK_NEW_PASSWORD", "ngắn")
    assert office("password", "set").code == 1
    assert office("documents").code == 0
