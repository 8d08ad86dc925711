"""Autosaved text, versions, copies and links."""

from __future__ import annotations

import pytest

from papidesk.domain.record import replace
from papidesk.storage import drafts, trash
from papidesk.storage.documents import (
    ChangedMeanwhileError,
    FrozenDocumentError,
    UnknownDocumentError,
    UnknownVersionError,
)
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.workflow import documents, issuing, links, versions, writing
from tests.workflow.conftest import WHO, kept, sound
from tests.workflow.test_life import TODAY, perform


def test_autosaved_text_is_found_again_and_makes_a_version_when_kept(store: Store) -> None:
    draft = kept(store)
    changed = replace(draft, abstract="Đang viết dở")
    assert writing.autosave(store, changed, based_on=1, who=WHO)
    assert documents.get(store, draft.id).abstract == draft.abstract
    (found,) = writing.recoverable(store)
    assert (found.id, found.title, found.stale, found.open) == (
        draft.id, "Đang viết dở", False, True,
    )  # fmt: skip
    assert writing.recover(store, draft.id, who=WHO) == changed
    assert writing.recoverable(store) == []
    assert [one.reason for one in versions.history(store, draft.id)] == ["recover", ""]


def test_text_that_is_what_was_kept_leaves_nothing_to_recover(store: Store) -> None:
    draft = kept(store)
    writing.autosave(store, replace(draft, abstract="x"), based_on=1, who=WHO)
    assert not writing.autosave(store, draft, based_on=1, who=WHO)
    assert drafts.ids(store) == []


def test_discarded_text_is_gone_and_the_version_stands(store: Store) -> None:
    draft = kept(store)
    writing.autosave(store, replace(draft, abstract="bỏ đi"), based_on=1, who=WHO)
    writing.discard(store, draft.id)
    assert writing.recoverable(store) == []
    assert writing.recover(store, draft.id, who=WHO) == draft


def test_of_two_writers_the_second_is_told_and_nothing_is_lost(store: Store) -> None:
    draft = kept(store)
    mine, theirs = replace(draft, abstract="Của tôi"), replace(draft, abstract="Của người khác")
    writing.autosave(store, mine, based_on=1, who=WHO)
    documents.save(store, theirs, who="Người khác")
    with pytest.raises(ChangedMeanwhileError):
        writing.keep(store, mine, based_on=1, who=WHO)
    (found,) = writing.recoverable(store)
    assert found.stale
    assert writing.recover(store, draft.id, who=WHO).abstract == "Của tôi"
    assert versions.version(store, draft.id, 2).abstract == "Của người khác"


def test_an_older_text_does_not_push_out_a_later_one(store: Store) -> None:
    draft = kept(store)
    documents.save(store, replace(draft, abstract="hai"), who=WHO)
    writing.autosave(store, replace(draft, abstract="ba"), based_on=2, who=WHO)
    with pytest.raises(ChangedMeanwhileError):
        writing.autosave(store, replace(draft, abstract="cũ"), based_on=1, who=WHO)
    kept_draft = drafts.get(store, draft.id)
    assert kept_draft is not None
    assert kept_draft.document.abstract == "ba"


def test_unknown_documents_are_not_written(store: Store) -> None:
    with pytest.raises(UnknownDocumentError):
        writing.autosave(store, replace(sound(), id="x" * 36), based_on=1, who=WHO)


def test_text_left_of_a_document_in_the_trash_is_not_offered(store: Store) -> None:
    draft = kept(store)
    writing.autosave(store, replace(draft, abstract="x"), based_on=1, who=WHO)
    documents.trash(store, [draft.id], who=WHO)
    assert writing.recoverable(store) == []
    documents.untrash(store, [draft.id], who=WHO)
    assert len(writing.recoverable(store)) == 1


