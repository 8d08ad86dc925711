"""What stands inside a paragraph: runs, fields, breaks, notes, boxes, tracked changes."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from papidesk.word.reading.formats import NO_RUN, RunFormat, RunSays, run_says
from papidesk.word.reading.names import MC, Element, M, V, W, is_on
from papidesk.word.reading.styles import StyleSheet
from papidesk.word.reading.symbols import LEGACY_FONT, TCVN3_FONT, symbol

PAGE_BREAK = "\f"
SOFT_HYPHEN = "\u00ad"

# Fields whose result is a fact of the printed page and no word of the paper.
_ASIDE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
_BREAKS = {"page": PAGE_BREAK, "column": "\n"}


class Bit(NamedTuple):
    """A stretch of text of one look, or a reference to a note (``note`` its id in the file)."""

    text: str
    look: RunFormat
    note: str = ""


class _Field:
    __slots__ = ("aside", "code", "in_result")

    def __init__(self) -> None:
        self.code = ""
        self.in_result = False
        self.aside = False

    def open_result(self) -> None:
        words = self.code.split()
        self.aside = bool(words) and words[0].upper() in _ASIDE_FIELDS
        self.in_result = True


class Inline:
    """Walks paragraphs of one story; fields may reach over several of them.

    ``found`` counts what a person should hear about: hidden, inserted, deleted, legacy, picture,
    object.
    """

    def __init__(self, styles: StyleSheet, found: Counter[str]) -> None:
        self._styles = styles
        self._found = found
        self._fields: list[_Field] = []
        self._bits: list[Bit] = []
        self.boxes: list[Element] = []
        self._paragraph: str | None = None
        self._table = NO_RUN

    def read(self, paragraph: Element, style: str | None, table: RunSays) -> list[Bit]:
        """Return the visible bits of ``paragraph``; the boxes anchored in it are in ``boxes``."""
        self._bits, self.boxes = [], []
        self._paragraph, self._table = style, table
        self._children(paragraph)
        # A field without a result must not swallow the rest of the paper.
        self._fields = [field for field in self._fields if field.in_result]
        return self._bits

    @property
    def _shown(self) -> bool:
        return all(field.in_result and not field.aside for field in self._fields)

    def _children(self, parent: Element) -> None:
        for one in parent:
            tag = one.tag
            if tag == _RUN:
                self._run(one)
            elif tag in _SKIPPED:
                continue
            elif tag in _GONE:
                self._found["deleted"] += 1
            elif tag == f"{W}fldSimple":
                self._simple_field(one)
            elif tag == _ALTERNATE:
                self._children(chosen(one))
            elif tag == f"{M}t":
                self._add(one.text or "", self._look(NO_RUN))
            else:
                if tag in _CAME:
                    self._found["inserted"] += 1
                self._children(one)

    def _simple_field(self, element: Element) -> None:
        field = _Field()
        field.code = element.get(f"{W}instr", "")
        field.open_result()
        self._fields.append(field)
        self._children(element)
        self._fields.pop()

    def _look(self, says: RunSays) -> RunFormat:
        return self._styles.run_format(self._paragraph, says, self._table)

    def _add(self, text: str, look: RunFormat) -> None:
        if not text or not self._shown:
            return
        if not text.isascii() and LEGACY_FONT.match(look.font):
            self._found["legacy"] += 1
        if self._bits and self._bits[-1].look == look and not self._bits[-1].note:
            self._bits[-1] = Bit(self._bits[-1].text + text, look)
        else:
            self._bits.append(Bit(text, look))

    def _run(self, run: Element) -> None:
        properties = run.find(_RUN_PROPERTIES)
        look = self._look(run_says(properties))
        if look.hidden:
            # Field marks count even where they are hidden: Word hides the codes of some fields.
            for mark in run.iterchildren(_FIELD_MARK, _FIELD_CODE):
                self._field(mark)
            if next(run.iterchildren(_TEXT), None) is not None and self._shown:
                self._found["hidden"] += 1
            return
        for one in run:
            tag = one.tag
            if tag == _TEXT:
                self._add(_text(one), look)
            elif tag == _RUN_PROPERTIES:
                continue
            elif tag in _PLAIN:
                self._add(_PLAIN[tag], look)
            elif tag in (_FIELD_MARK, _FIELD_CODE):
                self._field(one)
            else:
                self._special(one, look)

    def _special(self, one: Element, look: RunFormat) -> None:
        tag = one.tag
        if tag == f"{W}br":
            self._add(_BREAKS.get(one.get(f"{W}type", ""), "\n"), look)
        elif tag == f"{W}softHyphen":
            # TCVN3 has its most frequent letter, ư, at the place of the soft hyphen.
            self._add(SOFT_HYPHEN if TCVN3_FONT.match(look.font) else "", look)
        elif tag == f"{W}sym":
            self._add(symbol(one.get(f"{W}font", ""), one.get(f"{W}char", "")), look)
        elif tag in _NOTES:
            if self._shown:
                self._bits.append(Bit("", look, _NOTES[tag] + one.get(f"{W}id", "")))
        elif tag == f"{W}ruby":
            base = one.find(f"{W}rubyBase")
            if base is not None:
                self._children(base)
        elif tag == _ALTERNATE:
            for part in chosen(one):
                self._drawing(part)
        elif tag in _DRAWN:
            self._drawing(one)

    def _field(self, mark: Element) -> None:
        if mark.tag == _FIELD_CODE:
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].code += mark.text or ""
            return
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].open_result()
        elif self._fields and kind == "end":
            self._fields.pop()

    def _drawing(self, element: Element) -> None:
        if not self._shown:
            return
        if element.tag == f"{W}object":
            self._found["object"] += 1
        if _holds_text(element):
            self.boxes.append(element)
        elif element.tag != f"{W}object" and next(element.iter(*_PICTURES), None) is not None:
            self._found["picture"] += 1


def _text(element: Element) -> str:
    text = element.text or ""
    if "\n" in text or "\r" in text:
        # Line ends in the XML are mere layout of the file, not of the paper.
        kept = " ".join(part.strip() for part in text.splitlines())
        return kept.strip() if element.get(_SPACE) != "preserve" else kept
    return text


def chosen(alternate: Element) -> Element:
    """Return the one branch of mc:AlternateContent to read: the new one when it holds text."""
    branches = [one for one in alternate if one.tag in (f"{MC}Choice", f"{MC}Fallback")]
    for branch in branches:
        if _holds_text(branch):
            return branch
    return branches[0] if branches else alternate


def _holds_text(element: Element) -> bool:
    return next(element.iter(_TEXT, _BOX, _DRAWN_TEXT, _WORD_ART), None) is not None


def mark_deleted(properties: Element | None) -> bool:
    """Tell whether a paragraph's end is deleted or moved away: it goes on with the next one."""
    if properties is None:
        return False
    marks = (properties.find(f"{W}rPr/{tag}") for tag in (f"{W}del", f"{W}moveFrom"))
    return any(mark is not None and is_on(mark) for mark in marks)


_RUN, _TEXT, _ALTERNATE = f"{W}r", f"{W}t", f"{MC}AlternateContent"
_RUN_PROPERTIES, _FIELD_MARK, _FIELD_CODE = f"{W}rPr", f"{W}fldChar", f"{W}instrText"
_BOX, _WORD_ART = f"{W}txbxContent", f"{V}textpath"
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLAIN = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_NOTES = {f"{W}footnoteReference": "f", f"{W}endnoteReference": "e"}
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
_CAME = frozenset({f"{W}ins", f"{W}moveTo"})
_SKIPPED = frozenset(
    {f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}customXmlPr", f"{M}rPr"}
)
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    f"{V}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
