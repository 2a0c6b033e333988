# Every word the bot says, in Persian; en.ftl says what the variables hold. After a number the noun stays in the singular.
# What is written in Latin letters is kept apart by the invisible signs \u2068 and \u2069 (as in the terms below), so that
# slashes and points stay on their side; titles, names and questions that variables hold are kept apart already.

-ask = { "\u2068" }/ask{ "\u2069" }
-start = { "\u2068" }/start{ "\u2069" }
-help = { "\u2068" }/help{ "\u2069" }
-settings = { "\u2068" }/settings{ "\u2069" }
-language = { "\u2068" }/language{ "\u2069" }
-watch = { "\u2068" }/watch{ "\u2069" }
-quiet = { "\u2068" }/quiet{ "\u2069" }
-latest = { "\u2068" }/latest{ "\u2069" }
-digest = { "\u2068" }/digest{ "\u2069" }
-article = { "\u2068" }/article{ "\u2069" }
-sources = { "\u2068" }/sources{ "\u2069" }
-forget-me = { "\u2068" }/forget_me{ "\u2069" }
-forget = { "\u2068" }/forget{ "\u2069" }
-reindex = { "\u2068" }/reindex{ "\u2069" }
-stats = { "\u2068" }/stats{ "\u2069" }

language-name = فارسی

## Lists, numbers and dates.

list = { $names }، { $name }
list-or = { $names } یا { $name }
month =
    { $number ->
        [1] ژانویهٔ
        [2] فوریهٔ
        [3] مارس
        [4] آوریل
        [5] مهٔ
        [6] ژوئن
        [7] ژوئیهٔ
        [8] اوت
        [9] سپتامبر
        [10] اکتبر
        [11] نوامبر
       *[12] دسامبر
    }
month-alone =
    { $number ->
        [1] ژانویهٔ
        [2] فوریهٔ
        [3] مارس
        [4] آوریل
        [5] مهٔ
        [6] ژوئن
        [7] ژوئیهٔ
        [8] اوت
        [9] سپتامبر
        [10] اکتبر
        [11] نوامبر
       *[12] دسامبر
    }
date = { $day } { $month } { $year }
date-month = { $month } { $year }
articles = { $count } مقاله
articles-listed = { $count } مقاله
days = { $count } روز

## The source of a quote.

untitled = مقالهٔ بی‌عنوان
archived = نسخهٔ بایگانی‌شده
also-in = همین خبر در: { $names }
also-in-more = همین خبر در: { $names } و { $more } منبع دیگر

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = { $earliest } تا { $latest }
undated = بی‌تاریخ

## /start and /help.

start = به پرسش‌ها با نقل‌قول‌های کلمه‌به‌کلمه از { $corpus } پاسخ می‌دهم، هر کدام با منبعش، و اگر پاسخی نباشد می‌گویم. هرگز از خودم پاسخی نمی‌نویسم.
start-examples = با کلمات خودتان بپرسید، یا روی یکی از این‌ها بزنید:
start-no-examples = با کلمات خودتان بپرسید.
example-killed = در { $place } چند نفر کشته شدند؟
example-happened = در { $place } چه اتفاقی افتاد؟
help-title = چگونه بپرسیم
help = با کلمات خودتان بپرسید. با نقل‌قول‌های کلمه‌به‌کلمه از مقاله‌ها و با ذکر منبع پاسخ می‌دهم. اگر در آن‌ها نباشد، می‌گویم.
help-first =
    { -latest }: تازه‌ترین مقاله‌ها
    { -digest } و یک مکان: خبرهای آنجا
    { -watch } و یک مکان: خبر کردن از تازه‌ها
    { -settings }: زبان، ساعت، نقل‌قول‌ها
help-button-ask = پرسش‌ها
help-button-group = گروه‌ها
help-button-commands = دستورها
help-button-privacy = حریم خصوصی
help-times = زمان را با کلمات خودتان بگویید (شنبهٔ گذشته، در فوریهٔ 2018، از دیروز)؛ در مقاله‌های همان زمان جست‌وجو می‌کنم.
help-going-on =
    بعد از پاسخ ادامه دهید: «و در سراقب؟» برای ادامه از یکی از پیام‌هایم، به همان پیام پاسخ دهید. اگر پرسش را ویرایش کنید، پاسخم را ویرایش می‌کنم.

    متنی را برایم فوروارد کنید تا نشان دهم مقاله‌ها دربارهٔ آن چه دارند.
