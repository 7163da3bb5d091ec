"""Whether the database answers."""

from django.db import Error, connection

from anju.models import Person, Resident


def database_answers() -> bool:
    """Tell whether the database answers a question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except Error:
        return False


def anyone_on_file() -> bool:
    """Tell whether anybody is on file whose sealed columns need the key ring."""
    return Person.objects.exists() or Resident.objects.exists()
