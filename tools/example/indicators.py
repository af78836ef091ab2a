# SPDX-License-Identifier: Apache-2.0
"""The 24 indicators: definitions, targets, month splits and the growth paths behind their series."""
from dataclasses import dataclass

PATTERNS = {
    "A": [8.3, 16.7, 25, 33.3, 41.7, 50, 58.3, 66.7, 75, 83.3, 91.7, 100],
    "B": [None, 8, 18, 25, 33, 46, 53, 60, 71, 79, 88, 100],
    "C": [None, 17, 25, 33, 41, 49, 57, 65, 74, 83, 92, 100],
    "D": [12, 18, 27, 36, 43, 54, 62, 68, 77, 85, 91, 100],
    "E": [None, 14, 23, 31, 40, 49, 57, 65, 74, 82, 91, 100],
    "F": [4, 7, 19, 26, 34, 50, 56, 63, 75, 81, 89, 100],
    "G": [None, None, 22, None, None, 47, None, None, 73, None, None, 100],
    "Q": [None, None, 16, None, None, 43, None, None, 70, None, None, 100],
    "H": [2, 5, 15, 20, 28, 43, 50, 57, 70, 77, 86, 100],
    "N": [0, 3, 6, 8, 11, 14, 17, 19, 22, 25, 30, 100],
    # electricity: February -35 %, July and August +12 %
    "S": [8.4, 13.8, 22.2, 30.6, 39, 47.3, 56.7, 66.1, 74.5, 82.9, 91.3, 100],
}


@dataclass(frozen=True)
class Indicator:
    code: str
    name: str
    unit: str
    quarterly: bool
    direction: str
    measure: str
    basis: str
    source: str
    responsible: str
    pattern: str
    trajectory: str
    places: int
    note: str = None

    @property
    def joint(self):
        """January and February are reported together."""
        return self.pattern in "BCE"


# code; name; unit; frequency; direction; measure; basis; source; responsible; pattern; trajectory; decimals; note
_TEXT = """
I01; 地区生产总值; 亿元; 季; 正向; 总量; 累计; U15; U02; G; 季度; 2; 增速按不变价，与总量之比不同；次年最终核实
I02; 规上工业增加值增速; %; 月; 正向; 增速; 累计; U15; U03; E; 不适用; 1; 只公布增速
I03; 规上工业总产值; 亿元; 月; 正向; 总量; 累计; U15; U03; E; 按计划; 2;
I04; 固定资产投资增速; %; 月; 正向; 增速; 累计; U15; U02; B; 不适用; 1; 只公布增速，总量口径调整不可比
I05; 工业投资; 亿元; 月; 正向; 总量; 累计; U15; U03; B; 按计划; 2;
I06; 房地产开发投资; 亿元; 月; 正向; 总量; 累计; U15; U08; B; 按计划; 2;
I07; 社会消费品零售总额; 亿元; 月; 正向; 总量; 累计; U15; U11; C; 按计划; 2; 上年基数有修订
I08; 限上消费品零售额; 亿元; 月; 正向; 总量; 累计; U15; U11; C; 按计划; 2;
I09; 规上服务业营业收入; 亿元; 月; 正向; 总量; 累计; U15; U02; E; 按计划; 2; 错月发布
I10; 建筑业总产值; 亿元; 季; 正向; 总量; 累计; U15; U08; Q; 季度; 2;
I11; 一般公共预算收入; 亿元; 月; 正向; 总量; 累计; U04; U04; D; 按计划; 2;
I12; 税收占比; %; 月; 正向; 占比; 累计; U04; U04; -; 不适用; 1; 税收收入占一般公共预算收入比重
I13; 进出口总额; 亿元; 月; 正向; 总量; 累计; S02; U11; A; 月均; 2; 海关数据由区商务投促局转报
I14; 实际使用外资; 万美元; 月; 正向; 总量; 累计; U11; U11; H; 按计划; 0; 个别月份为零
I15; 招商到位资金; 亿元; 月; 正向; 总量; 累计; U11; U11; F; 按计划; 2;
I16; 新签约亿元以上项目; 个; 月; 正向; 总量; 累计; U11; U11; H; 按计划; 0;
I17; 新增规上工业企业; 户; 月; 正向; 总量; 累计; U03; U03; N; 按计划; 0; 多在12月集中入库
I18; 专项债支出进度; %; 月; 正向; 占比; 累计; U04; U04; -; 不适用; 1; 自发行当月起算
I19; 工业用电量; 万千瓦时; 月; 正向; 总量; 累计; S01; U03; S; 季节; 0;
I20; 商品房销售面积; 万平方米; 月; 正向; 总量; 累计; U08; U08; B; 按计划; 2;
I21; 城镇新增就业; 人; 月; 正向; 总量; 累计; U05; U05; D; 按计划; 0; 完成率可超过100%
I22; PM2.5平均浓度; 微克/立方米; 月; 逆向; 总量; 累计; U07; U07; -; 不适用; 1; 当月为月均浓度，累计为年初至今平均
I23; 生产安全事故起数; 起; 月; 上限; 总量; 累计; U14; U14; A; 月均; 0; 按控制数使用
I24; 12345办理满意率; %; 月; 正向; 占比; 当期; U16; U16; -; 不适用; 1; 分母为回访成功数
"""


