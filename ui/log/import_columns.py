"""What each column of a table is taken as: one line for each, with the first of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from papidesk.domain.log_columns import COLUMN_FIELDS, ColumnUse, Mapping
from papidesk.domain.record import replace
from papidesk.domain.sheet_table import SheetTable, cell_text
from papidesk.errors import N_
from papidesk.i18n import _
from ui.log.choices import LogChoices
from ui.widgets.choice_line import ChoicePick
from ui.widgets.fields import CalmComboBox, Field
from ui.widgets.labels import label

# What a column is called here where its field has another name in papers.
WORDS = {"place": N_("Where it was"), "unit": N_("Who did it")}
SAMPLES, SAMPLE = 2, 28  # cells and letters of a sample


def column_letter(place: int) -> str:
    """Return what a spreadsheet calls a column: A, B … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class _Line:
    use: QComboBox
    counter: QComboBox


class ImportColumns(QWidget):
    """A form of the mapping; ``changed`` comes with every choice."""

    changed = Signal()

    def __init__(self, choices: LogChoices) -> None:
        super().__init__()
        self._choices = choices
        self._mapping = Mapping()
        self._table = SheetTable()
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 12, 12)
        self._column.setSpacing(10)
        self._build()

    def _build(self) -> None:
        self.header = QSpinBox()
        self.header.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.header.setAccessibleName(_("Row with the titles"))
        self.header.setSpecialValueText(_("none"))
        self.header_field = Field(_("Row with the titles"), self.header)
        self.counter = ChoicePick(_("Counter where the table names none"))
        self.counter.line.offer(self._choices.counters)
        self.fill_down = QCheckBox(_("Empty day: as above"))
        self.fill_down.setToolTip(_("An empty day means the one above"))
        self._lines_box = QVBoxLayout()
        self._lines_box.setSpacing(8)
        self._column.addWidget(self.header_field)
        self._column.addWidget(label(_("Columns"), "strong"))
        self._column.addLayout(self._lines_box)
        self._column.addWidget(self.counter)
        self._column.addWidget(self.fill_down)
        self._column.addStretch(1)
        self.header.valueChanged.connect(self._on_changed)
        self.counter.left.connect(self._on_changed)
        self.fill_down.clicked.connect(self._on_changed)

    def show_table(self, table: SheetTable, mapping: Mapping) -> None:
        """Show the columns of ``table`` with what they are guessed to be."""
        self._table, self._mapping = table, mapping
        blocked = self.header.blockSignals(True)
        self.header.setRange(0, max(1, min(50, len(table.rows))))
        self.header.setValue(mapping.header + 1)
        self.header.blockSignals(blocked)
        self.counter.show_value(mapping.counter)
        self.fill_down.setChecked(mapping.fill_down)
        self._show_lines()

    def value(self) -> Mapping:
        """Return the mapping as it is chosen."""
        uses = tuple(
            ColumnUse(
                field=line.use.currentData(),
                counter=str(line.counter.currentData() or "")
                if line.use.currentData() == "amount"
                else "",
            )
            for line in self._lines
        )
        return replace(
            self._mapping,
            columns=uses,
            header=self.header.value() - 1,
            counter=self.counter.value(),
            fill_down=self.fill_down.isChecked(),
        )

    def wrong(self) -> str:
        """Return why the mapping cannot be used, "" when it can."""
        mapping = self.value()
        if not mapping.places("date"):
            return _("Say which column holds the day.")
        if not mapping.places("title") and not mapping.title and not mapping.places("amount"):
            has_counter = mapping.places("counter") or mapping.counter
            if not has_counter:
                return _("Say which column tells what was done.")
        return ""

    def _show_lines(self) -> None:
        while (item := self._lines_box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = []
        for place in range(self._table.columns):
            used = self._mapping.columns
            use = used[place] if place < len(used) else ColumnUse()
            self._lines_box.addWidget(self._line(place, use))

    def _line(self, place: int, use: ColumnUse) -> QWidget:
        title, samples = self._words(place)
        name = f"{column_letter(place)}  {title}".strip()
        box = CalmComboBox()
        for code, word in COLUMN_FIELDS.items():
            box.addItem(_(WORDS.get(code, word)), code)
        box.setCurrentIndex(max(0, box.findData(use.field)))
        _let_shrink(box)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        counter = CalmComboBox()
        counter.setAccessibleName(_("Counter of column {name}").format(name=name))
        _let_shrink(counter)
        for one in self._choices.counters:
            counter.addItem(one.name, one.code)
        counter.setCurrentIndex(max(0, counter.findData(use.counter)))
        counter.setVisible(use.field == "amount")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        field = Field(name, box)
        field.name.setToolTip(samples)
        column.addWidget(field)
        column.addWidget(counter)
        if samples:
            column.addWidget(label(samples, "muted", wrap=True))
        self._lines.append(_Line(box, counter))
        box.activated.connect(self._on_use)
        counter.activated.connect(self._on_changed)
        return holder

    def _words(self, place: int) -> tuple[str, str]:
        def cell(row: int) -> str:
            cells = self._table.rows[row] if 0 <= row < len(self._table.rows) else ()
            return cell_text(cells[place])[:SAMPLE] if place < len(cells) else ""

        header = self._mapping.header
        title = cell(header) if header >= 0 else ""
        samples = [text for row in range(header + 1, header + 12) if (text := cell(row))]
        shown = list(dict.fromkeys(samples))[:SAMPLES]
        return title, ", ".join(f"“{text}”" for text in shown)

    def _on_use(self) -> None:
        for line in self._lines:
            line.counter.setVisible(line.use.currentData() == "amount")
        self.changed.emit()

    def _on_changed(self) -> None:
        self.changed.emit()


def _let_shrink(box: QComboBox) -> None:
    """Let a choice be narrower than its longest word."""
    box.setMinimumContentsLength(12)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
