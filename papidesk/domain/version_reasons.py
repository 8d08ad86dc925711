"""Why a version was made, as a person reads it: the codes the history keeps in words."""

from __future__ import annotations

from papidesk.errors import N_
from papidesk.i18n import _

# What the program did when it made a version, by the code it kept.
_DONE = {
    "": N_("Written"),
    "issue": N_("Issued"),
    "submit": N_("Submitted for approval"),
    "withdraw": N_("Taken back"),
    "return": N_("Returned with remarks"),
    "approve": N_("Approved"),
    "reopen": N_("Opened again"),
    "send": N_("Sent"),
    "acknowledge": N_("Receipt noted"),
    "supersede": N_("Replaced by another document"),
    "cancel": N_("Cancelled"),
    "archive": N_("Filed"),
    "reinstate": N_("In force again: what replaced it was cancelled"),
    "recover": N_("Recovered after a crash"),
    "duplicate": N_("Made as a copy"),
    "empty": N_("Begun empty"),
    "task annex": N_("Task annex made"),
    "returned": N_("Copied from the report the superior returned"),
    "conflict settled": N_("Conflict settled"),
}
# The same for codes followed by what it was made of.
_MADE_OF = {
    "template:": N_("Begun from a template"),
    "copied forward:": N_("Carried over from an earlier document"),
    "from superior:": N_("Begun from a superior's plan"),
}


def reason_text(reason: str) -> str:
    """Return why a version was made, as a person reads it."""
    if reason in _DONE:
        return _(_DONE[reason])
    for code, said in _MADE_OF.items():
        if reason.startswith(code):
            return _(said)
    head, _colon, rest = reason.partition(" ")
    if head == "restore" and rest.isdecimal():
        return _("Brought back from version {version}").format(version=rest)
    if head == "import:":
        return _("Imported from {name}").format(name=rest)
    if head == "bundle:":
        return _("Came in a bundle of {name}").format(name=rest)
    return reason
