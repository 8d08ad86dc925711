"""Running the command line as a person does, in this process, and reading what it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from papidesk.cli.app import main
from papidesk.i18n import use
from papidesk.paths import resource


@dataclass(frozen=True)
class Answer:
    """What one command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class CommandLine:
    """A person at the command line with one workspace folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Answer:
        """Run a command in the workspace."""
        return self.bare("--workspace", self.folder, *arguments)

    def bare(self, *arguments: str | Path) -> Answer:
        """Run a command with no workspace named."""
        self._capsys.readouterr()
        code = main(["--language", "vi", *(str(argument) for argument in arguments)])
        printed = self._capsys.readouterr()
        return Answer(code=code, out=printed.out, err=printed.err)

    def init(self) -> Answer:
        """Make the workspace of the sample commune."""
        return self(
            "init", "--name", "xã An Hòa", "--level", "commune", "--superior", "tỉnh Bình Nguyên"
        )

    def imported(self, *files: Path) -> list[Any]:
        """Import files and return the answers."""
        answer = self("import", *files, "--json")
        assert answer.code == 0, answer.err
        return list(answer.json)


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A command line with a new, empty folder for its workspace."""
    use("vi")
    return CommandLine(tmp_path / "Văn phòng xã", capsys)


@pytest.fixture
def office(line: CommandLine) -> CommandLine:
    """A command line whose workspace is made."""
    assert line.init().code == 0
    return line


def sample(name: str) -> Path:
    """Return one of the samples by the beginning of its name."""
    return next(resource("sample").glob(f"{name}*.txt"))
