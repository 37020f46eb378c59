"""Runs the blocks of one page in order, in a folder of its own, and gives the page as it should stand.

Takes the text of a page and an empty folder, which gets a copy of the shipped rule sets.
Gives the page with the outputs that were really printed, and what is wrong with the blocks that print nothing.
"""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import tomllib
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from attrs import define, field

from bekymring.api import check_reading, read_ruleset
from bekymring.cli import main
from bekymring.diagnostics import Severity
from bekymring.examples.run import run_examples
from docs.pages import KEYS, KINDS, ROOT, Block, blocks, prelude, rewritten

HEADS = ("regelsæt ", "ruleset ", "# ")
GOALS = {line.partition(":")[0] for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()}
HOOKS = set(re.findall(r"- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")))
IN_YAML = re.compile(r"^ *(?:- )?(?:(?:run|script|entry): )?(bekymring (?!\[).*)$", re.MULTILINE)
"""A command of ours as a step of a pipeline."""
SHELL_WORDS = ("make", "git", "pip", "cd")
IN_PYTHON = re.compile(
    r"(?:python3?|build/[a-z]+/bin/python3?) (?:-m venv build/[a-z]+|-m (?P<module>[a-z.]+)|(?P<file>tests/\S+\.py)).*"
)
"""A script or a module of the tests, started by hand, or an environment for it."""


@define
class Page:
    """One page while it runs."""

    folder: Path
    problems: list[str] = field(factory=list)
    outputs: dict[int, str] = field(factory=dict)
    names: dict[str, object] = field(factory=lambda: {"__name__": "page"})
    printed: str | None = None
    """What the last Python block printed, until a text block has shown it."""
    tried: tuple[Path, str] | None = None
    """A file that the next console block finds changed, and what it held before."""

    def run(self, block: Block) -> None:
        """Runs one block, or says what is wrong with it."""
        unknown = [*({block.kind} - KINDS), *(set(block.options) - KEYS)]
        if unknown:
            self.problems.append(f"line {block.line}: nothing runs a block marked {unknown}")
            return
        if block.kind != "text":
            self._shown(block.line)
        self._write(block)
        getattr(self, f"_{block.kind}")(block)

    def finish(self) -> None:
        """Says what was printed and never shown."""
        self._shown(0)

    def _shown(self, line: int) -> None:
        if self.printed:
            self.problems.append(f"before line {line}: a Python block prints, and no text block shows it")
        self.printed = None

    def _write(self, block: Block) -> None:
        if name := block.options.get("fil"):
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        if name := block.options.get("erstat"):
            _replace(self.folder / name, block.text)
        if name := block.options.get("tilføj") or block.options.get("prøv"):
            path = self.folder / name
            before = path.read_text(encoding="utf-8")
            path.write_text(f"{before}\n{block.text}", encoding="utf-8")
            if "prøv" in block.options:
                self.tried = (path, before)

    def _bek(self, block: Block) -> None:
        if {"erstat", "tilføj", "prøv"} & set(block.options):
            return
        text = block.text
        if name := block.options.get("med"):
            text = f"{prelude(name)}\n{text}"
        elif not text.startswith(HEADS):
            self.problems.append(f"line {block.line}: a fragment needs med=<prelude>")
            return
        self.problems += [f"line {block.line}: {one}" for one in _wrong(text, block, self.folder)]

    def _console(self, block: Block) -> None:
        printed: list[str] = []
        status = 0
        with chdir(self.folder):
            for line in block.text.splitlines():
                if not line.startswith("$ "):
                    continue
                output, status = _command(line.removeprefix("$ "), status)
                printed += [line, *output.rstrip("\n").splitlines()]
        self.outputs[block.start] = "".join(f"{line}\n" for line in printed)
        if status == 70:  # an internal error is never an example
            self.problems.append(f"line {block.line}: an internal error is shown")
        if self.tried:
            path, before = self.tried
            path.write_text(before, encoding="utf-8")
            self.tried = None

    def _python(self, block: Block) -> None:
        heard = io.StringIO()
        code = compile("\n" * block.line + block.text, "<page>", "exec")
        with chdir(self.folder), redirect_stdout(heard):
            exec(code, self.names)  # noqa: S102 - the page is ours
        self.printed = heard.getvalue()

    def _text(self, block: Block) -> None:
        if self.printed:
            self.outputs[block.start] = self.printed.rstrip("\n") + "\n"
            self.printed = None
        elif not any(sign in block.text for sign in ("│", "▼")):
            self.problems.append(f"line {block.line}: a text that nothing printed, and no drawing either")

    def _json(self, block: Block) -> None:
        json.loads(block.text)

    def _toml(self, block: Block) -> None:
        tomllib.loads(block.text)

    def _yaml(self, block: Block) -> None:
        """Nothing here reads YAML: its indentation is looked at, and the commands in it are run."""
        if not block.text.strip() or "\t" in block.text:
            self.problems.append(f"line {block.line}: empty, or indented with tabs")
        for command in IN_YAML.findall(block.text):
            with chdir(self.folder):
                said, status = _command(command, 0)
            if status in {2, 70}:
                self.problems.append(f"line {block.line}: `{command}` ends with {status}: {said}")
        if "hooks:" in block.text:
            unknown = set(re.findall(r"- id: (\S+)", block.text)) - HOOKS
            self.problems += [f"line {block.line}: there is no hook {name}" for name in sorted(unknown)]

    def _sh(self, block: Block) -> None:
        for line in block.text.splitlines():
            words = shlex.split(line, comments=True)
            known = (
                not words
                or words[0] in {*SHELL_WORDS, "bekymring", "build/peers/bin/pip"}
                or _stands_in_tests(line)
            )
            goals = set(words[1:]) if words[:1] == ["make"] else set()
            if not known or not goals <= GOALS:
                self.problems.append(f"line {block.line}: nobody knows `{line}`")


