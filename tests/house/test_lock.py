"""The lock file names every package with hashes, for every system, and no address."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENTRY = re.compile(
    r"^(?P<what>[A-Za-z0-9].*?)(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", re.M
)


def entries() -> dict[str, tuple[Requirement, int]]:
    """Return what is locked by name, with the number of hashes."""
    found = {}
    for match in ENTRY.finditer(LOCK):
        locked = Requirement(match["what"])
        found[canonicalize_name(locked.name)] = (locked, match["hashes"].count("--hash"))
    return found


def test_every_package_is_pinned_with_hashes() -> None:
    for locked, hashes in entries().values():
        assert [part.operator for part in locked.specifier] == ["=="], locked
        assert hashes > 0, locked


def test_there_is_nothing_but_packages_hashes_and_remarks() -> None:
    rest = re.sub(r"^ +#.*\n", "", ENTRY.sub("", LOCK), flags=re.M)
    assert rest.strip() == ""


def test_no_address_is_written_down() -> None:
    assert not re.search(r"://|--index|--find-links|file:|\bhttps?\b", LOCK)


def test_everything_the_project_asks_for_is_locked_in_a_version_it_accepts() -> None:
    asked = [*PROJECT["dependencies"]]
    for extra in PROJECT["optional-dependencies"].values():
        asked += extra
    locked = entries()
    for line in asked:
        wanted = Requirement(line)
        have, _ = locked[canonicalize_name(wanted.name)]
        version = next(iter(have.specifier)).version
        assert wanted.specifier.contains(version), line


def test_windows_is_not_forgotten() -> None:
    markers = {name: str(locked.marker or "") for name, (locked, _) in entries().items()}
    assert "win32" in markers["colorama"] and "win32" in markers["pefile"]
    assert "win32" in markers["pywin32-ctypes"]
