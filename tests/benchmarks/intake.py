"""P3: photos of 12 megapixels taken in, against two processes that read, hash, write and shrink them; growth and memory."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from desktop.actions import audits, evidence
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from tests.benchmarks.measure import Row, peak_memory, settle_disk
from tests.benchmarks.samples import photos, scheme_ids

# 10n; n is a tenth of it.
COUNT = int(os.environ.get("FIELDAUDIT_BENCH_INTAKE", "500"))
RUNS = int(os.environ.get("FIELDAUDIT_BENCH_RUNS", "5"))
_PROCESSES = 2
_TICK = 0.005


def run() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="fieldaudit-bench-") as name:
        folder = Path(name)
        files = photos(folder / "photos", COUNT)
        few = files[: max(10, COUNT // 10)]  # fewer are taken in without helpers
        size = sum(path.stat().st_size for path in files) / 1e6
        large, small = _paired(folder, files), _paired(folder, few)
        what = f"{COUNT} photos of 12 MP, {size:.0f} MB"
        rows = [
            Row("P3", f"taken in ({what}) / read, sha256, write, thumbnail", *large, 1.2),
            Row("P3", f"taken in ({len(few)} of them) / the same", *small, None),
            # Against the reference of the same minutes: a machine that slows down slows both.
            Row("P3", f"that ratio at {COUNT} / at {len(few)}", large[0] / large[1], small[0] / small[1], None, "x"),
        ]
        memory = {len(paths): _memory(folder / f"apart{len(paths)}", paths) for paths in (few, files)}
        for who, where in (("program", 0), ("helper", 1)):
            rows.append(
                Row("P3", f"peak memory of the {who}, {COUNT} / {len(few)}", memory[COUNT][where], memory[len(few)][where], 1.2, "MB")
            )
        rows.append(Row("P3", "longest that another thread waits meanwhile / 50 ms", _longest_wait(folder / "wait", few), 0.05, 1.0))
        return rows


def _paired(folder: Path, paths: list[Path]) -> tuple[float, float]:
    """Medians of ours and the reference, run in turn after a warm-up. Neither finds what the other left for the disk to do."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(RUNS + 1):
        for place, kept in enumerate(times):
            target = folder / "target"
            store = _empty(target) if place == 0 else None
            settle_disk()
            start = time.perf_counter()
            if store:
                _take(*store, paths)
            else:
                plain(target, paths)
            if turn:
                kept.append(time.perf_counter() - start)
            if store:
                store[0].close()
            shutil.rmtree(target)
    return statistics.median(times[0]), statistics.median(times[1])


def _empty(folder: Path) -> tuple[Workspace, str]:
    """A store with one audit without evidence."""
    ws = open_workspace(folder, "bench")
    return ws, audits.create(ws, scheme=scheme_ids()[0], client="岚川电器股份有限公司").audit


def _take(ws: Workspace, audit: str, paths: list[Path]) -> None:
    added = evidence.add_files(ws, audit, paths)
    assert len(added.added) == len(paths), added.refused


def plain(folder: Path, paths: list[Path]) -> None:
    """The least that could be done, by two processes."""
    folder.mkdir()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_PROCESSES, mp_context=context) as pool:
        for _size in pool.map(_one, paths, itertools.repeat(folder), chunksize=4):
            pass


def _one(path: Path, folder: Path) -> int:
    from PIL import Image

    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    (folder / digest).write_bytes(data)
    with Image.open(io.BytesIO(data)) as image:
        image.draft("RGB", (320, 320))
        image.thumbnail((320, 320))
        out = io.BytesIO()
        image.save(out, "JPEG")
    return out.tell()


def _memory(folder: Path, paths: list[Path]) -> tuple[float, float]:
    """Peak megabytes of a program that does nothing else, and of the largest of its helpers."""
    listed = folder.with_suffix(".json")
    listed.write_text(json.dumps([str(path) for path in paths]), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.intake", str(folder), str(listed)], check=True, capture_output=True, encoding="utf-8"
    )
    own, helpers = json.loads(done.stdout)
    return own, helpers


def _longest_wait(folder: Path, paths: list[Path]) -> float:
    """Seconds that a thread which wants to run every 5 ms was held up at most, while another reads files in."""
    ws, audit = _empty(folder)
    longest = 0.0
    with evidence.prepare(ws, audit) as intake:
        reading = threading.Thread(target=intake.read, args=(paths,))
        reading.start()
        while reading.is_alive():
            start = time.perf_counter()
            time.sleep(_TICK)
            longest = max(longest, time.perf_counter() - start - _TICK)
        intake.commit(ws)
    ws.close()
    return longest


if __name__ == "__main__":
    os.environ.setdefault("FIELDAUDIT_PASSPHRASE", "bench")
    begun = _empty(Path(sys.argv[1]))
    _take(*begun, [Path(name) for name in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))])
    begun[0].close()
    print(json.dumps(peak_memory()))
