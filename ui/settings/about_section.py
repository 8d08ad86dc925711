"""Settings: what this program is, and its versions."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from papidesk import __version__
from papidesk.i18n import _
from ui.context import Context
from ui.icons import application_icon
from ui.widgets.labels import label


class AboutSection(QWidget):
    """Name, version, licence."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._build()

    def _build(self) -> None:
        sign = QLabel()
        sign.setPixmap(application_icon().pixmap(QSize(56, 56)))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(f"PapiDesk {__version__}", "section-title"))
        words.addWidget(
            label(
                _("Documents of a commune office, in the official form, with no network."),
                "muted",
                wrap=True,
            )
        )
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(sign)
        top.addLayout(words, 1)
        facts = (
            f"Python {platform.python_version()} · Qt {PySide6.__version__} · "
            f"{platform.system()} {platform.release()}"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(top)
        versions = label(facts, "muted", wrap=True)
        versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(versions)
        layout.addWidget(label(_("Licence: Apache 2.0. Font of the papers: Tinos."), "muted"))
        layout.addStretch(1)
