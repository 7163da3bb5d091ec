"""This module is a vacancy: what an employer tells of it and the states it goes through. Source: notice 二 R1, I3, I10."""

from anju.law.codes import Code
from anju.law.lifecycle import Lifecycle, Step
from anju.law.wording import Text

_OFFICER = ("officer",)
# an employer's own people sign in as residents; an officer posts for one at a counter, a machine in an officer's post
POSTERS = ("resident", "officer")

STATES = {
    "sent": Text(zh="等待人社部门审核", en="Waiting for review"),
    "open": Text(zh="正在招聘", en="Open"),
    "declined": Text(zh="审核未通过，已说明理由", en="Not published, with the reason"),
    "filled": Text(zh="已招满", en="Filled"),
    "closed": Text(zh="单位已停止招聘", en="Closed by the employer"),
    "expired": Text(zh="已到期", en="Expired"),
    "down": Text(zh="已被撤下，已说明理由", en="Taken down, with the reason"),
}

LIFECYCLE = Lifecycle(
    name=Text(zh="招聘岗位", en="Vacancy"),
    states=STATES,
    initial="sent",
    steps=(
        Step(
            act="publish_vacancy",
            source=("sent",),
            target="open",
            who=_OFFICER,
            rules=("I3",),
            text=Text(zh="审核通过并公布", en="Published by an officer"),
        ),
        Step(
            act="decline_vacancy",
            source=("sent",),
            target="declined",
            who=_OFFICER,
            rules=("I10",),
            text=Text(zh="不予公布并说明理由", en="Declined by an officer, with reason and article"),
        ),
        Step(
            act="change_vacancy",
            source=("sent", "open", "declined", "down", "expired"),
            target="sent",
            who=POSTERS,
            rules=("I3",),
            text=Text(zh="修改后重新审核", en="Changed, and reviewed again"),
        ),
        Step(
            act="renew_vacancy",
            source=("open", "expired"),
            target="open",
            who=POSTERS,
            rules=("I3",),
            text=Text(zh="延长", en="Renewed"),
        ),
        Step(
            act="fill_vacancy",
            source=("sent", "open", "expired"),
            target="filled",
            who=POSTERS,
            rules=("I3",),
            text=Text(zh="招满", en="Filled"),
        ),
        Step(
            act="close_vacancy",
            source=("sent", "open", "expired"),
            target="closed",
            who=POSTERS,
            rules=("I3",),
            text=Text(zh="停止招聘", en="Closed"),
        ),
        Step(
            act="expire_vacancy",
            source=("open",),
            target="expired",
            who=("system",),
            rules=("I3",),
            text=Text(zh="到期", en="The last day is over"),
        ),
        Step(
            act="take_vacancy_down",
            source=("open",),
            target="down",
            who=_OFFICER,
            rules=("I10",),
            text=Text(zh="撤下并说明理由", en="Taken down by an officer, with reason and article"),
        ),
    ),
)


class WageUnit(Code):
    """This says for what time a wage is paid."""

    MONTH = "month", "每月", "a month"
    DAY = "day", "每天", "a day"
    HOUR = "hour", "每小时", "an hour"


class Schedule(Code):
    """This says when one works."""

    DAYS = "days", "白班", "Day shift"
    SHIFTS = "shifts", "倒班", "Rotating shifts"
    NIGHTS = "nights", "夜班", "Night shift"
    FLEXIBLE = "flexible", "时间灵活", "Flexible hours"


class Insurance(Code):
    """This says which social insurance the employer pays into."""

    FULL = "full", "五险都缴", "All five kinds"
    INJURY = "injury", "小时工，只缴工伤保险", "Paid by the hour: work injury only"
    NONE = "none", "不缴", "None"


# a month has 21.75 paid days of eight hours: 劳社部发〔2008〕3号
_DAYS, _HOURS = 21.75, 174


def month_wage(*, wage: int, unit: str) -> int:
    """This is a wage as yuan a month, so that vacancies can be compared; full time assumed for hours and days."""
    return round(wage * {"month": 1, "day": _DAYS, "hour": _HOURS}[unit])
