# SPDX-License-Identifier: Apache-2.0
"""The fifteen matters of the story, each in its state of 2026-09-21."""
from datetime import date

from district import STREETS
from matters import Extension, Letter, Matter, Report


def _day(text):
    return date.fromisoformat(f"2026-{text}")


def _events(text):
    """"09-07 交办, 09-08 签收" as dated states; registration comes with the first."""
    pairs = [part.split() for part in text.split(",")]
    first = _day(pairs[0][0])
    return [(first, "立项")] + [(_day(day), state) for day, state in pairs]


def _matter(kind, text, source_kind, source, lead, assisting, due, events, **more):
    matter = Matter(kind, text, source_kind, source, lead, assisting.split(), _events(events)[0][0], _day(due),
                    events=_events(events))
    for name, value in more.items():
        setattr(matter, name, value)
    return matter


def _reports(unit, *items):
    return [Report(_day(day), unit, text, judgement) for day, text, judgement in items]


def _dispatch_items():
    return [
        _matter("会议交办", "环湾路南段剩余7户征拆方案", "会议", "9月7日周调度会", "U22", "U08 U06", "09-18",
                "09-07 交办, 09-08 签收, 09-09 办理, 09-14 反馈", project="YT-2026-JT-03",
                reports=_reports("U22", ("09-14", "7户中3户达成意向，4户对安置位置有异议", "欠进度"), ("09-18", "方案初稿已送住建、自然资源会签", "欠进度")),
                letters=[Letter(_day("09-16"), "提醒函", "蓝"), Letter(_day("09-20"), "督办单", "黄")]),
        _matter("会议交办", "报送四季度投资冲刺清单", "会议", "9月14日周调度会", "U02", "各单位", "09-24",
                "09-14 交办, 09-14 签收, 09-15 办理, 09-18 反馈",
                indicator="I04", reports=_reports("U02", ("09-18", "12家应报单位已报9家，尚缺3家", "达进度"))),
        _matter("批示", "归雁站前商务楼停工原因及复工安排", "领导批示", "区委区政府主要领导批示", "U08", "U21", "09-16",
                "09-01 交办, 09-02 签收, 09-02 办理, 09-15 申请办结, 09-17 审核, 09-18 退回重办", project="YT-2026-FD-11",
                reports=_reports("U08", ("09-08", "已约谈总包和建设单位", "达进度"), ("09-15", "已提交停工原因说明，申请办结", "已完成")),
                note="退回理由：无复工时间表和资金安排"),
        _matter("上级交办", "市现场办公会：专线用地指标", "会议", "市政府现场办公会纪要", "U06", "U09", "10-15", "09-08 交办, 09-09 签收, 09-10 办理",
                project="YT-2026-JT-08", reports=_reports("U06", ("09-17", "已向市局申请预支指标186亩", "达进度"))),
        _matter("年度重点任务", "全年新增规上工业企业36户（三季度10户）", "文件", "云政发〔2026〕1号", "U03", "U17", "12-31",
                "01-12 交办, 01-13 签收, 01-14 办理, 04-08 反馈",
                indicator="I17", reports=_reports("U03", ("04-08", "一季度新增2户", "欠进度"), ("07-09", "上半年新增4户", "欠进度"),
                                                  ("09-17", "三季度暂无新增，培育库在库21户", "欠进度"))),
    ]


