"""Wordings of reports for `conflicts`: headline and lead, with `{town}`, `{figure}`, `{day}`; invented towns and outlets."""

TOWNS = (
    "Abrahat Belvane Corandil Dumerra Esskara Farhoun Galmesh Hantour Irbasa Jolmere Kastrava Lemzine Murakha Naxilor "
    "Orfeila Pelgaz Qasmun Rudabat Sennur Tarkhesh Ulmarid Vostane Wadqan Xerova Yamrish Zelbiya Ambarq Brisnou Calumeh "
    "Dersim-Kale Elvarin Fonduq Gerasha Hulmeq Isterna Jabrun Kilmassa Lorvane Mazraq Nimreh Ostrakan Parvis Quelmar Rasmil "
    "Suvereth Tilqan Urmesh Valdasar Wesmarin Xalbour Yorvena Zarmoud Anqara-Sud Borzhan Chelmiq Drovane Elkash Firmouz "
    "Gorvat Hassuna Ivrean Jurmala-Qal Kholmet Lashqan Mirzalek Norvash Olqadi Piltane Qorvish Remdal Shulvane Tevrik"
).split()
SECOND = tuple(f"{name[:-1]}oth" for name in TOWNS)
OUTLETS = (
    "Delta Press", "Northern Wire", "The Courier", "Radio Hourglass", "Press Union", "Daily Harbour", "Meridian News", "Lantern Agency",
    "Free Dispatch", "Plains Observer",
)  # fmt: skip

QUESTIONS = {
    "killed": (
        "How many people were killed in {town}?",
        "how many died in {town}",
        "How many people died in {town}?",
        "What was the death toll in {town}?",
    ),
    "injured": (
        "How many people were injured in {town}?",
        "how many wounded in {town}",
        "How many were hurt in {town}?",
    ),
    "arrested": ("How many people were arrested in {town}?", "How many were detained in {town}?"),
    "displaced": ("How many people were displaced from {town}?", "How many people fled {town}?"),
}

WORDINGS = {
    "killed": (
        ("Air raid hits {town} market", "{Figure} people were killed when warplanes struck the vegetable market in {town} on {day}, rescue workers said."),
        ("Shelling of {town} kills civilians", "Artillery fire on {town} killed {figure} people on {day}, according to the local hospital."),
        ("Deadly strike on {town}", "An air strike on a residential street of {town} left {figure} people dead, the town council said on {day}."),
        ("Bloodshed in {town}", "{day}'s attack on {town} claimed the lives of {figure} civilians, among them several children, a monitoring group reported."),
        ("{town} buries its dead", "Residents of {town} buried {figure} victims of the bombing, which flattened a row of houses near the mosque."),
        ("Blast rocks {town}", "A car bomb in the centre of {town} killed {figure} people, police said."),
        ("Strike on {town}: the dead", "Doctors in {town} said that {figure} people had died in the strike."),
        ("{town} struck by rockets", "Rockets fell on {town} overnight, killing {figure} people, a spokesman for the civil defence said on {day}."),
        ("Attack in {town}", "The death toll from the attack in {town} stands at {figure}, the health ministry said on {day}."),
        ("Many dead in {town}", "Volunteers pulled the bodies of {figure} people from the rubble in {town}, the rescue service wrote."),
        ("Massacre in {town}, activists say", "Activists in {town} said {figure} people, most of them women, were killed in the raid."),
        ("Raid on {town}", "In {town}, {figure} civilians lost their lives on {day} when planes bombed the bakery."),
    ),
    "injured": (
        ("Dozens hurt as {town} is shelled", "{Figure} people were wounded in {town} on {day} when shells hit the bus station."),
        ("Attack on {town} school", "The strike on a school in {town} injured {figure} people, teachers said."),
        ("{town} hospital overwhelmed", "The hospital in {town} treated {figure} wounded after the explosion, its director said on {day}."),
        ("Explosion in {town}", "Police said {figure} people were injured in the explosion in {town}."),
        ("Train derails near {town}", "The accident in {town} left {figure} people injured, the railway company said on {day}."),
        ("Storm hits {town}", "{Figure} people were hurt in {town} when the storm tore off roofs, officials said."),
    ),
    "arrested": (
        ("Police raid in {town}", "Police arrested {figure} people in {town} on {day} after the protest."),
        ("Protest broken up in {town}", "{Figure} protesters were detained in {town}, a lawyers' group said on {day}."),
        ("Sweep in {town}", "Security forces detained {figure} people in a sweep through {town}, the interior ministry said."),
        ("Night of arrests in {town}", "In {town}, {figure} people were arrested on {day}, the prosecutor told reporters."),
        ("{town} demonstrators held", "At least one lawyer went to the station in {town}, where {figure} people had been arrested."),
        ("Crackdown in {town}", "A human rights group said {figure} people were arrested in {town} on {day}."),
    ),
    "displaced": (
        ("Families leave {town}", "{Figure} people were displaced from {town} on {day} as fighting came near, an aid agency said."),
        ("Exodus from {town}", "The fighting has displaced {figure} people from {town}, the United Nations said."),
        ("Floods empty {town}", "Floods in {town} forced {figure} people to flee their homes, the governor said on {day}."),
        ("{town} emptied by fighting", "In {town}, {figure} people fled the shelling, camp managers said."),
        ("Camps fill after attack on {town}", "Aid workers counted {figure} people who fled {town}."),
        ("Tents for the people of {town}", "The camp has taken in {figure} people displaced from {town}, its manager said on {day}."),
    ),
}  # fmt: skip

