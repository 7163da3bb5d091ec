"""No act is open to a stranger: every address that takes an id, tried by every role and by strangers in scope.

A role that may not, and one that may but of another station, area or office, gets the answer for something that does
not exist, by GET and by POST, and nothing changes. Source: design.md 6, 10; generated from `authority.TABLE`.
"""

import datetime
import itertools
import json
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests import (
    accepting,
    carding,
    casing,
    complaining,
    disputing,
    factories,
    jobbing,
    offering,
    permits,
    pictures,
    renting,
    schooling,
    vaccinating,
)
from tests.api import machines

from anju.actions import card as cards
from anju.actions import draft as drafts
from anju.actions import endorsement as endorsements
from anju.actions import exempt, fieldwork, message
from anju.actions import request as requests
from anju.actions import stay as stays
from anju.actions.permit import ending as permit_ending
from anju.law import authority, helping
from anju.law.actor import Actor
from anju.models import (
    Act,
    Card,
    Complaint,
    Correction,
    DataRequest,
    Division,
    Ending,
    Endorsement,
    HelpCall,
    Message,
    Permit,
    PermitEnding,
    PermitFile,
    Post,
    Relief,
    Resident,
    Staff,
    Stay,
    Unit,
    VaccineDose,
)
from anju.queries import visitors
from anju.web import access, clock

STAFF = tuple(role for role in authority.ROLES if role not in {"resident", "system"})
NOBODY = uuid.UUID("01890000-0000-7000-8000-000000000000")
_DESK = frozenset({"registrar", "chief", "county_police", "clerk"})
_FIELD = frozenset({"coordinator"})
_OFFICER = frozenset({"officer"})


@dataclass(frozen=True)
class Way:
    """One address: which act it is for, by which audience, whose id it takes, and the least that is sent to it."""

    act: str
    by: frozenset[str]
    id: str
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def roles(self) -> frozenset[str]:
        """The roles that may, by the one table."""
        return self.by & frozenset(authority.TABLE[self.act].roles)


def _counter(act: str, of: str = "stay", **sent: str) -> Way:
    return Way(act=act, by=_DESK, id=of, sent=sent)


def _field(act: str, of: str = "stay", **sent: str) -> Way:
    return Way(act=act, by=_FIELD, id=of, sent=sent)


def _admin(act: str, of: str, **sent: str) -> Way:
    return Way(act=act, by=authority.ADMINISTRATORS, id=of, sent=sent)


