"""Evidence as the window handles it: what is attached, what waits to be, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from papidesk.domain.activity import Evidence, EvidenceOwner
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.workflow import workspaces
from ui.background import Job
from ui.context import Context
from ui.failures import sentence_of
from ui.words import size_text

PICTURES = ("image/",)
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """What a person wants to attach: a file, a link or a paper of the workspace."""

    name: str
    path: Path | None = None
    url: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list: evidence that is attached, or what waits to be (``new``).

    ``problem`` says why a file cannot be opened, "" when it can.
    """

    evidence: Evidence | None = None
    new: NewEvidence | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        if self.evidence is not None:
            return self.evidence.name
        return self.new.name if self.new is not None else ""

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        one = self.evidence or self.new
        if self.problem:
            return "warning"
        if one is None or getattr(one, "url", ""):
            return "link"
        if one.document:
            return "document"
        return "camera" if self.pictured else "evidence"

    @property
    def pictured(self) -> bool:
        """Tell whether it is a photo or another picture."""
        return self.evidence is not None and self.evidence.media_type.startswith(PICTURES)

    @property
    def below(self) -> str:
        """What stands below its name."""
        if self.problem:
            return self.problem
        if self.new is not None:
            return _("is attached when you save")
        one = self.evidence
        if one is None:
            return ""
        parts = [one.url, _("paper of this workspace") if one.document else ""]
        parts.append(size_text(one.bytes) if one.sha256 else "")
        if one.taken_on is not None:
            parts.append(_("taken on {day}").format(day=f"{one.taken_on:%d/%m/%Y}"))
        parts.append(one.note)
        return " · ".join(part for part in parts if part)


def evidence_kinds() -> str:
    """Return the filter of file dialogs that ask for evidence."""
    return _("Photos, scans and papers (*.jpg *.jpeg *.png *.pdf *.docx *.xlsx *.mp3 *.mp4)")


def shown_of(store: Store, owner: EvidenceOwner, owner_id: str) -> list[Shown]:
    """Return what is attached to ``owner_id``, with what became of files that are gone."""
    from papidesk.workflow import evidence

    found = []
    for one in evidence.of(store, owner, owner_id):
        problem = ""
        if one.sha256:
            try:
                # Only that it is there and as large as it was: opening it checks every byte.
                evidence.content_path(store, one)
            except PapiDeskError as error:
                problem = sentence_of(error)
        found.append(Shown(evidence=one, problem=problem))
    return found


def attach(
    store: Store, owner: EvidenceOwner, owner_id: str, new: NewEvidence, *, who: str
) -> tuple[Evidence, str]:
    """Attach ``new`` to ``owner_id``; return it and what there is to say about it, "" mostly."""
    from papidesk.workflow import evidence

    if new.path is not None:
        made = evidence.attach(store, owner, owner_id, new.path, who=who)
        remark = made.remark
        said = _(remark.message).format(**remark.values) if remark is not None else ""
        return made.evidence, said
    if new.url:
        return evidence.attach_link(store, owner, owner_id, new.url, name=new.name, who=who), ""
    return evidence.attach_document(store, owner, owner_id, new.document, who=who), ""


@dataclass(frozen=True, slots=True)
class Attached:
    """What came of attaching several: the good ones, and sentences on refused and odd ones."""

    good: tuple[Evidence, ...]
    said: tuple[str, ...]


def attach_all(
    context: Context,
    owner: EvidenceOwner,
    owner_id: str,
    items: tuple[NewEvidence, ...],
    job: Job,
) -> Attached:
    """Attach ``items`` one by one, away from the window; a refused one leaves the others."""
    good: list[Evidence] = []
    sentences: list[str] = []
    with workspaces.open_store(context.workspace) as store:
        for number, new in enumerate(items):
            job.step(number, len(items))
            try:
                made, said = attach(store, owner, owner_id, new, who=context.who)
            except PapiDeskError as error:
                sentences.append(sentence_of(error))
                continue
            good.append(made)
            if said:
                sentences.append(said)
    return Attached(tuple(good), tuple(sentences))
