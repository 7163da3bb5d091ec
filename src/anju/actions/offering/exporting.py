"""Handing the overview out as a table: figures only, small ones hidden, its purpose on record. Source: D2, N5, N6."""

import datetime
from collections.abc import Sequence

from anju.actions import record
from anju.law import authority
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries.scope import Scope

PURPOSES = (Purpose.STATISTICS, Purpose.AUDIT)
_PURPOSE = Text(zh="请选择导出的目的。", en="Please choose what the table is for.")


def export(*, rows: Sequence[Sequence[str]], purpose: str, scope: Scope, at: datetime.datetime) -> None:
    """Put on record that the overview's table leaves. Raises Refusal "purpose_missing"."""
    authority.demand(by=scope.actor, act="export_overview")
    if purpose not in {str(one.value) for one in PURPOSES}:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="N5")
    about = ("overview", scope.unit.code)
    record.write(
        what="export_overview", by=scope.actor, at=at, subject=about, purpose=purpose, detail={"rows": len(rows)}
    )
