"""A finished document turned into a template: what belongs to its year and office gives way."""

from __future__ import annotations

import re

from papidesk.domain.document import Document
from papidesk.domain.office import Office
from papidesk.domain.record import replace
from papidesk.drafting.markup_writing import write
from papidesk.drafting.source import TemplateSource
from papidesk.drafting.source import write as write_source

_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/-]|\.\d)")


def source_of(document: Document, *, name: str, office: Office) -> str:
    """Return the text of a template that makes ``document`` again for another year.

    The year of the document, the years beside it and the names of office and superior become
    placeholders; numbers and dates of what it cites stay: they are looked at when it is used.
    """
    bare = replace(document, annexes=document.annexes)
    year = document.date.year or _year_of(document.abstract)
    body = write(bare, signature=False)
    if year is not None:
        body = _YEAR.sub(lambda found: _placeholder(int(found[1]), year, found[1]), body)
    for text, placeholder in _names(office):
        if text:
            body = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", placeholder, body)
    source = TemplateSource(
        name=" ".join(name.split()) or document.title[:100] or "Mẫu",
        kind=document.kind or "CV",
        body=body,
    )
    return write_source(source)


def _year_of(abstract: str) -> int | None:
    found = _YEAR.findall(abstract)
    return int(found[-1]) if found else None


def _placeholder(found: int, year: int, text: str) -> str:
    return {year: "{{ nam }}", year - 1: "{{ nam_truoc }}", year + 1: "{{ nam_sau }}"}.get(
        found, text
    )


def _names(office: Office) -> list[tuple[str, str]]:
    """Return the office's names with their placeholders, those that hold others first."""
    above = office.superiors[0].name if office.superiors else ""
    return [
        (office.full_name, "{{ co_quan }}"),
        (office.full_name.replace("Ủy ban nhân dân", "UBND"), "{{ co_quan_tat }}"),
        (f"Ủy ban nhân dân {above}" if above else "", "{{ cap_tren }}"),
        (f"UBND {above}" if above else "", "{{ cap_tren_tat }}"),
        (office.name, "{{ don_vi }}"),
    ]
