"""Standard passages: Jinja2's syntax on a white list, filled by walking the tree, never by running it.

What may stand in a passage: text, {{ 名称 }}, {{ 名称|过滤器 }}, {% if 名称 %} with not, and, or, else, and
{% for 一项 in 列表 %} over a list that is given. Nothing is computed, called or looked up anywhere else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes

from sgz_desktop.errors import SgzError

T = TypeVar("T")

LONGEST_TEMPLATE = 4_000
LONGEST_TEXT = 20_000
_MOST_STEPS = 20_000
_MOST_NODES = 400
_MOST_DEPTH = 12
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.If,
    nodes.For,
    nodes.Not,
    nodes.And,
    nodes.Or,
)

_PRINTED = (nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter)


class BadPassage(SgzError):
    """A passage that must not be filled; `line` counts from 1."""

    def __init__(self, sentence: str, line: int = 1) -> None:
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a passage may name: values, lists with the fields of their items, and filters."""

    names: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    filters: frozenset[str]

    def with_names(self, more: Sequence[str]) -> "Vocabulary":
        """The same with a few more values, known in one place only."""
        return Vocabulary(self.names | frozenset(more), self.lists, self.filters)


def check_passage(text: str, vocabulary: Vocabulary) -> None:
    """Refuse a passage that uses more than the white list or names what nobody gives. Raises BadPassage."""
    _Check(vocabulary, {}).all_of(_parsed(text).body)


def names_in(text: str) -> frozenset[str]:
    """Every value, condition and list that a passage names; not the items of its loops. Raises BadPassage."""
    found = list(_parsed(text).find_all(nodes.Name))
    items = {each.name for each in found if each.ctx == "store"}
    return frozenset(each.name for each in found) - items


def fill(
    text: str,
    values: Mapping[str, Any],
    *,
    unknown: Callable[[str], T],
    filters: Mapping[str, Callable[[Any], T]],
) -> tuple[str | T, ...]:
    """The passage as its own stretches of text (str) and the values it names, in order.

    A value of None is unknown: a condition takes it as false, and printing it gives `unknown(name)`. A list
    is a sequence of mappings. Raises BadPassage where the passage is not allowed or grows too long.
    """
    pieces: list[str | T] = []
    length = 0
    for piece in _Filling(unknown, filters).all_of(_parsed(text).body, dict(values)):
        length += len(piece if isinstance(piece, str) else getattr(piece, "text", str(piece)))
        if length > LONGEST_TEXT:
            raise BadPassage(f"写出来的文字超过 {LONGEST_TEXT} 个字。")
        pieces.append(piece)
    return tuple(pieces)


@lru_cache(maxsize=512)
def _parsed(text: str) -> nodes.Template:
    if len(text) > LONGEST_TEMPLATE:
        raise BadPassage(f"文字过长：最多 {LONGEST_TEMPLATE} 个字，现有 {len(text)} 个字。")
    try:
        tree = Environment(keep_trailing_newline=True, autoescape=False).parse(text)
    except (TemplateSyntaxError, SyntaxError, ValueError, RecursionError) as fault:
        # Numbers in digits of other scripts fail inside the reader itself, with Python's own errors.
        line = getattr(fault, "lineno", None) or 1
        raise BadPassage("写法不完整：{{ … }} 和 {% … %} 应成对，里面只能用名称和条件。", line) from fault
    _refuse_others(tree)
    return tree


def _refuse_others(tree: nodes.Template) -> None:
    """Refuse every node that is not on the white list, and a tree that is too big or too deep."""
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    seen = 0
    while waiting:
        node, depth = waiting.pop()
        seen += 1
        if seen > _MOST_NODES or depth > _MOST_DEPTH:
            raise BadPassage("这段文字的条件和名称太多或套得太深。", node.lineno)
        _refuse_node(node)
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]


def _refuse_node(node: nodes.Node) -> None:
    if type(node) not in _ALLOWED:
        raise BadPassage("只能用名称、过滤器、if 和给定列表的 for，不能计算、调用或引用别的。", node.lineno)
    if isinstance(node, nodes.Filter) and (
        node.node is None or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs
    ):
        raise BadPassage(f"过滤器“{node.name}”不能带参数。", node.lineno)
    for each in node.nodes if isinstance(node, nodes.Output) else ():
        if not isinstance(each, _PRINTED):
            raise BadPassage("花括号里只能写一个名称，可带一个过滤器；条件要用 if。", each.lineno)
    if isinstance(node, nodes.Getattr) and not isinstance(node.node, nodes.Name):
        raise BadPassage("点号只能用在列表的一项之后。", node.lineno)
    if isinstance(node, nodes.For) and not (
        isinstance(node.target, nodes.Name)
        and isinstance(node.iter, nodes.Name)
        and node.test is None
        and not node.recursive
        and not node.else_
    ):
        raise BadPassage("for 只能写成 {% for 一项 in 列表 %}。", node.lineno)


