"""Why a record of a bundle is refused: alone, or with it the whole bundle."""

from __future__ import annotations

from papidesk.bundles.failures import BundleError
from papidesk.errors import N_


class RecordRefusedError(BundleError):
    """A record that is left out while the others are taken in; one line of the plan."""

    code = "record-refused"
    message = N_("This record cannot be taken in. Ask the sender to correct it.")


class NoSuchDayError(RecordRefusedError):
    """A day that is in no calendar."""

    code = "day-impossible"
    message = N_("There is no day {day}. Ask the sender to correct it.")


class FarDayError(RecordRefusedError):
    """A day far outside the years anything here can be of."""

    code = "day-out-of-range"
    message = N_("The year of the day {day} is a slip of the keys. Ask the sender to correct it.")


class OwnerRefusedError(RecordRefusedError):
    """A record that belongs to one that was refused."""

    code = "owner-refused"
    message = N_("What this belongs to was refused ({title}). Ask the sender to correct that.")


class RecordError(BundleError):
    """A record no honest program writes: the bundle is refused. ``place`` says where it stands."""

    code = "record-invalid"
    message = N_(
        "{place} is not a record of its kind ({detail}). Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class RecordMemberError(RecordError):
    """A member this version of the format does not have."""

    code = "record-unknown-member"
    message = N_(
        "{place} has the member “{name}”, which its version of the format does not have. Nothing "
        "of the bundle was taken in. Ask the sender for a new one."
    )


class RecordRangeError(RecordError):
    """A number beyond what can be: less than nothing, 101 %, more than there is money."""

    code = "record-out-of-range"
    message = N_(
        "{place}: “{field}” is {value}, which cannot be. Nothing of the bundle was taken in. "
        "Ask the sender to correct it and make a new one."
    )


class RecordTextError(RecordError):
    """A text that has more letters than there is room for."""

    code = "record-text-too-long"
    message = N_(
        "{place}: “{field}” has more than {limit} letters. Nothing of the bundle was taken in. "
        "Ask the sender to shorten it and make a new one."
    )


class RecordHashError(RecordError):
    """A record that is not what its hash says."""

    code = "record-hash-differs"
    message = N_(
        "{place} is not what its hash says. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class RecordVersionsError(RecordError):
    """Versions that cannot be: no change at all, or a field from a change the record lacks."""

    code = "record-versions-wrong"
    message = N_(
        "{place} has versions that cannot be ({detail}). Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class RecordTwiceError(RecordError):
    """Two records with one id."""

    code = "record-twice"
    message = N_(
        "{place} has the same id as a record before it. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class LinesError(RecordError):
    """A stream with other lines than the manifest counts, or without the end of its last line."""

    code = "lines-differ"
    message = N_(
        "{place} has {found} records, the list of contents says {said}. Nothing of the bundle was "
        "taken in. Ask the sender for a new one."
    )


class RecordTooLongError(RecordError):
    """A record that does not fit into a line, when a bundle is made."""

    code = "record-too-long"
    message = N_(
        "“{title}” is too long for a bundle ({size} KiB, at most {limit} KiB). Send its PDF "
        "instead, or part it into several."
    )


class DanglingError(RecordError):
    """A record that refers to one that is not in the bundle."""

    code = "reference-dangling"
    message = N_(
        "“{title}” refers to something that is not in the bundle ({target}). Nothing of the bundle "
        "was taken in. Ask the sender for a new one."
    )


class CycleError(RecordError):
    """Records that follow one another in a circle."""

    code = "reference-cycle"
    message = N_(
        "“{title}” is said to follow itself through others. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class BlobMissingError(RecordError):
    """A record whose attachment the manifest does not name."""

    code = "attachment-missing"
    message = N_(
        "The attachment of “{title}” is not in the bundle. Nothing of the bundle was taken in. "
        "Ask the sender for a new one."
    )


class OrphanBlobError(RecordError):
    """An attachment no record refers to."""

    code = "attachment-orphan"
    message = N_(
        "The bundle holds an attachment that belongs to nothing ({sha256}). Nothing of the bundle "
        "was taken in. Ask the sender for a new one."
    )
