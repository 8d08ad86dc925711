"""What units reported, published from a workspace and counted again by DuckDB and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import psycopg
import pytest

from papidesk.cli.app import main
from papidesk.domain.adding_up import Part
from papidesk.domain.consolidation import FigureWindow, UnitFigure, UnitReport
from papidesk.domain.exchange import ReceivedBundle
from papidesk.domain.ids import new_id
from papidesk.domain.office import new_office
from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage import bundles_received, unit_figures, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import publishing, units, workspaces
from tests.mirror import postgres_server

WINDOW = FigureWindow(
    duty="papi", period="2026-H1", since=date(2025, 12, 15), until=date(2026, 6, 14)
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A superior's workspace with three units, two of which reported a bundle, one by hand."""
    office = new_office(id=new_id(), name="Sở Nội vụ", level="department", place="Bình Nguyên")
    with workspaces.create(tmp_path / "ws", office, who="Người tổng hợp") as workspace:
        store = workspace.store
        for code, name in (("a", "xã An Hòa"), ("b", "xã Bình An"), ("c", "xã Cát Lộc")):
            units.put(store, BelowUnit(code=code, name=name), who="x", new=True)
        _reported(store, "a", "43", "1.5")
        _reported(store, "b", "7", "2.25")
        _reported(store, "c", "5", "0", by_hand=True)
    yield tmp_path / "ws"


def _reported(store: Store, unit: str, *quantities: str, by_hand: bool = False) -> None:
    received = ReceivedBundle(
        id=new_id(), bundle=new_id(), kind="report", unit=unit, state="applied",
        manifest_sha256="cd" * 32, file_sha256="ef" * 32, duty="papi", period="2026-H1",
        received_at="2026-06-18T07:30:00Z",
    )  # fmt: skip
    with store.unit_of_work():
        if not by_hand:
            bundles_received.put(store, received)
        figures = [
            UnitFigure(
                counter=f"c{place}", part=Part(total=Decimal(text), entries=2),
                value=Decimal(text), name="=Tin, bài", unit_name="tin",
            )
            for place, text in enumerate(quantities)
        ]  # fmt: skip
        unit_figures.put(store, unit, WINDOW, figures)
        report = UnitReport(
            unit=unit, duty="papi", period="2026-H1", received="" if by_hand else received.id,
            received_on=date(2026, 6, 18), by_hand=by_hand,
        )  # fmt: skip
        unit_reports.put(store, report)


class CommandLine:
    """The command line in this process, with one workspace."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Run a command and return what it printed."""
        self._capsys.readouterr()
        done = main(["--language", "vi", "--workspace", str(self.folder), *arguments])
        printed = self._capsys.readouterr()
        assert done == code, printed.err
        return printed.out or printed.err


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(folder, capsys)


def _asked(mirror: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        source = f"read_parquet('{mirror}/figures/*/*/*.parquet', hive_partitioning = true)"
        return connection.execute(sql.format(figures=source)).fetchall()


def test_the_mirror_adds_up_to_what_units_reported(run: CommandLine, tmp_path: Path) -> None:
    told = json.loads(run("publish", "--parquet", str(tmp_path / "m"), "--json"))

    assert told == {"written": 3, "unchanged": 0, "removed": 0}
    found = _asked(
        tmp_path / "m",
        "SELECT counter, sum(value), sum(entries) FROM {figures} GROUP BY 1 ORDER BY 1",
    )
    assert found == [("c0", Decimal("55.000"), 6), ("c1", Decimal("3.750"), 6)]
    assert run("publish", "--parquet", str(tmp_path / "m")).startswith("Đã ghi 0 phần")


def test_merged_units_are_published_under_both_names(folder: Path, tmp_path: Path) -> None:
    with workspaces.open_workspace(folder) as workspace:
        units.merge(
            workspace.store,
            ["b", "c"],
            into=units.get(workspace.store, "a"),
            day=date(2026, 7, 1),
            basis="NQ",
            who="x",
        )
        publishing.to_parquet(workspace.store, tmp_path / "m")

    assert _asked(
        tmp_path / "m",
        "SELECT unit, unit_name, unit_now, value FROM {figures} WHERE counter = 'c0' ORDER BY 1",
    ) == [
        ("a", "xã An Hòa", "a", Decimal("43.000")),
        ("b", "xã Bình An", "a", Decimal("7.000")),
        ("c", "xã Cát Lộc", "a", Decimal("5.000")),
    ]


def test_postgres_holds_the_same_and_follows_what_changes(folder: Path, run: CommandLine) -> None:
    with postgres_server.running() as address:
        first = json.loads(run("publish", "--postgres", address, "--json"))
        again = json.loads(run("publish", "--postgres", address, "--json"))
        with workspaces.open_workspace(folder) as workspace:
            with workspace.store.unit_of_work():
                unit_figures.remove(workspace.store, "c", "papi", "2026-H1")
                kept = unit_reports.get(workspace.store, "a", "papi", "2026-H1")
                assert kept is not None
                unit_reports.put(workspace.store, replace(kept, state="accepted"))
            publishing.to_postgres(workspace.store, address)
        with psycopg.connect(address) as connection:
            found = connection.execute(
                "SELECT unit, state, value FROM papidesk.current_figures WHERE counter = 'c0' "
                "ORDER BY unit"
            ).fetchall()

    assert (first["loaded"], again["loaded"], again["unchanged"]) == (3, 0, 3)
    assert found == [("a", "accepted", Decimal("43.000")), ("b", "received", Decimal("7.000"))]


def test_progress_is_told_and_stops_it(folder: Path, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2:
            raise StoppedError

    with workspaces.open_workspace(folder) as workspace:
        with pytest.raises(StoppedError):
            publishing.to_parquet(workspace.store, tmp_path / "m", progress=tell)
        publishing.to_parquet(workspace.store, tmp_path / "m")

    assert seen == [(1, 3), (2, 3)]
    assert _asked(tmp_path / "m", "SELECT count(*) FROM {figures}") == [(6,)]


def test_a_workspace_without_reports_makes_an_empty_mirror(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = new_office(id=new_id(), name="xã An Hòa", level="commune")
    workspaces.create(tmp_path / "ws", office, who="x").close()

    line = CommandLine(tmp_path / "ws", capsys)
    told = json.loads(line("publish", "--parquet", str(tmp_path / "m"), "--json"))

    assert told["written"] == 0
    assert (tmp_path / "m" / "schema.json").exists()


@pytest.mark.parametrize("arguments", [(), ("--parquet", "a", "--postgres", "b")])
def test_where_to_must_be_said_once(run: CommandLine, arguments: tuple[str, ...]) -> None:
    assert "--parquet" in run("publish", *arguments, code=2)
