"""The city's own time: the day a deadline counts from is the day in the city, whatever zone a machine keeps."""

import datetime

# all of China keeps one time, without summer time since 1992
TIME = datetime.timezone(datetime.timedelta(hours=8))


def day(at: datetime.datetime) -> datetime.date:
    """Return the date in the city at a moment."""
    return at.astimezone(TIME).date()


def midnight(at: datetime.datetime) -> datetime.datetime:
    """Return the beginning of a moment's day in the city."""
    return at.astimezone(TIME).replace(hour=0, minute=0, second=0, microsecond=0)
