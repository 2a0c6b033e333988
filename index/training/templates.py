"""Sentences and questions of incident reports: `(a|b)` is a choice, `[a]` may be left out, `{slot}` is filled in."""

# An incident is told by one sentence of TOLD, or by one of OPENING and one of FOLLOWING right after it.
TOLD = {
    "killed injured": """
{Killed} were killed and {injured} (others|more|people|) (injured|wounded|hurt) {when} {where} (when|after) {cause}[, {source} said].
{Cause} {where} {when}, (killing|leaving) {killed} dead and (wounding|injuring) {injured} (others|more).
{Cause} {where} {when}, killing {killed} and (wounding|injuring) {injured}[ others][, according to {source}].
{Source} (said|reported|confirmed) (that|) {killed} (were killed|died|lost their lives) and {injured} (others|) were (wounded|injured) {where} {when}.
{Killed} died and {injured} were (taken to hospital|hospitalised|injured|wounded) {when} after {cause} {where}.
{Where_cap}, {cause} {when}; {killed} were killed and {injured} (wounded|hurt), {source} (said|reported).
According to {source}, {injured} were (injured|wounded) and {killed} killed {where} {when} (when|as) {cause}.
{Injured} were (wounded|injured) and {killed} (died|were killed) in (the|a) {event} {where} {when}.
The {event} {where} {when} (left|claimed) {killed} dead and {injured} (wounded|injured).
{Killed} (were reported killed|perished) and {injured} (suffered injuries|were treated for injuries) (when|after) {cause} {where}.
A {event} {where} {when} [has] killed {killed} and (injured|wounded) {injured}, (local media|{source}) (said|reported).
Clashes {where} {when} resulted in {killed} dead and {injured} wounded[, {source} (said|added|indicated)].
The death toll (from|of) the {event} {where} (rose|climbed|has risen) to {killed}, with {injured} (injured|wounded|hurt).
""",
    "killed": """
{Killed} were killed {when} {where} (when|after) {cause}[, {source} said].
{Killed} (died|were killed|lost their lives|perished) (when|after|as) {cause} {where}[ {when}].
{Cause} {where} {when}, killing {killed}[, {source} (said|reported|told reporters)].
{Source} (said|confirmed|reported|announced) (that|) {killed} (were killed|had died|had been killed|died) {where}[ {when}].
{Where_cap}, {source} said {killed} (were killed|were believed to have died|died) in (the|a) {event}.
The {event} {where} {when} (claimed the lives of|killed) {killed}.
{When_cap} {cause} {where}; {killed} were (killed|reported dead).
{Killed} (are|were) [now] (known|confirmed|feared) (to have died|to have been killed) in the {event} {where}.
The bodies of {killed} were (pulled from the rubble|recovered|found) {where} {when} after {cause}.
It was (also|) reported that {killed} (was|were) killed {when} {where}.
The (death toll|number of dead) (from|in) the {event} {where} (stands at|reached|is now) {killed}.
Rescuers {where} (counted|recovered the bodies of) {killed} after {cause} {when}.
(Residents|Relatives|Officials) {where} buried {killed} who (died|were killed) {when} when {cause}.
{Killed} (has|have) been (shot dead|murdered|assassinated|killed) {where} {when}, {source} (said|reported).
""",
    "injured": """
{Injured} were (injured|wounded|hurt) {when} {where} (when|after) {cause}[, {source} said].
{Cause} {where} {when}, (injuring|wounding) {injured}[, according to {source}].
{Source} (said|reported) (that|) {injured} (were injured|were wounded|had been hurt) {where}[ {when}].
The {event} {where} {when} left {injured} (wounded|injured).
{Injured} were (taken|rushed) to hospital {where} after {cause}.
{Where_cap}, {injured} (suffered burns|were treated for injuries|were wounded) (when|as) {cause} {when}.
""",
    "": """
{Cause} {where} {when}[, {source} said].
(There was|Residents reported|{Source} reported) (a|another) {event} {where} {when}[, but gave no (details|figures)].
{Source} (denied|confirmed) reports of a {event} {where} {when}.
The (army|government|police) (said|announced) {when} that it had sent (troops|aid|investigators) {to_where}.
(Hundreds|Thousands|Dozens) of (people|families|residents) (fled|left|marched) {from_where} {when}.
""",
}
OPENING = """
{Cause} {where} {when}[, {source} said].
The {event} (happened|took place|occurred|came) {where} {when}.
{Source} said {when} that {cause} {where}.
A {event} (struck|shook|rocked) {place} {when}.
"""
FOLLOWING = {
    "killed injured": """
{Killed} were killed and {injured} (others|more|people|) (wounded|injured).
(Officials|Doctors|Police|Witnesses) said {killed} (died|had died|were killed) and {injured} were (hurt|injured|wounded).
{Injured} were wounded, (some|several) of them seriously, and {killed} were (dead|killed).
The blast (left|killed) {killed} dead and wounded {injured}.
""",
    "killed": """
{Killed} were killed[, (officials|doctors|police|residents) said].
(Officials|Doctors|Police|Witnesses|A hospital director) said {killed} (died|had died|were killed|were dead).
The (dead|victims) (numbered|were) {killed}.
(It|This) was the (worst|deadliest|second) such incident (this year|in months); {killed} lost their lives.
Among the ruins rescue workers found the bodies of {killed}.
""",
    "injured": """
{Injured} were (injured|wounded|hurt)[, (officials|doctors|police|residents) said].
(Officials|Doctors|Police) said {injured} were being treated (in hospital|for burns|for their wounds).
""",
    "": """
(Nobody|No group) has (yet|so far) (commented|claimed responsibility).
An investigation (is under way|has begun|was ordered).
""",
}
BLAMED = """
{Perpetrator} (claimed responsibility for|said it was behind|said they had carried out) the {event} {where}.
(Police|Officials|The army|Residents|The government) (blamed {perpetrator} for|accused {perpetrator} of being behind|accused {perpetrator} of carrying out) the {event} {where}.
The {event} {where} was (carried out|committed|staged|launched) by {perpetrator}, {source} said.
{Perpetrator} (attacked|bombed|shelled|raided|hit) {target} {where} {when}.
Responsibility for the {event} {where} was claimed by {perpetrator} in a (telephone call|statement|video|communique).
{Source} attributed the {event} {where} to {perpetrator}.
"""
NAMED = """
{victim}, {role}, was (killed|shot dead|murdered|assassinated) {where} {when} (by {perpetrator}|when {cause}).
{Role}, {victim}, (was killed|was murdered|died|was shot dead) {when} {where}[, {source} said].
{Source} identified the (dead man|victim|body) (found|of the {event}) {where} as {victim}, {role}.
{Perpetrator} (killed|murdered|shot) {victim}, {role}, {where} {when}.
Hundreds attended the (funeral|burial) of {victim}, {role}, who was killed {where} {when}.
The (murder|killing|assassination|death) of {victim} {where} {when} (was condemned by {source}|shocked the country).
"""

