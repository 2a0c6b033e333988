# Every word the bot says, in Arabic; en.ftl says what the variables hold. Digits are Western ones throughout.
# What is written in Latin letters is kept apart by the invisible signs \u2068 and \u2069 (as in the terms below), so that
# slashes and points stay on their side; titles, names and questions that variables hold are kept apart already.

-ask = { "\u2068" }/ask{ "\u2069" }
-start = { "\u2068" }/start{ "\u2069" }
-help = { "\u2068" }/help{ "\u2069" }
-settings = { "\u2068" }/settings{ "\u2069" }
-language = { "\u2068" }/language{ "\u2069" }
-watch = { "\u2068" }/watch{ "\u2069" }
-unwatch = { "\u2068" }/unwatch{ "\u2069" }
-quiet = { "\u2068" }/quiet{ "\u2069" }
-latest = { "\u2068" }/latest{ "\u2069" }
-digest = { "\u2068" }/digest{ "\u2069" }
-article = { "\u2068" }/article{ "\u2069" }
-sources = { "\u2068" }/sources{ "\u2069" }
-forget-me = { "\u2068" }/forget_me{ "\u2069" }

language-name = العربية

## Lists, numbers and dates. Months carry both names that newspapers give them.

list = { $names }، { $name }
list-or = { $names } أو { $name }
month =
    { $number ->
        [1] يناير/كانون الثاني
        [2] فبراير/شباط
        [3] مارس/آذار
        [4] أبريل/نيسان
        [5] مايو/أيار
        [6] يونيو/حزيران
        [7] يوليو/تموز
        [8] أغسطس/آب
        [9] سبتمبر/أيلول
        [10] أكتوبر/تشرين الأول
        [11] نوفمبر/تشرين الثاني
       *[12] ديسمبر/كانون الأول
    }
month-alone =
    { $number ->
        [1] يناير/كانون الثاني
        [2] فبراير/شباط
        [3] مارس/آذار
        [4] أبريل/نيسان
        [5] مايو/أيار
        [6] يونيو/حزيران
        [7] يوليو/تموز
        [8] أغسطس/آب
        [9] سبتمبر/أيلول
        [10] أكتوبر/تشرين الأول
        [11] نوفمبر/تشرين الثاني
       *[12] ديسمبر/كانون الأول
    }
date = { $day } { $month } { $year }
date-month = { $month } { $year }
articles =
    { $count ->
        [zero] صفر من المقالات
        [one] مقال واحد
        [two] مقالين
        [few] { $count } مقالات
        [many] { $count } مقالًا
       *[other] { $count } مقال
    }
articles-listed =
    { $count ->
        [zero] لا مقالات
        [one] مقال واحد
        [two] مقالان
        [few] { $count } مقالات
        [many] { $count } مقالًا
       *[other] { $count } مقال
    }
days =
    { $count ->
        [zero] أقل من يوم
        [one] يوم واحد
        [two] يومين
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }

## The source of a quote.

untitled = مقال بلا عنوان
archived = نسخة مؤرشفة
also-in = الخبر نفسه في: { $names }
also-in-more =
    { $more ->
        [zero] الخبر نفسه في: { $names }
        [one] الخبر نفسه في: { $names } وفي مصدر آخر
        [two] الخبر نفسه في: { $names } وفي مصدرين آخرين
        [few] الخبر نفسه في: { $names } وفي { $more } مصادر أخرى
        [many] الخبر نفسه في: { $names } وفي { $more } مصدرًا آخر
       *[other] الخبر نفسه في: { $names } وفي { $more } مصدر آخر
    }

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = من { $earliest } إلى { $latest }
undated = بلا تاريخ

## /start and /help.

start = أجيب عن الأسئلة باقتباسات حرفية من { $corpus }، مع ذكر مصدر كل اقتباس، وأخبرك إن لم أجد جوابًا. لا أكتب جوابًا من عندي أبدًا.
start-examples = اطرح سؤالك بكلماتك، أو اضغط على أحد هذه الأسئلة:
start-no-examples = اطرح سؤالك بكلماتك.
example-killed = كم شخصًا قُتل في { $place }؟
example-happened = ماذا حدث في { $place }؟
help-title = كيف تسأل
help = اسأل بكلماتك. أجيب باقتباسات حرفية من المقالات مع مصدر كل منها، وإن لم يرد الجواب فيها أخبرتك بذلك.
help-first =
    { -latest }: أحدث المقالات
    { -digest } ومكان: ما ورد عنه
    { -watch } ومكان: تنبيه بجديده
    { -settings }: اللغة والساعة والاقتباسات
