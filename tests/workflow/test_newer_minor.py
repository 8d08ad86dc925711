"""A PC with a newer program sends what this one does not know: it is kept, and sent on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from papidesk.domain.bundle import MAJOR, MINOR, BundleRecord, Version
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.storage import received_records
from papidesk.storage.store import Store
from papidesk.workflow import log, receiving, tasks
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import (
    later,
    logged,
    made_anew,
    pair,
    received,
    records_of,
    report,
    with_fields,
)
from tests.workflow.logged import entry
from tests.workflow.two_machines import OTHER, bundle_of, taken, two

NEWER = Version(major=1, minor=1)


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """The office's two PCs, the first of which has a newer program."""
    with two(tmp_path / "hai máy") as stores:
        log.add(stores[0], entry("Họp thôn", day=3, people=20), who=WHO)
        tasks.save_many(stores[0], [Task(text="Đăng tin", year=2026)], who=WHO)
        yield stores


def newer(records: list[BundleRecord]) -> list[BundleRecord]:
    """Return records as a newer program has them: with a member and a field nobody here knows."""
    return [
        replace(with_fields(one, tam_trang={"mức": "vui", "số": [1, 2]}), unknown={"nguon": "x"})
        if one.kind in ("activity", "task")
        else one
        for one in records
    ]


def of(records: list[BundleRecord], kind: str) -> BundleRecord:
    """Return the one record of a kind."""
    return next(one for one in records if one.kind == kind)


def test_what_is_not_known_here_is_kept_and_sent_on_after_an_edit(
    pcs: tuple[Store, Store], tmp_path: Path
) -> None:
    first, second = pcs
    path = bundle_of(first)
    told = newer(records_of(path))
    taken(second, made_anew(first, path, tmp_path / "m.papi", records=told, version=NEWER))
    again = records_of(bundle_of(second))
    for kind in ("activity", "task"):
        assert of(again, kind).fields["tam_trang"] == {"mức": "vui", "số": [1, 2]}
        assert of(again, kind).unknown == {"nguon": "x"}
        assert of(again, kind).hash == of(told, kind).hash, "taking it in is no change"
    row = log.listing(second)[0].activity
    log.change(second, replace(row, note="đã xem"), who=OTHER)
    path = bundle_of(second)
    edited = of(records_of(path), "activity")
    assert edited.fields["note"] == "đã xem"
    assert edited.fields["tam_trang"] == {"mức": "vui", "số": [1, 2]}
    assert edited.unknown == {"nguon": "x"}
    with receiving.look(first, path, who=WHO) as incoming:
        assert incoming.plan.manifest.version == NEWER, "the next reader passes over it, too"


def test_without_anything_newer_a_bundle_is_of_this_version(
    pcs: tuple[Store, Store], tmp_path: Path
) -> None:
    first, second = pcs
    path = bundle_of(first)
    taken(second, made_anew(first, path, tmp_path / "m.papi", version=NEWER))
    with receiving.look(first, bundle_of(second), who=WHO) as incoming:
        assert incoming.plan.manifest.version == Version(major=MAJOR, minor=MINOR)


def test_a_later_change_of_what_is_not_known_here_comes_through(
    pcs: tuple[Store, Store], tmp_path: Path
) -> None:
    first, second = pcs
    path = bundle_of(first)
    told = newer(records_of(path))
    taken(second, made_anew(first, path, tmp_path / "m.papi", records=told, version=NEWER))
    (database,) = of(told, "activity").vv
    changed = [
        later(one, database, tam_trang="buồn") if one.kind == "activity" else one for one in told
    ]
    bundle = made_anew(first, bundle_of(first), tmp_path / "h.papi", records=changed, version=NEWER)
    with receiving.look(second, bundle, who=OTHER) as incoming:
        assert [line.kind for line in incoming.plan.of("changed")] == ["activity"]
        receiving.take(second, incoming, who=OTHER, backup=False)
    assert of(records_of(bundle_of(second)), "activity").fields["tam_trang"] == "buồn"


def test_what_stands_deeper_is_kept_until_its_field_is_changed(
    pcs: tuple[Store, Store], tmp_path: Path
) -> None:
    first, second = pcs
    path = bundle_of(first)
    amounts = [{"counter": "hoi-nghi", "quantity": "1", "noi": "đình"}]
    told = [
        with_fields(one, amounts=amounts) if one.kind == "activity" else one
        for one in records_of(path)
    ]
    taken(second, made_anew(first, path, tmp_path / "m.papi", records=told, version=NEWER))
    again = of(records_of(bundle_of(second)), "activity")
    assert (again.vv, again.fields["amounts"]) == (of(told, "activity").vv, amounts)
    entry_here = log.listing(second)[0].activity
    log.change(second, replace(entry_here, note="đã xem"), who=OTHER)
    edited = of(records_of(bundle_of(second)), "activity")
    assert (edited.fields["amounts"], edited.fields["note"]) == (amounts, "đã xem")
    entry_here = log.listing(second)[0].activity
    more = replace(entry_here.amounts[0], quantity=Decimal(2))
    log.change(second, replace(entry_here, amounts=(more,)), who=OTHER)
    edited = of(records_of(bundle_of(second)), "activity")
    assert edited.fields["amounts"] == [{"counter": "hoi-nghi", "quantity": "2"}]


def test_a_superior_keeps_what_it_does_not_know_of_a_unit_s_records(tmp_path: Path) -> None:
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        path = report(commune, tmp_path / "USB")
        row = received(
            superior,
            made_anew(
                commune, path, tmp_path / "m.papi", records=newer(records_of(path)), version=NEWER
            ),
        )
        (kept, *_) = received_records.every(superior, row.unit, "activity")
        assert kept.record.fields["tam_trang"] == {"mức": "vui", "số": [1, 2]}
        assert kept.record.unknown == {"nguon": "x"}
