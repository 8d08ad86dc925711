"""A backup file with one bit turned is refused or harmless, wherever the bit is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from papidesk.errors import PapiDeskError
from papidesk.storage import attachments, backup_file, integrity, restoring
from papidesk.storage.workspace import Workspace


def test_a_turned_bit_is_refused_or_harmless(workspace: Workspace, tmp_path: Path) -> None:
    store = workspace.store
    with store.unit_of_work():
        for data in (b"first", b"second"):
            attachments.add_bytes(store, data, media_type="text/plain")
    whole = tmp_path / "whole.papibackup"
    backup_file.export(store, whole)
    data, turned, target = whole.read_bytes(), tmp_path / "turned", tmp_path / "restored"
    chance = random.Random(7)
    # The directory at the end names everything, so most bits are turned there.
    places = [*range(len(data) - 600, len(data), 7), *chance.sample(range(len(data)), 40)]
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        turned.write_bytes(changed)
        shutil.rmtree(target, ignore_errors=True)
        try:
            restoring.restore_into(target, turned)
        except PapiDeskError:
            assert not (target / "papidesk.db").exists()
            assert not list((target / "staging").iterdir())
            continue
        with Workspace.open(target) as restored:
            result, problems = integrity.verify(restored.store)
        assert (place, problems, result.attachments_checked) == (place, [], 2)
