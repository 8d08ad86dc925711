"""What the file system says of a failure, as a message that can be translated."""

from __future__ import annotations

import errno

from papidesk.errors import N_, Term

_SAID = {
    errno.ENOENT: N_("it does not exist"),
    errno.ENOTDIR: N_("it does not exist"),
    errno.EISDIR: N_("it is a folder"),
    errno.EINVAL: N_("it is no file"),
    errno.EEXIST: N_("a file stands where its folder should be"),
    errno.ELOOP: N_("it is a link that leads to itself"),
    errno.EACCES: N_("this account may not use it"),
    errno.EPERM: N_("this account may not use it"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EIO: N_("the disk does not answer"),
    errno.ETXTBSY: N_("another program holds it"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk is write-protected"),
    errno.EBUSY: N_("another program holds it"),
}


def said(error: OSError) -> str:
    """Return why a file could not be used: a message id where it is a known reason."""
    known = _SAID.get(error.errno or 0)
    return Term(known) if known else error.strerror or str(error)
