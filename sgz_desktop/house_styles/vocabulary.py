"""The names that passages may use; what each stands for is said in services/reporting/values.py."""

from types import MappingProxyType

from sgz_desktop.house_styles.passages import Vocabulary

HEAD = (
    "社工站",
    "简称",
    "区",
    "阶段",
    "监督方",
    "购买方",
    "承办方",
    "评估方",
    "督导中心",
    "地址",
    "成立时间",
    "承办起始",
    "评估日期",
    "报告日期",
    "协议起",
    "协议止",
    "考核期起",
    "考核期止",
    "经费万元",
    "应配人数",
)
"""Fields of the evaluation, spelt as a report spells them."""

SHORT = MappingProxyType({"监督方简称": "监督方", "购买方简称": "购买方"})
"""Names of authorities without the city, each with the name it is short for."""

RULES = ("评分标准", "权重", "权重再述", "等级线", "满分", "方数", "最低等级")
"""What the rule set says; 权重再述 are the weights in the order in which a house tells them again."""

SHARES = MappingProxyType(
    {
        "第三方占比": "assessor",
        "督导中心占比": "supervision_centre",
        "购买方占比": "purchaser",
        "监督方占比": "supervisor",
    }
)
"""Each party's part of the whole in per cent; unknown where the rule set has no such party."""

OUTCOME = ("总分", "等级", "已得分", "最高可得分", "否决情形", "未核否决")
"""What the score says; 总分 and 等级 are unknown while anything is open."""

TERMS = ("专家称谓", "工作人员称谓")
"""The words of the house."""

PEOPLE = ("专家人数", "工作人员人数")

PLACES = ("片区数", "社区数")

QUANTITIES = MappingProxyType(
    {
        "应到岗人次": "attendance.required",
        "实到岗人次": "attendance.actual",
        "持证应到岗人次": "attendance.certified_required",
        "持证实到岗人次": "attendance.certified_actual",
        "两年以上人次": "attendance.experienced_actual",
        "期末社工人数": "staff.total",
        "期末持证人数": "staff.certified",
        "中级人数": "staff.intermediate",
        "助理人数": "staff.assistant",
        "相关专业人数": "staff.related",
        "其他人员人数": "staff.other",
        "督导人数": "staff.supervisors",
        "督导年限": "staff.supervisor_years",
        "两年以上人数": "staff.experienced",
        "六年以上人数": "staff.over_six_years",
        "稳岗人数": "staff.stayed",
        "困难群众人数": "target_groups.people",
        "人员费用占比": "funds.staff_cost_share",
        "年初预算": "funds.initial_budget",
        "全年预算": "funds.budget",
        "执行数": "funds.spent",
        "每人次应训学时": "training.hours_each",
        "培训学时": "training.hours",
        "督导学时": "training.supervision",
        "资源数": "resources.count",
        "资源价值": "resources.value",
        "资源受益人次": "resources.beneficiaries",
        "满意度受访人数": "satisfaction.asked",
        "满意度平均": "satisfaction.mean",
        "满意度低于75人数": "satisfaction.below_75",
        "满意度75至85人数": "satisfaction.75_to_85",
        "满意度85至95人数": "satisfaction.85_to_95",
        "满意度95以上人数": "satisfaction.from_95",
    }
)
"""Bare figures that a person entered, by their key in the registry."""

COMPUTED = MappingProxyType(
    {
        "考核月数": "period.months",
        "超配人次": "attendance.surplus",
        "缺配人次": "attendance.shortfall",
        "持证超配人次": "attendance.certified_surplus",
        "持证缺配人次": "attendance.certified_shortfall",
        "持证到岗占比": "attendance.certified_share",
        "期末非持证人数": "staff.uncertified",
        "两年至六年人数": "staff.two_to_six_years",
        "平均在岗人数": "staff.mean",
        "平均持证人数": "staff.mean_certified",
        "应训学时": "training.due",
        "培训完成率": "training.rate",
        "培训缺额": "training.shortfall",
        "预算执行率": "funds.rate",
        "稳岗率": "attendance.retention",
        "持证率": "staff.certified_share",
        "两年以上占比": "staff.experienced_share",
        "时间进度": "period.elapsed",
    }
)
"""Figures that follow from others, by their key in the registry; unknown where one of those is."""

TEXTS = MappingProxyType(
    {
        "现场反馈在场人员": "feedback.attendees",
        "现场反馈": "feedback.on_site",
        "现场异议": "feedback.objections",
        "监督方答复": "feedback.draft.supervisor",
        "购买方答复": "feedback.draft.purchaser",
        "督导中心答复": "feedback.draft.supervision_centre",
        "承办方答复": "feedback.draft.operator",
        "社工站答复": "feedback.draft.station",
        "社工站基本情况": "profile",
        "重点存在问题": "main_problem",
        "结语": "conclusion",
    }
)
"""Texts that a person wrote for this evaluation, by their code."""

FLAGS = MappingProxyType(
    {
        "有简称": "the station's short name differs from its full one",
        "有服务指标": "an indicator has a figure",
        "有监督方观察": "supervisor",
        "有购买方观察": "purchaser",
        "有督导中心观察": "supervision_centre",
        "公布分数": "the basis gives points that can be printed",
        "有到岗名册": "the roster's months can be counted one by one",
        "有低于75的受访者": "anybody asked is satisfied by less than 75 %",
    }
)
"""What can only be asked: true or unknown. Of the parties: whether anybody observed anything for them."""

PROGRESS = ("有完成率", "落后指标")
"""Whether any indicator has a rate, and which are behind the elapsed time (domain.md 4.1)."""

ANSWERS = ("现场无异议", "初稿无异议方", "初稿未答复方")
"""现场无异议 reads 没有提出异议; 初稿无异议方 are those who said no more than that there is no objection.

初稿未答复方: of 监督方, 购买方 and 社工站 those whose answer to the draft is not recorded.
"""

LISTS = MappingProxyType(
    {
        "初稿意见列表": frozenset({"方", "意见"}),
        "片区列表": frozenset({"片区", "社区", "人数"}),
        "评审组列表": frozenset({"评审组", "社区"}),
    }
)
FILTERS = frozenset({"中文数字"})
"""中文数字: a whole number up to 99 as 一, 十二."""

IN_GROUP = ("评审组", "评审组社区")
IN_ZONE = ("片区", "片区社区", "片区人数")
IN_PARTY = ("方", "方评估", "得分", "方满分")
IN_ANNEX = ("附件号",)

VOCABULARY = Vocabulary(
    frozenset(
        (
            *(*HEAD, *SHORT, *TERMS, *RULES, *SHARES, *OUTCOME, *PEOPLE, *PLACES, *QUANTITIES),
            *(*COMPUTED, *PROGRESS, *TEXTS, *ANSWERS, *FLAGS),
        )
    ),
    LISTS,
    FILTERS,
)
"""What every passage may name."""
