"""The lines of an import as rows: those that matter most first, many alike under one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from papidesk.domain.import_plan import FieldChange, ImportPlan, LineState, PlanLine
from papidesk.i18n import _, ngettext
from papidesk.text.fold import fold
from ui.exchange.exchange_words import (
    NOTHING,
    field_word,
    reason_text,
    record_word,
    value_word,
)
from ui.words import whole_text

# What a person must look at comes first.
ORDER: tuple[LineState, ...] = ("conflicting", "refused", "changed", "new", "unchanged")
MANY = 8  # lines of one kind that are new, or unchanged, from which on they are one row
ALIKE: tuple[LineState, ...] = ("new", "unchanged")
VERY_MANY = 300  # lines of one kind of any other state from which on they are one row, too


class PlanRow(NamedTuple):
    """One line, or several of one state and kind under one; ``under`` is the row they are of."""

    state: LineState
    kind: str
    lines: tuple[PlanLine, ...]
    under: tuple[str, str] | None = None

    @property
    def single(self) -> PlanLine | None:
        """The line it shows, None where it stands for several."""
        return self.lines[0] if len(self.lines) == 1 else None

    @property
    def group(self) -> tuple[str, str]:
        """What several are known by."""
        return (self.state, self.kind)


def counts_of(plan: ImportPlan) -> dict[LineState, int]:
    """Return how many lines there are of each state, gone through once."""
    found: dict[LineState, int] = dict.fromkeys(ORDER, 0)
    for line in plan.lines:
        found[line.state] += 1
    return found


def rows_of(
    lines: Iterable[PlanLine], state: str = "", opened: Iterable[tuple[str, str]] = ()
) -> list[PlanRow]:
    """Return the rows of ``state``; "" is all but the unchanged. ``opened`` groups show each line.

    One kind of one state stays together, in the order the lines came in.
    """
    wanted = (state,) if state else ORDER[:-1]
    groups: dict[tuple[str, str], list[PlanLine]] = {}
    for line in lines:
        if line.state in wanted:
            groups.setdefault((line.state, line.kind), []).append(line)
    known, rows = set(opened), []
    for one in ORDER:
        for (of_state, kind), alike in groups.items():
            if of_state == one:
                rows += _rows(one, kind, alike, opened=(of_state, kind) in known)
    return rows


def found_by(line: PlanLine) -> str:
    """Return the words a line is found by, folded: its kind, its title, why it is refused."""
    return fold(f"{record_word(line.kind)} {line.title} {reason_text(line)}")


def _rows(state: LineState, kind: str, lines: list[PlanLine], *, opened: bool) -> list[PlanRow]:
    if len(lines) < (MANY if state in ALIKE else VERY_MANY):
        return [PlanRow(state, kind, (line,)) for line in lines]
    whole = PlanRow(state, kind, tuple(lines))
    if not opened:
        return [whole]
    return [whole, *(PlanRow(state, kind, (line,), whole.group) for line in lines)]


def title_text(row: PlanRow) -> str:
    """Return what a row is about: the record's title, or how many there are of which kind."""
    if row.single is not None:
        return row.single.title
    count = whole_text(len(row.lines))
    return f"{record_word(row.kind)}: {count}"


def told_text(row: PlanRow) -> str:
    """Return before and after, or the reason, in one line."""
    line = row.single
    if line is None:
        left = ngettext("Enter shows it", "Enter shows all {count}", len(row.lines))
        return left.format(count=whole_text(len(row.lines)))
    reason = reason_text(line)
    if line.changes:
        said = "; ".join(change_text(line.kind, change) for change in line.changes)
        return f"{said}. {reason}" if reason else said
    return reason


def change_text(kind: str, change: FieldChange) -> str:
    """Return one field before and after: "Tiến độ: 60 % → 100 %"; both values in a conflict."""
    before = value_word(kind, change.field, change.before) or NOTHING
    after = value_word(kind, change.field, change.after) or NOTHING
    if change.conflict:
        return _("{field}: {ours} (here) ↔ {theirs} (bundle)").format(
            field=field_word(change.field), ours=before, theirs=after
        )
    return f"{field_word(change.field)}: {before} → {after}"
