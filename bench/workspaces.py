"""Workspaces full of invented documents, for the comparisons that need many."""

from __future__ import annotations

import datetime
from pathlib import Path

from bench import content
from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.ids import new_id
from papidesk.domain.record import replace
from papidesk.storage import documents
from papidesk.storage.schema import AUDIT
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from papidesk.workflow import demo
from papidesk.workflow import workspaces as offices

FIRST_DAY = datetime.date(2004, 1, 1)
MOMENT = "2024-01-18T02:00:00Z"
# So many documents a rare word stands in, whatever the size.
RARE = 20
VILLAGES = ("Đông Hà", "Tây Sơn", "Nam Thắng", "Bắc Lý", "Trung Nghĩa", "Thượng Cát", "Hạ Long")


def paper(number: int, kilobytes: float = 5) -> Document:
    """Return the document of a number: of about ``kilobytes``, each dated, each a little other.

    Every document has "truyền thông"; one in ten "đối ngoại"; :data:`RARE` of them "thủy lợi".
    """
    day = FIRST_DAY + datetime.timedelta(days=number % 7300)
    village = VILLAGES[number % len(VILLAGES)]
    sentences = [f"Thôn {village} thực hiện đợt {number}: {content.SENTENCES[number % 3]}"]
    if number % 10 == 0:
        sentences.append("Công tác đối ngoại nhân dân được duy trì.")
    if number < RARE:
        sentences.append("Tu sửa công trình thủy lợi trước mùa mưa bão.")
    size = sum(len(sentence.encode()) for sentence in sentences)
    while size < kilobytes * 1000:
        sentences.append(content.SENTENCES[len(sentences) % 3])
        size += len(sentences[-1].encode())
    return replace(
        content.document(),
        id=new_id(),
        number=str(number % 300 + 1),
        date=IssueDate.of(day),
        abstract=f"Truyền thông về cải cách hành chính đợt {number} tại thôn {village}",
        blocks=tuple(Paragraph(text=sentence) for sentence in sentences),
    )


def fill(store: Store, numbers: range, kilobytes: float = 5) -> None:
    """Keep the documents of ``numbers``, a thousand in each unit of work."""
    for begin in range(numbers.start, numbers.stop, 1000):
        with store.unit_of_work():
            for number in range(begin, min(begin + 1000, numbers.stop)):
                documents.save(store, paper(number, kilobytes), who="bench")


def log(store: Store, count: int) -> None:
    """Keep ``count`` entries of the audit log."""
    rows = ((new_id(), MOMENT, "bench", "save", "document", "") for _ in range(count))
    with store.unit_of_work():
        store.bulk(AUDIT, ("id", "at", "who", "act", "subject", "detail"), rows)


def full(folder: Path, count: int, entries: int = 0, kilobytes: float = 5) -> Workspace:
    """Return a new workspace with ``count`` documents and ``entries`` log entries, open."""
    workspace = offices.create(folder, demo.sample_offices()[0], who="bench")
    fill(workspace.store, range(count), kilobytes)
    if entries:
        log(workspace.store, entries)
    return workspace
