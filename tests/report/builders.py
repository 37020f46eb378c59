"""Rule sets and decisions made by hand, so that their text can be read and compared. All children are invented."""

# ruff: noqa: FBT003 - a yes or no is the value itself
from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from bekymring.case.answers import Answer, Case, Departure, FactState, Provenance, RecordAnswers
from bekymring.decision import (
    NOT_ASSESSED,
    ActionGroup,
    ActionOutcome,
    AssessmentOutcome,
    AttentionOutcome,
    Ban,
    Blocked,
    Certainty,
    CitationOutcome,
    DeadlineOutcome,
    Decision,
    Fingerprint,
    Firing,
    LevelOutcome,
    MeasureOutcome,
    MissingFact,
    Obligation,
    OpenDuration,
    OrderOutcome,
    OwnAssessment,
    RuleOutcome,
    State,
)
from bekymring.model.ruleset import (
    Action,
    And,
    AttentionPoint,
    Citation,
    Compare,
    Const,
    Deadline,
    DeadlineKind,
    DeadlineTerm,
    Definition,
    Direction,
    Expr,
    Forbid,
    Indicator,
    IndicatorKind,
    Input,
    InputKind,
    Integrity,
    Law,
    Layer,
    Level,
    Measure,
    Modality,
    Named,
    Op,
    Or,
    Order,
    Origin,
    Party,
    Period,
    PointTo,
    ProfessionalSource,
    RecordCount,
    RecordField,
    RecordList,
    Ref,
    Require,
    Role,
    Rule,
    Ruleset,
    Scale,
    SourceKind,
    Step,
    ThisField,
    Unit,
    Worse,
)
from bekymring.model.types import Alternative, Choice, Day, Instant, Number, OnScale, YesNo
from bekymring.source import Span
from bekymring.values import Truth

LAYER = "opsporing"
READ = date(2026, 11, 22)


def at(day: str, clock: str = "00:00") -> datetime:
    """An instant in UTC from a winter day and a Danish clock (one hour ahead of UTC)."""
    civil = datetime.fromisoformat(f"{day}T{clock}+01:00")
    return civil.astimezone(UTC)


def end_of(day: str) -> datetime:
    """The last instant of a winter day in Denmark."""
    return datetime.fromisoformat(f"{day}T22:59:59.999999+00:00")


def origin(line: int = 1) -> Origin:
    return Origin(LAYER, Span("opsporing.bek", 0, 5, line, 1, line, 6))


def law(paragraph: str, *, read: bool = True) -> Citation:
    return Citation(statute=True, source="barnets_lov", paragraph=paragraph, read=READ if read else None)


def source(name: str) -> Citation:
    return Citation(statute=False, source=name, paragraph=None, read=READ)


def is_(name: str, value: Any) -> Expr:
    return Compare(Op.EQ, Ref(name), Const(value))


def known(value: Any, said_by: str = "", on: date | None = None, *, heard: bool | None = None) -> Answer:
    origin_ = Provenance(said_by=said_by, on=on, party_heard=heard) if said_by else None
    return Answer(FactState.KNOWN, value, origin_)


