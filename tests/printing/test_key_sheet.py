"""The sheet that introduces a key: an outside reader reads its QR code off the printed page."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest

from papidesk.bundles import fingerprint
from papidesk.domain.key_sheet import KeySheet
from papidesk.domain.record import replace
from papidesk.printing import key_sheet, qr

KEYID = "7f3a91c204de88b15e60" + "ab12" * 11
SHEET = KeySheet(
    name="Ủy ban nhân dân xã An Hòa",
    unit="xa-an-hoa",
    keyid=KEYID,
    groups=fingerprint.groups(KEYID),
    words=fingerprint.words(KEYID),
    made_on=datetime.date(2026, 3, 2),
    printed_on=datetime.date(2026, 3, 9),
    place="An Hòa",
)
LONG = replace(SHEET, name="Ủy ban nhân dân xã " + "Thượng Sơn Hòa Bình Trung " * 6, unit="x" * 35)


def run(*arguments: object) -> str:
    """Return what a program printed."""
    found = subprocess.run([str(one) for one in arguments], capture_output=True, check=True)
    return found.stdout.decode()


@pytest.mark.parametrize("sheet", [SHEET, LONG], ids=["usual", "long names"])
def test_an_outside_reader_reads_the_code_off_the_page(sheet: KeySheet, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(key_sheet.drawn(sheet))
    run("pdftoppm", "-r", 150, "-png", "-singlefile", path, tmp_path / "page")
    code = run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", tmp_path / "page.png")
    assert code.strip() == sheet.code.strip()
    assert fingerprint.matches(sheet.keyid, code)


def test_it_is_one_page_with_both_fingerprints_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(key_sheet.drawn(SHEET))
    assert "Pages:           1" in run("pdfinfo", path)
    text = " ".join(run("pdftotext", "-layout", path, "-").split())
    for said in ("BẢN GIỚI THIỆU KHÓA", SHEET.groups, "xa-an-hoa", "02/3/2026", "Tin khóa này"):
        assert said in text
    for number, word in enumerate(SHEET.words.split(), start=1):
        assert f"{number}. {word}" in text


def test_the_same_sheet_is_the_same_bytes() -> None:
    assert key_sheet.drawn(SHEET) == key_sheet.drawn(SHEET)


def test_a_code_has_its_three_corners() -> None:
    rows = qr.modules(SHEET.code)
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == len(rows[0])
    finder = "1111111"
    for row, start in ((0, 0), (0, len(rows) - 7), (len(rows) - 1, 0)):
        assert "".join(str(int(cell)) for cell in rows[row][start : start + 7]) == finder
