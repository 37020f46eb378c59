"""Conditions in a reader's words, Danish and English."""

from datetime import date
from fractions import Fraction

import builders
import pytest

from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    And,
    CalendarPeriod,
    Compare,
    Const,
    Count,
    Difference,
    Distance,
    Expr,
    InSet,
    ItemField,
    KnownTest,
    LevelIs,
    Moment,
    Named,
    Not,
    Op,
    Or,
    PeriodStart,
    Pick,
    RecordCount,
    RecordValue,
    Ref,
    SetCount,
    Shift,
    Sum,
    ThisField,
    Times,
    Unit,
)
from bekymring.report.names import Names
from bekymring.report.words import Wording

N = Fraction
SOME = RecordCount("underretning", Compare(Op.EQ, ItemField("anonym"), Const(value=True)))
TEN = Compare(Op.GE, Difference(Distance.AGE, Ref("fødselsdag"), Moment()), Const(N(10)))
ROWS: tuple[tuple[Expr, str, str], ...] = (
    (
        Compare(Op.GE, Ref("ulovligt_fravær"), Const(N(15))),
        "ulovligt fravær er mindst 15 %",
        "ulovligt fravær is at least 15 %",
    ),
    (
        Compare(Op.LT, Ref("ulovligt_fravær"), Const(N(29, 2))),
        "ulovligt fravær er under 14,5 %",
        "ulovligt fravær is under 14.5 %",
    ),
    (
        Compare(Op.GE, Ref("tegn_på_æreskonflikt"), Const("mistanke"), "vished"),
        "tegn på æreskonflikt er mindst mistanke",
        "tegn på æreskonflikt is at least mistanke",
    ),
    (
        Compare(Op.EQ, Ref("tegn_på_æreskonflikt"), Ref("tegn_på_æreskonflikt"), "vished"),
        "tegn på æreskonflikt er det samme som tegn på æreskonflikt",
        "tegn på æreskonflikt is the same as tegn på æreskonflikt",
    ),
    (
        Not(Compare(Op.EQ, Ref("tegn_på_æreskonflikt"), Ref("tegn_på_æreskonflikt"), "vished")),
        "tegn på æreskonflikt er ikke det samme som tegn på æreskonflikt",
        "tegn på æreskonflikt is not the same as tegn på æreskonflikt",
    ),
    (
        LevelIs("position", Op.GE, "gul"),
        "Trivselsposition er gul (Bekymring) eller værre",
        "Trivselsposition is gul (Bekymring) or worse",
    ),
    (Ref("støtte_i_gang"), "svaret på »Er der støtte i gang?« er ja", "the answer to »Er der støtte i gang?« is yes"),
    (Not(Ref("støtte_i_gang")), "svaret på »Er der støtte i gang?« er ikke ja", "the answer to »Er der støtte i gang?« is not yes"),
    (builders.is_("støtte_i_gang", value=False), "svaret på »Er der støtte i gang?« er nej", "the answer to »Er der støtte i gang?« is no"),
    (Ref("position"), "den faglige vurdering af Trivselsposition", "the professional's assessment of Trivselsposition"),
    (Ref("grædt"), "»Barnet har grædt i skolen«", "»Barnet har grædt i skolen«"),
    (builders.is_("grædt", value=False), "ikke »Barnet har grædt i skolen«", "not »Barnet har grædt i skolen«"),
    (Named("højt_fravær"), "»Ulovligt fravær på 15 % eller mere«", "»Ulovligt fravær på 15 % eller mere«"),
    (
        And((Ref("støtte_i_gang"), Or((Ref("nære_venner"), TEN)))),
        "svaret på »Er der støtte i gang?« er ja og (svaret på »Har barnet nære venner?« er ja eller barnet er fyldt 10 år)",
        "the answer to »Er der støtte i gang?« is yes and (the answer to »Har barnet nære venner?« is yes or the child is 10 years or older)",
    ),
    (
        Compare(Op.GE, RecordCount("underretning", None), Const(N(1))),
        "der er mindst 1 underretning",
        "there are at least 1 underretning",
    ),
    (
        Compare(Op.GE, SOME, Const(N(3))),
        "der er mindst 3 underretninger hvor (anonym er ja)",
        "there are at least 3 underretninger where (anonym is yes)",
    ),
    (
        Compare(Op.GE, Count((Ref("støtte_i_gang"), Ref("nære_venner"))), Const(N(2))),
        "mindst 2 af (svaret på »Er der støtte i gang?« er ja, svaret på »Har barnet nære venner?« er ja) er opfyldt",
        "at least 2 of (the answer to »Er der støtte i gang?« is yes, the answer to »Har barnet nære venner?« is yes) are met",
    ),
    (
        Compare(Op.GE, SetCount(Ref("hvorfor_stoppet"), ("økonomi",)), Const(N(1))),
        "hvorfor stoppet omfatter økonomi",
        "hvorfor stoppet includes økonomi",
    ),
    (
        InSet(Ref("hvorfor_stoppet"), ("økonomi", "andet")),
        "hvorfor stoppet er en af (økonomi, andet)",
        "hvorfor stoppet is one of (økonomi, andet)",
    ),
    (
        Compare(Op.LE, ThisField("modtagelse"), Const(date(2026, 3, 6))),
        "modtagelse af samme underretning er senest 6. marts 2026",
        "modtagelse of this underretning is no later than 6 March 2026",
    ),
    (
        Compare(Op.GT, Moment(), Shift(RecordValue("underretning", Pick.LATEST, "modtagelse", None), Const(N(24)), Unit.HOURS, 1)),
        "vurderingstidspunktet er efter 24 timer efter modtagelse af seneste underretning",
        "the moment of assessment is after 24 hours after modtagelse of the latest underretning",
    ),
    (ActionIs("sparring", ActionState.MUST), "»drøfte sagen med en kollega eller teamlederen« skal ske", "»drøfte sagen med en kollega eller teamlederen« must happen"),
    (KnownTest(Ref("nære_venner"), known=False), "svaret på »Har barnet nære venner?« er ikke oplyst", "the answer to »Har barnet nære venner?« is not known"),
    (
        Compare(Op.LE, Sum((Ref("ulovligt_fravær"), Times(Const(N(2)), Ref("ulovligt_fravær")))), Const(N(30))),
        "ulovligt fravær plus 2 gange ulovligt fravær er højst 30",
        "ulovligt fravær plus 2 times ulovligt fravær is at most 30",
    ),
    (
        PeriodStart(CalendarPeriod.QUARTER, Moment()),
        "begyndelsen af samme kvartal som vurderingstidspunktet",
        "the start of the quarter of the moment of assessment",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("expr", "danish", "english"), ROWS)
def test_a_condition_reads_like_this(expr: Expr, danish: str, english: str) -> None:
    ruleset = builders.ruleset()
    assert Wording(Names(ruleset, "da"), "underretning").condition(expr) == danish
    assert Wording(Names(ruleset, "en"), "underretning").condition(expr) == english