CAUSES = {
    "airstrike": "(warplanes|jets|planes|helicopters|fighter jets) (bombed|struck|hit) {target}|(an air raid|airstrikes|an airstrike|air raids) (hit|struck|destroyed) {target}|a (missile|rocket) (fell on|hit) {target}",
    "bombing": "(a car bomb|a bomb|an explosive device|a roadside bomb|a truck bomb|an explosion) (exploded|went off|blew up) (outside|near|inside|beside) {target}|a suicide bomber blew himself up (near|inside) {target}",
    "shelling": "(shells|mortar rounds|artillery shells|rockets) (hit|landed on|fell on|struck) {target}|artillery fire hit {target}",
    "attack": "(gunmen|armed men|rebels|guerrillas|militants|unidentified attackers) (attacked|stormed|opened fire on|raided|ambushed) {target}",
    "ambush": "(rebels|guerrillas|insurgents|fighters|gunmen) ambushed (a convoy|an army patrol|a police patrol|a bus|a truck)",
    "clash": "(soldiers|troops|police|government forces) clashed with (rebels|guerrillas|protesters|insurgents|smugglers)|fighting broke out between (rival groups|troops and rebels|tribesmen)",
    "earthquake": "an earthquake (of magnitude 6.4|) (destroyed|damaged|shook|hit) {target}|a strong (quake|earthquake) (struck|brought down) {target}",
    "flood": "(floods|flash floods|a flood) (swept away|inundated|destroyed) {target}|heavy rain caused a landslide that buried {target}",
    "fire": "(a fire|fire|flames|a blaze) (broke out in|swept through|destroyed|gutted) {target}",
    "crash": "(a bus|a train|a truck|a minibus|a lorry) (overturned|left the road|collided with a (car|tanker)|crashed) near {target}|a (helicopter|small plane) crashed near {target}",
    "collapse": "(a building|a bridge|the roof of {target}|a mine) collapsed",
}
EVENTS = {
    "airstrike": "air raid|airstrike|bombardment|strike|raid",
    "bombing": "bombing|blast|explosion|bomb attack",
    "shelling": "shelling|bombardment|rocket attack",
    "attack": "attack|assault|shooting|raid|massacre",
    "ambush": "ambush|attack",
    "clash": "clash|fighting|battle|clashes",
    "earthquake": "earthquake|quake|tremor",
    "flood": "flood|flooding|disaster|storm",
    "fire": "fire|blaze|inferno",
    "crash": "crash|accident|collision",
    "collapse": "collapse|disaster|accident",
}
TARGETS = """a hospital|a school|a market|a crowded market|a mosque|a church|a police station|a power station|a bakery|an apartment building|a bridge|
a five-storey building|a village|the town hall|a military base|the airport|an army post|a refugee camp|a hotel|a factory|a bank|a farm|a wedding party|
a checkpoint|the main square|a clinic|a residential area|an oil pipeline|the bus station|a warehouse|the embassy|a newspaper office""".replace(
    "\n", ""
)
SOURCES = """police|officials|residents|witnesses|state media|the health ministry|local authorities|a military spokesman|the Red Cross|civil defence workers|
rescue workers|hospital sources|the Interior Ministry|the governor|a police spokeswoman|activists|the army|a government spokesman|the mayor|doctors|
human rights groups|radio reports|the United Nations|aid workers|the news agency|a local official|the fire service|security sources""".replace(
    "\n", ""
)
PERPETRATORS = """the People's Liberation Front|the National Resistance Army|the Islamic State group|government warplanes|the Shining Path|Boko Haram|al-Shabab|
the Red Brigade|Russian jets|the Patriotic Front|the Farabundo Marti front|unidentified gunmen|the army|the Northern Alliance|the Tamil Tigers|drug traffickers|
the Kurdistan Workers' Party|the separatist movement ETA|right-wing death squads|the Lord's Resistance Army|paramilitaries|the 4th Brigade|the Army of God|
the Popular Movement|a group calling itself the Black Eagles|the Taliban|Syrian government forces|Saudi-led coalition planes|the militia of General Okello|
the Revolutionary Workers' Party|masked men|the Manuel Rodriguez front|the Basij militia|the Janjaweed|Hezbollah fighters|Israeli forces|rebel commandos""".replace(
    "\n", ""
)
ROLES = """a (journalist|teacher|judge|priest|farmer|student|doctor|lawyer|trade union leader|shopkeeper|human rights activist|local councillor)|
the (mayor|town's mayor|provincial governor|deputy minister|police chief|chief prosecutor|ambassador|bishop)|a (former|retired) (minister|general|senator|congressman|colonel)|
a (father|mother) of (two|three|four)|(president|secretary) of the (teachers'|miners'|peasants') union|a (leader|member) of the (opposition|ruling) party""".replace(
    "\n", ""
)
NOUNS = "people|civilians|soldiers|children|women|policemen|police officers|rebels|worshippers|peasants|students|fighters|workers|migrants|passengers|villagers|guerrillas|aid workers|prisoners|tourists"