def ruleset(**changes: Any) -> Ruleset:
    """An invented rule set with everything that a decision text may have to show."""
    parts: dict[str, Any] = {
        "layers": (_layer(),),
        "laws": {"barnets_lov": Law("barnets_lov", "Barnets lov, LBK nr. 282 af 17. marts 2025", Period(date(2024, 1, 1)), origin())},
        "sources": {
            "beredskab": ProfessionalSource("beredskab", "Kommunens beredskab", SourceKind.GUIDELINE, origin()),
            "vive": ProfessionalSource("vive", "Inspirationskatalog, VIVE 2020", SourceKind.DESCRIPTION_OF_PRACTICE, origin()),
        },
        "scales": _scales(),
        "levels": {"position": Level("position", "Trivselsposition", "position", None, None, "fagperson", origin())},
        "roles": {
            "kommunen": Role("kommunen", "kommunen", None, origin()),
            "myndighedsrådgiver": Role("myndighedsrådgiver", "myndighedsrådgiver", 0, origin()),
            "teamleder": Role("teamleder", "teamleder", 1, origin()),
            "fagperson": Role("fagperson", "fagperson tæt på barnet", None, origin()),
        },
        "parties": {name: Party(name, label, origin()) for name, label in _PARTIES},
        "inputs": _inputs(),
        "lists": {"underretning": _notifications()},
        "indicators": _indicators(),
        "definitions": {
            "højt_fravær": Definition("højt_fravær", "Ulovligt fravær på 15 % eller mere", _HIGH_ABSENCE, YesNo(), origin()),
        },
        "actions": _actions(),
        "measures": {
            "råd": Measure(
                "råd", "Råd og vejledning", "trappe", "trin_2", is_("familien_ønsker_hjælp", True), origin(),
                is_offer=True, decided_by="myndighedsrådgiver", citations=(law("§ 30"),),
            ),
        },
        "attention": {"ekstra_tid": AttentionPoint("ekstra_tid", "Sæt ekstra tid af til samtaler med tolk", origin())},
        "calendars": {},
        "integrity": (Integrity("En underretning kan ikke være vurderet, før den er kommet frem", is_("tolkebehov", True), origin()),),
        "rules": _rules(),
        "tables": {},
        "demands": (),
        "examples": (),
    }  # fmt: skip
    return Ruleset(**(parts | changes))


_PARTIES = (
    ("barnet", "barnet"),
    ("skole", "skolen"),
    ("forældre", "forældre"),
    ("netværk", "netværk"),
    ("egne_akter", "egne akter"),
)
_HIGH_ABSENCE = Compare(Op.GE, Ref("ulovligt_fravær"), Const(Fraction(15)))


def _layer() -> Layer:
    return Layer(
        LAYER,
        "Modtagelse og vurdering af underretninger",
        "1.0",
        Period(date(2024, 1, 1)),
        (),
        origin(),
        responsible="Faglig koordinator",
        approved=date(2026, 3, 1),
        approved_by="børne- og ungechefen",
        revise_by=date(2027, 3, 1),
        not_covered=("Underretning om ufødte børn (barnets lov §§ 24-27)", "Søskendes situation"),
    )


def _scales() -> dict[str, Scale]:
    certainty = ("ingen", "bekymring", "mistanke", "viden")
    return {
        "vished": Scale(
            "vished",
            "Vished",
            Direction.WEAKEST_TO_STRONGEST,
            tuple(Step(one, one) for one in certainty),
            None,
            origin(),
        ),
        "position": Scale(
            "position",
            "Trivselsposition",
            Direction.BEST_TO_WORST,
            (Step("grøn", "Trivsel"), Step("gul", "Bekymring"), Step("rød", "Stærk bekymring")),
            None,
            origin(),
        ),
        "trappe": Scale(
            "trappe",
            "Indsatstrappe",
            Direction.LEAST_TO_MOST_INTRUSIVE,
            (Step("trin_1", "Almen indsats"), Step("trin_2", "Tidlig forebyggende indsats")),
            None,
            origin(),
        ),
    }


