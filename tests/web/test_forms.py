"""What pages show of a form."""

from anju.law.wording import Text
from anju.web import forms


def test_what_is_wrong_is_listed_in_the_order_of_the_fields():
    fields = [forms.Field(name=name, label=name) for name in ("name", "kind", "phone")]
    wrong = Text(zh="请填写", en="Missing")
    errors = {"phone": wrong, "name": wrong, "": wrong, "kind": wrong}
    assert list(forms.ordered(fields=fields, errors=errors)) == ["", "name", "kind", "phone"]
