"""Keys: none yet, some in every state, a fingerprint being compared, a key being revoked."""

from __future__ import annotations

import hashlib

from PySide6.QtWidgets import QDialog, QWidget

from papidesk.bundles import keys
from papidesk.domain.exchange import KeyRole, TrustedKey
from papidesk.workflow import trust
from tests.ui.scenes.registry import Stage, scene
from ui.exchange.exchange_page import KEYS, ExchangePage
from ui.exchange.key_dialog import KeyCompareDialog, RevokeDialog
from ui.exchange.keys_view import KeysView

WHO = "Trần Thị Thí Dụ"
LONG = "Ủy ban nhân dân xã Thượng Sơn Hòa Bình Trung Hạ vừa được sắp xếp, sáp nhập từ ba xã"


def key(unit: str, name: str, **changes: object) -> TrustedKey:
    """Return an invented office's key, the same every time."""
    private = hashlib.sha256(unit.encode()).digest()
    public = keys.Signer(private).public
    return TrustedKey(
        keyid=keys.keyid(public), public=public.hex(), unit=unit, name=name,
        instance=unit, recipient="", **changes,  # type: ignore[arg-type]
    )  # fmt: skip


def view(stage: Stage) -> KeysView:
    """Return the view of keys, on screen."""
    stage.window.show_page("exchange")
    page = stage.window.page("exchange")
    assert isinstance(page, ExchangePage)
    page.tabs.setCurrentIndex(KEYS)
    assert isinstance(page.view, KeysView)
    return page.view


def filled(stage: Stage) -> KeysView:
    """Return the view with keys in every state."""
    store = stage.store
    roles: tuple[tuple[str, str, KeyRole], ...] = (
        ("tinh-binh-nguyen", "Ủy ban nhân dân tỉnh Bình Nguyên", "superior"),
        ("so-noi-vu", "Sở Nội vụ tỉnh Bình Nguyên", "superior"),
        ("xa-thuong-son", LONG, "subordinate"),
        ("xa-mau-lam", "Ủy ban nhân dân xã Mẫu Lâm", "subordinate"),
    )
    for unit, name, role in roles:
        trust.add(store, key(unit, name), role=role, who=WHO)
    trust.revoke(store, key("xa-mau-lam", "").keyid, reason="mất máy tính ngày 12/3", who=WHO)
    trust.hold(store, key("xa-an-ninh", "Ủy ban nhân dân xã An Ninh"), who=WHO)
    shown = view(stage)
    shown.read()
    shown.table.selectRow(0)
    return shown


@scene("keys-empty")
def empty(stage: Stage) -> QWidget:
    """No keys of others yet."""
    view(stage)
    return stage.window


@scene("keys")
def every(stage: Stage) -> QWidget:
    """Keys in every state."""
    filled(stage)
    return stage.window


@scene("dialog-key-compare", KeyCompareDialog)
def compare(stage: Stage) -> QDialog:
    """A first contact."""
    made = key("xa-an-ninh", "Ủy ban nhân dân xã An Ninh")
    return KeyCompareDialog(stage.context, made, lambda kept: None, stage.window)


@scene("dialog-key-compare-new-computer", KeyCompareDialog)
def compare_new(stage: Stage) -> QDialog:
    """A new key of an office that has one, and a fingerprint that differs."""
    trust.add(stage.store, key("xa-thuong-son", LONG), role="subordinate", who=WHO)
    made = key("khóa mới", LONG)
    made = TrustedKey(
        keyid=made.keyid, public=made.public, unit="xa-thuong-son", name=LONG, instance="2"
    )
    dialog = KeyCompareDialog(stage.context, made, lambda kept: None, stage.window)
    dialog.typed.show_value(trust.words(key("khác", "").keyid))
    dialog.typed.changed.emit()
    return dialog


@scene("dialog-key-revoke", RevokeDialog)
def revoke(stage: Stage) -> QDialog:
    """Why a key is revoked."""
    return RevokeDialog(key("xa-thuong-son", LONG), lambda reason: None, stage.window)