BEFORE_PLACE = "in|in|in|in|near|in the town of|in the city of|outside|in the village of|on the outskirts of|in central"
AFTER_PLACE = "||||, {country}| in {country}|, in the {side} of {country},| province| district"

QUESTIONS = {
    "killed": """
how many [people] (were killed|died|have died|lost their lives|were reported killed) (in|at|near) {place}[ {asked_when}]?
(what was|what is) the death toll (in|of the {event} in) {place}[ {asked_when}]?
how many (deaths|dead|fatalities) were there in {place}[ {asked_when}]?
how many (people|) (died|were killed|perished) in the {event} (in|at|near) {place}[ {asked_when}]?
number of (people killed|dead) in [the {event} in] {place}
how many {noun} (were killed|died) (in|near) {place}[ {asked_when}]?
{place} (death toll|deaths|how many dead|dead)?
how many people did the {event} in {place} kill?
how many lives did the {event} (in|at) {place} claim?
""",
    "injured": """
how many [people] were (injured|wounded|hurt) (in|at|near) {place}[ {asked_when}]?
how many (people|) were (injured|wounded|hurt) in the {event} (in|at|near) {place}[ {asked_when}]?
number of (wounded|injured) in {place}
how many (injuries|wounded|injured) were there in {place}[ {asked_when}]?
how many {noun} were (wounded|injured) in {place}?
how many people did the {event} in {place} (injure|wound)?
""",
    "victim": """
who was (killed|murdered|shot dead) in {place}[ {asked_when}]?
who (died|was killed) in the {event} in {place}[ {asked_when}]?
which {trade} was (killed|murdered) in {place}?
who was the victim of the {event} in {place}?
""",
    "perpetrator": """
who (carried out|was behind|was blamed for|committed|is accused of|claimed responsibility for) the {event} (in|on|at) {place}[ {asked_when}]?
which (group|organisation|organization) (carried out|was blamed for|claimed|was behind) the {event} (in|at) {place}[ {asked_when}]?
who attacked {place}?
who is responsible for the {event} in {place}?
""",
    "target": """
what was (hit|struck|attacked|damaged) in {place}[ {asked_when}]?
what (building|place) was hit (in|near) {place}?
""",
    "place of killed": """
where were {killed} {killed_verb}?
(where|in which town|in what city) did the {event} (that killed {killed}|of {day}) (happen|take place)?
in (which|what) (town|city|place|village) were {killed} {killed_verb}?
""",
    "place of victim": """
where was {victim} (killed|murdered|shot)?
(where|in which town) did {victim} die?
""",
    "when": """
when (was|were) (people|someone|the people) killed in {place}?
when did the {event} in {place} (happen|take place|occur)?
(on what day|what day|on which date) was the {event} in {place}?
""",
}
TITLES = """
{Event} kills {number} in {place}|{number} dead in {place} {event}|{Event} (hits|rocks|strikes) {place}|(Deadly|New|Fresh) {event} in {place}|{place}: what we know|
Violence (spreads|continues) in {country}|(Dozens|Many) (killed|feared dead) in {country}|{country} (mourns|counts the cost) after {event}
""".replace("\n", "")
FIRST_NAMES = """Ahmad Ali Omar Hassan Yusuf Khaled Mariam Fatima Layla Samir Tariq Nour Carlos Luis Jorge Maria Ana Jose Pedro Rosa Miguel Hector Juan Tomas
Manuel Elena Lucia Ivan Olga Sergei Natalia Dmitri John Mary Peter Sarah David Emma James Alice Kwame Amina Chidi Ngozi Fatou Moussa Wanjiku Joseph Grace
Ravi Priya Sunil Anita Imran Ayesha Wei Li Min Jun Hiroshi Yuki Thi Nguyen Siti Budi Pierre Claire Hans Greta Marco Giulia Ion Ana-Maria Viktor Mehmet Ayse""".split()
LAST_NAMES = """Hilal Khatib Nasser Haddad Mansour Abbas Karimi Rahman Qureshi Singh Sharma Patel Fernando Perera Garcia Rodriguez Barillas Gutierrez Mendoza
Valencia Herrera Castillo Rojas Galan Torres Lopez Quintero Ramos Ivanov Petrov Kovalenko Smith Brown Wilson Clark Taylor Murphy Mensah Okafor Diallo Traore
Kamau Otieno Chen Wang Tanaka Sato Tran Pham Santoso Wijaya Dubois Martin Schmidt Weber Rossi Ferrari Popescu Yilmaz Demir Cohen Levi Osman Warsame Deng""".split()
