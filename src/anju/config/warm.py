"""What every first request would otherwise load, and all threads at once: read before the server answers."""

from django.urls import get_resolver

from anju import catalogue
from anju.catalogue import offices
from anju.linkage import pinyin


def up() -> None:
    """Load the catalogue, which refuses a start on an error, the addresses with their pages, and the spelling of names."""
    catalogue.current()
    offices.zones()
    pinyin.of("王小明")
    # looking a name up walks through every address, and so imports every page
    _ = get_resolver().reverse_dict
