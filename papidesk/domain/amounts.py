"""What an entry of the log adds to each counter: the amounts it gives and those that follow."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from papidesk.domain.activity import Activity
from papidesk.domain.counters import Counter
from papidesk.domain.record import Record, Validity

_THOUSAND = Decimal(1000)


class Derivation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter that follows from entries: the cost of all, or the people reached by some.

    ``people_of`` are the counters an entry must give an amount of; empty where it sums the cost.
    """

    counter: str
    people_of: tuple[str, ...] = ()
    validity: Validity = Validity()


class Part(NamedTuple):
    """What an entry adds to one counter, in thousandths; ``derived`` where it was not entered."""

    counter: str
    thousandths: int
    derived: bool


def derivations(counters: Iterable[Counter]) -> tuple[Derivation, ...]:
    """Return the counters among ``counters`` that follow from entries, by code."""
    found = (
        Derivation(counter=one.code, people_of=one.people_of, validity=one.validity)
        for one in counters
        if one.people_of or one.cost
    )
    return tuple(sorted(found, key=lambda one: one.counter))


def parts(activity: Activity, rules: Iterable[Derivation]) -> list[Part]:
    """Return what ``activity`` adds to each counter, what it gives itself first.

    A derived amount comes from the people reached or the cost, in the counter's validity, and only
    where the entry gives no amount of that counter itself.
    """
    given = {amount.counter: thousandths(amount.quantity) for amount in activity.amounts}
    found = [Part(counter, quantity, False) for counter, quantity in given.items()]
    people, cost = activity.people, activity.cost
    if people is None and cost is None:
        return found
    for rule in rules:
        value = people if rule.people_of else cost
        if (
            value is not None
            and rule.counter not in given
            and (not rule.people_of or not given.keys().isdisjoint(rule.people_of))
            and rule.validity.covers(activity.date)
        ):
            found.append(Part(rule.counter, value * 1000, True))
    return found


@lru_cache(maxsize=4096)
def thousandths(quantity: Decimal) -> int:
    """Return ``quantity`` in thousandths; more places than three are rounded half to even."""
    return int((quantity * _THOUSAND).to_integral_value())


def quantity_of(amount: int) -> Decimal:
    """Return the quantity of ``amount`` thousandths, without zeros at its end."""
    whole, rest = divmod(amount, 1000)
    return Decimal(whole) if not rest else (Decimal(amount) / _THOUSAND).normalize()
