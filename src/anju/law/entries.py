"""This module names the entries of a file that a person can have corrected. Source: D9, L11."""

from collections.abc import Mapping

from anju.law.wording import Text

ENTRIES: Mapping[str, Text] = {
    "name": Text(zh="姓名", en="Name"),
    "id_number": Text(zh="证件号码", en="ID number"),
    "phone": Text(zh="联系电话", en="Phone"),
    "hukou_county": Text(zh="户口所在县区", en="County of the household register"),
    "arrived_on": Text(zh="到达日期", en="Arrival date"),
    "reason": Text(zh="居住事由", en="Reason"),
    "dwelling": Text(zh="住所类型", en="Kind of dwelling"),
    "workplace": Text(zh="工作单位或学校", en="Employer or school"),
}
