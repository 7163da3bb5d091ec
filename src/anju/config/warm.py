"""What every first request would otherwise load, and all threads at once: read before the server answers."""

import gc

from django.urls import get_resolver

from anju import catalogue
from anju.catalogue import offices, settlement
from anju.linkage import pinyin

# new objects until the collector looks at them: about what two pages make
_YOUNG = 10_000


def up() -> None:
    """Load the catalogue, which refuses a start on an error, the addresses with their pages, and the spelling of names."""
    catalogue.current()
    offices.zones()
    settlement.current()
    pinyin.of("王小明")
    # looking a name up walks through every address, and so imports every page
    _ = get_resolver().reverse_dict
    _spare_the_collector()


def _spare_the_collector() -> None:
    # what is loaded by now stays for good: the collector need not walk through it again and again, at a fifth of a page's time
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
