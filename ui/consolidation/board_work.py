"""What is done with units' reports, away from the window: accept, return, lock, papers, letters."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from papidesk.domain.consolidation import Remark, UnitReport
from papidesk.domain.document import Document
from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, Task, run_task
from ui.consolidation.term_chip import Asked
from ui.context import Context
from ui.exchange.key_password import run_with_key

if TYPE_CHECKING:
    from papidesk.domain.exchange import SentBundle
    from papidesk.workflow.received_papers import ReceivedEntry, ToldFigure, UnitPaper

Failed = Callable[[Exception], None]


class Answer(NamedTuple):
    """What a person writes when a report is returned."""

    reason: str
    remarks: tuple[Remark, ...]
    wanted_by: datetime.date | None


class LookedAt(NamedTuple):
    """A unit's paper with its pages."""

    paper: UnitPaper
    pdf: bytes


class ToRemark(NamedTuple):
    """What a remark on a report can be about."""

    figures: list[ToldFigure]
    document: Document | None


def accept(
    owner: QWidget,
    context: Context,
    asked: Asked,
    seen: Sequence[UnitReport],
    *,
    tell: bool,
    done: Callable[[list[UnitReport]], None],
    failed: Failed,
) -> Task:
    """Accept the reports that were ``seen``; ``tell`` makes a bundle for each that says so."""
    return run_with_key(
        owner, context, partial(_accepted, context, asked, tuple(seen), tell=tell), done=done,
        failed=failed, title=_("Accepting reports"),
    )  # fmt: skip


def _accepted(
    context: Context, asked: Asked, seen: tuple[UnitReport, ...], password: str, job: Job, *,
    tell: bool,
) -> list[UnitReport]:  # fmt: skip
    from papidesk.workflow import unit_decisions

    job.step(0, len(seen))
    with workspaces.open_store(context.workspace) as store:
        return unit_decisions.accept(
            store, [one.unit for one in seen], asked.duty, asked.period, who=context.who,
            tell=tell, seen=seen, password=password, progress=job.step,
        )  # fmt: skip


def send_back(
    owner: QWidget,
    context: Context,
    asked: Asked,
    seen: UnitReport,
    answer: Answer,
    *,
    done: Callable[[list[SentBundle]], None],
    failed: Failed,
) -> Task:
    """Return the report that was ``seen``: its bundle is made in the outbox."""
    return run_with_key(
        owner, context, partial(_sent_back, context, asked, seen, answer=answer), done=done,
        failed=failed, title=_("Returning a report"),
    )  # fmt: skip


def _sent_back(
    context: Context, asked: Asked, seen: UnitReport, password: str, job: Job, *, answer: Answer
) -> list[SentBundle]:
    from papidesk.workflow import unit_decisions

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return unit_decisions.send_back(
            store, seen.unit, asked.duty, asked.period, reason=answer.reason, who=context.who,
            remarks=answer.remarks, wanted_by=answer.wanted_by, seen=seen, password=password,
        )  # fmt: skip


def send_again(
    owner: QWidget,
    context: Context,
    asked: Asked,
    unit: str,
    *,
    done: Callable[[list[SentBundle]], None],
    failed: Failed,
) -> Task:
    """Make the bundle of the last decision once more."""
    return run_with_key(
        owner, context, partial(_sent_again, context, asked, unit), done=done, failed=failed,
        title=_("Making the decision’s bundle"),
    )  # fmt: skip


def _sent_again(
    context: Context, asked: Asked, unit: str, password: str, job: Job
) -> list[SentBundle]:
    from papidesk.workflow import unit_decisions

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return unit_decisions.send_again(
            store, unit, asked.duty, asked.period, who=context.who, password=password
        )


def to_remark(context: Context, report: UnitReport) -> ToRemark:
    """Return what a remark can be about: the figures, and the paper where one came."""
    from papidesk.workflow import received_papers

    store = context.workspace.store
    try:
        document = received_papers.paper(store, report).document
    except received_papers.NoPaperError:
        document = None
    figures = received_papers.figures(store, report.unit, report.duty, report.period)
    return ToRemark(figures, document)


