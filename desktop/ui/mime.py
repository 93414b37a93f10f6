"""What is dropped or pasted: files of this machine, or a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def files_of(mime: QMimeData) -> list[Path]:
    """Files and folders of this machine among it."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def image_of(mime: QMimeData) -> QImage | None:
    """The picture in it, as pixels."""
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def may_hold(mime: QMimeData) -> bool:
    """Whether it is worth letting go here, while it is still held."""
    return mime.hasUrls() or mime.hasImage()
