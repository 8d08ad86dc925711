"""Names of offices: broken into the lines of the head, and as they stand in running text."""

from __future__ import annotations

import re
import unicodedata

from papidesk.domain.wording import NBSP, title_glue

# Widths in thousandths of the type size: capitals of Times New Roman Bold. Breaking names by the
# width they will have keeps the printed page and the Word file alike.
_WIDTHS = {
    **dict.fromkeys("ACDĐNRUVXY", 722), **dict.fromkeys("BELTZ", 667), **dict.fromkeys("GHOQ", 778),
    **dict.fromkeys("FPS", 611), "I": 389, "J": 500, "K": 778, "M": 944, "W": 1000, " ": 250,
    "-": 333, ",": 250, ".": 250,
}  # fmt: skip
_UNITS = (
    "XÃ", "PHƯỜNG", "THỊ TRẤN", "ĐẶC KHU", "HUYỆN", "QUẬN", "THỊ XÃ", "TỈNH", "THÀNH PHỐ", "THÔN",
    "BẢN", "KHU PHỐ", "TỔ DÂN PHỐ",
)  # fmt: skip
_BODIES = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "UBND", "HĐND")
_TYPES = (
    "VĂN PHÒNG", "TRUNG TÂM", "PHÒNG", "SỞ", "BAN", "CHI CỤC", "CỤC", "TRƯỜNG", "TRẠM", "ĐÀI",
    "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "HỘI", "BỘ", "CHỦ TỊCH",
)  # fmt: skip
_SCHOOLS = ("TIỂU HỌC VÀ TRUNG HỌC CƠ SỞ", "TRUNG HỌC PHỔ THÔNG", "TRUNG HỌC CƠ SỞ", "TIỂU HỌC",
            "MẦM NON")  # fmt: skip
# Words of two syllables that a line break would tear.
_PAIRS = frozenset(
    (
        "HỘI ĐỒNG", "NHÂN DÂN", "ỦY BAN", "UỶ BAN", "TRUNG TÂM", "HÀNH CHÍNH", "HẠ TẦNG", "KINH TẾ",
        "VĂN HÓA", "VĂN HOÁ", "VĂN PHÒNG", "XÃ HỘI", "PHỤC VỤ", "ĐÔ THỊ", "CƠ SỞ", "TIỂU HỌC",
        "TRUNG HỌC", "PHỔ THÔNG", "MẦM NON", "CÔNG AN", "QUÂN SỰ", "THÀNH PHỐ", "CHỦ TỊCH",
    )
)  # fmt: skip
_PHRASES = (
    "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "BAN CHỈ ĐẠO", "BAN CHỈ HUY",
    "TRUNG HỌC CƠ SỞ", "TRUNG HỌC PHỔ THÔNG", "NGHĨA VỤ QUÂN SỰ",
)  # fmt: skip
# "THÀNH PHỐ HỒ CHÍ MINH" and shorter names of units stay on one line.
_MOST_UNIT_WORDS = 5
_TIED = ("VÀ", "XÃ", "PHƯỜNG", "TỈNH", "HUYỆN")
# A longer name is no name any more: its lines are only filled, not balanced.
_MOST_WORDS = 40
_UNIT = re.compile(rf"\b(?:{'|'.join(_UNITS)})\b(?=\s+\S)(?!\s+HỘI\b)")
_VOWEL = re.compile(r"[AEIOUYĂÂÊÔƠƯ]")


def width_em(text: str) -> float:
    """Return how wide ``text`` in bold capitals is, in units of the type size (within 3 %)."""
    bare = unicodedata.normalize("NFD", text.upper())
    return sum(_WIDTHS.get(c, 600) for c in bare if not unicodedata.combining(c)) / 1000


def lines(name: str, width: float) -> tuple[str, ...]:
    """Return ``name`` in capitals, broken where it reads well, no line wider than ``width`` em.

    A people's committee or council stands on one line and its unit on the next (NĐ 30/2020,
    Phụ lục I, mục II.2, mẫu 1); longer names break into lines of about the same width.
    """
    text = " ".join(name.upper().split())
    body = next((b for b in _BODIES[:3] if text.startswith(b + " ")), "")
    unit = text[len(body) :].strip()
    if body and _UNIT.match(unit):
        return (body, *_balanced(unit, width))
    return tuple(_balanced(text, width))