help-button-ask = الأسئلة
help-button-group = المجموعات
help-button-commands = الأوامر
help-button-privacy = الخصوصية
help-times = اذكر الوقت بكلماتك (السبت الماضي، في فبراير 2018، منذ أمس)، فأبحث في مقالات تلك الفترة.
help-going-on =
    تابع بعد الجواب: «وفي سراقب؟» وردّ على إحدى رسائلي لتتابع منها. وإذا عدّلت سؤالك عدّلت جوابي عنه.

    أعد توجيه نصّ إليّ، أعرض لك ما تقوله المقالات فيه.
help-limits = ليست لي آراء، ولا أترجم ولا أخمّن، ولا أبحث عن شيء في الإنترنت. والاقتباس يبيّن ما يقوله المقال، لا أن ما يقوله صحيح.
help-groups = في المجموعات، اكتب { -ask } ثم سؤالك، أو أشر إليّ بعلامة { "\u2068" }@{ "\u2069" }، أو ردّ على إحدى رسائلي. وإذا أشرت إليّ ردًّا على رسالة غيرك، بحثت عمّا تقوله المقالات فيها.
help-command = { "\u2068" }/{ $name }{ "\u2069" }: { $what }

## What commands are for.

command-ask = طرح سؤال؛ لا يلزم إلا في المجموعات
command-sources = الناشرون وتواريخ مقالاتهم
command-latest = أحدث المقالات
command-digest = ما ورد عن مكان أو عن فترة
command-article = قراءة مقال: كلمات من عنوانه
command-watch = تنبيه بالجديد
command-unwatch = إنهاء متابعة
command-quiet = ساعات بلا تنبيهات
command-settings = اللغة والساعة وعدد الاقتباسات
command-language = لغتي
command-help = كيف تسأل
command-privacy = ما أحتفظ به
command-forget_me = حذف ما أحتفظ به عن هذه المحادثة
command-start = ما أفعله، مع أمثلة

## /sources.

sources-title = أين أبحث
sources-count = أبحث في { $corpus }. عدد المقاطع: { $passages }.
sources-dated = الأحدث: { $latest }، والأقدم: { $earliest }.
sources-undated = لا يحمل أي مقال تاريخًا.
sources-some-undated = الأحدث: { $latest }، والأقدم: { $earliest }، عدا { $undated } بلا تاريخ.
sources-built = آخر فهرسة: { $date }.
sources-outlet = { $number }. { $outlet }: { $about }
sources-no-outlet = • بلا ذكر للناشر: { $about }
untitled-outlet = ناشر بلا اسم
corpus-from = { $corpus }، { $dates }
sources-more =
    { $outlets ->
        [zero] ولا ناشرين آخرين ({ $corpus }).
        [one] وناشر آخر له { $corpus }. للعثور عليه: { -sources } وجزء من اسمه.
        [two] وناشران آخران لهما { $corpus }. للعثور على أحدهما: { -sources } وجزء من اسمه.
        [few] و{ $outlets } ناشرين آخرين لهم { $corpus }. للعثور على أحدهم: { -sources } وجزء من اسمه.
        [many] و{ $outlets } ناشرًا آخر لهم { $corpus }. للعثور على أحدهم: { -sources } وجزء من اسمه.
       *[other] و{ $outlets } ناشر آخر لهم { $corpus }. للعثور على أحدهم: { -sources } وجزء من اسمه.
    }
outlets-found =
    { $count ->
        [zero] لا ناشرين
        [one] ناشر واحد
        [two] ناشران
        [few] { $count } ناشرين
        [many] { $count } ناشرًا
       *[other] { $count } ناشر
    }
no-such-outlet = لا يوجد ناشر في اسمه «{ $name }». { -sources } يعرضهم جميعًا.

## /latest, /article and /digest.

