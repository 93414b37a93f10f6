"""One complete sample audit for each scheme, with invented clients, people and texts: `sample(scheme_id)` as plain data."""

from __future__ import annotations

import hashlib
from functools import cache
from io import BytesIO
from typing import Any

from desktop.base import paths
from desktop.domain.rules import RuleItem, Rules, compile_rules
from desktop.domain.scheme import Scheme
from desktop.schemes.library import Library

SCHEMES = ("bz", "cqm", "ctc", "zgc", "zhdh")

_CLIENTS = {
    "zgc": ("岚川电器股份有限公司", "江西省赣江新区临空大道 18 号", "LC-SR-2026-0417", "家用净水设备的销售、安装与维修", 420),
    "ctc": ("沐泽净水科技有限公司", "浙江省嘉兴市南湖区双溪路 96 号", "MZ-SR-2026-0112", "商用净水设备的销售、安装、维修与滤芯更换", 168),
    "zhdh": ("恒岳暖通服务有限公司", "河北省石家庄市裕华区槐安东路 211 号", "HY-SR-2026-0033", "中央空调的安装、调试、维修与保养", 640),
    "bz": ("澜桥电动自行车有限公司", "浙江省杭州市余杭区良睦路 7 号", "LQ-SR-2026-0008", "电动自行车的销售与售后维修", 95),
    "cqm": ("青禾家居股份有限公司", "广东省佛山市顺德区乐从大道 66 号", "QH-SR-2026-0251", "成套家具的销售、配送、安装与维修", 310),
}

_STATEMENTS = (
    "抽查 2026 年 3—8 月维修单 30 份，其中第 0412、0487 号没有顾客签字，也没有回访记录。",
    "朝阳店公示的收费标准为 2024 版，与公司 2026 年 1 月发布的版本不一致，易损件价格未公示。",
    "投诉首次反馈时限为 24 小时，抽查投诉单 40 份，有 3 份在 31—46 小时之间反馈。",
    "新入职的安装人员 2 名（工号 A117、A123）上岗前没有完成安全培训，培训记录缺考核结果。",
    "热线录音保存 60 天，低于公司《客户服务规范》4.3 规定的 180 天。",
)

_NARRATIVES = {
    "basics": (
        "公司成立于 2009 年，主营净水与家用电器，售后服务由客户服务中心统一管理，设热线坐席 26 名、维修技师 148 名，"
        "在 11 个省设有 37 家直属网点和 52 家特约网点。上一年度受理报修 4.6 万件、投诉 318 件，投诉办结率 99.4 %。\n"
        "公司建立了《售后服务管理手册》（第 4 版）和 23 份程序文件，服务承诺在官网、保修卡和门店公示。"
    ),
    "evaluation": (
        "售后服务体系运行稳定，职责清楚，网点管控、备件供应与人员培训的记录完整；热线 38 秒内接通，受理时间已公示。"
        "不足之处主要在投诉反馈的时限和门店公示的及时性，已要求限期改正。总体上，体系能够持续满足 GB/T 27922-2011 和认证规则的要求。"
    ),
    "process": (
        "审查组按计划查阅文件记录 126 份，访谈 23 人，抽取投诉单 40 份、维修单 30 份、送货单 24 份，观察上门服务 5 次。"
        "售后服务体系运行稳定，网点管控与培训记录完整；热线 38 秒内接通，受理时间已明示。投诉首次反馈有 3 份超出公司承诺的 24 小时，"
        "另有 1 份未见回访；两家门店未公示易损件价格。\n"
        "商品服务方面，商品信息与包装标识齐全，配送、安装与维修的过程记录可以追溯；顾客服务方面，顾客档案按“一户一档”管理，投诉处理形成闭环。"
    ),
    "deviations": "原定 2026 年 11 月 24 日下午审查朝阳店，因门店停电改为 25 日上午，其余按计划进行；变更经受审查方书面确认。",
    "uncertainty": ("结论受抽样数量的限制，未抽到的记录可能存在未发现的不符合。特约网点只抽查 2 家，远程抽查的 3 家以视频和系统记录为准。"),
    "sampling": (
        "服务抽样按“类别×场所”分层：安装、维修、保养三类服务，在总部和 2 个分场所各抽不少于 5 单，共抽 36 单；"
        "现场测评由两名审查员分别进行，样本信息见下表。"
    ),
    "results": (
        "各项要求的审查结果见下表及附件。扣分集中在投诉反馈时限、价格公示和新人培训三个方面，均为个别情况，不影响体系的有效性。"
        "服务特性测评的样本全部来自审查期间实际发生的服务，测评方法与判定准则事先经受审查方确认。"
    ),
    "opinion": (
        "审查组认为，受审查方的售后服务能够满足认证要求，同意推荐认证。服务态度、备件供应和顾客档案管理是明显的长处；"
        "投诉首次反馈的及时性、门店价格公示和特约网点的培训有改进的机会。"
    ),
}


