"""Invented reports of units, as they are published."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.ids import new_id
from papidesk.domain.published import PublishedFigure, PublishedReport

WHEN = datetime.datetime(2026, 6, 18, 7, 30, tzinfo=datetime.UTC)


def report(unit: str, period: str, *quantities: str, duty: str = "papi") -> PublishedReport:
    """Return a report with one counter for each of ``quantities``."""
    return PublishedReport(
        bundle=new_id(),
        manifest_sha256="ab" * 32,
        unit=unit,
        unit_name=f"xã {unit}",
        unit_now=unit,
        unit_now_name=f"xã {unit}",
        duty=duty,
        period=period,
        since=datetime.date(2025, 12, 15),
        until=datetime.date(2026, 6, 14),
        state="received",
        received_at=WHEN,
        figures=tuple(
            PublishedFigure(
                counter=f"chi-tieu-{place}",
                counter_name="=Tin, bài đã phát",
                counter_unit="tin, bài",
                adds_up="sum",
                value=Decimal(quantity),
                total=Decimal(quantity),
                entries=place + 1,
                last=Decimal(quantity) if place % 2 else None,
                last_day=datetime.date(2026, 6, 1) if place % 2 else None,
            )
            for place, quantity in enumerate(quantities)
        ),
    )
