"""The file that asks for a permit or a new card, its proofs and its one-time notices."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.permit.permit import Permit
from anju.models.person import Person
from anju.models.stay import Stay
from anju.models.unit import Unit
from anju.models.upload import Upload


@tracked
class PermitFile(Row):
    """One application: a first permit, 换领 or 补领; its state follows law.permit.file."""

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="permit_files", db_index=False)
    stay = models.ForeignKey(Stay, on_delete=models.RESTRICT, related_name="permit_files")
    # the permit it made, or whose card it replaces
    permit = models.ForeignKey(Permit, null=True, on_delete=models.RESTRICT, related_name="files")
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+")
    station = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    # the county police that signs (E9)
    authority = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=24, unique=True)
    # law.codes.PermitFileKind: first, exchange, replace
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    former_state = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=10)
    ground = models.CharField(max_length=12, blank=True)
    # why a new card: damaged, changed, lost
    cause = models.CharField(max_length=10, blank=True)
    # sealed; asked here only (E9)
    ethnicity = models.BinaryField(null=True)
    portrait = models.ForeignKey(Upload, null=True, on_delete=models.RESTRICT, related_name="+")
    # where the card is collected
    collect_at = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    agent_name = models.CharField(max_length=50, blank=True)
    agent_id_number = models.BinaryField(null=True)
    agent_relation = models.CharField(max_length=20, blank=True)
    # law.permit.ground.Agency: why an agent acts: minor, unable
    agent_why = models.CharField(max_length=10, blank=True)
    applied_at = models.DateTimeField()
    # B7: until when what is missing must be told
    check_due_on = models.DateField()
    check_due_provisional = models.BooleanField(default=False)
    check_due_was = models.DateField(null=True)
    accepted_at = models.DateTimeField(null=True)
    # E10: the person, not the post
    accepted_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+")
    # E6: the earlier of both limits, or the extended one
    due_on = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    due_was = models.DateField(null=True)
    extended_why = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+")
    # E8: reason and article of a refusal; remedies stand in law.permit.file
    refusal = models.CharField(max_length=500, blank=True)
    refusal_basis = models.CharField(max_length=60, blank=True)
    # E6 is kept when the card can be collected
    ready_on = models.DateField(null=True)
    fee_fen = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "permit_file"
        indexes = [
            models.Index(fields=["person", "-applied_at"], name="permit_file_person"),
            models.Index(
                fields=["station", "check_due_on", "id"],
                name="permit_file_applied",
                condition=models.Q(state="applied"),
            ),
            models.Index(
                fields=["station", "check_due_on", "id"],
                name="permit_file_returned",
                condition=models.Q(state="returned"),
            ),
            models.Index(
                fields=["station", "due_on", "id"], name="permit_file_accepted", condition=models.Q(state="accepted")
            ),
            # street halls see their communities
            models.Index(
                fields=["community", "check_due_on", "id"],
                name="permit_file_applied_area",
                condition=models.Q(state="applied"),
            ),
            models.Index(
                fields=["community", "check_due_on", "id"],
                name="permit_file_returned_area",
                condition=models.Q(state="returned"),
            ),
            models.Index(
                fields=["community", "due_on", "id"],
                name="permit_file_accepted_area",
                condition=models.Q(state="accepted"),
            ),
        ]
        constraints = [
            # applying twice is one file
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=["applied", "returned", "accepted"]),
                name="permit_file_one_open",
                violation_error_message="已有一份正在办理的居住证申请。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted", "signed"])
                | models.Q(accepted_at__isnull=False, due_on__isnull=False),
                name="permit_file_accepted_dated",
                violation_error_message="已受理的申请必须有受理时间和办结期限。",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by=None)
                | models.Q(decided_by=None)
                | ~models.Q(state="signed")
                | ~models.Q(accepted_by=models.F("decided_by")),
                name="permit_file_four_eyes",
                violation_error_message="受理人不能签发同一份申请。",
            ),
        ]


@tracked
class PermitProof(Row):
    """One proof of a ground, given with a file or an endorsement, or read from the register itself (E2, E4)."""

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="proofs")
    # law.codes.PermitGround and law.permit.ground.PROOFS
    ground = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    # upload, house (the register or another department proves it), paper (seen at the counter)
    source = models.CharField(max_length=8)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.RESTRICT, related_name="+")
    # what it was checked for: while these stay the same it is not asked for again (E4)
    stay_id = models.UUIDField()
    address_id = models.UUIDField()
    workplace = models.CharField(max_length=100, blank=True)
    valid_until = models.DateField(null=True)
    # the file or endorsement it came with
    subject_id = models.UUIDField(null=True, db_index=True)
    given_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)

    class Meta:
        db_table = "permit_proof"


class PermitNotice(Row):
    """The one-time notice of everything that a file lacks (B7)."""

    file = models.ForeignKey(PermitFile, on_delete=models.RESTRICT, related_name="notices")
    person_id = models.UUIDField()
    # list of {item, note}
    missing = models.JSONField()
    told_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "permit_notice"
        constraints = [
            models.UniqueConstraint(
                fields=["file"],
                condition=models.Q(answered_at=None),
                name="permit_notice_one_open",
                violation_error_message="这份申请已经一次性告知过，等待补正。",
            )
        ]
