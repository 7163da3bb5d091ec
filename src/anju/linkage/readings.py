"""this module holds readings that a general dictionary gets wrong in names. Source: 现代汉语词典, 第7版; for places
the official spellings of 民政部's 地名 lists.
"""

# First characters of a person's name, where the surname's reading is not the character's usual one.
SURNAMES: dict[str, str] = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "盖": "ge", "朴": "piao", "区": "ou",
    "缪": "miao", "折": "she", "覃": "qin", "员": "yun", "贠": "yun", "乐": "yue", "召": "shao", "种": "chong",
    "繁": "po", "秘": "bi", "冼": "xian", "洗": "xian", "翟": "zhai", "重": "chong", "隗": "wei", "牟": "mu",
    "逄": "pang", "尉": "wei", "晁": "chao", "卜": "bu", "宿": "su", "句": "gou", "勾": "gou", "阚": "kan",
    "粘": "nian", "都": "du", "能": "nai", "干": "gan", "角": "jue", "祭": "zhai", "藏": "zang", "薄": "bo",
    "佴": "nai", "眭": "sui", "乜": "nie", "炔": "gui", "任": "ren", "那": "na", "华": "hua", "燕": "yan",
    "应": "ying", "相": "xiang", "车": "che", "盛": "sheng", "石": "shi", "沈": "shen", "叶": "ye", "贾": "jia",
    "纪": "ji", "曲": "qu", "過": "guo", "过": "guo", "宁": "ning", "於": "yu", "洼": "wa", "朝": "chao",
}  # fmt: skip

# Surnames of two characters that do not read as their characters do one by one.
COMPOUND_SURNAMES: dict[str, tuple[str, str]] = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "鲜于": ("xian", "yu"),
    "夏侯": ("xia", "hou"),
    "皇甫": ("huang", "fu"),
    "宰父": ("zai", "fu"),
    "令狐": ("ling", "hu"),
}

# Characters that read in place names otherwise than a dictionary of words guesses.
PLACE_CHARACTERS: dict[str, str] = {
    "都": "du", "朝": "chao", "长": "chang", "重": "chong", "柏": "bai", "行": "hang", "单": "shan", "什": "shi",
    "漯": "luo", "佛": "fo", "卜": "bu", "牟": "mu", "翟": "zhai", "曾": "zeng", "勒": "le",
}  # fmt: skip

# Whole place names that keep a reading of their own.
PLACE_WORDS: dict[str, tuple[str, ...]] = {
    "乐陵": ("lao", "ling"),
    "乐亭": ("lao", "ting"),
    "乐清": ("yue", "qing"),
    "南乐": ("nan", "le"),
    "民乐": ("min", "le"),
    "涡阳": ("guo", "yang"),
    "浚县": ("xun", "xian"),
    "繁峙": ("fan", "shi"),
    "洪洞": ("hong", "tong"),
    "马尾": ("ma", "wei"),
    "称多": ("chen", "duo"),
    "浪卡子": ("lang", "ka", "zi"),
    "伽师": ("jia", "shi"),
    "荥经": ("ying", "jing"),
    "筠连": ("jun", "lian"),
    "召陵": ("shao", "ling"),
    "新干": ("xin", "gan"),
    "泊头": ("bo", "tou"),
    "大城县": ("dai", "cheng", "xian"),
    "蚌山": ("beng", "shan"),
    "龙圩": ("long", "xu"),
    "六合区": ("lu", "he", "qu"),
    "长子县": ("zhang", "zi", "xian"),
    "宕昌": ("tan", "chang"),
    "行唐": ("xing", "tang"),
    "红寺堡": ("hong", "si", "bu"),
}