help-limits = نظری ندارم، ترجمه نمی‌کنم، حدس نمی‌زنم و در اینترنت جست‌وجو نمی‌کنم. نقل‌قول نشان می‌دهد مقاله چه می‌گوید، نه اینکه درست است.
help-groups = در گروه { -ask } و پرسشتان را بنویسید، مرا منشن کنید، یا به یکی از پیام‌هایم پاسخ دهید. اگر در پاسخ به پیام کس دیگری مرا منشن کنید، می‌گردم که مقاله‌ها دربارهٔ آن چه دارند.
help-command = { "\u2068" }/{ $name }{ "\u2069" }: { $what }

## What commands are for.

command-ask = پرسیدن؛ فقط در گروه‌ها لازم است
command-sources = رسانه‌ها و تاریخ مقاله‌هایشان
command-latest = تازه‌ترین مقاله‌ها
command-digest = خبرهای یک مکان یا یک زمان
command-article = خواندن مقاله: چند کلمه از عنوانش
command-watch = خبر کردن از تازه‌ها
command-unwatch = پایان یک پیگیری
command-quiet = ساعت‌های بدون اعلان
command-settings = زبان، ساعت، تعداد نقل‌قول‌ها
command-language = زبان من
command-help = چگونه بپرسیم
command-privacy = چه چیزهایی نگه می‌دارم
command-forget_me = پاک کردن آنچه از این گفتگو نگه می‌دارم
command-start = چه کار می‌کنم، با نمونه

## /sources.

sources-title = کجا جست‌وجو می‌کنم
sources-count = { $corpus }، { $passages } بخش.
sources-dated = تازه‌ترین: { $latest }؛ قدیمی‌ترین: { $earliest }.
sources-undated = هیچ مقاله‌ای تاریخ ندارد.
sources-some-undated = تازه‌ترین: { $latest }؛ قدیمی‌ترین: { $earliest }؛ { $undated } بی‌تاریخ.
sources-built = آخرین نمایه‌سازی: { $date }.
sources-outlet = { $number }. { $outlet }: { $about }
sources-no-outlet = • بدون نام رسانه: { $about }
untitled-outlet = رسانه‌ای بی‌نام
corpus-from = { $corpus }، { $dates }
sources-more = و { $outlets } رسانهٔ دیگر، { $corpus }. برای پیدا کردنشان: { -sources } و بخشی از نام.
outlets-found = { $count } رسانه
no-such-outlet = هیچ رسانه‌ای «{ $name }» را در نامش ندارد. { -sources } همه را نشان می‌دهد.

## /latest, /article and /digest.

of-total = { $first }–{ $last } از { $total }
nothing-fits = مقاله‌ای پیدا نشد.
archive-spans = تاریخ مقاله‌ها: { $earliest } تا { $latest }.
archive-ends = آخرین تاریخ بایگانی: { $date }.
all-in-private = ادامه در گفتگوی خصوصی
articles-found = مقاله‌هایی با این عنوان
articles-near = مقاله‌ای با همهٔ این کلمات پیدا نشد. نزدیک‌ترین‌ها:
articles-found-more = { $more } مقالهٔ دیگر هم این کلمات را دارد. برای پیدا کردنش کلمه‌ای اضافه کنید.
article-how = کدام مقاله را می‌خواهید بخوانید؟ چند کلمه از عنوانش را بعد از { -article } بنویسید، مثلاً: { -article } { $example }
article-how-plain = کدام مقاله را می‌خواهید بخوانید؟ چند کلمه از عنوانش را بعد از { -article } بنویسید.
no-such-article = مقاله‌ای با عنوان «{ $name }» نیست و هیچ مقاله‌ای این کلمات را ندارد.
no-article-linked = مقاله‌ای از این نشانی نیست.
article-empty = در این مقاله چیزی برای خواندن نیست.
article-page = صفحهٔ { $number } از { $count }
whole-article = متن کامل مقاله
read-on = ادامه در گفتگوی خصوصی
article-gone = این مقاله را دیگر ندارم.
article-changed = این مقاله از آن زمان تغییر کرده است. متن کنونی‌اش این است.
list-expired = دیگر نمی‌توانم این فهرست را نشان دهم. لطفاً دوباره بخواهید.
digest = مرور
digest-newest = فقط { $count } مقالهٔ تازه‌تر اینجاست. برای بقیه، مکان یا زمان کوتاه‌تری بگویید.

