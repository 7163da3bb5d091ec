"""This module says on what a decision of a case may rest: the service's own legal basis and its conditions. Source: I10."""

from collections.abc import Mapping

from anju.law import citation, complaint, condition
from anju.law.citation import Rule, Source
from anju.law.refusal import Refusal
from anju.law.service import Service
from anju.law.wording import Text, joined

_ARTICLE = Text(zh="请选择所依据的条款。", en="Please choose the article it rests on.")
_WHY = Text(zh="请写明理由，本人看得到。", en="Please state the reason; the person will read it.")


def grounds(*, service: Service, rules: Mapping[str, Rule], sources: Mapping[str, Source]) -> Mapping[str, Text]:
    """This names what a decision may cite: each text of the service, then each rule of its conditions."""
    found: dict[str, Text] = {}
    for reference in service.cites:
        found[f"{reference.source} {reference.article or ''}".strip()] = citation.cite(
            reference=reference, source=sources[reference.source]
        )
    for leaf in () if service.whole is None else condition.leaves(service.whole):
        held = rules[leaf.rule].references
        cited = joined(*(citation.cite(reference=one, source=sources[one.source]) for one in held))
        found.setdefault(leaf.rule, Text(zh=f"{leaf.text.zh}（{cited.zh}）", en=f"{leaf.text.en} ({cited.en})"))
    return found


def reasoned(*, reason: str, article: str, known: Mapping[str, Text]) -> tuple[str, str]:
    """This reads reason and article; raises Refusal "reason_missing", "article_missing", "words_too_long". Source: I10."""
    if not complaint.tidy(reason):
        raise Refusal("reason_missing", _WHY, field="reason", rule="I10")
    if article not in known:
        raise Refusal("article_missing", _ARTICLE, field="article", rule="I10")
    return complaint.words(reason, field="reason", needed=True), article
