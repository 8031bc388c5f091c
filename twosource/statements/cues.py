"""Words that introduce what somebody says, by the frame in which they take their content. General English, ours."""

from __future__ import annotations

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
WITH_PARTICLE = {
    "call": {"for", "on", "upon"},
    "brush": {"aside", "off"},
    "point": {"out", "to"},
    "go": {"on"},
    "appeal": {"for", "to"},
    "express": set(),
}
PREPOSITIONS = frozenset({"according"})
COMPLEMENTIZERS = frozenset({"that"})
NEVER_SOURCE_TAGS = frozenset({"EX"})
