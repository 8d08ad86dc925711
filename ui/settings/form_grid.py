"""Fields in two columns, or one below the other where large letters leave no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

LARGE = 1.2  # of the usual text size


def form_grid(scale: float, *rows: tuple[QWidget, ...]) -> QWidget:
    """Return a form of ``rows`` of one or two fields; a row of one takes both columns.

    The focus of the form is its first field's. ``scale`` is the theme's.
    """
    form = QWidget()
    form.setFocusProxy(rows[0][0])
    grid = QGridLayout(form)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(12)
    columns = 1 if scale > LARGE else 2
    line = 0
    for row in rows:
        for place, field in enumerate(row):
            low = isinstance(field, QCheckBox) and columns == 2
            where = Qt.AlignmentFlag.AlignBottom if low else Qt.AlignmentFlag.AlignTop
            if columns == 1:
                grid.addWidget(field, line + place, 0, where)
            elif len(row) == 1:
                grid.addWidget(field, line, 0, 1, 2)
            else:
                grid.addWidget(field, line, place, where)
        line += len(row) if columns == 1 else 1
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return form