of-total = { $first }–{ $last } من { $total }
nothing-fits = لا يوجد مقال مطابق.
archive-spans = تواريخ المقالات: { $earliest } إلى { $latest }.
archive-ends = آخر تاريخ في الأرشيف: { $date }.
all-in-private = المزيد في محادثة خاصة
articles-found = مقالات بهذا العنوان
articles-near = لا يوجد مقال فيه هذه الكلمات كلها. الأقرب إليها:
articles-found-more =
    { $more ->
        [zero] لا مقالات أخرى فيها هذه الكلمات.
        [one] مقال آخر فيه هذه الكلمات. أضف كلمة للعثور عليه.
        [two] مقالان آخران فيهما هذه الكلمات. أضف كلمة للعثور على أحدهما.
        [few] { $more } مقالات أخرى فيها هذه الكلمات. أضف كلمة للعثور على غيرها.
        [many] { $more } مقالًا آخر فيها هذه الكلمات. أضف كلمة للعثور على غيرها.
       *[other] { $more } مقال آخر فيها هذه الكلمات. أضف كلمة للعثور على غيرها.
    }
article-how = أي مقال تريد أن تقرأ؟ اكتب كلمات من عنوانه بعد { -article }، مثلًا: { -article } { $example }
article-how-plain = أي مقال تريد أن تقرأ؟ اكتب كلمات من عنوانه بعد { -article }.
no-such-article = لا يوجد مقال عنوانه «{ $name }»، ولا مقال فيه أي من هذه الكلمات.
no-article-linked = لا يوجد مقال من هذا الرابط.
article-empty = ليس في هذا المقال ما يُقرأ.
article-page = الصفحة { $number } من { $count }
whole-article = المقال كاملًا
read-on = تابع في محادثة خاصة
article-gone = لم يعد هذا المقال لديّ.
article-changed = تغيّر هذا المقال منذ ذلك الحين. هذا نصّه الآن.
list-expired = لم أعد أستطيع عرض هذه القائمة. اطلبها من جديد من فضلك.
digest = ملخص بالاقتباسات
digest-newest =
    { $count ->
        [zero] لا شيء منها هنا.
        [one] هنا أحدثها فقط. اذكر مكانًا أو فترة أقصر لرؤية غيره.
        [two] هنا أحدث اثنين منها فقط. اذكر مكانًا أو فترة أقصر لرؤية غيرهما.
        [few] هنا أحدث { $count } منها فقط. اذكر مكانًا أو فترة أقصر لرؤية غيرها.
       *[other] هنا أحدث { $count } منها فقط. اذكر مكانًا أو فترة أقصر لرؤية غيرها.
    }

## /privacy and /forget_me.

privacy-title = ما أحتفظ به
privacy = أحتفظ على الحاسوب الذي أعمل عليه بأسئلتك والاقتباسات التي عرضتها مدة { $days }، وبما تضبطه وتتابعه وتقيّمه إلى أن تحذفه. لا أسماء ولا ملفات شخصية.
privacy-button-details = التفاصيل
privacy-button-delete = حذف كل ذلك
privacy-details = أحتفظ عن كل جواب، على الحاسوب الذي أعمل عليه، بما يلي: سؤالك، ورقم هذه المحادثة، ورقمي الرسالتين، والوقت، والاقتباسات التي عرضتها. فالأزرار والأسئلة المعدّلة والأسئلة المبنية على ما قبلها تحتاج إلى ذلك. وأحذفه بعد { $days }. وإذا قيّمت جوابًا، احتفظت بالتقييم مع سؤاله واقتباساته، من دون اسمك. أما الرسالة التي لم أفرغ منها بعد، فأحتفظ بها كاملة كما يسلّمها تيليغرام إلى أن أفرغ منها، وتبقى آثار منها على القرص ساعة أخرى؛ وما تتابعه بالأمر { -watch } أحتفظ به، مع رقمك واللغة التي يخبرني بها تيليغرام عنك، إلى أن تنهي متابعته.
privacy-preferences = وما تختاره في { -settings } و{ -language }، وساعات { -quiet }، أحتفظ به مع رقم هذه المحادثة إلى أن تعيده إلى ما كان عليه.
privacy-not = الأمر { -forget-me } يحذف ذلك كله فورًا. لا أحتفظ بملفات شخصية ولا برسائل أخرى. وفي سجلّي أوقات وأطوال وأرقام، لا كلماتك. أما تيليغرام فيحفظ هذه المحادثة وفق قواعده.
privacy-terminal = لا شيء: الأسئلة التي تُكتب هنا يُجاب عنها ثم تُنسى.
forget-me-sure = هل أحذف كل ما أحتفظ به عن هذه المحادثة: الأجوبة والتقييمات والمتابعات والإعدادات، لكل من فيها؟
forget-me-kept = لم أحذف شيئًا.
forget-me-not-yours = في المجموعات، لا يستطيع أن يطلب مني حذف ما أحتفظ به عنها إلا المشرفون.
forgotten = حُذف كل شيء: الأجوبة ({ $answers }) والتقييمات ({ $verdicts }) والمتابعات ({ $watches }) وإعدادات هذه المحادثة. ولا أحتفظ بشيء آخر عنها.

