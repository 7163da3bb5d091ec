"""Services that have a page of their own beside the guide and the case: where it is, for every page that shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.wording import Text


@dataclass(frozen=True)
class Way:
    """A link to such a page."""

    path: str
    text: Text


_SCHOOL = Way("/my/school/", Text(zh="看学区、名额和报名", en="Zones, places and applying to schools"))
_DISPUTE = Way("/my/disputes/", Text(zh="看我的纠纷办到哪了", en="See how my dispute stands"))
_JOBS = Way("/jobs/", Text(zh="看招工岗位", en="See the jobs on offer"))

BESIDE: Mapping[str, Way] = {
    "education/kindergarten": _SCHOOL,
    "education/primary_school": _SCHOOL,
    "education/middle_school": _SCHOOL,
    "housing/public_rental": Way("/my/rental/", Text(zh="看我排在第几位", en="See my place on the list")),
    "human_resources/wage_claim": _DISPUTE,
    "human_resources/labour_mediation": _DISPUTE,
    "human_resources/labour_arbitration": _DISPUTE,
    "justice/mediation": _DISPUTE,
    "justice/legal_aid": Way("/my/disputes/", Text(zh="看法律援助办到哪一步", en="See how my legal aid stands")),
    "human_resources/job_placement": _JOBS,
    "human_resources/job_information": _JOBS,
    "government/commendation": Way("/my/awards/", Text(zh="看推荐和表彰", en="See nominations and awards")),
    "police/settlement": Way("/settlement/", Text(zh="先预审，看还缺什么", en="Check first what is missing")),
    "health/immunisation": Way("/my/children/", Text(zh="看我的孩子该打哪一针", en="See what your child is due")),
    "civil_affairs/temporary_relief": Way(
        "/my/relief/", Text(zh="看我的临时救助办到哪一步", en="See how my request stands")
    ),
    "health/health_education": Way("/leaflets/", Text(zh="看看资料", en="Read the leaflets")),
}

_DISPUTE_DESK = Way("/disputes/", Text(zh="打开调解、仲裁", en="Open mediation and arbitration"))

# the same for the office that handles a case of them; the case's id follows
DESK: Mapping[str, Way] = {
    "human_resources/wage_claim": _DISPUTE_DESK,
    "human_resources/labour_mediation": _DISPUTE_DESK,
    "human_resources/labour_arbitration": _DISPUTE_DESK,
    "justice/mediation": _DISPUTE_DESK,
    "civil_affairs/temporary_relief": Way(
        "/relief/case/", Text(zh="转街道入户核实", en="Have the street look into it")
    ),
    "justice/legal_aid": Way("/disputes/", Text(zh="打开律师指派", en="Open the naming of a lawyer")),
}
