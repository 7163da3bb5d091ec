"""What is on file as a page to keep: every part of the copy under its own name, every fact beside it. Source: L5."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anju.law.wording import Text

# what the page shows in a way of its own
_SHOWN = frozenset({"title", "made_at", "person", "no_duty", "stays", "looked_at", "done"})
_YES, _NO = Text(zh="是", en="Yes"), Text(zh="否", en="No")
_UNTOLD = Text(zh="没有", en="None")


@dataclass(frozen=True)
class Line:
    """One fact, or the heading of those below it; `depth` says how far inside it lies."""

    label: object
    value: object
    depth: int

    @property
    def indent(self) -> str:
        """How far inside it is shown."""
        return "　" * self.depth


@dataclass(frozen=True)
class Part:
    """One part of the copy."""

    name: Text
    lines: tuple[Line, ...]


def parts(held: Mapping[str, Any]) -> list[Part]:
    """Return the parts of a copy that the page doesn't show in a way of its own; one that holds nothing says so."""
    return [
        Part(name=WORDS[key], lines=tuple(_lines(value, 0)) or (Line("", _UNTOLD, 0),))
        for key, value in held.items()
        if key not in _SHOWN
    ]


def _lines(value: object, depth: int) -> Iterator[Line]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _fact(WORDS.get(str(key), str(key)), inner, depth)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, inner in enumerate(value, start=1):
            yield from _fact(str(number), inner, depth)


def _fact(label: object, value: object, depth: int) -> Iterator[Line]:
    if isinstance(value, (Mapping, Sequence)) and not isinstance(value, str):
        if value:
            yield Line(label, "", depth)
            yield from _lines(value, depth + 1)
    elif value not in (None, ""):
        yield Line(label, _said(value), depth)


def _said(value: object) -> object:
    if isinstance(value, bool):
        return _YES if value else _NO
    return str(value)


