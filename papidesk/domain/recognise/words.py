"""The fixed words of administrative papers, and tests for lines that consist of them."""

from __future__ import annotations

import re
from functools import cache

from papidesk.domain.kinds import Kind, kinds
from papidesk.text.fold import fold

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SPACES = re.compile(r"\s+")
_RULE = re.compile(r"[\s\-–—_=*~.…·•#|\\/¯─━═]+")

# Quốc hiệu and Tiêu ngữ as letters only: reading errors change a letter or two, not all of them.
COUNTRY = "conghoaxahoichunghiavietnam"
MOTTO = "doclaptudohanhphuc"
PARTY = "dangcongsanvietnam"

_COUNTRY_AT = re.compile(
    r"(?:CỘNG|CÔNG|CỌNG|CONG|Cộng|Cọng)\s+(?:H[ÒOÓ]A|HOÀ|HÒÀ|[Hh]òa|[Hh]oà)\s+"
    r"(?:XÃ|XA|[Xx]ã)\s+(?:HỘI|HÔI|HỌI|HOI|[Hh]ội)"
)
_MOTTO_AT = re.compile(r"[ĐD][ộôọoỘÔỌO][cC]\s+[lL][ậâạaẬÂẠA][pP]\s*[-–—,.:]?\s*[TtTự][ựưụuỰƯỤU]")
_PARTY_AT = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")

# How a name of an office begins, folded. A line that begins so in capitals begins a new name.
ORGANISATIONS = (
    "uy ban", "ubnd", "ubmttq", "hoi dong", "hdnd", "bo", "so", "tong cuc", "cuc", "chi cuc", "ban",
    "phong", "van phong", "trung tam", "truong", "hoc vien", "dai phat thanh", "dai truyen",
    "trai tam", "trai giam", "tram", "benh vien", "chi nhanh", "cong ty", "tong cong ty",
    "tap doan", "hop tac xa", "htx", "hoi", "doan", "lien doan", "lien hiep", "dang uy", "dang bo",
    "chi bo", "tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "mat tran", "cong an",
    "quan khu", "thanh tra", "kiem toan", "toa an", "kho bac", "bao hiem xa hoi", "ngan hang",
    "hat kiem lam", "doi quan ly", "doi canh sat", "doi thanh tra", "to cong tac", "to dan pho",
    "thue", "hai quan", "quy dau tu", "khoa", "nha van hoa", "thu vien", "bao tang", "chinh phu",
    "thu tuong", "quoc hoi", "chu tich", "cong doan", "thon", "lien minh", "hiep hoi", "bch", "bql",
    "ttyt", "thuong truc", "vien kiem sat", "vien nghien cuu", "vien khoa hoc", "vien quy hoach",
    "dai hoc quoc gia", "bo tu lenh",
)  # fmt: skip
# Words that open the second line of a name: the place it belongs to, or what follows them.
PLACES = (
    "tinh", "thanh pho", "tp", "huyen", "quan", "thi xa", "thi tran", "xa", "phuong", "dac khu",
    "khu vuc", "vung", "mien",
)  # fmt: skip
POSITIONS = (
    "chu tich", "pho chu tich", "giam doc", "pho giam doc", "tong giam doc", "pho tong giam doc",
    "hieu truong", "pho hieu truong", "truong phong", "pho truong phong", "chanh van phong",
    "pho chanh van phong", "bi thu", "pho bi thu", "chi cuc truong", "pho chi cuc truong",
    "cuc truong", "pho cuc truong", "truong ban", "pho truong ban", "bo truong", "thu truong",
    "truong tram", "pho truong tram", "chanh thanh tra", "pho chanh thanh tra", "doi truong",
    "vien truong", "vu truong", "pho vu truong", "tong cuc truong", "truong cong an",
    "pho truong cong an", "chi huy truong", "truong khoa", "to truong", "chu nhiem",
    "pho chu nhiem", "thu ky", "chu toa", "chu tri", "ke toan truong", "truong thon",
    "pho vien truong", "chanh an", "pho chanh an", "chinh uy", "truong don vi", "thu tuong",
    "pho thu tuong", "quyen chu tich", "truong bo phan", "nguoi lap bieu", "nguoi lap",
    "thu truong don vi", "uy vien", "pho thu truong", "hat truong", "pho hat truong",
    "tram truong", "tram pho", "to pho", "giam thi", "nguoi bao cao", "truong doan", "tong bien tap",
    "bi thu chi bo", "bi thu dang uy", "dai dien", "phu trach", "nguoi viet bao cao",
)  # fmt: skip
SURNAMES = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "trinh",
        "dinh",
        "doan",
        "mai",
        "ha",
        "to",
        "cao",
        "luong",
        "truong",
        "ta",
        "luu",
        "vuong",
        "chu",
        "phung",
        "thai",
        "tang",
        "quach",
        "lam",
        "kim",
        "sam",
        "nong",
        "vi",
        "lo",
        "ma",
        "giang",
        "vang",
        "thao",
        "sung",
        "tan",
        "lu",
        "cam",
        "quang",
        "dao",
        "than",
        "trieu",
        "be",
        "mac",
        "hua",
        "lai",
        "kieu",
        "khong",
        "khuat",
        "la",
        "tu",
        "tong",
        "dong",
        "nghiem",
        "ninh",
        "thach",
        "son",
        "danh",
        "y",
        "siu",
        "ro",
        "ksor",
        "nie",
        "dam",
        "luc",
        "mua",
        "lau",
        "cu",
        "ban",
        "chau",
        "chau",
        "ong",
        "au",
        "vien",
        "quan",
        "phi",
        "dau",
        "cung",
        "doan",
        "tieu",
        "han",
        "bach",
        "thi",
        "on",
        "luyen",
        "van",
        "chuc",
        "vay",
        "hau",
        "thieu",
        "dien",
        "ung",
        "ha",
        "lieu",
        "lang",
        "tham",
        "mong",
        "chao",
        "phu",
        "chang",
        "hang",
        "tao",
        "sin",
        "tho",
        "vien",
        "a",
        "hoa",
        "chung",
        "diep",
        "tuong",
        "lenh",
        "xa",
        "ham",
        "giap",
        "tat",
        "nhan",
        "lo",
        "ca",
        "chan",
    ]
)
_OFFICES = (
    "văn phòng", "ủy ban", "uỷ ban", "ubnd", "hội đồng", "hđnd", "sở ", "phòng ", "trung tâm",
    "trường ", "chi cục", "cục ", "bộ ", "ban ", "đảng ủy", "đảng uỷ", "công an", "trạm ",
    "thanh tra", "hội ", "đoàn thanh niên", "liên đoàn", "mặt trận", "công đoàn", "tổ ", "đội ",
    "bệnh viện", "công ty", "hợp tác xã", "chi bộ", "đảng bộ", "ban chấp hành", "huyện ủy",
)  # fmt: skip
_AUTHORITY = re.compile(
    r"(?P<prefix>T\s?/\s?M|TM|K\s?/\s?T|KT|T\s?/\s?L|TL|TUQ|T/UQ|Q)\s*(?P<mark>[.:,]?)\s*"
    r"(?P<body>[^\W\d_].*)$",
    re.DOTALL,
)
_RECIPIENTS = re.compile(
    r"(?:N[ơoờ]i\s*nh[ậâạa]n|NƠI\s*NHẬN|N[ơo]i\s*g[ửu]i|NOI\s*NHAN)\s*(?P<mark>[:.;]|$)"
)
_ADDRESSEES = re.compile(
    r"K[íi]nh\s+g[ửưu]i\s*(?P<mark>[:;.]|$|(?=\s))|KÍNH\s+GỬI\s*(?P<m2>[:;.]|$)"
)
_NUMBER = re.compile(r"S[ốôo]\s*[:.]|S[ốôo]\s+\d+\s*[/-]")
_DATE_WORD = re.compile(r"\bng[àa]y\b.*\bth[áa]ng\b.*\bn[ăa]m\b", re.IGNORECASE)
_VV = re.compile(r"V\s*/\s*[vV]\b|v/v\b")


