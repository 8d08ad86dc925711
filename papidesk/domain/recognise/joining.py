"""Paragraphs that a file broke into lines, made whole again."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from papidesk.domain.recognise import words
from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.strip import Strip, cut, join
from papidesk.text.syllables import is_syllable

_ENDS = (".", ";", ":", "!", "?", "./", "…")
_CLOSERS = "\"”’')]*_ "
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# Words and signs that nothing ends with: what follows on the next line goes on.
_DANGLING = re.compile(
    r"(?:\b(?:số|của|và|với|cho|về|các|những|theo|từ|đến|thuộc|bởi|là|do|tại|trong|trên|ngày)"
    r"|[^\W_]/[\w.&]+-|\(|,)$"
)
# After these a name in capitals goes on, too; "chuyển đổi số" and "tồn tại" end titles.
_BEFORE_NAMES = re.compile(
    r"(?:\b(?:của|và|với|các|những|thuộc|bởi|Nghị định|Luật|Bộ|Sở|Thủ tướng|Uỷ ban|Ủy ban)"
    r"|[^\W_]/[\w.&]+-)$"
)
_GOES_ON = re.compile(r"[^\W\d_]|\d+(?:[/.-]\d+)*(?:/|\s+(?:tháng|năm|ngày|của|đến)\b|,)|[“\"(]\w")
_CITED_NUMBER = re.compile(r"\d+(?:[/.-]\d+)*(?:/|\s+(?:tháng|năm)\b)|\d{4}\b")
# A sentence that has just begun when the line ends: "… điện tử. Phòng".
_JUST_BEGUN = re.compile(r"[^\W\d_]{2}\. [A-ZĐÀ-Ỹ][^\W\d_]*(?: [^\W\d_]+){0,3}$")
_DATE_OPEN = re.compile(r"\b(?:ngày|tháng|năm|số)$")
# A line shorter than this was not broken by the width of a page.
_FULL = 55
# Capitals take more room than small letters in the fonts of printed papers.
_CAPITALS_WIDER = 1.2
# The first line of a paragraph stands at least this many characters further in.
_STEP = 3
# What stands further in than this is no first line, but centred or a column of its own.
_DEEPEST = 16
# Longer lines than this are paragraphs, not lines of a page.
_WIDEST = 170


class Habit(msgspec.Struct, frozen=True):
    """How a file breaks its lines.

    ``width`` is how many characters a full line has, 0 when it breaks none; ``margin`` where
    lines begin that go on. ``indented``: first lines of paragraphs stand further in, every one.
    """

    width: int = 0
    widest: int = 0
    margin: float = 0.0
    indented: bool = False


def habit_of(strips: list[Strip]) -> Habit:
    """Tell whether a file is wrapped at a fixed width, and at which."""
    reaches: list[float] = []
    indents: list[float] = []
    steps = together = 0
    for before, strip in pairwise(strips):
        if strip.blank_before or strip.grid or before.grid or strip.cell >= 0:
            continue
        together += 1
        if marker_of(strip.text):
            continue
        # Vietnamese lines broken by width mostly go on in small letters; where the first lines
        # stand further in, one that stands further out goes on whatever its letters.
        inwards = before.indent - strip.indent
        step = _STEP <= inwards <= _DEEPEST and len(before.text) >= _FULL
        if step or (_open_end(before.text) and strip.text[:1].islower()):
            reaches.append(len(before.text) + before.indent)
            indents.append(strip.indent)
            steps += step
    # One step in is as good as a further line: nobody indents by chance.
    share = 0.05 if steps else 0.1
    if len(reaches) + min(steps, 1) < 3 or len(reaches) < share * together:
        return Habit()
    # A line that was made whole already is no measure of the page.
    usual = sorted(reaches)[len(reaches) // 2]
    reaches = sorted(reach for reach in reaches if reach <= 1.4 * usual)
    width = int(reaches[int(len(reaches) * 0.85)])
    if not 35 <= width <= _WIDEST:
        return Habit()
    margin = sorted(indents)[len(indents) // 2]
    # A centred title over two lines is among them, too.
    at_margin = sum(indent < margin + _STEP for indent in indents)
    return Habit(
        width=width,
        widest=int(reaches[-1]),
        margin=margin,
        indented=steps > 0 and at_margin >= len(indents) - 1 - len(indents) // 10,
    )


def joined(strips: list[Strip], habit: Habit) -> list[Strip]:
    """Return the strips with broken paragraphs, items and headings made whole."""
    result: list[Strip] = []
    run: list[Strip] = []
    separators: list[str] = []
    for strip in strips:
        if run and (separator := _joint(run[0], run[-1], strip, habit)) is not None:
            if not separator and _hyphenation(run[-1].text, strip.text):
                run[-1] = cut(run[-1], 0, len(run[-1].text) - 1)
            run.append(strip)
            separators.append(separator)
            continue
        if run:
            result.append(join(run, separators))
        run, separators = [strip], []
    if run:
        result.append(join(run, separators))
    return result


def _open_end(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    return not bare.endswith(_ENDS)


def _opens_closing(before: Strip, strip: Strip) -> bool:
    """Tell the paragraph that ends a paper: a sentence of its own, however full the line above."""
    return strip.text.startswith("Trên đây") and not _open_end(before.text)


def _joint(first: Strip, before: Strip, strip: Strip, habit: Habit) -> str | None:
    """Return what to put between a line and the next one of its paragraph, None when it ends."""
    if strip.grid is not None or before.grid is not None or before.cell != strip.cell:
        return None
    if strip.number or strip.bullet or not strip.text or not before.text:
        return None
    if _opens_closing(before, strip):
        return None
    if not _belongs(first, before, strip, habit):
        return None
    return _separator(before.text, strip.text)


def _belongs(first: Strip, before: Strip, strip: Strip, habit: Habit) -> bool:
    text = strip.text
    lower = text[0].islower()
    if before.bold != strip.bold and (before.heading or len(before.text) < _FULL or not lower):
        # A bold heading does not run on in plain text; a long plain line may end in bold.
        return strip.soft and not marker_of(text)
    if _left_open(before, strip):
        return True
    mark = marker_of(text)
    if mark is not None and (mark.sure or mark.style in ("upper", "dash", "plus", "bullet")):
        return False
    capitals = words.is_capitals(text)
    if (
        capitals != words.is_capitals(before.text)
        and not lower
        and (len(text) > 12 or text.endswith(":"))
    ):
        return strip.soft and not capitals
    if strip.soft:
        return True
    if strip.heading and not (before.heading and lower):
        return False
    # Where every paragraph begins further in, a page's end between two lines means nothing.
    if habit.width and (habit.indented or not strip.blank_before):
        goes_on = _wrapped(before, strip, habit)
    else:
        goes_on = _cut_by_page(first, before, strip)
    return goes_on and not (words.is_layout(text) or words.is_rule(text))


def _left_open(before: Strip, strip: Strip) -> bool:
    """Tell a line that stops in the middle of a citation or phrase: "Căn cứ Nghị định số"."""
    tail, text = before.text[-40:].rstrip(), strip.text[:60]
    if strip.heading != before.heading or words.is_layout(strip.text) or len(before.text) < 12:
        return False
    if _DATE_OPEN.search(tail) and (text[0].islower() or _CITED_NUMBER.match(text)):
        return True
    if _GOES_ON.match(text) is None or marker_of(strip.text) is not None:
        return False
    if text[0].islower():
        return _DANGLING.search(tail) is not None
    symbol = tail.endswith("-")
    if strip.blank_before or (words.is_capitals(strip.text) and not symbol):
        return False
    return _BEFORE_NAMES.search(tail) is not None


def _wrapped(before: Strip, strip: Strip, habit: Habit) -> bool:
    """Tell whether the next word would not have fitted on the line before."""
    if strip.indent >= before.indent + 3 and not _open_end(before.text):
        return False
    word = len(strip.text.split(None, 1)[0])
    reach = before.indent + len(before.text) + 1 + word
    if habit.indented and not words.is_capitals(before.text):
        return strip.indent < habit.margin + _STEP and reach > 0.6 * habit.width
    if words.is_capitals(before.text):
        reach *= _CAPITALS_WIDER
    if strip.text[0].islower() and _open_end(before.text):
        return len(before.text) + before.indent >= 0.45 * habit.width
    if _open_end(before.text):
        return reach > 0.86 * habit.width
    # A sentence that ends with the line: only a line that is quite full goes on.
    inside = strip.indent <= before.indent and strip.indent < habit.margin + 3
    full = reach > habit.widest and inside
    return full and not before.text.rstrip(_CLOSERS).endswith((";", ":"))


def _cut_by_page(first: Strip, before: Strip, strip: Strip) -> bool:
    """Tell whether one paragraph goes on after a page break or an empty line."""
    text = before.text
    if not _open_end(text):
        return False
    emphasised = (before.bold or before.heading > 0) and (strip.bold or strip.heading > 0)
    heading_over_two = (
        marker_of(first.text) is not None
        and words.is_capitals(text)
        and words.is_capitals(strip.text)
        and not strip.blank_before
        and marker_of(strip.text) is None
        and emphasised == (before.bold or before.heading > 0)
        and len(text) > 20
    )
    if heading_over_two:
        return True
    if not strip.blank_before and len(text) >= _FULL and _JUST_BEGUN.search(text[-40:]):
        return True
    if strip.text[0].islower():
        return len(text) >= _FULL or (emphasised and len(text) >= 30)
    if text.endswith((",", " -", " –")):
        return len(text) >= _FULL
    return False


def _separator(before: str, text: str) -> str:
    """Return "" after a hyphen that parts a word or joins two, else a blank."""
    if not before.endswith("-"):
        return " "
    parted = _HYPHENATED.search(before)
    return "" if parted and text[0].isalpha() else " "


def _hyphenation(before: str, text: str) -> bool:
    """Tell whether a hyphen at a line's end parts one syllable (and must go when joining)."""
    parted, follows = _HYPHENATED.search(before), _FIRST_WORD.match(text)
    if parted is None or follows is None or not follows[0].islower():
        return False
    return is_syllable(parted[1] + follows[0])
