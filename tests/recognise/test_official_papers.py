"""Papers after the samples of Phụ lục III, printed and read back with poppler."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from papidesk.domain.blocks import texts
from papidesk.domain.document import Document
from papidesk.domain.people import Signature
from papidesk.domain.recognise.account import words_of, words_of_manuscript
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import recognise
from papidesk.printing.render import render
from papidesk.word.reader import read
from papidesk.word.writer import write
from tests.printing.official import (
    ADDRESS,
    OFFICIAL,
    decision_with_regulation,
    introduction,
    invitation,
    leave,
    minutes,
    programme,
    urgent_letter,
)


def read_back(document: Document, *options: str) -> Document:
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=render(document), capture_output=True, check=True
    )
    return recognise(read_text(done.stdout.decode(), "in.txt")).document


def read_word(document: Document, folder: Path) -> Document:
    path = folder / "in.docx"
    path.write_bytes(write(document))
    return recognise(read(path)).document


@pytest.mark.parametrize("name", OFFICIAL)
def test_every_paper_reads_back_from_our_own_word_file(name: str, tmp_path: Path) -> None:
    document = OFFICIAL[name]()
    found = read_word(document, tmp_path)
    for field in ("kind", "issuer", "number", "symbol", "abstract", "signature", "urgency",
                  "second_signature", "circulation", "drafter_mark", "address"):  # fmt: skip
        assert getattr(found, field) == getattr(document, field), field
    assert [annex.kind for annex in found.annexes] == [annex.kind for annex in document.annexes]


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_head_of_every_paper_reads_back_as_it_was(name: str) -> None:
    document = OFFICIAL[name]()
    found = read_back(document, "-layout")
    for field in ("kind", "issuer", "superior", "number", "symbol", "abstract", "urgency",
                  "circulation", "drafter_mark"):  # fmt: skip
        assert getattr(found, field) == getattr(document, field), field


@pytest.mark.parametrize("options", [("-layout",), (), ("-raw",)])
def test_both_signatures_of_minutes_are_told_apart(options: tuple[str, ...]) -> None:
    found = read_back(minutes(), *options)
    assert (found.signature.position, found.signature.name) == ("CHỦ TỌA", "Nguyễn Văn Mẫu")
    assert found.second_signature == Signature(position="THƯ KÝ", name="Đỗ Thị Ví Dụ")
    assert found.recipients == ("Thành viên dự họp", "Lưu: VT, Hồ sơ.")


def test_minutes_read_back_are_printed_alike() -> None:
    again = read_back(read_back(minutes(), "-layout"), "-layout")
    assert again == read_back(minutes(), "-layout")


def test_a_document_issued_with_a_decision_keeps_its_kind_and_its_articles() -> None:
    found = read_back(decision_with_regulation(), "-layout")
    regulation, listed = found.annexes
    assert (regulation.kind, regulation.title) == (
        "QC", "Phối hợp nâng cao Chỉ số PAPI trên địa bàn xã An Hòa",
    )  # fmt: skip
    assert regulation.note.startswith("(Kèm theo Quyết định số 102/QĐ-UBND")
    assert regulation.scheme == "articles"
    assert "Quy định chung".upper() in texts(regulation.blocks[0])[0].upper()
    assert (listed.kind, listed.title) == ("", "DANH SÁCH ĐẦU MỐI PHỐI HỢP")


@pytest.mark.parametrize("name", ["telegram", "invitation", "invitation_three"])
def test_receivers_of_invitations_and_telegrams_are_addressees_again(name: str) -> None:
    document = OFFICIAL[name]()
    found = read_back(document, "-layout")
    assert found.addressees == document.addressees
    assert found.authority_line == document.authority_line
    assert texts(found.blocks[0]) == texts(document.blocks[0])
    assert Counter(printed_words(found)) == Counter(printed_words(document))


def test_an_invitation_of_another_sender_keeps_its_lines_as_text() -> None:
    text = (
        "SỞ NỘI VỤ\nSố: 05/GM-SNV\n\nGIẤY MỜI\nDự hội nghị\n\n"
        "Ban Tổ chức trân trọng kính mời: Ông A."
    )
    document = recognise(read_text(text, "in.txt")).document
    assert (document.kind, document.addressees) == ("GM", ())
    assert "trân trọng kính mời: Ông A." in texts(document.blocks[0])[0]


def test_no_word_of_an_invitation_is_lost() -> None:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=render(invitation(3)), capture_output=True,
        check=True,
    )  # fmt: skip
    manuscript = read_text(done.stdout.decode(), "in.txt")
    found = recognise(manuscript)
    have = Counter(words_of(found.document)) + Counter(found.form_words)
    assert Counter(words_of_manuscript(manuscript)) == have


def printed_words(document: Document) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=render(document), capture_output=True, check=True
    )
    return done.stdout.decode().split()


def test_slips_have_no_abstract_and_lose_no_line() -> None:
    for make in (introduction, leave):
        found = read_back(make(), "-layout")
        assert found.abstract == ""
        kept = " ".join(part for block in found.blocks for part in texts(block))
        for block in make().blocks:
            assert texts(block)[0] in kept


def test_marks_of_circulation_and_of_the_drafter_and_the_address_are_no_text() -> None:
    letter = read_back(urgent_letter(), "-layout")
    assert letter.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert letter.address == ADDRESS
    assert letter.asides == ()
    assert read_back(programme(), "-layout").circulation == "LƯU HÀNH NỘI BỘ"
