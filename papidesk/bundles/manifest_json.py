"""The manifest as JSON: written to be read by people, read strictly, checked before believed."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from papidesk.bundles import manifest_rules, strict_json
from papidesk.bundles.limits import LIMITS, Limits
from papidesk.bundles.manifest_failures import (
    CriticalError,
    ManifestError,
    ManifestMemberError,
    NewerMajorError,
    OlderMajorError,
    OtherFormatError,
)
from papidesk.bundles.upgrades import check_version
from papidesk.domain.bundle import FORMAT, MAJOR, MINOR, Manifest
from papidesk.domain.record import Record

PLACE = "META/manifest.json"
# Features this program knows when a manifest calls them critical.
KNOWN_FEATURES: frozenset[str] = frozenset()


def dumps(manifest: Manifest) -> bytes:
    """Return the bytes that are signed: UTF-8, every member in the order of the format, LF."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def loads(data: bytes, *, limits: Limits = LIMITS) -> Manifest:
    """Return the manifest in ``data``, which must be the bytes that were verified.

    Of a later minor version unknown members are passed over (who sends the manifest on sends its
    bytes). Raises :class:`~papidesk.bundles.json_failures.JsonError` for JSON that is not strict,
    :class:`ManifestError` for everything no manifest can say: other major versions, unknown
    critical features, unsupported schemas and values out of range have errors of their own.
    """
    found = strict_json.loads(data, place=PLACE, depth=limits.depth, string=limits.string)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise OtherFormatError()
    minor = _check_version(found.get("version"))
    _check_critical(found.get("critical", []))
    if minor <= MINOR:
        _check_members(found)
    try:
        manifest = msgspec.convert(found, Manifest)
    except (msgspec.ValidationError, RecursionError) as error:
        raise ManifestError(detail=str(error)[:200]) from error
    check(manifest, limits=limits)
    return manifest


def check(manifest: Manifest, *, limits: Limits = LIMITS) -> None:
    """Refuse a manifest that says what none can say; raises :class:`ManifestError`."""
    check_version(manifest.schema.version)
    for rule in manifest_rules.RULES:
        rule(manifest, limits)


def _check_version(version: Any) -> int:
    """Return the minor version; refuse another major one."""
    numbers = version if isinstance(version, dict) else {}
    major, minor = numbers.get("major"), numbers.get("minor")
    if type(major) is not int or type(minor) is not int or minor < 0:
        raise ManifestError(detail="version")
    said = f"{major}.{minor}"
    if major > MAJOR:
        raise NewerMajorError(version=said, own=f"{MAJOR}.{MINOR}")
    if major < MAJOR:
        raise OlderMajorError(version=said, own=f"{MAJOR}.{MINOR}")
    return minor


def _check_critical(features: Any) -> None:
    if not isinstance(features, list) or not all(isinstance(one, str) for one in features):
        raise ManifestError(detail="critical")
    for feature in features:
        if feature not in KNOWN_FEATURES:
            raise CriticalError(feature=feature[:60])


def _check_members(found: dict[str, Any]) -> None:
    """Refuse members that this version of the format does not have, at every place."""
    _known(found, Manifest, "")
    for name, inner in _parts():
        value = found.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                _known(one, inner, f"{name}.")


@cache
def _parts() -> tuple[tuple[str, type[Record]], ...]:
    """Return the members of a manifest that are records, or lists of them, and what they hold."""
    told = ((one.encode_name, one.type) for one in msgspec.structs.fields(Manifest))
    inner = ((name, getattr(kind, "__args__", (kind,))[0]) for name, kind in told)
    return tuple(
        (name, kind) for name, kind in inner if isinstance(kind, type) and issubclass(kind, Record)
    )


def _known(found: dict[str, Any], kind: type[Record], where: str) -> None:
    known = kind.__struct_encode_fields__
    for name in found:
        if name not in known:
            raise ManifestMemberError(name=f"{where}{name}"[:60])
