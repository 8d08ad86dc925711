"""Writes a document as .docx: the paper the PDF shows, in styles a clerk can go on working with."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from papidesk.domain.copies import PrintedCopy
from papidesk.domain.document import Document
from papidesk.domain.layout_profile import LayoutProfile, load
from papidesk.domain.paper import Paper, paper
from papidesk.domain.record import replace
from papidesk.word.writing.annexes import joined, sections
from papidesk.word.writing.copies import with_copy
from papidesk.word.writing.form import Form
from papidesk.word.writing.margins import address, circulation, footnotes, page_number
from papidesk.word.writing.package import SETTINGS, archive
from papidesk.word.writing.styles import style_sheet
from papidesk.word.writing.xml import HEADER, NAMESPACES

_LONGEST_TITLE = 300


def write(
    document: Document,
    *,
    profile: LayoutProfile | None = None,
    base: int = 14,
    lines: float | None = None,
    signature_mm: float | None = None,
    copy: PrintedCopy | None = None,
) -> bytes:
    """Return ``document`` as a .docx with body text of ``base`` points (13 or 14).

    What is printed is decided by :mod:`papidesk.domain.paper`, where it stands by ``profile``
    (without one: NĐ 30/2020). ``lines`` is the line spacing of the document without annexes where
    the printed page was tightened to bring the signature back (1.0 is single), ``signature_mm`` the
    room to sign there. ``copy`` is the part of a certified copy that follows the text. The same
    document gives the same bytes. Raises
    :class:`~papidesk.domain.layout_profile.UnknownBaseError`.
    """
    return write_papers(
        [paper(document)], profile=profile, base=base, lines=lines, signature_mm=signature_mm,
        day=document.date.date, copy=copy,
    )  # fmt: skip


def write_papers(
    papers: Sequence[Paper],
    *,
    profile: LayoutProfile | None = None,
    base: int = 14,
    lines: float | None = None,
    signature_mm: float | None = None,
    day: datetime.date | None = None,
    copy: PrintedCopy | None = None,
) -> bytes:
    """Return papers whose words are decided already as one file; see :func:`write`.

    Each begins a page and counts its own. Address, mark of circulation and footnotes are those of
    the first. ``day`` dates the file.
    """
    words = papers[0]
    given = (profile or load()).at(base)
    if signature_mm is not None:
        room = replace(given.foot.signature_mm, chosen=signature_mm)
        given = replace(given, foot=replace(given.foot, signature_mm=room))
    form = Form(given, words, lines)
    found = [section for each in papers for section in sections(form, each)]
    if copy is not None:
        found = with_copy(form, found, copy)
    marked = bool(words.head.circulation)
    body = joined(form, found, address=bool(words.address), circulation=marked)
    parts: dict[str, str | bytes] = {
        "document": f"{HEADER}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "styles": style_sheet(form.profile),
        "settings": SETTINGS,
        "header1": page_number(),
        "footnotes": footnotes(form, words.notes),
    }
    if marked:
        parts["header2"] = circulation(form, words.head.circulation)
        parts["header3"] = circulation(form, "")
    if words.address:
        parts["footer1"], parts["footer2"] = address(words.address), address("")
    return archive(
        parts,
        title=words.title[:_LONGEST_TITLE],
        author=words.author,
        subject=words.abstract or words.head.subject,
        day=day,
    )
