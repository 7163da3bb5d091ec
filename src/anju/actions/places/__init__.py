"""Loading: the city's divisions and offices, China's counties, and the whole country."""

from anju.actions.places.country import load as load_country
from anju.actions.places.loading import Loaded, load_city

__all__ = ["Loaded", "load_city", "load_country"]
