"""Sticks that are plugged in, told by the mounts of a desktop."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.workflow import sticks
from papidesk.workflow.sticks import Stick

MOUNTS = """\
sysfs /sys sysfs rw,nosuid 0 0
/dev/sda2 / ext4 rw,relatime 0 0
/dev/sda3 /home ext4 rw,relatime 0 0
/dev/sdb1 /media/mau/USB\\040VĂN\\040PHÒNG vfat rw,nosuid,uid=1000 0 0
/dev/sdc1 /run/media/mau/KINGSTON exfat ro,nosuid,nodev 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw,nosuid 0 0
portal /media/mau/doc fuse.portal rw 0 0
server:/x /media/mau/mang nfs4 rw 0 0
"""


def test_sticks_are_what_desktops_mount_and_nothing_else() -> None:
    found = sticks.of_mounts(MOUNTS, free=lambda _path: 5)
    assert [one.path for one in found] == [
        Path("/media/mau/USB VĂN PHÒNG"), Path("/run/media/mau/KINGSTON"),
    ]  # fmt: skip
    assert [one.label for one in found] == ["USB VĂN PHÒNG", "KINGSTON"]
    assert [(one.free_bytes, one.writable) for one in found] == [(5, True), (5, False)]


def test_a_stick_pulled_out_while_it_is_looked_at_has_no_room(tmp_path: Path) -> None:
    line = f"/dev/sdb1 /media/{tmp_path.name}-gone vfat rw 0 0"
    assert [one.free_bytes for one in sticks.of_mounts(line)] == [0]


def test_a_folder_on_this_computer_is_on_no_stick(tmp_path: Path) -> None:
    assert not sticks.is_removable(tmp_path)
    assert all(isinstance(one, Stick) for one in sticks.removable())


def test_what_was_written_is_forced_out_before_a_person_is_told_to_pull(tmp_path: Path) -> None:
    (tmp_path / "gói.papi").write_bytes(b"x")
    assert sticks.flushed(tmp_path)
    assert not sticks.flushed(tmp_path / "không có")


@pytest.mark.parametrize("text", ["", "rác", "/dev/sdb1 /media/x", "a b c d e f g"])
def test_mounts_that_say_nothing_are_no_sticks(text: str) -> None:
    assert sticks.of_mounts(text) == []
