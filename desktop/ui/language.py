"""The language of the window: Qt's own words in Simplified Chinese; ours are the source text."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def load(app: QApplication) -> None:
    """Chinese for what Qt says by itself (menus of fields, file dialogs), and Chinese conventions for dates."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
