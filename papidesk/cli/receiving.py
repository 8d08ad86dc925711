"""Commands that read bundles of other offices: inspect, receive."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from papidesk.cli import receiving_words
from papidesk.cli.app import Session, show_json
from papidesk.cli.sending import NoFolderError, must_be_writable
from papidesk.domain.bundle import ENCRYPTED_SUFFIX, SUFFIX
from papidesk.errors import PapiDeskError
from papidesk.i18n import N_, _, say
from papidesk.paths import exists, is_folder

if TYPE_CHECKING:
    from papidesk.domain.import_plan import ImportPlan, PlanLine
    from papidesk.storage.store import Store
    from papidesk.workflow.receiving import Incoming
    from papidesk.workflow.receiving_folder import FileResult

_FILE = click.Path(exists=False, readable=False, path_type=Path)
AS_JSON = click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
RECEIPT = click.option(
    "--receipt", "receipt", type=click.Path(path_type=Path), default=None,
    help=N_("Write the receipt to this file; of a folder, the receipts to this folder."),
)  # fmt: skip
AGREE = click.option(
    "--agree", "agreed", multiple=True,
    type=click.Choice(["conflicts", "new-database", "fork", "all"]),
    help=N_("Take in what is held for this reason; may be given several times."),
)  # fmt: skip


class NotAllTakenError(PapiDeskError):
    """A folder of which some files were not taken in."""

    message = N_(
        "{count} of {all} files were not taken in. What was taken in stays; each reason is above."
    )


@click.command(
    "inspect", help=N_("Verify the bundle FILE and say what is in it, taking nothing in.")
)
@click.argument("path", metavar="FILE", type=_FILE)
@AS_JSON
@click.pass_obj
def inspect(session: Session, path: Path, as_json: bool) -> None:
    from papidesk.bundles.failures import BundleError
    from papidesk.workflow import receiving

    with session.workspace() as workspace:
        try:
            with receiving.look(
                workspace.store, path, who=session.who, password=session.password, remember=False
            ) as incoming:
                answer = _inspected(incoming)
        except BundleError as error:
            if as_json:
                show_json({"valid": False, "code": error.code, "reason": say(error)})
            raise
    if as_json:
        show_json(answer)
        return
    receiving_words.tell_head(incoming.plan)
    receiving_words.tell_contents(incoming.plan)
    receiving_words.tell_counts(incoming.plan)


def _inspected(incoming: Incoming) -> dict[str, Any]:
    from papidesk.bundles import fingerprint
    from papidesk.domain.import_plan import HOLDS

    plan, bundle = incoming.plan, incoming.bundle
    manifest = plan.manifest
    sender = manifest.sender
    return {
        "valid": True,
        "reason": _(HOLDS[plan.hold]) if plan.hold else "",
        "hold": plan.hold,
        "bundle_id": manifest.bundle_id,
        "kind": manifest.kind,
        "from": {"unit": sender.unit, "name": sender.name, "instance": sender.instance},
        "to": list(manifest.to),
        "period": manifest.covers.period,
        "duty": manifest.covers.duty,
        "created_at": manifest.created_at,
        "seq": manifest.seq,
        "sequence": plan.sequence,
        "already_taken_in": bool(plan.already),
        "counts": {
            file.path.removeprefix("data/").removesuffix(".jsonl"): file.records
            for file in manifest.files
            if file.records is not None
        },
        "plan": plan.counts,
        "attachments": len(manifest.blobs),
        "encrypted": plan.encrypted,
        "note": manifest.note,
        "acknowledges": [{"bundle": one.bundle, "outcome": one.outcome} for one in manifest.acks],
        "signature": {
            "algorithm": "Ed25519",
            "valid": True,
            "trusted": bundle.key is not None,
            "keyid": bundle.keyid,
            "fingerprint": fingerprint.groups(bundle.keyid),
        },
    }


@click.command(
    "receive",
    help=N_("Take in the bundle PATH, or all bundles of the folder PATH, after verifying them."),
)
@click.argument("path", metavar="PATH", type=_FILE)
@click.option("--dry-run", "dry", is_flag=True, help=N_("Say what would change and do nothing."))
@AS_JSON
@RECEIPT
@AGREE
@click.pass_obj
def receive(
    session: Session,
    path: Path,
    dry: bool,
    as_json: bool,
    receipt: Path | None,
    agreed: tuple[str, ...],
) -> None:
    if dry and receipt is not None:
        raise click.UsageError(_("A dry run takes nothing in, so there is no receipt to write."))
    holds = holds_of(agreed)
    folder = is_folder(path)
    if receipt is not None:
        # Before anything is taken in: afterwards the answer would be half of one.
        must_take_receipts(receipt, many=folder)
    with session.workspace() as workspace:
        store = workspace.store
        if folder:
            _receive_folder(session, store, path, dry, as_json, receipt, holds)
            return
        from papidesk.workflow import receiving

        opened = receiving.look(
            store, path, who=session.who, password=session.password, remember=not dry
        )
        take_one(session, store, opened, dry, as_json, receipt, holds)


def holds_of(agreed: Collection[str]) -> frozenset[str]:
    """Return for which reasons a bundle may be held and is taken in all the same."""
    return frozenset({"conflicts", "new-database", "fork"} if "all" in agreed else agreed)


def must_take_receipts(target: Path, *, many: bool) -> None:
    """Refuse a place receipts cannot be written to: a file, or of many bundles a folder."""
    if many and not target.name.endswith((SUFFIX, ENCRYPTED_SUFFIX)):
        there = next(place for place in (target, *target.parents) if exists(place))
        if not is_folder(there):
            raise NoFolderError(folder=target)
        return
    must_be_writable(target)


def take_one(
    session: Session,
    store: Store,
    opened: AbstractContextManager[Incoming],
    dry: bool,
    as_json: bool,
    receipt: Path | None,
    agreed: frozenset[str],
) -> None:
    """Take in the bundle that is ``opened`` and say what that changed; with ``dry`` only say."""
    from papidesk.bundles.failures import BundleError
    from papidesk.workflow import receiving
    from papidesk.workflow.receiving_refusals import HeldError

    held: PapiDeskError | None = None
    state, row = "", ""
    try:
        with opened as incoming:
            plan = incoming.plan
            if not dry:
                try:
                    taken = receiving.take(
                        store, incoming, who=session.who, agree=plan.hold in agreed
                    )
                except HeldError as error:
                    held = error
                    taken = receiving.put_off(store, incoming, who=session.who)
                state, row = taken.state, taken.id
    except BundleError as error:
        if as_json:
            show_json(_no_lines() | {"applied": False, "code": error.code, "reason": say(error)})
        raise
    written: list[Path] = []
    if receipt and row and held is None:
        try:
            written = _receipts(session, store, [row], receipt)
        except PapiDeskError as error:
            held = error  # it was taken in all the same, which the answer says
    if as_json:
        show_json(_planned(plan) | _outcome(plan, state, row, held, written))
    else:
        receiving_words.tell_plan(plan, state)
        for each in written:
            click.echo(_("Receipt: {path}").format(path=each))
    if held is not None:
        raise held


def _outcome(
    plan: ImportPlan, state: str, row: str, held: PapiDeskError | None, written: list[Path]
) -> dict[str, Any]:
    from papidesk.workflow.import_plans import warned

    return {
        "applied": state == "applied",
        "already": bool(plan.already),
        "state": state or ("known" if plan.already else "dry-run"),
        "hold": plan.hold,
        "reason": say(held) if held is not None else "",
        "warnings": [warned(one) for one in plan.warnings],
        "received": row,
        "bundle_id": plan.manifest.bundle_id,
        "receipt": [str(each) for each in written],
    }


def _receive_folder(
    session: Session,
    store: Store,
    path: Path,
    dry: bool,
    as_json: bool,
    receipt: Path | None,
    agreed: frozenset[str],
) -> None:
    from papidesk.workflow import receiving_folder

    results = []
    for result in receiving_folder.run(
        store, path, who=session.who, password=session.password, agree=agreed, dry=dry
    ):
        results.append(result)
        if not as_json:
            receiving_words.tell_result(result)
    rows = [one.received for one in results if one.received and one.state in _ANSWERED]
    written, unwritten = list[Path](), None
    if receipt and rows:
        try:
            written = _receipts(session, store, rows, receipt, into_folder=True)
        except PapiDeskError as error:
            unwritten = error
    if as_json:
        show_json({
            "applied": sum(one.state == "applied" for one in results),
            "files": [_file_answer(one) for one in results],
            "receipt": [str(each) for each in written],
        })  # fmt: skip
    if unwritten is not None:
        raise unwritten
    bad = sum(one.state in ("refused", "waiting", "failed") for one in results)
    if bad and not dry:
        raise NotAllTakenError(count=bad, all=len(results))


_ANSWERED = frozenset({"applied", "known", "superseded"})


def _file_answer(one: FileResult) -> dict[str, Any]:
    return {
        "file": _printable(one.path), "state": one.state, "counts": one.counts, "code": one.code,
        "reason": one.reason, "unit": one.unit, "name": one.unit_name, "kind": one.kind,
        "period": one.period, "received": one.received,
    }  # fmt: skip


def _printable(path: Path) -> str:
    """Return a path as JSON can hold it: a stick may have names in no encoding at all."""
    return str(path).encode(errors="replace").decode()


def _receipts(
    session: Session, store: Store, rows: list[str], target: Path, *, into_folder: bool = False
) -> list[Path]:
    from papidesk.storage.failures import told
    from papidesk.workflow import receipts, sending

    made = receipts.make(store, rows, who=session.who, password=session.password)
    named = target.name.endswith((SUFFIX, ENCRYPTED_SUFFIX))
    if len(made) > 1 or (into_folder and not named):
        with told(target):
            target.mkdir(parents=True, exist_ok=True)
    return sending.export(store, [one.id for one in made], target, who=session.who)


def _no_lines() -> dict[str, Any]:
    from papidesk.domain.import_plan import LINE_STATES

    return {state: [] for state in LINE_STATES}


def _planned(plan: ImportPlan) -> dict[str, Any]:
    answer = _no_lines()
    for line in plan.lines:
        answer[line.state].append(_line(line))
    return answer


def _line(line: PlanLine) -> dict[str, Any]:
    from papidesk.workflow import receiving

    return {
        "kind": line.kind, "id": line.id, "title": line.title, "reason": receiving.said(line),
        "changes": [
            {"field": one.field, "before": one.before, "after": one.after}
            for one in line.changes
        ],
    }  # fmt: skip


COMMANDS = {"inspect": inspect, "receive": receive}