def test_a_damaged_autosaved_text_is_passed_over_and_told_by_verify(store: Store) -> None:
    draft = kept(store)
    writing.autosave(store, replace(draft, abstract="x"), based_on=1, who=WHO)
    with store.unit_of_work():
        store.write("UPDATE drafts SET content = replace(content, 'Nguyễn', 'Nguyên')")
    assert writing.recoverable(store) == []
    with pytest.raises(drafts.DamagedDraftError):
        writing.recover(store, draft.id, who=WHO)
    assert [type(one) for one in verify(store)[1]] == [drafts.DamagedDraftError]
    perform(store, draft.id, "submit", "withdraw")
    writing.discard(store, draft.id)
    assert verify(store)[1] == []


def test_any_version_comes_back_as_a_new_one_and_the_state_stays(store: Store) -> None:
    draft = kept(store)
    documents.save(store, replace(draft, abstract="hai"), who=WHO)
    perform(store, draft.id, "submit", "return")
    restored = versions.restore(store, draft.id, 1, who=WHO)
    assert (restored.abstract, restored.state) == (draft.abstract, "returned")
    assert [one.version for one in versions.history(store, draft.id)] == [5, 4, 3, 2, 1]
    assert versions.version(store, draft.id, 2).abstract == "hai"
    with pytest.raises(UnknownVersionError):
        versions.restore(store, draft.id, 99, who=WHO)


def test_versions_of_an_issued_document_are_compared_and_never_brought_back(store: Store) -> None:
    draft = kept(store)
    documents.save(store, replace(draft, abstract="Tuyên truyền năm 2026"), who=WHO)
    issuing.issue(store, draft.id, today=TODAY, who=WHO)
    places = {change.place for change in versions.difference(store, draft.id, 1)}
    assert {"abstract", "number", "date", "state"} <= places
    with pytest.raises(FrozenDocumentError):
        versions.restore(store, draft.id, 1, who=WHO)


def test_a_copy_is_a_clean_draft_that_knows_where_it_came_from(store: Store) -> None:
    original = kept(store)
    done = issuing.issue(store, original.id, today=TODAY, who=WHO)
    copy = links.duplicate(store, original.id, who=WHO)
    assert (copy.state, copy.number, copy.date.date) == ("draft", None, None)
    assert (copy.blocks, copy.abstract) == (done.blocks, done.abstract)
    (link,) = links.links(store, copy.id)
    assert (link.link.role, link.id, link.number) == ("copied_from", original.id, "01/KH-UBND")


def test_links_are_kept_once_and_refuse_what_is_not_there(store: Store) -> None:
    one, two = kept(store), kept(store)
    first = links.link(store, one.id, "basis", two.id, who=WHO)
    assert links.link(store, one.id, "basis", two.id, who=WHO) == first
    with pytest.raises(links.LinkToItselfError):
        links.link(store, one.id, "basis", one.id, who=WHO)
    with pytest.raises(links.UnknownTargetError):
        links.link(store, one.id, "basis", "x" * 36, who=WHO)
    with pytest.raises(links.UnknownRoleError):
        links.link(store, one.id, "friend", two.id, who=WHO)  # type: ignore[arg-type]
    links.unlink(store, first.id, who=WHO)
    assert links.links(store, one.id) == links.linked_to(store, two.id) == []


def test_a_link_to_a_deleted_document_says_so_and_goes_with_it(store: Store) -> None:
    import datetime

    one, two = kept(store), kept(store)
    links.link(store, one.id, "reply_to", two.id, who=WHO)
    documents.trash(store, [two.id], who=WHO)
    assert links.links(store, one.id)[0].gone
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=40)
    assert trash.purge(store, now=later) == 1
    assert links.links(store, one.id) == []
    assert verify(store)[1] == []


def test_papers_to_link_to_are_found_with_or_without_dau(store: Store) -> None:
    one = kept(store, sound("Kế hoạch phát thanh tuyên truyền"))
    two = kept(store, sound("Kế hoạch trồng cây"))
    assert [c.id for c in links.candidates(store, "phat thanh")] == [one.id]
    assert [c.id for c in links.candidates(store, "", without=one.id)] == [two.id]
    assert links.candidates(store, "", states=("issued",)) == []
    assert links.candidates(store, "", incoming=True) == []
