"""PAPI scores of provinces by year: ours and the office's own, with breaks and provinces of now."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache

from papidesk.domain import default_catalogue, papi_series
from papidesk.domain.office import TWO_LEVELS_SINCE
from papidesk.domain.papi import Break, Province, YearScores
from papidesk.domain.papi_series import TOTAL, Piece
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import catalogue
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow import catalogue_entries as entries
from papidesk.workflow import offices

__all__ = [
    "TOTAL", "Piece", "ProvinceChoice", "UnknownProvinceError", "breaks", "choice", "choose",
    "cuts", "former_of", "latest_published", "lines", "national", "now_called", "plain_name",
    "province_of", "provinces", "put_scores", "scores", "targets", "with_scores", "year_of",
]  # fmt: skip

PROVINCE, ENTRY = "papi-province", "province"
_WORDS = re.compile(r"^(ubnd|ủy ban nhân dân|uỷ ban nhân dân)?\s*(tỉnh|thành phố|tp\.?)\s+", re.I)
_COUNTRY = {"", "ca nuoc", "toan quoc", "trung binh ca nuoc", "viet nam"}


class UnknownProvinceError(PapiDeskError):
    """A name no province has or had."""

    message = N_(
        "There is no province “{name}”. Write the name of one of the 34 provinces, or of one of "
        "the 63 there were until 30/6/2025."
    )


class ProvinceChoice(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which province's scores the office looks at: a name of now, or a former one."""

    name: str


def provinces(store: Store | None = None) -> list[Province]:
    """Return the provinces with what they were made of: the 34 since 01/7/2025, or as changed."""
    found: list[Province] = entries.entries(store, entries.PROVINCES)
    return [one for one in found if one.former]


def now_called(name: str, store: Store | None = None) -> Province | None:
    """Return the province that ``name`` (of now or former, with or without dấu) is part of now."""
    wanted = _key(name)
    for province in provinces(store):
        if wanted in map(_key, (province.name, *province.former)):
            return province
    return None


def plain_name(name: str, store: Store | None = None) -> str | None:
    """Return how a province is called among the scores: "Hưng Yên"; "" is the whole country.

    None for what is no province, now or before.
    """
    wanted = _key(name)
    if wanted in _COUNTRY:
        return ""
    for province in provinces(store):
        for known in (province.name, *province.former):
            if _key(known) == wanted:
                return known
    return None


def former_of(name: str, store: Store | None = None) -> tuple[str, ...]:
    """Return the former provinces whose scores went before those of ``name``, itself first."""
    found = now_called(name, store)
    return found.former if found is not None and found.name == name else (name,)


def choice(store: Store) -> str:
    """Return the province the office has chosen, "" while its superiors say which."""
    kept = catalogue.get(store, PROVINCE, ENTRY, ProvinceChoice)
    return kept.name if kept else ""


def choose(store: Store, name: str, *, who: str) -> None:
    """Look at the scores of ``name`` from now on; "" lets the office's superiors say which.

    Raises :class:`UnknownProvinceError`.
    """
    if not name.strip():
        catalogue.remove(store, PROVINCE, ENTRY, who=who)
        return
    known = plain_name(name, store)
    if not known and " ".join(name.split()) != _superior(store, datetime.date.today()):
        raise UnknownProvinceError(name=name[:60])
    catalogue.put(
        store, PROVINCE, ENTRY, ProvinceChoice(name=known or " ".join(name.split())), who=who
    )


def province_of(store: Store, day: datetime.date) -> str:
    """Return the province the office is part of on ``day``, as among the scores; "" when unknown.

    The office's choice, or its superior that is a province. From 01/7/2025 on a former province is
    the one it went into.
    """
    name = choice(store) or _superior(store, day)
    if day < TWO_LEVELS_SINCE:
        return name
    now = now_called(name, store)
    return now.name if now else name


def _superior(store: Store, day: datetime.date) -> str:
    office = offices.on(store, day)
    names = [one.name for one in office.superiors if one.level == "province"]
    if office.level == "province":
        names.insert(0, office.name)
    if not names:
        return ""
    return plain_name(names[0], store) or _WORDS.sub("", " ".join(names[0].split()))


def scores(store: Store | None, province: str) -> list[YearScores]:
    """Return what is known of ``province`` by year, ascending; targets of years to come too.

    A former province keeps its scores under its own name.
    """
    found: list[YearScores] = entries.entries(store, entries.SCORES)
    return sorted((one for one in found if one.province == province), key=lambda one: one.year)


def national(store: Store | None) -> list[YearScores]:
    """Return the means of the whole country by year; "total", and what the office entered."""
    return scores(store, "")


def year_of(store: Store | None, province: str, year: int) -> YearScores:
    """Return what is known of ``province`` in ``year``; with no values when that is nothing."""
    known = next((one for one in scores(store, province) if one.year == year), None)
    return known or YearScores(province=province, year=year)


def with_scores(store: Store | None) -> list[str]:
    """Return the provinces there are scores or targets of, ours first."""
    found: list[YearScores] = entries.entries(store, entries.SCORES)
    return list(dict.fromkeys(one.province for one in found if one.province))


def put_scores(store: Store, record: YearScores, *, who: str) -> YearScores:
    """Keep the scores and targets of a year in place of those that were there, and return them.

    Raises a :class:`~papidesk.domain.catalogue_checks.CatalogueEntryError` for a year, a code or a
    value the index does not have.
    """
    province = " ".join(record.province.split())
    known = plain_name(province, store)
    kept: YearScores = entries.put(
        store, replace(record, province=province if known is None else known), who=who
    )
    return kept


def targets(store: Store | None, province: str, year: int) -> dict[str, float]:
    """Return what ``province`` wants to reach in ``year``, by code."""
    return dict(year_of(store, province, year).targets)


def breaks(store: Store | None = None) -> list[Break]:
    """Return the breaks of the series by year, ours and the office's own."""
    found: list[Break] = entries.entries(store, entries.BREAKS)
    return sorted(found, key=lambda one: one.year)


def cuts(code: str, province: str, store: Store | None = None) -> list[int]:
    """Return the years a line of ``code`` of ``province`` begins anew in.

    The break of 2025 concerns the provinces that were merged.
    """
    now = now_called(province, store)
    merged = now is None or len(now.former) > 1
    return papi_series.break_years(code, breaks(store), province=province, merged=merged)


def lines(scores: Sequence[YearScores], code: str, store: Store | None = None) -> list[Piece]:
    """Return the scores of one province as lines: pieces of (year, score) between breaks.

    A missing year within a piece is None, never 0; a line is drawn through neither.
    """
    if not scores:
        return []
    values = [(one.year, one.values[code]) for one in scores if code in one.values]
    return papi_series.pieces(values, cuts(code, scores[0].province, store))


def latest_published(store: Store | None, province: str) -> int | None:
    """Return the last year there is a score of; None without any. Not the year that is planned."""
    years = [
        one.year
        for one in scores(store, province)
        if any(value is not None for value in one.values.values())
    ]
    return max(years, default=None)


def _key(name: str) -> str:
    bare = _bare(name)
    return _aliases().get(bare, bare)


def _bare(name: str) -> str:
    plain = fold(_WORDS.sub("", " ".join(name.split()).lower())).replace("–", "-")
    return re.sub(r"\s*-\s*", " - ", plain).strip()


@cache
def _aliases() -> dict[str, str]:
    known = default_catalogue.province_aliases()
    return {_bare(alias): _bare(name) for alias, name in known.items()}
