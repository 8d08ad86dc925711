"""What cannot be an entry is refused with what to do; what may be true is asked about only."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest

from papidesk.domain import activity_rules as rules
from papidesk.domain.activity import Activity
from papidesk.domain.record import replace
from papidesk.domain.task import Task
from papidesk.errors import PapiDeskError
from papidesk.i18n import say, use
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, log, tasks
from tests.workflow.conftest import WHO
from tests.workflow.logged import TODAY, amount, entry, titles

REFUSED: dict[str, tuple[Activity, type[PapiDeskError], str]] = {
    "no title": (entry("  \u200b "), rules.NoTitleError, "title"),
    "a novel as title": (entry("dài " * 200), rules.ActivityTextError, "500"),
    "a novel as note": (entry(note="x" * 5000), rules.ActivityTextError, "4000"),
    "the year 9999": (entry(date=datetime.date(9999, 1, 1)), rules.ActivityYearError, "9999"),
    "the year 1066": (entry(date=datetime.date(1066, 1, 1)), rules.ActivityYearError, "1900"),
    "an unknown counter": (
        entry(amounts=(amount("hoinghi", 1),)), rules.UnlikeCounterError, "hoi-nghi",
    ),
    "a counter like none": (
        entry(amounts=(amount("zzz", 1),)), rules.NoSuchCounterError, "zzz",
    ),
    "an unknown channel": (
        entry(channel="truyen thnah"), rules.UnlikeChannelError, "truyen-thanh",
    ),
    "less than nothing": (
        entry(amounts=(amount("hoi-nghi", -3),)), rules.NegativeQuantityError, "-3",
    ),
    "a huge quantity": (
        entry(amounts=(amount("hoi-nghi", "1e15"),)), rules.HugeQuantityError, "1.000.000.000.000",
    ),
    "an endless quantity": (
        entry(amounts=(amount("hoi-nghi", "1e4000"),)), rules.HugeQuantityError, "1e+4000",
    ),
    "no number": (
        entry(amounts=(amount("hoi-nghi", Decimal("nan")),)), rules.QuantityError, "NaN",
    ),
    "infinity": (
        entry(amounts=(amount("hoi-nghi", Decimal("inf")),)), rules.QuantityError, "Infinity",
    ),
    "half a meeting": (
        entry(amounts=(amount("hoi-nghi", "0.5"),)), rules.FractionError, "0,5",
    ),
    "one counter twice": (
        entry(amounts=(amount("hoi-nghi", 1), amount("hoi-nghi", 2))), rules.TwiceCountedError,
        "Hội nghị",
    ),
    "fewer people than none": (entry(people=-1), rules.PeopleError, "-1"),
    "more people than the country": (entry(people=10**9), rules.PeopleError, "10.000.000"),
    "a negative cost": (entry(cost=-5), rules.CostError, "-5"),
    "a cost beyond all": (entry(cost=10**14), rules.CostError, "10.000.000.000.000"),
    "an unknown task": (
        entry(tasks=("01a1f9aa-739e-707c-afe2-591b1a3c6f86",)), log.UnknownTaskOfEntryError, "",
    ),
    "an unknown sub-dimension": (
        entry(dimensions=("9.9.9",)), log.UnknownDimensionOfEntryError, "9.9.9",
    ),
    "a thousand tasks": (
        entry(tasks=tuple(str(n) for n in range(1000))), rules.TooManyLinksError, "200",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_and_nothing_changes(store: Store, name: str) -> None:
    bad, kind, told = REFUSED[name]
    good = log.add(store, entry("Mục đúng"), who=WHO)
    use("en")
    try:
        for act in (
            lambda: log.add(store, bad, who=WHO),
            lambda: log.change(store, replace(bad, id=good.id), who=WHO),
            lambda: log.add_all(store, [entry("Trước"), bad], who=WHO),
        ):
            with pytest.raises(kind) as refusal:
                act()
            assert told in say(refusal.value)
    finally:
        use("vi")
    assert titles(store) == ["Mục đúng"]


def test_an_amount_of_a_ratio_is_refused_with_the_two_that_make_it(store: Store) -> None:
    ratio = next(one for one in catalogues.counters(store) if one.adds_up == "ratio")
    bad = entry(amounts=(amount(ratio.code, 120),))
    with pytest.raises(rules.RatioAmountError) as refusal:
        log.add(store, bad, who=WHO)
    below = catalogues.counter(store, ratio.denominator)
    assert below.name in say(refusal.value)


def test_more_than_all_of_a_ratio_is_asked_about(store: Store) -> None:
    ratio = next(one for one in catalogues.counters(store) if one.adds_up == "ratio")
    both = (amount(ratio.numerator, 120), amount(ratio.denominator, 100))
    found = log.doubts(store, entry(amounts=both), today=TODAY)
    assert [doubt.code for doubt in found] == ["ratio"]
    kept = log.add(store, entry(amounts=both), who=WHO)
    (total,) = [one for one in log.totals(store) if one.counter.code == ratio.code]
    assert total.quantity == 120 and kept.amounts == both


DOUBTED: dict[str, tuple[Callable[[], Activity], str]] = {
    "to come": (lambda: entry(date=datetime.date(2026, 12, 1)), "future"),
    "long ago": (lambda: entry(date=datetime.date(2016, 3, 5)), "old"),
    "beyond the bound": (lambda: entry(amounts=(amount("hoi-nghi", 101),)), "bounds"),
    "nobody reached": (lambda: entry(people=0), "people"),
    "a unit nobody knows": (lambda: entry(unit="Phòng Không Có"), "unit"),
}


@pytest.mark.parametrize("name", DOUBTED)
def test_what_may_be_true_is_asked_about_and_kept(store: Store, name: str) -> None:
    make, code = DOUBTED[name]
    found = log.doubts(store, make(), today=TODAY)
    assert [doubt.code for doubt in found] == [code]
    assert "{" not in found[0].sentence
    assert log.add(store, make(), who=WHO).id


def test_a_sound_entry_raises_no_doubt(store: Store) -> None:
    assert log.doubts(store, entry(people=40), today=TODAY) == []


def test_the_same_entry_is_asked_about_but_not_that_of_another_unit(store: Store) -> None:
    kept = log.add(store, entry(unit="Thôn Đông"), who=WHO)
    (doubt,) = log.doubts(store, entry("HỌP thôn đông"), today=TODAY)
    assert (doubt.code, doubt.other) == ("same", kept.id)
    codes = [one.code for one in log.doubts(store, entry(unit="Thôn Đoài"), today=TODAY)]
    assert "same" not in codes
    assert log.doubts(store, kept, today=TODAY) == []


def test_a_misspelt_unit_names_the_one_that_is_like_it(store: Store) -> None:
    log.add(store, entry(unit="Đài truyền thanh xã"), who=WHO)
    (doubt,) = log.doubts(store, entry("Khác", unit="Đài truyền thang xã"), today=TODAY)
    assert "Đài truyền thanh xã" in doubt.sentence


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"state": "stopped", "stop_reason": "Hết kinh phí"}, "Họp dân"),
        ({"state": "stopped", "superseded_by": "01a1f9aa-739e-707c-afe2-591b1a3c6f86"}, "sau"),
    ],
)
def test_a_task_given_up_or_gone_on_in_a_later_plan_is_asked_about(
    store: Store, changes: dict[str, str], told: str
) -> None:
    task = tasks.save(store, replace(Task(text="Họp dân", year=2026), **changes), who=WHO)
    new = entry(tasks=(task.id,))
    (doubt,) = log.doubts(store, new, today=TODAY)
    assert doubt.code == "task" and told in doubt.sentence
    assert log.add(store, new, who=WHO).tasks == (task.id,)
    tasks.remove(store, [task.id], who=WHO)
    assert "task" in [one.code for one in log.doubts(store, new, today=TODAY)]
