"""What everything rests on, how data are used, and how accessible the pages are."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju import catalogue
from anju.law.citation import STATUS_MEANING
from anju.law.wording import Text

GROUPS = {
    "A": Text(zh="谁适用", en="Who is meant"),
    "B": Text(zh="登记", en="Registration"),
    "C": Text(zh="别人的报告", en="Reports by others"),
    "D": Text(zh="变更、确认、离开", en="Changes, confirmation, leaving"),
    "E": Text(zh="居住证", en="The permit"),
    "F": Text(zh="签注", en="Endorsement"),
    "G": Text(zh="子女入学", en="Schooling"),
    "H": Text(zh="住房", en="Housing"),
    "I": Text(zh="服务和权利", en="Services and rights"),
    "J": Text(zh="投诉", en="Complaints"),
    "K": Text(zh="其他", en="Other"),
    "L": Text(zh="个人信息保护", en="Data protection"),
    "N": Text(zh="统计", en="Statistics"),
    "O": Text(zh="区划和机构", en="Divisions and offices"),
}
_OTHER = Text(zh="其他", en="Other")


def rules(request: HttpRequest) -> HttpResponse:
    """List every rule in plain words with its source."""
    known = catalogue.current()
    ordered = sorted(
        known.rules.values(), key=lambda rule: (rule.id[0], int(rule.id[1:]) if rule.id[1:].isdigit() else 0)
    )
    groups = [
        (GROUPS.get(letter, _OTHER), [(rule, known.cite(rule.id), STATUS_MEANING[rule.status]) for rule in found])
        for letter, found in groupby(ordered, key=lambda rule: rule.id[0])
    ]
    return render(request, "public/law.html", {"groups": groups})


def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what is kept, who sees it, for how long, and what one can ask."""
    return render(request, "public/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Tell how the pages can be used by everyone."""
    return render(request, "public/accessibility.html")
