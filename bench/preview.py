"""The page beside the editor: from an edit to its picture, and what it costs the window."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

from bench import content
from bench.measure import OURS, Row, Side
from papidesk.domain.document import Document
from papidesk.domain.record import replace
from papidesk.workflow import papers
from papidesk.workflow.previews import Asked, Judged, Shown

SIZES = ((1, "3 pages"), (4, "12 pages"), (22, "60 pages"))
ROUNDS = 9
SCALE = 0.66  # pixels a point: a page as wide as the panel at 1366 × 768
TICK = 0.004  # seconds between two turns of a window that is typed in
WORK = 100_000  # steps of plain Python a key costs the window: some milliseconds


def rows() -> list[Row]:
    """Measure edit → picture in a process and in a thread, and what a key costs meanwhile."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    measured: list[Row] = []
    from ui.editor.preview import PreviewProcess

    process = PreviewProcess()
    process.start()
    _wait(app.processEvents, lambda: process.ready)
    for repeat, name in SIZES:
        measured += _measured(app.processEvents, process, repeat, name)
    process.stop()
    return sorted(measured, key=lambda row: row.job)


def _measured(turn: Callable[[], None], process: object, repeat: int, name: str) -> list[Row]:
    document = content.document(repeat)
    taken: dict[str, list[float]] = {"process": [], "thread": []}
    held: dict[str, list[float]] = {"process": [], "thread": []}
    for number in range(ROUNDS + 1):
        for side, make in (("process", _in_process), ("thread", _in_thread)):
            edited = _edited(document, number)
            seconds, busy = make(turn, process, edited, number + 1)
            if number:
                taken[side].append(seconds)
                held[side].append(busy)
    sides = {
        OURS: Side(statistics.median(taken["process"])),
        "in a thread": Side(statistics.median(taken["thread"])),
    }
    waits = {
        OURS: Side(statistics.median(held["process"])),
        "in a thread": Side(statistics.median(held["thread"])),
    }
    return [
        Row("Preview: from an edit to the page's picture", name, repeat, sides, most_seconds=0.3),
        Row("Preview: a key's work in the window meanwhile", name, repeat, waits,
            reach={"in a thread": 1.1}),
    ]  # fmt: skip


def _edited(document: Document, number: int) -> Document:
    at = len(document.blocks) // 2
    block = document.blocks[at]
    changed = replace(block, text=f"{block.text} lần {number}")  # type: ignore[union-attr]
    return replace(document, blocks=(*document.blocks[:at], changed, *document.blocks[at + 1 :]))


def _in_process(
    turn: Callable[[], None], process: object, document: Document, edition: int
) -> tuple[float, float]:
    from ui.editor.preview import PreviewProcess
    from ui.pages import draw_page

    assert isinstance(process, PreviewProcess)
    shown: list[Shown] = []
    judged: list[Judged] = []
    process.shown.connect(shown.append)
    process.judged.connect(judged.append)
    began = time.perf_counter()
    process.ask(Asked(edition=edition, document=document))
    busy = _wait(turn, lambda: bool(shown))
    draw_page(shown[0].pdf, shown[0].pages // 2, SCALE)
    seconds = time.perf_counter() - began
    _wait(turn, lambda: bool(judged))
    process.shown.disconnect()
    process.judged.disconnect()
    return seconds, busy


def _in_thread(
    turn: Callable[[], None], process: object, document: Document, edition: int
) -> tuple[float, float]:
    import threading

    from ui.pages import draw_page, page_sizes

    done = threading.Event()

    def work() -> None:
        made = papers.pdf(document)
        draw_page(made, len(page_sizes(made)) // 2, SCALE)
        done.set()

    began = time.perf_counter()
    threading.Thread(target=work).start()
    busy = _wait(turn, done.is_set)
    return time.perf_counter() - began, busy


def _wait(turn: Callable[[], None], ready: Callable[[], bool]) -> float:
    """Turn the window's loop until ``ready``; return what a key took at the 95th percentile."""
    taken = []
    while not ready():
        began = time.perf_counter()
        time.sleep(TICK)  # until a key is struck
        turn()
        _key()
        taken.append(time.perf_counter() - began - TICK)
    taken.sort()
    return taken[int(len(taken) * 0.95)] if taken else 0.0


def _key() -> int:
    total = 0
    for number in range(WORK):
        total += number
    return total


if __name__ == "__main__":
    for row in rows():
        print(row)
