"""What commands say of tasks: the shape of ``--json``, and a line for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papidesk.domain.task import TASK_STATES, Target, Task
from papidesk.i18n import _

if TYPE_CHECKING:
    from papidesk.domain.task_proposal import TaskProposal
    from papidesk.workflow.coverage import Coverage
    from papidesk.workflow.tasks import TaskRow

View = dict[str, Any]
_LONGEST = 100


def task_view(task: Task, row: TaskRow | None = None) -> View:
    """Return what ``tasks --json`` prints of a task; with ``row`` what the log has of it, too."""
    from papidesk.domain import recurring
    from papidesk.domain.task_said import time_of

    rule = task.recurring
    first = task.targets[0] if task.targets else None
    view: View = {
        "id": task.id or None,
        "plan": task.plan or None,
        "text": task.text,
        "lead": task.lead or None,
        "cooperating": list(task.cooperating),
        "dimensions": list(task.dimensions),
        "start": task.start.isoformat() if task.start else None,
        "due": task.due.isoformat() if task.due else None,
        "recurring": recurring.text(rule) if rule else None,
        "standing": task.standing,
        "time": time_of(task) or None,
        "product": task.product or None,
        "target": _target_view(first) if first else None,
        "targets": [_target_view(target) for target in task.targets],
        "budget": task.budget,
        "evidence_wanted": list(task.evidence),
        "state": task.state,
        "progress": task.progress if row is None else row.percent,
        "done_on": task.done_on.isoformat() if task.done_on else None,
        "year": task.year or None,
        "note": task.note or None,
        "block": task.block or None,
        "superseded_by": task.superseded_by or None,
        "stop_reason": task.stop_reason or None,
    }
    if row is not None:
        view |= {
            "timing": row.timing or None,
            "next_due": row.next_due.isoformat() if row.next_due else None,
            "entries": row.entries,
            "evidence": row.evidence,
            "last_entry": row.last_entry.isoformat() if row.last_entry else None,
            "plan_title": row.plan_title or None,
        }
        if row.damaged:
            view["damaged"] = True
    return view


def _target_view(target: Target) -> View:
    from papidesk.domain.figure_text import number, written

    whole = number(written(target.quantity))
    plain = int(target.quantity) if target.quantity == int(target.quantity) else float(whole or 0)
    return {"counter": target.counter, "quantity": plain}


def task_line(task: Task, row: TaskRow | None = None) -> str:
    """Return a task as a line of a list."""
    from papidesk.domain.task_said import time_of

    text = " ".join(task.text.split())
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    if row is not None and row.damaged:
        shown = _("Damaged: {title}").format(title=shown)
    parts = [
        task.id[:13],
        _(TASK_STATES[task.state]),
        task.lead or "-",
        time_of(task) or "-",
        shown,
    ]
    if row is not None:
        if row.percent is not None:
            parts.append(f"{row.percent} %")
        if row.timing:
            parts.append(_("overdue") if row.timing == "overdue" else _("due soon"))
    return "\t".join(parts)


def proposal_view(number: int, proposal: TaskProposal) -> View:
    """Return what ``tasks propose --json`` prints of a proposal."""
    return {
        "number": number,
        "proposal": proposal.id,
        **task_view(proposal.task),
        "quote": proposal.quote,
        "place": proposal.path,
        "why": _filled(proposal.why, proposal.words),
        "doubts": _filled(proposal.doubts, proposal.doubt_words),
        "sure": proposal.sure,
    }


def _filled(sentences: tuple[str, ...], words: tuple[str, ...]) -> list[str]:
    return [_(sentence).format(words=said) for sentence, said in zip(sentences, words, strict=True)]


def coverage_view(found: Coverage) -> View:
    """Return what ``tasks coverage --json`` prints."""
    return {
        "year": found.year,
        "tasks": found.tasks,
        "dimensions": [
            {
                "code": one.code,
                "name": one.name,
                "tasks": one.tasks,
                "done": one.done,
                "overdue": one.overdue,
                "entries": one.entries,
            }
            for one in found.dimensions
        ],
        "uncovered": list(found.uncovered),
        "without_unit": list(found.without_unit),
        "without_date": list(found.without_date),
        "without_product": list(found.without_product),
        "without_dimension": list(found.without_dimension),
        "without_target": list(found.without_target),
    }