_TODAY = factories.DAY.isoformat()
# every address of staff that takes an id; a new one fails the house test below until it stands here
WAYS: dict[str, Way] = {
    "counter_file": _counter("open"),
    "counter_file_next": _counter("list"),
    "counter_file_show": _counter("unmask", field="phone", purpose="handling"),
    "counter_file_accept": _counter("accept", version="1"),
    "counter_file_return": _counter("return", version="1", missing="name"),
    "counter_file_notice": _counter("print"),
    "counter_file_close": _counter("close", version="1", reason="false", why="…"),
    "counter_file_reopen": _counter("reopen", version="1", why="…"),
    "counter_file_compare": _counter("tell_distinct", choice="distinct"),
    "counter_file_end": _counter("leave", way="leave", version="1", on=_TODAY),
    "counter_file_undo": _counter("undo_end", version="1", why="…"),
    "counter_file_confirm": _counter("confirm"),
    "counter_file_history": _counter("see_history"),
    "counter_file_bind": _counter("bind", phone="13700001111", present="yes"),
    "counter_file_unbind": _counter("unbind", binding=str(NOBODY)),
    "counter_file_receipt": _counter("print"),
    "counter_file_door": _counter("print_door_code"),
    "counter_upload": _counter("open", "upload"),
    "counter_ending": _counter("drop_end", "ending", choice="drop", why="…"),
    "counter_correction": _counter("grant_correction", "correction", choice="grant"),
    "counter_request": _counter("answer_data", "request", choice="refuse", words="…"),
    "counter_card": _counter("open", "card"),
    "counter_card_hand": _counter("hand_over", "card", version="2", how="id"),
    "counter_card_lost": _counter("report_lost", "card", version="2"),
    "counter_card_found": _counter("find_card", "card", version="2"),
    "counter_card_back": _counter("take_card_back", "card", version="2"),
    "counter_card_void": _counter("void_card", "card", version="2", why="destroyed"),
    "counter_card_receive": _counter("receive_card", "card", version="2", card_number="LY00000001"),
    "counter_card_fail": _counter("fail_card", "card", version="2", failure="…"),
    "counter_card_batch": _counter("send_cards", "batch"),
    "counter_card_file": _counter("export_cards", "batch"),
    "field_stay": _field("open"),
    "counter_permit_new": _counter("apply_permit", truth="on"),
    "counter_permit_file": _counter("open", "permit_file"),
    "counter_permit_file_next": _counter("list", "permit_file"),
    "counter_permit_file_show": _counter("unmask", "permit_file", field="phone", purpose="handling"),
    "counter_permit_file_history": _counter("see_history", "permit_file"),
    "counter_permit_file_accept": _counter("accept_permit", "permit_file", version="1"),
    "counter_permit_file_return": _counter("return_permit", "permit_file", version="1", missing="portrait"),
    "counter_permit_file_complete": _counter("complete_permit", "permit_file", version="1"),
    "counter_permit_file_sign": _counter("sign_permit", "permit_file", version="1"),
    "counter_permit_file_extend": _counter("extend_permit", "permit_file", version="1", why="…"),
    "counter_permit_file_refuse": _counter("refuse_permit", "permit_file", version="1", basis="no_ground", why="…"),
    "counter_permit_file_reopen": _counter("reopen_permit", "permit_file", version="1", why="…"),
    "counter_permit_file_withdraw": _counter("withdraw_permit", "permit_file", version="1"),
    "counter_permit_file_print": _counter("print", "permit_file"),
    "counter_endorsement": _counter("endorse", "endorsement", version="1", choice="endorse"),
    "counter_endorsement_next": _counter("list", "endorsement"),
    "counter_endorsement_print": _counter("print", "withheld"),
    "counter_permit_ending": _counter("drop_end_permit", "permit_ending", choice="drop", why="…"),
    "counter_permit": _counter("open", "permit"),
    "counter_permit_history": _counter("see_history", "permit"),
    "counter_permit_endorse": _counter("endorse", "permit", version="1"),
    "counter_permit_end": _counter("hand_back", "permit", version="1", way="hand_back"),
    "counter_permit_undo": _counter("undo_end_permit", "permit", version="1", why="…"),
    "counter_permit_past": _counter("add_past_residence", "permit", proof="…"),
    "counter_permit_past_remove": _counter("remove_past_residence", "past", why="…"),
    "counter_permit_suspension": _counter("print", "suspended"),
    "field_phone": _field("unmask", purpose="verifying"),
    "field_visit": _field("visit", found="here"),
    "field_end": _field("propose_end", reason="left", on=_TODAY, note="…"),
    "field_check": _field("declare", "draft", version="1"),
    "field_drop": _field("declare", "draft"),
    "field_done": _field("declare", "draft"),
    "field_step": _field("declare", "draft", version="1"),
    # a labour office is no station: its own officers are tried in pages/jobs
    "job_review_vacancy": Way("publish_vacancy", frozenset({"officer"}), "vacancy", {"choice": "publish"}),
    "job_review_employer": Way("end_employer", frozenset({"officer"}), "employer", {"choice": "end"}),
    "job_register_entry": Way("open_employment", frozenset({"officer"}), "employment", {"choice": "end"}),
    # the street's, the county's and the giver's alone: tried in pages/relief
    "relief_one": Way("open_relief", frozenset({"clerk", "coordinator", "officer"}), "relief", {"choice": "approve"}),
    "relief_case": Way("open_case", _OFFICER, "own_case"),
    "help_call": Way("open_help", frozenset(helping.ANYONE), "help_call", {"choice": "accept"}),
    # a health office is no station: its own officers are tried in pages/health
    "health_child": Way("open_vaccines", frozenset({"officer"}), "person", {"vaccine": "mmr"}),
    "health_dose": Way("confirm_dose", frozenset({"officer"}), "dose", {"choice": "confirm"}),
    "health_upload": Way("open", frozenset({"officer"}), "upload"),
    # an office's own officers are tried in pages/disputes
    "dispute": Way("open_dispute", frozenset({"officer"}), "dispute", {"choice": "keep"}),
    "dispute_invitation": Way("print_dispute", frozenset({"officer"}), "dispute"),
    "dispute_agreement": Way("print_dispute", frozenset({"officer"}), "dispute"),
    "staff_complaint": Way(
        "open_complaint",
        _DESK | {"officer", "overseer"},
        "complaint",
        {"choice": "answer", "words": "…"},
    ),
    "oversight_acceptor": Way(
        "publish_acceptor", frozenset({"county_police", "overseer"}), "acceptor", {"choice": "publish"}
    ),
    "oversight_change": Way(
        "approve_service", frozenset({"officer", "overseer"}), "offer_change", {"choice": "approve"}
    ),
    "oversight_urge": Way("urge_case", frozenset({"overseer"}), "own_case"),
    "oversight_answer": Way("answer_urge", frozenset({"officer"}), "urge", {"answer": "soon", "expected": _TODAY}),
    "rental_entry": Way("open_entry", _OFFICER, "rental_entry", {"choice": "drop", "measure": str(NOBODY)}),
    "rental_notice": Way("open_entry", _OFFICER, "rental_entry"),
    "rental_flat": Way("offer_flat", _OFFICER, "rental_flat", {"choice": "end"}),
    "rental_objection": Way(
        "uphold_rental_objection", _OFFICER, "rental_objection", {"choice": "uphold", "answer": "…"}
    ),
    "award_desk": Way("end_award", frozenset({"officer", "overseer"}), "award", {"choice": "end"}),
    "award_nomination": Way(
        "open_nomination", frozenset({"officer", "overseer"}), "nomination", {"choice": "propose", "outcome": "support"}
    ),
    "places_doors_in": Way("print_door_code", _DESK | _FIELD, "code"),
    "places_door_new": Way("add_address", _DESK | _FIELD, "code", {"form": "road", "road": "路", "number": "1"}),
    "places_door_sheet": Way("print_door_code", _DESK | _FIELD, "code"),
    "places_wardens_in": Way("assign_warden", _DESK, "code"),
    "staff_message": Way("sign_in", frozenset(STAFF), "message"),
    "places_division": _admin("change_unit", "division"),
    "places_station": _admin("set_jurisdiction", "division"),
    "places_change": _admin("plan_divisions", "change"),
    "places_unit": _admin("change_unit", "unit"),
    "places_unit_edit": _admin("change_unit", "unit"),
    "places_unit_move": _admin("change_unit", "unit"),
    "places_unit_end": _admin("change_unit", "unit"),
    "policy_value": _admin("set_policy", "key"),
    "staff_person": _admin("appoint", "staff"),
    "staff_password": _admin("reset_password", "staff"),
    "staff_dismiss": _admin("dismiss", "staff"),
    "staff_act": _admin("lock", "staff", reason="…"),
    "client_revoke": _admin("revoke_client", "client"),
    "key_rotate": _admin("rotate_key", "kind"),
}
_ASKED = {"version": "1", "words": "…"}
_DECIDED = {"version": "1", "reason": "…", "article": "I1"}
# the desk of the departments; each office around a case is tried in tests/pages/cases/test_cases_matrix.py
_CASES: dict[str, Way] = {
    # the education office's desk, tried in pages/schools
    "schools_desk_school": Way("change_school", _OFFICER, "school", {"part": "end", "version": "1"}),
    "schools_desk_round": Way("allot_round", _OFFICER, "school_round", {"choice": "late"}),
    "schools_desk_wishes": Way("grant_place", _OFFICER, "school_round"),
    "schools_desk_wish": Way("check_claims", _OFFICER, "wish", {"choice": "check"}),
    "cases_one": Way("open_case", _OFFICER, "own_case"),
    "cases_next": Way("list", _OFFICER, "own_case"),
    "cases_take": Way("take_case", _OFFICER, "own_case", {"version": "1"}),
    "cases_return": Way("return_case", _OFFICER, "own_case", {"version": "1", "missing": "fields.trade"}),
    "cases_ask": Way("ask_case", _OFFICER, "own_case", _ASKED),
    "cases_transfer": Way("offer_case", _OFFICER, "own_case", _ASKED),
    "cases_join": Way("ask_part", _OFFICER, "own_case", _ASKED),
    "cases_part_drop": Way("drop_part", _OFFICER, "case_part"),
    "cases_part": Way("answer_part", _OFFICER, "case_part", {"choice": "answer", "words": "…"}),
    "cases_propose": Way("propose_case", _OFFICER, "own_case", {**_ASKED, "outcome": "granted"}),
    "cases_send_back": Way("send_back_case", _OFFICER, "own_case", _ASKED),
    "cases_grant": Way("grant_case", _OFFICER, "own_case", _ASKED),
    "cases_refuse": Way("refuse_case", _OFFICER, "own_case", _DECIDED),
    "cases_review": Way("confirm_case", _OFFICER, "own_case", {**_DECIDED, "outcome": "confirmed"}),
    "cases_complete": Way("complete_case", _OFFICER, "own_case", {"version": "1", "truth": "on"}),
    "cases_answer": Way("answer_case", _OFFICER, "own_case", _ASKED),
    "cases_object": Way("object_case", _OFFICER, "own_case", _ASKED),
    "cases_withdraw": Way("withdraw_case", _OFFICER, "own_case", {"version": "1"}),
    "cases_slip": Way("print", _DESK | _FIELD | _OFFICER, "own_case"),
    "cases_print": Way("print", _OFFICER, "case_paper"),
    "cases_offered": Way("accept_case", _OFFICER, "own_case", {"choice": "accept"}),
    "cases_rating": Way("follow_case_up", _OFFICER | {"overseer"}, "own_case", {"choice": "done", "words": "…"}),
    "cases_time_close": Way("close_time", _OFFICER, "slot"),
    "cases_export": Way("release_export", _OFFICER | {"overseer"}, "export", {"choice": "release", "version": "1"}),
    "cases_export_file": Way("export_cases", _OFFICER, "export"),
    "cases_upload": Way("open", _DESK | _FIELD | _OFFICER, "upload"),
    "cases_choose": Way("find_applicant", _DESK | _FIELD | _OFFICER, "person"),
    "cases_apply": Way("apply_case", _DESK | _FIELD | _OFFICER, "window", {"truth": "on"}),
    "cases_taken_in": Way("print", _DESK | _FIELD | _OFFICER, "own_case"),
}
WAYS |= _CASES
# a resident's own; another resident gets the page of what does not exist
OWN: dict[str, Mapping[str, str]] = {
    "my_message": {},
    "my_data": {},
    "my_copy": {"format": "json"},
    "my_rights_of": {},
    "my_data_agents": {"binding": str(NOBODY)},
    "my_delete": {"why": "…"},
    "my_file": {},
    "my_file_complete": {},
    "my_file_withdraw": {},
    "my_upload": {},
    "my_dispute": {"choice": "keep"},
    "my_dispute_invitation": {},
    "my_dispute_agreement": {},
    "my_case": {"do": "rate", "grade": "fair"},
    "my_case_complete": {"truth": "on"},
    "my_case_withdraw": {},
    "my_case_time": {"slot": str(NOBODY)},
    "my_case_paper": {},
    "my_school_join": {"wish_1": str(NOBODY)},
    "my_school_wish": {"choice": "accept"},
    "my_school_change": {"wish_1": str(NOBODY)},
    "my_school_paper": {},
    "my_time_cancel": {},
    "my_job": {"choice": "withdraw"},
    "job_employer": {"choice": "leave", "agent": str(NOBODY)},
    "job_offer_new": {"title": "…"},
    "job_offer": {"choice": "fill"},
    "job_offer_change": {"title": "…"},
    "job_applicant": {"choice": "invite", "words": "…"},
    "my_permit_of": {},
    "my_permit_apply": {"anew": "1"},
    "my_permit_code": {},
    "my_permit_endorse": {"confirm": "1"},
    "my_permit_unask": {},
    "my_permit_object": {"words": "…"},
    "my_permit_card": {"what": "lost"},
    "my_permit_new_card": {"cause": "lost"},
    "my_permit_hand_back": {},
    "my_permit_notice": {},
    "my_permit_file": {},
    "my_permit_file_complete": {},
    "my_permit_file_withdraw": {},
    "my_permit_file_paper": {},
    "my_child_vaccines": {},
    "my_child_note": {"vaccine": "mmr", "given_on": _TODAY},
    "my_rental_one": {"choice": "accept"},
    "my_rental_object": {"about": "place", "words": "…"},
    "my_rental_notice": {},
    "my_relief": {},
    "my_stay": {},
    "my_stay_confirm": {},
    "my_stay_move": {"anew": "1"},
    "my_stay_leave": {"on": _TODAY},
    "my_stay_object": {"words": "…"},
    "my_stay_receipt": {},
    "my_stay_correct": {},
    "my_stay_correct_entry": {"wanted": "王明", "why": "…"},
}
_APPLIED = {"kind": "first", "collect_at": str(NOBODY), "truth": True}
# ids a machine may name that are nobody's
API_OPEN = {
    "school_one": "a school is open to everyone",
    "time_book": "a time names nobody; whose stay it is booked for is tried in tests/api",
}
# machines: the act, and the least that is sent
API: dict[str, tuple[str, str, str, Mapping[str, object] | None]] = {
    "permit_file": ("open", "permit", "/permits/files/{permit_file}", None),
    "permit_complete": ("complete_permit", "permit", "/permits/files/{permit_file}/complete", {**_APPLIED}),
    "permit_withdraw": ("withdraw_permit", "permit", "/permits/files/{permit_file}/withdraw", {}),
    "permit_return": ("return_permit", "permit", "/permits/files/{permit_file}/return", {"missing": []}),
    "permit_accept": ("accept_permit", "permit", "/permits/files/{permit_file}/accept", {}),
    "permit_extend": ("extend_permit", "issue", "/permits/files/{permit_file}/extend", {"why": "…"}),
    "permit_sign": ("sign_permit", "issue", "/permits/files/{permit_file}/sign", {}),
    "permit_refuse": ("refuse_permit", "issue", "/permits/files/{permit_file}/refuse", {"basis": "false", "why": ""}),
    "permit_reopen": ("reopen_permit", "issue", "/permits/files/{permit_file}/reopen", {"why": "…"}),
    "permit_one": ("open", "permit", "/permits/{permit}", None),
    "permit_endorse": ("endorse", "permit", "/permits/{permit}/endorse", {}),
    "permit_hand_back": ("hand_back", "permit", "/permits/{permit}/hand-back", {}),
    "permit_propose_end": (
        "propose_end_permit",
        "permit",
        "/permits/{permit}/propose-end",
        {"reason": "left", "basis": "visit", "note": "…", "on": _TODAY},
    ),
    "permit_undo_end": ("undo_end_permit", "issue", "/permits/{permit}/undo-end", {"why": "…"}),
    "permit_past": (
        "add_past_residence",
        "permit",
        "/permits/{permit}/past",
        {"from_on": "2011-01-01", "until_on": "2012-01-01", "proof": "…"},
    ),
    "endorsement_endorse": ("endorse", "permit", "/permits/endorsements/{endorsement}/endorse", {}),
    "endorsement_withhold": (
        "withhold_endorsement",
        "permit",
        "/permits/endorsements/{endorsement}/withhold",
        {"basis": "visit", "why": ""},
    ),
    "permit_ending_end": ("end_permit", "permit", "/permits/endings/{permit_ending}/end", {}),
    "permit_ending_drop": ("drop_end_permit", "permit", "/permits/endings/{permit_ending}/drop", {}),
    "card_receive": ("receive_card", "issue", "/permits/cards/{card}/receive", {"card_number": ""}),
    "card_fail": ("fail_card", "issue", "/permits/cards/{card}/fail", {"why": ""}),
    "card_hand_over": ("hand_over", "permit", "/permits/cards/{card}/hand-over", {"how": "id"}),
    "card_lost": ("report_lost", "permit", "/permits/cards/{card}/lost", {}),
    "card_found": ("find_card", "permit", "/permits/cards/{card}/found", {}),
    "follow": ("open", "follow", "/files/{id}", None),
    "open_record": ("open", "search", "/files/{id}/open", {"purpose": "handling", "unmask": ["phone"]}),
    "confirm": ("confirm", "end", "/stays/{id}/confirm", {}),
    "leave": ("leave", "end", "/stays/{id}/leave", {"on": _TODAY}),
    "propose_end": (
        "propose_end",
        "end",
        "/stays/{id}/propose-end",
        {"reason": "left", "basis": "visit", "note": "…", "on": _TODAY},
    ),
    "undo_end": ("undo_end", "end", "/stays/{id}/undo-end", {"why": "…"}),
    "api_job_renew": ("renew_vacancy", "jobs", "/jobs/{vacancy}/renew", {}),
    "api_job_fill": ("fill_vacancy", "jobs", "/jobs/{vacancy}/fill", {}),
    "api_job_close": ("close_vacancy", "jobs", "/jobs/{vacancy}/close", {}),
    "case_open": ("open_case", "case", "/cases/{own_case}/open", {"purpose": "handling"}),
    "case_take": ("take_case", "case", "/cases/{own_case}/take", {}),
    "case_return": ("return_case", "case", "/cases/{own_case}/return", {"missing": [{"item": "fields.trade"}]}),
    "case_ask": ("ask_case", "case", "/cases/{own_case}/ask", {"words": "…"}),
    "case_offer": ("offer_case", "case", "/cases/{own_case}/offer", {"to": str(NOBODY), "words": "…"}),
    "case_accept": ("accept_case", "case", "/cases/{own_case}/accept", {}),
    "case_decline": ("decline_case", "case", "/cases/{own_case}/decline", {"words": "…"}),
    "case_propose": ("propose_case", "case", "/cases/{own_case}/propose", {"outcome": "granted"}),
    "case_send_back": ("send_back_case", "case", "/cases/{own_case}/send-back", {"words": "…"}),
    "case_grant": ("grant_case", "case", "/cases/{own_case}/grant", {}),
    "case_refuse": ("refuse_case", "case", "/cases/{own_case}/refuse", {"reason": "…", "article": "I9"}),
    "case_confirm": ("confirm_case", "case", "/cases/{own_case}/confirm", {"reason": "…", "article": "I9"}),
    "case_change": ("change_case", "case", "/cases/{own_case}/change", {"reason": "…", "article": "I9"}),
    "case_complete": ("complete_case", "apply", "/cases/{own_case}/complete", {"truth": True}),
    "case_answer": ("answer_case", "apply", "/cases/{own_case}/answer", {"words": "…"}),
    "case_withdraw": ("withdraw_case", "apply", "/cases/{own_case}/withdraw", {}),
    "case_object": ("object_case", "apply", "/cases/{own_case}/object", {"words": "…"}),
    "part_ask": ("ask_part", "case", "/cases/{own_case}/parts", {"to": str(NOBODY), "words": "…"}),
    "part_open": ("open_case", "case", "/cases/parts/{case_part}/open", {"purpose": "handling"}),
    "part_answer": ("answer_part", "case", "/cases/parts/{case_part}/answer", {"words": "…"}),
    "part_decline": ("decline_part", "case", "/cases/parts/{case_part}/decline", {"words": "…"}),
    "part_drop": ("drop_part", "case", "/cases/parts/{case_part}/drop", {}),
    "time_cancel": ("cancel_time", "apply", "/cases/bookings/{booking}/cancel", {}),
    "school_result": ("open_case", "case", "/schools/cases/{school_case}/result", {"purpose": "handling"}),
    "vaccine_plan": ("open_vaccines", "case", "/vaccines/{child}", None),
    "vaccine_dose": (
        "give_dose",
        "case",
        "/vaccines/{child}/doses",
        {"vaccine": "mmr", "given_on": _TODAY, "batch": "…"},
    ),
    "help_accept": ("accept_help", "case", "/help-calls/{help_call}/accept", {}),
    "help_follow": ("follow_help", "case", "/help-calls/{help_call}/follow", {"what": "arrived", "next_on": _TODAY}),
    "rental_offer": ("offer_flat", "case", "/rental/flats/{rental_flat}/offer", {"entry": str(NOBODY)}),
    "rental_accept": ("accept_flat", "case", "/rental/{rental_entry}/accept", {}),
    "rental_decline": ("decline_flat", "case", "/rental/{rental_entry}/decline", {}),
    "rental_lease": ("begin_lease", "case", "/rental/{rental_entry}/lease", {"begins_on": _TODAY, "until": _TODAY}),
    "dispute_open": ("open_dispute", "case", "/disputes/{dispute}/open", {"purpose": "handling"}),
    "dispute_begin": ("start_dispute", "case", "/disputes/{dispute}/begin", {}),
    "dispute_call": (
        "call_session",
        "case",
        "/disputes/{dispute}/call",
        {"on": _TODAY, "time": "09:00", "place": "…", "told": "phone"},
    ),
    "dispute_agree": (
        "agree_dispute",
        "case",
        "/disputes/{dispute}/agree",
        {"text": "…", "signed_on": _TODAY, "other_signed_on": _TODAY, "due_on": _TODAY},
    ),
    "dispute_fail": ("fail_dispute", "case", "/disputes/{dispute}/fail", {"why": "unwilling"}),
    "dispute_kept": ("keep_agreement", "case", "/disputes/{dispute}/kept", {}),
    "dispute_not_kept": ("break_agreement", "case", "/disputes/{dispute}/not-kept", {}),
    "dispute_lawyer": ("name_lawyer", "case", "/disputes/{dispute}/lawyer", {"name": "…", "office": "…", "phone": "…"}),
    "dispute_accept": ("accept_claim", "case", "/disputes/{dispute}/accept", {}),
    "dispute_decline": ("decline_claim", "case", "/disputes/{dispute}/decline", {"reason": "…", "article": "I9"}),
    "dispute_extend": ("extend_award", "case", "/disputes/{dispute}/extend", {"words": "…"}),
    "dispute_award": ("award_dispute", "case", "/disputes/{dispute}/award", {"words": "…"}),
    "dispute_settle": ("settle_dispute", "case", "/disputes/{dispute}/settle", {"words": "…"}),
}
# what takes something that is no id of anybody's record, and why it is open
OPEN = {
    "verify_code": "a signed code from the paper",
    "verify_code_small": "the same, as scanners write it",
    "accept_one": "whoever holds the code of a request follows it",
    "service": "the name of a service's file",
    "oversight_service": "the same; whose department it is, is asked for",
    "oversight_overview_one": "the same; figures of the own areas",
    "oversight_assumption": "the name of an assumption in a file",
    "job": "a vacancy that is public",
    "job_report": "the same",
    "job_apply": "the same; who applies is asked for at the sign-in",
    "my_case_new": "the same; for whom is asked among one's own",
    "my_time_new": "the same",
    "rental_office": "the published list of a housing office",
    "rental_results": "the same",
    "award": "an announced award",
    "award_nominate": "the same",
    "award_object": "a published name",
    "school": "a school is public",
    "schools_round": "a published round is public",
    "schools_list": "the announced list has numbers, no names",
    "door": "the code on a door names an address and nobody",
    "complaint": "whoever holds the code of a complaint follows it",
    "declare_minor": "the place in one's own draft",
    "declare_question": "a question of one's own draft",
    "move_question": "the same",
    "complete_question": "the same",
    "my_permit_question": "the same",
    "mfa_remove_webauthn": "one's own key; tried below",
    "mfa_edit_webauthn": "one's own key; tried below",
}


