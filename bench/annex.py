"""A landscape annex with a long table to PDF: ours and bare ReportLab with paragraph cells."""

from __future__ import annotations

from bench import bare_reportlab, content
from bench.measure import OURS, Row, each, in_turn


def rows() -> list[Row]:
    """Measure 200, 600 and 2,000 rows."""
    return [_row(count) for count in (200, 600, 2000)]


def _row(count: int) -> Row:
    from papidesk.printing.render import render

    rounds = 3
    sides = in_turn(
        {
            OURS: each(render, lambda edition: content.annexed(count, edition), rounds),
            "bare ReportLab": each(
                bare_reportlab.annex, lambda edition: content.annex_rows(count, edition), rounds
            ),
        },
        rounds,
    )
    return Row(
        "A landscape annex to PDF", f"{count} rows", count, sides, reach={"bare ReportLab": 1.1}
    )
