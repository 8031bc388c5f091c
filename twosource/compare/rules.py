"""Every rule that a reason may name, with what it means: docs/reference/findings.md is made from this table."""

RULES: dict[str, str] = {
    "quantity.equal": "All figures read to the same value in the same unit.",
    "quantity.compatible": "The figures differ in precision, unit, rounding or bounds, and can all be true.",
    "quantity.disjoint": "At least two figures on one question cannot both be true at one moment.",
    "update.later-report": "The figures differ from one publication day to the next; a toll only ever grew.",
    "update.bound-passed": "A lower bound of one day is left behind by the figure of a later day: at least 144, then 1,644.",
    "update.words": "Words of the reports say that a figure is new or old: rises to, until then, revised, so far; of what no longer changes (a distance, a crowd), only words of revision.",
    "update.none": "The figures stand side by side: same day, no words of change, a toll that fell, two claimers at odds, or a measure that does not change with the report.",
    "polarity.negated": "One report affirms what another negates or denies of the same participant.",
    "modality.unclear": "One report states what another says is not known.",
    "modality.planned-then-done": "An earlier report announces what a later one says has happened.",
    "modality.hedged": "Some reports assert what others hedge.",
    "event.same": "The statements say the same, as far as their words show.",
    "event.more-precise": "The statements agree; some name days or figures that others leave out.",
    "date.meets": "The dates are equal, or one lies inside the other.",
    "date.disjoint": "Two days given for one event exclude each other; the end of a stretch of time (since, until) is no such day.",
    "sentence.one-change": "Two sentences are the same word for word but for one thing: what stands in the same place answers the same question.",
    "name.differs": "One person, place or organisation stands where the other report has another of the same kind.",
    "place.same": "All reports name one place.",
    "person.same": "All reports name one person.",
    "origin.one": "Only one act of reporting stands behind this, however many articles carry it.",
}
