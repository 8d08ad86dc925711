"""Claims of a report that rest on nothing: numbers and done work without a live figure."""

from __future__ import annotations

from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip
from papidesk.checking.registry import paper_rule
from papidesk.checking.rules.sections import UNCOUNTED
from papidesk.checking.subject import Subject
from papidesk.domain.claims import claims
from papidesk.i18n import N_

_SOURCE = "Thực tiễn báo cáo: số liệu phải có căn cứ trong nhật ký hoạt động"


@paper_rule(
    "SO_LIEU_KHONG_CAN_CU",
    N_("A number of results that no entry of the log is behind"),
    "info",
    _SOURCE,
    "content",
)
def _numbers(subject: Subject) -> Iterator[Hit | Skip]:
    """A number with a counter's unit is a live figure, so that its entries can be shown."""
    for claim in claims(subject.document):
        # Rounded numbers are told of by the rule on exact figures.
        if claim.reason == "number" and _text(subject, claim.path)[claim.start].isdigit():
            yield Hit(
                message=N_(
                    "“{text}” is typed by hand: no entry of the log is behind it. Insert the "
                    "figure of its counter instead."
                ),
                values={"text": _text(subject, claim.path)[claim.start : claim.end]},
                path=claim.path,
                offset=claim.start,
                length=claim.end - claim.start,
            )


@paper_rule(
    "KET_QUA_KHONG_CAN_CU",
    N_("A sentence on done work without any figure or paper behind it"),
    "info",
    _SOURCE,
    "content",
)
def _work(subject: Subject) -> Iterator[Hit | Skip]:
    """What a report says was done, it shows: by a live figure, or by the paper that says so."""
    for claim in claims(subject.document):
        # What was held and not counted is told of by the rule on figures.
        if claim.reason == "work" and not UNCOUNTED.search(claim.sentence):
            yield Hit(
                message=N_(
                    "This sentence says that something was done, but no figure and no paper is "
                    "behind it. Insert a figure, name the paper, or leave the sentence out."
                ),
                path=claim.path,
                offset=claim.start,
                length=claim.end - claim.start,
            )


def _text(subject: Subject, path: str) -> str:
    return subject.text_at.get(path, "")


RULES = (_numbers, _work)
