"""Who signs: authorities, positions, names (NĐ 30/2020, Phụ lục I, mục II.7)."""

from __future__ import annotations

from typing import Literal

from papidesk.domain.record import Record, Validity

Prefix = Literal["TM.", "KT.", "TL.", "TUQ.", "Q."]
PREFIXES: tuple[Prefix, ...] = ("TM.", "KT.", "TL.", "TUQ.", "Q.")


class Authority(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a signature's authority: "TM." and the body, "KT." and the post stood in for."""

    prefix: Prefix
    body: str

    @property
    def line(self) -> str:
        """The printed line, for instance "KT. CHỦ TỊCH"."""
        return f"{self.prefix} {self.body}"


class Signature(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The block at the right foot: authority lines, position, other titles, name.

    ``chain`` is in printed order: TM. ỦY BAN NHÂN DÂN, then KT. CHỦ TỊCH. ``titles`` are the
    "chức vụ khác" above the name. ``as_written`` keeps an imported block's lines when they differ
    from what is printed.
    """

    chain: tuple[Authority, ...] = ()
    position: str = ""
    titles: tuple[str, ...] = ()
    name: str = ""
    as_written: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The printed lines above the signature: authorities, then the position."""
        position = (self.position,) if self.position else ()
        return tuple(authority.line for authority in self.chain) + position

    @property
    def authority(self) -> str | None:
        """The first prefix, or None when a head signs in person."""
        return self.chain[0].prefix if self.chain else None

    @property
    def on_behalf_of(self) -> str | None:
        """The collective body of a TM. line."""
        return next((part.body for part in self.chain if part.prefix == "TM."), None)

    @property
    def deputy_for(self) -> str | None:
        """The post that is stood in for: the body of the KT., TL., TUQ. or Q. line."""
        return next((part.body for part in self.chain if part.prefix != "TM."), None)


class Signer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A person who may sign, with the authority lines of the post."""

    id: str
    name: str
    position: str
    chain: tuple[Authority, ...] = ()
    validity: Validity = Validity()

    def signature(self) -> Signature:
        """Return the block this person signs with."""
        return Signature(chain=self.chain, position=self.position, name=self.name)


class Post(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A post in a unit, whoever holds it."""

    id: str
    title: str
    unit: str = ""
    holder: str = ""
    validity: Validity = Validity()
