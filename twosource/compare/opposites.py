"""Verbs that exclude each other: those that undo what others do, their opposites, and one act told from its two ends."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache


def opposite(one: Set[str], two: Set[str]) -> bool:
    """Whether of two sets of verbs and adjectives one tells undone what the other tells done, or has its opposite: closed,
    reopened; rose, fell.
    """
    return not _sides(frozenset(one)).isdisjoint(-side for side in _sides(frozenset(two)))


@lru_cache(maxsize=1 << 15)  # every pair of a group asks again
def _sides(words: frozenset[str]) -> frozenset[int]:
    """The lines of opposites that words stand on, by number, less than zero on the other side."""
    return frozenset(
        number * sign
        for number, line in enumerate((*UNDOING, *OPPOSITES), start=1)
        for sign, side in zip((1, -1), line, strict=True)
        if words & side
    )


def converse(one: Set[str], two: Set[str]) -> bool:
    """Whether of two sets of verbs one tells from one end what the other tells from the other: win, lose; buy, sell."""
    return any((one & here and two & there) or (two & here and one & there) for here, there in CONVERSES)


def _verbs(line: str) -> tuple[frozenset[str], frozenset[str]]:
    do, undo = line.split(" > ")
    return frozenset(do.split()), frozenset(undo.split())


# verbs that do > verbs that undo
UNDOING = tuple(
    _verbs(line)
    for line in (
        "close shut shut_down close_down seal seal_off > reopen",
        "suspend halt pause stop freeze interrupt ground > resume restart reinstate unfreeze lift",
        "restrict block ban bar cut cut_off disrupt disconnect > restore unblock lift reinstate reconnect",
        "arrest detain jail imprison capture abduct kidnap > release free",
        "impose declare order issue > lift revoke rescind withdraw cancel",
        "trap trapped strand stranded > rescue free",
        "sack fire oust dismiss remove suspend > reinstate reappoint",
        "seize capture take overrun occupy > retake recapture regain liberate",
        "cancel call_off postpone > reinstate reschedule revive on go_ahead proceed as_planned",
        "miss missing vanish disappear > find rescue locate recover",
        "unbailed > bailed",
    )
)
# verbs and adjectives that are not both true of one thing, though neither takes the other back
OPPOSITES = tuple(
    _verbs(line)
    for line in (
        "rise climb increase grow jump surge soar rising > fall drop decrease decline shrink plunge slump slide plummet tumble dip "
        "falling",
        "raise increase hike > cut lower reduce",
        "uphold > strike_down overturn quash annul lift",
        "approve accept adopt pass agree back > reject refuse veto vote_down throw_out turn_down decline",
        "support endorse back > oppose",
        "convict > acquit",
        "convict acquit > no_verdict",
        "charge indict > drop_case",
        "grant > deny refuse",
        "earn gain keep > lose",
        "create > cut scrap axe",
        "appoint name > sack dismiss fire oust remove",
        "enter > withdraw quit",
        "survive escape > die perish kill",
        "release free > kill execute",
        "seize capture > free release",
        "open > close shut",
        "continue > end stop collapse finish",
        "begin start commence > end finish conclude",
        "hire employ > fire sack dismiss",
        "praise applaud welcome > criticise criticize condemn denounce",
        "allow permit > ban forbid prohibit block",
        "confirm > deny",
        "beat exceed top surpass > miss fall_short",
        "pass > fail",
        "lift suspend call_off cancel revoke drop > extend prolong",
        "resume restart > break_down break_off collapse stall",
        "elect re-elect > defeat unseat",
        "raise increase hike lift cut lower reduce trim > unchanged",
        "holding > collapse crumble unravel end",
        "expand widen > shrink contract narrow",
        "enter join > leave exit",
        "improve > worsen deteriorate",
        "strengthen tighten > weaken loosen ease",
        "advance > retreat",
        "include > exclude",
        "succeed > fail",
        "knock_out cut_off > restore",
        "safe > unsafe dangerous",
        "open reopen > closed",
        "alive > dead",
        "success > failure",
        "drunk > sober",
        "true > false",
        "guilty > innocent",
        "unarmed > armed carry_weapon",
        "abstain > vote",
        "survive > missing miss",
        "cancel suspend > operate",
        "locked > open unlocked",
        "kill_self > killed_by",
        "reach arrive > turn_back",
        "shoot_down > break_down_itself",
        "deny_charge > admit_charge",
    )
)


CONVERSES = tuple(
    _verbs(line)
    for line in (
        "win beat defeat > lose",
        "buy purchase acquire > sell",
        "lend > borrow",
        "give send > receive get",
        "import > export",
    )
)