CORRECTIONS = {
    "killed": (
        ("Correction: attack on {town}", "Correction: An earlier version of this article said {old} people were killed in {town} on {date}. The number of people killed in {town} is {figure}."),
        ("CORRECTED: Strike on {town}", "{figure} people were killed in the strike on {town} on {date}, not {old} as we reported earlier. (Corrects death toll.)"),
    ),
    "injured": (
        ("Correction: {town}", "Correction: An earlier report gave the number of wounded as {old}. In fact {figure} people were wounded in {town} on {date}."),
        ("CORRECTED: Injured in {town}", "{figure} people were injured in {town} on {date}, not {old}. (Corrects the number of injured.)"),
    ),
    "arrested": (
        ("Correction: arrests in {town}", "Correction: We previously reported that {old} people were arrested. Police arrested {figure} people in {town} on {date}."),
        ("CORRECTED: Arrests in {town}", "{figure} people were arrested in {town} on {date}, not {old}. (Corrects figure.)"),
    ),
    "displaced": (
        ("Correction: displaced from {town}", "Correction: An earlier version of this story said {old} people fled. The agency counts {figure} people displaced from {town} since {date}."),
        ("CORRECTED: Flight from {town}", "{figure} people were displaced from {town} on {date}, not {old}. (Corrects number.)"),
    ),
}  # fmt: skip
UPDATES = {
    "killed": (
        ("Toll in {town} rises", "The death toll from {day}'s attack on {town} has risen from {old} to {figure}, the hospital said."),
        ("More dead in {town}", "The number of people killed in the attack in {town} climbed to {figure} from {old} after three of the wounded died."),
    ),
    "injured": (
        ("More wounded in {town}", "The number of people injured in {town} has risen from {old} to {figure}, doctors said."),
        ("Injured in {town}", "Doctors raised the number of wounded in {town} to {figure} from {old}."),
    ),
    "arrested": (
        ("More arrests in {town}", "The number of people arrested in {town} rose from {old} to {figure}, police said."),
        ("Arrests in {town}", "Police in {town} now say {figure} people were arrested, up from {old}."),
    ),
    "displaced": (
        ("More people flee {town}", "The number of people displaced from {town} has grown from {old} to {figure}, the United Nations said."),
        ("Flight from {town} goes on", "The agency raised its count of people displaced from {town} to {figure} from {old}."),
    ),
}  # fmt: skip
OTHER_DEEDS = {
    "killed": (("Wounded of {town}", "{Figure} people were wounded in {town} on {day}, the hospital said."), ("Arrests in {town}", "Police arrested {figure} people in {town} on {day}.")),
    "injured": (("Dead of {town}", "{Figure} people were killed in {town} on {day}, the hospital said."), ("Arrests in {town}", "Police arrested {figure} people in {town} on {day}.")),
    "arrested": (("Wounded of {town}", "{Figure} people were wounded in {town} on {day}, the hospital said."), ("Dead of {town}", "{Figure} people were killed in {town} on {day}.")),
    "displaced": (("Dead of {town}", "{Figure} people were killed in {town} on {day}, the hospital said."), ("Wounded of {town}", "{Figure} people were injured in {town} on {day}.")),
}  # fmt: skip
TOTALS = {
    "killed": (("A year of war in {town}", "Since the war began, {figure} people have been killed in {town}, the network counts."), ("{town} counts its dead", "{Figure} people have been killed in {town} so far this year, a group said.")),
    "injured": (("A year of war in {town}", "Since the war began, {figure} people have been wounded in {town}."), ("{town} hospital", "{Figure} people have been injured in {town} so far this year.")),
    "arrested": (("A year of arrests in {town}", "Since the protests began, {figure} people have been arrested in {town}."), ("Prisoners of {town}", "{Figure} people have been detained in {town} so far this year.")),
    "displaced": (("A year of flight from {town}", "Since the war began, {figure} people have been displaced from {town}."), ("Leaving {town}", "{Figure} people have fled {town} so far this year.")),
}  # fmt: skip

