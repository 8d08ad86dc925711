"""The page Gửi / Nhận: empty, a preview, held and refused ones, a queue, histories, conflicts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.bundles.failures import EmptyFileError
from papidesk.domain.bundle import (
    SCHEMA_NAME,
    SCHEMA_VERSION,
    Blob,
    BundleKind,
    Covers,
    DataFile,
    Manifest,
    SchemaName,
    Sender,
    Version,
)
from papidesk.domain.exchange import (
    Conflict,
    ReceivedBundle,
    ReceivedState,
    SentBundle,
    SentState,
    StateChange,
)
from papidesk.domain.ids import new_id
from papidesk.domain.import_plan import FieldChange, ImportPlan, PlanLine, Warned
from papidesk.domain.record import replace
from papidesk.workflow.receiving_folder import FileResult
from papidesk.workflow.sticks import Stick
from tests.ui.scenes.registry import Stage, scene
from ui.exchange.exchange_page import CONFLICTS, RECEIVE, RECEIVED, SENT, ExchangePage
from ui.exchange.handing_over import HandOverDialog
from ui.exchange.key_password import KeyPasswordDialog
from ui.exchange.line_dialog import LineDialog
from ui.exchange.send_dialog import HOW, RESULT, SendDialog

WHO = "Trần Thị Thí Dụ"
LONG = "Ủy ban nhân dân xã Thượng Sơn Hòa Bình Trung Hạ vừa được sắp xếp, sáp nhập từ ba xã"
KEYID = "7f3a91c204de88b15e60" + "0" * 44


def manifest(kind: BundleKind = "report", name: str = "UBND xã An Hòa") -> Manifest:
    """Return what a bundle says of itself."""
    return Manifest(
        version=Version(major=1, minor=0),
        bundle_id=new_id(),
        kind=kind,
        sender=Sender(unit="00417", name=name, instance=new_id(), database=new_id()),
        to=("so-noi-vu",),
        stream=f"{kind}:so-noi-vu",
        seq=12,
        covers=Covers(period="2026-H1", full=True),
        created_at="2026-06-19T09:20:00Z",
        schema=SchemaName(name=SCHEMA_NAME, version=SCHEMA_VERSION),
        files=tuple(
            DataFile(path=f"data/{name}.jsonl", bytes=2, sha256="0" * 64, records=1)
            for name in ("documents", "tasks", "activities", "figures")
        ),
        blobs=tuple(Blob(sha256=f"{number:064}", bytes=9) for number in range(31)),
    )


def line(kind: str, title: str, state: str, reason: str = "", *changes: FieldChange) -> PlanLine:
    """Return one line of a preview."""
    return PlanLine(
        kind=kind, id=new_id(), title=title, state=state, reason=reason, changes=changes,  # type: ignore[arg-type]
    )  # fmt: skip


def plan(*, many: bool = False) -> ImportPlan:
    """Return what a usual report would change here; ``many`` has long names and thousands."""
    conflict = FieldChange(
        field="value", before="156", after="161", conflict=True,
        ours=f"{WHO}, 18/06/2026", theirs="Nguyễn Văn Mẫu, 19/06/2026",
    )  # fmt: skip
    lines = [
        line("figure", "Lượt phát thanh, 6 tháng đầu năm 2026", "conflicting", "", conflict),
        line("activity", "Hội nghị quán triệt 31/02/2026", "refused", "Ngày không có thật"),
        line("task", "Niêm yết công khai thu, chi ngân sách", "changed", "",
             FieldChange(field="progress", before="60 %", after="100 %")),
        line("task", "Tập huấn dịch vụ công trực tuyến", "changed", "",
             FieldChange(field="due", before="30/05/2026", after="30/06/2026")),
        line("document", "Báo cáo số 92/BC-UBND ngày 19/6/2026", "new", "PDF 7 trang, 2 phụ lục"),
    ]  # fmt: skip
    count = 4000 if many else 46
    lines += [line("activity", f"Tin bài số {n + 1}", "new", "15/12/2025") for n in range(count)]
    lines += [line("evidence", f"Ảnh {n + 1}.jpg", "new") for n in range(31)]
    lines += [line("task", f"Nhiệm vụ {n + 1}", "unchanged") for n in range(212)]
    if many:
        title = "Tuyên truyền, vận động, hướng dẫn người dân thực hiện dịch vụ công trực tuyến, "
        lines += [
            line("task", f"{title * 2}đợt {n}", "refused", f"Không có nhiệm vụ gốc. {title}")
            for n in range(40)
        ]
    return ImportPlan(
        manifest=manifest(name=LONG if many else "UBND xã An Hòa"),
        manifest_sha256="0" * 64,
        file_name="00417_2026-H1_report_000012.papi",
        file_bytes=6_400_000,
        keyid=KEYID,
        trusted=True,
        sequence="next",
        lines=tuple(lines),
        warnings=(
            (Warned(message="Gói số 11 chưa đến."), Warned(message="Đồng hồ máy gửi chạy sai."))
            if many
            else ()
        ),
    )


def page(stage: Stage, place: int = RECEIVE) -> ExchangePage:
    """Return the page on screen with a view."""
    stage.window.show_page("exchange")
    found = stage.window.page("exchange")
    assert isinstance(found, ExchangePage)
    found.tabs.setCurrentIndex(place)
    return found


def received(
    number: int, state: ReceivedState = "applied", *, hold: str = "", name: str = "UBND xã An Hòa"
) -> ReceivedBundle:
    """Return a file that came in."""
    made = ReceivedBundle(
        id=new_id(), bundle=new_id(), kind="report", unit=f"{417 + number:05}", unit_name=name,
        stream="report:so-noi-vu", seq=number + 1, database=new_id(), keyid=KEYID,
        file_name=f"{417 + number:05}_2026-H1_report_{number + 1:06}.papi",
        bytes=6_400_000 - number * 7000, period="2026-H1", created_at="2026-06-19T09:20:00Z",
        state=state, hold=hold, counts={"new": 48, "changed": 3, "unchanged": 212},
        received_at="2026-06-20T01:12:00Z", received_by=WHO,
        steps=(StateChange(state=state, at="2026-06-20T01:12:00Z", who=WHO),),
    )  # fmt: skip
    if state == "refused":
        said = "Tệp bị cắt cụt hoặc hỏng. Đề nghị đơn vị gửi chép lại."
        made = replace(made, code="zip-bad-structure", reason=said, counts={})
    return made


def sent(number: int, state: SentState, *, to: str = "so-noi-vu") -> SentBundle:
    """Return a bundle that was made here."""
    steps = [StateChange(state="drafted", at="2026-06-19T09:20:00Z", who=WHO)]
    if state != "drafted":
        steps.append(StateChange(state="exported", at="2026-06-19T09:21:00Z", who=WHO,
                                 reason="E:\\"))  # fmt: skip
    if state not in ("drafted", "exported"):
        steps.append(StateChange(state=state, at="2026-06-20T02:10:00Z", who="Sở Nội vụ"))
    return SentBundle(
        id=new_id(), kind="report" if number % 3 else "plan", to=(to,), stream="report:so-noi-vu",
        seq=number + 1, database=new_id(), bytes=6_400_000 + number, state=state, period="2026-H1",
        file_name=f"xa-an-hoa_2026-H1_report_{number + 1:06}.papi", encrypted=number % 2 == 0,
        counts={"document": 1, "task": 24, "activity": 46, "evidence": 31, "figure": 18},
        steps=tuple(steps), made_at="2026-06-19T09:20:00Z", made_by=WHO, place="E:\\goi.papi",
    )  # fmt: skip


def conflict(number: int, field: str, ours: object, theirs: object, title: str) -> Conflict:
    """Return one conflict."""
    return Conflict(
        id=new_id(), kind="task", record=f"{number:036}", title=title, field=field, local=ours,
        other=theirs, local_at="2026-06-18T01:05:00Z", local_by=WHO,
        other_at="2026-06-19T09:20:00Z", other_by="Nguyễn Văn Mẫu", received=new_id(),
    )  # fmt: skip


# Receiving


@scene("empty-exchange")
def nothing_yet(stage: Stage) -> QWidget:
    """Nothing was received or sent."""
    page(stage).receive.start.show_waiting([])
    return stage.window


@scene("exchange-waiting")
def waiting(stage: Stage) -> QWidget:
    """Bundles that wait, and a stick with some more."""
    found = page(stage)
    rows = [
        received(0, "waiting", hold="unknown-key"),
        received(1, "waiting", hold="fork", name=LONG),
        received(2, "waiting"),
    ]
    found.receive.start.show_waiting(rows)
    stick = Path(stage.context.workspace.folder) / "staging"
    stick.mkdir(exist_ok=True)
    for number in range(3):
        (stick / f"{417 + number:05}_2026-H1_report_000001.papi").write_bytes(b"PK")
    found.stick.sticks = lambda: [Stick(path=stick, label="KINGSTON", free_bytes=7_400_000_000)]
    found.stick.look()
    stage.wait(lambda: found.stick.found is not None)
    return stage.window


def previewed(stage: Stage, shown: ImportPlan) -> QWidget:
    """Show a plan in the window."""
    view = page(stage).receive
    view.preview.show_plan(shown)
    view.stack.setCurrentWidget(view.preview)
    view.preview.give_focus()
    return stage.window


@scene("receive")
def preview(stage: Stage) -> QWidget:
    """What a report would change."""
    return previewed(stage, plan())


@scene("receive-crowded")
def crowded_preview(stage: Stage) -> QWidget:
    """Thousands of lines, long names, warnings."""
    return previewed(stage, plan(many=True))


@scene("receive-held")
def held_preview(stage: Stage) -> QWidget:
    """A bundle whose sender's key is not known."""
    held = replace(plan(), trusted=False, hold="unknown-key", sequence="first", encrypted=True)
    return previewed(stage, held)


