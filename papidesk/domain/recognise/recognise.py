"""A manuscript becomes a document: head, body, foot, annexes, and the account of its words."""

from __future__ import annotations

from papidesk.domain.blocks import Block, Paragraph
from papidesk.domain.document import Annex, Aside, Document, Footnote
from papidesk.domain.manuscript import Manuscript, Piece, Reading, Zone, ZoneName
from papidesk.domain.recognise import annexes, issue_line, kind_line
from papidesk.domain.recognise.account import settle, split_words
from papidesk.domain.recognise.address_line import address_among, address_below
from papidesk.domain.recognise.bases import read_bases
from papidesk.domain.recognise.closing import closing_start
from papidesk.domain.recognise.columns import untangle
from papidesk.domain.recognise.foot import Foot, find_foot, last_line_of_main_part
from papidesk.domain.recognise.guesses import guesses
from papidesk.domain.recognise.head import Head, read_head
from papidesk.domain.recognise.invited import read_invited
from papidesk.domain.recognise.joining import Habit, habit_of, joined
from papidesk.domain.recognise.marks import (
    circulation_among,
    drafter_mark,
    without_confirmation,
)
from papidesk.domain.recognise.outline import paragraph_of, read_outline
from papidesk.domain.recognise.preamble import Preamble, read_preamble
from papidesk.domain.recognise.recipients import recipient_items
from papidesk.domain.recognise.signature import read_signatures
from papidesk.domain.recognise.stray_lines import put_aside
from papidesk.domain.recognise.strip import Strip, flatten
from papidesk.domain.recognise.words import is_blank_to_fill, is_rule
from papidesk.domain.recognise.zones import Found, one_line
from papidesk.domain.record import Record, replace

# Zones whose words are text of the document as they stand, or are counted with another zone.
_UNSETTLED = ("body", "closing", "place", "symbol")


