"""The Qt style sheet, filled from the theme's tokens."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from papidesk.paths import resource

if TYPE_CHECKING:
    from ui.theme import Tokens

_SHEET = """
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 8px; }
QMainWindow, QDialog { background: $window; }
QWidget#card, QFrame#card { background: $surface; border: 1px solid $border; border-radius: 6px; }
QWidget#card[tile="true"] { border-radius: 8px; }
QFrame#step { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame#step:hover { border: 1px solid $accent; background: $raised; }
QFrame#step:focus { border: 2px solid $accent; }
QFrame#tilerow { background: transparent; border: none; border-radius: 6px; }
QFrame#tilerow[lined="true"] { border-top: 1px solid $border; border-radius: 0; }
QFrame#tilerow:hover { background: $raised; }
QFrame#tilerow:focus { background: $accent_soft; }
QPushButton[kind="tile-title"] { border: 1px solid transparent; background: transparent;
  padding: 1px 3px; font-weight: 700; text-align: left; min-height: 0; }
QPushButton[kind="tile-title"]:hover { color: $accent; }
QPushButton[kind="tile-title"]:focus { color: $accent; background: $accent_soft;
  border-radius: 6px; }
QLabel { background: transparent; }
QLabel[kind="huge"] { font-size: ${huge}pt; font-weight: 700; color: $accent; }
QLabel[kind="huge"][late="true"] { color: $error; }
QLabel[kind="small"] { color: $muted; font-size: ${small}pt; }
QLabel[kind="page-title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[kind="section-title"] { font-size: ${section}pt; font-weight: 600; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="problem"] { color: $error; font-size: ${small}pt; }
QLabel[kind="caution"] { color: $warning; font-size: ${small}pt; }
QLabel[kind="saved"] { color: $done; }
QLabel[kind="unsaved"] { color: $warning; }
QLabel[kind="brand"] { color: $rail_text; font-size: ${section}pt; font-weight: 700; }
QLabel[kind="rail-foot"] { color: $rail_muted; font-size: ${small}pt; }
QLabel[pill="neutral"], QLabel[pill="error"], QLabel[pill="warning"], QLabel[pill="done"],
QLabel[pill="accent"] { border-radius: ${pill}px; padding: 2px 8px; font-size: ${small}pt;
  font-weight: 600; }
QLabel[pill="neutral"] { background: $neutral_soft; color: $text; }
QLabel[pill="error"] { background: $error_soft; color: $error; }
QLabel[pill="warning"] { background: $warning_soft; color: $warning; }
QLabel[pill="done"] { background: $done_soft; color: $done; }
QLabel[pill="accent"] { background: $accent_soft; color: $accent; }

QWidget#rail { background: $rail; }
QWidget#rail QToolButton { color: $rail_muted; border: none; border-radius: 6px; padding: 8px;
  text-align: left; font-weight: 500; background: transparent; }
QWidget#rail QToolButton:hover { background: $rail_active; color: $rail_text; }
QWidget#rail QToolButton:checked { background: $rail_active; color: $rail_text;
  font-weight: 600; }
QWidget#rail QToolButton:focus { border: 1px solid $rail_muted; }
QWidget#header { background: $surface; border-bottom: 1px solid $border; }
QWidget#statusbar { background: $surface; border-top: 1px solid $border; }
QWidget#statusbar QLabel { color: $muted; font-size: ${small}pt; }
QWidget#statusbar QLabel[kind="saved"] { color: $done; }
QWidget#toolstrip, QWidget#filterbar { background: $surface; border-bottom: 1px solid $border; }
QWidget#panel { background: $surface; }
QWidget#desk { background: $desk; border: none; }

QPushButton, QToolButton[kind="button"], QToolButton[kind="chip"] { background: $surface;
  color: $text; border: 1px solid $border; border-radius: 6px; padding: 5px 12px;
  min-height: ${control}px; }
