"""Settings: the office's own terms, which the check looks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.glossary import Term
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, say
from papidesk.workflow import glossary
from ui.context import Context
from ui.failures import show_failure
from ui.settings.records_model import RecordsModel
from ui.settings.share_table import ShareTable
from ui.widgets.buttons import push_button
from ui.widgets.day_field import DayField
from ui.widgets.fields import LineField, LinesField
from ui.widgets.labels import label

TITLES = (N_("Right form"), N_("Not to be written"), N_("Since"), N_("Note"))
WIDTHS = (250, 280, 110, 200)


class GlossarySection(QWidget):
    """A table of terms, the chosen one's fields below it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._terms: list[Term] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.model = RecordsModel(TITLES)
        self.table = ShareTable(theme, _("Glossary"), WIDTHS)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(round(170 * theme.scale))
        self.nothing = label(
            _("No terms yet. Add the names your office often gets wrong."), "muted"
        )
        self.add = push_button(_("Add"), "plus")
        self.remove = push_button(_("Remove"), "minus")
        self.refusal = label("", "problem", wrap=True)
        self.refusal.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        intro = _(
            "The check reports forms that are not to be written and offers the right one, from the "
            "day given on. The program's own table of renamed bodies and terms holds besides."
        )
        layout.addWidget(label(intro, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing)
        layout.addLayout(row)
        layout.addWidget(self._fields())
        layout.addWidget(self.refusal)

    def _fields(self) -> QWidget:
        self.right = LineField(_("Right form"), "Trang thông tin điện tử xã")
        self.wrong = LinesField(_("Forms not to be written (one a line)"), lines=2)
        self.since = DayField(_("Since (empty: always)"))
        self.note = LineField(_("Note (where it is laid down)"))
        self.form = QWidget()
        grid = QGridLayout(self.form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.right, 0, 0)
        grid.addWidget(self.since, 0, 1)
        grid.addWidget(self.wrong, 1, 0)
        grid.addWidget(self.note, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return self.form

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.delete_pressed.connect(self._on_remove)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        for field in (self.right, self.wrong, self.since, self.note):
            field.changed.connect(self._on_changed)
            field.left.connect(self._on_left)

    def reload(self) -> None:
        """Show what is stored."""
        self._fill(max(0, self.table.currentIndex().row()))

    def flush(self) -> None:
        """Keep what is being typed."""
        self._on_left()

    def _fill(self, row: int) -> None:
        self._terms = glossary.terms(self.context.workspace.store)
        self._list(row)

    def _list(self, row: int) -> None:
        self.model.show([_cells(term) for term in self._terms], [False] * len(self._terms))
        self.nothing.setVisible(not self._terms)
        if self._terms:
            self.table.setCurrentIndex(self.model.index(min(row, len(self._terms) - 1), 0))
        self._on_row()

    @property
    def chosen(self) -> Term | None:
        """The term of the chosen row."""
        row = self.table.currentIndex().row()
        return self._terms[row] if 0 <= row < len(self._terms) else None

    def _on_row(self) -> None:
        term = self.chosen
        self.form.setVisible(term is not None)
        self.remove.setEnabled(term is not None)
        self._refuse("")
        if term is not None:
            self.right.show_value(term.right)
            self.wrong.show_value(term.wrong)
            self.since.show_day(term.since)
            self.note.show_value(term.note)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _typed(self) -> Term | None:
        term = self.chosen
        if term is None or not self.since.judge():
            return None
        new = replace(
            term,
            right=self.right.value(),
            wrong=self.wrong.value(),
            since=self.since.day(),
            note=self.note.value(),
        )
        if new == term:
            return None
        try:
            glossary.check_term(new, self._terms)
        except PapiDeskError as error:
            self._refuse(say(error))
            return None
        self._refuse("")
        return new

    def _on_changed(self) -> None:
        self._typed()

    def _on_left(self) -> None:
        new, row = self._typed(), self.table.currentIndex().row()
        if new is not None and self._keep(new):
            self._terms[row] = new
            self.model.change(row, _cells(new), past=False)

    def _keep(self, term: Term) -> bool:
        try:
            glossary.put(self.context.workspace.store, term, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return False
        self.context.tell_saved("saved")
        self.context.office_changed.emit()
        return True

    def _on_add(self) -> None:
        blank = [row for row, term in enumerate(self._terms) if not term.right]
        if not blank:
            self._terms.append(Term(id=new_id(), right=""))
        self._list(blank[0] if blank else len(self._terms))
        self.right.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        term = self.chosen
        if term is None:
            return
        row = self.table.currentIndex().row()
        if not term.right or not term.wrong:
            del self._terms[row]
            self._list(row)
            return
        glossary.remove(self.context.workspace.store, term.id, who=self.context.who)
        self.context.office_changed.emit()
        self._fill(row)
        self.context.happened.emit(_("Term removed"), self._back(term))

    def _back(self, term: Term) -> Callable[[], None]:
        def back() -> None:
            self._keep(term)
            self.reload()

        return back


def _cells(term: Term) -> tuple[str, ...]:
    since = f"{term.since:%d/%m/%Y}" if term.since else ""
    return (term.right, "; ".join(term.wrong), since, term.note)
