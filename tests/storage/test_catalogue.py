"""An office's own catalogues: kept, changed, deleted and brought back, damage noticed."""

from __future__ import annotations

import sqlite3

import pytest

from papidesk.domain.record import replace
from papidesk.domain.templates import Template
from papidesk.storage import audit, catalogue
from papidesk.storage.integrity import verify
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace

KH = Template(id="a", name="Kế hoạch của xã", kind="KH", source="# Mẫu")


def test_an_entry_comes_back_as_it_was_put(store: Store) -> None:
    catalogue.put(store, "templates", "a", KH, who="Lê Thị Soạn")
    assert catalogue.get(store, "templates", "a", Template) == KH
    assert catalogue.every(store, "templates", Template) == [KH]
    assert catalogue.get(store, "templates", "b", Template) is None
    assert catalogue.every(store, "glossary", Template) == []


def test_a_changed_entry_takes_the_place_of_the_old_one_and_the_log_says_who(store: Store) -> None:
    catalogue.put(store, "templates", "a", KH, who="Lê Thị Soạn")
    catalogue.put(store, "templates", "a", KH, who="nobody: nothing changed")
    catalogue.put(store, "templates", "a", replace(KH, name="Khác"), who="Đỗ Thị Văn Thư")
    assert [one.name for one in catalogue.every(store, "templates", Template)] == ["Khác"]
    told = [(entry.act, entry.who) for entry in audit.entries(store, subject="a")]
    assert sorted(told) == [
        ("templates.saved", "Lê Thị Soạn"),
        ("templates.saved", "Đỗ Thị Văn Thư"),
    ]


def test_a_deleted_entry_can_be_put_back(store: Store) -> None:
    catalogue.put(store, "templates", "a", KH)
    assert catalogue.remove(store, "templates", "a", who="Lê Thị Soạn")
    assert not catalogue.remove(store, "templates", "a")
    assert catalogue.every(store, "templates", Template) == []
    catalogue.put(store, "templates", "a", KH)
    assert catalogue.get(store, "templates", "a", Template) == KH


def test_a_letter_changed_on_the_disk_is_noticed(workspace: Workspace) -> None:
    store = workspace.store
    catalogue.put(store, "templates", "a", KH)
    with sqlite3.connect(store.path) as disk:
        disk.execute("UPDATE catalogue_entries SET content = replace(content, 'xã', 'xa')")
    disk.close()
    with pytest.raises(catalogue.DamagedEntryError):
        catalogue.get(store, "templates", "a", Template)
    with pytest.raises(catalogue.DamagedEntryError):
        catalogue.every(store, "templates", Template)
    problems = verify(store)[1]
    assert [type(problem) for problem in problems] == [catalogue.DamagedEntryError]
