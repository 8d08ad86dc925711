"""Offices: kept with their history."""

from __future__ import annotations

import pytest

from papidesk.domain.record import replace
from papidesk.storage import audit, offices
from papidesk.storage.store import Store
from tests.storage.stored import NOON, office


def test_an_office_survives_with_every_form_it_had(store: Store) -> None:
    first = offices.save(store, office(), who="Nguyễn Văn Mẫu", reason="first start", now=NOON)
    second = replace(first, address="Thôn Đông", superior_line="HUYỆN MẪU")
    offices.save(store, second, reason="moved")
    offices.save(store, second, reason="nothing new")
    assert offices.own(store) == offices.get(store, first.id) == second
    assert offices.get(store, first.id, 1) == first
    assert [v.reason for v in offices.versions(store, first.id)] == ["moved", "first start"]
    assert len(audit.entries(store, subject=first.id)) == 2


def test_the_own_office_is_the_first_entered(store: Store) -> None:
    first = offices.save(store, office())
    offices.save(store, replace(office(), name="xã Bình Minh"))
    assert offices.own(store) == first
    assert [found.name for found in offices.every(store)] == ["xã An Hòa", "xã Bình Minh"]


def test_a_workspace_without_an_office_says_so(store: Store) -> None:
    with pytest.raises(offices.NoOfficeError):
        offices.own(store)
    with pytest.raises(offices.UnknownOfficeError):
        offices.get(store, "none")
