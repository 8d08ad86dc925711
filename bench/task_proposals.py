"""How many tasks of real plans are proposed, and for whom: recall, precision, right leads.

The papers lie in ../shared and stay there. A key made by hand names a paper by the beginning of
its SHA-256, a task by the number of its block, and who leads by the number of the block that says
so (-1: nobody is named); no word of the papers stands here. Blocks about which two readers would
differ (forms of propaganda, contents to be spread) are left out of both sums. The rules were
written with these papers at hand: what is new to the program will do less well.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from papidesk.domain.blocks import Block, Table
from papidesk.domain.default_catalogue import counters
from papidesk.domain.document import Document
from papidesk.domain.record import Record
from papidesk.domain.task_proposal import TaskProposal
from papidesk.domain.unit_names import key
from papidesk.drafting.task_proposals import find
from papidesk.workflow.reading import recognise_file

SHARED = Path(__file__).resolve().parents[2] / "shared"
# Of each paper: runs of blocks (first, last, block that names who leads), then blocks that are
# open to debate, then rows of tables (block, first, last row) of annexes ("a0/0") or the text.
Runs = tuple[tuple[int, int, int], ...]
SELF = -2  # the block itself says who


class Key(Record, frozen=True, kw_only=True):
    """What is right for one paper."""

    runs: Runs = ()
    debatable: tuple[int, ...] = ()
    rows: tuple[tuple[str, tuple[int, ...]], ...] = ()


KEYS: dict[str, Key] = {
    "a7e217bf7938": Key(
        runs=(
            (17, 19, -1), (24, 25, 23), (28, 30, 27), (32, 32, 31), (35, 35, 34), (38, 38, 37),
        ),
        debatable=(11, 12, 13, 14, 15, 21),
    ),
    "f04583a1a784": Key(
        runs=((21, 21, -1), (25, 27, 24), (29, 30, 28), (32, 32, 31), (34, 34, 33)),
        debatable=(12, 13, 14, 15, 16, 17, 19, 20, 22),
    ),
    "8ede2f582c30": Key(
        runs=(
            (13, 20, -1), (23, 23, -1), (28, 28, -1), (30, 30, -1), (33, 35, 32), (37, 38, 36),
            (40, 40, 39), (42, 42, 41), (44, 44, 43), (46, 46, 45), (48, 48, 47), (50, 50, 49),
            (52, 52, 51), (54, 54, 53),
        ),
        debatable=(12, 24, 25, 26, 27),
    ),
    "99cda89e7e33": Key(
        runs=((17, 18, -1), (21, 22, 20), (24, 26, 23), (28, 29, 27), (31, 31, 30), (33, 35, 32)),
        debatable=(16,),
    ),
    "ca0e1aa621d4": Key(runs=((17, 22, -1),)),
    "8cf5ce4cf326": Key(
        runs=(
            (25, 30, 32), (34, 41, 43), (45, 49, 51), (53, 57, 59), (61, 63, 65), (68, 69, -1),
            (71, 73, -1), (75, 77, -1), (79, 82, -1), (84, 87, -1), (89, 94, SELF), (96, 97, SELF),
        ),
    ),
    "47a7074a42fa": Key(
        runs=(
            (12, 14, -1), (16, 18, -1), (20, 21, -1), (23, 23, SELF), (24, 26, -1), (28, 31, -1),
            (33, 34, SELF), (35, 36, -1), (38, 40, -1), (42, 43, -1), (48, 49, 47), (51, 61, 50),
            (63, 67, 62), (69, 74, 68), (76, 78, 75), (80, 81, 79), (83, 84, 82), (86, 88, 85),
            (90, 93, 89), (95, 97, 94), (99, 99, 98), (101, 105, 100), (108, 108, SELF),
        ),
        rows=(("annexes/0/blocks/0", tuple(range(2, 16))),),
    ),
    "f59ca886ae14": Key(
        runs=((22, 22, 21), (24, 25, 23), (27, 29, 26), (31, 33, 30), (35, 35, SELF)),
        rows=(
            ("blocks/15", (2, 3, 4, 5, 7)), ("blocks/17", (2, 3, 4, 5, 7)),
            ("blocks/19", (2, 3, 4, 5, 7)),
        ),
    ),
    "4fd0424b642f": Key(runs=((2, 5, SELF),)),
    "15adbf4d654c": Key(),
    "2583a2657b26": Key(
        runs=((6, 10, 5), (12, 13, 11), (15, 16, 14), (18, 19, 17), (21, 21, SELF)),
    ),
    "9c76f8b43961": Key(
        runs=(
            (11, 11, SELF), (12, 13, -1), (15, 17, -1), (19, 21, -1), (23, 24, -1), (27, 29, 26),
            (31, 33, 30), (35, 38, 34), (40, 43, 39), (45, 47, SELF),
        ),
    ),
}  # fmt: skip


class Score(Record, frozen=True, kw_only=True):
    """What came of one paper."""

    name: str
    wanted: int
    found: int
    right: int
    leads: int
    led: int


def measure(folder: Path = SHARED) -> list[Score]:
    """Return a score for each paper with a key."""
    scores = []
    for path in sorted([*folder.glob("seeds/*.txt"), *folder.glob("real/*.*")]):
        name = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        known = KEYS.get(name)
        if known is None:
            continue
        document = recognise_file(path).document
        year = document.date.year or 2024
        found = find(document, year=year, counters=counters())
        scores.append(_score(name, document, known, found))
    return scores


def _score(name: str, document: Document, known: Key, found: tuple[TaskProposal, ...]) -> Score:
    leads: dict[str, int] = {}
    for first, last, named in known.runs:
        leads |= {f"blocks/{at}": named for at in range(first, last + 1)}
    places = set(leads)
    places |= {f"{table}/rows/{row}" for table, rows in known.rows for row in rows}
    debatable = {f"blocks/{at}" for at in known.debatable}
    proposed = {one.path: one for one in found if one.path not in debatable}
    right = places & proposed.keys()
    led = sum(_lead_right(document, proposed[at], leads[at]) for at in right if at in leads)
    return Score(
        name=name,
        wanted=len(places),
        found=len(proposed),
        right=len(right),
        leads=sum(1 for at in right if at in leads),
        led=led,
    )


def _lead_right(document: Document, proposal: TaskProposal, named: int) -> bool:
    """Tell whether the lead is the one its block names; none where nobody is named."""
    lead = key(proposal.task.lead)
    if named == -1:
        return not lead
    at = int(proposal.path.split("/")[1]) if named == SELF else named
    return bool(lead) and lead in key(_text(document.blocks[at]))


def _text(block: Block) -> str:
    return "" if isinstance(block, Table) else str(getattr(block, "text", ""))


def main() -> int:
    """Print recall, precision and the share of right leads of each paper and of all."""
    scores = measure()
    if not scores:
        print("the real papers are not here (../shared)")
        return 0
    names = ("wanted", "found", "right", "leads", "led")
    sums = {name: sum(getattr(one, name) for one in scores) for name in names}
    for one in [*scores, Score(name="all", **sums)]:
        recall, precision = one.right / max(1, one.wanted), one.right / max(1, one.found)
        print(
            f"{one.name:14} tasks {one.wanted:3} proposed {one.found:3} right {one.right:3}  "
            f"recall {recall:.0%} precision {precision:.0%} leads {one.led}/{one.leads}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
