"""A fire in a harbour: an agency's report, one told after it in other words, one of its own, one that opens with its lead.

We wrote them; nothing of it happened.
"""

LEAD = (
    "A fire in the old fish hall of Skarvik destroyed 14 boats and two warehouses in the night to Thursday and drove "
    "320 people from their homes on the eastern quay."
)
AGENCY = (
    "Fire destroys fish hall and boats in Skarvik",
    LEAD,
    "The flames were first seen at 1:40 a.m. by a guard of the ice factory, fire chief Bodil Aas said.",
    "A strong wind from the north carried burning tar paper across the basin, where the boats of the Lofting cooperative lay side by side.",
    "Some 90 firefighters from Skarvik, Hamre and Tveit fought the blaze with water pumped from the harbour.",
    "Three of them were taken to the county hospital with smoke poisoning.",
    '"We lost the hall, but we saved the church and the school," Aas told reporters.',
    "The hall was built of timber in 1911 and had stood empty since the auction moved to Hamre in 2019.",
    "Mayor Kjell Brun put the damage at 60 million kroner and said that the town had insured the building for less than half of that.",
    "Police are looking for two young men who were filmed near the gate shortly after midnight.",
    "Families from Sjogata spent the rest of the night in the sports hall and may return on Friday.",
)
RETOLD = (
    "Skarvik mourns its fish hall",
    "Two warehouses and 14 boats were lost and 320 residents of the eastern quay had to leave their homes when the old fish hall of Skarvik burned down in the night to Thursday.",
    "According to fire chief Bodil Aas it was a guard at the ice factory who noticed the flames first, at 1:40 a.m.",
    "Burning tar paper was blown over the basin by a strong north wind and fell on the boats of the Lofting cooperative, which were moored side by side.",
    "With water pumped out of the harbour, around 90 firefighters from Tveit, Hamre and Skarvik battled the blaze.",
    "Smoke poisoning brought three of them to the county hospital.",
    'Aas said to reporters: "We lost the hall, but we saved the church and the school."',
    "Empty since 2019, when the auction was moved to Hamre, the timber hall dated from 1911.",
    "The building was insured by the town for not even half of the damage, which mayor Kjell Brun estimates at 60 million kroner.",
    "Two young men whom a camera filmed near the gate just after midnight are being sought by the police.",
    "Families living in Sjogata stayed in the sports hall for the rest of the night and can go home on Friday, perhaps.",
)
FROM_THE_QUAY = (
    "Night of fire on the quay",
    "At half past one Ragnhild Vik smelled tar and thought of the neighbour's pipe.",
    "Minutes later she stood in slippers on Sjogata with her parrot, while sparks came down like snow.",
    "Behind her the roof of the fish hall fell in. Fourteen boats are gone, the harbour master says, four of them uninsured.",
    '"My Havbris was older than I am," fisherman Odd Lien, 71, said at the water\'s edge.',
    "Fire chief Bodil Aas praised the crews from Tveit, who came over the pass in 25 minutes.",
    "The hall had been promised to an artist from Bergen, Lise Strand, who wanted to open 30 studios there in June.",
    "She had a key. So had eleven others, according to a list that hangs in the harbour office.",
    "Mayor Kjell Brun will meet the owners on Saturday. The council of Skarvik had refused sprinklers in 2021 for lack of money.",
)
BESIDE_IT = (
    "The key on the nail",
    LEAD,
    *FROM_THE_QUAY[1:4],
    *FROM_THE_QUAY[6:8],
    '"Anybody could take it from the nail," Strand told this newspaper.',
)
