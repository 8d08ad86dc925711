"""Tasks found in an office's own plan: below headings that name units, in sentences, in tables.

Nothing is decided by it: each is a proposal that a person accepts, changes or declines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from papidesk.domain import task_table
from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Table
from papidesk.domain.counters import Counter
from papidesk.domain.default_catalogue import dimensions
from papidesk.domain.document import Document
from papidesk.domain.task_proposal import TaskProposal
from papidesk.drafting import task_words as words
from papidesk.drafting.task_filling import Raw, filled
from papidesk.errors import N_

BELOW_UNIT = N_("It stands below the heading “{words}”, which names who does it.")
IN_SECTION = N_("It stands in the section “{words}”, which gives tasks.")
SAYS_WHO = N_("The sentence says who does it: “{words}”.")
IN_TABLE = N_("It is a row of a table of tasks: “{words}”.")
_LONGEST_TITLE = 200
_SHORTEST = 15
_NO_TASK = re.compile(
    r"^\W*(?:tren day la|trong qua trinh (?:trien khai|thuc hien)|noi nhan|kinh phi|nguon kinh phi"
    r"|de xuat, kien nghi|\(|ngay \d+:)"
)
_DAY_LINE = 80
_SAYS_SOMETHING = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")  # more than dots to be filled in
_FORM = re.compile(r"^\W*(?:mau|bieu)\b|\b(?:bieu mau|mau bao cao|mau so|de cuong)\b")


@dataclass
class _Place:
    """Where in the outline the reader is, and what holds for what stands there."""

    report: bool
    titles: list[tuple[int, str]] = field(default_factory=list)
    unit: str = ""
    unit_title: str = ""
    unit_level: int = 0
    said: list[tuple[str, str]] = field(default_factory=list)
    day: str = ""

    def enter(self, heading: Heading) -> None:
        """Take in a heading: what held in the section before ends."""
        while self.titles and self.titles[-1][0] >= heading.level:
            self.titles.pop()
        if heading.level <= self.unit_level:
            self.unit, self.unit_title, self.unit_level = "", "", 0
        self.said, self.day = [], ""
        text = " ".join(heading.text.split())
        assigned = any(words.assigns(title) for _level, title in self.titles)
        unit = words.unit_of(text, named=assigned and not words.begins_task(text))
        if unit and self.gives() is not False and not words.assigns(unit):
            self.unit, self.unit_title, self.unit_level = unit, text, heading.level
        self.titles.append((heading.level, text))

    def gives(self, heading: Heading | None = None) -> bool | None:
        """Tell whether the section gives tasks; ``heading`` is the last title, when it is asked."""
        titles = [title for _level, title in self.titles]
        return words.gives_tasks(titles[: -1 if heading else None], report=self.report)

    def section(self, heading: Heading | None = None) -> str:
        """Return the title what stands here has, that above ``heading`` for that itself."""
        titles = self.titles[: -1 if heading else None]
        return titles[-1][1] if titles else ""


def find(
    document: Document, *, year: int, counters: Sequence[Counter] = ()
) -> tuple[TaskProposal, ...]:
    """Return the tasks ``document`` gives, in reading order; days without a year are of ``year``.

    ``counters`` are those that targets can be of. Tasks that the text and a table both give are
    proposed once, as the table has them.
    """
    raws: list[Raw] = []
    for path, blocks in _stories(document):
        raws += _in_blocks(blocks, path, report=document.kind == "BC")
    found = [filled(raw, document.id, year, counters) for raw in raws]
    return tuple(_distinct([one for one in found if _SAYS_SOMETHING.search(one.task.text)]))


def _stories(document: Document) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield "blocks", document.blocks
    for index, annex in enumerate(document.annexes):
        if _FORM.search(words.even(f"{annex.title} {annex.label_as_written}")):
            continue  # a form to fill in gives nobody a task
        yield f"annexes/{index}/blocks", annex.blocks


def _in_blocks(blocks: tuple[Block, ...], path: str, *, report: bool) -> list[Raw]:
    place = _Place(report=report)
    found: list[Raw] = []
    group: list[Raw] = []
    labelled = False
    for index, block in enumerate(blocks):
        at = f"{path}/{index}"
        if isinstance(block, PageBreak):
            continue
        if isinstance(block, Table):
            found += _in_table(block, at, place)
            group = []
            continue
        said = words.labelled(block.text)
        if said:
            # A label belongs to all tasks since the last one, or to those that follow below it.
            if not group:
                place.said += said
            for raw in group:
                raw.labels += said
            labelled = bool(group)
            continue
        if labelled:
            group, labelled = [], False
        title = isinstance(block, Heading) and _is_title(block, blocks[index + 1 :])
        if isinstance(block, Heading):
            place.enter(block)
            if not block.run_in or title:
                group = []
        if title or _continues(block, group):
            continue
        new = _raw(block, at, place)
        if new is not None:
            found.append(new)
            group.append(new)
        elif len(block.text) <= _DAY_LINE:
            place.day = block.text
    return found


def _is_title(heading: Heading, after: tuple[Block, ...]) -> bool:
    """Tell whether a heading is only a title: it runs in as no text, and something stands below."""
    text = heading.text.strip()
    if text.endswith(":") or not words.begins_task(text):
        return not heading.run_in or text.endswith(":")
    if heading.run_in or len(text) > _LONGEST_TITLE:
        return False
    for block in after:
        if isinstance(block, PageBreak):
            continue
        if isinstance(block, Heading):
            return block.level > heading.level
        if isinstance(block, Table) or not words.labelled(block.text):
            return True
    return False


def _continues(block: Block, group: list[Raw]) -> bool:
    """Take what is listed below "…, cụ thể:" into the task above; tell whether it was that."""
    if not (isinstance(block, Item) and block.level > 1 and group):
        return False
    if not group[-1].text.rstrip().endswith(":") and "\n" not in group[-1].text:
        return False
    group[-1].text += f"\n{block.marker} {block.text}"
    return True


def _raw(block: Block, path: str, place: _Place) -> Raw | None:
    text = " ".join(getattr(block, "text", "").split())
    if len(text) < _SHORTEST or _NO_TASK.match(words.even(text)) or _is_dimension(text):
        return None
    heading = block if isinstance(block, Heading) else None
    gives = place.gives(heading)
    if gives is False or not place.titles:
        return None
    begins = words.begins_task(text)
    lead = (
        ""
        if begins and not text.lower().startswith(("giao ", "đề nghị ", "căn cứ"))
        else (words.lead_of(text))
    )
    if place.unit and (heading is None or heading.run_in):
        own = lead if lead and words.even(lead) != words.even(place.unit) else ""
        # "Giao kế toán tham mưu …" below "Kế toán" repeats who it is.
        same = not own or words.even(own) in words.even(place.unit_title)
        raw = Raw(id=block.id or path, path=path, text=text, sure=0.95)
        raw.lead, raw.why = (place.unit, [(BELOW_UNIT, place.unit_title)])
        if not same and not text.lower().startswith("giao "):
            raw.lead, raw.cooperating = place.unit, []
        raw.labels = list(place.said)
        return raw
    if lead:
        sure = 0.9 if gives else 0.7
        raw = Raw(id=block.id or path, path=path, text=text, sure=sure, lead=lead)
        raw.why, raw.labels = [(SAYS_WHO, lead)], list(place.said)
        return raw
    if gives and begins and not text.endswith(":"):
        raw = Raw(id=block.id or path, path=path, text=text, sure=0.6)
        raw.why, raw.labels = [(IN_SECTION, place.section(heading))], list(place.said)
        return raw
    return None


def _is_dimension(text: str) -> bool:
    """Tell a line that names a dimension of PAPI and says what belongs to it."""
    folded = _bare(text)
    return any(folded.startswith(_bare(one.name)) for one in dimensions() if not one.parent)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", words.even(text)).strip()


def _in_table(table: Table, path: str, place: _Place) -> Iterator[Raw]:
    if place.gives() is False and place.titles:
        return
    for row in task_table.rows_of(table):
        leads = [part.strip(" -+") for part in re.split(r"[;\n]", row.said("lead"))]
        leads = [part for part in leads if part]
        mark = hashlib.sha256(row.said("task").encode()).hexdigest()[:10]
        raw = Raw(
            id=f"{table.id or path}:{mark}",
            path=f"{path}/rows/{row.index}",
            text=row.said("task"),
            sure=0.95 if leads else 0.8,
            lead=leads[0] if leads else "",
            block=table.id,
        )
        raw.cooperating = [*leads[1:], *words.names(row.said("cooperating"))]
        raw.section = " ".join((row.group, row.said("dimension")))
        raw.why = [(IN_TABLE, row.group or place.section())]
        for name in ("due", "product", "evidence", "target", "budget", "note"):
            if row.said(name):
                raw.labels.append(("time" if name == "due" else name, row.said(name)))
        if place.day and re.search(r"\d/\d|tháng \d", place.day):
            raw.day = place.day
        yield raw


def _distinct(found: list[TaskProposal]) -> list[TaskProposal]:
    """Return each task once: a sentence of the text gives way to the row that says the same."""
    rows = {_key(one).rpartition("|")[0] for one in found if "/rows/" in one.path}
    kept: dict[str, TaskProposal] = {}
    for one in found:
        key = _key(one)
        if "/rows/" not in one.path and key in rows:
            continue
        if key not in kept:
            kept[key] = one
    return list(kept.values())


def _key(proposal: TaskProposal) -> str:
    """Return what two proposals of one task have in common: their words and who leads."""
    plain = _bare(proposal.task.text)
    day = f"|{proposal.task.due}" if "/rows/" in proposal.path else ""
    return f"{plain}|{words.even(proposal.task.lead)}{day}"
