"""The lines of a signature as a person types them, one authority a line."""

from __future__ import annotations

from papidesk.domain.people import PREFIXES, Authority


def to_lines(chain: tuple[Authority, ...]) -> tuple[str, ...]:
    """Return the printed lines of ``chain``."""
    return tuple(authority.line for authority in chain)


def from_lines(lines: tuple[str, ...]) -> tuple[tuple[Authority, ...], tuple[str, ...]]:
    """Return the authorities in ``lines``, and the lines that begin with no known prefix."""
    chain, strange = [], []
    for line in lines:
        prefix = next((p for p in PREFIXES if line.upper().startswith(p)), None)
        body = line[len(prefix) :].strip() if prefix else ""
        if prefix and body:
            chain.append(Authority(prefix=prefix, body=body))
        else:
            strange.append(line)
    return tuple(chain), tuple(strange)