## Answers.

not-said = لا تذكر المقالات ذلك.
not-said-there = لا تذكر المقالات التي عرضتها ذلك.
source-note = هذا ما يقوله هذا المقال، ولا أستطيع الحكم على صحته.
sources-note = هذا ما تقوله هذه المقالات، ولا أستطيع الحكم على صحته.
missing = لا يرد في أي مقال ذكر { $names }.
may-say = لست متأكدًا أن هذا يجيب عن السؤال:
it-does = نعم، يجيب
it-does-not = لا
nearest = أقرب مقطع، وهو لا يجيب عن السؤال:
quote-count = { $number } من { $count }
before = قبله:
after = بعده:
the-quote = الاقتباس:
the-quote-in-its-paragraph = الاقتباس في فقرته:
nearest-in-its-paragraph = أقرب مقطع، وهو لا يجيب عن السؤال، في فقرته:
shortened = مختصر: المقطع أطول مما تتسع له رسالة.
torn = … مختصر داخل جملة أطول مما تتسع له رسالة.
degraded = تنبيه: جزء من فهرسي معطّل، فبحثت بالكلمات وحدها، وربما فاتني شيء.
parts-answered = أجاب { $answered } من أصل { $parts } من أجزاء الأرشيف؛ وقد يكون في الأجزاء الأخرى المزيد.
parts-do-not-say = لم يُجب سوى { $answered } من أصل { $parts } من أجزاء الأرشيف، ولا ذكر لذلك فيما أجاب منها. وقد يرد في الأجزاء الأخرى: اسأل مرة أخرى لاحقًا من فضلك.
claim = ما تقوله المقالات في هذا:
claim-not-said = لا تقول المقالات شيئًا في هذا.
read-as = فهمت السؤال هكذا: { $question }

## Buttons under answers.

more-context = سياق أوسع
back-to-quote = ‹ عودة إلى الاقتباس
back-to-passage = ‹ عودة إلى المقطع
next = التالي ›
back = ‹ السابق
copy = نسخ
copied = «{ $quote }» ({ $source })
open-article = فتح المقال
share = مشاركة
all-quotes = كل الاقتباسات ({ $count })
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = المقطع غير مناسب
out-of-date = معلومة قديمة
not-in-article = ليس في المقال
thanks = شكرًا لك.
why-bad = شكرًا لك. ما الخطأ في هذا الجواب؟
expired = انتهت صلاحية هذا الجواب. اطرح السؤال من جديد من فضلك.
example-expired = انتهت صلاحية هذا المثال. أرسل { -start } لأمثلة جديدة، أو اكتب سؤالك مباشرة.

## What is said to words that ask nothing.

greeting = أهلًا. اسألني بكلماتك عمّا تقوله المقالات.
welcome = على الرحب والسعة.
nothing-to-answer = أجيب عن الأسئلة من المقالات. اطرح سؤالًا بكلماتك.

## Other chats, and chats that the bot is not open to.

ask-in-private = اسألني في محادثة خاصة
not-said-ask-in-private = لا تذكر المقالات ذلك. اسألني في محادثة خاصة
not-said-then-ask-in-private = لا تذكر مقالات تلك الفترة ذلك. اسألني في محادثة خاصة
not-said-of-then = لا تذكر المقالات ذلك: { $dates }
not-open = هذا البوت متاح لبعض المحادثات فقط. يمكن لمن يشغّله أن يتيحه لهذه المحادثة برقمها: { $chat }

## What is watched for, and what is new.