@scene("receive-nothing-new")
def unchanged_preview(stage: Stage) -> QWidget:
    """A bundle that changes nothing."""
    same = tuple(one for one in plan().lines if one.state == "unchanged")
    return previewed(stage, replace(plan(), lines=same))


@scene("receive-refused")
def refused(stage: Stage) -> QWidget:
    """A file that is no bundle."""
    view = page(stage).receive
    view.refusal.show_error("bao-cao-6-thang.papi", EmptyFileError())
    view.stack.setCurrentWidget(view.refusal)
    return stage.window


@scene("receive-taken")
def taken(stage: Stage) -> QWidget:
    """A bundle was taken in."""
    view = page(stage).receive
    view.taken.show_row(received(11), Path("E:/"), conflicts=1)
    view.stack.setCurrentWidget(view.taken)
    view.taken.give_focus()
    return stage.window


@scene("receive-queue")
def queue(stage: Stage) -> QWidget:
    """A folder of bundles, half of them read."""
    view = page(stage).receive
    paths = [
        Path(f"/media/KINGSTON/{417 + n:05}_2026-H1_report_{n + 1:06}.papi") for n in range(104)
    ]
    view.queue.show_files(paths, "/media/KINGSTON")
    view.stack.setCurrentWidget(view.queue)
    states = ("applied", "applied", "waiting", "refused", "known", "applied")
    for number, path in enumerate(paths[:52]):
        state = states[number % len(states)]
        reason = "Khóa của bên gửi chưa được đối chiếu." if state == "waiting" else ""
        reason = "Tệp bị cắt cụt hoặc hỏng." if state == "refused" else reason
        counts = {"new": 48, "unchanged": 12} if state in ("applied", "known") else {}
        view.queue.model.show_result(
            FileResult(
                path=path, state=state, counts=counts, reason=reason, unit_name="UBND xã An Hòa"
            )  # type: ignore[arg-type]
        )
    view.queue.table.choose_row(3)
    return stage.window


