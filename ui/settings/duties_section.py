"""Settings: the duties to report, each with its periods, windows and due days."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from papidesk.domain.record import replace
from papidesk.domain.report_duty import WORKING_DAY_RULES, ReportDuty
from papidesk.errors import N_
from papidesk.i18n import _, ngettext
from papidesk.workflow import catalogues, holidays, offices, register_figures, templates
from ui.context import Context
from ui.settings.catalogue_form import CatalogueForm
from ui.settings.catalogue_words import period_word
from ui.settings.form_grid import form_grid
from ui.settings.term_rows import TermRows
from ui.widgets.buttons import push_button
from ui.widgets.choice_line import Choice
from ui.widgets.codes_field import CodesField
from ui.widgets.day_field import ValidityFields, validity_text
from ui.widgets.fields import ChoiceField, LineField


class DutiesSection(CatalogueForm):
    """Who wants which report when."""

    kind = catalogues.DUTIES
    titles = (N_("Report duty"), N_("Addressed to"), N_("Periods"), N_("Holds"), N_("Whose"))
    widths = (260, 160, 240, 120, 100)
    name = N_("Report duties")
    intro = N_(
        "Which report is due when, over which days its figures are counted, and to whom it goes. "
        "Change the days to those of your superior’s paper; a duty of one year has both days below."
    )
    room_height = 140

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.from_plan = push_button(_("From a superior’s plan…"), "import")
        buttons = self.add.parentWidget().layout()
        assert buttons is not None
        buttons.addWidget(self.from_plan)
        self.from_plan.clicked.connect(self._on_from_plan)

    def make_fields(self) -> QWidget:
        self.title = LineField(_("Name"), "Báo cáo công tác chuyển đổi số")
        self.subject = LineField(_("What it reports on (in the abstract of the report)"))
        self.recipient = LineField(_("Addressed to (“Kính gửi”; empty: the superior)"), "Sở Nội vụ")
        self.template = ChoiceField(_("Template"), [("bao-cao-dinh-ky", "")])
        self.working_day = ChoiceField(
            _("A due day on a weekend or holiday"),
            [(code, _(word)) for code, word in WORKING_DAY_RULES.items()],
        )
        self.terms = TermRows()
        self.counters = CodesField(_("Counters it wants (none: all)"), _("Add a counter"))
        self.dimensions = CodesField(_("PAPI contents it is about (none: all)"), _("Add a content"))
        self.basis = LineField(_("Basis (the paper that demands it)"))
        self.note = LineField(_("Note"))
        self.validity = ValidityFields()
        self.rounded = QCheckBox(_("Round numbers in the text (“trên 40”); tables stay exact"))
        self.follow(
            name=self.title, subject=self.subject, recipient=self.recipient,
            template=self.template, working_day=self.working_day, terms=self.terms,
            counters=self.counters, dimensions=self.dimensions, basis=self.basis, note=self.note,
            until=self.validity,
        )  # fmt: skip
        self.rounded.clicked.connect(self._on_left)
        return self._grid()

    def _grid(self) -> QWidget:
        return form_grid(
            self.context.theme.scale,
            (self.title, self.recipient),
            (self.subject, self.template),
            (self.terms,),
            (self.working_day, self.rounded),
            (self.counters, self.dimensions),
            (self.basis, self.note),
            (self.validity,),
        )

    def reload(self) -> None:
        self.template.box.clear()
        for template in templates.every(self.store):
            if template.kind == "BC":
                self.template.box.addItem(template.name, template.id)
        known = register_figures.counters().values()
        self.counters.offer(
            [
                *(
                    Choice(one.code, one.name, " ".join(one.words))
                    for one in catalogues.counters(self.store)
                ),
                *(Choice(one.code, one.name) for one in known),
            ]
        )
        self.dimensions.offer(
            Choice(one.code, f"{one.code} {one.name}")
            for one in catalogues.all_dimensions(self.store)
            if one.last_year is None
        )
        self._extra = holidays.extra(self.store)
        above = offices.current(self.store).superiors
        self.recipient.line.setPlaceholderText(above[0].name if above else "Sở Nội vụ")
        super().reload()

    def cells(self, record: ReportDuty) -> tuple[str, ...]:
        words = [period_word(term.kind, term.index) for term in record.terms]
        if len(words) > 5:
            more = ngettext("{count} period", "{count} periods", len(words))
            words = [more.format(count=len(words))]
        holds = validity_text(record.validity)
        return (record.name, record.recipient, ", ".join(words), holds)

    def blank(self) -> ReportDuty:
        papi = catalogues.report_duty(None, "papi")
        return ReportDuty(code="", name="", terms=papi.terms)

    def show_record(self, record: ReportDuty) -> None:
        self.title.show_value(record.name)
        self.subject.show_value(record.subject)
        self.recipient.show_value(record.recipient)
        if self.template.box.findData(record.template) < 0:
            self.template.box.addItem(record.template, record.template)
        self.template.show_value(record.template)
        self.working_day.show_value(record.working_day)
        self.terms.show_value(record.terms)
        self.counters.show_value(record.counters)
        self.dimensions.show_value(record.dimensions)
        self.basis.show_value(record.basis)
        self.note.show_value(record.note)
        self.validity.show_value(record.validity)
        self.rounded.setChecked(record.rounded)
        self.terms.explain(record, self._extra)

    def read(self, record: ReportDuty) -> ReportDuty | None:
        validity, terms = self.validity.value(), self.terms.value()
        if validity is None or terms is None:
            return None
        rule: Any = self.working_day.value()
        new = replace(
            record,
            name=self.title.value(),
            subject=self.subject.value(),
            recipient=self.recipient.value(),
            template=self.template.value() or record.template,
            working_day=rule,
            terms=terms,
            counters=self.counters.value(),
            dimensions=self.dimensions.value(),
            basis=self.basis.value(),
            note=self.note.value(),
            validity=validity,
            rounded=self.rounded.isChecked(),
        )
        self.terms.explain(new, self._extra)
        return new

    # From a plan

    def _on_from_plan(self) -> None:
        from ui.tasks.plan_dialog import PlanDialog

        title = _("Report duties from a superior’s plan")
        dialog = PlanDialog(self.context, title, _("Look for duties"), self)
        dialog.chosen.connect(self.look_at)
        dialog.open()

    def look_at(self, document_id: str) -> None:
        """Show the report duties a plan gives; those agreed to are kept."""
        from ui.settings.duties_from_plan import look_at

        look_at(self, document_id)