# of five hundred numbers, so many are the world's
WORLDS_OWN = 200


@dataclass(frozen=True)
class World:
    """One station's people and everything about them that has an id."""

    station: Unit
    stay: Stay
    returned: Stay
    who: Resident
    ids: Mapping[str, Mapping[str, object]]


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, made once for all tests here: each of them works in a savepoint of its own."""
    whole = transaction.atomic()
    # as Django's own tests do, so that what must be a whole transaction may lie in this one
    whole._from_testcase = True  # type: ignore[attr-defined]
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: factories.NOW)
        patch.setattr(clock, "today", lambda: factories.DAY)
        whole.__enter__()
        try:
            yield _made()
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)


@pytest.fixture
def world(city: World, db: None) -> World:
    """A station in which everything is on file that an address can name."""
    _number_from(WORLDS_OWN)
    return city


def _number_from(rest: int) -> None:
    """Let made-up ID numbers go on behind the world's own: they come again after five hundred."""
    held = next(factories._serial)
    if held % 500 < rest or not rest:
        held += rest - held % 500 if rest else 500 - held % 500
    factories._serial = itertools.count(held)


def _made() -> World:
    _number_from(0)
    here = factories.community()
    station = factories.station(of=here)
    who = factories.resident()
    stay = factories.registered(at=here, who=who)
    back = factories.filed(at=here, who=who).main
    officer, coordinator = factories.registrar(of=here), factories.post(unit=station, role="coordinator")
    by, own = factories.actor(officer), visitors.resident_actor(who=who)
    stays.give_back(stay_id=back.id, missing=[("name", "…")], by=by, at=factories.NOW)
    ending = stays.propose_end(
        stay_id=stay.id, reason="left", basis="visit", note="…", on=factories.DAY, by=by, at=factories.NOW
    )
    asked = stays.ask_correction(stay_id=stay.id, field="workplace", wanted="新公司", why="…", by=own, at=factories.NOW)
    deletion = requests.ask_deletion(person=stay.person, why="…", by=own, at=factories.NOW)
    sent = complaining.sent(station.code)
    draft = fieldwork.begin(scope=factories.scope(coordinator), answers=factories.raw(at=here), at=factories.NOW)
    message.to_resident(
        resident_id=who.id, kind="end_undone", params={"number": "1"}, link="/my/", dedupe="one", at=factories.NOW
    )
    told = Message.objects.filter(resident_id=who.id).latest("created_at")
    paper = pictures.on_file(stay=stay, who=who)
    card = carding.made(at=here, stay=stay)
    # the world's officers all sit at the station
    Card.objects.filter(id=card.id).update(authority=station)
    county = factories.actor(factories.post(unit=station, role="county_police"))
    _, child = vaccinating.family(at=here, who=who)
    batch = cards.send(authority=station.id, card_ids=[card.id], by=county, at=factories.NOW)
    file = {"stay_id": stay.id}
    permitted = _permitted(here, card.permit_id, by)
    permitted |= {
        "own_file": {"file_id": card.file_id},
        "notice": {"person_id": stay.person_id, "paper": "suspension"},
    }
    own_cases = casing.ids(stay, who=who)
    case_id = uuid.UUID(str(own_cases["own_case"]["case_id"]))
    ids: dict[str, dict[str, object]] = {
        "stay": file,
        "returned": {"stay_id": back.id},
        "ending": {"ending_id": ending.id},
        "correction": {"correction_id": asked.id},
        "request": {"request_id": deletion.id},
        "complaint": {"complaint_id": sent.id},
        "draft": {"draft_id": draft.id},
        "message": {"message_id": told.id},
        "card": {"card_id": card.id},
        "batch": {"batch_id": batch.id},
        "person": {"person_id": stay.person_id},
        "window": {"person_id": stay.person_id, "office": "human_resources", "name": "job_placement"},
        "upload": {"upload_id": paper.id},
        "code": {"code": here.code},
        "division": {"code": here.code},
        "unit": {"code": station.code},
        "change": {"change_id": NOBODY},
        "client": {"client_id": NOBODY},
        "key": {"key": "correction_calendar_days"},
        "kind": {"kind": "sign"},
        "staff": {"staff_id": officer.staff_id},
        "relief": {"relief_id": _relief(stay).id},
        "help_call": {"call_id": _help(officer.staff, here).id},
        "child": {"person_id": child.person_id},
        "dose": {"person_id": child.person_id, "dose_id": _dose(child).id},
        "acceptor": {"acceptor_id": accepting.asked(at=here).id},
        "dispute": disputing.ids(here, who=who, person=stay.person),
        **jobbing.ids(at=here, who=who),
        **own_cases,
        **renting.ids(stay),
        **schooling.ids(stay),
        **offering.ids(person_id=stay.person_id, case_id=case_id, unit=station, place=here),
        **permitted,
    }
    more = {"person_id": back.person_id, "post_id": officer.id, "what": "lock", "step": "who", "field": "name"}
    more["paper"] = "application"
    return World(station=station, stay=stay, returned=back, who=who, ids={**ids, "more": more})


