"""Settings: PAPI scores of a province by year, with breaks, targets and a chart."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.papi import YearScores
from papidesk.domain.papi_series import TOTAL
from papidesk.domain.record import replace
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import catalogues, papi, papi_import, workspaces
from papidesk.workflow.workspaces import Workspace
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.settings.catalogue_file_menu import CatalogueFileMenu
from ui.settings.catalogue_words import score_text
from ui.settings.papi_model import PapiModel
from ui.settings.papi_table import PapiTable
from ui.settings.plan_dialog import PlanDialog, PlanRow
from ui.settings.versions_dialog import VersionsDialog
from ui.widgets.buttons import push_button
from ui.widgets.fields import ChoiceField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label
from ui.widgets.line_chart import Line, LineBreak, LineChart

TARGETS = "targets"


class PapiSection(QWidget):
    """The scores the office looks at, typed in or imported."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._years: list[int] = []  # added, with nothing in them yet
        self._code = TOTAL
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        theme = self.context.theme
        self.province = ChoiceField(_("Province"), [])
        self.province.box.setMinimumContentsLength(26)
        self.what = ChoiceField(
            _("Show"), [("", _("Scores as published")), (TARGETS, _("Targets of the province"))]
        )
        self.what.box.setMinimumContentsLength(22)
        self.mine = push_button(_("Take as our province"), "check")
        self.model = PapiModel()
        self.table = PapiTable(theme)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(round(250 * theme.scale))
        self.refusal = label("", "problem", wrap=True)
        self.refusal.hide()
        self.state = label("", "muted", wrap=True)
        self.caption = label("", "strong", wrap=True)
        self.chart = LineChart(theme, _("PAPI scores by year"))
        self.chart.setMinimumHeight(round(170 * theme.scale))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        intro = _(
            "Scores of a year are published in spring of the next, so that the year that is "
            "planned is another. A missing score is “–”, never 0. Scores on the two sides of a "
            "broken line were made in different ways and are not compared."
        )
        layout.addWidget(label(intro, "muted", wrap=True))
        layout.addLayout(self._above())
        layout.addWidget(self.state)
        layout.addWidget(self._buttons())
        layout.addWidget(self.table, 3)
        layout.addWidget(self.refusal)
        layout.addWidget(self.caption)
        layout.addWidget(self.chart, 2)

    def _above(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.province, 3)
        row.addWidget(self.what, 2)
        return row

    def _buttons(self) -> QWidget:
        self.add = push_button(_("Add a year"), "plus")
        self.take = push_button(_("Import scores…"), "import")
        self.versions = push_button(_("Versions…"), "views")
        self.files = CatalogueFileMenu(self.context, catalogues.SCORES)
        bar = QWidget()
        row = FlowLayout(bar, 8)
        for widget in (self.add, self.take, self.versions, self.mine, self.files.button):
            row.addWidget(widget)
        return bar

    def _connect(self) -> None:
        self.province.changed.connect(self._on_province)
        self.what.changed.connect(self._fill)
        self.mine.clicked.connect(self._on_mine)
        self.add.clicked.connect(self._on_add)
        self.take.clicked.connect(self._on_take)
        self.versions.clicked.connect(self._on_versions)
        self.model.typed.connect(self._on_typed)
        self.table.selectionModel().currentChanged.connect(self._on_cell)
        self.context.catalogues_changed.connect(self._on_catalogues_changed)

    # Showing

    @property
    def _name(self) -> str:
        return self.province.value()

    @property
    def _own(self) -> str:
        return papi.province_of(self.context.workspace.store, datetime.date.today())

    def reload(self) -> None:
        """Show what is stored."""
        shown = self._name if self.province.box.count() else self._own
        self._offer(shown)
        self._fill()

    def _offer(self, shown: str) -> None:
        store, box, own = self.context.workspace.store, self.province.box, self._own
        box.clear()
        box.addItem(_("Whole country (mean)"), "")
        names = [*papi.former_of(own, store), *papi.with_scores(store)] if own else []
        names += papi.with_scores(store)
        for name in dict.fromkeys(name for name in (own, *names) if name):
            box.addItem(self._called(name), name)
        box.insertSeparator(box.count())
        for province in papi.provinces(store):
            for name in province.former:
                if box.findData(name) < 0:
                    box.addItem(self._called(name), name)
        self.province.show_value(shown)

    def _called(self, name: str) -> str:
        now = papi.now_called(name, self.context.workspace.store)
        if name == self._own:
            return _("{name} (our province)").format(name=name)
        if now is not None and now.name != name:
            return _("{name} (until 30/6/2025; now {now})").format(name=name, now=now.name)
        return name

    def _fill(self) -> None:
        store, name = self.context.workspace.store, self._name
        scores = papi.scores(store, name)
        dimensions = catalogues.all_dimensions(store)
        codes = (TOTAL, *(one.code for one in dimensions))
        cuts = {code: set(papi.cuts(code, name, store)) for code in codes}
        targets = self.what.value() == TARGETS
        self.model.show(scores, dimensions, cuts, targets=targets, years=self._years)
        self.table.share()
        self.table.setVisible(bool(self.model.years))
        self.versions.setEnabled(False)
        self.table.horizontalScrollBar().setValue(self.table.horizontalScrollBar().maximum())
        self.mine.setEnabled(bool(name) and name != self._own)
        latest = papi.latest_published(store, name)
        year = datetime.date.today().year
        if latest is None:
            said = _("No scores of this province yet: import a table, or add a year and type.")
        else:
            said = _("Latest published year: {latest}. The year that is planned: {year}.").format(
                latest=latest, year=year
            )
        self.state.setText(said)
        self._refuse("")
        self._draw()

    def _draw(self) -> None:
        store, name, code = self.context.workspace.store, self._name, self._code
        scores = papi.scores(store, name)
        known = {one.code: one.name for one in catalogues.all_dimensions(store)}
        bare = "" if code == TOTAL else f"{code} "
        self.caption.setText(f"{bare}{known.get(code, _('Total'))}")
        lines = [Line(name or _("Whole country"), _tuples(papi.lines(scores, code, store)))]
        mean = papi.lines(papi.national(store), code, store) if name else []
        if mean:
            lines.append(Line(_("Mean of the country"), _tuples(mean), "muted", dashed=True))
        why = {one.year: one.why for one in papi.breaks(store)}
        cuts = [
            LineBreak(year, _("made otherwise"), why.get(year, ""))
            for year in papi.cuts(code, name, store)
        ]
        self.chart.show_lines(lines, cuts)
        self.chart.setVisible(bool(self.chart.years))
        self.caption.setVisible(bool(self.chart.years))

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    # Slots

    def _on_catalogues_changed(self) -> None:
        if self.isVisible():
            self.reload()

    def _on_province(self) -> None:
        self._years = []
        self._fill()

    def _on_cell(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.model.codes[index.row()] != self._code:
            self._code = self.model.codes[index.row()]
            self._draw()
        at = self.model.place(index) if index.isValid() else None
        self.versions.setEnabled(at is not None and bool(self._history(at[0])))

    def _history(self, year: int) -> list[object]:
        store = self.context.workspace.store
        return list(catalogues.history(store, catalogues.SCORES, f"{year}:{self._name}"))

    def _on_mine(self) -> None:
        store, who, before = self.context.workspace.store, self.context.who, self._choice()
        name = self._name
        self._keep_choice(name)

        def back() -> None:
            papi.choose(store, before, who=who)
            self.context.catalogues_changed.emit()

        said = _("The office looks at the scores of {name}").format(name=name)
        self.context.happened.emit(said, back)

    def _choice(self) -> str:
        return papi.choice(self.context.workspace.store)

    def _keep_choice(self, name: str) -> None:
        try:
            papi.choose(self.context.workspace.store, name, who=self.context.who)
        except PapiDeskError as error:
            self._refuse(sentence_of(error))
            return
        self.context.tell_saved("saved")
        self.context.catalogues_changed.emit()
        self.reload()

    def _on_add(self) -> None:
        year = max((*self.model.years, datetime.date.today().year - 2)) + 1
        self._years.append(year)
        self._fill()
        self.table.setCurrentIndex(self.model.index(0, self.model.columnCount() - 1))
        self.table.setFocus()

    def _on_typed(self, year: int, code: str, text: str) -> None:
        store = self.context.workspace.store
        before = papi.year_of(store, self._name, year)
        try:
            number = papi_import.number(text)
            papi.put_scores(store, self._with(before, code, number), who=self.context.who)
        except PapiDeskError as error:
            self._refuse(sentence_of(error))
            return
        self.context.tell_saved("saved")
        index = self.table.currentIndex()
        self.context.catalogues_changed.emit()
        self._fill()
        self.table.setCurrentIndex(self.model.index(index.row(), index.column()))
        name = score_text(number)
        said = _("{code} of {year}: {value}").format(code=code, year=year, value=name)
        self.context.happened.emit(said, lambda: self._back([before]))

    def _with(self, before: YearScores, code: str, number: float | None) -> YearScores:
        if self.what.value() != TARGETS:
            return replace(before, values={**before.values, code: number})
        targets = {key: value for key, value in before.targets.items() if key != code}
        if number is not None:
            targets[code] = number
        return replace(before, targets=targets)

    def _back(self, before: list[YearScores]) -> None:
        taken = papi_import.Taken(scores=0, before=tuple(before))
        papi_import.take_back(self.context.workspace.store, taken, who=self.context.who)
        self.context.catalogues_changed.emit()
        self._fill()

    def _on_versions(self) -> None:
        at = self.model.place(self.table.currentIndex())
        if at is None:
            return
        code = f"{at[0]}:{self._name}"
        dialog = VersionsDialog(self.context, catalogues.SCORES, code, self)
        dialog.chosen.connect(self._on_version)
        dialog.open()

    def _on_version(self, version: catalogues.CatalogueVersion) -> None:
        catalogues.go_back(self.context.workspace.store, version, who=self.context.who)
        self.context.tell_saved("saved")
        self.context.catalogues_changed.emit()
        self._fill()

    def _on_take(self) -> None:
        folder = self.context.settings.last_folder or str(Path.home())
        kinds = _("Tables (*.xlsx *.csv)")
        self.context.ask.open_file(self, _("Import scores"), folder, kinds, self.look_at)

    def look_at(self, path: Path) -> None:
        """Show what the table at ``path`` would change."""
        self.take.setEnabled(False)
        run_task(
            self,
            partial(_read, self.context.workspace, path, self._name),
            jobs=self.context.jobs,
            done=partial(self._on_read, path),
            failed=self._on_unread,
            title=_("Reading {name}…").format(name=path.name),
        )

    def _on_unread(self, error: Exception) -> None:
        self.take.setEnabled(True)
        show_failure(self.context.ask, self, error)

    def _on_read(self, path: Path, found: papi_import.ScoreImport) -> None:
        self.take.setEnabled(True)
        self.context.remember_folder(path.parent)
        dialog = PlanDialog(
            self.context.theme,
            score_rows(found),
            title=_("Import scores"),
            sentence=_("From “{name}”").format(name=path.name),
            titles=(
                N_("Row"), N_("Province"), N_("Year"), N_("Code of the entry"), N_("Now"),
                N_("In the file"), N_("Remark"),
            ),
            parent=self,
            shares=(60, 130, 70, 70, 90, 90, 330),
        )  # fmt: skip
        dialog.agreed.connect(lambda: self._take(found))
        dialog.open()

    def _take(self, found: papi_import.ScoreImport) -> None:
        try:
            taken = papi_import.take_scores(
                self.context.workspace.store, found, who=self.context.who
            )
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.context.catalogues_changed.emit()
        self._fill()
        said = ngettext("{count} score taken in", "{count} scores taken in", taken.scores)
        self.context.happened.emit(
            said.format(count=taken.scores), lambda: self._back(list(taken.before))
        )


def _read(workspace: Workspace, path: Path, province: str, job: Job) -> papi_import.ScoreImport:
    job.step(0, 1)
    with workspaces.open_store(workspace) as store:
        return papi_import.read_scores(store, path, province=province)


def score_rows(found: papi_import.ScoreImport) -> list[PlanRow]:
    """Return the cells of a table as rows of the plan."""
    return [
        PlanRow(
            cell.state,
            (
                str(cell.row),
                cell.province or _("Whole country"),
                str(cell.year or ""),
                cell.code,
                score_text(cell.before) if cell.state != "new" else "",
                score_text(cell.value) if cell.code else "",
                sentence_of(cell.problem) if cell.problem is not None else "",
            ),
        )
        for cell in found.cells
    ]


def _tuples(pieces: list[papi.Piece]) -> tuple[tuple[tuple[int, float | None], ...], ...]:
    return tuple(tuple(piece) for piece in pieces)