def _inputs() -> dict[str, Input]:
    def fact(name: str, question: str, type_: Any, **more: Any) -> Input:
        return Input(name, question, type_, more.pop("kind", InputKind.FACT), origin(), **more)

    held = (
        fact("fødselsdag", "Hvornår er barnet født?", Day(), is_birth_date=True),
        fact(
            "ulovligt_fravær",
            "Hvor stor en del af kvartalets skoledage har eleven haft ulovligt fravær?",
            Number(Fraction(0), Fraction(100), integer=False, percent=True),
            answered_by=("skole",),
            worse=Worse.HIGHER,
        ),
        fact(
            "stoppet_til_fritid",
            "Er barnet stoppet til en fritidsaktivitet?",
            YesNo(),
            answered_by=("barnet", "skole"),
            worse=Worse.YES,
        ),
        fact(
            "nære_venner", "Har barnet nære venner?", YesNo(), answered_by=("barnet", "skole"), worse=Worse.NO
        ),
        fact(
            "hvorfor_stoppet",
            "Hvorfor er barnet stoppet til fritidsaktiviteten?",
            Choice((Alternative("økonomi", "økonomi"), Alternative("andet", "andet"))),
            answered_by=("forældre",),
        ),
        fact("støtte_i_gang", "Er der støtte i gang?", YesNo(), answered_by=("egne_akter",)),
        fact(
            "tolkebehov",
            "Har barnet eller familien brug for tolk?",
            YesNo(),
            answered_by=("skole", "egne_akter"),
            protected=True,
        ),
        fact("herkomst", "Hvad er familiens herkomst?", YesNo(), protected=True, collected=False),
        fact("familien_ønsker_hjælp", "Ønsker familien selv hjælp?", YesNo(), answered_by=("forældre",)),
        fact(
            "tegn_på_æreskonflikt",
            "Kan der være tale om en æresrelateret konflikt eller negativ social kontrol?",
            OnScale("vished"),
            kind=InputKind.ASSESSMENT,
            made_by="myndighedsrådgiver",
            citations=(law("§ 18, stk. 3"),),
        ),
        fact(
            "alvorlig_eller_kompleks",
            "Er der grund til at antage, at sagen er alvorlig eller kompleks?",
            YesNo(),
            kind=InputKind.ASSESSMENT,
            made_by="myndighedsrådgiver",
            weighs=(
                ("Overvejelser om anbringelse", False),
                ("Barnets egne ord", False),
                ("stoppet_til_fritid", True),
            ),
            citations=(law("§ 20, stk. 1, nr. 1"),),
        ),
        fact("grædt", "Har barnet grædt i skolen?", YesNo(), kind=InputKind.OBSERVED),
        fact("stabil_skolegang", "Møder barnet stabilt i skole?", YesNo(), kind=InputKind.OBSERVED),
    )
    return {one.name: one for one in sorted(held, key=lambda one: one.name)}


def _notifications() -> RecordList:
    fields = (
        RecordField("modtagelse", "Hvornår kom underretningen frem til kommunen?", Instant(), origin()),
        RecordField(
            "akutvurderet", "Hvornår var vurderingen af, om barnet er i fare, færdig?", Instant(), origin()
        ),
        RecordField("anonym", "Har underretteren bedt om at være anonym?", YesNo(), origin()),
    )
    return RecordList(
        "underretning",
        "underretninger",
        "Underretning om barnet",
        {one.name: one for one in fields},
        "modtagelse",
        200,
        origin(),
    )


def _indicators() -> dict[str, Indicator]:
    return {
        "grædt": Indicator(
            "grædt", "Barnet har grædt i skolen", IndicatorKind.SIGN_OF_NOT_THRIVING, None, (), origin()
        ),
        "højt_fravær": Indicator(
            "højt_fravær",
            "Ulovligt fravær på 15 % eller mere",
            IndicatorKind.SIGN_OF_NOT_THRIVING,
            _HIGH_ABSENCE,
            (),
            origin(),
        ),
        "stabil_skolegang": Indicator(
            "stabil_skolegang",
            "Barnet møder stabilt i skole",
            IndicatorKind.SIGN_OF_THRIVING,
            None,
            (),
            origin(),
        ),
    }


def _actions() -> dict[str, Action]:
    def action(name: str, infinitive: str, **more: Any) -> Action:
        return Action(name, infinitive, more.pop("per_record", None), origin(), **more)

    held = (
        action(
            "akutvurdering",
            "vurdere, om barnets sundhed eller udvikling er i fare",
            per_record="underretning",
        ),
        action(
            "kvittering",
            "bekræfte over for underretter, at underretningen er modtaget",
            per_record="underretning",
        ),
        action("risikovurdering", "foretage en risikovurdering"),
        action("screening_af_sagen", "screene sagen"),
        action(
            "brev_til_hjemmet", "sende brev, besked eller digital post til hjemmet", involves=("forældre",)
        ),
        action("kontakt_et_trygt_sted", "kontakte barnet et trygt sted, fx på skolen", involves=("barnet",)),
        action("undersøgelse", "træffe afgørelse om en børnefaglig undersøgelse", is_decision=True),
        action("forældremøde", "holde møde med forældrene", involves=("forældre",)),
        action("sparring", "drøfte sagen med en kollega eller teamlederen"),
        action("deling", "dele oplysninger med andre end familien"),
    )
    return {one.name: one for one in sorted(held, key=lambda one: one.name)}


