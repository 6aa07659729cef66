"""The rulebook is what the specifications assert."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules

from purbeck.assess.rulebook import RULES
from tests import spec
from tests.docs.pages import ROOT
from tests.spec.method_cases import Method

SCRIPT = ROOT / "scripts" / "make_rulebook.py"
RULEBOOK = ROOT / "docs" / "rules"


def make_rulebook(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script that makes the rulebook."""
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_pages_are_as_the_tests_have_them() -> None:
    """The pages in the repository are those that the specifications of today give."""
    run = make_rulebook("--check")

    assert (run.returncode, run.stderr) == (0, "")


def test_a_page_that_differs_or_is_left_over_is_named_and_left_alone(tmp_path: Path) -> None:
    """Checking names each page that no test has as it is, and changes nothing."""
    make_rulebook("--into", str(tmp_path))
    (tmp_path / "aim.md").write_text("edited by hand\n", encoding="utf-8")
    (tmp_path / "overall.md").unlink()
    (tmp_path / "of-old.md").write_text("a rule that is gone\n", encoding="utf-8")

    run = make_rulebook("--check", "--into", str(tmp_path))

    named = {line.split(" ")[0] for line in run.stderr.splitlines()}
    assert (run.returncode, named) == (1, {"aim.md", "overall.md", "of-old.md"})
    assert (tmp_path / "aim.md").read_text(encoding="utf-8") == "edited by hand\n"


def test_every_rule_is_in_the_rulebook_with_its_statement_and_source() -> None:
    """Each rule has a page that gives its code, what it does and whence it comes."""
    text = "".join(page.read_text(encoding="utf-8") for page in sorted(RULEBOOK.glob("*.md")))

    missing = [r.code for r in RULES if r.statement not in text or r.source not in text]
    assert missing == []


def test_every_method_that_is_specified_has_its_page() -> None:
    """Each method has a page with what it is for, how it is worked out, and whence it comes."""
    modules = [importlib.import_module(f"tests.spec.{m.name}") for m in iter_modules(spec.__path__)]
    methods = [
        module.method for module in modules if isinstance(module.__dict__.get("method"), Method)
    ]
    contents = (RULEBOOK / "README.md").read_text(encoding="utf-8")
    text = "".join(page.read_text(encoding="utf-8") for page in sorted(RULEBOOK.glob("*.md")))

    assert len(methods) >= 10
    for method in methods:
        assert method.statement in contents
        for said in (method.statement, *method.definition, method.source):
            assert said in text


def test_an_answer_is_printed_beside_the_figures_it_was_given_for() -> None:
    """The seed's fall from 95.3 to 95.1 stands in the rulebook as the marginal change it is."""
    page = (RULEBOOK / "direction-of-travel.md").read_text(encoding="utf-8")
    row = re.search(r"^\| Dorset \| 95.4 \| .*$", page, re.MULTILINE)

    assert row is not None
    assert row[0] == "| Dorset | 95.4 | 95.3 | 95.3 | 95.1 | **marginal change** |"
