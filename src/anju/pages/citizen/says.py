"""What residents are told: the next step of a file, what was done, the words for endings and drafts."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law import stay as law
from anju.law.wording import Text
from anju.queries.mine import Row

# a declaration or registration that goes on
GOING = (*law.OPEN, "registered")

DRAFTS: Mapping[str, Text] = {
    "declare": Text(zh="居住登记申报，还没填完", en="A declaration, not finished"),
    "move": Text(zh="变更地址，还没填完", en="A move, not finished"),
    "complete": Text(zh="补正材料，还没交", en="A completion, not sent"),
}
DONE: Mapping[str, Text] = {
    "looked_for": Text(
        zh="收到了。如果有您的档案，而且档案里的手机号就是现在登录的这个，它会出现在这里。没有出现的话，请带身份证到派出所或街道大厅窗口办理。",
        en="Received. If there is a record of yours with the phone you signed in with, it appears here. "
        "If it does not, please take your ID to the police station or street hall.",
    ),
    "looked_at_province": Text(
        zh="省平台已经核验您的身份。如果有您的档案，它会出现在这里。没有出现的话，请带身份证到派出所或街道大厅窗口办理。",
        en="The province's service has confirmed who you are. If there is a record of yours, it appears here. "
        "If it does not, please take your ID to the police station or street hall.",
    ),
    "disowned": Text(
        zh="已经和原来的登记分开，这个手机号现在是您自己的。我们会通知原来的派出所。",
        en="This phone is apart from the earlier registration and yours alone now. We tell the station concerned.",
    ),
    "agency_ended": Text(zh="代办已经结束。", en="Nobody acts by that sign-in any more."),
    "confirmed": Text(zh="谢谢，已记下您还住在这里。", en="Thank you. It is noted that you still live here."),
    "left": Text(zh="已为您办理离开，这份登记到此结束。", en="Your leaving is recorded; this registration has ended."),
    "withdrawn": Text(
        zh="申报已撤回。需要时可以重新申报。", en="The declaration is withdrawn. You can declare again at any time."
    ),
    "objected": Text(
        zh="您的异议已收到，派出所答复以前不会注销。",
        en="Your objection is received. Nothing ends before the station has answered it.",
    ),
    "corrected": Text(
        zh="更正申请已收到，下面能看到办到哪一步。", en="Your request for correction is received; follow it below."
    ),
    "completed": Text(zh="补正已交，派出所会接着办理。", en="The completion is sent; the station goes on with it."),
    "deletion": Text(
        zh="删除申请已收到，会在期限内答复您。",
        en="Your request for deletion is received and will be answered in time.",
    ),
    "switched": Text(zh="提醒的设置已保存。", en="Your choice of reminders is saved."),
}
TONES: Mapping[str, str] = {
    "declared": "wait",
    "returned": "stop",
    "to_verify": "wait",
    "registered": "good",
    "moved": "quiet",
    "ended": "quiet",
    "closed": "quiet",
    "withdrawn": "quiet",
}
REQUESTS: Mapping[str, Text] = {
    "asked": Text(zh="正在办理", en="Being handled"),
    "granted": Text(zh="已更正", en="Corrected"),
    "refused": Text(zh="没有更正", en="Not corrected"),
}

_NEXT: Mapping[str, Text] = {
    "declared": Text(
        zh="派出所正在核对，不用您做什么。", en="The police station is checking it. There is nothing for you to do."
    ),
    "returned": Text(zh="还缺一些内容，请一次补齐。", en="Something is missing. Please complete it, all at once."),
    "to_verify": Text(
        zh="等待核实，协管员可能会上门或打电话。", en="Waiting to be verified; a coordinator may visit or call."
    ),
    "registered": Text(zh="已经登记好，凭证可以下载。", en="Registered; the receipt can be downloaded."),
    "moved": Text(zh="已变更到新的地址。", en="Moved to a new address."),
    "ended": Text(zh="这份登记已经结束。", en="This registration has ended."),
    "closed": Text(zh="没有登记，原因写在里面。", en="Not registered; the reason stands inside."),
    "withdrawn": Text(zh="您已撤回。", en="You withdrew it."),
}
_ENDING = Text(
    zh="派出所拟注销这份登记。有不同意见，请在{until}以前提出。",
    en="The station means to end this registration. If you disagree, object by {until}.",
)
_OBJECTED = Text(zh="您提出了异议，等待派出所答复。", en="You objected; the station will answer.")
_CONFIRM = Text(zh="还住在这里吗？请确认一下。", en="Do you still live here? Please confirm.")


@dataclass(frozen=True)
class Next:
    """What comes next, and where it is done."""

    text: Text
    tone: str
    href: str
    # whether the person has to do something
    needed: bool = False


def next_step(row: Row, *, on: datetime.date) -> Next:
    """Return the one next step of a stay."""
    stay = row.stay
    base = f"/my/files/{stay.id}/" if stay.state in law.OPEN else f"/my/stays/{stay.id}/"
    if row.ending is not None:
        text = _OBJECTED if row.ending.state == "objected" else _ENDING.format(until=row.ending.objection_until)
        return Next(text=text, tone="stop", href=base, needed=row.ending.state == "noticed")
    if row.confirm_by is not None and on >= row.confirm_by:
        return Next(text=_CONFIRM, tone="wait", href=base, needed=True)
    return Next(text=_NEXT[stay.state], tone=TONES[stay.state], href=base, needed=stay.state == "returned")
