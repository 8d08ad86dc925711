"""The log as a table to go on with elsewhere, and to be taken in again as it was."""

from __future__ import annotations

from pathlib import Path

from papidesk.domain.activity import Activity
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.sheet_table import Cell
from papidesk.storage import activity_listing as listed
from papidesk.storage.store import Store
from papidesk.workflow import log_counters
from papidesk.workflow.import_guess import called, plain

# They stand in a paper-like sheet and are Vietnamese; the import knows them by these words.
_BEFORE = ("Ngày", "Nội dung hoạt động")
_PAIR = ("Chỉ tiêu", "Số lượng")
_BEHIND = (
    "Kênh", "Đơn vị thực hiện", "Số người", "Kinh phí", "Địa điểm", "Nội dung thành phần",
    "Nhiệm vụ", "Ghi chú",
)  # fmt: skip


def table(
    store: Store, filter: ActivityFilter = ActivityFilter()
) -> tuple[list[str], list[list[Cell]]]:
    """Return the titles and rows of the entries ``filter`` lets through, by day."""
    found = [one.activity for one in listed.rows(store, filter, descending=False)]
    names = _Names(store)
    pairs = max((len(one.amounts) for one in found), default=1) or 1
    head = [*_BEFORE]
    for number in range(1, pairs + 1):
        head += [name if number == 1 else f"{name} {number}" for name in _PAIR]
    return [*head, *_BEHIND], [names.row(one, pairs) for one in found]


def write(store: Store, filter: ActivityFilter, path: Path) -> Path:
    """Write the entries to ``path`` (.xlsx or .csv) and return it.

    Raises :class:`~papidesk.workflow.files.NotWrittenError` or one of its kinds.
    """
    from papidesk.sheets.plain_sheet import csv_bytes, workbook
    from papidesk.workflow.files import WrongEndingError, write_whole

    head, rows = table(store, filter)
    if path.suffix.lower() == ".csv":
        return write_whole(path, csv_bytes(head, rows))
    if path.suffix.lower() != ".xlsx":
        raise WrongEndingError(name=path.name, ending=".xlsx / .csv")
    return write_whole(path, workbook("Nhật ký hoạt động", head, rows))


class _Names:
    """What counters, channels and tasks are called so that each is found again by it."""

    def __init__(self, store: Store) -> None:
        counters = log_counters.by_code(store)
        channels = log_counters.channels_by_code(store)
        self._counters = _unmistakable(counters)
        self._channels = _unmistakable(channels)
        found = store.rows("SELECT id, title FROM tasks WHERE trashed_at IS NULL")
        times: dict[str, int] = {}
        for _id, title in found:
            times[plain(title)] = times.get(plain(title), 0) + 1
        self._tasks = {
            id: title if times[plain(title)] == 1 and "\n" not in title else id
            for id, title in found
        }

    def row(self, activity: Activity, pairs: int) -> list[Cell]:
        """Return the cells of an entry."""
        cells: list[Cell] = [activity.date, activity.title]
        for amount in activity.amounts:
            cells += [self._counters.get(amount.counter, amount.counter), amount.quantity]
        cells += [None, None] * (pairs - len(activity.amounts))
        tasks = [self._tasks[task] for task in activity.tasks if task in self._tasks]
        return [
            *cells,
            self._channels.get(activity.channel, activity.channel) or None,
            activity.unit or None,
            None if activity.people is None else _number(activity.people),
            None if activity.cost is None else _number(activity.cost),
            activity.place or None,
            "; ".join(activity.dimensions) or None,
            "\n".join(tasks) or None,
            activity.note or None,
        ]


def _number(value: int) -> Cell:
    from decimal import Decimal

    return Decimal(value)


def _unmistakable(every: dict[str, Counter] | dict[str, Channel]) -> dict[str, str]:
    codes = called(every.values())
    return {
        code: one.name if codes.get(plain(one.name)) == code else code
        for code, one in every.items()
    }
