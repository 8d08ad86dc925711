"""The funnels of the list's titles: what each column offers to narrow it by."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from papidesk.i18n import _
from papidesk.workflow.lists import FacetColumn
from ui.context import Context
from ui.documents.documents_model import COLUMNS, FIELDS, DocumentsModel
from ui.documents.filter_words import choices, without
from ui.keys import shortcut
from ui.widgets.filter_header import FilterHeader
from ui.widgets.table import Table

if TYPE_CHECKING:
    from ui.documents.column_filter import ColumnFilter, DaysFilter, ValuesFilter, WordsFilter

VALUES: dict[str, FacetColumn] = {f"{column}s": column for column in get_args(FacetColumn)}


class ColumnFilters(QObject):
    """Opens the window below a title and narrows the list by what is chosen there."""

    def __init__(self, context: Context, model: DocumentsModel, table: Table) -> None:
        super().__init__(table)
        self._context, self._model, self._table = context, model, table
        header = table.horizontalHeader()
        assert isinstance(header, FilterHeader)
        header.filter_asked.connect(self.open)
        shortcut(table, "Alt+Down", _("Narrow the column of the cursor"), self._on_key)

    def open(self, column: int) -> ColumnFilter:
        """Open what ``column`` is narrowed to, below its title."""
        from ui.documents.column_filter import ColumnFilter

        name, word = COLUMNS[column]
        window = ColumnFilter(_(word), self._parts(name), self._table)
        window.all.clicked.connect(window.close)
        window.all.clicked.connect(partial(self._on_no_more, name))
        header = self._table.horizontalHeader()
        left = header.sectionViewportPosition(column)
        window.open_below(header.viewport().mapToGlobal(QPoint(left, header.height())))
        return window

    def _parts(self, name: str) -> list[QWidget]:
        return [self._part(field) for field in FIELDS[name]]

    def _part(self, field: str) -> QWidget:
        from ui.documents.column_filter import DaysFilter, ValuesFilter, WordsFilter

        chosen = self._model.chosen
        narrow = partial(self._on_narrowed, field)
        made: ValuesFilter | WordsFilter | DaysFilter
        if field in VALUES:
            offered = choices(self._context.workspace.store, chosen, VALUES[field])
            ticked = tuple(str(code) for code in getattr(chosen, field))
            # A year that is not known cannot be asked for: it is no number.
            known = [one for one in offered if one[0] or field != "years"]
            made = ValuesFilter(known, ticked)
        elif field in ("number", "title"):
            made = WordsFilter(getattr(chosen, field))
        else:
            made = DaysFilter(
                getattr(chosen, field),
                datetime.date.today(),
                blanks=field != "updated",
                late=field == "due",
            )
        made.changed.connect(narrow)
        return made

    def _on_narrowed(self, field: str, value: object) -> None:
        if field == "years":
            assert isinstance(value, tuple)
            value = tuple(int(year) for year in value)
        self._model.choose(**{field: value})

    def _on_no_more(self, name: str) -> None:
        chosen = self._model.chosen
        for field in FIELDS[name]:
            chosen = without(chosen, field)
        model = self._model
        model.arrange(chosen, model.sort_key, descending=model.descending)

    def _on_key(self) -> None:
        shown = self._table.shown_columns()
        current = self._table.currentIndex().column()
        self.open(current if current in shown else shown[0])
