"""The forms of a dispute's page: one a step that the course allows, with the entries it needs and what it does."""

import dataclasses
from collections.abc import Callable, Mapping

from anju.law.dispute import life
from anju.law.wording import Text
from anju.pages.disputes import doing
from anju.pages.disputes.doing import Sent
from anju.queries.dispute.detail import Detail
from anju.web import forms

Do = Callable[[Sent], object]


@dataclasses.dataclass(frozen=True)
class Form:
    """One form: its entries carry its name before their own, so that several stand on one page."""

    choice: str
    title: Text
    button: Text
    do: Do
    fields: tuple[forms.Field, ...] = ()
    tone: str = ""
    # the likeliest next step stands open
    first: bool = False

    def shown(self, *, typed: Mapping[str, str] | None, errors: Mapping[str, object]) -> "Form":
        """Return the form as the page shows it: its names made its own, with what was typed and what is wrong."""
        fields = tuple(
            dataclasses.replace(
                one,
                name=f"{self.choice}.{one.name}",
                value=one.value if typed is None else typed.get(one.name, ""),
                error=errors.get(one.name, ""),
            )
            for one in self.fields
        )
        return dataclasses.replace(self, fields=fields, first=self.first if typed is None else True)


def _text(name: str, zh: str, en: str, **more: object) -> forms.Field:
    return forms.Field(name=name, label=Text(zh=zh, en=en), **more)  # type: ignore[arg-type]


