r"""Formatting inside a line of a template: <b>, <i>, <u>, <sup>, <sub>, <note id>, <fig ref>, <br>.

A backslash before any sign means the sign itself. A "<" that begins none of these tags is a "<".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.domain.richtext import Mark, RichText, Run, Style, tidy, to_runs

_TAG = re.compile(r"<(?:(/?)(b|i|u|sup|sub)|(/)(note|fig)|(note|fig) ([^<>\s]{1,2000})|(br))>")
# What would mean something at the start of a line, of a cell, or after a sign.
_FIRST = set("#@+-[]= ")
_SPECIAL = re.compile(r"[\\<|{}]|(?<=\{)[%#]")
_STYLES: dict[str, Style] = {
    "b": "b", "i": "i", "u": "u", "sup": "sup", "sub": "sub", "note": "note", "fig": "figure",
}  # fmt: skip
_NAMES = {style: name for name, style in _STYLES.items()}


class UnclosedTagError(ValueError):
    """A tag that is opened or closed alone."""


def escaped(text: str) -> str:
    """Return ``text`` so that reading it as markup gives exactly ``text``."""
    if not text:
        return ""
    first = "\\" if text[0] in _FIRST else ""
    blank_end = len(text) > 1 and text[-1] == " "
    bare = _SPECIAL.sub(r"\\\g<0>", text[:-1] if blank_end else text)
    return first + bare.replace("\n", "<br>") + ("\\ " if blank_end else "")


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the signs of ``text`` one by one, and whether a backslash made each literal."""
    literal = False
    for sign in text:
        if literal:
            yield sign, True
            literal = False
        elif sign == "\\":
            literal = True
        else:
            yield sign, False
    if literal:
        yield "\\", True


def split(text: str, sign: str) -> list[str]:
    """Return the parts of ``text`` between plain ``sign``; escaped ones stay, still escaped."""
    parts = [""]
    for found, literal in pieces(text):
        if found == sign and not literal:
            parts.append("")
        else:
            parts[-1] += "\\" + found if literal else found
    return parts


def stripped(text: str) -> str:
    """Return ``text`` without blanks at its ends, but for those that are escaped."""
    text = text.lstrip()
    bare = text.rstrip()
    trailing = len(bare) - len(bare.rstrip("\\"))
    return text[: len(bare) + 1] if trailing % 2 and len(bare) < len(text) else bare


def plain(text: str) -> str:
    """Return the words of a piece of markup without formatting."""
    return rich(text).text


def rich(text: str) -> RichText:
    """Return a piece of markup as text with formatting; raises :class:`UnclosedTagError`."""
    text = stripped(text)
    letters: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[Style, str, int]] = []
    at = 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            letters.append(text[at + 1])
            at += 2
            continue
        tag = _TAG.match(text, at) if text[at] == "<" else None
        if tag is None:
            letters.append(text[at])
            at += 1
            continue
        at = tag.end()
        if tag[7]:
            letters.append("\n")
        elif tag[2] and not tag[1]:
            opened.append((_STYLES[tag[2]], "", len(letters)))
        elif tag[5]:
            opened.append((_STYLES[tag[5]], tag[6], len(letters)))
        else:
            marks.append(_closed(opened, _STYLES[tag[2] or tag[4]], len(letters)))
    if opened:
        raise UnclosedTagError(f"<{_NAMES[opened[-1][0]]}>")
    return RichText(text="".join(letters), marks=tidy(marks, len(letters)))


def _closed(opened: list[tuple[Style, str, int]], style: Style, end: int) -> Mark:
    for index in range(len(opened) - 1, -1, -1):
        if opened[index][0] == style:
            _, ref, start = opened.pop(index)
            return Mark(start=start, end=end, style=style, ref=ref)
    raise UnclosedTagError(f"</{_NAMES[style]}>")


def written(text: RichText) -> str:
    """Return ``text`` as markup that :func:`rich` reads back."""
    parts = []
    for run in to_runs(text):
        tags = _tags(run)
        opening = "".join(f"<{name}>" for name in tags)
        closing = "".join(f"</{name.split(' ')[0]}>" for name in reversed(tags))
        inner = _inside(run.text) if tags else escaped(run.text)
        parts.append(f"{opening}{inner}{closing}")
    return "".join(parts)


def _inside(text: str) -> str:
    # Between tags nothing is at the start of a line; blanks at the ends are safe there as well.
    return escaped(f".{text}.")[1:-1]


def _tags(run: Run) -> list[str]:
    tags = [
        name
        for name, on in (("b", run.bold), ("i", run.italic), ("u", run.underline))
        if on
    ]  # fmt: skip
    if run.script:
        tags.append(run.script)
    if run.note:
        tags.append(f"note {run.note}")
    if run.figure:
        tags.append(f"fig {run.figure}")
    return tags
