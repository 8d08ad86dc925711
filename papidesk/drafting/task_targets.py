"""Targets in a task's words: "ít nhất 02 tin, bài/tháng" is 24 of a counter in a year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

from papidesk.domain.counters import Counter
from papidesk.domain.record import Record
from papidesk.domain.task import Target
from papidesk.drafting.task_words import even

_AMOUNT = re.compile(
    r"(?<![\d/.,-])(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,6})(?:\s*\(\w[^)]{0,20}\))?(?P<share>\s*%)?\s*"
    r"(?=[a-z])"
)
# What stands before numbers that are no amounts: "Kế hoạch số 05", "quý 2", "điều 7".
_NO_AMOUNT = re.compile(
    r"(?:\bso|\bnam|(?<!moi )(?<!hang )\b(?:quy|thang|ngay)|\bdieu|\bkhoan|\bmuc|\bphan|\bcap|"
    r"\bmuc do|\bxa|\bthon)\s*$"
)
_PER = (
    (r"(?:/|moi|hang|tren|1|mot)\s*(?:1\s*|mot\s*)?tuan\b", 52),
    (r"(?:/|moi|hang|tren|1|mot)\s*(?:1\s*|mot\s*)?thang\b(?!\s*\d)", 12),
    (r"(?:/|moi|hang|tren|1|mot)\s*(?:1\s*|mot\s*)?quy\b", 4),
    (r"(?:/|moi|hang|tren)\s*(?:1\s*|mot\s*)?ngay\b", 365),
)
_UNIT_ALONE = 1
_NEAR = 60


class Guess(Record, frozen=True, kw_only=True):
    """A target that was guessed, and the words it rests on."""

    target: Target
    words: str


def guess(
    text: str,
    counters: Sequence[Counter],
    start: datetime.date | None = None,
    due: datetime.date | None = None,
) -> Guess | None:
    """Return the first amount of a known counter that ``text`` names; None without one.

    What is said for each month or week is multiplied to what the task's days come to, a year where
    it has none.
    """
    folded = even(text)
    for amount in _AMOUNT.finditer(folded):
        if _NO_AMOUNT.search(folded[: amount.start()]):
            continue
        quantity = Decimal(amount["n"].replace(".", ""))
        if not quantity or (len(amount["n"]) == 4 and amount["n"][:2] in ("19", "20")):
            continue
        found = _counter(folded, amount, counters)
        if found is None:
            continue
        counter, end = found
        times, stop = (1, end)
        if counter.adds_up == "sum" and not amount["share"]:
            times, stop = _times(folded, amount.start(), end, start, due)
        words = text[amount.start() : max(end, stop)].strip()
        return Guess(target=Target(counter=counter.code, quantity=quantity * times), words=words)
    return None


def _counter(
    folded: str, amount: re.Match[str], counters: Sequence[Counter]
) -> tuple[Counter, int] | None:
    """Return the counter that the words behind an amount mean, and where they end."""
    rest = folded[amount.end() :]
    best: tuple[int, Counter, int] | None = None
    for counter in counters:
        if bool(amount["share"]) != (counter.unit == "%"):
            continue
        phrases = (counter.name, *counter.words, *((counter.unit,) if counter.unit != "%" else ()))
        score, length = 0, 0
        for phrase in phrases:
            key = re.sub("^t[yi] le ", "", even(phrase))
            if amount["share"] and (share := rest.find(key, 0, _NEAR)) >= 0:
                score, length = len(key), share + len(key)
            elif re.match(rf"{re.escape(key)}\b", rest) and len(key) > length:
                length = len(key)
                score = _UNIT_ALONE if key == even(counter.unit) else len(key)
        if not length:
            continue
        near = folded[max(0, amount.start() - _NEAR) : amount.end() + _NEAR]
        called = (even(word) for word in (*counter.words, counter.name))
        around = max((len(word) for word in called if word in near), default=0)
        if (
            score == _UNIT_ALONE
            and around <= len(even(counter.unit))
            and not _own_unit(counter, counters)
        ):
            continue
        weight = 10 * score + around
        if best is None or weight > best[0]:
            best = (weight, counter, amount.end() + length)
    return (best[1], best[2]) if best else None


def _own_unit(counter: Counter, counters: Sequence[Counter]) -> bool:
    return sum(1 for other in counters if even(other.unit) == even(counter.unit)) == 1


def _times(
    folded: str, begin: int, end: int, start: datetime.date | None, due: datetime.date | None
) -> tuple[int, int]:
    """Return how many times an amount comes in the task's days, and where that is said to end."""
    months = 12
    if start is not None and due is not None:
        months = max(1, (due.year - start.year) * 12 + due.month - start.month + 1)
    for pattern, yearly in _PER:
        said = re.compile(r"[^.;:]{0,40}?" + pattern).match(folded, end)
        before = re.search(pattern + r"[^.;:]{0,30}$", folded[:begin])
        if said or before:
            return max(1, round(yearly * months / 12)), said.end() if said else end
    return 1, end
