"""Rules of what comes again, said in the language of the window."""

from __future__ import annotations

from papidesk.domain.recurrence import EVERY, Recurrence
from papidesk.i18n import _, current_language


def rule_text(rule: Recurrence) -> str:
    """Return ``rule`` in words; in Vietnamese as a paper says it."""
    if current_language() == "vi":
        from papidesk.domain import recurring

        return recurring.text(rule)
    parts = [_often(rule), _days(rule)]
    if rule.since:
        parts.append(_("from {day}").format(day=f"{rule.since:%d/%m/%Y}"))
    if rule.until:
        parts.append(_("until {day}").format(day=f"{rule.until:%d/%m/%Y}"))
    return ", ".join(part for part in parts if part)


def _often(rule: Recurrence) -> str:
    if rule.interval < 2:
        return _(EVERY[rule.every])
    units = {
        "day": _("every {count} days"), "week": _("every {count} weeks"),
        "month": _("every {count} months"), "quarter": _("every {count} quarters"),
        "half": _("every {count} half-years"), "year": _("every {count} years"),
    }  # fmt: skip
    return units[rule.every].format(count=rule.interval)


def _days(rule: Recurrence) -> str:
    weekdays = [weekday_words()[day] for day in sorted(set(rule.weekdays))]
    if rule.every == "day":
        return ""
    if rule.every == "week":
        return _("on {days}").format(days=", ".join(weekdays)) if weekdays else ""
    days = []
    if rule.nth:
        pattern = _("the last {day}") if rule.nth < 0 else _("{day} number {nth}")
        days = [pattern.format(day=day, nth=rule.nth) for day in weekdays]
    ordered = sorted(set(rule.days), key=lambda day: day if day > 0 else 32)
    days += [
        _("the last day") if day < 0 else _("day {number}").format(number=day) for day in ordered
    ]
    if not days:
        return ""
    said = _("on {days}").format(days=", ".join(days))
    month = _(" of month {month}").format(month=rule.month) if rule.month else ""
    return f"{said}{month}"


def weekday_words() -> list[str]:
    """Return the days of the week, Monday first."""
    return [
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
        _("Sunday"),
    ]  # fmt: skip
