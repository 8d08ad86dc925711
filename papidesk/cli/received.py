"""Commands on what came in: its history, what waits, what two sides changed differently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli.app import WORDS, Session, show_json
from papidesk.cli.receiving import AGREE, AS_JSON, RECEIPT, holds_of, must_take_receipts, take_one
from papidesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from papidesk.domain.exchange import Conflict, ReceivedBundle

SIDES = {"ours": "local", "theirs": "other"}


@click.command(
    "received", help=N_("List the files that came in, the latest first: each with its state.")
)
@click.option("--waiting", is_flag=True, help=N_("Only those that wait for a person."))
@click.option(
    "--undo", "undone", multiple=True, type=WORDS, metavar="ID",
    help=N_("Undo an import: all it changed is put back."),
)  # fmt: skip
@click.option(
    "--put-aside", "aside", multiple=True, type=WORDS, metavar="ID",
    help=N_("Let a file that waits wait no more, taking nothing in."),
)  # fmt: skip
@click.option(
    "--again", type=WORDS, metavar="ID",
    help=N_("Look at a file that is kept once more and take it in."),
)  # fmt: skip
@click.option(
    "--dry-run", "dry", is_flag=True, help=N_("With --again: say what would change, do nothing.")
)
@AGREE
@RECEIPT
@AS_JSON
@click.pass_obj
def received(
    session: Session, waiting: bool, undone: tuple[str, ...], aside: tuple[str, ...],
    again: str | None, dry: bool, agreed: tuple[str, ...], receipt: Path | None, as_json: bool,
) -> None:  # fmt: skip
    if again is not None:
        if undone or aside:
            raise click.UsageError(_("--again goes alone: undo or put aside by itself."))
        _again(session, again, dry, as_json, receipt, holds_of(agreed))
        return
    if dry or agreed or receipt is not None:
        raise click.UsageError(_("--dry-run, --agree and --receipt go with --again ID."))
    from papidesk.workflow import receiving, settling

    with session.workspace() as workspace:
        store = workspace.store
        found = [
            (settling.find_received(store, id), act)
            for ids, act in ((undone, receiving.undo), (aside, settling.put_aside))
            for id in ids
        ]
        if found:
            rows = [act(store, id, who=session.who) for id, act in found]
        else:
            rows = receiving.waiting(store) if waiting else receiving.history(store)
    if as_json:
        show_json([_row_answer(row) for row in rows])
        return
    for row in rows:
        _tell_row(row)


def _again(
    session: Session,
    beginning: str,
    dry: bool,
    as_json: bool,
    receipt: Path | None,
    agreed: frozenset[str],
) -> None:
    from papidesk.workflow import receiving, settling

    if dry and receipt is not None:
        raise click.UsageError(_("A dry run takes nothing in, so there is no receipt to write."))
    if receipt is not None:
        must_take_receipts(receipt, many=False)
    with session.workspace() as workspace:
        store = workspace.store
        opened = receiving.reopen(
            store, settling.find_received(store, beginning), who=session.who,
            password=session.password, remember=not dry,
        )  # fmt: skip
        take_one(session, store, opened, dry, as_json, receipt, agreed)


def _row_answer(row: ReceivedBundle) -> dict[str, Any]:
    from papidesk.domain.import_plan import Warned
    from papidesk.domain.record import from_plain, whole
    from papidesk.workflow.import_plans import warned

    told = (
        "id", "state", "hold", "code", "reason", "kind", "unit", "unit_name", "period", "duty",
        "seq", "part", "counts", "created_at", "received_at", "received_by", "keyid",
    )  # fmt: skip
    all_of = whole(row)
    return {
        "bundle_id": row.bundle, "file": row.file_name, "sha256": row.file_sha256,
        "bytes": row.bytes, "kept": bool(row.kept),
        "warnings": [warned(from_plain(Warned, one)) for one in all_of["warnings"]],
        **{name: all_of[name] for name in told},
        "reasons": all_of["reasons"],
    }  # fmt: skip


def _tell_row(row: ReceivedBundle) -> None:
    from papidesk.domain.bundle import BUNDLE_KINDS
    from papidesk.domain.exchange import RECEIVED_STATES
    from papidesk.domain.import_plan import HOLDS

    why = row.reason
    if row.state == "waiting":
        why = _(HOLDS[row.hold]) if row.hold in HOLDS else why
    kind = _(BUNDLE_KINDS[row.kind]) if row.kind in BUNDLE_KINDS else "-"
    told = (
        row.id, row.received_at[:10], kind, row.unit_name or row.unit or "-", row.period or "-",
        _(RECEIVED_STATES[row.state]), row.file_name, why,
    )  # fmt: skip
    click.echo("\t".join(_one_line(text) for text in told).rstrip())


@click.command(
    "conflicts",
    help=N_("List what two sides changed differently: both values, by whom and when; decide."),
)
@click.argument("ids", metavar="[ID]…", nargs=-1, type=WORDS)
@click.option("--all", "settled", is_flag=True, help=N_("Those that are decided, too."))
@click.option(
    "--keep",
    "side",
    type=click.Choice(list(SIDES)),
    help=N_("Decide: what is here stays (ours), or the bundle’s value is taken (theirs)."),
)
@click.option("--every", is_flag=True, help=N_("Decide all that are open."))
@click.option("--undo", is_flag=True, help=N_("Take decisions back: what was before is again."))
@AS_JSON
@click.pass_obj
def conflicts(
    session: Session, ids: tuple[str, ...], settled: bool, side: str | None, every: bool,
    undo: bool, as_json: bool,
) -> None:  # fmt: skip
    _must_be_clear(ids, side, every, undo)
    from papidesk.workflow import receiving, settling

    with session.workspace() as workspace:
        store = workspace.store
        chosen = [settling.find_conflict(store, id) for id in ids]
        if every:
            chosen = [one.id for one in receiving.conflicts(store)]
        if undo:
            rows = settling.unsettle(store, chosen, who=session.who)
        elif side is not None:
            rows = receiving.settle(
                store, chosen, SIDES[side],  # type: ignore[arg-type]
                who=session.who,
            )  # fmt: skip
        else:
            rows = receiving.conflicts(store, open_only=not settled and not chosen)
            rows = [one for one in rows if not chosen or one.id in chosen]
    if as_json:
        show_json([_conflict_answer(one) for one in rows])
        return
    for one in rows:
        _tell_conflict(one)
    if side is not None:
        said = ngettext("{count} conflict settled", "{count} conflicts settled", len(rows))
        click.echo(said.format(count=len(rows)))


def _must_be_clear(ids: tuple[str, ...], side: str | None, every: bool, undo: bool) -> None:
    """Refuse a command that leaves open what is to be decided, and how."""
    if undo and (side is not None or every or not ids):
        raise click.UsageError(_("Name after --undo the conflicts whose decision is taken back."))
    if every and side is None:
        raise click.UsageError(_("Say with --keep which side is kept: ours or theirs."))
    if side is not None and bool(ids) == every:
        raise click.UsageError(_("Name the conflicts to decide, or say --every."))


def _conflict_answer(one: Conflict) -> dict[str, Any]:
    return {
        "id": one.id, "kind": one.kind, "record": one.record, "title": one.title,
        "field": one.field, "ours": one.local, "theirs": one.other,
        "ours_by": one.local_by, "ours_at": one.local_at,
        "theirs_by": one.other_by, "theirs_at": one.other_at,
        "received": one.received,
        "kept": {side: name for name, side in SIDES.items()}.get(one.chosen),
        "settled_at": one.settled_at or None, "settled_by": one.settled_by or None,
    }  # fmt: skip


def _tell_conflict(one: Conflict) -> None:
    from papidesk.domain.bundle import RECORD_KINDS
    from papidesk.workflow.shown_values import change, said_by

    kind = _(RECORD_KINDS[one.kind]) if one.kind in RECORD_KINDS else one.kind
    click.echo("\t".join(_one_line(text) for text in (one.id, kind, one.title, one.field or "-")))
    shown = change(one.field, one.local, one.other)
    sides = (
        (_("Ours"), "local", one.local, shown.before, said_by(one.local_by, one.local_at)),
        (_("Theirs"), "other", one.other, shown.after, said_by(one.other_by, one.other_at)),
    )
    for name, side, value, text, by in sides:
        said = text if one.field else _("deleted") if value in (None, "", True) else _("changed")
        mark = "*" if one.chosen == side else " "
        line = f"{mark} {name}: {_one_line(said) or '–'}"
        click.echo(f"  {line}  ({by})" if by else f"  {line}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


COMMANDS = {"received": received, "conflicts": conflicts}
