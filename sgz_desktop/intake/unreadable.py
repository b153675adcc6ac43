"""Files that are no workbook this program opens: one sentence each, which says what to do."""

from sgz_desktop.errors import SgzError
from sgz_desktop.intake import limits

_SAVE_AS = "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”后再导入。"
_MEGABYTE = 1024 * 1024


class Unreadable(SgzError):
    """A file of which nothing was read; its text is the sentence, with the file's name."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(f"《{name}》{sentence}")
        self.name = name
        self.sentence = sentence

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str, ...]]:
        return type(self), (self.name,)


class TooBig(Unreadable):
    """More bytes than limits.FILE_BYTES."""

    def __init__(self, name: str) -> None:
        size = limits.FILE_BYTES // _MEGABYTE
        super().__init__(name, f"超过 {size} MB，不能导入；请删去图片和无关的工作表，另存后再导入。")


class Empty(Unreadable):
    """No byte at all."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "是空文件，没有内容可以导入。")


class OldWorkbook(Unreadable):
    """A workbook of Excel 97 to 2003 (.xls)."""

    def __init__(self, name: str) -> None:
        super().__init__(name, f"是旧的 .xls 格式，不能直接导入；{_SAVE_AS}")


class Encrypted(Unreadable):
    """A workbook that opens with a password only."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name, "有打开密码，不能导入；请在 Excel 或 WPS 中打开，去除打开密码，另存为 .xlsx 后再导入。"
        )


class PlainText(Unreadable):
    """Text, such as .csv."""

    def __init__(self, name: str) -> None:
        super().__init__(name, f"是 .csv 或文本文件，不是工作簿；{_SAVE_AS}")


class WebPage(Unreadable):
    """A web page or XML that spreadsheet programs open, whatever its name says."""

    def __init__(self, name: str) -> None:
        super().__init__(name, f"其实是网页（或 XML）格式的表格；{_SAVE_AS}")


class OtherFormat(Unreadable):
    """Something else that can be told by its bytes: `kind` is what people call it."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(name, f"是{kind}，不是 Excel 工作簿；请选择 .xlsx 文件。")
        self.kind = kind

    def __reduce__(self) -> tuple[type["OtherFormat"], tuple[str, ...]]:
        return type(self), (self.name, self.kind)


class OtherWorkbook(Unreadable):
    """A workbook of another format, which spreadsheet programs turn into .xlsx: `kind` names it."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(name, f"是{kind}，不能直接导入；{_SAVE_AS}")
        self.kind = kind

    def __reduce__(self) -> tuple[type["OtherWorkbook"], tuple[str, ...]]:
        return type(self), (self.name, self.kind)


class Packed(Unreadable):
    """An archive in which a workbook may lie."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "是压缩包；请先解压，再导入其中的 .xlsx 文件。")


class Macros(Unreadable):
    """A workbook with macros; none of them was run."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "含有宏，不能导入（宏没有运行）；请另存为不含宏的 .xlsx 后再导入。")


class NoWorkbook(Unreadable):
    """Bytes nobody knows."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "不是 .xlsx 工作簿，或者已损坏；请在 Excel 或 WPS 中打开检查，另存后再导入。")


class Damaged(Unreadable):
    """A workbook whose inner list of contents or sheets cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "已经损坏，读不出工作表；请在 Excel 或 WPS 中打开修复，另存后再导入。")


class Bomb(Unreadable):
    """A file that would unpack to far more than a workbook holds."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "解压后大得不正常（可能是压缩炸弹），没有打开；请核实文件来源。")


class UnsafePath(Unreadable):
    """A container with an absolute path, one that leads outside, or one name twice."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "内部含有不安全的路径，没有打开；请核实文件来源。")


class Entities(Unreadable):
    """XML with a document type or entities, which no spreadsheet program writes."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "内部含有不安全的实体定义（DTD），没有打开；请核实文件来源。")


class ExternalLinks(Unreadable):
    """A workbook that is linked to other files; `where` tells what cites one, if that is known."""

    def __init__(self, name: str, where: str = "") -> None:
        found = f"{where}引用了别的文件" if where else "链接着别的文件"
        super().__init__(
            name,
            f"含有外部链接（{found}），没有读入也没有改动任何内容；请在 Excel 或 WPS 里用"
            "“数据 → 编辑链接 → 断开链接”（断不开的，在“公式 → 名称管理器”里删去引用别的文件的名称），"
            "另存后再读入。",
        )
        self.where = where

    def __reduce__(self) -> tuple[type["ExternalLinks"], tuple[str, ...]]:
        return type(self), (self.name, self.where)


class NoSheets(Unreadable):
    """A workbook without a sheet that has cells."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "没有工作表，没有内容可以导入。")
