"""this package turns what people photograph into plain pictures and measures a portrait: bytes in, bytes or numbers out.

It finds whether there is a face and where, never whose: nothing that could tell one person from another is computed or
kept (red lines; docs/decisions/uploads.md).
"""

from anju.linkage.picture.container import Container, look
from anju.linkage.picture.making import Made, fitted, made, small
from anju.linkage.picture.measuring import measured

__all__ = ["Container", "Made", "fitted", "look", "made", "measured", "small"]
