from pathlib import Path

from index.sources.boilerplate import boilerplate_spans

SEEDS = Path(__file__).parents[3] / "seeds"

FURNITURE = """
Share this article
Share on Facebook
SHARE THIS: Facebook | X | WhatsApp | Email
Facebook Twitter Whatsapp Reddit Email Share
Tweet
Email this story
Print
Copy link
Follow us on Twitter
Follow @MiddleEastEye
Follow The Daily Planet on Facebook and Instagram
Like us on Facebook
Join us on Telegram
Advertisement
ADVERTISEMENT
Advertisement - Continue Reading Below
Article continues below this ad
Story continues below advertisement
Sponsored content
Skip to main content
Related articles
Related stories:
Related: Turkish troops cross the border into Syria
READ MORE: Ten killed in suicide blast outside Kabul mosque
Read more
Read more »
Read also: Why the ceasefire failed
See also
You may also like
Recommended for you
Most read
Trending now
Editor's picks
More from World
Previous article
Next article: Five things to know about the budget
Previous articleMayor resigns after audit
Next post Heavy rain expected in the north
Watch: Moment the bridge collapsed
Add your comments below
Leave a comment
Leave a Reply
12 comments
Comments (4)
Be the first to comment
Join the conversation
Your email address will not be published. Required fields are marked *
Comments are closed.
Log in
Sign in or register
Already a subscriber? Log in
You have 2 free articles remaining this month.
Subscribe now
Subscribe to our newsletter
Sign up for our free daily briefing and get the headlines in your inbox.
Sign up to The Evening Bulletin
Get the latest news delivered straight to your inbox every morning!
Never miss a story. Turn on notifications for breaking news.
Download our app for iOS and Android
CLICK HERE TO GET THE FOX NEWS APP
Join our WhatsApp channel for breaking news
Support independent journalism. Donate today.
Enjoying this story? Become a member and read without adverts.
By signing up, you agree to our Terms of Use and Privacy Policy.
We use cookies to improve your experience on our site.
Accept all cookies
Privacy Policy
Terms of Service | Privacy Policy
Copyright 2019 Example Media Ltd. All rights reserved.
© 2021 The Gazette
All rights reserved
Tags: Syria, Idlib, Russia
Filed under: World news
Photo: AFP
Photograph: Jane Doe/Getty Images
(Getty Images)
AFP/Getty Images
5 min read
3 minute read
Published: 5 February 2018
Last updated 12 May 2020 at 10:30 GMT
2 hours ago
By Jane Doe
By John Smith and Mary Major, Staff Writers
Home > News > Middle East
Back to top
Load more
Contact us
Please enable JavaScript to view the comments.
This post contains affiliate links.
Do you have information about this story? Email us at tips@example.org
مشاركة
شارك هذا المقال
شارك على فيسبوك
اقرأ أيضاً
اقرأ أيضا: مقتل خمسة في غارة جوية
اقرأ المزيد
المقال السابق
المقال التالي: انطلاق محادثات السلام في جنيف
اشترك في نشرتنا البريدية
اشترك الآن في النشرة الإخبارية لتصلك آخر الأخبار
تابعنا على تويتر
تابعوا الجزيرة على تلغرام
أضف تعليقاً
اترك تعليقك
التعليقات (3)
مواضيع ذات صلة
مقالات ذات صلة
قد يهمك أيضاً
الأكثر قراءة
إعلان
جميع الحقوق محفوظة © 2020
سياسة الخصوصية
تسجيل الدخول
كلمات مفتاحية: سوريا، إدلب
الصورة: رويترز
حمّل تطبيقنا على هاتفك
لن يتم نشر عنوان بريدك الإلكتروني.
منذ 3 ساعات
Partager
Lire aussi : Le gouvernement démissionne
Compartir
Leer más
Anzeige
Teilen
Devamını oku
Читайте также: Что известно о взрыве
""".strip().splitlines()

