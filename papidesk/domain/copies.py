"""Certified copies: sao y, sao lục, trích sao (NĐ 30/2020, Điều 25 to 27; Phụ lục I, phần II)."""

from __future__ import annotations

import datetime
from typing import Literal, get_args

from papidesk.domain import issuer_name, wording
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.issuing import number_text
from papidesk.domain.kinds import kinds
from papidesk.domain.office import Office, symbol_for, valid_on
from papidesk.domain.paper import HEAD_WIDTH_EM, Foot, signed
from papidesk.domain.people import Signature
from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError

CopyForm = Literal["SY", "SL", "TrS"]
FORMS: tuple[CopyForm, ...] = get_args(CopyForm)
COPY_NAMES: dict[CopyForm, str] = {"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"}
# All copies of an office are counted in one series, from 01 each year (Phụ lục I, phần II, mục 3).
COPY_SERIES = "copies"
ARCHIVE = "Lưu: VT."
# Vietnam's time, as an electronic copy tells it (ISO 8601, Phụ lục I, mục II.8).
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


class BadPagesError(PapiDeskError):
    """Pages that the paper does not have, or that are not written as pages."""

    message = N_(
        "“{pages}” are not pages of this paper: it has {count}. Write pages as 2 or 2-3 or 1,3-4."
    )


class CertifiedCopy(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What stands under a copied text: form, copying office, number, place and date, signature.

    ``superior`` and ``issuer`` are in capitals as in a paper's head; ``symbol`` is "SY-UBND";
    ``recipients`` are lines without dash.
    """

    form: CopyForm
    issuer: str
    superior: str = ""
    number: str | None = None
    symbol: str = ""
    place: str = ""
    date: IssueDate = IssueDate()
    signature: Signature = Signature()
    recipients: tuple[str, ...] = ()


class PrintedCopy(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The words of a copy's own part, in the order of mẫu 3.1."""

    form: str
    superior: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    number: str = ""
    place_date: str = ""
    foot: Foot = Foot()


def offered(office: Office, form: CopyForm, number: int, day: datetime.date) -> CertifiedCopy:
    """Return the copy that ``office`` would make on ``day``, signed by its first signer."""
    signers = valid_on(office.signers, day)
    return CertifiedCopy(
        form=form,
        superior=office.superior_line.upper(),
        issuer=office.issuer,
        number=number_text(number),
        symbol=symbol_for(office, form),
        place=office.place,
        date=IssueDate.of(day),
        signature=signers[0].signature() if signers else Signature(),
        recipients=(ARCHIVE,),
    )


def printed_copy(copy: CertifiedCopy) -> PrintedCopy:
    """Return the words of a copy on paper (Phụ lục I, phần II, mục 2; mẫu 3.1)."""
    signature = signed(copy.signature)
    return PrintedCopy(
        form=COPY_NAMES[copy.form],
        superior=issuer_name.lines(copy.superior, HEAD_WIDTH_EM),
        issuer=issuer_name.lines(copy.issuer, HEAD_WIDTH_EM),
        number=wording.number_line(copy.number, copy.symbol),
        place_date=wording.place_date(copy.place, copy.date),
        foot=Foot(
            recipients=tuple(f"- {item}" for item in wording.listed(copy.recipients)),
            titles=signature.titles,
            other_titles=signature.other_titles,
            name=signature.name,
        ),
    )


def electronic_text(copy: CertifiedCopy, moment: datetime.datetime) -> str:
    """Return "SAO Y; Ủy ban nhân dân xã An Hòa; 05/02/2026; 14:30:00 +07:00" (mẫu 3.2).

    ``moment`` is any time with a zone; it is told in Vietnam's.
    """
    local = moment.astimezone(VIETNAM)
    name = issuer_name.running(copy.issuer)
    return f"{COPY_NAMES[copy.form]}; {name}; {local:%d/%m/%Y}; {local:%H:%M:%S} +07:00"


def abstract_of(form: CopyForm, title: str) -> str:
    """Return how a copy stands in the register: "Sao y: Kế hoạch số 05/KH-UBND …"."""
    return f"{COPY_NAMES[form].capitalize()}: {title}"


def title_of(document: Document) -> str:
    """Return a copied document in one line: "Kế hoạch số 05/KH-UBND nâng cao Chỉ số PAPI"."""
    known = kinds().get(document.kind)
    number = f"số {wording.full_number(document.number, document.symbol)}"
    about = wording.lowered(document.abstract) if known else document.abstract
    parts = (known.title if known else "", number if document.number else "", about)
    return " ".join(part for part in parts if part)


def pages_of(text: str, count: int) -> list[int]:
    """Return the indexes of the pages "2-3" or "1,3-4" names, all of ``count`` for "".

    Raises :class:`BadPagesError` for pages that do not exist.
    """
    if not text.strip():
        return list(range(count))
    wanted: set[int] = set()
    for part in text.replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        last = last if dash else first
        if not (first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6):
            raise BadPagesError(pages=text[:40], count=count)
        if not 1 <= int(first) <= int(last) <= count:
            raise BadPagesError(pages=text[:40], count=count)
        wanted.update(range(int(first) - 1, int(last)))
    return sorted(wanted)
