# SPDX-License-Identifier: Apache-2.0
"""Units, people and enterprises of the invented district."""
from dataclasses import dataclass
from datetime import date

from chance import Chance

# code, full name, short name, aliases, kind
_UNITS = [
    ("U01", "安澜市云汀区人民政府办公室", "区政府办", "政府办、区府办、督查室、考评办", "党政机关"),
    ("U02", "安澜市云汀区发展和改革局", "区发改局", "发改局、发改、调度办", "部门"),
    ("U03", "安澜市云汀区工业和信息化局", "区工信局", "工信局、工信", "部门"),
    ("U04", "安澜市云汀区财政局", "区财政局", "财政局、财政", "部门"),
    ("U05", "安澜市云汀区人力资源和社会保障局", "区人社局", "人社局、人社", "部门"),
    ("U06", "安澜市自然资源和规划局云汀分局", "市自然资源局云汀分局", "自然资源分局、自然资源", "派出机构"),
    ("U07", "安澜市生态环境局云汀分局", "市生态环境局云汀分局", "生态环境分局、生态环境", "派出机构"),
    ("U08", "安澜市云汀区住房和城乡建设局", "区住建局", "住建局、住建", "部门"),
    ("U09", "安澜市云汀区交通运输局", "区交通局", "交通局、交通", "部门"),
    ("U10", "安澜市云汀区农业农村局", "区农业农村局", "农业农村局", "部门"),
    ("U11", "安澜市云汀区商务和投资促进局", "区商务投促局", "商务局、商务、投促局", "部门"),
    ("U12", "安澜市云汀区文化和旅游局", "区文旅局", "文旅局、文旅", "部门"),
    ("U13", "安澜市云汀区卫生健康局", "区卫健局", "卫健局、卫健", "部门"),
    ("U14", "安澜市云汀区应急管理局", "区应急局", "应急局、应急", "部门"),
    ("U15", "安澜市云汀区统计局", "区统计局", "统计局、统计", "部门"),
    ("U16", "安澜市云汀区行政审批局", "区行政审批局", "行政审批局、热线办、12345热线办", "部门"),
    ("U17", "安澜云汀经济开发区管理委员会", "云汀经开区管委会", "经开区、经开区管委会", "园区"),
    ("U18", "云汀区听澜街道办事处", "听澜街道", "听澜", "街道"),
    ("U19", "云汀区柏舟街道办事处", "柏舟街道", "柏舟", "街道"),
    ("U20", "云汀区青梧街道办事处", "青梧街道", "青梧", "街道"),
    ("U21", "云汀区归雁街道办事处", "归雁街道", "归雁", "街道"),
    ("U22", "云汀区银汐街道办事处", "银汐街道", "银汐", "街道"),
    ("U23", "云汀区双榆镇人民政府", "双榆镇", "双榆", "镇"),
    ("U24", "云汀区麦垄镇人民政府", "麦垄镇", "麦垄", "镇"),
]
_OUTSIDE = [
    ("O01", "云汀城市建设投资有限公司", "云汀城投", "城投公司", "业主"),
    ("O02", "云汀交通投资有限公司", "云汀交投", "交投公司", "业主"),
    ("S01", "安澜供电公司云汀供电部", "供电公司", "", "数据来源"),
    ("S02", "安澜海关", "海关", "", "数据来源"),
]
PEERS = [("P01", "沧浔区"), ("P02", "砚江区"), ("P03", "望汐区"), ("P04", "栖岚区"),
         ("P05", "鹿鸣区"), ("P06", "松浦区"), ("P07", "云栈县"), ("P08", "石澜县")]
STREETS = [f"U{number}" for number in range(17, 25)]


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    short: str
    aliases: str
    kind: str
    parent: str = None
    order: int = None
    group: str = None
    valid_from: date = date(2019, 3, 1)
    valid_to: date = None
    note: str = None


