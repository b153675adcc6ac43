"""The fonts official papers are set in, by the file names under which systems and offices carry them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The kinds of type an official paper is set in."""

    TITLE = "title"
    SONG = "song"
    FANGSONG = "fangsong"
    HEI = "hei"
    KAI = "kai"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font by its file's name in lower case and the name people know it by.

    Of a collection the first of `faces` (PostScript names) is taken that it has; none named means its first.
    """

    name: str
    family: str
    faces: tuple[str, ...] = ()


ROLE_NAMES: Mapping[Role, str] = {
    Role.TITLE: "小标宋",
    Role.SONG: "宋体",
    Role.FANGSONG: "仿宋",
    Role.HEI: "黑体",
    Role.KAI: "楷体",
}

# Windows and Office, 方正 as 统信, 麒麟 and WPS carry it (…JW 简体, …K GBK), macOS, Debian.
FONT_FILES: Mapping[Role, tuple[FontFile, ...]] = {
    Role.TITLE: (
        FontFile("fzxbsjw.ttf", "方正小标宋简体"),
        FontFile("方正小标宋简体.ttf", "方正小标宋简体"),
        FontFile("fzxbsk.ttf", "方正小标宋_GBK"),
        FontFile("方正小标宋_gbk.ttf", "方正小标宋_GBK"),
        FontFile("fzxbsjt.ttf", "方正小标宋繁体"),
        FontFile("stzhongs.ttf", "华文中宋"),
        FontFile("songti.ttc", "宋体-简 粗体", ("STSongti-SC-Bold",)),
    ),
    Role.SONG: (
        FontFile("simsun.ttc", "宋体", ("SimSun",)),
        FontFile("simsun.ttf", "宋体"),
        FontFile("fzssk.ttf", "方正书宋_GBK"),
        FontFile("fzssjw.ttf", "方正书宋简体"),
        FontFile("songti.ttc", "宋体-简", ("STSongti-SC-Regular", "STSong")),
        FontFile("stsong.ttf", "华文宋体"),
        FontFile("gbsn00lp.ttf", "文鼎PL简报宋"),
        FontFile("uming.ttc", "文鼎PL细上海宋", ("UMingCN",)),
    ),
    Role.FANGSONG: (
        FontFile("simfang.ttf", "仿宋"),
        FontFile("仿宋_gb2312.ttf", "仿宋_GB2312"),
        FontFile("fzfsk.ttf", "方正仿宋_GBK"),
        FontFile("fzfsjw.ttf", "方正仿宋简体"),
        FontFile("stfangso.ttf", "华文仿宋"),
        FontFile("stfangsong.ttf", "华文仿宋"),
    ),
    Role.HEI: (
        FontFile("simhei.ttf", "黑体"),
        FontFile("fzhtk.ttf", "方正黑体_GBK"),
        FontFile("fzhtjw.ttf", "方正黑体简体"),
        FontFile("stheiti medium.ttc", "黑体-简", ("STHeitiSC-Medium",)),
        FontFile("stheiti light.ttc", "黑体-简 细体", ("STHeitiSC-Light",)),
        FontFile("wqy-microhei.ttc", "文泉驿微米黑", ("WenQuanYiMicroHei",)),
        FontFile("wqy-zenhei.ttc", "文泉驿正黑", ("WenQuanYiZenHei",)),
    ),
    Role.KAI: (
        FontFile("simkai.ttf", "楷体"),
        FontFile("楷体_gb2312.ttf", "楷体_GB2312"),
        FontFile("fzktk.ttf", "方正楷体_GBK"),
        FontFile("fzktjw.ttf", "方正楷体简体"),
        FontFile("kaiti.ttc", "楷体-简", ("STKaitiSC-Regular", "STKaiti")),
        FontFile("stkaiti.ttf", "华文楷体"),
        FontFile("gkai00mp.ttf", "文鼎PL简中楷"),
        FontFile("ukai.ttc", "文鼎PL中楷", ("UKaiCN",)),
    ),
}
# Asked last, for the rare characters of names and for signs.
RARE_FILES: tuple[FontFile, ...] = (
    FontFile("simsunb.ttf", "宋体-ExtB"),
    FontFile("simsunextg.ttf", "宋体-ExtG"),
    FontFile("fzsonga.ttf", "方正宋体扩展"),
    FontFile("fzsongb.ttf", "方正宋体扩展B"),
    FontFile("hanamina.ttf", "花园明朝A"),
    FontFile("hanaminb.ttf", "花园明朝B"),
    FontFile("seguisym.ttf", "Segoe UI Symbol"),
    FontFile("apple symbols.ttf", "Apple Symbols"),
    FontFile("arial unicode.ttf", "Arial Unicode MS"),
    FontFile("dejavusans.ttf", "DejaVu Sans"),
)
# What stands in for a role the machine has no font for, in this order, before the font we carry.
INSTEAD: Mapping[Role, tuple[Role, ...]] = {
    Role.TITLE: (Role.SONG, Role.HEI),
    Role.SONG: (Role.FANGSONG,),
    Role.FANGSONG: (Role.SONG,),
    Role.HEI: (),
    Role.KAI: (Role.FANGSONG, Role.SONG),
}
OWN_FAMILY = "思源黑体（随程序提供）"