def _balanced(text: str, width: float) -> list[str]:
    """Break into as few lines as fit, of even width, rather after a comma than inside a phrase."""
    words = _inseparable(text)
    if not words:
        return []
    greedy = _filled(words, width)
    count = len(greedy)
    if count == 1 or len(words) > _MOST_WORDS:
        return greedy
    even = width_em(text) / count
    # cheapest[i][k]: the cheapest way to set the first i words on k lines, and where line k begins
    cheapest: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for end in range(1, len(words) + 1):
        for start in range(end):
            cost = _line_cost(words, start, end, even, width)
            for done in range(count):
                if (start, done) in cheapest:
                    total = cheapest[start, done][0] + cost
                    if total < cheapest.get((end, done + 1), (float("inf"), 0))[0]:
                        cheapest[end, done + 1] = (total, start)
    found: list[str] = []
    end = len(words)
    for done in range(count, 0, -1):
        start = cheapest[end, done][1]
        found.insert(0, " ".join(words[start:end]))
        end = start
    return found


def _line_cost(words: list[str], start: int, end: int, even: float, width: float) -> float:
    long = width_em(" ".join(words[start:end]))
    after = words[end] if end < len(words) else ""
    natural = not after or words[end - 1].endswith((",", "-")) or after.startswith("VÀ ")
    natural = natural or _UNIT.match(after) is not None
    overfull = 1000.0 if long > width else 0.0
    return ((long - even) / even) ** 2 + (0.0 if natural else 0.15) + overfull


def _inseparable(text: str) -> list[str]:
    """Split into phrases: words of several syllables, "VÀ" with what follows, "XÃ" with its name.

    "-" stays with the word before it.
    """
    parts: list[str] = []
    for word in _tied_words(text).split(" "):
        last = parts[-1].rsplit(" ", 1)[-1] if parts else ""
        plain = word.replace(NBSP, " ")
        if parts and (plain == "-" or last in _TIED or f"{last} {plain.rstrip(',')}" in _PAIRS):
            parts[-1] += " " + plain
        else:
            parts.append(plain)
    return [part for part in parts if part]


def _tied_words(text: str) -> str:
    """Tie the syllables of common words and names, and of the unit at the end."""
    tied = title_glue(text)
    for phrase in _PHRASES:
        tied = re.sub(phrase.replace(" ", "[ \u00a0]"), phrase.replace(" ", NBSP), tied)
    units = list(_UNIT.finditer(text))
    if units and len(text[units[-1].start() :].split(" ")) <= _MOST_UNIT_WORDS:
        start = units[-1].start()
        return tied[:start] + tied[start:].replace(" ", NBSP)
    return tied


def tied(text: str) -> str:
    """Return capitals that go over several lines with their phrases tied, the length unchanged."""
    return " ".join(phrase.replace(" ", NBSP) for phrase in _inseparable(text))


def _filled(words: list[str], width: float) -> list[str]:
    found = [words[0]]
    for word in words[1:]:
        if width_em(f"{found[-1]} {word}") <= width:
            found[-1] += " " + word
        else:
            found.append(word)
    return found


def running(name: str) -> str:
    """Return an office's name as in running text: "Ủy ban nhân dân xã An Hòa".

    NĐ 30/2020, Phụ lục II, mục III and IV: the words for type and field begin with a capital, the
    unit's proper name has one at every syllable, the word for the unit has none. A name that is
    not all capitals is already written that way and stays.
    """
    text = " ".join(name.split())
    if text != text.upper():
        return text
    found = _UNIT.search(text)
    if found is None:
        return _office(text)
    head, unit, proper = (
        text[: found.start()].strip(),
        found[0].lower(),
        text[found.end() :].strip(),
    )
    tail = f"{unit} {_proper(proper)}"
    return f"{_office(head)} {tail}" if head else tail[:1].upper() + tail[1:]


def _office(text: str) -> str:
    kind = next((k for k in _TYPES if text == k or text.startswith(k + " ")), "")
    rest = text[len(kind) :].strip()
    if kind == "TRƯỜNG":
        school = next((s for s in _SCHOOLS if rest.startswith(s)), "")
        after = rest[len(school) :].strip()
        middle = _field(school) if school else ""
        return " ".join(part for part in (_first(kind), middle, _proper(after)) if part)
    return " ".join(part for part in (_first(kind), _field(rest)) if part)


def _field(text: str) -> str:
    """Put a capital at the start of each field of work: "Kinh tế, Hạ tầng và Đô thị"."""
    pieces = re.split(r"( - |, | VÀ )", text)
    joined = "".join(piece.lower() if piece == " VÀ " else _first(piece) for piece in pieces)
    return joined.replace(", Chống", ", chống").replace("Công thương", "Công Thương")


def _first(text: str) -> str:
    words = [word if _acronym(word) else word.lower() for word in text.split(" ")]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _proper(text: str) -> str:
    return " ".join(word if _acronym(word) else word.capitalize() for word in text.split())


def _acronym(word: str) -> bool:
    bare = "".join(
        c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn"
    ).replace("Đ", "D")
    return word in ("UBND", "HĐND", "MTTQ") or (len(word) > 1 and not _VOWEL.search(bare))
