"""Whatever is done to the log, in whatever order: what is counted is what a hand would count."""

from __future__ import annotations

import datetime
import tempfile
from collections import Counter as Multiset
from decimal import Decimal
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from papidesk.domain.activity import Activity, ActivitySeries, Evidence
from papidesk.domain.closing import Closing
from papidesk.domain.counters import Counter
from papidesk.domain.filters import ActivityFilter, FigureQuery
from papidesk.domain.record import Validity, from_json, replace
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Task
from papidesk.storage import activities as stored
from papidesk.storage import attachments
from papidesk.storage.activities import OccurrenceTakenError
from papidesk.storage.integrity import verify
from papidesk.workflow import (
    catalogues,
    closings,
    demo,
    documents,
    evidence,
    figures,
    log,
    log_import,
    series,
    tasks,
    workspaces,
)
from papidesk.workflow.closings import AlreadyClosedError, ClosedPeriodError
from tests.workflow import naive_log as naive
from tests.workflow.conftest import WHO, sound
from tests.workflow.logged import amount

OWN = (
    Counter(code="m-tin", name="Tin bài mẫu", unit="tin"),
    Counter(code="m-buoi", name="Buổi mẫu", unit="buổi"),
    Counter(code="m-luot", name="Lượt mẫu", unit="lượt", people_of=("m-buoi",)),
    Counter(code="m-chi", name="Kinh phí mẫu", unit="đồng", cost=True),
    Counter(code="m-muc", name="Mức mẫu", unit="%", adds_up="latest", decimals=1),
    Counter(code="m-tb", name="Trung bình mẫu", unit="điểm", adds_up="average", decimals=1),
    Counter(
        code="m-ty", name="Tỷ lệ mẫu", unit="%", adds_up="ratio", numerator="m-tin",
        denominator="m-buoi",
    ),
)  # fmt: skip
COUNTED = (*(one.code for one in OWN), "kinh-phi")
GIVEN = ("m-tin", "m-buoi", "m-luot", "m-muc", "m-tb")
UNITS = ("", "Văn phòng", "Thôn Đông")
CODES = ("1.1", "2.2", "2.3")
WINDOWS = (
    (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)),
    (datetime.date(2026, 1, 1), datetime.date(2026, 6, 30)),
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31)),
    (datetime.date(2025, 12, 15), datetime.date(2026, 3, 10)),
)
DAYS = (
    datetime.date(2025, 12, 31), datetime.date(2026, 1, 1), datetime.date(2026, 3, 5),
    datetime.date(2026, 3, 10), datetime.date(2026, 3, 31), datetime.date(2026, 7, 1),
)  # fmt: skip
MONDAYS = [datetime.date(2026, 3, 2) + datetime.timedelta(days=7 * n) for n in range(6)]
TODAY = datetime.date(2026, 4, 6)
which = st.integers(0, 5)


@st.composite
def entries(draw: st.DrawFn) -> Activity:
    given = draw(st.lists(st.sampled_from(GIVEN), unique=True, max_size=3))
    return Activity(
        date=draw(st.sampled_from(DAYS)),
        title=draw(st.sampled_from(["Họp thôn", "Đăng bài", "Phát loa"])),
        amounts=tuple(amount(code, draw(st.integers(0, 40))) for code in given),
        channel=draw(st.sampled_from(["", "loa-truyen-thanh", "zalo"])),
        unit=draw(st.sampled_from(UNITS)),
        people=draw(st.sampled_from([None, 0, 30, 45])),
        cost=draw(st.sampled_from([None, 150_000])),
        dimensions=draw(st.sampled_from([(), (), ("1.1",), ("2.2", "2.3")])),
    )


