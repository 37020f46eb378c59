"""What a comment may allow, and what it may not."""

from collections.abc import Callable
from datetime import date

from attrs import evolve

from bekymring.checks import Context, run_checks, silence
from bekymring.checks.overdue_revision import CHECK as OVERDUE
from bekymring.checks.unused_definition import CHECK as UNUSED
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.source import Span

ERROR = Code("BEK398", "an-error", Severity.ERROR, Words("x"), Words("x"))
NOTE = Code("BEK399", "a-note", Severity.NOTE, Words("x"), Words("x"))

RULE = """

regel peg
    når uro er ja
    så peger det på position gul
    fordi "Det kan være et tegn på, at barnet ikke trives"
    hjemmel barnets_lov § 18 læst 1. marts 2026
"""
Compile = Callable[[str], tuple[Context, int]]


def at(context: Context, line: int) -> Span:
    return Span(context.documents[0].span.file, 0, 1, line, 1, line, 2)


def numbers(found: tuple[Diagnostic, ...]) -> list[str]:
    return [one.code.number for one in found]


def test_a_comment_speaks_of_its_own_file_only(compiled: Compile) -> None:
    context, before = compiled("# tillad BEK399: en grund\ndefinition x uro er ja")
    here = Diagnostic(NOTE, at(context, before + 2))
    elsewhere = Diagnostic(NOTE, evolve(at(context, before + 2), file="andet.bek"))
    found = silence((here, elsewhere), context.documents, judged={"BEK399"})
    assert found == (elsewhere,)


def test_one_comment_may_allow_several_codes(compiled: Compile) -> None:
    context, before = compiled("definition x uro er ja # tillad BEK303 og BEK399: en grund" + RULE)
    note = Diagnostic(NOTE, at(context, before + 1))
    assert run_checks(context, (UNUSED,), before=(note,)) == ()


def test_what_was_not_looked_for_is_not_missed(compiled: Compile) -> None:
    context, _ = compiled("definition x uro er ja # tillad BEK399: en grund" + RULE)
    assert numbers(run_checks(context, (UNUSED,))) == ["BEK303"]


def test_an_error_stands_and_the_comment_is_found(compiled: Compile) -> None:
    context, before = compiled("definition x uro er ja # tillad BEK398: en grund")
    error = Diagnostic(ERROR, at(context, before + 1))
    assert sorted(numbers(silence((error,), context.documents, judged={"BEK398"}))) == ["BEK392", "BEK398"]


def test_a_finding_on_no_line_is_never_silenced(compiled: Compile) -> None:
    context, _ = compiled("# tillad BEK399: en grund\ndefinition x uro er ja")
    note = Diagnostic(NOTE, "$.fravær")
    assert note in silence((note,), context.documents, judged={"BEK399"})


def test_other_comments_silence_nothing(compiled: Compile) -> None:
    for comment in ("# tilladt BEK303: x", "# BEK303", "# vi tillader BEK303: x", "# tillad bek303: x"):
        context, _ = compiled(f"definition x uro er ja {comment}" + RULE)
        assert numbers(run_checks(context, (UNUSED,))) == ["BEK303"]


def test_without_a_day_no_revision_is_overdue(compiled: Compile) -> None:
    context, _ = compiled("definition x uro er ja")
    assert run_checks(evolve(context, today=None), (OVERDUE,)) == ()
    assert run_checks(evolve(context, today=date(2027, 3, 1)), (OVERDUE,)) == ()
    assert numbers(run_checks(evolve(context, today=date(2027, 3, 2)), (OVERDUE,))) == ["BEK327"]


def test_the_same_rule_set_gives_the_same_findings_in_the_same_order(compiled: Compile) -> None:
    text = 'definition b uro er ja\ndefinition a uro er ja\nopmærksomhedspunkt c "HUSK DET"'
    context, _ = compiled(text)
    found = run_checks(context)
    assert found == run_checks(context)
    assert list(found) == sorted(found, key=Diagnostic.sort_key)
