"""Settings and fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Keys made by tests never go into the key store of who runs them.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "papidesk",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("papidesk")


def shared_files(*patterns: str) -> list[Path]:
    """Return the real documents that tests are parametrised with; none where they are absent."""
    return [path for pattern in patterns for path in sorted(SHARED.glob(pattern))]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seeds and real documents, beside the checkout."""
    return SHARED


def pytest_report_header() -> list[str]:
    """Say so when the real documents are not there."""
    if SHARED.is_dir():
        return ["real documents: ../shared"]
    return ["real documents: ../shared is not here, so tests on real documents have no cases"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out tests that have no cases because the real documents are not here."""
    items[:] = [item for item in items if not _without_cases(item)]


def _without_cases(item: pytest.Item) -> bool:
    reasons = (str(mark.kwargs.get("reason", "")) for mark in item.iter_markers("skip"))
    return any(reason.startswith("got empty parameter set") for reason in reasons)