class Log(RuleBasedStateMachine):
    """One log, and beside it the same entries in a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "xã"
        self.workspace = workspaces.create(path, demo.sample_offices()[0], who=WHO)
        self.store = self.workspace.store
        self.counters: dict[str, Counter] = {}
        self.channels = [one.code for one in catalogues.channels(self.store)][:2]
        self.live: dict[str, Activity] = {}
        self.gone: dict[str, Activity] = {}
        self.tasks: dict[str, Task] = {}
        self.evidence: dict[str, tuple[str, bytes | str]] = {}
        self.taken_off: list[Evidence] = []
        self.batches: list[str] = []
        self.number = 0

    def teardown(self) -> None:
        self.workspace.close()
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        for counter in OWN:
            catalogues.put(self.store, counter, who=WHO)
        self.counters = {one.code: one for one in catalogues.counters(self.store)}
        for index, codes in enumerate((("1.1",), ("2.3",))):
            task = Task(text=f"Nhiệm vụ {index}", year=2026, dimensions=codes)
            kept = tasks.save(self.store, task, who=WHO)
            self.tasks[kept.id] = kept
        pattern = Activity(
            date=MONDAYS[0], title="Phát thanh", amounts=(amount("m-buoi", 1),), people=20
        )
        rule = Recurrence(every="week", weekdays=(0,), since=MONDAYS[0], until=MONDAYS[-1])
        made = ActivitySeries(name="Phát thanh", rule=rule, pattern=pattern)
        self.series = series.save(self.store, made, who=WHO, today=MONDAYS[0])
        self.paper = documents.save(self.store, sound(), who=WHO).id

    # What is done

    def _one(self, number: int, among: dict[str, Activity]) -> Activity | None:
        ids = sorted(among)
        return among[ids[number % len(ids)]] if ids else None

    def _does(self, act, before: list[Activity | None], after: list[Activity | None]):  # type: ignore[no-untyped-def]
        """Do ``act`` where nothing is closed, or with a reason; look at its corrections."""
        days = {one.date for one in (*before, *after) if one is not None}
        windows = [
            one for one in closings.closed(self.store)
            if any(one.since <= day <= one.until for day in days)
        ]  # fmt: skip
        known = {one.id for one in closings.corrections(self.store)}
        was = dict(self.live)
        if windows:
            try:
                act("")
            except ClosedPeriodError:
                pass
            else:
                raise AssertionError("a closed window was changed without a reason")
            assert {one.id for one in closings.corrections(self.store)} == known
        try:
            done = act("sót" if windows else "")
        except OccurrenceTakenError:
            return None
        new = [one for one in closings.corrections(self.store) if one.id not in known]
        for window in windows:
            self._check_corrections([c for c in new if c.closing == window.id], window, dict(was))
        assert len({one.closing for one in new}) <= len(windows)
        return done

    def _check_corrections(self, told, window: Closing, entries: dict[str, Activity]) -> None:  # type: ignore[no-untyped-def]
        for one in told:
            before = from_json(Activity, one.before.encode()) if one.before else None
            after = from_json(Activity, one.after.encode()) if one.after else None
            assert entries.get(one.activity) == before
            sums = self._sums(entries, window)
            if after is None:
                del entries[one.activity]
            else:
                entries[one.activity] = after
            now = self._sums(entries, window)
            changed = {
                code: (sums.get(code, Decimal(0)), now.get(code, Decimal(0)))
                for code in sums.keys() | now.keys()
                if sums.get(code, 0) != now.get(code, 0)
            }
            assert {c.counter: (c.before, c.after) for c in one.changes} == changed
        kept = {
            row.activity.id: row.activity
            for row in log.listing(
                self.store, ActivityFilter(since=window.since, until=window.until)
            )
        }
        left = {id: one for id, one in entries.items() if window.since <= one.date <= window.until}
        assert left == kept, "a change without its correction"

    def _sums(self, entries: dict[str, Activity], window: Closing) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = {}
        for one in entries.values():
            if window.since <= one.date <= window.until:
                for code, quantity in naive.brings(one, self.counters).items():
                    sums[code] = sums.get(code, Decimal(0)) + quantity
        return sums

    @rule(entry=entries(), linked=st.sets(st.integers(0, 1)))
    def add(self, entry: Activity, linked: set[int]) -> None:
        ids = sorted(self.tasks)
        entry = replace(
            entry,
            channel=self.channels[0] if entry.channel else "",
            tasks=tuple(ids[number] for number in sorted(linked)),
        )
        kept = self._does(
            lambda reason: log.add(self.store, entry, who=WHO, reason=reason), [None], [entry]
        )
        self.live[kept.id] = kept

    @rule(number=which, like=entries(), linked=st.sets(st.integers(0, 1)), trashed=st.booleans())
    def change(self, number: int, like: Activity, linked: set[int], trashed: bool) -> None:
        among = self.gone if trashed and self.gone else self.live
        before = self._one(number, among)
        if before is None:
            return
        ids = sorted(self.tasks)
        after = replace(
            like,
            id=before.id,
            channel=before.channel,
            series=before.series,
            series_day=before.series_day,
            batch=before.batch,
            came=before.came,
            tasks=tuple(ids[number] for number in sorted(linked)),
        )
        if after == before:
            return
        if among is self.gone:
            self.gone[before.id] = log.change(self.store, after, who=WHO)
            return
        kept = self._does(
            lambda reason: log.change(self.store, after, who=WHO, reason=reason), [before], [after]
        )
        self.live[kept.id] = kept

    @rule(numbers=st.lists(which, min_size=1, max_size=3))
    def remove(self, numbers: list[int]) -> None:
        if not self.live:
            return
        ids = list(dict.fromkeys(sorted(self.live)[n % len(self.live)] for n in numbers))
        self._does(
            lambda reason: log.remove(self.store, ids, who=WHO, reason=reason),
            [self.live[id] for id in ids],
            [],
        )
        self.gone |= {id: self.live.pop(id) for id in ids}

    @rule(number=which)
    def restore(self, number: int) -> None:
        one = self._one(number, self.gone)
        if one is None:
            return
        back = self._does(
            lambda reason: log.restore(self.store, [one.id], who=WHO, reason=reason), [], [one]
        )
        taken = one.series and any(
            (other.series, other.series_day) == (one.series, one.series_day)
            for other in self.live.values()
        )
        assert bool(taken) == (back is None)
        if back is not None:
            self.live[one.id] = self.gone.pop(one.id)

    @rule(number=which, day=st.sampled_from(DAYS))
    def duplicate(self, number: int, day: datetime.date) -> None:
        like = self._one(number, self.live)
        if like is None:
            return
        copy = replace(like, date=day)
        made = self._does(
            lambda reason: log.duplicate(self.store, like.id, date=day, who=WHO, reason=reason),
            [None], [copy],
        )  # fmt: skip
        assert made == replace(copy, id=made.id, series="", series_day=None, batch="", came="hand")
        self.live[made.id] = made

    @rule(quantities=st.lists(st.integers(0, 9), min_size=1, max_size=3))
    def take_in(self, quantities: list[int]) -> None:
        self.number += 1
        rows = "".join(
            f"{DAYS[n % len(DAYS)]:%d/%m/%Y}\tMục {n} lần {self.number}\t{quantity}\n"
            for n, quantity in enumerate(quantities)
        )
        table = log_import.read_cells("Ngày\tNội dung\tTin bài mẫu\n" + rows)
        preview = log_import.preview(
            self.store, table, log_import.guess(self.store, table), today=TODAY
        )
        entries = [row.activity for row in preview.rows]
        assert len(entries) == len(quantities) and None not in entries
        batch = self._does(
            lambda reason: log_import.take(self.store, preview, who=WHO, reason=reason),
            [], entries,
        )  # fmt: skip
        found = log.listing(self.store, ActivityFilter(batch=batch))
        self.live |= {row.activity.id: row.activity for row in found}
        assert len(found) == len(quantities)
        self.batches.append(batch)

    @rule(number=which, redo=st.booleans())
    def undo_batch(self, number: int, redo: bool) -> None:
        if not self.batches:
            return
        batch = self.batches[number % len(self.batches)]
        here, there = (self.gone, self.live) if redo else (self.live, self.gone)
        moved = [one for one in here.values() if one.batch == batch]
        if not moved:
            return
        act = log_import.redo if redo else log_import.undo
        count = self._does(
            lambda reason: act(self.store, batch, who=WHO, reason=reason),
            [] if redo else moved,
            moved if redo else [],
        )
        assert count == len(moved)
        for one in moved:
            there[one.id] = here.pop(one.id)

    @rule(number=which, act=st.sampled_from(["confirm", "leave_out", "move", "put_back"]))
    def series_day(self, number: int, act: str) -> None:
        day = MONDAYS[number]
        entered = any(one.series_day == day for one in self.live.values())
        if act == "confirm":
            waiting = [one for one in series.due(self.store, TODAY) if one.planned_day == day]
            assert not (entered and waiting)
            if waiting:
                pattern = replace(self.series.pattern, date=waiting[0].day)
                made = self._does(
                    lambda reason: series.confirm(
                        self.store, waiting * 2, who=WHO, reason=reason
                    ),
                    [None], [pattern],
                )  # fmt: skip
                assert len(made) == 1
                self.live[made[0].id] = made[0]
            return
        try:
            if act == "leave_out":
                series.leave_out(self.store, self.series.id, day, reason="mưa", who=WHO)
            elif act == "move":
                later = day + datetime.timedelta(days=1)
                series.move(self.store, self.series.id, day, later, who=WHO)
            else:
                series.put_back(self.store, self.series.id, day, who=WHO)
        except series.ConfirmedOccurrenceError:
            assert entered

    @rule(window=st.sampled_from(WINDOWS))
    def close(self, window: tuple[datetime.date, datetime.date]) -> None:
        there = any((one.since, one.until) == window for one in closings.closed(self.store))
        try:
            closings.close(self.store, Closing(since=window[0], until=window[1]), who=WHO)
            assert not there
        except AlreadyClosedError:
            assert there

    @rule(number=which)
    def reopen(self, number: int) -> None:
        found = closings.closed(self.store)
        if found:
            closings.reopen(self.store, found[number % len(found)].id, reason="sai", who=WHO)

    @rule(number=which, what=st.sampled_from(["file", "same", "link", "paper"]))
    def attach(self, number: int, what: str) -> None:
        one = self._one(number, self.live)
        if one is None:
            return
        self.number += what == "file"
        content = f"biên bản {self.number if what == 'file' else 0}".encode()
        path = Path(self.folder.name) / "biên bản.txt"
        if what in ("file", "same"):
            path.write_bytes(content)
            made = evidence.attach_file(self.store, "activity", one.id, path, who=WHO)
        elif what == "link":
            made = evidence.attach_link(
                self.store, "activity", one.id, "https://vi.du/tin", who=WHO
            )
        else:
            made = evidence.attach_document(self.store, "activity", one.id, self.paper, who=WHO)
        self.evidence[made.id] = (one.id, content if made.sha256 else made.url or made.document)

    @rule(number=which, again=st.booleans())
    def detach(self, number: int, again: bool) -> None:
        if again and self.taken_off:
            one = self.taken_off.pop()
            if one.owner_id in self.live | self.gone:
                made = evidence.attach_again(self.store, one, who=WHO)
                content = evidence.read(self.store, made) if made.sha256 else ""
                self.evidence[made.id] = (made.owner_id, content or made.url or made.document)
            return
        if self.evidence:
            id = sorted(self.evidence)[number % len(self.evidence)]
            self.taken_off += evidence.detach(self.store, [id], who=WHO)
            del self.evidence[id]

    @rule(number=st.integers(0, 1), what=st.sampled_from(["remove", "restore", "dimensions"]))
    def task(self, number: int, what: str) -> None:
        id = sorted(self.tasks)[number]
        if what == "remove":
            tasks.remove(self.store, [id], who=WHO)
        elif what == "restore":
            tasks.restore(self.store, [id], who=WHO)
        else:
            after = replace(self.tasks[id], dimensions=(CODES[self.number % 3],))
            self.tasks[id] = tasks.save(self.store, after, who=WHO)

    @rule(people_of=st.sampled_from([("m-buoi",), ("m-tin", "m-buoi"), ("m-tin",)]),
          until=st.sampled_from([None, None, datetime.date(2026, 3, 5)]))  # fmt: skip
    def change_counter(self, people_of: tuple[str, ...], until: datetime.date | None) -> None:
        changed = replace(
            self.counters["m-luot"], people_of=people_of, validity=Validity(until=until)
        )
        self.counters["m-luot"] = catalogues.put(self.store, changed, who=WHO)

    @rule(later=st.booleans())
    def purge(self, later: bool) -> None:
        days = 31 if later else 29
        now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
        gone = stored.purge(self.store, who=WHO, now=now)
        assert gone == (len(self.gone) if later else 0)
        if later:
            self.evidence = {
                id: one for id, one in self.evidence.items() if one[0] not in self.gone
            }
            self.gone.clear()

    @rule()
    def collect(self) -> None:
        now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)
        attachments.collect_garbage(self.store, now=now)
        self.taken_off = [one for one in self.taken_off if not one.sha256]

    # What always holds

    @invariant()
    def every_entry_is_as_it_was_kept(self) -> None:
        listed = {row.activity.id: row.activity for row in log.listing(self.store)}
        trashed = log.listing(self.store, ActivityFilter(trashed=True))
        assert listed == self.live
        assert {row.activity.id: row.activity for row in trashed} == self.gone
        days = Multiset(one.series_day for one in self.live.values() if one.series)
        assert all(times == 1 for times in days.values())

    @invariant()
    def figures_are_what_a_hand_counts(self) -> None:
        if not self.counters:
            return
        task = min(self.tasks, default="")
        narrowings = (
            {}, {"units": ("Văn phòng",)}, {"tasks": (task,)}, {"dimensions": ("D2",)},
            {"channels": (self.channels[0],), "dimensions": ("1.1",)},
        )  # fmt: skip
        for number, (since, until) in enumerate(WINDOWS):
            narrowed = narrowings[(self.number + number) % len(narrowings)]
            query = FigureQuery(since=since, until=until, **narrowed)  # type: ignore[arg-type]
            mine = naive.chosen(self.live.values(), query, self.tasks)
            told = figures.several(self.store, list(COUNTED), query)
            for code in COUNTED:
                counter = self.counters[code]
                assert told[code].value == naive.figure(code, query, mine, self.counters), code
                if counter.adds_up != "latest":
                    expected = naive.behind(code, query, mine, self.counters)
                    assert figures.entries(self.store, code, query) == expected, code
                    assert told[code].entries == len(expected), code
            self._lists_agree(query, mine)

    def _lists_agree(self, query: FigureQuery, mine: list[Activity]) -> None:
        chosen = ActivityFilter(
            since=query.since, until=query.until, units=query.units, tasks=query.tasks,
            dimensions=query.dimensions, channels=query.channels,
        )  # fmt: skip
        within = [one for one in mine if query.since <= one.date <= query.until]
        assert log.count(self.store, chosen) == len(within)
        assert log.heat(self.store, chosen) == Multiset(one.date for one in within)
        totals = {one.counter.code: one.quantity for one in log.totals(self.store, chosen)}
        for code in COUNTED:
            if self.counters[code].adds_up == "sum":
                expected = naive.figure(code, query, within, self.counters)
                assert totals.get(code, Decimal(0)) == expected, code

    @invariant()
    def nothing_is_damaged_and_evidence_can_be_read(self) -> None:
        assert verify(self.store)[1] == []
        assert evidence.missing(self.store) == []
        for id in (*self.live, *self.gone):
            kept = {
                one.id: evidence.read(self.store, one) if one.sha256 else one.url or one.document
                for one in evidence.of(self.store, "activity", id)
            }
            mine = {key: what for key, (owner, what) in self.evidence.items() if owner == id}
            assert kept == mine


Log.TestCase.settings = settings(max_examples=6, stateful_step_count=20)
TestLog = Log.TestCase
