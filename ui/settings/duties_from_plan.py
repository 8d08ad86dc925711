"""The report duties a superior's plan gives: shown with its words, kept when agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papidesk.domain.report_duty import ReportDuty
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import report_duty_proposals
from papidesk.workflow.report_duty_proposals import ReportProposal
from ui.failures import show_failure
from ui.settings.catalogue_words import period_word
from ui.settings.plan_dialog import PlanDialog, PlanRow

if TYPE_CHECKING:
    from ui.settings.duties_section import DutiesSection


def look_at(section: DutiesSection, document_id: str) -> None:
    """Show what the plan demands; nothing is kept before the person agrees."""
    context = section.context
    try:
        found = report_duty_proposals.propose(section.store, document_id)
    except PapiDeskError as error:
        show_failure(context.ask, section, error)
        return
    dialog = PlanDialog(
        context.theme,
        [_row(one) for one in found],
        title=_("Report duties from a superior’s plan"),
        sentence=_("Change names, windows and due days in the form afterwards"),
        titles=(N_("Report duty"), N_("Addressed to"), N_("Periods"), N_("In the plan")),
        shares=(220, 130, 190, 320),
        parent=section,
    )
    dialog.agreed.connect(lambda: _keep(section, found))
    dialog.open()


def _row(one: ReportProposal) -> PlanRow:
    terms = [
        f"{period_word(term.kind, term.index)} ({term.due.day:02}/{term.due.month:02})"
        for term in one.duty.terms
    ]
    state = "unchanged" if one.known else "new"
    return PlanRow(state, (one.duty.name, one.duty.recipient, ", ".join(terms), one.quote))


def _keep(section: DutiesSection, found: list[ReportProposal]) -> None:
    context = section.context
    try:
        kept = report_duty_proposals.keep(section.store, found, who=context.who)
    except PapiDeskError as error:
        show_failure(context.ask, section, error)
        return

    def back() -> None:
        _let_go(section, kept)

    context.tell_saved("saved")
    context.catalogues_changed.emit()
    section.reload()
    section.choose(kept[0].code)
    said = ngettext("{count} report duty added", "{count} report duties added", len(kept))
    context.happened.emit(said.format(count=len(kept)), back)


def _let_go(section: DutiesSection, kept: list[ReportDuty]) -> None:
    context = section.context
    report_duty_proposals.let_go(context.workspace.store, kept, who=context.who)
    context.catalogues_changed.emit()
