"""this module names the tasks of the worker and their times; the work itself stands in the modules it calls.

procrastinate's Django app gives each task's database connection back when the task ends.
"""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from anju.actions import helping, message
from anju.jobs import clock, night, sending

NIGHT = "anju.run_night"
CLEAN = "anju.forget_jobs"
HELP = "anju.escalate_help"
KEPT_HOURS = 24 * 7


@app.periodic(cron="* * * * *")
@app.task(name=message.SEND, queueing_lock=message.SEND)
def send_messages(timestamp: int = 0) -> None:
    """this sends what waits, every minute, and at once when a code was asked for."""
    sending.run()


# hours count day and night: a call for help that nobody accepts may not wait for the night's run
@app.periodic(cron="*/10 * * * *")
@app.task(name=HELP, queueing_lock=HELP, lock=HELP)
def escalate_help(timestamp: int = 0) -> None:
    """this puts calls for help that nobody accepted in time before the office above."""
    at = clock.now()
    helping.escalate(on=clock.day(at), at=at)


# twenty past midnight in the city; every step may be done twice, so a failed night is simply run again
@app.periodic(cron="20 16 * * *")
@app.task(name=NIGHT, queueing_lock=NIGHT, lock=NIGHT, retry=RetryStrategy(max_attempts=3, wait=600))
def run_night(timestamp: int = 0) -> None:
    """this runs the night; an error here only says that steps failed, which the log names."""
    report = night.tonight()
    if report.failed:
        raise RuntimeError("Steps of the night failed: " + ", ".join(sorted(report.failed)))


@app.periodic(cron="50 16 * * *")
@app.task(name=CLEAN, queueing_lock=CLEAN, pass_context=True)
async def forget_jobs(context, timestamp: int = 0) -> None:  # type: ignore[no-untyped-def]
    """this deletes finished jobs after a week; failed ones stay to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
