"""Any mutated bundle is refused with a code and leaves nothing, or is what was signed."""

from __future__ import annotations

import pytest

from bench import fuzz_bundles


@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_mutated_bundles_are_refused_or_are_what_was_signed(seed: int) -> None:
    codes, findings = fuzz_bundles.run(500, seed)
    assert findings == []
    assert sum(codes.values()) == 500
    # The mutations reach every layer: container, envelope, signature, manifest, records.
    for layer in ("zip-extra-bytes", "age-damaged", "signature-wrong", "manifest-invalid",
                  "record-invalid", "json-malformed"):  # fmt: skip
        assert codes[layer] > 0
