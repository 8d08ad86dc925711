"""What is sealed with a password opens with it alone, and other programs open it as well."""

from __future__ import annotations

import os
import pty
import shutil
import unicodedata
from pathlib import Path

import pyrage
import pytest

from papidesk.bundles import passphrase

PASSWORD = "đường về An Hòa"


def test_the_library_opens_what_we_seal() -> None:
    assert pyrage.passphrase.decrypt(passphrase.seal(b"secret", PASSWORD), PASSWORD) == b"secret"


def test_only_the_password_opens_it_however_the_keyboard_composes() -> None:
    sealed = passphrase.seal(b"x" * 1000, PASSWORD)
    assert passphrase.opened(sealed, unicodedata.normalize("NFD", PASSWORD)) == b"x" * 1000
    for wrong in ("", PASSWORD.upper(), PASSWORD + " "):
        with pytest.raises(passphrase.WrongPassphraseError):
            passphrase.opened(sealed, wrong)


@pytest.mark.parametrize("at", [0, 30, 60, 100, 150, -40, -1])
def test_any_changed_byte_is_noticed(at: int) -> None:
    sealed = bytearray(passphrase.seal(b"x" * 100, PASSWORD))
    sealed[at] ^= 1
    with pytest.raises(passphrase.WrongPassphraseError):
        passphrase.opened(bytes(sealed), PASSWORD)


def test_the_same_is_never_sealed_alike() -> None:
    assert passphrase.seal(b"x", PASSWORD) != passphrase.seal(b"x", PASSWORD)


def test_more_than_one_chunk_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="65537"):
        passphrase.seal(bytes(passphrase.MOST + 1), PASSWORD)


def test_age_itself_opens_it_at_a_terminal(tmp_path: Path) -> None:
    age = shutil.which("age")
    assert age is not None
    path, out = tmp_path / "sealed.age", tmp_path / "opened"
    path.write_bytes(passphrase.seal("khóa của xã".encode(), "An Hoa 2026"))
    child, terminal = pty.fork()
    if child == 0:
        os.execv(age, ["age", "-d", "-o", str(out), str(path)])
    asked = b""
    while b"passphrase" not in asked:
        asked += os.read(terminal, 1024)
    os.write(terminal, b"An Hoa 2026\n")
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0
    assert out.read_text() == "khóa của xã"
