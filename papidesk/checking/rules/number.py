"""Number and symbol: there, in form, and in keeping with the kind of paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Subject
from papidesk.domain.kinds import LETTER, by_abbreviation, kinds
from papidesk.i18n import N_
from papidesk.text.fold import fold

_NO_ABBREVIATION = (LETTER, "TCg")
_YEAR_IN_SYMBOL = re.compile(r"(?:^|/)\s*(?:19|20)\d\d\s*/")
# Groups of letters, digits and dots; a symbol has no blanks.
_SYMBOL = re.compile(r"[^\W_](?:[\w.&]|[-/](?=\w))*")
_RAW_NUMBER = re.compile(r"Số(?P<colon>\s*:?)\s*(?P<rest>.*)", re.DOTALL | re.IGNORECASE)
# Papers that carry no number of their own (Phụ lục III: biên bản has one, a contract its own way).
_WITHOUT_SYMBOL = {"QC", "QyĐ", "ĐA", "DA", "PA", "HĐ", "TCg"}


@paper_rule("SO_KY_HIEU_THIEU", N_("Number and symbol"), "error", "NĐ 30/2020, Phụ lục I, mục II.3")
def _number_missing(subject: Subject) -> Iterator[Hit | Skip]:
    """A paper has a number and symbol; the number may be blank in a draft (SO_DE_TRONG)."""
    document = subject.document
    if document.kind in _WITHOUT_SYMBOL:
        yield not_applicable(N_("This kind of paper has no number of its own."))
        return
    if document.number or document.symbol:
        return
    known = kinds().get(document.kind)
    form = f"Số: …/{known.abbreviation}-…" if known and known.abbreviation else "Số: …/…-…"
    yield Hit(
        message=N_("The paper has no number and symbol. Expected is a line like “{form}”."),
        values={"form": form},
        expected=form,
    )


@paper_rule("SO_DE_TRONG", N_("Blank number"), "error", "NĐ 30/2020, Điều 15")
def _number_blank(subject: Subject) -> Iterator[Hit | Skip]:
    """A draft waits for its number (remark); an issued paper must have one."""
    document = subject.document
    if document.number or not document.symbol:
        return
    if subject.draft:
        yield Hit(
            message=N_("The number is still blank. The clerk gives it when the paper is issued."),
            path="number",
            severity="info",
        )
    else:
        yield Hit(message=N_("The paper is issued, but its number is blank."), path="number")


@paper_rule("SO_KY_HIEU_SAI", N_("Form of the number"), "error", "NĐ 30/2020, Phụ lục I, mục II.3")
def _number_form(subject: Subject) -> Iterator[Hit | Skip]:
    """“Số:” with colon, a leading zero below 10, no blanks, no year in the symbol."""
    document = subject.document
    number, symbol = document.number or "", document.symbol
    if not number and not symbol:
        yield not_applicable(N_("There is no number."))
        return
    if re.fullmatch(r"[1-9]", number):
        yield Hit(
            message=N_("Numbers below 10 are written with a leading zero: “{right}”."),
            values={"right": f"0{number}"},
            path="number",
            length=1,
            expected=f"0{number}",
            mend=f"0{number}",
        )
    elif number and not re.fullmatch(r"(?:0[1-9]|[1-9]\d+)[a-zđ]?", number):
        yield Hit(
            message=N_("“{number}” is not a number as papers have it, like 05 or 112."),
            values={"number": number},
            path="number",
            length=len(number),
        )
    if _YEAR_IN_SYMBOL.search(f"{symbol}/"):
        yield Hit(
            message=N_("The symbol of an administrative paper has no year: “{symbol}”."),
            values={"symbol": symbol},
            path="symbol",
            length=len(symbol),
        )
    elif symbol and not _SYMBOL.fullmatch(symbol):
        right = re.sub(r"\s+", "", symbol)
        yield Hit(
            message=N_("A symbol is written without blanks: “{right}”."),
            values={"right": right},
            path="symbol",
            length=len(symbol),
            expected=right,
            mend=right if _SYMBOL.fullmatch(right) else None,
        )
    yield from _raw_number(subject)


def _raw_number(subject: Subject) -> Iterator[Hit]:
    raw = subject.raw("number") or subject.raw("symbol")
    found = _RAW_NUMBER.search(raw.split("\n")[0])
    if found is None:
        return
    rest = found["rest"].split("\t")[0].strip()
    if found["colon"].strip() != ":":
        message = N_("After “Số” stands a colon: “Số: {rest}”.")
    elif found["colon"] != ":":
        message = N_("The colon stands right after “Số”: “Số: {rest}”.")
    elif re.search(r"\d\s+/|/\s+[^\W\d]|\w\s+-|-\s+\w", rest):
        message = N_("There are no blanks around “/” and “-” in number and symbol: “Số: {rest}”.")
    else:
        return
    right = re.sub(r"\s*([-/])\s*", r"\1", rest)
    yield Hit(
        message=message,
        values={"rest": right},
        path="number",
        text=found[0].strip(),
        expected=f"Số: {right}",
    )


@paper_rule(
    "KY_HIEU_KHONG_KHOP_LOAI",
    N_("Symbol and kind"),
    "error",
    "NĐ 30/2020, Phụ lục I, mục II.3; Phụ lục III, mục I",
)
def _kind_in_symbol(subject: Subject) -> Iterator[Hit | Skip]:
    """The symbol begins with the abbreviation of the kind printed below it."""
    document = subject.document
    known = kinds().get(document.kind)
    if known is None or not document.symbol or "-" not in document.symbol:
        yield not_applicable(N_("Kind or symbol is not known."))
        return
    head = document.symbol.split("-", 1)[0].split("/")[-1].strip()
    if document.kind in _NO_ABBREVIATION:
        other = by_abbreviation().get(head)
        if other is None or document.kind != LETTER or other.code in {"HĐ", "CĐ"}:
            return
        message = N_("“{found}” is the abbreviation of {other}; a {kind} has none in its symbol.")
        values: dict[str, str | int] = {
            "found": head, "other": other.title.lower(), "kind": known.title.lower(),
        }  # fmt: skip
        yield Hit(message=message, values=values, path="symbol", length=len(head))
    elif head != known.abbreviation:
        yield Hit(
            message=N_("The symbol of a {kind} begins with “{right}”, not with “{found}”."),
            values={"kind": known.title.lower(), "right": known.abbreviation, "found": head},
            path="symbol",
            length=len(head),
            expected=known.abbreviation,
            mend=known.abbreviation if _same_but_case(head, known.abbreviation) else None,
        )


def _same_but_case(found: str, right: str) -> bool:
    return fold(found) == fold(right)


@paper_rule(
    "KY_HIEU_CV", N_("“CV” in the symbol"), "error", "NĐ 30/2020, Phụ lục I, mục II.3; Phụ lục III"
)
def _letter_symbol(subject: Subject) -> Iterator[Hit | Skip]:
    """A công văn's symbol is body and unit or field: "UBND-VX", never "CV-…"."""
    document = subject.document
    if not document.symbol:
        yield not_applicable(N_("There is no number."))
        return
    found = re.search(r"(?:^|[-/])(CV)(?=-|$)", document.symbol)
    if found is None or (document.kind not in {LETTER, ""} and found.start(1) == 0):
        return
    yield Hit(
        message=N_(
            "A công văn has no “CV” in its symbol. It is made of the body and the unit or field, "
            "for instance “UBND-VHXH”."
        ),
        path="symbol",
        offset=found.start(1),
        length=2,
    )


RULES = (_number_missing, _number_blank, _number_form, _kind_in_symbol, _letter_symbol)
