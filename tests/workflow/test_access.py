"""Setting, changing, removing and forgetting the password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.storage.store import Store
from papidesk.workflow import access, workspaces
from papidesk.workflow.demo import sample_offices

WHO = "Trần Thị Thí Dụ"
PASSWORD, OTHER = "mùa xuân An Hòa", "mùa thu An Hòa"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    workspace = workspaces.create(tmp_path / "An Hòa", sample_offices()[0], who=WHO)
    yield workspace.store
    workspace.close()


def test_without_a_password_everything_passes(store: Store) -> None:
    assert not access.is_set(store)
    access.check(store, "")
    with pytest.raises(access.NoPasswordError):
        access.remove(store, old="", who=WHO)
    with pytest.raises(access.NoPasswordError):
        access.remove_forgotten(store, who=WHO)


def test_the_old_password_is_asked_before_another_is_set(store: Store) -> None:
    access.set_password(store, PASSWORD, who=WHO)
    with pytest.raises(access.WrongPasswordError):
        access.set_password(store, OTHER, old="khác", who=WHO)
    access.check(store, PASSWORD)
    access.set_password(store, OTHER, old=PASSWORD, who=WHO)
    with pytest.raises(access.WrongPasswordError):
        access.check(store, PASSWORD)
    access.remove(store, old=OTHER, who=WHO)
    assert not access.is_set(store)
    assert access.trace(store) is None


@pytest.mark.parametrize("password", ["", "ngắn", "x" * 201])
def test_a_password_is_long_enough_and_not_endless(store: Store, password: str) -> None:
    with pytest.raises(access.ShortPasswordError):
        access.set_password(store, password, who=WHO)
    assert not access.is_set(store)


def test_a_forgotten_password_is_taken_away_and_told_once(store: Store) -> None:
    access.set_password(store, PASSWORD, who=WHO)
    access.remove_forgotten(store, who="quản trị")
    trace = access.trace(store)
    assert trace is not None
    assert trace.who == "quản trị"
    access.told(store, who=WHO)
    assert access.trace(store) is None


def test_each_wrong_try_beyond_three_waits_longer_up_to_a_minute() -> None:
    waits = [access.wait_after(wrong) for wrong in range(1, 12)]
    assert waits == [0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60]
