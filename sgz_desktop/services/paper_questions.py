"""What is asked in the interviews, by who is asked; a question serves items of the checklist by subject."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sgz_desktop.domain.rubric import Item, Method, Rubric


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the subjects of the items it helps to judge."""

    text: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is printed, with the codes of the items it is for."""

    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """The questions for one role."""

    role: str
    opening: str
    questions: tuple[Asked, ...]


def _q(text: str, *subjects: str) -> Question:
    return Question(text, subjects)


_PURCHASER = (
    _q(
        "社工站今年的重点是怎样定下来的？街道（镇）提出的要求落实了哪些，还有哪些没有？", "需求评估与总体设计"
    ),
    _q("考核期内社工换了几次人？换人时怎样告知街道（镇），服务有没有断过？", "稳岗", "社工配备与到岗"),
    _q(
        "困难群众遇到急事时，社工站多久能到场？请举最近的一个例子。",
        "重点人群兜底服务",
        "重大节日与极端天气服务",
    ),
    _q("社工与直聘社工怎样分工、多久对一次名册？有没有推不动的地方？", "双工联动"),
    _q("社区里哪一件事是五社一起办成的？街道（镇）和村居各做了什么？", "五社联动机制", "五社联动落地"),
    _q("提给社工站的意见，多久得到答复？有没有提了几次仍未改的？", "意见收集—汇总—跟进—改进"),
    _q("上一期评估和督查指出的问题，整改得及时吗，与社工站的说法一致吗？", "上期意见整改落实"),
    _q("居民和村居干部对社工站了解多少？街道（镇）平时从哪里知道居民的评价？", "知晓度"),
)
_MANAGER = (
    _q(
        "机构怎样保证本站的人数和资历？招聘、调动由谁决定，空岗多久补上？",
        "从业年限",
        "稳岗",
        "社工配备与到岗",
    ),
    _q("工资和社保由谁核算、哪一天发放缴付？考核期内有没有迟发或补缴，原因是什么？", "社保与工资"),
    _q("机构怎样检查本站的服务质量？最近一次查出什么问题，怎样确认已经改了？", "质量内控"),
    _q("培训和督导各安排了多少？新人和一线社工怎样轮到个别督导？", "培训与督导的平衡"),
    _q(
        "专业伦理和服务对象权益保障怎样考核？结果怎样告诉本人？",
        "专业伦理培训与考核及反馈",
        "服务对象权益保障制度、考核与反馈",
    ),
    _q("机构怎样支持负责人带队伍？负责人有多少时间真正在站里？", "项目负责人资质"),
    _q(
        "社区慈善基金的管委会怎样运作？最近一次会议议了什么，款项怎样公示？",
        "社区慈善基金（协议有效、管委会会议、筹款）",
    ),
    _q("品牌服务投入了什么？换了社工或到期以后怎样延续？", "特色品牌"),
    _q("上一期的意见里哪一条最难改？机构为此做了什么？", "上期意见整改落实", "定期反思总结与整改"),
)
_HEAD = (
    _q(
        "请不看材料说出本站重点人群去重后的人数、最主要的三类，以及眼下最大的困难。",
        "项目负责人资质",
        "重点人群兜底服务",
    ),
    _q(
        "最重要的三项需求从哪里得出？它们分别落到哪一个计划、哪一项服务？",
        "需求评估与总体设计",
        "需求调研方法与分析",
        "年度计划与需求匹配",
    ),
    _q("现在有多少社工在岗，分在哪些社工点？休假、替班时怎样安排？", "社工配备与到岗"),
    _q(
        "个案、小组、社区服务的流程在哪一步最容易走样？你怎样发现、怎样纠正？",
        "个案/小组/社区服务流程与指引",
        "质量内控",
    ),
    _q(
        "最近一次总结写下的改进由谁负责、何时完成？请指出完成的痕迹。",
        "定期反思总结与整改",
        "意见收集—汇总—跟进—改进",
    ),
    _q("党员社工认领了哪些服务？哪一个党建项目解决了谁的什么困难？", "党建引领"),
    _q("培育的社区社会组织，哪一个能在社工退后一步时自己办活动？", "社区社会组织培育与备案", "五社联动机制"),
    _q("志愿者骨干怎样选、怎样培养？激励办法兑现过几次？", "志愿者登记、骨干、队伍与激励"),
    _q("品牌服务与同类服务有什么不同？有哪些证据说明它有用？", "特色品牌", "特色亮点", "服务体验与推广活动"),
)
_WORKER = (
    _q(
        "请指着社区地图讲：资源在哪里、重点人群住在哪里、问题集中在哪里，据此改了什么服务？",
        "三图一表（社区资产地图、服务对象分布地图、社区问题地图、家庭信息汇总表）",
    ),
    _q("你负责的片区应建档多少、实建多少？没有建档的各是什么原因？", "建档全覆盖（一户一档、一人一案）"),
    _q(
        "（请两人分别回答）某长者独居、失能、子女不在身边，你定为哪一级，多久探访一次？", "分级分类与跟进频次"
    ),
    _q("请说一个正在跟进的个案：问题的成因、目标、现在到了哪一步、怎样算可以结案？", "个案文书"),
    _q("开一个小组要走哪几步？哪一步要审批，由谁审批？", "个案/小组/社区服务流程与指引"),
    _q(
        "最近一次培训或督导的收获用在了哪一次服务里？伦理考核的结果怎样告诉你？",
        "培训记录有个别化心得",
        "专业伦理培训与考核及反馈",
    ),
    _q(
        "台风、寒潮或高温预警时，你先联系谁、怎样记录？发现有人轻生或突发疾病先做什么？",
        "重大节日与极端天气服务",
        "安全管理与应急",
        "红棉守护热线（值班、坐席、平时与战时台账）",
    ),
    _q("哪一户因你提醒而办成了一项补贴或救助？直聘社工在其中做了什么？", "兜底民生政策宣传", "双工联动"),
    _q("工资、社保是否按月足额？工作中最需要机构给什么支持？", "社保与工资"),
)
_SERVED = (
    _q("您知道社工站在哪里、能帮什么忙、怎样找到社工吗？", "知晓度"),
    _q("社工多久来看您或给您打电话？上次说好的事办了没有？", "重点人群兜底服务", "分级分类与跟进频次"),
    _q("社工给您讲过哪些您能享受的政策？有没有帮您申办？", "兜底民生政策宣传"),
    _q("逢年过节、台风或天冷天热的时候，社工联系过您吗？", "重大节日与极端天气服务"),
    _q("因为社工的帮助，生活、看病、上学、找工作或心情哪一样变好了？", "重点人群兜底服务"),
    _q("您签过接受服务的同意书吗？不满意时知道向谁反映吗？", "服务对象权益保障制度、考核与反馈"),
    _q("（问志愿者）您做过哪些服务？有培训、保险和表彰吗？怎样退出？", "志愿者登记、骨干、队伍与激励"),
    _q("（问村居干部、居民）最近社区里哪件事是社工、居民和单位一起办成的？", "五社联动落地"),
    _q("您还希望社工站做什么、改什么？", "意见收集—汇总—跟进—改进"),
)
_ROLES: Sequence[tuple[str, str, tuple[Question, ...]]] = (
    ("购买方", "说明访谈只用于评估，请对方谈事实和例子。", _PURCHASER),
    ("承办方管理人员", "请对方就制度和落实各举一例，能当场出示的请出示。", _MANAGER),
    ("项目负责人", "请对方脱稿回答，需要核对的数字记下来再查资料。", _HEAD),
    ("一线社工", "至少分别访谈两名不同片区的社工，负责人不在场。", _WORKER),
    ("服务对象和居民", "由评估方随机选择，社工不在场；不记姓名，只记人数和类别。", _SERVED),
)
_REST = 2
"""The role that is asked about what no question was worded for: the head knows most."""


def talks(rubric: Rubric) -> tuple[Talk, ...]:
    """The questions for the rule set's items that are judged by interview, and those that need no item."""
    wanted = [each for each in rubric.items if Method.INTERVIEW in each.methods]
    by_subject = {each.subject: each for each in wanted}
    found = []
    for place, (role, opening, questions) in enumerate(_ROLES):
        asked = [*_asked(questions, by_subject)]
        if place == _REST:
            asked += _of_the_rest(wanted)
        found.append(Talk(role, opening, tuple(asked)))
    return tuple(each for each in found if each.questions)


def _asked(questions: Sequence[Question], items: dict[str, Item]) -> Iterator[Asked]:
    for each in questions:
        codes = tuple(items[subject].code for subject in each.subjects if subject in items)
        if codes:
            yield Asked(each.text, codes)


def _of_the_rest(wanted: Sequence[Item]) -> Iterator[Asked]:
    """Items of other rule sets get a question that their own wording makes."""
    known = {subject for *_, questions in _ROLES for each in questions for subject in each.subjects}
    for item in wanted:
        if item.subject not in known:
            what = f"“{item.subject}”" + (f"（{item.wording.rstrip('。')}）" if item.wording else "")
            yield Asked(f"请谈谈{what}：是怎样做的，做到了什么程度？请举一个例子。", (item.code,))