watched = أتابع «{ $text }» وأكتب إليك حين يرد عنه جديد في المقالات.
unwatched = لم أعد أتابع «{ $text }».
unwatch-sure = هل أتوقف عن متابعة «{ $text }» لكل من هنا؟
unwatch-not-yours = في المجموعات، لا ينهي هذه المتابعة إلا من طلبها أو أحد المشرفين.
watch-gone = انتهت هذه المتابعة من قبل.
too-many-watches = أقصى عدد للمتابعات في محادثة واحدة هو { $most }. يعرضها { -watch } ومع كل منها زر ينهيها.
watch-too-long = اكتب ما تريد متابعته: مكانًا أو كلمة أو سؤالًا. أقصى عدد للأحرف هو { $limit }.
watches = أتابع ما يلي. اضغط على ما تريد إنهاء متابعته.
watch-end = ✕ { $text }
stop-watching = إنهاء المتابعة
stop-watching-some = إنهاء متابعة…
no-watches = لا أتابع شيئًا هنا. اكتب { -watch } ثم مكانًا أو كلمة أو سؤالًا.
quiet-set = لا أرسل تنبيهات من الساعة { $start }:00 إلى الساعة { $end }:00.
quiet-off = أرسل التنبيهات في أي ساعة.
quiet-clock = هل الساعة عندك { $time }؟ إن لم تكن كذلك، فاضبطها بالأزرار.
quiet-none = إيقاف
clock-hours = { "\u2068" }{ $sign }{ $count }{ "\u2069" } س
clock-minutes = { "\u2068" }{ $sign }{ $count }{ "\u2069" } د
quoted = «{ $text }»
news = جديد عن { $texts }
quiet-title = ساعات الهدوء
latest = أحدث المقالات
no-articles = لا توجد مقالات بعد.

## /settings and /language.

settings-title = الإعدادات
settings-quotes = أقصى عدد للاقتباسات في الجواب: { $count }
settings-language = اللغة: { $language }
settings-previews =
    { $previews ->
        [yes] معاينة المقال المقتبس منه: مفعّلة
       *[no] معاينة المقال المقتبس منه: معطّلة
    }
settings-fewer = اقتباس أقل
settings-more = اقتباس أكثر
settings-default = الافتراضي
settings-previews-on = تفعيل المعاينة
settings-previews-off = تعطيل المعاينة
language-title = لغتي
language-auto = لغة تيليغرام
language-note = أعرض الاقتباسات بلغة مقالاتها، كما كُتبت.
settings-not-yours = في المجموعات، لا يغيّر هذا إلا المشرفون.

## What is asked before something is done.

yes = نعم
no = لا

## What is no question.

empty-question = ماذا تريد أن تعرف؟ اكتب سؤالك بعد { -ask }، مثلًا: { -ask } { $example }
no-example = ماذا حدث أمس؟
no-words = أبحث بالكلمات، ولا أرى كلمات في هذه الرسالة. اطرح سؤالك بالكلمات من فضلك.
too-long = عدد أحرف هذا السؤال { $length }، وأقصى ما أقرؤه { $limit }. اطرحه في جملة أو جملتين من فضلك.
not-text = لا أقرأ إلا النصوص. اكتب سؤالك من فضلك، ويمكن أن يكون تعليقًا على صورة أو ملف.
unknown-command = لا أعرف هذا الأمر. { -help } يبيّن ما أستطيع فعله، والسؤال لا يحتاج إلى أمر.
nearest-command = لا أعرف هذا الأمر. هل تقصد { "\u2068" }/{ $name }{ "\u2069" } ({ $what })؟

## When something is in the way.

apology = عذرًا، حدث خلل هنا ولم أستطع الإجابة. حاول مرة أخرى من فضلك. (رقم الخطأ: { $id })
too-slow = استغرق البحث عن الجواب وقتًا أطول مما ينبغي، فتوقفت. حاول مرة أخرى من فضلك، أو اسأل بكلمات أقل.
unreachable = لا يمكن الوصول إلى الأرشيف الآن، فلا أعرف ما تقوله المقالات. اسأل مرة أخرى بعد بضع دقائق من فضلك.
late = طرحت هذا السؤال قبل { $ago }، ولم أستطع الإجابة قبل الآن.
minutes =
    { $count ->
        [zero] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $count } دقائق
       *[other] { $count } دقيقة
    }
hours =
    { $count ->
        [zero] أقل من ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $count } ساعات
       *[other] { $count } ساعة
    }

