"""What the forms of a dispute's page do: each calls the one action it stands for."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from anju.actions import case as cases
from anju.actions import dispute as disputes
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text

CHOOSE = Text(zh="请选择怎样办理。", en="Please choose what to do.")


@dataclasses.dataclass(frozen=True)
class Sent:
    """What was sent with one form."""

    case_id: uuid.UUID
    values: Mapping[str, str]
    by: Actor
    at: datetime.datetime

    @property
    def version(self) -> int | None:
        """The version of the dispute that was seen."""
        text = self.values.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None

    @property
    def session(self) -> uuid.UUID:
        """The session that is meant."""
        try:
            return uuid.UUID(self.values.get("session", ""))
        except ValueError as error:
            raise Refusal("not_an_option", CHOOSE, rule="I9") from error


def start(sent: Sent) -> object:
    """Begin the proceeding of a case that was taken."""
    return disputes.start(
        case_id=sent.case_id,
        name=sent.values.get("other_name", ""),
        contact=sent.values.get("other_contact", ""),
        by=sent.by,
        at=sent.at,
    )


def take_and_start(sent: Sent) -> object:
    """Take a case and begin its proceeding, in one step."""
    cases.take(case_id=sent.case_id, by=sent.by, at=sent.at)
    return start(sent)


def rename(sent: Sent) -> object:
    """Put the other side right."""
    name, contact = sent.values.get("other_name", ""), sent.values.get("other_contact", "")
    return disputes.name_other(
        case_id=sent.case_id, name=name, contact=contact, by=sent.by, at=sent.at, version=sent.version
    )


def close(sent: Sent) -> object:
    """Note how a session went."""
    outcome = sent.values.get("outcome", "")
    return disputes.close_session(
        case_id=sent.case_id, session_id=sent.session, outcome=outcome, by=sent.by, at=sent.at
    )


def call(sent: Sent) -> object:
    """Call both sides."""
    return disputes.call(case_id=sent.case_id, raw=sent.values, by=sent.by, at=sent.at, version=sent.version)


def agree(sent: Sent) -> object:
    """Enter an agreement."""
    return disputes.agree(case_id=sent.case_id, raw=sent.values, by=sent.by, at=sent.at, version=sent.version)


def fail(sent: Sent) -> object:
    """End a mediation without one."""
    code, words = sent.values.get("code", ""), sent.values.get("words", "")
    return disputes.fail(case_id=sent.case_id, code=code, words=words, by=sent.by, at=sent.at, version=sent.version)


def keep(sent: Sent) -> object:
    """Note that an agreement was kept."""
    return disputes.keep(case_id=sent.case_id, by=sent.by, at=sent.at, version=sent.version)


def break_(sent: Sent) -> object:
    """Note that it wasn't."""
    words = sent.values.get("words", "")
    return disputes.break_(case_id=sent.case_id, words=words, by=sent.by, at=sent.at, version=sent.version)


def accept(sent: Sent) -> object:
    """Take a claim."""
    return disputes.accept(case_id=sent.case_id, by=sent.by, at=sent.at, version=sent.version)


def decline(sent: Sent) -> object:
    """Not take a claim."""
    reason, article = sent.values.get("reason", ""), sent.values.get("article", "")
    return disputes.decline(
        case_id=sent.case_id, reason=reason, article=article, by=sent.by, at=sent.at, version=sent.version
    )


def drop(sent: Sent) -> object:
    """Treat a claim as withdrawn."""
    reason, article = sent.values.get("reason", ""), sent.values.get("article", "")
    return disputes.drop(
        case_id=sent.case_id, reason=reason, article=article, by=sent.by, at=sent.at, version=sent.version
    )


def extend(sent: Sent) -> object:
    """Put an award off."""
    why = sent.values.get("why", "")
    return disputes.extend(case_id=sent.case_id, why=why, by=sent.by, at=sent.at, version=sent.version)


def award(sent: Sent) -> object:
    """Make an award."""
    return disputes.award(case_id=sent.case_id, raw=sent.values, by=sent.by, at=sent.at, version=sent.version)


def settle(sent: Sent) -> object:
    """Settle before the panel."""
    return disputes.settle(case_id=sent.case_id, raw=sent.values, by=sent.by, at=sent.at, version=sent.version)


def lawyer(sent: Sent) -> object:
    """Name a lawyer."""
    return disputes.name_lawyer(case_id=sent.case_id, raw=sent.values, by=sent.by, at=sent.at, version=sent.version)