FILLERS = (
    "The road into {town} was closed for several hours, and the shops stayed shut.",
    "Witnesses described two loud explosions and a column of smoke over the eastern quarter.",
    "Nobody has claimed responsibility. The government has not commented.",
    "Schools in {town} will stay closed until next week, the council said.",
    "An ambulance driver said the first call had come at 6:40 in the morning.",
    "It was not clear at first what had happened, a shopkeeper told reporters.",
    "Aid agencies called for safe passage and for more medicine.",
    "{town} had about 30,000 inhabitants before the war.",
    "A 34-year-old teacher said that she had hidden in a cellar for two hours.",
    "Power was cut in most of {town}, and the water pumps stood still.",
)

ARABIC_TOWNS = "برجونة تلماسين ديرملوح شنقورة عفريدة كفرمند مرجبة نعلوش رملوقة سحنايل طربين وادمون".replace(
    "-", " "
).split()
ARABIC_OUTLETS = ("وكالة الشمال", "صحيفة المرفأ", "راديو الساعة", "شبكة الضفة", "جريدة الأفق")
ARABIC = (
    ("قصف على {town}", "قتل {figure} شخصا في قصف على مدينة {town}، بحسب الدفاع المدني."),
    ("غارة على {town}", "أسفرت غارة جوية على {town} عن مقتل {figure} شخصا، وفق مصادر طبية."),
    ("ضحايا في {town}", "سقط {figure} قتيلا في {town} جراء القصف، كما قال ناشطون."),
    ("انفجار في {town}", "أدى انفجار في {town} إلى مقتل {figure} مدنيا."),
    ("{town} تحت القصف", "قالت مصادر محلية إن {figure} شخصا قتلوا في القصف على {town}."),
    ("هجوم على {town}", "بلغ عدد القتلى في الهجوم على {town} {figure} شخصا، بحسب المستشفى."),
)
ARABIC_FILLERS = (
    "وأغلقت المدارس أبوابها، وانقطعت الكهرباء عن معظم الأحياء.",
    "ولم تعلن أي جهة مسؤوليتها عن الهجوم.",
    "وقال شهود عيان إنهم سمعوا انفجارين قويين.",
    "وناشدت المنظمات الإنسانية فتح ممرات آمنة.",
)
