"""The office's own templates in the settings: copied, written, renamed, deleted, shared."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.workflow import documents, templates
from tests.ui.person import Answers
from ui.context import Context
from ui.drafting.saving_as_template import save_as_template
from ui.settings.template_name_dialog import TemplateNameDialog
from ui.settings.templates_section import TemplatesSection


def shown(qtbot: QtBot, context: Context) -> TemplatesSection:
    section = TemplatesSection(context)
    qtbot.addWidget(section)
    section.resize(1000, 600)
    with qtbot.waitExposed(section):
        section.show()
    section.reload()
    return section


def named(qtbot: QtBot, section: TemplatesSection, name: str) -> None:
    dialog = section.findChild(TemplateNameDialog)
    assert dialog is not None
    dialog.name.line.setText(name)
    dialog.name.changed.emit()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)


def own(context: Context) -> list[str]:
    return [one.name for one in templates.every(context.workspace.store) if one.own]


def test_one_of_ours_is_read_copied_and_changed(qtbot: QtBot, context: Context) -> None:
    section = shown(qtbot, context)
    assert section.text.isReadOnly() and not section.remove.isEnabled()
    qtbot.mouseClick(section.copy, Qt.MouseButton.LeftButton)
    named(qtbot, section, "Kế hoạch của xã")
    assert own(context) == ["Kế hoạch của xã"] and not section.text.isReadOnly()
    section.text.setPlainText(section.text.toPlainText().replace("KINH PHÍ", "NGUỒN KINH PHÍ"))
    qtbot.waitUntil(section.save.isEnabled)
    qtbot.mouseClick(section.save, Qt.MouseButton.LeftButton)
    kept = templates.every(context.workspace.store)[0]
    assert "NGUỒN KINH PHÍ" in kept.source and not section.save.isEnabled()


def test_a_mistake_is_shown_with_its_line_and_is_not_kept(qtbot: QtBot, context: Context) -> None:
    section = shown(qtbot, context)
    section._copy("Của xã")
    good = section.text.toPlainText()
    section.text.setPlainText(good + "\n{{ khong_co }}")
    section._try()
    line = str(good.count("\n") + 2)
    assert section.problem.isVisible() and line in section.problem.text()
    assert section.text.extraSelections() and not section.save.isEnabled()
    said: list[str] = []
    context.happened.connect(lambda sentence, back: said.append(sentence))
    section.flush()
    assert len(said) == 1
    assert templates.every(context.workspace.store)[0].source == good


def test_the_wrong_line_is_gone_to(qtbot: QtBot, context: Context) -> None:
    section = shown(qtbot, context)
    section._copy("Của xã")
    assert section.wrong.isHidden()
    section.text.setPlainText(section.text.toPlainText() + "\n{{ khong_co }}")
    section._try()
    assert section.text.textCursor().position() == 0
    qtbot.mouseClick(section.wrong, Qt.MouseButton.LeftButton)
    assert section.text.textCursor().block().text() == "{{ khong_co }}"


def test_lines_are_put_in_by_menu_and_make_a_document(qtbot: QtBot, context: Context) -> None:
    section = shown(qtbot, context)
    assert not section.lines.isEnabled()
    section._copy("Của xã")
    section.text.setPlainText('+++\nname = "Của xã"\nkind = "KH"\n+++\n')
    menu = section.lines.menu()
    for action in menu.actions()[:-1]:
        action.trigger()
    assert section.text.toPlainText().startswith('+++\nname = "Của xã"\nkind = "KH"\n+++\n# ')
    menu.actions()[-1].trigger()
    section.text.insertPlainText("Họp về việc gì")
    assert 'label = "Họp về việc gì"\n\n+++\n' in section.text.toPlainText()
    section._try()
    assert not section.problem.text() and section.save.isEnabled()


def test_the_head_of_a_template_stands_back(qtbot: QtBot, context: Context) -> None:
    section = shown(qtbot, context)
    section._copy("Của xã")
    section.text.setPlainText("+++\nx = 1\n+++\n# MỤC\n- Năm {{ nam }}")

    def colours(line: int) -> list[str]:
        block = section.text.document().findBlockByNumber(line)
        return [one.format.foreground().color().name() for one in block.layout().formats()]

    theme = context.theme
    assert colours(1) == [theme.color("muted").name()]
    assert colours(4) == [theme.color("accent").name()] * 2


def test_a_template_is_renamed_deleted_and_brought_back(qtbot: QtBot, context: Context) -> None:
    section = shown(qtbot, context)
    section._copy("Của xã")
    qtbot.mouseClick(section.rename, Qt.MouseButton.LeftButton)
    named(qtbot, section, "Tên mới")
    assert own(context) == ["Tên mới"]
    backs: list[object] = []
    context.happened.connect(lambda sentence, back: backs.append(back))
    qtbot.mouseClick(section.remove, Qt.MouseButton.LeftButton)
    assert own(context) == []
    assert callable(backs[0])
    backs[0]()
    assert own(context) == ["Tên mới"]


def test_a_template_goes_out_and_comes_in_as_a_file(
    qtbot: QtBot, context: Context, answers: Answers, tmp_path: Path
) -> None:
    section = shown(qtbot, context)
    answers.target = tmp_path / "mẫu.papimau"
    qtbot.mouseClick(section.export, Qt.MouseButton.LeftButton)
    assert answers.target.is_file()
    answers.file = answers.target
    qtbot.mouseClick(section.take, Qt.MouseButton.LeftButton)
    assert len(own(context)) == 1
    answers.file = tmp_path / "không phải mẫu.papimau"
    answers.file.write_text("xin chào", encoding="utf-8")
    qtbot.mouseClick(section.take, Qt.MouseButton.LeftButton)
    assert len(answers.told) == 1 and len(own(context)) == 1


def test_a_document_becomes_a_template_with_a_way_back(qtbot: QtBot, context: Context) -> None:
    parent = shown(qtbot, context)
    backs: list[object] = []
    context.happened.connect(lambda sentence, back: backs.append(back))
    row = documents.listing(context.workspace.store, kind="KH")[0]
    save_as_template(context, row.id, parent)
    dialog = parent.findChild(TemplateNameDialog)
    assert dialog is not None and dialog.name.value() == row.title
    named(qtbot, parent, row.title)
    del dialog
    qtbot.waitUntil(lambda: parent.findChild(TemplateNameDialog) is None)
    assert own(context) == [row.title]
    assert callable(backs[0])
    backs[0]()
    assert own(context) == []