QPushButton:hover, QToolButton[kind="button"]:hover, QToolButton[kind="chip"]:hover {
  background: $raised; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QToolButton[kind="button"] { padding: 4px 12px 3px; }
QPushButton:pressed { background: $neutral_soft; }
QPushButton:disabled, QToolButton[kind="button"]:disabled { color: $muted; background: $window; }
QPushButton[kind="primary"], QPushButton:default { background: $accent; color: $on_accent;
  border: 1px solid $accent; }
QPushButton[kind="primary"] { font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton:default:hover { background: $accent_hover;
  border-color: $accent_hover; }
QPushButton[kind="primary"]:focus, QPushButton:default:focus { border: 2px solid $text;
  padding: 4px 11px; }
QPushButton[kind="primary"]:disabled, QPushButton:default:disabled {
  background: $neutral_soft; color: $muted; border-color: $border; }
QPushButton[kind="big"] { text-align: left; padding: 14px 18px; font-weight: 600; }
QPushButton[kind="link"], QToolButton[kind="link"] { border: none; background: transparent;
  color: $accent; padding: 4px 6px; font-weight: 600; }
QPushButton[kind="link"]:hover, QToolButton[kind="link"]:hover { background: $accent_soft;
  border-radius: 6px; }
QToolButton[kind="chip"] { border-radius: ${chip}px; padding: 2px 10px; }
QToolButton[kind="chip"]:checked, QToolButton[kind="chip"][active="true"] {
  background: $accent_soft; color: $accent; border-color: $accent; font-weight: 600; }
QToolButton[kind="tally"] { border: 1px solid transparent; border-radius: ${tally}px;
  padding: 2px 10px; font-size: ${small}pt; font-weight: 600; background: $neutral_soft;
  color: $text; }
QToolButton[kind="tally"][tone="done"] { background: $done_soft; color: $done; }
QToolButton[kind="tally"][tone="accent"] { background: $accent_soft; color: $accent; }
QToolButton[kind="tally"][tone="warning"] { background: $warning_soft; color: $warning; }
QToolButton[kind="tally"][tone="error"] { background: $error_soft; color: $error; }
QToolButton[kind="tally"]:hover { border: 1px solid $muted; }
QToolButton[kind="tally"]:focus { border: 1px solid $accent; }
QToolButton[kind="tally"]:checked { border: 2px solid $text; padding: 1px 9px; }
QToolButton[kind="tool"] { border: 1px solid transparent; border-radius: 6px; padding: 4px;
  background: transparent; }
QToolButton[kind="tool"]:hover { background: $raised; }
QToolButton[kind="tool"]:checked { background: $accent_soft; }
QToolButton[kind="tool"]:focus { border: 1px solid $accent; }
QToolButton[kind="nav"] { border: none; border-radius: 6px; padding: 7px 10px; text-align: left;
  background: transparent; }
QToolButton[kind="nav"]:hover { background: $raised; }
QToolButton[kind="nav"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QToolButton[kind="nav"]:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: url($icons/arrow-down.svg); width: 12px; height: 12px;
  subcontrol-position: right center; right: 6px; }
QToolButton[menued="true"] { padding-right: 22px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox { background: $surface;
  color: $text; border: 1px solid $border; border-radius: 6px; padding: 4px 8px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: ${control}px; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {
  border: 1px solid $accent; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $window; color: $text; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border: 1px solid $error; }
QLineEdit#search { padding-left: 4px; }
QTextEdit#surface { border: 1px solid $surface; border-radius: 0; padding: 0; }
QTextEdit#surface:focus { border: 1px solid $accent; }
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($icons/arrow-down.svg); width: 14px;
  height: 14px; }
QDateEdit::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: ${control}px; padding: 2px 6px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 16px; height: 16px;
  border: 1px solid $muted; background: $surface; }
QCheckBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent;
  border-color: $accent;
  image: url($icons/tick-$mode.svg); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url($icons/dot-$mode.svg); }
QCheckBox:focus, QRadioButton:focus { color: $accent; }

QTableView, QTreeView, QListView, QTableWidget, QListWidget { background: $surface; color: $text;
  border: none; outline: 0; gridline-color: $border; selection-background-color: $accent_soft;
  selection-color: $text; }
QTreeView#framed::item { padding: 4px 4px; }
QTreeView#framed, QTableView#framed, QTableWidget#framed, QListWidget#framed {
  border: 1px solid $border;
  border-radius: 6px; }
QListView#choices { border: 1px solid $border; border-radius: 6px; padding: 4px; }
QListView#choices::item { min-height: ${control}px; padding: 1px 6px; }
QListWidget::item { padding: 7px 10px; }
QListWidget::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none;
  border-bottom: 1px solid $border; padding: 6px 8px; font-weight: 600; font-size: ${small}pt; }
QHeaderView::section:hover { color: $text; }
QHeaderView#filterheader::section { padding-right: ${funnel}px; }
QHeaderView#filterheader::up-arrow, QHeaderView#filterheader::down-arrow { width: 10px;
  subcontrol-origin: padding; subcontrol-position: center right; right: ${arrow}px; }
QDialog#palette { background: $surface; border: 1px solid $border; }
QLineEdit#palette-line { border: none; border-bottom: 1px solid $border; border-radius: 0;
  padding: 10px 14px; font-size: ${section}pt; }
QTextBrowser#guide { border: none; padding: 8px 16px; }
QTableCornerButton::section { background: $surface; border: none; }

QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text; padding: 8px 12px; border: none;
  border-bottom: 2px solid transparent; margin: 0 2px; }
