"""An invented superior with units below it, and reports of theirs without bundles."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Mapping
from decimal import Decimal

from papidesk.domain.adding_up import Part
from papidesk.domain.consolidation import FigureWindow, UnitFigure, UnitReport
from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage import unit_figures, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, duty_terms, units
from tests.workflow.conftest import WHO

DUTY, PERIOD, BEFORE = "papi", "2026-H1", "2025-H2"
# The window ends on 14/6, the report is due on 19/6 (20/6/2026 is a Saturday).
DUE, TODAY = datetime.date(2026, 6, 19), datetime.date(2026, 6, 25)


def named(count: int) -> list[BelowUnit]:
    """Return so many invented communes, H99.1 and on."""
    return [BelowUnit(code=f"H99.{at}", name=f"xã Mẫu {at}") for at in range(1, count + 1)]


def below(store: Store, count: int) -> list[BelowUnit]:
    """Enter so many communes and return them."""
    return units.put_many(store, named(count), who=WHO, new=True)


def told(code: str, value: int | str, *, below: int | None = None) -> UnitFigure:
    """Return a figure a unit tells."""
    amount = Decimal(value)
    return UnitFigure(
        counter=code,
        part=Part(total=amount, entries=3, last=amount, last_day=datetime.date(2026, 5, 1)),
        below=None if below is None else Decimal(below),
        value=amount,
        name=f"Chỉ tiêu {code}",
        unit_name="lần",
    )


def window(store: Store, period: str = PERIOD) -> FigureWindow:
    """Return the window of the duty in a period."""
    term = duty_terms.of_period(store, catalogues.report_duty(store, DUTY), period)
    return FigureWindow(duty=DUTY, period=period, since=term.since, until=term.until)


def reported(
    store: Store, unit: str, figures: Mapping[str, int | str] | Iterable[UnitFigure],
    *, period: str = PERIOD, on: datetime.date = DUE, **fields: object,
) -> UnitReport:  # fmt: skip
    """Let a unit have reported figures (by counter) on a day."""
    rows = (
        [told(code, value) for code, value in figures.items()]
        if isinstance(figures, Mapping)
        else list(figures)
    )
    report = UnitReport(unit=unit, duty=DUTY, period=period, received_on=on, first_on=on)
    with store.joined():
        unit_figures.put(store, unit, window(store, period), rows)
        unit_reports.put(store, replace(report, **fields))
    return replace(report, **fields)


def everybody(store: Store, count: int = 104, *, seed: int = 7) -> dict[str, dict[str, int]]:
    """Let all of so many units report both periods; return what each told of the later one."""
    chance = random.Random(seed)
    codes = [one.code for one in catalogues.counters(store) if one.adds_up == "sum"][:8]
    below(store, count)
    last: dict[str, dict[str, int]] = {}
    with store.unit_of_work():
        for period in (BEFORE, PERIOD):
            for at in range(1, count + 1):
                last[f"H99.{at}"] = {code: chance.randint(20, 60) for code in codes}
                reported(store, f"H99.{at}", last[f"H99.{at}"], period=period)
    return last
