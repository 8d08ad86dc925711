"""From a superior's plan: its duties for communes proposed, the accepted ones made into a plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from papidesk.domain.decisions import DutyDecision
from papidesk.domain.document import Document
from papidesk.domain.duties import Duty
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents as stored
from papidesk.storage.store import Store
from papidesk.workflow import links, offices, templates

DEFAULT_TEMPLATE = "ke-hoach-truyen-thong-papi"


class NoDutiesError(PapiDeskError):
    """A paper in which no duty for those below was found."""

    message = N_(
        "“{title}” gives no duty to communes that could be found. Begin from a template and write "
        "the tasks yourself."
    )


class UnknownDutyError(PapiDeskError):
    """A decision about a duty that the plan does not have."""

    message = N_("There is no duty {id} in this plan. Have the list made anew and decide again.")


def proposals(store: Store, superior_id: str) -> tuple[Duty, ...]:
    """Return the duties of a superior's plan, each with the unit of the office it is proposed for.

    Raises :class:`NoDutiesError`, ``UnknownDocumentError``.
    """
    from papidesk.drafting.duties import find
    from papidesk.drafting.values import unit_for

    superior = stored.get(store, superior_id)
    office = offices.on(store, datetime.date.today())
    found = find(superior)
    if not found:
        raise NoDutiesError(title=superior.title)
    return tuple(replace(duty, lead=unit_for(office, duty.lead_role)) for duty in found)


def chosen(proposed: Iterable[Duty], decisions: Iterable[DutyDecision]) -> tuple[Duty, ...]:
    """Return the duties that were accepted, as they were edited, in the plan's order.

    Raises :class:`UnknownDutyError` for a decision about something else.
    """
    known = {duty.id: duty for duty in proposed}
    accepted: dict[str, Duty] = {}
    for one in decisions:
        if one.id not in known:
            raise UnknownDutyError(id=one.id[:80])
        if one.accept:
            given = {
                name: value
                for name in ("text", "lead", "cooperating", "time", "product")
                if (value := getattr(one, name)) is not None
            }
            accepted[one.id] = replace(known[one.id], **given)
    return tuple(accepted[id] for id in known if id in accepted)


def answers(store: Store, superior_id: str) -> dict[str, str]:
    """Return what a template's questions about the superior's plan are answered with."""
    from papidesk.drafting.superior_plan import answers_from

    return answers_from(stored.get(store, superior_id))


def preview(
    store: Store,
    superior_id: str,
    duties: Iterable[Duty],
    *,
    today: datetime.date,
    template_id: str = DEFAULT_TEMPLATE,
    given: Mapping[str, str] | None = None,
    year: int | None = None,
) -> Document:
    """Return the plan that the accepted ``duties`` make; nothing is stored."""
    from papidesk.domain.forwarding.forward import year_of
    from papidesk.drafting.superior_plan import answers_from, with_duties

    superior = stored.get(store, superior_id)
    year = year or year_of(superior) or today.year
    asked = templates.asked(store, template_id, today=today, year=year).answers
    known = {name: text for name, text in answers_from(superior).items() if text}
    document = templates.preview(
        store, template_id, asked | known | dict(given or {}), today=today, year=year
    )
    return with_duties(document, duties, superior)


def make(
    store: Store,
    superior_id: str,
    duties: Iterable[Duty],
    *,
    today: datetime.date,
    who: str,
    template_id: str = DEFAULT_TEMPLATE,
    given: Mapping[str, str] | None = None,
    year: int | None = None,
) -> Document:
    """Keep the plan as a draft, linked to the superior's plan as its basis; return it."""
    from papidesk.workflow.documents import with_block_ids

    document = preview(
        store, superior_id, duties, today=today, template_id=template_id, given=given, year=year
    )
    with store.unit_of_work():
        kept = stored.save(
            store, with_block_ids(document), who=who, reason=f"from superior: {superior_id}"
        )
        links.link(store, kept.id, "basis", superior_id, who=who)
    return kept
