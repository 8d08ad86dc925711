"""Self-score: a set of criteria, the own points of a year, evidence, totals, papers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from papidesk.domain import quantities
from papidesk.domain.criteria import CriteriaSet, SelfScore
from papidesk.domain.criteria_table import CriteriaReading
from papidesk.domain.evidence_pack import CriterionEvidence
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.workflow import criteria
from papidesk.workflow.criteria import Scored
from ui.commands import Command, command_of
from ui.context import Context
from ui.criteria.criterion_panel import CriterionPanel
from ui.criteria.score_tree import ScoreTree
from ui.failures import show_failure
from ui.overview.choice import Choice
from ui.registers.register_papers import RegisterPapers
from ui.widgets.buttons import menu_button, push_button
from ui.widgets.labels import ElidedLabel, Pill, label

_FILES = "*.xlsx *.csv *.toml *.json"


class SelfScoreView(QWidget):
    """The assessment of a year against one set."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._year = datetime.date.today().year
        self.scored: Scored | None = None
        self._papers = RegisterPapers(context, self)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.chooser = Choice(_("Set of criteria"))
        self.total = Pill("", "accent")
        self.state = ElidedLabel("muted")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.note = label("", "caution", wrap=True)
        self.import_action = QAction(_("Import a set of criteria…"), self)
        self.export_action = QAction(_("Export this set…"), self)
        self.remove_action = QAction(_("Remove this set"), self)
        self.sets_button = menu_button(
            _("Sets"), "rules", [self.import_action, self.export_action, self.remove_action]
        )
        self.paper_action = QAction(_("Print the self-score…"), self)
        self.print_action = QAction(_("Self-score as PDF or Word…"), self)
        self.sheet_action = QAction(_("Self-score as Excel…"), self)
        self.print_button = menu_button(
            _("Print"), "print", [self.paper_action, self.print_action, self.sheet_action]
        )
        self.pack_button = push_button(_("Evidence pack…"), "evidence")
        strip = QHBoxLayout()
        strip.setContentsMargins(16, 10, 16, 6)
        strip.setSpacing(10)
        strip.addWidget(self.chooser)
        strip.addWidget(self.total)
        strip.addWidget(self.state, 1)
        for button in (self.sets_button, self.print_button, self.pack_button):
            strip.addWidget(button)
        self.tree = ScoreTree(self.context.theme)
        self.panel = CriterionPanel(self.context)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([820, 340])
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 0, 16, 12)
        inside.setSpacing(6)
        inside.addWidget(self.note)
        inside.addWidget(self.problem)
        inside.addWidget(self.splitter, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(strip)
        layout.addLayout(inside, 1)

    def _connect(self) -> None:
        self.chooser.chosen.connect(self._on_set)
        self.tree.score_typed.connect(self._on_score)
        self.tree.chosen.connect(self._on_criterion)
        self.tree.problem_told.connect(self._tell_problem)
        self.panel.evidence_changed.connect(self._on_evidence)
        self.import_action.triggered.connect(self.import_set)
        self.export_action.triggered.connect(self._on_export)
        self.remove_action.triggered.connect(self._on_remove)
        self.paper_action.triggered.connect(self._on_paper)
        self.print_action.triggered.connect(self._on_print)
        self.sheet_action.triggered.connect(self._on_sheet)
        self.pack_button.clicked.connect(self._on_pack)

    # What the page asks of it

    def show_year(self, year: int | None) -> None:
        """Show the scores of ``year``."""
        self._year = year or datetime.date.today().year
        self.refresh()

    def show_search(self, text: str) -> None:
        """Show only criteria that ``text`` fits."""
        self.tree.show_search(text)

    def give_focus(self) -> None:
        """Put the focus on the list."""
        self.tree.setFocus()

    def refresh(self) -> None:
        """Read sets and scores anew."""
        store = self.context.workspace.store
        sets = criteria.sets(store)
        known = [one.code for one in sets]
        code = self.chooser.code if self.chooser.code in known else known[0]
        self.chooser.offer([(one.code, one.name) for one in sets], code)
        self._show()

    def commands(self) -> Iterable[Command]:
        """Return what can be done here."""
        for action in (
            self.import_action, self.export_action, self.paper_action, self.print_action,
            self.sheet_action,
        ):  # fmt: skip
            yield command_of(action, _("self-score criteria points"))
        yield Command(_("Evidence pack of the self-score"), _("evidence zip folder"),
                      self._on_pack, icon="evidence")  # fmt: skip

    # What a person does

    def import_set(self) -> None:
        """Ask for a file with a set of criteria."""
        folder = self.context.settings.last_folder
        kinds = _("Sets of criteria ({kinds})").format(kinds=_FILES)
        self.context.ask.open_file(
            self, _("Import a set of criteria"), folder, kinds, self._on_file
        )

    # Showing

    @property
    def set(self) -> CriteriaSet:
        """The set that is chosen."""
        return criteria.set_of(self.context.workspace.store, self.chooser.code)

    def _show(self) -> None:
        try:
            self.scored = criteria.scored(self.context.workspace.store, self.set, self._year)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.tree.show_scored(self.scored)
        self._show_totals()
        chosen = self.scored.set
        self.note.setText(chosen.note)
        self.note.setVisible(bool(chosen.note))
        self.remove_action.setEnabled(chosen.own)
        self._on_criterion(self.tree.current_code)

    def _show_totals(self) -> None:
        if self.scored is None:
            return
        whole = self.scored.totals[""]
        self.total.setText(
            _("{own}/{most} points").format(
                own=quantities.text(whole.points), most=quantities.text(whole.most)
            )
        )
        self.total.set_tone("done" if not self.scored.problems else "accent")
        unproven = sum(1 for one in self.scored.problems if one.kind == "unproven")
        said = _("{scored}/{all} scored").format(scored=whole.scored, all=whole.criteria)
        if unproven:
            said += " · " + _("{count} without evidence or explanation").format(count=unproven)
        self.state.setText(said)
        self.state.setToolTip(said)

    # Slots

    def _on_set(self, code: str) -> None:
        self._show()

    def _on_criterion(self, code: str) -> None:
        if self.scored is not None:
            self.panel.show_criterion(self.scored.set, self.tree.criterion(code), self._year)

    def _on_score(self, score: SelfScore) -> None:
        store = self.context.workspace.store
        try:
            criteria.score(store, self.set, self._year, score, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
        self.context.tell_saved("saved")
        self._reread()

    def _on_evidence(self) -> None:
        self._reread()

    def _reread(self) -> None:
        """Show what follows from a change; the panel stays as it is."""
        self.scored = criteria.scored(self.context.workspace.store, self.set, self._year)
        self.tree.show_scored(self.scored)
        self._show_totals()

    def _tell_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_file(self, path: Path) -> None:
        self.context.remember_folder(path.parent)
        try:
            reading = criteria.read_set(path)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self._ask_new(reading)

    def _ask_new(self, reading: CriteriaReading) -> None:
        from ui.criteria.new_set_dialog import NewSetDialog

        known = any(
            one.code == reading.set.code for one in criteria.sets(self.context.workspace.store)
        )
        dialog = NewSetDialog(self.context, reading, known=known, parent=self)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _on_kept(self, found: CriteriaSet) -> None:
        try:
            kept = criteria.put_set(self.context.workspace.store, found, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.refresh()
        self.chooser.choose(kept.code)
        self._show()
        self.context.catalogues_changed.emit()
        self.context.happened.emit(_("Set of criteria kept: {name}").format(name=kept.name), None)

    def _on_remove(self) -> None:
        try:
            gone = criteria.remove_set(
                self.context.workspace.store, self.chooser.code, who=self.context.who
            )
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.refresh()
        self.context.catalogues_changed.emit()
        said = _("Set of criteria removed: {name}").format(name=gone.name)
        self.context.happened.emit(said, partial(self._on_kept, gone))

    def _on_export(self) -> None:
        folder = Path(self.context.settings.last_folder or Path.home())
        chosen = self.set
        self.context.ask.save_file(
            self, _("Export this set"), folder / f"{chosen.code}.json", _("JSON file (*.json)"),
            partial(self._export, chosen),
        )  # fmt: skip

    def _export(self, chosen: CriteriaSet, path: Path) -> None:
        try:
            criteria.export_set(chosen, path)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        said = _("Written: {name}").format(name=path.name)
        self.context.happened.emit(said, None)

    def _on_paper(self) -> None:
        name = f"Tu cham diem {self._year}.pdf"
        self._papers.print(name, partial(_sheet, self.chooser.code, self._year))

    def _on_print(self) -> None:
        self._write(".pdf", _("Print the self-score"))

    def _on_sheet(self) -> None:
        self._write(".xlsx", _("Self-score as Excel"))

    def _write(self, suffix: str, title: str) -> None:
        name = f"Tu cham diem {self._year}{suffix}"
        self._papers.write(title, name, partial(_sheet, self.chooser.code, self._year))

    def _on_pack(self) -> None:
        from ui.evidence_pack.pack_dialog import PackDialog

        wanted = CriterionEvidence(set=self.chooser.code, year=self._year)
        PackDialog(self.context, wanted, self).open()


def _sheet(code: str, year: int, store: Store, target: Path) -> Path:
    from papidesk.workflow.criteria_sheets import write_sheet

    today = datetime.date.today()
    return write_sheet(store, criteria.set_of(store, code), year, target, today=today)
