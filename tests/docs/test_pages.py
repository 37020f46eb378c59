"""Every block of every page runs, and prints what the page says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docs.pages import ROOT, block_pages, blocks
from docs.running import run_page


@pytest.mark.parametrize("page", block_pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_runs(page: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    text = page.read_text(encoding="utf-8")
    now, problems = run_page(text, tmp_path)
    assert problems == []
    golden(page, now)


def test_no_fence_is_left_open() -> None:
    marked = {page: page.read_text(encoding="utf-8") for page in block_pages()}
    odd = [page.name for page, text in marked.items() if text.count("\n```") != 2 * len(list(blocks(text)))]
    assert odd == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```\nx\n```", "nothing runs a block marked ['']"),
        ("```xml\nx: 1\n```", "nothing runs a block marked ['xml']"),
        ("```yaml\n\n```", "empty"),
        ("```yaml\nx:\n\ty: 1\n```", "indented with tabs"),
        ("```yaml\n- run: bekymring check rulesets --fromat text\n```", "ends with 2"),
        ("```yaml\nscript:\n  - bekymring check nowhere\n```", "ends with 2"),
        ("```yaml\nhooks:\n  - id: bekymring-kaffe\n```", "there is no hook bekymring-kaffe"),
        ("```bek ved=x\n```", "nothing runs a block marked ['ved']"),
        ('```bek\nlov x "X"\n```', "a fragment needs med=<prelude>"),
        ("```bek med=sprog\nregel\n```", "BEK"),
        ('```bek med=sprog fejl=BEK201\nlov x "X"\n```', "no BEK201"),
        ("```json\n{,}\n```", "JSONDecodeError"),
        ("```toml\n=\n```", "TOMLDecodeError"),
        ("```sh\nmake kaffe\n```", "nobody knows `make kaffe`"),
        ("```console\n$ rm -r x\n```", "nobody runs rm"),
        ("```python\nprint(1)\n```", "no text block shows it"),
        ("```python\n1 / 0\n```", "ZeroDivisionError"),
        ("```text\n2\n```", "a text that nothing printed"),
    ],
)
def test_a_block_that_is_wrong_is_told(tmp_path: Path, text: str, said: str) -> None:
    _, problems = run_page(text, tmp_path)
    assert [said in one for one in problems] == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```python\nprint(2)\n```\n```text\n3\n```\n", "```python\nprint(2)\n```\n```text\n2\n```\n"),
        ("```console\n$ bekymring lis\nfør\n$ echo $?\n```\n", None),
        (
            "```json fil=a.json\n{}\n```\n```console\n$ cat a.json\n```\n",
            "```json fil=a.json\n{}\n```\n```console\n$ cat a.json\n{}\n```\n",
        ),
    ],
)
def test_what_was_printed_is_put_into_the_page(tmp_path: Path, text: str, expected: str | None) -> None:
    now, problems = run_page(text, tmp_path)
    assert problems == []
    assert now == expected or (expected is None and "»lis«" in now and "\n2\n" in now and "før" not in now)


def test_what_is_tried_is_gone_after_one_console_block(tmp_path: Path) -> None:
    text = (
        "```json fil=a\n{}\n```\n```bek prøv=a\nx\n```\n```console\n$ cat a\n```\n```console\n$ cat a\n```\n"
    )
    now, problems = run_page(text, tmp_path)
    assert problems == []
    assert now.endswith("```console\n$ cat a\n{}\n\nx\n```\n```console\n$ cat a\n{}\n```\n")
