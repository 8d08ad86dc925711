"""The criteria of a set with own points and explanations, typed where they stand."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from papidesk.domain import quantities, self_scoring
from papidesk.domain.criteria import CriteriaSet, Criterion, SelfScore
from papidesk.domain.quantities import NotANumberError
from papidesk.domain.self_scoring import PROBLEMS, ScoreProblem
from papidesk.i18n import _, ngettext
from papidesk.text.fold import fold
from papidesk.workflow.criteria import Scored
from ui.failures import sentence_of
from ui.theme import Theme
from ui.widgets.labels import restyle

TEXT, MOST, POINTS, EXPLANATION, STATE = range(5)
CODE = Qt.ItemDataRole.UserRole


def problem_text(problem: ScoreProblem) -> str:
    """Return the sentence of a problem with a score."""
    return _(PROBLEMS[problem.kind]).format(
        most=quantities.text(problem.most), step=quantities.text(problem.step)
    )


def points_problem(set: CriteriaSet, criterion: Criterion, text: str) -> str:
    """Return what is wrong with typed points, "" when they can be kept; empty takes them away."""
    if not text.strip():
        return ""
    try:
        points = quantities.read(text)
    except NotANumberError as error:
        return sentence_of(error)
    refused = self_scoring.refusal(set, criterion, points)
    return problem_text(refused) if refused is not None else ""


class PointsDelegate(QStyledItemDelegate):
    """Edits points: what is wrong is said while typing, and Enter does not take it."""

    told = Signal(str)  # what is wrong with what is being typed, "" for nothing

    def __init__(self, tree: ScoreTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.setAccessibleName(_("Own points"))
        line.setProperty("code", index.siblingAtColumn(TEXT).data(CODE))
        line.textEdited.connect(self._on_typed)
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        self.told.emit("")
        if not self._problem(editor):
            super().setModelData(editor, model, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taken = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if taken and isinstance(watched, QLineEdit):
            key = Qt.Key(event.key())  # type: ignore[attr-defined]
            wrong = self._problem(watched)
            if wrong and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._on_typed(watched.text(), watched)
                return True
            if key == Qt.Key.Key_Escape:
                self.told.emit("")
        return super().eventFilter(watched, event)

    def _problem(self, line: QLineEdit) -> str:
        criterion = self._tree.criterion(str(line.property("code")))
        if criterion is None or self._tree.scored is None:
            return ""
        return points_problem(self._tree.scored.set, criterion, line.text())

    def _on_typed(self, text: str, line: QLineEdit | None = None) -> None:
        edited = line or self.sender()
        if not isinstance(edited, QLineEdit):
            return
        wrong = self._problem(edited)
        edited.setProperty("problem", "true" if wrong else "false")
        edited.setAccessibleDescription(wrong)
        restyle(edited)
        self.told.emit(wrong)


class ExplanationDelegate(QStyledItemDelegate):
    """Edits an explanation in one line."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setMaxLength(self_scoring.EXPLANATION_LIMIT)
        line.setAccessibleName(_("Explanation"))
        return line


