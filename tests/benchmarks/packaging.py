"""P4: a package of an audit with photos written, verified and imported, against plain tools over the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import bagit

from desktop.actions import audits, evidence, packages
from desktop.actions.opening import open_workspace
from tests.benchmarks.measure import Row, paired, peak_memory
from tests.benchmarks.samples import photos, scheme_ids, workspace

COUNT = int(os.environ.get("FIELDAUDIT_BENCH_PHOTOS", "200"))


def run() -> list[Row]:
    with workspace() as (ws, folder):
        files = photos(folder / "photos", COUNT)
        scheme = scheme_ids()[0]
        audit = audits.create(ws, scheme=scheme, client="岚川电器股份有限公司").audit
        evidence.add_files(ws, audit, files)
        out = folder / "audit.zip"
        plain = folder / "plain"
        plain.mkdir()
        for entry in ws.audit(audit).document.evidence:
            ws.vault.copy_to(entry.sha256 or "", plain / f"{entry.sha256}.jpg")
        size = sum(path.stat().st_size for path in plain.iterdir())
        what = f"{COUNT} photos, {size / 1e6:.0f} MB"

        def write() -> None:
            packages.write(ws, audit, out, with_report=False)

        def copy_and_sum() -> None:
            copied = folder / "copied"
            shutil.rmtree(copied, ignore_errors=True)
            subprocess.run(["cp", "-r", str(plain), str(copied)], check=True)
            subprocess.run("sha256sum * > ../sums", shell=True, check=True, cwd=copied)

        def verify() -> None:
            packages.verify(out)

        def hash_all() -> None:
            for path in plain.iterdir():
                with path.open("rb") as file:
                    hashlib.file_digest(file, "sha256")

        rows = [Row("P4", f"package written ({what}) / cp, then sha256sum", *paired(write, copy_and_sum), 0.8)]
        rows.append(Row("P4", f"package verified ({what}) / hashlib", *paired(verify, hash_all), 1.2))
        rows.append(Row("P4", f"package written ({what}) / bagit.py and zip", *paired(write, lambda: _bag(plain, folder), 2), 0.4))
        rows.append(_import(folder, out, hash_all, what))
    return rows


def _bag(plain: Path, folder: Path) -> None:
    bag = folder / "bag"
    shutil.rmtree(bag, ignore_errors=True)
    shutil.copytree(plain, bag)
    bagit.make_bag(str(bag), checksums=["sha256"])
    with zipfile.ZipFile(folder / "bag.zip", "w", zipfile.ZIP_STORED) as container:
        for path in sorted(bag.rglob("*")):
            if path.is_file():
                container.write(path, path.relative_to(folder))


def _import(folder: Path, out: Path, reference: object, what: str) -> Row:
    number = iter(range(100))
    before = peak_memory()[0]

    def take() -> None:
        ws = open_workspace(folder / f"store{next(number)}", "bench")
        packages.import_package(ws, out)
        ws.close()

    mine, other = paired(take, reference, 2)  # type: ignore[arg-type]
    grown = peak_memory()[0] - before
    return Row("P4", f"package imported ({what}) / hashlib; peak memory +{grown:.0f} MB", mine, other, None)
