"""What the commands that read bundles say to a person: whose it is, what it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from papidesk.i18n import _, ngettext

if TYPE_CHECKING:
    from papidesk.domain.import_plan import FieldChange, ImportPlan
    from papidesk.workflow.receiving_folder import FileResult


def tell_head(plan: ImportPlan) -> None:
    """Say whose bundle it is, of what, and why it waits."""
    from papidesk.bundles import fingerprint
    from papidesk.domain.bundle import BUNDLE_KINDS
    from papidesk.domain.import_plan import HOLDS
    from papidesk.workflow.import_plans import warned

    manifest = plan.manifest
    click.echo(
        _("{kind} from {name} ({unit}), number {seq} {period}").format(
            kind=_(BUNDLE_KINDS[manifest.kind]), name=manifest.sender.name,
            unit=manifest.sender.unit, seq=manifest.seq, period=manifest.covers.period,
        ).rstrip()
    )  # fmt: skip
    trust = _("trusted key") if plan.trusted else _("key not known here")
    click.echo(
        _("Signature valid, {trust}: {fingerprint}").format(
            trust=trust, fingerprint=fingerprint.groups(plan.keyid)
        )
    )
    if manifest.note:
        click.echo(f"“{manifest.note}”")
    if plan.already:
        click.echo(_("It was taken in before."))
    if plan.hold:
        click.echo(_("Held for a person: {why}.").format(why=_(HOLDS[plan.hold])))
    for one in plan.warnings:
        click.echo(warned(one))


def tell_plan(plan: ImportPlan, state: str) -> None:
    """Say line by line what taking a bundle in changes; ``state`` is what became of it."""
    from papidesk.domain.exchange import RECEIVED_STATES
    from papidesk.domain.import_plan import LINE_STATES
    from papidesk.workflow import receiving

    tell_head(plan)
    for line in plan.lines:
        if line.state == "unchanged":
            continue
        changes = "; ".join(map(_change, line.changes))
        said = " · ".join(part for part in (changes, receiving.said(line)) if part)
        words = [_(LINE_STATES[line.state]), line.title, said]
        click.echo("  " + "  ".join(word for word in words if word))
    tell_counts(plan)
    if state:
        click.echo(_(RECEIVED_STATES[state]))  # type: ignore[index]


def _change(change: FieldChange) -> str:
    """Return both values of a field; the state of a bundle or key is a sentence to translate."""
    told = (change.before, change.after)
    return " → ".join(_(one) if one and change.field == "state" else one for one in told)


def tell_contents(plan: ImportPlan) -> None:
    """Say how many records of each kind a bundle carries."""
    from papidesk.domain.bundle import RECORD_KINDS, STREAMS

    records = {file.path: file.records for file in plan.manifest.files if file.records}
    counts = [
        f"{_(RECORD_KINDS[kind])} {records[path]}"
        for kind, stream in STREAMS.items()
        if (path := f"data/{stream}.jsonl") in records
    ]
    if counts:
        click.echo(" · ".join(counts))


def tell_counts(plan: ImportPlan) -> None:
    """Say how many lines are new, changed, unchanged, conflicting and refused."""
    from papidesk.domain.import_plan import LINE_STATES

    counts = [f"{_(LINE_STATES[state])} {count}" for state, count in plan.counts.items() if count]
    attachments = len(plan.manifest.blobs)
    if attachments:
        counts.append(
            ngettext("{count} attachment", "{count} attachments", attachments).format(
                count=attachments
            )
        )
    if counts:
        click.echo(" · ".join(counts))


def tell_result(one: FileResult) -> None:
    """Say what became of one file of a folder."""
    from papidesk.storage.attachments import kept_name
    from papidesk.workflow.receiving_folder import FILE_STATES

    words = [kept_name(one.path.name), _(FILE_STATES[one.state]), one.unit_name, one.reason]
    click.echo("  ".join(word for word in words if word))
