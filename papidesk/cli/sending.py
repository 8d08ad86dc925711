"""Commands of sending: make a bundle and write it where it is wanted; see what became of others."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.figures import AS_JSON
from papidesk.domain.bundle import ENCRYPTED_SUFFIX, SUFFIX
from papidesk.domain.ids import is_id
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _, ngettext
from papidesk.paths import is_folder

if TYPE_CHECKING:
    from papidesk.domain.exchange import SentBundle
    from papidesk.storage.store import Store
    from papidesk.workflow.sending import SendPreview

_KINDS = ("report", "plan", "directive", "keyset", "office")
_OUTPUT = click.Path(readable=False, path_type=Path)


class NoFolderError(PapiDeskError):
    """A place to write to that is not there."""

    message = N_("There is no folder “{folder}”. Make it first, or plug the stick in.")


class NoBundleNameError(PapiDeskError):
    """A name nobody would take for a bundle's."""

    message = N_("“{name}” must end in .papi or .papi.age. Choose such a name.")


@click.command("send", help=N_("Make a signed bundle for another office and write it to a file."))
@click.option("--kind", type=click.Choice(_KINDS), required=True, help=N_("What is sent."))
@click.option(
    "--period", default="", type=WORDS, help=N_("The period: 2026, 2026-H1, 2026-Q1, 2026-M06 …")
)
@click.option(
    "--duty", default="", type=WORDS,
    help=N_("The report duty's code; without it the first that asks for a report of the period."),
)  # fmt: skip
@click.option(
    "--to", multiple=True, type=WORDS, metavar="CODE",
    help=N_("The code of the unit it is for; without it the superior."),
)  # fmt: skip
@click.option(
    "--document", "documents", multiple=True, type=WORDS, metavar="ID",
    help=N_("A document to go with it; may be given several times."),
)  # fmt: skip
@click.option(
    "--evidence", multiple=True, type=WORDS, metavar="all|none|ID",
    help=N_("Which evidence goes with it: all, none, or the ids of chosen pieces."),
)  # fmt: skip
@click.option("--encrypt", is_flag=True, help=N_("Encrypt it for the receiver."))
@click.option("--email", is_flag=True, help=N_("Split what is too large for an e-mail."))
@click.option("--note", default="", type=WORDS, help=N_("A line for the person who receives it."))
@click.option("-o", "--output", type=_OUTPUT, help=N_("The file to write, or a folder."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would be sent."))
@AS_JSON
@click.pass_obj
def send(
    session: Session, kind: str, period: str, duty: str, to: tuple[str, ...],
    documents: tuple[str, ...], evidence: tuple[str, ...], encrypt: bool, email: bool, note: str,
    output: Path | None, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    from papidesk.domain.record import from_plain
    from papidesk.workflow import documents as papers
    from papidesk.workflow import sending

    today = datetime.date.today()
    with session.workspace() as workspace:
        store = workspace.store
        given = {
            "kind": kind, "to": to, "period": period, "duty": duty, "evidence": _chosen(evidence),
            "documents": [papers.find_id(store, id) for id in documents], "encrypt": encrypt,
            "profile": "email" if email else "stick", "note": note,
        }  # fmt: skip
        order = from_plain(sending.Order, given)
        seen = sending.preview(store, order, today=today)
        if dry_run:
            _warn(seen)
            _show_preview(seen, as_json=as_json)
            return
        if output is not None:
            must_be_writable(output)
        made = sending.make(store, order, who=session.who, password=session.password, today=today)
        written = _written(store, made, output, session.who) if output is not None else []
        made = [sending.get(store, bundle.id) for bundle in made]
        kept = [sending.file_of(store, bundle) for bundle in made]
    _warn(seen)  # not before: what is refused is told in one sentence
    if as_json:
        show_json(
            [
                _view(one) | {"output": str(path)}
                for one, path in zip(made, written or kept, strict=True)
            ]
        )
        return
    for path in written or kept:
        click.echo(str(path))


def _chosen(evidence: tuple[str, ...]) -> str | tuple[str, ...]:
    """Return "all", "none" or the ids; "all" where nothing is said."""
    if not evidence or evidence == ("all",):
        return "all"
    if evidence == ("none",):
        return "none"
    for one in evidence:
        if not is_id(one):
            raise click.UsageError(
                _("“{value}” is no piece of evidence: say all, none, or whole ids.").format(
                    value=one[:60]
                )
            )
    return evidence


def must_be_writable(
    output: Path, *, endings: tuple[str, ...] = (SUFFIX, ENCRYPTED_SUFFIX)
) -> None:
    """Refuse a file to write a bundle to whose folder is not there, or that is called otherwise."""
    if is_folder(output):
        return
    if not is_folder(output.parent):
        raise NoFolderError(folder=output.parent)
    if not output.name.endswith((SUFFIX, ENCRYPTED_SUFFIX)):
        raise NoBundleNameError(name=output.name)


def _warn(seen: SendPreview) -> None:
    for warning in seen.warnings:
        click.echo(_(warning.message).format(**warning.values), err=True)


def _written(store: Store, made: list[SentBundle], output: Path, who: str) -> list[Path]:
    """Copy what was made to where it is wanted; take it back where that cannot be done."""
    from papidesk.workflow import sending

    try:
        if len(made) == 1 or is_folder(output):
            return sending.export(store, [one.id for one in made], output, who=who)
        return [
            sending.export(store, [one.id], _numbered(output, one.part), who=who)[0] for one in made
        ]
    except PapiDeskError:
        states = [sending.get(store, one.id) for one in made]
        sending.withdraw(store, [one.id for one in states if one.state == "drafted"], who=who)
        raise


def _numbered(output: Path, part: int) -> Path:
    """Return what the file of a part is called: OUT.papi, OUT-2.papi, OUT-3.papi."""
    stem, dot, ending = output.name.partition(".papi")
    return output if part == 1 else output.with_name(f"{stem}-{part}{dot}{ending}")


def _show_preview(seen: SendPreview, *, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "to": seen.to, "counts": seen.counts, "bytes": seen.bytes, "parts": seen.parts,
                "attachments": seen.attachments, "left_out": seen.left_out,
                "documents": seen.documents,
                "warnings": [_(one.message).format(**one.values) for one in seen.warnings],
            }
        )  # fmt: skip
        return
    from papidesk.domain.bundle import RECORD_KINDS

    click.echo(_("To: {names}").format(names=", ".join(seen.names)))
    for kind, count in seen.counts.items():
        click.echo(f"{count}\t{_(RECORD_KINDS[kind])}")
    said = ngettext(
        "{count} attachment, about {size} KiB in {parts} file(s)",
        "{count} attachments, about {size} KiB in {parts} file(s)",
        seen.attachments,
    )
    size = -(-seen.bytes // 1024)
    click.echo(said.format(count=seen.attachments, size=size, parts=seen.parts))


@click.command("sent", help=N_("List the bundles that were sent: each with its state."))
@click.option("--waiting", is_flag=True, help=N_("Only those without a receipt."))
@click.option(
    "--handed-over", "handed", multiple=True, type=WORDS, metavar="ID",
    help=N_("Note that a bundle was handed over."),
)  # fmt: skip
@click.option(
    "--copy", "copied", multiple=True, type=WORDS, metavar="ID",
    help=N_("Write one more copy of a bundle to the place given with -o."),
)  # fmt: skip
@click.option("-o", "--output", type=_OUTPUT, help=N_("The file to write, or a folder."))
@AS_JSON
@click.pass_obj
def sent(
    session: Session, waiting: bool, handed: tuple[str, ...], copied: tuple[str, ...],
    output: Path | None, as_json: bool,
) -> None:  # fmt: skip
    from papidesk.domain.exchange import SENT_STATES
    from papidesk.workflow import sending

    if copied and output is None:
        raise click.UsageError(_("Say with -o where the copy is to be written."))
    with session.workspace() as workspace:
        store = workspace.store
        if copied and output is not None:
            ids = [sending.find_id(store, id) for id in copied]
            for path in sending.export(store, ids, output, who=session.who):
                click.echo(str(path), err=as_json)
        if handed:
            ids = [sending.find_id(store, id) for id in handed]
            sending.hand_over(store, ids, who=session.who)
        rows = (
            sending.without_receipt(store, days=-1, today=datetime.date.today())
            if waiting
            else sending.history(store)
        )
    if as_json:
        show_json([_view(one) for one in rows])
        return
    for one in rows:
        click.echo(
            f"{one.id}\t{one.made_at[:10]}\t{one.kind}\t{one.period or '-'}\t{', '.join(one.to)}\t"
            f"{_(SENT_STATES[one.state])}\t{one.file_name}"
        )


def _view(one: SentBundle) -> dict[str, Any]:
    return {
        "id": one.id, "kind": one.kind, "to": one.to, "period": one.period or None,
        "duty": one.duty or None, "seq": one.seq, "state": one.state, "file": one.file_name,
        "sha256": one.file_sha256, "bytes": one.bytes, "encrypted": one.encrypted,
        "part": one.part, "parts": one.parts, "counts": one.counts, "made_at": one.made_at,
        "place": one.place or None,
    }  # fmt: skip


COMMANDS = {"send": send, "sent": sent}
