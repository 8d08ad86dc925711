"""How a paper is named in another one: as a legal basis, and where it is first cited.

NĐ 30/2020, Phụ lục I, mục II.6: kind, number and symbol, date, who issued it, abstract; of a law
or an ordinance neither number nor issuer.
"""

from __future__ import annotations

import datetime

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.incoming import LAWS, Incoming, kind_title, titled
from papidesk.domain.issuer_name import running
from papidesk.domain.wording import day_text, full_number, lowered, untied
from papidesk.text.fold import fold

_SHORT = (("UBND ", "Ủy ban nhân dân "), ("HĐND ", "Hội đồng nhân dân "))
_DECISION = "QĐ"


def document_basis(document: Document) -> str:
    """Return how another paper names ``document`` as its basis, without "Căn cứ"."""
    return basis(
        kind=document.kind,
        code=full_number(document.number, document.symbol) if document.number else "",
        dated=document.date,
        author=document.issuer,
        abstract=document.abstract,
    )


def incoming_basis(paper: Incoming) -> str:
    """Return how a paper of ours names an incoming one as its basis, without "Căn cứ"."""
    day = paper.dated
    return basis(
        kind=paper.kind,
        code=paper.code,
        dated=IssueDate.of(day) if day else IssueDate(),
        author=paper.author,
        abstract=paper.abstract,
    )


def basis(*, kind: str, code: str, dated: IssueDate, author: str, abstract: str) -> str:
    """Return "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của … về …"; unknown parts left out.

    The "." or ";" after it belongs to the list it stands in.
    """
    name = kind_title(kind)
    subject = " ".join(abstract.split()).rstrip(" .;,/")
    day = untied(day_text(dated)) if dated.date else ""
    if fold(name) in LAWS or fold(subject).startswith(tuple(f"{law} " for law in LAWS)):
        return " ".join(part for part in (titled(kind, subject), day) if part)
    issuer = office_name(author)
    parts = (
        name or "Văn bản",
        f"số {code}" if code else "",
        day,
        f"của {issuer}" if issuer else "",
        _about(subject, kind) if subject else "",
    )
    return " ".join(part for part in parts if part)


def office_name(name: str) -> str:
    """Return an office's name in running text and in full: "Ủy ban nhân dân xã An Hòa"."""
    text = running(name)
    for short, long in _SHORT:
        if text.startswith(short):
            return long + text[len(short) :]
    return text


def day_and_number(code: str, dated: datetime.date | None) -> str:
    """Return "số 12/KH-UBND ngày 05/01/2026", what is missing left out."""
    parts = (f"số {code}" if code else "", f"ngày {dated:%d/%m/%Y}" if dated else "")
    return " ".join(part for part in parts if part)


def _about(subject: str, kind: str) -> str:
    bare = fold(subject)
    if bare.startswith(("ve ", "v/v ")):
        rest = subject.split(" ", 1)[1]
        return f"về {rest}" if bare.startswith("ve ") else f"về việc {lowered(rest)}"
    return f"{'về việc' if kind == _DECISION else 'về'} {lowered(subject)}"
