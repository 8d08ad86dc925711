"""What looks wrong in an entry of the log and may be right: asked about, never refused."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from papidesk.domain import quantities
from papidesk.domain.activity import Activity
from papidesk.domain.amounts import parts, quantity_of
from papidesk.domain.counters import Counter
from papidesk.domain.record import Record, Validity
from papidesk.domain.unit_names import key as unit_key
from papidesk.errors import N_
from papidesk.storage import activities as stored
from papidesk.storage.activity_rows import same_key
from papidesk.storage.store import Store
from papidesk.workflow import log_counters

# What is entered longer after it was done is more often a slip in the year.
_LATE = datetime.timedelta(days=3 * 366)


class Doubt(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to ask about: ``field`` of the entry, a sentence and its values.

    ``code`` tells kinds apart: future, old, bounds, ratio, people, unit, unit_ended, counter_ended,
    channel_ended, task, same. ``other`` is the id of the entry it looks the same as.
    """

    field: str
    code: str
    message: str
    values: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it for each record
    other: str = ""

    @property
    def sentence(self) -> str:
        """The sentence in the language in use, its values filled in."""
        from papidesk.i18n import _

        return _(self.message).format(**self.values)


class Judge:
    """Looks at many entries with what it read once: catalogues, units, tasks."""

    def __init__(self, store: Store, *, today: datetime.date | None = None) -> None:
        self.store = store
        self.today = today or datetime.date.today()
        self.counters = log_counters.by_code(store)
        self.channels = log_counters.channels_by_code(store)
        self.rules = log_counters.rules(store)
        self.units = Units(store)
        self._of_units: dict[tuple[str, datetime.date], tuple[Doubt, ...]] = {}
        self.ratios = [one for one in self.counters.values() if one.adds_up == "ratio"]
        self.of_people = {code for rule in self.rules for code in rule.people_of}

    def all(self, activity: Activity) -> list[Doubt]:
        """Return every doubt about an entry that is not kept yet, or about a kept one."""
        found = [*self.of_itself(activity), *self._of_tasks(activity)]
        key = same_key(activity)
        for other in stored.same_as(self.store, [key]).get(key, []):
            if other.id != activity.id and stored.may_be_same(activity, other):
                found.append(same(other))
                break
        return found

    def of_itself(self, activity: Activity) -> list[Doubt]:
        """Return the doubts that need nothing of the log."""
        return [
            *self._of_day(activity),
            *self._of_amounts(activity),
            *self._of_ratios(activity),
            *self._of_people(activity),
            *self._of_unit(activity),
            *self._of_channel(activity),
        ]

    def _of_day(self, activity: Activity) -> Iterator[Doubt]:
        day = activity.date
        if day > self.today:
            yield Doubt(
                field="date", code="future", values={"day": _shown(day)},
                message=N_("{day} is still to come: was it done already?"),
            )  # fmt: skip
        elif day < self.today - _LATE:
            yield Doubt(
                field="date", code="old", values={"day": _shown(day)},
                message=N_("{day} is more than three years ago: is the year right?"),
            )  # fmt: skip

    def _of_amounts(self, activity: Activity) -> Iterator[Doubt]:
        for part in parts(activity, self.rules):
            counter = self.counters.get(part.counter)
            if counter is None or counter.adds_up == "ratio":
                continue
            if counter.most is not None or counter.least is not None:
                yield from _of_bounds(counter, quantity_of(part.thousandths))
            if not part.derived and not counter.validity.covers(activity.date):
                yield Doubt(
                    field="amounts", code="counter_ended",
                    values={"name": counter.name, "day": _shown(activity.date)},
                    message=N_("“{name}” was not counted on {day}: is another counter meant?"),
                )  # fmt: skip

    def _of_ratios(self, activity: Activity) -> Iterator[Doubt]:
        if len(activity.amounts) < 2:
            return
        given = {amount.counter: amount.quantity for amount in activity.amounts}
        for ratio in self.ratios:
            above, below = given.get(ratio.numerator), given.get(ratio.denominator)
            if above is None or below is None:
                continue
            most = ratio.most if ratio.most is not None else 100
            if (below == 0 and above > 0) or (below and 100 * above / below > most):
                yield Doubt(
                    field="amounts", code="ratio",
                    values={
                        "name": ratio.name, "above": quantities.text(above),
                        "below": quantities.text(below),
                    },
                    message=N_("“{name}”: {above} out of {below} is more than all. Is it right?"),
                )  # fmt: skip

    def _of_people(self, activity: Activity) -> Iterator[Doubt]:
        if activity.people == 0 and any(
            amount.counter in self.of_people for amount in activity.amounts
        ):
            yield Doubt(
                field="people", code="people",
                message=N_("Nobody was reached? Leave it empty when the number is not known."),
            )  # fmt: skip

    def _of_unit(self, activity: Activity) -> Iterator[Doubt]:
        if not activity.unit:
            return
        # A table has few units and days, and very many rows.
        asked = (activity.unit, activity.date)
        known = self._of_units.get(asked)
        if known is None:
            known = self._of_units[asked] = tuple(self.units.doubts(*asked))
        yield from known

    def _of_channel(self, activity: Activity) -> Iterator[Doubt]:
        channel = self.channels.get(activity.channel)
        if channel is not None and not channel.validity.covers(activity.date):
            yield Doubt(
                field="channel", code="channel_ended",
                values={"name": channel.name, "day": _shown(activity.date)},
                message=N_("The channel “{name}” was not used on {day}: is another one meant?"),
            )  # fmt: skip

    def _of_tasks(self, activity: Activity) -> Iterator[Doubt]:
        for task in activity.tasks:
            found = self.store.row(
                "SELECT title, state, trashed_at IS NOT NULL, "
                "coalesce(json_extract(content, '$.superseded_by'), '') FROM tasks WHERE id = ?",
                (task,),
            )
            if found is None or found[2]:
                message = N_("A task of this entry is not there any more: “{task}”.")
            elif found[3]:
                message = N_(
                    "The task “{task}” went on in a later plan: does this entry belong there?"
                )
            elif found[1] == "stopped":
                message = N_("The task “{task}” was given up: does this entry serve it?")
            else:
                continue
            title = found[0] if found else task[:8]
            yield Doubt(field="tasks", code="task", values={"task": title[:80]}, message=message)


