"""Figures loaded into a real PostgreSQL on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from papidesk.domain.record import replace
from papidesk.mirror import postgres
from papidesk.mirror.failures import DatabaseRefusedError, NewerTablesError
from tests.mirror import postgres_server
from tests.mirror.reports import report

DATABASE = "01900000-0000-7000-8000-000000000001"
OTHER = "01900000-0000-7000-8000-000000000002"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres_server.running() as address:
        yield address


@pytest.fixture
def address(server: str) -> Iterator[str]:
    yield server
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS papidesk CASCADE")


def asked(address: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address) as connection:
        return connection.execute(sql).fetchall()


def test_figures_are_loaded_exactly_and_twice_is_once(address: str) -> None:
    reports = [report("xa-an-hoa", "2026-H1", "43", "0.125"), report("xa-binh-an", "2026-H1", "7")]

    first = postgres.load(address, reports, database=DATABASE)
    again = postgres.load(address, reports, database=DATABASE)

    assert (first.loaded, first.unchanged, first.withdrawn) == (2, 0, 0)
    assert (again.loaded, again.unchanged, again.withdrawn) == (0, 2, 0)
    found = asked(
        address,
        "SELECT unit, counter, value, counter_name FROM papidesk.current_figures ORDER BY 1, 2",
    )
    assert [row[:3] for row in found] == [
        ("xa-an-hoa", "chi-tieu-0", Decimal("43.000")),
        ("xa-an-hoa", "chi-tieu-1", Decimal("0.125")),
        ("xa-binh-an", "chi-tieu-0", Decimal("7.000")),
    ]
    assert {row[3] for row in found} == {"=Tin, bài đã phát"}


def test_a_corrected_report_takes_the_place_of_the_one_before_which_stays(address: str) -> None:
    before, after = report("a", "2026", "1"), report("a", "2026", "5")
    postgres.load(address, [before], database=DATABASE)

    done = postgres.load(address, [after], database=DATABASE)

    assert (done.loaded, done.withdrawn) == (1, 1)
    assert asked(address, "SELECT value FROM papidesk.current_figures") == [(Decimal("5.000"),)]
    assert asked(address, "SELECT count(*) FROM papidesk.figures") == [(2,)]


def test_an_undone_import_taken_in_again_is_no_longer_withdrawn(address: str) -> None:
    one = report("a", "2026", "1")
    for reports in ([one], [], [one]):
        postgres.load(address, reports, database=DATABASE)

    assert asked(address, "SELECT value FROM papidesk.current_figures") == [(Decimal("1.000"),)]


def test_state_and_names_follow_without_loading_again(address: str) -> None:
    one = report("a", "2026", "1")
    postgres.load(address, [one], database=DATABASE)

    postgres.load(
        address, [replace(one, state="accepted", unit_now="b", locked=True)], database=DATABASE
    )

    assert asked(address, "SELECT state, unit_now, locked FROM papidesk.reports") == [
        ("accepted", "b", True)
    ]


def test_two_workspaces_share_the_tables_and_do_not_withdraw_from_each_other(address: str) -> None:
    postgres.load(address, [report("a", "2026", "1")], database=DATABASE)
    postgres.load(address, [report("b", "2026", "2")], database=OTHER)

    assert asked(address, "SELECT count(*) FROM papidesk.current_figures") == [(2,)]


def test_a_failure_in_the_middle_changes_nothing(address: str) -> None:
    postgres.load(address, [report("a", "2026", "1")], database=DATABASE)
    good = report("b", "2026", "2")
    bad = replace(report("c", "2026", "3"), bundle="no uuid")

    with pytest.raises(DatabaseRefusedError) as told:
        postgres.load(address, [good, bad], database=DATABASE)

    assert "uuid" in str(told.value)
    assert asked(address, "SELECT unit FROM papidesk.current_figures") == [("a",)]


def test_a_caller_who_stops_half_way_changes_nothing(address: str) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int) -> None:
        if done == 2:
            raise StoppedError

    reports = [report(name, "2026", "1") for name in "abc"]
    with pytest.raises(StoppedError):
        postgres.load(address, reports, database=DATABASE, told=stop)

    assert asked(address, "SELECT to_regclass('papidesk.figures')") == [(None,)]


def test_two_runs_at_once_load_each_bundle_once(address: str) -> None:
    reports = [report(f"u{number}", "2026", "1", "2") for number in range(40)]
    done: list[postgres.Loaded] = []

    def run() -> None:
        done.append(postgres.load(address, reports, database=DATABASE))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(each.loaded for each in done) == [0, 0, 40]
    assert asked(address, "SELECT count(*) FROM papidesk.figures") == [(80,)]


def test_tables_of_a_later_program_are_left_alone(address: str) -> None:
    postgres.load(address, [], database=DATABASE)
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE papidesk.about SET version = 99")

    with pytest.raises(NewerTablesError):
        postgres.load(address, [report("a", "2026", "1")], database=DATABASE)


def test_a_server_that_is_not_there_is_told_without_the_address() -> None:
    with pytest.raises(DatabaseRefusedError) as told:
        postgres.load("postgresql://a:secret@127.0.0.1:1/x", [], database=DATABASE)

    assert "secret" not in str(told.value)
