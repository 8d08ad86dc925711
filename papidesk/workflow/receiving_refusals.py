"""Why a verified bundle is refused here all the same, or cannot be taken in as it is."""

from __future__ import annotations

from papidesk.bundles.failures import BundleError
from papidesk.errors import N_, PapiDeskError


class NotAddressedError(BundleError):
    """A bundle for somebody else."""

    code = "wrong-recipient"
    message = N_(
        "The bundle of {unit} is for {to} and not for this office. Nothing was changed. Give it "
        "to whom it is for, or ask the sender."
    )


class OwnBundleError(BundleError):
    """A bundle this very database made."""

    code = "own-bundle"
    message = N_(
        "This bundle was made here and holds nothing new. Take it to the office it is for: {to}."
    )


class OtherDatabaseError(BundleError):
    """A bundle that says it is from a database another office sends from."""

    code = "database-other-unit"
    message = N_(
        "The bundle of {unit} says it is from the database of {other}. Nothing was changed. Ask "
        "{unit} by telephone how the file was made."
    )


class SameIdOtherContentError(BundleError):
    """A bundle whose id was seen with other content."""

    code = "same-id-other-content"
    message = N_(
        "A bundle of {unit} with the same number but other content came before. Nothing was "
        "changed. Ask the sender to make a new bundle."
    )


class SequenceJumpError(BundleError):
    """A number that is too far ahead of the last one."""

    code = "sequence-jump"
    message = N_(
        "The bundle of {unit} has the number {seq}, far beyond the last one taken in ({last}). "
        "Nothing was changed. Ask the sender what happened."
    )


class BadContentError(BundleError):
    """A stream the kind of bundle never carries."""

    code = "kind-not-carried"
    message = N_(
        "The bundle of {unit} holds what a bundle of its kind never does ({detail}). Nothing was "
        "changed. Ask the sender to make it anew with the present program."
    )


class HeldError(PapiDeskError):
    """A bundle a person must decide about first."""

    message = N_("{why}. Nothing was changed; the bundle waits until somebody decides.")


class NotTrustedYetError(HeldError):
    """A bundle signed with a key nobody has compared."""

    message = N_(
        "The key of {unit} is not known here yet. Nothing was changed. Compare its fingerprint "
        "with the unit by telephone, trust it under the keys, then take the bundle in."
    )


class WholeWantedError(HeldError):
    """A bundle from a new database that is no full snapshot."""

    message = N_(
        "{unit} sends from a new database, and this bundle does not hold everything. Nothing was "
        "changed. Ask the unit to send everything once, then take it in."
    )


class PeriodLockedError(HeldError):
    """A report for a period that was closed after consolidation."""

    message = N_(
        "{period} is closed after consolidation. Nothing was changed; the bundle of {unit} waits. "
        "Open the period again to take it in, or send it back."
    )


class PlanChangedError(PapiDeskError):
    """What would change is no longer what the person looked at."""

    message = N_(
        "Something was changed here since you looked at the bundle. Nothing was taken in: look at "
        "it once more."
    )


class NotKeptError(PapiDeskError):
    """A received file that is not kept, so that it cannot be looked at again."""

    message = N_(
        "The file of this bundle is not kept here any more. Take it from the stick or the e-mail "
        "once more."
    )


class NotAppliedError(PapiDeskError):
    """An import that cannot be undone, since it was not taken in."""

    message = N_("This bundle is not taken in, so there is nothing to undo.")
