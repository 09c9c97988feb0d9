"""The hooks as people use them: real pre-commit and real git, in a repository of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT

from cleaner import testing

pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="hooks are installed from a git repository")
ONE, TWO, THREE = testing.PARAGRAPHS
GOOD = {
    "good.txt": f"{ONE}\n\n{TWO}\n",
    "good.jsonl": '{"id": 1, "text": "Words alone."}\n',
    "notes.py": "# Like this:\n",
    "drafts/bad.txt": f"{ONE}\n\nLike this:\n",
}
BAD = {
    "bad.txt": f"Published: Fri, March 15, 2019\n\n{ONE}\n\nShare this:\n",
    "bad.md": f"By Isabel Fisher\n\n{TWO}\n\nLike this:\n",
    "bad.jsonl": f'{{"id":  1, "text": "{THREE}\\n\\nLike this:"}}\n{{"id":  2, "text": "Words."}}\n',
}
MENDED = {
    "bad.txt": f"---\ndate: '2019-03-15'\nlanguage: en\n---\n\n{ONE}\n",
    "bad.md": f"---\nauthors:\n- Isabel Fisher\nlanguage: en\n---\n\n{TWO}\n",
    "bad.jsonl": f'{{"id":  1, "text": "{THREE}", "metadata": {{"language": "en"}}}}\n{{"id":  2, "text": "Words."}}\n',
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """pre-commit's own directory, in which it installs the hooks once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def corpus(tmp_path, home):
    """A repository that holds good files, and what runs a command in it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"PRE_COMMIT_HOME": str(home), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"}
    for who in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{who}_NAME": "Ada Lindqvist", f"GIT_{who}_EMAIL": "ada@harbour.example"}

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(args, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=900, check=False)

    put(tmp_path, GOOD)
    (tmp_path / "cleaner.toml").write_text('exclude = ["drafts/"]\n')
    assert run("git", "init", "--quiet").returncode == 0
    assert run("git", "add", ".").returncode == 0
    assert run("git", "commit", "--quiet", "--message", "Good files").returncode == 0
    return tmp_path, run


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)


def held(folder: Path) -> dict[str, str]:
    paths = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in paths}


def test_a_bad_file_stops_the_commit_until_it_is_fixed(corpus):
    folder, run = corpus
    revision = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=ROOT, text=True).strip()
    hooks = "".join(f"  - id: {name}\n" for name in ("cleaner-check", "cleaner-fix"))
    config = f"repos:\n- repo: {ROOT.as_uri()}\n  rev: {revision}\n  hooks:\n{hooks}"
    (folder / ".pre-commit-config.yaml").write_text(config)
    assert run("pre-commit", "install").returncode == 0
    put(folder, BAD)
    before = held(folder)
    assert run("git", "add", ".").returncode == 0

    stopped = run("git", "commit", "--message", "More files")
    said = stopped.stdout + stopped.stderr
    assert stopped.returncode == 1, said
    assert "bad.txt:1:1: date en/dateline/published: Published: Fri, March 15, 2019\n" in said
    assert "bad.md:5:1: share en/share/like-this: Like this:\n" in said
    assert "bad.jsonl:1:" in said
    assert "good" not in said
    assert "drafts" not in said
    assert held(folder) == {**before, **MENDED}

    assert run("git", "add", ".").returncode == 0
    passed = run("git", "commit", "--message", "More files")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert held(folder) == {**before, **MENDED}
    assert run("git", "status", "--porcelain").stdout == ""


def test_hooks_are_tried_from_this_repository(corpus):
    folder, run = corpus
    put(folder, BAD)
    before = held(folder)
    assert run("git", "add", ".").returncode == 0
    tried = run("pre-commit", "try-repo", str(ROOT), "cleaner-check", "--all-files")
    assert tried.returncode == 1, tried.stdout + tried.stderr
    assert "bad.txt:5:1: share en/share/share-this: Share this:\n" in tried.stdout
    assert "5 findings in 3 of 5 files\n" in tried.stdout
    assert held(folder) == before