def squash(text: str) -> str:
    """Return the folded letters of a text and nothing else: "Đ ộ c  lập" is "doclap"."""
    return _NOT_LETTERS.sub("", fold(text))


def near(text: str, model: str, slips: int) -> bool:
    """Tell whether two short strings differ by at most ``slips`` letters."""
    if abs(len(text) - len(model)) > slips:
        return False
    previous = list(range(len(model) + 1))
    for i, letter in enumerate(text, 1):
        row = [i]
        for j, other in enumerate(model, 1):
            cost = previous[j - 1] + (letter != other)
            row.append(min(cost, previous[j] + 1, row[j - 1] + 1))
        previous = row
    return previous[-1] <= slips


def is_rule(text: str) -> bool:
    """Tell whether a line is drawn, not written: dashes, dots, stars."""
    return _RULE.fullmatch(text) is not None


def is_capitals(text: str) -> bool:
    """Tell whether the letters of a text are capitals (a small one or two may be a slip)."""
    start = text[:200]
    small = 0
    if not start.isupper():
        for letter in start:
            if letter.islower():
                small += 1
                if small > 2:
                    return False
    letters = sum(map(str.isalpha, start))
    return letters >= 2 and (small == 0 or small * 8 <= letters)


def is_country(text: str) -> bool:
    """Tell the Quốc hiệu line, or a Party paper's."""
    if len(text) > 70:
        return False
    letters = squash(text)
    return near(letters, COUNTRY, 3) or near(letters, PARTY, 2) or (
        letters in (COUNTRY[:-7], COUNTRY[:-3])
    )


