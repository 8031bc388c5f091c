"""The page's furniture in scraped text: lines, and stretches within a paragraph, that serve the page and tell nothing.

Pointers to other articles, appeals to the reader, players, share bars, time stamps, notices of rights and of changes.
By general features only; nothing of the text is lost, it merely makes no statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.data import BlockKind

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
SHORT = 12  # words; a line this short without a full stop is no paragraph
VERB_OF_SPEECH = re.compile(r"\b(?:said|says|quoted|told|reported|saying)\b")
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]»]*$")
STAMP = re.compile(
    r"^(?:(?:updated|published|posted|last updated|created|modified|first published|date)\b.*|\d{1,2}:\d{2}(?:\s*/\s*\d{1,2}:\d{2})?|"
    rf"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*(?:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})|"
    rf"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)?(?:day)?,?\s*(?:{MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{MONTH}\s\d{{4}})"
    r"(?:,?\s(?:at\s)?\d{1,2}[:.]\d{2}.*)?|\d+ min(?:ute)?s? read|\d{1,2}:\d{2} ?[ap]\.?m\.?.{0,25}|update \d{1,2}[:.]\d{2}|"
    rf"\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d|\d{{4}})|.{{0,40}}\b(?:published|updated)(?: on)?:?\s(?:{MONTH}\s\d|\d{{1,2}}(?:[./:]\d|\s{MONTH})).*)$",
    re.IGNORECASE,
)
STAMP_WORD = re.compile(  # of a line that gives nothing but a date and an hour, in whatever order
    rf"{MONTH}|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|\d+(?:st|nd|rd|th|h|am|pm)?|[ap]|m|am|pm|noon|midnight|"
    r"gmt|utc|bst|i?st|ce?s?t|[ecmp][sd]?t|jst|local|time|last|first|updated?|published|posted|edited|modified|created|on|at|of|the|by",
    re.IGNORECASE,
)
STAMP_SIGN = re.compile(rf"{MONTH}|\w{{3,6}}day|\d*[ap]m\.?", re.IGNORECASE)  # one of them must be there
FURNITURE = re.compile(
    r"^(?:advertisement:?|adv(?:ert)?|sponsored|related(?: articles?| stories| topics| news)?:?|read (?:more|also|next):?|read more (?:from|about|on|at|here)\b.*|"
    r"(?:read|see|watch) [^.!?]*\bhere\W*|more (?:on|from|about|stories|coverage).*|more here\W*|you (?:might|may) (?:also )?(?:be interested in|like)\b.*|"
    r"also read.*|see also.*|share(?: (?:this|article|on|via|&).*)?|follow us.*|sign up.*|subscribe.*|newsletter.*|click (?:here|for|to|on)\b.*|listen.*|watch(?: live| more|:).*|"
    r"audio by .*|recommended.*|trending.*|most (?:read|popular).*|tags?:?.*|topics?:.*|hashtags?|(?:\d+ |no )?comments?(?: \d+)?(?: yet)?\W*|print|e-?mail|facebook|twitter|x|whatsapp|"
    r"linkedin|telegram|copy link|save|bookmark|section:.*|newspaper section.*|filed under.*|loading\.*|skip to .*|menu|home|news|live|gallery|"
    r"\W*|[\w-]+\.(?:jpe?g|png|gif|webp|mp4)|[A-Z]{1,3}|image \d+ of \d+|\d+ view gallery|enlarge.*|story (?:highlights|continue[sd].*)|continue reading.*|all rights reserved.*|©.*|"
    r"open this (?:photo|image|picture)\b.*|getting your .{0,30}\baudio player ready\W*|discover more from .*|explore more\b.*|more in this section|related (?:story|topics?)\b.*|"
    r"follow(?: topics?)?:?|(?:kindly |please )?(?:credit and )?share\b.*\bthis (?:story|article|post)\b.*|share:|share or comment\b.*|reader comments?\b.*|leave a comment|read(?:ing)? time:?\b.*|"
    r".{0,40}\b\d+ min(?:ute)?s? read|(?:also )?in the news|-? ?advertisement ?-?|follow .{2,40} on (?:whatsapp|telegram|google news|our site|our website)\W*|try our\b.*|top \d+ stories|"
    r"(?:this|our) (?:live ?)?(?:blog|page|feed|coverage) (?:is|has) (?:now |no longer |been |being )+(?:closed|ended|updated).*|were you there\?.*|tips via .*|comments? ?\(\d+\)|"
    r"don['’]t miss|(?:was|did you find) this article .*\?|tell us what you think\W*|here are more articles.*|.*\bpersonal,? non-?commercial use\b.*)$",
    re.IGNORECASE,
)
POINTER = re.compile(  # to another article: "Related: ...", "READ MORE: ..."
    r"^\W*(?:related(?: coverage| stories| articles| video)?|read|(?:read|see) (?:more|also|next)|also (?:read|see|watch|on [\w.]+)|more(?: coverage)?|(?:now )?watch(?: now)?|listen|download|"
    r"don['’]t miss|in case you missed it|icymi|keep reading)\s?[:|]\s?\S|^also on [\w.]+\.\w+ |^(?-i:[Ss]ee also|SEE ALSO|Related Coverage|RELATED COVERAGE) (?-i:[A-Z‘“'\"])",
    re.IGNORECASE,
)
LINK = re.compile(  # a line that ends in its button or address: "Ten ships that sank Read more"
    r"(?<![.…”\"]) (?-i:Read [Mm]ore|READ MORE|Show Hide|[Cc]ontinue reading|Learn more)(?: ?[»›→]|\.\.\.)?$|^\S.{0,120}\bhttps?://\S+$|^https?://\S+$"
)
APPEAL = re.compile(  # to the reader: to write, follow, subscribe
    r"^\W*(?:(?:have a (?:news )?tip|e-?mail|follow|contact|write to|reach|send (?:us )?(?:news )?tips|join the debate|you can (?:follow|reach)|get in touch)\b"
    r".*(?:@\w|\btwitter\.com/|\bon (?:twitter|facebook|instagram|x|linkedin|youtube)\b)|"
    r"(?:get|sign up|subscribe|download|join|become|like this story|enjoying|start your|support\b[^.!?]{0,60}[:.] sign up)\b.*\b(?:inbox|newsletters?|(?:e-?mail|news) (?:updates|alerts)|subscri(?:be|bers?|ption)s?|app|share it|free trial|membership)\b)|"
    r"\bby signing up,? you (?:agree|consent)\b|\bunsubscribe at any time\b",
    re.IGNORECASE,
)
# what a line on its author ends in: "... is a reporter in Aster. Follow her on Twitter: @idabrandt"
AUTHOR = re.compile(
    r"^\W*(?-i:[A-Z])[^.!?]{2,60}? (?:is|are|covers|writes|reports)\b.*[.!?] (?:you can )?(?:follow|e-?mail|contact|reach|twitter|write to)\b[^.!?]{0,60}(?:@\w|\bon (?:twitter|facebook|instagram|x|linkedin|youtube)\b).{0,60}$",
    re.IGNORECASE,
)
NOTICE = re.compile(  # of a change or of rights: "This story was updated at 5 p.m.", "Copyright 2024 ..."
    r"^\W*(?:this (?:story|article|post|report|piece|column|headline|page) (?:(?:has been|was|is|will be)(?: last)? )|(?:update:\s)?story (?:was |has been )?)(?:updated|corrected|revised|amended|edited|refiled)\b|"
    r"^\W*this (?:article|story|post|content) is (?:more than|over) \d+ (?:month|year)s? old|"
    r"^\W*(?:this version of (?:the|this) (?:story|article) )?(?:corrects|adds|removes|fixes)\b.*\bparagraphs? \d|^\W*(?:correction|clarification|editor['’]?s['’]? note)s?\s?:.*\b(?:article|story|version|column|post|headline|caption)\b|"
    r"^\W*(?:copyright|\(c\))\s(?:\(c\)|©|\d{4})|\b(?:reprint permissions?|our original content|all rights reserved|material may not be (?:published|reproduced|reprinted|republished|redistributed))\b|"
    r"^(?:the )?(?:views|opinions) (?:and opinions )?(?:expressed|of (?:contributors?|columnists?|the authors?))\b",
    re.IGNORECASE,
)
PLAYER = re.compile(  # a video's or a gallery's words: button, title, length
    r"^(?:(?-i:JUST WATCHED)\b.*|(?-i:CLOSE(?: [“\"‘']?(?:[A-Z][a-z’']|[AI] |U\.S).*)?)|(?-i:Play Video)\b.*|slideshow(?: \(\d+ images?\))?|\d+ (?:photos|images)|(?:hide|toggle|enlarge)(?: this image)?(?: toggle)? caption\b.*)$",
    re.IGNORECASE,
)
AGO = re.compile(r"^\W*(?:\d+|an?) (?:min(?:ute)?s?|hours?|days?|weeks?) ago(?: \d+)?$", re.IGNORECASE)

HOUR = re.compile(r"\d{1,2} ?[ap]\.?m\.?", re.IGNORECASE)  # alone: the heading of what happened then
LABELLED = 40  # words; a pointer or an appeal has no more
NOTED = 80  # words of a notice, or of a line on its author
SHOUTED = 6  # words in capitals; fewer may be the heading of a part
# Within a paragraph. A full name that stands behind the name and runs on into titles up to "MORE" is a link's card:
# "Mayor Nora Finch Nora Ellen FinchTram strike ends Bridge to close MORE said"
CARD = re.compile(
    r"\b(?P<name>[A-ZÀ-Þ][\w’'-]{1,30})(?:,? (?:Jr|Sr|I{2,3})\b\.?)?\s?(?P<card>(?:\(?[A-ZÀ-Þ][\w.’'-]{0,30}\)?\s){0,5}?(?P=name)(?:MORE|(?=[A-ZÀ-Þ0-9“‘'\"])[^\n]{0,600}?\bMORE)\b(?:['’]s\b)?(?: \([^()]{1,20}\))?[.,;:]?)"
)
ASIDE = re.compile(
    r"[(\[](?:related|read more|see also|also read|more|watch|listen)\s?:\s?(?-i:[A-Z0-9“\"‘'])[^()\[\]]{3,200}(?:\[[A-Z]+\])?[)\]]\.?|"
    r"(?<=[.!?”\"’)])\s(?-i:RELATED|READ MORE|Read more|SEE ALSO|READ ALSO|WATCH)\s?:\s(?-i:[A-Z0-9“\"‘'])[^.!?]{3,160}$|"
    r"(?-i:\bADVERTISEMENT\b(?= [A-Z“\"‘']))|(?<=[.!?”\"’)]) (?-i:Read [Mm]ore|READ MORE|Continue [Rr]eading|Learn more)\W{0,3}$|"
    r"(?:^|(?<=[.!?”\"’)])\s)(?-i:Sign up|SIGN UP|Subscribe|SUBSCRIBE|Click here|CLICK HERE|Download|Follow us)\b[^.!?“”\"]{0,120}\b(?:newsletters?|inbox|app|alerts|podcast|twitter|facebook|instagram|youtube)\b[^.!?“”\"]{0,60}(?:[.!?]|$)|"
    r"(?:^|(?<=[.!?”\"’)])\s)This is a (?:breaking|developing|live)(?: news)? story\b[^.!?]*[.!?](?: [^.!?]*\b(?:updates?|updated|check back|refresh)\b[^.!?]*[.!?])?|"
    r"(?<=[.!?”\"’)])\s(?-i:Follow|FOLLOW) [^.!?“”\"]{2,60}\bon (?:twitter|facebook|instagram|x|youtube)\b[^.!?“”\"]{0,60}(?:[.!?]|$)",
    re.IGNORECASE,
)
SIGNATURE = re.compile(  # of those who helped, behind the last sentence of a paragraph
    r"(?<=[.!?”\"’)])\s(?:\(?(?:additional )?reporting by [^()]{4,250}\)?|(?-i:[A-Z])[^.!?“”\"]{2,150} contributed (?:reporting )?to this (?:report|story|article)\b[^.!?]{0,40}\.?)$",
    re.IGNORECASE,
)


def is_furniture(words: str, count: int) -> bool:
    """Whether a line of `count` words serves the page and not the report. A sentence of some length seldom does."""
    ended = SENTENCE_END.search(words)
    prose = count > SHORT and ended
    bare = words.strip("—–-•* ")
    if not prose and (FURNITURE.match(words) or STAMP.match(bare) or AGO.match(words) or _is_stamp(words)):
        return True
    if PLAYER.match(words) or (count <= 2 * SHORT and LINK.search(words)):
        return True
    if count <= NOTED and (NOTICE.search(words) or AUTHOR.search(words)):
        return True
    pointer = POINTER.match(words)
    if count <= LABELLED and pointer and (not ended or not VERB_OF_SPEECH.search(words)):
        return True
    return count <= NOTED and bool(APPEAL.search(words)) and not VERB_OF_SPEECH.search(words)


def is_shouted(words: str) -> bool:
    """Whether a line is a title in capitals: of another article, where the report itself is written small."""
    return (
        words.isupper() and len(words.split()) >= SHOUTED and not words.endswith((".", "!")) and words[0] not in "“\"‘'"
    )


def asides(words: str) -> Iterator[tuple[int, int, BlockKind]]:
    """Stretches of a paragraph that tell nothing, in order."""
    cards = CARD.finditer(words) if "MORE" in words else ()
    found = [(*m.span("card"), BlockKind.BOILERPLATE) for m in cards]
    found += [(*m.span(), BlockKind.BOILERPLATE) for m in ASIDE.finditer(words)]
    found += [(*m.span(), BlockKind.CREDIT) for m in SIGNATURE.finditer(words)]
    at = 0
    for start, end, kind in sorted(found):
        if start >= at:
            yield start, end, kind
            at = end


def _is_stamp(words: str) -> bool:
    """Whether a line names a day or an hour and nothing else ("Friday, Sep 10, 2010 | Updated 8:52 PM EDT")."""
    parts = re.findall(r"\w+\.?", re.sub(r"\b([ap])\.\s?m\b", r"\1m", words, flags=re.IGNORECASE))
    return (
        any(map(STAMP_SIGN.fullmatch, parts))
        and any(p[0].isdigit() for p in parts)
        and all(map(STAMP_WORD.fullmatch, (p.rstrip(".") for p in parts)))
        and not HOUR.fullmatch(words)
    )
