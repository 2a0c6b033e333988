"""Patterns of boilerplate (site furniture), one a line, as regular expressions over folded lines.

Folded is lower case, no accents, one letter for each Arabic letter's forms (`index.language.text.fold`), straight apostrophes,
and no bullets, arrows or closing punctuation around the line. `<network>` and `<piece>` stand for the two lists below.
"""

import re
from functools import cached_property

_NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|telegram|instagram|linkedin|youtube|tiktok|reddit|pinterest|threads|bluesky|vk"
    r"|mastodon|snapchat|messenger|viber|flipboard|tumblr|google news|apple news|e-?mail|social media|فيسبوك|تويتر"
    r"|تلغرام|تيليغرام|تليجرام|واتساب|انستغرام|يوتيوب|اكس|غوغل نيوز|جوجل نيوز)"
)
_PIECE = (
    r"(?:articles?|story|stories|posts?|news|reports?|pages?|videos?|pieces?|topics?|content|links?|coverage|headlines"
    r"|reads?)"
)


class Form:
    """Several regular expressions, one a line, as one; put together when the first line is judged.

    Compiling them takes 0.15 s, which who only asks the archive should not wait for.
    """

    def __init__(self, forms: str) -> None:
        self._forms = forms

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        lines = [line for line in self._forms.splitlines() if line and not line.startswith("#")]
        joined = "|".join(f"(?:{line})" for line in lines)
        return re.compile(joined.replace("<network>", _NETWORK).replace("<piece>", _PIECE))

    def match(self, line: str) -> re.Match[str] | None:
        """As that of a pattern."""
        return self._pattern.match(line)

    def fullmatch(self, line: str) -> re.Match[str] | None:
        """As that of a pattern."""
        return self._pattern.fullmatch(line)

    def search(self, line: str) -> re.Match[str] | None:
        """As that of a pattern."""
        return self._pattern.search(line)


