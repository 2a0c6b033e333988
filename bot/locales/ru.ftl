# Every word the bot says, in Russian; en.ftl says what the variables hold.

language-name = Русский

## Lists, numbers and dates.

list = { $names }, { $name }
list-or = { $names } или { $name }
month =
    { $number ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
month-alone =
    { $number ->
        [1] январь
        [2] февраль
        [3] март
        [4] апрель
        [5] май
        [6] июнь
        [7] июль
        [8] август
        [9] сентябрь
        [10] октябрь
        [11] ноябрь
       *[12] декабрь
    }
date = { $day } { $month } { $year }
date-month = { $month } { $year }
articles =
    { $count ->
        [one] { $count } статьи
        [few] { $count } статей
        [many] { $count } статей
       *[other] { $count } статьи
    }
articles-listed =
    { $count ->
        [one] { $count } статья
        [few] { $count } статьи
        [many] { $count } статей
       *[other] { $count } статьи
    }
days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
        [many] { $count } дней
       *[other] { $count } дня
    }

## The source of a quote.

untitled = Статья без заголовка
archived = архивная копия
also-in = То же сообщение: { $names }
also-in-more = То же сообщение: { $names } и ещё { $more }

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = { $earliest } – { $latest }
undated = без даты

## /start and /help.

start = Я отвечаю на вопросы дословными цитатами из { $corpus }, каждая с указанием источника, и говорю, если ответа там нет; своих ответов я не пишу.
start-examples = Спросите своими словами или попробуйте один из этих вопросов:
start-no-examples = Спросите своими словами.
help-title = Как спрашивать
help = Спрашивайте своими словами. Я отвечаю дословными цитатами из статей, каждая с источником. Если в них ответа нет, я так и скажу.
help-first =
    /latest: новые статьи
    /digest и место: что о нём писали
    /watch и место: новости о нём
    /settings: язык, часы, число цитат
help-button-ask = Вопросы
help-button-group = Группы
help-button-commands = Команды
help-button-privacy = Данные
help-times = Назовите время своими словами (в прошлую субботу, в феврале 2018 года, со вчерашнего дня), и я ищу в статьях этого времени.
help-going-on =
    После ответа можно продолжить: «а в Саракибе?» Ответьте на одно из моих сообщений, чтобы продолжить с него. Если вы измените вопрос, я изменю ответ.

    Перешлите мне текст, и я покажу, что об этом есть в статьях.
help-limits = У меня нет мнений, я не перевожу, не гадаю и ничего не ищу в интернете. Цитата показывает, что сказано в статье, а не что это правда.
help-groups = В группе напишите /ask и вопрос, упомяните меня или ответьте на одно из моих сообщений. Упомяните меня в ответе на чужое сообщение, и я поищу в статьях то, о чём оно.
help-command = /{ $name }: { $what }

## What commands are for.

command-ask = спросить; нужно только в группах
command-sources = издания, и насколько новы их статьи
command-latest = новые статьи
command-digest = что писали о месте или времени
command-article = прочитать статью: слова из заголовка
command-watch = узнавать о новостях
command-unwatch = закончить слежение
command-quiet = часы без новостей
command-settings = язык, часы, число цитат
command-language = мой язык
command-help = как спрашивать
command-privacy = что я храню
command-forget_me = удалить всё, что я храню об этом чате
command-start = что я делаю, с примерами

## /sources.

sources-title = Где я ищу
sources-count =
    { $passages ->
        [one] Ищу среди { $corpus }, это { $passages } отрывок.
        [few] Ищу среди { $corpus }, это { $passages } отрывка.
        [many] Ищу среди { $corpus }, это { $passages } отрывков.
       *[other] Ищу среди { $corpus }, это { $passages } отрывка.
    }
