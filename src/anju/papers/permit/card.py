"""The permit card, both sides in ID-1 size: exactly ten items. Source: E9."""

from anju.law.permit import card as law
from anju.papers import press
from anju.papers.permit import sheet
from anju.queries.permit_papers import Card


def render(*, paper: Card) -> bytes:
    """Return the card as PDF, two pages of 85.6 × 54 mm; Chinese only, as the law has it."""
    return press.pdf(
        template="permit/card",
        data={
            # the longest label takes two lines
            "labels": {
                key: text.zh.replace("户口所", "户口\n所") for key, text in law.ITEMS.items() if key != "portrait"
            },
            "name": paper.name,
            "sex": paper.sex.zh,
            "ethnicity": paper.ethnicity,
            "birth_on": sheet.day(paper.birth_on).zh,
            "id_number": paper.id_number,
            "portrait": sheet.picture(paper.portrait),
            "hukou": paper.hukou,
            "address": paper.address,
            "authority": paper.authority,
            "issued_on": sheet.day(paper.issued_on).zh,
        },
    )
