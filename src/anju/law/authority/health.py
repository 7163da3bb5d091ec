"""Acts of immunisation; for what is given on request only there are none. Source: law.md fact 4."""

from collections.abc import Mapping

from anju.law.authority.kinds import Permission, permission

TABLE: Mapping[str, Permission] = {
    "open_vaccines": permission(("resident", "officer"), "L2 L12", "查看接种计划", "Open a child's vaccination plan"),
    "note_dose": permission(("resident",), "I4 E4", "登记别处打的疫苗", "Note a dose given elsewhere"),
    "confirm_dose": permission(("officer",), "I4", "核对别处打的疫苗", "Confirm a dose given elsewhere"),
    "decline_dose": permission(("officer",), "I4 I10", "不记入并说明原因", "Leave a noted dose out, with the reason"),
    "give_dose": permission(("officer",), "I3", "记录接种", "Put a vaccination on record"),
    "correct_dose": permission(("officer",), "D9", "更正接种记录", "Correct a vaccination on record"),
}
