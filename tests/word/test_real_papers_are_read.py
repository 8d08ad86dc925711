"""Every word of the real Word files is read, in LibreOffice's order and with its numbers."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from papidesk.word.reader import plain_text, read
from tests.conftest import shared_files
from tests.word import making as m
from tests.word.conftest import Convert

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REAL = shared_files("real/*.docx")


def words(text: str) -> list[str]:
    """The words of a text, bare."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with lists of every kind."""
    path = tmp_path_factory.mktemp("lists") / "danh_sach.docx"
    numbering = (
        m.abstract(
            1,
            m.level("upperRoman", "%1."),
            m.level("decimal", "%2."),
            m.level("lowerLetter", "%3)"),
            m.level("bullet", "-"),
        )
        + m.abstract(
            2,
            m.level("decimal", "%1."),
            m.level("decimal", "%1.%2."),
            m.level("decimal", "%1.%2.%3"),
        )
        + m.abstract(
            3,
            m.level("upperRoman", "Chương %1"),
            m.level("decimal", "%1.%2"),
            m.level("decimalZero", "(%3)", start=4),
        )
        + m.abstract(4, m.level("decimal", "%1."), m.level("decimal", "%1.%2."))
        + m.num(1, 1)
        + m.num(7, 4)
        + m.num(2, 2)
        + m.num(3, 1)
        + m.num(4, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
        + m.num(5, 3)
        + m.num(6, 2, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="7"/></w:lvlOverride>')
    )
    plan = [
        (1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 3), (1, 0), (1, 1), (3, 0),
        (3, 1), (4, 0), (4, 1), (4, 0), (2, 0), (2, 1), (2, 2), (2, 1), (2, 2), (2, 0), (2, 1),
        (2, 2), (5, 0), (5, 1), (5, 2), (5, 2), (5, 1), (5, 2), (5, 0), (5, 1), (5, 2), (6, 0),
        (6, 1), (6, 1), (7, 1), (7, 1), (7, 0), (7, 1),
    ]  # fmt: skip
    body = "".join(m.numbered(f"đoạn {i}", n, lv) for i, (n, lv) in enumerate(plan))
    return m.docx(path, body, numbering=numbering)


@pytest.fixture(scope="module")
def converted(convert: Convert, lists: Path) -> dict[str, str]:
    """What LibreOffice makes of each file, as text."""
    found = convert([*REAL, lists], "txt:Text (encoded):UTF8")
    return {stem: path.read_text(encoding="utf-8-sig") for stem, path in found.items()}


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem[:3])
def test_libreoffice_and_we_read_the_same_words(path: Path, converted: dict[str, str]) -> None:
    manuscript = read(path)
    theirs = converted[path.stem]
    for note in manuscript.notes:  # LibreOffice glues the number of a note to the word before
        theirs = re.sub(rf"(?<=[^\W\d]){note.id}\b", "", theirs)
    assert words(plain_text(manuscript)) == words(theirs)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem[:3])
def test_no_text_node_of_the_file_is_lost(path: Path) -> None:
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    nodes = [
        t.text or "" for t in root.iter(f"{W}t") if next(t.iterancestors(fallback), None) is None
    ]
    ours = re.sub(r"\s+", "", plain_text(read(path)))
    assert re.sub(r"\s+", "", unicodedata.normalize("NFC", "".join(nodes))) == ours


def test_automatic_numbers_are_those_libreoffice_counts(
    lists: Path, converted: dict[str, str]
) -> None:
    ours = [" ".join(line.split()) for line in plain_text(read(lists)).splitlines()]
    theirs = [" ".join(line.split()) for line in converted[lists.stem].splitlines() if line]
    assert ours == [line.replace("• ", "- ") for line in theirs]
