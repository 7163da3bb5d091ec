import pytest

from anju.law.lifecycle import Lifecycle, Step
from anju.law.refusal import Refusal
from anju.law.wording import Text


def text(zh, en):
    return Text(zh=zh, en=en)


def step(act, source, target, **more):
    return Step(
        act=act,
        source=source,
        target=target,
        who=("librarian",),
        rules=("X1",),
        text=text(f"办{act}", f"to {act}"),
        **more,
    )


STATES = {
    "asked": text("已申请", "asked for"),
    "valid": text("有效", "valid"),
    "lost": text("遗失", "lost"),
    "ended": text("注销", "ended"),
}
STEPS = (
    step("ask", (), "asked"),
    step("issue", ("asked", "lost"), "valid", deadline="3 WD"),
    step("lose", ("valid",), "lost"),
    step("end", ("asked", "valid", "lost"), "ended"),
)


def card(**change):
    facts = {"name": text("借书证", "library card"), "states": STATES, "initial": "asked", "steps": STEPS, **change}
    return Lifecycle(**facts)


def test_an_act_leads_where_the_table_says():
    assert card().follow(state="lost", act="issue") is STEPS[1]
    assert card().allows(state="lost", act="issue")
    assert not card().allows(state="ended", act="issue")


def test_an_act_out_of_turn_says_what_is_possible_instead():
    with pytest.raises(Refusal) as caught:
        card().follow(state="valid", act="issue")
    assert caught.value.code == "not_allowed_in_state"
    assert caught.value.text == text(
        "借书证现在是“有效”，不能办issue。现在可以：办lose、办end。",
        "library card: the state is “valid”, so “to issue” isn't possible. Possible now: to lose, to end.",
    )


def test_from_a_last_state_nothing_is_possible():
    with pytest.raises(Refusal) as caught:
        card().follow(state="ended", act="unheard")
    assert caught.value.text.zh == "借书证现在是“注销”，不能unheard。现在可以：无。"


def test_an_unknown_state_is_refused_too():
    with pytest.raises(Refusal) as caught:
        card().follow(state="gone", act="end")
    assert "“gone”" in caught.value.text.en


def test_each_state_knows_its_acts():
    assert [step.act for step in card().acts_from("lost")] == ["issue", "end"]
    assert card().reachable() == frozenset(STATES)
    assert card().final() == {"ended"}


def test_the_diagram_shows_every_step_once():
    assert card().mermaid(language="en") == (
        "stateDiagram-v2\n"
        '    state "asked for" as asked\n'
        '    state "valid" as valid\n'
        '    state "lost" as lost\n'
        '    state "ended" as ended\n'
        "    [*] --> asked\n"
        "    asked --> valid: to issue (X1)\n"
        "    lost --> valid: to issue (X1)\n"
        "    valid --> lost: to lose (X1)\n"
        "    asked --> ended: to end (X1)\n"
        "    valid --> ended: to end (X1)\n"
        "    lost --> ended: to end (X1)\n"
        "    ended --> [*]\n"
    )


def test_a_thing_may_start_in_more_than_one_state():
    direct = card(steps=(*STEPS, step("bring", (), "valid")))
    assert "    [*] --> asked\n    [*] --> valid\n" in direct.mermaid()


def test_the_table_prints_for_the_docs():
    assert card().table_markdown().splitlines()[:4] == [
        "| act | from | to | who | rules | deadline |",
        "|---|---|---|---|---|---|",
        "| to ask (`ask`) | — | asked for | librarian | X1 |  |",
        "| to issue (`issue`) | asked for, lost | valid | librarian | X1 | 3 WD |",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"initial": "gone"}, "unknown first state 'gone'"),
        ({"steps": (*STEPS, step("burn", ("valid",), "ash"))}, "'burn' names the unknown state 'ash'"),
        ({"steps": (*STEPS, step("burn", ("ash",), "valid"))}, "'burn' names the unknown state 'ash'"),
        ({"steps": (*STEPS, step("lose", ("valid",), "ended"))}, "'lose' is listed twice from 'valid'"),
        ({"steps": (*STEPS, step("ask", (), "asked"))}, "'ask' is listed twice from ''"),
        ({"steps": STEPS[:2]}, "nothing leads to ended, lost"),
    ],
)
def test_a_broken_table_is_an_error_at_once(change, message):
    with pytest.raises(ValueError, match=f"library card: .*{message}"):
        card(**change)
