"""Which entries can be corrected, how the wish is checked, and what is written. Source: D9."""

import datetime

from anju.actions import person as people
from anju.actions.stay import check as checking
from anju.law import city, declaration, entries, identity, registration
from anju.law.codes import DwellingKind, StayReason
from anju.law.declaration import Traits
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import OriginCounty, Stay
from anju.queries import places
from anju.vault import seal

FIELDS = entries.ENTRIES
# what the receipt and its code say
_ON_RECEIPT = {"name", "id_number", "hukou_county"}
_OPTION = Text(zh="请从列出的选项中选择。", en="Please choose one of the options listed.")
_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)


def check(*, stay: Stay, field: str, wanted: str, at: datetime.datetime) -> str:
    """Return the wish in the register's spelling, or raise a Refusal on the field "wanted"."""
    try:
        return _read(stay, field, wanted, city.day(at))
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.text, field="wanted", rule=refusal.rule) from refusal


def _read(stay: Stay, field: str, wanted: str, today: datetime.date) -> str:
    if field == "name":
        return identity.normalise_name(wanted)
    if field == "id_number":
        return declaration.id_number({"id_number": wanted}, today=today, areas=None).number
    if field == "phone":
        return identity.normalise_phone(wanted)
    if field == "workplace":
        return identity.normalise_line(wanted)[:100]
    if field == "arrived_on":
        return _date(wanted, today).isoformat()
    if field == "hukou_county":
        if not OriginCounty.objects.filter(code=wanted).exists():
            raise Refusal("county_unknown", _OPTION, rule="A1")
        decision = registration.must_register(
            hukou_county=wanted, residence_county=places.legal_county(path=stay.community.path)
        )
        if decision.outcome == "no":
            raise Refusal("not_in_scope", decision.reasons[0].text, rule="A1")
        return wanted
    table = {"reason": StayReason, "dwelling": DwellingKind}[field]
    if wanted not in {str(code.value) for code in table}:
        raise Refusal("not_an_option", _OPTION, rule="L11")
    return wanted


def _date(wanted: str, today: datetime.date) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(wanted.strip())
    except ValueError as error:
        raise Refusal("not_a_date", _DATE, rule="B1") from error
    registration.arrival_problem(arrived_on=day, today=today)
    return day


def apply(*, stay: Stay, field: str, wanted: str, at: datetime.datetime) -> None:
    """Write the correction on a locked stay or its person. Part of a larger act."""
    value = check(stay=stay, field=field, wanted=wanted, at=at)
    if field in {"name", "id_number", "phone", "hukou_county"}:
        _person(stay, field, value, at)
    elif field == "dwelling":
        stay.address.dwelling = value
        stay.address.save(update_fields=["dwelling"])
    elif field == "arrived_on":
        stay.arrived_on = datetime.date.fromisoformat(value)
    else:
        setattr(stay, field, value)
    stay.version += 1
    stay.save()
    if field in _ON_RECEIPT and stay.state == "registered":
        stay.receipts.filter(replaced_at=None).update(replaced_at=at)
        checking.issue_receipt(stay=stay, on=city.day(at))


def _person(stay: Stay, field: str, value: str, at: datetime.datetime) -> None:
    person = stay.person
    number = seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id)
    phone = seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id) if person.phone else None
    new = declaration.id_number(
        {"id_number": value if field == "id_number" else number}, today=city.day(at), areas=None
    )
    traits = Traits(
        name=value if field == "name" else person.name,
        id_kind=person.id_kind,
        id_number=new.number,
        birth_on=new.birth_on,
        sex=new.sex,
        hukou_county=value if field == "hukou_county" else person.hukou_county,
        phone=value if field == "phone" else phone,
    )
    if field == "id_number" and person.state == "verified":
        people.release(person=person)
        people.rewrite(person=person, traits=traits)
        people.verify(person=person)
    else:
        people.rewrite(person=person, traits=traits)
