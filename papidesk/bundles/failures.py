"""Why a bundle is refused: each reason has a code that never changes and one sentence."""

from __future__ import annotations

from typing import ClassVar

from papidesk.errors import N_, PapiDeskError


class BundleError(PapiDeskError):
    """A bundle, or a file given as one, that is refused; ``code`` is listed in the format."""

    code: ClassVar[str] = "refused"
    message = N_("The bundle was refused. Nothing was changed. Ask the sender for a new one.")


class BrokenOffError(BundleError):
    """The person broke it off."""

    code = "cancelled"
    message = N_("This was broken off. Nothing was changed.")


class SourceGoneError(BundleError):
    """The file cannot be read, or no longer: the stick was pulled out."""

    code = "source-gone"
    message = N_(
        "{name} cannot be read ({detail}). Nothing was changed. "
        "Check that the USB stick is plugged in, then do it once more."
    )


class TargetGoneError(BundleError):
    """The place written to does not take it, or no longer."""

    code = "target-gone"
    message = N_(
        "{name} cannot be written ({detail}). Check that the USB stick is plugged in and not "
        "write-protected, then do it once more."
    )


class DiskFullError(BundleError):
    """The disk filled up while something was written."""

    code = "disk-full"
    message = N_(
        "{name} cannot be written: the disk is full. Nothing was changed. "
        "Free some space, then do it once more."
    )


class NoRoomError(BundleError):
    """Too little free space for what must be written."""

    code = "disk-full"
    message = N_(
        "There is not enough room on the disk: {needed} MiB are needed, {free} MiB are free. "
        "Nothing was changed. Free some space, then do it once more."
    )


class ReadBackError(BundleError):
    """What was written reads back differently."""

    code = "read-back-differs"
    message = N_(
        "{name} was written, but reads back differently: the disk or USB stick may be failing. "
        "The copy was removed. Use another one."
    )


class EmptyFileError(BundleError):
    """A file without content."""

    code = "file-empty"
    message = N_("The file is empty. Ask the sender to copy it once more.")


class FileTooBigError(BundleError):
    """A file above the limit."""

    code = "file-too-big"
    message = N_("The file is bigger than a bundle may be ({limit} MiB). It was not read.")


class NotABundleError(BundleError):
    """A file of another kind."""

    code = "not-a-bundle"
    message = N_(
        "This file is not a PapiDesk bundle. Choose a file that ends in .papi or .papi.age."
    )


class CutOffError(BundleError):
    """A bundle whose end is missing."""

    code = "file-cut-off"
    message = N_(
        "The end of the file is missing: it was not copied to its end. "
        "Ask the sender to copy it once more."
    )


class EntryNotListedError(BundleError):
    """An entry the manifest does not name."""

    code = "entry-not-listed"
    message = N_(
        "The file holds {name}, which the sender did not sign. Nothing of it was taken in. "
        "Ask the sender for a new copy."
    )


class EntryMissingError(BundleError):
    """An entry the manifest names is not there."""

    code = "entry-missing"
    message = N_(
        "The part {name} that the sender signed is missing. Nothing of it was taken in. "
        "Ask the sender for a new copy."
    )


class EntryChangedError(BundleError):
    """An entry that is not what was signed."""

    code = "entry-changed"
    message = N_(
        "The part {name} is not what the sender signed. Nothing of it was taken in. "
        "Ask the sender for a new copy, and how the file came here."
    )


class UnsignedError(BundleError):
    """A bundle without a signature or a manifest."""

    code = "unsigned"
    message = N_(
        "The file carries no signature ({name} is missing). Nothing of it was taken in. "
        "Ask the sender to make it with PapiDesk."
    )


class SignatureFormError(BundleError):
    """A signature that is not written as one."""

    code = "signature-malformed"
    message = N_(
        "The signature of the file cannot be read ({detail}). Nothing of it was taken in. "
        "Ask the sender for a new copy."
    )


class PayloadTypeError(BundleError):
    """A signature made for something else."""

    code = "signature-other-type"
    message = N_(
        "The signature was made for something else than a bundle. Nothing of it was taken in. "
        "Ask the sender how the file was made."
    )


class SignatureError(BundleError):
    """A signature that does not fit what it is said to sign."""

    code = "signature-wrong"
    message = N_(
        "The signature does not fit the content: the file was changed after it was signed. "
        "Nothing of it was taken in. Ask the sender for a new copy, and how the file came here."
    )


class KeyMismatchError(BundleError):
    """A key that is not the one it says it is."""

    code = "key-mismatch"
    message = N_(
        "The key in the file is not the one that signed it. Nothing of it was taken in. "
        "Ask the sender by telephone before you take anything from this file."
    )


class WeakKeyError(BundleError):
    """A key anybody could sign with."""

    code = "key-weak"
    message = N_(
        "The key of the file is not a proper key. Nothing of it was taken in. "
        "Ask the sender by telephone before you take anything from this file."
    )


class RevokedKeyError(BundleError):
    """A key that was revoked."""

    code = "key-revoked"
    message = N_(
        "The key of {unit} that signed this file was revoked. Nothing of it was taken in. "
        "Ask the unit for its new key."
    )


class IntroductionError(BundleError):
    """The sender's own introduction cannot be read or tells of somebody else."""

    code = "introduction-bad"
    message = N_(
        "What the file says about the sender’s key does not fit ({detail}). Nothing of it was "
        "taken in. Ask the sender for a new copy."
    )


class NotForUsError(BundleError):
    """Encrypted to others than us."""

    code = "age-not-for-us"
    message = N_(
        "The file is encrypted for somebody else: this computer has no key for it. Ask the "
        "sender to encrypt it for your unit’s present key."
    )


class EncryptionDamagedError(BundleError):
    """An encrypted file that is damaged, cut or extended."""

    code = "age-damaged"
    message = N_(
        "The encrypted file is damaged or was not copied to its end. Nothing of it was taken in. "
        "Ask the sender to copy it once more."
    )


class ArmoredError(BundleError):
    """An age file written as text."""

    code = "age-armored"
    message = N_(
        "The file is encrypted as text, which no bundle is. Ask the sender for the file as "
        "PapiDesk made it."
    )


class RecipientError(BundleError):
    """A key to encrypt to, or to decrypt with, that is none."""

    code = "age-bad-key"
    message = N_(
        "The key to encrypt with is not a proper one. Take the receiver’s key file in once more."
    )


class UnknownKeyError(BundleError):
    """Signed by a key that is not known and not introduced either."""

    code = "key-unknown"
    message = N_(
        "The file was signed with a key that is not known here. Nothing of it was taken in. "
        "Ask the sender for the key file and take that in first."
    )


class TooManyRecordsError(BundleError):
    """More records than a bundle may have."""

    code = "too-many-records"
    message = N_(
        "The file holds more than {limit} records, more than a bundle may. It was not read."
    )


class TooBigToSendError(BundleError):
    """A bundle that would be bigger than the receiver takes."""

    code = "too-big-to-send"
    message = N_(
        "The bundle would be bigger than a bundle may be ({name}). Leave attachments out, "
        "or send a shorter period."
    )


class UnsendableRecordError(BundleError):
    """A record of our own that no reader would take."""

    code = "record-unsendable"
    message = N_(
        "No bundle was made: no receiver could read “{title}” ({why}). "
        "Correct it, or restore it from a backup."
    )


class AttachmentLostError(BundleError):
    """An attachment that is no longer what was stored."""

    code = "attachment-lost"
    message = N_(
        "An attachment is missing in the workspace or was damaged ({name}). No bundle was made. "
        "Restore it from a backup, or leave it out."
    )
