"""Where one thing is or happened, report by report: one finding for each thing that two articles locate.

Two phrases of place answer one question where they locate one thing (a kind of happening, one verb with one participant,
a person, a noun) and share a place, or where they name a place that both reports name hardly anywhere else. What can happen
once only has one place however it is called: there no shared name is needed. Places are in conflict only where words hold
them apart: two distances from one place, two opposite sides of it. A place in a place refines it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.compare.intervals import compare_quantities
from twosource.compare.questions.evidence import Ruled, answers_of, because, several
from twosource.compare.questions.happenings import VEHICLES
from twosource.compare.questions.located import AREAS, PLACES, SIDES, WHERE, Located, Spot
from twosource.compare.questions.parse import LIGHT
from twosource.compare.questions.together import gathered
from twosource.compare.stances import one_participant, one_verb, stance
from twosource.compare.verdicts import Verdict, grouped
from twosource.data import Conflict, Status
from twosource.models.names import organisation_parts
from twosource.models.roles import land_of
from twosource.models.spelling import alike_part, skeleton

SINGLE = frozenset({"crash", "sinking", "eruption", "collapse", "slide"})  # kinds that a story tells of once
EXACT = SINGLE | {"quake"}  # kinds of which one place is given by distance and side
CENTRES = frozenset({"epicentre", "epicenter", "hypocentre", "hypocenter"})
STAYS = WHERE | {"flee", "escape", "hold", "detain"}
# what a name calls that more often does something than is a place: the White House, Capitol Hill, the Supreme Court
SEATS = frozenset("house hill court office headquarters bank capital parliament palace".split())
TOLD = 2  # words beside two phrases that tell one thing: one, as a name all reports have, tells nothing
SEEN = 2  # mentions up to which an article names a place hardly anywhere else
ANYBODY = frozenset("people person man woman other official authority police resident".split())
SCORE = 0.5
OPPOSITE = {"north": "south", "east": "west", "south": "north", "west": "east"}


def judge_places(located: Sequence[Located], main: frozenset[str]) -> Iterator[Ruled]:
    """One verdict for each thing that two or more articles locate. `main` are the kinds that the story is about."""
    groups = gathered(_once(located), lambda one: _keys(one, main), lambda group, one: _joins(group, one, main))
    for group in groups:
        if several(group):
            yield _judge(group, main), SCORE


def _keys(one: Located, main: frozenset[str]) -> set[str]:
    """What two phrases that answer one question have in common, one of it at least."""
    parts = {skeleton(p)[:2] for s in one.spots for words in [_core(s.words)] for p in (*words, "".join(words)) if p}
    kinds = (one.kinds & main & SINGLE) | ({"centre"} if one.things & CENTRES else set())
    return {f"={s.actor}" for s in one.spots} | parts | {f"@{kind}" for kind in kinds}


def _joins(group: Sequence[Located], one: Located, main: frozenset[str]) -> bool:
    """Whether a phrase is one with half of those of a group or more, so that no chain of likenesses makes one of all; of
    what the story is about with one: "X in Y" ties what is in X to what is in Y.
    """
    met = [x for x in group if _one_question(x, one, main) and (_apart(x, one, main) or not _opposite(x, one))]
    return any(x.kinds & one.kinds & main for x in met) or 2 * len(met) >= len(group)


def _judge(group: Sequence[Located], main: frozenset[str]) -> Verdict:
    answers = grouped(group, _same)
    apart = [(a, b) for a, b in combinations(group, 2) if _apart(a, b, main)]
    # a report that gives both tells of two things
    if apart and all(a.article != b.article for a, b in apart):
        status, rule, conflict = Status.CONFLICTING, "where.apart", Conflict.PLACE
        answers = _sides(apart, main)
    else:
        status = Status.CORROBORATED if len(answers) == 1 else Status.REFINED
        rule, conflict = ("where.same" if len(answers) == 1 else "where.finer"), None
    reason = because(rule, dict.fromkeys(x.words.quote for x in group), [x.words for x in group])
    return Verdict("place", status, answers_of(answers), (reason,), conflict)


def _sides(apart: Sequence[tuple[Located, Located]], main: frozenset[str]) -> list[list[Located]]:
    """Those that words hold apart, each with those that it can stand beside."""
    sides: list[list[Located]] = []
    for one in sorted({id(x): x for pair in apart for x in pair}.values(), key=lambda x: (x.point.anchor, x.words)):
        home = next((s for s in sides if not any(_apart(one, x, main) for x in s)), None)
        if home is None:
            sides.append([one])
        else:
            home.append(one)
    return sides


def _once(located: Sequence[Located]) -> list[Located]:
    """The phrases without those that only close a longer one with the same place."""
    of_article: dict[str, list[Located]] = defaultdict(list)
    for x in located:
        of_article[x.article].append(x)
    return [x for x in located if not any(_closes(x, y) for y in of_article[x.article])]


def _closes(x: Located, y: Located) -> bool:
    return x.finest is not None and x.finest == y.finest and y.words != x.words and y.words.covers(x.words)


# ---- one question or two


def _one_question(a: Located, b: Located, main: frozenset[str]) -> bool:
    """Whether two phrases say where one thing is."""
    if a.article == b.article or not _one_way(a, b) or {stance(a.point), stance(b.point)} & {"negated", "unclear"}:
        return False
    if a.things & CENTRES and b.things & CENTRES:
        return True
    if a.kinds & b.kinds & main & SINGLE and all(x.spots or x.noun in PLACES for x in (a, b)):
        return True
    shared = _share(a, b)
    if not shared:
        return False
    if a.kinds & b.kinds & main or _one_stay(a, b) or _one_journey(a, b):
        return True
    if all(x.finest is not None and land_of(x.finest.words) for x in (a, b)):
        return False
    verbs = bool(a.verb and b.verb) and one_verb(a.verb, b.verb) and (a.verb not in LIGHT or a.way != "at")
    if verbs and one_participant(a.point, b.point):
        return True
    if shared == 2 and (a.kinds & b.kinds or _of_places(a, b)):
        return True
    return _rare(a, b)


def _of_places(a: Located, b: Located) -> bool:
    """Whether the phrases tell where things are: "the roof in A"; not "officials in A", "seats in parliament"."""
    if a.verb or b.verb or a.somebody or b.somebody or a.things & b.things <= ANYBODY:
        return False
    return all(x.finest is not None and x.finest.place for x in (a, b))


def _rare(a: Located, b: Located) -> bool:
    """Whether the place of both is one that both reports name hardly anywhere else, and their words meet; one that a map
    shows within a town, and that each names once, needs no more.
    """
    if a.finest is None or b.finest is None or a.somebody or b.somebody:
        return False
    often = max(a.finest.often, b.finest.often)
    if often == 1 and a.way == b.way == "at" and all(_within_a_town(x.finest.words) for x in (a, b) if x.finest):
        return True
    told = (a.around & b.around) - LIGHT - ANYBODY
    located = (a.things & b.around | b.things & a.around) - LIGHT - ANYBODY
    return often <= SEEN and (bool(located) or len(told) >= TOLD)


def _within_a_town(name: str) -> bool:
    return bool(set(name.lower().split()) & (PLACES - AREAS - SEATS))


def _one_way(a: Located, b: Located) -> bool:
    """Whether both are there, or both go there or come from there; what crashes into a house crashes there."""
    return a.way == b.way or ({a.way, b.way} == {"at", "to"} and (bool(a.kinds & b.kinds) or _one_stay(a, b)))


def _one_stay(a: Located, b: Located) -> bool:
    return bool(a.who & b.who) and all(x.verb in STAYS or not x.verb for x in (a, b))


def _one_journey(a: Located, b: Located) -> bool:
    return a.way == b.way != "at" and bool(a.things & VEHICLES and b.things & VEHICLES)


def _share(a: Located, b: Located) -> int:
    """2 where the finest place is one, 1 where the finest of the one is among those of the other, else 0."""
    if a.finest is None or b.finest is None:
        return 0
    if _one_spot(a.finest, b.finest):
        return 2
    return int(any(_one_spot(a.finest, s) for s in b.spots) or any(_one_spot(b.finest, s) for s in a.spots))


def _same(a: Located, b: Located) -> bool:
    """Whether two phrases name one place as their finest, or have one noun where they name none."""
    if a.finest is None or b.finest is None:
        return a.finest is b.finest and a.noun == b.noun
    return _one_spot(a.finest, b.finest)


def _one_spot(a: Spot, b: Spot) -> bool:
    """Whether two names are of one place: one actor, or one name before what maps add to it ("C Market", "C district")."""
    if a.actor == b.actor:
        return True
    one, two = _core(a.words), _core(b.words)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    return "".join(one) == "".join(two) or all(any(alike_part(x, y) for y in long) for x in short)


def _core(name: str) -> list[str]:
    parts = organisation_parts(name.split(",")[0])
    return [p for p in parts if p not in PLACES and p not in SIDES and p.removesuffix("ern") not in SIDES]


# ---- what excludes what


def _apart(a: Located, b: Located, main: frozenset[str]) -> bool:
    """Whether words hold two places of one happening apart: opposite sides of one place, or two distances from it."""
    if not (a.kinds & b.kinds & main & EXACT or a.things & b.things & CENTRES) or _share(a, b) < 2:
        return False
    if a.far is not None and b.far is not None and compare_quantities(a.far, b.far)[0] == "disjoint":
        return True
    return _opposite(a, b)


def _opposite(a: Located, b: Located) -> bool:
    return any(word in a.side and other in b.side for word, other in OPPOSITE.items())