def is_motto(text: str) -> bool:
    """Tell the Tiêu ngữ line."""
    return len(text) <= 50 and near(squash(text), MOTTO, 3)


def country_at(text: str) -> int:
    """Return where Quốc hiệu or Tiêu ngữ begins inside a line that begins with something else."""
    for pattern in (_COUNTRY_AT, _MOTTO_AT, _PARTY_AT):
        if match := pattern.search(text):
            return match.start()
    return -1


def is_recipients_label(text: str) -> bool:
    """Tell a line that begins with "Nơi nhận:"."""
    return _RECIPIENTS.match(text.lstrip("*-– ")) is not None


def recipients_label(text: str) -> re.Match[str] | None:
    """Return the match of "Nơi nhận:" at the start of a text."""
    return _RECIPIENTS.match(text)


def addressees_label(text: str) -> re.Match[str] | None:
    """Return the match of "Kính gửi:" at the start of a text."""
    return _ADDRESSEES.match(text)


def authority(text: str) -> re.Match[str] | None:
    """Return the match of a line of authority such as "KT. CHỦ TỊCH"."""
    match = _AUTHORITY.match(text)
    if match is None or len(text) > 120 or not is_capitals(match["body"]):
        return None
    # "Q 1" or "TL LÀO CAI" without a mark are rare, but "TM ỦY BAN" is common.
    if not match["mark"] and "/" not in match["prefix"] and match["prefix"] not in ("TM", "KT"):
        return None
    return match


def is_position(text: str) -> bool:
    """Tell a line in capitals that names a post."""
    if len(text) > 90 or not is_capitals(text):
        return False
    return fold(text).strip(" .,:").startswith(POSITIONS)


def is_vv(text: str) -> bool:
    """Tell the abstract of a công văn."""
    return _VV.match(text) is not None


def is_layout(text: str) -> bool:
    """Tell a part of a head or a foot: what makes a table or a tab a means of layout."""
    part = text.strip().lstrip("*")
    if not part or len(part) > 140:
        return False
    return (
        is_country(part)
        or part in ("VIỆT NAM", "NAM")
        or is_motto(part)
        or is_recipients_label(part)
        or authority(part) is not None
        or is_position(part)
        or _NUMBER.match(part) is not None
        or (_DATE_WORD.search(part) is not None and len(part) < 70)
        or fold(part).lstrip("- ").startswith(("luu:", "luu vt", "luu :"))
    )


def opens_organisation(text: str) -> bool:
    """Tell whether a line in capitals begins the name of an office."""
    folded = _SPACES.sub(" ", fold(text)).strip()
    if folded.startswith(("phong, chong", "phong chong", "phong chay", "phong ngua", "to chuc")):
        return False
    return any(
        folded.startswith(word) and not folded[len(word) : len(word) + 1].isalpha()
        for word in ORGANISATIONS
    )


def is_office(text: str) -> bool:
    """Tell a body's name from a person's: "VĂN PHÒNG …" is none, "ĐOÀN VĂN …" and "TRƯƠNG …" are."""
    return text.lower().startswith(_OFFICES)


def opens_place(text: str) -> bool:
    """Tell whether a line in capitals begins with the word for an administrative unit."""
    folded = _SPACES.sub(" ", fold(text)).strip()
    return any(folded.startswith(word + " ") or folded.startswith(word + ".") for word in PLACES)


@cache
def kind_names() -> tuple[tuple[str, Kind], ...]:
    """Return the kinds by the letters of their names, the longest first."""
    found = [(squash(kind.name), kind) for kind in kinds().values()]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


_NAME = re.compile(r"(?:[^\W\d_]+['’]?[^\W\d_]*)(?:[ -]+[^\W\d_]+['’]?[^\W\d_]*){1,6}")
_DEGREE = re.compile(
    r"(?:(?:PGS|GS|TS|ThS|Ths|CN|KS|BS|BSCKI|BSCKII|BS\.CKI{1,2}|CKI{1,2}|LS|DS|Ông|Bà|"
    r"Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy|Đ/c|đ/c)[.:]?\s*)+"
)


def is_name(text: str) -> bool:
    """Tell whether a short line can be a person's name, a degree before it allowed."""
    bare = text.strip(" .,*")
    if len(bare) > 48:
        return False
    degree = _DEGREE.match(bare)
    if degree and degree.end() < len(bare):
        bare = bare[degree.end() :].strip()
    if not _NAME.fullmatch(bare):
        return False
    parts = bare.replace("-", " ").split()
    return len(parts) <= 7 and all(part[0].isupper() for part in parts) and not is_office(bare)


def has_surname(text: str) -> bool:
    """Tell whether a name begins with a common family name."""
    degree = _DEGREE.match(text)
    bare = text[degree.end() :] if degree else text
    return fold(bare.strip(" .,*")).split(" ", 1)[0] in SURNAMES