# Histories and conflicts


@scene("exchange-sent")
def sent_history(stage: Stage) -> QWidget:
    """Bundles in every state."""
    view = page(stage, SENT).sent
    states: tuple[SentState, ...] = (
        "drafted", "exported", "handed_over", "received", "applied", "applied_with_remarks",
        "refused", "returned", "superseded",
    )  # fmt: skip
    rows = [sent(number, state) for number, state in enumerate(states)]
    view.sent_model.show_rows(rows, {"so-noi-vu": "Sở Nội vụ tỉnh Thí Dụ"})
    view.shown(3)
    return stage.window


@scene("empty-exchange-sent")
def nothing_sent(stage: Stage) -> QWidget:
    """Nothing was sent."""
    page(stage, SENT)
    return stage.window


@scene("exchange-received")
def received_history(stage: Stage) -> QWidget:
    """What came in, in every state."""
    view = page(stage, RECEIVED).received
    states: tuple[ReceivedState, ...] = (
        "applied", "waiting", "refused", "superseded", "declined", "undone",
    )  # fmt: skip
    rows = [
        received(number, states[number % 6], hold="fork" if number == 1 else "",
                 name=LONG if number % 4 == 3 else "UBND xã An Hòa")
        for number in range(40)
    ]  # fmt: skip
    view.received_model.show_rows(rows, {})
    view.shown(2)
    return stage.window