## /privacy and /forget_me.

privacy-title = چه چیزهایی نگه می‌دارم
privacy = روی رایانه‌ای که در آن کار می‌کنم، پرسش‌هایتان و نقل‌قول‌های نشان‌داده‌شده را { $days } نگه می‌دارم؛ تنظیمات، پیگیری‌ها و امتیازها را تا وقتی پاکشان کنید. نه نامی، نه پروفایلی.
privacy-button-details = جزئیات
privacy-button-delete = پاک کردن همه
privacy-details = برای هر پاسخ، روی رایانه‌ای که در آن کار می‌کنم این‌ها را نگه می‌دارم: پرسش شما، شمارهٔ این گفتگو، شماره‌های دو پیام، زمان، و نقل‌قول‌هایی که نشان داده‌ام. دکمه‌ها، پرسش‌های ویرایش‌شده و پرسش‌هایی که بر پرسش قبلی تکیه دارند به این نیاز دارند. مدت نگهداری { $days } است و بعد پاک می‌کنم. اگر به پاسخی امتیاز دهید، امتیاز را با پرسش و نقل‌قول‌ها و بدون نام شما نگه می‌دارم. پیامی را که هنوز به آن نرسیده‌ام، همان‌طور که تلگرام می‌دهد، تا رسیدگی، کامل نگه می‌دارم و ردّ آن یک ساعت بیشتر روی دیسک می‌ماند؛ آنچه را با { -watch } پیگیری می‌کنید، با شمارهٔ شما و زبانی که تلگرام از شما می‌گوید، تا وقتی پایانش دهید نگه می‌دارم.
privacy-preferences = آنچه در { -settings } و { -language } انتخاب می‌کنید و ساعت‌های { -quiet } را با شمارهٔ این گفتگو نگه می‌دارم، تا وقتی به حالت قبل برگردانید.
privacy-not = { -forget-me } همهٔ این‌ها را یکجا پاک می‌کند. پروفایل یا پیام دیگری نگه نمی‌دارم. در لاگ من زمان، طول و شماره هست، نه حرف‌های شما. تلگرام این گفتگو را با قواعد خودش نگه می‌دارد.
privacy-terminal = هیچ: پرسش‌هایی که اینجا نوشته می‌شوند پاسخ می‌گیرند و فراموش می‌شوند.
forget-me-sure = همهٔ آنچه از این گفتگو نگه می‌دارم (پاسخ‌ها، امتیازها، پیگیری‌ها و تنظیمات) برای همهٔ اعضا پاک شود؟
forget-me-kept = چیزی پاک نکردم.
forget-me-not-yours = در گروه، فقط مدیرانش می‌توانند آنچه را از آن نگه می‌دارم پاک کنند.
forgotten = پاک شد: { $answers } پاسخ، { $verdicts } امتیاز، { $watches } پیگیری و تنظیمات این گفتگو. چیز دیگری از آن نگه نمی‌دارم.

## Answers.

