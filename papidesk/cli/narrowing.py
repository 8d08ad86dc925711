"""What lists and figures are narrowed by: a name nobody knows is refused, it would count as 0."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from papidesk.errors import N_, PapiDeskError

if TYPE_CHECKING:
    from papidesk.storage.store import Store


class UnknownUnitError(PapiDeskError):
    """A name that no unit has, no task and no entry."""

    message = N_("No unit of the office, of a task or of an entry is called “{unit}”.")


class UnlikeUnitError(UnknownUnitError):
    """The same, with the name that is most like it."""

    message = N_(
        "No unit of the office, of a task or of an entry is called “{unit}”. Is “{nearest}” meant?"
    )


def units(store: Store, names: Iterable[str]) -> tuple[str, ...]:
    """Return ``names``; raises :class:`UnknownUnitError` for one that nobody has."""
    from papidesk.domain.unit_names import key
    from papidesk.workflow.log_doubts import Units

    chosen = tuple(names)
    if not chosen:
        return ()
    known = Units(store)
    for name in chosen:
        if key(name) not in known.names and key(name) not in known.others:
            near = known.nearest(name)
            if near:
                raise UnlikeUnitError(unit=name[:80], nearest=near)
            raise UnknownUnitError(unit=name[:80])
    return chosen


def dimensions(store: Store, codes: Iterable[str]) -> tuple[str, ...]:
    """Return ``codes``; raises :class:`UnknownDimensionError` for one PAPI never had."""
    from papidesk.workflow import catalogues
    from papidesk.workflow.task_checks import UnknownDimensionError

    asked = tuple(codes)
    known = {one.code for one in catalogues.all_dimensions(store)} if asked else set()
    for code in asked:
        if code.strip().upper() not in known:
            raise UnknownDimensionError(code=code[:40])
    return tuple(code.strip().upper() for code in asked)


def channels(store: Store, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of channels told by code or name; raises what an unknown one raises."""
    from papidesk.workflow import catalogues

    return tuple(
        (catalogues.find_channel(store, text) or catalogues.channel(store, text)).code
        for text in texts
    )
