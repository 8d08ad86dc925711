"""Everything the program says is there in Vietnamese, with the same values to fill in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from papidesk.i18n import LANGUAGES
from tests.house.tree import ROOT, SOURCES

LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "gettext": None}
# The message ids are English, so English needs no catalogue.
TRANSLATED = sorted(set(LANGUAGES) - {"en"})
PLACES = re.compile(r"\{[^{}]*\}|%[sd]|&(?=\w)|<[^<>]+>")


@cache
def catalogue(language: str) -> Catalog:
    """Return the written catalogue of a language."""
    path = LOCALE / language / "LC_MESSAGES" / "papidesk.po"
    assert path.is_file(), "there is no catalogue yet: run make locale"
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def said() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield where the program says something, and what."""
    for source in map(Path, SOURCES):
        if source.suffix:
            found = extract_from_file("python", ROOT / source, keywords=KEYWORDS)
            yield from ((f"{source}:{line}", message) for line, message, _, _ in found)
        else:
            inside = extract_from_dir(ROOT / source, [("**.py", "python")], keywords=KEYWORDS)
            yield from ((f"{source}/{at}:{line}", message) for at, line, message, _, _ in inside)


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_the_program_says_is_translated(language: str) -> None:
    written = catalogue(language)
    missing = []
    for place, text in said():
        message = written.get(text)
        if message is None or message.fuzzy or not all(forms(message.string)):
            missing.append(f"{place}: {text}")
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_its_original(language: str) -> None:
    def differs(message: Message) -> bool:
        wanted = sorted(PLACES.findall(forms(message.id)[-1]))
        return any(sorted(PLACES.findall(form)) != wanted for form in forms(message.string))

    assert [m.id for m in catalogue(language) if m.id and differs(m)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_not_the_english_sentence(language: str) -> None:
    # Two words in a row make a sentence; "PDF (*.pdf)" and names may stay as they are.
    words = re.compile(r"[a-z]{2,} [a-z]{2,}")
    same = [m.id for m in catalogue(language) if m.id == m.string and words.search(str(m.id))]
    assert same == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_are_composed_unicode(language: str) -> None:
    text = (LOCALE / language / "LC_MESSAGES" / "papidesk.po").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
