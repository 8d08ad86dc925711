"""Catalogues as one file: written for another office, read as a plan first, taken in as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from papidesk.domain.cleaning import cleaned
from papidesk.domain.record import BadRecordError, Record, from_plain, plain, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import catalogue
from papidesk.storage.clock import stored_time
from papidesk.storage.store import Store
from papidesk.workflow import catalogue_entries as entries
from papidesk.workflow import offices

CATALOGUE_SUFFIX = ".papidm"
FORMAT, VERSION = "papidesk-catalogue", 1
FILE_LIMIT = 20_000_000  # bytes; all of ours have a two-hundredth of it
ENTRY_LIMIT = 5_000
State = Literal["new", "changed", "unchanged", "refused"]


class CatalogueFileError(PapiDeskError):
    """A file that is no file of catalogues, or no whole one."""


class NotACatalogueFileError(CatalogueFileError):
    """Something else than a file of catalogues."""

    message = N_(
        "“{name}” is no file of catalogues (.papidm) of this program. Ask for the file again, "
        "exported from the settings of the other office."
    )


class CatalogueTooLargeError(CatalogueFileError):
    """A file beyond any catalogue."""

    message = N_("“{name}” is too large for a file of catalogues. Ask for the right file.")


class NewerCatalogueError(CatalogueFileError):
    """A file of a later program."""

    message = N_(
        "“{name}” was made by a newer version of the program. Update this program, then import the "
        "file again."
    )


class ChangedCatalogueError(CatalogueFileError):
    """A file that is not what was exported."""

    message = N_(
        "“{name}” is not what was exported: it was damaged on its way or changed by hand. Ask for "
        "the file again; nothing was taken in."
    )


class EntryShapeError(CatalogueFileError):
    """An entry that does not have the fields of its catalogue."""

    message = N_(
        "This entry is not written as entries of this catalogue are. Ask the other office to "
        "export it again."
    )


class TwiceInFileError(CatalogueFileError):
    """The same entry once more."""

    message = N_("The code “{code}” stands twice in the file; the first one counts.")


class ImportLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of the file: what would become of it, and why not where it is refused.

    ``problem`` is a :class:`~papidesk.errors.PapiDeskError`; ``before`` is the entry as it is now.
    """

    kind: str
    code: str
    title: str
    state: State
    record: Any = None
    before: Any = None
    problem: Any = None