QTabBar::tab { min-height: ${tab}px; }
QTabBar[tight="true"]::tab { padding: 8px 3px; margin: 0; }
QTabBar::tab:hover { color: $accent; }
QTabBar::tab:selected { color: $accent; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar:focus { outline: none; }
QTabBar::tab:focus { background: $accent_soft; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; color: $text; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QProgressBar { background: $neutral_soft; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QFrame#toast { background: $toast; border-radius: 8px; }
QFrame#toast QLabel { color: $on_toast; }
QFrame#toast QPushButton { background: transparent; border: none; color: $toast_action;
  font-weight: 700; padding: 4px 10px; }
QFrame#toast QPushButton:hover { background: $toast_hover; border-radius: 6px; }
QFrame#notice { background: $accent_soft; border-radius: 6px; }
QWidget#boardcolumn { background: $window; border-radius: 8px; }
QWidget#boardcolumn[lit="true"] { background: $accent_soft; }
QListView#cards { background: transparent; padding: 4px; }
QLabel#quote { background: $window; border-left: 3px solid $accent; padding: 6px 10px; }
QLabel#cellproblem { background: $surface; border: 1px solid $error; border-radius: 4px;
  padding: 4px 8px; }
QFrame#drop { background: $accent_soft; border: 2px dashed $accent; border-radius: 12px; }
QFrame#dropplace { background: $surface; border: 2px dashed $border; border-radius: 12px; }
QFrame#line { background: $border; border: none; max-height: 1px; }
QFrame#finding { background: transparent; border: none; border-bottom: 1px solid $border; }
QFrame#finding:hover { background: $raised; }
QFrame#finding:focus { background: $accent_soft; }
QPushButton[kind="crumb"] { border: none; background: transparent; color: $muted; padding: 4px 4px;
  font-weight: 500; }
QPushButton[kind="crumb"]:hover { color: $accent; }
QPushButton[kind="crumb"]:focus { color: $accent; border-bottom: 1px solid $accent; }
QLabel[kind="editor-title"] { font-size: ${section}pt; font-weight: 600; }
QWidget#editor { background: $surface; }
QWidget#outlinepanel { background: $outline; }
QTreeView#outline { background: transparent; }
QTreeView#outline::item { padding: 3px 4px 3px 0; border-radius: 4px; }
QTreeView#outline::item:hover { background: $raised; }
QTreeView#outline::item:selected { background: $accent_soft; color: $accent; }
QWidget#nextfindings { background: $surface; border-top: 1px solid $border; }
QFrame#line-of-findings { background: transparent; border: none; }
QFrame#line-of-findings:hover { background: $raised; }
QFrame#line-of-findings:focus { background: $accent_soft; }
QTreeView#outline::branch { background: transparent; }
QTreeView#outline::branch:has-children:closed { image: url($icons/branch-closed.svg); }
QTreeView#outline::branch:has-children:open { image: url($icons/arrow-down.svg); }
QWidget#findbar { background: $surface; border-top: 1px solid $border; }
QWidget#noticebar { background: $accent_soft; border-bottom: 1px solid $border; }
QFrame#divider { background: $border; border: none; margin: 3px 3px; }
QToolButton[kind="tool"][word="true"] { padding: 4px 2px; font-weight: 500; }
QToolButton[kind="tool"][letter="b"] { font-weight: 800; }
QToolButton[kind="tool"][word="true"]:checked { color: $accent; font-weight: 600; }
QToolButton[kind="tool"][menued="false"]::menu-indicator { image: none; width: 0; }
QToolButton[kind="button"][menued="false"]::menu-indicator { image: none; width: 0; }
"""


def style_sheet(tokens: Tokens, points: float, scale: float) -> str:
    """Return the style sheet for text of ``points`` at ``scale`` (1.0 is the usual size)."""
    values = {key: str(value) for key, value in asdict(tokens).items()}
    dark = tokens.dark
    values |= {
        "title": f"{points * 1.4:.2f}",
        "section": f"{points * 1.2:.2f}",
        "huge": f"{points * 2.3:.2f}",
        "small": f"{points * 0.92:.2f}",
        "control": str(round(20 * scale)),
        "pill": str(round(7 * scale)),
        "chip": str(round(12 * scale)),
        "tally": str(round(11 * scale)),
        "tab": str(round(22 * scale)),
        "funnel": str(round(26 * scale)),
        "arrow": str(round(24 * scale)),
        "mode": "dark" if dark else "light",
        "outline": "#171e22" if dark else "#fafbfc",
        "handle": "#46535b" if dark else "#c3ccd3",
        "toast": "#e5eaed" if dark else "#1d2a31",
        "on_toast": "#18222c" if dark else "#ffffff",
        "toast_action": "#0f6068" if dark else "#8fd6dd",
        "toast_hover": "#cfd8dc" if dark else "#2f3f47",
        "icons": resource("icons").as_posix(),
    }
    return Template(_SHEET).substitute(values)
