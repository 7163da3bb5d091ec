"""Made-up declarations with valid ID numbers, each of another person."""

import datetime
import itertools
import json
import random
from collections.abc import Iterator
from typing import Any

from anju.law import identity

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文"
_ROADS = ("沂蒙路", "解放路", "金雀山路", "平安路", "通达路", "银雀山路", "育才路", "滨河大道")


def declarations(
    *, communities: list[str], counties: list[str], today: datetime.date, seed: int = 1
) -> Iterator[dict[str, Any]]:
    """This gives declarations without end; every second one at a door nobody has declared at before."""
    dice = random.Random(seed)
    start = datetime.date(1960, 1, 1)
    for serial in itertools.count():
        day, order = divmod(serial, 999)
        born = start + datetime.timedelta(days=day % 16000)
        area = counties[(day // 16000) % len(counties)]
        first = f"{area}{born:%Y%m%d}{order + 1:03d}"
        door = serial // 2
        yield {
            "name": dice.choice(_SURNAMES) + dice.choice(_GIVEN) + dice.choice(_GIVEN),
            "id_kind": "id_card",
            "id_number": first + identity.check_digit(first),
            "phone": f"13{900000000 + serial}",
            "hukou_county": area,
            "community": communities[door % len(communities)],
            "address": {
                "form": "road",
                "road": _ROADS[door % 8],
                "number": str(door // 8 % 900 + 1),
                "building": str(door // 7200 + 1),
                "room": f"{door % 97 + 101}",
            },
            "dwelling": "rented",
            "arrived_on": (today - datetime.timedelta(days=dice.randrange(1, 60))).isoformat(),
            "reason": "work",
            "workplace": "临沂商城",
        }


def request(*, path: str, token: str, key: str, body: dict[str, Any]) -> bytes:
    """This is the request over the wire."""
    sent = json.dumps(body, ensure_ascii=False).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    return head.encode() + sent
