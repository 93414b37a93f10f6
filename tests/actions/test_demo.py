"""The demo: its samples are what they say they are, the whole job runs, and nobody's folder is harmed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.actions import audits, concluding, evidence, history, packages
from desktop.actions.demo import MARK, PASSPHRASE, DemoResult, run_demo, sample_audits, take_in_at_office
from desktop.actions.demo_photos import SIZE, Shot, photograph
from desktop.actions.demo_samples import Sample, samples, take_in, take_photos
from desktop.actions.opening import open_workspace
from desktop.actions.workspace import Workspace
from desktop.base.errors import BadInput, NotVerified
from desktop.domain import corrections
from desktop.domain.notices import blocking
from desktop.domain.papers import is_begun, paper_titles
from desktop.domain.report_contents import common_kinds, missing_contents
from desktop.evidence import photo

NAMES = [sample.name for sample in samples()]
# Per sample: stars, label, what decides, kinds of conclusion it allows.
MEANT: dict[str, tuple[int, str, list[str], str]] = {
    "chengyu": (3, "三星级", ["survey.face_to_face"], "downgrade"),
    "beiheng": (7, "暂定七星级", [], "recommend"),
    "qian": (5, "暂定五星级", [], "recommend"),
}


def sample(name: str) -> Sample:
    return next(one for one in samples() if one.name == name)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    workspace = open_workspace(tmp_path / "store")
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoResult, list[str]]:
    said: list[str] = []
    return run_demo(tmp_path_factory.mktemp("demo") / "out", said.append, photos=3), said


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("edited", [False, True])
def test_sample_reaches_its_level_and_lacks_nothing(ws: Workspace, name: str, edited: bool) -> None:
    one = sample(name)
    audit = take_in(ws, one) if edited else audits.import_document(ws, one.document, name).audit
    view = ws.audit(audit)
    stars, label, decided_by, kind = MEANT[name]
    assert view.grade.complete
    assert view.grade.grade is not None
    assert (view.grade.grade.stars, view.grade.grade.label) == (stars, label)
    if decided_by:
        assert view.grade.decided_by == decided_by
    conclusion = view.document.conclusion
    assert conclusion is not None
    assert conclusion.kind == kind
    assert kind in [outcome.kind for outcome in view.grade.outcomes]
    forms = [form.kind for form in view.scheme.reports]
    assert "audit" in forms
    assert not {form: missing for form in forms if (missing := missing_contents(view.document, view.scheme, view.grade, form))}


def test_two_evaluations_make_seven_stars(ws: Workspace) -> None:
    parts = ws.audit(take_in(ws, sample("beiheng"))).grade.parts
    assert parts is not None
    assert [part.grade.stars for part in parts if part.grade] == [4, 3]


def test_respondents_give_the_percentage_of_their_channel() -> None:
    document = audits.read_document(sample("chengyu").document, "chengyu")
    channel = document.survey.face_to_face
    assert channel is not None
    asked = [response for response in document.responses if response.channel == "face_to_face"]
    assert len(asked) == channel.responses == 40
    questions = {f"q{number}" for number in range(1, 16)}
    assert {question for response in asked for question in response.answers} == questions
    got = sum(sum(response.answers.values()) for response in asked)
    most = sum(5 * len(response.answers) for response in asked)
    assert Decimal(100 * got) / most == channel.percent


def test_samples_use_every_kind_of_answer() -> None:
    documents = [audits.read_document(one.document, one.name) for one in samples()]
    answers = [answer for document in documents for answer in document.items.values()]
    for kind in ("score", "met", "sampled", "deductions", "excluded", "note"):
        assert any(getattr(answer, kind) is not None for answer in answers), kind
    assert any(document.special_deductions for document in documents)
    assert any(document.bonus for document in documents)
    assert any(visit.visitor and visit.visitor_alias for document in documents for visit in document.visits)
    assert max(len(document.sites) for document in documents) == 5


def test_photos_are_the_same_for_the_same_words_and_else_differ() -> None:
    shots = [shot for one in samples() for shot in one.photos]
    assert {shot.scene for shot in shots} == {"form", "screen", "chat", "board", "counter", "van", "shelf", "bench"}
    shot = Shot("form", "上门派工单", "2026-11-18T14:12:05", ("Aurora", "Aurora P60"), ("单号：WX-2107",))
    data = photograph(shot, "one")
    assert photograph(shot, "one") == data
    assert photograph(shot, "two") != data
    seen = photo.inspect(data)
    assert (seen.media_type, seen.width, seen.height) == ("image/jpeg", *SIZE)
    assert (seen.taken_at, seen.device) == ("2026-11-18T14:12:05+08:00", "Aurora P60")


@pytest.mark.parametrize("name", NAMES)
def test_photos_fit_their_audit(ws: Workspace, name: str) -> None:
    """Every link leads somewhere and every statement a photo proves is there, also for photos that other tests do not draw."""
    one = sample(name)
    audit = take_in(ws, one)
    items = ws.audit(audit).document.items
    assert 12 <= len(one.photos) <= 24
    assert len({shot.file_name for shot in one.photos}) == len(one.photos)
    first = evidence.add_image_bytes(ws, audit, photograph(one.photos[0], name), "x.jpg").added[0]
    for shot in one.photos:
        for link in shot.links:
            evidence.link(ws, audit, first, link)
        if shot.deduction:
            item, place = shot.deduction
            assert len(items[item].deductions or ()) > place


def test_photos_stand_beside_the_statements_they_prove(ws: Workspace) -> None:
    one = sample("chengyu")
    audit = take_in(ws, one)
    assert take_photos(ws, audit, one, 2) == 2
    document = ws.audit(audit).document
    by_id = {entry.id: entry for entry in document.evidence}
    first = (document.items["4.1.4"].deductions or ())[0]
    assert [by_id[key].caption for key in first.evidence] == ["派工单 WX-2107，到达晚于约定 52 分钟"]


def test_first_start_puts_three_audits_into_the_store(ws: Workspace) -> None:
    seen: list[tuple[int, int]] = []
    done = sample_audits(ws, photos=1, progress=lambda count, of: seen.append((count, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert {row.id for row in audits.listing(ws)} == {changes.audit for changes in done}
    for changes in done:
        (entry,) = changes.view.document.evidence
        assert evidence.thumbnail(ws, entry.sha256 or "").startswith(b"\xff\xd8")


def test_whole_job(demo: tuple[DemoResult, list[str]]) -> None:
    result, said = demo
    out = Path(result.folder)
    assert {path.name for path in out.iterdir()} == {MARK, "README.txt", "store", "head-office-store", "photos", "reports", "packages"}
    assert {audit.client for audit in result.audits} == {"北桓净水科技有限公司", "澄屿家居服务有限公司", "栖岸厨电有限公司"}
    assert PASSPHRASE in (out / "README.txt").read_text(encoding="utf-8")
    assert any("80%" in line and "75" in line for line in said)
    field, office = open_workspace(Path(result.store), PASSPHRASE), open_workspace(Path(result.head_office_store), PASSPHRASE)
    try:
        for audit in result.audits:
            document, scheme = field.audit(audit.audit).document, field.audit(audit.audit).scheme
            # No report of visits where the scheme has none: it would only say so.
            unvisited = set() if scheme.visits else {"visits"}
            begun = {kind for kind in paper_titles(scheme) if is_begun(document, kind)}
            made = {Path(path).stem for path in audit.reports}
            assert made == {form.kind for form in scheme.reports} | (set(common_kinds(scheme)) - unvisited) | begun
            assert all(Path(path).read_bytes().startswith(b"%PDF-") for path in audit.reports)
            assert packages.verify(Path(audit.package)).digest == audit.digest
            assert audits.export_document(field, audit.audit) == audits.export_document(office, audit.audit)
            assert field.audit(audit.audit).grade == office.audit(audit.audit).grade
            assert len(history.history(office, audit.audit)) == audit.actions > 8
            entries = field.audit(audit.audit).document.evidence
            assert [hashlib.sha256(evidence.original(office, entry.sha256 or "")).hexdigest() for entry in entries] == [
                entry.sha256 for entry in entries
            ]
            assert audit.photos == len(entries) == 3
    finally:
        field.close()
        office.close()


def test_one_sample_is_a_whole_paper_trail(demo: tuple[DemoResult, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """From the application to the accepted corrections and the receipt: nothing critical, every form that the audit can have."""
    monkeypatch.setenv("FIELDAUDIT_NOW", "2026-11-25T09:00:00+08:00")
    result, said = demo
    own = next(audit for audit in result.audits if "栖岸" in audit.client)
    field = open_workspace(Path(result.store), PASSPHRASE)
    try:
        view = field.audit(own.audit)
        assert not blocking(concluding.check(field, own.audit))
        empty = [kind for kind in paper_titles(view.scheme) if not is_begun(view.document, kind)]
        assert empty == ["scoring-rounds", "termination"]
        states = [one.state for one in corrections.standings(view.document) if one.needed]
        assert states == ["accepted", "accepted"]
        assert any(one.verdict == "sent-back" for one in view.document.corrections)
        (given,) = view.document.delivery
        pdf = Path(result.folder) / "reports" / "qian" / "given-to-client.pdf"
        assert given.sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()
        assert given.signature is not None
        assert str(given.received_on) == given.signature.at[:10] == "2026-11-19"
    finally:
        field.close()
    assert any("须整改 2 条，已接受 2 条" in line for line in said)


def test_head_office_that_sees_another_audit_is_told(ws: Workspace, tmp_path: Path) -> None:
    audit = take_in(ws, sample("qian"))
    packages.write(ws, audit, tmp_path / "a.zip", with_report=False)
    audits.set_fields(ws, audit, "client", {"headcount": 269})
    office = open_workspace(tmp_path / "office")
    try:
        with pytest.raises(NotVerified, match="不一致"):
            take_in_at_office(ws, office, audit, tmp_path / "a.zip")
    finally:
        office.close()


def test_command_replaces_an_earlier_demo_and_opens_the_window(tmp_path: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.cli.main import run

    out = tmp_path / "out"
    first = run_cli("demo", "--out", out, "--photos", "0", "--json").json()
    (out / "mine.txt").write_text("我的文件", encoding="utf-8")
    opened: list[tuple[Path | None, str | None]] = []

    def open_window(store: Path | None, audit: str | None) -> int:
        # As the window does it: without being told a passphrase.
        workspace = open_workspace(store)
        opened.extend((store, row.client) for row in audits.listing(workspace))
        workspace.close()
        assert audit is None
        return 0

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("FIELDAUDIT_PASSPHRASE", "something else")
    assert run(["demo", "--out", str(out), "--photos", "0"], open_window) == 0
    assert {store for store, _client in opened} == {Path(first["store"])}
    assert len(opened) == 3
    assert (out / "mine.txt").read_text(encoding="utf-8") == "我的文件"
    second = run_cli("audit", "list", "--store", out / "store", "--json").json()
    assert not {row["id"] for row in second} & {audit["audit"] for audit in first["audits"]}


@pytest.mark.parametrize("what", ["folder", "file", "store"])
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, run_cli: Any, what: str) -> None:
    out = tmp_path / "mine"
    if what == "file":
        out.write_text("我的文件", encoding="utf-8")
    else:
        (out / "store").mkdir(parents=True)
        (out / "store" / "letter.txt").write_text("我的文件", encoding="utf-8")
    words = ("--store", out) if what == "store" else ("--out", out)
    ran = run_cli("demo", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "请" in ran.err
    kept = out if what == "file" else out / "store" / "letter.txt"
    assert kept.read_text(encoding="utf-8") == "我的文件"
    assert not (out / MARK).exists()


def test_a_photo_count_out_of_bounds_is_refused(tmp_path: Path, run_cli: Any) -> None:
    assert run_cli("demo", "--out", tmp_path / "out", "--photos", "-1").code == 2
    assert not (tmp_path / "out").exists()
    with pytest.raises(BadInput):
        run_demo(Path(__file__), print)
