"""A text file to PDF from a cold start: our whole program, a bare script, LibreOffice."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import content
from bench.measure import OURS, ROOT, Row, processes_in_turn, python
from bench.word import bare

SIZES = {"3 pages": 1, "12 pages": 4, "48 pages": 16}


def rows() -> list[Row]:
    """Measure three lengths of the same text; recognising and checking are within ours."""
    with tempfile.TemporaryDirectory() as folder:
        return [_row(Path(folder), size, repeat) for size, repeat in SIZES.items()]


def _row(folder: Path, size: str, repeat: int) -> Row:
    source, word = folder / f"plan{repeat}.txt", folder / f"plan{repeat}.docx"
    source.write_text(content.text(repeat), encoding="utf-8")
    word.write_bytes(bare(content.lines(repeat)))
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    sides = processes_in_turn(
        {
            OURS: python(ROOT / "main.py", "convert", source, "-o", folder / "ours.pdf"),
            "bare ReportLab script": python(
                ROOT / "bench" / "bare_reportlab.py", source, folder / "bare.pdf"
            ),
            "LibreOffice (docx)": [
                "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, word,
            ],
        },
        rounds=7 if repeat < 16 else 3,
    )  # fmt: skip
    return Row(
        "convert TEXT.txt -o OUT.pdf, cold process",
        size,
        repeat * 3,
        sides,
        reach={"bare ReportLab script": 1.6, "LibreOffice (docx)": 1 / 3},
        most_mebibytes=70 if repeat == 1 else None,
    )