not-said = مقاله‌ها این را نمی‌گویند.
not-said-there = مقاله‌هایی که نشان دادم این را نمی‌گویند.
source-note = این مقاله چنین می‌گوید؛ دربارهٔ درستی‌اش نمی‌توانم قضاوت کنم.
sources-note = این مقاله‌ها چنین می‌گویند؛ دربارهٔ درستی‌اش نمی‌توانم قضاوت کنم.
missing = در هیچ مقاله‌ای نامی از { $names } نیست.
may-say = مطمئن نیستم که پاسخ این باشد:
it-does = بله، همین است
it-does-not = نه
nearest = نزدیک‌ترین بخش، که پاسخ نیست:
quote-count = { $number } از { $count }
before = قبل از آن:
after = بعد از آن:
the-quote = نقل‌قول:
the-quote-in-its-paragraph = نقل‌قول در پاراگراف خودش:
nearest-in-its-paragraph = نزدیک‌ترین بخش، که پاسخ نیست، در پاراگراف خودش:
shortened = کوتاه شده: این بخش در یک پیام جا نمی‌شود.
torn = … کوتاه شده، وسط جمله‌ای که در یک پیام جا نمی‌شود.
degraded = توجه: قسمتی از نمایهٔ من از کار افتاده است؛ فقط با کلمات جست‌وجو کردم و شاید چیزی از قلم افتاده باشد.
parts-answered = از { $parts } قسمت بایگانی، { $answered } قسمت پاسخ داد؛ شاید در بقیه بیشتر باشد.
parts-do-not-say = از { $parts } قسمت بایگانی، فقط { $answered } قسمت پاسخ داد و در آن چیزی نیست. شاید در بقیه باشد: لطفاً بعداً دوباره بپرسید.
claim = آنچه مقاله‌ها دربارهٔ این دارند:
claim-not-said = مقاله‌ها دربارهٔ این چیزی ندارند.
read-as = این‌طور فهمیدم: { $question }

## Buttons under answers.

more-context = متن بیشتر
back-to-quote = ‹ به نقل‌قول
back-to-passage = ‹ به بخش
next = بعدی ›
back = ‹ برگشت
copy = کپی
copied = «{ $quote }» ({ $source })
open-article = مقاله
share = اشتراک‌گذاری
all-quotes = هر { $count } نقل‌قول
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = بخش نامربوط
out-of-date = قدیمی
not-in-article = در مقاله نیست
thanks = ممنون.
why-bad = ممنون. چه ایرادی دارد؟
expired = مهلت این پاسخ گذشته است. لطفاً دوباره بپرسید.
example-expired = مهلت این نمونه گذشته است. برای نمونه‌های تازه { -start } را بفرستید، یا پرسشی بنویسید.

## What is said to words that ask nothing.

greeting = سلام. با کلمات خودتان بپرسید مقاله‌ها چه می‌گویند.
welcome = خواهش می‌کنم.
nothing-to-answer = از روی مقاله‌ها به پرسش‌ها پاسخ می‌دهم. با کلمات خودتان بپرسید.

## Other chats, and chats that the bot is not open to.

ask-in-private = در گفتگوی خصوصی بپرسید
not-said-ask-in-private = مقاله‌ها این را نمی‌گویند. در گفتگوی خصوصی بپرسید
not-said-then-ask-in-private = مقاله‌های آن زمان این را نمی‌گویند. خصوصی بپرسید
not-said-of-then = مقاله‌ها نمی‌گویند: { $dates }
not-open = این ربات فقط برای بعضی گفتگوها باز است. گرداننده‌اش می‌تواند این گفتگو را با شماره‌اش اضافه کند: { $chat }

## What is watched for, and what is new.

watched = «{ $text }» را پیگیری می‌کنم و وقتی در مقاله‌های تازه چیزی دربارهٔ آن باشد برایتان می‌نویسم.
unwatched = دیگر «{ $text }» را پیگیری نمی‌کنم.
unwatch-sure = پیگیری «{ $text }» برای همهٔ اعضا پایان یابد؟
unwatch-not-yours = در گروه، فقط کسی که آن را خواسته یا یک مدیر می‌تواند پایانش دهد.
watch-gone = این پیگیری قبلاً پایان یافته است.
too-many-watches = در هر گفتگو حداکثر { $most } چیز را پیگیری می‌کنم. { -watch } همه را نشان می‌دهد، هر کدام با دکمهٔ پایان.
watch-too-long = لطفاً مکان، کلمه یا پرسشی با حداکثر { $limit } کاراکتر بنویسید.
watches = این‌ها را پیگیری می‌کنم. برای پایان، روی یکی بزنید.
watch-end = ✕ { $text }
stop-watching = پایان پیگیری
stop-watching-some = پایان پیگیری…
no-watches = اینجا چیزی را پیگیری نمی‌کنم. { -watch } و یک مکان، کلمه یا پرسش بنویسید.
quoted = «{ $text }»
news = خبر تازه دربارهٔ { $texts }
quiet-title = ساعت‌های سکوت
quiet-set = از ساعت { $start }:00 تا { $end }:00 خبری نمی‌فرستم.
quiet-off = در هر ساعتی خبر می‌فرستم.
quiet-clock = ساعت شما { $time } است؟ اگر نه، پایین تنظیمش کنید.
quiet-none = خاموش
clock-hours = { "\u2068" }{ $sign }{ $count }{ "\u2069" } ساعت
clock-minutes = { "\u2068" }{ $sign }{ $count }{ "\u2069" } دقیقه
latest = تازه‌ترین مقاله‌ها
no-articles = هنوز مقاله‌ای نیست.

