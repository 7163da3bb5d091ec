from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anju.linkage import likeness, names, pinyin
from anju.linkage.likeness import Traits

BORN = date(1990, 3, 4)
WANG = Traits(
    name="王小明",
    pinyin="wangxiaoming",
    birth_on=BORN,
    phone_index=b"phone",
    id_index=b"id",
    sex="m",
    hukou_county="410102",
)

chosen_names = st.sampled_from(
    [
        "王小明",
        "王晓明",
        "明小王",
        "王小敏",
        "王小林",
        "李四",
        "单雄信",
        "阿卜杜拉·买买提",
        "阿卜杜拉",
        "阿卜杜拉·艾力",
        "Anna",
        "\ue000",
    ]
)
some_names = chosen_names | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)
some_days = st.sampled_from([BORN, date(1990, 4, 3), date(1990, 3, 5), date(1980, 3, 4), date(1971, 12, 30)])
some_traits = st.builds(
    Traits,
    name=some_names,
    birth_on=st.none() | some_days | st.dates(date(1930, 1, 1), date(2026, 1, 1)),
    phone_index=st.sampled_from([None, b"1", b"2"]),
    id_index=st.sampled_from([None, None, b"1", b"2"]),
    sex=st.sampled_from(["", "m", "f"]),
    hukou_county=st.sampled_from(["", "410102", "320102"]),
)


def alike(one: str, two: str) -> tuple[float, str]:
    return names.likeness(name=one, sound=pinyin.of(one), other=two, other_sound=pinyin.of(two))


@given(a=some_traits, b=some_traits)
def test_the_order_of_the_two_makes_no_difference(a: Traits, b: Traits):
    assert likeness.score(a=a, b=b) == likeness.score(a=b, b=a)


@given(a=some_traits, b=some_traits)
def test_a_score_lies_between_0_and_1_and_every_reason_has_words(a: Traits, b: Traits):
    found = likeness.score(a=a, b=b)
    assert 0 <= found.score <= 1
    assert [reason for reason in found.reasons if reason not in likeness.WORDS] == []
    assert len(set(found.reasons)) == len(found.reasons)


@given(
    traits=st.builds(
        Traits,
        name=some_names.filter(lambda name: names.plain(name) != ""),
        birth_on=some_days,
        phone_index=st.just(b"1"),
        id_index=st.sampled_from([None, b"1"]),
        sex=st.sampled_from(["m", "f"]),
        hukou_county=st.just("410102"),
    )
)
def test_someone_is_fully_alike_to_themselves(traits: Traits):
    found = likeness.score(a=traits, b=traits)
    assert (found.score, found.exact_id) == (1.0, traits.id_index is not None)


@given(traits=some_traits)
def test_an_equal_ID_number_is_enough(traits: Traits):
    one = Traits(name=traits.name, id_index=b"same")
    found = likeness.score(a=one, b=Traits(name="赵钱孙", id_index=b"same", sex="f"))
    assert (found.score, found.exact_id, found.reasons[0]) == (1.0, True, "id")


@given(a=some_traits, b=some_traits)
def test_unlike_names_with_other_birth_dates_are_never_hinted(a: Traits, b: Traits):
    assume(alike(a.name, b.name)[0] == 0)
    assume(likeness.birth_likeness(a.birth_on, b.birth_on)[0] == 0)
    assume(not a.id_index or a.id_index != b.id_index)
    assert likeness.score(a=a, b=b).score < likeness.HINT