def _stands_in_tests(line: str) -> bool:
    """Whether a line starts a file of the tests that is there."""
    asked = IN_PYTHON.fullmatch(line)
    if asked is None:
        return False
    module, file = asked["module"], asked["file"]
    path = ROOT / (file or f"{(module or 'tests').replace('.', '/')}")
    return path.exists() or path.with_suffix(".py").exists()


def run_page(text: str, folder: Path) -> tuple[str, list[str]]:
    """The page as it should stand, and what is wrong with it."""
    shutil.copytree(ROOT / "rulesets", folder / "rulesets")
    page = Page(folder)
    for block in blocks(text):
        try:
            page.run(block)
        except Exception as error:  # noqa: BLE001 - whatever a block does wrong is told with its line
            page.problems.append(f"line {block.line}: {type(error).__name__}: {error}")
    page.finish()
    return rewritten(text, page.outputs), page.problems


def _replace(path: Path, text: str) -> None:
    """Puts a declaration in place of the one that begins with the same line and ends at a blank one."""
    first = text.partition("\n")[0]
    before, found, after = path.read_text(encoding="utf-8").partition(f"{first}\n")
    assert found, f"nothing begins with `{first}`"
    path.write_text(before + text + after[after.find("\n\n") + 1 :], encoding="utf-8")


def _command(line: str, before: int) -> tuple[str, int]:
    """What a command prints, and its status. `| head -n` shows the beginning."""
    if line == "echo $?":
        return f"{before}\n", before
    line, _, head = line.partition(" | head -")
    program, *arguments = shlex.split(line)
    if program == "cat":
        said, status = "".join(Path(one).read_text(encoding="utf-8") for one in arguments), 0
    else:
        assert program == "bekymring", f"nobody runs {program}"
        said, status = _bekymring(arguments)
    lines = said.splitlines()[: int(head)] if head else said.splitlines()
    return "\n".join(lines), status


def _bekymring(arguments: list[str]) -> tuple[str, int]:
    heard = io.BytesIO()
    screen = io.TextIOWrapper(heard, encoding="utf-8", write_through=True)
    with redirect_stdout(screen), redirect_stderr(screen):
        status = main(arguments)
    screen.flush()
    return heard.getvalue().decode("utf-8"), status


def _wrong(text: str, block: Block, folder: Path) -> list[str]:
    """What is wrong with a rule set in a page, its examples included; warnings count for a whole one."""
    place = folder / block.options.get("fil", f"{block.line}.bek")
    place.write_text(text, encoding="utf-8")
    reading = read_ruleset(place)
    assert reading is not None
    counted = {Severity.ERROR} if "med" in block.options else {Severity.ERROR, Severity.WARNING}
    found = [one for one in check_reading(reading) if one.severity in counted]
    if expected := block.options.get("fejl"):
        codes = [one.code.number for one in check_reading(reading)]
        return [] if expected in codes else [f"no {expected} but {codes}"]
    if found or reading.ruleset is None:
        return [f"{one.code.number} {one.message()}" for one in found]
    return [one.message() for one in run_examples(reading.ruleset).findings]
