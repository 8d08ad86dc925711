"""Who reported: on time, late, not, returned; the rate; the year; days entered by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit, UnitDaysError, UnknownUnitError
from papidesk.storage.store import Store
from papidesk.workflow import consolidation_locks, duty_terms, unit_board, units
from papidesk.workflow.unit_board import DutyScope
from tests.workflow import below
from tests.workflow.below import DUE, DUTY, PERIOD, TODAY, reported
from tests.workflow.conftest import WHO

DAY = datetime.timedelta(days=1)


def states(store: Store, today: datetime.date = TODAY) -> dict[str, str]:
    board = unit_board.board(store, DUTY, PERIOD, today=today)
    return {row.unit: row.state for row in board.rows}


def test_each_unit_stands_where_its_report_is(store: Store) -> None:
    below.below(store, 5)
    reported(store, "H99.1", {"tin-bai": 1}, on=DUE)
    reported(store, "H99.2", {"tin-bai": 1}, on=DUE + 3 * DAY)
    reported(store, "H99.3", {"tin-bai": 1}, state="returned")
    reported(store, "H99.4", {"tin-bai": 1}, on=DUE + DAY, first_on=DUE)
    assert states(store) == {
        "H99.1": "on_time", "H99.2": "late", "H99.3": "returned", "H99.4": "on_time",
        "H99.5": "overdue",
    }  # fmt: skip
    assert states(store, DUE)["H99.5"] == "missing"
    board = unit_board.board(store, DUTY, PERIOD, today=TODAY)
    assert [row.unit for row in board.rows][:3] == ["H99.5", "H99.3", "H99.2"]  # late first
    assert {row.unit: row.days_late for row in board.rows if row.days_late} == {
        "H99.5": 6, "H99.2": 3,
    }  # fmt: skip
    assert board.on_time_rate == Decimal("40.0") and board.due == DUE
    assert len(board.received) == 4 and len(board.expected) == 5


def test_a_rate_that_falls_short_never_reads_a_hundred(store: Store) -> None:
    below.below(store, 3000)
    with store.unit_of_work():
        for at in range(1, 3000):
            reported(store, f"H99.{at}", {})
    board = unit_board.board(store, DUTY, PERIOD, today=TODAY)
    assert board.on_time_rate == Decimal("99.9")
    reported(store, "H99.3000", {})
    assert unit_board.board(store, DUTY, PERIOD, today=TODAY).on_time_rate == 100


def test_nobody_expected_has_no_rate(store: Store) -> None:
    assert unit_board.board(store, DUTY, PERIOD, today=TODAY).on_time_rate is None


def test_a_duty_is_asked_of_the_units_chosen_for_it(store: Store) -> None:
    below.below(store, 3)
    unit_board.put_scope(store, DutyScope(duty=DUTY, without=("H99.3",)), who=WHO)
    reported(store, "H99.3", {"tin-bai": 1})
    assert states(store)["H99.3"] == "not_due"
    assert [one.code for one in unit_board.expected(store, DUTY, PERIOD)] == ["H99.1", "H99.2"]
    unit_board.put_scope(store, DutyScope(duty=DUTY, units=("H99.1",)), who=WHO)
    board = unit_board.board(store, DUTY, PERIOD, today=TODAY)
    assert [row.unit for row in board.expected] == ["H99.1"]
    with pytest.raises(UnknownUnitError):
        unit_board.put_scope(store, DutyScope(duty=DUTY, units=("x",)), who=WHO)


def test_units_with_units_below_them_do_not_report(store: Store) -> None:
    units.put_many(
        store,
        [BelowUnit(code="huyen", name="huyện Bình Giang"),
         *(replace(one, parent="huyen") for one in below.named(2))],
        who=WHO,
    )  # fmt: skip
    assert set(states(store)) == {"H99.1", "H99.2"}


def test_after_a_merger_the_old_units_are_expected_for_the_old_days_only(store: Store) -> None:
    below.below(store, 3)
    new = BelowUnit(code="moi", name="xã Đại Mẫu")
    units.merge(store, ["H99.1", "H99.2"], new, day=datetime.date(2026, 6, 16), who=WHO)
    # 2026-H1 is counted to 14/6: the old units were there then.
    assert set(states(store)) == {"H99.1", "H99.2", "H99.3"}
    later = unit_board.board(store, DUTY, "2026-H2", today=datetime.date(2026, 12, 30))
    assert {row.unit for row in later.expected} == {"H99.3", "moi"}
    # The new unit's report of the old days stands for those it was made of.
    reported(store, "moi", {"tin-bai": 9})
    board = unit_board.board(store, DUTY, PERIOD, today=TODAY)
    of = {row.unit: (row.state, row.successor) for row in board.rows}
    assert of["H99.1"] == of["H99.2"] == ("on_time", "moi")
    assert of["moi"] == ("not_due", "")


def test_a_report_under_a_code_of_before_is_the_units(store: Store) -> None:
    units.put(store, BelowUnit(code="H99.1", name="xã Mẫu 1", aliases=("xa-mau-1",)), who=WHO)
    reported(store, "xa-mau-1", {"tin-bai": 1})
    assert states(store) == {"H99.1": "on_time"}


def test_the_day_a_report_really_came_can_be_entered(store: Store) -> None:
    below.below(store, 1)
    report = reported(store, "H99.1", {"tin-bai": 1}, on=DUE + 2 * DAY)
    assert states(store) == {"H99.1": "late"}
    kept = unit_board.set_arrival(store, report, DUE, today=TODAY, who=WHO)
    assert states(store) == {"H99.1": "on_time"} and kept.by_hand
    with pytest.raises(unit_board.FutureArrivalError):
        unit_board.set_arrival(store, kept, TODAY + DAY, today=TODAY, who=WHO)
    consolidation_locks.lock(store, DUTY, PERIOD, who=WHO)
    with pytest.raises(consolidation_locks.ConsolidatedError):
        unit_board.set_arrival(store, kept, DUE, today=TODAY, who=WHO)


def test_the_year_is_a_board_for_each_report(store: Store) -> None:
    below.below(store, 2)
    reported(store, "H99.1", {"tin-bai": 1})
    boards = unit_board.year(store, 2026, today=TODAY, duties=[DUTY])
    assert [board.due for board in boards] == sorted(board.due for board in boards)
    half = next(board for board in boards if board.period == PERIOD)
    assert {row.unit: row.state for row in half.rows} == {"H99.1": "on_time", "H99.2": "overdue"}
    assert unit_board.rate_over(boards) is not None and unit_board.rate_over([]) is None


def test_reports_of_days_before_the_program_was_used_call_nobody_late(store: Store) -> None:
    below.below(store, 2)
    begun = duty_terms.begun_on(store)
    later = begun + 400 * DAY
    years = range(begun.year - 1, later.year + 1)
    boards = [one for year in years for one in unit_board.year(store, year, today=later)]
    assert boards
    terms = {(one.duty, one.period): one for year in years for one in duty_terms.terms(store, year)}
    assert all(terms[one.duty, one.period].until >= begun for one in boards)
    # One that somebody sent after all is shown, and those who did not send it with it.
    old = next(one for one in terms.values() if one.until < begun and one.duty == DUTY)
    reported(store, "H99.1", {"tin-bai": 1}, period=old.period)
    year = int(old.period[:4])
    shown = unit_board.year(store, year, today=later, duties=[DUTY])
    assert old.period in {one.period for one in shown}


def test_a_unit_that_ended_is_expected_no_more_and_its_figures_stay(store: Store) -> None:
    below.below(store, 2)
    reported(store, "H99.1", {"tin-bai": 1})
    units.end(store, "H99.1", day=datetime.date(2026, 6, 30), basis="Quyết định 5", who=WHO)
    assert set(states(store)) == {"H99.1", "H99.2"}
    later = unit_board.board(store, DUTY, "2026-H2", today=datetime.date(2026, 12, 30))
    assert [row.unit for row in later.rows] == ["H99.2"]
    with pytest.raises(UnitDaysError):
        units.rename(store, "H99.1", "xã Khác", day=datetime.date(2026, 7, 5), who=WHO)


def test_a_unit_that_sent_nothing_has_no_report(store: Store) -> None:
    below.below(store, 1)
    with pytest.raises(unit_board.NoReportError, match="xã Mẫu 1"):
        unit_board.report_of(store, "H99.1", DUTY, PERIOD)
