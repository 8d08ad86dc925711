"""An office's own catalogues: kept, changed, deleted and brought back, damage noticed."""

from __future__ import annotations

import sqlite3

import pytest

from papidesk.domain.record import replace, to_json
from papidesk.domain.templates import Template
from papidesk.storage import audit, catalogue, catalogue_versions
from papidesk.storage.catalogue_versions import DamagedEntryVersionError
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
    # What was saved stands among the versions as well.
    assert catalogue.get(store, "templates", "a", Template) == KH
    assert [type(one) for one in verify(store)[1]] == [catalogue.DamagedEntryError]
    with sqlite3.connect(store.path) as disk:
        disk.execute("UPDATE catalogue_versions SET content = replace(content, 'xã', 'xa')")
    disk.close()
    with pytest.raises(catalogue.DamagedEntryError):
        catalogue.get(store, "templates", "a", Template)
    with pytest.raises(catalogue.DamagedEntryError):
        catalogue.every(store, "templates", Template)
    problems = verify(store)[1]
    assert [type(problem) for problem in problems] == [
        catalogue.DamagedEntryError, DamagedEntryVersionError,
    ]  # fmt: skip


def test_every_put_and_removal_is_a_version(store: Store) -> None:
    catalogue.put(store, "templates", "a", KH, who="Lê Thị Soạn")
    catalogue.put(store, "templates", "a", KH, who="nobody: nothing changed")
    catalogue.put(store, "templates", "a", replace(KH, name="Khác"), who="Đỗ Thị Văn Thư")
    catalogue.remove(store, "templates", "a", who="Lê Thị Soạn")
    catalogue.remove(store, "templates", "a", who="nobody: it is gone")
    known = catalogue_versions.every(store, "templates", "a")
    assert [(one.version, one.content is None, one.saved_by) for one in known] == [
        (3, True, "Lê Thị Soạn"),
        (2, False, "Đỗ Thị Văn Thư"),
        (1, False, "Lê Thị Soạn"),
    ]
    assert catalogue_versions.ids(store, "templates") == ["a"]


def test_what_was_kept_before_there_were_versions_becomes_the_first(store: Store) -> None:
    catalogue.put(store, "templates", "a", KH, who="Lê Thị Soạn")
    with store.unit_of_work():
        store.write("DELETE FROM catalogue_versions")
    catalogue.put(store, "templates", "a", replace(KH, name="Khác"), who="Đỗ Thị Văn Thư")
    known = catalogue_versions.every(store, "templates", "a")
    assert [one.saved_by for one in known] == ["Đỗ Thị Văn Thư", "Lê Thị Soạn"]
    assert known[1].content == to_json(KH)


def test_a_version_a_bad_disk_changed_is_noticed(store: Store) -> None:
    catalogue.put(store, "templates", "a", KH)
    with store.unit_of_work():
        store.write("UPDATE catalogue_versions SET content = replace(content, 'xã', 'xa')")
    (version,) = catalogue_versions.every(store, "templates", "a")
    assert version.damaged
    assert version.content is None
    (problem,) = catalogue.problems(store)
    assert isinstance(problem, catalogue_versions.DamagedEntryVersionError)
    assert catalogue.get(store, "templates", "a", Template) == KH
