"""The office that writes: its name, place, chain of superiors, units, signers, lists and series.

Everything has validity dates: posts and units change, communes merge, levels end.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Literal, Protocol, TypeVar

from papidesk.domain.people import Authority, Post, Prefix, Signer
from papidesk.domain.place_name import place_of
from papidesk.domain.record import Record, Validity
from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource

LevelName = Literal["commune", "district", "province", "department", "unit"]
LEVELS: tuple[LevelName, ...] = ("commune", "district", "province", "department", "unit")
PresetName = Literal["two-level", "three-level"]
# Two levels of local government since this day (Luật 72/2025/QH15).
TWO_LEVELS_SINCE = datetime.date(2025, 7, 1)
CODE_LIMIT = 35  # characters of an organisation code: QĐ 20/2020/QĐ-TTg
SYMBOL_LIMIT = 30  # NĐ 30/2020, Phụ lục VI: the whole symbol
LINE_LIMIT = 300
NAME_LIMIT = 200  # characters of OrganName: NĐ 30/2020, Phụ lục VI

# What stands before the proper name of an administrative unit.
_UNIT_WORDS = re.compile(
    r"^(xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s+", re.IGNORECASE
)
_BODY_WORDS = re.compile(r"^(UBND|ủy ban nhân dân|uỷ ban nhân dân)\s+", re.IGNORECASE)


class BadOfficeError(PapiDeskError):
    """An office that cannot be as it was given."""


class OfficeNameError(BadOfficeError):
    """An empty or endless name."""

    message = N_("An office needs a name of 1 to {limit} characters, for example “xã An Hòa”.")


class OfficeCodeError(BadOfficeError):
    """An organisation code with signs that codes do not have."""

    message = N_(
        "“{code}” is not an organisation code: use digits, capital letters A-Z and full stops, "
        "at most {limit} characters, or leave it empty."
    )


class OfficeSymbolError(BadOfficeError):
    """Letters of the office that cannot stand in a symbol."""

    message = N_(
        "“{symbol}” cannot stand in the symbol of a paper: write letters and digits with no "
        "blanks, at most {limit}, for example UBND."
    )


class OfficeFieldError(BadOfficeError):
    """A line of the office that no paper has room for."""

    message = N_("“{text}…” has {length} characters, a paper has room for {limit}. Shorten it.")


class OfficeLevelError(BadOfficeError):
    """A level that the chosen order of local government does not have."""

    message = N_(
        "There is no level “{level}” in the order “{preset}”. Districts exist only in the order of "
        "three levels (before 01/7/2025)."
    )


class Superior(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A body above, for as long as it was: the nearest first in the office's list."""

    name: str
    level: LevelName = "province"
    code: str = ""
    validity: Validity = Validity()


