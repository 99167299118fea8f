"""Who may know whom, read from the files; and what no file may hold."""

import ast
import re
import subprocess
import sys

import pytest
from _plotly_utils.basevalidators import ColorValidator

import explainers
from tests.support import ROOT

PYTHON = sorted(
    path
    for folder in ("explainers", "models")
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts
)
EXPLAINERS = [explainers.load(name).file for name in explainers.names()]
PLAYER = [path for kind in ("*.js", "*.mjs", "*.css") for path in (ROOT / "explainers" / "_player" / "src").rglob(kind)]


def short(path):
    return path.relative_to(ROOT).as_posix()


def imports(path):
    """Every module that a file imports anywhere, in full: explainers._core.picture.trace, torch.nn."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            package = ".".join(path.relative_to(ROOT).with_suffix("").parts[: -node.level]) if node.level else ""
            base = ".".join(filter(None, [package, node.module]))
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return found


def importers(modules, of):
    """The files, of some, that import any of these modules or parts of them."""
    return [
        short(path)
        for path in of
        if any(f"{name}.".startswith(f"{module}.") for name in imports(path) for module in modules)
    ]


def below(folder):
    return [path for path in PYTHON if short(path).startswith(folder)]


def test_only_models_know_pytorch():
    assert importers(["torch", "onnx", "onnxscript", "models"], below("explainers/")) == []


def test_models_know_no_explainer():
    assert importers(["explainers", "plotly", "mkdocs"], below("models/")) == []


def test_only_the_site_and_talks_know_markdown():
    others = [path for path in below("explainers/") if not {"_site", "_talk"} & set(path.parts)]
    assert importers(["markdown", "pymdownx", "explainers._site"], others) == []
    assert importers(["mkdocs"], [*others, *below("explainers/_talk/")]) == []


def test_only_the_command_line_knows_talks():
    others = [path for path in below("explainers/") if "_talk" not in path.parts]
    assert importers(["explainers._talk"], others) == ["explainers/__main__.py"]


def test_a_talk_is_written_without_mkdocs(tmp_path):
    (tmp_path / "talk.md").write_text("# A\n\n```explainer\nfestival\n```\n\n```goal\nfestival 1\n```\n")
    code = (
        "import sys; from explainers.__main__ import main; main(['talk', sys.argv[1]]); print('mkdocs' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "talk.md")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_the_core_knows_no_explainer():
    assert (
        importers(
            [f"explainers.{explainers.load(name).file.parent.name}" for name in explainers.names()],
            below("explainers/_"),
        )
        == []
    )


def test_an_explainer_needs_little():
    for path in EXPLAINERS:
        modules = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names)
        assert modules <= {"explainers", "numpy", "plotly"}, short(path)


def test_import_brings_in_neither_pytorch_nor_mkdocs():
    code = (
        "import sys, explainers; print(*sorted({'torch', 'mkdocs', 'markdown', 'kaleido', 'onnx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("path", PLAYER, ids=short)
def test_the_player_knows_no_explainer_and_throws_no_dice(path):
    text = path.read_text(encoding="utf-8")
    quoted = set(re.findall(r"""["'`]([a-z0-9_]+)["'`]""", text))
    assert not quoted & set(explainers.names())
    assert "Math.random" not in text, "random numbers come from a seed"


@pytest.mark.parametrize("path", PYTHON + PLAYER, ids=short)
def test_a_file_is_small(path):
    """About 300 lines: the formatter gives each type in a comment a line of its own."""
    limit = 160 if path in EXPLAINERS or ("/_" not in short(path) and short(path).startswith("models/")) else 320
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def test_no_line_is_longer_than_120_characters():
    """But for a table's row in Markdown, which cannot be broken, and what tools write."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    kinds = (".py", ".js", ".mjs", ".css", ".html", ".md", ".toml", ".yml", "Makefile", "run")
    assert [
        f"{name}:{number}"
        for name in listed
        if name.endswith(kinds)
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120 and not line.startswith("|")
    ] == []


COLOR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl)a?\(|^(%s)$" % "|".join(ColorValidator.named_colors))


@pytest.mark.parametrize("path", EXPLAINERS, ids=short)
def test_an_explainer_names_no_color_and_no_font(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert [text for text in texts if COLOR.search(text)] == [], "write var(--positive) or another token of the palette"
    fonts = {
        node.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg and node.arg.endswith("family")
    }
    assert not fonts and "family" not in texts, "the one template owns the fonts"


@pytest.mark.parametrize("path", EXPLAINERS, ids=short)
def test_one_file_holds_one_public_name(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Explainer"
    ]
    assert len(calls) == 1 and ast.get_docstring(tree)
    assert isinstance(explainers.load(path.stem), explainers.Explainer)


# In measurements the reader's time is what is measured.
TESTS = [
    path for path in (ROOT / "tests").rglob("*.py") if path.parent.name != "bench" and "node_modules" not in path.parts
]


@pytest.mark.parametrize("path", TESTS, ids=short)
def test_a_test_waits_for_what_it_needs_and_not_for_the_clock(path):
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    called = {getattr(node.func, "attr", getattr(node.func, "id", "")) for node in tree if isinstance(node, ast.Call)}
    assert not called & {"wait_for_timeout", "sleep"}
