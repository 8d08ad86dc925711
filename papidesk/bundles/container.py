"""Which parts a bundle has, in which order, how big each may be: the closed grammar of names."""

from __future__ import annotations

import re

from papidesk.bundles.limits import Limits

MIMETYPE = "application/vnd.papidesk.bundle+zip"
PAYLOAD_TYPE = "application/vnd.papidesk.manifest+json"
MIMETYPE_NAME = "mimetype"
MANIFEST = "META/manifest.json"
SIGNATURE = "META/manifest.sig"
INTRODUCTION = "META/keys.json"
README = "README.txt"
BLOBS = "blobs/"
DATA = "data/"

# Compared with the raw bytes of the header, whole: nothing is decoded, folded or cut first.
_NAME = re.compile(
    rb"(?:mimetype|README\.txt|META/(?:manifest\.json|manifest\.sig|keys\.json)"
    rb"|data/[a-z][a-z0-9_]{0,39}\.jsonl|blobs/[0-9a-f]{64})\Z"
)
_FIRST = {MIMETYPE_NAME: 0, MANIFEST: 1, SIGNATURE: 2, INTRODUCTION: 3, README: 6}
# What the manifest cannot name: itself, and what signs it.
UNLISTED = frozenset({MANIFEST, SIGNATURE})


def allowed(raw: bytes) -> bool:
    """Tell whether the raw bytes of a name are in the grammar."""
    return _NAME.match(raw) is not None


def rank(name: str) -> int:
    """Return where an entry stands: entries of a lower rank come before those of a higher."""
    known = _FIRST.get(name)
    if known is not None:
        return known
    return 4 if name.startswith(DATA) else 5


def most(name: str, limits: Limits) -> int:
    """Return how many bytes an entry may have uncompressed."""
    if name.startswith(BLOBS):
        return limits.blob
    if name.startswith(DATA):
        return limits.stream
    return limits.manifest if name == MANIFEST else limits.small


def stream_path(stream: str) -> str:
    """Return the name of the entry of a stream."""
    return f"{DATA}{stream}.jsonl"


def blob_path(sha256: str) -> str:
    """Return the name of the entry of a blob."""
    return f"{BLOBS}{sha256}"
