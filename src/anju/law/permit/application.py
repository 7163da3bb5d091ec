"""This module is what an application for a permit or a new card says, read as typed and checked all at once.

Source: B7, B8, E2, E4, E9, G1.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anju.law import declaration, identity
from anju.law.codes import PermitFileKind, PermitGround, Relation
from anju.law.declaration import Agent, Problems
from anju.law.permit import card, ethnicity, ground
from anju.law.permit.ground import Agency, ProofKind
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

MOST_PROOFS = 9
SOURCES = ("upload", "house", "paper")

_MISSING = Text(zh="请填写这一项。", en="Please fill this in.")
_UNKNOWN = Text(zh="请从列出的选项中选择。", en="Please choose one of the options listed.")
_PROOF = Text(
    zh="请至少给出一项证明材料：合法稳定就业、合法稳定住所、连续就读，三项有一项就可以。",
    en="Please give at least one proof; work, home or schooling, any one of them will do.",
)
_OTHER_GROUND = Text(
    zh="这份材料证明的不是所选的条件，请换一份材料或者换一项条件。",
    en="This paper proves another ground than the one chosen. Please change the paper or the ground.",
)
_NOT_PROVEN = Text(
    zh="这里的登记还不能证明这一项，请上传一份材料。", en="The record here doesn't prove this yet. Please add a paper."
)
_PICTURE = Text(zh="请拍照或者上传这份材料。", en="Please photograph or upload this paper.")
_RUN_OUT = Text(zh="这份材料在{until}已经到期，请换一份。", en="This paper ran out on {until}. Please give another.")
_PORTRAIT = Text(zh="请上传本人相片，印在居住证上。", en="Please add a photo of yourself; the card prints it.")
_TRUTH = Text(
    zh="请确认所填内容和材料真实。", en="Please confirm that what you entered and the papers you gave are true."
)
_AGENT = Text(
    zh="未满{age}周岁的，由监护人或者近亲属代办，请填写代办人的姓名、身份证号码和关系。",
    en="For someone under {age} a guardian or near relative acts: please give their name, ID number and relation.",
)
_AGENT_SELF = Text(zh="代办人不能是本人。", en="The agent can't be the person themselves.")
_NOT_A_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)
_TOO_MANY = Text(zh="最多给出{most}份材料。", en="At most {most} papers can be given.")

# B7: what an application can lack, to be told all at once; never a paper that 663 art. 9 does not name
ITEMS: Mapping[str, Text] = {
    "id_unclear": Text(zh="身份证件与登记不符或者看不清", en="The ID doesn't match the record or can't be read"),
    "proof_missing": Text(
        zh="缺少就业、住所或者就读的证明材料（任一项）", en="A proof of work, home or schooling is missing (any one)"
    ),
    "proof_unclear": Text(zh="证明材料看不清或者不完整", en="A proof can't be read or isn't complete"),
    "proof_expired": Text(zh="证明材料已经到期", en="A proof has run out"),
    "proof_other": Text(zh="证明材料与本人、住址或者单位不符", en="A proof is for another person, address or employer"),
    "portrait": Text(zh="本人相片不符合制证要求", en="The photo can't be used for the card"),
    "ethnicity": Text(zh="民族", en="Ethnicity"),
    "agent": Text(zh="代办人的身份或者关系", en="The agent's identity or relation"),
    "old_card": Text(zh="换领应当交回的旧卡", en="The old card, to be handed in for an exchange"),
}


@dataclass(frozen=True)
class Given:
    """This is one proof given with an application; `house` says that the record here proves it. Source: E2, E4."""

    kind: ProofKind
    source: str
    upload_id: UUID | None = None
    valid_until: date | None = None

    @property
    def ground(self) -> PermitGround:
        """This is the ground that the paper proves."""
        return next(one for one, kinds in ground.PROOFS.items() if self.kind in kinds)


@dataclass(frozen=True)
class Asked:
    """This is an application that can be kept; whether it is true is for the officers to see.

    `ethnicity` is as the card prints it, empty where it is not asked (E9); `ground` is empty for a new card (G1).
    """

    kind: PermitFileKind
    collect_at: UUID
    truth: bool
    cause: str = ""
    ground: str = ""
    proofs: tuple[Given, ...] = ()
    ethnicity: str = ""
    portrait: UUID | None = None
    agent: Agent | None = None
    agent_why: str = ""


@dataclass(frozen=True)
class About:
    """This is what the reading must know of the person: age, own number, and what the record proves already."""

    birth_on: date
    id_number: str = ""
    # grounds with a standing proof, so that `house` may be said of them (E4)
    proven: Set[str] = frozenset()
    agent_below_age: int = 16


def read(raw: Mapping[str, object], *, about: About, today: date) -> Asked:
    """This reads an application as typed; raises Refusals with a field path for everything that is wrong.

    Unknown keys of `raw` are ignored, so nothing that the card does not need is ever kept (E9).
    """
    problems = Problems()
    kind = problems.catch(lambda: _kind(raw), field="kind")
    first = kind is None or kind is PermitFileKind.FIRST
    cause = "" if first else problems.catch(lambda: _cause(raw, kind), field="cause")
    chosen, proofs = _proofs(raw, problems, about=about, today=today) if first else ("", ())
    printed = _ethnicity(raw, problems, needed=first, asked=first or cause == "changed")
    portrait = _key(raw, "portrait", problems)
    if first and portrait is None:
        problems.add("portrait_missing", _PORTRAIT, field="portrait", rule="E9")
    collect_at = _key(raw, "collect_at", problems)
    if collect_at is None:
        problems.add("missing", _UNKNOWN, field="collect_at", rule="G2")
    agent, why = _agent(raw, problems, about=about, today=today)
    if raw.get("truth") not in (True, "true", "on", "1"):
        problems.add("truth_missing", _TRUTH, field="truth", rule="E2")
    if problems.refusals or kind is None or collect_at is None:
        raise Refusals(problems.refusals)
    return Asked(
        kind=kind,
        collect_at=collect_at,
        truth=True,
        cause=cause or "",
        ground=chosen,
        proofs=proofs,
        ethnicity=printed,
        portrait=portrait,
        agent=agent,
        agent_why=why,
    )


def read_proofs(entries: Sequence[object], *, proven: Set[str], today: date) -> tuple[Given, ...]:
    """This reads proofs given by themselves, as for an endorsement; raises Refusals with paths like proofs.0.kind. Source: F6."""
    problems = Problems()
    about = About(birth_on=today, proven=proven)
    found = [
        _proof(entry, problems, prefix=f"proofs.{place}.", chosen="", about=about, today=today)
        for place, entry in enumerate(entries[: MOST_PROOFS + 1])
    ]
    if len(entries) > MOST_PROOFS:
        problems.add("too_many_proofs", _TOO_MANY.format(most=MOST_PROOFS), field="proofs", rule="E2")
    if problems.refusals:
        raise Refusals(problems.refusals)
    return tuple(one for one in found if one is not None)


def _kind(raw: Mapping[str, object]) -> PermitFileKind:
    value = str(raw.get("kind") or "")
    found = next((code for code in PermitFileKind if code.value == value), None)
    if found is None:
        raise Refusal("not_an_option" if value else "missing", _UNKNOWN, rule="E1")
    return found


def _cause(raw: Mapping[str, object], kind: PermitFileKind | None) -> str:
    value = str(raw.get("cause") or "")
    fitting = {"lost"} if kind is PermitFileKind.REPLACE else set(card.CAUSES) - {"lost"}
    if not value and kind is PermitFileKind.REPLACE:
        return "lost"
    if value not in fitting:
        raise Refusal("not_an_option" if value else "missing", _UNKNOWN, rule="G1")
    return value


def _proofs(
    raw: Mapping[str, object], problems: Problems, *, about: About, today: date
) -> tuple[str, tuple[Given, ...]]:
    chosen = str(raw.get("ground") or "")
    if chosen not in {str(code.value) for code in PermitGround}:
        problems.add("not_an_option" if chosen else "missing", _UNKNOWN, field="ground", rule="E2")
        return "", ()
    entries = raw.get("proofs")
    listed: Sequence[object] = entries if isinstance(entries, Sequence) and not isinstance(entries, str) else ()
    if not listed:
        problems.add("proof_missing", _PROOF, field="proofs", rule="E2")
    if len(listed) > MOST_PROOFS:
        problems.add("too_many_proofs", _TOO_MANY.format(most=MOST_PROOFS), field="proofs", rule="E2")
        return chosen, ()
    found = [
        _proof(entry, problems, prefix=f"proofs.{place}.", chosen=chosen, about=about, today=today)
        for place, entry in enumerate(listed)
    ]
    return chosen, tuple(one for one in found if one is not None)


def _proof(entry: object, problems: Problems, *, prefix: str, chosen: str, about: About, today: date) -> Given | None:
    row: Mapping[str, object] = entry if isinstance(entry, Mapping) else {}
    kind = next((code for code in ProofKind if code.value == str(row.get("kind") or "")), None)
    source = str(row.get("source") or "upload")
    if kind is None or source not in SOURCES:
        problems.add("not_an_option", _UNKNOWN, field=f"{prefix}kind" if kind is None else f"{prefix}source", rule="E2")
        return None
    upload = _key(row, "upload", problems, prefix=prefix)
    until = problems.catch(lambda: _until(row, today=today), field="valid_until", prefix=prefix)
    given = Given(kind=kind, source=source, upload_id=upload if source == "upload" else None, valid_until=until)
    if chosen and given.ground != chosen:
        problems.add("other_ground", _OTHER_GROUND, field=f"{prefix}kind", rule="E2")
    if source == "upload" and upload is None:
        problems.add("upload_missing", _PICTURE, field=f"{prefix}upload", rule="E2")
    if source == "house" and given.ground not in about.proven:
        problems.add("not_proven", _NOT_PROVEN, field=f"{prefix}source", rule="E4")
    return given


def _until(row: Mapping[str, object], *, today: date) -> date | None:
    value = row.get("valid_until")
    if value in (None, ""):
        return None
    if not isinstance(value, date):
        try:
            value = date.fromisoformat(str(value).strip())
        except ValueError as error:
            raise Refusal("not_a_date", _NOT_A_DATE, rule="E2") from error
    if value < today:
        raise Refusal("proof_expired", _RUN_OUT.format(until=value), rule="E2")
    return value


def _ethnicity(raw: Mapping[str, object], problems: Problems, *, needed: bool, asked: bool) -> str:
    value = str(raw.get("ethnicity") or "")
    # E9: where the card does not need it anew, it is not even read
    if not asked or (not value and not needed):
        return ""
    return problems.catch(lambda: ethnicity.read(value), field="ethnicity") or ""


def _agent(raw: Mapping[str, object], problems: Problems, *, about: About, today: date) -> tuple[Agent | None, str]:
    young = declaration.age(about.birth_on, on=today) < about.agent_below_age
    given = raw.get("agent")
    if not isinstance(given, Mapping) or not any(given.values()):
        if young:
            text = _AGENT.format(age=about.agent_below_age)
            problems.add("agent_needed", text, field="agent.name", rule="B8")
        return None, ""
    name = problems.catch(lambda: identity.normalise_name(str(given.get("name") or "")), field="agent.name")
    number = problems.catch(lambda: declaration.id_number(given, today=today, areas=None), field="agent.id_number")
    relation = str(given.get("relation") or "")
    if relation not in {str(code.value) for code in Relation}:
        problems.add("not_an_option" if relation else "missing", _UNKNOWN, field="agent.relation", rule="B8")
    why = Agency.MINOR if young else str(given.get("why") or raw.get("agent_why") or "")
    if why not in {str(code.value) for code in Agency} or (why == Agency.MINOR and not young):
        problems.add("not_an_option", _UNKNOWN, field="agent.why", rule="B8")
    if number is not None and number.number == about.id_number:
        problems.add("agent_self", _AGENT_SELF, field="agent.id_number", rule="B8")
    if name is None or number is None:
        return None, ""
    return Agent(name=name, id_number=number.number, relation=relation), str(why)


def _key(raw: Mapping[str, object], name: str, problems: Problems, *, prefix: str = "") -> UUID | None:
    value = raw.get(name)
    if value in (None, ""):
        return None
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        problems.add("not_an_option", _UNKNOWN, field=f"{prefix}{name}", rule="E1")
        return None
