"""What people are told when the province's service could not sign them in: one line each, and the phone stays open."""

from collections.abc import Mapping

from anju.law.refusal import Refusal
from anju.law.wording import Text

REFUSALS: Mapping[str, Text] = {
    "cancelled": Text(
        zh="您在省平台取消了登录。可以再试一次，也可以用手机验证码登录。",
        en="You cancelled at the province's service. Try again, or sign in by phone code.",
    ),
    "foreign": Text(
        zh="这次登录已经过期、用过，或者不是在这里开始的。请重新点一次，也可以用手机验证码登录。",
        en="This sign-in has expired, was used before or did not begin here. Start it again, or sign in by phone code.",
    ),
    "unreachable": Text(
        zh="省政务服务平台现在连不上。请先用手机验证码登录，或者过一会儿再试。",
        en="The province's service can't be reached just now. Please sign in by phone code, or try again later.",
    ),
    "not_trusted": Text(
        zh="省平台的答复没有通过核验，没有登录。请用手机验证码登录。",
        en="The answer of the province's service did not pass our checks; you are not signed in. Please use a phone code.",
    ),
    "missing": Text(
        zh="省平台没有给出姓名和身份证号码。请用手机验证码登录，或者带身份证到窗口办理。",
        en="The province's service gave no name and ID number. Please sign in by phone code, or bring your ID to a counter.",
    ),
    "level": Text(
        zh="您的省平台账号还没有完成高级实名认证。请先在省平台认证，或者用手机验证码登录。",
        en="Your account with the province is not verified far enough. Verify it there first, or sign in by phone code.",
    ),
}


def refusal(code: str) -> Refusal:
    """Return the refusal for a reason; what exactly was wrong is nobody's business but the log's."""
    return Refusal(code, REFUSALS[code], rule="L8")