@cache
def rules_of(scheme_id: str) -> Rules:
    """The compiled scheme as it ships."""
    found = Library([paths.schemes()]).load(scheme_id)
    return compile_rules(found.scheme, version=found.version, sha256=found.sha256)


@cache
def pictures() -> dict[str, bytes]:
    """Generated photos by their hash: upright, on its side, and one with an orientation in its metadata."""
    from PIL import Image, ImageDraw

    made = {}
    for number, (size, orientation) in enumerate((((1600, 1200), 1), ((1200, 1600), 1), ((1600, 1200), 6), ((1600, 900), 1))):
        image = Image.new("RGB", size, (214 - 24 * number, 224, 232))
        draw = ImageDraw.Draw(image)
        width, height = size
        draw.rectangle((0, height * 0.62, width, height), fill=(176, 170, 160))
        draw.rectangle((width * 0.18, height * 0.2, width * 0.52, height * 0.74), fill=(39, 94, 155), outline=(255, 255, 255), width=8)
        draw.ellipse((width * 0.6, height * 0.3, width * 0.84, height * 0.6), fill=(191, 122, 8))
        exif = Image.Exif()
        exif[0x0112] = orientation
        out = BytesIO()
        image.save(out, "JPEG", quality=85, exif=exif)
        made[hashlib.sha256(out.getvalue()).hexdigest()] = out.getvalue()
    return made


def sample(scheme_id: str) -> dict[str, Any]:
    """A complete document for the scheme: nothing a report demands is missing, and the grade is complete."""
    return sample_for(rules_of(scheme_id))


def sample_for(rules: Rules) -> dict[str, Any]:
    """The same for any compiled scheme."""
    scheme = rules.scheme
    name, address, number, scope, headcount = _CLIENTS.get(scheme.id, _CLIENTS["zgc"])
    document: dict[str, Any] = {
        "format": "fieldaudit.assessment/1",
        "scheme": scheme.id,
        "client": {
            "name": name,
            "address": address,
            "headcount": headcount,
            "credit_code": "91360000MA00000X7T",
            "registered_address": address,
            "audit_address": f"{address}（总部）",
            "contact": "客户服务部",
            "shifts": "一班，热线两班",
        },
        "audit": {
            "kind": "initial",
            "number": number,
            "purpose": "判定受审查方的售后服务是否符合认证规则的要求，确定可以推荐的等级。",
            "scope": f"{scope}；总部及 2 个分场所",
            "criteria": _criteria(scheme),
            "period": "2025-11 至 2026-10",
            "starts_on": "2026-11-24",
            "ends_on": "2026-11-25",
            "evaluated_on": "2026-11-25",
        },
        "applied_for": 3,
        "items": _items(rules),
        "sites": [
            _with_id(1, name="总部客户服务中心", address=address, services="热线受理、派工、回访、备件", audited_on="2026-11-24"),
            _with_id(2, name="城东服务站", address="城东区建设路 45 号", services="安装、维修", audited_on="2026-11-25 上午"),
            _with_id(3, name="用户现场", address="滨江花园 8 幢", services="上门维修", audited_on="2026-11-25 下午", temporary=True),
        ],
        "team": [
            _with_id(4, name="沈望舒", role="leader", registration="CCAA 服务认证审查员 2024-N1SC-1203417", days="2"),
            _with_id(5, name="陆既明", role="auditor", registration="CCAA 服务认证审查员 2025-N1SC-1204102", days="2"),
            _with_id(6, name="顾岩", role="expert", days="1"),
        ],
        "visits": [
            _with_id(
                11,
                visitor_alias="访客甲",
                visitor="韩知远",
                site="城东服务站",
                channel="到店",
                scenario="以普通顾客身份咨询滤芯更换的价格和预约上门时间。",
                started_at="2026-11-20 10:05",
                ended_at="2026-11-20 10:41",
                released=True,
                findings="等候 6 分钟；接待人员说明了两种滤芯的价格和有效期，未主动出示收费标准。预约在当日 15:00 确认。",
                items=[leaf for leaf in list(rules.items) if rules.items[leaf].is_leaf][:2],
            )
        ],
        "evidence": _evidence(rules),
        "report": dict(_NARRATIVES),
        "conclusion": {
            "kind": _conclusion(scheme),
            "text": "得分与各项条件达到所申请的等级，不符合已提交纠正计划。",
            "reason": "见评定结果。",
        },
    }
    _conformity(document, rules)
    _measured(document, rules)
    asked = [topic for topic in scheme.topics if not topic.audits or "initial" in topic.audits]
    document["topics"] = {topic.id: {"found": "查阅记录并访谈负责人，有规定、有执行、有检查。"} for topic in asked}
    return document


def _criteria(scheme: Scheme) -> str:
    return "；".join(
        dict.fromkeys([point.text for point in scheme.basis[:3]] + [f"{scheme.rule.title} {scheme.rule.number or ''}".strip()])
    )


def _with_id(place: int, **fields: Any) -> dict[str, Any]:
    return {"id": f"019ab000-0000-7000-8000-{place:012x}", **fields}


