"""The house keeps its rules: which room may know which, told from the imports themselves."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "reader"

# What each room may know, from the ground up. A room is a folder of `reader` or a module in it.
GROUND = frozenset({"reader", "model", "errors", "files", "paths"})
RESULTS = {"entities", "knowledge", "morphology", "translation"}
MAY_KNOW: dict[str, frozenset[str]] = {
    "reader": frozenset(),
    "errors": frozenset(),
    "model": frozenset(),
    "paths": frozenset({"errors"}),
    "files": frozenset({"errors"}),
    "palette": frozenset({"model"}),
    "settings": GROUND,
    "display": GROUND,
    "text": GROUND,
    "data": GROUND | {"text"},
    "morphology": GROUND | {"text", "data"},  # the dictionary is data that is installed
    "knowledge": GROUND | {"text"},
    "entities": GROUND | {"text"},
    "translation": GROUND | {"text"},
    "importers": GROUND | {"text"},
    "export": GROUND | {"text", "palette"} | RESULTS,
    "library": GROUND | {"text", "export"} | RESULTS,
    "pipeline": GROUND | {"text"} | RESULTS,
    "remarking": GROUND | {"text", "pipeline"} | RESULTS,
    "assembly": GROUND | {"text", "data", "library", "pipeline"} | RESULTS,
    "streams": GROUND | {"text", "export", "pipeline"} | RESULTS,
}
WORKSHOPS = frozenset({*MAY_KNOW, "importers", "display"})
MAY_KNOW |= {
    "doctor": WORKSHOPS,
    "gui": WORKSHOPS,
    "demonstration": WORKSHOPS | {"gui"},
    "arguments": GROUND,
    "cli": WORKSHOPS | {"arguments", "demonstration", "doctor", "gui"},
    "__main__": frozenset({"cli"}),
}

# Where an engine takes another's result as an argument, and so knows its values.
RESULTS_TAKEN = {
    ("reader.entities.matcher", "reader.knowledge.base"),
    ("reader.entities.recognition", "reader.knowledge.base"),
    ("reader.entities.recognition", "reader.knowledge.cities"),
    ("reader.entities.projection", "reader.translation.protocol"),
}

ASSEMBLERS = {"assembly", "cli", "demonstration", "doctor", "gui"}
NETWORK = frozenset(
    "socket ssl http urllib3 urllib.request requests httpx aiohttp ftplib smtplib telnetlib poplib "
    "imaplib xmlrpc asyncio websockets webbrowser".split()
)
LONGEST = 400


@dataclass(frozen=True)
class Import:
    """`name` is the module imported; `for_types` if only type checkers see it."""

    name: str
    line: int
    for_types: bool


@dataclass(frozen=True)
class Module:
    name: str
    path: Path
    tree: ast.Module
    imports: tuple[Import, ...]

    @property
    def room(self) -> str:
        return room(self.name)


def room(name: str) -> str:
    first, _, rest = name.partition(".")
    return rest.partition(".")[0] or first


def _names(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _imports(node: ast.AST, modules: Iterable[str], for_types: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for inner in child.body:
                yield from _imports(ast.Module([inner], []), modules, True)
            for inner in child.orelse:
                yield from _imports(ast.Module([inner], []), modules, for_types)
            continue
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, for_types) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "relative import"
            for alias in child.names:
                inside = f"{child.module}.{alias.name}"
                yield Import(
                    inside if inside in modules else str(child.module), child.lineno, for_types
                )
        yield from _imports(child, modules, for_types)


@cache
def modules() -> dict[str, Module]:
    paths = {_names(path): path for path in sorted(PACKAGE.rglob("*.py"))}
    found = {}
    for name, path in paths.items():
        tree = ast.parse(path.read_text("utf-8"))
        found[name] = Module(name, path, tree, tuple(_imports(tree, paths)))
    return found


def offences(found: Iterable[str]) -> None:
    told = sorted(set(found))
    if told:
        pytest.fail("\n" + "\n".join(told), pytrace=False)


def test_qt_is_only_in_the_window() -> None:
    offences(
        f"{module.name}:{imported.line} imports {imported.name}"
        for module in modules().values()
        for imported in module.imports
        if imported.name.split(".")[0] in {"PySide6", "shiboken6"} and module.room != "gui"
    )


def test_one_module_alone_reaches_the_network() -> None:
    offences(
        f"{module.name}:{imported.line} imports {imported.name}"
        for module in modules().values()
        for imported in module.imports
        if ({imported.name, imported.name.split(".")[0]} & NETWORK or "QtNetwork" in imported.name)
        and module.name != "reader.data.download"
    )


def test_arrows_run_one_way() -> None:
    offences(
        f"{module.name}:{imported.line} imports {imported.name}: {module.room} may not know"
        f" {room(imported.name)}"
        for module in modules().values()
        for imported in module.imports
        if imported.name.split(".")[0] == "reader"
        and room(imported.name) != module.room
        and room(imported.name) not in MAY_KNOW[module.room]
        and (module.name, imported.name) not in RESULTS_TAKEN
    )


def test_no_exception_is_kept_longer_than_it_is_used() -> None:
    used = {(m.name, imported.name) for m in modules().values() for imported in m.imports}
    assert used >= RESULTS_TAKEN


def test_engines_are_put_together_in_one_place() -> None:
    """Other rooms take the engines' values and protocols; only these make engines."""
    engines = {"ArgosTranslator", "DraftTranslator", "AlmorGlosser", "EntityRecognizer"}
    offences(
        f"{module.name}:{node.lineno} imports {alias.name}"
        for module in modules().values()
        if module.room not in ASSEMBLERS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in engines and room(str(node.module)) != module.room
    )


