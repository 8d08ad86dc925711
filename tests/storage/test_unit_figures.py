"""Figures of units are kept with sums over all of them that are always what they come to."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from papidesk.domain.adding_up import Part
from papidesk.domain.consolidation import FigureWindow, UnitFigure, UnitFigures, joined
from papidesk.storage import figure_totals, unit_figures
from papidesk.storage.failures import InconsistentDataError
from papidesk.storage.store import Store
from papidesk.storage.unit_figures import FigureTooFineError
from papidesk.storage.workspace import Workspace

SINCE, UNTIL = datetime.date(2025, 12, 15), datetime.date(2026, 6, 14)
WINDOW = FigureWindow(duty="papi", period="2026-H1", since=SINCE, until=UNTIL)
OTHER = FigureWindow(duty="papi", period="2026-H1", since=datetime.date(2026, 1, 1), until=UNTIL)
amounts = some.integers(0, 2**60).map(lambda n: Decimal(n).scaleb(-3))
told = some.dictionaries(
    some.sampled_from(["a", "b", "c"]),
    some.tuples(amounts, some.integers(0, 9), some.none() | amounts, some.none() | amounts),
)
acts = some.lists(
    some.tuples(
        some.sampled_from(["u1", "u2", "u3"]),
        some.sampled_from([WINDOW, OTHER]),
        some.none() | told,
    ),
    max_size=12,
)


def figure(code: str, row: tuple[Decimal, int, Decimal | None, Decimal | None]) -> UnitFigure:
    total, entries, last, below = row
    return UnitFigure(
        counter=code,
        part=Part(total=total, entries=entries, last=last, last_day=UNTIL if last else None),
        below=below,
        name=f"Chỉ tiêu {code}",
        unit_name="lần",
    )


@settings(max_examples=50)
@given(acts, some.booleans())
def test_whatever_is_told_and_taken_back_the_totals_are_a_recount(
    tmp_path_factory: pytest.TempPathFactory, done: list[object], together: bool
) -> None:
    with Workspace.create(tmp_path_factory.mktemp("w") / "w") as workspace:
        store, model = workspace.store, {}
        many: list[UnitFigures] = []
        for unit, window, rows in done:  # type: ignore[misc]
            figures = tuple(figure(code, row) for code, row in (rows or {}).items())
            if rows is None:
                unit_figures.put_many(store, many)
                many.clear()
                unit_figures.remove(store, unit, "papi", "2026-H1")
            elif together:
                many.append(UnitFigures(unit=unit, window=window, figures=figures))
            else:
                unit_figures.put(store, unit, window, figures)
            model[unit] = {one.counter: one for one in figures}
        unit_figures.put_many(store, many)
        totals = figure_totals.of_period(store, "papi", "2026-H1")
        for code in "abc":
            mine = [figures[code] for figures in model.values() if code in figures]
            assert totals.get(code, joined([])) == joined(mine)
            kept = unit_figures.of_counter(store, code, "papi", "2026-H1")
            assert kept.keys() == {unit for unit, figures in model.items() if code in figures}
        assert list(unit_figures.problems(store)) == []


def test_what_a_unit_told_is_read_back_as_it_was(store: Store) -> None:
    one = figure("a", (Decimal("1.5"), 3, Decimal(2), Decimal(4)))
    unit_figures.put(store, "xa-an-hoa", WINDOW, [one])
    found = unit_figures.of_unit(store, "xa-an-hoa", "papi", "2026-H1")
    assert found == UnitFigures(unit="xa-an-hoa", window=WINDOW, figures=(one,))
    assert unit_figures.of_unit(store, "xa-an-hoa", "papi", "2025-H2") is None
    assert figure_totals.told(store) == {"a": ("Chỉ tiêu a", "lần", "sum")}


@pytest.mark.parametrize("value", ["0.0001", "9999999999999999999"])
def test_a_figure_that_cannot_be_kept_exactly_is_refused_and_nothing_stays(
    store: Store, value: str
) -> None:
    good, bad = figure("a", (Decimal(1), 1, None, None)), Decimal(value)
    wrong = figure("b", (bad, 1, None, None))
    with pytest.raises(FigureTooFineError):
        unit_figures.put(store, "u1", WINDOW, [good, wrong])
    with pytest.raises(InconsistentDataError):
        unit_figures.put(store, "u1", WINDOW, [good, good])
    assert figure_totals.of_period(store, "papi", "2026-H1") == {}
    assert unit_figures.of_unit(store, "u1", "papi", "2026-H1") is None


def test_totals_a_bad_disk_changed_are_found(store: Store) -> None:
    for unit in ("u1", "u2"):
        unit_figures.put(store, unit, WINDOW, [figure("a", (Decimal(5), 1, None, None))])
    with store.unit_of_work():
        store.write("UPDATE unit_figures SET total = 6000 WHERE unit = 1")
    assert [str(one) for one in unit_figures.problems(store)] == [
        "The kept totals of 2026-H1 are not what the units’ figures come to. Restore a backup "
        "from before the damage."
    ]


def test_the_greatest_figures_of_thousands_of_units_add_up_exactly(store: Store) -> None:
    most = Decimal(2**63 - 1).scaleb(-3)
    rows = [
        UnitFigures(unit=f"u{at}", window=WINDOW, figures=(figure("a", (most, 1, most, most)),))
        for at in range(3000)
    ]
    assert unit_figures.put_many(store, rows) == 3000
    total = figure_totals.of_period(store, "papi", "2026-H1")["a"]
    assert total.total == total.latest == total.below == most * 3000
