"""The self-score on paper and as a workbook."""

from __future__ import annotations

import datetime
from pathlib import Path

from papidesk.domain.criteria import CriteriaSet
from papidesk.domain.document import IssueDate
from papidesk.domain.office import valid_on
from papidesk.domain.paper import Paper
from papidesk.domain.people import Signature
from papidesk.domain.self_score_sheet import paper_of
from papidesk.errors import N_, PapiDeskError
from papidesk.storage.store import Store
from papidesk.workflow import criteria, offices
from papidesk.workflow.criteria_evidence import evidence_of
from papidesk.workflow.files import write_whole


class UnknownSheetError(PapiDeskError):
    """A file name that ends in none of .pdf, .docx and .xlsx."""

    message = N_("“{name}” must end in .pdf, .docx or .xlsx: that decides what is written.")


def paper(store: Store, set: CriteriaSet, year: int, *, today: datetime.date) -> Paper:
    """Return the self-score of ``year`` as a paper of the office as it is ``today``."""
    office = offices.on(store, today)
    signers = valid_on(office.signers, today)
    return paper_of(
        office,
        set,
        criteria.assessment(store, set, year),
        _names(store, set, year),
        date=IssueDate.of(today),
        signature=signers[0].signature() if signers else Signature(),
    )


def write_sheet(
    store: Store, set: CriteriaSet, year: int, target: Path, *, today: datetime.date
) -> Path:
    """Write the self-score into ``target``: PDF, Word or Excel by its ending.

    Raises :class:`UnknownSheetError`, :class:`~papidesk.workflow.files.NotWrittenError`.
    """
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        from papidesk.sheets.self_score import workbook

        own = criteria.assessment(store, set, year)
        office = offices.on(store, today).issuer
        return write_whole(target, workbook(office, set, own, _names(store, set, year)))
    if suffix == ".pdf":
        from papidesk.printing.render import printed_papers
        from papidesk.workflow.papers import real_times

        made = printed_papers([paper(store, set, year, today=today)], fonts=real_times())
        return write_whole(target, made.pdf)
    if suffix == ".docx":
        from papidesk.word.writer import write_papers

        return write_whole(target, write_papers([paper(store, set, year, today=today)], day=today))
    raise UnknownSheetError(name=target.name)


def _names(store: Store, set: CriteriaSet, year: int) -> dict[str, list[str]]:
    found = evidence_of(store, set, year)
    return {code: [piece.name for piece in pieces] for code, pieces in found.items()}