## The conversation in a terminal.

terminal-greeting = لم يُضبط { "\u2068" }TELEGRAM_BOT_TOKEN{ "\u2069" }. للحصول عليه أرسل { "\u2068" }/newbot{ "\u2069" } إلى { "\u2068" }@BotFather{ "\u2069" } في تيليغرام، وضعه في { "\u2068" }.env{ "\u2069" }. وإلى ذلك الحين، اسأل هنا.
terminal-prompt = { "؟ " }

## Shown by Telegram itself.

description = اطرح سؤالًا عن المقالات التي لديّ، أجبك باقتباسات حرفية منها، مع ذكر مصدر كل اقتباس. وإن لم يرد فيها جواب، أخبرتك بذلك. ليست لي آراء، ولا أكتب شيئًا من عندي.
short-description = يجيب عن الأسئلة باقتباسات حرفية من المقالات، مع ذكر مصدر كل اقتباس.

## To the operator.

# $name: of a file.
received = وصل الملف { $name }. جارٍ الفهرسة…
# $name: of a sidecar.
received-instead = وصل الملف { $name }، وحلّ محل ملف البيانات السابق لهذا المقال. جارٍ الفهرسة…
# $name: of a file.
never-read = لن أحفظ الملف { $name }: الملفات التي تحمل مثل هذا الاسم مخفية أو غير مكتملة أو خاصة بالنظام، ولا تُفهرس أبدًا. سمِّه مثلًا { "\u2068" }report.txt{ "\u2069" } وأرسله من جديد.
indexing = جارٍ الفهرسة…
# $begun: what is being done; $seconds: a number.
still-indexing = { $begun } ({ $seconds } ث)
articles-new = الجديدة: { $count }
articles-changed = المعدّلة: { $count }
articles-removed = المحذوفة: { $count }
indexed = تمت الفهرسة. { $changes }.
nothing-new = لا جديد.
indexed-all = عدد المقالات كلها: { $count }.
refused = ✗ { $name }: { $why }
refused-why = { $kind } ({ $reason })
fault-protected = الملف محمي بكلمة سر
fault-large = الملف أكبر مما ينبغي أو متداخل أكثر مما ينبغي
fault-empty = لا نص في الملف
fault-address = تعذر جلب الصفحة من هذا الرابط
fault-damaged = الملف تالف
fault-fields = تعذرت قراءة عنوان المقال أو تاريخه أو رابطه
fault-format = هذا النوع من الملفات لا يُقرأ
refused-before =
    { $count ->
        [zero] لا ملفات مرفوضة من قبل.
        [one] ما زال ملف واحد مرفوضًا؛ { "\u2068" }/reindex{ "\u2069" } يبيّن السبب.
        [two] ما زال ملفان مرفوضين؛ { "\u2068" }/reindex{ "\u2069" } يبيّن السبب.
        [few] ما زالت { $count } ملفات مرفوضة؛ { "\u2068" }/reindex{ "\u2069" } يبيّن السبب.
        [many] ما زال { $count } ملفًا مرفوضًا؛ { "\u2068" }/reindex{ "\u2069" } يبيّن السبب.
       *[other] ما زال { $count } ملف مرفوضًا؛ { "\u2068" }/reindex{ "\u2069" } يبيّن السبب.
    }
# $why: as above.
indexing-failed = بقي الفهرس كما كان: { $why }
# $limit: a number.
too-big = لا يسلّم تيليغرام إلى البوتات ملفات تزيد على { $limit } ميغابايت. أرسل هذا الملف على أجزاء، أو أرسل رابطًا إليه، أو ضعه بنفسك في مجلد المقالات.
# $why: of the system, in English.
not-kept = لم أستطع حفظ هذا الملف: { $why }. اسمح لي بالكتابة في مجلد المقالات ({ "\u2068" }SEEDS_DIR{ "\u2069" }).
# $name: of a site, or a list of them.
fetching = جارٍ الجلب من { $name }…
# $count: at least 1.
fetched =
    { $count ->
        [zero] لم يُجلب أي مقال. جارٍ الفهرسة…
        [one] جُلب مقال واحد. جارٍ الفهرسة…
        [two] جُلب مقالان. جارٍ الفهرسة…
        [few] جُلبت { $count } مقالات. جارٍ الفهرسة…
        [many] جُلب { $count } مقالًا. جارٍ الفهرسة…
       *[other] جُلب { $count } مقال. جارٍ الفهرسة…
    }
