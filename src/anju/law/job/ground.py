"""This module says on what a decision against an employer or a vacancy may rest, and what one can do about it. Source: I10."""

from collections.abc import Mapping

from anju.law import complaint
from anju.law.refusal import Refusal
from anju.law.wording import Text

ARTICLES: Mapping[str, Text] = {
    "fee": Text(
        zh="向求职者收取财物或者扣押证件（《就业服务与就业管理规定》第14条，《劳动合同法》第9条）",
        en="Takes money or papers from the seeker (Provisions on employment services, art. 14; Labour Contract Law, art. 9)",
    ),
    "false": Text(
        zh="招聘信息不真实（《人力资源市场暂行条例》第24条，《就业服务与就业管理规定》第14条）",
        en="Untrue (Interim regulations on the human resources market, art. 24; Provisions on employment services, art. 14)",
    ),
    "equal": Text(
        zh="含有歧视性内容（《就业促进法》第26条，《就业服务与就业管理规定》第20条）",
        en="Discriminates (Employment Promotion Law, art. 26; Provisions on employment services, art. 20)",
    ),
    "women": Text(
        zh="以性别、婚育为由限制（《就业促进法》第27条）",
        en="Shuts out by sex, marriage or children (Employment Promotion Law, art. 27)",
    ),
    "people": Text(
        zh="以民族、种族、宗教信仰为由限制（《就业促进法》第28条，《人力资源市场暂行条例》第24条）",
        en="Shuts out by ethnicity or belief (Employment Promotion Law, art. 28; Interim regulations, art. 24)",
    ),
    "rural": Text(
        zh="对外来、农村劳动者设置歧视性限制（《就业促进法》第31条）",
        en="Shuts out workers from elsewhere (Employment Promotion Law, art. 31)",
    ),
    "wage": Text(
        zh="工资低于当地最低工资标准（《劳动法》第48条）", en="Below the local minimum wage (Labour Law, art. 48)"
    ),
    "minor": Text(zh="招用未满16周岁的人（《劳动法》第15条）", en="Hires people under 16 (Labour Law, art. 15)"),
    "complete": Text(
        zh="缺少应当写明的内容（《就业服务与就业管理规定》第12条）",
        en="Lacks what has to be stated (Provisions on employment services, art. 12)",
    ),
    "employer": Text(
        zh="单位的登记信息或者经办人的身份核实不了（《人力资源市场暂行条例》第24条）",
        en="The employer or its agent can't be confirmed (Interim regulations, art. 24)",
    ),
}
REMEDY = Text(
    zh="改好后可以再次提交。不服的，可以自知道决定之日起60日内申请行政复议，也可以在6个月内向人民法院起诉，随时可以投诉。",
    en="You can put it right and send it again. Against the decision you can ask for administrative reconsideration "
    "within 60 days or go to court within 6 months; you can complain at any time.",
)

_ARTICLE = Text(zh="请选择所依据的条款。", en="Please choose the article it rests on.")
_WHY = Text(zh="请写明理由，单位看得到。", en="Please state the reason; the employer will read it.")
_LONG = Text(zh="理由最多{most}个字。", en="The reason has {most} characters at most.")
MOST = 300


def reasoned(*, reason: str, article: str) -> tuple[str, str]:
    """This reads reason and article of a decision; raises Refusal "reason_missing", "words_too_long", "article_missing"."""
    clean = complaint.tidy(reason)
    if not clean:
        raise Refusal("reason_missing", _WHY, field="reason", rule="I10")
    if len(clean) > MOST:
        raise Refusal("words_too_long", _LONG.format(most=MOST), field="reason", rule="I10")
    if article not in ARTICLES:
        raise Refusal("article_missing", _ARTICLE, field="article", rule="I10")
    return clean, article


def cited(article: str) -> Text:
    """This is the article of a decision in words; empty for none."""
    return ARTICLES.get(article, Text(zh=article, en=article))
