"""Settings: the rules of the check, and which matters of style the office does without."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.text.fold import fold
from papidesk.workflow import glossary
from papidesk.workflow.glossary import Rule
from ui.context import Context
from ui.failures import show_failure
from ui.settings.records_model import RecordsModel
from ui.settings.share_table import ShareTable
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

TITLES = (N_("Rule"), N_("Weight"), N_("Applied"), N_("Comes from"))
WIDTHS = (360, 100, 120, 260)
WEIGHTS = {"error": N_("Error"), "warning": N_("Warning"), "info": N_("Remark")}


class RulesSection(QWidget):
    """A list to read, with a switch for what is a matter of style."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._rules: list[Rule] = []
        self._off: tuple[str, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a rule"))
        self.search.setAccessibleName(_("Find a rule"))
        self.search.setClearButtonEnabled(True)
        self.style_only = QCheckBox(_("Only those that can be switched off"))
        self.switch = push_button(_("Switch off"), "minus")
        self.model = RecordsModel(TITLES)
        self.table = ShareTable(theme, _("Rules of the check"), WIDTHS)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(round(260 * theme.scale))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addWidget(self.style_only)
        row.addWidget(self.switch)
        intro = _(
            "Rules of the decree and errors always hold. Remarks and warnings about style can be "
            "switched off for this office; Space switches the chosen row."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(label(intro, "muted", wrap=True))
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_narrowed)
        self.style_only.toggled.connect(self._on_narrowed)
        self.switch.clicked.connect(self._on_switch)
        self.table.opened.connect(self._on_switch)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        QShortcut(QKeySequence("Space"), self.table).activated.connect(self._on_switch)

    def reload(self) -> None:
        """Show the rules that fit what is looked for."""
        wanted = fold(self.search.text())
        self._rules = [
            rule
            for rule in glossary.rules()
            if wanted in fold(f"{_(rule.title)} {rule.source} {rule.id}")
            and (glossary.may_be_off(rule) or not self.style_only.isChecked())
        ]
        self._off = glossary.off(self.context.workspace.store)
        row = max(0, self.table.currentIndex().row())
        off = [rule.id in self._off for rule in self._rules]
        self.model.show([self._cells(rule) for rule in self._rules], off)
        if self._rules:
            self.table.setCurrentIndex(self.model.index(min(row, len(self._rules) - 1), 0))
        self._on_row()

    def _cells(self, rule: Rule) -> tuple[str, ...]:
        applied = _("always")
        if glossary.may_be_off(rule):
            applied = _("off") if rule.id in self._off else _("on")
        return (_(rule.title), _(WEIGHTS[rule.severity]), applied, rule.source)

    @property
    def chosen(self) -> Rule | None:
        """The rule of the chosen row."""
        row = self.table.currentIndex().row()
        return self._rules[row] if 0 <= row < len(self._rules) else None

    def _on_narrowed(self) -> None:
        self.reload()

    def _on_row(self) -> None:
        rule = self.chosen
        self.switch.setEnabled(rule is not None and glossary.may_be_off(rule))
        off = rule is not None and rule.id in self._off
        self.switch.setText(_("Switch on") if off else _("Switch off"))

    def _on_switch(self) -> None:
        rule = self.chosen
        if rule is None or not glossary.may_be_off(rule):
            return
        store, who = self.context.workspace.store, self.context.who
        try:
            glossary.switch(store, rule.id, on=rule.id in self._off, who=who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.reload()
        self.context.tell_saved("saved")
        self.context.office_changed.emit()
