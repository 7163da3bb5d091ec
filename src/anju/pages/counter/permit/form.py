"""The fields of an application on the officer's one screen, in the order of the keyboard. Source: B8, E2, E9, G1, G2."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from anju.law import codes
from anju.law.codes import PermitFileKind, Relation
from anju.law.permit import application, card, ethnicity, portrait
from anju.law.permit.ground import Agency, Proof
from anju.law.wording import Text
from anju.pages.counter.permit import proving
from anju.pages.counter.permit.proving import Line
from anju.queries.permit import files
from anju.queries.permit.files import View
from anju.queries.permit.offer import Offer
from anju.web import uploads
from anju.web.forms import Field, filled
from anju.web.uploads import Pictures

_CHOOSE = ("", Text(zh="请选择", en="Please choose"))
_NONE = ("", Text(zh="无", en="None"))
_KEPT = Text(zh="不填就按原来的", en="Left empty, what was given stays")
_TYPE = Text(zh="输入或者选择，例如 汉", en="Type or choose, such as 汉")
_AGENT = ("name", "id_number", "relation", "why")


@dataclass(frozen=True)
class Form:
    """What stands on the screen: what is asked for, its papers and photo, and the rest as typed."""

    kind: PermitFileKind
    typed: Mapping[str, str]
    lines: list[Line]
    portrait: Pictures
    # the returned file that is put right
    view: View | None

    @property
    def again(self) -> bool:
        """Whether a picture was just taken out, so that the page is only shown anew."""
        return self.portrait.again or any(line.picture.again for line in self.lines)

    @property
    def raw(self) -> dict[str, Any]:
        """What was typed in the shape of an application; what a returned file holds already is not asked for again."""
        typed = dict(self.typed)
        agent = {part: typed.pop(f"agent.{part}", "") for part in _AGENT}
        if self.view is not None:
            file = self.view.file
            typed["ethnicity"] = typed["ethnicity"] or files.plain(file=file, field="ethnicity")
            if agent["name"] and agent["name"] == file.agent_name and not agent["id_number"]:
                agent["id_number"] = files.plain(file=file, field="agent_id_number")
        return {
            **typed,
            "kind": str(self.kind.value),
            "ground": proving.ground_of(self.lines),
            "proofs": proving.raw(self.lines),
            "portrait": str(self.portrait.ids[0]) if self.portrait.ids else "",
            "agent": agent,
        }


def kind(request: HttpRequest, offered: Offer) -> PermitFileKind:
    """Return what is asked for: a first permit, or with one in force a new card as chosen on the page."""
    if offered.permit is None:
        return PermitFileKind.FIRST
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    return PermitFileKind.REPLACE if asked == PermitFileKind.REPLACE else PermitFileKind.EXCHANGE


def read(request: HttpRequest, *, offered: Offer, kind: str, view: View | None = None) -> Form:
    """Return the form as typed; before anything is typed, with what is known already."""
    standing: Proof | None = next((way.proven for way in offered.ways if way.proven is not None), None)
    held = view.file.portrait_id if view is not None else None
    picture = uploads.taken(
        request,
        name="portrait",
        purpose="portrait",
        label=Text(zh="本人相片", en="Photo of the person"),
        hint=portrait.NORM,
        where="counter_upload",
        looking="handling",
        held=proving.kept(request, name="portrait", key=held),
        camera="",
        required=kind == PermitFileKind.FIRST,
        why="E9",
    )
    first = kind == PermitFileKind.FIRST
    before = view.papers if view is not None else ()
    lines = proving.lines(request, before=before, standing=standing) if first else []
    return Form(
        kind=next(one for one in PermitFileKind if one.value == kind),
        typed=_typed(request, offered, view),
        lines=lines,
        portrait=picture,
        view=view,
    )


def _typed(request: HttpRequest, offered: Offer, view: View | None) -> dict[str, str]:
    names = ("cause", "ethnicity", "collect_at", "truth", *(f"agent.{part}" for part in _AGENT))
    if request.method == "POST":
        return {name: request.POST.get(name, "").strip() for name in names}
    found = dict.fromkeys(names, "") | {"collect_at": str(offered.stay.station_id)}
    if view is not None:
        file = view.file
        agent = {"name": file.agent_name, "relation": file.agent_relation, "why": file.agent_why}
        found |= {"cause": file.cause, "collect_at": str(file.collect_at_id)}
        found |= {f"agent.{part}": value for part, value in agent.items()}
    return found


def context(shown: Form, *, offered: Offer, errors: Mapping[str, Text]) -> dict[str, Any]:
    """Return what the templates of the form show."""
    first = shown.kind is PermitFileKind.FIRST
    fields = filled(fields=_fields(shown, offered), values=shown.typed, errors=errors)
    by_name = {field.name: field for field in fields}
    wrong = [path for path in errors if path.startswith("agent.")]
    return {
        "kind": shown.kind.value,
        "kind_text": shown.kind.label,
        "first": first,
        "lines": proving.marked(shown.lines, dict(errors)),
        "papers": proving.options(),
        "sources": proving.SOURCES.items(),
        "house_proves": any(way.proven is not None for way in offered.ways),
        "proofs_error": errors.get("proofs") or errors.get("ground"),
        "portrait": shown.portrait,
        "cause": by_name.get("cause"),
        "ethnicity": by_name["ethnicity"] if first or shown.kind is PermitFileKind.EXCHANGE else None,
        "ethnicities": ethnicity.ETHNICITIES.items(),
        "why_ethnicity": ethnicity.WHY,
        "collect": by_name["collect_at"],
        "agent": [by_name[f"agent.{part}"] for part in _AGENT],
        "agent_open": bool(wrong) or bool(shown.typed["agent.name"]),
        "truth": bool(shown.typed["truth"]),
        "fee": f"{offered.fee_fen / 100:.2f}" if offered.fee_fen and not first else "",
    }


def _fields(shown: Form, offered: Offer) -> list[Field]:
    points = tuple((str(unit.id), Text(zh=unit.name, en=unit.name_en or unit.name)) for unit in offered.collect_points)
    causes = tuple((key, text) for key, text in card.CAUSES.items() if key != "lost")
    fields = [
        Field(
            name="ethnicity",
            label=Text(zh="民族", en="Ethnicity"),
            hint=_KEPT if shown.view is not None else _TYPE,
            required=shown.kind is PermitFileKind.FIRST and shown.view is None,
            maxlength=20,
        ),
        Field(name="collect_at", label=Text(zh="领取地点", en="To collect at"), kind="select", options=points),
        *_agent(shown),
    ]
    if shown.kind is PermitFileKind.EXCHANGE:
        label = Text(zh="为什么换领", en="Why a new card")
        fields.append(Field(name="cause", label=label, kind="radio", options=causes))
    return fields


def _agent(shown: Form) -> list[Field]:
    return [
        Field(name="agent.name", label=Text(zh="代办人姓名", en="Agent's name"), required=False, maxlength=50),
        Field(
            name="agent.id_number",
            label=Text(zh="代办人身份证号码", en="Agent's ID number"),
            hint=_KEPT if shown.view is not None and shown.view.file.agent_name else "",
            required=False,
            maxlength=30,
        ),
        Field(
            name="agent.relation",
            label=Text(zh="与本人关系", en="Relation"),
            kind="select",
            options=(_NONE, *codes.choices(Relation)),
            required=False,
        ),
        Field(
            name="agent.why",
            label=Text(zh="为什么代办", en="Why an agent"),
            kind="select",
            options=(_CHOOSE, *codes.choices(Agency)),
            required=False,
        ),
    ]


def missing(view: View) -> list[tuple[Text, str]]:
    """Return what the open notice asked for."""
    notice = view.open_notice
    return [(application.ITEMS[entry["item"]], entry["note"]) for entry in notice.missing] if notice is not None else []
