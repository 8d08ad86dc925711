"""An invented province: communes with logs of their own, and a book of all they did, kept apart."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.ids import new_id
from papidesk.domain.office import new_office
from papidesk.domain.record import Record, replace
from papidesk.storage.store import Store
from papidesk.workflow import issuing, log, reports, sending, workspaces
from papidesk.workflow.sending import Order
from tests.workflow.exchanged import introduced

WHO = "Nguyễn Văn Mẫu"
# Windows and due days of the duty "papi" in 2026, written down by hand: 20/6 and 20/12 are days
# off, so the report is due on the Friday before.
HALF = (datetime.date(2025, 12, 15), datetime.date(2026, 6, 14))
WHOLE = (datetime.date(2025, 12, 15), datetime.date(2026, 12, 14))
HALF_DUE, WHOLE_DUE = datetime.date(2026, 6, 19), datetime.date(2026, 12, 18)
SUMS = ("tin-bai", "luot-phat-thanh", "hoi-nghi")
LATEST = "tthc-niem-yet"
RATIO = ("ty-le-toan-trinh", "ho-so-toan-trinh", "ho-so-dvc")
Window = tuple[datetime.date, datetime.date]


class Deed(Record, frozen=True, kw_only=True):
    """What a commune did, as the book has it: nothing of the program's own counting."""

    id: str
    day: datetime.date
    amounts: dict[str, Decimal]


class Commune:
    """One commune: its workspace, and its pages of the book."""

    def __init__(self, number: int, store: Store) -> None:
        self.code = f"xa-mau-{number:03}"
        self.store = store
        self.deeds: list[Deed] = []

    def do(self, chance: random.Random, window: Window, count: int) -> None:
        """Do so many things within a window, in the log and in the book."""
        days = (window[1] - window[0]).days
        entries = []
        for _ in range(count):
            day = window[0] + datetime.timedelta(days=chance.randint(0, days))
            amounts = {chance.choice(SUMS): Decimal(chance.randint(1, 60))}
            if chance.random() < 0.3:
                files = chance.randint(1, 400)
                amounts = {RATIO[2]: Decimal(files), RATIO[1]: Decimal(chance.randint(0, files))}
            if chance.random() < 0.15:
                amounts[LATEST] = Decimal(chance.randint(50, 300))
            entries.append(
                Activity(
                    date=day,
                    title=f"Việc ngày {day:%d/%m} của {self.code}",
                    amounts=tuple(Amount(counter=c, quantity=q) for c, q in amounts.items()),
                )
            )
        for entry in log.add_all(self.store, entries, who=WHO):
            amounts = {one.counter: one.quantity for one in entry.amounts}
            self.deeds.append(Deed(id=entry.id, day=entry.date, amounts=amounts))

    def correct(self, deed: Deed, counter: str, quantity: Decimal) -> None:
        """Change how much one deed brought, in the log (a closed period: with a reason)."""
        entry = log.get(self.store, deed.id)
        amounts = tuple(
            replace(one, quantity=quantity) if one.counter == counter else one
            for one in entry.amounts
        )
        log.change(self.store, replace(entry, amounts=amounts), who=WHO, reason="Ghi nhầm số")
        at = self.deeds.index(deed)
        self.deeds[at] = replace(deed, amounts={**deed.amounts, counter: quantity})

    def report(self, period: str, day: datetime.date) -> None:
        """Make and issue the report of a period."""
        draft = reports.make(
            self.store, reports.begin(self.store, "papi", period), today=day, who=WHO
        )
        issuing.issue(
            self.store, draft.id, day=day, today=day, who=WHO, override="Còn chỗ để trống (thử)"
        )

    def send(self, period: str, stick: Path, day: datetime.date) -> Path:
        """Write the report's bundle onto a stick."""
        stick.mkdir(parents=True, exist_ok=True)
        made = sending.make(self.store, Order(kind="report", period=period), who=WHO, now=noon(day))
        return sending.export(self.store, [one.id for one in made], stick, who=WHO)[0]


@contextmanager
def province(folder: Path, count: int) -> Iterator[tuple[Store, list[Commune]]]:
    """Give the superior's store and ``count`` communes that trust its key and it theirs."""
    with ExitStack() as open_ones:
        above = new_office(
            id=new_id(), name="Sở Nội vụ", level="department", place="Bình Nguyên",
            superior="UBND tỉnh Bình Nguyên",
        )  # fmt: skip
        above = replace(above, symbol="SNV", superior_line="UBND TỈNH BÌNH NGUYÊN")
        superior = open_ones.enter_context(workspaces.create(folder / "snv", above, who=WHO)).store
        communes = []
        for number in range(count):
            office = new_office(
                id=new_id(), name=f"xã Mẫu {number:03}", level="commune",
                superior="tỉnh Bình Nguyên",
            )  # fmt: skip
            place = folder / f"xa-{number:03}"
            store = open_ones.enter_context(workspaces.create(place, office, who=WHO)).store
            introduced(store, superior, "subordinate")
            introduced(superior, store, "superior")
            communes.append(Commune(number, store))
        yield superior, communes


def noon(day: datetime.date) -> datetime.datetime:
    """Return noon in Việt Nam of a day, in UTC."""
    return datetime.datetime.combine(day, datetime.time(5), datetime.UTC)


# The book's own counting: plain loops over deeds, nothing of the program.


def summed(communes: Iterable[Commune], counter: str, window: Window) -> Decimal:
    """Return the sum of a counter over communes in a window."""
    total = Decimal(0)
    for commune in communes:
        for deed in commune.deeds:
            if window[0] <= deed.day <= window[1]:
                total += deed.amounts.get(counter, Decimal(0))
    return total


def latest(commune: Commune, window: Window) -> Decimal | None:
    """Return the last quantity of the counter of latest values up to a window's end."""
    found = [deed for deed in commune.deeds if LATEST in deed.amounts and deed.day <= window[1]]
    return max(found, key=lambda deed: (deed.day, deed.id)).amounts[LATEST] if found else None


def latest_summed(communes: Iterable[Commune], window: Window) -> Decimal | None:
    """Return what the communes' latest values come to."""
    found = [value for one in communes if (value := latest(one, window)) is not None]
    return sum(found, Decimal(0)) if found else None


def ratio(communes: Iterable[Commune], window: Window) -> Decimal | None:
    """Return the ratio over communes: of the sums, not of the ratios."""
    every = list(communes)
    above, below = (summed(every, code, window) for code in RATIO[1:])
    return above * 100 / below if below else None