def _t(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


_WORDS = {"kind": "textarea", "rows": 3, "maxlength": 1000}
_AMOUNT = _text("amount", "金额（元）", "Amount (yuan)", required=False, inputmode="decimal", maxlength=14)
_REASON = _text("reason", "理由，本人看得到", "The reason; the person will read it", **_WORDS)


def of(found: Detail) -> tuple[Form, ...]:
    """Return the forms that the course allows now, the likeliest first."""
    if found.kind == "aid":
        return _aid(found)
    if found.dispute is None:
        return _beginning(found)
    made = [make(found) for act, make in _MAKERS.items() if act in found.possible and _may(found, act)]
    if found.coming is not None:
        made.insert(0, _closing(found))
    other = _other_form(
        found, "other", _t("更正对方的联系方式", "Correct the other side"), _t("保存", "Save"), doing.rename
    )
    return (*made, other)


def _may(found: Detail, act: str) -> bool:
    running = found.dispute is not None and found.dispute.state in life.RUNNING
    if running and found.case.state not in ("taken", "asked"):
        return False
    return not (act in ("call_session", "call_hearing") and found.coming is not None)


def _beginning(found: Detail) -> tuple[Form, ...]:
    if found.case.state == "sent":
        title = _t("签收并开始", "Take it and begin")
        return (_other_form(found, "begin", title, title, doing.take_and_start, first=True),)
    if found.case.state in ("taken", "asked"):
        title = _t("开始办理", "Begin")
        return (_other_form(found, "begin", title, title, doing.start, first=True),)
    return ()


def _other_form(found: Detail, choice: str, title: Text, button: Text, do: Do, *, first: bool = False) -> Form:
    fields = (
        _text(
            "other_name", "对方的名称或者姓名", "The other side's name", value=found.other.get("name", ""), maxlength=80
        ),
        _text(
            "other_contact",
            "对方怎么联系",
            "How to reach the other side",
            value=found.other.get("contact", ""),
            required=False,
            maxlength=100,
            hint=_t("只用于通知对方，不作其他用途。", "Used to notify them, and for nothing else."),
        ),
    )
    return Form(choice, title, button, do, fields, first=first)


def _closing(found: Detail) -> Form:
    assert found.coming is not None  # noqa: S101  asked for by the caller
    options = tuple((code, life.SESSIONS[code]) for code in life.OUTCOMES)
    fields = (
        forms.Field(name="session", label="", kind="hidden", value=str(found.coming.id)),
        forms.Field(name="outcome", label=_t("情况", "How it went"), kind="radio", options=options),
    )
    title = _t("记录这一次的情况", "Note how it went")
    return Form("close", title, _t("保存", "Save"), doing.close, fields, first=True)


def _session(found: Detail) -> Form:
    hearing = found.dispute is not None and found.dispute.state == "accepted"
    earliest = found.hearing_from.on.isoformat() if hearing and found.hearing_from else ""
    fields = (
        _text("on", "哪天", "Day", kind="date", minimum=earliest),
        _text("time", "几点", "Time", kind="text", placeholder="09:30", inputmode="numeric", maxlength=5),
        _text("place", "地点", "Place", maxlength=120),
        forms.Field(
            name="told",
            label=_t("怎么通知对方", "How the other side is told"),
            kind="radio",
            options=tuple(life.TOLD.items()),
            hint=_t(
                "申请人会收到消息；给对方的通知书可以打印。",
                "The applicant gets a message; the other side's letter can be printed.",
            ),
        ),
    )
    title = _t("通知双方开庭", "Call both sides to a hearing") if hearing else _t("约双方调解", "Invite both sides")
    return Form("session", title, _t("通知双方", "Call both sides"), doing.call, fields, first=found.coming is None)


def _agreement(found: Detail) -> Form:
    fields = (
        _text("text", "协议内容", "The agreement", kind="textarea", rows=6, maxlength=3000),
        _AMOUNT,
        _text("due_on", "最晚哪天履行", "To be kept by", kind="date"),
        _text("signed_on", "申请人哪天签名", "Signed by the applicant on", kind="date"),
        _text("other_signed_on", "对方哪天签名", "Signed by the other side on", kind="date"),
    )
    return Form(
        "agree", _t("谈成了，登记协议", "Agreed: enter the agreement"), _t("登记协议", "Enter it"), doing.agree, fields
    )


def _failure(found: Detail) -> Form:
    fields = (
        forms.Field(name="code", label=_t("原因", "Why"), kind="radio", options=tuple(life.WHY_FAILED.items())),
        _text("words", "说明，本人看得到", "In words; the person will read it", required=False, **_WORDS),
    )
    return Form("fail", _t("没有谈成", "No agreement"), _t("终止调解", "End the mediation"), doing.fail, fields)


def _kept(found: Detail) -> Form:
    first = found.dispute is not None and found.dispute.state == "agreed"
    return Form(
        "keep", _t("协议履行了", "The agreement was kept"), _t("已履行", "It was kept"), doing.keep, first=first
    )


def _not_kept(found: Detail) -> Form:
    fields = (_text("words", "情况", "What happened", required=False, **_WORDS),)
    return Form("break", _t("协议没有履行", "It was not kept"), _t("没有履行", "It was not kept"), doing.break_, fields)


def _taking(found: Detail) -> Form:
    title = _t("符合条件，受理", "Take the claim")
    return Form("accept", title, _t("受理", "Take it"), doing.accept, first=True)


def _articled(found: Detail, choice: str, title: Text, button: Text, do: Do) -> Form:
    options = (("", _t("请选择", "Please choose")), *found.grounds.items())
    article = forms.Field(name="article", label=_t("依据", "Article"), kind="select", options=options)
    return Form(choice, title, button, do, (_REASON, article), tone="btn-danger")


def _declining(found: Detail) -> Form:
    title = _t("不符合条件，不予受理", "Not take the claim")
    return _articled(found, "decline", title, _t("不予受理", "Not take it"), doing.decline)


def _dropping(found: Detail) -> Form:
    title = _t("申请人没有正当理由不来，按撤回处理", "Treat as withdrawn: the applicant stayed away")
    return _articled(found, "drop", title, _t("按撤回处理", "Treat as withdrawn"), doing.drop)


def _extending(found: Detail) -> Form:
    fields = (_text("why", "理由，本人看得到", "The reason; the person will read it", **_WORDS),)
    return Form(
        "extend", _t("经批准延期裁决", "Put the award off, with leave"), _t("延期", "Put it off"), doing.extend, fields
    )


def _awarding(found: Detail) -> Form:
    fields = (_text("words", "裁决结果，本人看得到", "The award; the person will read it", **_WORDS), _AMOUNT)
    return Form("award", _t("作出裁决", "Make the award"), _t("裁决", "Make the award"), doing.award, fields)


def _settling(found: Detail) -> Form:
    fields = (_text("words", "和解内容，本人看得到", "What was settled; the person will read it", **_WORDS), _AMOUNT)
    return Form("settle", _t("双方和解", "Both sides settled"), _t("和解结案", "Settle"), doing.settle, fields)


def _aid(found: Detail) -> tuple[Form, ...]:
    if found.aid is None:
        return ()
    again = found.aid.named_at is not None
    fields: tuple[forms.Field, ...] = (
        _text("name", "律师姓名", "The lawyer's name", maxlength=80),
        _text("office", "律师事务所", "Law firm", maxlength=100),
        _text("phone", "电话", "Phone", kind="tel", maxlength=40),
    )
    if again:
        fields = (*fields, _text("why", "为什么换", "Why another one", maxlength=300))
    title = _t("换一位律师", "Name another lawyer") if again else _t("指派律师", "Name the lawyer")
    return (Form("lawyer", title, title, doing.lawyer, fields, first=not again),)


_MAKERS: Mapping[str, Callable[[Detail], Form]] = {
    "accept_claim": _taking,
    "call_session": _session,
    "call_hearing": _session,
    "keep_agreement": _kept,
    "break_agreement": _not_kept,
    "agree_dispute": _agreement,
    "fail_dispute": _failure,
    "award_dispute": _awarding,
    "settle_dispute": _settling,
    "extend_award": _extending,
    "decline_claim": _declining,
    "drop_dispute": _dropping,
}
