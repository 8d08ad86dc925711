"""The words by which tasks are found in a plan: who they are for, what begins one, which sections.

Titles are compared without dấu; units and verbs with them, for "giáo viên" is not "giao việc".
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import pairwise

from papidesk.domain.record import Record
from papidesk.paths import resource
from papidesk.text.fold import fold, fold_with_map

_LONGEST_UNIT = 160
_LONGEST_LABELS = 2_000  # a longer line is a text, whatever it begins with
# Before and after the name of a unit that a heading or a sentence has.
_BEFORE = re.compile(
    r"^(?:\W*(?:\d{1,2}\s*[.)]|[a-zđ]\)|đối với|trách nhiệm của|giao cho|giao|đề nghị|yêu cầu|"
    r"nhiệm vụ của|phân công)\s*(?=\W|\b))+\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:,?\s*\(.*?\)|,\s*(?:phu trach|la co quan|don vi thuong truc|co quan thuong truc)\b.*)\s*$"
)
_LABELLED = re.compile(
    r"^\W*(?P<label>thoi gian(?: thuc hien| hoan thanh)?|thoi han(?: hoan thanh)?|tien do|han hoan"
    r" thanh|san pham|ket qua dau ra|chi tieu|tai lieu kiem chung|minh chung|kinh phi(?: thuc hien"
    r"| du kien)?|(?:co quan|don vi|bo phan)?\s?(?:chu tri|thuc hien|phu trach)(?: thuc hien)?|"
    r"(?:co quan|don vi|bo phan)?\s?phoi hop(?: thuc hien)?|lanh dao phu trach|noi dung thanh phan)"
    r"\s*:\s*(?P<value>.+)$",
    re.DOTALL,
)
_TOGETHER = re.compile(
    r"phoi (?:ket )?hop(?:,? (?:chat che|thuong xuyen|dong bo))?(?P<with> voi| cung)?\s+(?=\S)"
)
# "tổ chức" is a verb, and a noun in "các tổ chức chính trị - xã hội".
_NOUNS = re.compile(
    r"(?:cac|va|cua|nhung|,)\s*to chuc(?: chinh tri| xa hoi| doan the| co lien quan|,|\s*$)"
    r"|to chuc (?:chinh tri|doan the|xa hoi|doan thanh nien|co lien quan|lien quan)"
    r"|cong tac|quan ly thi truong|thanh tra (?:tinh|so|huyen)|bao (?:chi|hung)|in an|khong gian"
    r"|doan thanh nien|bo phan (?:tiep nhan|mot cua)[^,;]*|trung tam[^,;]*"
    r"|phong [a-z ]*?quan ly[^,;]*|giao duc va dao tao"
    r"|thong tin (?:va|dien tu|co so|truyen thong)|co quan (?:thong tin|thong tan|bao chi)[^;]*?"
    r"truyen thong|kiem tra dang|ban thanh tra|hoi dong"
)
_GIVEN = re.compile(r"\W*(?:giao|đề nghị|yêu cầu|phân công)(?: cho)?\s+", re.IGNORECASE)
_LEADS = re.compile(r"\s+(?:chu tri|la dau moi|lam dau moi|chiu trach nhiem|co trach nhiem)\b")


class Words(Record, frozen=True, kw_only=True):
    """The lists of resources/catalogue/task_words.toml, as patterns."""

    gives: re.Pattern[str]
    assigns: re.Pattern[str]
    gives_none: re.Pattern[str]
    never: re.Pattern[str]
    comes_next: re.Pattern[str]
    units: re.Pattern[str]
    not_units: tuple[str, ...]
    verbs: re.Pattern[str]


@cache
def words() -> Words:
    """Return the lists; they are read once."""
    data = tomllib.loads(resource("catalogue", "task_words.toml").read_text(encoding="utf-8"))
    longest = {name: sorted(data[name], key=len, reverse=True) for name in ("units", "verbs")}
    return Words(
        gives=re.compile("|".join(data["gives"])),
        assigns=re.compile("|".join(data["assigns"])),
        gives_none=re.compile("|".join(data["gives_none"])),
        never=re.compile("|".join(data["never"])),
        comes_next=re.compile("|".join(data["comes_next"])),
        units=re.compile(rf"(?:các |một số |mỗi )?(?:{'|'.join(longest['units'])})\b"),
        not_units=tuple(data["not_units"]),
        verbs=re.compile(rf"(?:{'|'.join(longest['verbs'])})\b"),
    )


def even(text: str) -> str:
    """Return ``text`` without dấu, letter by letter as long as it is."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    whole, origin = fold_with_map(text)
    letters = [" "] * len(text)
    for letter, at in zip(whole, origin, strict=True):
        letters[at] = letter
    return "".join(letters)


