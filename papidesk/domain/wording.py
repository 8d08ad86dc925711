"""How single lines of a paper are worded: number, date, end mark, lists, tied spaces."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache

from papidesk.domain.document import IssueDate
from papidesk.domain.richtext import RichText
from papidesk.paths import resource
from papidesk.text.fold import fold

NBSP = "\u00a0"
# What a number or day that is not given yet looks like: room to write it in by hand.
BLANK = NBSP * 5
NO_PLACE = "…………"
END_MARK = "./."

_NUMBERED = (
    r"\b(?:số|ngày|tháng|năm|quý|Điều|khoản|Khoản|Chương|Mục|mục|Phần|Phụ lục|phụ lục|trang|Quý) "
)
# A dash between words stays with the word before it: at a line's start it would look like an item.
_OTHERS = r"|\b[Đđ]iểm (?=[a-zđ]\b)|(?<=\S) (?=[-–] )"
# Justified text: long numbers ("số 06/CT-CTUBND") stay free, since what moves to the next line
# with them leaves a line with gaps.
_GLUE = re.compile(rf"{_NUMBERED}(?=(?:\d|[IVX]+\b)\S{{0,6}}(?!\S)){_OTHERS}")
# Centred text has no gaps to fear.
_GLUE_ALL = re.compile(rf"{_NUMBERED}(?=\d|[IVX]+\b){_OTHERS}")
# A day left blank has spaces in its place.
_WHOLE_DATE = re.compile(
    r"\bngày[ \u00a0]+\d*[ \u00a0]*tháng[ \u00a0]+\d*[ \u00a0]*năm[ \u00a0]+(?:\d{4})?"
)
# A paragraph's last line is not a single short word.
_LAST_WORDS = re.compile(r"(?:\S+\s+){6,}\S{1,9}( )\S{1,8}\s*")
# "Chỉ số PAPI" stays together; a title all in capitals has no acronyms to tell.
_BEFORE_ACRONYM = re.compile(r"(?<=[a-zà-ỹđ]) (?=[A-ZĐ]{2,8}\b)")
# Full stop, the slips "./" and "/.", an ellipsis, or the mark itself, at the end of a text.
_ENDING = re.compile(r"[\s.…/;,:]*$")
_ITEM_ENDING = re.compile(r"[\s;,…/]*(?<!v\.v)[\s.;,…/]*$")
_DASH = re.compile(r"^[\s;,]*(?:[-–—+•*]\s*)+|^[\s;,]+")
# Abstracts that begin with a name keep its capital inside a sentence.
_NAMES = (
    "uy ban", "hoi dong nhan dan", "nha nuoc", "nhan dan", "quoc hoi", "chinh phu", "thu tuong",
    "dang ", "mat tran to quoc",
)  # fmt: skip


def glue(text: str) -> str:
    """Return ``text`` with "ngày", "Điều" … tied to a short number; the length stays."""
    return _GLUE.sub(lambda found: found[0].replace(" ", NBSP), text)


def glue_centred(text: str) -> str:
    """Return centred text with "số" tied to any number and dates in one piece; length as before."""
    tied = _GLUE_ALL.sub(lambda found: found[0].replace(" ", NBSP), text)
    return _WHOLE_DATE.sub(lambda found: found[0].replace(" ", NBSP), tied)


@cache
def _title_words() -> re.Pattern[str]:
    data = tomllib.loads(resource("layout", "title_words.toml").read_text(encoding="utf-8"))
    longest_first = sorted(data["words"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)


def title_glue(text: str) -> str:
    """Return a title with the syllables of common words tied too; the length stays.

    So a centred title breaks between words, not inside one ("Chỉ | số").
    """
    tied = _title_words().sub(lambda found: found[0].replace(" ", NBSP), glue_centred(text))
    return _BEFORE_ACRONYM.sub(NBSP, tied)


def untied(text: str) -> str:
    """Return ``text`` with plain spaces, for what is shown but not set: bookmarks, properties."""
    return text.replace(NBSP, " ")


def glued(rich: RichText) -> RichText:
    """Return ``rich`` with the spaces before numbers made inseparable, marks kept."""
    return RichText(text=glue(rich.text), marks=rich.marks)


def untied_where(text: str, too_wide: Callable[[str], bool]) -> str:
    """Return ``text`` with the spaces plain in tied words ``too_wide`` for their column."""
    if NBSP not in text:
        return text
    return " ".join(
        untied(word) if NBSP in word and too_wide(word) else word for word in text.split(" ")
    )


def paragraph(rich: RichText) -> RichText:
    """Return a paragraph tied as :func:`glued` does, and its last two words too if they are short.

    So its last line never is one short word.
    """
    return RichText(text=_ending_tied(glue(rich.text)), marks=rich.marks)


def cell(text: str) -> str:
    """Return a paragraph of a table's cell, tied as other paragraphs are."""
    return _ending_tied(glue(text))