sources-dated = Самая новая: { $latest }; самая старая: { $earliest }.
sources-undated = Ни у одной статьи нет даты.
sources-some-undated = Самая новая: { $latest }; самая старая: { $earliest }, не считая { $undated } без даты.
sources-built = Последнее обновление: { $date }.
sources-outlet = { $number }. { $outlet }: { $about }
sources-no-outlet = • издание не указано: { $about }
untitled-outlet = издание без названия
corpus-from = { $corpus }, { $dates }
sources-more =
    { $outlets ->
        [one] и ещё { $outlets } издание, { $corpus }. Чтобы найти его: /sources и часть названия.
        [few] и ещё { $outlets } издания, { $corpus }. Чтобы найти одно: /sources и часть названия.
        [many] и ещё { $outlets } изданий, { $corpus }. Чтобы найти одно: /sources и часть названия.
       *[other] и ещё { $outlets } издания, { $corpus }. Чтобы найти одно: /sources и часть названия.
    }
outlets-found =
    { $count ->
        [one] { $count } издание
        [few] { $count } издания
        [many] { $count } изданий
       *[other] { $count } издания
    }
no-such-outlet = Ни у одного издания нет «{ $name }» в названии. /sources перечисляет все.

## /latest, /article and /digest.

of-total = { $first }–{ $last } из { $total }
nothing-fits = Подходящих статей нет.
archive-spans = Даты статей здесь: { $earliest } – { $latest }.
archive-ends = Последняя дата в архиве: { $date }.
all-in-private = Больше в личном чате
articles-found = Статьи с таким названием
articles-near = Статьи со всеми этими словами нет. Самые близкие:
articles-found-more =
    { $more ->
        [one] Эти слова есть ещё в { $more } статье. Добавьте слово, чтобы найти её.
        [few] Эти слова есть ещё в { $more } статьях. Добавьте слово, чтобы найти другую.
        [many] Эти слова есть ещё в { $more } статьях. Добавьте слово, чтобы найти другую.
       *[other] Эти слова есть ещё в { $more } статьях. Добавьте слово, чтобы найти другую.
    }
article-how = Какую статью вы хотите прочитать? Напишите слова из заголовка после /article, например: /article { $example }
article-how-plain = Какую статью вы хотите прочитать? Напишите слова из заголовка после /article.
no-such-article = Статьи «{ $name }» нет, и ни в одной нет этих слов.
no-article-linked = Статьи с этого адреса здесь нет.
article-empty = В этой статье нечего читать.
article-page = Страница { $number } из { $count }
whole-article = Вся статья
read-on = Читать дальше в личном чате
article-gone = Этой статьи у меня больше нет.
article-changed = С тех пор статья изменилась. Вот какая она сейчас.
list-expired = Этот список я больше не могу показать. Запросите его ещё раз.
digest = Обзор
digest-week = неделя
digest-newest = Здесь только самые новые ({ $count }). Чтобы увидеть другие, назовите место или время покороче.

## /privacy and /forget_me.

