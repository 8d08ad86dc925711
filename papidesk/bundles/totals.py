"""Control sums of the records of a bundle: a receiver adds up once more what the sender added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Context, Decimal, InvalidOperation
from typing import Any

from papidesk.bundles.manifest_failures import TotalsError
from papidesk.domain.bundle import BundleRecord, Totals

_EXACT = Context(prec=60)


def number_text(number: Decimal) -> str:
    """Return a number as bundles write it: no exponent, no zeros at the end behind a full stop."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


class Sums:
    """The control sums of the records added so far."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._records = 0
        self._money = 0
        self._counters: defaultdict[str, Decimal] = defaultdict(Decimal)
        self._figures: defaultdict[str, Decimal] = defaultdict(Decimal)

    def add(self, record: BundleRecord) -> None:
        """Add one record. Deleted ones are counted, nothing else of them is."""
        self._records += 1
        if record.deleted:
            return
        if record.kind == "activity":
            self._entry(record.fields)
        elif record.kind == "figure":
            self._figure(record.fields)

    def _entry(self, fields: dict[str, Any]) -> None:
        cost = fields.get("cost")
        if isinstance(cost, int):
            self._money += cost
        for amount in fields.get("amounts", ()):
            quantity = _number(amount["quantity"])
            code = amount["counter"]
            self._counters[code] = _EXACT.add(self._counters[code], quantity)

    def _figure(self, fields: dict[str, Any]) -> None:
        value = fields.get("value")
        if value is None or fields.get("adds_up", "sum") != "sum" or fields.get("part"):
            return
        code = fields["counter"]
        self._figures[code] = _EXACT.add(self._figures[code], _number(value))

    @property
    def totals(self) -> Totals:
        """The sums as a manifest has them, codes in order."""
        return Totals(
            records=self._records,
            money=self._money,
            counters=_texts(self._counters),
            figures=_texts(self._figures),
        )


def of(records: Iterable[BundleRecord]) -> Totals:
    """Return the control sums of ``records``: how many, money of entries, quantities, figures."""
    sums = Sums()
    for record in records:
        sums.add(record)
    return sums.totals


def check(said: Totals, found: Totals) -> None:
    """Refuse sums that disagree, naming the first; raises TotalsError."""
    pairs: list[tuple[str, Any, Any]] = [
        ("records", said.records, found.records),
        ("money", said.money, found.money),
    ]
    for name, ours, theirs in (
        ("counters", found.counters, said.counters),
        ("figures", found.figures, said.figures),
    ):
        pairs += [
            (f"{name}.{code}", theirs.get(code, "0"), ours.get(code, "0"))
            for code in sorted(ours.keys() | theirs.keys())
        ]
    for what, says, sums in pairs:
        if says != sums:
            raise TotalsError(what=what[:80], said=str(says)[:40], found=sums)


def _number(text: Any) -> Decimal:
    try:
        return Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return Decimal(0)  # refused elsewhere, with its place


def _texts(sums: defaultdict[str, Decimal]) -> dict[str, str]:
    return {code: number_text(value) for code, value in sorted(sums.items())}
