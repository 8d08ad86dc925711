"""What the columns of a table mean for the activity log."""

from __future__ import annotations

from typing import Literal

from papidesk.domain.record import Record
from papidesk.errors import N_

ColumnField = Literal[
    "", "date", "title", "counter", "quantity", "amount", "channel", "unit", "people", "cost",
    "place", "note", "task", "dimension",
]  # fmt: skip
COLUMN_FIELDS: dict[ColumnField, str] = {
    "": N_("not taken"),
    "date": N_("Day"),
    "title": N_("What was done"),
    "counter": N_("Counter"),
    "quantity": N_("Quantity"),
    "amount": N_("Quantity of a counter"),
    "channel": N_("Channel"),
    "unit": N_("Unit"),
    "people": N_("People reached"),
    "cost": N_("Cost"),
    "place": N_("Place"),
    "note": N_("Note"),
    "task": N_("Task"),
    "dimension": N_("Sub-dimension"),
}
# Fields that several columns may have; of the others the last would hide the first.
REPEATED: frozenset[ColumnField] = frozenset({"", "counter", "quantity", "amount", "note", "title"})


class ColumnUse(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a column is taken as; ``counter`` is the code of an "amount" column's counter."""

    field: ColumnField = ""
    counter: str = ""


class Mapping(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How the columns of a table are read.

    ``header`` is the index of the row with the titles, -1 where there is none: the rows after it
    are data. A table is wide (a column per counter) or long (a counter column and a quantity, or
    several such pairs); ``counter`` is taken where a quantity has no counter. ``year`` is that of
    days written without one. ``fill_down``: an empty day means the one above. ``title`` is taken
    where a row has none.
    """

    columns: tuple[ColumnUse, ...] = ()
    header: int = -1
    counter: str = ""
    channel: str = ""
    unit: str = ""
    title: str = ""
    year: int | None = None
    fill_down: bool = False

    def places(self, field: ColumnField) -> list[int]:
        """Return the indexes of the columns that are taken as ``field``."""
        return [at for at, use in enumerate(self.columns) if use.field == field]
