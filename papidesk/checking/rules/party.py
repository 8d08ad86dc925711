"""Papers that other rules govern, and formatting that only its reader can judge."""

from __future__ import annotations

from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable, not_evaluated
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.i18n import N_


@paper_rule(
    "VAN_BAN_DANG", N_("Paper of the Party"), "info", "NĐ 30/2020, Điều 2; Hướng dẫn 36-HD/VPTW"
)
def PARTY_PAPER(subject: Subject) -> Iterator[Hit | Skip]:  # noqa: N802 - becomes a constant
    """Say once that a Party paper is not judged by NĐ 30."""
    if not subject.is_party:
        yield not_applicable(N_("Not a paper of the Party."))
        return
    yield Hit(
        message=N_(
            "This is a paper of the Party. Decree 30/2020 does not govern its form, so it was not "
            "checked."
        )
    )


@paper_rule(
    "TRINH_BAY", N_("Fonts, sizes, margins and spacing"), "error", "NĐ 30/2020, Phụ lục I, phần I"
)
def FORMATTING(subject: Subject) -> Iterator[Hit | Skip]:  # noqa: N802 - becomes a constant
    """Pass on what the reader of a file's formatting found; own papers keep it by construction."""
    if subject.formatting is not None:
        yield from subject.formatting
    elif subject.reading is not None:
        yield not_evaluated(N_("Fonts, sizes, margins and spacing were not read from this file."))


RULES = (PARTY_PAPER, FORMATTING)
