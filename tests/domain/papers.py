"""A whole audit on paper: everything the approval list of one scheme asks for, so that a test can take one thing away."""

from __future__ import annotations

from typing import Any

from desktop.domain.rules import Rules

DAY = "2026-11-20"
_LEADER = {
    "id": "m1",
    "name": "韩知远",
    "role": "leader",
    "registration": "2024-N1SC-1",
    "days": "1",
    "competence": "家电",
    "independent": True,
}
_AUDITOR = {
    "id": "m2",
    "name": "周以宁",
    "role": "auditor",
    "registration": "2024-N1SC-2",
    "days": "1",
    "competence": "家电",
    "independent": True,
}
_SIGNED = {"name": "许经理", "role": "服务总监", "at": f"{DAY}T09:00:00.000Z+08:00", "strokes": "10,10 20,20"}


def whole_audit(rules: Rules) -> dict[str, Any]:
    """An initial audit with every paper, at full marks but one deduction that was corrected. Points are of the borrowed table."""
    scheme = rules.scheme
    items: dict[str, dict[str, Any]] = {key: {"score": str(rule.points)} for key, rule in rules.items.items() if rule.is_leaf}
    items["5.1.1.2"] = {"deductions": [{"points": "0.5", "statement": "没有公示投诉电话", "evidence": ["e1"], "finding": "f1"}]}
    asked = [point.id for point in scheme.topics if not point.audits or "initial" in point.audits]
    people = [("韩知远", "team"), ("许经理", "client")]
    return {
        "client": {
            "name": "岚川电器股份有限公司",
            "address": "岚川市北岭路 1 号",
            "headcount": 60,
            "legal_status": "股份有限公司，执照长期有效",
            "outsourcing": "没有外包",
            "shifts": "一班",
            "activities": "家用电器的售后服务",
            "credit_code": "91330106MA2KCD7H67",
            "service_hours": "08:30-17:30",
        },
        "audit": {
            "kind": "initial",
            "number": "SH-2026-118",
            "purpose": "初次认证",
            "scope": "家用电器的售后服务",
            "criteria": "GB/T 27922-2011",
            "starts_on": DAY,
            "ends_on": DAY,
            "evaluated_on": DAY,
            "period": "2025-11 至 2026-10",
        },
        "applied_for": 5,
        "items": items,
        "sites": [
            {"id": "s1", "name": "北岭体验店", "address": "北岭路 3 号", "services": "维修", "headcount": 6, "service_hours": "09:00-18:00"}
        ],
        "team": [_LEADER, _AUDITOR],
        "evidence": [
            {"id": "e1", "name": "a.jpg", "sha256": "0" * 64, "media_type": "image/jpeg", "links": ["items/5.1.1.2", "corrections/c1"]}
        ],
        "application": {
            "received_on": "2026-10-01",
            "accepted": True,
            "reviewed_by": "林",
            "decided_on": "2026-10-03",
            "told_on": "2026-10-03",
        },
        "dossier": {point.id: {"received_on": "2026-10-01"} for point in scheme.documents},
        "admission": {point.id: {"result": "met", "grounds": "已查验", "on": "2026-10-03"} for point in scheme.admission},
        "person_days": {
            "planned_days": "2",
            "document_review_days": "0.5",
            "reason": "按规模核定",
            "approved_by": "林",
            "approved_on": "2026-10-04",
        },
        "appointment": {
            "number": "WT-1",
            "issued_on": "2026-10-10",
            "issued_by": "林",
            "noticed_on": "2026-10-11",
            "confirmed_by": "许经理",
            "confirmed_on": "2026-10-12",
            "file_reviewer": "傅",
            "decider": "沈",
        },
        "documents": [{"id": "d1", "title": "服务手册", "version": "B/1", "requirement": "5.1", "result": "suitable"}],
        "document_review": {"reviewed_by": "韩知远", "finished_on": "2026-11-01", "passed": True, "summary": "适宜、充分"},
        "training": {
            "held_on": "2026-11-18",
            "place": "线上",
            "trainer": "周以宁",
            "trainer_role": "auditor",
            "trainees": ["韩知远"],
            "content": "家电服务",
            "laws_suitable": True,
            "laws": "消费者权益保护法等，适宜",
            "leader_part": "审查要求",
            "signatures": [{**_SIGNED, "name": name} for name in ("韩知远", "周以宁")],
        },
        "plan": {"confirmed_by": "许经理", "confirmed_on": "2026-11-12", "travel_minutes": 30},
        "slots": [
            {"id": "p1", "kind": "meeting", "on": DAY, "start": "08:30", "end": "09:00", "people": ["m1", "m2"], "activity": "首次会议"},
            {"id": "p2", "on": DAY, "start": "09:00", "end": "12:00", "people": ["m1", "m2"], "items": list(rules.roots)},
            {"id": "p3", "on": DAY, "start": "13:30", "end": "16:00", "site": "s1", "people": ["m1", "m2"], "items": list(rules.roots)},
            {"id": "p4", "kind": "meeting", "on": DAY, "start": "16:40", "end": "17:20", "people": ["m1", "m2"], "activity": "末次会议"},
        ],
        "visit_plan": {"needed": False, "reason": "门店全部到访", "decided_by": "韩知远", "decided_on": "2026-11-01"},
        "topics": {key: {"found": "查阅记录并面谈，符合"} for key in asked},
        "meetings": {
            meeting.kind: {
                "started_at": f"{DAY} 09:00",
                "ended_at": f"{DAY} 09:30",
                "place": "会议室",
                "chair": "韩知远",
                "minutes": "按议程进行",
                "points": {point.id: {"done": True} for point in meeting.points},
            }
            for meeting in scheme.meetings
        },
        "attendance": [
            {"id": f"a{place}", "meeting": meeting.kind, "name": name, "side": side, "signature": {**_SIGNED, "name": name}}
            for place, (meeting, (name, side)) in enumerate((meeting, one) for meeting in scheme.meetings for one in people)
        ],
        "communications": [
            {"id": "t1", "kind": "daily", "at": f"{DAY} 17:00", "by": "韩知远", "with_whom": "许经理", "content": "进程"},
            {"id": "t2", "kind": "pre-closing", "at": f"{DAY} 17:10", "by": "韩知远", "with_whom": "总经理", "content": "通报审查发现"},
        ],
        "findings": [
            {
                "id": "f1",
                "number": "SH-2026-118-F01",
                "kind": "deduction",
                "items": ["5.1.1.2"],
                "requirement": "公示投诉电话",
                "statement": "没有公示投诉电话",
                "evidence": ["e1"],
                "found_by": "韩知远",
                "found_on": DAY,
                "discussed_on": DAY,
                "client_agrees": True,
                "due_on": "2026-12-20",
            },
        ],
        "corrections": [
            {
                "id": "c1",
                "finding": "f1",
                "due_on": "2026-12-20",
                "received_on": "2026-11-25",
                "cause": "疏漏",
                "action": "补贴公示并纳入巡检",
                "verification": "written",
                "verified_by": "韩知远",
                "verified_on": "2026-11-26",
                "verdict": "accepted",
                "reason": "照片可信",
            }
        ],
        "report": {
            "basics": "概况",
            "process": "过程",
            "deviations": "无偏离",
            "uncertainty": "抽样",
            "opinion": "推荐",
            "results": "结果",
        },
        "conclusion": {"kind": "recommend", "text": "推荐申请等级认证注册", "decided_by": "韩知远", "decided_on": DAY},
    }