# A line that is nothing but one of these.
LABEL = Form(
    r"""
# share and follow
share(?: (?:this|the))?(?: <piece>)?(?: (?:on|via|with|to) (?:<network>|friends|a friend)(?:.{0,40}))?(?: this)?
(?:re)?tweet(?: this)?|pin (?:it|this)|gift this <piece>|send (?:us )?(?:an? )?(?:e-?mail|tips?|feedback)
(?:print|e-?mail|save|bookmark|copy|listen to|download)(?: (?:this|the))?(?: <piece>)?(?: (?:link|url|pdf|for later))?
(?:follow|like|find|join|connect with) .{1,50} on:? <network>(?:(?:,| and|,? &| /|) ?<network>)*(?: (?:at )?@\w+)?
follow .{1,50} on:? <network>.{0,3} for .{1,60}
(?:follow|like|find|connect with) us|follow (?:@\w+|topics?|authors?)|stay connected|listen(?: \d+ min(?:ute)?s?)?
# advertising
(?:advertis(?:e)?ments?|advertising|advertorial|ads?)
(?:sponsored|promoted|paid)(?: (?:content|posts?|links?))?(?: by .{1,40})?
(?:(?:advertisement |ad )?(?:article|story) continues|(?:story|article|scroll) to continue)(?: .{1,40})?
(?:advertisement ?[-–—:] ?)?(?:continue|keep) reading(?: (?:the (?:main )?story|below|after .{1,40}|this <piece>))?
skip (?:to|past|ad).{0,40}|why (?:am i seeing|do i see) this ad\??|scroll (?:down )?for more
# other pieces
(?:read|see|view|show|load|watch|find out|learn|discover) (?:more|all|next|less|also)(?: <piece>)?
(?:read|see|view|watch) (?:the )?(?:full|whole|entire) <piece>(?: (?:here|below))?
(?:read|see|find out|learn) more (?:here|about us|below|from .{1,40})
(?:(?:the|our|more|top|latest|recent|related|recommended|popular|trending|most popular) ){1,3}<piece>
(?:more|top|latest|related|recommended|popular|trending|other|featured) <piece> (?:from|on|in|about|for) .{1,40}
(?:other|similar|featured|must) <piece>|(?:previous|prev|next|older|newer|related)(?: <piece>| page| up)?
more from .{1,50}|more (?:on|in) (?:this|the) <piece>
see also|also (?:read|see)|read (?:also|next|this next)|trending(?: now)?|up next|what to read next
in case you missed it|you (?:may|might)(?: also)? (?:like|enjoy|love|be interested in|have missed)(?: .{1,20})?
you'll (?:also )?(?:like|enjoy|love).{0,20}|recommended(?: for you| by .{1,30})?|(?:from )?around the web
(?:most|best) (?:read|popular|viewed|shared|watched|commented|recent)(?: .{1,30})?
(?:the )?editor'?s'? (?:picks?|choice)|back to (?:top|home|homepage|news)|table of contents|in pictures
click (?:here|to .{1,40}).{0,60}|(?:tap|swipe) (?:here|to .{1,40}).{0,40}
# comments
(?:add|leave|post|write|read|view|show|hide|see|join)(?: (?:a|an|your|the|all|\d+))? (?:comments?|reply|replies).{0,10}
join (?:the|our) (?:discussion|conversation)(?: .{1,20})?|(?:\d+|no) (?:comments?|replies|responses)(?: yet)?
be the first to (?:comment|reply).{0,20}|start the (?:conversation|discussion)|cancel reply
comments?(?: \(?\d+\)?| section| policy| (?:are )?(?:closed|off|disabled))?|reader comments
(?:have your say|what do you think\??)(?: .{0,30}below)?|share your (?:thoughts|views)(?: .{1,40})?
report (?:this )?(?:comment|ad|abuse|an error|a typo)|(?:log|sign) ?in to (?:comment|reply|leave).{0,30}
# accounts and paying
(?:log|sign)[ -]?(?:in|out|up|on)(?: (?:or|/|and) (?:register|subscribe|log ?in|sign ?up|join).{0,30})?
(?:log|sign)[ -]?(?:in|out|up|on) (?:now|here|today|for free)|my account|sign me up|forgot(?:ten)? (?:your )?password\??
(?:register|subscribe|donate|join us|join)(?: (?:now|today|here|for free|free|for more|and save))*
(?:create|open) (?:an? |your )?(?:free )?account|(?:enter )?(?:your )?e-?mail(?: address)?(?: here)?
(?:unlock|to continue) reading.{0,80}|start your (?:free )?trial.{0,60}|(?:for )?subscribers? only|subscriber exclusive
manage (?:your )?(?:account|subscription|preferences|cookies)
# the site and its law
(?:privacy|cookies?|terms|legal|editorial) (?:policy|notice|settings|preferences|statement)(?: ?[|•·,&-].{1,80})?
terms (?:of (?:use|service)|(?:and|&) conditions)(?: ?[|•·,&-].{1,80}| and .{1,40})?|privacy(?: ?[|•·&-].{1,80})?
(?:accept|reject|allow|decline|manage)(?: all)?(?: cookies)?|(?:about|contact|advertise with|work (?:for|with)) us
write for us|(?:home|homepage|front page|news) ?[>»›/|].{1,120}|newsletters?|podcasts?|site ?map|faqs?|help|rss
(?:open |main |toggle )?(?:menu|home|search|close|sections|navigation)
# tags, credits, times
(?:tags?|topics?|keywords|categor(?:y|ies)|filed (?:under|in)|posted in|tagged(?: as| with)?) ?:.{0,200}
tags|topics|filed under|in this (?:story|article)
(?:\d+ ?[-–] ?)?\d+[ -]?min(?:ute)?s?[ -](?:read|listen|watch)|(?:estimated )?(?:reading|read) time.{0,30}
\d+ (?:shares?|views?|likes?|reads|retweets)|\d+ (?:second|minute|hour|day|week|month|year)s? ago
(?:first |last |originally )?(?:published|posted|updated|modified)(?: (?:on|at))? ?:? ?(?:<day>,? )?<date>
(?:photo(?:graph)?s?|images?|pictures?|pics?|illustration|graphic) (?:credits?|source|courtesy|copyright) ?[:/] ?.{1,70}
(?:photo(?:graph)?s?|pics?|illustration|graphic) ?[:/] ?.{1,70}|(?:credits?|courtesy(?: of)?) ?: ?.{1,60}
(?:photo(?:graph)?s?|images?|pictures?|pics?|illustration|graphic|video) (?:by|courtesy of) .{1,50}
[\[(]?(?:[\w .'-]{2,40} ?[/|,–-] ?|file photo ?)?<agency>(?: ?[/|,] ?[\w .'-]{2,40})?[\])]?
# Arabic
(?:شارك|مشاركه|شاركها|شاركنا|انشر|طباعه|نسخ|ارسال|حفظ|استمع الي)(?: هذا| هذه)?(?: <مقال>)?
(?:شارك|مشاركه|شاركها|انشر|ارسل)(?: هذا| هذه)?(?: <مقال>)? (?:علي|عبر|مع) (?:<network>|اصدقاي?ك).{0,40}
(?:تابعنا|تابعونا|انضم الينا|انضموا الينا|تواصل معنا|راسلنا)(?: .{1,60})?
(?:تابعوا|تابع|انضموا الي|انضم الي) .{1,40} (?:علي|عبر|في) <network>.{0,40}
اعلان|اعلانات|اعلان ممول|محتوي (?:ممول|مدعوم)|يستمر المقال بعد الاعلان|(?:تخطي|انتقل) الي المحتوي.{0,20}
تخطي .{1,40} وواصل القراءه|(?:اقرا|شاهد|طالع|اقراوا|شاهدوا) (?:ايضا|المزيد|كذلك|التالي)(?: (?:عن|من|في) .{1,40})?
(?:للمزيد|المزيد)(?: (?:من|عن|حول) .{1,40})?|(?:عرض|تحميل) المزيد|(?:قد|ربما) (?:يهمك|يعجبك|تعجبك)(?: ايضا)?
(?:مقالات|مواضيع|موضوعات|اخبار|قصص|مواد|روابط)(?: ذات)? (?:صله|مرتبطه|مشابهه|متعلقه|اخري)
(?:الاكثر|الاعلي) (?:قراءه|مشاهده|تداولا|شيوعا|مشاركه|تعليقا)|(?:اخر|احدث|اهم|ابرز) (?:الاخبار|المقالات|المواضيع)
(?:المقال|المقاله|الخبر|الموضوع) (?:السابق|السابقه|التالي|التاليه)
(?:اضف|اترك|اكتب|ضع|شارك)(?: لنا)? (?:تعليقا?|ردا?|تعليقك|رايك)(?: .{1,30})?|الغاء الرد
(?:التعليقات|تعليقات|لا توجد تعليقات|لا تعليقات)(?: ?\(?\d+\)?| مغلقه)?
(?:سياسه الخصوصيه|شروط الاستخدام|من نحن|اتصل بنا|اعلن معنا|خريطه الموقع)(?: ?[|•·,-].{1,60})?
(?:القايمه|الرييسيه|بحث|ابحث|اغلاق)(?: ?[>»/|].{1,120})?|(?:تسجيل|سجل) (?:الدخول|الخروج|دخول)(?: .{1,30})?
(?:انشاء حساب|انشي حسابا?|اشترك الان|اشترك معنا|اشترك|نسيت كلمه (?:المرور|السر))(?: .{1,20})?
(?:الوسوم|وسوم|كلمات (?:مفتاحيه|دلاليه)|العلامات|التصنيفات?)(?: ?:.{0,150})?
(?:الصوره|صوره|تصوير|المصور|مصدر الصوره) ?[:/] ?.{1,60}|(?:وقت|مده) القراءه.{0,30}
\d+ ?(?:دقيقه|دقايق) (?:قراءه|للقراءه)|(?:منذ|قبل) \d+ (?:دقيقه|دقايق|ساعه|ساعات|يوم|ايام)
(?:نشر|تم النشر|اخر تحديث|تاريخ النشر|حدث)(?: في)? ?:? ?\d.{0,40}
# French, Spanish, Portuguese
partager|publicite|articles? (?:lies|connexes|similaires|precedent|suivant)|abonnez-vous|s'abonner|se connecter
commentaires?|sur le meme (?:sujet|theme)|(?:lire (?:aussi|la suite|plus)|a lire aussi) ?(?::.{1,120})?
compartir|publicidad|articulos? (?:relacionados?|anterior|siguiente)|suscribete|suscribirse|iniciar sesion
comentarios?|siguenos.{0,50}|(?:leer (?:mas|tambien)|lea tambien) ?(?::.{1,120})?
compartilhar|publicidade|assine|(?:leia (?:mais|tambem)|veja tambem) ?(?::.{1,120})?
# German, Italian, Turkish, Persian, Russian
teilen|mehr (?:zum thema|lesen|erfahren)|anzeige|werbung|kommentare?|anmelden|das konnte sie auch interessieren
datenschutz|impressum|lesen sie auch ?(?::.{1,120})?|condividi|pubblicita|accedi|abbonati|leggi anche ?(?::.{1,120})?
paylas|devam[iı]n[iı] oku|reklam|ilgili haberler|yorumlar|giris yap|abone ol
اشتراک گذاري|اشتراك گذاري|اخبار مرتبط|اگهي|نظرات|(?:بيشتر بخوانيد|بيشتر بخوانید) ?(?::.{1,120})?
поделиться|читать (?:далее|еще)|реклама|комментарии|подписаться|воити|похожие статьи|материалы по теме
подписываитесь на .{1,80}|читаите также ?(?::.{1,120})?
""".replace("<day>", r"[a-z]{3,9}\.?")
    .replace("<date>", r"\d[\d:./ ,a-z+-]{0,50}")
    .replace("<مقال>", "(?:المقال|المقاله|الخبر|الصفحه|الموضوع|القصه|التقرير|الرابط|رايك)")
    .replace("<agency>", r"(?:afp|reuters|getty(?: images)?|epa(?:-efe)?|ap photo|shutterstock|alamy|istock|unsplash)")
)

