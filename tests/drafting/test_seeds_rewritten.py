"""Each real paper can be written anew in the program from a template: the same sections, levels.

The real papers lie beside the checkout; without them these tests have no cases.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from papidesk.domain.blocks import Block, Heading, Item, Paragraph
from papidesk.domain.completing import complete
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.numbering import core, numbers
from papidesk.domain.office import Office
from papidesk.domain.paper import paper
from papidesk.domain.record import replace
from papidesk.domain.text_places import Edit, edited
from papidesk.storage import documents as stored
from papidesk.storage import offices
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from papidesk.text.fold import fold
from papidesk.workflow import templates, writing
from papidesk.workflow.reading import recognise_file
from tests.conftest import shared_files
from tests.drafting.offices_made import office

# The template a clerk would begin with, by the beginning of the file's name.
TEMPLATES = {
    "000": "ke-hoach-truyen-thong-papi",
    "001": "ke-hoach-truyen-thong-cchc",
    "002": "ke-hoach-nang-cao-papi",
    "003": "ke-hoach-truyen-thong-papi",
    "004": "bao-cao-dinh-ky",
}
_PARTS = re.compile(r"ỦY BAN NHÂN DÂN (.+)", re.IGNORECASE)


def recognised(path: Path) -> Document:
    """Return the real paper without what belongs to the file: numbers as written, ids."""
    document = complete(recognise_file(path).document)
    blocks = tuple(_bare(block) for block in document.blocks)
    signature = replace(document.signature, as_written=())
    return replace(document, blocks=blocks, signature=signature, asides=(), guessed=())


def _bare(block: Block) -> Block:
    if isinstance(block, Heading):
        # The program computes numbers: what differs was a slip of the paper.
        return replace(block, number_as_written="", id="")
    return replace(block, id="")


def writer_of(seed: Document) -> Office:
    found = _PARTS.match(seed.issuer)
    name = found[1].lower() if found else "xã An Hòa"
    province = name.startswith("tỉnh")
    return office(
        name,
        preset="three-level",
        level="province" if province else "commune",
        superior="" if province else "huyện Bình Giang",
    )


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    """Return what makes the paper: sort, level, computed number and text of each block."""
    printed = numbers(document.blocks, document.scheme)
    return [
        (type(block).__name__, getattr(block, "level", 0), core(number), getattr(block, "text", ""))
        for block, number in zip(document.blocks, printed, strict=True)
    ]


Operation = tuple[str, int, object]


def operations(now: tuple[Block, ...], wanted: tuple[Block, ...]) -> Iterator[Operation]:
    """Yield what a person does to come from ``now`` to ``wanted``, from the end to the beginning.

    Blocks that only differ in their words are written over, others are taken out and put in.
    """
    keys = [_key(block) for block in now], [_key(block) for block in wanted]
    steps = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
    for kind, first, last, start, end in reversed(steps):
        if kind == "equal":
            for index in range(last - first - 1, -1, -1):
                old, new = now[first + index], wanted[start + index]
                if old != new:
                    yield "write", first + index, new
            continue
        for index in range(last - 1, first - 1, -1):
            yield "remove", index, None
        for index in range(end - 1, start - 1, -1):
            yield "insert", first, wanted[index]


def _key(block: Block) -> tuple[str, int, str]:
    # A section is found again by its title, other blocks by their place in it.
    title = fold(getattr(block, "text", ""))[:18] if isinstance(block, Heading) else ""
    return type(block).__name__, getattr(block, "level", 0), title


def done(document: Document, operation: Operation) -> Document:
    kind, index, block = operation
    blocks = list(document.blocks)
    if kind == "remove":
        del blocks[index]
    elif kind == "insert":
        blocks.insert(index, block)  # type: ignore[arg-type]
    else:
        assert isinstance(block, Heading | Item | Paragraph)
        old = getattr(blocks[index], "text", "")
        edit = Edit(start=0, end=len(old), text=block.text)
        document = edited(document, f"blocks/{index}", [edit])
        blocks = list(document.blocks)
        blocks[index] = block
    return replace(document, blocks=tuple(blocks))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Workspace.create(tmp_path / "xã") as made:
        yield made.store


@pytest.mark.parametrize("path", shared_files("seeds/*.txt"), ids=lambda path: path.name[:3])
def test_a_real_paper_is_written_anew_from_a_template(path: Path, store: Store) -> None:
    seed = recognised(path)
    offices.save(store, writer_of(seed))
    year = seed.date.year or 2024
    today = datetime.date(year, 3, 1)
    template = TEMPLATES[path.name[:3]]
    draft = templates.make(store, template, {}, today=today, who="x", year=year)
    assert draft.kind == seed.kind
    begun = {fold(b.text) for b in draft.blocks if isinstance(b, Heading) and b.level == 1}
    titles = {fold(b.text) for b in seed.blocks if isinstance(b, Heading) and b.level == 1}
    assert begun & titles, "the template begins with none of the paper's sections"
    document = draft
    for operation in operations(draft.blocks, seed.blocks):
        document = done(document, operation)
    document = replace(
        document,
        abstract=seed.abstract, bases=seed.bases, addressees=seed.addressees,
        closing=seed.closing, recipients=seed.recipients, signature=seed.signature,
        number=seed.number, date=seed.date, place=seed.place, annexes=seed.annexes,
        footnotes=seed.footnotes,
    )  # fmt: skip
    kept, version = writing.keep(
        store, document, based_on=stored.current_version(store, draft.id), who="x"
    )
    written = stored.get(store, kept.id)
    assert version == 2
    assert outline(written) == outline(seed)
    assert written.recipients == seed.recipients
    assert written.signature.lines == seed.signature.lines
    assert written.date in (seed.date, IssueDate(year=year))
    ours, theirs = paper(written), paper(seed)
    assert [getattr(line, "plain", "") for line in ours.body] == [
        getattr(line, "plain", "") for line in theirs.body
    ]
    assert (ours.kind, ours.abstract, ours.foot) == (theirs.kind, theirs.abstract, theirs.foot)