def _relief(stay: Stay) -> Relief:
    """Put a request for relief on file."""
    row = {"code": "JZ1", "community": stay.community, "state": "taken", "taken_by": factories.staff()}
    offices = dict.fromkeys(("taken_unit", "street", "county"), stay.station)
    return Relief.objects.create(person=stay.person, taken_at=factories.NOW, due_on=factories.DAY, **row, **offices)


def _help(taker: Staff, here: Division) -> HelpCall:
    """Put a help call on file, given and received by nobody of this station."""
    other = factories.unit(code="mz-9", kind="office", department="civil_affairs", level="county", covers=here)
    offices = dict.fromkeys(("giver", "owner", "receiver"), other)
    moments = dict.fromkeys(("taken_at", "handed_at", "due_at"), factories.NOW)
    row = {"code": "QZ1", "minor": True, "how": "seen", "area": here, "state": "handed", "taken_by": taker}
    return HelpCall.objects.create(**row, **offices, **moments)


def _dose(child: Stay) -> VaccineDose:
    """Put a dose on file that a guardian noted."""
    row = {"vaccine": "mmr", "given_on": factories.DAY, "state": "noted", "recorded_at": factories.NOW}
    return VaccineDose.objects.create(person_id=child.person_id, **row)


def _permitted(here: Division, permit_id: uuid.UUID, by: Actor) -> dict[str, dict[str, object]]:
    """Put on file what hangs on permits: an application, requests for endorsement, a proposed end, earlier time."""
    at, day = factories.NOW, factories.DAY
    permit = Permit.objects.get(id=permit_id)
    file = permits.applied(who=factories.resident(), at=at)
    row = {"permit": permit, "person_id": permit.person_id, "station": permit.station, "channel": "online"}
    row |= {"ground": "dwelling", "asked_at": at, "due_on": day}
    withheld = Endorsement.objects.create(**row, number=1, state="withheld", reason="…")
    asked = Endorsement.objects.create(**row, number=1, state="asked")
    end = permit_ending.propose(permit_id=permit.id, reason="left", basis="visit", note="…", on=day, by=by, at=at)
    idle = carding.made(at=here).permit_id
    Permit.objects.filter(id=idle).update(state="suspended", suspended_on=day)
    past = endorsements.add(
        person_id=permit.person_id,
        from_on=datetime.date(2015, 1, 1),
        until_on=datetime.date(2016, 1, 1),
        proof="…",
        by=by,
        at=at,
    )
    return {
        "permit_file": {"file_id": file.id},
        "permit": {"permit_id": permit.id},
        "suspended": {"permit_id": idle},
        "endorsement": {"endorsement_id": asked.id},
        "withheld": {"endorsement_id": withheld.id},
        "permit_ending": {"ending_id": end.id},
        "past": {"permit_id": permit.id, "past_id": past.id},
    }


