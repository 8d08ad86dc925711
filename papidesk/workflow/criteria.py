"""Self-assessment: sets of criteria as data, own scores of a year, their evidence."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from papidesk.domain import self_scoring
from papidesk.domain.activity import Evidence
from papidesk.domain.criteria import CriteriaSet, Criterion, SelfAssessment, SelfScore
from papidesk.domain.criteria_checks import check
from papidesk.domain.criteria_table import CriteriaReading, from_rows
from papidesk.domain.record import (
    BadRecordError,
    Record,
    from_json,
    from_plain,
    plain,
    replace,
)
from papidesk.domain.self_scoring import ScoreProblem, Total
from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource
from papidesk.storage import catalogue
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.text.sorting import sort_key
from papidesk.workflow.criteria_evidence import evidence_of
from papidesk.workflow.files import write_whole

SETS = "criteria"
ASSESSMENTS = "self-assessments"
FILE_LIMIT = 4_000_000  # bytes of a set


class UnknownSetError(PapiDeskError):
    """A code no set has."""

    message = N_("There is no set of criteria “{code}”. Import it, or choose one from the list.")


class UnknownCriterionError(PapiDeskError):
    """A code no criterion of the set has."""

    message = N_("The set “{name}” has no criterion “{code}”. Choose one of its criteria.")


class UnreadableSetError(PapiDeskError):
    """A file that holds no set of criteria."""

    message = N_(
        "“{name}” cannot be read as a set of criteria. Choose an Excel, CSV, TOML or JSON file "
        "with criteria and their highest points."
    )


class OursStaysError(PapiDeskError):
    """The example that comes with the program is to be removed."""

    message = N_("“{name}” comes with the program and stays. Import your superior’s set beside it.")


class PointsRefusedError(PapiDeskError):
    """Points that are not possible."""

    message = N_("“{criterion}”: from 0 to {most} points are possible, in steps of {step}.")


class LongExplanationError(PapiDeskError):
    """An explanation that is too long for the sheet."""

    message = N_("The explanation has {length} letters, at most {limit} are possible. Shorten it.")


class Scored(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An assessment with all that follows from it; evidence by the criteria's codes."""

    set: CriteriaSet
    assessment: SelfAssessment
    totals: dict[str, Total]
    problems: tuple[ScoreProblem, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = msgspec.field(default_factory=dict)


@cache
def ours() -> tuple[CriteriaSet, ...]:
    """Return the sets that come with the program, read once."""
    files = sorted(resource("criteria").glob("*.toml"))
    return tuple(check(_from_toml(path)) for path in files)


def sets(store: Store) -> list[CriteriaSet]:
    """Return the office's own sets, the latest year first, then those that come with us."""
    own = sorted(
        catalogue.every(store, SETS, CriteriaSet), key=lambda one: (-one.year, sort_key(one.name))
    )
    taken = {one.code for one in own}
    return [*own, *(one for one in ours() if one.code not in taken)]


def set_of(store: Store, code: str) -> CriteriaSet:
    """Return the set ``code``; raises :class:`UnknownSetError`."""
    found = next((one for one in sets(store) if one.code == code), None)
    if found is None:
        raise UnknownSetError(code=code[:60])
    return found


def criterion_of(set: CriteriaSet, code: str) -> Criterion:
    """Return a criterion with points by code or printed number; raises UnknownCriterionError."""
    wanted = fold(code).strip()
    scored = [one for one in set.criteria if one.points is not None]
    same = [one for one in scored if one.code == wanted]
    found = same or [one for one in scored if fold(one.number) == wanted]
    if len(found) != 1:
        raise UnknownCriterionError(name=set.name, code=code[:60])
    return found[0]


def read_set(path: Path) -> CriteriaReading:
    """Return the set in an .xlsx, .csv, .toml or .json file, and what to look at; nothing is kept.

    Raises :class:`UnreadableSetError`, :class:`~papidesk.domain.criteria_checks.BadCriteriaError`,
    what reading a sheet refuses with.
    """
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".csv"):
        from papidesk.domain.sheet_table import cell_text
        from papidesk.sheets.reader import read_table

        rows = [[cell_text(cell) for cell in row] for row in read_table(path).rows]
        found = from_rows(rows, code=_code(path.stem), name=path.stem.strip()[:200] or "…")
    else:
        found = CriteriaReading(set=replace(_from_data(path), own=True, example=False))
    return replace(found, set=check(found.set))