PROSE = """
Residents said they would subscribe to any truce that let the trucks through.
Share prices fell by 4 percent on Monday.
Shares in the company closed lower
Follow-up strikes killed 3 people in the same street.
Followers of the cleric gathered outside the mosque.
Sign up rates for the new health scheme doubled in a month.
Sign-ups for the militia rose after the raid.
Read more than 100 books and you still will not know, the old judge told the court.
Reading more than the headline is hard in a cellar without light.
READ MORE THAN ONE WAY, THE TREATY BANS SUCH FLIGHTS, THE MINISTER SAID.
Read more than one paper a day
Related charges against two officers were dropped in March.
Related attacks in Homs killed 12 people.
Previous articles of the constitution had guaranteed the right to strike.
Next week the tribunal will hear three more witnesses.
Next article of the treaty forbids the use of cluster bombs.
Comments by the foreign minister drew a sharp reply from Ankara.
Comments about the hospital were removed by the ministry, doctors said.
The advertisement showed a burning village and ran for two days.
Advertising revenue fell by half during the war.
Subscribers to the state telephone network lost their connection at noon.
Subscription fees pay for the town's only ambulance.
"Subscribe to nothing, sign nothing," the lawyer told the families.
“Join us or leave,” the commander shouted.
"Follow us on Twitter" was painted on the wall of the ruined school.
Join the army or go to prison: that was the choice, he said.
Join up was the order of the day.
Log books showed that the plane had taken off at 6am.
Login details of 4,000 patients were stolen.
Cookies and tea were handed out to the survivors by volunteers.
Copyright law does not cover folk songs, the court ruled.
Tags on the animals' ears showed where they had come from.
Photographs taken by residents showed smoke above the market.
Photos of the dead were held up by their mothers.
The photo was taken by an AFP photographer who was wounded minutes later.
Print workers walked out at midnight.
Email was cut off in the whole province.
Facebook said it had removed 200 accounts run from the barracks.
Twitter users reported explosions near the airport.
Home to three million people, the province is the last in rebel hands.
Home secretary resigns over deportation targets
Search teams with dogs found two more bodies under the school.
Help arrived too late for the family of seven.
Contact with the submarine was lost on Wednesday.
Contact us, the kidnappers wrote, and bring no police.
Support for the newsletter's editor grew after his arrest.
Donations to the hospital doubled.
Get out while you can, the leaflets said.
Watch towers were put up along the border.
Watch out for mines, villagers were told.
Listen to the silence, she said, that is what the war has left.
More than 40 people were wounded.
More from the same family were buried on Tuesday.
Trending topics on the platform were censored during the vote.
Most read the verdict as a warning to the opposition.
You may also like to know what the soldiers ate, the cook wrote: rice, every day.
Published in 1948, the novel foresaw the camera in every room.
Updated figures put the toll at 57.
By Friday the water had reached the roofs.
By Monday
By signing up 3,000 recruits the army made good its losses.
By the time help came, 12 people had died.
Privacy campaigners sued the ministry over the cameras.
Terms of the ceasefire were not published.
Accept the offer or starve, the besieged were told.
Topics at the summit included grain, gas and prisoners.
Editor's pick of the evidence was unfair, the lawyer said.
Sponsored by Iran, the militia holds the eastern bank.
Sponsored bills on housing failed in the senate.
Menu prices doubled within a week.
5 minutes later a second bomb fell.
12 comments on the draft came from the opposition.
Two hours ago there was a market here.
Tell us where they are buried, the mothers asked.
Become a doctor, his father had told him.
Notifications of death were sent to 40 families.
Click, and the mine is armed.
Save the Children said three of its clinics were hit.
Skip Robinson, 44, was the last to leave.
Reuters reported that 12 people had died.
The newsletter of the group claimed the attack.
The app was banned in March.
He said the party's newsletter would be printed in exile.
شارك آلاف المتظاهرين في مسيرة وسط العاصمة.
اشترك في الهجوم ثلاث طائرات حربية.
تابعت القوات تقدمها نحو المدينة صباح اليوم.
تابع الوزير حديثه قائلا إن المفاوضات مستمرة.
سجل المستشفى عشر وفيات يوم الأحد.
سجلت المدينة أعلى درجة حرارة منذ عشرين عاما.
أضاف المتحدث أن القصف لم يتوقف.
حمل المسعفون الجرحى إلى المستشفى.
انضم المئات إلى الإضراب العام.
الصورة التي نشرتها الوكالة تظهر دمارا واسعا.
اقرأ هذا الكتاب وستفهم كل شيء، قال الأستاذ لطلابه.
""".strip().splitlines()


