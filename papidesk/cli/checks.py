"""The command that checks form and content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from papidesk.cli.app import REFUSED, WORDS, Session, show_json
from papidesk.i18n import N_, _

if TYPE_CHECKING:
    from papidesk.cli.views import View
    from papidesk.workflow.checks import Checked


@click.command(
    "check", help=N_("Check a document of the workspace or a file; exit 1 when an error was found.")
)
@click.argument("target", metavar="ID|FILE")
@click.option("--date", "day", help=N_("The day to judge at, as 2024-06-20; today without it."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.pass_obj
def check(session: Session, target: str, day: str | None, as_json: bool) -> int:
    import datetime

    from papidesk.domain.issuing import parse_date

    today = parse_date(day) if day is not None else datetime.date.today()
    checked = _checked(session, target, today)
    if as_json:
        show_json(report_view(checked))
    else:
        _tell(checked)
    return 0 if checked.report.ok else REFUSED


def _checked(session: Session, target: str, today: object) -> Checked:
    import datetime

    from papidesk.workflow.checks import check_document, check_file

    assert isinstance(today, datetime.date)
    if _names_a_file(target):
        return check_file(Path(target), today=today)
    from papidesk.workflow import documents, glossary, offices

    WORDS.convert(target, None, None)
    with session.workspace() as workspace:
        store = workspace.store
        document = documents.get(store, documents.find_id(store, target))
        reading = documents.reading_of(store, document.id)
        day = document.date.date or today
        return check_document(
            document, offices.on(store, day), reading=reading, today=today,
            judging=glossary.judging(store),
        )  # fmt: skip


def _names_a_file(target: str) -> bool:
    """Tell a file, there or not, from the id of a document."""
    if not target.strip():
        return False
    path = Path(target)
    try:
        return bool(path.suffix) or len(path.parts) > 1 or path.exists()
    except OSError:
        return True  # reading it says what is the matter


def report_view(checked: Checked) -> View:
    """Return what ``check --json`` prints."""
    report = checked.report
    return {
        "summary": report.summary(),
        "evaluated": report.evaluated,
        "not_evaluated": report.not_evaluated,
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "line": where.line,
                "column": where.column,
                "text": finding.text,
                "message": finding.sentence(),
                "expected": finding.expected or None,
                "place": where.place or None,
                "path": finding.place.path or None,
                "source": finding.source,
                "fix": {"replace": finding.fix.old, "with": finding.fix.text}
                if finding.fix
                else None,
            }
            for finding, where in zip(report.findings, checked.locations, strict=True)
        ],
    }


def _tell(checked: Checked) -> None:
    from papidesk.checking.finding import SEVERITY_NAMES

    for finding, where in zip(checked.report.findings, checked.locations, strict=True):
        spot = f"{where.line}:{where.column}" if where.line else "-"
        text = f" “{finding.text}”" if finding.text else ""
        click.echo(
            f"{spot}\t{_(SEVERITY_NAMES[finding.severity])}\t{finding.rule}\t"
            f"{finding.sentence()}{text}"
        )
    click.echo(checked.report.summary())


COMMANDS = {"check": check}