privacy-title = Что я храню
privacy = На компьютере, на котором я работаю, я храню ваши вопросы и показанные цитаты: { $days }; настройки, слежения и оценки, пока вы их не удалите. Ни имён, ни профилей.
privacy-button-details = Подробно
privacy-button-delete = Удалить всё
privacy-details = О каждом ответе я храню на компьютере, на котором работаю: ваш вопрос, номер этого чата, номера двух сообщений, время и то, какие цитаты я показал. Это нужно кнопкам, изменённым вопросам и вопросам, которые опираются на предыдущий. Срок хранения: { $days }, потом я это удаляю. Если вы оцените ответ, я храню оценку с вопросом и цитатами, без вашего имени. Сообщение, которое ещё не обработано, я храню целиком, как его даёт Telegram, пока не обработаю, и его следы на диске ещё час; то, за чем вы следите с /watch, с вашим номером и языком, который сообщает о вас Telegram, пока вы этого не прекратите.
privacy-preferences = Что вы выбираете в /settings и /language, и часы из /quiet, я храню с номером этого чата, пока вы не вернёте всё как было.
privacy-not = /forget_me удаляет всё это сразу. Я не храню ни профилей, ни других сообщений. В моём журнале время, длина и номера, а не ваши слова. Telegram хранит этот чат по своим правилам.
privacy-terminal = Ничего: на вопросы, набранные здесь, я отвечаю и забываю их.
forget-me-sure = Удалить всё, что я храню об этом чате: ответы, оценки, слежения и настройки, для всех, кто здесь?
forget-me-kept = Я ничего не удалил.
forget-me-not-yours = В группе удалить то, что я о ней храню, могут только её администраторы.
forgotten = Удалено: { $answers ->
        [one] { $answers } ответ
        [few] { $answers } ответа
        [many] { $answers } ответов
       *[other] { $answers } ответа
    }, { $verdicts ->
        [one] { $verdicts } оценка
        [few] { $verdicts } оценки
        [many] { $verdicts } оценок
       *[other] { $verdicts } оценки
    }, { $watches ->
        [one] { $watches } слежение
        [few] { $watches } слежения
        [many] { $watches } слежений
       *[other] { $watches } слежения
    } и настройки этого чата. Больше я о нём ничего не храню.

## Answers.

not-said = В статьях этого нет.
not-said-there = В показанных статьях этого нет.
source-note = Так говорится в этой статье; правда ли это, я судить не могу.
sources-note = Так говорится в этих статьях; правда ли это, я судить не могу.
missing = Ни в одной статье здесь не упоминается: { $names }.
may-say = Не уверен, что это ответ:
it-does = Да, это ответ
it-does-not = Нет
nearest = Самый близкий отрывок, но не ответ:
quote-count = { $number } из { $count }
before = До этого:
after = После этого:
the-quote = Цитата:
the-quote-in-its-paragraph = Цитата в её абзаце:
nearest-in-its-paragraph = Самый близкий отрывок, но не ответ, в его абзаце:
shortened = Сокращено: отрывок длиннее, чем может быть сообщение.
torn = … Сокращено внутри предложения, которое длиннее, чем может быть сообщение.
degraded = Примечание: часть моего указателя не работает, я искал только по словам и мог что-то пропустить.
parts-answered = Ответили части архива: { $answered } из { $parts }; в остальных может быть больше.
parts-do-not-say = Ответили только части архива: { $answered } из { $parts }, и в них этого нет. В остальных это может быть: спросите позже ещё раз.
claim = Что об этом есть в статьях:
claim-not-said = В статьях об этом ничего нет.
read-as = Я понял вопрос так: { $question }

## Buttons under answers.

more-context = Контекст
back-to-quote = ‹ К цитате
back-to-passage = ‹ К отрывку
next = Дальше ›
back = ‹ Назад
copy = Копия
copied = «{ $quote }» ({ $source })
open-article = Статья
share = Переслать
all-quotes = Все цитаты ({ $count })
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = Не тот отрывок
out-of-date = Устарело
not-in-article = Этого нет в статье
thanks = Спасибо.
why-bad = Спасибо. Что не так?
expired = Этот ответ устарел. Задайте вопрос ещё раз.
example-expired = Этот пример устарел. Отправьте /start, чтобы получить новые, или просто напишите вопрос.

## What is said to words that ask nothing.

greeting = Здравствуйте. Спросите своими словами, что пишут в статьях.
welcome = Пожалуйста.
nothing-to-answer = Я отвечаю на вопросы по статьям. Задайте вопрос своими словами.

## Other chats, and chats that the bot is not open to.

ask-in-private = Спросить в личном чате
not-said-ask-in-private = В статьях этого нет. Спросить в личном чате
not-said-then-ask-in-private = В статьях того времени этого нет. Спросить в личном чате
not-said-of-then = В статьях этого нет: { $dates }
not-open = Этот бот открыт только для некоторых чатов. Его владелец может открыть его и для этого, по номеру: { $chat }

## What is watched for, and what is new.