@scene("empty-exchange-received")
def nothing_received(stage: Stage) -> QWidget:
    """Nothing came in."""
    page(stage, RECEIVED)
    return stage.window


@scene("exchange-conflicts")
def conflicts(stage: Stage) -> QWidget:
    """Two computers changed the same."""
    view = page(stage, CONFLICTS).conflicts
    text = "Niêm yết công khai thu, chi ngân sách tại trụ sở và 12 nhà văn hóa thôn"
    rows = [
        conflict(1, "progress", 60, 100, text),
        conflict(1, "note", "Đã niêm yết tại 9 thôn, còn 3 thôn chờ biên bản. " * 6, "Xong", text),
        conflict(2, "due", "2026-05-30", "2026-06-30", "Tập huấn dịch vụ công trực tuyến"),
        conflict(3, "", None, "changed", "Hội nghị quán triệt kế hoạch"),
    ]
    view.model.show_rows(rows)
    view.shown(1)
    return stage.window


@scene("empty-exchange-conflicts")
def no_conflicts(stage: Stage) -> QWidget:
    """No conflict is open."""
    page(stage, CONFLICTS)
    return stage.window


# Dialogs


@scene("dialog-bundle-line", LineDialog)
def one_line(stage: Stage) -> QDialog:
    """A conflicting record in full."""
    return LineDialog(stage.context, plan().lines[0], stage.window)


@scene("dialog-key-password", KeyPasswordDialog)
def key_password(stage: Stage) -> QDialog:
    """The key is locked."""
    from papidesk.i18n import say
    from papidesk.workflow.identity import KeyLockedError

    return KeyPasswordDialog(say(KeyLockedError()), lambda _password: None, stage.window)


@scene("dialog-hand-over", HandOverDialog)
def handing_over(stage: Stage) -> QDialog:
    """How a bundle was handed over."""
    return HandOverDialog(lambda _how: None, stage.window)


@scene("dialog-send-1", SendDialog)
def send_what(stage: Stage) -> QDialog:
    """What is sent."""
    return SendDialog(stage.context, page(stage))


@scene("dialog-send-2", SendDialog)
def send_how(stage: Stage) -> QDialog:
    """To whom and how."""
    made = SendDialog(stage.context, page(stage))
    made.how.show_folder(Path(stage.context.workspace.folder))
    made.go_to(HOW)
    return made


@scene("dialog-send-3", SendDialog)
def send_summary(stage: Stage) -> QDialog:
    """What would be sent."""
    made = SendDialog(stage.context, page(stage))
    made.how.code.show_value("so-noi-vu")
    made.how.show_folder(Path(stage.context.workspace.folder))
    made.go_to(RESULT)
    stage.wait(lambda: made.counted)
    return made


@scene("dialog-send-done", SendDialog)
def send_result(stage: Stage) -> QDialog:
    """It was written and may be handed over."""
    from ui.exchange.send_work import Made

    made = SendDialog(stage.context, page(stage))
    made.go_to(HOW)
    made.show_made(Made([sent(1, "exported")], [Path("E:/goi.papi")], None, safe=True))
    return made