@dataclass(frozen=True)
class Person:
    name: str
    unit: str
    post: str
    role: str
    phone: str
    order: int
    valid_from: date
    valid_to: date = None


def _tree():
    units = [Unit("C00", "安澜市", "安澜市", "", "市"),
             Unit("D00", "安澜市云汀区", "云汀区", "全区、区本级", "区", "C00")]
    notes = {"U01": "督查室、考评办设在本单位", "U02": "调度办设在本单位", "U16": "12345热线办设在本单位"}
    for order, row in enumerate(_UNITS, start=1):
        units.append(Unit(*row, parent="D00", order=order, group="部门" if order <= 16 else "镇街园区",
                          note=notes.get(row[0])))
    units.append(Unit("U91", "安澜市云汀区投资促进中心", "区投促中心", "", "部门", "D00",
                      valid_to=date(2025, 3, 31), note="2025年4月并入区商务投促局"))
    units += [Unit(code, f"安澜市{name}", name, "", "区", "C00") for code, name in PEERS]
    return units


TREE = _tree()
OUTSIDE = [Unit(*row) for row in _OUTSIDE]
BY_CODE = {unit.code: unit for unit in TREE + OUTSIDE}


def short(code):
    return BY_CODE[code].short


_SURNAMES = "云汀澜榆麦柏梧雁汐舟望潮"
_FIRST = "若之清砚知景书怀远亦闻子"
_SECOND = "石川禾岑屿棠舒朗宁安白原恒"


def person_name(index):
    """Surnames are the district's own place characters, so nobody can take the names for real ones."""
    return (_SURNAMES[index % 12] + _FIRST[(index * 5 + index // 12) % 12] + _SECOND[(index * 7 + index // 12) % 13])


_LEADER_POSTS = [
    ("区委书记", "主要领导"), ("区委副书记、区长", "主要领导"), ("区委副书记", "联系领导"),
    ("区委常委、常务副区长", "联系领导"), ("区委常委、经开区党工委书记", "联系领导"), ("区委常委、统战部部长", "联系领导"),
    ("副区长（工业和信息化）", "联系领导"), ("副区长（城建和自然资源）", "联系领导"), ("副区长（交通和农业农村）", "联系领导"),
    ("副区长（商务和文旅）", "联系领导"), ("副区长（教育和卫健）", "联系领导"), ("区政协副主席", "联系领导"),
]
_HEAD_POSTS = {"党政机关": "主任", "部门": "局长", "派出机构": "局长", "园区": "主任", "街道": "主任", "镇": "镇长", "业主": "总经理"}


def _people():
    people, index = [], 0

    def add(unit, post, role, order, since=date(2023, 6, 1)):
        nonlocal index
        people.append(Person(person_name(index), unit, post, role, f"0000-622{1001 + index * 7:04d}", order, since))
        index += 1

    for order, (post, role) in enumerate(_LEADER_POSTS, start=1):
        add("D00", post, role, order, date(2021, 10, 1))
    for unit in [u for u in TREE if u.order] + [u for u in OUTSIDE if u.kind == "业主"]:
        head = _HEAD_POSTS[unit.kind]
        add(unit.code, head, "主要负责人", 1)
        add(unit.code, f"副{head}", "分管领导", 2)
        add(unit.code, "综合科科长", "联络员", 3, date(2024, 1, 1))
        if unit.code in ("U02", "U03", "U06", "U08", "U09", "U17", "O01", "O02"):
            add(unit.code, "项目科科长", "项目长", 4, date(2024, 1, 1))
            add(unit.code, "项目专员", "项目长", 5, date(2024, 1, 1))
    return people


PEOPLE = _people()
LEADERS = [person for person in PEOPLE if person.unit == "D00"]


def project_leads(unit):
    """Who may lead a project of this unit: its project staff, else the deputy head."""
    own = [person for person in PEOPLE if person.unit == unit]
    return [person for person in own if person.role == "项目长"] or [own[1]]


def stream(*name):
    return Chance("district", *name)
