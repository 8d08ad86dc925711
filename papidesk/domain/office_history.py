"""What an office was on a day: its forms one after the other, and what held under each.

A paper dated in the past carries the name, the place and the signers of its day.
"""

from __future__ import annotations

import datetime
from typing import TypeVar

from papidesk.domain.office import (
    BadOfficeError,
    Office,
    OfficeForm,
    check_code,
    check_name,
    valid_on,
)
from papidesk.domain.people import Post, Signer
from papidesk.domain.record import Record, Validity, replace
from papidesk.errors import N_

_DAY = datetime.timedelta(days=1)
# What a form and an office have in common: all that changes with a new name.
_SHARED = tuple(name for name in OfficeForm.__struct_fields__ if name in Office.__struct_fields__)
V = TypeVar("V", bound=Record)


class FormOrderError(BadOfficeError):
    """A new form that would begin before the present one."""

    message = N_(
        "The new name cannot hold from {day}: the present one holds since {since}. Choose a later "
        "day."
    )


class ValidityOrderError(BadOfficeError):
    """Something that would end before it begins."""

    message = N_(
        "“{name}” would end on {until}, before it begins on {since}. Put one of the dates right."
    )


def present_form(office: Office) -> OfficeForm:
    """Return the form the office has now."""
    return OfficeForm(**{name: getattr(office, name) for name in _SHARED})


def forms(office: Office) -> tuple[OfficeForm, ...]:
    """Return every form the office had, oldest first, the present one last."""
    return (*office.former, present_form(office))


def form_on(office: Office, day: datetime.date) -> OfficeForm:
    """Return the form that holds on ``day``: exactly one, the first also before its beginning."""
    held = office.former[0] if office.former else present_form(office)
    for form in forms(office):
        if form.validity.since is None or form.validity.since <= day:
            held = form
    return held


def as_of(office: Office, day: datetime.date) -> Office:
    """Return the office as it was on ``day``, with only what held then: to write with, not to keep.

    A list of which nothing held then is given whole: an office that never wrote dates down would
    else have had nobody who signs.
    """
    form = form_on(office, day)
    return replace(
        office,
        **{name: getattr(form, name) for name in _SHARED},
        superiors=valid_on(office.superiors, day),
        units=valid_on(office.units, day) or office.units,
        posts=valid_on(office.posts, day),
        signers=valid_on(office.signers, day) or office.signers,
        recipient_lists=valid_on(office.recipient_lists, day),
        series=valid_on(office.series, day),
    )


def change_form(office: Office, form: OfficeForm, since: datetime.date) -> Office:
    """Return ``office`` renamed from ``since`` on; the present form ends the day before.

    Raises :class:`FormOrderError` for a day that is not after the present form's beginning, and
    what a bad name or code is refused with.
    """
    name = check_name(form.name)
    check_code(form.code)
    began = office.validity.since
    if began is not None and since <= began:
        raise FormOrderError(day=f"{since:%d/%m/%Y}", since=f"{began:%d/%m/%Y}")
    ended = replace(present_form(office), validity=Validity(since=began, until=since - _DAY))
    new = replace(form, name=name, validity=Validity(since=since))
    return replace(
        office,
        **{field: getattr(new, field) for field in _SHARED},
        former=(*office.former, ended),
    )


def take_change_back(office: Office) -> Office:
    """Return ``office`` with its last change undone; as it is when there was none."""
    if not office.former:
        return office
    last = office.former[-1]
    again = replace(last, validity=Validity(since=last.validity.since))
    return replace(
        office,
        **{field: getattr(again, field) for field in _SHARED},
        former=office.former[:-1],
    )


def end_all(records: tuple[V, ...], day: datetime.date) -> tuple[V, ...]:
    """Return ``records`` with those that hold on ``day`` ending there; what begins later stays."""
    return tuple(_ended(record, day) for record in records)


def _ended(record: V, day: datetime.date) -> V:
    validity: Validity = record.validity  # type: ignore[attr-defined]
    if not validity.covers(day):
        return record
    return replace(record, validity=Validity(since=validity.since, until=day))


def reorganise(office: Office, pattern: Office, since: datetime.date) -> Office:
    """Return ``office`` with the units, posts and signers of ``pattern`` from ``since`` on.

    Those it has end the day before. New ones get ids of their own where an old one has the id.
    """
    last = since - _DAY
    from_then = Validity(since=since)
    mark = f"-{since:%Y%m%d}"
    taken = {unit.id for unit in office.units} | {post.id for post in office.posts}
    taken |= {signer.id for signer in office.signers}

    def fresh(id: str) -> str:
        return f"{id}{mark}" if id in taken else id

    units = tuple(replace(u, id=fresh(u.id), validity=from_then) for u in pattern.units)
    posts: tuple[Post, ...] = tuple(
        replace(p, id=fresh(p.id), unit=fresh(p.unit) if p.unit else "", validity=from_then)
        for p in pattern.posts
    )
    signers: tuple[Signer, ...] = tuple(
        replace(s, id=fresh(s.id), validity=from_then) for s in pattern.signers
    )
    return replace(
        office,
        units=(*end_all(office.units, last), *units),
        posts=(*end_all(office.posts, last), *posts),
        signers=(*end_all(office.signers, last), *signers),
    )


def rename_lists(office: Office, old: str, new: str, since: datetime.date) -> Office:
    """Return ``office`` whose recipient lists say ``new`` for ``old`` from ``since`` on.

    A list that names the old unit ends the day before; one with the new name takes its place.
    """
    last, lists = since - _DAY, []
    for one in office.recipient_lists:
        items = tuple(item.replace(old, new) for item in one.items)
        if old == new or items == one.items or not one.validity.covers(since):
            lists.append(one)
            continue
        if not one.validity.covers(last):
            lists.append(replace(one, items=items))  # it begins with the new name
            continue
        renamed = replace(
            one,
            id=f"{one.id}-{since:%Y%m%d}",
            items=items,
            validity=Validity(since=since, until=one.validity.until),
        )
        lists += [renamed, _ended(one, last)]
    return replace(office, recipient_lists=tuple(lists))


def check_validity(name: str, validity: Validity) -> None:
    """Refuse a validity that ends before it begins; raises :class:`ValidityOrderError`."""
    since, until = validity.since, validity.until
    if since is not None and until is not None and until < since:
        raise ValidityOrderError(name=name, since=f"{since:%d/%m/%Y}", until=f"{until:%d/%m/%Y}")