def gives_tasks(titles: list[str], *, report: bool = False) -> bool | None:
    """Tell whether the section below ``titles`` (outermost first) gives tasks; None: nobody says.

    The nearest title that says anything decides, but that nothing below "Mục đích" does. In a
    ``report`` only what is said of the time to come gives tasks.
    """
    every = [even(title).strip(" .:;") for title in titles]
    if any(words().never.search(title) for title in every):
        return False
    if report and not any(words().comes_next.search(title) for title in every):
        return False
    for title in reversed(titles):
        folded = even(title).strip(" .:;")
        if words().gives_none.search(folded):
            return False
        if words().gives.search(folded):
            return True
    return None


def assigns(title: str) -> bool:
    """Tell whether the titles below ``title`` name who does what."""
    folded = even(title).strip(" .:;")
    return words().assigns.search(folded) is not None and not words().gives_none.search(folded)


def unit_of(title: str, *, named: bool = False) -> str:
    """Return the unit that a title names, "" when it names a subject.

    ``named`` is for titles below one that assigns: there anything short that is no act is one.
    """
    if len(title) > 3 * _LONGEST_UNIT:
        return ""
    bare = " ".join(title.split()).strip(" .:;")
    folded = even(bare)
    before = _BEFORE.match(bare)
    start = before.end() if before else 0
    after = _AFTER.search(folded, start)
    name = bare[start : after.start() if after else None].strip(" .,:;")
    if not name or len(name) > _LONGEST_UNIT:
        return ""
    folded = even(name)
    known = is_unit(name)
    # "Kiểm tra, giám sát" is an act, "Ban Chỉ đạo" none; "Chế độ báo cáo" is a subject.
    if words().gives_none.search(folded) or (
        not known and (words().gives.search(folded) or begins_task(name))
    ):
        return ""
    if known and re.match(r"to chuc (?!doan|hoi|chinh tri|xa hoi|cong doan)", folded):
        return ""
    # A sentence that goes on with what is done is no name: "Văn phòng theo dõi, đôn đốc …".
    listed = re.sub(r"[.;:]", ",", name)
    if known and name[_end_of_names(listed, 0) :].strip() and "được" not in name:
        return ""
    if not known and name.lower().startswith(words().not_units):
        return ""
    return name[0].upper() + name[1:] if known or named else ""


def begins_task(text: str) -> bool:
    """Tell whether ``text`` begins as tasks do: with a verb, or with what strengthens one."""
    return words().verbs.match(_start(text)) is not None


def is_unit(text: str) -> bool:
    """Tell whether ``text`` begins as names of units do."""
    begin = _start(text)
    return words().units.match(begin) is not None and not begin.startswith(words().not_units)


def _start(text: str) -> str:
    return text.lower().lstrip(" -+*•–“\"'(")


def labelled(text: str) -> list[tuple[str, str]]:
    """Return what "Thời gian thực hiện: …" lines say, as (field, value); [] for other lines.

    A line may have several: "Đơn vị chủ trì: …; Đơn vị phối hợp: …".
    """
    found: list[tuple[str, str]] = []
    if len(text) > _LONGEST_LABELS:
        return found
    for part in _parts(text):
        match = _LABELLED.match(even(part))
        if match is None:
            return found
        value = " ".join(part[match.start("value") :].split()).strip(" .;")
        found.append((_field(match["label"]), value))
    return found


def _parts(text: str) -> list[str]:
    """Return the pieces of a line that begin with a label of their own each."""
    cuts = [0]
    for sign in re.finditer(r"[.;]\s*(?=[^.;:]{3,30}:)", text):
        if _LABELLED.match(even(text[sign.end() :])):
            cuts.append(sign.end())
    return [text[start:end] for start, end in pairwise([*cuts, len(text)])]


def _field(label: str) -> str:
    for field, words_of in (
        ("product", ("san pham", "dau ra")),
        ("evidence", ("kiem chung", "minh chung")),
        ("budget", ("kinh phi",)),
        ("target", ("chi tieu",)),
        ("dimension", ("thanh phan",)),
        ("boss", ("lanh dao",)),
        ("cooperating", ("phoi hop",)),
        ("time", ("thoi gian", "thoi han", "tien do", "han hoan")),
    ):
        if any(word in label for word in words_of):
            return field
    return "lead"


def cooperating(text: str) -> tuple[str, ...]:
    """Return whom a task is done together with: "phối hợp với A, B và C xây dựng …"."""
    folded = even(text)
    found = _TOGETHER.search(folded)
    if found is None:
        return ()
    # "Phối hợp xây dựng …" names nobody; "phối hợp các ban, ngành" does.
    if not found["with"] and not is_unit(text[found.end() :]):
        return ()
    end = _end_of_names(text, found.end())
    return names(text[found.end() : end])


