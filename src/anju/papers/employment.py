"""The proof 就业失业登记证明 of an entry in the register of employment. Source: I3; 就业促进法 35, 就业服务与就业管理规定 62."""

import datetime

from anju.law import codes
from anju.law.job.employment import WorkKind
from anju.law.wording import Text
from anju.models import Employment
from anju.papers.permit import sheet

_TITLE = Text(zh="就业失业登记证明", en="Proof of the register of employment")
_BASIS = Text(
    zh="依据：《就业促进法》第35条；《就业服务与就业管理规定》。免费出具。",
    en="Basis: Employment Promotion Law, art. 35; Provisions on employment services. Free of charge.",
)
_OPENING = Text(
    zh="经登记，您的就业失业情况如下，登记编号{number}。",
    en="This is what the register holds of your employment, under number {number}.",
)
_USE = Text(
    zh="办社会保险、评职称、申领待遇时可以出示。情况变了，请到登记的人社部门再登记一次，不收费。",
    en="Show it for social insurance, titles or benefits. When things change, register again, free of charge.",
)
_BOOK = Text(
    zh="《就业创业证》由人社部门按国家统一样式发放，可以在电子社保卡里查看，本证明不代替它。",
    en="The national 就业创业证 is issued by the human resources office and shows in the electronic social "
    "security card; this proof does not stand in for it.",
)


def render(*, entry: Employment, printed_on: datetime.date, language: str = "zh-hans") -> bytes:
    """Return the proof as PDF; with a gloss where the reader chose English."""
    copy = sheet.copy(printed_on=printed_on, language=language)
    office = Text(zh=entry.unit.name, en=entry.unit.name_en or entry.unit.name)
    rows: list[tuple[Text, Text | str]] = [
        (Text(zh="姓名", en="Name"), entry.person.name),
        (Text(zh="登记类别", en="Kind of entry"), codes.label(WorkKind, entry.kind)),
        (Text(zh="起始日期", en="Since"), sheet.day(entry.since)),
    ]
    if entry.employer:
        rows.append((Text(zh="工作单位", en="Employer"), entry.employer))
    return sheet.letter(
        copy=copy,
        head=copy.head(title=_TITLE, number=entry.number, authority=office.zh, basis=_BASIS),
        to=entry.person.name,
        opening=[_OPENING.format(number=entry.number)],
        rows=rows,
        parts=[(Text(zh="怎么用", en="How to use it"), [], [_USE, _BOOK])],
        signed=[(sheet.OFFICE, office), (sheet.DATE, sheet.day_of(entry.registered_at))],
    )