def _livelihood_items():
    return [
        _matter("民生实事", "新增公办托位600个", "文件", "云政发〔2026〕2号", "U13", " ".join(STREETS[1:]), "11-30",
                "01-26 交办, 01-27 签收, 01-28 办理, 04-10 反馈",
                reports=_reports("U13", ("04-10", "完成选址9处", "达进度"), ("07-10", "建成托位310个", "达进度"),
                                 ("09-16", "建成托位446个", "达进度"))),
        _matter("环保整改", "双榆河支流生活污水直排", "检查", "市级环保督察反馈", "U07", "U23", "10-31",
                "05-11 交办, 05-12 签收, 05-13 办理, 06-10 反馈, 09-18 申请办结",
                reports=_reports("U07", ("06-10", "完成排口溯源11处", "达进度"), ("08-12", "截污管1.8公里完工", "达进度"),
                                 ("09-18", "11处排口全部截流，申请现场核查", "已完成"))),
        _matter("审计整改", "专项债资金闲置1860万元", "检查", "审计报告〔2026〕7号", "U04", "U09", "09-30",
                "06-15 交办, 06-16 签收, 06-17 办理, 07-15 反馈, 09-14 申请办结, 09-17 审核",
                reports=_reports("U04", ("07-15", "已调整用途方案报市局", "达进度"), ("09-14", "1860万元全部支出，凭证已报", "已完成"))),
        _matter("民声", "断头路夜间施工扰民", "热线", "12345热线工单", "U18", "U08", "09-22", "09-15 交办, 09-17 申请改派",
                project="YT-2026-JT-12",
                note="改派理由：施工单位由区交通局监管，建议改派区交通局"),
        _matter("建议提案", "归雁站接驳公交加密", "文件", "区人大代表建议第23号", "U09", "U21", "09-11",
                "06-11 交办, 06-12 签收, 06-15 办理, 07-20 反馈, 09-07 申请办结, 09-08 审核, 09-10 办结", satisfaction="满意",
                reports=_reports("U09", ("07-20", "已制定加密方案，高峰由15分钟调为8分钟", "达进度"), ("09-07", "9月1日起执行，代表已答复", "已完成"))),
    ]


def _project_and_safety_items():
    return [
        _matter("项目问题", "智算中心双回路供电滞后", "会议", "8月17日周调度会", "U17", "S01", "09-30",
                "08-17 交办, 08-18 签收, 08-19 办理, 08-26 反馈",
                project="YT-2026-GX-07", coordination=2,
                reports=_reports("U17", ("08-26", "第二回路路径已定，杆线迁改待批", "欠进度"), ("09-16", "项目长协调未果，提请单位主要负责人协调", "欠进度"))),
        _matter("项目问题", "标准厂房三期资金缺口4200万元", "会议", "8月24日周调度会", "U04", "U17", "09-25",
                "08-24 交办, 08-25 签收, 08-26 办理, 09-02 反馈",
                project="YT-2026-GX-12", coordination=3,
                extensions=[Extension(_day("09-17"), _day("10-25"), why="银行授信审批未完成")],
                reports=_reports("U04", ("09-02", "已与两家银行对接", "达进度"), ("09-17", "授信额度批复预计10月中旬，申请延期", "欠进度"))),
        _matter("安全隐患（一般）", "敬老院消防通道堆物", "检查", "区级安全检查", "U24", "U14", "09-10",
                "08-31 交办, 08-31 签收, 09-01 办理, 09-03 反馈, 09-07 申请办结, 09-08 审核, 09-09 办结, 09-16 销号",
                reports=_reports("U24", ("09-03", "堆物已清理", "达进度"), ("09-07", "通道划线、建立巡查制度", "已完成"))),
        _matter("安全隐患（重大）", "冷库液氨管线未设切断阀", "检查", "省级安全督导反馈", "U14", "U17", "11-20",
                "07-20 交办, 07-21 签收, 07-22 办理, 08-05 反馈",
                extra_from=(_day("07-24"), "挂牌"),
                reports=_reports("U14", ("08-05", "企业已停用该管段，设计单位进场", "达进度"),
                                 ("09-15", "切断阀采购到货", "达进度"))),
        _matter("企业诉求", "传感器企业蒸汽扩容", "领导批示", "企业包联走访", "U03", "U08", "09-23", "09-14 交办, 09-14 签收, 09-15 办理, 09-17 反馈",
                project="YT-2026-GX-11",
                reports=_reports("U03", ("09-17", "已组织供热单位核算负荷", "达进度")), letters=[Letter(_day("09-21"), "提醒函", "蓝")]),
    ]


def named_matters():
    matters = _dispatch_items() + _livelihood_items() + _project_and_safety_items()
    assert len(matters) == 15
    return matters
