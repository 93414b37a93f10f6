"""A sample audit with all its papers: from the application to the accepted correction and the delivered report."""

from __future__ import annotations

from typing import Any

from tests.report.samples import rules_of, sample

STROKES = "100,700 150,300 220,650 300,250;380,300 420,720 600,380 760,640 900,200"


def signature(name: str, role: str = "") -> dict[str, Any]:
    return {"name": name, "role": role, "at": "2026-11-24T09:05:00.000Z+08:00", "strokes": STROKES}


def papers(scheme: str, kind: str = "initial") -> dict[str, Any]:
    """The sample of a scheme with every form filled in."""
    document = sample(scheme)
    rules = rules_of(scheme)
    own = rules.scheme
    document["audit"]["kind"] = kind
    names = [member["name"] for member in document["team"]]
    for at, member in enumerate(document["team"]):
        member["id"] = f"m{at}"
    for at, site in enumerate(document["sites"]):
        site["id"] = f"s{at}"
    leaves = [key for key, rule in rules.items.items() if rule.is_leaf][:6] or list(rules.items)[:3]
    document |= {
        "application": {"received_on": "2026-10-08", "accepted": True, "reviewed_by": "周桐", "decided_on": "2026-10-12"},
        "dossier": {point.id: {"received_on": "2026-10-08"} for point in own.documents[1:]},
        "admission": {point.id: {"result": "met", "grounds": "见申请材料", "on": "2026-10-12"} for point in own.admission[1:]},
        "person_days": {
            "changes": [{"share": "-0.1", "reason": "上一周期无不符合"}],
            "document_review_days": "0.5",
            "planned_days": "4.5",
            "approved_by": "周桐",
            "approved_on": "2026-10-15",
        },
        "appointment": {
            "number": "WR-2026-118",
            "issued_on": "2026-11-02",
            "issued_by": "周桐",
            "noticed_on": "2026-11-03",
            "confirmed_by": "刘畅",
            "confirmed_on": "2026-11-04",
            "file_reviewer": "何敏",
            "decider": "曹立",
        },
        "documents": [
            {"id": "d1", "title": "《售后服务管理手册》", "version": "第 4 版", "requirement": "5.1.4", "result": "suitable"},
            {
                "id": "d2",
                "title": "《收费公示办法》",
                "version": "A/2",
                "requirement": "5.2.1.3",
                "result": "question",
                "question": "没有规定公示内容由谁更新",
                "answer": "已修订为 A/3，指定店长负责",
                "closed_on": "2026-11-12",
            },
        ],
        "document_review": {
            "reviewed_by": names[0],
            "finished_on": "2026-11-13",
            "passed": True,
            "summary": "文件适宜，可以安排现场审查。",
        },
        "training": {
            "held_on": "2026-11-23",
            "place": "视频会议",
            "trainer": names[0],
            "trainer_role": "auditor",
            "trainees": names,
            "content": "净水设备安装与滤芯更换的作业要点",
            "laws_suitable": True,
            "laws": "《消费者权益保护法》等 6 部",
            "leader_part": "审查纪律、保密和时间安排",
            "signatures": [signature(name) for name in names],
        },
        "plan": {"confirmed_by": "刘畅", "confirmed_on": "2026-11-06", "confirmation": signature("刘畅")},
        "slots": [
            {"id": "p1", "on": "2026-11-24", "start": "09:00", "end": "09:30", "people": ["m0"], "activity": "首次会议"},
            {"id": "p2", "on": "2026-11-24", "start": "09:30", "end": "12:00", "people": ["m0"], "items": leaves[:3]},
            {
                "id": "p3",
                "on": "2026-11-25",
                "start": "09:00",
                "end": "11:00",
                "people": ["m0"],
                "items": leaves[3:],
                **({"site": document["sites"][0]["id"]} if document["sites"] else {}),
            },
        ],
        "plan_changes": [
            {
                "id": "c1",
                "at": "2026-11-24T14:00:00.000Z+08:00",
                "by": names[0],
                "what": "朝阳店由 24 日下午改为 25 日上午",
                "reason": "门店停电",
                "agreed_by": "刘畅",
            }
        ],
        "programme": {
            "decided_on": "2025-12-01",
            "expires_on": "2028-11-30",
            "audits": [{"id": "a1", "kind": "initial", "ended_on": "2025-11-20", "items": leaves, "visits": 1, "responses": 40}],
            "changes": [{"id": "x1", "on": "2025-12-02", "after": "FA-2025-07", "what": "第一次监督增加维修站", "reason": "投诉集中"}],
        },
        "topics": {point.id: {"found": f"已查：{point.text}"} for point in own.topics[1:]},
        "meetings": {
            "opening": {
                "started_at": "2026-11-24 09:00",
                "ended_at": "2026-11-24 09:30",
                "place": "总部三楼会议室",
                "chair": names[0],
                "points": {"1": {"done": True}, "2": {"done": True, "note": "等级按申请书"}},
                "minutes": "各方确认审查计划。",
            },
            "closing": {"started_at": "2026-11-25 16:30", "chair": names[0], "minutes": "宣布审查发现，受审查方没有异议。"},
        },
        "attendance": [
            {
                "id": "t1",
                "meeting": "opening",
                "name": "刘畅",
                "department": "客户服务中心",
                "post": "总监",
                "side": "client",
                "signature": signature("刘畅"),
            },
            {"id": "t2", "meeting": "opening", "name": names[0], "post": "组长", "side": "team", "signature": signature(names[0])},
            {"id": "t3", "meeting": "closing", "name": "刘畅", "side": "client"},
        ],
        "communications": [
            {
                "id": "k1",
                "kind": "daily",
                "at": "2026-11-24 17:00",
                "by": names[0],
                "with_whom": "刘畅",
                "content": "通报当日发现两项扣分。",
            },
            {
                "id": "k2",
                "kind": "pre-closing",
                "at": "2026-11-25 15:30",
                "by": names[0],
                "with_whom": "总经理",
                "content": "沟通拟推荐结论。",
            },
        ],
        "findings": [
            {
                "id": "f1",
                "number": "F01",
                "kind": "nonconformity",
                "severity": "minor",
                "items": leaves[:1],
                "requirement": "易损件价格应向顾客明示。",
                "statement": "两家门店都没有公示滤芯价格。",
                "objective_evidence": "11 月 24 日现场照片两张；暗访录音。",
                "found_by": names[0],
                "found_on": "2026-11-24",
                "discussed_on": "2026-11-24",
                "client_agrees": True,
                "due_on": "2026-12-08",
                "confirmation": signature("刘畅"),
            },
            {"id": "f2", "number": "F02", "kind": "improvement", "items": leaves[1:2], "statement": "顾客反馈可以按月归集。"},
            {
                "id": "f3",
                "number": "F03",
                "kind": "disagreement",
                "items": leaves[2:3],
                "statement": "维修时限从接单还是到件起算，双方意见不一。",
                "client_view": "应从收到备件起算。",
            },
        ],
        "corrections": [
            {
                "id": "r1",
                "finding": "f1",
                "due_on": "2026-12-08",
                "received_on": "2026-11-28",
                "cause": "门店张贴不及时。",
                "correction": "一家门店补贴了价目表。",
                "action": "提醒店长。",
                "verification": "written",
                "verified_by": names[0],
                "verified_on": "2026-11-29",
                "verdict": "sent-back",
                "reason": "只处理了一家门店。",
            },
            {
                "id": "r2",
                "finding": "f1",
                "due_on": "2026-12-08",
                "received_on": "2026-12-03",
                "cause": "制度没有规定责任人和更新周期。",
                "correction": "12 家门店全部张贴。",
                "action": "修订制度，店长每月核对。",
                "verification": "written",
                "verified_by": names[0],
                "verified_on": "2026-12-04",
                "verdict": "accepted",
                "reason": "照片与制度齐全，日期真实。",
            },
        ],
        "termination": None,
        "delivery": [
            {
                "id": "v1",
                "kind": "audit",
                "version": "3f2a91c0",
                "sha256": "a" * 64,
                "at": "2026-12-06 10:00",
                "how": "电子邮件",
                "to": "刘畅",
                "received_on": "2026-12-06",
                "signature": signature("刘畅"),
            }
        ],
    }
    del document["termination"]
    if document["sites"]:
        ids = [site["id"] for site in document["sites"]]
        document["site_sample"] = {"seed": "MZ-2026", "frame": ids, "drawn": ids[:1], "drawn_on": "2026-10-20", "formula": "n = ⌈√N⌉"}
    return document
