"""The Parquet mirror, read by DuckDB, which knows nothing of this program."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from papidesk.domain.record import replace
from papidesk.mirror import parquet
from papidesk.mirror.columns import COLUMNS
from papidesk.mirror.failures import MirrorNotWrittenError, NotAMirrorError, OtherMirrorError
from tests.mirror.reports import report

DATABASE = "01900000-0000-7000-8000-000000000001"


def asked(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """Return what DuckDB finds in the mirror's figures."""
    source = f"read_parquet('{folder}/figures/*/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as connection:
        return connection.execute(sql.format(figures=source)).fetchall()


def test_duckdb_reads_partitions_and_adds_up_exactly(tmp_path: Path) -> None:
    reports = [
        report("xa-an-hoa", "2026-H1", "43", "0.125"),
        report("xa-binh-an", "2026-H1", "7", "999999999999.999"),
        report("xa-an-hoa", "2025", "1"),
    ]

    done = parquet.write(tmp_path / "m", reports, database=DATABASE)

    assert (done.written, done.unchanged, done.removed) == (3, 0, 0)
    sums = asked(
        tmp_path / "m",
        "SELECT counter, sum(value) FROM {figures} WHERE period = '2026-H1' GROUP BY 1 ORDER BY 1",
    )
    assert sums == [
        ("chi-tieu-0", Decimal("50.000")),
        ("chi-tieu-1", Decimal("1000000000000.124")),
    ]
    units = asked(tmp_path / "m", "SELECT DISTINCT unit FROM {figures} ORDER BY 1")
    assert units == [("xa-an-hoa",), ("xa-binh-an",)]


def test_the_columns_are_those_the_schema_file_and_the_documentation_name(tmp_path: Path) -> None:
    parquet.write(tmp_path, [report("a", "2026", "1")], database=DATABASE)

    found = [row[0] for row in asked(tmp_path, "DESCRIBE SELECT * FROM {figures}")]

    assert found == [column.name for column in COLUMNS]
    said = json.loads((tmp_path / parquet.SCHEMA).read_text(encoding="utf-8"))
    assert [each["name"] for each in said["columns"]] == found
    text = (Path(__file__).parents[2] / "docs" / "mirror.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"| `{column.name}` | {column.type} |" in text


def test_a_second_run_writes_nothing_and_a_change_only_its_own_partition(tmp_path: Path) -> None:
    first, second = report("a", "2026", "1"), report("b", "2026", "2")
    parquet.write(tmp_path, [first, second], database=DATABASE)
    path = tmp_path / parquet.partition(first)
    before = path.stat().st_ino

    again = parquet.write(tmp_path, [first, second], database=DATABASE)
    assert (again.written, again.unchanged) == (0, 2)
    changed = parquet.write(tmp_path, [first, replace(second, state="accepted")], database=DATABASE)

    assert (changed.written, changed.unchanged) == (1, 1)
    assert path.stat().st_ino == before
    assert asked(tmp_path, "SELECT unit, state FROM {figures} ORDER BY 1") == [
        ("a", "received"), ("b", "accepted"),
    ]  # fmt: skip


def test_what_is_published_no_longer_goes_and_nothing_else_does(tmp_path: Path) -> None:
    first, second = report("a", "2026", "1"), report("b", "2026", "2")
    parquet.write(tmp_path, [first, second], database=DATABASE)
    (tmp_path / "ghi-chu.txt").write_text("của người khác", encoding="utf-8")

    done = parquet.write(tmp_path, [first], database=DATABASE)

    assert done.removed == 1
    assert not (tmp_path / "figures" / "unit=b").exists()
    assert (tmp_path / "ghi-chu.txt").exists()


def test_a_damaged_partition_and_a_broken_run_are_mended(tmp_path: Path) -> None:
    first = report("a", "2026", "1")
    parquet.write(tmp_path, [first], database=DATABASE)
    path = tmp_path / parquet.partition(first)
    path.write_bytes(path.read_bytes()[:100])
    leftover = path.with_name("duty-papi.parquet.x.part")
    leftover.write_bytes(b"half")

    done = parquet.write(tmp_path, [first], database=DATABASE)

    assert (done.written, leftover.exists()) == (1, False)
    assert asked(tmp_path, "SELECT value FROM {figures}") == [(Decimal("1.000"),)]


def test_names_of_units_and_duties_cannot_leave_the_folder(tmp_path: Path) -> None:
    bad = replace(report("a", "2026", "1"), unit="../../x", duty="a/b")

    parquet.write(tmp_path / "m", [bad], database=DATABASE)

    assert [path.name for path in tmp_path.iterdir()] == ["m"]
    assert len(list((tmp_path / "m" / "figures").rglob("*.parquet"))) == 1


def test_a_report_without_figures_makes_an_empty_partition(tmp_path: Path) -> None:
    parquet.write(tmp_path, [report("a", "2026")], database=DATABASE)

    assert asked(tmp_path, "SELECT count(*) FROM {figures}") == [(0,)]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bao-cao.docx").write_bytes(b"x")

    with pytest.raises(NotAMirrorError):
        parquet.write(tmp_path, [], database=DATABASE)

    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao.docx"]


def test_the_mirror_of_another_workspace_is_refused(tmp_path: Path) -> None:
    parquet.write(tmp_path, [], database=DATABASE)

    with pytest.raises(OtherMirrorError):
        parquet.write(tmp_path, [], database=DATABASE.replace("1", "2"))


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")

    with pytest.raises(MirrorNotWrittenError):
        parquet.write(tmp_path / "tep" / "m", [], database=DATABASE)


def test_without_the_library_one_sentence_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from pathlib import Path\n"
        "from papidesk.mirror import parquet\n"
        "from papidesk.mirror.failures import EngineMissingError\n"
        "try: parquet.write(Path('nowhere'), [], database='x')\n"
        "except EngineMissingError as error: print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pyarrow" in told.stdout
    assert not Path("nowhere").exists()


def test_a_duty_with_a_code_longer_than_a_file_name_stops_no_other(tmp_path: Path) -> None:
    reports = [report("xa-an-hoa", "2026-H1", "1", duty=":" * 150 + end) for end in "ab"]
    done = parquet.write(tmp_path / "m", reports, database=DATABASE)
    assert done.written == 2
    assert asked(tmp_path / "m", "SELECT count(DISTINCT duty) FROM {figures}") == [(2,)]
    assert parquet.write(tmp_path / "m", reports, database=DATABASE).unchanged == 2
