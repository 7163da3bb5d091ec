"""This module is the policy of one place on one day, as the law's functions take it."""

from dataclasses import dataclass, fields
from typing import Literal


@dataclass(frozen=True)
class Policy:
    """This holds every configurable value; `version` names the defaults and the overrides it was made from.

    WD working days, CD calendar days, M months; the rule of each value stands in default.toml.
    """

    version: str

    # registration
    register_working_days: int
    verify_declaration_working_days: int
    untold_accepted_working_days: int
    agent_below_age: int
    arrival_refused_years: int
    arrival_warned_years: int

    # reports by others
    landlord_record_hours: int
    report_working_days: int

    # change, move, end
    move_working_days: int
    objection_working_days: int
    unconfirmed_months: int
    correction_calendar_days: int

    # permit
    permit_after_months: int
    permit_working_days: int
    permit_calendar_days: int
    permit_extension_allowed: bool
    permit_extension_calendar_days: int
    permit_uncollected_days: tuple[int, ...]
    replacement_fee_fen: int

    # endorsement
    endorsement_anchor: Literal["issue", "registration"]
    endorsement_every_months: int
    endorsement_window_months: int
    endorsement_reminder_days: tuple[int, ...]
    endorsement_working_days: int
    late_endorsement: Literal["restart", "deduct"]

    # services
    schooling_contract_months: int
    housing_work_years: int
    housing_objection_working_days: int
    housing_waiting_years: int
    settlement_size: Literal["town", "medium", "large", "mega"]
    rental_need_first: bool
    rental_people_per_room: int
    rental_answer_working_days: int
    rental_notice_working_days: int
    rental_declines: int
    rental_confirm_months: int
    award_notice_working_days: int
    legal_aid_decision_calendar_days: int
    legal_aid_lawyer_calendar_days: int
    labour_mediation_calendar_days: int
    people_mediation_calendar_days: int
    arbitration_taken_working_days: int
    arbitration_award_calendar_days: int
    arbitration_extension_calendar_days: int
    arbitration_claim_months: int
    hearing_notice_working_days: int
    agreement_confirmation_calendar_days: int
    court_calendar_days: int
    case_taken_working_days: int
    case_objection_calendar_days: int
    case_review_working_days: int

    # job board
    vacancy_open_calendar_days: int
    job_answer_calendar_days: int
    job_close_calendar_days: int
    minimum_wage_month_yuan: int
    minimum_wage_hour_yuan: int
    employment_suppress_below: int

    # relief and help
    relief_street_fen: int
    relief_follow_up_calendar_days: int
    help_accept_hours: int
    help_keep_calendar_days: int

    # complaints and ratings
    complaint_working_days: int
    follow_up_contact_working_days: int
    follow_up_working_days: int

    # data protection and staff
    access_log_months: int
    sharing_record_months: int
    assessment_record_months: int
    export_higher_role_rows: int
    export_expiry_hours: int
    own_request_calendar_days: int
    guardian_below_age: int
    anonymise_after_months: int
    unsent_upload_calendar_days: int
    closed_upload_calendar_days: int
    idle_logout_minutes: int
    lock_failures: int
    lock_minutes: int
    unmask_minutes: int

    # messages
    sms_code_minutes: int
    sms_codes_per_phone_hour: int
    sms_codes_per_phone_day: int
    sms_reminders_per_person_day: int
    sms_quiet_from_hour: int
    sms_quiet_until_hour: int

    # statistics and governance
    suppress_below: int
    coordinator_alert_people: int
    assessment_objection_working_days: int
    matter_acknowledged_working_days: int


KEYS = frozenset(field.name for field in fields(Policy)) - {"version"}
