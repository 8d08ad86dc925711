"""The official styles a person can choose, by the numbering scheme of the text."""

from __future__ import annotations

from dataclasses import dataclass

from papidesk.errors import N_


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """One style: its name in the surface, the word on its button, what it is, its key."""

    name: str
    word: str
    tip: str
    key: str = ""


_PARAGRAPH = StyleChoice("paragraph", N_("Paragraph"), N_("Running text"), "Ctrl+Alt+0")
_DASH = StyleChoice("item1", N_("– Dash"), N_("Item with a dash"), "Ctrl+Alt+8")
# Rarely used: they stand in the menu at the end of the strip.
FURTHER = (
    StyleChoice("item2", N_("+ Plus"), N_("Item of the second level"), "Ctrl+Alt+9"),
    StyleChoice("center", N_("Centred"), N_("Centred line"), "Ctrl+Alt+E"),
    StyleChoice("right", N_("At the right"), N_("Line at the right"), "Ctrl+Alt+R"),
    StyleChoice("note", N_("Note"), N_("Note in small type"), ""),
)
_ROMAN = (
    StyleChoice("heading1", N_("Section I"), N_("Section with a Roman number"), "Ctrl+Alt+1"),
    StyleChoice("heading2", N_("Section 1"), N_("Section with an Arabic number"), "Ctrl+Alt+2"),
    StyleChoice("heading3", N_("Point a"), N_("Point with a letter"), "Ctrl+Alt+3"),
)
_ARABIC = (
    StyleChoice("heading1", N_("Section 1"), N_("Section with an Arabic number"), "Ctrl+Alt+1"),
    StyleChoice("heading2", N_("Section 1.1"), N_("Section with two numbers"), "Ctrl+Alt+2"),
    StyleChoice("heading3", N_("Point a"), N_("Point with a letter"), "Ctrl+Alt+3"),
)
_ARTICLES = (
    StyleChoice("heading1", N_("Part"), N_("Part (Phần)"), "Ctrl+Alt+1"),
    StyleChoice("heading2", N_("Chapter"), N_("Chapter (Chương)"), "Ctrl+Alt+2"),
    StyleChoice("heading3", N_("Section"), N_("Section (Mục)"), "Ctrl+Alt+3"),
    StyleChoice("heading5", N_("Article"), N_("Article (Điều)"), "Ctrl+Alt+5"),
    StyleChoice("heading6", N_("Clause"), N_("Clause (khoản)"), "Ctrl+Alt+6"),
    StyleChoice("heading7", N_("Point"), N_("Point (điểm)"), "Ctrl+Alt+7"),
)
_SUBSECTION = StyleChoice("heading4", N_("Subsection"), N_("Subsection (Tiểu mục)"), "Ctrl+Alt+4")
_HEADINGS = {"roman": _ROMAN, "arabic": _ARABIC, "articles": _ARTICLES}
SCHEME_NAMES = {
    "roman": N_("I. – 1. – a)"),
    "arabic": N_("1. – 1.1. – a)"),
    "articles": N_("Phần – Chương – Mục – Điều – khoản – điểm"),
}


def choices(scheme: str) -> tuple[StyleChoice, ...]:
    """Return the styles on the strip for a numbering scheme, from the highest."""
    return (*_HEADINGS.get(scheme, _ROMAN), _DASH, _PARAGRAPH)


def further(scheme: str) -> tuple[StyleChoice, ...]:
    """Return the styles in the menu at the strip's end."""
    return (_SUBSECTION, *FURTHER) if scheme == "articles" else FURTHER
