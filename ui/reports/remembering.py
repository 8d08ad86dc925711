"""Columns and splitters of the page's views, kept between two starts."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter

from ui.context import Context
from ui.widgets.table import Table

BY_HAND = " by hand"


def take_columns(context: Context, table: Table, name: str) -> bool:
    """Give ``table`` the columns it had; return whether a person had chosen them."""
    kept = context.settings.columns
    table.set_widths(kept.get(name, ""))
    return bool(kept.get(name + BY_HAND))


def keep_columns(context: Context, table: Table, name: str, *, by_hand: bool) -> None:
    """Hand the columns of ``table`` to the settings."""
    context.remember("columns", name, table.widths())
    context.remember("columns", name + BY_HAND, "yes" if by_hand else "")


def take_splitter(context: Context, splitter: QSplitter, name: str) -> None:
    """Set ``splitter`` as it was left."""
    kept = context.settings.splitters.get(name, "")
    if kept:
        splitter.restoreState(QByteArray.fromBase64(kept.encode()))


def keep_splitter(context: Context, splitter: QSplitter, name: str) -> None:
    """Hand ``splitter`` to the settings."""
    state = base64.b64encode(splitter.saveState().data()).decode()
    context.remember("splitters", name, state)
