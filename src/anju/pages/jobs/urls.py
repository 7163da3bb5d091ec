"""Addresses of the job board: /jobs/ public and for employers, /my/jobs/ one's own, /jobs/review/ the offices'."""

from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from anju.pages.jobs import answering, board, checking, figures, hiring, offering, registering, reviewing, seeking

urlpatterns = [
    path("jobs/", require_safe(board.index), name="jobs"),
    path("jobs/<uuid:vacancy_id>/", require_safe(board.one), name="job"),
    path("jobs/<uuid:vacancy_id>/report/", board.report, name="job_report"),
    path("jobs/<uuid:vacancy_id>/apply/", seeking.apply, name="job_apply"),
    path("my/jobs/", require_safe(seeking.index), name="my_jobs"),
    path("my/jobs/record/", require_safe(seeking.record), name="my_job_record"),
    path("my/jobs/record/print/", require_POST(seeking.printed), name="my_job_record_print"),
    path("my/jobs/<uuid:application_id>/", seeking.one, name="my_job"),
    path("jobs/employer/", require_safe(hiring.index), name="job_employers"),
    path("jobs/employer/new/", hiring.new, name="job_employer_new"),
    path("jobs/employer/join/", hiring.join, name="job_employer_join"),
    path("jobs/employer/<uuid:employer_id>/", hiring.one, name="job_employer"),
    path("jobs/employer/<uuid:employer_id>/new/", offering.new, name="job_offer_new"),
    path("jobs/employer/vacancy/<uuid:vacancy_id>/", offering.one, name="job_offer"),
    path("jobs/employer/vacancy/<uuid:vacancy_id>/change/", offering.change, name="job_offer_change"),
    path("jobs/employer/application/<uuid:application_id>/", answering.one, name="job_applicant"),
    path("jobs/review/", require_safe(reviewing.index), name="job_review"),
    path("jobs/review/vacancy/<uuid:vacancy_id>/", reviewing.one, name="job_review_vacancy"),
    path("jobs/review/employers/", require_safe(checking.index), name="job_review_employers"),
    path("jobs/review/employer/<uuid:employer_id>/", checking.one, name="job_review_employer"),
    path("jobs/review/register/", require_safe(registering.index), name="job_register"),
    path("jobs/review/register/<uuid:entry_id>/", registering.one, name="job_register_entry"),
    path("jobs/review/figures/", require_safe(figures.index), name="job_figures"),
]
