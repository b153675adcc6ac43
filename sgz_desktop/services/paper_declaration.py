"""回避与廉洁声明: one page a person, to be read, ticked and signed by hand."""

from collections.abc import Iterator
from uuid import UUID

from sgz_desktop.domain.people import Person
from sgz_desktop.exports.report import Block, Paragraph, ParagraphStyle, Row, Section
from sgz_desktop.services.paper_blocks import (
    CENTER,
    LEFT,
    WRITE,
    Case,
    cell,
    facts,
    label,
    named,
    names,
    paragraph,
    post_of,
    signatures,
    table,
    title,
)
from sgz_desktop.services.paper_marks import duties

TITLE = "回避与廉洁声明"
_LEAD = "本人已知悉本次评估的对象及各有关单位，阅读了下列回避情形和廉洁要求，现就本人情况如实声明并作出承诺。"
_CONFLICTS = (
    "本人现在或近三年内在承办方、社工站、购买方或监督方任职、兼职，或担任其理事、监事、顾问、督导。",
    "本人的配偶、父母、子女、兄弟姐妹等近亲属有上述任职情形，或在该社工站工作。",
    "本人或近亲属与承办方、社工站有合同、投资、借贷等经济往来，或正有纠纷。",
    "本人参与过该社工站本服务周期的方案设计、投标、督导或验收。",
    "本人与上述单位有其他可能影响公正评估的关系。",
)
_PLEDGES = (
    "只依据评分标准和亲自查看、核实的事实独立评分，不受任何单位和个人的影响。",
    "不收受礼品、礼金和有价证券，不接受宴请、旅游和娱乐安排，不让被评估单位承担应由本人承担的费用。",
    "在提交评分之前不打听、不透露自己或他人的评分，不向被评估单位许诺或暗示结果。",
    "对服务对象的个人信息、评估资料和合议内容保密，评估结束后按要求交回或销毁，不作其他用途。",
    "评估中发现需要回避的情形，立即报告并退出有关评分。",
    "违反以上承诺的，愿意承担相应责任，并接受取消评估资格等处理。",
)


_FACT = 0.9 * WRITE


def declarations(case: Case, people: tuple[UUID, ...]) -> tuple[Section, ...]:
    """A page for each of them; where nobody is told, one without a name."""
    found = case.dossier.person_by_id
    if not people:
        return (_page(case, None),)
    return tuple(
        _page(Case(case.dossier, case.rubric, f"{case.key}.{n}"), found[each])
        for n, each in enumerate(people, 1)
    )


def _page(case: Case, person: Person | None) -> Section:
    head = case.dossier.evaluation
    blocks: tuple[Block, ...] = (
        title(case, TITLE, lead=person.name if person else ""),
        facts(
            case,
            ("姓　　名", person.name if person else ""),
            ("身　　份", post_of(person) if person else ""),
            ("评估对象", head.station),
            ("评估阶段", case.phase),
            ("承办方", head.operator),
            ("评估日期", case.day),
            ("承担评分", duties(case, person.id) if person else ""),
            least=_FACT,
        ),
        paragraph(case, "lead", _LEAD),
        label(case, "conflicts", "一、回避声明（逐条在“是”或“否”下打勾）"),
        table(
            case,
            "conflicts.table",
            ((CENTER, 0.07), (LEFT, 0.75), (CENTER, 0.09), (CENTER, 0.09)),
            (*_conflicts(), Row((named("说明", columns=1), cell(columns=3)), 2 * WRITE)),
            head=(names("序号", "情形", "是", "否"),),
        ),
        label(case, "pledges", "二、廉洁承诺"),
        *_pledges(case),
        signatures(case, "声明人（签名）"),
    )
    return case.section(blocks, f"{TITLE} {person.name if person else ''}")


def _conflicts() -> Iterator[Row]:
    for number, text in enumerate(_CONFLICTS, 1):
        yield Row((cell(str(number)), cell(text), cell("□"), cell("□")), WRITE)


def _pledges(case: Case) -> Iterator[Paragraph]:
    for number, text in enumerate(_PLEDGES, 1):
        yield paragraph(case, f"pledge.{number}", f"{number}. {text}", ParagraphStyle.LIST)
