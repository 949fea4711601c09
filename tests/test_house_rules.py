"""What holds for the whole house, checked by machine."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
MODULES = sorted((HOUSE / "bot").rglob("*.py"))
LONGEST_FUNCTION, LONGEST_MODULE = 50, 400
WITHOUT_WORDS = {"Lexicon", "tuple[str, ...]"}
"""Types of arguments that come from the configuration: no words of documents are in them."""

SEEDS = {
    "000_021c3cd57336740f.txt": "9b28c0cb4cbc",
    "004_0743fe7249f6891f.txt": "5ad8e3c8dc13",
}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout: what is tracked is not known")
    return listed.stdout.splitlines()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def breaches(find: Callable[[Path], object], paths: Iterable[Path] = MODULES) -> dict[str, object]:
    """What is found in the files that break a rule, by their names."""
    found = ((str(path.relative_to(HOUSE)), find(path)) for path in paths)
    return {name: breach for name, breach in found if breach}


def needed_first(path: Path) -> set[str]:
    """The modules of ours that one imports when it is imported itself, and neither later nor for its types alone."""
    package = list(path.relative_to(HOUSE).parts[:-1])
    waiting, needed = [tree_of(path)], set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
            needed.add(".".join(filter(None, base)))
            needed |= {".".join([*filter(None, base), name.name]) for name in node.names}
        is_later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        is_typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not is_later and not is_typing:
            waiting += ast.iter_child_nodes(node)
    return needed


def test_no_modules_import_each_other_in_a_ring():
    """Whichever a call or a host begins with; the other tests begin where all of them are loaded, and would not see."""
    names = {
        ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES
    }
    needs = {name: needed_first(path) & set(names) - {name} for name, path in names.items()}
    assert "bot.archive.archive" in needs["bot.wiring"]
    order = list(TopologicalSorter(needs).static_order())
    assert len(order) == len(MODULES)


def test_the_top_level_holds_what_a_newcomer_expects_and_nothing_else():
    allowed = {
        *("bot", "config", "seeds", "tests", "benchmarks", "docs", ".ci"),
        *("pyproject.toml", "Procfile", "README.md", "CHANGELOG.md", "DECISIONS.md", "LICENSE", "Makefile"),
        *("requirements.txt", "requirements-dev.txt", ".gitignore", ".env.example"),
    }
    assert {"bot", "tests"} <= {name.split("/")[0] for name in tracked()} <= allowed


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_are_the_published_texts_byte_for_byte(name):
    assert sha256((HOUSE / "seeds" / name).read_bytes()).hexdigest().startswith(SEEDS[name])


def test_modules_bear_names_of_the_craft():
    nondescript = {"utils", "helpers", "misc", "common", "manager"}
    assert not breaches(lambda path: nondescript & set(path.relative_to(HOUSE).with_suffix("").parts))


def test_functions_are_short():
    def find_long(path):
        lengths = [(function.name, function.end_lineno - function.lineno + 1) for function in functions(path)]
        return [(name, length) for name, length in lengths if length > LONGEST_FUNCTION]

    assert not breaches(find_long)


def test_modules_are_short():
    def find_length(path):
        length = len(path.read_text(encoding="utf-8").splitlines())
        return length if length > LONGEST_MODULE else 0

    assert not breaches(find_length)


def test_editing_caches_words_of_documents_only_where_they_can_be_let_go():
    """Where a server is deleted `empty_caches` empties what is `kept`, and knows of no other cache."""

    def find_caches_of_words(path):
        cached = [f for f in functions(path) if any("lru_cache" in ast.unparse(each) for each in f.decorator_list)]
        takes = {f.name: {ast.unparse(each.annotation) for each in f.args.args} for f in cached}
        return {name for name, types in takes.items() if not types <= WITHOUT_WORDS}

    assert not breaches(find_caches_of_words, sorted((HOUSE / "bot" / "editing").rglob("*.py")))


def test_the_word_source_names_no_variable():
    """It means four things in a newsroom: speaker, outlet, origin, program text. A sidecar's key may be called so."""

    def find_word(path):
        nodes = list(ast.walk(tree_of(path)))
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        names |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        names -= {"source"} if path.name == "sidecars.py" else set()
        return names & {"source", "sources"}

    assert not breaches(find_word)


def test_imports_inside_the_package_are_relative():
    """The wheel installs the folder under another name."""
    absolute = re.compile(r"^\s*(?:from|import) bot\b.*", re.MULTILINE)
    assert not breaches(lambda path: absolute.findall(path.read_text(encoding="utf-8")))


def test_importing_the_package_touches_no_file_and_no_network():
    """Every module but `__main__` is imported in a process in which opening a file for writing or a socket fails."""
    names = [
        ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if path.name != "__main__.py" and "migrations" not in path.parts
    ]
    guard = (
        "import sys, socket\n"
        "def refuse(event, args):\n"
        "    if event in {'socket.connect', 'sqlite3.connect', 'subprocess.Popen'}:\n"
        "        raise RuntimeError(event)\n"
        "    if event == 'open' and isinstance(args[1], str) and set(args[1]) & set('wax+'):\n"
        "        raise RuntimeError(f'{event} {args}')\n"
        "sys.addaudithook(refuse)\n"
        "sys.dont_write_bytecode = True\n"
    )
    code = guard + "".join(f"import {name}\n" for name in names)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-800:]


def test_every_list_of_the_lexicon_says_where_it_comes_from():
    lists = sorted((HOUSE / "config" / "lexicon").glob("*.yaml"))
    assert lists
    for path in lists:
        assert re.search(r"^# From: |^from: ", path.read_text(encoding="utf-8"), re.MULTILINE), path.name


def test_the_locks_name_no_registry():
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert not re.search(r"https?://|--index|--find-links|file:", (HOUSE / name).read_text(encoding="utf-8"))


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (HOUSE / "requirements.txt").read_text(encoding="utf-8").lower().replace(".", "-")
    for wanted in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9.-]+", wanted)[0].lower().replace(".", "-")
        assert re.search(rf"^{name}==", locked, re.MULTILINE), name


def test_the_procfile_runs_the_bot_and_its_migrations():
    assert (HOUSE / "Procfile").read_text(encoding="utf-8") == "worker: python -m bot\nrelease: python -m bot migrate\n"


def test_continuous_integration_runs_the_tests_that_the_readme_names():
    assert "\nmake test\n" in (HOUSE / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in (HOUSE / "README.md").read_text(encoding="utf-8")
