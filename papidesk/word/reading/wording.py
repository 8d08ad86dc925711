"""From the bits of a paragraph to clean rich text: old encodings, capitals, note marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from papidesk.domain.richtext import Mark, RichText, Style, tidy
from papidesk.text.clean import clean
from papidesk.text.legacy import convert
from papidesk.word.reading.inline import Bit
from papidesk.word.reading.symbols import LEGACY_FONT, is_symbol_font, signs

Recode = Callable[[str], str]


def unchanged(text: str) -> str:
    """Return ``text``: the recoding of a paper that is Unicode already."""
    return text


def plain_bits(bits: Iterable[Bit], recode: Recode = unchanged) -> list[Bit]:
    """Return ``bits`` in clean Unicode as they are shown, the same number in the same order."""
    shown = [Bit(_shown(bit, recode), bit.look, bit.note) for bit in bits]
    joined = "".join(bit.text for bit in shown)
    cleaned = clean(joined)
    if cleaned == joined:
        return shown
    if len(shown) == 1:
        return [Bit(cleaned, shown[0].look, shown[0].note)]
    parts = [clean(text) for text in _whole_letters([bit.text for bit in shown])]
    if len("".join(parts)) == len(cleaned):
        # What only shows in the whole, a look-alike of đ in a word of two runs, is taken over.
        parts = _cut(cleaned, [len(part) for part in parts])
    return [Bit(text, bit.look, bit.note) for text, bit in zip(parts, shown, strict=True)]


def _shown(bit: Bit, recode: Recode) -> str:
    text, font = bit.text, bit.look.font
    if not text.isascii() and LEGACY_FONT.match(font):
        text = convert(text, font)
    elif LEGACY_FONT.match(font) and font.endswith("H"):
        text = text.upper()  # .VnTimeH draws small letters as capitals
    elif is_symbol_font(font):
        text = signs(font, text)
    else:
        text = recode(text)
    return text.upper() if bit.look.caps else text


def _whole_letters(texts: list[str]) -> list[str]:
    """Move combining marks that begin a text to the end of the one before."""
    whole = list(texts)
    for index in range(1, len(whole)):
        while whole[index] and unicodedata.combining(whole[index][0]):
            whole[index - 1] += whole[index][0]
            whole[index] = whole[index][1:]
    return whole


def _cut(text: str, lengths: list[int]) -> list[str]:
    parts, at = [], 0
    for length in lengths:
        parts.append(text[at : at + length])
        at += length
    return parts


def rich_text(bits: Iterable[Bit], notes: Callable[[str], str]) -> RichText:
    """Return clean bits as one rich text; ``notes`` gives the id of a note's reference.

    A note mark covers the last visible character before its reference, so that no character is
    added that the paper does not have.
    """
    parts: list[str] = []
    marks: list[Mark] = []
    at = 0
    waiting: list[str] = []
    for bit in bits:
        if bit.note:
            waiting.append(bit.note)
        elif bit.text:
            end = at + len(bit.text)
            marks += [Mark(start=at, end=end, style=style) for style in _styles(bit)]
            parts.append(bit.text)
            at = end
        if waiting and at:
            marks += [Mark(start=at - 1, end=at, style="note", ref=notes(r)) for r in waiting]
            waiting = []
    text = "".join(parts)
    return RichText(text=text, marks=tidy(marks, len(text)) if marks else ())


def _styles(bit: Bit) -> list[Style]:
    look = bit.look
    found: list[Style] = []
    if look.bold:
        found.append("b")
    if look.italic:
        found.append("i")
    if look.underline:
        found.append("u")
    if look.script == "sup":
        found.append("sup")
    elif look.script == "sub":
        found.append("sub")
    return found


def usual_size(bits: Iterable[Bit]) -> float:
    """Return the size, in points, of most letters; 0 for no letters."""
    weights: dict[float, int] = {}
    for bit in bits:
        if bit.text.strip():
            weights[bit.look.size] = weights.get(bit.look.size, 0) + len(bit.text)
    return max(weights, key=lambda size: weights[size]) if weights else 0.0
