"""The own key on paper, and what its QR code shows on the screen."""

from __future__ import annotations

import datetime
from pathlib import Path

from papidesk.domain.key_sheet import KeySheet
from papidesk.storage.clock import moment
from papidesk.storage.store import Store
from papidesk.workflow import identity, offices
from papidesk.workflow.files import must_end, write_whole
from papidesk.workflow.papers import real_times


def of_own(store: Store, *, today: datetime.date) -> KeySheet:
    """Return what the sheet of the own key says."""
    own = identity.own(store)
    made = next((key.since for key in identity.former(store) if key.keyid == own.keyid), "")
    return KeySheet(
        name=own.name,
        unit=own.unit,
        keyid=own.keyid,
        groups=own.groups,
        words=own.words,
        made_on=moment(made).astimezone().date() if made else None,
        printed_on=today,
        place=offices.on(store, today).place,
    )


def squares(sheet: KeySheet) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the sheet's QR code, True for dark, for the screen."""
    from papidesk.printing import qr

    return qr.modules(sheet.code)


def pdf(store: Store, *, today: datetime.date) -> bytes:
    """Return the sheet of the own key as a PDF of one page."""
    from papidesk.printing import key_sheet

    return key_sheet.drawn(of_own(store, today=today), fonts=real_times())


def write(store: Store, target: Path, *, today: datetime.date) -> Path:
    """Write the sheet to ``target`` (.pdf) and return it; raises NotWrittenError."""
    must_end(target, ".pdf")
    return write_whole(target, pdf(store, today=today))