class ScoreTree(QTreeWidget):
    """Headings with their sums, criteria with what the office gives itself."""

    score_typed = Signal(object)  # a SelfScore
    chosen = Signal(str)  # the code of a criterion
    problem_told = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.scored: Scored | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        self._filling = False
        self.setObjectName("framed")
        self.setAccessibleName(_("Criteria"))
        self.setHeaderLabels(
            [_("Criterion"), _("Most"), _("Own points"), _("Explanation"), _("Evidence")]
        )
        self.setEditTriggers(
            QTreeWidget.EditTrigger.DoubleClicked
            | QTreeWidget.EditTrigger.EditKeyPressed
            | QTreeWidget.EditTrigger.AnyKeyPressed
        )
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(False)
        self.setIndentation(16)
        points = PointsDelegate(self)
        points.told.connect(self.problem_told)
        self.setItemDelegateForColumn(POINTS, points)
        self.setItemDelegateForColumn(EXPLANATION, ExplanationDelegate(self))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for column in (MOST, POINTS, STATE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(EXPLANATION, QHeaderView.ResizeMode.Interactive)
        self.itemChanged.connect(self._on_changed)
        self.currentItemChanged.connect(self._on_current)

    def show_scored(self, scored: Scored) -> None:
        """Show an assessment; what was chosen stays chosen where it is the same set."""
        same = self.scored is not None and self.scored.set == scored.set
        self.scored = scored
        self._filling = True
        if not same:
            self._fill(scored.set)
        self._show_values(scored)
        self._filling = False
        if not same and self._items:
            first = next(one.code for one in scored.set.criteria if one.points is not None)
            self.choose(first)

    def choose(self, code: str) -> None:
        """Go to a criterion's points."""
        if code in self._items:
            self.setCurrentItem(self._items[code], POINTS)

    def criterion(self, code: str) -> Criterion | None:
        """Return the criterion with a code."""
        criteria = self.scored.set.criteria if self.scored is not None else ()
        return next((one for one in criteria if one.code == code), None)

    @property
    def current_code(self) -> str:
        """The code of the criterion or heading the cursor is on."""
        item = self.currentItem()
        return str(item.data(TEXT, CODE)) if item is not None else ""

    def show_search(self, text: str) -> None:
        """Show only criteria in which all words of ``text`` stand, with their headings."""
        words = fold(text).split()
        criteria = self.scored.set.criteria if self.scored is not None else ()
        above = self_scoring.headings(self.scored.set) if self.scored is not None else {}
        shown: set[str] = set()
        for one in criteria:
            folded = fold(f"{one.number} {one.text} {one.guide}")
            if all(word in folded for word in words):
                shown |= {one.code, *above[one.code]}
        for code, item in self._items.items():
            item.setHidden(code not in shown)

    def _fill(self, set: CriteriaSet) -> None:
        self.clear()
        self._items = {}
        above = self_scoring.headings(set)
        for one in set.criteria:
            item = QTreeWidgetItem([f"{one.number}  {one.text}".strip()])
            item.setData(TEXT, CODE, one.code)
            item.setToolTip(TEXT, f"{one.text}\n\n{one.guide}".strip())
            parents = above[one.code]
            if parents:
                self._items[parents[-1]].addChild(item)
            else:
                self.addTopLevelItem(item)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if one.points is None:
                font = item.font(TEXT)
                font.setBold(True)
                for column in (TEXT, MOST, POINTS):
                    item.setFont(column, font)
            else:
                flags |= Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags)
            for column in (MOST, POINTS):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignCenter)
            self._items[one.code] = item
        self.expandAll()

    def _show_values(self, scored: Scored) -> None:
        known = self_scoring.scores(scored.assessment)
        problems: dict[str, ScoreProblem] = {}
        for problem in scored.problems:
            problems.setdefault(problem.criterion, problem)
        for one in scored.set.criteria:
            item = self._items[one.code]
            if one.points is None:
                total = scored.totals[one.code]
                item.setText(MOST, quantities.text(total.most))
                item.setText(POINTS, quantities.text(total.points))
                item.setText(STATE, f"{total.scored}/{total.criteria}")
                continue
            score = known.get(one.code, SelfScore(criterion=one.code))
            pieces = len(scored.evidence.get(one.code, ()))
            item.setText(MOST, quantities.text(one.points))
            own = quantities.text(score.points) if score.points is not None else ""
            item.setText(POINTS, own)
            item.setText(EXPLANATION, score.explanation)
            item.setToolTip(EXPLANATION, score.explanation)
            self._show_state(item, problems.get(one.code), pieces)

    def _show_state(self, item: QTreeWidgetItem, problem: ScoreProblem | None, pieces: int) -> None:
        token, tip = "done", ""
        text = _("explained")
        if pieces:
            text = ngettext("{count} piece", "{count} pieces", pieces).format(count=pieces)
        if problem is not None:
            tip = problem_text(problem)
            # What is not scored yet may have evidence already.
            waiting = text if pieces else _("not scored")
            text = {"open": waiting, "unproven": _("lacking")}.get(problem.kind, tip)
            token = "muted" if problem.kind == "open" else "warning"
        item.setText(STATE, text)
        item.setToolTip(STATE, tip)
        item.setForeground(STATE, QBrush(self._theme.color(token)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        share = 0.26 if width / self._theme.scale > 700 else 0.16
        self.setColumnWidth(EXPLANATION, round(width * share))

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._filling or column not in (POINTS, EXPLANATION):
            return
        code = str(item.data(TEXT, CODE))
        typed = item.text(POINTS).strip()
        points: Decimal | None = quantities.read(typed) if typed else None
        explanation = " ".join(item.text(EXPLANATION).split())
        self.score_typed.emit(SelfScore(criterion=code, points=points, explanation=explanation))

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if not self._filling and item is not None:
            self.chosen.emit(str(item.data(TEXT, CODE)))
