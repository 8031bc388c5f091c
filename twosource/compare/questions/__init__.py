"""Questions that rules answer from the reports' own words, where no likeness has to be judged; `QUESTIONS` lists them.

Most are modules that find what one report says, and one (after the arrow) that judges what two say of one thing:

    who it is       described, latenames, given, offices, successions -> titles, holders
    how many        -> tolls, risen, allsaved, aboard, uncounted, ages, crowds
    when            happenings -> moments, moved, undated; -> lasting, minutes, years, ahead
    where           located -> places, rivalplaces
    why             causes, hypotheses -> whys
    who speaks      sayings, speakers -> quoted; -> denials
    of which rank   superlatives, comparatives, scopes, scales -> ranked, compared
    whom it lists   enumerations -> lists
    what changed    twins -> altered; states -> turned; -> undone, foretold, resolves, permits, fates, warned, gainsaid,
                    contraries, trials, responsibility, ground

All may use `evidence` (words, statements, reasons), `together` (groups), `whose` (what a statement tells of), `parse` (steps from word to word), and what
reads noun phrases by their tags: `nounphrases` beside a name, `lines` along a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from twosource.compare.hours import learn_clocks
from twosource.compare.likeness import Lexis, rarity_of
from twosource.compare.points import Point, by_article
from twosource.compare.questions.aboard import judge_aboard
from twosource.compare.questions.ages import judge_ages
from twosource.compare.questions.ahead import judge_ahead
from twosource.compare.questions.allsaved import judge_all_saved
from twosource.compare.questions.altered import judge_twins
from twosource.compare.questions.compared import comparisons
from twosource.compare.questions.contraries import judge_contraries
from twosource.compare.questions.crowds import judge_crowds
from twosource.compare.questions.denials import judge_denials
from twosource.compare.questions.enumerations import find_lists
from twosource.compare.questions.evidence import Ruled
from twosource.compare.questions.fates import judge_fates
from twosource.compare.questions.foretold import judge_foretold
from twosource.compare.questions.gainsaid import judge_gainsaid
from twosource.compare.questions.given import Given, given
from twosource.compare.questions.ground import judge_ground
from twosource.compare.questions.happenings import find_dated, main_kinds
from twosource.compare.questions.holders import judge_holders
from twosource.compare.questions.lasting import find_lengths, judge_lengths
from twosource.compare.questions.lists import judge_lists
from twosource.compare.questions.located import find_located
from twosource.compare.questions.minutes import judge_minutes
from twosource.compare.questions.moments import judge_days, judge_hours
from twosource.compare.questions.moved import judge_plans
from twosource.compare.questions.nextdead import judge_next
from twosource.compare.questions.permits import judge_permits
from twosource.compare.questions.places import judge_places
from twosource.compare.questions.quoted import judge_sayings, use_of
from twosource.compare.questions.ranked import Nouns, rankings
from twosource.compare.questions.resolves import judge_resolves
from twosource.compare.questions.responsibility import judge_responsibility
from twosource.compare.questions.risen import judge_risen
from twosource.compare.questions.rivalplaces import judge_elsewhere
from twosource.compare.questions.sayings import WISHES, find_sayings
from twosource.compare.questions.scopes import Scopes, called
from twosource.compare.questions.since import find_starts, judge_starts
from twosource.compare.questions.speakers import stems_of
from twosource.compare.questions.titles import judge_titles
from twosource.compare.questions.tolls import judge_tolls, judge_unharmed
from twosource.compare.questions.trials import judge_trials
from twosource.compare.questions.turned import judge_turned
from twosource.compare.questions.twins import find_twins
from twosource.compare.questions.uncounted import judge_uncounted
from twosource.compare.questions.undated import find_undated, judge_undated
from twosource.compare.questions.undone import judge_undone
from twosource.compare.questions.warned import judge_warned
from twosource.compare.questions.whys import judge_whys
from twosource.compare.questions.years import judge_years
from twosource.compare.verdicts import Setting, settle
from twosource.data import Actor, Document, Status


@dataclass(frozen=True)
class Reports:
    """What a rule may look at: the documents, their actors, the points they make."""

    documents: Sequence[Document]
    actors: Sequence[Actor]
    actor_of: dict[str, str]  # Entity id -> Actor id
    points: Sequence[Point]
    setting: Setting

    @cached_property
    def events(self) -> list[Point]:
        """The event points: one for each statement."""
        return [p for p in self.points if p.kind == "event"]

    @cached_property
    def told(self) -> dict[str, list[Point]]:
        """The event points of each article."""
        return by_article(self.events)

    @cached_property
    def scopes(self) -> list[Scopes]:
        """The sentences of each document, with what reads how far a ranking in them reaches."""
        names = called(self.actors)
        return [Scopes(document, self.actor_of, names) for document in self.documents]

    @cached_property
    def nouns(self) -> Nouns:
        """How alike their nouns are."""
        return Nouns(self.documents)

    @cached_property
    def described(self) -> list[Given]:
        """What each actor is said to be."""
        return given(self.documents, self.actor_of, self.events)

    @cached_property
    def main(self) -> frozenset[str]:
        """The kinds of happening that the story is about."""
        return main_kinds(self.documents)


def altered(reports: Reports) -> Iterator[Ruled]:
    """Sentences of two reports that are the same but for one thing."""
    return judge_twins(find_twins(reports.documents, reports.actor_of), reports.events, reports.setting)


def aged(reports: Reports) -> Iterator[Ruled]:
    """How old somebody is."""
    return _of_two_origins(
        judge_ages(reports.documents, reports.actors, reports.points, reports.setting), reports.setting
    )


def tolls(reports: Reports) -> Iterator[Ruled]:
    """How many people something befell in one place, and nobody where another report counts some."""
    yield from _of_two_origins(judge_tolls(reports.points, reports.setting), reports.setting)
    yield from _of_two_origins(judge_risen(reports.points, reports.setting), reports.setting)
    yield from judge_unharmed(reports.points, reports.setting)
    yield from judge_all_saved(reports.points, reports.setting)
    yield from judge_next(reports.points, reports.setting)


def aboard(reports: Reports) -> Iterator[Ruled]:
    """How many were on board."""
    return _of_two_origins(judge_aboard(reports.points, reports.setting), reports.setting)


def crowds(reports: Reports) -> Iterator[Ruled]:
    """How many came, by those who called them and by those who counted them."""
    return judge_crowds([p for p in reports.points if p.kind == "quantity"], reports.setting)


def uncounted(reports: Reports) -> Iterator[Ruled]:
    """Numbers that an earlier report leaves open."""
    return judge_uncounted(reports.documents, reports.actor_of, reports.points, reports.setting)


def titles(reports: Reports) -> Iterator[Ruled]:
    """What each actor is said to be."""
    return judge_titles(reports.described, reports.actors, reports.documents, reports.setting)


def holders(reports: Reports) -> Iterator[Ruled]:
    """Offices that only one person holds, given to two."""
    return judge_holders(reports.described, reports.actors, reports.documents, reports.setting)


def moments(reports: Reports) -> Iterator[Ruled]:
    """The hour and the day of one thing, and the date that is planned for it."""
    dated = find_dated(reports.documents, reports.events)
    clocks = learn_clocks((t, d.article) for d in reports.documents for t in d.times)
    yield from _of_two_origins(judge_hours(dated, reports.main, clocks, reports.setting), reports.setting)
    yield from judge_days(dated, reports.main, reports.setting)
    yield from judge_plans(dated, reports.setting)
    undated = list(find_undated(reports.documents, reports.events))
    yield from judge_undated(undated, dated, reports.setting)


def minutes(reports: Reports) -> Iterator[Ruled]:
    """In which minute of a match a goal fell, or somebody was sent off."""
    return _of_two_origins(judge_minutes(reports.events, reports.actor_of), reports.setting)


def lengths(reports: Reports) -> Iterator[Ruled]:
    """How long one thing lasts."""
    found = find_lengths(reports.documents, reports.events)
    return _of_two_origins(judge_lengths(found, reports.setting), reports.setting)


def starts(reports: Reports) -> Iterator[Ruled]:
    """Since when something is so."""
    found = list(find_starts(reports.documents, reports.events))
    return _of_two_origins(judge_starts(found, reports.setting), reports.setting)


def undone(reports: Reports) -> Iterator[Ruled]:
    """What was done and later undone."""
    return judge_undone(reports.points, reports.setting)


def turned(reports: Reports) -> Iterator[Ruled]:
    """What was in one state and later in the next."""
    told = [verdict for verdict, _ in undone(reports)]
    return judge_turned(reports.events, told, reports.setting)


def foretold(reports: Reports) -> Iterator[Ruled]:
    """What was announced and later done."""
    return judge_foretold(reports.events, reports.actors, reports.setting)


def resolves(reports: Reports) -> Iterator[Ruled]:
    """What somebody said they would not do, and then did."""
    return judge_resolves(reports.events, reports.actor_of, reports.setting)


def permits(reports: Reports) -> Iterator[Ruled]:
    """What somebody was let do, or kept from."""
    return judge_permits(reports.events, reports.setting)


def fates(reports: Reports) -> Iterator[Ruled]:
    """What became of the attacker."""
    return judge_fates(reports.events, reports.setting)


def warned(reports: Reports) -> Iterator[Ruled]:
    """Whether there was a warning."""
    return judge_warned(reports.events)


def gainsaid(reports: Reports) -> Iterator[Ruled]:
    """What one report says did not happen and another tells in other words."""
    return judge_gainsaid(reports.events, reports.setting)


def contraries(reports: Reports) -> Iterator[Ruled]:
    """What is told of one thing in two states."""
    return judge_contraries(reports.events, reports.setting)


def tried(reports: Reports) -> Iterator[Ruled]:
    """What a court decided about somebody."""
    return judge_trials(reports.events, reports.actor_of, reports.setting)


def ground(reports: Reports) -> Iterator[Ruled]:
    """Who holds a place."""
    return judge_ground(reports.told, reports.setting)


def claimed(reports: Reports) -> Iterator[Ruled]:
    """Who says that they did it."""
    return judge_responsibility(reports.told, reports.setting)


def ahead(reports: Reports) -> Iterator[Ruled]:
    """What one report has still to come and another tells as past."""
    return judge_ahead(reports.told, reports.setting)


def years(reports: Reports) -> Iterator[Ruled]:
    """In which year something was made, begun or ended."""
    return _of_two_origins(judge_years(reports.told, reports.actor_of, reports.setting), reports.setting)


def why(reports: Reports) -> Iterator[Ruled]:
    """Why it happened, what was not the cause, and that nobody knows yet."""
    return judge_whys(reports.documents, reports.events, reports.setting)


def denied(reports: Reports) -> Iterator[Ruled]:
    """Claims that a report tells with their denial."""
    return judge_denials(reports.documents, reports.events)


def lists(reports: Reports) -> Iterator[Ruled]:
    """Whom or what reports list."""
    found = find_lists(reports.documents, reports.actor_of, reports.events)
    return _of_two_origins(judge_lists(found), reports.setting)


def places(reports: Reports) -> Iterator[Ruled]:
    """Where one thing is or happened."""
    found = find_located(reports.documents, reports.actor_of, reports.events)
    yield from _of_two_origins(judge_places(found, reports.main), reports.setting)
    yield from _of_two_origins(judge_elsewhere(found, reports.main, reports.setting), reports.setting)


def quoted(reports: Reports) -> Iterator[Ruled]:
    """What two reports quote, and what somebody called, asked for or promised."""
    words, framed = find_sayings(reports.documents, reports.events, reports.actor_of)
    texts = [(d, d.article.anchor(0, len(d.article.text))) for d in reports.documents]
    use = use_of([stems_of(d, text) for d, text in texts], words)
    wishing = {s.article for s in framed if s.frame in WISHES}
    rarity = rarity_of(reports.documents) if len(wishing) > 1 else {}
    lexes = {d.article.id: Lexis(d, rarity) for d in reports.documents if d.article.id in wishing and rarity}
    yield from judge_sayings(words, framed, use, lexes, reports.setting)


def _of_two_origins(found: Iterator[Ruled], setting: Setting) -> Iterator[Ruled]:
    """What a report and its copies say alike is no finding of its own."""
    return ((verdict, score) for verdict, score in found if settle(verdict, setting) is not Status.SINGLE_SOURCE)


QUESTIONS: tuple[Callable[[Reports], Iterator[Ruled]], ...] = (
    altered,
    titles,
    aged,
    tolls,
    aboard,
    crowds,
    uncounted,
    undone,
    turned,
    foretold,
    resolves,
    permits,
    fates,
    warned,
    gainsaid,
    contraries,
    tried,
    claimed,
    ground,
    ahead,
    years,
    holders,
    moments,
    minutes,
    lengths,
    starts,
    rankings,
    comparisons,
    why,
    denied,
    lists,
    places,
    quoted,
)


def judge_by_rule(reports: Reports) -> list[Ruled]:
    """The verdicts of all rules."""
    return [ruled for question in QUESTIONS for ruled in question(reports)]
