"""The files that come with the package: the grammar, the rule sets, and the pages that explain findings.

Takes: the name of a grammar file, of a rule set or of a finding.
Gives: the text of the first and the last, the place of the other.
Afterwards true: nothing was opened before it was asked for; an installed package answers from its own data,
a checkout from the folders beside `src/`, and both give the same files.
"""

from pathlib import Path

SUFFIX = ".bek"

# WHY: a wheel carries the two folders inside the package; an editable install carries no copy that could grow stale.
_HERE = Path(__file__).resolve()
_HOMES = (_HERE.parent / "_data", _HERE.parents[2])


def grammar_text(name: str) -> str:
    """The text of one file of the grammar, such as `bekymring.lark`."""
    return (_folder("grammar") / name).read_text(encoding="utf-8")


def ruleset_names() -> tuple[str, ...]:
    """The names of the rule sets that come with the package, in alphabetical order."""
    return tuple(sorted(folder.name for folder in _folder("rulesets").iterdir() if _rule_files(folder)))


def ruleset_folder(name: str) -> Path | None:
    """The folder of a rule set that comes with the package, or nothing if none has that name."""
    return _folder("rulesets") / name if name in ruleset_names() else None


def ruleset_files(name: str) -> tuple[Path, ...]:
    """The rule files of a rule set that comes with the package, in alphabetical order; empty if none has that name."""
    folder = ruleset_folder(name)
    return () if folder is None else _rule_files(folder)


def check_page(slug: str) -> str | None:
    """The page that explains the finding of a slug, or nothing if nobody wrote one."""
    places = (home / "docs" / "checks" / f"{slug}.md" for home in _HOMES)
    return next((place.read_text(encoding="utf-8") for place in places if place.is_file()), None)


def _rule_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob(f"*{SUFFIX}")))


def _folder(name: str) -> Path:
    for home in _HOMES:
        if (home / name).is_dir():
            return home / name
    msg = (
        f"Mappen »{name}« mangler i installationen af bekymring; installér pakken igen. "
        f"The folder '{name}' is missing from this installation of bekymring; install the package again."
    )
    raise FileNotFoundError(msg)
