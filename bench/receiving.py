"""A year taken into a workspace, and a folder of half-year bundles: ours, and the bare work."""

from __future__ import annotations

import datetime
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.bundles import BOUND, Year
from bench.measure import OURS, ROOT, Row, Side, each, in_turn, peak
from papidesk.bundles import keys, writer
from papidesk.domain.bundle import (
    SCHEMA_NAME,
    SCHEMA_VERSION,
    BundleRecord,
    Covers,
    Manifest,
    SchemaName,
    Sender,
    Version,
)
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.ids import new_id
from papidesk.domain.version_vector import content_hash
from papidesk.storage import trusted_keys
from papidesk.storage.store import Store
from papidesk.workflow import demo, receiving, receiving_folder, workspaces

WHO = "bench"
PHOTOS = (50, 200, 800)
BUNDLES = (400, 1_200, 3_321)
FIGURES = 30
MOST = 150  # MiB, whatever the size
BARE = "bare inserts of the same rows"
PERIOD = "2026-H1"


def rows() -> list[Row]:
    """Measure three sizes of a year taken in, and three sizes of a folder."""
    return [_year(photos) for photos in PHOTOS] + [_folder(count) for count in BUNDLES]


def _year(photos: int) -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        year = Year(folder, photos)
        target = folder / "a.papi"
        year.write(target)

        def made(number: int) -> Path:
            place = folder / f"w{number}"
            with workspaces.create(place, demo.sample_offices()[1], who=WHO) as opened:
                _trust(opened.store, year.signer, "xa-an-hoa")
            return place

        bare = folder / "bare"
        rounds = 5
        sides = in_turn(
            {OURS: each(partial(take_one, target), made, rounds), BOUND: lambda: year.bound(bare)},
            rounds=rounds,
        )
        _, mebibytes = _alone("one", target, made(rounds + 1))
        sides[OURS] = Side(sides[OURS].seconds, mebibytes)
    size = f"{photos} photos, {photos * 3} entries"
    return Row("A bundle taken in", size, photos, sides, reach={BOUND: 3.0}, most_mebibytes=MOST)


def _folder(count: int) -> Row:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with workspaces.create(folder / "w", demo.sample_offices()[1], who=WHO) as opened:
            for number in range(count):
                _bundle(opened.store, folder, number)
        # Once: a second time it would be known already.
        seconds, mebibytes = _alone("folder", folder)
        sides = {OURS: Side(seconds, mebibytes), BARE: Side(_bare(folder, count))}
    return Row(
        "A folder of half-year bundles taken in", f"{count} bundles of {FIGURES} figures", count,
        sides, most_seconds=count / 100, most_mebibytes=MOST,
    )  # fmt: skip


def _alone(verb: str, *arguments: Path) -> tuple[float, float]:
    """Return the seconds and the peak of memory in MiB of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.receiving", verb, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    seconds, mebibytes = map(float, done.stdout.split())
    return seconds, mebibytes


def take_one(bundle: Path, place: Path) -> None:
    """Take one bundle in."""
    with (
        Store(place / "papidesk.db") as store,
        receiving.look(store, bundle, who=WHO) as incoming,
    ):
        assert receiving.take(store, incoming, who=WHO, backup=False).state == "applied"


def _trust(store: Store, signer: keys.Signer, unit: str) -> None:
    key = TrustedKey(
        keyid=signer.keyid, public=signer.public.hex(), unit=unit, name=unit, state="trusted"
    )
    with store.unit_of_work():
        trusted_keys.put(store, key, who=WHO)


def _bundle(store: Store, folder: Path, number: int) -> None:
    """Write the report of one unit, figures only, and trust its key."""
    unit, database = f"xa-{number:05}", new_id()
    signer = keys.Signer(keys.new_signing_key())
    _trust(store, signer, unit)
    records = [_figure(unit, database, index, number + index) for index in range(FIGURES)]
    manifest = Manifest(
        version=Version(major=1, minor=0), bundle_id=new_id(), kind="report",
        sender=Sender(unit=unit, name=unit, instance=new_id(), database=database),
        to=("so-noi-vu",), stream="report:so-noi-vu", seq=1,
        covers=Covers(kinds=("figure",), period=PERIOD, duty="papi"),
        created_at="2026-07-01T00:00:00Z",
        schema=SchemaName(name=SCHEMA_NAME, version=SCHEMA_VERSION), files=(),
    )  # fmt: skip
    place = folder / "in"
    place.mkdir(exist_ok=True)
    writer.write_bundle(
        place / f"{unit}_{PERIOD}_report_000001.papi", manifest=manifest,
        records={"figure": records}, signer=signer, introduction=b"", readme="PapiDesk\n",
    )  # fmt: skip


def _figure(unit: str, database: str, index: int, value: int) -> BundleRecord:
    fields = {
        "duty": "papi", "period": PERIOD, "since": "2025-12-15", "until": "2026-06-14",
        "counter": f"bo-dem-{index}", "name": f"Bộ đếm {index}", "unit": "lượt",
        "value": str(value), "total": str(value), "entries": 1,
    }  # fmt: skip
    return BundleRecord(
        kind="figure", id=f"papi/{PERIOD}/bo-dem-{index}/-", owner=unit, vv={database: 1},
        hash=content_hash(fields), fields=fields,
    )  # fmt: skip


def _bare(folder: Path, count: int) -> float:
    """Return how long the bare inserts of the same figures take, a commit for each unit."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("CREATE TABLE f (unit TEXT, counter TEXT, value TEXT, content TEXT)")
    began = time.perf_counter()
    for number in range(count):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO f VALUES (?, ?, ?, ?)",
            [
                (f"xa-{number:05}", f"bo-dem-{index}", str(index), json.dumps({"value": index}))
                for index in range(FIGURES)
            ],
        )
        connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - began


def take(folder: Path) -> None:
    """Take the folder in, print the seconds and the peak of memory in MiB."""
    with workspaces.open_workspace(folder / "w") as opened:
        now = datetime.datetime(2026, 7, 2, tzinfo=datetime.UTC)
        began = time.perf_counter()
        for result in receiving_folder.run(opened.store, folder / "in", who=WHO, now=now):
            assert result.state in ("applied", "known"), result
        seconds = time.perf_counter() - began
    print(seconds, peak())


def main(verb: str, *arguments: str) -> None:
    """Do what a process of its own is for."""
    places = [Path(argument) for argument in arguments]
    if verb == "folder":
        take(*places)
    else:
        began = time.perf_counter()
        take_one(*places)
        print(time.perf_counter() - began, peak())


if __name__ == "__main__":
    main(*sys.argv[1:])
