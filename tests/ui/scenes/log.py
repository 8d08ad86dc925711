"""The activity log: empty, as a commune's year leaves it, crowded; and its dialogs."""

from __future__ import annotations

import datetime
import tempfile
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.activity import Activity, ActivitySeries, Amount
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.recurrence import Recurrence
from papidesk.storage import places
from papidesk.workflow import evidence, log, series
from tests.ui.scenes.registry import Stage, scene
from ui.log.closed_reason import ClosedReasonDialog
from ui.log.dropped_dialog import DroppedDialog
from ui.log.due_dialog import DueDialog
from ui.log.entries_dialog import EntriesDialog
from ui.log.entry_dialog import EntryDialog
from ui.log.exceptions_box import ExceptionDialog
from ui.log.import_dialog import ImportDialog
from ui.log.link_dialog import EvidenceLinkDialog
from ui.log.log_page import LogPage
from ui.log.lost_evidence_dialog import LostEvidenceDialog
from ui.log.occurrence_dialog import OccurrenceDialog
from ui.log.paper_dialog import EvidencePaperDialog
from ui.log.photos_dialog import PhotosDialog
from ui.log.series_dialog import SeriesDialog
from ui.log.series_list_dialog import SeriesListDialog
from ui.log.side_panel import EVIDENCE

WHO = "Trần Thị Thí Dụ"
BATCH = "sổ tay mẫu"
# Title, counter, quantity, channel, who did it, where, people reached, every how many days.
HABITS = (
    ("Phát thanh chuyên mục “Cải cách hành chính, việc cần làm ngay”", "luot-phat-thanh", 2,
     "truyen-thanh", "Đài truyền thanh xã", "", None, 3),
    ("Đăng tin hướng dẫn nộp hồ sơ trực tuyến trên Cổng dịch vụ công", "tin-bai", 1,
     "trang-thong-tin", "Văn phòng HĐND và UBND", "", None, 5),
    ("Hội nghị quán triệt kế hoạch nâng cao Chỉ số PAPI tới cán bộ thôn", "hoi-nghi", 1,
     "hoi-nghi", "Phòng Văn hóa - Xã hội", "Nhà văn hóa thôn Đông Hạ", 64, 24),
)  # fmt: skip
ROWS = (
    ("Ngày", "Nội dung hoạt động", "Tin, bài trên trang/cổng thông tin điện tử", "Địa điểm"),
    ("05/03/2026", "Đăng tin một cửa điện tử", "2", ""),
    ("31/02/2026", "Đăng tin chuyển đổi số", "1", ""),
    ("12/03/2026", "Đăng tin công khai ngân sách", "nhiều", "Trụ sở"),
    ("14/03/2026", "Đăng lịch tiếp công dân", "9000", "Trụ sở"),
)


def filled(stage: Stage) -> list[Activity]:
    """Return the entries of the log, written now if there are none."""
    kept = log.listing(stage.store, ActivityFilter(batch=BATCH))
    if kept:
        return [row.activity for row in kept]
    today = datetime.date.today()
    made = [
        Activity(
            date=today - datetime.timedelta(days=ago), title=title, channel=channel, unit=unit,
            amounts=(Amount(counter=counter, quantity=Decimal(quantity)),), place=place,
            people=people, batch=BATCH,
        )
        for title, counter, quantity, channel, unit, place, people, every in HABITS
        for ago in range(every % 4, 300, every)
    ]  # fmt: skip
    entries = sorted(log.add_all(stage.store, made, who=WHO), key=lambda one: one.date)[::-1]
    folder = Path(tempfile.mkdtemp())
    for number, entry in enumerate(entries[:6]):
        picture = photo(folder / f"Hội nghị thôn Đông Hạ {number + 1}.jpg", number)
        evidence.attach_file(stage.store, "activity", entry.id, picture, who=WHO)
    scan = folder / "Biên bản hội nghị.pdf"
    scan.write_bytes(stage.pdf())
    evidence.attach_file(stage.store, "activity", entries[0].id, scan, who=WHO)
    url = "https://example.org/tin-tuc/cai-cach-hanh-chinh"
    evidence.attach_link(stage.store, "activity", entries[0].id, url, who=WHO)
    return entries


