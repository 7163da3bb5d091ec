"""Everything below a changed division gets its new code, derived in one way only so that a plan can be checked again."""

from collections.abc import Iterator

from anju.law import division as law
from anju.law.division import Target, Wish
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division

# old code -> what it becomes; parents come before children
Mapping = dict[str, list[Target]]

_FULL = Text(zh="{code}下面已经没有空余的代码。", en="There is no free code left below {code}.")


def expand(wish: Wish) -> Mapping:
    """Return old code → new divisions for the wish and all that lies below. Raises Refusal "codes_exhausted"."""
    codes = _Codes(target.code for target in wish.new)
    mapping: Mapping = {}
    for old in Division.objects.filter(code__in=wish.old).order_by("code"):
        mapping[old.code] = list(wish.new)
        if wish.kind == "split":
            for child in _children(old.code):
                above = next(target for target in wish.new if target.code == wish.children.get(child.code, wish.rest))
                _follow(child, above, old.level, mapping, codes, stays=above.code == old.code)
        elif wish.new[0].code != old.code:
            for child in _children(old.code):
                _follow(child, wish.new[0], old.level, mapping, codes)
    return mapping


def _follow(
    child: Division, above: Target, level: str, mapping: Mapping, codes: "_Codes", *, stays: bool = False
) -> None:
    if stays:
        return
    target = Target(
        code=codes.free(child.code, above=above.code, level=level, own=child.level), name=child.name, parent=above.code
    )
    mapping[child.code] = [target]
    for grandchild in _children(child.code):
        _follow(grandchild, target, child.level, mapping, codes)


def _children(code: str) -> Iterator[Division]:
    return Division.objects.filter(parent_id=code, valid_to=None).order_by("code").iterator(chunk_size=2000)


class _Codes:
    """Codes that are given away; one that was ever used is never used again."""

    def __init__(self, new: Iterator[str]) -> None:
        self._given = set(new)
        self._asked: set[str] = set()

    def free(self, code: str, *, above: str, level: str, own: str) -> str:
        """Return a free code below `above`: the old ending where it can be kept, else the lowest free number."""
        head = above[: law.DIGITS[level]]
        if head not in self._asked:
            self._asked.add(head)
            self._given |= set(Division.objects.filter(code__startswith=head).values_list("code", flat=True))
        width = law.DIGITS[own] - len(head)
        kept = head + code[len(head) :]
        numbered = (f"{head}{number:0{width}d}".ljust(12, "0") for number in range(1, 10**width))
        for candidate in (kept, *numbered):
            if candidate not in self._given:
                self._given.add(candidate)
                return candidate
        raise Refusal("codes_exhausted", _FULL.format(code=above), field="new", rule="O2")
