"""An empty list of allowed tools allows nothing; tested for truth it allows everything."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    for node in subject.nodes:
        if isinstance(node, ast.BoolOp):
            restricts = isinstance(node.op, ast.And)
            tested = [each for each in node.values if _tests_for_truth(each, restricts)]
            star = '"*" not in' if restricts else '"*" in'
            if tested and any(_source(each).startswith(star) for each in node.values):
                yield Spot(
                    subject.path,
                    node.lineno,
                    "an empty list of allowed tools is taken for no restriction",
                    "test `is not None`: an empty list denies every tool",
                )


def _tests_for_truth(node: ast.expr, restricts: bool) -> bool:
    """Tell whether a part of `tools and ..`, or of `not tools or ..`, is the list itself."""
    if not restricts and isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _tests_for_truth(node.operand, True)
    is_name = restricts and isinstance(node, ast.Name | ast.Attribute)
    return is_name and ast.unparse(node).endswith("allowed_tools")


def _source(node: ast.expr) -> str:
    return ast.unparse(node).replace("'", '"')


CHECK = Check(
    "CAO605",
    "empty-list-denies",
    "An empty list of allowed tools denies every tool.",
    "An agent that may do nothing is launched without any restriction.",
    _find,
)