# Whole sentences that only pages say.
NOTICE = Form(
    r"""
(?:eds|editors|ed)(?:'? note)? ?: .{0,300}
(?:copyright|©|\(c\)) ?(?:©|\(c\)|\d{4}|by|of|,).{0,140}|copyright|© .{0,140}|.{0,120}\ball rights reserved\b.{0,80}
.{0,100}(?:tous droits reserves|todos los derechos reservados|todos os direitos reservados).{0,80}
.{0,100}(?:alle rechte vorbehalten|tutti i diritti riservati|tum haklar[iı] sakl[iı]d[iı]r|все права защищены).{0,80}
.{0,80}(?:جميع|كل|كافه) الحقوق محفوظه.{0,80}|حقوق (?:النشر|الطبع) ?(?:©|محفوظه|\d).{0,80}|لن يتم نشر عنوان بريدك.*
.{0,60}(?:يستخدم|نستخدم) (?:هذا الموقع )?ملفات (?:تعريف الارتباط|الارتباط|الكوكيز).*
(?:nous utilisons|ce site utilise|utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)|este site usa) .{0,60}\bcookies?\b.*
(?:wir (?:verwenden|nutzen)|diese (?:web)?seite (?:verwendet|nutzt)|questo sito (?:utilizza|usa)) .{0,60}\bcookies?\b.*
cet article est reserve (?:aux|a nos) abonnes.*|il vous reste \d.{0,40} de cet article.*|la suite est reservee aux abonnes.*
(?:este|esta) (?:articulo|contenido|noticia|conteudo|artigo) (?:es|e) (?:solo |exclusiv[oa] )?para (?:suscriptores|assinantes).*
(?:suscribete|suscribase|assine|abonnez-vous|inscrivez-vous|abbonati|iscriviti) (?:a|al|alla|para|pour|per) .{0,120}
(?:dieser|der ganze) (?:artikel|inhalt) ist (?:nur )?fur (?:unsere )?abonnenten.*|questo (?:articolo|contenuto) e riservato agli abbonati.*
(?:этот )?(?:материал|текст) доступен только (?:по подписке|подписчикам).*|мы используем (?:фаилы )?cookies?.*
(?:we|this (?:web)?site|our (?:web)?site|we and our partners) (?:use|uses|also use|may use|store|set).{0,40} cookies?\b.*
we (?:value|respect) your privacy.*|this (?:site|form) is protected by recaptcha.*|.{0,60}\{\{.*\}\}.*
by (?:signing up|subscribing|registering|clicking|continuing|submitting|providing|entering|using).{0,140}\b<agree>\b.*
(?:(?:this|our) .{0,60})?\b(?:contains?|includes?) affiliate links.*
(?:if you buy|when you (?:buy|purchase)|we may (?:earn|receive)).{0,100}\bcommission\b.*
please (?:enable|turn on|allow) (?:javascript|cookies).*|your browser does not support.*|(?:an )?error has occurred.*
(?:an error occurred|something went wrong).{0,5}(?:please )?try again.*
comments (?:are|have been) (?:closed|turned off|disabled|moderated).*|required fields are marked.*
your e-?mail (?:address )?will not be published.*|save my name.*browser.*|notify me of .*(?:comments?|posts?).*
(?:already|not) (?:a |an |have an )?(?:subscriber|member|account|registered)(?: yet)?\?.*
you(?: have|'ve) .{0,25}(?:free )?articles? (?:left|remaining).*|you(?: have|'ve) (?:reached|read) your .{0,30}limit.*
thank(?:s| you) for (?:reading|subscribing|signing up|your (?:support|subscription)|visiting).{0,120}
(?:do|have|did|are|were) you .{0,100}\? ?(?:please )?(?:get in touch|contact us|e-?mail us|let us know|tell us|send us).*
(?:got|have) a (?:tip|story|question)\b.{0,60}\?.*
(?:enjoy(?:ed|ing)?|like|liked|love|loved) (?:this|our|reading|what you).{0,80}\?.*|want (?:more|to read more).{0,80}\?.*
.{0,160}\b(?:in|to|into) your (?:e-?mail )?inbox\b.{0,80}|.{0,80}\bno spam\b.{0,60}
""".replace("<agree>", "(?:you|i) (?:agree|accept|consent|confirm|acknowledge)")
)

