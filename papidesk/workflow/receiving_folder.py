"""Many bundles from one folder: each by itself, one result each; a bad one stops no other."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal

from msgspec import field

from papidesk.bundles.failures import BrokenOffError, BundleError, NoRoomError
from papidesk.bundles.failures import DiskFullError as NoDiskLeftError
from papidesk.domain.bundle import ENCRYPTED_SUFFIX, SUFFIX
from papidesk.domain.exchange import ReceivedState
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import say
from papidesk.storage import backups
from papidesk.storage.failures import DiskFullError
from papidesk.storage.store import Store
from papidesk.workflow import receiving
from papidesk.workflow.receiving import NOT_ABOUT_THE_FILE
from papidesk.workflow.receiving_refusals import HeldError, OwnBundleError

# "known" was taken in before, "own" was sent from here: the stick comes back with it; "failed" says
# nothing about the file (a full disk, a locked key).
FileState = Literal[ReceivedState, "known", "own", "failed"]
FILE_STATES: dict[FileState, str] = {
    "waiting": N_("Waiting"),
    "applied": N_("Taken in"),
    "refused": N_("Refused"),
    "superseded": N_("Overtaken by a later one"),
    "declined": N_("Put aside"),
    "undone": N_("Undone"),
    "known": N_("Taken in before"),
    "own": N_("Made here"),
    "failed": N_("Failed"),
}
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class NoBundlesError(PapiDeskError):
    """A folder without bundles."""

    message = N_("There is no bundle (.papi, .papi.age) in {path}. Choose another folder.")


class FileResult(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one file: counts by state of line; ``code`` and ``reason`` where it was not.

    ``received`` is its row in the history, "" where there is none.
    """

    path: Path
    state: FileState
    counts: dict[str, int] = field(default_factory=dict)
    code: str = ""
    reason: str = ""
    unit: str = ""
    unit_name: str = ""
    kind: str = ""
    period: str = ""
    received: str = ""


def files(folder: Path) -> list[Path]:
    """Return the bundles in ``folder`` by name; raises :class:`NoBundlesError`.

    By name is by unit, period, kind and number, so that earlier ones come first.
    """
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.name.endswith((SUFFIX, ENCRYPTED_SUFFIX)) and path.is_file()
        ]
    except OSError as error:
        raise NoBundlesError(path=folder) from error
    if not found:
        raise NoBundlesError(path=folder)
    return sorted(found, key=lambda path: path.name)


def run(
    store: Store,
    folder: Path | Iterable[Path],
    *,
    who: str,
    password: str = "",
    agree: Collection[str] = (),
    dry: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    now: datetime.datetime | None = None,
) -> Iterator[FileResult]:
    """Take in the bundles of a folder (or the files given), one after the other, and tell of each.

    What a person must decide about is kept and waits, unless ``agree`` names why it is held
    ("conflicts", "fork", "new-database"). A refused file, or one
    that cannot be read, stops nothing; a full disk does. What was sent from here is passed over
    and leaves nothing in the history. One backup is made before the first.
    ``progress`` gets (files done, all); when ``cancelled`` answers yes it ends after the file it
    is at: what was taken in stays. ``dry`` looks only.
    """
    queue = files(folder) if isinstance(folder, Path) else list(folder)
    if not dry:
        backups.make(store, reason="before_receiving", now=now)
    for done, path in enumerate(queue):
        if progress is not None:
            progress(done, len(queue))
        if cancelled is not None and cancelled():
            return
        try:
            yield _one(
                store, path, who=who, password=password, agree=agree, dry=dry,
                cancelled=cancelled, now=now,
            )  # fmt: skip
        except BrokenOffError:
            return
    if progress is not None:
        progress(len(queue), len(queue))


def _one(
    store: Store,
    path: Path,
    *,
    who: str,
    password: str,
    agree: Collection[str],
    dry: bool,
    cancelled: Cancelled | None,
    now: datetime.datetime | None,
) -> FileResult:
    try:
        with receiving.look(
            store, path, who=who, password=password, remember=not dry, cancelled=cancelled, now=now
        ) as incoming:
            return _decided(store, incoming, path, who=who, agree=agree, dry=dry, now=now)
    except (BrokenOffError, NoRoomError, NoDiskLeftError, DiskFullError):
        raise
    except NOT_ABOUT_THE_FILE as error:
        return FileResult(path=path, state="failed", code=error.code, reason=say(error))
    except OwnBundleError as error:
        return FileResult(path=path, state="own", code=error.code, reason=say(error))
    except BundleError as error:
        return FileResult(path=path, state="refused", code=error.code, reason=say(error))
    except PapiDeskError as error:
        # A key that cannot be opened, a row that is damaged, what somebody changed meanwhile.
        return FileResult(path=path, state="failed", reason=say(error))


def _decided(
    store: Store,
    incoming: receiving.Incoming,
    path: Path,
    *,
    who: str,
    agree: Collection[str],
    dry: bool,
    now: datetime.datetime | None,
) -> FileResult:
    plan = incoming.plan
    sender, reason = plan.manifest.sender, ""
    if dry:
        state: FileState = (
            "superseded" if plan.superseded else "waiting" if plan.hold else "applied"
        )
        row = ""
    else:
        try:
            taken = receiving.take(
                store, incoming, who=who, agree=plan.hold in agree, backup=False, now=now
            )
        except HeldError as error:
            reason = say(error)
            taken = receiving.put_off(store, incoming, who=who, now=now)
        state, row = taken.state, taken.id
    return FileResult(
        path=path,
        state="known" if plan.already else state,
        counts={name: count for name, count in plan.counts.items() if count},
        code=plan.hold if reason else "",
        reason=reason,
        unit=sender.unit,
        unit_name=sender.name,
        kind=plan.manifest.kind,
        period=plan.manifest.covers.period,
        received=row or plan.already,
    )
