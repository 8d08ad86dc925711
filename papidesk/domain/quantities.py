"""Numbers as Vietnamese people write them: 1.234,5; and as spreadsheets and programs do."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from papidesk.errors import N_, PapiDeskError

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,  ’'])\d{3})(?:\1\d{3})*")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_LONGEST = 40


class NotANumberError(PapiDeskError):
    """A text that is no number."""

    message = N_("“{text}” is no number. Write digits, for example 1.234 or 2,5.")


class NotWholeError(NotANumberError):
    """A number with places where things are counted whole."""

    message = N_("“{text}” is no whole number. Write it without places behind the comma.")


class UnclearNumberError(NotANumberError):
    """A number of which nobody can tell whether its sign parts thousands or places."""

    message = N_(
        "“{text}” can be {thousands} (thousands) or {places} (with places). Write it without the "
        "sign that parts thousands."
    )


def read(text: str, *, whole: bool = False) -> Decimal:
    """Return the number ``text`` is: "1.234", "1.234,5", "1,234.50", "2,5", "12 000", "3.5".

    One group of three behind one full stop is thousands, as Vietnamese writes them; behind one
    comma ("1,234") it is not clear, unless what is counted is ``whole``. Raises
    :class:`NotANumberError`, :class:`UnclearNumberError`.
    """
    bare = text.strip().replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-")
    if not bare or len(bare) > _LONGEST:
        raise NotANumberError(text=text[:_LONGEST])
    if _SCIENTIFIC.fullmatch(bare):
        return Decimal(bare)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", bare):
        if whole:
            return Decimal(bare.replace(",", ""))
        raise UnclearNumberError(
            text=bare, thousands=bare.replace(",", "."), places=bare.rstrip("0").rstrip(",")
        )
    plain = _plain(bare)
    if plain is None:
        raise NotANumberError(text=text[:_LONGEST])
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise NotANumberError(text=text[:_LONGEST]) from error


def read_whole(text: str) -> int:
    """Return the whole number ``text`` is; raises as :func:`read`, and :class:`NotWholeError`."""
    number = read(text, whole=True)
    if number != number.to_integral_value():
        raise NotWholeError(text=text.strip()[:_LONGEST])
    return int(number)


def _plain(bare: str) -> str | None:
    """Return the number as Python writes it; None for what is none."""
    found = _GROUPED.match(bare)
    if found and not (found[1] == "," and found.end() == len(bare) and bare.count(",") == 1):
        rest = bare[found.end() :]
        other = {".": ",", ",": "."}.get(found[1], ",")
        # "0.125" is no group of thousands.
        leading_zero = bare.lstrip("+-").startswith("0")
        if not leading_zero and (not rest or re.fullmatch(rf"[{other}.,]\d+", rest)):
            whole = re.sub(r"[^\d+-]", "", found[0])
            return whole + ("." + rest[1:] if rest else "")
    if _PLAIN.fullmatch(bare):
        return bare.replace(",", ".")
    return None


def text(quantity: Decimal | int) -> str:
    """Return ``quantity`` as Vietnamese papers write it: 1.234,5; no zeros at the end."""
    number = Decimal(quantity)
    if not number.is_finite():
        return str(number)
    whole, _, places = f"{number:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits or 0):,}".replace(",", ".")
    places = places.rstrip("0")
    return sign + grouped + (f",{places}" if places else "")