# How a call to the reader begins ...
CALL = Form(
    r"""
(?:<please> ?)?(?:un)?subscribe(?= (?:to|for|now|today|here|and|via|by|on|with)\b|[,:!]|$)
(?:<please> ?)?sign[ -]?up(?= (?:to|for|here|now|today|below|with|and|via|by|using|on|if)\b|[,:!]|$)
(?:<please> ?)?register (?:for|now|here|to|with|today|free)\b
(?:<please> ?)?join (?:us|our|the|thousands|millions|more|over|now|today|\d[\d,]*|a community|other)\b
(?:<please> ?)?(?:get|receive) (?:our|the|all|your|a|daily|weekly|breaking|latest|news|unlimited|full|alerts|updates)\b
(?:<please> ?)?(?:get|receive) (?:e-?mails?|more|free|instant|exclusive|notified|these|this|stories|must-read)\b
(?:<please> ?)?follow (?!the (?:money|example))
(?:<please> ?)?(?:like (?:us|our)|download (?:our|the|this|now)|enter your|support (?:our|us|independent|quality|the))\b
(?:<please> ?)?(?:click|tap) (?:here|on|the|below|to)\b|(?:<please> ?)?consider (?:supporting|subscribing|donating|making)
(?:<please> ?)?(?:donate (?:to|now|today|here)|become (?:a|an)|help (?:us|keep|fund|support)|turn on|enable)\b
(?:<please> ?)?(?:read|watch|listen to|check out|visit|see|find|explore) (?:our|us|more|all|the (?:latest|full)|this)\b
stay (?:up|informed|updated|connected|ahead|on top|tuned|in touch|in the loop|with us)\b|keep up\b|be the first\b
(?:never|don'?t) miss\b|(?:<please> ?)?send (?:us|your)\b|(?:log|sign) ?in (?:to|or)\b|start (?:your|a)\b|unlock\b
(?:upgrade|access) (?:to|your|our|now)\b|try\b|buy us\b|(?:<please> ?)?(?:let|tell|e-?mail) us\b|write to us\b
(?:اشترك|اشتركوا|اشتركي|سجل|سجلوا|انضم|انضموا|تابع|تابعوا|تابعونا|تابعنا|حمل|حملوا)\b
(?:احصل|احصلوا|قم|اضغط|انقر|لا تفوت|لا تفوتوا|كن اول)\b
""".replace("<please>", "(?:please|simply|just|click (?:here )?to|tap (?:here )?to|to .{1,60},)")
)

