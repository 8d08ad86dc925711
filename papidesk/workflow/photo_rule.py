"""How large photos are kept as evidence: a rule of the office."""

from __future__ import annotations

from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.photos import pictures
from papidesk.storage import catalogue
from papidesk.storage.store import Store

_RULES, _PHOTO_RULE = "log-rules", "photos"
LEAST, MOST = 320, 12_000  # points
LOW, HIGH = 30, 95  # quality of JPEG


class PhotoRuleError(PapiDeskError):
    """Numbers photos cannot be shrunk by."""

    message = N_(
        "Photos are shrunk to between {least} and {most} points, with a quality of {low} to {high}."
    )


class PhotoRule(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How photos are kept: at most ``longest`` points on the longer side, JPEG of ``quality``.

    ``shrink`` False keeps the points as they are; personal data goes all the same.
    """

    longest: int = pictures.LONGEST
    quality: int = pictures.QUALITY
    shrink: bool = True


def photo_rule(store: Store) -> PhotoRule:
    """Return how photos are kept."""
    return catalogue.get(store, _RULES, _PHOTO_RULE, PhotoRule) or PhotoRule()


def check(rule: PhotoRule) -> None:
    """Raise :class:`PhotoRuleError` for numbers photos cannot be shrunk by."""
    if not (LEAST <= rule.longest <= MOST and LOW <= rule.quality <= HIGH):
        raise PhotoRuleError(least=LEAST, most=MOST, low=LOW, high=HIGH)


def set_photo_rule(store: Store, rule: PhotoRule, *, who: str) -> None:
    """Decide how photos are kept from now on; raises :class:`PhotoRuleError`."""
    check(rule)
    catalogue.put(store, _RULES, _PHOTO_RULE, rule, who=who)
