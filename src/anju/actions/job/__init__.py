"""The job board and the register of employment: employers, vacancies, applications, entries. Source: notice 二 R1, I3."""

from anju.actions.job.applying import apply, say, withdraw
from anju.actions.job.employers import accept, change, connect, decline, end, register
from anju.actions.job.employments import end as end_employment
from anju.actions.job.employments import enter, open_entry, open_own
from anju.actions.job.handling import decline as decline_applicant
from anju.actions.job.handling import hire, invite, not_hire, open_one
from anju.actions.job.members import admit, join, leave
from anju.actions.job.reporting import report
from anju.actions.job.reviewing import decline as decline_vacancy
from anju.actions.job.reviewing import publish, take_down
from anju.actions.job.vacancies import change as change_vacancy
from anju.actions.job.vacancies import close, fill, post, renew

__all__ = [
    "accept",
    "admit",
    "apply",
    "change",
    "change_vacancy",
    "close",
    "connect",
    "decline",
    "decline_applicant",
    "decline_vacancy",
    "end",
    "end_employment",
    "enter",
    "fill",
    "hire",
    "invite",
    "join",
    "leave",
    "not_hire",
    "open_entry",
    "open_one",
    "open_own",
    "post",
    "publish",
    "register",
    "renew",
    "report",
    "say",
    "take_down",
    "withdraw",
]
