"""this module writes a Chinese place's name as an English reader expects it: 兰山区 → Lanshan District."""

from anju.linkage import pinyin

# longest ending first
ENDINGS = (
    ("高新技术产业开发区", "High-Tech Zone"),
    ("经济技术开发区", "Development Zone"),
    ("经济开发区", "Development Zone"),
    ("社区居民委员会", "Community"),
    ("村村民委员会", "Village"),
    ("社区村民委员会", "Community"),
    ("居民委员会", "Community"),
    ("村民委员会", "Village"),
    ("社区居委会", "Community"),
    ("村村委会", "Village"),
    ("村委会", "Village"),
    ("居委会", "Community"),
    ("街道办事处", "Sub-district"),
    ("街道", "Sub-district"),
    ("社区", "Community"),
    ("省", "Province"),
    ("市", "City"),
    ("区", "District"),
    ("县", "County"),
    ("镇", "Town"),
    ("乡", "Township"),
    ("村", "Village"),
)


def place(name: str) -> str:
    """this is a place's name in English, several with spaces between one by one; what has no known ending is one word."""
    return ", ".join(_place(one) for one in name.split()) or _word(name)


def _place(name: str) -> str:
    for ending, word in ENDINGS:
        stem = name.removesuffix(ending)
        if stem and stem != name:
            return f"{_word(stem)} {word}"
    return _word(name)


def _word(stem: str) -> str:
    return pinyin.of_place(stem).capitalize() or stem