def test_there_are_no_circles() -> None:
    graph = {
        module.name: {
            imported.name
            for imported in module.imports
            if imported.name in modules() and not imported.for_types
        }
        - {module.name}
        for module in modules().values()
    }
    offences(" → ".join(circle) for circle in _circles(graph))


def _circles(graph: dict[str, set[str]]) -> Iterator[list[str]]:
    """One circle for each module that can be reached from itself, told from its first name."""
    for start in sorted(graph):
        came_from: dict[str, str] = {}
        queue = [start]
        for name in queue:
            for target in sorted(graph[name]):
                if target == start:
                    circle = [start, name]
                    while circle[-1] != start:
                        circle.append(came_from[circle[-1]])
                    if min(circle) == start:
                        yield circle[::-1]
                    queue.clear()
                    break
                if target not in came_from:
                    came_from[target] = name
                    queue.append(target)


def test_rooms_have_no_circles() -> None:
    allowed = {name: set(known) for name, known in MAY_KNOW.items()}
    for owner, known in RESULTS_TAKEN:
        allowed[room(owner)].add(room(known))
    offences(" → ".join(circle) for circle in _circles(allowed))


def test_every_room_is_in_the_plan() -> None:
    assert {module.room for module in modules().values()} <= set(MAY_KNOW)


def test_no_module_is_too_long() -> None:
    offences(
        f"{module.name} has {lines} lines"
        for module in modules().values()
        if (lines := len(module.path.read_text("utf-8").splitlines())) > LONGEST
    )


def _holds_something(module: Module) -> bool:
    return module.path.name != "__init__.py" or bool(module.tree.body)


def test_every_module_says_what_it_is() -> None:
    offences(
        f"{module.name} has no docstring"
        for module in modules().values()
        if _holds_something(module)
        and module.path.name != "__main__.py"
        and not ast.get_docstring(module.tree)
    )


def _exported(module: Module) -> list[str] | None:
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            exported: list[str] = ast.literal_eval(node.value)
            return exported
    return None


def _defined(module: Module) -> set[str]:
    names: set[str] = set()
    for node in module.tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {ast.unparse(target) for target in targets}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                names |= {alias.asname or alias.name for alias in aliases}
    return names


def test_public_modules_say_what_is_public() -> None:
    offences(
        f"{module.name} has no __all__"
        for module in modules().values()
        if _exported(module) is None
        and module.path.name != "__main__.py"
        and any(
            isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            for node in module.tree.body
        )
    )


def test_what_is_public_is_there_and_told() -> None:
    found = []
    for module in modules().values():
        exported = _exported(module) or []
        found += [f"{module.name} lacks {name}" for name in set(exported) - _defined(module)]
        found += [f"{module.name}: {name} is told twice" for name in _twice(exported)]
    offences(found)


def _twice(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}


@pytest.mark.parametrize(
    ("module", "late"),
    [
        ("reader.cli", "PySide6 numpy ctranslate2 camel_tools trafilatura typst requests"),
        (
            "reader.gui.app",
            "numpy ctranslate2 sentencepiece camel_tools trafilatura typst lemminflect networkx",
        ),
    ],
)
def test_what_takes_long_to_load_is_loaded_when_it_is_needed(module: str, late: str) -> None:
    """`qari --help` is instant and the window there in a second because of this."""
    code = f"import sys, {module}; print(*{{m.split('.')[0] for m in sys.modules}})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert set(found.stdout.decode().split()).isdisjoint(late.split())