def _rules() -> dict[str, Rule]:
    honour = Compare(Op.GE, Ref("tegn_på_æreskonflikt"), Const("bekymring"), "vished")
    some = Compare(Op.GE, RecordCount("underretning", None), Const(Fraction(1)))
    by = Deadline(DeadlineKind.BY, (DeadlineTerm(ThisField("modtagelse"), Const(Fraction(24)), Unit.HOURS),))
    soon = Deadline(DeadlineKind.AS_SOON_AS_POSSIBLE)
    held = (
        Rule(
            "vurdering_inden_24_timer",
            (Require("akutvurdering", Modality.MUST, by),),
            origin(41),
            per_record="underretning",
            reason="Kommunen skal vide, om barnet har brug for hjælp med det samme",
            considerations=("Barnets sikkerhed",),
            citations=(law("§ 136", read=False),),
            locked=True,
        ),
        Rule(
            "kvittering_til_underretter",
            (Require("kvittering", Modality.MUST),),
            origin(47),
            per_record="underretning",
            unless=(Compare(Op.EQ, ThisField("anonym"), Const(value=True)),),
            reason="Den, der underretter, skal vide, at underretningen er kommet frem",
            citations=(law("§ 138", read=False),),
        ),
        Rule(
            "screening_altid",
            (Require("screening_af_sagen", Modality.MUST, soon),),
            origin(53),
            when=some,
            reason="Kommunen har viden om eller grund til at antage, at barnet har brug for støtte",
            citations=(law("§ 18, stk. 1"),),
        ),
        Rule(
            "risikovurdering_først",
            (
                Order("risikovurdering", is_assessment=False, involving=("forældre", "netværk")),
                Require("risikovurdering", Modality.MUST),
            ),
            origin(60),
            when=honour,
            reason="Kontakt til familien kan øge faren for barnet",
            citations=(law("§ 18, stk. 3"),),
        ),
        Rule(
            "intet_brev_hjem",
            (Forbid("brev_til_hjemmet", "kontakt_et_trygt_sted"),),
            origin(66),
            when=honour,
            reason="Et brev kan blive åbnet af andre end barnet",
            citations=(source("beredskab"),),
        ),
        Rule(
            "sparring_i_svære_sager",
            (Require("sparring", Modality.SHOULD),),
            origin(70),
            when=honour,
            reason="To ser mere end én",
            citations=(source("vive"),),
        ),
        Rule(
            "undersøgelse_er_pligt",
            (Require("undersøgelse", Modality.MUST),),
            origin(75),
            when=And((Ref("alvorlig_eller_kompleks"), some)),
            reason="Sagen kræver, at barnets forhold undersøges samlet",
            citations=(law("§ 20, stk. 1, nr. 1 og 2"),),
        ),
        Rule(
            "fravær_peger_på_gul",
            (PointTo("position", "gul"),),
            origin(82),
            when=Named("højt_fravær"),
            against=(Or((is_("nære_venner", True), is_("støtte_i_gang", True))),),
            reason="Meget ulovligt fravær kan være et tegn på, at barnet ikke trives",
            citations=(source("vive"),),
        ),
        Rule(
            "tegn_peger_på_rød",
            (PointTo("position", "rød"),),
            origin(88),
            when=Ref("alvorlig_eller_kompleks"),
            reason="En alvorlig eller kompleks sag peger på stærk bekymring",
            citations=(source("vive"),),
        ),
    )
    return {one.name: one for one in sorted(held, key=lambda one: one.name)}


