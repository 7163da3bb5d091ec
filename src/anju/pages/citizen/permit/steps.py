"""The questions of an application for a permit, in their order. Source: B8, E2, E9, G1, G2."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from anju.law.refusal import Refusal
from anju.law.wording import Text

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One page of the application."""

    slug: str
    title: Text
    why: Text
    rule: str
    # the refusals that belong to this page, by the beginning of their field path
    paths: tuple[str, ...]
    # whether it is asked: of the answers, and whether the person is under 16
    asked: Callable[[Answers, bool], bool] = field(default=lambda answers, young: True)
    optional: Callable[[Answers], bool] = field(default=lambda answers: False)

    def owns(self, refusal: Refusal) -> bool:
        """Tell whether a refusal is about this page."""
        path = refusal.field or ""
        return any(path == own or path.startswith(own + ".") for own in self.paths)


def _first(answers: Answers, young: bool) -> bool:
    return answers.get("kind") == "first"


def _printed(answers: Answers, young: bool) -> bool:
    # a changed card may have it wrong; else the permit knows it already (E9)
    return answers.get("kind") == "first" or answers.get("cause") == "changed"


def _agent(answers: Answers, young: bool) -> bool:
    return young or answers.get("ward") == "yes"


def _not_first(answers: Answers) -> bool:
    return answers.get("kind") != "first"


STEPS: tuple[Step, ...] = (
    Step(
        slug="ground",
        title=Text(zh="凭哪一项申领", en="On which ground"),
        why=Text(
            zh="就业、住所、就读，三项有一项就够。最省事的排在最前面。",
            en="Work, home or schooling: any one is enough. The one that asks least of you comes first.",
        ),
        rule="E2 E4",
        paths=("ground",),
        asked=_first,
    ),
    Step(
        slug="proof",
        title=Text(zh="证明材料", en="The proof"),
        why=Text(
            zh="派出所只用它核对这一项条件。这里已有的登记能证明的，不用再交。",
            en="The station uses it to check this one ground. What the record here proves need not be given.",
        ),
        rule="E2 E4",
        paths=("proofs",),
        asked=_first,
    ),
    Step(
        slug="portrait",
        title=Text(zh="本人相片", en="The photo"),
        why=Text(
            zh="印在居住证上。加密保存，只用来制证。", en="The card prints it. It is kept sealed, for the card only."
        ),
        rule="E9",
        paths=("portrait",),
        optional=_not_first,
    ),
    Step(
        slug="ethnicity",
        title=Text(zh="民族", en="Ethnicity"),
        why=Text(
            zh="登记时不问民族，只在申领居住证时问一次，因为卡面按规定要印。",
            en="Registration never asks it. It is asked this once, because the card prints it by law.",
        ),
        rule="E9",
        paths=("ethnicity",),
        asked=_printed,
        optional=_not_first,
    ),
    Step(
        slug="agent",
        title=Text(zh="代办人", en="Who acts for them"),
        why=Text(
            zh="未满16周岁或者行动不便的，由监护人或者近亲属代办，两个人的证件都要登记。",
            en="For someone under 16 or unable to move a guardian or near relative acts; both IDs are recorded.",
        ),
        rule="B8",
        paths=("agent",),
        asked=_agent,
    ),
    Step(
        slug="collect",
        title=Text(zh="到哪里领卡", en="Where to collect the card"),
        why=Text(
            zh="卡做好后通知您，凭领取凭证或者身份证领取。",
            en="We tell you when the card is ready; bring the collection receipt or your ID.",
        ),
        rule="E5 G2",
        paths=("collect_at",),
    ),
)
_BY_SLUG = {step.slug: step for step in STEPS}


def of(*, answers: Answers, young: bool) -> list[Step]:
    """Return the questions that are asked, in order."""
    return [step for step in STEPS if step.asked(answers, young)]


def by_slug(slug: str) -> Step | None:
    """Return a question by its address."""
    return _BY_SLUG.get(slug)


def answered(answers: Answers) -> frozenset[str]:
    """Return the questions that were answered, by slug."""
    return frozenset(str(slug) for slug in answers.get("done") or ())
