"""Whatever is entered, sent, lost, doubled, mixed up or restored: in the end all agree."""

from __future__ import annotations

import datetime
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from papidesk.bundles import record_kinds
from papidesk.domain.activity import Activity
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.domain.version_vector import order
from papidesk.storage import (
    activities,
    bundles_received,
    documents,
    own_contents,
    received_records,
    record_versions,
)
from papidesk.storage import tasks as stored_tasks
from papidesk.storage.integrity import verify
from papidesk.workflow import evidence, log, own_records, receiving, tasks
from papidesk.workflow.receiving_history import NotAppliedError
from papidesk.workflow.sending import Order
from papidesk.workflow.taking import ChangedSinceError
from tests.workflow.conftest import sound
from tests.workflow.logged import amount, entry
from tests.workflow.offices import (
    ABOVE,
    CODES,
    NEIGHBOUR,
    ONE,
    PCS,
    TWO,
    Offices,
    contents,
    founded,
)

PERIOD = "2026-H1"
COMMUNES = (ONE, TWO, NEIGHBOUR)
TODAY = datetime.date(2026, 7, 2)
which = st.integers(0, 60)
_made: list[Path] = []


def template() -> Path:
    """Return the founded workspaces, made once."""
    if not _made:
        folder = Path(tempfile.mkdtemp(prefix="offices-"))
        founded(folder)
        _made.append(folder)
    return _made[0]


def teardown_module() -> None:
    for folder in _made:
        shutil.rmtree(folder, ignore_errors=True)


