# SPDX-License-Identifier: Apache-2.0
"""形象进度: what a project looks like on site, in the words project staff use."""
from datetime import date

from district import stream

_STOPPED = {"FD-11": "主体施工至9层后停工，塔吊已拆除，工地留守3人"}
_SPECIAL = {
    "JT-03": ("征拆412户，签约398户，已交地路段路基施工", "征拆412户，签约405户，剩余7户；已交地路段路基完成4.1公里"),
    "FD-07": ("旧改签约1186户，占88%", "旧改签约1189户，占88%，本月新增3户"),
    "FD-21": ("征拆231户，腾空212户", "征拆231户，腾空212户，8月16日先行开工"),
    "GX-12": ("主体施工至4层，材料款拖欠", "主体施工至4层，现场班组减至两个"),
    "GX-04": ("设备调试完成，试产良率91%", "8月12日正式投产"),
    "GX-08": ("已上线运行，接入企业76家", "已上线运行，接入企业83家"),
    "GX-26": ("正在办理施工许可", "8月26日开工，场地平整"),
    "GX-07": ("机电安装完成42%，等待双回路供电", "机电安装完成45%，第二回路未送电，设备未进场"),
    "GX-11": ("洁净车间龙骨安装完成", "洁净车间因蒸汽扩容未定停顿"),
}
_BEFORE_START = {"FD": ["正在办理用地手续", "场地清表完成{p}%"], "GX": ["正在办理施工许可", "场地平整完成{p}%"],
                 "JT": ["初步设计编制完成，正在报批", "征拆{h}户，签约{s}户"]}
# After which node the words apply; the last reached one counts.
_BUILDING = {
    "FD": [("开工", "桩基完成{d}/{t}根，基坑开挖{p}%"), ("正负零", "{n}#楼主体施工至{f}层"), ("封顶", "{n}#楼封顶，二次结构砌筑至{f}层")],
    "GX": [("开工", "桩基完成{d}/{t}根，主体钢结构吊装{p}%"), ("主体完工", "主体完工，屋面及机电安装完成{p}%"), ("设备进场", "设备进场{n}台（套），安装完成{p}%"),
           ("投产", "已投产")],
    "JT": [("开工", "路基完成{k}公里，桥梁桩基完成{d}/{t}根"), ("管网", "雨污管网敷设完成，基层摊铺{p}%"), ("合龙", "主桥合龙，桥面铺装{p}%"),
           ("路面", "沥青面层完成{p}%")],
}


def _template(project, as_of, chance):
    reached = {node.name for node in project.milestones if node.actual and node.actual <= as_of}
    fitting = [words for name, words in _BUILDING[project.sector] if name in reached]
    return fitting[-1] if fitting else chance.pick(_BEFORE_START[project.sector])


def words(project, done_share, august):
    """`done_share`: how much of the year's work is done, in percent."""
    code = project.code[8:]
    if code in _STOPPED:
        return _STOPPED[code]
    if code in _SPECIAL:
        return _SPECIAL[code][1 if august else 0]
    chance = stream("appearance", project.code)
    share = max(3, min(98, round(done_share)))
    total, houses = chance.whole(9, 40) * 10, chance.whole(60, 420)
    template = _template(project, date(2026, 8, 31) if august else date(2026, 7, 31), chance)
    return template.format(
        n=chance.whole(1, 9), f=max(1, share * 24 // 100), d=total * share // 100, t=total, p=share, h=houses,
        s=houses * max(70, share) // 100, k=round(share * chance.between(0.04, 0.12), 1))
