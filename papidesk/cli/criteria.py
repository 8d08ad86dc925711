"""Commands of the self-score: sets of criteria, own points with evidence, the printed sheet."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.offices import Spoken
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.domain.criteria import CriteriaSet
    from papidesk.workflow.criteria import Scored

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
SET = click.argument("code", metavar="SET", type=WORDS)
YEAR = click.option("--year", type=click.IntRange(1900, 9999), help=N_("This year without it."))
FILE = click.Path(dir_okay=False, readable=False, path_type=Path)


@click.group("criteria", cls=Spoken, help=N_("Sets of criteria, and the office's own scores."))
def criteria_group() -> None:
    pass


@criteria_group.command("list", help=N_("List the sets of criteria."))
@AS_JSON
@click.pass_obj
def list_(session: Session, as_json: bool) -> None:
    from papidesk.workflow import criteria

    with session.workspace() as workspace:
        sets = criteria.sets(workspace.store)
    if as_json:
        show_json([_set_view(one) for one in sets])
        return
    for one in sets:
        click.echo(f"{one.code}\t{len(_scored(one))}\t{_number(_most(one))}\t{one.name}")


@criteria_group.command("show", help=N_("Show the own scores of a year, and what is missing."))
@SET
@YEAR
@AS_JSON
@click.pass_obj
def show(session: Session, code: str, year: int | None, as_json: bool) -> None:
    from papidesk.workflow import criteria

    with session.workspace() as workspace:
        found = criteria.scored(
            workspace.store, criteria.set_of(workspace.store, code), _year(year)
        )
    if as_json:
        show_json(_view(found))
        return
    for line in _lines(found):
        click.echo(line)


@criteria_group.command(
    "score", help=N_("Give points for a criterion; “-” takes them away."),
    context_settings={"ignore_unknown_options": True},
)  # fmt: skip
@SET
@click.argument("criterion", type=WORDS)
@click.argument("points", type=WORDS)
@YEAR
@click.option("--explanation", type=WORDS, default=None, help=N_("Why so many points."))
@click.option("--evidence", "files", multiple=True, type=FILE,
              help=N_("A file that proves it."))  # fmt: skip
@click.pass_obj
def score(
    session: Session, /, code: str, criterion: str, points: str, year: int | None,
    explanation: str | None, files: tuple[Path, ...],
) -> None:  # fmt: skip
    from papidesk.domain import self_scoring
    from papidesk.domain.criteria import SelfScore
    from papidesk.domain.quantities import read
    from papidesk.workflow import criteria, criteria_evidence, evidence

    with session.workspace() as workspace:
        store = workspace.store
        chosen = criteria.set_of(store, code)
        one = criteria.criterion_of(chosen, criterion)
        known = self_scoring.scores(criteria.assessment(store, chosen, _year(year)))
        before = known.get(one.code, SelfScore(criterion=one.code))
        made = SelfScore(
            criterion=one.code,
            points=None if points == "-" else read(points),
            explanation=before.explanation if explanation is None else explanation,
        )
        ready = [evidence.prepare(store, path) for path in files]
        key = criteria_evidence.key(chosen, _year(year), one.code)
        with store.unit_of_work():
            criteria.score(store, chosen, _year(year), made, who=session.who)
            for file in ready:
                evidence.attach_prepared(store, "criterion", key, file, who=session.who)
        whole = criteria.scored(store, chosen, _year(year)).totals[""]
    click.echo(f"{_number(whole.points)}/{_number(whole.most)}")


@criteria_group.command("import", help=N_("Take a set from an Excel, CSV, TOML or JSON file."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", type=WORDS, default="", help=N_("What the set is called."))
@click.option("--basis", type=WORDS, default="", help=N_("The paper that sets it."))
@click.option("--code", type=WORDS, default="", help=N_("Its code; made of the name without it."))
@click.pass_obj
def import_(session: Session, /, file: Path, name: str, basis: str, code: str) -> None:
    from papidesk.domain.record import replace
    from papidesk.workflow import criteria

    reading = criteria.read_set(file)
    found = replace(
        reading.set,
        name=name or reading.set.name,
        basis=basis or reading.set.basis,
        code=code or reading.set.code,
    )
    with session.workspace() as workspace:
        kept = criteria.put_set(workspace.store, found, who=session.who)
    click.echo(f"{kept.code}\t{len(_scored(kept))}\t{_number(_most(kept))}\t{kept.name}")
    for note in reading.notes:
        click.echo(_(note.message).format(**note.values), err=True)


@criteria_group.command("remove", help=N_("Take a set out of the list; scores stay."))
@SET
@click.pass_obj
def remove(session: Session, code: str) -> None:
    from papidesk.workflow import criteria

    with session.workspace() as workspace:
        gone = criteria.remove_set(workspace.store, code, who=session.who)
    click.echo(gone.name)


@criteria_group.command("export", help=N_("Write a set as a JSON file."))
@SET
@click.option("-o", "--output", required=True, type=FILE, help=N_("The file to make."))
@click.pass_obj
def export(session: Session, code: str, output: Path) -> None:
    from papidesk.workflow import criteria

    with session.workspace() as workspace:
        written = criteria.export_set(criteria.set_of(workspace.store, code), output)
    click.echo(str(written))


@criteria_group.command("print", help=N_("Write the self-score as PDF, Word or Excel file."))
@SET
@YEAR
@click.option("-o", "--output", required=True, type=FILE,
              help=N_("What to make: a name that ends in .pdf, .docx or .xlsx."))  # fmt: skip
@click.pass_obj
def print_(session: Session, code: str, year: int | None, output: Path) -> None:
    from papidesk.workflow import criteria
    from papidesk.workflow.criteria_sheets import write_sheet

    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        chosen = criteria.set_of(store, code)
        written = write_sheet(store, chosen, _year(year), output, today=today)
    click.echo(str(written))


def _year(year: int | None) -> int:
    return year or datetime.date.today().year


def _scored(set: CriteriaSet) -> list[Decimal]:
    return [one.points for one in set.criteria if one.points is not None]


def _most(set: CriteriaSet) -> Decimal:
    return sum(_scored(set), Decimal(0))


def _number(value: Decimal) -> str:
    from papidesk.domain.quantities import text

    return text(value)


def _set_view(one: CriteriaSet) -> dict[str, Any]:
    return {
        "code": one.code, "name": one.name, "basis": one.basis, "year": one.year or None,
        "criteria": len(_scored(one)), "points": float(_most(one)), "own": one.own,
        "example": one.example,
    }  # fmt: skip


def _view(found: Scored) -> dict[str, Any]:
    from papidesk.domain.self_scoring import scores

    known = scores(found.assessment)
    problems: dict[str, list[str]] = {}
    for problem in found.problems:
        problems.setdefault(problem.criterion, []).append(problem.kind)
    whole = found.totals[""]
    lines = []
    for one in found.set.criteria:
        own = known.get(one.code)
        total = found.totals.get(one.code)
        points = total.points if total is not None else own.points if own is not None else None
        most = total.most if total is not None else one.points
        lines.append(
            {
                "code": one.code, "number": one.number, "text": one.text, "level": one.level,
                "heading": one.points is None,
                "most": None if most is None else float(most),
                "points": None if points is None else float(points),
                "explanation": own.explanation if own is not None else "",
                "evidence": [piece.name for piece in found.evidence.get(one.code, ())],
                "problems": problems.get(one.code, []),
            }
        )  # fmt: skip
    return {
        **_set_view(found.set),
        "year": found.assessment.year,
        "most": float(whole.most),
        "total": float(whole.points),
        "scored": whole.scored,
        "lines": lines,
    }


def _lines(found: Scored) -> list[str]:
    from papidesk.domain.self_scoring import PROBLEMS, scores

    known = scores(found.assessment)
    problems = {one.criterion: one for one in reversed(found.problems)}
    lines = []
    for one in found.set.criteria:
        total = found.totals.get(one.code)
        if total is not None:
            said = f"{_number(total.points)}/{_number(total.most)}"
            lines.append(f"{said}\t{one.number}\t{one.text}")
            continue
        own = known.get(one.code)
        points = _number(own.points) if own is not None and own.points is not None else "…"
        problem = problems.get(one.code)
        wrong = ""
        if problem is not None:
            wrong = _(PROBLEMS[problem.kind]).format(
                most=_number(problem.most), step=_number(problem.step)
            )
        said = f"{points}/{_number(one.points or Decimal(0))}"
        lines.append(f"{said}\t{one.number}\t{one.text}\t{wrong}".rstrip())
    whole = found.totals[""]
    lines.append(f"{_number(whole.points)}/{_number(whole.most)}\t\t{_('Total')}")
    return lines


COMMANDS = {"criteria": criteria_group}
