"""Make the pictures of the program's icon (PNG and ICO) from its drawing; needs Qt."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def picture(drawing: QSvgRenderer, size: int) -> Image.Image:
    """Return the drawing as a square picture of ``size`` pixels with transparent corners."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()))


def main() -> None:
    """Write ``papidesk.png`` (256 pixels) and ``papidesk.ico`` (all sizes) beside the drawing."""
    application = QGuiApplication(sys.argv)
    drawing = QSvgRenderer(str(ICONS / "papidesk.svg"))
    pictures = [picture(drawing, size) for size in SIZES]
    pictures[-1].save(ICONS / "papidesk.png", optimize=True)
    pictures[-1].save(
        ICONS / "papidesk.ico",
        sizes=[(size, size) for size in SIZES],
        append_images=pictures[:-1],
    )
    application.quit()


if __name__ == "__main__":
    main()
