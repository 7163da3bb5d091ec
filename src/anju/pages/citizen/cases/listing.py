"""One's own cases and those of one's wards: what waits for the person first. Source: I9, J3, L12."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.case import life
from anju.law.deadline import Due
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.cases import whom, words
from anju.queries.case import mine, story, times
from anju.web import clock


@dataclass(frozen=True)
class Row:
    """One case in a list."""

    own: story.Line
    tone: str
    state: Text
    to_do: Text | None
    waits: Text | None
    due: Due


@guard.page
def listed(request: HttpRequest) -> HttpResponse:
    """Show all of them in three parts: theirs to do, under way, over."""
    people = whom.everyone(request)
    rows = [row(line) for line in story.lines(people=people)]
    context = {
        "mine": [one for one in rows if one.to_do is not None],
        "going": [one for one in rows if one.own.case.state in life.WITH_OFFICE],
        "over": [one for one in rows if one.own.case.state not in life.OPEN],
        "several": len(people) > 1,
        "times": mine.times(people=people, at=clock.now()),
        "done": words.DONE.get(request.GET.get("done", "")),
    }
    return render(request, "citizen/cases/list.html", context)


def row(line: story.Line) -> Row:
    """Return a case as lists show it."""
    case = line.case
    return Row(
        own=line,
        tone=words.TONES[case.state],
        state=words.state(case.state),
        to_do=words.TO_DO.get(case.state),
        waits=words.waits(case.state, stands=case.clock_stands),
        due=line.due,
    )


def to_do(request: HttpRequest) -> list[Row]:
    """Return what waits for the resident, for their home."""
    return [row(line) for line in story.lines_of(times.waiting(people=whom.everyone(request)))]
