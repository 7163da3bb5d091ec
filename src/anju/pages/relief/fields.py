"""The fields of relief and of help calls: the least that helping needs."""

from collections.abc import Iterable

from anju.law import codes
from anju.law.helping import Happened, How, Outcome
from anju.law.relief import Kind
from anju.law.wording import Text
from anju.linkage import english
from anju.web import clock
from anju.web.forms import Field

_CHOOSE = Text(zh="请选择", en="Please choose")
MONEY = Text(zh="金额（元）", en="Amount (yuan)")


def written(places: Iterable[tuple[str, str]]) -> list[tuple[str, Text]]:
    """Return places to choose from, each as its reader writes it."""
    return [(code, Text(zh=name, en=english.place(name))) for code, name in places]


def taken(places: Iterable[tuple[str, str]]) -> list[Field]:
    """Return what is asked when somebody asks for relief, also by word of mouth."""
    found = written(places)
    return [
        Field(
            name="what",
            label=Text(zh="遇到了什么难处", en="What happened"),
            hint=Text(zh="听本人说，替他写下来就行。", en="Listen, and write it down for them."),
            kind="textarea",
            rows=3,
            maxlength=1000,
        ),
        Field(
            name="community",
            label=Text(zh="在哪个社区遇到的", en="In which community"),
            kind="select",
            value=found[0][0] if len(found) == 1 else "",
            options=(("", _CHOOSE), *found),
        ),
        *_who(),
        Field(
            name="urgent",
            label=Text(zh="急难：等不及审批，要马上帮", en="Emergency: help can't wait for the decision"),
            hint=Text(zh="先发放，手续后补。", en="Paid first, the papers after."),
            kind="check",
            required=False,
            why="I9",
        ),
    ]


def _who() -> list[Field]:
    return [
        Field(
            name="number",
            label=Text(zh="居住登记的档案编号", en="File number of the registration"),
            hint=Text(
                zh="登记过的填这个，就不用再写名字。没登记、户口不在这里的，空着，照样受理。",
                en="With it no name is needed. Not registered, or 户口 elsewhere? Leave it empty; it is taken all the same.",
            ),
            required=False,
            maxlength=24,
        ),
        Field(name="name", label=Text(zh="怎么称呼", en="Name"), required=False, maxlength=100),
        Field(
            name="contact",
            label=Text(zh="怎么联系", en="How to reach them"),
            hint=Text(zh="没有电话的，写在哪里能找到人。", en="Without a phone: where to find them."),
            required=False,
            maxlength=100,
        ),
        Field(
            name="people",
            label=Text(zh="家里几口人", en="People in the family"),
            kind="number",
            required=False,
            minimum="1",
            maximum="30",
        ),
    ]


def checked() -> list[Field]:
    """Return what the street writes down after looking into it."""
    return [
        Field(
            name="found",
            label=Text(zh="核实的情况", en="What was found"),
            kind="textarea",
            rows=3,
            maxlength=1000,
        ),
        Field(
            name="kind",
            label=Text(zh="建议给什么", en="What is proposed"),
            kind="radio",
            options=tuple(codes.choices(Kind)),
        ),
        Field(name="amount", label=MONEY, inputmode="decimal", required=False, maxlength=12),
        Field(
            name="goods",
            label=Text(zh="什么物资，或者转到哪里", en="Which goods, or where to"),
            required=False,
            maxlength=300,
        ),
        Field(
            name="posted_on",
            label=Text(zh="在公示栏公示的日期", en="Put on the notice board on"),
            hint=Text(
                zh="只在街道公示栏，隐去姓名，不上网。急难的可以不公示。",
                en="On the street's board only, the name masked, never online. Not needed in an emergency.",
            ),
            kind="date",
            required=False,
            maximum=clock.today().isoformat(),
        ),
    ]


def paid(*, amount: str) -> list[Field]:
    """Return what is written down of a payment."""
    return [
        Field(name="amount", label=MONEY, value=amount, inputmode="decimal", required=False, maxlength=12),
        Field(
            name="paid_on",
            label=Text(zh="发放日期", en="Paid on"),
            kind="date",
            value=clock.today().isoformat(),
            maximum=clock.today().isoformat(),
        ),
    ]


def words(name: str, zh: str, en: str, *, required: bool = True) -> Field:
    """Return a field for a few words."""
    return Field(name=name, label=Text(zh=zh, en=en), kind="textarea", rows=2, maxlength=1000, required=required)


def called(places: Iterable[tuple[str, str]]) -> list[Field]:
    """Return what is asked of a help call: where, and whether it is a minor. No name, no number."""
    return [
        Field(
            name="place",
            label=Text(zh="人在哪里，怎么找到", en="Where, and how to find them"),
            hint=Text(zh="例如：火车站广场东边的长椅", en="For example: the bench east of the station square"),
            maxlength=200,
        ),
        Field(
            name="area",
            label=Text(zh="属于哪里", en="Which area"),
            kind="select",
            options=(("", _CHOOSE), *written(places)),
        ),
        Field(
            name="who",
            label=Text(zh="看上去是", en="They seem to be"),
            kind="radio",
            options=(
                ("adult", Text(zh="成年人", en="An adult")),
                ("minor", Text(zh="未成年人，看不准的也选这个", en="A minor, also when in doubt")),
            ),
        ),
        Field(
            name="how",
            label=Text(zh="怎么知道的", en="How you know"),
            kind="radio",
            options=tuple(codes.choices(How)),
        ),
        Field(
            name="seen",
            label=Text(zh="看到的情况（受伤、生病、年纪、衣着）", en="What is seen (hurt, ill, age, clothes)"),
            hint=Text(zh="不问名字，不看证件。", en="Don't ask for a name or an ID card."),
            kind="textarea",
            rows=3,
            required=False,
            maxlength=1000,
        ),
    ]


def followed() -> list[Field]:
    """Return what a receiver writes down while it goes on."""
    return [
        Field(
            name="what",
            label=Text(zh="现在怎么样", en="How it stands"),
            kind="radio",
            options=tuple(codes.choices(Happened)),
        ),
        words("words", "说明", "A few words", required=False),
        Field(name="next_on", label=Text(zh="下次跟进的日期", en="Next follow-up on"), kind="date"),
    ]


def closed() -> list[Field]:
    """Return how it ended."""
    return [
        Field(
            name="what",
            label=Text(zh="最后怎么样", en="How it ended"),
            kind="radio",
            options=tuple(codes.choices(Outcome)),
        ),
        words("words", "说明", "A few words", required=False),
    ]
