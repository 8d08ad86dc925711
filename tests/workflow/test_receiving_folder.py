"""A folder of bundles: each gets its result, a bad one stops no other, one can break off."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.bundles import keys, writer
from papidesk.domain.bundle import BundleRecord, Covers, Manifest, SchemaName, Sender, Version
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.ids import new_id
from papidesk.domain.version_vector import content_hash
from papidesk.storage import backups, trusted_keys, unit_figures
from papidesk.storage.store import Store
from papidesk.workflow import demo, receipts, receiving, receiving_folder, workspaces
from papidesk.workflow.receiving_folder import FileResult, NoBundlesError
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import NOW, PERIOD, logged, pair, received, report

WINDOW = {"since": "2025-12-15", "until": "2026-06-14"}


@pytest.fixture
def superior(tmp_path: Path) -> Iterator[Store]:
    """The workspace of a department, which keys are told to."""
    with workspaces.create(tmp_path / "Sở Nội vụ", demo.sample_offices()[1], who=WHO) as made:
        yield made.store


def trusted(store: Store, unit: str) -> keys.Signer:
    """Return what a new unit signs with, whose key is trusted."""
    signer = keys.Signer(keys.new_signing_key())
    key = TrustedKey(
        keyid=signer.keyid, public=signer.public.hex(), unit=unit, name=f"xã {unit}",
        state="trusted",
    )  # fmt: skip
    with store.unit_of_work():
        trusted_keys.put(store, key, who=WHO)
    return signer


def figures(unit: str, database: str, values: dict[str, int]) -> list[BundleRecord]:
    """Return the figures a unit tells for the half year."""
    made = []
    for counter, value in values.items():
        fields = {
            "duty": "papi", "period": PERIOD, **WINDOW, "counter": counter, "name": counter,
            "unit": "lượt", "value": str(value), "total": str(value), "entries": 1,
        }  # fmt: skip
        made.append(
            BundleRecord(
                kind="figure",
                id=f"papi/{PERIOD}/{counter}/-",
                owner=unit,
                vv={database: 1},
                hash=content_hash(fields),
                fields=fields,
            )
        )
    return made


def bundle(folder: Path, unit: str, signer: keys.Signer, values: dict[str, int]) -> Path:
    """Write a unit's report of figures alone."""
    folder.mkdir(exist_ok=True)
    database = new_id()
    manifest = Manifest(
        version=Version(major=1, minor=0), bundle_id=new_id(), kind="report",
        sender=Sender(unit=unit, name=f"xã {unit}", instance=new_id(), database=database),
        to=("so-noi-vu",), stream="report:so-noi-vu", seq=1,
        covers=Covers(kinds=("figure",), period=PERIOD, duty="papi"),
        created_at="2026-07-01T00:00:00Z",
        schema=SchemaName(name="papidesk-records", version=1), files=(),
    )  # fmt: skip
    target = folder / f"{unit}_{PERIOD}_report_000001.papi"
    writer.write_bundle(
        target, manifest=manifest, records={"figure": figures(unit, database, values)},
        signer=signer, introduction=b"", readme="thử",
    )  # fmt: skip
    return target


def many(store: Store, folder: Path, count: int) -> None:
    """Fill a folder with reports of ``count`` units."""
    for number in range(count):
        unit = f"xa-{number:04}"
        bundle(folder, unit, trusted(store, unit), {"hoi-nghi": number, "luot-phat": 2 * number})


def run(store: Store, folder: Path) -> dict[str, FileResult]:
    """Take a folder in and return the results by file name."""
    return {one.path.name: one for one in receiving_folder.run(store, folder, who=WHO, now=NOW)}