@dataclass(frozen=True, slots=True)
class _Check:
    """Looks every name up in the vocabulary; `items` are the loops' own names with their fields."""

    vocabulary: Vocabulary
    items: Mapping[str, frozenset[str]]

    def all_of(self, several: Sequence[nodes.Node]) -> None:
        for each in several:
            self._one(each)

    def _one(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.For):
            self._loop(node)
            return
        if isinstance(node, nodes.Name):
            if node.name in self.items:
                raise BadPassage(f"“{node.name}”是列表的一项，应写明要它的哪一栏。", node.lineno)
            if node.name not in self.vocabulary.names and node.name not in self.vocabulary.lists:
                raise BadPassage(f"没有名为“{node.name}”的内容。", node.lineno)
            return
        if isinstance(node, nodes.Getattr):
            self._field(node)
            return
        if isinstance(node, nodes.Filter) and node.name not in self.vocabulary.filters:
            raise BadPassage(f"没有名为“{node.name}”的过滤器。", node.lineno)
        if isinstance(node, nodes.Output):
            for each in node.nodes:
                if _spelling(each) in self.vocabulary.lists:
                    raise BadPassage(f"“{_spelling(each)}”是列表，要用 for 逐项写出。", each.lineno)
        self.all_of(list(node.iter_child_nodes()))

    def _loop(self, node: nodes.For) -> None:
        assert isinstance(node.target, nodes.Name)
        assert isinstance(node.iter, nodes.Name)
        fields = self.vocabulary.lists.get(node.iter.name)
        if fields is None:
            raise BadPassage(f"没有名为“{node.iter.name}”的列表。", node.lineno)
        if len(self.items) > 1:
            raise BadPassage("for 最多套两层。", node.lineno)
        name = node.target.name
        if name in self.items or name in self.vocabulary.names or name in self.vocabulary.lists:
            raise BadPassage(f"“{name}”已经是别的内容的名称，列表的一项要另起一个名称。", node.lineno)
        _Check(self.vocabulary, {**self.items, name: fields}).all_of(node.body)

    def _field(self, node: nodes.Getattr) -> None:
        assert isinstance(node.node, nodes.Name)
        fields = self.items.get(node.node.name)
        if fields is None or node.attr not in fields:
            raise BadPassage(f"没有名为“{node.node.name}.{node.attr}”的内容。", node.lineno)


@dataclass(slots=True)
class _Filling(Generic[T]):
    """Walks a checked tree with values in hand, so many steps and no more."""

    unknown: Callable[[str], T]
    filters: Mapping[str, Callable[[Any], T]]
    steps: int = 0

    def all_of(self, several: Sequence[nodes.Node], values: dict[str, Any]) -> Iterator[str | T]:
        for each in several:
            self.steps += 1
            if self.steps > _MOST_STEPS:
                raise BadPassage("这段文字要逐项写出的内容太多。", each.lineno)
            if isinstance(each, nodes.Output):
                for part in each.nodes:
                    yield self._printed(part, values)
            elif isinstance(each, nodes.If):
                yield from self._branch(each, values)
            elif isinstance(each, nodes.For):
                yield from self._loop(each, values)

    def _printed(self, node: nodes.Node, values: dict[str, Any]) -> str | T:
        if isinstance(node, nodes.TemplateData):
            return node.data
        found = self._value(node, values)
        return self.unknown(_spelling(node)) if found is None else found

    def _branch(self, node: nodes.If, values: dict[str, Any]) -> Iterator[str | T]:
        if self._truth(node.test, values):
            return self.all_of(node.body, values)
        for other in node.elif_:
            if self._truth(other.test, values):
                return self.all_of(other.body, values)
        return self.all_of(node.else_, values)

    def _loop(self, node: nodes.For, values: dict[str, Any]) -> Iterator[str | T]:
        assert isinstance(node.target, nodes.Name)
        for item in self._value(node.iter, values) or ():
            yield from self.all_of(node.body, {**values, node.target.name: item})

    def _truth(self, node: nodes.Node, values: dict[str, Any]) -> bool:
        if isinstance(node, nodes.Not):
            return not self._truth(node.node, values)
        if isinstance(node, nodes.And):
            return self._truth(node.left, values) and self._truth(node.right, values)
        if isinstance(node, nodes.Or):
            return self._truth(node.left, values) or self._truth(node.right, values)
        found = self._value(node, values)
        return found is not None and found is not False and found != ()

    def _value(self, node: nodes.Node, values: dict[str, Any]) -> Any:
        if isinstance(node, nodes.Name):
            return _taken(values, node.name, node)
        if isinstance(node, nodes.Getattr):
            assert isinstance(node.node, nodes.Name)
            return _taken(_taken(values, node.node.name, node), node.attr, node)
        if isinstance(node, nodes.Filter) and node.node is not None:
            inner = self._value(node.node, values)
            if node.name not in self.filters:
                raise BadPassage(f"没有名为“{node.name}”的过滤器。", node.lineno)
            return None if inner is None else self.filters[node.name](inner)
        raise BadPassage("花括号里只能写一个名称，可带一个过滤器；条件要用 if。", node.lineno)


def _taken(values: Any, name: str, node: nodes.Node) -> Any:
    if not isinstance(values, Mapping) or name not in values:
        raise BadPassage(f"没有名为“{name}”的内容。", node.lineno)
    return values[name]


def _spelling(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return node.attr
    inner = getattr(node, "node", None)
    return _spelling(inner) if isinstance(inner, nodes.Node) else ""
