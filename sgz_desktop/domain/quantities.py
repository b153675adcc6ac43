"""The registry of every figure's name, and the bare figures entered under these names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import FIGURE_LIMIT, decimals, refuse_figure, refuse_text
from sgz_desktop.errors import Refused

_CELL = re.compile(r".+!.+![A-Z]+[0-9]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class QuantityName:
    """A figure the program knows: its key, Chinese name, unit, and whether a person may enter it.

    What is entered is at most `most`, and a `whole` number where people are counted.
    """

    key: str
    name: str
    unit: str
    entered: bool = True
    whole: bool = False
    most: Decimal = FIGURE_LIMIT


_ENTERED = (
    QuantityName("attendance.required", "社工应到岗", "人次"),
    QuantityName("attendance.actual", "社工实到岗", "人次"),
    QuantityName("attendance.certified_required", "持证社工应到岗", "人次"),
    QuantityName("attendance.certified_actual", "持证社工实到岗", "人次"),
    QuantityName("attendance.experienced_actual", "从业两年以上社工实到岗", "人次"),
    QuantityName("staff.total", "期末社工人数", "人", whole=True),
    QuantityName("staff.certified", "期末持证社工人数", "人", whole=True),
    QuantityName("staff.experienced", "从业两年以上社工人数", "人", whole=True),
    QuantityName("staff.stayed", "持续在岗社工人数", "人", whole=True),
    QuantityName("staff.intermediate", "中级社工师人数", "人", whole=True),
    QuantityName("staff.assistant", "助理社工师人数", "人", whole=True),
    QuantityName("staff.related", "相关专业人员人数", "人", whole=True),
    QuantityName("staff.other", "其他人员人数", "人", whole=True),
    QuantityName("staff.over_six_years", "从业六年以上社工人数", "人", whole=True),
    QuantityName("staff.supervisors", "督导人数", "人", whole=True),
    QuantityName("staff.supervisor_years", "督导从业年限", "年", most=Decimal(100)),
    QuantityName("training.hours_each", "每人次应训学时", "学时", most=Decimal(1000)),
    QuantityName("training.hours", "培训学时", "学时"),
    QuantityName("training.supervision", "督导学时", "学时"),
    QuantityName("resources.count", "链接资源数", "项", whole=True),
    QuantityName("resources.value", "链接资源价值", "元"),
    QuantityName("resources.beneficiaries", "资源受益人次", "人次", whole=True),
    QuantityName("funds.staff_cost_share", "人员费用占支出比例", "%", most=Decimal(1000)),
    QuantityName("funds.initial_budget", "年初预算", "元"),
    QuantityName("funds.budget", "全年预算", "元"),
    QuantityName("funds.spent", "执行数", "元"),
    QuantityName("satisfaction.asked", "满意度受访人数", "人", whole=True),
    QuantityName("satisfaction.mean", "平均满意度", "%", most=Decimal(100)),
    QuantityName("satisfaction.below_75", "满意度低于 75% 的人数", "人", whole=True),
    QuantityName("satisfaction.75_to_85", "满意度 75%（含）至 85% 的人数", "人", whole=True),
    QuantityName("satisfaction.85_to_95", "满意度 85%（含）至 95% 的人数", "人", whole=True),
    QuantityName("satisfaction.from_95", "满意度 95% 及以上的人数", "人", whole=True),
    QuantityName("target_groups.people", "困难群众和特殊群体人数（去重）", "人", whole=True),
    QuantityName("experts.count", "评估专家人数", "人", whole=True),
    QuantityName("assistants.count", "工作人员人数", "人", whole=True),
)

_COMPUTED = (
    QuantityName("score.total", "总分", "分", entered=False),
    QuantityName("score.floor", "已得下限", "分", entered=False),
    QuantityName("score.ceiling", "最高可达", "分", entered=False),
    QuantityName("score.assessor", "第三方评估得分", "分", entered=False),
    QuantityName("score.party", "各方得分", "分", entered=False),
    QuantityName("score.component", "分项得分", "分", entered=False),
    QuantityName("grade", "等级", "", entered=False),
    QuantityName("period.months", "考核月数", "个月", entered=False),
    QuantityName("period.elapsed", "时间进度", "%", entered=False),
    QuantityName("attendance.surplus", "社工超配", "人次", entered=False),
    QuantityName("attendance.shortfall", "社工缺配", "人次", entered=False),
    QuantityName("attendance.certified_surplus", "持证社工超配", "人次", entered=False),
    QuantityName("attendance.certified_shortfall", "持证社工缺配", "人次", entered=False),
    QuantityName("attendance.certified_share", "持证社工到岗占比", "%", entered=False),
    QuantityName("attendance.retention", "稳岗率", "%", entered=False),
    QuantityName("staff.mean", "平均在岗人数", "人", entered=False),
    QuantityName("staff.mean_certified", "平均在岗持证人数", "人", entered=False),
    QuantityName("training.due", "应训学时", "学时", entered=False),
    QuantityName("training.shortfall", "培训缺学时", "学时", entered=False),
    QuantityName("training.rate", "培训学时完成率", "%", entered=False),
    QuantityName("funds.rate", "预算执行率", "%", entered=False),
    QuantityName("staff.uncertified", "期末非持证社工人数", "人", entered=False),
    QuantityName("staff.two_to_six_years", "从业两年以上六年以下社工人数", "人", entered=False),
    QuantityName("staff.certified_share", "持证率", "%", entered=False),
    QuantityName("staff.experienced_share", "从业两年以上占比", "%", entered=False),
    QuantityName("indicator.agreed", "协议量", "", entered=False),
    QuantityName("indicator.done", "完成量", "", entered=False),
    QuantityName("indicator.rate", "完成率", "%", entered=False),
)

REGISTRY: Mapping[str, QuantityName] = MappingProxyType({each.key: each for each in (*_ENTERED, *_COMPUTED)})
ENTERED_KEYS: tuple[str, ...] = tuple(each.key for each in _ENTERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A bare figure entered under a registered key, with its source; percentages as 81.5 for 81.5 %."""

    kind: ClassVar[str] = "quantity"
    key: ClassVar[tuple[str, ...]] = ("code",)
    id: UUID
    code: str
    value: Decimal | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.code not in ENTERED_KEYS:
            raise Refused("code", f"没有名为“{self.code[:64]}”的可录入数据。")
        if self.value is not None:
            name = REGISTRY[self.code]
            refuse_figure("value", self.value, most=name.most)
            if name.whole and decimals(self.value):
                raise Refused("value", f"{name.name}应是整数。")
        refuse_text("source", self.source)

    @property
    def printed_at(self) -> str:
        """The cell of a workbook that it was read from (file!sheet!AK65); "" for what a person entered."""
        return self.source if _CELL.fullmatch(self.source) else ""
