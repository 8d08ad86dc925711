"""Consolidated figures read away from the window: totals, parts of units, entries behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from papidesk.workflow import workspaces
from ui.background import Job, Task, run_task
from ui.consolidation.term_chip import Asked
from ui.context import Context

if TYPE_CHECKING:
    from papidesk.domain.outliers import Outlier
    from papidesk.workflow.consolidation import Names, TotalLine, UnitPart
    from papidesk.workflow.consolidation_entries import Behind

Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a report comes to: totals, figures that stand out, names of units by code."""

    asked: Asked
    lines: tuple[TotalLine, ...] = ()
    outliers: tuple[Outlier, ...] = ()
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Entries behind a figure, with evidence by unit and entry, and names of units."""

    behind: Behind
    evidence: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def totals(
    owner: QObject,
    context: Context,
    asked: Asked,
    *,
    done: Callable[[Totals], None],
    failed: Failed,
) -> Task:
    """Read what a report comes to."""
    return run_task(
        owner, partial(_totals, context, asked), jobs=context.jobs, done=done, failed=failed
    )


def _totals(context: Context, asked: Asked, job: Job) -> Totals:
    from papidesk.workflow import consolidation, consolidation_entries, units

    job.step(0, 2)
    with workspaces.open_store(context.workspace) as store:
        lines = tuple(consolidation.totals(store, asked.duty, asked.period))
        job.step(1, 2)
        found = tuple(consolidation_entries.outliers(store, asked.duty, asked.period))
        day = consolidation.window_end(store, asked.duty, asked.period)
        tree = units.tree(store, day)
        names = {code: tree.name(code) for code in tree.units}
    return Totals(asked, lines, found, names)


def parts(
    owner: QObject,
    context: Context,
    asked: Asked,
    counter: str,
    names: Names,
    *,
    done: Callable[[list[UnitPart]], None],
    failed: Failed,
) -> Task:
    """Read each unit's part of a counter."""
    return run_task(
        owner, partial(_parts, context, asked, counter, names), jobs=context.jobs, done=done,
        failed=failed,
    )  # fmt: skip


def _parts(context: Context, asked: Asked, counter: str, names: Names, job: Job) -> list[UnitPart]:
    from papidesk.workflow import consolidation

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return consolidation.parts(store, asked.duty, asked.period, counter, names=names)


def behind(
    owner: QObject,
    context: Context,
    asked: Asked,
    unit: str,
    counter: str,
    *,
    done: Callable[[Found], None],
    failed: Failed,
) -> Task:
    """Read the entries behind a unit's figure, with the names of their evidence."""
    return run_task(
        owner, partial(_behind, context, asked, unit, counter), jobs=context.jobs, done=done,
        failed=failed,
    )  # fmt: skip


def _behind(context: Context, asked: Asked, unit: str, counter: str, job: Job) -> Found:
    from papidesk.workflow import consolidation_entries, received_papers, units

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        found = consolidation_entries.behind(store, unit, counter, asked.duty, asked.period)
        tree = units.tree(store)
        ids: dict[str, list[str]] = {}
        for one in found.entries:
            ids.setdefault(one.unit, []).append(one.id)
        evidence = {
            (code, id): told
            for code, wanted in ids.items()
            for id, told in received_papers.evidence_names(store, code, wanted).items()
        }
        names = {code: tree.name(code) for code in ids}
    return Found(found, evidence, names)