watched = Я слежу за «{ $text }» и напишу, когда об этом будут новые статьи.
unwatched = Я больше не слежу за «{ $text }».
unwatch-sure = Больше не следить за «{ $text }», для всех, кто здесь?
unwatch-not-yours = В группе это может закончить только тот, кто об этом просил, или администратор.
watch-gone = Это уже закончено.
too-many-watches = В одном чате можно следить не более чем за { $most }. /watch показывает всё, с кнопкой у каждого, чтобы закончить.
watch-too-long = Назовите место, слово или вопрос, не длиннее { $limit } знаков.
watches = Вот за чем я слежу. Нажмите, чтобы закончить.
watch-end = ✕ { $text }
stop-watching = Больше не следить
stop-watching-some = Больше не следить…
no-watches = Здесь я ни за чем не слежу. Напишите /watch и место, слово или вопрос.
quoted = «{ $text }»
news = Новое: { $texts }
quiet-title = Тихие часы
quiet-set = Я не присылаю новостей с { $start }:00 до { $end }:00.
quiet-off = Я присылаю новости в любое время.
quiet-clock = У вас сейчас { $time }? Если нет, переведите часы кнопками.
quiet-none = Нет
clock-hours = { $sign }{ $count } ч
clock-minutes = { $sign }{ $count } мин
latest = Новые статьи
no-articles = Статей пока нет.

## /settings and /language.

settings-title = Настройки
settings-quotes = Цитат в ответе: не больше { $count }
settings-language = Язык: { $language }
settings-previews =
    { $previews ->
        [yes] Предпросмотр статьи: включён
       *[no] Предпросмотр статьи: выключен
    }
settings-fewer = − 1 цитата
settings-more = + 1 цитата
settings-default = Как обычно
settings-previews-on = Предпросмотр: да
settings-previews-off = Предпросмотр: нет
language-title = Мой язык
language-auto = Как в Telegram
language-note = Цитаты я показываю на языке статьи, как они написаны.
settings-not-yours = В группе это могут менять только её администраторы.

## What is asked before something is done.

yes = Да
no = Нет

## What is no question.

empty-question = Что вы хотите узнать? Напишите вопрос после /ask, например: /ask { $example }
no-example = что произошло вчера?
no-words = Я ищу по словам, а в этом сообщении их не вижу. Спросите словами.
too-long = Длина вопроса в знаках: { $length }; я читаю не больше { $limit }. Задайте его одним или двумя предложениями.
not-text = Я читаю только текст. Напишите вопрос; подойдёт и подпись к снимку.
unknown-command = Я не знаю этой команды. /help рассказывает, что я умею; для вопроса команда не нужна.
nearest-command = Я не знаю этой команды. Вы имели в виду /{ $name } ({ $what })?

## When something is in the way.

apology = Извините, произошла ошибка, и я не смог ответить. Попробуйте ещё раз. (Ошибка { $id })
too-slow = Ответ занял слишком много времени, и я остановился. Попробуйте ещё раз или спросите короче.
unreachable = Архив сейчас недоступен, поэтому я не знаю, что говорится в статьях. Спросите ещё раз через несколько минут.
late = Вы спросили это { $ago } назад; раньше я ответить не мог.
minutes =
    { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
        [many] { $count } минут
       *[other] { $count } минуты
    }
hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
        [many] { $count } часов
       *[other] { $count } часа
    }

## The conversation in a terminal.

terminal-greeting = TELEGRAM_BOT_TOKEN не задан. Чтобы его получить, отправьте /newbot боту @BotFather в Telegram и запишите токен в .env; пока спрашивайте здесь.
terminal-prompt = { "? " }

## Shown by Telegram itself.

description = Спросите о статьях, которые у меня есть, и я отвечу дословными цитатами, каждая с источником. Если ответа в них нет, я так и скажу. У меня нет мнений, и сам я ничего не пишу.
short-description = Отвечает на вопросы дословными цитатами из статей, каждая с источником.