def _of_bounds(counter: Counter, quantity: Decimal) -> Iterator[Doubt]:
    if counter.most is not None and quantity > counter.most:
        yield Doubt(
            field="amounts", code="bounds",
            values=_told(counter, quantity) | {"most": quantities.text(counter.most)},
            message=N_("{quantity} {unit} of “{name}” is more than {most}: is it right?"),
        )  # fmt: skip
    if counter.least is not None and quantity < counter.least:
        yield Doubt(
            field="amounts", code="bounds",
            values=_told(counter, quantity) | {"least": quantities.text(counter.least)},
            message=N_("{quantity} {unit} of “{name}” is less than {least}: is it right?"),
        )  # fmt: skip


def _told(counter: Counter, quantity: Decimal) -> dict[str, str]:
    return {
        "name": counter.name, "unit": counter.unit, "quantity": quantities.text(quantity),
    }  # fmt: skip


def same(other: Activity) -> Doubt:
    """Return the doubt about an entry that looks the same as ``other`` of the log."""
    return Doubt(
        field="title", code="same", other=other.id,
        values={"title": other.title[:80], "day": _shown(other.date)},
        message=N_("The log has the same entry already: “{title}” of {day}."),
    )  # fmt: skip


class Units:
    """The units of the office with their days, and other names tasks and entries know."""

    def __init__(self, store: Store, *, besides: str = "") -> None:
        """Read them; what only the task ``besides`` says is not known yet."""
        from papidesk.workflow import offices

        self.of_office: dict[str, list[Validity]] = {}
        self.names: dict[str, str] = {}
        self._near: dict[str, str] = {}
        for unit in offices.current(store).units:
            self.of_office.setdefault(unit_key(unit.name), []).append(unit.validity)
            self.names[unit_key(unit.name)] = unit.name
        found = store.rows(
            "SELECT DISTINCT unit FROM activities WHERE unit <> '' AND trashed_at IS NULL "
            "UNION SELECT lead FROM tasks WHERE lead <> '' AND id <> ?",
            (besides,),
        )
        self.others = {unit_key(name) for (name,) in found}
        named = store.rows(
            "SELECT DISTINCT unit_key FROM task_units WHERE task_id <> ?", (besides,)
        )
        self.others |= {key for (key,) in named}
        self.names = {unit_key(name): name for (name,) in found} | self.names

    def doubts(self, unit: str, day: datetime.date, *, field: str = "unit") -> Iterator[Doubt]:
        """Yield what there is to ask about the name ``unit`` on ``day``."""
        key = unit_key(unit)
        spans = self.of_office.get(key)
        if spans is not None and not any(span.covers(day) for span in spans):
            ends = [span.until for span in spans if span.until and span.until < day]
            values = {"unit": unit, "day": _shown(day)}
            if ends:
                yield Doubt(
                    field=field, code="unit_ended", values=values | {"end": _shown(max(ends))},
                    message=N_(
                        "“{unit}” ended on {end}, before {day}: which unit took its work over?"
                    ),
                )  # fmt: skip
            else:
                yield Doubt(
                    field=field, code="unit_ended", values=values,
                    message=N_("“{unit}” was not there yet on {day}: is another unit meant?"),
                )  # fmt: skip
        elif spans is None and key not in self.others:
            near = self.nearest(unit)
            yield Doubt(
                field=field, code="unit", values={"unit": unit, "near": near},
                message=N_("No unit is called “{unit}” so far. Is “{near}” meant?") if near
                else N_("No unit is called “{unit}” so far: is it written right?"),
            )  # fmt: skip

    def nearest(self, unit: str) -> str:
        """Return the known name that is most like ``unit``, "" when none is."""
        import difflib

        wanted = unit_key(unit)
        if wanted not in self._near:
            near = difflib.get_close_matches(wanted, self.names, n=1, cutoff=0.7)
            self._near[wanted] = self.names[near[0]] if near else ""
        return self._near[wanted]


def _shown(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"