def _parse(line):
    part = [piece.strip() for piece in line.split(";")]
    return Indicator(part[0], part[1], part[2], part[3] == "季", part[4], part[5], part[6], part[7], part[8],
                     part[9], part[10], int(part[11]), part[12] or None)


INDICATORS = [_parse(line) for line in _TEXT.strip().splitlines()]
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}

# level target, growth target, level kept inside: 2026, 2025, 2024
TARGETS = {
    "I01": [("680", "5.5%左右", None), ("648", "5.5%左右", None), ("617", "6%左右", None)],
    "I02": [(None, "6.5%", None), (None, "6.5%", None), (None, "7.0%以上", None)],
    "I03": [("1,020", None, None), ("965", None, None), ("910", None, None)],
    "I04": [(None, "5.0%", 285), (None, "6.0%", 276), (None, "6.0%左右", 262)],
    "I05": [("82", None, None), ("76", None, None), ("70", None, None)],
    "I06": [("96", None, None), ("104", None, None), ("110", None, None)],
    "I07": [("262", None, None), ("250", None, None), ("238", None, None)],
    "I08": [("98", None, None), ("92", None, None), ("86.5", None, None)],
    "I09": [("138", None, None), ("128", None, None), ("119", None, None)],
    "I10": [("210", None, None), ("202", None, None), ("195", None, None)],
    "I11": [("46.80", None, None), ("45.00", None, None), ("43.60", None, None)],
    "I12": [("≥70", None, None), ("≥70", None, None), ("≥70", None, None)],
    "I13": [("96", None, None), ("90", None, None), ("86", None, None)],
    "I14": [("18,000", None, None), ("17,500", None, None), ("17,000", None, None)],
    "I15": [("150", None, None), ("140", None, None), ("130", None, None)],
    "I16": [("48", None, None), ("45", None, None), ("42", None, None)],
    "I17": [("36", None, None), ("34", None, None), ("32", None, None)],
    "I18": [("≥90", None, None), ("≥90", None, None), ("≥85", None, None)],
    "I19": [("246,000", None, None), ("235,000", None, None), ("224,000", None, None)],
    "I20": [("96", None, None), ("100", None, None), ("108", None, None)],
    "I21": [("13,500", None, None), ("13,000", None, None), ("12,800", None, None)],
    "I22": [("≤35", None, None), ("≤36", None, None), ("≤37", None, None)],
    "I23": [("≤12", None, None), ("≤13", None, None), ("≤14", None, None)],
    "I24": [("≥95", None, None), ("≥94", None, None), ("≥93", None, None)],
}
# Adjusted in mid-year: the former level stays beside the new one.
ADJUSTED_2026 = {"I06": ("102", "云政发〔2026〕19号", "2026-07-20")}

# Full level of 2024; growth at the start and end of 2024, 2025, 2026; what level growth adds to the published one.
PATHS = {
    "I01": (614.30, (5.8, 5.9), (5.6, 5.4), (5.2, 5.3), -0.8),
    "I02": (None, (6.1, 6.6), (5.9, 6.3), (4.8, 6.2), 0),
    "I03": (905.0, (5.5, 6.4), (5.2, 6.0), (4.6, 5.9), 0),
    "I04": (262.0, (6.5, 5.7), (5.4, 4.8), (2.6, 3.9), -3.4),
    "I05": (69.6, (9.0, 8.2), (8.8, 9.4), (6.4, 8.8), 0),
    "I06": (111.0, (-3.5, -4.8), (-5.5, -7.2), (-8.1, -6.0), 0),
    "I07": (237.0, (4.6, 5.2), (4.9, 5.1), (4.4, 5.0), -0.9),
    "I08": (86.0, (5.0, 6.1), (5.8, 6.6), (5.2, 6.4), 0),
    "I09": (118.5, (7.2, 7.9), (6.8, 7.6), (6.1, 7.3), 0),
    "I10": (194.0, (4.1, 4.4), (3.8, 4.0), (2.2, 3.4), 0),
    "I11": (43.40, (3.0, 3.6), (2.4, 3.8), (1.2, 3.1), 0),
    "I13": (85.0, (2.0, 4.6), (3.1, 5.2), (-2.4, 4.1), 0),
    "I14": (16900, (2.0, 4.0), (1.5, 3.0), (-8.0, 1.6), 0),
    "I15": (131.0, (7.0, 8.0), (6.5, 7.2), (5.0, 6.6), 0),
    "I19": (223500, (4.2, 5.0), (4.4, 5.1), (3.0, 4.9), 0),
    "I20": (107.0, (-6.0, -4.4), (-7.1, -6.6), (-9.0, -4.2), 0),
    "I21": (12900, (0.5, 1.2), (1.0, 1.6), (2.0, 3.0), 0),
}
