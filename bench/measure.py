"""How things are measured: in turn, several times, medians; memory and cold starts in processes."""

from __future__ import annotations

import gc
import math
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")
OURS = "PapiDesk"


@dataclass(frozen=True)
class Side:
    """What one program took: seconds (median), and the peak of its memory in MiB where asked."""

    seconds: float
    mebibytes: float | None = None


@dataclass(frozen=True)
class Row:
    """One measured size of one job.

    ``amount`` is the size as a number, for the growth exponent; ``sides`` begins with ours.
    ``reach`` gives per other side the most our time may be of theirs (1.25: a quarter more);
    ``most_seconds`` and ``most_mebibytes`` are absolute limits for ours, where there are any.
    """

    job: str
    size: str
    amount: float
    sides: Mapping[str, Side]
    reach: Mapping[str, float] = field(default_factory=dict)
    memory_reach: Mapping[str, float] = field(default_factory=dict)
    most_seconds: float | None = None
    most_mebibytes: float | None = None


def in_turn(works: Mapping[str, Callable[[], object]], rounds: int = 7) -> dict[str, Side]:
    """Run each work once to warm up, then ``rounds`` times in turn; return the medians."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            began = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - began)
    return {name: Side(statistics.median(times)) for name, times in taken.items()}


def each(
    work: Callable[[T], object], make: Callable[[int], T], rounds: int = 7
) -> Callable[[], object]:
    """Return ``work`` on something new each time; all is made before, outside the measured time."""
    made = iter([make(number) for number in range(rounds + 1)])
    return lambda: work(next(made))


def processes_in_turn(
    commands: Mapping[str, Sequence[str | Path]],
    rounds: int = 7,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Side]:
    """Run each command as a process of its own, in turn; return median time and peak memory.

    A process that prints two numbers has measured itself: the seconds since BENCH_BEGAN (of
    ``time.time()``) in its environment, and its peak memory in MiB.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            seconds, mebibytes = _process(command, environment or {})
            if number:  # the first round only warms the disk's cache
                taken[name].append(seconds)
                peaks[name].append(mebibytes)
    return {
        name: Side(statistics.median(taken[name]), statistics.median(peaks[name]))
        for name in commands
    }


def _process(command: Sequence[str | Path], environment: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds and the peak memory (MiB, children counted) of one process."""
    done = subprocess.run(
        [sys.executable, "-S", ROOT / "bench" / "one_process.py", *map(str, command)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    seconds, mebibytes = map(float, done.stdout.split())
    return seconds, mebibytes


def python(*arguments: str | Path) -> list[str | Path]:
    """Return the command that runs this Python with ``arguments``."""
    return [sys.executable, *arguments]


def peak() -> float:
    """Return the peak memory of this process in MiB, without that of whoever started it."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"^VmHWM:\s+(\d+)", status.read_text(), re.MULTILINE)
        if found is not None:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return how cost grows with size: the slope of log seconds over log amount."""
    across = [math.log(amount) for amount, _ in points]
    up = [math.log(seconds) for _, seconds in points]
    slope, _ = statistics.linear_regression(across, up)
    return slope
