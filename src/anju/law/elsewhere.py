"""This module knows whom other rules govern and where they register; nothing about them is stored. Source: A3."""

from anju.law.codes import Nationality
from anju.law.wording import Text

WHERE_TO_GO = {
    Nationality.FOREIGN: Text(
        zh="外国人、无国籍人的住宿登记按国家出入境管理规定办理，不在这里登记。请到居住地派出所或出入境管理部门办理。",
        en="Foreigners and stateless persons register their accommodation under the exit and entry rules, not here. "
        "Please go to the police station of your residence or the exit and entry office.",
    ),
    Nationality.HK_MACAO_TAIWAN: Text(
        zh="港澳台居民不在这里登记。可以凭有关证件到居住地公安机关申领港澳台居民居住证。",
        en="Residents of Hong Kong, Macao and Taiwan are not registered here. The police of your residence issue the "
        "residence permit for residents of Hong Kong, Macao and Taiwan.",
    ),
}

# The numbers of 港澳台居民居住证 and of the foreigners' permanent residence card have 18 characters and a right check
# digit too, but begin with no county of the mainland.
_PREFIXES = {
    "810000": Nationality.HK_MACAO_TAIWAN,
    "820000": Nationality.HK_MACAO_TAIWAN,
    "830000": Nationality.HK_MACAO_TAIWAN,
}


def nationality(*, area_code: str) -> Nationality:
    """This tells from a number's first six digits whose card it is."""
    if area_code.startswith("9"):
        return Nationality.FOREIGN
    return _PREFIXES.get(area_code, Nationality.MAINLAND)
