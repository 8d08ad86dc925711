"""Run every comparison and write bench/results.md: `python -m bench.run [part of a name ...]`."""

from __future__ import annotations

import importlib
import os
import platform
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from bench.measure import OURS, Row, Side, exponent

RESULTS = Path(__file__).resolve().parent / "results.md"
COMPARISONS = ("pdf", "annex", "word", "convert", "start", "rules", "search", "bulk", "lists",
               "registers", "tasks", "log", "log_import", "figures", "consolidation", "overview",
               "pages", "backups", "bundles", "receiving", "office_bundles", "keystrokes",
               "preview")  # fmt: skip
LIBRARIES = ("reportlab", "python-docx", "PySide6_Essentials", "sqlite-utils", "typst",
             "weasyprint", "msgspec")  # fmt: skip


def main() -> None:
    """Measure what the arguments name (all without arguments) and write the results."""
    wanted = sys.argv[1:] or COMPARISONS
    rows: list[Row] = []
    for name in COMPARISONS:
        if any(part in name for part in wanted):
            began = time.monotonic()
            rows += importlib.import_module(f"bench.{name}").rows()
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    written = "\n".join(report(rows)) + "\n"
    print(written)
    if len(sys.argv) == 1:
        RESULTS.write_text(written, encoding="utf-8")


def report(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of the report."""
    yield "# Measured side by side"
    yield ""
    yield (
        "Written by `make bench`: each job is done by PapiDesk and by the other side in turn, in "
        "one run on one machine. Times are medians; ratios are our time divided by theirs. "
        "Memory is the peak of the whole process."
    )
    yield ""
    yield f"- {machine()}"
    yield f"- {versions()}"
    for job, group in groupby(rows, key=lambda row: row.job):
        yield from section(job, list(group))


def section(job: str, rows: list[Row]) -> Iterator[str]:
    """Yield the table of one job and how its cost grows."""
    yield ""
    yield f"## {job}"
    yield ""
    yield "| size | side | time | our time / theirs | to reach | peak memory |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        for name, side in row.sides.items():
            yield _line(row, name, side)
    if len({row.amount for row in rows}) > 2:
        yield ""
        yield (
            "Cost grows with size to the power of "
            + ", ".join(
                f"{exponent([(row.amount, row.sides[name].seconds) for row in rows]):.2f} ({name})"
                for name in rows[0].sides
                if all(name in row.sides for row in rows)
            )
            + "."
        )


def _line(row: Row, name: str, side: Side) -> str:
    ours = row.sides[OURS]
    if name == OURS:
        ratio, goal = "", _limits(row, ours)
    else:
        measured, allowed = ours.seconds / side.seconds, row.reach.get(name)
        ratio, goal = f"{measured:.2f}", _goal(measured, allowed, "×")
        if name in row.memory_reach and side.mebibytes and ours.mebibytes:
            of_memory = ours.mebibytes / side.mebibytes
            goal += f", memory {of_memory:.2f}: " + _goal(of_memory, row.memory_reach[name], "×")
    memory = f"{side.mebibytes:.0f} MiB" if side.mebibytes else ""
    return f"| {row.size} | {name} | {_time(side.seconds)} | {ratio} | {goal} | {memory} |"


def _limits(row: Row, ours: Side) -> str:
    said = []
    if row.most_seconds is not None:
        said.append(_goal(ours.seconds * 1000, row.most_seconds * 1000, " ms"))
    if row.most_mebibytes is not None and ours.mebibytes is not None:
        said.append(_goal(ours.mebibytes, row.most_mebibytes, " MiB"))
    return ", ".join(said)


def _goal(measured: float, allowed: float | None, unit: str) -> str:
    if allowed is None:
        return ""
    return f"≤ {allowed:.3g}{unit} {'✓' if measured <= allowed else '✗'}"


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.3g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.0f} µs"


def machine() -> str:
    """Return what it was measured on."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def versions() -> str:
    """Return the versions of what was compared."""
    told = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    told += [f"{library} {version(library)}" for library in LIBRARIES]
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False)
    return ", ".join([*told, " ".join(said.stdout.split()[:2])])


if __name__ == "__main__":
    main()
