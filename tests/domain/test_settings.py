"""Preferences of the computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.settings import Settings, SettingsNotSavedError, load, save


def test_settings_read_back(tmp_path: Path) -> None:
    path = tmp_path / "cài đặt" / "settings.json"
    chosen = Settings(language="en", theme="dark", text_size=150, columns={"documents": "a,b"})
    save(chosen, path)
    assert load(path) == chosen
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Settings()


def test_a_damaged_file_is_put_aside_and_the_program_starts(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"language": 7')
    assert load(path) == Settings()
    assert (tmp_path / "settings.damaged").read_bytes() == b'{"language": 7'


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(SettingsNotSavedError):
        save(Settings(), blocked / "settings.json")
