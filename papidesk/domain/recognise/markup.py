"""Markdown-like signs inside lines: what is formatting, what is text, and where each stood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papidesk.domain.manuscript import Piece
from papidesk.domain.richtext import Mark, RichText, Style, tidy

_TOKEN = re.compile(
    r"\*{1,3}|\\[!-/:-@\[-`{-~]|\^\{[^{}\n]{1,40}\}|\[\^[^\]\s]{1,20}\]"
    r"|</?(?:b|strong|i|em|u|sup|sub)>|<br ?/?>",
    re.IGNORECASE,
)
_TAGS: dict[str, Style] = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "sup": "sup", "sub": "sub",
}  # fmt: skip
_STARS: dict[int, tuple[Style, ...]] = {1: ("i",), 2: ("b",), 3: ("b", "i")}
_SIGNS = ("*", "\\", "^{", "[^", "<")


class _Stretch:
    """One line on its way to rich text: kept parts, marks, and where each part stood."""

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.parts: list[str] = []
        self.marks: list[Mark] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def keep(self, start: int, text: str) -> None:
        if not text:
            return
        self.pieces.append(Piece(offset=self.length, line=self.line, column=self.column + start))
        self.parts.append(text)
        self.length += len(text)


def has_signs(text: str) -> bool:
    """Tell whether a line holds anything that may be markup (a cheap test before the real one)."""
    return any(sign in text for sign in _SIGNS)


def parse_lines(
    lines: Sequence[tuple[str, int, int]],
) -> list[tuple[RichText, tuple[Piece, ...]]]:
    """Return the rich text of the lines of one paragraph and where its parts stood.

    ``lines`` are (text, line number, column of its first character). Stars open and close across
    lines of the same paragraph; a star without a partner stays in the text.
    """
    tokens = [
        (index, match)
        for index, (text, _, _) in enumerate(lines)
        if has_signs(text)
        for match in _TOKEN.finditer(text)
    ]
    roles = _roles(tokens, lines)
    of_line: dict[int, list[int]] = {}
    for position, (owner, _) in enumerate(tokens):
        of_line.setdefault(owner, []).append(position)
    results = []
    open_since: dict[Style, int] = {}
    for index, (text, number, column) in enumerate(lines):
        stretch = _Stretch(number, column)
        open_since = dict.fromkeys(open_since, 0)
        at = 0
        for position in of_line.get(index, ()):
            match = tokens[position][1]
            stretch.keep(at, text[at : match.start()])
            at = match.end()
            _apply(stretch, match, roles.get(position, ()), open_since)
        stretch.keep(at, text[at:])
        for style, start in open_since.items():
            stretch.marks.append(Mark(start=start, end=stretch.length, style=style))
        rich = RichText(text="".join(stretch.parts), marks=tidy(stretch.marks, stretch.length))
        results.append((rich, tuple(stretch.pieces)))
    return results


def _apply(
    stretch: _Stretch,
    match: re.Match[str],
    toggles: tuple[Style, ...],
    open_since: dict[Style, int],
) -> None:
    token = match[0]
    if toggles:
        for style in toggles:
            if style in open_since:
                start = open_since.pop(style)
                stretch.marks.append(Mark(start=start, end=stretch.length, style=style))
            else:
                open_since[style] = stretch.length
    elif token[0] == "\\":
        stretch.keep(match.start() + 1, token[1])
    elif token.startswith("^{"):
        start = stretch.length
        stretch.keep(match.start() + 2, token[2:-1])
        stretch.marks.append(Mark(start=start, end=stretch.length, style="sup"))
    elif token.lower().startswith("<br"):
        stretch.keep(match.start(), "\n")
    else:
        stretch.keep(match.start(), token)


def _roles(
    tokens: list[tuple[int, re.Match[str]]], lines: Sequence[tuple[str, int, int]]
) -> dict[int, tuple[Style, ...]]:
    """Return which tokens switch which styles: stars and tags that have a partner."""
    roles: dict[int, tuple[Style, ...]] = {}
    waiting: dict[str, int] = {}
    for position, (owner, match) in enumerate(tokens):
        token = match[0].lower()
        if token[0] == "<" and not token.startswith("<br"):
            name = token.strip("</>")
            if token[1] != "/":
                waiting[name] = position
            elif name in waiting:
                roles[waiting.pop(name)] = roles[position] = (_TAGS[name],)
        elif token[0] == "*":
            _pair_stars(roles, waiting, position, match, lines[owner][0])
    return roles


def _pair_stars(
    roles: dict[int, tuple[Style, ...]],
    waiting: dict[str, int],
    position: int,
    match: re.Match[str],
    text: str,
) -> None:
    stars = match[0]
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    styles = _STARS[len(stars)]
    if stars in waiting:
        # "(*)" and "5 * 3" are no italics: a closing star clings to the text before it.
        if len(stars) > 1 or (before and not before.isspace() and not after.isalnum()):
            roles[waiting.pop(stars)] = roles[position] = styles
        return
    if len(stars) > 1 or (
        after and not after.isspace() and after not in ")*" and not before.isalnum()
    ):
        waiting[stars] = position