def _elsewhere(role: str) -> list[Post]:
    """Return posts of a role that may do the same of their own station, hall or community: strangers to the world."""
    far = factories.community(county="371311")
    found = [factories.post(unit=factories.station(of=far), role=role)]
    if role in {"clerk", "coordinator"}:
        near = factories.community(street="002", number="002")
        street = factories.unit(code=f"jd-{near.code}", kind="hall", department="street", level="street", covers=near)
        found.append(factories.post(unit=street, role=role))
    return found


def _in(post: Post) -> Client:
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


def _resident(who: Resident) -> Client:
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    return client


def _addresses(name: str, kind: str, world: World) -> tuple[str, str]:
    """Return an address of something real, and the same one of something that does not exist."""
    wanted = set(_converters()[name])
    real = {key: value for key, value in {**world.ids["more"], **world.ids[kind]}.items() if key in wanted}
    nothing = {
        key: (NOBODY if isinstance(value, uuid.UUID) else "371302009999" if key == "code" else value)
        if key in world.ids[kind]
        else value
        for key, value in real.items()
    }
    return reverse(name, kwargs=real), reverse(name, kwargs=nothing)


def _same(client: Client, one: str, other: str, sent: Mapping[str, str] | None) -> tuple[int, str]:
    """Ask at two addresses; return the first's status, after holding both answers equal."""
    found = []
    for address in (one, other):
        answer: HttpResponse = (
            client.get(address) if sent is None else client.post(address, {"once": str(uuid.uuid4()), **sent})
        )
        found.append((answer.status_code, _plain(answer, address)))
    assert found[0] == found[1], one
    return found[0]