nothing-fetched = لم أجد مقالًا لأفهرسه.
# $why: as above.
fetching-failed = لم يُجلب شيء: { $why }
# $change: what has become of an article that was fetched, whose title follows.
kept =
    { $change ->
        [new] • جديد:
        [changed] • معدّل:
       *[unchanged] • كما كان:
    }
# $count: how many are not listed.
kept-more = وغيرها: { $count }
# $count: at least 1.
left-out =
    { $count ->
        [zero] لا مقالات مستبعدة.
        [one] استُبعد مقال واحد كما أردت ({ "\u2068" }/forget{ "\u2069" }).
        [two] استُبعد مقالان كما أردت ({ "\u2068" }/forget{ "\u2069" }).
        [few] استُبعدت { $count } مقالات كما أردت ({ "\u2068" }/forget{ "\u2069" }).
        [many] استُبعد { $count } مقالًا كما أردت ({ "\u2068" }/forget{ "\u2069" }).
       *[other] استُبعد { $count } مقال كما أردت ({ "\u2068" }/forget{ "\u2069" }).
    }

## To the operator: /forget, /help.

help-operators-title = للقائمين على البوت
# $limit: a number.
help-operators = أرسل إليّ مقالات في ملف (أو في أرشيف { "\u2068" }ZIP{ "\u2069" } أو { "\u2068" }tar{ "\u2069" }، وبحد أقصى { $limit } ميغابايت)، أو روابط إلى صفحات وخلاصات ومستندات في رسالة ليس فيها غيرها، فأفهرسها. الأمر { "\u2068" }/reindex{ "\u2069" } يحدّث الفهرس، و{ "\u2068" }/stats{ "\u2069" } يذكر حجمه، و{ "\u2068" }/forget{ "\u2069" } مع عنوان مقال أو رابطه أو معرّفه يستبعد المقال من كل الأجوبة.
forget-how = اكتب { "\u2068" }/forget{ "\u2069" } ثم عنوان المقال أو كلمات منه، أو رابطه، أو معرّفه. أسألك قبل أن أستبعده. عندئذ لا يظهر في الأجوبة ولا في القوائم، ولا يعود حين أفهرس من جديد؛ أما ملفه فيبقى في مكانه.
# $count: at least 1.
left-out-articles =
    { $count ->
        [zero] لا مقالات مستبعدة.
        [one] مقال واحد مستبعد:
        [two] مقالان مستبعدان، آخرهما استبعادًا أولًا:
        [few] { $count } مقالات مستبعدة، آخرها استبعادًا أولًا:
        [many] { $count } مقالًا مستبعدًا، آخرها استبعادًا أولًا:
       *[other] { $count } مقال مستبعد، آخرها استبعادًا أولًا:
    }
# $wanted: what was written after /forget.
forget-unknown = ليس لديّ مقال «{ $wanted }». اكتب معرّفه أو رابطه أو كلمات ترد كلها في عنوانه.
forget-which = أيّها تقصد؟
# $title: of an article, with its outlet.
forget-this = انسَ: { $title }
forget-sure = هل أنسى هذا المقال؟
forget-means = لن يظهر بعد ذلك في الأجوبة ولا في القوائم، ولن يعود حين أفهرس من جديد. يبقى ملفه في مكانه، ويمكنك التراجع.
# $count: at least 1; the articles follow.
forget-copies =
    { $count ->
        [zero] ليس الخبر نفسه في مقالات أخرى.
        [one] الخبر نفسه في مقال آخر، وهو باقٍ:
        [two] الخبر نفسه في مقالين آخرين، وهما باقيان:
        [few] الخبر نفسه في { $count } مقالات أخرى، وهي باقية:
        [many] الخبر نفسه في { $count } مقالًا آخر، وهي باقية:
       *[other] الخبر نفسه في { $count } مقال آخر، وهي باقية:
    }