@given(a=some_traits, b=some_traits)
def test_whoever_is_hinted_is_found_by_an_index(a: Traits, b: Traits):
    if likeness.score(a=a, b=b).score >= likeness.HINT:
        assert set(likeness.blocks(a)) & set(likeness.blocks(b)) != set()


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("王小明", "王小明", (1.0, "name")),
        ("王小明", " 王 小 明 ", (1.0, "name")),
        ("Anna Li", "ＡＮＮＡ ＬＩ", (1.0, "name")),
        ("阿卜杜拉·买买提", "阿卜杜拉买买提", (1.0, "name")),
        ("王\ue000", "王\ue000", (1.0, "name")),
        ("王伟", "王玮", (0.85, "name_sound")),
        ("单丹", "单单", (0.85, "name_sound")),
        ("王小明", "小明王", (0.7, "name_order")),
        ("阿卜杜拉·买买提", "买买提·阿卜杜拉", (0.7, "name_order")),
        ("阿卜杜拉·买买提", "阿卜杜拉", (0.7, "name_part")),
        ("阿布都拉", "阿布杜拉·买买提", (0.0, "")),
        ("阿卜杜拉", "阿不杜拉·买买提", (0.0, "")),
        ("古丽·买买提", "古力", (0.7, "name_part")),
        ("孙世林", "孙四林", (0.65, "name_accent")),
        ("陈林", "陈玲", (0.65, "name_accent")),
        ("王小明", "王小敏", (0.65, "name_accent")),
        ("王小明", "王小青", (0.45, "name_near")),
        ("李伟", "李辉", (0.0, "")),
        ("阿卜杜拉·买买提", "古丽·买买提", (0.0, "")),
        ("王小明", "赵钱孙", (0.0, "")),
        ("", "", (0.0, "")),
        ("王小明", "·", (0.0, "")),
        ("·", "王小明", (0.0, "")),
        ("\ue000", "王小明", (0.0, "")),
        ("王小明", "\ue000", (0.0, "")),
        ("\ue000·甲", "\ue001", (0.0, "")),
    ],
)
def test_names_are_alike_in_these_ways(one: str, two: str, expected: tuple[float, str]):
    assert alike(one, two) == expected
    assert alike(two, one) == expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (BORN, BORN, (1.0, "birth")),
        (BORN, date(1990, 4, 3), (0.7, "birth_swapped")),
        (BORN, date(1990, 3, 5), (0.6, "birth_digit")),
        (BORN, date(1980, 3, 4), (0.6, "birth_digit")),
        (BORN, date(1990, 3, 15), (0.0, "")),
        (BORN, date(1991, 4, 3), (0.0, "")),
        (BORN, None, (0.0, "")),
        (None, BORN, (0.0, "")),
        (None, None, (0.0, "")),
    ],
)
def test_birth_dates_are_alike_in_these_ways(one: date | None, two: date | None, expected: tuple[float, str]):
    assert likeness.birth_likeness(one, two) == expected


@given(day=st.dates(date(1930, 1, 1), date(2026, 1, 1)), apart=st.integers(-1000, 1000))
def test_birth_dates_compare_alike_from_both_sides(day: date, apart: int):
    other = day + timedelta(days=apart)
    assert likeness.birth_likeness(day, other) == likeness.birth_likeness(other, day)


CASES: list[tuple[str, Traits, float, tuple[str, ...]]] = [
    (
        "same name, birth date and phone",
        Traits(name="王小明", birth_on=BORN, phone_index=b"phone"),
        0.9,
        ("name", "birth", "phone"),
    ),
    ("same name and birth date", Traits(name="王小明", birth_on=BORN), 0.7, ("name", "birth")),
    ("same name and phone", Traits(name="王小明", phone_index=b"phone"), 0.6, ("name", "phone")),
    ("same name only", Traits(name="王小明"), 0.4, ("name",)),
    (
        "misspelt, day and month swapped",
        Traits(name="王晓明", birth_on=date(1990, 4, 3), hukou_county="410102", sex="m"),
        0.65,
        ("name_sound", "birth_swapped", "hukou", "sex"),
    ),
    (
        "a namesake with a number of his own",
        Traits(name="王小明", birth_on=BORN, id_index=b"other", sex="m"),
        0.5475,
        ("name", "birth", "sex", "other_id"),
    ),
    (
        "a wife under the same phone",
        Traits(name="李芳", birth_on=date(1992, 7, 8), phone_index=b"phone", sex="f", hukou_county="410102"),
        0.2295,
        ("phone", "hukou", "other_sex"),
    ),
    (
        "a twin with a number of his own",
        Traits(name="王小林", birth_on=BORN, phone_index=b"phone", id_index=b"other", sex="m", hukou_county="410102"),
        0.585,
        ("name_near", "birth", "phone", "hukou", "sex", "other_id"),
    ),
    ("a stranger", Traits(name="赵钱孙", birth_on=date(1971, 12, 30), id_index=b"other"), 0.0, ("other_id",)),
]


@pytest.mark.parametrize(("other", "score", "reasons"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_case_gets_its_score_with_reasons(other: Traits, score: float, reasons: tuple[str, ...]):
    assert likeness.score(a=WANG, b=other) == likeness.Match(score=score, reasons=reasons, exact_id=False)


def test_the_weights_make_one_whole():
    weights = likeness.NAME + likeness.BIRTH + likeness.PHONE + likeness.HUKOU + likeness.SEX
    assert round(weights, 9) == 1
    assert likeness.HINT < likeness.STRONG < 1


def test_every_reason_has_words_in_both_languages():
    assert [word for word, text in likeness.WORDS.items() if not text.zh or not text.en] == []


def test_the_keys_to_candidates_are_equalities_of_what_is_known():
    assert likeness.blocks(WANG) == (
        f"i:{b'id'.hex()}",
        f"p:{b'phone'.hex()}",
        "n:wangxiaoming:1990",
        "d:wangxiaoming:0304",
        "b:1990-03-04",
    )
    assert likeness.blocks(Traits(name="\ue000", birth_on=BORN)) == ("b:1990-03-04",)
    assert likeness.blocks(Traits(name="王小明")) == ()