class CatalogueImport(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a file holds and would change; nothing is written. ``office`` is who exported it."""

    name: str
    office: str = ""
    made_at: str = ""
    lines: tuple[ImportLine, ...] = ()

    def of(self, state: State) -> list[ImportLine]:
        """Return the lines of one state."""
        return [line for line in self.lines if line.state == state]


class TakenIn(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was taken in, with what was there before, for :func:`take_back`."""

    lines: tuple[ImportLine, ...] = ()


def export_file(store: Store, target: Path, kinds: Iterable[str] = ()) -> Path:
    """Write the catalogues ``kinds`` (all when empty) to ``target`` and return it.

    Raises a :class:`~papidesk.workflow.files.NotWrittenError`, and
    :class:`~papidesk.workflow.catalogue_entries.UnknownKindError`.
    """
    from papidesk.workflow.files import must_end, write_whole

    must_end(target, CATALOGUE_SUFFIX)
    chosen = list(kinds) or list(entries.KINDS)
    content = {name: [plain(record) for record in entries.entries(store, name)] for name in chosen}
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": stored_time(),
        "office": offices.current(store).full_name,
        "sha256": _fingerprint(content),
        "catalogues": content,
    }
    return write_whole(target, json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n")


def read_file(store: Store, path: Path) -> CatalogueImport:
    """Return what the file at ``path`` would change; nothing is written.

    Raises a :class:`CatalogueFileError`, and what reading a file refuses with.
    """
    from papidesk.workflow.reading import file_state, read_whole

    size, _ = file_state(path)
    if size > FILE_LIMIT:
        raise CatalogueTooLargeError(name=path.name)
    whole = _parsed(read_whole(path), path.name)
    content = whole["catalogues"]
    if sum(len(rows) for rows in content.values()) > ENTRY_LIMIT:
        raise CatalogueTooLargeError(name=path.name)
    return CatalogueImport(
        name=path.name,
        office=_line(whole.get("office")),
        made_at=_line(whole.get("made_at")),
        lines=tuple(_planned(store, content)),
    )


def take(
    store: Store,
    found: CatalogueImport,
    *,
    who: str,
    only: Collection[tuple[str, str]] | None = None,
    now: datetime | None = None,
) -> TakenIn:
    """Keep what is new and changed in one unit of work and return it, for :func:`take_back`.

    ``only`` are the (catalogue, code) to take. What changed here since the file was read is judged
    anew; refused lines are left out.
    """
    wanted = [
        line
        for line in found.lines
        if line.record is not None and (only is None or (line.kind, line.code) in only)
    ]
    taken = []
    with store.joined():
        for line in _judged(store, wanted):
            if line.state in ("new", "changed"):
                catalogue.put(store, line.kind, line.code, line.record, who=who, now=now)
                taken.append(line)
        for name in {line.kind for line in taken}:
            entries.let_follow(store, name)
    return TakenIn(lines=tuple(taken))


def take_back(store: Store, taken: TakenIn, *, who: str) -> None:
    """Make the entries what they were before :func:`take`; versions keep both."""
    with store.joined():
        for line in reversed(taken.lines):
            entries.put_back(store, line.kind, line.code, line.before, who=who)


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotACatalogueFileError(name=name) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise NotACatalogueFileError(name=name)
    version = whole.get("version")
    if not isinstance(version, int) or version < 1:
        raise NotACatalogueFileError(name=name)
    if version > VERSION:
        raise NewerCatalogueError(name=name)
    content = whole.get("catalogues")
    if not isinstance(content, dict) or not all(isinstance(row, list) for row in content.values()):
        raise NotACatalogueFileError(name=name)
    if _fingerprint(content) != whole.get("sha256"):
        raise ChangedCatalogueError(name=name)
    return whole


def _planned(store: Store, content: Mapping[str, Sequence[object]]) -> list[ImportLine]:
    lines: list[ImportLine] = []
    seen: set[tuple[str, str]] = set()
    for name, rows in content.items():
        for row in rows:
            line = _read(name, row)
            key = (line.kind, line.code)
            if line.record is not None and key in seen:
                twice = TwiceInFileError(code=line.code)
                line = replace(line, state="refused", problem=twice, record=None)
            seen.add(key)
            lines.append(line)
    judged = iter(_judged(store, [line for line in lines if line.record is not None]))
    return [next(judged) if line.record is not None else line for line in lines]


def _read(name: str, row: object) -> ImportLine:
    shown = row if isinstance(row, dict) else {}
    title = _line(shown.get("name") or shown.get("code") or shown.get("province") or name)
    code = _line(shown.get("code"))
    try:
        of = entries.kind(name)
        record = cleaned(from_plain(of.record, row))
        return ImportLine(
            kind=name, code=of.code(record), title=of.title(record), state="new", record=record
        )
    except BadRecordError:
        problem = EntryShapeError()
        return ImportLine(kind=name[:60], code=code, title=title, state="refused", problem=problem)
    except entries.UnknownKindError as error:
        return ImportLine(kind=name[:60], code=code, title=title, state="refused", problem=error)


def _judged(store: Store, lines: Sequence[ImportLine]) -> list[ImportLine]:
    """Return ``lines`` with their states, judged among what is here and in the file together."""
    here = {name: _by_code(store, name) for name in entries.KINDS}
    ours = {name: entries.ours(name) for name in entries.KINDS}
    together = {name: dict(known) for name, known in here.items()}
    for line in lines:
        together[line.kind][line.code] = line.record
    found = []
    for line in lines:
        before = here[line.kind].get(line.code)
        found.append(_judge(store, line, before, line.code in ours[line.kind], together))
    return found


def _judge(
    store: Store,
    line: ImportLine,
    before: Any,
    ours: bool,
    together: Mapping[str, Mapping[str, Any]],
) -> ImportLine:
    line = replace(line, before=before)
    # What the other program brought along is not the other office's word: ours stands.
    if ours and not line.record.own:
        return replace(line, state="unchanged", record=before or line.record)
    record = replace(line.record, own=True)
    if before is not None and replace(before, own=True) == record:
        return replace(line, state="unchanged", record=record)
    try:
        entries.kind(line.kind).check(lambda name: list(together[name].values()), record)
        entries.check_change(store, before, record)
    except PapiDeskError as error:
        return replace(line, state="refused", problem=error)
    return replace(line, state="new" if before is None else "changed", record=record)


def _by_code(store: Store, name: str) -> dict[str, Any]:
    code = entries.kind(name).code
    return {code(record): record for record in entries.entries(store, name)}


def _fingerprint(content: object) -> str:
    """Return the SHA-256 of the catalogues, however the file is indented."""
    try:
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
    except (ValueError, RecursionError):  # lone halves of letters
        return ""


def _line(value: object) -> str:
    return " ".join(str(value).split())[:200] if isinstance(value, str) else ""
