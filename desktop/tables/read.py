"""A table from a file, by what the file holds and not by its name."""

from __future__ import annotations

from pathlib import Path

from desktop.base.errors import BadInput
from desktop.base.files import read_file
from desktop.base.words import _
from desktop.domain.survey_table import Table
from desktop.tables.sheet_xml import Watch

LIMIT = 64 * 1024 * 1024


def read_table(path: Path, sheet: str | None = None, watch: Watch = None) -> Table:
    """The table of an XLSX or CSV file of at most 64 MB. Raises BadInput with the reason, Cancelled when `watch` says so."""
    return table_of(read_file(path, LIMIT), path.name, sheet, watch)


def table_of(data: bytes, name: str, sheet: str | None = None, watch: Watch = None) -> Table:
    """The same of a file's bytes."""
    if not data.strip():
        raise BadInput(_("{name}：文件是空的。").format(name=name))
    if data.startswith(b"PK"):
        from desktop.tables.xlsx import read_xlsx

        return read_xlsx(data, name, sheet, watch)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput(_("{name}：是旧版 .xls 或有密码的工作簿，请用 Excel 打开，取消密码并另存为 .xlsx 后再导入。").format(name=name))
    if data.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"%pdf", b"{\\rtf")):
        raise BadInput(_("{name}：内容不是表格数据，请导出为 CSV 或 .xlsx 后再导入。").format(name=name))
    from desktop.tables.csv_text import read_csv

    return read_csv(data, name, watch)
