"""How many of a superior's duties are found: recall and precision against keys made by hand.

The papers lie in ../shared and stay there: a key names a paper by the beginning of its SHA-256 and
a duty by its place, no word of it.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from papidesk.drafting.duties import find
from papidesk.workflow.reading import recognise_file

SHARED = Path(__file__).resolve().parents[2] / "shared"
# Of each paper: blocks with a duty for those below, then rows of its annex's table.
KEYS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "99cda89e7e33": ((33, 34, 35), ()),
    "47a7074a42fa": (
        (23, 40, 48, 49, 57, 71, 96, 97, 101, 102, 103, 104, 105, 108),
        (2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
    ),
    "4fd0424b642f": ((5,), ()),
}


def wanted(blocks: tuple[int, ...], rows: tuple[int, ...]) -> set[str]:
    """Return the places of a key as duties name them."""
    return {f"blocks/{n}" for n in blocks} | {f"annexes/0/blocks/0/rows/{n}" for n in rows}


def measure(folder: Path = SHARED) -> list[tuple[str, int, int, int]]:
    """Return of each paper with a key: its hash, duties there, found, found rightly."""
    measured = []
    for path in sorted([*folder.glob("seeds/*.txt"), *folder.glob("real/*.docx")]):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        if digest not in KEYS:
            continue
        key = wanted(*KEYS[digest])
        found = {duty.path for duty in find(recognise_file(path).document)}
        measured.append((digest, len(key), len(found), len(found & key)))
    return measured


def main() -> int:
    """Print recall and precision of each paper and of all."""
    rows = measure()
    if not rows:
        print("the real papers are not here (../shared)")
        return 0
    total = ("all", *(sum(row[n] for row in rows) for n in (1, 2, 3)))
    for digest, there, found, right in [*rows, total]:
        recall, precision = right / max(1, int(there)), right / max(1, int(found))
        print(f"{digest:14} duties {there:3} found {found:3} right {right:3}  "
              f"recall {recall:.0%} precision {precision:.0%}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
