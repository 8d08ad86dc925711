"""The account that nothing of a manuscript was lost: its words against the document's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from papidesk.domain.blocks import Block, Heading, Item, texts
from papidesk.domain.document import Aside, Document
from papidesk.domain.kinds import kinds
from papidesk.domain.manuscript import Grid, GridCell, Line, Manuscript
from papidesk.domain.recognise.zones import Found

_WORD = re.compile(r"[^\W_]+")
# "ngày12 tháng06" is typed without blanks: its words are counted one by one all the same.
_STUCK = re.compile(r"\b(ngày|tháng|năm|số)(?=\d)")
# Words that become structure: they are printed by the form itself.
FORM_WORDS: dict[str, frozenset[str]] = {
    "number": frozenset({"số", "so", "sô"}),
    "date": frozenset(["ngày", "ngay", "tháng", "thang", "năm", "nam", "0", "20", "202"]),
    "motto": frozenset(
        [
            "cộng",
            "hòa",
            "hoà",
            "xã",
            "hội",
            "chủ",
            "nghĩa",
            "việt",
            "nam",
            "độc",
            "lập",
            "tự",
            "do",
            "hạnh",
            "phúc",
        ]
    ),
    "abstract": frozenset({"v", "vv", "về", "việc"}),
    "stamp": frozenset({"v"}),
    "addressees": frozenset({"kính", "gửi", "kinh", "gưi"}),
    "recipients": frozenset({"nơi", "nhận", "noi", "nhân", "nhan", "nhạn", "gửi"}),
}


def split_words(text: str) -> list[str]:
    """Return the words of a text in small letters, signs left out; "05" is the word "5"."""
    parted = _STUCK.sub(r"\1 ", text.lower())
    return [word.lstrip("0") or "0" if word.isdigit() else word for word in _WORD.findall(parted)]


def words_of_manuscript(manuscript: Manuscript) -> list[str]:
    """Return every word that was read, in reading order; heads, feet and notes come last."""
    found: list[str] = []
    for part in manuscript.parts:
        for line in _lines(part):
            found += split_words(line.number) + split_words(line.text.text)
    for text in (*manuscript.headers, *manuscript.footers):
        found += split_words(text)
    for note in manuscript.notes:
        found += split_words(note.text.text)
    return found


def _lines(part: Line | Grid) -> Iterator[Line]:
    if isinstance(part, Line):
        yield part
        return
    for row in part.rows:
        for cell in row:
            yield from _cell_lines(cell)


def _cell_lines(cell: GridCell) -> Iterator[Line]:
    yield from cell.lines


def words_of(document: Document) -> list[str]:
    """Return every word a document holds, zone by zone in printed order, form words left out."""
    found: list[str] = []
    for text in _head_texts(document):
        found += split_words(text)
    found += block_words(document.blocks)
    foot = [document.closing, *document.recipients]
    for signature in (document.signature, document.second_signature):
        foot += signature.as_written or (*signature.lines, *signature.titles, signature.name)
    foot.append(document.drafter_mark)
    for text in foot:
        found += split_words(text)
    found += split_words(document.address)
    for annex in document.annexes:
        known = kinds().get(annex.kind)
        name = known.name if known else ""
        for text in (annex.label_as_written, name, annex.title, annex.note):
            found += split_words(text)
        found += block_words(annex.blocks)
        found += split_words(annex.closing)
    for note in document.footnotes:
        found += split_words(note.text.text)
    for aside in document.asides:
        found += split_words(aside.text)
    return found


def _head_texts(document: Document) -> Iterator[str]:
    yield document.superior
    yield document.issuer
    yield document.number or ""
    yield document.symbol
    yield document.place
    for part in (document.date.day, document.date.month, document.date.year):
        yield "" if part is None else str(part)
    yield document.urgency
    yield document.circulation
    yield document.abstract
    yield document.authority_line
    yield from document.addressees
    yield from document.bases


def block_words(blocks: Iterable[Block]) -> list[str]:
    """Return the words of blocks, written numbers and markers counted."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            found += split_words(block.number_as_written)
        elif isinstance(block, Item):
            found += split_words(block.marker)
        for text in texts(block):
            found += split_words(text)
    return found


def leftovers(found: Found) -> tuple[list[str], list[str]]:
    """Return a zone's form words, and its words that no field took (they must not be lost)."""
    have = Counter(word for text in found.kept for word in split_words(text))
    form: list[str] = []
    lost: list[str] = []
    known = FORM_WORDS.get(found.name, frozenset())
    for strip in found.strips:
        for word in split_words(strip.written):
            if have[word] > 0:
                have[word] -= 1
            elif word in known or found.name in ("kind", "motto"):
                form.append(word)
            else:
                lost.append(word)
    return form, lost


def settle(all_found: Iterable[Found]) -> tuple[list[str], list[Aside]]:
    """Return the form words of all zones, and an aside for words that no field took."""
    form: list[str] = []
    asides: list[Aside] = []
    for found in all_found:
        own, lost = leftovers(found)
        form += own
        if lost:
            line = found.strips[0].line if found.strips else 0
            asides.append(Aside(kind="other", text=" ".join(lost), line=line))
    return form, asides
