"""From the words of a task to its fields: time, units, target, sub-dimensions, product, budget."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from papidesk.domain.activity import COST_LIMIT
from papidesk.domain.counters import Counter
from papidesk.domain.default_catalogue import dimensions
from papidesk.domain.record import replace
from papidesk.domain.recurrence import Every, Recurrence
from papidesk.domain.task import Task
from papidesk.domain.task_proposal import TaskProposal
from papidesk.domain.task_times import TaskTime, read_time
from papidesk.domain.unit_names import distinct, key
from papidesk.drafting import duty_words, task_targets
from papidesk.drafting import task_words as words
from papidesk.errors import N_

TIME_FROM = N_("Its time is read from “{words}”.")
TARGET_FROM = N_("Its target is read from “{words}”.")
DIMENSION_FROM = N_("Its sub-dimensions are guessed from its words: {words}.")
TOGETHER_FROM = N_("It says with whom: {words}.")
NO_UNIT = N_("The plan does not say who does it. Choose the unit that leads.")
_CODE = re.compile(
    r"(?:noi dung(?: thanh phan)?|chi so(?: thanh phan)?|tieu chi|linh vuc|ma|\(|papi)\s*"
    r"(?:so\s*)?(?P<code>[1-8]\.[1-9])\b(?!\.\d)"
)
_CELL_CODE = re.compile(r"(?<![\d.])(?P<code>[1-8]\.[1-9])(?!\.?\d)")
_MONEY = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*(?P<unit>ty|trieu|nghin|dong|d\b|vnd)?"
)
# Spreading the law is no matter of schools, what surrounds a school or a business none of nature.
_OTHER_SENSE = re.compile(
    r"giáo dục (?:pháp luật|đạo đức|truyền thống)|"
    r"môi trường (?:giáo dục|học đường|học tập|mạng|số|đầu tư|kinh doanh|làm việc|an toàn)",
    re.IGNORECASE,
)
_EVERY: dict[str, Every] = {"tháng": "month", "quý": "quarter", "6 tháng": "half", "năm": "year"}
_FACTORS = {"ty": 10**9, "trieu": 10**6, "nghin": 10**3}


@dataclass
class Raw:
    """A task as it was found: its words, and what headings, labels and columns say of it."""

    id: str
    path: str
    text: str
    sure: float
    lead: str = ""
    block: str = ""
    section: str = ""
    day: str = ""
    cooperating: list[str] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    why: list[tuple[str, str]] = field(default_factory=list)


def filled(raw: Raw, plan: str, year: int, counters: Sequence[Counter]) -> TaskProposal:
    """Return the proposal that ``raw`` makes, in a plan of ``year``."""
    labels = dict(raw.labels)
    why, doubts = list(raw.why), []
    text = words.without_lead(raw.text, raw.lead).strip().rstrip(" ;.,:")
    time_text, time = _time(raw, labels, year)
    if time.understood:
        why.append((TIME_FROM, time_text))
    if time.doubt:
        doubts.append((time.doubt, time.words))
    lead, together = _units(raw, labels)
    if together:
        why.append((TOGETHER_FROM, "; ".join(together)))
    if not lead:
        doubts.append((NO_UNIT, ""))
    said = f"{labels['target']}. {raw.text}" if "target" in labels else raw.text
    guess = task_targets.guess(said, counters, time.start, time.due)
    if guess is None and "product" in labels:
        # "Sản phẩm: 48 tin, bài" wants as much as a target does.
        guess = task_targets.guess(labels["product"], counters, time.start, time.due)
    if guess is not None:
        why.append((TARGET_FROM, guess.words))
    codes = codes_of(raw.text, f"{labels.get('dimension', '')} {raw.section}")
    if codes:
        why.append((DIMENSION_FROM, ", ".join(codes)))
    task = Task(
        plan=plan,
        block=raw.block or raw.id,
        text=text,
        dimensions=codes,
        lead=lead,
        cooperating=together,
        time_text=time_text,
        product=labels.get("product", ""),
        targets=(guess.target,) if guess is not None else (),
        budget=money(labels.get("budget", "")),
        evidence=_lines(labels.get("evidence", "")),
        note=labels.get("note", ""),
        year=year,
    )
    return TaskProposal(
        id=raw.id,
        task=replace(
            task, start=time.start, due=time.due, recurring=time.recurring, standing=time.standing
        ),
        quote=raw.text,
        path=raw.path,
        why=tuple(sentence for sentence, _words in why),
        words=tuple(said for _sentence, said in why),
        doubts=tuple(sentence for sentence, _words in doubts),
        doubt_words=tuple(said for _sentence, said in doubts),
        sure=raw.sure,
    )


def _time(raw: Raw, labels: dict[str, str], year: int) -> tuple[str, TaskTime]:
    said = labels.get("time", "")
    if said:
        time = read_time(said, year)
        if not time.understood and raw.day:
            day = read_time(raw.day, year)
            if day.due:
                return f"{said}, {raw.day}", replace(day, start=day.due, doubt="", words="")
        return said, time
    found = duty_words.time_of(raw.text)
    if duty_words.is_report(raw.text) and (not found or "định kỳ" in raw.text.lower()):
        periods = duty_words.periods_of(raw.text)
        every = next((_EVERY[name] for name in _EVERY if name in periods), None)
        if every is not None:
            return f"định kỳ {', '.join(periods)}", TaskTime(recurring=Recurrence(every=every))
    if not found:
        return "", TaskTime()
    time = read_time(found, year)
    # Words of a sentence that are no time after all raise no doubt.
    return (
        (found, time) if time.understood or "{words}” is no day" in time.doubt else ("", TaskTime())
    )


def _units(raw: Raw, labels: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    lead = raw.lead
    together = [*raw.cooperating, *words.cooperating(raw.text)]
    if "lead" in labels:
        # Several that lead are parted by semicolons: commas and "và" stand within names.
        several = tuple(part.strip() for part in labels["lead"].split(";") if part.strip())
        # Below the heading of a unit the label says who leads, the unit lends a hand.
        lead, together = (several[0] if several else lead), [*several[1:], *together]
    together += words.names(labels.get("cooperating", ""))
    named = tuple(name for name in distinct(tuple(together)) if key(name) != key(lead))
    return lead, named


def codes_of(text: str, section: str = "") -> tuple[str, ...]:
    """Return the sub-dimensions a task is for: by codes it names, else guessed from its words."""
    known = {dimension.code for dimension in dimensions() if dimension.parent}
    folded = words.even(text)
    named = [found["code"] for found in _CODE.finditer(folded)]
    named += [found["code"] for found in _CELL_CODE.finditer(section)]
    codes = tuple(dict.fromkeys(code for code in named if code in known))
    return codes or duty_words.dimensions_of(_OTHER_SENSE.sub("", text))


def money(text: str) -> int | None:
    """Return the đồng a cell names ("5.000.000 đồng", "12,5 triệu"), None where it names none."""
    folded = words.even(text)
    found = _MONEY.search(folded)
    if found is None or not (found["unit"] or "." in found["n"]):
        return None
    number = Decimal(found["n"].replace(".", "").replace(",", "."))
    amount = int(number * _FACTORS.get(found["unit"] or "", 1))
    return amount if 0 <= amount <= COST_LIMIT else None


def _lines(text: str) -> tuple[str, ...]:
    parts = (part.strip(" -+.;") for part in re.split(r"[;\n]", text))
    return tuple(part for part in parts if part)