def _plain(answer: HttpResponse, address: str) -> str:
    text = answer.content.decode(errors="replace").replace(address, "HERE")
    where = answer.headers.get("Location", "").replace(address, "HERE").replace(_quoted(address), "HERE")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text) + where


def _quoted(address: str) -> str:
    return address.replace("/", "%2F")


def _everything() -> dict[str, object]:
    """Return how much is on file, and how every stay stands."""
    found: dict[str, object] = {
        model.__name__: model._default_manager.count() for model in apps.get_app_config("anju").get_models()
    }
    found["stays"] = list(Stay.objects.order_by("id").values_list("id", "state", "version", "person_id"))
    found["answers"] = [
        list(model._default_manager.order_by("id").values_list("id", "state"))
        for model in (Ending, Correction, DataRequest, Complaint, Card, PermitFile, Permit, PermitEnding, Endorsement)
    ]
    found["posts"] = list(Post.objects.order_by("id").values_list("id", "valid_to", "staff__password"))
    return found


@pytest.mark.parametrize("name", list(WAYS))
def test_a_role_that_may_not_finds_nothing_at_an_address_and_changes_nothing(name: str, world: World) -> None:
    way = WAYS[name]
    real, nothing = _addresses(name, way.id, world)
    others = [_in(factories.post(unit=world.station, role=role)) for role in STAFF if role not in way.roles]
    before = _everything()
    for client in others:
        assert _same(client, real, nothing, None)[0] in {404, 405}
        assert _same(client, real, nothing, way.sent)[0] == 404
    assert _everything() == before