def case(**changes: Any) -> Case:
    """The invented case of a girl of twelve."""
    teacher, day = "lærer, underretning", date(2026, 3, 6)
    facts = {
        "fødselsdag": known(date(2014, 1, 15)),
        "ulovligt_fravær": known(Fraction(37, 2), "skolens fravær", day),
        "stoppet_til_fritid": known(True, teacher, day, heard=False),
        "nære_venner": known(True, teacher, day),
        "grædt": known(True, teacher, day),
        "stabil_skolegang": known(True, "skolens fravær", day),
        "tegn_på_æreskonflikt": Answer(
            FactState.KNOWN,
            "bekymring",
            by="myndighedsrådgiver",
            on=at("2026-03-07", "09:00"),
            reason="Se notat",
        ),
        "støtte_i_gang": Answer(FactState.ASKED),
        "tolkebehov": Answer(FactState.NOT_ASKED),
    }
    first = {"modtagelse": known(at("2026-03-06", "15:40")), "akutvurderet": Answer(FactState.NOT_HAPPENED)}
    second = {
        "modtagelse": known(at("2026-03-05", "10:00")),
        "akutvurderet": Answer(FactState.NOT_HAPPENED),
        "anonym": known(True),
    }
    parts: dict[str, Any] = {
        "facts": facts,
        "records": {"underretning": RecordAnswers((second, first))},
        "departures": (),
    }
    return Case(**(parts | changes))


def must(rules: tuple[tuple[str, int | None], ...], **changes: Any) -> Obligation:
    """A duty with no tails."""
    parts: dict[str, Any] = {
        "modality": Modality.MUST,
        "certainty": Certainty.HOLDS,
        "deadline": None,
        "frequencies": (),
        "bearers": ("kommunen",),
        "personally": False,
        "departed_by": (),
        "rules": rules,
        "states": (State.OPEN,),
    }
    return Obligation(**(parts | changes))


def outcome(
    action: str, *obligations: Obligation, record: int | None = None, **changes: Any
) -> ActionOutcome:
    """What is said of an action, with nothing but its obligations."""
    parts: dict[str, Any] = {
        "ban": None,
        "advised_against": None,
        "decide_whether": None,
        "blocked_by": (),
        "decided_by": None,
        "done_at": None,
        "done": Truth.FALSE,
        "exact": True,
        "conflict": None,
    }
    return ActionOutcome(action, record, obligations, **(parts | changes))


def _sara_actions() -> dict[str, ActionGroup]:
    blocked = (Blocked("risikovurdering", False, (), Certainty.HOLDS, (("risikovurdering_først", None),)),)
    late = DeadlineOutcome(at("2026-03-06", "10:00"))
    today = DeadlineOutcome(at("2026-03-07", "15:40"))
    soon = DeadlineOutcome(as_soon_as_possible=True, open_since=at("2026-03-06", "15:40"))
    days = DeadlineOutcome(end_of("2026-03-13"), two_readings=(date(2026, 3, 13), date(2026, 3, 16)))
    asking = {"bearers": ("myndighedsrådgiver",)}
    groups = (
        (
            outcome("akutvurdering", must((("vurdering_inden_24_timer", 1),), deadline=late, states=(State.OVERDUE,)), record=1),
            outcome("akutvurdering", must((("vurdering_inden_24_timer", 2),), deadline=today, states=(State.NOT_YET_DUE,)), record=2),
        ),
        (
            outcome(
                "kvittering",
                must((("kvittering_til_underretter", 2),), certainty=Certainty.HOLDS_UNLESS, deadline=days, states=(State.NOT_YET_DUE,)),
                record=2,
            ),
        ),
        (outcome("risikovurdering", must((("risikovurdering_først", None),), **asking)),),
        (outcome("screening_af_sagen", must((("screening_altid", None),), deadline=soon, **asking)),),
        (
            outcome(
                "brev_til_hjemmet",
                ban=Ban(Certainty.HOLDS, (("intet_brev_hjem", None),), ("kontakt_et_trygt_sted",)),
                blocked_by=blocked,
            ),
        ),
        (outcome("kontakt_et_trygt_sted", must((("intet_brev_hjem", None),), modality=Modality.MAY, bearers=())),),
        (outcome("sparring", must((("sparring_i_svære_sager", None),), modality=Modality.SHOULD, **asking)),),
        (
            outcome(
                "undersøgelse",
                must(
                    (("undersøgelse_er_pligt", None),),
                    certainty=Certainty.DEPENDS,
                    deadline=DeadlineOutcome(durations=(OpenDuration(Fraction(4), Unit.MONTHS, "alvorlig_eller_kompleks"),)),
                ),
                decided_by="teamleder",
            ),
        ),
    )  # fmt: skip
    return {
        group[0].action: ActionGroup(group) for group in sorted(groups, key=lambda group: group[0].action)
    }