## To the operator.

received = Получен { $name }. Обновляю указатель…
received-instead = Получен { $name }; он заменяет прежние сведения об этой статье. Обновляю указатель…
never-read = { $name } я не сохраняю: файлы с таким именем скрыты, не закончены или принадлежат системе и никогда не читаются. Дайте ему имя вроде report.txt и отправьте ещё раз.
indexing = Обновляю указатель…
still-indexing = { $begun } ({ $seconds } с)
articles-new = новых: { $count }
articles-changed = изменённых: { $count }
articles-removed = удалённых: { $count }
indexed = Готово: { $changes }.
nothing-new = Ничего нового.
indexed-all = Всего статей: { $count }.
refused = ✗ { $name }: { $why }
refused-why = { $kind } ({ $reason })
fault-protected = файл защищён паролем
fault-large = файл слишком большой или слишком глубоко вложенный
fault-empty = в файле нет текста
fault-address = не удалось загрузить по адресу
fault-damaged = файл повреждён
fault-fields = не удалось разобрать заголовок, дату или адрес
fault-format = файлы такого вида не читаются
refused-before =
    { $count ->
        [one] { $count } файл по-прежнему не принят; /reindex скажет, какой и почему.
        [few] { $count } файла по-прежнему не приняты; /reindex скажет, какие и почему.
        [many] { $count } файлов по-прежнему не приняты; /reindex скажет, какие и почему.
       *[other] { $count } файла по-прежнему не приняты; /reindex скажет, какие и почему.
    }
indexing-failed = Указатель остался прежним: { $why }
too-big = Telegram даёт ботам файлы не больше { $limit } МБ. Отправьте этот по частям, отправьте ссылку или сами положите его в папку статей.
not-kept = Я не смог сохранить этот файл: { $why }. Разрешите мне запись в папку статей (SEEDS_DIR).
fetching = Загружаю: { $name }…
fetched =
    { $count ->
        [one] Загружена { $count } статья. Обновляю указатель…
        [few] Загружены { $count } статьи. Обновляю указатель…
        [many] Загружено { $count } статей. Обновляю указатель…
       *[other] Загружено { $count } статьи. Обновляю указатель…
    }
nothing-fetched = Статей для указателя не нашлось.
fetching-failed = Ничего не загружено: { $why }
kept =
    { $change ->
        [new] • новая:
        [changed] • изменилась:
       *[unchanged] • без изменений:
    }
kept-more = и ещё { $count }
left-out =
    { $count ->
        [one] По вашему желанию исключена { $count } статья (/forget).
        [few] По вашему желанию исключены { $count } статьи (/forget).
        [many] По вашему желанию исключено { $count } статей (/forget).
       *[other] По вашему желанию исключено { $count } статьи (/forget).
    }

## To the operator: /forget, /help.

help-operators-title = Для владельцев
help-operators = Отправьте мне статьи файлом (можно архивом ZIP или tar; не больше { $limit } МБ) или ссылки на страницы, ленты и документы в сообщении, где больше ничего нет, и я внесу их в указатель. /reindex обновляет указатель, /stats сообщает его размер, а /forget с заголовком, ссылкой или идентификатором статьи исключает её из всех ответов.
forget-how = Напишите /forget и заголовок статьи или слова из него, её ссылку или идентификатор. Перед исключением я спрошу. После этого её нет в ответах и списках, и при обновлении указателя она не вернётся; её файл остаётся на месте.
left-out-articles =
    { $count ->
        [one] Исключена { $count } статья:
        [few] Исключены { $count } статьи, последние сначала:
        [many] Исключено { $count } статей, последние сначала:
       *[other] Исключено { $count } статьи, последние сначала:
    }