class Unit(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A unit of the office, with the letters it has in symbols and in "Lưu: VT, …"."""

    id: str
    name: str
    abbreviation: str = ""
    validity: Validity = Validity()


class RecipientList(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A saved list for "Nơi nhận"; ``kinds`` are the kinds it is offered for, empty for all."""

    id: str
    name: str
    items: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    validity: Validity = Validity()


class NumberSeries(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A run of numbers within a year; ``kinds`` share it (NĐ 30/2020, Điều 15).

    Without kinds it is the common one: it counts what no other series does. Every year begins with
    01, but for ``start_year``, which goes on from ``start`` where a paper register was kept before.
    """

    id: str
    name: str = ""
    kinds: tuple[str, ...] = ()
    validity: Validity = Validity()
    start: int = 1
    start_year: int | None = None

    def first_number(self, year: int) -> int:
        """Return the number the first paper of ``year`` gets."""
        return self.start if year == self.start_year else 1


class OfficeForm(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What an office was called for a time: all that changes when it is renamed or merged.

    ``basis`` names the paper that made it so.
    """

    name: str
    level: LevelName = "commune"
    place: str = ""
    code: str = ""
    preset: PresetName = "two-level"
    body: str = "Ủy ban nhân dân"
    symbol: str = "UBND"
    superior_line: str = ""
    address: str = ""
    basis: str = ""
    validity: Validity = Validity()


class Office(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One office. ``name`` is the administrative unit ("xã An Hòa") or the body's own name.

    ``place`` stands in the date line. ``superior_line`` is the superior printed above the name,
    empty where there is none (a commune's UBND prints none unless its province says so).
    ``body`` is the collective the head acts for; empty for bodies led by one head. ``validity``
    and ``basis`` are those of the present form; ``former`` are the forms before it, oldest first.
    """

    id: str
    name: str
    level: LevelName = "commune"
    place: str = ""
    code: str = ""
    preset: PresetName = "two-level"
    body: str = "Ủy ban nhân dân"
    symbol: str = "UBND"
    superior_line: str = ""
    address: str = ""
    superiors: tuple[Superior, ...] = ()
    units: tuple[Unit, ...] = ()
    posts: tuple[Post, ...] = ()
    signers: tuple[Signer, ...] = ()
    recipient_lists: tuple[RecipientList, ...] = ()
    series: tuple[NumberSeries, ...] = ()
    validity: Validity = Validity()
    basis: str = ""
    former: tuple[OfficeForm, ...] = ()

    @property
    def full_name(self) -> str:
        """The official name in running text: "Ủy ban nhân dân xã An Hòa"."""
        return f"{self.body} {self.name}" if self.body else self.name

    @property
    def issuer(self) -> str:
        """The official name as the head of a paper has it, in capitals."""
        return self.full_name.upper()

    @property
    def proper_name(self) -> str:
        """The name without what kind of unit it is: "An Hòa"."""
        return _UNIT_WORDS.sub("", self.name)


class _Valid(Protocol):
    @property
    def validity(self) -> Validity: ...


V = TypeVar("V", bound=_Valid)


def valid_on(records: tuple[V, ...], day: datetime.date) -> tuple[V, ...]:
    """Return those of ``records`` that hold on ``day``, in their order."""
    return tuple(record for record in records if record.validity.covers(day))


def superior_on(office: Office, day: datetime.date) -> Superior | None:
    """Return the body next above ``office`` on ``day``; None when it has none."""
    chain = valid_on(office.superiors, day)
    return chain[0] if chain else None


def series_for(office: Office, kind: str, day: datetime.date) -> NumberSeries:
    """Return the number series papers of ``kind`` take their number from on ``day``.

    A series for the kind goes before the common one. Without either each kind counts on its own.
    """
    held = valid_on(office.series, day)
    named = (series for series in held if kind in series.kinds)
    common = (series for series in held if not series.kinds)
    return next(named, None) or next(common, NumberSeries(id=kind, kinds=(kind,)))


def recipients_for(office: Office, kind: str, day: datetime.date) -> tuple[str, ...]:
    """Return the first saved recipient list that fits ``kind`` on ``day``.

    Without one there is only the last line, which every paper has (Phụ lục I, II.9).
    """
    for saved in valid_on(office.recipient_lists, day):
        if not saved.kinds or kind in saved.kinds:
            return saved.items
    return ("Lưu: VT",)


def symbol_for(office: Office, abbreviation: str, unit: str = "") -> str:
    """Return the symbol of a paper: "KH-UBND"; a công văn's: "UBND-VHXH" (Phụ lục I, II.3)."""
    if abbreviation:
        return f"{abbreviation}-{office.symbol}"
    return f"{office.symbol}-{unit}" if unit else office.symbol


def preset_for(level: LevelName, superior: str) -> PresetName:
    """Return the order of local government that ``level`` and its superior's name tell of."""
    old = re.match(r"(huyện|quận|thị xã)\s", superior.strip(), re.IGNORECASE)
    return "three-level" if level == "district" or old else "two-level"


def new_office(
    *,
    id: str,
    name: str,
    level: LevelName,
    place: str = "",
    code: str = "",
    superior: str = "",
    preset: PresetName = "two-level",
) -> Office:
    """Return an office with the units, posts, series and lists of ``preset``.

    Raises a :class:`BadOfficeError` for an empty or too long name, a code that is no code, or a
    level the preset does not have.
    """
    name = check_name(name)
    check_code(code)
    data = tomllib.loads(resource("catalogue", "presets.toml").read_text(encoding="utf-8"))
    if level not in data[preset]:
        raise OfficeLevelError(level=level, preset=preset)
    chosen = data[preset][level]
    if chosen.get("body"):
        name = _BODY_WORDS.sub("", name)
    place = place or place_of(name, superior)
    fill = {"name": name, "place": place, "superior": superior}
    above: LevelName = chosen.get("above", "province")
    return Office(
        id=id,
        name=name,
        level=level,
        place=place,
        code=code,
        preset=preset,
        body=chosen.get("body", ""),
        symbol=chosen.get("symbol", ""),
        superiors=(Superior(name=superior, level=above),) if superior else (),
        units=tuple(_unit(row, name) for row in chosen.get("units", ())),
        posts=tuple(Post(**row) for row in chosen.get("posts", ())),
        signers=tuple(_signer(row) for row in chosen.get("signers", ())),
        series=tuple(
            NumberSeries(id=row["id"], name=row["name"], kinds=tuple(row.get("kinds", ())))
            for row in chosen.get("series", ())
        ),
        recipient_lists=tuple(
            RecipientList(
                id=row["id"],
                name=row["name"].format(**fill),
                kinds=tuple(row.get("kinds", ())),
                items=tuple(
                    item.format(**fill)
                    for item in row["items"]
                    if superior or "{superior}" not in item
                ),
            )
            for row in chosen.get("recipient_lists", ())
        ),
    )


def check_name(name: str) -> str:
    """Return ``name`` with single spaces; raises :class:`OfficeNameError`."""
    name = " ".join(name.split())
    if not name or len(name) > NAME_LIMIT:
        raise OfficeNameError(limit=NAME_LIMIT)
    return name


def check_code(code: str) -> None:
    """Refuse what is no organisation code; "" is none. Raises :class:`OfficeCodeError`."""
    if code and not re.fullmatch(rf"[0-9A-Z.]{{1,{CODE_LIMIT}}}", code):
        raise OfficeCodeError(code=code[:60], limit=CODE_LIMIT)


def check_symbol(symbol: str) -> None:
    """Refuse letters that break a symbol apart; "" is none. Raises :class:`OfficeSymbolError`."""
    whole = re.fullmatch(r"[^\W_]+(?:[-.&][^\W_]+)*", symbol)
    if symbol and (whole is None or len(symbol) > SYMBOL_LIMIT):
        raise OfficeSymbolError(symbol=symbol[:40], limit=SYMBOL_LIMIT)


def check_line(text: str) -> None:
    """Refuse a line of head or foot that no page holds; raises :class:`OfficeFieldError`."""
    if len(text) > LINE_LIMIT:
        raise OfficeFieldError(text=text[:40], length=len(text), limit=LINE_LIMIT)


def _unit(row: dict[str, str], office: str) -> Unit:
    """Return a unit of the preset; some are called otherwise in a ward (phường)."""
    ward = office.lower().startswith("phường ")
    return Unit(
        id=row["id"],
        name=(ward and row.get("ward_name")) or row["name"],
        abbreviation=(ward and row.get("ward_abbreviation")) or row.get("abbreviation", ""),
    )


def _signer(row: dict[str, object]) -> Signer:
    lines = row.get("chain", ())
    chain = []
    for line in lines if isinstance(lines, list) else ():
        prefix, _, body = str(line).partition(" ")
        chain.append(Authority(prefix=_prefix(prefix), body=body))
    return Signer(
        id=str(row["id"]),
        name=str(row.get("name", "")),
        position=str(row["position"]),
        chain=tuple(chain),
    )


def _prefix(text: str) -> Prefix:
    known: dict[str, Prefix] = {
        "TM.": "TM.",
        "KT.": "KT.",
        "TL.": "TL.",
        "TUQ.": "TUQ.",
        "Q.": "Q.",
    }
    return known[text]
