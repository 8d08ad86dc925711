"""Every kind of bundle the program makes follows its own specification, schemas and all."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from papidesk.bundles import reader, references
from papidesk.domain.bundle import BUNDLE_KINDS, BundleKind, Manifest
from papidesk.domain.exchange import SentBundle
from papidesk.storage.store import Store
from papidesk.workflow import receipts, sending, unit_decisions
from papidesk.workflow.sending import Order
from tests.bundles.test_schemas import is_valid
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import received
from tests.workflow.reports.half_year import TODAY
from tests.workflow.sending.conftest import PERIOD, Offices, proved

COMMUNE = "xa-an-hoa"


def order(offices: Offices, kind: BundleKind) -> tuple[Store, Order] | None:
    """Return who sends a bundle of this kind and how it is ordered; None for answers."""
    plan = str(offices.commune.value("SELECT plan_id FROM tasks LIMIT 1"))
    entry = str(offices.commune.value("SELECT id FROM activities LIMIT 1"))
    match kind:
        case "report":
            proved(offices.commune, entry, b"\xff\xd8 photo")
            return offices.commune, Order(kind="report", period=PERIOD)
        case "plan":
            return offices.commune, Order(kind="plan", documents=(plan,))
        case "office":
            proved(offices.commune, entry, b"\xff\xd8 photo")
            return offices.commune, Order(kind="office")
        case "directive":
            return offices.superior, Order(kind="directive", to=(COMMUNE,), duty="papi")
        case "keyset":
            return offices.superior, Order(kind="keyset", to=(COMMUNE,))
    return None


def made(offices: Offices, kind: BundleKind) -> Path:
    """Return a bundle of this kind as it lies on the stick."""
    wanted = order(offices, kind)
    if wanted is not None:
        return exported(
            wanted[0], sending.make(wanted[0], wanted[1], who=WHO, today=TODAY), offices.stick
        )
    taken = received(offices.superior, made(offices, "report"))
    folder = offices.stick / "answers"
    folder.mkdir()
    if kind == "receipt":
        return exported(
            offices.superior, receipts.make(offices.superior, taken.id, who=WHO), folder
        )
    back = unit_decisions.send_back(
        offices.superior, COMMUNE, taken.duty, PERIOD, reason="Thiếu biểu 2", who=WHO
    )
    return exported(offices.superior, back, folder)


def exported(store: Store, sent: list[SentBundle], folder: Path) -> Path:
    return sending.export(store, [sent[0].id], folder, who=WHO)[0]


def read_strictly(path: Path) -> Manifest:
    """Return a bundle's manifest after every record was judged good."""
    with TemporaryDirectory() as work:
        read = reader.open_bundle(path, folder=Path(work), key_of=lambda keyid: None)
        judged = list(references.judged(read.manifest, read.records()))
    assert [problem for _, problem in judged if problem is not None] == []
    return read.manifest


@pytest.mark.parametrize("kind", list(BUNDLE_KINDS))
def test_what_we_write_follows_schemas_references_and_sums(
    kind: BundleKind, offices: Offices
) -> None:
    path = made(offices, kind)
    manifest = read_strictly(path)
    assert manifest.kind == kind and manifest.totals.records > 0
    assert is_valid(path)
    assert path.name.isascii() and path.suffix == ".papi"


def test_other_programs_open_what_we_write(offices: Offices) -> None:
    path = made(offices, "report")
    with zipfile.ZipFile(path) as zipped:
        assert zipped.testzip() is None
        assert zipped.infolist()[0].filename == "mimetype"
    for command in (["unzip", "-t", "-q"], ["7zz", "t", "-bso0"]):
        assert subprocess.run([*command, path], check=False, capture_output=True).returncode == 0