class AnyExchange(RuleBasedStateMachine):
    """Two PCs of one commune, its neighbour, their superior, and a stick with all files."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="exchange-"))
        self.all = Offices(template(), self.folder)
        # Entries nobody ever deleted, by commune; one of them that is missing somewhere is lost.
        self.entered: dict[str, set[str]] = {CODES[name]: set() for name in COMMUNES}
        self.plan = ""
        self.restored = False
        self.imports: list[tuple[str, str]] = []

    def teardown(self) -> None:
        try:
            self.all_agree()
        finally:
            self.all.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    @initialize()
    def a_plan_comes_down(self) -> None:
        above = self.all.store(ABOVE)
        draft = sound("Nâng cao chỉ số PAPI", state="issued", number="01", symbol="KH-UBND")
        self.plan = documents.save(above, draft, who=ABOVE).id
        tasks.save(above, Task(text="Phát 12 tin", plan=self.plan, year=2026), who=ABOVE)

    # What people do

    @rule(at=st.sampled_from(COMMUNES), title=st.sampled_from("ABC"), many=st.integers(1, 9))
    def enter(self, at: str, title: str, many: int) -> None:
        made = log.add(
            self.all.store(at), entry(title, amounts=(amount("hoi-nghi", many),)), who=at,
            now=self.all.now(),
        )  # fmt: skip
        self.entered[CODES[at]].add(made.id)

    @rule(at=st.sampled_from(COMMUNES), pick=which, note=st.sampled_from(["x", "y", "z"]))
    def note(self, at: str, pick: int, note: str) -> None:
        self._change(at, pick, note=note)

    @rule(at=st.sampled_from(COMMUNES), pick=which, many=st.integers(1, 9))
    def count_anew(self, at: str, pick: int, many: int) -> None:
        self._change(at, pick, amounts=(amount("hoi-nghi", many),))

    def _change(self, at: str, pick: int, **changes: object) -> None:
        id = self._entry(at, pick)
        if id:
            store = self.all.store(at)
            log.change(store, replace(log.get(store, id), **changes), who=at, now=self.all.now())

    @rule(at=st.sampled_from(COMMUNES), pick=which)
    def delete(self, at: str, pick: int) -> None:
        id = self._entry(at, pick)
        if id:
            log.remove(self.all.store(at), [id], who=at)
            self.entered[CODES[at]].discard(id)

    @rule(at=st.sampled_from(COMMUNES), pick=which)
    def prove(self, at: str, pick: int) -> None:
        id = self._entry(at, pick)
        if id:
            evidence.attach_link(
                self.all.store(at), "activity", id, f"https://xa.example/{pick % 3}", who=at
            )

    @rule(at=st.sampled_from(COMMUNES), pick=which)
    def disprove(self, at: str, pick: int) -> None:
        id = self._entry(at, pick)
        if id:
            found = evidence.of(self.all.store(at), "activity", id)
            evidence.detach(self.all.store(at), [one.id for one in found[:1]], who=at)

    @rule(at=st.sampled_from((*COMMUNES, ABOVE)), pick=which, text=st.sampled_from("PQR"))
    def rewrite_task(self, at: str, pick: int, text: str) -> None:
        store = self.all.store(at)
        found = stored_tasks.rows(store)
        if found:
            task = found[pick % len(found)]
            mine = replace(task, text=text) if at == ABOVE else replace(task, note=text)
            tasks.save(store, mine, who=at)

    @rule(at=st.sampled_from(PCS), pick=which, text=st.sampled_from("PQR"))
    def write_paper(self, at: str, pick: int, text: str) -> None:
        store = self.all.store(at)
        drafts = store.rows(
            "SELECT id FROM documents WHERE state = 'draft' AND trashed_at IS NULL ORDER BY id"
        )
        if pick % 2 or not drafts:
            documents.save(store, sound(f"Kế hoạch {text}"), who=at)
            return
        (id,) = drafts[pick % len(drafts)]
        old = documents.get(store, id)
        part = {"abstract": f"Kế hoạch {text}"} if pick % 3 else {"closing": f"Hết {text}./."}
        documents.save(store, replace(old, **part), who=at)

    def _entry(self, at: str, pick: int) -> str:
        ids = [
            id
            for (id,) in self.all.store(at).rows(
                "SELECT id FROM activities WHERE trashed_at IS NULL ORDER BY id"
            )
        ]
        return ids[pick % len(ids)] if ids else ""

    # What goes between them

    @rule(at=st.sampled_from(PCS))
    def tell_the_other_pc(self, at: str) -> None:
        self.all.send(at, Order(kind="office"), (TWO if at == ONE else ONE,))

    @rule(at=st.sampled_from(COMMUNES))
    def report(self, at: str) -> None:
        self.all.send(at, Order(kind="report", period=PERIOD), (ABOVE,))

    @rule()
    def direct(self) -> None:
        to = tuple(sorted({CODES[name] for name in COMMUNES}))
        order = Order(kind="directive", to=to, documents=(self.plan,))
        self.all.send(ABOVE, order, COMMUNES)

    @rule(pick=which, whom=which)
    def any_file_arrives(self, pick: int, whom: int) -> None:
        """A file comes: late, twice, before an earlier one; what is never picked was lost."""
        if self.all.stick:
            _, receivers, path = self.all.stick[-1 - pick % min(6, len(self.all.stick))]
            to = receivers[whom % len(receivers)]
            done = self.all.receive(to, path)
            if done is not None and done.state == "applied":
                self.imports.append((to, done.id))

    @rule(at=st.sampled_from(PCS), chosen=st.sampled_from(["local", "other"]))
    def decide(self, at: str, chosen: str) -> None:
        self._decide(at, chosen)

    def _decide(self, at: str, chosen: str) -> None:
        store = self.all.store(at)
        for one in receiving.conflicts(store):
            if one.kind == "activity" and one.field == "":
                deleted = one.other if chosen == "other" else one.local
                if deleted:
                    self.entered[CODES[at]].discard(one.record)
        ids = [one.id for one in receiving.conflicts(store)]
        receiving.settle(store, ids, chosen, who=at, now=self.all.now())

    # What goes wrong

    @rule(pick=which)
    def undo_an_import(self, pick: int) -> None:
        if not self.imports:
            return
        at, id = self.imports[pick % len(self.imports)]
        try:
            receiving.undo(self.all.store(at), id, who=at, backup=False, now=self.all.now())
        except (ChangedSinceError, NotAppliedError):
            return
        self._forget_what_is_nowhere()

    @rule(at=st.sampled_from(COMMUNES))
    def back_up(self, at: str) -> None:
        self.all.back_up(at)

    @rule(at=st.sampled_from(COMMUNES))
    def restore(self, at: str) -> None:
        if at in self.all.backups:
            self.all.restore(at)
            self.restored = True
            self.imports = [one for one in self.imports if one[0] != at]
            self._forget_what_is_nowhere()

    def _forget_what_is_nowhere(self) -> None:
        """Entries that were on one PC alone are gone with what was restored: nobody has them."""
        for code, ids in self.entered.items():
            holders = [name for name in COMMUNES if CODES[name] == code]
            there = {
                id
                for name in holders
                for (id,) in self.all.store(name).rows("SELECT id FROM activities")
            }
            ids &= there

    @invariant()
    def nothing_is_lost_where_it_is(self) -> None:
        """An entry nobody deleted that was told by a unit is still with the superior."""
        above = self.all.store(ABOVE)
        for code in self.entered:
            for one in received_records.every(above, code, "activity"):
                assert not one.record.deleted

    # What must be so in the end

    def all_agree(self) -> None:
        self._pcs_agree()
        self._superior_has_all()
        self._plan_is_everywhere()
        for name in CODES:
            assert verify(self.all.store(name))[1] == []

    def _pcs_agree(self) -> None:
        for around in range(5):
            for of, to in ((ONE, TWO), (TWO, ONE)):
                path = self.all.send(of, Order(kind="office"), (to,))
                if path is not None:
                    done = self.all.receive(to, path)
                    assert done is not None and done.state == "applied"
            # Both decide at first, at last one of them: who decides last is right.
            self._decide(ONE, "local")
            if around < 2:
                self._decide(TWO, "local")
        one, other = (contents(self.all.store(name)) for name in PCS)
        assert one == other
        assert not receiving.conflicts(self.all.store(ONE))
        assert not receiving.conflicts(self.all.store(TWO))
        for name in COMMUNES:
            store = self.all.store(name)
            for id in self.entered[CODES[name]]:
                assert not activities.is_trashed(store, id), (name, id)
                assert activities.get(store, id).id == id

    def _superior_has_all(self) -> None:
        above = self.all.store(ABOVE)
        for name in (ONE, NEIGHBOUR):
            if not self.entered[CODES[name]]:
                continue
            path = self.all.send(name, Order(kind="report", period=PERIOD), (ABOVE,))
            assert path is not None
            done = self.all.receive(ABOVE, path)
            assert done is not None and done.state == "applied"
            self._settle_as_now(name)
            held = received_records.every(above, CODES[name], "activity")
            known = {one.record.id for one in held}
            assert self.entered[CODES[name]] <= known
            store = self.all.store(name)
            for one in (
                received_records.get(above, CODES[name], "activity", id) for id in sorted(known)
            ):
                if one is None or one.record.id not in self.entered[CODES[name]]:
                    continue
                here = record_versions.get(store, "activity", one.record.id)
                assert here is not None
                if self.restored and order(here.vv, one.record.vv) == "before":
                    continue  # a restored PC has lost a change it had told already
                ours = activities.get(store, one.record.id)
                told: Activity = record_kinds.to_domain(one.record)
                assert told.amounts == ours.amounts

    def _settle_as_now(self, name: str) -> None:
        """Decide at the superior what a PC told otherwise before it was restored: as it is now."""
        above, store = self.all.store(ABOVE), self.all.store(name)
        for one in receiving.conflicts(above):
            unit, kind, id = one.record.split("/", 2)
            if unit != CODES[name] or kind != "activity":
                continue
            there = next(iter(own_contents.every(store, "activity", [id])), None)
            wanted: object = there is None or there.deleted
            if one.field and there is not None:
                wanted = own_records.fields_of(store, there.record).get(one.field)
            chosen = "local" if one.local == wanted else "other"
            receiving.settle(above, [one.id], chosen, who=ABOVE, now=self.all.now())

    def _plan_is_everywhere(self) -> None:
        self.direct()
        _, receivers, path = self.all.stick[-1]
        for to in receivers:
            done = self.all.receive(to, path)
            assert done is not None and done.state == "applied"
            store = self.all.store(to)
            assert documents.get(store, self.plan) == documents.get(
                self.all.store(ABOVE), self.plan
            )
            for task in stored_tasks.rows(self.all.store(ABOVE)):
                assert stored_tasks.get(store, task.id).text == task.text
        assert bundles_received.every(self.all.store(ONE), states=("applied",))


AnyExchange.TestCase.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
TestAnyExchange = AnyExchange.TestCase


@pytest.mark.parametrize("seed", range(6))
def test_a_long_year_of_chances(seed: int) -> None:
    """A long walk meets what short examples seldom do: conflicts, restores, old files again."""
    chance = random.Random(seed)
    machine = AnyExchange()
    machine.a_plan_comes_down()
    try:
        for _ in range(90):
            _step(machine, chance)
            machine.nothing_is_lost_where_it_is()
    finally:
        machine.teardown()


def _step(machine: AnyExchange, chance: random.Random) -> None:
    pick, at, pc = chance.randint(0, 60), chance.choice(COMMUNES), chance.choice(PCS)
    text, many = chance.choice("PQR"), chance.randint(1, 9)
    steps: list[tuple[float, Callable[[], None]]] = [
        (4, lambda: machine.enter(at=at, title=chance.choice("ABC"), many=many)),
        (4, lambda: machine.note(at=at, pick=pick, note=chance.choice("xyz"))),
        (3, lambda: machine.count_anew(at=at, pick=pick, many=many)),
        (1, lambda: machine.delete(at=at, pick=pick)),
        (2, lambda: machine.prove(at=at, pick=pick)),
        (1, lambda: machine.disprove(at=at, pick=pick)),
        (3, lambda: machine.rewrite_task(at=chance.choice((at, ABOVE)), pick=pick, text=text)),
        (4, lambda: machine.write_paper(at=pc, pick=pick, text=text)),
        (4, lambda: machine.tell_the_other_pc(at=pc)),
        (2, lambda: machine.report(at=at)),
        (1, machine.direct),
        (10, lambda: machine.any_file_arrives(pick=pick, whom=many)),
        (2, lambda: machine.decide(at=pc, chosen=chance.choice(["local", "other"]))),
        (1, lambda: machine.undo_an_import(pick=pick)),
        (1, lambda: machine.back_up(at=at)),
        (0.7, lambda: machine.restore(at=at)),
    ]
    chance.choices([act for _, act in steps], [weight for weight, _ in steps])[0]()