## /settings and /language.

settings-title = تنظیمات
settings-quotes = نقل‌قول در هر پاسخ: حداکثر { $count }
settings-language = زبان: { $language }
settings-previews =
    { $previews ->
        [yes] پیش‌نمایش مقاله: روشن
       *[no] پیش‌نمایش مقاله: خاموش
    }
settings-fewer = نقل‌قول کمتر
settings-more = نقل‌قول بیشتر
settings-default = پیش‌فرض
settings-previews-on = روشن کردن پیش‌نمایش
settings-previews-off = خاموش کردن پیش‌نمایش
language-title = زبان من
language-auto = مانند تلگرام
language-note = نقل‌قول‌ها را به زبان مقاله و همان‌طور که نوشته شده‌اند نشان می‌دهم.
settings-not-yours = در گروه، فقط مدیرانش می‌توانند این را تغییر دهند.

## What is asked before something is done.

yes = بله
no = نه

## What is no question.

empty-question = چه می‌خواهید بدانید؟ پرسشتان را بعد از { -ask } بنویسید، مثلاً: { -ask } { $example }
no-example = دیروز چه اتفاقی افتاد؟
no-words = با کلمات جست‌وجو می‌کنم و در این پیام کلمه‌ای نمی‌بینم. لطفاً با کلمات بپرسید.
too-long = این پرسش { $length } کاراکتر دارد؛ حداکثر { $limit } تا می‌خوانم. لطفاً در یکی دو جمله بپرسید.
not-text = فقط متن می‌خوانم. لطفاً پرسشتان را بنویسید؛ شرح عکس هم می‌شود.
unknown-command = این دستور را نمی‌شناسم. { -help } می‌گوید چه کارهایی می‌توانم بکنم؛ پرسش به دستور نیاز ندارد.
nearest-command = این دستور را نمی‌شناسم. منظورتان { "\u2068" }/{ $name }{ "\u2069" } ({ $what }) بود؟

## When something is in the way.

apology = متأسفم، مشکلی پیش آمد و نتوانستم پاسخ دهم. لطفاً دوباره امتحان کنید. (خطای { $id })
too-slow = پیدا کردن پاسخ بیش از حد طول کشید و متوقف شدم. لطفاً دوباره امتحان کنید یا کوتاه‌تر بپرسید.
unreachable = الان به بایگانی دسترسی ندارم و نمی‌دانم مقاله‌ها چه می‌گویند. لطفاً چند دقیقهٔ دیگر دوباره بپرسید.
late = این را { $ago } پیش پرسیدید؛ زودتر نتوانستم پاسخ دهم.
minutes = { $count } دقیقه
hours = { $count } ساعت

## The conversation in a terminal.

terminal-greeting = { "\u2068" }TELEGRAM_BOT_TOKEN{ "\u2069" } تنظیم نشده است. برای گرفتن آن در تلگرام { "\u2068" }/newbot{ "\u2069" } را به { "\u2068" }@BotFather{ "\u2069" } بفرستید و آن را در { "\u2068" }.env{ "\u2069" } بگذارید؛ تا آن زمان همین‌جا بپرسید.
terminal-prompt = { "؟ " }

## Shown by Telegram itself.

description = دربارهٔ مقاله‌هایی که دارم بپرسید؛ با نقل‌قول‌های کلمه‌به‌کلمه و ذکر منبع پاسخ می‌دهم. اگر در آن‌ها نباشد، می‌گویم. نظری ندارم و از خودم چیزی نمی‌نویسم.
short-description = به پرسش‌ها با نقل‌قول‌های کلمه‌به‌کلمه از مقاله‌ها و با ذکر منبع پاسخ می‌دهد.

## To the operator.

