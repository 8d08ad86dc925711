"""The catalogues as data: ours, the office's own, versions, validity, what is in use."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain import catalogue_checks as checks
from papidesk.domain import papi_checks
from papidesk.domain.activity import Activity, Amount
from papidesk.domain.blocks import texts
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.holidays import OwnDay
from papidesk.domain.papi import Break, Dimension, YearScores
from papidesk.domain.record import Record, Validity, replace
from papidesk.domain.report_duty import DayOfYear, ReportDuty, Term
from papidesk.errors import PapiDeskError
from papidesk.storage import catalogue
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, log, templates

WHO = "Trần Thị Thí Dụ"
TODAY = datetime.date(2026, 5, 20)
OWN = Counter(code="to-hoa-giai", name="Buổi hòa giải ở cơ sở", unit="buổi")
DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))


def _term(**changes: object) -> Term:
    term = Term(
        kind="half",
        since=DayOfYear(month=12, day=15, year=-1),
        until=DayOfYear(month=6, day=14),
        due=DayOfYear(month=6, day=20),
    )
    return replace(term, **changes)


DUTY = ReportDuty(code="chuyen-doi-so", name="Báo cáo chuyển đổi số", terms=(_term(),))


def test_every_counter_of_ours_can_be_kept_and_found(store: Store) -> None:
    known = {one.code: one for one in catalogues.counters(None)}
    assert len(known) >= 30
    for counter in known.values():
        checks.check_counter(counter, known)
        assert catalogues.find_counter(None, counter.name) == counter
        assert catalogues.find_counter(None, counter.code.upper()) == counter
        for code in counter.channels:
            catalogues.channel(store, code)


def test_the_share_of_whole_applications_is_a_ratio_of_two_sums() -> None:
    ratio = catalogues.counter(None, "ty-le-toan-trinh")
    assert (ratio.adds_up, ratio.unit, ratio.most) == ("ratio", "%", Decimal(100))
    for code in (ratio.numerator, ratio.denominator):
        assert catalogues.counter(None, code).adds_up == "sum"
    assert catalogues.counter(None, "nguoi-du").people_of == ("hoi-nghi",)
    assert catalogues.counter(None, "tthc-niem-yet").adds_up == "latest"
    assert catalogues.counter(None, "kinh-phi").cost


def test_the_half_year_runs_from_mid_december() -> None:
    duty = catalogues.report_duty(None, "papi")
    half = next(term for term in duty.terms if term.kind == "half")
    assert (half.since, half.until, half.due) == (
        DayOfYear(month=12, day=15, year=-1),
        DayOfYear(month=6, day=14),
        DayOfYear(month=6, day=20),
    )
    assert [(term.kind, term.index) for term in duty.terms] == [
        ("quarter", 1),
        ("half", 1),
        ("quarter", 3),
        ("nine_months", 1),
        ("year", 1),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("to roi", "to-roi"), ("Tin bài", "tin-bai"), ("hoi nghi", "hoi-nghi"), ("SMS", "tin-nhan")],
)
def test_a_counter_is_found_with_or_without_dau(text: str, code: str) -> None:
    found = catalogues.find_counter(None, text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "   ", "không có chỉ tiêu nào như thế", "b"])
def test_what_means_no_counter_or_several_finds_none(text: str) -> None:
    assert catalogues.find_counter(None, text) is None


def test_an_unknown_code_is_refused_with_what_to_do(store: Store) -> None:
    for ask in (catalogues.counter, catalogues.channel, catalogues.report_duty):
        with pytest.raises(PapiDeskError, match="settings"):
            ask(store, "xyz")


def test_an_own_counter_stands_last_and_is_the_offices(store: Store) -> None:
    kept = catalogues.put(store, OWN, who=WHO)
    assert kept.own
    assert catalogues.counters(store)[-1] == kept
    assert catalogues.counters(None)[-1].code != OWN.code


def test_ours_changed_keeps_its_place_and_can_be_restored(store: Store) -> None:
    ours = catalogues.counter(None, "tin-bai")
    catalogues.put(store, replace(ours, name="Tin, bài của xã"), who=WHO)
    first = catalogues.counters(store)[0]
    assert (first.code, first.name, first.own) == ("tin-bai", "Tin, bài của xã", True)
    assert catalogues.restore_ours(store, "counters", "tin-bai", who=WHO) == ours
    assert catalogues.counter(store, "tin-bai") == ours


def test_only_ours_can_be_restored(store: Store) -> None:
    catalogues.put(store, OWN, who=WHO)
    with pytest.raises(catalogues.NotOursError):
        catalogues.restore_ours(store, "counters", OWN.code, who=WHO)


def test_keeping_ours_unchanged_makes_nothing_of_the_offices(store: Store) -> None:
    ours = catalogues.counter(None, "pano")
    assert not catalogues.put(store, ours, who=WHO).own
    assert catalogues.history(store, "counters", "pano") == []


def test_every_change_is_a_version_and_an_older_one_comes_back(store: Store) -> None:
    for name in ("Một", "Hai", "Ba"):
        catalogues.put(store, replace(OWN, name=name), who=WHO)
    catalogues.remove(store, "counters", OWN.code, who="Đỗ Thị Văn Thư", today=TODAY)
    known = catalogues.history(store, "counters", OWN.code)
    assert [one.record.name if one.record else None for one in known] == [None, "Ba", "Hai", "Một"]
    assert [one.version for one in known] == [4, 3, 2, 1]
    assert known[0].saved_by == "Đỗ Thị Văn Thư"
    assert [one.code for one in catalogues.removed(store, "counters")] == [OWN.code]
    assert catalogues.go_back(store, known[2], who=WHO).name == "Hai"
    assert catalogues.counter(store, OWN.code).name == "Hai"
    assert len(catalogues.history(store, "counters", OWN.code)) == 5


def test_going_back_to_before_a_removal_of_ours_follows_ours_again(store: Store) -> None:
    ours = catalogues.counter(None, "pano")
    catalogues.put(store, replace(ours, unit="tấm"), who=WHO)
    catalogues.restore_ours(store, "counters", "pano", who=WHO)
    gone, changed = catalogues.history(store, "counters", "pano")
    assert catalogues.go_back(store, changed, who=WHO).unit == "tấm"
    assert catalogues.go_back(store, gone, who=WHO) == ours


def test_a_new_entry_does_not_take_the_code_of_another(store: Store) -> None:
    with pytest.raises(catalogues.CodeTakenError):
        catalogues.put(store, replace(OWN, code="tin-bai"), who=WHO, new=True)
    with pytest.raises(catalogues.CodeTakenError):
        catalogues.put(store, replace(OWN, code="van-ban-di"), who=WHO)


@pytest.mark.parametrize(
    ("record", "error"),
    [
        (replace(OWN, code=""), checks.EntryCodeError),
        (replace(OWN, code="Tin bài"), checks.EntryCodeError),
        (replace(OWN, code="a" * 61), checks.EntryCodeError),
        (replace(OWN, name="  "), checks.EntryNameError),
        (replace(OWN, name="a" * 301), checks.EntryNameError),
        (replace(OWN, unit=""), checks.EntryUnitError),
        (replace(OWN, decimals=4), checks.DecimalsError),
        (replace(OWN, least=Decimal(5), most=Decimal(3)), checks.BoundsError),
        (replace(OWN, least=Decimal(-1)), checks.BoundsError),
        (replace(OWN, most=Decimal("NaN")), checks.BoundsError),
        (replace(OWN, most=Decimal(10) ** 13), checks.BoundsError),
        (replace(OWN, adds_up="ratio"), checks.RatioPartsError),
        (
            replace(OWN, adds_up="ratio", numerator="tin-bai", denominator="tin-bai"),
            checks.RatioPartsError,
        ),
        (
            replace(OWN, adds_up="ratio", numerator="tin-bai", denominator="tthc-niem-yet"),
            checks.RatioPartsError,
        ),
        (replace(OWN, people_of=("hoi-nghi",), cost=True), checks.PeopleOfError),
        (replace(OWN, people_of=("khong-co",)), checks.PeopleOfError),
        (replace(OWN, cost=True, adds_up="latest"), checks.PeopleOfError),
        (
            replace(
                OWN,
                validity=Validity(since=datetime.date(2026, 2, 1), until=datetime.date(2026, 1, 1)),
            ),
            checks.EntryValidityError,
        ),
        (Channel(code="loa keo", name="Loa kéo"), checks.EntryCodeError),
        (replace(DUTY, terms=()), checks.NoTermsError),
        (replace(DUTY, terms=(_term(), _term())), checks.TermTwiceError),
        (replace(DUTY, terms=(_term(due=DayOfYear(month=2, day=31)),)), checks.TermDayError),
        (replace(DUTY, terms=(_term(due=DayOfYear(month=13, day=1)),)), checks.TermDayError),
        (
            replace(DUTY, terms=(_term(since=DayOfYear(month=7, day=1)),)),
            checks.TermWindowError,
        ),
        (
            replace(DUTY, terms=(_term(due=DayOfYear(month=6, day=20, year=-1)),)),
            checks.TermWindowError,
        ),
        (replace(DUTY, counters=("khong-co",)), checks.UnknownWantedError),
        (Dimension(code="9", name="Khác"), papi_checks.DimensionCodeError),
        (Dimension(code="9.1", name=""), checks.EntryNameError),
        (
            Dimension(code="9.1", name="Mới", first_year=2026, last_year=2025),
            papi_checks.DimensionYearsError,
        ),
        (Dimension(code="1.1", name="Tên khác"), papi_checks.OfficialWordingError),
        (Break(year=20224), papi_checks.IndexYearError),
        (Break(year=2026, codes=("x",)), papi_checks.DimensionCodeError),
        (
            YearScores(province="Hưng Yên", year=2024, values={"1.1": 2.6}),
            papi_checks.ScoreRangeError,
        ),
        (
            YearScores(province="Hưng Yên", year=2024, values={"5.2": 1.0}),
            papi_checks.UnknownScoreCodeError,
        ),
        (
            YearScores(province="Hưng Yên", year=2024, targets={"total": float("nan")}),
            papi_checks.ScoreRangeError,
        ),
        (YearScores(province="Hưng Yên", year=1999), papi_checks.IndexYearError),
        (OwnDay(day=TODAY), papi_checks.DayNameError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    store: Store, record: Record, error: type[PapiDeskError]
) -> None:
    before = store.value("SELECT count(*) FROM catalogue_entries")
    with pytest.raises(error):
        catalogues.put(store, record, who=WHO)
    assert store.value("SELECT count(*) FROM catalogue_entries") == before


def test_a_refusal_names_the_field(store: Store) -> None:
    with pytest.raises(checks.CatalogueEntryError) as caught:
        catalogues.put(store, replace(OWN, unit=""), who=WHO)
    assert caught.value.field == "unit"


def test_ours_is_ended_and_not_lost_when_removed(store: Store) -> None:
    ended = catalogues.remove(store, "counters", "to-roi", who=WHO, today=TODAY)
    assert ended.validity.until == datetime.date(2026, 5, 19)
    assert catalogues.counter(store, "to-roi") == ended
    assert "to-roi" not in {one.code for one in catalogues.counters(store, TODAY)}
    assert "to-roi" in {one.code for one in catalogues.counters(store, datetime.date(2026, 5, 19))}
    catalogues.restore_ours(store, "counters", "to-roi", who=WHO)
    assert "to-roi" in {one.code for one in catalogues.counters(store, TODAY)}


def test_a_counter_others_are_made_of_is_ended(store: Store) -> None:
    catalogues.put(store, OWN, who=WHO)
    share = Counter(
        code="ty-le-hoa-giai", name="Tỷ lệ hòa giải", unit="%", adds_up="ratio",
        numerator=OWN.code, denominator="hoi-nghi",
    )  # fmt: skip
    catalogues.put(store, share, who=WHO)
    assert catalogues.remove(store, "counters", OWN.code, who=WHO, today=TODAY) is not None
    assert catalogues.remove(store, "counters", share.code, who=WHO, today=TODAY) is None


def test_removing_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(catalogues.UnknownEntryError):
        catalogues.remove(store, "channels", "khong-co", who=WHO, today=TODAY)
    with pytest.raises(catalogues.UnknownKindError):
        catalogues.history(store, "khong-co", "x")


def test_a_duty_of_one_year_is_one_of_that_year_only(store: Store) -> None:
    year = Validity(since=datetime.date(2026, 1, 1), until=datetime.date(2026, 12, 31))
    catalogues.put(store, replace(DUTY, validity=year), who=WHO)
    held = [
        DUTY.code in {one.code for one in catalogues.report_duties(store, year)}
        for year in (2025, 2026, 2027)
    ]
    assert held == [False, True, False]
    assert DUTY.code in {one.code for one in catalogues.report_duties(store)}


@given(since=st.none() | DAYS, until=st.none() | DAYS, day=DAYS)
def test_what_holds_on_a_day_holds_in_its_year(
    since: datetime.date | None, until: datetime.date | None, day: datetime.date
) -> None:
    validity = Validity(since=since, until=until)
    inside = (since or day) <= day <= (until or day)
    assert validity.covers(day) == inside
    if inside:
        assert catalogues.holds_in(validity, day.year)
    first, last = datetime.date(day.year, 1, 1), datetime.date(day.year, 12, 31)
    days = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
    if since is None or until is None or since <= until:
        assert catalogues.holds_in(validity, day.year) == any(map(validity.covers, days))


def test_the_wording_that_is_ours_can_be_changed_and_the_official_not(store: Store) -> None:
    ours = next(one for one in catalogues.all_dimensions(None) if one.code == "7.2")
    assert not ours.official
    catalogues.put(store, replace(ours, name="Không khí sạch"), who=WHO)
    names = {one.code: one.name for one in catalogues.dimensions(store, 2026)}
    assert names["7.2"] == "Không khí sạch"


def test_a_damaged_entry_is_as_ours_again_and_its_history_says_so(store: Store) -> None:
    ours = catalogues.counter(None, "pano")
    catalogues.put(store, replace(ours, unit="tấm"), who=WHO)
    with store.unit_of_work():
        store.write("UPDATE catalogue_entries SET content = replace(content, 'tấm', 'xấu')")
        store.write("UPDATE catalogue_versions SET content = replace(content, 'tấm', 'xấu')")
    assert catalogues.counter(store, "pano") == ours
    (version,) = catalogues.history(store, "counters", "pano")
    assert version.damaged
    with pytest.raises(PapiDeskError):
        catalogues.go_back(store, version, who=WHO)
    assert len(list(catalogue.problems(store))) == 2


def test_a_counter_and_a_channel_entries_use_are_ended_and_the_entries_keep_them(
    store: Store,
) -> None:
    catalogues.put(store, OWN, who=WHO)
    catalogues.put(store, Channel(code="loa-keo", name="Loa kéo"), who=WHO)
    day = datetime.date(2026, 5, 20)
    entry = log.add(
        store,
        Activity(
            date=day, title="Hòa giải thôn Đông", channel="loa-keo",
            amounts=(Amount(counter=OWN.code, quantity=Decimal(2)),),
        ),
        who=WHO,
    )  # fmt: skip
    assert catalogues.last_use(store, "counters", OWN.code) == day
    for kind, code in (("counters", OWN.code), ("channels", "loa-keo")):
        ended = catalogues.remove(store, kind, code, who=WHO, today=datetime.date(2026, 5, 10))
        assert ended.validity.until == day  # not before the last day it was used on
    assert log.get(store, entry.id).amounts == entry.amounts
    assert catalogues.counter(store, OWN.code).name == OWN.name


def test_a_plan_is_drafted_with_the_offices_own_wording(store: Store) -> None:
    ours = next(one for one in catalogues.all_dimensions(None) if one.code == "7.2")
    catalogues.put(store, replace(ours, name="Không khí sạch"), who=WHO)
    text = (
        '+++\nname = "Thử"\nkind = "KH"\n+++\n@Trích yếu: Thử\n'
        "{% for d in noi_dung_papi %}{% for c in d.chi_tieu %}- {{ c.ma }} {{ c.ten }}\n"
        "{% endfor %}{% endfor %}"
    )
    made = templates.checked(store, text, today=TODAY, year=2026)
    lines = [line for block in made.blocks for line in texts(block)]
    assert "7.2 Không khí sạch" in lines
    assert len(lines) == 28


def test_a_counter_that_an_entry_in_the_trash_or_a_series_brings_is_ended_not_deleted(
    store: Store,
) -> None:
    from papidesk.domain.activity import Activity, ActivitySeries, Amount
    from papidesk.domain.recurrence import Recurrence
    from papidesk.workflow import log, series

    monday = datetime.date(2026, 3, 2)
    for code in ("thu-hai", "cua-lich"):
        catalogues.put(store, Counter(code=code, name=f"Mẫu {code}", unit="buổi"), who=WHO)
    given = tuple(Amount(counter=code, quantity=Decimal(1)) for code in ("hoi-nghi", "thu-hai"))
    entry = log.add(store, Activity(date=monday, title="Họp", amounts=given), who=WHO)
    log.remove(store, [entry.id], who=WHO)
    pattern = Activity(
        date=monday, title="Phát", amounts=(Amount(counter="cua-lich", quantity=Decimal(1)),)
    )
    rule = Recurrence(every="week", weekdays=(0,), since=monday)
    made = ActivitySeries(name="Phát", rule=rule, pattern=pattern)
    series.save(store, made, who=WHO, today=monday)
    for code in ("thu-hai", "cua-lich"):
        ended = catalogues.remove(store, "counters", code, who=WHO, today=monday)
        assert ended is not None and ended.validity.until is not None
    log.restore(store, [entry.id], who=WHO)
    waiting = series.due(store, monday)
    assert len(series.confirm(store, waiting, who=WHO)) == 1
