"""The 25 rules as a programmer would write them by hand: the base that everything else is measured against."""

GREEN, YELLOW, RED = range(3)
LEVELS = ("green", "yellow", "red")
LONG = 1_000


def decide(case):  # noqa: C901, PLR0912, PLR0914, PLR0915 - as long as the rules are
    level, fired, measures, due = GREEN, [], set(), {}
    suspected_violence = case["suspected_violence"]
    suspected_sexual_abuse = case["suspected_sexual_abuse"]
    child_says_unsafe = case["child_says_unsafe"]
    parental_substance_abuse = case["parental_substance_abuse"]
    parental_mental_illness = case["parental_mental_illness"]
    has_child_plan = case["has_child_plan"]
    interpreter_needed = case["interpreter_needed"]
    sibling_in_care = case["sibling_in_care"]
    parents_cooperation = case["parents_cooperation"]
    wellbeing = case["wellbeing"]
    network_support = case["network_support"]
    notifier = case["notifier"]
    age = case["age"]
    school_absence_pct = case["school_absence_pct"]
    notifications_12m = case["notifications_12m"]
    home_visits_missed = case["home_visits_missed"]
    days_since_last_contact = case["days_since_last_contact"]
    injuries_documented = case["injuries_documented"]
    plan_review_date = case["plan_review_date"]
    last_meeting_date = case["last_meeting_date"]
    if suspected_violence and injuries_documented >= 1:
        level = RED
        fired.append(("r01", "Suspected violence together with a documented injury"))
        measures.update(("emergency_assessment", "medical_examination"))
        if due.get("contact_child", LONG) > 1:
            due["contact_child"] = 1
        if due.get("police_report", LONG) > 2:
            due["police_report"] = 2
    if suspected_sexual_abuse and (child_says_unsafe or notifier in ("police", "health")):
        level = RED
        fired.append(("r02", "Suspected sexual abuse, supported by the child or a professional"))
        measures.update(("emergency_assessment", "facilitated_interview"))
        if due.get("police_report", LONG) > 1:
            due["police_report"] = 1
    if age < 6 and (suspected_violence or suspected_sexual_abuse):
        level = RED
        fired.append(("r03", "Young child exposed to suspected violence or abuse"))
        measures.update(("emergency_assessment",))
        if due.get("contact_child", LONG) > 1:
            due["contact_child"] = 1
    if school_absence_pct >= 15 and age >= 6 and not has_child_plan:
        level = level or YELLOW
        fired.append(("r04", "High school absence without a plan"))
        measures.update(("school_meeting", "make_plan"))
        if due.get("meet_school", LONG) > 14:
            due["meet_school"] = 14
    if school_absence_pct >= 50 and age >= 6 and parents_cooperation in ("reluctant", "refuses"):
        level = RED
        fired.append(("r05", "Very high absence and parents do not cooperate"))
        measures.update(("open_investigation", "school_meeting"))
        if due.get("open_case", LONG) > 7:
            due["open_case"] = 7
        if due.get("meet_school", LONG) > 7:
            due["meet_school"] = 7
    if notifications_12m >= 3 and parents_cooperation in ("partial", "reluctant", "refuses"):
        level = level or YELLOW
        fired.append(("r06", "Repeated notifications with less than full cooperation"))
        measures.update(("team_discussion",))
        if due.get("manager_review", LONG) > 7:
            due["manager_review"] = 7
    if notifications_12m >= 5 and (parents_cooperation == "refuses" or home_visits_missed >= 3):
        level = RED
        fired.append(("r07", "Many notifications and contact is refused or missed"))
        measures.update(("open_investigation", "team_discussion"))
        if due.get("open_case", LONG) > 3:
            due["open_case"] = 3
        if due.get("manager_review", LONG) > 2:
            due["manager_review"] = 2
    if parental_substance_abuse and network_support in ("weak", "none"):
        level = level or YELLOW
        fired.append(("r08", "Substance abuse and a weak network"))
        measures.update(("substance_followup", "network_meeting"))
        if due.get("home_visit", LONG) > 7:
            due["home_visit"] = 7
    if parental_substance_abuse and age < 3 and network_support not in ("strong", "some"):
        level = RED
        fired.append(("r09", "Infant or toddler with substance abuse at home and no working network"))
        measures.update(("emergency_assessment", "substance_followup"))
        if due.get("home_visit", LONG) > 2:
            due["home_visit"] = 2
    if parental_mental_illness and wellbeing in ("worried", "distressed", "acute") and not sibling_in_care:
        level = level or YELLOW
        fired.append(("r10", "Parental mental illness affects the child's wellbeing"))
        measures.update(("health_cooperation",))
        if due.get("talk_with_child", LONG) > 14:
            due["talk_with_child"] = 14
    if child_says_unsafe and wellbeing == "acute":
        level = RED
        fired.append(("r11", "Child says it is unsafe and is in acute distress"))
        measures.update(("emergency_assessment", "child_conversation"))
        if due.get("contact_child", LONG) > 1:
            due["contact_child"] = 1
    if child_says_unsafe and not suspected_violence and wellbeing in ("worried", "distressed"):
        level = level or YELLOW
        fired.append(("r12", "Child says it is unsafe; no suspicion of violence yet"))
        measures.update(("child_conversation",))
        if due.get("talk_with_child", LONG) > 3:
            due["talk_with_child"] = 3
    if has_child_plan and plan_review_date < "2026-03-01":
        level = level or YELLOW
        fired.append(("r13", "The plan is overdue for review"))
        measures.update(("review_plan",))
        if due.get("review_plan", LONG) > 14:
            due["review_plan"] = 14
    if has_child_plan and plan_review_date < last_meeting_date and days_since_last_contact > 60:
        level = level or YELLOW
        fired.append(("r14", "The plan was due before the last meeting and contact has lapsed"))
        measures.update(("review_plan", "network_meeting"))
        if due.get("review_plan", LONG) > 7:
            due["review_plan"] = 7
        if due.get("contact_family", LONG) > 7:
            due["contact_family"] = 7
    if not has_child_plan and notifications_12m >= 1 and last_meeting_date < "2025-12-01":
        fired.append(("r15", "Notified earlier, no plan and no meeting lately"))
        measures.update(("offer_meeting",))
        if due.get("contact_family", LONG) > 30:
            due["contact_family"] = 30
    if interpreter_needed and parents_cooperation in ("full", "partial"):
        fired.append(("r16", "Cooperating family needs an interpreter"))
        measures.update(("book_interpreter",))
    if (
        home_visits_missed >= 2
        and parents_cooperation in ("reluctant", "refuses")
        and days_since_last_contact >= 30
    ):
        level = level or YELLOW
        fired.append(("r17", "Missed visits, unwilling parents and no contact for a month"))
        measures.update(("unannounced_visit",))
        if due.get("home_visit", LONG) > 3:
            due["home_visit"] = 3
    if suspected_violence and days_since_last_contact >= 90 and parents_cooperation != "full":
        level = RED
        fired.append(("r18", "Suspected violence and three months without contact"))
        measures.update(("unannounced_visit", "open_investigation"))
        if due.get("contact_child", LONG) > 2:
            due["contact_child"] = 2
        if due.get("open_case", LONG) > 3:
            due["open_case"] = 3
    if sibling_in_care and (notifications_12m >= 1 or school_absence_pct >= 10) and age < 16:
        level = level or YELLOW
        fired.append(("r19", "Sibling in care and new signs"))
        measures.update(("team_discussion", "child_conversation"))
        if due.get("talk_with_child", LONG) > 7:
            due["talk_with_child"] = 7
    if notifier == "police" and not (suspected_violence or parental_substance_abuse):
        level = level or YELLOW
        fired.append(("r20", "Police notification without a known cause"))
        measures.update(("police_dialogue",))
        if due.get("call_police", LONG) > 2:
            due["call_police"] = 2
    if (
        notifier == "police"
        and age < 12
        and injuries_documented >= 2
        and (child_says_unsafe or suspected_violence)
    ):
        level = RED
        fired.append(("r21", "Police notification about a child with several injuries"))
        measures.update(("emergency_assessment", "medical_examination", "police_dialogue"))
        if due.get("contact_child", LONG) > 1:
            due["contact_child"] = 1
        if due.get("call_police", LONG) > 1:
            due["call_police"] = 1
    if (
        notifier in ("school", "kindergarten")
        and parents_cooperation == "full"
        and notifications_12m <= 1
        and not suspected_violence
    ):
        fired.append(("r22", "First notification from school or kindergarten, parents cooperate fully"))
        measures.update(("offer_meeting",))
        if due.get("contact_family", LONG) > 21:
            due["contact_family"] = 21
    if (
        network_support == "none"
        and (parental_mental_illness or parental_substance_abuse)
        and school_absence_pct >= 8
    ):
        level = level or YELLOW
        fired.append(("r23", "No network, parental illness or substance abuse, and absence"))
        measures.update(("network_meeting", "support_contact"))
        if due.get("home_visit", LONG) > 7:
            due["home_visit"] = 7
    if (
        wellbeing == "acute"
        and network_support in ("weak", "none")
        and (home_visits_missed >= 1 or parents_cooperation == "refuses")
    ):
        level = RED
        fired.append(("r24", "Acute wellbeing, weak network and no access to the family"))
        measures.update(("emergency_assessment", "unannounced_visit"))
        if due.get("contact_child", LONG) > 1:
            due["contact_child"] = 1
        if due.get("home_visit", LONG) > 1:
            due["home_visit"] = 1
    if (
        age >= 15
        and school_absence_pct >= 30
        and not has_child_plan
        and (wellbeing in ("distressed", "acute") or network_support == "none")
    ):
        level = level or YELLOW
        fired.append(("r25", "Teenager out of school and struggling, without a plan"))
        measures.update(("make_plan", "support_contact", "school_meeting"))
        if due.get("talk_with_child", LONG) > 7:
            due["talk_with_child"] = 7
        if due.get("meet_school", LONG) > 7:
            due["meet_school"] = 7
    return LEVELS[level], measures, due, fired