received = { $name } رسید. در حال نمایه‌سازی…
received-instead = { $name } رسید و جای مشخصات قبلی این مقاله را گرفت. در حال نمایه‌سازی…
never-read = { $name } را نگه نمی‌دارم: فایل‌هایی با چنین نامی پنهان، ناتمام یا مربوط به سیستم‌اند و هرگز نمایه نمی‌شوند. نامی مانند { "\u2068" }report.txt{ "\u2069" } بدهید و دوباره بفرستید.
indexing = در حال نمایه‌سازی…
still-indexing = { $begun } ({ $seconds } ث)
articles-new = { $count } تازه
articles-changed = { $count } تغییریافته
articles-removed = { $count } حذف‌شده
indexed = نمایه شد: { $changes }.
nothing-new = چیز تازه‌ای نیست.
indexed-all = در مجموع { $count } مقاله.
refused = ✗ { $name }: { $why }
refused-why = { $kind } ({ $reason })
fault-protected = با گذرواژه محافظت شده است
fault-large = بیش از حد بزرگ یا تودرتو است
fault-empty = متنی در آن نیست
fault-address = نشانی آن دریافت نشد
fault-damaged = فایل آسیب دیده است
fault-fields = عنوان، تاریخ یا نشانی آن قابل استفاده نیست
fault-format = این نوع فایل خوانده نمی‌شود
refused-before = { $count } فایل همچنان پذیرفته نمی‌شود؛ { -reindex } می‌گوید کدام و چرا.
indexing-failed = نمایه همان‌طور که بود ماند: { $why }
too-big = تلگرام به ربات‌ها فایل‌های حداکثر { $limit } مگابایتی می‌دهد. این را تکه‌تکه بفرستید، لینکش را بفرستید، یا خودتان در پوشهٔ مقاله‌ها بگذارید.
not-kept = نتوانستم این فایل را نگه دارم: { $why }. اجازهٔ نوشتن در پوشهٔ مقاله‌ها ({ "\u2068" }SEEDS_DIR{ "\u2069" }) را بدهید.
fetching = در حال دریافت از { $name }…
fetched = { $count } مقاله دریافت شد. در حال نمایه‌سازی…
nothing-fetched = مقاله‌ای برای نمایه‌سازی نبود.
fetching-failed = چیزی دریافت نشد: { $why }
kept =
    { $change ->
        [new] • تازه:
        [changed] • تغییریافته:
       *[unchanged] • بدون تغییر:
    }
kept-more = و { $count } مورد دیگر
left-out = به خواست شما کنار گذاشته شد: { $count } مقاله ({ -forget }).

## To the operator: /forget, /help.

help-operators-title = برای گردانندگان
help-operators = مقاله‌ها را به صورت فایل (یا بایگانی { "\u2068" }ZIP{ "\u2069" } یا { "\u2068" }tar{ "\u2069" }؛ حداکثر { $limit } مگابایت) یا لینک صفحه‌ها، خوراک‌ها و سندها را در پیامی که چیز دیگری ندارد بفرستید تا نمایه کنم. { -reindex } نمایه را به‌روز می‌کند، { -stats } اندازه‌اش را می‌گوید، و { -forget } با عنوان، لینک یا شناسهٔ مقاله آن را از همهٔ پاسخ‌ها کنار می‌گذارد.
forget-how = { -forget } و عنوان مقاله، کلماتی از آن، لینک یا شناسه‌اش را بنویسید. پیش از کنار گذاشتن می‌پرسم. بعد از آن در پاسخ‌ها و فهرست‌ها نیست و با نمایه‌سازی دوباره برنمی‌گردد؛ فایلش سر جایش می‌ماند.
left-out-articles = { $count } مقاله کنار گذاشته شده، آخرین‌ها اول:
forget-unknown = مقاله‌ای به نام «{ $wanted }» ندارم. شناسه، لینک، یا کلماتی را بنویسید که همه در عنوانش باشند.
forget-which = کدام یک؟
forget-this = فراموش کن: { $title }
forget-sure = این مقاله فراموش شود؟
forget-means = در پاسخ‌ها و فهرست‌ها نخواهد بود و با نمایه‌سازی دوباره برنمی‌گردد. فایلش سر جایش می‌ماند و می‌توانید برگردانید.
forget-copies = همین خبر در { $count } مقالهٔ دیگر هم هست که می‌ماند:
forget-yes = فراموش کن
forget-no = بماند
forget-kept = مقاله می‌ماند.
forgetting = در حال فراموش کردن…
forgot = فراموش شد:
forget-undo = برگردان
forget-too = این را هم فراموش کن: { $title }
recall-this = برگردان: { $title }
recalling = در حال برگرداندن…
recalled = دیگر فراموش‌شده نیست:
forget-gone = این مقاله را دیگر ندارم.
forget-failed = نشد: { $why }
archive-stats =
    مقاله‌ها: { $articles }، از آن‌ها کپی دیگران: { $copies }، بی‌تاریخ: { $undated }
    فراموش‌شده: { $forgotten }
    بخش‌ها: { $passages }
    روی دیسک: { $megabytes } مگابایت
    مدل: { $model }
    زمان نمایه‌سازی: { $built }

