"""Duties to report that a superior's plan gives: proposed, kept as report duties of the office."""

from __future__ import annotations

from collections.abc import Iterable

from papidesk.domain.catalogue_checks import NAME_LIMIT, code_from
from papidesk.domain.citing import document_basis, office_name
from papidesk.domain.document import Document
from papidesk.domain.incoming import kind_title
from papidesk.domain.record import Record
from papidesk.domain.report_duty import ReportDuty
from papidesk.domain.report_terms import terms_of
from papidesk.domain.wording import full_number
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents as stored
from papidesk.storage.store import Store
from papidesk.workflow import catalogues


class NoReportDutiesError(PapiDeskError):
    """A paper that demands no report whose periods could be found."""

    message = N_(
        "“{title}” demands no periodic report that could be found. Add the report duty yourself."
    )


class ReportProposal(Record, frozen=True, kw_only=True):
    """A report duty as proposed, and the words of the plan it comes from.

    ``known`` is True where it was taken over before.
    """

    duty: ReportDuty
    quote: str
    known: bool = False


def propose(store: Store, document_id: str) -> list[ReportProposal]:
    """Return the report duties the text of a plan gives, in its order.

    Periods, recipients and due days are what its words say, the windows those most provinces set.
    Raises :class:`NoReportDutiesError`, ``UnknownDocumentError``.
    """
    from papidesk.drafting.duties import find

    plan = stored.get(store, document_id)
    entries: list[ReportDuty] = catalogues.entries.entries(store, catalogues.DUTIES)
    taken = {one.code for one in entries}
    before = [(one.recipient, one.terms) for one in entries if one.source == document_id]
    seen: set[tuple[str, object]] = set()
    found: list[ReportProposal] = []
    for duty in find(plan):
        terms = terms_of(duty.periods, f"{duty.text} {duty.time}")
        # "… gửi về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh": that one reports, not we.
        ours = duty.text.partition(" để tổng hợp")[0]
        names = [name for name in duty.recipients if name in ours]
        recipient = "; ".join(map(office_name, names))[:NAME_LIMIT]
        if duty.kind != "report" or not terms or (recipient, terms) in seen:
            continue
        seen.add((recipient, terms))
        name = _name(plan, len(found))
        made = ReportDuty(
            code=code_from(name, taken), name=name, terms=terms, recipient=recipient,
            subject=f"Kết quả thực hiện {document_basis(plan)}"[:NAME_LIMIT],
            source=document_id, basis=document_basis(plan)[:NAME_LIMIT],
        )  # fmt: skip
        taken.add(made.code)
        known = any(one == recipient or terms == other for one, other in before)
        found.append(ReportProposal(duty=made, quote=duty.text, known=known))
    if not found:
        raise NoReportDutiesError(title=plan.title)
    return found


def keep(store: Store, proposals: Iterable[ReportProposal], *, who: str) -> list[ReportDuty]:
    """Keep the duties of ``proposals`` that were not taken over yet, all of them or none."""
    kept = []
    with store.joined():
        for one in proposals:
            if not one.known:
                kept.append(catalogues.put(store, one.duty, who=who, new=True))
    return kept


def let_go(store: Store, duties: Iterable[ReportDuty], *, who: str) -> None:
    """Undo :func:`keep`."""
    with store.joined():
        for duty in duties:
            catalogues.put_back(store, catalogues.DUTIES, duty.code, None, who=who)


def _name(plan: Document, place: int) -> str:
    number = full_number(plan.number, plan.symbol) if plan.number else ""
    kind = kind_title(plan.kind) or "văn bản"
    day = plan.date.date
    said = f"số {number}" if number else f"ngày {day:%d/%m/%Y}" if day else plan.title
    issuer = office_name(plan.issuer)
    name = f"Báo cáo thực hiện {kind} {said}" + (f" của {issuer}" if issuer else "")
    return (name if not place else f"{name} ({place + 1})")[:NAME_LIMIT]
