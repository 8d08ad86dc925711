"""Records packed in memory: the same come out, whatever the order they were added in."""

from __future__ import annotations

import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk.domain.bundle import BundleRecord, RecordKind
from papidesk.domain.packed_records import PackedRecords, of_kinds

KINDS: tuple[RecordKind, ...] = ("activity", "task", "evidence")


def made(kind: RecordKind, id: str) -> BundleRecord:
    fields = {"title": f"Việc {id}", "people": 3, "amounts": [{"counter": "a", "quantity": "1.5"}]}
    return BundleRecord(
        kind=kind, id=id, owner="xa-an-hoa", vv={"d": 1}, hash="h", fields=fields,
        dots={"title": "d:1"}, unknown={"later": [None, True, -(2**53) + 1]},
    )  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2000)), max_size=900))
@settings(max_examples=40)
def test_what_comes_out_is_what_went_in(added: list[tuple[RecordKind, int]]) -> None:
    records = [made(kind, f"{number:04}") for kind, number in added]
    packed = PackedRecords(records)
    assert len(packed) == len(records) and bool(packed) == bool(records)
    assert sorted(map(key, packed)) == sorted(map(key, records))
    assert sum(packed.counts.values()) == len(records)
    for kind in KINDS:
        mine = sorted((one for one in records if one.kind == kind), key=lambda one: one.id)
        assert list(packed.by_id(kind)) == mine
        assert sorted(map(key, packed.of(kind))) == sorted(map(key, mine))
        assert list(map(key, of_kinds(packed, kind))) == list(map(key, packed.of(kind)))
    if records:
        assert packed[0] == next(iter(packed)) and len(packed[:3]) == min(3, len(records))


def key(record: BundleRecord) -> tuple[str, str]:
    return record.kind, record.id


def test_many_records_take_little_memory() -> None:
    tracemalloc.start()
    packed = PackedRecords(made("activity", f"{number:06}") for number in range(20_000))
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(packed) == 20_000 and held < 3 << 20
