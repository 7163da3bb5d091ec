"""The receipt as a file to keep. Source: B6."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from anju.actions import printing
from anju.pages.citizen import guard
from anju.papers import receipt as papers
from anju.queries import mine, receipts
from anju.web import access, clock


@guard.page
def receipt(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Hand out the receipt of one's own stay; that it was fetched is on record first."""
    mine.receipt(who=guard.who(request), stay_id=stay_id)
    paper = receipts.paper(stay_id=stay_id)
    printing.receipt(paper=paper, by=access.of(request).actor, at=clock.now(), purpose="own")
    made = papers.render(
        paper=paper, base_url=settings.PUBLIC_URL, printed_on=clock.today(), language=get_language() or "zh-hans"
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="anju-{paper.number}.pdf"'
    return answer