WORDS: Mapping[str, Text] = {
    "residence_permit": Text(zh="居住证", en="Residence permit"),
    "services": Text(zh="事项", en="Services"),
    "disputes": Text(zh="劳动争议、法律援助", en="Disputes and legal aid"),
    "school": Text(zh="孩子入学", en="School"),
    "work": Text(zh="求职和就业登记", en="Work"),
    "public_rental": Text(zh="公租房", en="Public rental housing"),
    "nominations": Text(zh="表彰推荐", en="Nominations for awards"),
    "vaccinations": Text(zh="疫苗接种", en="Vaccinations"),
    "relief": Text(zh="临时救助", en="Relief"),
    "acts_for_you": Text(zh="可以替您办事的人", en="Who acts for you"),
    "you_act_for": Text(zh="您替谁办事", en="For whom you act"),
    "applications": Text(zh="申请", en="Applications"),
    "permits": Text(zh="居住证", en="Permits"),
    "proofs": Text(zh="证明", en="Proofs"),
    "cards": Text(zh="证件", en="Cards"),
    "endorsements": Text(zh="签注", en="Endorsements"),
    "without_function": Text(zh="功能中止", en="Without function"),
    "earlier_residence": Text(zh="以前的居住时间", en="Earlier residence"),
    "pictures": Text(zh="照片", en="Pictures"),
    "cases": Text(zh="事项", en="Cases"),
    "booked_times": Text(zh="预约", en="Booked times"),
    "given": Text(zh="填写的内容", en="What was given"),
    "answers": Text(zh="填写的内容", en="Answers"),
    "papers": Text(zh="材料", en="Papers"),
    "told_missing": Text(zh="一次性告知", en="Told as missing"),
    "items": Text(zh="缺少的", en="Missing"),
    "questions": Text(zh="提问", en="Questions"),
    "decisions": Text(zh="决定", en="Decisions"),
    "your_rating": Text(zh="您的评价", en="Your rating"),
    "sessions": Text(zh="调解、开庭", en="Sessions"),
    "agreement": Text(zh="协议", en="Agreement"),
    "steps": Text(zh="经过", en="Steps"),
    "other_side": Text(zh="对方", en="The other side"),
    "lawyer": Text(zh="律师", en="Lawyer"),
    "employment": Text(zh="就业失业登记", en="Register of employment"),
    "offers": Text(zh="配租", en="Flats offered"),
    "measures": Text(zh="拟处理", en="Measures"),
    "objections": Text(zh="异议", en="Objections"),
    "leases": Text(zh="合同", en="Leases"),
    "checked": Text(zh="核对", en="Checked"),
    "wishes": Text(zh="志愿", en="Wishes"),
    "about": Text(zh="关于", en="About"),
    "accepted_at": Text(zh="受理时间", en="Accepted at"),
    "agent": Text(zh="代办人", en="Agent"),
    "amount": Text(zh="金额", en="Amount"),
    "amount_yuan": Text(zh="金额（元）", en="Amount (yuan)"),
    "anniversary": Text(zh="签注日", en="Anniversary"),
    "answer": Text(zh="答复", en="Answer"),
    "answered_at": Text(zh="答复时间", en="Answered at"),
    "applied_at": Text(zh="申请时间", en="Applied at"),
    "article": Text(zh="依据", en="Article"),
    "asked_at": Text(zh="提问时间", en="Asked at"),
    "at": Text(zh="时间", en="At"),
    "authority": Text(zh="签发机关", en="Issued by"),
    "award": Text(zh="评选", en="Award"),
    "batch": Text(zh="批号", en="Batch"),
    "because": Text(zh="理由", en="Because"),
    "begins_on": Text(zh="起租日", en="Begins on"),
    "booked": Text(zh="预约", en="Booked"),
    "by": Text(zh="怎样录取", en="By"),
    "by_another": Text(zh="别人代办", en="By another"),
    "cancelled_at": Text(zh="取消时间", en="Cancelled at"),
    "card_number": Text(zh="证号", en="Card number"),
    "case": Text(zh="事项编号", en="Case"),
    "cause": Text(zh="原因", en="Cause"),
    "channel": Text(zh="办理方式", en="Channel"),
    "checked_at": Text(zh="核对时间", en="Checked at"),
    "code": Text(zh="编号", en="Code"),
    "confirmed_on": Text(zh="确认日期", en="Confirmed on"),
    "consent": Text(zh="本人同意", en="Consent"),
    "decided_at": Text(zh="决定时间", en="Decided at"),
    "deleted_at": Text(zh="删除时间", en="Deleted at"),
    "department": Text(zh="核实的部门", en="Department"),
    "done_on": Text(zh="办理日期", en="Done on"),
    "due_on": Text(zh="期限", en="Due on"),
    "employer": Text(zh="单位", en="Employer"),
    "end_reason": Text(zh="结束原因", en="Why it ended"),
    "ended_on": Text(zh="结束日期", en="Ended on"),
    "ended_why": Text(zh="结束原因", en="Why it ended"),
    "endorsed": Text(zh="已签注", en="Endorsed"),
    "entered_at": Text(zh="进入轮候", en="Entered at"),
    "ethnicity": Text(zh="民族", en="Ethnicity"),
    "extended_because": Text(zh="延长理由", en="Extended because"),
    "fee_fen": Text(zh="费用（分）", en="Fee (fen)"),
    "flat": Text(zh="房屋", en="Flat"),
    "from": Text(zh="从", en="From"),
    "given_at": Text(zh="提交时间", en="Given at"),
    "given_on": Text(zh="接种日期", en="Given on"),
    "grade": Text(zh="评价", en="Grade"),
    "ground": Text(zh="申领依据", en="Ground"),
    "group": Text(zh="分组", en="Group"),
    "handed_on": Text(zh="领取日期", en="Handed over on"),
    "issued_on": Text(zh="签发日期", en="Issued on"),
    "item": Text(zh="项目", en="Item"),
    "kind": Text(zh="类别", en="Kind"),
    "late": Text(zh="逾期", en="Late"),
    "limit_on": Text(zh="办理期限", en="Limit"),
    "list_number": Text(zh="报名号", en="List number"),
    "made_at": Text(zh="拍摄时间", en="Made at"),
    "months": Text(zh="月数", en="Months"),
    "name": Text(zh="姓名", en="Name"),
    "need": Text(zh="特殊需要", en="Special need"),
    "nominated_at": Text(zh="推荐时间", en="Nominated at"),
    "note": Text(zh="说明", en="Note"),
    "number": Text(zh="编号", en="Number"),
    "objection": Text(zh="异议", en="Objection"),
    "offered_at": Text(zh="配租时间", en="Offered at"),
    "office": Text(zh="办理单位", en="Office"),
    "outcome": Text(zh="结果", en="Outcome"),
    "paid_on": Text(zh="发放日期", en="Paid on"),
    "paid_yuan": Text(zh="已发放（元）", en="Paid (yuan)"),
    "paper": Text(zh="材料", en="Paper"),
    "people": Text(zh="几个人住", en="People"),
    "place": Text(zh="地点", en="Place"),
    "proof": Text(zh="证明", en="Proof"),
    "published": Text(zh="公示内容", en="Published"),
    "purpose": Text(zh="用途", en="Purpose"),
    "ranked_on": Text(zh="排序日期", en="Ranked on"),
    "rated_on": Text(zh="评价日期", en="Rated on"),
    "ready_on": Text(zh="制好日期", en="Ready on"),
    "reason": Text(zh="理由", en="Reason"),
    "refused_because": Text(zh="不予办理的理由", en="Refused because"),
    "refused_on": Text(zh="不予办理的依据", en="Refused on"),
    "register": Text(zh="登记里已有", en="From the register"),
    "registered_on": Text(zh="登记日期", en="Registered on"),
    "relation": Text(zh="关系", en="Relation"),
    "rent_yuan": Text(zh="月租（元）", en="Rent a month (yuan)"),
    "residence_since": Text(zh="居住起算日", en="Residence since"),
    "reused": Text(zh="用过的材料", en="Reused"),
    "seen": Text(zh="看过原件", en="Seen"),
    "sent_at": Text(zh="报名时间", en="Sent at"),
    "service": Text(zh="事项", en="Service"),
    "sibling": Text(zh="哥哥姐姐", en="Brother or sister"),
    "sibling_at": Text(zh="哥哥姐姐的学校", en="School of a brother or sister"),
    "since": Text(zh="从", en="Since"),
    "source": Text(zh="来源", en="Source"),
    "state": Text(zh="状态", en="State"),
    "station": Text(zh="派出所", en="Station"),
    "story": Text(zh="事迹", en="Story"),
    "suspended_on": Text(zh="中止日期", en="Suspended on"),
    "taken_at": Text(zh="受理时间", en="Taken at"),
    "text": Text(zh="内容", en="Text"),
    "told_at": Text(zh="告知时间", en="Told at"),
    "unit": Text(zh="单位", en="Unit"),
    "until": Text(zh="到", en="Until"),
    "upload": Text(zh="照片", en="Picture"),
    "urgent": Text(zh="紧急", en="Urgent"),
    "vacancy": Text(zh="岗位", en="Vacancy"),
    "vaccine": Text(zh="疫苗", en="Vaccine"),
    "valid_until": Text(zh="有效期到", en="Valid until"),
    "waits_until": Text(zh="轮候期限", en="Waits until"),
    "what": Text(zh="内容", en="What"),
    "why": Text(zh="理由", en="Why"),
    "window": Text(zh="签注期", en="Window"),
    "words": Text(zh="说的话", en="Words"),
    "work_stated": Text(zh="说有合同或者执照", en="Contract or licence stated"),
    "workplace": Text(zh="工作单位或学校", en="Workplace"),
    "year": Text(zh="学年", en="School year"),
}