def put_set(store: Store, set: CriteriaSet, *, who: str) -> CriteriaSet:
    """Keep a set of the office; one with the same code is replaced, its versions stay.

    Raises :class:`~papidesk.domain.criteria_checks.BadCriteriaError`.
    """
    kept = check(replace(set, own=True))
    catalogue.put(store, SETS, kept.code, kept, who=who)
    return kept


def remove_set(store: Store, code: str, *, who: str) -> CriteriaSet:
    """Take a set out of the list and return it; assessments stay. Undo with :func:`put_set`."""
    found = set_of(store, code)
    if not catalogue.remove(store, SETS, code, who=who):
        raise OursStaysError(name=found.name)
    return found


def export_set(set: CriteriaSet, path: Path) -> Path:
    """Write a set as JSON, as :func:`read_set` reads it."""
    return write_whole(path, msgspec.json.format(msgspec.json.encode(plain(set)), indent=2))


def years(store: Store, set: CriteriaSet, *, today: datetime.date) -> list[int]:
    """Return the years the set was scored for, and this and the last one, latest first."""
    found = {today.year, today.year - 1}
    if set.year:
        found.add(set.year)
    for id in catalogue.ids(store, ASSESSMENTS):
        code, _at, year = id.rpartition("@")
        if code == set.code and year.isdigit():
            found.add(int(year))
    return sorted(found, reverse=True)


def assessment(store: Store, set: CriteriaSet, year: int) -> SelfAssessment:
    """Return the own scores of ``year``, empty ones where nothing was scored yet."""
    kept = catalogue.get(store, ASSESSMENTS, _id(set, year), SelfAssessment)
    return kept or SelfAssessment(criteria=set.code, year=year)


def save_assessment(
    store: Store, set: CriteriaSet, assessment: SelfAssessment, *, who: str
) -> SelfAssessment:
    """Keep own scores and return them.

    Raises :class:`PointsRefusedError` for points that are not possible,
    :class:`UnknownCriterionError`, :class:`LongExplanationError`; what is not finished is kept.
    """
    for score in assessment.scores:
        _check_score(set, score)
    catalogue.put(store, ASSESSMENTS, _id(set, assessment.year), assessment, who=who)
    return assessment


def score(store: Store, set: CriteriaSet, year: int, one: SelfScore, *, who: str) -> SelfAssessment:
    """Keep one score in place of an earlier one; raises as :func:`save_assessment`."""
    with store.joined():
        known = assessment(store, set, year)
        return save_assessment(store, set, self_scoring.scored(known, one), who=who)


def scored(store: Store, set: CriteriaSet, year: int) -> Scored:
    """Return the assessment of a year with its sums, its problems and its evidence."""
    own = assessment(store, set, year)
    found = evidence_of(store, set, year)
    counts = {code: len(pieces) for code, pieces in found.items()}
    return Scored(
        set=set,
        assessment=own,
        totals=self_scoring.totals(set, own),
        problems=tuple(self_scoring.problems(set, own, counts)),
        evidence=found,
    )


def problems(store: Store, set: CriteriaSet, year: int) -> list[ScoreProblem]:
    """Return what is wrong or missing in the assessment of a year, in printed order."""
    return list(scored(store, set, year).problems)


def _check_score(set: CriteriaSet, score: SelfScore) -> None:
    criterion = criterion_of(set, score.criterion)
    if len(score.explanation) > self_scoring.EXPLANATION_LIMIT:
        raise LongExplanationError(
            length=len(score.explanation), limit=self_scoring.EXPLANATION_LIMIT
        )
    if score.points is None:
        return
    refused = self_scoring.refusal(set, criterion, score.points)
    if refused is not None:
        raise PointsRefusedError(
            criterion=criterion.text[:80], most=_said(refused.most), step=_said(refused.step)
        )


def _said(value: object) -> str:
    return str(value).replace(".", ",")


def _id(set: CriteriaSet, year: int) -> str:
    return f"{set.code}@{year}"


def _from_toml(path: Path) -> CriteriaSet:
    data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=str)
    return from_plain(CriteriaSet, data)


def _from_data(path: Path) -> CriteriaSet:
    if path.suffix.lower() not in (".toml", ".json"):
        raise UnreadableSetError(name=path.name)
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise UnreadableSetError(name=path.name)
        if path.suffix.lower() == ".json":
            return from_json(CriteriaSet, path.read_bytes())
        return _from_toml(path)
    except (OSError, ValueError, RecursionError, BadRecordError) as error:
        raise UnreadableSetError(name=path.name) from error


def _code(name: str) -> str:
    bare = re.sub(r"[^0-9a-z]+", "-", fold(name)).strip("-")
    return bare[:60].strip("-") or "bo-tieu-chi"
