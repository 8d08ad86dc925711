"""Records of older schemas as the present one has them: pure functions, one a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from papidesk.bundles.manifest_failures import NewerSchemaError, OldSchemaError
from papidesk.domain.bundle import SCHEMA_VERSION

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
# From each older version to the next: takes a record (a line as read) and returns another one.
# Each is tested with a stored bundle of its version in tests/data/bundles.
UPGRADES: Mapping[int, Upgrade] = {}
OLDEST = min(UPGRADES, default=SCHEMA_VERSION)


def check_version(version: int) -> None:
    """Refuse a schema that is not read; raises NewerSchemaError, OldSchemaError."""
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(version=version, own=SCHEMA_VERSION)
    if version < OLDEST:
        raise OldSchemaError(version=version, own=OLDEST)


def upgrade(
    record: dict[str, Any],
    schema_version: int,
    *,
    upgrades: Mapping[int, Upgrade] = UPGRADES,
    to: int = SCHEMA_VERSION,
) -> dict[str, Any]:
    """Return ``record`` as the present schema has it; as it is when it is of the present one."""
    for version in range(schema_version, to):
        record = upgrades[version](record)
    return record
