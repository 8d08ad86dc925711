"""One workspace with a half-year in it, for tests that only read."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path

from papidesk.storage.store import Store
from papidesk.workflow import demo, log, workspaces
from tests.workflow.conftest import WHO
from tests.workflow.reports.half_year import of_half_year


@cache
def store_of_half_year() -> Store:
    """Return a workspace with the log of a half-year; nobody changes it."""
    folder = tempfile.TemporaryDirectory()
    made = workspaces.create(Path(folder.name) / "x", demo.sample_offices()[0], who=WHO)
    log.add_all(made.store, of_half_year(), who=WHO)
    atexit.register(folder.cleanup)
    atexit.register(made.close)
    return made.store
