"""Everything an audit has to print, written into one folder: its reports and the forms that hold something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from desktop.actions import reports
from desktop.actions.workspace import Workspace
from desktop.base.errors import Cancelled, Refused, reason
from desktop.base.files import safe_name, write_file
from desktop.base.words import _

MOST_FOLDERS = 1000


class PreparedPaper(Struct, frozen=True):
    """One paper: its kind, the name of its file, and what lays it out on any thread."""

    kind: str
    name: str
    lay_out: Callable[[], bytes]


def prepare_all(ws: Workspace, audit: str, *, client_copy: bool = False) -> list[PreparedPaper]:
    """Every report and every form that holds something, in their order, as the audit stands now."""
    pictures = reports.kept_pictures()
    return [
        PreparedPaper(
            kind,
            f"{place:02d} {safe_name(title)}.pdf",
            reports.prepare(ws, audit, kind, client_copy=client_copy, pictures=pictures),
        )
        for place, (kind, title) in enumerate(reports.kinds(ws.audit(audit)), 1)
    ]


def write_all(
    papers: Sequence[PreparedPaper], folder: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> list[Path]:
    """Write papers into a folder that is made for them. Cancelled or in an error nothing stays behind."""
    made = _new_folder(folder)
    written: list[Path] = []
    try:
        for place, paper in enumerate(papers):
            progress(place, len(papers))
            if cancelled():
                raise Cancelled("")
            path = made / paper.name
            write_file(path, paper.lay_out())
            written.append(path)
        progress(len(papers), len(papers))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        made.rmdir()
        raise
    return written


def _new_folder(folder: Path) -> Path:
    """A folder of this name, or with a number behind it when there is one already."""
    for place in range(1, MOST_FOLDERS):
        made = folder if place == 1 else folder.with_name(f"{folder.name} {place}")
        try:
            made.mkdir()
        except FileExistsError:
            continue
        except OSError as error:
            raise Refused(_("文件夹 {folder} 建不了：{reason}。请换一个位置。").format(folder=made, reason=reason(error))) from None
        return made
    raise Refused(_("文件夹 {folder} 已经有很多份，请换一个位置。").format(folder=folder))
