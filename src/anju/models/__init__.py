"""What the city has on file: tables and constraints, no verbs."""

from anju.models.account import ApiClient, Binding, Draft, PhoneCode, Post, Resident, Staff
from anju.models.act import Act, ActSeal
from anju.models.address import Address, AddressWarden
from anju.models.award import Award, AwardObjection, Nomination
from anju.models.case import (
    Booking,
    Case,
    CaseDecision,
    CaseForm,
    CaseNotice,
    CasePaper,
    CasePart,
    CaseQuestion,
    CaseRating,
    CaseStep,
    Slot,
)
from anju.models.complaint import Complaint, ComplaintStep
from anju.models.division import Division, DivisionChange, DivisionVersion, OriginCounty
from anju.models.entitlement import (
    Entitlement,
    EntitlementCount,
    EntitlementNews,
    EntitlementRun,
    EntitlementService,
)
from anju.models.exempt import ExemptStay
from anju.models.file import Completion, Correction, Ending, Hold, Visit
from anju.models.idempotency import Idempotency
from anju.models.message import Message, Preference
from anju.models.offering import (
    CaseFigure,
    CaseReason,
    CaseUrge,
    CaseUse,
    Confirmation,
    OfferingRun,
    ServiceChange,
    ServiceShape,
    StuckCase,
)
from anju.models.permit import (
    Acceptance,
    Acceptor,
    Card,
    CardBatch,
    Endorsement,
    PastResidence,
    Permit,
    PermitEnding,
    PermitFile,
    PermitNotice,
    PermitProof,
    Suspension,
)
from anju.models.person import DataRequest, Distinct, Guardianship, IdNumber, Merge, Person
from anju.models.policy import CalendarYear, PolicyOverride
from anju.models.receipt import Receipt
from anju.models.reference import ReferenceVersion
from anju.models.rental import (
    RentalEntry,
    RentalFlat,
    RentalLease,
    RentalMeasure,
    RentalObjection,
    RentalOffer,
    RentalRound,
)
from anju.models.rotation import NextIndex
from anju.models.school import School, SchoolPlaces, SchoolRound, SchoolRoundPlaces, SchoolWish, SchoolZone
from anju.models.stay import Stay
from anju.models.unit import Jurisdiction, Unit, UnitDivision
from anju.models.upload import Upload

__all__ = [
    "Acceptance",
    "Acceptor",
    "Act",
    "ActSeal",
    "Address",
    "AddressWarden",
    "ApiClient",
    "Award",
    "AwardObjection",
    "Binding",
    "Booking",
    "CalendarYear",
    "Card",
    "CardBatch",
    "Case",
    "CaseDecision",
    "CaseFigure",
    "CaseForm",
    "CaseNotice",
    "CasePaper",
    "CasePart",
    "CaseQuestion",
    "CaseRating",
    "CaseReason",
    "CaseStep",
    "CaseUrge",
    "CaseUse",
    "Complaint",
    "ComplaintStep",
    "Completion",
    "Confirmation",
    "Correction",
    "DataRequest",
    "Distinct",
    "Division",
    "DivisionChange",
    "DivisionVersion",
    "Draft",
    "Ending",
    "Endorsement",
    "Entitlement",
    "EntitlementCount",
    "EntitlementNews",
    "EntitlementRun",
    "EntitlementService",
    "ExemptStay",
    "Guardianship",
    "Hold",
    "IdNumber",
    "Idempotency",
    "Jurisdiction",
    "Merge",
    "Message",
    "NextIndex",
    "Nomination",
    "OfferingRun",
    "OriginCounty",
    "PastResidence",
    "Permit",
    "PermitEnding",
    "PermitFile",
    "PermitNotice",
    "PermitProof",
    "Person",
    "PhoneCode",
    "PolicyOverride",
    "Post",
    "Preference",
    "Receipt",
    "ReferenceVersion",
    "RentalEntry",
    "RentalFlat",
    "RentalLease",
    "RentalMeasure",
    "RentalObjection",
    "RentalOffer",
    "RentalRound",
    "Resident",
    "ServiceChange",
    "ServiceShape",
    "School",
    "SchoolPlaces",
    "SchoolRound",
    "SchoolRoundPlaces",
    "SchoolWish",
    "SchoolZone",
    "Slot",
    "Staff",
    "Stay",
    "StuckCase",
    "Suspension",
    "Unit",
    "UnitDivision",
    "Upload",
    "Visit",
]
