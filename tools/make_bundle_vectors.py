"""Make the test vectors of the bundle format: tests/data/bundles, the same bytes every time.

Each is a bundle, good or bad, named after what it is; vectors.json says what a reader must find.
The keys are fixed and public: nothing signed with them is worth anything. What the vectors are is
in tests/bundles/vectors_*.py.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.bundles import (  # noqa: E402
    vectors_age,
    vectors_bad_container,
    vectors_bad_records,
    vectors_good,
)
from tests.bundles.vectors_build import REVOKED, SIGNER, UNIT, Vector, sha256  # noqa: E402

TARGET = ROOT / "tests" / "data" / "bundles"


def vectors() -> list[Vector]:
    """Return every vector; no two have one name."""
    makers = (
        vectors_good.good_ones,
        vectors_bad_container.bad_containers,
        vectors_bad_container.bad_signatures,
        vectors_bad_container.bad_manifests,
        vectors_bad_records.bad_lines,
        vectors_bad_records.bad_records,
        vectors_age.age_ones,
    )
    found = [one for maker in makers for one in maker()]
    names = [one.name for one in found]
    if len(set(names)) != len(names):
        raise ValueError(sorted(name for name in names if names.count(name) > 1))
    return found


def index(found: list[Vector]) -> bytes:
    """Return vectors.json: by file name what a reader must find, and what the file is."""
    told = {
        "keys": {
            "trusted": SIGNER.public.hex(),
            "revoked": REVOKED.public.hex(),
            "unit": UNIT,
            "identity": vectors_age.identity(vectors_age.OWN),
        },
        "vectors": {
            one.name: {"outcome": one.outcome, "says": one.says, "sha256": sha256(one.data)}
            for one in found
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def main() -> None:
    """Write all vectors anew."""
    TARGET.mkdir(parents=True, exist_ok=True)
    found = vectors()
    for old in (*TARGET.glob("*.papi"), *TARGET.glob("*.papi.age")):
        old.unlink()
    for one in found:
        (TARGET / one.name).write_bytes(one.data)
    (TARGET / "vectors.json").write_bytes(index(found))
    print(f"{len(found)} vectors, {sum(len(one.data) for one in found)} bytes")


if __name__ == "__main__":
    main()