## Names that were read in another spelling.

name-read-as = { $written } ← { $taken }
search-as-written = همان‌طور که نوشتم

## Reports that differ, and events in a row.

reports = { $count } گزارش
independent = { $count } مستقل
reports-counted = { $reports } ({ $independent })
reports-differ = گزارش‌ها با هم فرق دارند: { $figures }
reports-of-day = { $day }: { $figures }
timeline = خط زمانی
reports-agree = { $counted }، همه همین را می‌گویند
events-listed = { $count } رویداد
event-undated = بی‌تاریخ
mark-newest = تازه‌ترین
mark-superseded = بعداً تصحیح شد
standing-newest = تازه‌ترین گزارش از میان گزارش‌های متفاوت
standing-superseded = قدیمی: گزارشی تازه‌تر این را تصحیح می‌کند
back-to-all = ‹ همه
listing-shortened = نقل‌قول‌ها اینجا کوتاه شده‌اند؛ شماره‌ها کاملشان را نشان می‌دهند.

## Filters and dates in a question.

filters = فقط این مقاله‌ها: { $which }
filter-after = از { $date } به بعد
filter-within = منتشرشده در { $date }
filter-before = تا { $date }
filter-place = با نام { $names }
filter-source = از { $names }
filter-language = به زبان { $names }
filter-no-date = «{ $value }» تاریخ نیست. روز، ماه یا سال بنویسید: { "\u2068" }after:2018-02-05{ "\u2069" }، { "\u2068" }after:2018-02{ "\u2069" } یا { "\u2068" }after:2018{ "\u2069" }.
filter-no-outlet = مقاله‌ای از «{ $value }» نیست. این‌ها هست: { $near }.
filter-no-outlets = هیچ مقاله‌ای نمی‌گوید از کدام رسانه است. لطفاً بدون { "\u2068" }source:{ "\u2069" } بپرسید.
filter-no-language = مقاله‌ای به زبان «{ $value }» نیست. این‌ها هست: { $near }.
filter-no-languages = هیچ مقاله‌ای نمی‌گوید به چه زبانی است. لطفاً بدون { "\u2068" }language:{ "\u2069" } بپرسید.
filter-backwards = { $value } پیش از شروع تمام می‌شود. لطفاً جای دو تاریخ را عوض کنید.
filter-no-article = مقاله‌ای با همهٔ این‌ها نیست: { $value }. یکی را بردارید، یا بدون فیلتر بپرسید.

## Times in questions and quotes, and how new the articles are.

period-read-as = { $words } ← { $dates }
period-only = زمان در پرسش: { $dates }. مقاله‌های زمان‌های دیگر کنار گذاشته شدند.
not-said-then = مقاله‌های آن زمان این را نمی‌گویند.
no-article-then = مقاله‌ای از آن زمان نیست.
search-all-dates = همهٔ تاریخ‌ها
time-in-quote = «{ $words }» ← { $dates }
as-of = تازه‌ترین مقاله: { $date }
as-of-undated = مقاله‌های بی‌تاریخ، به‌روزشده در { $refreshed }
as-of-stale = تازه‌ترین مقاله: { $date }؛ به‌روز نشده از { $refreshed }
not-refreshed = مقاله‌ها از { $refreshed } به‌روز نشده‌اند