def look_at_paper(
    owner: QWidget,
    context: Context,
    report: UnitReport,
    *,
    done: Callable[[LookedAt], None],
    failed: Failed,
) -> Task:
    """Read a unit's paper and set its pages where no PDF came."""
    return run_task(
        owner, partial(_looked, context, report), jobs=context.jobs, done=done, failed=failed
    )


def _looked(context: Context, report: UnitReport, job: Job) -> LookedAt:
    from papidesk.workflow import received_papers

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        found = received_papers.paper(store, report)
        return LookedAt(found, received_papers.content(store, found))


def look_at_entries(
    owner: QWidget,
    context: Context,
    asked: Asked,
    unit: str,
    *,
    done: Callable[[list[ReceivedEntry]], None],
    failed: Failed,
) -> Task:
    """Read the log entries a unit sent."""
    return run_task(
        owner, partial(_entries, context, asked, unit), jobs=context.jobs, done=done, failed=failed
    )


def _entries(context: Context, asked: Asked, unit: str, job: Job) -> list[ReceivedEntry]:
    from papidesk.workflow import received_papers

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return received_papers.entries(store, unit, asked.duty, asked.period)


class Letters(NamedTuple):
    """Which letters are to be written: to whom, until when, one to all or one each."""

    codes: tuple[str, ...]
    wanted_by: datetime.date | None
    together: bool


def preview_letters(
    owner: QWidget,
    context: Context,
    asked: Asked,
    letters: Letters,
    *,
    done: Callable[[list[Document]], None],
    failed: Failed,
) -> Task:
    """Write the letters that would be kept, keeping none."""
    return run_task(
        owner, partial(_letters, context, asked, letters, keep=False), jobs=context.jobs,
        done=done, failed=failed,
    )  # fmt: skip


def draft_letters(
    owner: QWidget,
    context: Context,
    asked: Asked,
    letters: Letters,
    *,
    done: Callable[[list[Document]], None],
    failed: Failed,
) -> Task:
    """Keep the letters as drafts."""
    return run_task(
        owner, partial(_letters, context, asked, letters, keep=True), jobs=context.jobs,
        done=done, failed=failed, title=_("Writing reminder letters"),
    )  # fmt: skip


def _letters(
    context: Context, asked: Asked, letters: Letters, job: Job, *, keep: bool
) -> list[Document]:
    from papidesk.workflow import reminders

    job.step(0, 1)
    today = datetime.date.today()
    with workspaces.open_store(context.workspace) as store:
        if keep:
            return reminders.draft(
                store, asked.duty, asked.period, letters.codes, today=today, who=context.who,
                wanted_by=letters.wanted_by, together=letters.together,
            )  # fmt: skip
        return reminders.preview(
            store, asked.duty, asked.period, today=today, codes=letters.codes,
            wanted_by=letters.wanted_by, together=letters.together,
        )  # fmt: skip


def write_letters(
    owner: QWidget,
    context: Context,
    letters: Sequence[Document],
    folder: Path,
    *,
    done: Callable[[list[Path]], None],
    failed: Failed,
    progress: Callable[[int, int], None],
) -> Task:
    """Write each letter as a PDF into ``folder``."""
    return run_task(
        owner, partial(_written, tuple(letters), folder), jobs=context.jobs, done=done,
        failed=failed, progress=progress, title=_("Writing reminder letters"),
    )  # fmt: skip


def _written(letters: tuple[Document, ...], folder: Path, job: Job) -> list[Path]:
    from papidesk.workflow import papers
    from ui.documents.paper_jobs import plain_name

    written = []
    for number, letter in enumerate(letters, 1):
        job.step(number - 1, len(letters))
        name = letter.addressees[0] if letter.addressees else letter.title
        target = folder / f"{plain_name(f'{number:03} {name}'[:90])}.pdf"
        written.append(papers.write_paper(letter, target))
    job.step(len(letters), len(letters))
    return written
