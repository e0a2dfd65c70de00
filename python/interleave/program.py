"""A program's text: its module-level constants, and compiling it."""

import ast
import functools
import linecache


class UsageError(Exception):
    """The request can't be carried out; the message is one sentence."""


def compiled(source, filename, constants=()):
    """Compiles a program. `constants` are pairs of name and value that replace module-level constants."""
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    if not constants:
        return compile(source, filename, "exec", dont_inherit=True)
    code, declared = _template(source, filename, tuple(name for name, _ in constants))
    values = {_place_of(name): _as_declared(value, declared[name]) for name, value in constants}
    return code.replace(co_consts=tuple(
        values.get(const, const) if type(const) is str else const for const in code.co_consts))


@functools.lru_cache(maxsize=2)
def _template(source, filename, names):
    """The code with placeholders for these constants' values, and the expressions that the program has there.
    So a slider's next value doesn't need the compiler."""
    tree = ast.parse(source, filename)
    declared = {}
    for name in names:
        statement = next((statement for found, statement in assignments(tree) if found == name), None)
        if statement is None:
            raise UsageError(f"the program has no module-level constant {name}")
        declared.setdefault(name, statement.value)
        statement.value = ast.copy_location(ast.Constant(_place_of(name)), statement.value)
    return compile(tree, filename, "exec", dont_inherit=True), declared


def _place_of(name):
    """A name that no program uses."""
    return f"the constant {name} of {__name__}"


def assignments(tree):
    """The module-level assignments to a single name, as (name, statement)."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            target = statement.target
        else:
            continue
        if isinstance(target, ast.Name):
            yield target.id, statement


def is_within_function(source, line):
    """Whether this line of a program that compiles is inside a function's body."""
    return any(isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.body[0].lineno <= line <= node.end_lineno
               for node in ast.walk(ast.parse(source)))


def _as_declared(value, declared):
    """Converts the value to the type of the program's own constant: a whole number stays a float if that is
    one, and the texts true and false become switches."""
    if isinstance(declared, ast.Constant):
        if isinstance(declared.value, float) and type(value) is int:
            return float(value)
        if isinstance(declared.value, bool) and value in ("true", "false"):
            return value == "true"
    return value