class Recognition(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The document, how it was read, and the words that its form says by itself.

    Words of the manuscript = words of the document + ``form_words`` (``Số``, ``ngày``,
    ``Nơi nhận``, Quốc hiệu …): nothing else is left out.
    """

    document: Document
    reading: Reading
    form_words: tuple[str, ...] = ()


def recognise(manuscript: Manuscript) -> Recognition:
    """Return what a manuscript says as a document; never raises, whatever was read.

    What is not understood stays in the body as text. Each zone says how sure it is (below 0.7 is
    a guess); each text of the document has its places in the reading.
    """
    return _Recogniser(manuscript).run()


class _Recogniser:
    """One run over one manuscript; each step adds to the fields, zones and places."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.found: list[Found] = []
        self.places: dict[str, tuple[Piece, ...]] = {}
        self.asides: list[Aside] = []
        self.hints: list[Zone] = []

    def run(self) -> Recognition:
        strips, asides = put_aside(flatten(self.manuscript), self.manuscript)
        self.asides += asides
        strips = untangle(strips)
        head = read_head(strips)
        preamble = read_preamble(strips, head)
        self._take(head.found, head.places)
        self._take(preamble.found, preamble.places)
        self.asides += head.asides
        stop = _first_annex(strips, preamble.at)
        stop = _first_annex(strips, last_line_of_main_part(strips, preamble.at, stop))
        foot = find_foot(strips, preamble.at, stop)
        body_end = foot.begin if foot else stop
        habit = habit_of(strips[:stop])
        body = joined(strips[preamble.at : body_end], habit)
        rest = strips[foot.end if foot else stop :]
        if head.kind == "GNP":
            rest, framed = without_confirmation(rest)
            self.asides += [Aside(kind="other", text=_whole(s), line=s.line) for s in framed]
        address, self.asides = address_among(self.asides)
        circulation, self.asides = circulation_among(self.asides)
        mark = drafter_mark(foot) if foot else ""
        if foot and not address and (address := address_below(rest)):
            rest = []
        unknown: list[Strip] = foot.unknown if foot else []
        document = Document(
            issuer=head.issuer,
            superior=head.superior,
            number=head.number,
            symbol=head.symbol,
            place=head.place,
            date=head.date,
            urgency=head.urgency,
            circulation=circulation,
            drafter_mark=mark,
            abstract=preamble.abstract,
            authority_line=preamble.authority_line,
            addressees=tuple(preamble.addressees),
            address=address,
            footnotes=tuple(Footnote(id=n.id, text=n.text) for n in self.manuscript.notes),
        )
        document = self._body(document, body, preamble.notes, unknown)
        document = self._foot(document, foot, head)
        document = replace(
            document,
            kind=head.kind or self._kind(head, preamble, document),
            annexes=self._annexes(rest),
        )
        for name, text in guesses(document):
            self._guess(name, text)
        return self._finish(document)

    def _take(self, found: list[Found], places: dict[str, tuple[Piece, ...]]) -> None:
        self.found += [zone for zone in found if zone.strips]
        self.places |= places

    def _body(
        self, document: Document, strips: list[Strip], notes: list[Strip], unknown: list[Strip]
    ) -> Document:
        strips = [s for s in strips if not _drawn(s)]
        bases, found, places, strips = read_bases(strips)
        if found:
            self.found.append(found)
            self.places |= places
        strips = notes + strips
        end = closing_start(strips)
        closing = strips[end:]
        outline = read_outline(strips[:end], self.manuscript.form)
        self.places |= outline.places
        blocks: list[Block] = list(outline.blocks)
        for strip in unknown:
            self.places[f"blocks/{len(blocks)}"] = strip.pieces
            blocks.append(paragraph_of(strip))
        if strips[:end]:
            self.found.append(_zone_only("body", 0.9, strips[:end]))
        if closing:
            opened = closing[0].text.lstrip("* ").startswith("Trên đây")
            self.found.append(_zone_only("closing", 0.95 if opened else 0.75, closing))
            self.places["closing"] = _stacked(closing)
        return replace(
            document,
            bases=tuple(bases),
            blocks=tuple(blocks),
            scheme=outline.scheme,
            closing="\n".join(strip.text for strip in closing),
        )

    def _foot(self, document: Document, foot: Foot | None, head: Head) -> Document:
        if foot is None:
            return document
        self.asides += foot.asides
        recipients = []
        for index, item in enumerate(items := recipient_items(foot.recipients)):
            text, self.places[f"recipients/{index}"] = one_line(item)
            bare = text.strip(" *_")
            recipients.append(bare.rstrip(" ;") if index == len(items) - 1 else bare.rstrip(" ;,."))
        if foot.recipients:
            sure = 0.95 if recipients else 0.6
            self.found.append(
                Found(name="recipients", sure=sure, strips=foot.recipients, kept=list(recipients))
            )
        signature, second = read_signatures(foot.signature)
        if foot.signature:
            _, pieces = one_line(foot.signature)
            self.places["signature"] = pieces
            sure = 0.95 if signature.chain else 0.85 if signature.position else 0.6
            if not signature.name:
                sure = min(sure, 0.8)
            kept = [strip.text for strip in foot.signature]
            self.found.append(Found(name="signature", sure=sure, strips=foot.signature, kept=kept))
        document = replace(
            document,
            recipients=tuple(recipients),
            signature=signature,
            second_signature=second,
        )
        return self._late_date(document, foot, head)

    def _late_date(self, document: Document, foot: Foot, head: Head) -> Document:
        """Take the date from the foot where the head has none."""
        known = any(zone.name == "date" for zone in head.found)
        for strip in foot.dates:
            dated = issue_line.place_and_date(strip.text.strip(" *_"))
            if known or dated is None:
                self.asides.append(Aside(kind="other", text=strip.written, line=strip.line))
                continue
            known = True
            place, day = dated
            _, self.places["date"] = one_line([strip])
            self.places["place"] = self.places["date"]
            parts = [str(part) for part in (day.day, day.month, day.year) if part is not None]
            self.found += [
                Found(name="date", sure=0.8, strips=[strip], kept=[place, *parts]),
                Found(name="place", sure=0.8, strips=[strip]),
            ]
            document = replace(document, place=place, date=day)
        return document

    def _kind(self, head: Head, preamble: Preamble, document: Document) -> str:
        """Return the kind where no line names it: by symbol, V/v, Kính gửi, first sentences."""
        code, sure = kind_line.kind_of_symbol(head.symbol), 0.75
        if preamble.titled:
            return code
        if not code and (head.letter_abstract or kind_line.is_letter_symbol(head.symbol)):
            code, sure = "CV", 0.95 if head.letter_abstract else 0.75
        if not code and preamble.addressees:
            code, sure = "CV", 0.65
        if not code:
            opening = [Strip(text=b.text) for b in document.blocks[:8] if isinstance(b, Paragraph)]
            code, sure = kind_line.mentioned_kind(opening), 0.45
        if code:
            self._guess("kind", "", sure)
        return code

    def _annexes(self, strips: list[Strip]) -> tuple[Annex, ...]:
        """Return the annexes in what follows the foot; text that opens none becomes one."""
        strips = [s for s in strips if not _drawn(s)]
        if not strips:
            return ()
        starts = [i for i in range(len(strips)) if annexes.starts_annex(strips, i, True)]
        if not starts or starts[0] > 0:
            if not annexes.may_be_unlabelled(strips, 0) and not starts:
                self.asides += [
                    Aside(kind="other", text=_whole(strip), line=strip.line) for strip in strips
                ]
                return ()
            starts.insert(0, 0)
        result: list[Annex] = []
        habit = habit_of(strips)
        for at, end in zip(starts, [*starts[1:], len(strips)], strict=True):
            annex = self._annex(strips[at:end], len(result), habit)
            if annex is not None:
                result.append(annex)
        return tuple(result)

    def _annex(self, strips: list[Strip], index: int, habit: Habit) -> Annex | None:
        """Return the annex ``strips`` are; None when they are nothing but a head put aside."""
        begin, end = annexes.head_of(strips)
        self.asides += [
            Aside(kind="other", text=strip.written, line=strip.line) for strip in strips[begin:end]
        ]
        strips = strips[:begin] + strips[end:]
        if not strips:
            return None
        start = annexes.read_start(strips, 0)
        kind, name = annexes.attached_kind(start, whole_head=end > begin)
        prefix = f"annexes/{index}/"
        title, self.places[f"{prefix}title"] = one_line(start.title)
        note, self.places[f"{prefix}note"] = one_line(start.note)
        title, note = title.strip("* _"), note.strip("* _")
        content = joined(strips[start.content :], habit)
        outline = read_outline(content, self.manuscript.form, prefix)
        self.places |= outline.places
        kept = [start.label, name, title, note]
        if start.strips:
            self.found.append(
                Found(name="annexes", sure=start.sure, strips=start.strips, kept=kept)
            )
        return Annex(
            title=title,
            kind=kind,
            note=note,
            label_as_written=start.label,
            landscape=any(strip.landscape for strip in strips),
            scheme=outline.scheme,
            blocks=outline.blocks,
        )

    def _guess(self, name: ZoneName, text: str, sure: float = 0.4) -> None:
        if not any(zone.name == name for zone in self.hints):
            self.hints.append(Zone(name=name, sure=sure, first_line=0, last_line=0, text=text))

    def _finish(self, document: Document) -> Recognition:
        form, lost = settle(zone for zone in self.found if zone.name not in _UNSETTLED)
        invited = read_invited(document, self.places)
        form += [word for text in invited.form for word in split_words(text)]
        document = invited.document
        document = replace(document, asides=(*document.asides, *self.asides, *lost))
        reading = Reading(
            form=self.manuscript.form,
            name=self.manuscript.name,
            zones=(*(zone.zone() for zone in self.found), *self.hints),
            places=invited.places,
            remarks=self.manuscript.remarks,
        )
        return Recognition(document=document, reading=reading, form_words=tuple(form))


def _first_annex(strips: list[Strip], start: int) -> int:
    """Return where the first annex from ``start`` on begins, the end when there is none."""
    found = (i for i in range(start, len(strips)) if annexes.starts_annex(strips, i))
    return next(found, len(strips))


def _zone_only(name: ZoneName, sure: float, strips: list[Strip]) -> Found:
    edge = [strips[0]] if len(strips) == 1 else [strips[0], strips[-1]]
    return Found(name=name, sure=sure, strips=edge)


def _stacked(strips: list[Strip]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for strip in strips:
        pieces += [replace(p, offset=p.offset + at) for p in strip.pieces]
        at += len(strip.text) + 1
    return tuple(pieces)


def _whole(strip: Strip) -> str:
    if strip.grid is None:
        return strip.written
    return "\n".join(
        f"{line.number} {line.text.text}"
        for row in strip.grid.rows
        for cell in row
        for line in cell.lines
    )


def _drawn(strip: Strip) -> bool:
    """Tell a line across the page, which is no text; a blank to be filled in stays."""
    if strip.grid is not None or strip.number or is_blank_to_fill(strip.text):
        return False
    return is_rule(strip.text)
