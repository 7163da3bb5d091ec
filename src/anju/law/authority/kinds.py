"""What a permission is, who there is to hold one, and on which levels. Source: L9, O1, design.md 6."""

from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.wording import Text

ROLES: Mapping[str, Text] = {
    "resident": Text(zh="居民本人", en="Resident"),
    "registrar": Text(zh="派出所登记员", en="Police-station registrar"),
    "chief": Text(zh="派出所负责人", en="Police-station chief"),
    "county_police": Text(zh="县区公安", en="County police"),
    "clerk": Text(zh="街道大厅窗口", en="Street-hall clerk"),
    "coordinator": Text(zh="协管员", en="Coordinator"),
    "officer": Text(zh="部门经办人", en="Department officer"),
    "overseer": Text(zh="综治、政府督导", en="Overseer"),
    "keeper": Text(zh="名单管理员", en="List keeper"),
    "system_admin": Text(zh="系统管理员", en="System administrator"),
    "security_admin": Text(zh="安全管理员", en="Security administrator"),
    "audit_admin": Text(zh="审计管理员", en="Audit administrator"),
    "system": Text(zh="系统", en="System"),
}

LEVELS: Mapping[str, Text] = {
    "city": Text(zh="市", en="City"),
    "county": Text(zh="县区", en="County"),
    "street": Text(zh="街道乡镇", en="Street or town"),
    "community": Text(zh="社区村居", en="Community or village"),
}

# L9: nobody holds two of these, nor one of these beside any other role
ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})

POLICE = ("registrar", "chief", "county_police")
DESK = (*POLICE, "clerk")
FIELD = (*DESK, "coordinator")


@dataclass(frozen=True)
class Permission:
    """Who may perform one act."""

    roles: tuple[str, ...]
    rules: tuple[str, ...]
    text: Text
    four_eyes: bool = False
    levels: tuple[str, ...] = ()  # empty: every level


def permission(
    roles: tuple[str, ...], rules: str, zh: str, en: str, *, four_eyes: bool = False, levels: tuple[str, ...] = ()
) -> Permission:
    """Return a permission; `rules` are the ids of the articles, parted by spaces."""
    return Permission(
        roles=roles, rules=tuple(rules.split()), text=Text(zh=zh, en=en), four_eyes=four_eyes, levels=levels
    )