def _sara_rules() -> tuple[RuleOutcome, ...]:
    honour = ("tegn_på_æreskonflikt",)
    received = ("underretning[1].modtagelse",), ("underretning[2].modtagelse",)
    true, false, unknown = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
    fired = Firing.FIRED
    return (
        RuleOutcome(
            "fravær_peger_på_gul",
            None,
            fired,
            true,
            false,
            (true,),
            ("nære_venner", "ulovligt_fravær"),
            ("støtte_i_gang",),
        ),
        RuleOutcome("intet_brev_hjem", None, fired, true, false, (), honour),
        RuleOutcome(
            "kvittering_til_underretter", 1, Firing.EXCEPTED, true, true, (), ("underretning[1].anonym",)
        ),
        RuleOutcome(
            "kvittering_til_underretter",
            2,
            Firing.FIRED_UNLESS,
            true,
            unknown,
            (),
            received[1],
            ("underretning[2].anonym",),
        ),
        RuleOutcome("risikovurdering_først", None, fired, true, false, (), honour),
        RuleOutcome("screening_altid", None, fired, true, false),
        RuleOutcome("sparring_i_svære_sager", None, fired, true, false, (), honour),
        RuleOutcome(
            "tegn_peger_på_rød", None, Firing.POSSIBLE, unknown, false, (), (), ("alvorlig_eller_kompleks",)
        ),
        RuleOutcome(
            "undersøgelse_er_pligt",
            None,
            Firing.POSSIBLE,
            unknown,
            false,
            (),
            ("stoppet_til_fritid",),
            ("alvorlig_eller_kompleks",),
        ),
        RuleOutcome("vurdering_inden_24_timer", 1, fired, true, false, (), received[0]),
        RuleOutcome("vurdering_inden_24_timer", 2, fired, true, false, (), received[1]),
    )


def _sara_missing() -> tuple[MissingFact, ...]:
    def fact(name: str, question: str, ask_of: tuple[str, ...], **more: Any) -> MissingFact:
        parts: dict[str, Any] = {
            "asked": False, "doubted": False, "may_ask_now": True, "not_now_because": (), "settles": (), "weight": 1,
        }  # fmt: skip
        return MissingFact(name, question, ask_of=ask_of, **(parts | more))

    return (
        fact("støtte_i_gang", "Er der støtte i gang?", ("egne_akter",), asked=True, settles=("position",)),
        fact("tolkebehov", "Har barnet eller familien brug for tolk?", ("skole", "egne_akter")),
        fact(
            "underretning[2].anonym", "Har underretteren bedt om at være anonym?", (), settles=("kvittering",)
        ),
        fact(
            "hvorfor_stoppet",
            "Hvorfor er barnet stoppet til fritidsaktiviteten?",
            ("forældre",),
            may_ask_now=False,
            not_now_because=("risikovurdering",),
            settles=("undersøgelse",),
        ),
    )


