"""The work behind the queue, away from the window: one file after the other, each result told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from papidesk.bundles.key_file import SUFFIX as KEY_SUFFIX
from papidesk.domain.bundle import ENCRYPTED_SUFFIX, SUFFIX
from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, Task
from ui.context import Context
from ui.exchange.key_password import run_with_key

if TYPE_CHECKING:
    from papidesk.workflow.receiving_folder import FileResult


class Results(QObject):
    """Carries the result of each file from the worker's thread to the window's."""

    found = Signal(object)


def bundles_of(paths: Iterable[Path]) -> list[Path]:
    """Return ``paths`` with the bundles of folders in their place, by name, each once.

    Of a folder only bundles are taken; key files stay out, they are compared one by one. Raises
    OSError for a folder that cannot be read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if is_folder(path):
            found |= dict.fromkeys(sorted(one for one in path.iterdir() if is_bundle(one)))
        elif not is_key_file(path):
            found[path] = None
    return list(found)


def is_bundle(path: Path) -> bool:
    """Tell whether a file is called like a bundle."""
    return path.name.lower().endswith((SUFFIX, ENCRYPTED_SUFFIX)) and path.is_file()


def is_folder(path: Path) -> bool:
    """Tell whether ``path`` is a folder; what cannot even be asked is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_key_file(path: Path) -> bool:
    """Tell whether a file is called like a key file."""
    return path.suffix.lower() == KEY_SUFFIX


def has_keys(paths: Iterable[Path]) -> bool:
    """Tell whether there is a key file among ``paths`` or in their folders."""
    return any(
        any(map(is_key_file, path.iterdir())) if is_folder(path) else is_key_file(path)
        for path in paths
    )


def run(
    owner: QWidget,
    context: Context,
    paths: list[Path],
    *,
    result: Callable[[FileResult], None],
    done: Callable[[int], None],
    failed: Callable[[Exception], None],
) -> Task:
    """Take ``paths`` in, one after the other; ``result`` is told of each in the window's thread."""
    results = Results(owner)
    results.found.connect(result)
    return run_with_key(
        owner, context, partial(_ran, context, paths, results), done=done, failed=failed,
        title=_("Taking bundles in"),
    )  # fmt: skip


def _ran(context: Context, paths: list[Path], results: Results, password: str, job: Job) -> int:
    from papidesk.workflow import receiving_folder

    count = 0
    job.step(0, len(paths))
    with workspaces.open_store(context.workspace) as store:
        for one in receiving_folder.run(
            store, paths, who=context.who, password=password, cancelled=lambda: job.stopped
        ):  # fmt: skip
            count += 1
            results.found.emit(one)
            job.step(count, len(paths))
    return count