# ... and the things of a site, one of which it names.
SITE_THING = Form(r"""
newsletters?\b|\binbox|mailing list|\be-?mail (?:updates?|alerts?|address|list)|\be-?mails? from us|for updates
(?:news|sms|whatsapp) alerts|push notifications?|\bnotifications\b|(?:whatsapp|telegram|youtube) (?:channel|group)
\bour (?:app|channels?|page|podcasts?|website|site|social|group|community|coverage|journalism|reporting|work)\b
\bour (?:daily|weekly|free|feed|live|updates|latest|new|best|top|e-?mail|morning|stories|mobile|team|newsroom)\b
\bour (?:youtube|telegram|whatsapp|facebook|twitter|instagram|readers|mission|full)\b
\b(?:the|free|mobile|news|this) app\b|\bapp (?:now|today)\b|app store|google play|\bthe .{1,30} app$
subscri(?:ber|ption|bing)|\bmembership|become (?:a|an) (?:member|patron|supporter|subscriber|contributor)
free trial|ad-free|paywall|(?:daily|weekly|morning|evening) (?:briefing|digest|e-?mail|update|bulletin|round-?up)
latest (?:news|stories|updates|headlines)|breaking news|news and updates|in the comments|comments? (?:below|section)
independent (?:media|journalism)|quality journalism|unlimited (?:digital )?access|@\w+|up[ -]to[ -]date|your account
\bmiss (?:a|an|any|our|the|out)\b.*(?:story|stories|update|news|post|episode)|\bmiss out$|full story|this story
نشرتنا|النشره (?:البريديه|الاخباريه|اليوميه)|بريدك|بريدنا|قايمتنا|تطبيقنا|قناتنا|صفحتنا|حسابنا|موقعنا|حساباتنا
منصاتنا|قنواتنا|صفحاتنا|مجموعتنا|اخر الاخبار|احدث الاخبار|اخر المستجدات|هنا للاشتراك|اشعارات|تطبيق .{1,30}$
""")