def _items(rules: Rules) -> dict[str, Any]:
    items: dict[str, Any] = {}
    leaves = [rule for rule in rules.items.values() if rule.is_leaf and rule.points]
    for place, rule in enumerate(leaves):
        items[rule.item.id] = _answer(rule, place)
    return items


def _answer(rule: RuleItem, place: int) -> dict[str, Any]:
    full = rule.points or 0
    if rule.item.kind == "deduct":
        told = _STATEMENTS[place % len(_STATEMENTS)]
        cost = "0.5" if full >= 1 else str(full / 2)
        lost = [{"points": cost, "statement": told, "evidence": [_with_id(21)["id"]]}] if place % 3 == 0 else []
        return {"deductions": lost}
    if rule.item.kind == "proportional":
        return {"sampled": 30, "failed": 1 if place % 4 == 0 else 0, "note": "抽样覆盖总部和两个分场所。"}
    if rule.item.kind == "all-or-nothing":
        return {"met": True} if place != 17 else {"met": False, "note": _STATEMENTS[1]}
    return {"score": str(full), "note": "查阅文件并访谈负责人，符合要求。"} if place % 5 == 0 else {"score": str(full)}


def _evidence(rules: Rules) -> list[dict[str, Any]]:
    leaves = [rule.item.id for rule in rules.items.values() if not rule.item.items]
    captions = ("热线坐席与受理看板", "城东服务站收费公示栏", "备件库先进先出标识", "培训签到表第 3 页")
    entries = []
    for place, (sha256, data) in enumerate(pictures().items()):
        entries.append(
            _with_id(
                21 + place,
                sha256=sha256,
                name=f"IMG_{1042 + place}.jpg",
                media_type="image/jpeg",
                size=len(data),
                caption=captions[place],
                links=[f"items/{leaves[place % len(leaves)]}", f"items/{leaves[(place + 3) % len(leaves)]}"],
                **({"taken_at": f"2026-11-24T10:{12 + place}:05"} if place != 3 else {}),
            )
        )
    entries.append(
        _with_id(
            30,
            sha256="5f" * 32,
            name="热线录音 0412.m4a",
            media_type="audio/mp4",
            size=812344,
            caption="顾客报修录音",
            links=["visits/" + _with_id(11)["id"]],
        )
    )
    return entries


def _conformity(document: dict[str, Any], rules: Rules) -> None:
    if not rules.conformity:
        return
    judged: dict[str, Any] = dict.fromkeys(rules.conformity, "conforming")
    judged[rules.conformity[3 % len(rules.conformity)]] = {"result": "minor", "note": _STATEMENTS[3]}
    judged[rules.conformity[1 % len(rules.conformity)]] = {"excluded": "本条列举的内容与受审查方的业务无关，没有相应的活动。"}
    document["conformity"] = judged
    document["management_audit"] = {"passed": True, "reason": "轻微不符合 1 项，已提交纠正措施，不影响体系的有效性。"}


def _measured(document: dict[str, Any], rules: Rules) -> None:
    """Whatever else the scheme's criteria measure."""
    scheme = rules.scheme
    for evaluation in scheme.evaluations:
        for criterion in evaluation.criteria:
            measure = criterion.measure
            if measure == "evaluation.percent":
                document.setdefault("evaluations", {})[evaluation.id] = {"percent": "88.5"}
            elif measure == "judged_level":
                reasons = {"2": True, "3": True, "4": False}
                document["levels"] = {
                    str(level.stars): {
                        "met": reasons.get(str(level.stars), False),
                        "reason": "流程成文并经批准，抽查 12 份记录均按流程执行。",
                    }
                    for level in evaluation.levels[1:]
                }
            elif measure.startswith("survey."):
                document["survey"] = {
                    "face_to_face": {"percent": "92.5", "responses": 40},
                    "electronic": {"percent": "95", "responses": 200},
                }
            elif measure.startswith("facts."):
                document["facts"] = {
                    "operating_months": 204,
                    "months_since_accident": None,
                    "months_since_negative_publicity": 30,
                    "major_complaints": [{"months_ago": 26, "rectified": True, "note": "电商平台曝光，已整改并复查。"}],
                }
            elif measure == "characteristics":
                document["characteristics"] = {"sampled": 6, "failed": 0, "passed": True}
    if any("samples" in content.needs for form in scheme.reports for content in form.contents) or scheme.characteristics:
        document["samples"] = [
            _with_id(
                40 + place,
                characteristic=f"{what}（服务单 {1880 + place} 号）",
                site="城东服务站" if place % 2 else "用户现场",
                taken_at=f"2026-11-25 {9 + place:02d}:20",
                passed=True,
            )
            for place, what in enumerate(("上门准时", "着装与工具", "安装质量", "收费明示", "现场清理", "服务后说明"))
        ]


def _conclusion(scheme: Scheme) -> str:
    return next((outcome.kind for outcome in scheme.outcomes if outcome.kind == "recommend"), "recommend")