def photo(path: Path, number: int = 0) -> Path:
    """Draw a picture that stands in for a photo, with a day and a place in it."""
    from PIL import Image, ImageDraw

    colors = ("#8fb8a8", "#c9a87c", "#7f9cc0", "#b98a92")
    image = Image.new("RGB", (640, 480), colors[number % 4])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 320, 640, 480), fill="#6b5b4b")
    for seat in range(8):
        draw.ellipse((20 + seat * 78, 250 + seat % 2 * 30, 80 + seat * 78, 330), fill="#3d4a55")
    draw.rectangle((180, 40, 460, 120), fill="#a8322a")
    exif = Image.Exif()
    day = datetime.date.today() - datetime.timedelta(days=3 + number // 2)
    exif.get_ifd(0x8769)[0x9003] = f"{day:%Y:%m:%d} 08:00:00"
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (20.0, 30.0, 0.0)
    image.save(path, exif=exif)
    return path


def scheduled(stage: Stage) -> ActivitySeries:
    """Return the broadcast schedule, made now if there is none."""
    known = series.every(stage.store)
    if known:
        return known[0]
    today = datetime.date.today()
    rule = Recurrence(every="week", weekdays=(0, 3), since=today - datetime.timedelta(days=20))
    pattern = Activity(
        date=today, title=HABITS[0][0], channel="truyen-thanh", unit="Đài truyền thanh xã",
        amounts=(Amount(counter="luot-phat-thanh", quantity=Decimal(2)),),
    )  # fmt: skip
    made = ActivitySeries(name="Phát thanh sáng thứ Hai và thứ Năm", rule=rule, pattern=pattern)
    return series.save(stage.store, made, who=WHO)


def log_page(stage: Stage) -> LogPage:
    """Return the page Nhật ký, on screen."""
    stage.window.show_page("log")
    page = stage.window.page("log")
    assert isinstance(page, LogPage)
    page.show_everything()
    page.refresh()
    return page


@scene("log-empty")
def empty(stage: Stage) -> QWidget:
    """A log nothing was written in yet."""
    kept = [row.activity.id for row in log.listing(stage.store)]
    log.remove(stage.store, kept, who=WHO, reason="ảnh chụp")
    page = log_page(stage)
    stage.pause(300)
    # The others find their entries again.
    log.restore(stage.store, kept, who=WHO, reason="ảnh chụp")
    assert page.list.model.rowCount() == 0
    return stage.window


@scene("log-page")
def normal(stage: Stage) -> QWidget:
    """A year of a commune."""
    filled(stage)
    scheduled(stage)
    page = log_page(stage)
    page.list.table.choose_row(1)
    page.side.tabs.setCurrentIndex(0)
    stage.pause(700)
    return stage.window


@scene("log-evidence")
def with_evidence(stage: Stage) -> QWidget:
    """The evidence of an entry beside the list."""
    filled(stage)
    page = log_page(stage)
    page.list.table.choose_row(1)
    page.side.tabs.setCurrentIndex(EVIDENCE)
    stage.wait(lambda: page.side.evidence.preview.picture.shown, 3_000)
    stage.pause(300)
    return stage.window


@scene("log-crowded")
def crowded(stage: Stage) -> QWidget:
    """Fifty thousand entries; a thousand where nobody looks."""
    filled(stage)
    count = 50_000 if stage.patient else 1_000
    if log.count(stage.store) < count:
        today = datetime.date.today()
        made = [
            Activity(
                date=today - datetime.timedelta(days=number % 1800), title=title, unit=unit,
                amounts=(Amount(counter=counter, quantity=Decimal(quantity)),), channel=channel,
            )
            for number in range(count)
            for title, counter, quantity, channel, unit, *_rest in [HABITS[number % 3]]
        ]  # fmt: skip
        log.add_all(stage.store, made, who=WHO, reason="ảnh chụp")
    log_page(stage)
    stage.pause(1_500)
    ids = [row.activity.id for row in log.listing(stage.store) if not row.activity.batch]
    log.remove(stage.store, ids, who=WHO, reason="ảnh chụp")
    return stage.window


@scene("dialog-log-entry", EntryDialog)
def entry(stage: Stage) -> QDialog:
    """One entry with its evidence."""
    dialog = EntryDialog(stage.context, filled(stage)[0], stage.window)
    stage.pause(300)
    return dialog


@scene("dialog-log-lost-evidence", LostEvidenceDialog)
def lost(stage: Stage) -> QDialog:
    """Files that are gone or were changed, with what they belong to."""
    entry = filled(stage)[0]
    kept = []
    for number, name in enumerate(("họp thôn Đông Hạ.txt", "danh sách người dự.txt")):
        path = Path(tempfile.mkdtemp()) / name
        path.write_text(f"Tệp mẫu {number}", encoding="utf-8")
        kept.append(evidence.attach_file(stage.store, "activity", entry.id, path, who=WHO))
    first, second = (places.attachment(stage.store.folder, one.sha256) for one in kept)
    first.chmod(0o644)
    first.unlink()
    second.chmod(0o644)
    second.write_text("Đã sửa ở ngoài", encoding="utf-8")
    dialog = LostEvidenceDialog(stage.context, stage.window)
    stage.wait(lambda: bool(dialog.model.rowCount()))
    # The other scenes find all evidence as it was.
    evidence.detach(stage.store, [one.id for one in kept], who=WHO)
    return dialog


@scene("dialog-log-entries", EntriesDialog)
def entries(stage: Stage) -> QDialog:
    """The entries behind a figure."""
    filled(stage)
    chosen = ActivityFilter(counters=("luot-phat-thanh",))
    title = "Lượt phát thanh trên hệ thống truyền thanh cơ sở, năm nay"
    return EntriesDialog(stage.context, title, chosen, stage.window)


@scene("dialog-log-reason", ClosedReasonDialog)
def reason(stage: Stage) -> QDialog:
    """Why a closed period is changed."""
    said = "Kỳ từ 01/01/2026 đến 30/6/2026 đã khóa: số liệu của kỳ đã được báo cáo."
    return ClosedReasonDialog(said, str, stage.window)


@scene("dialog-log-import", ImportDialog)
def table(stage: Stage) -> QDialog:
    """A pasted table, row by row."""
    text = "\n".join("\t".join(row) for row in ROWS)
    dialog = ImportDialog(stage.context, text=text, parent=stage.window)
    stage.wait(lambda: dialog.preview is not None)
    stage.pause(200)
    return dialog


@scene("dialog-log-photos", PhotosDialog)
def photos(stage: Stage) -> QDialog:
    """Photos grouped by their days."""
    folder = Path(tempfile.mkdtemp())
    paths = [photo(folder / f"IMG_{2040 + number}.jpg", number) for number in range(5)]
    dialog = PhotosDialog(stage.context, paths, stage.window)
    stage.wait(lambda: bool(dialog.cards))
    stage.pause(200)
    return dialog


@scene("dialog-log-series", SeriesDialog)
def one_series(stage: Stage) -> QDialog:
    """A broadcast schedule."""
    return SeriesDialog(stage.context, scheduled(stage), stage.window)


@scene("dialog-log-series-list", SeriesListDialog)
def every_series(stage: Stage) -> QDialog:
    """All schedules."""
    scheduled(stage)
    return SeriesListDialog(stage.context, stage.window)


@scene("dialog-log-due", DueDialog)
def due(stage: Stage) -> QDialog:
    """What the schedule says and nobody confirmed."""
    scheduled(stage)
    waiting = series.due(stage.store, datetime.date.today())
    return DueDialog(stage.context, waiting, stage.window)


@scene("dialog-log-occurrence", OccurrenceDialog)
def occurrence(stage: Stage) -> QDialog:
    """Moving one occurrence."""
    scheduled(stage)
    waiting = series.due(stage.store, datetime.date.today())
    return OccurrenceDialog(waiting[:1], move=True, parent=stage.window)


@scene("dialog-log-exception", ExceptionDialog)
def exception(stage: Stage) -> QDialog:
    """A day that is otherwise."""
    return ExceptionDialog(stage.window)


@scene("dialog-log-link", EvidenceLinkDialog)
def link(stage: Stage) -> QDialog:
    """Attaching a link."""
    return EvidenceLinkDialog(stage.window)


@scene("dialog-log-paper", EvidencePaperDialog)
def paper(stage: Stage) -> QDialog:
    """Attaching a paper of the workspace."""
    return EvidencePaperDialog(stage.context, stage.window)


@scene("dialog-log-dropped", DroppedDialog)
def dropped(stage: Stage) -> QDialog:
    """Files dropped beside every entry."""
    paths = [Path("Hội nghị 1.jpg"), Path("Hội nghị 2.jpg")]
    return DroppedDialog(paths, HABITS[2][0], stage.window)