def _ending_tied(text: str) -> str:
    found = _LAST_WORDS.fullmatch(text)
    return text[: found.start(1)] + NBSP + text[found.end(1) :] if found else text


def number_line(number: str | None, symbol: str) -> str:
    """Return "Số: 05/KH-UBND", with room left for a number or symbol not given yet.

    NĐ 30/2020, Phụ lục I, mục II.3: numbers below 10 have a leading 0, no spaces.
    """
    given = (number or "").strip()
    if given.isdigit() and len(given) == 1:
        given = "0" + given
    return f"Số: {given or BLANK}/{symbol.strip() or BLANK}"


def full_number(number: str | None, symbol: str) -> str:
    """Return number and symbol without the word "Số": "05/KH-UBND"."""
    return number_line(number, symbol).removeprefix("Số: ")


def day_text(date: IssueDate) -> str:
    """Return "ngày 05 tháng 01 năm 2024", parts not known left blank.

    NĐ 30/2020, Phụ lục I, mục II.4: a 0 before days below 10 and before months 1 and 2 only.
    """
    day = f"{date.day:02d}" if date.day is not None else ""
    month = "" if date.month is None else f"{date.month:02d}" if date.month < 3 else str(date.month)
    year = "" if date.year is None else str(date.year)
    # A part left blank also needs the space after it, else the next word would touch it.
    return f"ngày{_after(day)} tháng{_after(month)} năm{_after(year)}"


def _after(part: str) -> str:
    return NBSP + part if part else BLANK


def place_date(place: str, date: IssueDate) -> str:
    """Return "An Hòa, ngày 05 tháng 8 năm 2026"; dots where the place is not known."""
    return f"{' '.join(place.split()) or NO_PLACE}, {day_text(date)}"


def ended(rich: RichText) -> RichText:
    """Return ``rich`` closed by "./.", in place of the full stop or whatever ended it.

    The mark stands in every sample of NĐ 30/2020, Phụ lục III. Formatting is kept; a footnote
    mark at the end stays before it.
    """
    if rich.text.rstrip().endswith(END_MARK):
        return rich.strip()
    found = _ENDING.search(rich.text)
    kept = rich.cut(0, found.start() if found else len(rich.text))
    return RichText(text=kept.text + END_MARK, marks=kept.marks)


def bare_item(text: str) -> str:
    """Return a list item without dash in front and punctuation behind."""
    return _ITEM_ENDING.sub("", _DASH.sub("", " ".join(text.split())))


def listed(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``items`` with ";" after each and "." after the last, empty ones left out."""
    kept = [item for item in map(bare_item, items) if item]
    ends = [";"] * (len(kept) - 1) + ["."]
    return tuple(_ending_tied(glue(item)) + end for item, end in zip(kept, ends, strict=False))


def bases_listed(bases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the "Căn cứ" lines, each ending ";" and the last "." (Phụ lục I, mục II.6).

    A last line that introduces what follows ("… như sau:") keeps its colon. No words are tied:
    LibreOffice widens tied spaces in italics, and lines would end elsewhere than in the PDF.
    """
    lines = [" ".join(line.split()) for line in bases if line.strip()]
    opens = bool(lines) and lines[-1].endswith(":")
    ended_lines = [untied(line) for line in listed(tuple(lines))]
    if opens and ended_lines:
        ended_lines[-1] = re.sub(r"\s*:?\.$", ":", ended_lines[-1])
        if len(ended_lines) > 1:
            ended_lines[-2] = ended_lines[-2][:-1] + "."
    return tuple(ended_lines)


def is_note_sign(text: str) -> bool:
    """Tell whether the text under a footnote mark is only its sign ("1", "[2]", "*").

    Such a sign gives way to the computed number; a word with a note keeps standing.
    """
    return re.fullmatch(r"[\s\[\](){}*†‡^\d¹²³⁰⁴-⁹\u200b\ufffc]*", text) is not None


def lowered(subject: str) -> str:
    """Return ``subject`` as it goes on in a sentence: a name or an acronym keeps its capital."""
    first = subject.split(" ", 1)[0]
    if first[1:] != first[1:].lower() or fold(subject).startswith(_NAMES) or len(first) < 2:
        return subject
    words = subject.split(" ")
    if len(words) > 1 and words[1][:1].isupper():
        return subject
    return subject[:1].lower() + subject[1:]