@pytest.mark.parametrize("name", [name for name, way in WAYS.items() if not way.by & authority.ADMINISTRATORS])
def test_a_stranger_of_a_role_that_may_finds_nothing_and_changes_nothing(name: str, world: World) -> None:
    way = WAYS[name]
    real, nothing = _addresses(name, way.id, world)
    strangers = [_in(post) for role in sorted(way.roles) for post in _elsewhere(role)]
    before = _everything()
    # forgetting an entry twice is no error: nothing of somebody else's is forgotten
    done = {404, 405, 302} if name == "field_drop" else {404, 405}
    for client in strangers:
        for sent in (None, way.sent):
            assert _same(client, real, nothing, sent)[0] in done
    assert _everything() == before


_NOT_ON_FILE = {
    *_CASES,
    # a labour office's, never a station's: tried in pages/jobs
    "job_review_vacancy",
    "job_review_employer",
    "job_register_entry",
    # the street's, the county's and the giver's alone: tried in pages/relief
    "relief_one",
    "relief_case",
    "help_call",
    # a health office's, never a station's: tried in pages/health
    "health_child",
    "health_dose",
    "health_upload",
    # an education office's, never a station's: tried in pages/schools
    "schools_desk_school",
    "schools_desk_round",
    "schools_desk_wishes",
    "schools_desk_wish",
    # an office's, never a station's: tried in pages/rental and pages/awards
    "rental_entry",
    "rental_notice",
    "rental_flat",
    "rental_objection",
    "award_desk",
    "award_nomination",
    # a county's, never a station's: tried in pages/oversight
    "oversight_acceptor",
    "oversight_change",
    "oversight_urge",
    "oversight_answer",
    # an office's, never a station's
    "dispute",
    "dispute_invitation",
    "dispute_agreement",
    "places_change",
    "client_revoke",
    "staff_message",
    "field_check",
    "field_drop",
    "field_done",
    "field_step",
}


@pytest.mark.parametrize("name", [name for name in WAYS if name not in _NOT_ON_FILE])
def test_a_role_that_may_finds_it_in_its_own_scope(name: str, world: World) -> None:
    way = WAYS[name]
    real, _ = _addresses(name, "returned" if name == "counter_file_notice" else way.id, world)
    assert way.roles
    for role in sorted(way.roles):
        assert _in(factories.post(unit=world.station, role=role)).get(real).status_code != 404, role


def _kind(name: str) -> str:
    """Return which of the world's ids a resident's own address takes; "" for that of a stay."""
    kinds = {"my_message": "message", "my_upload": "upload", "my_permit_notice": "notice"}
    kinds |= {"my_relief": "relief", "my_child_vaccines": "child", "my_child_note": "child"}
    kinds |= {"my_job": "application", "job_applicant": "application", "job_offer_new": "employer"}
    kinds |= {"job_employer": "employer", "job_offer": "vacancy", "job_offer_change": "vacancy"}
    kinds |= {one: "own_file" for one in OWN if one.startswith("my_permit_file")}
    kinds |= {one: "dispute" for one in OWN if one.startswith("my_dispute")}
    kinds |= {one: "rental_entry" for one in OWN if one.startswith("my_rental")}
    kinds |= {one: "wish" for one in OWN if one.startswith("my_school")} | {"my_school_join": "school_join"}
    kinds |= {one: "own_case" for one in OWN if one.startswith("my_case")}
    kinds |= {"my_case_paper": "case_paper", "my_time_cancel": "booking"}
    about = ("my_data", "my_copy", "my_delete", "my_permit")
    return kinds.get(name, "person" if name.startswith(about) else "")


@pytest.mark.parametrize("name", list(OWN))
def test_another_residents_id_is_like_one_that_does_not_exist(name: str, world: World) -> None:
    kind = _kind(name)
    stranger = _resident(factories.resident())
    factories.registered(at=world.stay.community, who=factories.resident())
    before = _everything()
    for one in [kind] if kind else ["stay", "returned"]:
        real, nothing = _addresses(name, one, world)
        for sent in (None, OWN[name]):
            assert _same(stranger, real, nothing, sent)[0] == 404
            # nobody signed in learns no more
            assert _same(Client(), real, nothing, sent)[0] in {302, 403}
    assert _everything() == before
    # what only a returned application and a suspended permit have
    PermitFile.objects.filter(id=world.ids["own_file"]["file_id"]).update(state="returned")
    Permit.objects.filter(person_id=world.stay.person_id).update(state="suspended", suspended_on=factories.DAY)
    mine, _ = _addresses(name, kind or ("returned" if name == "my_file_complete" else "stay"), world)
    assert _resident(world.who).get(mine).status_code in {200, 302}


def _bare(answer: HttpResponse, key: uuid.UUID) -> dict[str, object]:
    told: dict[str, object] = json.loads(answer.content.decode().replace(str(key), ""))
    # each request has a number of its own
    assert told.pop("request")
    return told


@pytest.mark.parametrize("name", list(API))
def test_a_machine_of_a_stranger_or_of_a_role_that_may_not_finds_nothing(name: str, world: World) -> None:
    act, scope, address, sent = API[name]
    may = authority.TABLE[act].roles
    posts = [factories.post(unit=world.station, role=role) for role in STAFF if role not in may]
    posts += [post for role in STAFF if role in may for post in _elsewhere(role)]
    asking = [machines.of(post, scope) for post in posts]
    keys = {kind: next(iter(key.values())) for kind, key in world.ids.items()}
    real = address.format(**keys, id=world.stay.id)
    nothing = address.format(**dict.fromkeys(keys, NOBODY), id=NOBODY)
    key = uuid.UUID(next(part for part in real.split("/") if "-" in part and len(part) == len(str(NOBODY))))
    before = _everything()
    for machine in asking:
        answers = [machine.get(one) if sent is None else machine.post(one, sent) for one in (real, nothing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert _bare(answers[0], key) == _bare(answers[1], NOBODY)
    assert _everything() == before
    if "county_police" not in may:
        # an office's own machines are tried in tests/api
        return
    own = machines.of(factories.post(unit=world.station, role="county_police"), scope)
    assert (own.get(real) if sent is None else own.post(real, sent)).status_code != 404


def _walk(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, str]]:
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, where, entry.namespace or space)
        elif isinstance(entry, URLPattern):
            yield space, entry.name or "", where


