"""Whatever is done to documents, in whatever order: numbers stay unique, issued papers whole."""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from papidesk.domain.document import Document
from papidesk.domain.life import ACTS, READ_ONLY_STATES, TRANSITIONS, ActName
from papidesk.domain.record import replace, to_json
from papidesk.errors import PapiDeskError
from papidesk.storage import registers
from papidesk.storage.documents import current_version
from papidesk.storage.integrity import verify
from papidesk.workflow import demo, documents, issuing, life, links, versions, workspaces, writing
from tests.workflow.conftest import WHO, flawed, sound

_NOT_ISSUE = [act for act in ACTS if act not in ("issue", "supersede")]


class Lives(RuleBasedStateMachine):
    """Documents of one office, over some years."""

    ids: Bundle[str] = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "xã"
        self.workspace = workspaces.create(path, demo.sample_offices()[0], who=WHO)
        self.store = self.workspace.store
        self.today = datetime.date(2026, 3, 2)
        self.frozen: dict[str, bytes] = {}
        self.given: dict[tuple[str, int, int], str] = {}

    def teardown(self) -> None:
        assert verify(self.store)[1] == []
        self.workspace.close()
        self.folder.cleanup()

    def _issue(self, id: str, number: int | None, reason: str, override: str) -> None:
        before = documents.get(self.store, id)
        with contextlib.suppress(PapiDeskError):
            done = issuing.issue(
                self.store, id, number=number, today=self.today, reason=reason,
                override=override, who=WHO,
            )  # fmt: skip
            entry = registers.of_document(self.store, id)
            assert entry is not None
            key = (entry.series, entry.year, entry.number)
            assert key not in self.given, "a number was given twice"
            highest = max((n for s, y, n in self.given if (s, y) == key[:2]), default=0)
            assert entry.number <= highest + 1 or entry.gap_reason, "a gap without a reason"
            self.given[key] = id
            self.frozen[id] = _text(done)
            assert before.state in TRANSITIONS["issue"][0]

    @initialize(target=ids)
    def three_drafts(self) -> MultipleResults[str]:
        made = [documents.save(self.store, sound(), who=WHO).id for _ in range(3)]
        return multiple(*made)

    @rule(id=ids)
    def issue_as_proposed(self, id: str) -> None:
        self._issue(id, None, "", "gấp")

    @rule(id=ids)
    def issue_anew(self, id: str) -> None:
        """Issue a copy: it is a draft whatever became of the other."""
        self._issue(links.duplicate(self.store, id, who=WHO).id, None, "", "gấp")

    @rule(target=ids, bad=st.booleans())
    def draft(self, bad: bool) -> str:
        return documents.save(self.store, flawed() if bad else sound(), who=WHO).id

    @rule(
        id=ids,
        number=st.sampled_from([None, None, None, 1, 2, 4]),
        reason=st.sampled_from(["", "sổ giấy"]),
        override=st.sampled_from(["", "gấp"]),
    )
    def issue(self, id: str, number: int | None, reason: str, override: str) -> None:
        self._issue(id, number, reason, override)

    @rule(id=ids, act=st.sampled_from(_NOT_ISSUE), reason=st.sampled_from(["", "lý do"]))
    def act(self, id: str, act: ActName, reason: str) -> None:
        before = documents.get(self.store, id)
        try:
            after = life.perform(self.store, id, act, reason=reason, who=WHO, today=self.today)
        except PapiDeskError:
            assert documents.get(self.store, id) == before, "a refused act changed something"
            return
        allowed, target = TRANSITIONS[act]
        assert before.state in allowed
        assert after.state == target
        assert _text(after) == _text(before), "an act changed the text"
        assert life.acts(self.store, id)[0].after == target

    @rule(old=ids, new=ids)
    def supersede(self, old: str, new: str) -> None:
        with contextlib.suppress(PapiDeskError):
            life.supersede(self.store, old, new, who=WHO)
            assert documents.get(self.store, old).state == "superseded"

    @rule(id=ids, text=st.sampled_from(["sửa một", "sửa hai"]), kept=st.booleans())
    def write(self, id: str, text: str, kept: bool) -> None:
        before = documents.get(self.store, id)
        changed = replace(before, abstract=text)
        version = current_version(self.store, id)
        try:
            if kept:
                writing.keep(self.store, changed, based_on=version, who=WHO)
            else:
                writing.autosave(self.store, changed, based_on=version, who=WHO)
        except PapiDeskError:
            assert documents.get(self.store, id) == before
            return
        assert before.state not in READ_ONLY_STATES or changed == before

    @rule(id=ids, keep=st.booleans())
    def crash(self, id: str, keep: bool) -> None:
        with contextlib.suppress(PapiDeskError):
            if keep:
                writing.recover(self.store, id, who=WHO)
            else:
                writing.discard(self.store, id)

    @rule(id=ids, version=st.integers(1, 4))
    def restore(self, id: str, version: int) -> None:
        before = documents.get(self.store, id)
        with contextlib.suppress(PapiDeskError):
            assert versions.restore(self.store, id, version, who=WHO).state == before.state

    @rule(target=ids, id=ids)
    def duplicate(self, id: str) -> str:
        made = links.duplicate(self.store, id, who=WHO)
        assert (made.number, made.state) == (None, "draft")
        return made.id

    @rule(id=ids)
    def trash(self, id: str) -> None:
        before = documents.get(self.store, id).state
        with contextlib.suppress(PapiDeskError):
            documents.trash(self.store, [id], who=WHO)
            assert before in ("draft", "returned")

    @rule(id=ids)
    def untrash(self, id: str) -> None:
        documents.untrash(self.store, [id], who=WHO)

    @rule(days=st.sampled_from([1, 40, 200, -400]))
    def pass_time(self, days: int) -> None:
        self.today += datetime.timedelta(days=days)
        self.today = max(self.today, datetime.date(2025, 1, 5))

    @invariant()
    def numbers_run_in_order_and_none_is_given_twice(self) -> None:
        for year in range(2025, 2032):
            for series in {key[0] for key in self.given if key[1] == year}:
                entries = registers.entries(self.store, year, series)
                numbers = [entry.number for entry in entries]
                assert numbers == sorted(set(numbers))
                days = [entry.date for entry in entries]
                assert days == sorted(days), "numbers and dates run apart"

    @invariant()
    def what_was_issued_never_changes(self) -> None:
        for id, text in self.frozen.items():
            assert _text(documents.get(self.store, id)) == text


def _text(document: Document) -> bytes:
    return to_json(replace(document, state="draft"))


Lives.TestCase.settings = settings(max_examples=30, stateful_step_count=30)
TestLives = Lives.TestCase
