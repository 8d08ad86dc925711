"""The catalogues the program brings along: counters, channels, report duties, PAPI, provinces."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from typing import Any

from papidesk.domain.counters import Channel, Counter
from papidesk.domain.papi import Break, Dimension, Province, YearScores
from papidesk.domain.record import from_plain
from papidesk.domain.report_duty import ReportDuty
from papidesk.paths import resource

_STEP = 10  # between the places of two entries: room for those of an office


@cache
def counters() -> tuple[Counter, ...]:
    """Return our counters in the order of reports."""
    return tuple(from_plain(Counter, row) for row in _rows("counters.toml", "counter"))


@cache
def channels() -> tuple[Channel, ...]:
    """Return our channels."""
    return tuple(from_plain(Channel, row) for row in _rows("channels.toml", "channel"))


@cache
def report_duties() -> tuple[ReportDuty, ...]:
    """Return the duties to report that most provinces set."""
    rows = _rows("report_duties.toml", "duty")
    for row in rows:
        row["terms"] = [_term(term) for term in row.get("terms", ())]
    return tuple(from_plain(ReportDuty, row) for row in rows)


@cache
def provinces() -> tuple[Province, ...]:
    """Return the 34 provinces since 01/7/2025 with the 63 former ones they were made of."""
    return tuple(from_plain(Province, row) for row in _toml("provinces.toml")["province"])


def province_aliases() -> dict[str, str]:
    """Return what some provinces are called besides, with their names."""
    return dict(_toml("provinces.toml")["aliases"])


def first_year_of_new_provinces() -> int:
    """Return the first year of the index that is about the provinces of now."""
    return int(_toml("provinces.toml")["first_index_year"])


@cache
def dimensions() -> tuple[Dimension, ...]:
    """Return all dimensions and sub-dimensions there ever were, in the order of the index."""
    return tuple(
        Dimension(
            code=row["code"],
            name=row["vi"],
            english=row["en"],
            first_year=row["first_year"],
            last_year=row["last_year"],
            official=row["vi_wording_official"],
        )
        for row in _papi()["dimensions"]
    )


@cache
def breaks() -> tuple[Break, ...]:
    """Return the years scores are not to be compared across."""
    return tuple(
        Break(
            year=row["year"],
            codes=tuple(row["codes"]),
            why=row["vi"],
            of_provinces=row.get("of_provinces", False),
        )
        for row in _papi()["breaks"]
    )


@cache
def year_scores() -> tuple[YearScores, ...]:
    """Return the published scores we have: some provinces, and the whole country as ""."""
    found = [
        YearScores(
            province="",
            year=int(year),
            values={"total": row["mean"]},
            lowest=row["min"],
            highest=row["max"],
            scored=row["provinces"],
        )
        for year, row in _papi()["national"].items()
    ]
    for name, tables in _papi()["provinces"].items():
        found += _of_province(name, tables)
    return tuple(found)


def scale(code: str) -> tuple[float, float]:
    """Return the lowest and highest score of a whole dimension ("D1") or of the "total"."""
    least, most = _papi()["scale"]["total" if code == "total" else "dimension"]
    return float(least), float(most)


def _of_province(name: str, tables: dict[str, Any]) -> list[YearScores]:
    by_code = {**tables["by_dimension"], **tables.get("by_subdimension", {})}
    ranks = by_code.pop("rank", {})
    years = sorted({int(year) for row in by_code.values() for year in row})
    return [
        YearScores(
            province=name,
            year=year,
            values={code: row[str(year)] for code, row in by_code.items() if str(year) in row},
            rank=ranks.get(str(year)) or "",
        )
        for year in years
    ]


def _term(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: _day(*row[name]) for name in ("since", "until", "due")}
    return {**row, **days}


def _day(month: int, day: int, year: int = 0) -> dict[str, int]:
    return {"month": month, "day": day, "year": year}


def _rows(file: str, key: str) -> list[dict[str, Any]]:
    rows = [dict(row) for row in _toml(file)[key]]
    for number, row in enumerate(rows, start=1):
        row["order"] = number * _STEP
    return rows


@cache
def _toml(file: str) -> dict[str, Any]:
    return tomllib.loads(resource("catalogue", file).read_text(encoding="utf-8"))


@cache
def _papi() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resource("catalogue", "papi.json").read_text("utf-8"))
    return found
