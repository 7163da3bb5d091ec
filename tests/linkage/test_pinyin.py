import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.linkage import pinyin, readings

han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("name", "spelt", "initials"),
    [
        ("王小明", "wangxiaoming", "wxm"),
        ("单晓燕", "shanxiaoyan", "sxy"),
        ("曾国藩", "zengguofan", "zgf"),
        ("仇英", "qiuying", "qy"),
        ("解缙", "xiejin", "xj"),
        ("查良镛", "zhaliangyong", "zly"),
        ("盖叫天", "gejiaotian", "gjt"),
        ("朴树", "piaoshu", "ps"),
        ("区志明", "ouzhiming", "ozm"),
        ("任我行", "renwoxing", "rwx"),
        ("牟宗三", "muzongsan", "mzs"),
        ("翟志刚", "zhaizhigang", "zzg"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("万俟卨", "moqixie", "mqx"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        ("欧阳修", "ouyangxiu", "oyx"),
        ("吕布", "lvbu", "lb"),
        ("乐", "yue", "y"),
        ("乐乐", "yuele", "yl"),
        ("王曾", "wangceng", "wc"),
        ("王𬭎", "wanghong", "wh"),
        ("阿卜杜拉·买买提", "abodulamaimaiti", "abdlmmt"),
        ("古丽·曾", "guliceng", "glc"),
        ("Anna王", "annawang", "aw"),
        ("José María O'Neil", "josemariaoneil", "jmon"),
        ("Ａｎｎａ", "anna", "a"),
        ("", "", ""),
        ("😀·", "", ""),
        ("\ue000", "", ""),
        ("王\ue000", "wang", "w"),
    ],
)
def test_a_person_s_name_is_spelt_as_people_say_it(name: str, spelt: str, initials: str):
    assert (pinyin.of(name), pinyin.initials(name)) == (spelt, initials)


@pytest.mark.parametrize(
    ("name", "spelt", "initials"),
    [
        ("临沂市", "linyishi", "lys"),
        ("莒南县", "junanxian", "jnx"),
        ("郯城县", "tanchengxian", "tcx"),
        ("朝阳街道", "chaoyangjiedao", "cyjd"),
        ("高都镇", "gaoduzhen", "gdz"),
        ("柏林镇", "bailinzhen", "blz"),
        ("重坊镇", "chongfangzhen", "cfz"),
        ("大梨行村", "dalihangcun", "dlhc"),
        ("单家庄", "shanjiazhuang", "sjz"),
        ("解家岭村", "xiejialingcun", "xjlc"),
        ("盖家洞", "gejiadong", "gjd"),
        ("解放路", "jiefanglu", "jfl"),
        ("查山", "chashan", "cs"),
        ("单县", "shanxian", "sx"),
        ("乐陵市", "laolingshi", "lls"),
        ("大城县", "daichengxian", "dcx"),
        ("浪卡子县", "langkazixian", "lkzx"),
        ("长白朝鲜族自治县", "changbaichaoxianzuzizhixian", "cbcxzzzx"),
        ("A区3号", "aquhao", "aqh"),
        ("", "", ""),
    ],
)
def test_a_place_s_name_is_spelt_as_the_place_calls_itself(name: str, spelt: str, initials: str):
    assert (pinyin.of_place(name), pinyin.initials_of_place(name)) == (spelt, initials)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Wang Xiao-ming", "wangxiaoming"),
        ("WÁNG xiǎo míng", "wangxiaoming"),
        ("lü bu", "lvbu"),
        ("Lǚ Bù", "lvbu"),
        ("LYUBU", "lvbu"),
        ("lu\u0308bu", "lvbu"),
        ("Xi'an", "xian"),
        ("ｗａｎｇ", "wang"),
        ("王", ""),
        ("%_' OR 1=1", "or"),
    ],
)
def test_typed_pinyin_is_brought_to_the_stored_spelling(typed: str, stored: str):
    assert pinyin.typed(typed) == stored


@given(name=han)
def test_a_name_in_chinese_characters_gives_small_letters_only_and_one_initial_a_syllable(name: str):
    for whole, first in (
        (pinyin.of(name), pinyin.initials(name)),
        (pinyin.of_place(name), pinyin.initials_of_place(name)),
    ):
        assert re.fullmatch("[a-z]*", whole)
        assert re.fullmatch("[a-z]*", first)
        assert len(first) <= len(name)
    assert pinyin.typed(pinyin.of(name)) == pinyin.of(name).replace("lyu", "lv")


@given(name=st.text(max_size=60))
def test_no_text_breaks_it_or_outgrows_its_columns(name: str):
    for spell in (pinyin.of, pinyin.of_place):
        assert re.fullmatch("[a-z]{0,200}", spell(name))
    for spell in (pinyin.initials, pinyin.initials_of_place):
        assert re.fullmatch("[a-z]{0,50}", spell(name))


def test_the_longest_names_are_cut_to_their_columns():
    assert (len(pinyin.of("庄" * 50)), len(pinyin.initials("庄" * 60))) == (200, 50)
    assert (len(pinyin.of_place("庄" * 50)), len(pinyin.initials_of_place("庄" * 60))) == (200, 50)


def test_every_reading_is_plain_letters_one_for_each_character():
    for name, reading in {**readings.SURNAMES, **readings.PLACE_CHARACTERS}.items():
        assert (len(name), bool(re.fullmatch("[a-z]+", reading))) == (1, True)
    for name, parts in {**readings.COMPOUND_SURNAMES, **readings.PLACE_WORDS}.items():
        assert len(name) == len(parts)


def test_every_surname_is_read_as_one_before_a_name_and_before_family():
    for surname, reading in readings.SURNAMES.items():
        assert pinyin.of(f"{surname}小明") == f"{reading}xiaoming"
        assert pinyin.of_place(f"{surname}家庄") == f"{reading}jiazhuang"
    for surname, parts in readings.COMPOUND_SURNAMES.items():
        assert pinyin.syllables(f"{surname}明") == (*parts, "ming")
