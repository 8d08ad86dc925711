"""The sections of the settings: names, the words they are found by, and what shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from PySide6.QtWidgets import QWidget

from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.fold import fold
from ui.context import Context


@dataclass(frozen=True, slots=True)
class SettingsSection:
    """One section: ``name`` and ``words`` are message ids, ``make`` builds it when first shown."""

    code: str
    name: str
    icon: str
    group: str
    words: str
    make: Callable[[Context], QWidget]

    def fits(self, text: str) -> bool:
        """Tell whether the section is meant by ``text``, with or without dấu."""
        known = fold(f"{_(self.name)} {_(self.words)}")
        return all(part in known for part in fold(text).split())


def _made(module: str, name: str, context: Context) -> QWidget:
    made: QWidget = getattr(import_module(f"ui.settings.{module}"), name)(context)
    return made


def _of(module: str, name: str) -> Callable[[Context], QWidget]:
    """Return what imports and builds a section when it is first shown: starting stays fast."""
    return partial(_made, module, name)


OFFICE, PAPERS, MACHINE = N_("The office"), N_("Papers"), N_("This computer")
CATALOGUES = N_("Catalogues")

SETTINGS_SECTIONS: tuple[SettingsSection, ...] = (
    SettingsSection(
        "office", N_("Office"), "office", OFFICE,
        N_("name place code symbol address level rename merge history version date line"),
        _of("office_section", "OfficeSection"),
    ),
    SettingsSection(
        "superiors", N_("Superior bodies"), "superiors", OFFICE,
        N_("superior province district above chain report to"),
        _of("superiors_section", "SuperiorsSection"),
    ),
    SettingsSection(
        "units", N_("Units and posts"), "units", OFFICE,
        N_("unit department post holder letters abbreviation staff"),
        _of("units_section", "UnitsSection"),
    ),
    SettingsSection(
        "signers", N_("Who signs"), "person", OFFICE,
        N_("signer signature authority TM. KT. TL. TUQ. Q. chairman deputy position"),
        _of("signers_section", "SignersSection"),
    ),
    SettingsSection(
        "recipients", N_("Recipient lists"), "recipients", PAPERS,
        N_("recipients copies archive send to"),
        _of("recipients_section", "RecipientsSection"),
    ),
    SettingsSection(
        "series", N_("Number series"), "series", PAPERS,
        N_("number series register next number begin year"),
        _of("series_section", "SeriesSection"),
    ),
    SettingsSection(
        "templates", N_("Templates"), "template", PAPERS,
        N_("template form new document placeholder import export share"),
        _of("templates_section", "TemplatesSection"),
    ),
    SettingsSection(
        "glossary", N_("Glossary"), "book", PAPERS,
        N_("glossary term word wrong right form spelling"),
        _of("glossary_section", "GlossarySection"),
    ),
    SettingsSection(
        "rules", N_("Rules of the check"), "rules", PAPERS,
        N_("rule check form decree style finding switch off"),
        _of("rules_section", "RulesSection"),
    ),
    SettingsSection(
        "counters", N_("Counters"), "table", CATALOGUES,
        N_("counter figure unit sum latest average ratio bounds log"),
        _of("counters_section", "CountersSection"),
    ),
    SettingsSection(
        "channels", N_("Channels"), "send", CATALOGUES,
        N_("channel broadcast portal Zalo Facebook"),
        _of("channels_section", "ChannelsSection"),
    ),
    SettingsSection(
        "duties", N_("Report duties"), "reports", CATALOGUES,
        N_("report duty period window due day recipient quarter half year"),
        _of("duties_section", "DutiesSection"),
    ),
    SettingsSection(
        "papi", N_("PAPI scores"), "overview", CATALOGUES,
        N_("PAPI score target province year import rank"),
        _of("papi_section", "PapiSection"),
    ),
    SettingsSection(
        "papi-frame", N_("PAPI contents"), "book", CATALOGUES,
        N_("PAPI dimension content wording break framework"),
        _of("papi_frame_section", "PapiFrameSection"),
    ),
    SettingsSection(
        "provinces", N_("Provinces"), "superiors", CATALOGUES,
        N_("province city merged former 63 34 PAPI"),
        _of("provinces_section", "ProvincesSection"),
    ),
    SettingsSection(
        "holidays", N_("Holidays"), "calendar", CATALOGUES,
        N_("holiday Tết day off in lieu made up working day"),
        _of("holidays_section", "HolidaysSection"),
    ),
    SettingsSection(
        "photos", N_("Photos as evidence"), "camera", CATALOGUES,
        N_("photo picture evidence size shrink quality points EXIF place log"),
        _of("photos_section", "PhotosSection"),
    ),
    SettingsSection(
        "appearance", N_("Appearance and language"), "appearance", MACHINE,
        N_("colours dark light theme text size font language Vietnamese English your name"),
        _of("appearance_section", "AppearanceSection"),
    ),
    SettingsSection(
        "folders", N_("Folders"), "folder", MACHINE,
        N_("folder workspace data samples place"),
        _of("folders_section", "FoldersSection"),
    ),
    SettingsSection(
        "backups", N_("Backups"), "backup", MACHINE,
        N_("backup restore verify stick second place damaged"),
        _of("backups_section", "BackupsSection"),
    ),
    SettingsSection(
        "password", N_("Password"), "lock", MACHINE,
        N_("password lock screen security minutes forgotten encryption"),
        _of("password_section", "PasswordSection"),
    ),
    SettingsSection(
        "about", N_("About"), "information", MACHINE,
        N_("about version licence library log crash report"),
        _of("about_section", "AboutSection"),
    ),
)  # fmt: skip


# Where the guide speaks of a section; of the others it does under its heading on settings.
GUIDED = {
    "office": "Cơ quan đổi tên", "superiors": "Đơn vị, người ký", "units": "Đơn vị, người ký",
    "signers": "Đơn vị, người ký", "recipients": "Đơn vị, người ký", "series": "Sổ đánh số",
    "templates": "Mẫu riêng", "glossary": "Bảng thuật ngữ", "rules": "Bảng thuật ngữ",
    "counters": "Danh mục", "channels": "Danh mục", "duties": "Danh mục", "holidays": "Danh mục",
    "photos": "Nhật ký hoạt động", "papi": "Điểm PAPI", "papi-frame": "Điểm PAPI",
    "provinces": "Điểm PAPI",
    "backups": "Sao lưu", "password": "Mật khẩu", "about": "Nhật ký kỹ thuật",
}  # fmt: skip


def index_of(code: str) -> int:
    """Return the place of the section called ``code``."""
    return next(i for i, section in enumerate(SETTINGS_SECTIONS) if section.code == code)
