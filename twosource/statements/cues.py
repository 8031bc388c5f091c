"""Words that introduce what somebody says, by the frame in which they take their content. General English, ours."""

from __future__ import annotations

import re

# the words that hardly ever do anything else
SAYING_MOST = frozenset("say tell add accord per announce confirm claim deny report state note".split())
# say that ..., ..., he said; told reporters that
SAYING = frozenset(
    "say tell add announce state report claim allege insist confirm note explain argue maintain stress emphasize emphasise declare "
    "reveal acknowledge admit concede warn predict suggest indicate believe think write tweet post remark comment observe reiterate "
    "repeat assert contend affirm disclose estimate reply respond recall recount testify complain joke agree promise vow pledge "
    "conclude find show signal hint hope fear expect caution continue describe declare assure inform brief point conceive deny "
    "clarify specify underline underscore mention tout read project forecast".split()
)
# accuse X of, blame X for, urge X to, call X Y, describe X as, deny X, condemn X: the content is what follows the verb
FOLLOWED = frozenset(
    "accuse blame urge ask call describe deny condemn denounce reject demand dismiss criticize criticise praise hail welcome "
    "characterize characterise label brand regard invite congratulate thank order instruct warn charge cite quote predict promise "
    "vow pledge propose threaten oppose defend endorse request appeal announce confirm acknowledge admit allege claim report "
    "stress emphasize emphasise affirm estimate attribute highlight express voice reiterate put brush refute dispute tell "
    "recommend advise declare question raise compare liken term dub".split()
)
MARKING = SAYING_MOST | SAYING | FOLLOWED
COMPLEMENTIZERS = frozenset({"that"})
# who may stand before a colon without a name: "Police: toll rises", "Poll: most want early vote"
SPEAKING_NOUNS = frozenset(
    "police officials official minister ministry president mayor governor prosecutor prosecutors army military government court judge "
    "report reports study survey poll analysis source sources witness witnesses spokesman spokeswoman spokesperson media agency "
    "opposition lawyer lawyers experts expert analyst analysts company authorities state operator regulator union coroner".split()
)
# "citing two officials", "quoted him as saying": the object speaks, the subject hands it on
HANDING_ON = frozenset({"cite", "quote"})

# who and what is cited, where a label before a colon would not be: "citing three diplomats", "citing court filings"
DOCUMENTS = frozenset(
    "report study survey poll analysis document filing letter memo statement record email transcript indictment".split()
)
CITED_NOUNS = DOCUMENTS | frozenset(
    "diplomat medic doctor manager executive employee resident activist aide adviser person people insider investigator rescuer "
    "survivor relative neighbour neighbor soldier commander scientist researcher engineer".split()
)
MEDIA = re.compile(
    r"\b(?:TV|television|radio|newspapers?|magazine|broadcaster|news|media|(?:press|state|official) agency|daily|website)\b",
    re.IGNORECASE,
)

# nouns for what somebody says is so
CLAIMS = frozenset("claim report allegation accusation suggestion rumour rumor assertion charge notion idea".split())

# Words that say that something is not known, and words that begin what is not known.
UNKNOWN = frozenset({"unclear", "unknown", "uncertain", "unconfirmed", "undetermined", "unsure", "unverified"})
QUESTION_WORDS = frozenset({"whether", "what", "who", "why", "how", "when", "where", "which", "whom", "whose", "if"})
ASKING = frozenset("ask question wonder debate investigate examine probe consider doubt assess ascertain".split())
# what "according to" names and nobody can be heard by: words for words, and measures that something goes by; "terms" are conditions
UNHEARD = frozenset(
    "term word phrase label nickname acronym abbreviation age size height weight length distance colour color gender sex "
    "income ability need type".split()
)
