"""The invitation to mediation 调解通知书 and the notice of a hearing 开庭通知书, one for each side. Source: I9."""

import datetime

from anju.law import city
from anju.law.wording import Text
from anju.papers.permit import sheet
from anju.queries.dispute.papers import Invitation

_MEDIATION = Text(zh="调解通知书", en="Invitation to mediation")
_HEARING = Text(zh="开庭通知书", en="Notice of a hearing")
_BASIS = Text(zh="依据：{cited}。", en="Basis: {cited}.")
_INVITED = {
    False: Text(
        zh="{one}与{two}的纠纷（{kind}）由本单位调解。请您按下面的时间、地点参加。调解自愿，不收费。",
        en="This office mediates between {one} and {two} ({kind}). Please come at the time below. It is free and voluntary.",
    ),
    True: Text(
        zh="{one}与{two}的争议（{kind}）已经受理，定于下面的时间、地点开庭，请准时参加。",
        en="The dispute of {one} and {two} ({kind}) is heard at the time and place below. Please be there in time.",
    ),
}
_BRING = Text(
    zh="请带身份证件和有关的证据（合同、工资条、转账记录、照片等）。可以请律师或者亲友陪同。",
    en="Please bring your identity card and whatever proves your case. A lawyer or relative may come with you.",
)
_CHANGE = {
    False: Text(zh="不能来的，请尽早打电话改期。", en="If you can't come, please call and we find another day."),
    True: Text(
        zh="有正当理由不能来的，请在开庭3日前申请改期。申请人无正当理由不来，可能按撤回处理；被申请人不来，可以缺席裁决。",
        en="With good cause you can ask for another day 3 days before. If the applicant stays away without cause the claim "
        "may count as withdrawn; if the respondent does, the award may be made without them.",
    ),
}
_PLACE_PHONE = Text(zh="{name} {phone}", en="{name} {phone}")


def render(*, paper: Invitation, other: bool, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return one side's copy as PDF; the other side's is in Chinese alone and says nothing of the applicant but the name."""
    copy = sheet.copy(printed_on=printed_on, language="zh-hans" if other else language)
    about = paper.about
    office = about.office
    opening = _INVITED[paper.hearing].format(one=about.name, two=about.other, kind=about.kind)
    starts = Text(zh="{at}", en="{at}").format(at=paper.starts_at.astimezone(city.TIME))
    return sheet.letter(
        copy=copy,
        head=copy.head(
            title=_HEARING if paper.hearing else _MEDIATION,
            number=about.number,
            authority=office.name.zh,
            basis=_BASIS.format(cited=paper.cited),
        ),
        to=about.other if other else about.name,
        opening=[opening],
        rows=[
            (Text(zh="时间", en="Time"), starts),
            (Text(zh="地点", en="Place"), paper.place),
            (Text(zh="联系", en="Call"), _PLACE_PHONE.format(name=office.name, phone=office.phone)),
        ],
        parts=[(Text(zh="请注意", en="Please note"), [_BRING, _CHANGE[paper.hearing]], [])],
        signed=[(sheet.OFFICE, office.name.zh), (sheet.DATE, sheet.day(printed_on).zh)],
    )
