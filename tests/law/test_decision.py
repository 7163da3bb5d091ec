from anju.law.decision import Decision, Reason
from anju.law.wording import Text


def test_an_answer_is_yes_no_or_may():
    reasons = (Reason(rule="A1", text=Text(zh="因为", en="because")),)
    answers = [Decision(outcome=outcome, reasons=reasons) for outcome in ("yes", "no", "may")]
    assert [answer.is_yes for answer in answers] == [True, False, False]
    assert [answer.is_no for answer in answers] == [False, True, False]