# Words of a sentence that tells of something; a call to the reader has none.
TELLS = re.compile(
    r"\b(?:said|says|saying|told|asked|urged|warned|added|according|was|were|had|he|she|his|her|they|their"
    r"|قال|قالت|قالوا|اضاف|ذكر|اعلن|كان|كانت)\b"
)

# A whole line that asks to subscribe, whatever the name of the thing is.
SIGN_UP = Form(r"""
(?:please )?(?:subscribe|sign[ -]?up) (?:to|for|now|today|here|with|via|by)\b.{0,90}
""")

# The heading of a newsletter box; furniture only beside a call.
BOX_HEADING = Form(r"""
.{0,60}\b(?:newsletters?|briefing|in your inbox|digest|bulletin|stay informed|stay updated|النشره|نشرتنا).{0,20}
""")

# What stands before the headline of another piece; the weak ones need a colon, a dash or an arrow between.
STRONG_LINK = Form(r"""
(?:read|see|watch) (?:more|also|next|now|too)|also (?:read|see|watch)|see also|(?:previous|next) (?:article|post|story)
related(?: (?:articles?|stor(?:y|ies)|news|posts?|content|coverage))?|you (?:may|might) also like|don'?t miss
must[ -](?:read|watch|see)|recommended(?: reading)?|more on this(?: story)?|in case you missed it|further reading
click here|keep reading|continue reading
(?:اقرا|اقراوا|شاهد|شاهدوا|طالع) (?:ايضا|المزيد)|(?:المقال|الخبر|الموضوع) (?:السابق|التالي)|قد يهمك ايضا|للمزيد
(?:المقاله|القصه) (?:السابقه|التاليه)|(?:مواضيع|مقالات|اخبار) ذات صله
""")
WEAK_LINK = Form(r"read|watch|listen|more|trending|live|photos|gallery|video|also|explore|from the archives?")