def test_every_file_gets_its_result_and_bad_ones_stop_no_other(
    superior: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "nhận"
    many(superior, folder, 6)
    whole = sorted(folder.iterdir())
    whole[1].write_bytes(whole[1].read_bytes()[:-30])
    whole[2].write_bytes(b"")
    stranger = keys.Signer(keys.new_signing_key())
    lost = bundle(tmp_path / "lạ", "xa-la", stranger, {"hoi-nghi": 1})
    (folder / "b.papi.age").write_bytes(b"age-encryption.org/v1\nkhong phai")
    (folder / "a-la.papi").write_bytes(lost.read_bytes())
    (folder / "đọc tôi.txt").write_text("không phải gói")
    found = run(superior, folder)
    assert len(found) == 8
    assert [found[path.name].state for path in whole] == [
        "applied", "refused", "refused", "applied", "applied", "applied",
    ]  # fmt: skip
    assert found["b.papi.age"].state == "refused" and found["b.papi.age"].reason
    assert found["a-la.papi"].state == "refused"
    assert found["a-la.papi"].code == "key-unknown"
    taken = found[whole[3].name]
    assert (taken.unit, taken.unit_name, taken.period, taken.counts) == (
        "xa-0003", "xã xa-0003", PERIOD, {"new": 2},
    )  # fmt: skip
    assert [
        number
        for number in range(6)
        if unit_figures.of_unit(superior, f"xa-{number:04}", "papi", PERIOD) is not None
    ] == [0, 3, 4, 5]


def test_the_same_folder_again_changes_nothing(superior: Store, tmp_path: Path) -> None:
    many(superior, tmp_path / "nhận", 3)
    first = run(superior, tmp_path / "nhận")
    second = run(superior, tmp_path / "nhận")
    assert {one.state for one in second.values()} == {"known"}
    assert {one.received for one in second.values()} == {one.received for one in first.values()}
    assert len(receiving.history(superior)) == 3


def test_one_backup_is_made_before_the_first(superior: Store, tmp_path: Path) -> None:
    many(superior, tmp_path / "nhận", 5)
    run(superior, tmp_path / "nhận")
    made = backups.every(superior.folder)
    assert [info.reason for info in made] == ["before_receiving"]
    assert made[0].counts["bundles_received"] == 0


def test_what_is_broken_off_keeps_what_was_taken_in(superior: Store, tmp_path: Path) -> None:
    many(superior, tmp_path / "nhận", 5)
    told: list[tuple[int, int]] = []
    found = list(
        receiving_folder.run(
            superior, tmp_path / "nhận", who=WHO, now=NOW,
            progress=lambda done, all: told.append((done, all)),
            cancelled=lambda: len(told) > 2,
        )
    )  # fmt: skip
    assert [one.state for one in found] == ["applied", "applied"]
    assert told == [(0, 5), (1, 5), (2, 5)]
    assert len(receiving.history(superior)) == 2
    assert list((superior.folder / "staging").iterdir()) == []


def test_what_a_person_must_decide_waits_and_the_rest_goes_on(
    superior: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "nhận"
    signer = trusted(superior, "xa-0001")
    bundle(folder, "xa-0001", signer, {"hoi-nghi": 1})
    run(superior, folder)
    path = bundle(folder, "xa-0001", signer, {"hoi-nghi": 9})  # from another database
    many(superior, folder, 1)
    found = run(superior, folder)
    assert found[path.name].state == "waiting" and found[path.name].code == "new-database"
    assert found[f"xa-0000_{PERIOD}_report_000001.papi"].state == "applied"
    assert len(receiving.waiting(superior)) == 1


def test_looking_only_writes_nothing(superior: Store, tmp_path: Path) -> None:
    many(superior, tmp_path / "nhận", 2)
    (tmp_path / "nhận" / "hỏng.papi").write_bytes(b"PK")
    before = superior.value("SELECT total_changes()")
    found = list(receiving_folder.run(superior, tmp_path / "nhận", who=WHO, dry=True))
    assert sorted(one.state for one in found) == ["applied", "applied", "refused"]
    assert superior.value("SELECT total_changes()") == before
    assert receiving.history(superior) == [] and backups.every(superior.folder) == []


def test_a_folder_without_bundles_is_told_of(superior: Store, tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    for folder in (tmp_path / "trống", tmp_path / "không có"):
        with pytest.raises(NoBundlesError):
            run(superior, folder)


def test_the_figures_of_hundreds_of_units_come_to_what_they_sum_up_to(
    superior: Store, tmp_path: Path
) -> None:
    many(superior, tmp_path / "nhận", 120)
    began = datetime.datetime.now(datetime.UTC)
    found = run(superior, tmp_path / "nhận")
    took = datetime.datetime.now(datetime.UTC) - began
    assert {one.state for one in found.values()} == {"applied"}
    told = unit_figures.of_counter(superior, "hoi-nghi", "papi", PERIOD)
    assert sum(one.part.total for one in told.values()) == sum(range(120))
    # A tenth of what is measured: only a cost that grows with what is there would miss it.
    assert took < datetime.timedelta(seconds=12)


def test_a_key_that_cannot_be_opened_stops_only_what_is_encrypted(tmp_path: Path) -> None:
    with pair(tmp_path) as (commune, above):
        logged(commune)
        stick = tmp_path / "USB"
        report(commune, stick, encrypt=True)
        report(commune, stick, period="2026-Q1")
        for path in (above.folder / "keys").iterdir():
            path.write_bytes(b"damaged")
        results = {one.period: one for one in receiving_folder.run(above, stick, who=WHO)}
        assert results["2026-Q1"].state == "applied"
        assert results[""].state == "failed" and results[""].reason


def test_what_was_sent_from_here_is_passed_over_and_is_no_refusal(tmp_path: Path) -> None:
    with pair(tmp_path) as (commune, superior):
        logged(commune)
        stick = tmp_path / "USB"
        ours = report(commune, stick)
        row = received(superior, ours)
        receipts.make(superior, row.id, stick, who=WHO)
        found = {one.path: one for one in receiving_folder.run(commune, stick, who=WHO, now=NOW)}
        mine = found.pop(ours)
        assert (mine.state, mine.code, mine.received) == ("own", "own-bundle", "")
        assert "tinh-binh-nguyen" in mine.reason
        assert [one.state for one in found.values()] == ["applied"]
        assert [one.state for one in receiving.history(commune)] == ["applied"]
