"""This module hides what only a stated purpose may show. Source: L2."""

import re

STAR = "*"
NUMBER = re.compile(r"[0-9A-Za-z]+|[一二三四五六七八九十百]+(?=[号栋幢楼层室户组单])")


def mask_name(name: str) -> str:
    """This shows the first character, and the last one of names longer than two: 王*明, 王*."""
    if len(name) <= 1:
        return STAR * len(name)
    if len(name) == 2:
        return name[0] + STAR
    return name[0] + STAR * (len(name) - 2) + name[-1]


def mask_id(number: str) -> str:
    """This shows the first three and the last two characters: enough to compare with a card in the hand."""
    return _ends(number, head=3, tail=2)


def mask_phone(phone: str) -> str:
    """This hides the middle four digits of a mobile number: 138****5678."""
    return _ends(phone, head=3, tail=4)


def mask_line(line: str) -> str:
    """This keeps road and place names and hides house, floor and room numbers."""
    return NUMBER.sub(STAR * 2, line)


def _ends(text: str, *, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return STAR * len(text)
    return text[:head] + STAR * (len(text) - head - tail) + text[-tail:]
