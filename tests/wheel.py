"""Tries the package as its users get it: `python -m tests.wheel dist` installs the wheel in a clean environment.

With TAG in the environment, as for a release, the tag must name the package's version, and the change log tell of it.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import explainers

ROOT = Path(__file__).resolve().parent.parent
DATED = re.compile(r"^## (\d\S*) · \d{4}-\d\d-\d\d$", re.MULTILINE)
# What its users may count on, away from the checkout, with nothing but what the package itself asks for.
TRIAL = """
import pathlib, sys, explainers
assert pathlib.Path(explainers.__file__).is_relative_to(sys.argv[1]), explainers.__file__
assert explainers.__version__ == sys.argv[2], explainers.__version__
festival = explainers.load("festival")
assert festival.met(festival.goals()[0], weather=4)
festival.save("festival.html")
print(*(len(explainers.load(name)().data) for name in explainers.names()))
"""


def tried(python, folder, **options):
    """Run the trial with an interpreter that has the package somewhere below a folder; how many traces each has."""
    command = [python, "-P", "-c", TRIAL, folder, explainers.__version__]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, **options)
    assert len(done.stdout.split()) == len(explainers.names()), done.stdout


def checked(tag, version, changes):
    """ValueError where a tag may not be released: it names another version, or the change log no day for it."""
    if tag != f"v{version}":
        raise ValueError(f"the tag is {tag}, and explainers.__version__ is {version}; tag v{version}, or change it")
    if version not in DATED.findall(changes):
        raise ValueError(f"CHANGELOG.md has no heading `## {version} · YEAR-MONTH-DAY`; say what is new, and when")


def main(dist):
    """Check the tag, if there is one; then install the only wheel in a folder, and try it."""
    if tag := os.environ.get("TAG"):
        checked(tag, explainers.__version__, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    (wheel,) = Path(dist).resolve().glob("*.whl")
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "bin", "python")
        install = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", wheel]
        away = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        subprocess.run([*install, "--constraint", ROOT / "constraints.txt"], check=True, cwd=folder, env=away)
        tried(python, folder, cwd=folder, env=away)
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; installs and runs by itself")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except ValueError as error:
        sys.exit(f"tests.wheel: {error}")
