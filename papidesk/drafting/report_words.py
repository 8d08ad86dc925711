"""Words of a report: text with live figures in it, and lists joined as Vietnamese joins them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from papidesk.domain import figure_text
from papidesk.domain.figures import FigureRef, How
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText, Run, from_runs, joined, to_runs
from papidesk.text.fold import fold

Thing = TypeVar("Thing")
PLACE = "{n}"
_NUMBERING = re.compile(r"[\W\d_]+")


def shown(value: Decimal | None, how: How) -> str:
    """Return a figure as a field of that kind shows it."""
    if how == "rounded":
        return figure_text.rounded(value)
    return figure_text.two_digits(value) if how == "two" else figure_text.written(value)


def field(ref: FigureRef, value: Decimal | None, how: How = "") -> RichText:
    """Return a live field of ``ref`` showing ``value``."""
    named = replace(ref, how=how).ref
    return from_runs([Run(text=shown(value, how), figure=named)])


def with_figure(text: str, figure: RichText) -> RichText:
    """Return ``text`` with the live field in the place of "{n}"."""
    before, _, after = text.partition(PLACE)
    return from_runs([Run(text=before), *to_runs(figure), Run(text=after)])


def plain(text: str) -> RichText:
    """Return ``text`` without formatting."""
    return RichText(text=text)


def together(*parts: RichText | str) -> RichText:
    """Return the parts one after the other."""
    return joined([plain(part) if isinstance(part, str) else part for part in parts])


def listed(parts: Sequence[RichText], comma: str = ", ") -> RichText:
    """Return "a", "a và b", "a, b và c" with formatting kept; empty for no parts."""
    if len(parts) < 2:
        return joined(parts)
    return together(joined(parts[:-1], comma), " và ", parts[-1])


def names(texts: Iterable[str], comma: str = ", ") -> str:
    """Return texts as one list; see :func:`listed`."""
    return listed([plain(text) for text in texts], comma).text


def sentence(text: RichText) -> RichText:
    """Return ``text`` with a capital at its beginning and a full stop at its end."""
    bare = text.text.rstrip()
    first = bare[:1].upper() + bare[1:]
    end = "" if bare.endswith((".", "…")) else "."
    return RichText(text=first + end, marks=text.cut(0, len(bare)).marks)


def bare(text: str) -> str:
    """Return a task's or entry's text as a part of a sentence: one line, no stop at its end."""
    return " ".join(text.split()).rstrip(" .;,:/")


def lowered(text: str) -> str:
    """Return ``text`` with a small first letter, unless its first word is a name or acronym."""
    first = text.split(" ", 1)[0]
    if len(first) > 1 and first[1:] != first[1:].lower():
        return text
    return text[:1].lower() + text[1:]


def stem(text: str) -> str:
    """Return what texts that differ in a number or a day only have in common."""
    return _NUMBERING.sub(" ", fold(text)).strip()


def unlike(things: Iterable[Thing], text: Callable[[Thing], str]) -> list[Thing]:
    """Return the first of each kind of thing, told apart by the :func:`stem` of its text."""
    found: dict[str, Thing] = {}
    for thing in things:
        found.setdefault(stem(text(thing)), thing)
    return list(found.values())
