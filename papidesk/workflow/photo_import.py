"""Entries of the log made from photos: grouped by the day they were taken, evidence attached."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from papidesk.domain.activity import Activity
from papidesk.domain.ids import new_id
from papidesk.domain.manuscript import Remark
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.photos import pictures
from papidesk.photos.metadata import DaySource
from papidesk.storage import audit
from papidesk.storage.store import Store
from papidesk.workflow import evidence, log
from papidesk.workflow.evidence import Attached

Progress = Callable[[int, int], None]
Grouping = Literal["day", "photo", "all"]
MOST_PHOTOS = 2_000


class NoPhotosError(PapiDeskError):
    """A choice without photos."""

    message = N_("There are no photos among what was chosen. Choose JPEG or PNG files.")


class TooManyPhotosError(PapiDeskError):
    """More photos than are taken in at once."""

    message = N_("{count} photos are too many at once: choose at most {limit}.")


class PhotoProposal(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A photo as it may become evidence: its day and what says so ("file" is not to be relied on).

    ``problem`` says why it cannot be shown or shrunk; it can be kept as a file all the same.
    ``thumbnail`` is a JPEG, empty where there is none.
    """

    path: Path
    name: str
    size: int
    day: datetime.date | None = None
    source: DaySource = ""
    thumbnail: bytes = b""
    has_place: bool = False
    problem: Remark | None = None


class PhotoGroup(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Photos that become one entry; ``activity`` is that entry, its title still to be written."""

    photos: tuple[PhotoProposal, ...]
    activity: Activity

    @property
    def sure(self) -> bool:
        """Tell whether the photos themselves say their day."""
        return all(photo.source in ("exif", "name") for photo in self.photos)


class PhotosTaken(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What came of it: the batch, the ids of its entries, and what to say about some photos."""

    batch: str
    entries: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()


def photos_of(paths: Iterable[Path]) -> list[Path]:
    """Return the photos among ``paths``, those in folders too, by name."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found.update(dict.fromkeys(one for one in inside if pictures.is_photo(one)))
    return [path for path in found if path.is_file()]


def read(
    paths: Iterable[Path],
    progress: Progress | None = None,
    *,
    today: datetime.date | None = None,
    points: int = 160,
) -> list[PhotoProposal]:
    """Return the photos among ``paths`` with their days and small pictures, by day and name.

    ``progress`` hears how many of how many are read, and may raise to break off. Raises
    :class:`NoPhotosError`, :class:`TooManyPhotosError`.
    """
    chosen = photos_of(paths)
    if not chosen:
        raise NoPhotosError
    if len(chosen) > MOST_PHOTOS:
        raise TooManyPhotosError(count=len(chosen), limit=MOST_PHOTOS)
    today = today or datetime.date.today()
    found = []
    for number, path in enumerate(chosen):
        if progress is not None:
            progress(number, len(chosen))
        found.append(_proposal(path, today, points))
    return sorted(found, key=lambda one: (one.day or datetime.date.max, one.name))


def _proposal(path: Path, today: datetime.date, points: int) -> PhotoProposal:
    day = pictures.day_of_file(path, today=today)
    made = PhotoProposal(
        path=path, name=path.name, size=path.stat().st_size, day=day.day, source=day.source
    )
    try:
        info = pictures.look(path, today=today)
        small = pictures.thumbnail(path, points)
    except pictures.UnreadablePhotoError as error:
        values = {name: str(value) for name, value in error.values.items()}
        return replace(made, problem=Remark(message=error.message, values=dict(values)))
    return replace(made, thumbnail=small, has_place=info.has_place)


def grouped(
    photos: Sequence[PhotoProposal],
    by: Grouping = "day",
    *,
    title: str = "",
    today: datetime.date | None = None,
) -> list[PhotoGroup]:
    """Return the photos as the entries they may become: one a day, one a photo, or one for all.

    A photo without a day stands for today until somebody chooses it.
    """
    groups: dict[object, list[PhotoProposal]] = {}
    for at, photo in enumerate(photos):
        key: object = {"day": photo.day, "photo": at, "all": ""}[by]
        groups.setdefault(key, []).append(photo)
    made = []
    for group in groups.values():
        days = [photo.day for photo in group if photo.day is not None]
        day = min(days, default=today or datetime.date.today())
        activity = Activity(date=day, title=title, came="photos")
        made.append(PhotoGroup(photos=tuple(group), activity=activity))
    return made


def take(
    store: Store,
    groups: Sequence[PhotoGroup],
    *,
    who: str,
    reason: str = "",
    shrink: bool = True,
    progress: Progress | None = None,
) -> PhotosTaken:
    """Add an entry for each group with its photos as evidence: all of them, or none.

    The photos themselves stay where they are. ``progress`` hears how many of how many photos are
    done, and may raise to break off: then nothing is kept. Raises as
    :func:`papidesk.workflow.log.add` and :func:`papidesk.workflow.evidence.attach_file` do.
    """
    if not any(group.photos for group in groups):
        raise NoPhotosError
    batch = new_id()
    total = sum(len(group.photos) for group in groups)
    # The slow part comes before the unit of work: others may write meanwhile.
    ready: list[list[Attached]] = []
    done = 0
    for group in groups:
        ready.append([])
        for photo in group.photos:
            if progress is not None:
                progress(done, total)
            ready[-1].append(evidence.prepare(store, photo.path, shrink=shrink))
            done += 1
    entries = []
    with store.joined():
        for group, files in zip(groups, ready, strict=True):
            activity = replace(group.activity, came="photos", batch=batch)
            kept = log.add(store, activity, who=who, reason=reason)
            entries.append(kept.id)
            for file in files:
                evidence.attach_prepared(store, "activity", kept.id, file, who=who)
        audit.add(store, "log.photos", who=who, subject=batch, detail=f"{len(entries)} {total}")
    remarks = tuple(file.remark for files in ready for file in files if file.remark)
    return PhotosTaken(batch=batch, entries=tuple(entries), remarks=remarks)
