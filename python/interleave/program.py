"""A program's text: its module-level constants, and how it's compiled."""

import ast
import linecache


class UsageError(Exception):
    """What was asked for can't be done; the message is one sentence."""


def compiled(source, filename, constants=()):
    """The code of a program. `constants` are pairs of a name and a value, which take the place of the
    module-level constants."""
    linecache.cache[filename] = (len(source), None, source.splitlines(True), filename)
    if not constants:
        return compile(source, filename, "exec", dont_inherit=True)
    tree = ast.parse(source, filename)
    for name, value in constants:
        _set(tree, name, value)
    return compile(tree, filename, "exec", dont_inherit=True)


def assignments(tree):
    """The module-level assignments to one name, as (name, statement)."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            target = statement.target
        else:
            continue
        if isinstance(target, ast.Name):
            yield target.id, statement


def _set(tree, name, value):
    """Gives the first module-level assignment to `name` another value."""
    for found, statement in assignments(tree):
        if found == name:
            text = repr(_as_declared(value, statement.value))
            replacement = ast.parse(text, mode="eval").body
            for node in ast.walk(replacement):
                ast.copy_location(node, statement.value)
            statement.value = replacement
            return
    raise UsageError(f"the program has no module-level constant {name}")


def _as_declared(value, declared):
    """A whole number stays a float if the program's own constant is one, and the texts true and
    false are switches if it is one."""
    if isinstance(declared, ast.Constant):
        if isinstance(declared.value, float) and type(value) is int:
            return float(value)
        if isinstance(declared.value, bool) and value in ("true", "false"):
            return value == "true"
    return value
