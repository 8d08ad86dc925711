"""Certified copies: sao y, sao lục, trích sao (NĐ 30/2020, Điều 25 to 27; Phụ lục I, phần II)."""

from __future__ import annotations

from typing import Literal

from papidesk.domain.document import IssueDate
from papidesk.domain.people import Signature
from papidesk.domain.record import Record

CopyForm = Literal["SY", "SL", "TrS"]
COPY_NAMES: dict[CopyForm, str] = {"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"}
# All copies of an office are counted in one series, from 01 each year (Phụ lục I, phần II, mục 3).
COPY_SERIES = "copies"


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