forget-unknown = Статьи «{ $wanted }» у меня нет. Напишите её идентификатор, ссылку или слова, которые все есть в заголовке.
forget-which = Которую из них?
forget-this = Забыть: { $title }
forget-sure = Забыть эту статью?
forget-means = Её не будет в ответах и списках, и при обновлении указателя она не вернётся. Её файл остаётся на месте, и это можно отменить.
forget-copies =
    { $count ->
        [one] То же сообщение есть ещё в { $count } статье, она остаётся:
        [few] То же сообщение есть ещё в { $count } статьях, они остаются:
        [many] То же сообщение есть ещё в { $count } статьях, они остаются:
       *[other] То же сообщение есть ещё в { $count } статьях, они остаются:
    }
forget-yes = Забыть
forget-no = Оставить
forget-kept = Статья остаётся.
forgetting = Забываю…
forgot = Забыто:
forget-undo = Отменить
forget-too = Забыть и эту: { $title }
recall-this = Вернуть: { $title }
recalling = Возвращаю…
recalled = Больше не забыто:
forget-gone = Этой статьи у меня больше нет.
forget-failed = Не получилось: { $why }
archive-stats =
    Статей: { $articles }, из них копий других: { $copies }, без даты: { $undated }
    Забыто: { $forgotten }
    Отрывков: { $passages }
    На диске: { $megabytes } МБ
    Модель: { $model }
    Обновлено: { $built }

## Names that were read in another spelling.

name-read-as = { $written } → { $taken }
search-as-written = Буквально

## Reports that differ, and events in a row.

reports =
    { $count ->
        [one] { $count } сообщение
        [few] { $count } сообщения
        [many] { $count } сообщений
       *[other] { $count } сообщения
    }
independent =
    { $count ->
        [one] { $count } независимое
        [few] { $count } независимых
        [many] { $count } независимых
       *[other] { $count } независимых
    }
reports-counted = { $reports }, из них { $independent }
reports-differ = Данные расходятся: { $figures }
reports-of-day = { $day }: { $figures }
timeline = По дням
reports-agree = { $counted }, и в них сказано то же
events-listed =
    { $count ->
        [one] { $count } событие
        [few] { $count } события
        [many] { $count } событий
       *[other] { $count } события
    }
event-undated = без даты
mark-newest = самое новое
mark-superseded = позже исправлено
standing-newest = Самое новое из сообщений, которые расходятся
standing-superseded = Устарело: более позднее сообщение исправляет это
back-to-all = ‹ Все
listing-shortened = Здесь цитаты сокращены; номера показывают их целиком.

## Filters and dates in a question.

filters = Только статьи: { $which }
filter-after = не раньше: { $date }
filter-within = дата: { $date }
filter-before = не позже: { $date }
filter-place = где упоминается { $names }
filter-source = издание: { $names }
filter-language = язык: { $names }
filter-no-date = «{ $value }» не дата. Напишите день, месяц или год: after:2018-02-05, after:2018-02 или after:2018.
filter-no-outlet = Статей издания «{ $value }» нет. Есть: { $near }.
filter-no-outlets = Ни в одной статье не указано издание. Спросите без source:
filter-no-language = Статей на языке «{ $value }» нет. Есть: { $near }.
filter-no-languages = Ни в одной статье не указан язык. Спросите без language:
filter-backwards = { $value } кончается раньше, чем начинается. Поменяйте даты местами.
filter-no-article = Нет статьи, к которой подходит всё это: { $value }. Уберите один фильтр или спросите без фильтров.

## Times in questions and quotes, and how new the articles are.

period-read-as = { $words } → { $dates }
period-only = Время в вопросе: { $dates }. Статьи другого времени не учтены.
not-said-then = В статьях того времени этого нет.
no-article-then = Статей того времени нет.
search-all-dates = Все даты
time-in-quote = «{ $words }» → { $dates }
as-of = Последняя статья: { $date }
as-of-undated = Статьи без дат, обновлено: { $refreshed }
as-of-stale = Последняя статья: { $date }; последнее обновление: { $refreshed }
not-refreshed = Последнее обновление статей: { $refreshed }
