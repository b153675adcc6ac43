"""What nobody misses of a block: columns and rows by their heads, in the words that stations use."""

from collections.abc import Mapping as Map

from sgz_desktop.intake.mapping import Annex, Role


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_DERIVED = _words(
    "序号 编号 备注 说明 原因 完成率 执行率 使用率 到岗率 占比 比例 比重 百分比 % 进度 差额 差异 差距 偏差 "
    "分值 权重 得分 未完成 尚欠 平均 人均"
)
# Who keeps the list, and what its people are besides.
_OF_LISTS = _words(
    "号码 附件 附表 照片 证明 凭证 发票 页码 身份证 证件 证号 性别 年龄 民族 籍贯 户籍 出生 学历 学位 专业 "
    "毕业 电话 手机 联系 邮箱 微信 住址 地址 签名 签收 签到 经手 经办 受赠 访问员 调查员 电访员 负责人 "
    "责任人 记录人 填表 登记 审核 意见 建议 取得 率"
)
NEEDLESS: Map[Annex, tuple[str, ...]] = {
    Annex.INDICATORS: _DERIVED,
    Annex.ATTENDANCE: (*_DERIVED, *_OF_LISTS, "应到"),
    Annex.RESOURCES: (*_DERIVED, *_OF_LISTS, *_words("单价 数量 规格 月份 年月 季度")),
    Annex.TRAINING: (
        *(*_DERIVED, *_OF_LISTS),
        *_words("应完成 要求 达标 标准 目标 主题 地点 讲师 导师 督导者 督导师 课程 场次 次数 方式 形式 机构"),
        *_words("岗位 职务 人数 人次 日期 时间"),
    ),
    Annex.SATISFACTION: (*_DERIVED, *_OF_LISTS),
    Annex.MONEY: (*_DERIVED, *_words("结余 余额 剩余 到账 拨付 收入 率 审核 负责人 凭证 发票 附件")),
}
"""The heads of columns of each annex: what follows from other columns, or is asked for nowhere."""

AGREED_WORDS = _words("协议 目标 计划 约定 指标")
"""A rate whose heads say one of these is agreed, not what follows from the others."""

OF_PARTS: Map[Annex, Role] = {Annex.INDICATORS: Role.DONE, Annex.MONEY: Role.SPENT}
"""Where a column of a part of the period is not missed if one of the whole is read."""

PARTS = _words("本月 当月 上月 上半年 下半年 季度 本期 上期")
ANSWERS = _words("满意 总体 整体 综合")

_SUMMED = _words("平均 人均 均值 差额 差异 差距 比例 占比 完成率 进度 总数 总计")
_OF_PEOPLE = (*_SUMMED, *_words("其中 应到 实到 要求 标准 达标 目标 应完成 率"))
NEEDLESS_ROWS: Map[Annex, tuple[str, ...]] = {
    Annex.INDICATORS: _SUMMED,
    Annex.MONEY: (*_SUMMED, *_words("结余 余额 剩余 率")),
    **dict.fromkeys((Annex.ATTENDANCE, Annex.RESOURCES, Annex.TRAINING, Annex.SATISFACTION), _OF_PEOPLE),
}
"""The heads of rows of each annex that only sum up or compare the others."""
