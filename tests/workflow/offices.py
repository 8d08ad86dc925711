"""Several invented offices, each PC with its workspace, and what a person knows they must hold."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from papidesk.bundles.failures import BundleError
from papidesk.domain.exchange import KeyRole, ReceivedBundle
from papidesk.domain.office import new_office
from papidesk.domain.record import replace
from papidesk.storage import own_contents
from papidesk.storage.store import Store
from papidesk.workflow import demo, keeping, own_records, receiving, sending, workspaces
from papidesk.workflow.sending import NothingToSendError, Order
from papidesk.workflow.workspaces import Workspace
from tests.workflow.exchanged import introduced

ONE, TWO, NEIGHBOUR, ABOVE = "một", "hai", "láng giềng", "tỉnh"
PCS = (ONE, TWO)
CODES = {ONE: "xa-an-hoa", TWO: "xa-an-hoa", NEIGHBOUR: "xa-binh-minh", ABOVE: "tinh-binh-nguyen"}
START = datetime.datetime(2026, 7, 2, 8, 0, tzinfo=datetime.UTC)


def founded(folder: Path) -> None:
    """Make the workspaces of all offices in ``folder``, with keys that trust each other."""
    commune, superior = demo.sample_offices()
    above = replace(superior, name="tỉnh Bình Nguyên", level="province")
    neighbour = new_office(
        id=superior.id, name="xã Bình Minh", level="commune", superior="tỉnh Bình Nguyên"
    )
    offices = {ONE: commune, TWO: commune, NEIGHBOUR: neighbour, ABOVE: above}
    made = {
        name: workspaces.create(folder / name, office, who=name) for name, office in offices.items()
    }
    try:
        roles: list[tuple[str, str, KeyRole]] = [
            (ONE, TWO, "same_office"), (TWO, ONE, "same_office"),
            (ABOVE, ONE, "superior"), (ABOVE, TWO, "superior"), (ABOVE, NEIGHBOUR, "superior"),
            (ONE, ABOVE, "subordinate"), (TWO, ABOVE, "subordinate"),
            (NEIGHBOUR, ABOVE, "subordinate"),
        ]  # fmt: skip
        for of, to, role in roles:
            introduced(made[of].store, made[to].store, role)
    finally:
        for workspace in made.values():
            workspace.close()


class Offices:
    """The open workspaces, the stick between them, and a clock that only goes on."""

    def __init__(self, template: Path, folder: Path) -> None:
        """Copy the founded workspaces into ``folder`` and open them."""
        shutil.copytree(template, folder / "cơ quan")
        self.folder = folder
        self.open: dict[str, Workspace] = {
            name: workspaces.open_workspace(folder / "cơ quan" / name) for name in CODES
        }
        # Every file that ever left: from whom, for whom.
        self.stick: list[tuple[str, tuple[str, ...], Path]] = []
        self.backups: dict[str, Path] = {}
        self.minute = 0

    def store(self, name: str) -> Store:
        """Return the store of a PC."""
        return self.open[name].store

    def now(self) -> datetime.datetime:
        """Return a moment after all before it."""
        self.minute += 1
        return START + datetime.timedelta(minutes=self.minute)

    def send(self, of: str, order: Order, receivers: tuple[str, ...]) -> Path | None:
        """Make a bundle, put it on the stick and return it; None where there is nothing."""
        try:
            made = sending.make(self.store(of), order, who=of, now=self.now())
        except NothingToSendError:
            return None
        place = self.folder / "thẻ nhớ" / f"{len(self.stick)}"
        place.mkdir(parents=True)
        path = sending.export(self.store(of), [one.id for one in made], place, who=of)[0]
        self.stick.append((of, receivers, path))
        return path

    def receive(self, to: str, path: Path) -> ReceivedBundle | None:
        """Take a file in and agree with what is shown; None where it is refused."""
        try:
            with receiving.look(self.store(to), path, who=to, now=self.now()) as incoming:
                return receiving.take(
                    self.store(to), incoming, who=to, agree=True, backup=False, now=self.now()
                )
        except BundleError:
            return None

    def back_up(self, name: str) -> None:
        """Make a backup of a PC, in place of the one before."""
        target = self.folder / f"{name}-{self.minute}.papibackup"
        keeping.backup(self.open[name], target)
        self.backups[name] = target

    def restore(self, name: str) -> None:
        """Put the last backup of a PC back."""
        keeping.restore(self.open[name], self.backups[name], who=name)

    def close(self) -> None:
        """Close all."""
        for workspace in self.open.values():
            workspace.close()


def contents(store: Store) -> dict[str, object]:
    """Return every own record that is not deleted, by kind and id, as bundles tell it.

    Evidence of what lies in the trash is left out: it comes with what it belongs to.
    """
    found: dict[str, object] = {}
    for kind in own_records.OWN_KINDS:
        for one in own_contents.every(store, kind):
            if one.deleted:
                continue
            fields = own_records.fields_of(store, one.record)
            if kind == "evidence" and f"{fields['owner']}:{fields['owner_id']}" not in found:
                continue
            found[f"{kind}:{one.id}"] = fields
    return found