def is_furniture(line: str) -> bool:
    """Whether the line goes from between two paragraphs of prose."""
    return boilerplate_spans(["It rained all night in the hills.", line, "The river rose by a metre, the mayor said."])[
        1
    ]


def test_a_line_of_the_site_is_furniture() -> None:
    assert [line for line in FURNITURE if not is_furniture(line)] == []


def test_a_sentence_that_only_begins_like_furniture_stays() -> None:
    assert [line for line in PROSE if is_furniture(line)] == []


def test_tables_are_large_enough_to_mean_something() -> None:
    assert len(FURNITURE) >= 60
    assert len(PROSE) >= 60


def test_the_given_article_keeps_its_prose_and_loses_its_furniture() -> None:
    text = next(SEEDS.glob("*.txt")).read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    dropped = [line[:24] for line, flag in zip(lines, boilerplate_spans(lines), strict=True) if flag]
    assert dropped == [
        "Sign up for regular upda",
        "Subscribe to our newslet",
        "Add your comments below",
        "Previous articleMuslim D",
        "Next articleBritish Musl",
    ]


def test_both_lines_of_a_newsletter_box_go() -> None:
    lines = [
        "The flood reached the town at noon.",
        "The Morning Briefing",
        "Sign up for our newsletter",
        "Join 50,000 readers who wake up to the stories that matter.",
        "Join forces, the mayor had said, and the dam will hold.",
    ]
    assert boilerplate_spans(lines) == [False, True, True, True, False]


def test_an_imperative_far_from_any_box_stays() -> None:
    assert boilerplate_spans(["It rained.", "Join hands, pull, and the boat comes free.", "It went on."]) == [False] * 3


def test_headlines_below_related_stories_go_until_prose_begins() -> None:
    lines = [
        "Rain fell all night on the camp.",
        "Related stories",
        "Camp fire kills four",
        "Aid convoy turned back at border",
        "The tents were soaked by morning, and the clinic had no light.",
    ]
    assert boilerplate_spans(lines) == [False, True, True, True, False]


def test_a_title_that_looks_like_a_label_stays_at_the_head() -> None:
    assert boilerplate_spans(["Watch: Bridge collapses in the storm", "It fell at noon."])[0] is False


def test_long_prose_is_never_furniture() -> None:
    assert not is_furniture("Subscribe to our newsletter. " + "The river rose and the town was cut off. " * 20)


def test_lines_of_symbols_are_furniture() -> None:
    assert is_furniture("* * *")
    assert is_furniture("▶ ———")


def test_walls_and_cookie_notices_of_other_languages_are_told_by_their_form() -> None:
    notices = [
        "Cet article est réservé aux abonnés.", "Il vous reste 75 % de cet article à lire.", "Nous utilisons des cookies.",
        "Este contenido es exclusivo para suscriptores.", "Suscríbete a nuestra newsletter para no perderte nada.",
        "Utilizamos cookies propias y de terceros.", "Este conteúdo é exclusivo para assinantes.",
        "Dieser Artikel ist nur für Abonnenten.", "Wir verwenden auf dieser Seite Cookies, um sie zu verbessern.",
        "Questo articolo è riservato agli abbonati.", "Iscriviti alla nostra newsletter.",
        "Этот материал доступен только по подписке.",
    ]  # fmt: skip
    told = [
        "Cet article de la loi est réservé aux étrangers, a dit le juge.", "Il vous reste dix jours, a dit le ministre.",
        "Der ganze Artikel ist gestrichen worden, sagte die Ministerin.", "Utilizamos gas para dispersar a la multitud, dijo.",
        "Материал доступен следствию, сообщил прокурор.",
    ]  # fmt: skip
    assert [is_furniture(one) for one in notices] == [True] * len(notices)
    assert [is_furniture(one) for one in told] == [False] * len(told)
