# SPDX-License-Identifier: Apache-2.0
"""Invented enterprises with credit codes whose check digits are right."""
from dataclasses import dataclass

from district import LEADERS, stream

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def organisation_code(body):
    """GB 11714: eight characters and a check character modulo 11."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    check = (11 - sum(_ORGANISATION.index(c) * w for c, w in zip(body, weights)) % 11) % 11
    return body + ("X" if check == 10 else str(check))


def credit_code(front):
    """GB 32100: seventeen characters and a check character modulo 31."""
    total = sum(_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(front))
    return front + _ALPHABET[(31 - total % 31) % 31]


@dataclass(frozen=True)
class Enterprise:
    code: str
    name: str
    sector: str
    business: str
    unit: str
    above_scale: bool
    leader: str
    phone: str


# key, name, sector, business, unit, above scale
_LIST = [
    ("O01", "云汀城市建设投资有限公司", "建筑业", "市政与安置房建设", "U18", 1),
    ("O02", "云汀交通投资有限公司", "交通运输业", "公路与枢纽建设", "U21", 1),
    ("E-LC", "安澜澜川置业有限公司", "房地产业", "住宅开发", "U20", 1),
    ("E-BW", "安澜柏湾房地产开发有限公司", "房地产业", "住宅与人才社区", "U19", 1),
    ("E-YX", "云汀银汐文旅开发有限公司", "房地产业", "文旅住宅", "U22", 1),
    ("E-GY", "云汀归雁新城建设开发有限公司", "房地产业", "商住综合体", "U21", 1),
    ("E-WC", "云汀望潮商业管理有限公司", "房地产业", "商业广场", "U18", 1),
    ("E-FJ", "云汀纺机厂片区更新有限公司", "房地产业", "旧城改造", "U19", 0),
    ("E-SY", "云汀双榆保障住房有限公司", "房地产业", "保障性租赁住房", "U23", 0),
    ("E-ML", "云汀麦垄康养产业有限公司", "房地产业", "康养社区", "U24", 0),
    ("E-XS", "云汀显澜电子有限公司", "制造业", "显示模组", "U17", 1),
    ("E-DQ", "云汀驭川电驱科技有限公司", "制造业", "电驱总成", "U17", 1),
    ("E-JC", "云汀恒轴机床有限公司", "制造业", "机床主轴", "U17", 1),
    ("E-ZS", "云汀精禾塑业有限公司", "制造业", "精密注塑", "U17", 1),
    ("E-LD", "云汀蓝隔新材料有限公司", "制造业", "锂电隔膜", "U17", 1),
    ("E-YC", "云汀麦香食品有限公司", "制造业", "预制菜", "U24", 1),
    ("E-ZSZ", "云汀智算科技有限公司", "信息传输业", "算力服务", "U17", 0),
    ("E-BS", "云汀标识数据服务有限公司", "信息传输业", "标识解析", "U20", 0),
    ("E-SW", "云汀岑康生物科技有限公司", "制造业", "生物试剂", "U20", 1),
    ("E-ZP", "云汀筑榆建筑构件有限公司", "制造业", "装配式构件", "U23", 1),
    ("E-CG", "云汀聆微传感技术有限公司", "制造业", "传感器封测", "U17", 1),
    ("E-CF", "云汀经开产业园运营有限公司", "房地产业", "标准厂房", "U17", 0),
    ("E-CN", "云汀储原电力电子有限公司", "制造业", "储能变流器", "U17", 1),
    ("E-JQ", "云汀灵关机器人有限公司", "制造业", "机器人关节", "U17", 1),
    ("E-YM", "云汀云母绝缘材料有限公司", "制造业", "绝缘材料", "U23", 1),
    ("E-FL", "云汀舒禾医疗用品有限公司", "制造业", "医用敷料", "U20", 1),
    ("E-GX", "云汀明屿光学有限公司", "制造业", "光学镜片", "U17", 1),
    ("E-LL", "云汀寒汀冷链有限公司", "制造业", "冷链食品", "U24", 1),
    ("E-BX", "云汀素澜玻纤有限公司", "制造业", "电子级玻纤布", "U17", 1),
    ("E-XX", "云汀联脉线束有限公司", "制造业", "汽车线束", "U17", 1),
    ("E-HB", "云汀航标仪器有限公司", "制造业", "航标仪器", "U19", 1),
    ("E-BZ", "云汀青禾包装有限公司", "制造业", "包装印刷", "U23", 1),
    ("E-SB", "云汀汀流仪表有限公司", "制造业", "智能水表", "U20", 1),
    ("E-ZC", "云汀精滚轴承有限公司", "制造业", "轴承滚子", "U17", 1),
    ("E-WG", "云汀专网通信有限公司", "信息传输业", "工业互联网平台", "U20", 1),
    ("E-JG", "云汀循石建材有限公司", "制造业", "再生建材", "U23", 0),
    ("E-BC", "云汀靶原半导体材料有限公司", "制造业", "半导体靶材", "U17", 0),
    ("E-SC", "云汀听澜百货有限公司", "批发和零售业", "百货零售", "U18", 1),
    ("E-CS", "云汀鲜舟超市有限公司", "批发和零售业", "连锁超市", "U19", 1),
    ("E-QC", "云汀归途汽车销售有限公司", "批发和零售业", "汽车销售", "U21", 1),
    ("E-JD", "云汀银汐酒店有限公司", "住宿和餐饮业", "酒店", "U22", 1),
    ("E-WL", "云汀雁行物流有限公司", "交通运输业", "仓储物流", "U21", 1),
    ("E-RJ", "云汀梧桐软件有限公司", "信息传输业", "软件服务", "U20", 1),
    ("E-LK", "云汀双榆冷库有限公司", "交通运输业", "冷库仓储", "U23", 0),
    ("E-JJ", "云汀柏舟家居有限公司", "制造业", "定制家居", "U19", 1),
    ("E-NY", "云汀麦垄种业有限公司", "农林牧渔业", "良种繁育", "U24", 0),
]


def _build():
    chance, result = stream("enterprises"), {}
    letters = [c for c in _ALPHABET if c.isalpha()]
    for place, (key, name, sector, business, unit, above) in enumerate(_LIST):
        body = "MA" + chance.pick(letters) + "".join(chance.pick("0123456789") for _ in range(4)) + chance.pick(letters)
        # 990108 is no real division: nobody can mistake these for registered firms.
        code = credit_code("91990108" + organisation_code(body))
        leader = LEADERS[2 + place % (len(LEADERS) - 2)].name
        result[key] = Enterprise(code, name, sector, business, unit, bool(above), leader,
                                 f"0000-633{2001 + place * 13:04d}")
    return result


ENTERPRISES = _build()
assert credit_code("91350100M000100Y4") == "91350100M000100Y43"
