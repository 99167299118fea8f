"""Programs on pages: those with an output print just that; all others say that they are not run."""

import re
import subprocess
import sys

import pytest

from explainers._site import program
from tests.support import pages

FENCES = [text for page in pages().values() for text in re.findall(r"^```program\n(.*?)^```", page, re.M | re.S)]
READ = [program.read(text) for text in FENCES]
RUN = [(path, known) for path, known in READ if "prints" in known]


@pytest.mark.parametrize(("path", "known"), RUN, ids=[f"{path}{known.get('change', '')}" for path, known in RUN])
def test_it_prints_what_the_page_says(path, known, tmp_path):
    pytest.importorskip("torch")
    file = tmp_path / "program.py"
    file.write_text(program.program(path, known.get("change")), encoding="utf-8")
    ran = subprocess.run([sys.executable, file], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == (program.text_of(known["prints"]), "")


def test_some_are_run_and_every_program_is_python():
    assert RUN
    for path, known in READ:
        compile(program.program(path, known.get("change")), path, "exec")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("learning/programs/circle_torch.py", "prints: FILE"),
        ("learning/programs/circle_torch.py\nprints: a.txt\nnote: Not run.", "prints: FILE"),
        ("learning/programs/circle_torch.py\nshows: a.txt", "prints, change, note"),
    ],
)
def test_a_fence_that_says_too_little_is_refused(text, said):
    with pytest.raises(ValueError, match=said):
        program.read(text)


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        ("learning/programs/nothing.py", None, "circle_torch.py"),
        ("learning/programs/circle_torch.py", "nn.Tanh()", "no ' -> '"),
        ("learning/programs/circle_torch.py", "nn.Linear -> nn.Identity", "there 2 times"),
        ("learning/programs/circle_torch.py", "nn.Fish -> nn.Bird", "there 0 times"),
    ],
)
def test_a_program_that_cannot_be_had_is_named(path, change, said):
    with pytest.raises(ValueError, match=said):
        program.program(path, change)
