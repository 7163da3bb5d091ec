"""This module says what an open case rests on in its service's file, and which change of the file would break it.

Source: I3, B7, I9. Breaks: the service is gone or no longer takes cases; an entry or paper is gone or another kind; a
choice is gone; for a case that is with the applicant, an entry or paper that became required. Anything else may change.
"""

from collections.abc import Mapping
from typing import Any

from anju.law.service import Service

Shape = Mapping[str, Any]


def of(service: Service) -> dict[str, Any]:
    """This is what cases of a service rest on, as it is kept."""
    return {
        "process": service.process,
        "fields": {
            one.id: {"kind": one.kind, "required": one.required, "choices": [key for key, _ in one.choices]}
            for one in service.fields
        },
        "papers": {one.id: {"required": one.required} for one in service.papers},
    }


def broken(old: Shape, new: Shape | None, *, with_applicant: bool) -> str:
    """This says in English, for whoever starts the platform, what of an older shape is gone; empty where nothing is."""
    if old["process"] != "case":
        return ""
    if new is None:
        return "the service is gone"
    if new["process"] != "case":
        return f"process is {new['process']!r}, no longer 'case'"
    for kind, name in (("fields", "entry"), ("papers", "paper")):
        for key, was in old[kind].items():
            if key not in new[kind]:
                return f"{name} {key!r} is gone"
            found = _other(was, new[kind][key])
            if found:
                return f"{name} {key!r} {found}"
        for key, one in new[kind].items() if with_applicant else ():
            if one["required"] and not old[kind].get(key, {}).get("required", False):
                return f"{name} {key!r} became required"
    return ""


def _other(was: Shape, now: Shape) -> str:
    if was.get("kind") != now.get("kind"):
        return f"is {now.get('kind')!r}, was {was.get('kind')!r}"
    gone = [one for one in was.get("choices", []) if one not in now.get("choices", [])]
    return f"lacks the choice {gone[0]!r}" if gone else ""
