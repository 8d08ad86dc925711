"""LibreOffice's page of our Word file agrees with our own PDF: words, pages, places, rules.

LibreOffice stands in for Word, which is not at hand. It widens inseparable spaces in italics and
puts the leading of a line below its letters instead of above; the tolerances allow for that.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
import pytest

from papidesk.domain.document import Document
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import recognise
from papidesk.paths import resource
from papidesk.printing.render import printed, render
from papidesk.word.writer import write
from tests.word.conftest import Convert
from tests.word.papers import PAPERS, addressed

MM = 72 / 25.4
ACROSS = 2.0 * MM
DOWN = 1.6 * MM
ALL = pytest.mark.parametrize("name", PAPERS)


class Word(NamedTuple):
    """A word and the left end of its baseline, in points from the upper left corner."""

    text: str
    x: float
    y: float


class Rule(NamedTuple):
    """A drawn horizontal line."""

    left: float
    right: float
    y: float


class Page(NamedTuple):
    """What was measured on a page."""

    size: tuple[int, int]
    words: list[Word]
    rules: list[Rule]


def measured(path: Path) -> list[Page]:
    """The pages of a PDF."""
    with pdfplumber.open(path) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page: Any) -> Page:
    height = float(page.height)
    found = page.extract_words(return_chars=True, x_tolerance=1.2)
    words = [Word(w["text"], w["x0"], height - w["chars"][0]["matrix"][5]) for w in found]
    drawn = [*page.lines, *page.rects, *page.curves]
    rules = [
        Rule(each["x0"], each["x1"], each["top"])
        for each in drawn
        if each["x1"] - each["x0"] > 20 and each["bottom"] - each["top"] < 2
    ]
    return Page((round(page.width), round(page.height)), words, sorted(rules, key=lambda r: r.y))


def samples() -> dict[str, Document]:
    """The samples that come with the program."""
    return {
        path.stem: recognise(read_text(path.read_text(encoding="utf-8"), path.name)).document
        for path in sorted(resource("sample").glob("*.txt"))
    }


@pytest.fixture(scope="module")
def theirs(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """LibreOffice's pages of each Word file."""
    folder = tmp_path_factory.mktemp("papers")
    files = []
    made = {name: make() for name, make in PAPERS.items()} | {"addressed": addressed()} | samples()
    for name, document in made.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(write(document))
    return {name: measured(path) for name, path in convert(files, "pdf").items()}


Both = dict[str, tuple[list[Page], list[Page]]]


@pytest.fixture(scope="module")
def both(theirs: dict[str, list[Page]], tmp_path_factory: pytest.TempPathFactory) -> Both:
    """For each paper LibreOffice's pages of the Word file, and ours."""
    folder = tmp_path_factory.mktemp("ours")
    found = {}
    for name, make in PAPERS.items():
        (folder / f"{name}.pdf").write_bytes(render(make()))
        found[name] = (theirs[name], measured(folder / f"{name}.pdf"))
    return found


def glyphs(page: Page) -> Counter[str]:
    """The letters on a page: words are told apart by gaps, which justification changes."""
    return Counter(letter for word in page.words for letter in word.text)


@ALL
def test_pages_have_the_same_number_size_and_words(name: str, both: Both) -> None:
    theirs, ours = both[name]
    assert [page.size for page in theirs] == [page.size for page in ours]
    for number, (their, our) in enumerate(zip(theirs, ours, strict=True), start=1):
        assert glyphs(their) == glyphs(our), f"page {number}"


def test_the_samples_have_the_same_words_on_as_many_pages(theirs: dict[str, list[Page]]) -> None:
    for name, document in samples().items():
        made = printed(document)
        assert len(theirs[name]) == made.pages, name
        with pdfplumber.open(io.BytesIO(made.pdf)) as pdf:
            ours = [_page(page) for page in pdf.pages]
        # Word may divide a number like 05/KH-UBND at the line's end, our page does not.
        assert sum(map(glyphs, theirs[name]), Counter()) == sum(map(glyphs, ours), Counter()), name


def _pairs(their: Page, our: Page) -> list[tuple[Word, Word]]:
    """The same words of two pages, in the order from above and the left."""
    places: dict[str, tuple[list[Word], list[Word]]] = defaultdict(lambda: ([], []))
    for side, page in enumerate((their, our)):
        for word in page.words:
            places[word.text][side].append(word)
    found = []
    for text, (mine, other) in places.items():
        if len(mine) == len(other) and re.search(r"\w", text):
            key = lambda word: (round(word.y / 8), word.x)  # noqa: E731
            found += list(zip(sorted(mine, key=key), sorted(other, key=key), strict=True))
    return found


@ALL
def test_words_stand_in_the_same_places(name: str, both: Both) -> None:
    for number, (their, our) in enumerate(zip(*both[name], strict=True), start=1):
        pairs = _pairs(their, our)
        assert len(pairs) > 0.8 * len(our.words)
        far = [
            (number, a.text, round((a.x - b.x) / MM, 1), round((a.y - b.y) / MM, 1))
            for a, b in pairs
            if abs(a.x - b.x) > ACROSS or abs(a.y - b.y) > DOWN
        ]
        assert far == []


@ALL
def test_rules_have_the_same_place_and_length(name: str, both: Both) -> None:
    theirs, ours = both[name][0][0], both[name][1][0]
    for rule in [rule for rule in ours.rules if rule.y < 250]:
        near = [
            other
            for other in theirs.rules
            if abs(other.y - rule.y) < DOWN
            and abs(other.left - rule.left) < 0.5 * MM
            and abs(other.right - rule.right) < 0.5 * MM
        ]
        assert near, rule


@ALL
def test_the_rule_below_the_motto_is_as_long_as_the_motto(name: str, both: Both) -> None:
    page = both[name][0][0]
    motto = [w for w in page.words if w.text in ("Độc", "Hạnh", "phúc") and w.y < 120]
    left = min(word.x for word in motto)
    rule = next(r for r in page.rules if abs(r.left - left) < 0.5 * MM)
    assert rule.right - rule.left == pytest.approx(171.4, abs=1)


def test_the_address_stands_at_the_foot_of_the_first_page_alone(
    theirs: dict[str, list[Page]],
) -> None:
    with_address = [
        number
        for number, page in enumerate(theirs["addressed"])
        if any(word.text == "0123.456.789" for word in page.words)
    ]
    assert with_address == [0]
    first = theirs["addressed"][0]
    word = next(word for word in first.words if word.text == "0123.456.789")
    above = [rule for rule in first.rules if 0 < word.y - rule.y < 20]
    assert above
    assert above[0].right - above[0].left == pytest.approx(160 * MM, abs=1)


def test_page_numbers_stand_in_the_middle_of_the_top_margin_from_page_two_on(
    theirs: dict[str, list[Page]],
) -> None:
    numbers = []
    for page in theirs["plan"]:
        found = [w for w in page.words if w.y < 20 * MM and w.text.isdigit()]
        numbers.append(found[0].text if found else "")
        for word in found:
            assert word.y == pytest.approx(13 * MM, abs=1)
    assert numbers == ["", "2", "3", "", "2", ""]
