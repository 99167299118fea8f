"""What publishes the site and the package: its workflows, its version, and how it is cited."""

import re
import shutil
import subprocess
import sys
from importlib import metadata

import pytest
import yaml

import explainers
from tests.support import ROOT
from tests.wheel import checked

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# The majors that were current in November 2026. `release/v1` is what PyPA asks for.
ACTIONS = {
    "actions/checkout": "v7",
    "actions/configure-pages": "v6",
    "actions/deploy-pages": "v5",
    "actions/download-artifact": "v8",
    "actions/setup-python": "v7",
    "actions/upload-artifact": "v7",
    "actions/upload-pages-artifact": "v5",
    "pypa/gh-action-pypi-publish": "release/v1",
}


def workflow(name):
    """A workflow as plain texts: by YAML's own rules `on` would be true."""
    return yaml.load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


def steps():
    """(workflow, job, step) of all."""
    return [
        (path.stem, job, step)
        for path in WORKFLOWS
        for job, given in workflow(path.stem)["jobs"].items()
        for step in given["steps"]
    ]


TARGETS = sorted({step["run"] for _, _, step in steps() if "run" in step})


@pytest.mark.parametrize(
    "path, schema",
    [(path, "github-workflows") for path in WORKFLOWS] + [(ROOT / "CITATION.cff", "citation-file-format")],
    ids=lambda given: getattr(given, "name", given),
)
def test_files_for_others_are_as_they_read_them(path, schema):
    """By schemas that check-jsonschema brings: nobody is asked."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, "--force-filetype", "yaml", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_schema_finds_what_is_wrong(tmp_path):
    (tmp_path / "wrong.yml").write_text("on: push\njobs: {build: {steps: []}}\n")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    assert subprocess.run([*command, tmp_path / "wrong.yml"], capture_output=True).returncode == 1


@pytest.mark.parametrize("command", TARGETS)
def test_a_workflow_only_calls_make_targets_that_there_are(command):
    assert re.fullmatch(r"make [a-z]+", command)
    done = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_actions_are_of_the_majors_that_we_know():
    used = {tuple(step["uses"].split("@")) for _, _, step in steps() if "uses" in step}
    assert used == set(ACTIONS.items())


def test_only_jobs_that_publish_may_sign_for_the_repository():
    """And nothing that was written here, or fetched, runs in them."""
    for name in ("site", "release"):
        found = workflow(name)
        assert found["permissions"] == {"contents": "read"}
        signing = {job for job, given in found["jobs"].items() if "id-token" in given.get("permissions", {})}
        assert signing == {"deploy" if name == "site" else "publish"}
        assert all(
            "run" not in step for job, given in found["jobs"].items() if job in signing for step in given["steps"]
        )
    assert workflow("site")["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_the_site_is_published_from_the_main_branch_and_only_when_tests_pass():
    jobs = workflow("site")["jobs"]
    runs = [step.get("run") or step["uses"].partition("@")[0] for step in jobs["build"]["steps"]]
    assert runs.index("make test") < runs.index("make site") < runs.index("actions/upload-pages-artifact")
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["deploy"]["if"] == "github.ref == 'refs/heads/main'"
    (site,) = (step for step in jobs["build"]["steps"] if step.get("run") == "make site")
    assert site["env"] == {"SITE_URL": "${{ steps.pages.outputs.base_url }}"}


def test_the_version_is_in_one_place():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r"^dynamic = .*version", text, re.MULTILINE) and not re.search(r"^version", text, re.MULTILINE)
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", explainers.__version__)


def test_those_who_name_the_version_name_the_same():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == explainers.__version__
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert newest == explainers.__version__


def test_how_to_cite_says_what_the_package_says():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    about = metadata.metadata("explainers")
    assert [author["name"] for author in citation["authors"]] == about["Author"].split(", ")
    assert citation["license"] == about["License-Expression"]


CHANGES = "# Changes\n\n## 1.2.3 · 2026-12-01\n\n## 1.2.2 · not published yet\n"


def test_a_release_is_of_a_version_that_is_told_of():
    checked("v1.2.3", "1.2.3", CHANGES)
    with pytest.raises(ValueError, match=r"the tag is v1\.2\.3, and explainers\.__version__ is 1\.2\.2"):
        checked("v1.2.3", "1.2.2", CHANGES)
    with pytest.raises(ValueError, match=r"no heading `## 1\.2\.2 · YEAR-MONTH-DAY`"):
        checked("v1.2.2", "1.2.2", CHANGES)


def machine(folder, *programs, knows="true"):
    """What happens on a machine with nothing but these programs, each of which only says how it was called. knows: a
    test of the shell, whether apt has the package "$2".
    """
    bash = shutil.which("bash")
    for name in ("bash", "env", "id"):
        (folder / name).symlink_to(shutil.which(name))
    says = dict.fromkeys(programs, 'echo "${0##*/} $*" >&2')
    for name, text in {**says, "apt-cache": knows, "sudo": 'shift; exec "$@"'}.items():
        (folder / name).write_text(f"#!{bash}\n{text}\n")
        (folder / name).chmod(0o755)
    command = ["bash", ROOT / ".ci" / "browsers"]
    return subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True)


WEBKIT = ["WebKitWebDriver", "Xvfb"]


@pytest.mark.parametrize("chromium, firefox", [("chromium", "firefox-esr"), ("google-chrome", "firefox")])
def test_browsers_that_are_there_stay_as_they_are(chromium, firefox, tmp_path):
    done = machine(tmp_path, chromium, firefox, "WebKitWebDriver", "Xvfb", "apt-get")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "there, knows, wanted",
    [
        ([], "true", "chromium chromium-headless-shell firefox-esr webkit2gtk-driver xvfb"),
        (["chromium", *WEBKIT], "true", "firefox-esr"),
        (["firefox", *WEBKIT], '[ "$2" = chromium-browser ]', "chromium-browser"),
        (["google-chrome", *WEBKIT], '[ "$2" != firefox-esr ]', "firefox"),
        (["chromium", "firefox-esr", "Xvfb"], "true", "webkit2gtk-driver xvfb"),
    ],
)
def test_browsers_that_are_missing_are_installed_by_the_names_that_apt_knows(there, knows, wanted, tmp_path):
    done = machine(tmp_path, "apt-get", *there, knows=knows)
    assert f"apt-get install -qq -y --no-install-recommends {wanted}\n" in done.stderr
    assert done.returncode == 1 and "still one is missing" in done.stderr, "this apt installs nothing"


def test_without_apt_it_is_said_what_is_needed(tmp_path):
    done = machine(tmp_path)
    assert done.returncode == 1 and "Firefox are needed" in done.stderr
