"""Commands of the catalogues: list, export, import, history; PAPI scores."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.catalogue_changes import CHANGES
from papidesk.cli.log_changes import day_of
from papidesk.cli.offices import Spoken
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _, say

if TYPE_CHECKING:
    from papidesk.domain.papi import YearScores
    from papidesk.workflow.catalogue_files import CatalogueImport, ImportLine
    from papidesk.workflow.papi_import import ScoreCell, ScoreImport

AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
DRY_RUN = click.option(
    "--dry-run", is_flag=True, help=N_("Only say what would change; write nothing.")
)
FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
KIND = click.argument("kind", metavar="KIND", type=WORDS)
STATES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "unchanged": N_("unchanged"),
    "refused": N_("refused"),
}


class UnknownScoreError(PapiDeskError):
    """A code that is no part of the index."""

    message = N_("PAPI has no “{code}”: write total, D1 to D8, or a sub-dimension such as 1.1.")


@click.group(
    "catalogue",
    cls=Spoken,
    help=N_(
        "Catalogues: counters, channels, report-duties, dimensions, papi-breaks, papi-scores, "
        "provinces, holidays."
    ),
)
def catalogue() -> None:
    pass


@catalogue.command("list", help=N_("List the entries of a catalogue; * marks the office's own."))
@KIND
@click.option(
    "--on", "day", type=WORDS, default=None,
    help=N_("Only what holds on this day (2026-06-20)."),
)  # fmt: skip
@AS_JSON
@click.pass_obj
def list_(session: Session, kind: str, day: str | None, as_json: bool) -> None:
    from papidesk.domain.record import whole
    from papidesk.workflow import catalogue_entries as entries

    of = entries.kind(kind)
    on = day_of(day)
    with session.workspace() as workspace:
        found = entries.entries(workspace.store, kind)
    if on is not None:
        found = [one for one in found if not hasattr(one, "validity") or one.validity.covers(on)]
    if as_json:
        show_json([{"code": of.code(one), **whole(one)} for one in found])
        return
    for one in found:
        unit = getattr(one, "unit", "")
        click.echo("\t".join(filter(None, (f"{'*' if one.own else ' '}{of.code(one)}",
                                           of.title(one), unit))))  # fmt: skip
    if not found:
        click.echo(_("Nothing found."), err=True)


@catalogue.command("history", help=N_("The versions of an entry, newest first."))
@KIND
@click.argument("code", metavar="CODE", type=WORDS)
@AS_JSON
@click.pass_obj
def history(session: Session, kind: str, code: str, as_json: bool) -> None:
    from papidesk.domain.record import plain
    from papidesk.workflow import catalogue_entries as entries

    with session.workspace() as workspace:
        found = entries.history(workspace.store, kind, code)
        if not found and entries.find(workspace.store, kind, code) is None:
            raise entries.UnknownEntryError(code=code[:60], kind=kind)
    if as_json:
        show_json([
            {
                "version": one.version, "saved_at": one.saved_at, "saved_by": one.saved_by,
                "damaged": one.damaged, "entry": plain(one.record) if one.record else None,
            }
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        title = entries.kind(kind).title(one.record) if one.record else _("(removed)")
        click.echo(f"{one.version}\t{one.saved_at}\t{one.saved_by}\t{title}")
    if not found:
        click.echo(_("Nothing found."), err=True)


@catalogue.command(
    "restore", help=N_("Go back to the program's own entry, or to a version of the office's.")
)
@KIND
@click.argument("code", metavar="CODE", type=WORDS)
@click.option("--version", type=click.IntRange(1), default=None, help=N_("The version to restore."))
@click.pass_obj
def restore(session: Session, kind: str, code: str, version: int | None) -> None:
    from papidesk.workflow import catalogue_entries as entries

    with session.workspace() as workspace:
        store = workspace.store
        if entries.find(store, kind, code) is None and not entries.history(store, kind, code):
            raise entries.UnknownEntryError(code=code[:60], kind=kind)
        if version is None:
            entries.restore_ours(store, kind, code, who=session.who)
        else:
            known = {one.version: one for one in entries.history(store, kind, code)}
            if version not in known:
                raise entries.UnknownEntryError(code=f"{code} #{version}", kind=kind)
            entries.go_back(store, known[version], who=session.who)
    click.echo(_("Restored: {name}").format(name=code))


@catalogue.command("export", help=N_("Write catalogues as one file (.papidm) for another office."))
@click.argument("file", type=FILE)
@click.option(
    "--kind", "kinds", multiple=True, type=WORDS, help=N_("Only this catalogue; may be repeated.")
)
@click.pass_obj
def export(session: Session, file: Path, kinds: tuple[str, ...]) -> None:
    from papidesk.workflow import catalogues

    with session.workspace() as workspace:
        written = catalogues.export_file(workspace.store, file, kinds)
    click.echo(str(written))


@catalogue.command("import", help=N_("Take in a file of catalogues; refused entries are left out."))
@click.argument("file", type=FILE)
@DRY_RUN
@AS_JSON
@click.pass_obj
def import_(session: Session, file: Path, dry_run: bool, as_json: bool) -> None:
    from papidesk.workflow import catalogues

    with session.workspace() as workspace:
        found = catalogues.read_file(workspace.store, file)
        taken = None if dry_run else catalogues.take(workspace.store, found, who=session.who)
    if as_json:
        show_json(_import_view(found, applied=taken is not None))
        return
    for line in found.lines:
        if line.state != "unchanged":
            click.echo(
                f"{_(STATES[line.state])}\t{line.kind}\t{line.code}\t{line.title}"
                f"{_reason(line.problem)}"
            )
    _tell_counts(found.lines, dry_run=dry_run)


@click.group("papi", cls=Spoken, help=N_("PAPI scores and targets of a province."))
def papi_group() -> None:
    pass


@papi_group.command("scores", help=N_("The scores by year; a line across where a series breaks."))
@click.option("--province", type=WORDS, default="", help=N_("A province; the office's without it."))
@click.option("--code", type=WORDS, default="total", help=N_("total, D1 to D8, or 1.1 …"))
@AS_JSON
@click.pass_obj
def scores(session: Session, province: str, code: str, as_json: bool) -> None:
    from papidesk.workflow import catalogues, papi

    with session.workspace() as workspace:
        store = workspace.store
        name = _province(store, province)
        if code != "total" and all(one.code != code for one in catalogues.all_dimensions(store)):
            raise UnknownScoreError(code=code[:40])
        known = papi.scores(store, name)
        cuts = papi.cuts(code, name, store)
    if as_json:
        show_json([_year_view(one) for one in known])
        return
    shown = False
    for one in known:
        if code not in one.values and code not in one.targets:
            continue
        if shown and one.year in cuts:
            click.echo(_("---- break: not to be compared with the years before ----"))
        shown = True
        target = one.targets.get(code)
        click.echo(
            f"{one.year}\t{_number(one.values.get(code))}"
            + (f"\t{one.rank}" if code == "total" and one.rank else "")
            + ("\t" + _("target {value}").format(value=_number(target)) if target else "")
        )
    if not shown:
        click.echo(_("No scores of “{name}” are known.").format(name=name), err=True)


@papi_group.command(
    "set", help=N_("Enter a score (or a target) of a year; “-” is missing."),
    context_settings={"ignore_unknown_options": True},
)  # fmt: skip
@click.argument("year", metavar="YEAR", type=click.IntRange(1, 9999))
@click.argument("code", metavar="CODE", type=WORDS)
@click.argument("value", metavar="VALUE", type=WORDS)
@click.option("--province", type=WORDS, default="", help=N_("A province; the office's without it."))
@click.option("--target", is_flag=True, help=N_("It is what is to be reached, no score."))
@click.pass_obj
def set_(session: Session, year: int, code: str, value: str, province: str, target: bool) -> None:
    from papidesk.domain.record import replace
    from papidesk.workflow import papi, papi_import

    number = papi_import.number(value)
    with session.workspace() as workspace:
        store = workspace.store
        before = papi.year_of(store, _province(store, province), year)
        if target:
            targets = {key: one for key, one in before.targets.items() if key != code}
            targets |= {code: number} if number is not None else {}
            changed = replace(before, targets=targets)
        else:
            changed = replace(before, values={**before.values, code: number})
        kept = papi.put_scores(store, changed, who=session.who)
    click.echo(f"{kept.province}\t{kept.year}\t{code}\t{_number(number)}")


@papi_group.command("import", help=N_("Take in scores from an XLSX or CSV table."))
@click.argument("file", type=FILE)
@click.option(
    "--province", type=WORDS, default="",
    help=N_("Whose scores they are where the table does not say."),
)  # fmt: skip
@DRY_RUN
@AS_JSON
@click.pass_obj
def import_scores(
    session: Session, file: Path, province: str, dry_run: bool, as_json: bool
) -> None:
    from papidesk.workflow import papi_import

    with session.workspace() as workspace:
        store = workspace.store
        found = papi_import.read_scores(store, file, province=_province(store, province))
        if not dry_run:
            papi_import.take_scores(store, found, who=session.who)
    if as_json:
        show_json(_scores_view(found, applied=not dry_run))
        return
    for cell in found.cells:
        if cell.state != "unchanged":
            click.echo(
                f"{cell.row}\t{_(STATES[cell.state])}\t{cell.province}\t{cell.year or ''}\t"
                f"{cell.code}\t{_number(cell.value)}{_reason(cell.problem)}"
            )
    _tell_counts(found.cells, dry_run=dry_run)


def _province(store: Any, name: str) -> str:
    from papidesk.workflow import papi

    if not name:
        return papi.province_of(store, datetime.date.today())
    known = papi.plain_name(name, store)
    if known is None:
        if name == papi.province_of(store, datetime.date.today()):
            return name
        raise papi.UnknownProvinceError(name=name[:60])
    return known


def _number(value: float | None) -> str:
    from papidesk.domain.papi_checks import number_text

    return "-" if value is None else number_text(value)


def _reason(problem: PapiDeskError | None) -> str:
    return f"\t{say(problem)}" if problem is not None else ""


def _tell_counts(lines: tuple[ImportLine, ...] | tuple[ScoreCell, ...], *, dry_run: bool) -> None:
    counts = [
        (word, sum(1 for line in lines if line.state == code)) for code, word in STATES.items()
    ]
    said = ", ".join(f"{_(word)}: {count}" for word, count in counts)
    click.echo(said + (_(" (nothing was written)") if dry_run else ""), err=True)


def _import_view(found: CatalogueImport, *, applied: bool) -> dict[str, Any]:
    states = {
        state: [
            {
                "kind": line.kind, "id": line.code, "title": line.title,
                "reason": say(line.problem) if line.problem is not None else None,
            }
            for line in found.lines
            if line.state == state
        ]
        for state in STATES
    }  # fmt: skip
    return {"office": found.office, "made_at": found.made_at, **states, "applied": applied}


def _scores_view(found: ScoreImport, *, applied: bool) -> dict[str, Any]:
    states = {
        state: [
            {
                "row": cell.row, "province": cell.province, "year": cell.year, "code": cell.code,
                "value": cell.value, "before": cell.before,
                "reason": say(cell.problem) if cell.problem is not None else None,
            }
            for cell in found.cells
            if cell.state == state
        ]
        for state in STATES
    }  # fmt: skip
    return {"layout": found.layout, **states, "applied": applied}


def _year_view(one: YearScores) -> dict[str, Any]:
    return {
        "province": one.province, "year": one.year, "values": one.values, "targets": one.targets,
        "rank": one.rank or None, "source": one.source or None, "own": one.own,
    }  # fmt: skip


for _command in CHANGES:
    catalogue.add_command(_command)

COMMANDS = {"catalogue": catalogue, "papi": papi_group}
