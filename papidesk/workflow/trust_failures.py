"""Why a key is not trusted, found or encrypted to."""

from __future__ import annotations

from papidesk.errors import N_, PapiDeskError


class NoKeyFileError(PapiDeskError):
    """A key file that is not where it was said to be."""

    message = N_("There is no file “{name}”. Check its name, or plug the stick in again.")


class OwnKeyError(PapiDeskError):
    """The own key given as another's."""

    message = N_("This is the key of this computer itself. Take the other office’s key file.")


class KeyRevokedBeforeError(PapiDeskError):
    """A revoked key that should be trusted again."""

    message = N_(
        "This key of {unit} was revoked. It cannot be trusted again: ask the unit to make a new "
        "key."
    )


class OtherFingerprintError(PapiDeskError):
    """A fingerprint that is not that of the key."""

    message = N_(
        "The fingerprint does not fit this key. Do not trust it: ask {unit} by telephone for its "
        "key file once more."
    )


class UnknownKeyError(PapiDeskError):
    """A key nobody knows here."""

    message = N_("No key here begins with “{key}”. “papidesk trust list” shows all keys.")


class AmbiguousKeyError(PapiDeskError):
    """A beginning that several keys have."""

    message = N_("Several keys begin with “{key}”. Type more of it.")


class RoleNeededError(PapiDeskError):
    """A unit that does not tell by itself how it stands to this office."""

    message = N_(
        "“{unit}” is neither the superior nor a known unit of this office. Say what it is: "
        "superior, subordinate or same_office."
    )


class NoRecipientError(PapiDeskError):
    """Nobody to encrypt for."""

    message = N_(
        "There is no trusted key of “{unit}”, so nothing can be encrypted for it. Take its key "
        "file in first, or send without encryption."
    )
