"""Packs of evidence to be handed over: planned and looked over before anything is written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

from papidesk.domain.activity import Evidence
from papidesk.domain.evidence_pack import (
    GROUP_LIMIT,
    CounterEvidence,
    CriterionEvidence,
    EntryEvidence,
    ItemKind,
    PackGroup,
    PackItem,
    PackPart,
    PackPlan,
    Problem,
    TaskEvidence,
    numbered,
    safe_name,
)
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import activity_listing, attachments, evidence, listing, task_facts
from papidesk.storage.attachments import AttachmentMissingError
from papidesk.storage.store import Store
from papidesk.workflow import offices

Told = Callable[[int, int], None]
SEVERAL = "Hồ sơ kiểm chứng"  # the title of a pack of several; it is printed


class NothingToPackError(PapiDeskError):
    """A pack of nothing."""

    message = N_(
        "There is no evidence to hand over yet. Attach photos, files or links to the entries first."
    )


class _Proof(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of evidence with what it proves."""

    evidence: Evidence
    subject: str
    day: datetime.date | None = None
    unit: str = ""


def plan(
    store: Store,
    wanted: PackPart | Sequence[PackPart],
    *,
    today: datetime.date,
    told: Told | None = None,
) -> PackPlan:
    """Return what the pack of ``wanted`` will hold; every file is read and checked.

    Files that are missing or changed are in it with their problem, links by their address, papers
    of the workspace as the PDF they will be. ``told`` hears how many pieces of how many were
    looked at, and may raise to break off. Raises what unknown tasks, counters, sets are refused
    with.
    """
    parts = list(wanted) if isinstance(wanted, Sequence) else [wanted]
    found = [one for part in parts for one in _proofs(store, part)]
    several = len(found) > 1
    total = sum(len(proofs) for _title, proofs in found)
    checked = _Checked(store, total, told)
    groups, number = [], 0
    for place, (title, proofs) in enumerate(found, start=1):
        folder = f"{place:02} {safe_name(title, GROUP_LIMIT)}" if several else ""
        items = []
        for proof in proofs:
            number += 1
            items.append(_item(proof, number, folder, checked))
        groups.append(PackGroup(title=title, folder=folder, items=tuple(items)))
    return PackPlan(
        title=SEVERAL if several else (found[0][0] if found else SEVERAL),
        office=offices.on(store, today).issuer,
        groups=tuple(groups),
        made_on=today,
    )


class _Checked:
    """Looks at each content once."""

    def __init__(self, store: Store, total: int, told: Told | None) -> None:
        self._store, self._total, self._told = store, total, told
        self._known: dict[str, Problem] = {}
        self._paths: dict[tuple[str, str], str] = {}
        self._done = 0
        self.width = max(3, len(str(total)))  # digits of the numbers before names

    def problem(self, piece: Evidence) -> Problem:
        """Return what is wrong with the file of ``piece``, "" when it is whole."""
        if self._told is not None:
            self._told(self._done, self._total)
        self._done += 1
        if piece.document:
            gone = not listing.by_ids(self._store, [piece.document])
            return "missing" if gone else ""
        if not piece.sha256:
            return ""
        if piece.sha256 not in self._known:
            error = attachments.problem_of(self._store, piece.sha256, piece.name)
            kind: Problem = "changed" if error is not None else ""
            if isinstance(error, AttachmentMissingError):
                kind = "missing"
            self._known[piece.sha256] = kind
        return self._known[piece.sha256]

    def path(self, folder: str, content: str, name: str) -> str:
        """Return where a content lies in the pack: within a group each is written once."""
        return self._paths.setdefault((folder, content), str(PurePosixPath(folder) / name))


def _item(proof: _Proof, number: int, folder: str, checked: _Checked) -> PackItem:
    piece = proof.evidence
    kind: ItemKind = "link" if piece.url else "paper" if piece.document else "file"
    name = f"{piece.name}.pdf" if kind == "paper" else piece.name
    path = ""
    if kind != "link":
        content = piece.sha256 or piece.document
        path = checked.path(folder, content, numbered(number, checked.width, name))
    return PackItem(
        number=number,
        kind=kind,
        name=piece.name,
        path=path,
        day=proof.day or piece.taken_on,
        subject=proof.subject,
        unit=proof.unit,
        note=piece.note,
        sha256=piece.sha256,
        bytes=piece.bytes,
        url=piece.url,
        document=piece.document,
        problem=checked.problem(piece),
    )


# What proves what


def _proofs(store: Store, part: PackPart) -> list[tuple[str, list[_Proof]]]:
    """Return (title, proofs) of each group of ``part``: a whole set has one for each criterion."""
    if isinstance(part, TaskEvidence):
        return [_of_task(store, part.task)]
    if isinstance(part, CounterEvidence):
        return [_of_counter(store, part)]
    if isinstance(part, EntryEvidence):
        return [(part.title or SEVERAL, _of_entries(store, part.entries))]
    return _of_criteria(store, part)


def _of_task(store: Store, id: str) -> tuple[str, list[_Proof]]:
    from papidesk.workflow import tasks

    task = tasks.get(store, id)
    family = task_facts.predecessors(store, [id])
    own = [
        _Proof(evidence=piece, subject=task.text, day=task.due, unit=task.lead)
        for piece in evidence.of_many(store, "task", family)
    ]
    entries = activity_listing.ids(
        store, ActivityFilter(tasks=tuple(family)), sort="date", descending=False
    )
    return " ".join(task.text.split()), own + _of_entries(store, entries)


def _of_entries(store: Store, ids: Iterable[str]) -> list[_Proof]:
    rows = {row.activity.id: row.activity for row in activity_listing.by_ids(store, ids)}
    return [
        _Proof(
            evidence=piece,
            subject=rows[piece.owner_id].title,
            day=rows[piece.owner_id].date,
            unit=rows[piece.owner_id].unit,
        )
        for piece in evidence.of_many(store, "activity", rows)
    ]


def _of_counter(store: Store, part: CounterEvidence) -> tuple[str, list[_Proof]]:
    from papidesk.workflow import figures
    from papidesk.workflow.figure_sources import found

    _source, counter = found(store, part.counter)
    behind = figures.behind(store, part.counter, part.query)
    proofs = _of_entries(store, behind.activities)
    for row in listing.by_ids(store, list(behind.documents)):
        number = "/".join(piece for piece in (row.number or "", row.symbol) if piece)
        name = " ".join(piece for piece in (number, row.title) if piece) or row.kind
        day = datetime.date.fromisoformat(row.date[:10]) if row.date else None
        paper = Evidence(owner="activity", owner_id=row.id, document=row.id, name=name[:200])
        proofs.append(_Proof(evidence=paper, subject=counter.name, day=day, unit=row.issuer))
    since, until = part.query.since, part.query.until
    return f"{counter.name} ({since:%d/%m/%Y} - {until:%d/%m/%Y})", proofs


def _of_criteria(store: Store, part: CriterionEvidence) -> list[tuple[str, list[_Proof]]]:
    from papidesk.workflow import criteria, criteria_evidence

    chosen = criteria.set_of(store, part.set)
    known = criteria_evidence.evidence_of(store, chosen, part.year)
    if part.criterion:
        wanted = [criteria.criterion_of(chosen, part.criterion)]
    else:
        wanted = [one for one in chosen.criteria if known.get(one.code)]
    found = []
    for one in wanted:
        title = f"{one.number} {one.text}".strip()
        proofs = [
            _Proof(evidence=piece, subject=one.text, day=piece.taken_on)
            for piece in known.get(one.code, ())
        ]
        found.append((title, proofs))
    return found
