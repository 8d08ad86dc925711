"""One file for who looks after the program: crash reports and what was done, without names.

No word of any document, no name of a person and no folder of theirs goes into it: names become
"person 1", the details of acts stay here, and of an error only its kind and place are told.
"""

from __future__ import annotations

import contextlib
import csv
import io
import platform
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from papidesk import __version__
from papidesk.domain.record import Record
from papidesk.storage import audit
from papidesk.storage.schema import SCHEMA_VERSION
from papidesk.storage.store import Store
from papidesk.workflow.files import not_written

DAYS = 90
MOST_ACTS, MOST_REPORTS = 20_000, 50
SUFFIX = ".zip"
# "papidesk.x.SomeError: what it says" – what it says may quote a document.
_SAID = re.compile(r"^(?P<kind>[\w.]+(?:\([^)]*\))?):.*$")
_KEPT = re.compile(
    r"^(PapiDesk |Python |\d{4}-\d\d-\d\d |Traceback |During handling|The above |\s)"
)
_HOME = re.compile(r"(?:[A-Za-z]:\\Users\\|/home/|/Users/)[^\\/\"']+")


class LogFile(Record, frozen=True, kw_only=True):
    """What was written, and how much is in it."""

    path: Path
    reports: int
    acts: int


def export(store: Store, reports: Path, target: Path, *, now: datetime | None = None) -> LogFile:
    """Write the log of the last 90 days into the ZIP file ``target``.

    ``reports`` is the folder of crash reports; it need not be there. Raises what a full disk or a
    folder that cannot be written is refused with.
    """
    since = (now or datetime.now(UTC)) - timedelta(days=DAYS)
    rows = [entry for entry in audit.entries(store, limit=MOST_ACTS) if _at(entry.at) >= since]
    texts = _reports(reports)
    part = target.with_name(f"{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("program.txt", _program(store))
            archive.writestr("acts.csv", _acts(rows))
            for name, text in texts:
                archive.writestr(f"crash-reports/{name}", text)
        part.replace(target)
    except OSError as error:
        raise not_written(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return LogFile(path=target, reports=len(texts), acts=len(rows))


def cleared(text: str) -> str:
    """Return a crash report without what errors say and without names of folders at home."""
    kept = []
    for line in text.splitlines():
        found = _SAID.match(line)
        if _KEPT.match(line) or not line.strip():
            kept.append(line)
        elif found:
            kept.append(found["kind"])
    return _HOME.sub("~", "\n".join(kept)) + "\n"


def _program(store: Store) -> str:
    lines = [
        f"PapiDesk {__version__}, schema {SCHEMA_VERSION}",
        f"Python {platform.python_version()}, {platform.platform()}",
        f"{store.value('SELECT count(*) FROM documents')} documents",
    ]
    return "\n".join(lines) + "\n"


def _acts(rows: list[audit.AuditEntry]) -> str:
    """Return the acts as CSV, oldest first, persons numbered in the order they appear."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("at", "who", "act", "subject"))
    persons: dict[str, str] = {"": ""}
    for entry in reversed(rows):
        who = persons.setdefault(entry.who, f"person {len(persons)}")
        writer.writerow((entry.at, who, entry.act, entry.subject))
    return out.getvalue()


def _reports(folder: Path) -> list[tuple[str, str]]:
    """Return the latest crash reports, cleared; what cannot be read is left out."""
    found = sorted(folder.glob("crash-*.txt"), reverse=True)[:MOST_REPORTS]
    texts = []
    for path in found:
        with contextlib.suppress(OSError):
            texts.append((path.name, cleared(path.read_text(encoding="utf-8", errors="replace"))))
    return texts


def _at(stored: str) -> datetime:
    moment = datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
