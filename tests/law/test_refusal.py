from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

TEXT = Text(zh="不行", en="no")


def test_a_refusal_says_why_where_and_by_which_rule():
    refusal = Refusal("too_late", TEXT, field="arrived_on", rule="B1")
    assert (refusal.code, refusal.text, refusal.field, refusal.rule) == ("too_late", TEXT, "arrived_on", "B1")
    assert str(refusal) == "too_late: 不行"


def test_refusals_carry_everything_at_once():
    both = Refusals(Refusal(code, TEXT) for code in ("a", "b"))
    assert [refusal.code for refusal in both.refusals] == ["a", "b"]
    assert str(both) == "a: 不行; b: 不行"
