"""Figures of a window written as an Excel workbook."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from papidesk.domain.counters import Figure
from papidesk.domain.filters import FigureQuery
from papidesk.domain.periods import BadPeriodError, parse
from papidesk.sheets.figure_sheet import FigureSheet, SheetRow, workbook
from papidesk.storage.store import Store
from papidesk.workflow import figures, offices
from papidesk.workflow.files import write_whole


def figure_sheet(store: Store, query: FigureQuery, *, codes: Sequence[str] = ()) -> FigureSheet:
    """Return the figures of ``codes`` (empty: all of the log) in ``query``, in their groups."""
    lines = figures.table(store, query, codes=codes)
    rows: list[SheetRow] = []
    group = ""
    for line in lines:
        if line.counter.group and line.counter.group != group:
            rows.append(SheetRow(title=line.counter.group))
        group = line.counter.group
        reached = line.so_far or line.figure
        share = None
        if line.target and reached.value is not None:
            share = (reached.value * 100 / line.target).quantize(Decimal("0.1"))
        rows.append(
            SheetRow(
                title=line.counter.name,
                unit=line.counter.unit,
                value=line.figure.value,
                previous=_value(line.previous),
                change=figures.difference(line.figure, line.previous),
                last_year=_value(line.last_year),
                change_year=figures.difference(line.figure, line.last_year),
                target=line.target,
                reached=share,
                entries=line.figure.entries,
            )
        )
    office = offices.on(store, datetime.date.today())
    return FigureSheet(
        office=office.issuer,
        window=window_name(query).upper(),
        since=query.since,
        narrowed=narrowing_name(query),
        rows=tuple(rows),
    )


def write_figures(
    store: Store, target: Path, query: FigureQuery, *, codes: Sequence[str] = ()
) -> Path:
    """Write the workbook and return its path; raises what a full disk or a locked file does."""
    return write_whole(target, workbook(figure_sheet(store, query, codes=codes)))


def window_name(query: FigureQuery) -> str:
    """Return the window in the words of papers: "6 tháng đầu năm 2026 (15/12/2025 – 14/6/2026)"."""
    days = f"{query.since:%d/%m/%Y} – {query.until:%d/%m/%Y}"
    try:
        return f"{parse(query.period).label} ({days})"
    except BadPeriodError:
        return days


def narrowing_name(query: FigureQuery) -> str:
    """Return what the log is narrowed to; "" for all of it."""
    parts = (*query.units, *query.channels, *query.dimensions)
    return f"Phạm vi: {', '.join(parts)}" if parts else ""


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure is not None else None