forget-yes = انسَه
forget-no = أبقِه
forget-kept = بقي المقال.
forgetting = جارٍ النسيان…
forgot = نُسي:
forget-undo = تراجع
# $title: as above.
forget-too = انسَ أيضًا: { $title }
# $title: as above.
recall-this = استرجع: { $title }
recalling = جارٍ الاسترجاع…
recalled = لم يعد منسيًّا:
# At most 200 characters.
forget-gone = لم يعد هذا المقال لديّ.
# $why: in English.
forget-failed = لم ينجح ذلك: { $why }
# $articles, $copies, $undated, $passages, $megabytes: numbers; $forgotten: a number, or "-" where it is not known; $model: a name; $built: a time.
archive-stats =
    المقالات: { $articles }، منها نسخ عن غيرها: { $copies }، بلا تاريخ: { $undated }
    المنسية: { $forgotten }
    المقاطع: { $passages }
    على القرص: { $megabytes } ميغابايت
    النموذج: { $model }
    وقت الفهرسة: { $built }

### أسماء قُرئت بكتابة أخرى

# $written: a name as the person wrote it; $taken: as the articles write it, a list.
name-read-as = { $written } ← { $taken }
search-as-written = كما كُتب

## حين تختلف الأخبار، وأحداث متتالية.

reports =
    { $count ->
        [zero] لا أخبار
        [one] خبر واحد
        [two] خبران
        [few] { $count } أخبار
        [many] { $count } خبرًا
       *[other] { $count } خبر
    }
independent = { $count }
reports-counted = { $reports } (المستقلة: { $independent })
reports-differ = تتباين الأخبار: { $figures }
reports-of-day = { $day }: { $figures }
timeline = خط زمني
reports-agree = { $counted }، بلا خلاف في ذلك
events-listed =
    { $count ->
        [zero] لا أحداث
        [one] حدث واحد
        [two] حدثان
        [few] { $count } أحداث
        [many] { $count } حدثًا
       *[other] { $count } حدث
    }
event-undated = بلا تاريخ
mark-newest = الأحدث
mark-superseded = صُحّح لاحقًا
standing-newest = أحدث الأخبار، وهي متباينة
standing-superseded = صُحّح هذا الخبر في خبر لاحق
back-to-all = ‹ الكل
listing-shortened = الاقتباسات مختصرة هنا، والأرقام تعرضها كاملة.
## Filters and dates in a question.

filters = في المقالات الآتية فقط: { $which }
filter-after = منذ { $date }
filter-within = في { $date }
filter-before = حتى { $date }
filter-place = ما يذكر { $names }
filter-source = ما نشرته { $names }
filter-language = ما لغته { $names }
filter-no-date = «{ $value }» ليس تاريخًا. اكتب يومًا أو شهرًا أو سنة: { "\u2068" }بعد:2018-02-05{ "\u2069" } أو { "\u2068" }بعد:2018-02{ "\u2069" } أو { "\u2068" }بعد:2018{ "\u2069" }.
filter-no-outlet = لا يوجد مقال من «{ $value }». الناشرون الموجودون: { $near }.
filter-no-outlets = لا يذكر أي مقال ناشره. اطرح سؤالك بلا { "\u2068" }مصدر:{ "\u2069" } من فضلك.
filter-no-language = لا يوجد مقال بلغة رمزها «{ $value }». الرموز الموجودة: { $near }.
filter-no-languages = لا يذكر أي مقال لغته. اطرح سؤالك بلا { "\u2068" }لغة:{ "\u2069" } من فضلك.
filter-backwards = ينتهي { $value } قبل أن يبدأ. بدّل بين التاريخين من فضلك.
filter-no-article = لا يوجد مقال يجمع هذا كله: { $value }. احذف واحدًا منها، أو اسأل بلا مرشّحات.

### الأوقات في الأسئلة والاقتباسات، ومدى حداثة المقالات

period-read-as = { $words } ← { $dates }
period-only = الفترة المقصودة في السؤال: { $dates }. استُبعدت مقالات الفترات الأخرى.
not-said-then = لا تذكر مقالات تلك الفترة ذلك.
no-article-then = لا يوجد مقال من تلك الفترة.
search-all-dates = كل التواريخ
time-in-quote = «{ $words }» ← { $dates }
as-of = أحدث مقال: { $date }
as-of-undated = مقالات بلا تاريخ، آخر تحديث لها في { $refreshed }
as-of-stale = أحدث مقال: { $date }، ولم تُحدَّث المقالات منذ { $refreshed }
not-refreshed = لم تُحدَّث المقالات منذ { $refreshed }
