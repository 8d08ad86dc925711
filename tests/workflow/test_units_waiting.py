"""What units' reports ask of a superior: overdue, due soon, to be decided on."""

from __future__ import annotations

import datetime

from papidesk.domain.record import Validity, replace
from papidesk.storage.store import Store
from papidesk.workflow import (
    catalogues,
    consolidation_locks,
    overview,
    unit_decisions,
    units,
    units_waiting,
    waiting,
)
from tests.workflow import below
from tests.workflow.below import DUE, DUTY, PERIOD, TODAY
from tests.workflow.conftest import WHO

KINDS = ("units_overdue", "units_missing", "undecided")


def asked(store: Store, today: datetime.date = TODAY) -> dict[str, int]:
    """Return what is asked about the report of the first half year, by kind."""
    found = units_waiting.todo(store, today=today, back=180, ahead=7)
    return {one.kind: one.count for one in found if one.id == f"{DUTY}@{PERIOD}"}


def test_an_office_without_units_is_asked_for_nothing(store: Store) -> None:
    assert units_waiting.todo(store, today=TODAY, back=180, ahead=7) == []
    assert waiting.count(store, today=TODAY).undecided == 0


def test_what_units_did_not_send_and_what_waits_for_a_decision_is_counted(store: Store) -> None:
    below.below(store, 5)
    for unit in ("H99.1", "H99.2", "H99.3"):
        below.reported(store, unit, {"tin-bai": 4})
    assert asked(store) == {"units_overdue": 2, "undecided": 3}
    assert asked(store, DUE - datetime.timedelta(days=3)) == {"units_missing": 2, "undecided": 3}
    assert asked(store, DUE - datetime.timedelta(days=60)) == {"undecided": 3}
    assert waiting.count(store, today=TODAY).undecided == 3
    unit_decisions.accept(store, ["H99.1", "H99.2"], DUTY, PERIOD, who=WHO)
    assert asked(store) == {"units_overdue": 2, "undecided": 1}
    assert waiting.count(store, today=TODAY).undecided == 1


def test_a_closed_period_asks_for_nothing(store: Store) -> None:
    below.below(store, 3)
    below.reported(store, "H99.1", {"tin-bai": 4})
    consolidation_locks.lock(store, DUTY, PERIOD, who=WHO)
    assert asked(store) == {} and waiting.count(store, today=TODAY).undecided == 0


def test_windows_from_before_the_program_was_used_ask_for_what_came_only(store: Store) -> None:
    below.below(store, 3)
    # The workspace is of today: nobody could send anything for the year before.
    assert asked(store, TODAY) == {}
    below.reported(store, "H99.1", {"tin-bai": 4})
    assert asked(store, TODAY) == {"units_overdue": 2, "undecided": 1}


def test_a_report_of_the_unit_they_became_is_to_be_decided_on_once(store: Store) -> None:
    below.below(store, 3)
    day = datetime.date(2026, 7, 1)
    into = replace(units.tree(store).units["H99.1"], code="H99.9", name="xã Mới",
                   validity=Validity(since=day))  # fmt: skip
    units.merge(store, ["H99.1", "H99.2"], into, day=day, who=WHO)
    below.reported(store, "H99.9", {"tin-bai": 4})
    later = datetime.date(2026, 7, 20)
    assert asked(store, later)["undecided"] == 1


def test_the_overview_tells_it_among_what_is_to_do(store: Store) -> None:
    below.below(store, 3)
    below.reported(store, "H99.1", {"tin-bai": 4})
    found = overview.overview(store, 2026, today=TODAY)
    told = {one.kind: one for one in found.todo if one.kind in KINDS and one.term}
    name = next(one.name for one in catalogues.report_duties(store) if one.code == DUTY)
    assert told["units_overdue"].count == 2 and told["units_overdue"].title.startswith(name)
    # Nothing of its own was written: what units sent is to be seen all the same.
    assert not found.empty
    assert told["undecided"].days == -6 and found.todo_counts["undecided"] == 1
