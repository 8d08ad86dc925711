"""Place and date: there, possible, in form, and in their place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.i18n import N_

_RAW_DATE = re.compile(
    r"(?P<word>ngày)\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_WITHOUT_DATE = {"BB", "QC", "QyĐ", "HĐ"}


@paper_rule("NGAY_BAN_HANH_THIEU", N_("Place and date"), "error", "NĐ 30/2020, Phụ lục I, mục II.4")
def _date_missing(subject: Subject) -> Iterator[Hit | Skip]:
    """There is a line of place and date, if only with blanks."""
    document = subject.document
    if document.kind in _WITHOUT_DATE:
        yield not_applicable(N_("This kind of paper has no line of place and date."))
        return
    date = document.date
    if document.place or subject.zone("date") or date.year or date.month or date.day:
        return
    form = "…, ngày … tháng … năm …"
    yield Hit(
        message=N_("The paper has no place and date. Expected is a line like “{form}”."),
        values={"form": form},
        expected=form,
    )


@paper_rule("DIA_DANH_THIEU", N_("Place before the date"), "error", "NĐ 30/2020, Phụ lục I, II.4")
def _place_missing(subject: Subject) -> Iterator[Hit | Skip]:
    """Before the date stands the name of the place and a comma."""
    document = subject.document
    if document.place:
        return
    if document.date.year is None or document.kind == "BB":
        # Minutes tell place and day in their text (mẫu 1.9).
        yield not_applicable(N_("There is no date."))
        return
    yield Hit(message=N_("Before the date the name of the place is missing."), path="date")


@paper_rule("NGAY_DE_TRONG", N_("Blank day"), "error", "NĐ 30/2020, Phụ lục I, mục II.4")
def _date_blank(subject: Subject) -> Iterator[Hit | Skip]:
    """A draft may leave day and month blank (remark); an issued paper may not."""
    date = subject.document.date
    if date.day is not None and date.month is not None and date.year is not None:
        return
    if not (subject.document.place or subject.zone("date") or date.year):
        return
    if subject.draft:
        yield Hit(
            message=N_(
                "The day or month is still blank. It is filled in when the paper is signed."
            ),
            path="date",
            severity="info",
        )
    else:
        yield Hit(message=N_("The paper is issued, but its date is not complete."), path="date")


@paper_rule("NGAY_KHONG_CO_THUC", N_("A day that exists"), "error", "NĐ 30/2020, Phụ lục I, II.4")
def _date_impossible(subject: Subject) -> Iterator[Hit | Skip]:
    """The day exists in the calendar, and is not after the day of checking in an issued paper."""
    date = subject.document.date
    if date.day is None or date.month is None or date.year is None:
        yield not_applicable(N_("There is no date."))
        return
    day = date.date
    if day is None:
        yield Hit(
            message=N_("There is no day {day}/{month}/{year}."),
            values={"day": date.day, "month": date.month, "year": date.year},
            path="date",
            text=f"{date.day}/{date.month}/{date.year}",
        )
    elif subject.today is not None and day > subject.today + datetime.timedelta(days=366):
        yield Hit(
            message=N_("The date {date} lies far in the future."),
            values={"date": f"{day:%d/%m/%Y}"},
            path="date",
            severity="warning",
        )


@paper_rule("NGAY_SAI_MAU", N_("Form of the date"), "error", "NĐ 30/2020, Phụ lục I, mục II.4b")
def _date_form(subject: Subject) -> Iterator[Hit | Skip]:
    """Days below 10 and the months 1 and 2 have a leading zero, other months none."""
    found = _RAW_DATE.search(" ".join(subject.raw("date").split()))
    if found is None:
        yield not_applicable(N_("The date is printed by the program, or blank."))
        return
    day, month = int(found["day"]), int(found["month"])
    right_day = f"{day:02}"
    right_month = f"{month:02}" if month <= 2 else str(month)
    right = f"ngày {right_day} tháng {right_month} năm {found['year']}"
    grave = found["day"] != right_day or (month <= 2 and found["month"] != right_month)
    if found["word"] != "ngày" or (found["day"], found["month"]) != (right_day, right_month):
        yield Hit(
            message=N_("Expected is “{right}”: a leading zero for days below 10 and months 1, 2."),
            values={"right": right},
            path="date",
            text=found[0],
            expected=right,
            severity=None if grave else "warning",
        )


@paper_rule("NGAY_VI_TRI", N_("Place of the date"), "warning", "NĐ 30/2020, Phụ lục I, mục IV")
def _date_place(subject: Subject) -> Iterator[Hit | Skip]:
    """The line of place and date stands in the head, not at the end of the paper."""
    date, body = subject.zone("date"), subject.zone("body")
    if date is None or body is None:
        yield not_applicable(N_("The date is printed by the program, or blank."))
    elif date.first_line > body.last_line:
        yield Hit(
            message=N_("Place and date stand at the end; they belong in the head of the paper."),
            path="date",
        )


RULES = (_date_missing, _place_missing, _date_blank, _date_impossible, _date_form, _date_place)
