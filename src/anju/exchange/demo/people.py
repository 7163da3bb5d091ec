"""Made-up people: names from common syllables, ID numbers that nobody can have.

GB 11643 keeps the sequence codes 996 to 999 for people over a hundred, so a younger birth date with one of them
belongs to no one.
"""

import datetime
import random
from collections.abc import Sequence
from typing import Any

from anju.law import identity

FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国春梅红波宇浩欣怡子涵梓萱雨桐佳慧晓东海燕文斌志远俊峰立新小龙雪莹"
    "思琪嘉诚泽宇"
)
MINORITY = ("阿依古丽·买买提", "阿卜杜拉·艾力", "卓玛·次仁", "热依汗·吐尔逊", "扎西·顿珠")
# where people who move to Linyi mostly come from, with weights; the rest from anywhere
NEAR = {
    "3713": 0,
    "3704": 5,
    "3708": 6,
    "3711": 5,
    "3707": 5,
    "3709": 4,
    "3717": 6,
    "3203": 8,
    "3207": 6,
    "4114": 5,
    "3413": 4,
    "4117": 3,
    "5134": 2,
    "2301": 2,
}
ROADS = (
    "沂蒙路",
    "解放路",
    "金雀山路",
    "通达路",
    "蒙山大道",
    "北园路",
    "银雀山路",
    "涑河北街",
    "开阳路",
    "陶然路",
    "临西七路",
    "双岭路",
)
ESTATES = ("滨河花园", "金泰华府", "豪森名邸", "绿杨小区", "八一新村", "沂州春晓", "银河湾", "商城公寓", "")
HAMLETS = ("东村", "西村", "南岭", "北沟", "前街", "后街")
WORKPLACES = (
    "临沂兰田物流有限公司",
    "临沂商城五金市场",
    "金锣肉制品车间",
    "鲁南制药分厂",
    "顺和家居市场",
    "沂蒙建筑工程队",
    "老街羊汤馆",
    "临沂第四中学",
    "",
)
REASONS = (
    ("work", 50),
    ("trade", 14),
    ("service", 10),
    ("joining_family", 9),
    ("study", 6),
    ("housekeeping", 4),
    ("treatment", 2),
    ("farming", 2),
    ("other", 3),
)
DWELLINGS = (("rented", 62), ("work_unit", 14), ("household", 14), ("building_site", 7), ("other", 3))


def chosen(dice: random.Random, table: Sequence[tuple[str, int]]) -> str:
    """Return one value of a weighted table."""
    values, weights = zip(*table, strict=True)
    return str(dice.choices(values, weights)[0])


def name(dice: random.Random) -> str:
    """Return a made-up name."""
    if dice.random() < 0.01:
        return dice.choice(MINORITY)
    return dice.choice(FAMILY) + "".join(dice.choice(GIVEN) for _ in range(dice.choice((1, 2, 2))))


# the first day and how many follow: adults are 19 to 61 in all years of the demo, children 2 to 15
ADULTS_BORN = (datetime.date(1965, 1, 1), 14_600)
CHILDREN_BORN = (datetime.date(2011, 1, 1), 4_000)
_STEP = 7919


def phone(number: int) -> str:
    """Return a made-up mobile number, a new one for each number."""
    return f"1380539{number:04d}" if number < 10_000 else f"138054{number:05d}"


def id_number(dice: random.Random, *, county: str, youngest: int, oldest: int, on: datetime.date) -> str:
    """Return a valid ID number that nobody can have, for an age between the two."""
    born = on - datetime.timedelta(days=dice.randint(youngest * 366, oldest * 365))
    first = f"{county}{born:%Y%m%d}{dice.randint(996, 999)}"
    return first + identity.check_digit(first)


def own_number(number: int, *, county: str, child: bool = False) -> str:
    """Return the ID number of the made-up person of a number, or of their child: no two are alike among 50,000.

    Days are gone through in steps of a prime, so that neighbours in the list are no twins.
    """
    first, days = CHILDREN_BORN if child else ADULTS_BORN
    born = first + datetime.timedelta(days=number * _STEP % days)
    head = f"{county}{born:%Y%m%d}{996 + number // days % 4}"
    return head + identity.check_digit(head)


def origin(dice: random.Random, counties: Sequence[str], *, home: str) -> str:
    """Return the county of somebody's household register, another than the one they live in."""
    near = chosen(dice, [(prefix, weight) for prefix, weight in NEAR.items() if weight])
    pool = [code for code in counties if code.startswith(near)] if dice.random() < 0.8 else list(counties)
    county = dice.choice(pool or list(counties))
    return county if county != home else origin(dice, counties, home=home)


def address(dice: random.Random, *, village: bool) -> dict[str, str]:
    """Return an address as typed."""
    if village:
        return {"form": "village", "hamlet": dice.choice(HAMLETS), "number": str(dice.randint(1, 120))}
    return {
        "form": "road",
        "road": dice.choice(ROADS),
        "number": str(dice.randint(1, 300)),
        "estate": dice.choice(ESTATES),
        "building": str(dice.randint(1, 24)),
        "unit": str(dice.randint(1, 4)),
        "room": f"{dice.randint(1, 18)}0{dice.randint(1, 4)}",
    }


def declaration(
    dice: random.Random,
    *,
    number: int,
    community: str,
    village: bool,
    counties: Sequence[str],
    arrived_on: datetime.date,
) -> dict[str, Any]:
    """Return a declaration as somebody made-up would type it."""
    county = origin(dice, counties, home=community[:6])
    answers: dict[str, Any] = {
        "name": name(dice),
        "id_kind": "id_card",
        "id_number": own_number(number, county=county),
        "phone": phone(number),
        "hukou_county": county,
        "community": community,
        "address": address(dice, village=village),
        "dwelling": chosen(dice, DWELLINGS),
        "arrived_on": arrived_on,
        "reason": chosen(dice, REASONS),
        "workplace": dice.choice(WORKPLACES),
    }
    if dice.random() < 0.12:
        answers["minors"] = [
            {
                "name": answers["name"][0] + dice.choice(GIVEN) + dice.choice(GIVEN),
                "id_kind": "household_book",
                "id_number": own_number(number, county=county, child=True),
                "relation": "parent",
            }
        ]
    return answers
