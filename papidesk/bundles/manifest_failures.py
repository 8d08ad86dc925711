"""Why a manifest is refused although its signature is good."""

from __future__ import annotations

from papidesk.bundles.failures import BundleError
from papidesk.errors import N_


class ManifestError(BundleError):
    """A manifest that says what no manifest can say."""

    code = "manifest-invalid"
    message = N_(
        "The bundle’s list of contents is not as the format wants it ({detail}). Nothing of it was "
        "taken in. Ask the sender for a new bundle."
    )


class ManifestMemberError(ManifestError):
    """A member this version of the format does not have."""

    code = "manifest-unknown-member"
    message = N_(
        "The bundle’s list of contents has the member “{name}”, which its version of the format "
        "does not have. Nothing of it was taken in. Ask the sender for a new bundle."
    )


class OtherFormatError(ManifestError):
    """A signed list of something else."""

    code = "manifest-other-format"
    message = N_(
        "The file is signed, but it is not a PapiDesk bundle. Nothing of it was taken in. "
        "Ask the sender how it was made."
    )


class NewerMajorError(ManifestError):
    """A bundle of a later major version."""

    code = "version-newer"
    message = N_(
        "The bundle was made by a newer program (format {version}; this program reads {own}). "
        "Nothing of it was taken in. Update this program first."
    )


class OlderMajorError(ManifestError):
    """A bundle of a version that is read no more."""

    code = "version-unsupported"
    message = N_(
        "The bundle has format {version}, which this program does not read (it reads {own}). "
        "Nothing of it was taken in. Ask the sender to update the program and make a new bundle."
    )


class CriticalError(ManifestError):
    """A feature the reader must know and does not."""

    code = "critical-unknown"
    message = N_(
        "The bundle needs “{feature}”, which this program does not know. Nothing of it was taken "
        "in. Update this program first."
    )


class NewerSchemaError(ManifestError):
    """Records of a later schema."""

    code = "schema-newer"
    message = N_(
        "The records of the bundle were written by a newer program (schema {version}; this program "
        "reads up to {own}). Nothing of it was taken in. Update this program first."
    )


class OldSchemaError(ManifestError):
    """Records of a schema that is upgraded no more."""

    code = "schema-unsupported"
    message = N_(
        "The records of the bundle follow schema {version}, which this program cannot upgrade. "
        "Nothing of it was taken in. Ask the sender to update the program and make a new bundle."
    )


class StreamError(ManifestError):
    """Records of a kind that a bundle of this kind does not carry."""

    code = "stream-not-allowed"
    message = N_(
        "The bundle carries {path}, which a bundle of its kind may not. Nothing of it was taken "
        "in. Ask the sender for a new bundle."
    )


class TotalsError(ManifestError):
    """Records whose sums are not those the manifest gives."""

    code = "totals-differ"
    message = N_(
        "The control sums of the bundle do not agree: it says {said} for {what}, its records give "
        "{found}. Nothing of it was taken in. Ask the sender for a new bundle."
    )