# What stands above a list of other pieces.
LIST_HEADING = Form(r"""
(?:more|top|latest|recent|related|recommended|popular|trending|featured|other) <piece>(?: (?:from|on|in) .{1,40})?
related|trending(?: now)?|most (?:read|popular|viewed|shared|watched).{0,30}|editor'?s'? (?:picks?|choice)|see also
you (?:may|might) (?:also )?(?:like|be interested in).{0,20}|recommended(?: for you)?|from around the web|up next
read (?:more|next|also)|more from .{1,50}|more on this story|مواضيع اخري|اقرا ايضا|(?:قد|ربما) يهمك(?: ايضا)?
(?:مقالات|مواضيع|موضوعات|اخبار|قصص)(?: ذات)? (?:صله|مرتبطه|مشابهه|متعلقه)|الاكثر (?:قراءه|مشاهده|تداولا)
""")

# Names of writers, in the case they have in the line: the only form that is not folded.
BYLINE = re.compile(
    r"(?:(?i:written |reported |edited )?[Bb]y|BY) "
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?:[Ss]taff\b|[A-Z][\w.'’-]+ (?=(?:[a-z]+ )?[A-Z]))"
    r"(?:(?:, ?| |(?<= ))(?:[A-Z][\w.'’&-]*|and|in|for|de|van|von|al|bin|writer|correspondent|reporter|editor|staff)){0,9}"
    r"(?: ?[|•·–—-] .{1,50})?"
    r"|(?i:(?:additional )?reporting by|writing by|editing by) .{1,120}|(?:بقلم|كتب|كتبت|إعداد|تحرير) ?: .{1,60}"
)

# The buttons of a share bar, when a copy has put them on one line.
BUTTONS = frozenset((
    "facebook", "twitter", "x", "whatsapp", "telegram", "reddit", "email", "e-mail", "mail", "share", "print",
    "linkedin", "pinterest", "copy", "link", "messenger", "instagram", "youtube", "tiktok", "threads",
    "bluesky", "viber", "tumblr", "flipboard", "pocket", "tweet", "pin", "save", "more", "comment", "comments",
    "line", "vk", "google", "mastodon", "snapchat", "like", "follow", "send", "sms", "rss", "فيسبوك", "تويتر",
    "واتساب", "تلغرام", "تليجرام", "طباعه", "مشاركه", "شارك", "لينكد", "انستغرام", "يوتيوب", "ماسنجر", "نسخ",
    "الرابط",
))  # fmt: skip

# Words that stand between the buttons.
BUTTON_FILLERS = frozenset(("this", "article", "story", "page", "post", "on", "via", "us", "to", "and"))
