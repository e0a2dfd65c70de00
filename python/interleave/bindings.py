"""How often a program binds its module-level names: by assignments, loops, imports, defs and so on, and by
`del`; in a function, only names declared global there."""

import ast
import collections


def bindings(tree):
    """The number of bindings by name."""
    visitor = _Visitor()
    visitor.visit(tree)
    return visitor.counts


class _Visitor(ast.NodeVisitor):
    def __init__(self):
        self.counts = collections.Counter()
        self._declared = None  # the names that this function has declared global; None at module level

    def visit(self, node):
        # Functions, classes, except clauses and patterns may have a name.
        for field in "name", "rest":
            name = getattr(node, field, None)
            if isinstance(name, str) and not isinstance(node, ast.alias):
                self._bind(name)
        super().visit(node)

    def _bind(self, name):
        if self._declared is None or name in self._declared:
            self.counts[name] += 1

    def visit_Name(self, node):
        if not isinstance(node.ctx, ast.Load):
            self._bind(node.id)

    def visit_AnnAssign(self, node):
        if node.value is not None:  # without a value it's only an annotation, which binds nothing
            self.generic_visit(node)

    def visit_alias(self, node):
        self._bind((node.asname or node.name).split(".")[0])

    def visit_Global(self, node):
        if self._declared is not None:
            self._declared.update(node.names)

    def visit_comprehension(self, node):
        for part in (node.iter, *node.ifs):
            self.visit(part)

    def _scope(self, node):
        outer, self._declared = self._declared, set()
        self.generic_visit(node)
        self._declared = outer

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = _scope
