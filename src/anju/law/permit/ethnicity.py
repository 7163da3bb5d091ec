"""This module is the list of ethnicities as ID cards print them, in the order of GB/T 3304. Source: E9."""

from collections.abc import Mapping

from anju.law.refusal import Refusal
from anju.law.wording import Text

WHY = Text(
    zh="居住证卡面按规定印有民族，只为制证使用，加密保存，别处不用。",
    en="The card prints the ethnicity by law. It is kept sealed and used for making the card only.",
)
UNKNOWN = Text(zh="请从列表中选择民族。", en="Please choose the ethnicity from the list.")

_PAIRS = (
    "汉 Han,蒙古 Mongol,回 Hui,藏 Zang (Tibetan),维吾尔 Uygur,苗 Miao,彝 Yi,壮 Zhuang,布依 Buyei,朝鲜 Chosen (Korean),"
    "满 Man (Manchu),侗 Dong,瑶 Yao,白 Bai,土家 Tujia,哈尼 Hani,哈萨克 Kazak,傣 Dai,黎 Li,傈僳 Lisu,佤 Va,畲 She,"
    "高山 Gaoshan,拉祜 Lahu,水 Sui,东乡 Dongxiang,纳西 Naxi,景颇 Jingpo,柯尔克孜 Kirgiz,土 Tu,达斡尔 Daur,仫佬 Mulao,"
    "羌 Qiang,布朗 Blang,撒拉 Salar,毛南 Maonan,仡佬 Gelao,锡伯 Xibe,阿昌 Achang,普米 Pumi,塔吉克 Tajik,怒 Nu,"
    "乌孜别克 Uzbek,俄罗斯 Russ,鄂温克 Ewenki,德昂 Deang,保安 Bonan,裕固 Yugur,京 Gin,塔塔尔 Tatar,独龙 Derung,"
    "鄂伦春 Oroqen,赫哲 Hezhen,门巴 Monba,珞巴 Lhoba,基诺 Jino,其他 Other,外国血统中国籍 Chinese citizen of foreign descent"
)


def _names(pair: str) -> tuple[str, Text]:
    zh, _, en = pair.partition(" ")
    return zh, Text(zh=zh, en=en)


# key: as kept and as printed
ETHNICITIES: Mapping[str, Text] = dict(_names(pair) for pair in _PAIRS.split(","))


def read(text: str) -> str:
    """This is the ethnicity as the card prints it, with or without 族 as typed; raises Refusal "not_an_option"."""
    plain = text.strip()
    name = plain if plain in ETHNICITIES else plain.removesuffix("族")
    if name not in ETHNICITIES:
        raise Refusal("not_an_option" if plain else "missing", UNKNOWN, field="ethnicity", rule="E9")
    return name