def decision(**changes: Any) -> Decision:
    """The decision about the invented girl: a passed and a running clock, an order, a ban, an open duty, two levels of doubt."""
    parts: dict[str, Any] = {
        "ruleset": ruleset(),
        "case": case(),
        "moment": at("2026-03-07", "09:15"),
        "whole_day": False,
        "conflicts": (),
        "actions": _sara_actions(),
        "levels": {
            "position": LevelOutcome(
                "position",
                None,
                ("gul", "rød"),
                True,
                None,
                (("tegn_peger_på_rød", None), ("fravær_peger_på_gul", None)),
                (("fravær_peger_på_gul", None, 0),),
            )
        },
        "levels_each": {},
        "orders": (
            OrderOutcome(
                "risikovurdering",
                False,
                (),
                ("forældre", "netværk"),
                ("brev_til_hjemmet", "forældremøde"),
                Certainty.HOLDS,
                Truth.FALSE,
                (("risikovurdering_først", None),),
            ),
        ),
        "assessments": (
            AssessmentOutcome("alvorlig_eller_kompleks", False, None, ("position", "undersøgelse")),
        ),
        "missing": _sara_missing(),
        "attention": (AttentionOutcome("ekstra_tid", Certainty.DEPENDS, (("screening_altid", None),)),),
        "measures": (MeasureOutcome("råd", "trappe", "trin_2", Truth.UNKNOWN, False, "myndighedsrådgiver"),),
        "broken_integrity": (),
        "rules": _sara_rules(),
        "citations": (
            CitationOutcome(True, "barnets_lov", "§ 136", None, LAYER),
            CitationOutcome(True, "barnets_lov", "§ 18, stk. 3", READ, LAYER),
        ),
        "fingerprint": Fingerprint(LAYER, "1.0", "a1b2c3d4e5f60718", "4f1c9d2e7a8b0c3d5e", "bekymring 0.1.0"),
        "refinement_cap": 1024,
    }
    return Decision(**(parts | changes))


def quiet(**changes: Any) -> Decision:
    """A decision in which nothing fired and nothing is known."""
    empty: dict[str, Any] = {
        "case": Case({}, {}),
        "actions": {},
        "levels": {"position": LevelOutcome("position", None, (NOT_ASSESSED,), True, None, (), ())},
        "orders": (),
        "assessments": (),
        "missing": (),
        "attention": (),
        "measures": (),
        "rules": (),
    }
    return decision(**(empty | changes))


def troubled() -> Decision:
    """A decision with a conflict, broken answers, a better own rating without a reason, a departure and a done duty."""
    held = decision()
    clash = outcome(
        "forældremøde",
        must((("screening_altid", None),)),
        ban=Ban(Certainty.HOLDS, (("intet_brev_hjem", None),)),
        conflict=Certainty.HOLDS,
    )
    rule = (("sparring_i_svære_sager", None),)
    actions = dict(held.actions) | {
        "forældremøde": ActionGroup((clash,)),
        "sparring": ActionGroup((outcome("sparring", must(rule, modality=Modality.SHOULD, states=(State.DEPARTED_FROM,))),)),
        "screening_af_sagen": ActionGroup(
            (outcome("screening_af_sagen", must((("screening_altid", None),), states=(State.DONE,)), done_at=at("2026-03-06", "16:10")),)
        ),
    }  # fmt: skip
    own = OwnAssessment("grøn", "fagperson", doubted=True, better_than_rules=True)
    level = held.levels["position"]
    return decision(
        conflicts=(("forældremøde", None),),
        actions={name: actions[name] for name in sorted(actions)},
        levels={"position": LevelOutcome("position", None, ("gul",), False, own, level.for_, level.against)},
        assessments=(AssessmentOutcome("alvorlig_eller_kompleks", True, None, ("position",)),),
        broken_integrity=((0, Truth.FALSE),),
        case=case(departures=(Departure("sparring", None, "teamleder", "Drøftet i går"),)),
    )


def open_to_the_family() -> Decision:
    """A decision that keeps nothing from the family: a running clock, a meeting and what the municipality does by itself."""
    duty = must(
        (("vurdering_inden_24_timer", 2),),
        deadline=DeadlineOutcome(at("2026-03-07", "15:40")),
        states=(State.NOT_YET_DUE,),
    )
    screening = must((("screening_altid", None),))
    actions = {
        "akutvurdering": ActionGroup((outcome("akutvurdering", duty, record=2),)),
        "forældremøde": ActionGroup((outcome("forældremøde", must((("møde_med_forældre", None),))),)),
        "screening_af_sagen": ActionGroup((outcome("screening_af_sagen", screening),)),
    }
    return quiet(actions=actions, case=case(), missing=_sara_missing()[:1])