def _converters() -> dict[str, list[str]]:
    """Return what each named address takes."""
    return {
        name: re.findall(r"<(?:\w+:)?(\w+)>", where)
        for space, name, where in _walk(get_resolver())
        if name and "<" in where and space != "api-1"
    }


def test_every_address_that_takes_an_id_is_tried_by_strangers() -> None:
    assert set(_converters()) == set(WAYS) | set(OWN) | set(OPEN)
    assert {name for space, name, where in _walk(get_resolver()) if space == "api-1" and "<" in where} == (
        set(API) | set(API_OPEN)
    )
    # one address written without its last stroke has no name
    unnamed = [where for _, name, where in _walk(get_resolver()) if "<" in where and not name]
    assert unnamed == ["d/<str:code>"]


def test_every_way_names_an_act_that_somebody_of_its_audience_may_do() -> None:
    assert [name for name, way in WAYS.items() if not way.roles] == []


@pytest.mark.parametrize("name", ["declare", "move", "complete", "my_permit"])
def test_another_residents_draft_named_in_a_form_is_like_one_that_does_not_exist(name: str, world: World) -> None:
    at = factories.NOW
    kind = name.removeprefix("my_")
    theirs = drafts.begin(who=world.who, kind=kind, answers={"until": "open"}, at=at)
    stranger = factories.resident()
    drafts.begin(who=stranger, kind=kind, answers={"until": "open"}, at=at)
    client, address = _resident(stranger), reverse(f"{name}_check")
    before = _everything()
    told = [client.post(address, {"draft": str(key), "version": "1"}).status_code for key in (theirs.id, NOBODY)]
    assert told == [404, 404]
    assert _everything() == before


def test_a_body_takes_nobody_off_another_bodys_list(world: World) -> None:
    bodies = [
        factories.unit(
            code=f"body-{number}", kind="body", department="body", level="community", covers=world.stay.community
        )
        for number in (1, 2)
    ]
    one, other = (factories.post(unit=unit, role="keeper") for unit in bodies)
    raw = {"kind": "hotel", "name": "王五", "id_kind": "id_card", "id_number": factories.id_number(), "since": _TODAY}
    row = exempt.add(raw=raw, by=factories.actor(one), at=factories.NOW)
    client = _in(other)
    for key in (row.id, NOBODY):
        sent = {"once": str(uuid.uuid4()), "who": str(key), "on": _TODAY}
        assert client.post(reverse("partner_end"), sent).status_code == 404
    row.refresh_from_db()
    assert row.until is None
    found = client.post(reverse("partner"), {"q": "王五"}).content.decode()
    assert str(row.id) not in found


_DOORLESS = ("account_", "mfa_", "staff_account")
_BEHIND = sorted(
    {
        re.sub(r"<(?:(\w+):)?\w+>", lambda found: str(NOBODY) if found[1] == "uuid" else "1", where)
        for _, name, where in _walk(get_resolver())
        if where.startswith(("staff/", "counter/", "field/", "partner/", "oversight/"))
        and not name.startswith(_DOORLESS)
    }
)


def test_without_a_second_factor_or_with_a_first_password_no_page_of_staff_opens(world: World, settings: Any) -> None:
    post = factories.post(unit=world.station, role="chief")
    client = _in(post)
    asked = 0
    for real, owed in ((True, "/staff/account/factors/"), (False, "/staff/account/password/")):
        # demo mode lets people in without a factor, never with a first password
        settings.DEMO = not real
        Staff.objects.filter(id=post.staff_id).update(must_change_password=not real)
        for where in _BEHIND:
            for ask in (client.get, client.post):
                answer = ask(f"/{where}")
                if answer.status_code == 405 or (where == "field/sync/" and answer.status_code == 401):
                    continue
                assert (answer.status_code, answer.url.split("?")[0]) == (302, owed), where
                asked += 1
    assert asked > 100


# what looking may leave behind: the record of it, that a message was read, that a file is open, how often somebody asked
_LOOKED = {"act", "django_session", "hold", "message", "rate_limit"}
_TOUCHED = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


def _touched() -> dict[str, int]:
    """Return how many rows of each table this transaction has written so far."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED)
        return dict(cursor.fetchall())


def _looking(world: World) -> Iterator[tuple[str, str, list[Client]]]:
    """Give every page with whoever may look at it: by the tables above; an address without an id to everybody."""
    officers = [_in(factories.post(unit=one, role="officer")) for one in Unit.objects.filter(kind="office")]
    staff = {role: [_in(factories.post(unit=world.station, role=role))] for role in STAFF}
    staff["officer"] += officers
    own, nobody = _resident(world.who), Client()
    everybody = [own, nobody, *itertools.chain(*staff.values())]
    for space, name, where in _walk(get_resolver()):
        if space == "api-1" or not name or where.startswith(("account/", "mfa/")):
            continue
        if name in WAYS:
            yield (
                name,
                _addresses(name, WAYS[name].id, world)[0],
                list(itertools.chain(*(staff[one] for one in sorted(WAYS[name].roles)))),
            )
        elif name in OWN:
            yield name, _addresses(name, _kind(name) or "stay", world)[0], [own]
        elif "<" not in where:
            yield name, f"/{where}", everybody


def test_looking_at_a_page_writes_nothing_but_that_somebody_looked(world: World) -> None:
    last = Act.objects.order_by("seq").values_list("seq", flat=True).last() or 0
    told, asked, wrote = Message.objects.count(), 0, dict[str, set[str]]()
    for name, address, clients in list(_looking(world)):
        before = _touched()
        asked += sum(client.get(address).status_code == 200 for client in clients)
        written = {table for table, rows in _touched().items() if rows != before.get(table)} - _LOOKED
        if written:
            wrote[name] = written
    assert wrote == {}
    assert asked > 300
    acts = Act.objects.filter(seq__gt=last, purpose="").values_list("what", flat=True)
    # every other act was a read with its purpose
    assert set(acts) == {"print_door_code"}
    assert Message.objects.count() == told
