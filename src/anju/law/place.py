"""Where somebody lives: the parts of a standard address, checked and written out. Source: L11."""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from anju.law import identity
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

FORMS = {"road": Text(zh="道路门牌", en="Road and number"), "village": Text(zh="村庄", en="Village")}
LONGEST = 40
LABELS = {
    "road": Text(zh="道路、街巷", en="Road or lane"),
    "number": Text(zh="门牌号", en="Number"),
    "estate": Text(zh="小区、单位", en="Estate or compound"),
    "building": Text(zh="楼栋", en="Building"),
    "unit": Text(zh="单元", en="Unit"),
    "room": Text(zh="房间号", en="Room"),
    "hamlet": Text(zh="自然村、组", en="Hamlet or group"),
}
_SUFFIX = {"number": "号", "building": "号楼", "unit": "单元", "room": "室"}
_MISSING = Text(zh="请填写{label}。", en="Please fill in: {label}.")
_LONG = Text(zh="{label}最多{longest}个字。", en="{label}: {longest} characters at most.")


@dataclass(frozen=True)
class Parts:
    """The parts of an address inside a community; empty parts are left out when it is written."""

    form: str = "road"
    road: str = ""
    number: str = ""
    estate: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""
    hamlet: str = ""

    @property
    def line(self) -> str:
        """The address on one line, in the order of a Chinese address."""
        if self.form == "village":
            return "".join((self.hamlet, self.road, _with(self.number, "number"), _with(self.room, "room")))
        return "".join(
            (
                self.road,
                _with(self.number, "number"),
                self.estate,
                _with(self.building, "building"),
                _with(self.unit, "unit"),
                _with(self.room, "room"),
            )
        )

    @property
    def street_name(self) -> str:
        """The readable part that names no door: road or estate, or the hamlet."""
        return self.road or self.estate if self.form == "road" else self.hamlet or self.road

    def as_dict(self) -> dict[str, str]:
        """The parts for keeping."""
        return asdict(self)


def read(raw: Mapping[str, object]) -> Parts:
    """Read an address as typed; raises Refusals naming every part that is wrong."""
    problems: list[Refusal] = []
    form = "village" if raw.get("form") == "village" else "road"
    values = {name: _part(name, raw.get(name, ""), problems) for name in LABELS}
    if form == "road" and not (values["road"] or values["estate"]):
        problems.append(_refusal("address_missing", "road", _MISSING.format(label=LABELS["road"])))
    elif form == "road" and not (values["number"] or values["building"] or values["room"]):
        problems.append(_refusal("address_missing", "number", _MISSING.format(label=LABELS["number"])))
    if form == "village" and not (values["number"] or values["hamlet"]):
        problems.append(_refusal("address_missing", "number", _MISSING.format(label=LABELS["number"])))
    if problems:
        raise Refusals(problems)
    return Parts(form=form, **values)


def _part(name: str, value: object, problems: list[Refusal]) -> str:
    if not str(value or "").strip():
        return ""
    try:
        plain = identity.normalise_line(str(value))
    except Refusal as refusal:
        problems.append(_refusal(refusal.code, name, refusal.text))
        return ""
    suffix = _SUFFIX.get(name, "")
    # people write 12号 and 12: the same door
    plain = unicodedata.normalize("NFC", plain.removesuffix(suffix) if suffix else plain).strip()
    if name == "building":
        plain = plain.removesuffix("栋").removesuffix("楼").removesuffix("号")
    if len(plain) > LONGEST:
        problems.append(_refusal("address_too_long", name, _LONG.format(label=LABELS[name], longest=LONGEST)))
        return ""
    return plain


def _with(value: str, name: str) -> str:
    return f"{value}{_SUFFIX[name]}" if value else ""


def _refusal(code: str, field: str, text: Text) -> Refusal:
    return Refusal(code, text, field=field, rule="L11")
