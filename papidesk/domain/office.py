"""The office that writes: its name, place, chain of superiors, units, signers, lists and series.

Everything has validity dates: posts and units change, communes merge, levels end.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Literal, Protocol, TypeVar

from papidesk.domain.people import Authority, Post, Prefix, Signer
from papidesk.domain.record import Record, Validity
from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource

LevelName = Literal["commune", "district", "province", "department", "unit"]
LEVELS: tuple[LevelName, ...] = ("commune", "district", "province", "department", "unit")
PresetName = Literal["two-level", "three-level"]
# Two levels of local government since this day (Luật 72/2025/QH15).
TWO_LEVELS_SINCE = datetime.date(2025, 7, 1)
CODE_LIMIT = 35  # characters of an organisation code: QĐ 20/2020/QĐ-TTg
NAME_LIMIT = 200  # characters of OrganName: NĐ 30/2020, Phụ lục VI

# What stands before the proper name of an administrative unit.
_UNIT_WORDS = re.compile(
    r"^(xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s+", re.IGNORECASE
)


class BadOfficeError(PapiDeskError):
    """A field of the office cannot be taken as it is."""

    message = N_("The office's {field} “{value}” cannot be used: {reason}.")


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
    """A run of numbers within a year; ``kinds`` share it, empty for all kinds (NĐ 30, Đ.15)."""

    id: str
    name: str = ""
    kinds: tuple[str, ...] = ()
    validity: Validity = Validity()


class Office(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One office. ``name`` is the administrative unit ("xã An Hòa") or the body's own name.

    ``place`` stands in the date line. ``superior_line`` is the superior printed above the name,
    empty where there is none (a commune's UBND prints none unless its province says so).
    ``body`` is the collective the head acts for; empty for bodies led by one head.
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

    Without a fitting series of the office each kind counts on its own.
    """
    for series in valid_on(office.series, day):
        if not series.kinds or kind in series.kinds:
            return series
    return NumberSeries(id=kind, kinds=(kind,))


def recipients_for(office: Office, kind: str, day: datetime.date) -> tuple[str, ...]:
    """Return the first saved recipient list that fits ``kind`` on ``day``, else none."""
    for saved in valid_on(office.recipient_lists, day):
        if not saved.kinds or kind in saved.kinds:
            return saved.items
    return ()


def symbol_for(office: Office, abbreviation: str, unit: str = "") -> str:
    """Return the symbol of a paper: "KH-UBND"; a công văn's: "UBND-VHXH" (Phụ lục I, II.3)."""
    if abbreviation:
        return f"{abbreviation}-{office.symbol}"
    return f"{office.symbol}-{unit}" if unit else office.symbol


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

    Raises :class:`BadOfficeError` for an empty or too long name, or a code that is no code.
    """
    name = " ".join(name.split())
    if not name or len(name) > NAME_LIMIT:
        raise BadOfficeError(field="name", value=name[:60], reason=f"1-{NAME_LIMIT}")
    if code and not re.fullmatch(rf"[0-9A-Z.]{{1,{CODE_LIMIT}}}", code):
        raise BadOfficeError(field="code", value=code[:60], reason=f"0-9 A-Z . (1-{CODE_LIMIT})")
    data = tomllib.loads(resource("catalogue", "presets.toml").read_text(encoding="utf-8"))
    chosen = data[preset].get(level, {})
    bare = _UNIT_WORDS.sub("", name)
    fill = {"name": name, "place": place or bare, "superior": superior}
    above: LevelName = chosen.get("above", "province")
    return Office(
        id=id,
        name=name,
        level=level,
        place=place or bare,
        code=code,
        preset=preset,
        body=chosen.get("body", ""),
        symbol=chosen.get("symbol", ""),
        superiors=(Superior(name=superior, level=above),) if superior else (),
        units=tuple(Unit(**row) for row in chosen.get("units", ())),
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