def _end_of_names(text: str, start: int) -> int:
    """Return where a list of units ends: at the verb of what is done, or at the sentence's end."""
    folded = re.sub(r"\([^)]*\)", lambda found: "_" * len(found[0]), even(text))
    stop = re.search(
        r"[.;:]|\btrong (?:viec|cong tac)\b|\b(?:nham|phai|duoc|can phai)\b", folded[start:]
    )
    end = start + stop.start() if stop else len(folded)
    nouns = [span.span() for span in _NOUNS.finditer(folded, start, end)]
    for verb in re.finditer(rf"\b{words().verbs.pattern}", text[start:end]):
        at = start + verb.start()
        # "Địa chính – xây dựng" is a name.
        if at == start or folded[at] == "_" or text[:at].rstrip()[-1:] in "-–":
            continue
        if any(first <= at < last for first, last in nouns):
            continue
        return at
    return end


def names(text: str) -> tuple[str, ...]:
    """Return the units a list names: parted by commas, semicolons, lines and "và"."""
    bare = re.sub(r"\([^)]*\)", "", " ".join(text.split()))
    # "Văn phòng HĐND và UBND" is one unit.
    bare = re.sub(r"(hội đồng nhân dân|HĐND) và (?=ủy ban|uỷ ban|UBND)", r"\1_", bare, flags=re.I)
    # A comma within a name ("Phòng Kinh tế, Hạ tầng và Đô thị") is followed by no unit's word.
    parts = re.split(r"[;\n]|,(?=\s*\w)|\s+và\s+", bare)
    found: list[str] = []
    for part in parts:
        name = part.strip(" .,;:-–+")
        if not name:
            continue
        if found and (not is_unit(name) or _goes_on(found[-1], name)):
            joint = " và " if re.search(rf"\s+và\s+{re.escape(name)}", bare) else ", "
            found[-1] = f"{found[-1]}{joint}{name}"
        else:
            found.append(name)
    whole = (name.replace("_", " và ") for name in found if len(name) <= _LONGEST_UNIT)
    return tuple(name[0].upper() + name[1:] for name in whole)


def _goes_on(before: str, name: str) -> bool:
    """Tell whether a name belongs to the one before: "các cơ quan, tổ chức có liên quan"."""
    several = re.search(r"\b(?:các|một số)\b", before.lower()) is not None
    if "liên quan" in name:
        return several
    return several and name[0].islower() and not name.startswith(("các ", "công chức", "cán bộ"))


def lead_of(text: str) -> str:
    """Return who a sentence gives to: "Giao X tham mưu …", "X chủ trì …", "X: …"; "" without."""
    folded = even(text)
    given = _GIVEN.match(text)
    if given is not None:
        end = _end_of_names(text, given.end())
        share = re.search(
            r"\bco trach nhiem\b|\bchu tri\b|,\s*phoi hop\b", folded[given.end() : end]
        )
        stop = given.end() + share.start() if share else end
        name = text[given.end() : stop].strip(" ,.:;")
        return unit_of(name) if name and len(name) < len(text) - 10 else ""
    colon = re.match(r"[^:;.]{3,120}:\s+\S", folded)
    if colon is not None and (unit := unit_of(text[: colon.end() - 1].rstrip(" :"))):
        return unit
    leads = _LEADS.search(folded[:_LONGEST_UNIT])
    if leads is not None:
        name = text[: leads.start()].strip(" ,-–+")
        return unit_of(name) if is_unit(name) else ""
    # "Căn cứ Kế hoạch này, đề nghị các đơn vị …" says first why or what for, then who.
    clause = re.match(r"[^.;]{0,200}?,\s+(?=(?:giao|đề nghị|yêu cầu)\s)", text)
    if clause is not None and not begins_task(text[: clause.end()].replace("Căn cứ", "")):
        return lead_of(text[clause.end() :])
    return _acting(text, folded)


def _acting(text: str, folded: str) -> str:
    """Return a unit a sentence begins with that then does something: "Trưởng thôn vận động …"."""
    if not is_unit(text) or begins_task(text):
        return ""
    end = _end_of_names(text, 0)
    name = text[:end].strip(" ,.:;-–")
    return unit_of(name) if 0 < len(name) < len(text) - 10 else ""


def without_lead(text: str, lead: str) -> str:
    """Return what ``lead`` is to do, without its name where the text begins with that."""
    if lead and (found := re.match(rf"\W*{re.escape(even(lead))}\s*:\s*", even(text))):
        rest = text[found.end() :]
        return rest[:1].upper() + rest[1:]
    return text
