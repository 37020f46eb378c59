"""Looks into the archives that the gate has just built, and picks the run-time pins out of the constraints.

Takes: a folder with one source archive and one wheel, or a constraints file.
Gives: complaints on standard error and exit status 1, or the pins of the run-time libraries on standard output.
Afterwards true: both archives carry the package, the grammar and the rule sets byte for byte, and nothing else.
"""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

# Where the folders of the checkout lie in the wheel.
IN_WHEEL = {
    "src/bekymring": "bekymring",
    "grammar": "bekymring/_data/grammar",
    "rulesets": "bekymring/_data/rulesets",
    "docs/checks": "bekymring/_data/docs/checks",
}
PAPERS = {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", ".gitignore"}


def tracked(*folders: str) -> dict[str, bytes]:
    """The files of the checkout below some folders."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", *folders],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {name: (ROOT / name).read_bytes() for name in listing.split("\0") if name}


def in_wheel(name: str) -> str:
    """The name that a file of the checkout has in the wheel."""
    folder = next(folder for folder in IN_WHEEL if name.startswith(f"{folder}/"))
    return IN_WHEEL[folder] + name.removeprefix(folder)


def read_sdist(path: Path) -> dict[str, bytes]:
    """The files of a source archive, without the folder that holds them all."""
    with tarfile.open(path) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        streams = {member.name.partition("/")[2]: archive.extractfile(member) for member in members}
        return {name: stream.read() for name, stream in streams.items() if stream is not None}


def read_wheel(path: Path) -> dict[str, bytes]:
    """The files of a wheel, without its own metadata."""
    with zipfile.ZipFile(path) as archive:
        names = [
            name for name in archive.namelist() if not PurePosixPath(name).parts[0].endswith(".dist-info")
        ]
        return {name: archive.read(name) for name in names}


def differences(title: str, expected: Mapping[str, bytes], found: Mapping[str, bytes]) -> Iterator[str]:
    """One line for every file that is missing, changed or too many."""
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield f"{title}: {name} is missing"
        elif name not in expected:
            yield f"{title}: {name} should not be there"
        elif expected[name] != found[name]:
            yield f"{title}: {name} is not the file in the checkout"


def contents(folder: Path) -> Iterator[str]:
    """What is wrong with the one source archive and the one wheel in a folder."""
    files = tracked(*IN_WHEEL)
    for needed in ("grammar/", "rulesets/", "src/bekymring/"):
        if not any(name.startswith(needed) for name in files):
            yield f"{needed} holds no tracked file"
    [sdist], [wheel] = folder.glob("*.tar.gz"), folder.glob("*.whl")
    in_sdist = {name: text for name, text in read_sdist(sdist).items() if name not in PAPERS | {"PKG-INFO"}}
    yield from differences("source archive", files, in_sdist)
    yield from differences("wheel", {in_wheel(name): text for name, text in files.items()}, read_wheel(wheel))


def runtime(constraints: Path) -> Iterator[str]:
    """The lines of a constraints file that pin what the package needs without any extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    is_wanted = False
    for line in constraints.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            is_wanted = canonicalize_name(Requirement(line.rstrip("\\ ")).name) in wanted
        if is_wanted and not line.startswith("#"):
            yield line


def main() -> int:
    """Runs one of the two questions and gives the exit status."""
    match sys.argv[1:]:
        case ["contents", folder]:
            complaints = tuple(contents(Path(folder)))
            sys.stderr.writelines(f"{line}\n" for line in complaints)
            return 1 if complaints else 0
        case ["runtime", constraints]:
            sys.stdout.writelines(f"{line}\n" for line in runtime(Path(constraints)))
            return 0
        case _:
            sys.stderr.write("archives.py contents FOLDER | archives.py runtime CONSTRAINTS\n")
            return 2


if __name__ == "__main__":
    sys.exit(main())
