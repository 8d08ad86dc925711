"""The office's own name is spelt in one way throughout the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.checking.words import LOWER, UPPER
from papidesk.i18n import N_
from papidesk.text.fold import fold
from papidesk.text.tones import same_tone_style

_CAPITAL = rf"[{UPPER}][{LOWER}]*"


@paper_rule(
    "TEN_RIENG_KHONG_THONG_NHAT",
    N_("The own name in one spelling"),
    "error",
    "NĐ 30/2020, Phụ lục II, phần III",
    "content",
)
def _own_name(subject: Subject) -> Iterator[Hit | Skip]:
    """A name that folds to the office's own ("An Thi", "Ân Thi") is written as the office's own.

    The right spelling is the office's where it is known, else the one used most often. Old and
    new tone placement ("Hòa", "Hoà") and all capitals count as one spelling.
    """
    names = [name for name in subject.own_names if len(name.split()) > 1]
    if not names:
        yield not_applicable(N_("The office's own name is not known."))
        return
    wanted = {fold(name) for name in names}
    longest = max(len(name.split()) for name in names)
    pattern = re.compile(rf"(?<!\w){_CAPITAL}(?:\s+{_CAPITAL}){{1,{longest + 3}}}(?!\w)")
    spots = list(_occurrences(subject, pattern, wanted))
    for key in sorted(wanted):
        own = [spot for spot in spots if fold(spot[2]) == key]
        counts = Counter(_spelling(spot[2]) for spot in own)
        if len(counts) < 2:
            continue
        right = _right(subject, key, counts)
        for path, offset, written in own:
            if _spelling(written) != right:
                yield Hit(
                    message=N_("“{found}” is the same name as “{right}” in this paper."),
                    values={"found": written, "right": right},
                    path=path,
                    offset=offset,
                    length=len(written),
                    expected=right,
                    mend=right if subject.text_at.get(path) else None,
                )


def _spelling(name: str) -> str:
    return same_tone_style(" ".join(name.split()).title())


def _right(subject: Subject, key: str, counts: Counter[str]) -> str:
    for name in (subject.office.name, subject.office.place) if subject.office else ():
        for known in counts:
            if _spelling(name).endswith(known) and fold(known) == key:
                return known
    return max(counts, key=lambda name: (counts[name], name))


def _occurrences(
    subject: Subject, pattern: re.Pattern[str], wanted: set[str]
) -> Iterator[tuple[str, int, str]]:
    """Yield path, offset and spelling of each own name."""
    texts = [(passage.path, passage.text) for passage in subject.passages]
    for path, text in texts:
        for run in pattern.finditer(text):
            words = list(re.finditer(r"\S+", run[0]))
            for size in {len(name.split()) for name in wanted}:
                for first in range(len(words) - size + 1):
                    start, end = words[first].start(), words[first + size - 1].end()
                    if fold(" ".join(run[0][start:end].split())) in wanted:
                        yield path, run.start() + start, run[0][start:end]


RULES = (_own_name,)
