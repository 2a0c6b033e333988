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
also-in = Та же новость: { $names }
also-in-more = Та же новость: { $names } и ещё { $more }

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = { $earliest } — { $latest }
undated = без даты

## /start and /help.

start = Я отвечаю на вопросы дословными цитатами из { $corpus }, каждая с указанием источника, и говорю, если ответа там нет; своих ответов я не пишу.
start-examples = Спросите своими словами или нажмите на один из этих вопросов:
start-no-examples = Спросите своими словами.
example-killed = Сколько человек погибло в { $place }?
example-happened = Что произошло в { $place }?
help-title = Как задать вопрос
help = Спрашивайте своими словами. Я отвечаю дословными цитатами из статей, каждая с источником. Если ответа в них нет, я так и скажу.
help-first =
    /latest: новые статьи
    /digest и место: что о нём писали
    /watch и место: подписка на новости
    /settings: язык, время, число цитат
help-button-ask = Вопросы
help-button-group = Группы
help-button-commands = Команды
help-button-privacy = Конфиденциальность
help-times = Назовите время своими словами (в прошлую субботу, в феврале 2018 года, со вчерашнего дня), и я поищу в статьях за это время.
help-going-on =
    После ответа можно продолжить: «а в Саракибе?» Ответьте на одно из моих сообщений, чтобы продолжить с него. Если вы измените вопрос, я изменю ответ.

    Перешлите мне текст, и я покажу, что об этом есть в статьях.
help-limits = У меня нет мнений, я не перевожу, не гадаю и ничего не ищу в интернете. Цитата показывает, что сказано в статье, а не что это правда.
help-groups = В группе напишите /ask и вопрос, упомяните меня или ответьте на одно из моих сообщений. Упомяните меня в ответе на чужое сообщение, и я поищу, что об этом есть в статьях.
help-command = /{ $name }: { $what }

## What commands are for.

command-ask = спросить; нужно только в группах
command-sources = издания и даты их статей
command-latest = новые статьи
command-digest = что писали о месте или за какое-то время
command-article = прочитать статью: слова из заголовка
command-watch = подписаться на новости
command-unwatch = отменить подписку
command-quiet = часы без новостей
command-settings = язык, время, число цитат
command-language = мой язык
command-help = как задать вопрос
command-privacy = что я храню
command-forget_me = удалить всё, что я храню об этом чате
command-start = что я делаю, с примерами

## /sources.

sources-title = Где я ищу
sources-count =
    { $passages ->
        [one] Ищу в { $passages } отрывке из { $corpus }.
        [few] Ищу в { $passages } отрывках из { $corpus }.
        [many] Ищу в { $passages } отрывках из { $corpus }.
       *[other] Ищу в { $passages } отрывках из { $corpus }.
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
archive-spans = Даты статей: { $earliest } — { $latest }.
archive-ends = Последняя дата в архиве: { $date }.
all-in-private = Больше в личном чате
articles-found = Статьи с таким заголовком
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
no-such-article = Статьи с заголовком «{ $name }» нет, и этих слов нет ни в одной статье.
no-article-linked = Статьи с этого адреса нет.
article-empty = В этой статье нечего читать.
article-page = Страница { $number } из { $count }
whole-article = Вся статья
read-on = Дальше в личном чате
article-gone = Этой статьи у меня больше нет.
article-changed = С тех пор статья изменилась. Вот её нынешний текст.
list-expired = Этот список я уже не могу показать. Запросите его ещё раз, пожалуйста.
digest = Обзор
digest-newest = Здесь только самые новые ({ $count }). Чтобы увидеть остальные, назовите место или более короткий срок.

## /privacy and /forget_me.

privacy-title = Что я храню
privacy = Ваши вопросы и показанные цитаты я храню { $days } на компьютере, на котором работаю; настройки, подписки и оценки — пока вы их не удалите. Ни имён, ни профилей.
privacy-button-details = Подробнее
privacy-button-delete = Удалить всё
privacy-details = О каждом ответе я храню на компьютере, на котором работаю: ваш вопрос, номер этого чата, номера двух сообщений, время и то, какие цитаты я показал. Это нужно для кнопок, для изменённых вопросов и для вопросов, которые опираются на предыдущий. Через { $days } я это удаляю. Если вы оцените ответ, я храню оценку с вопросом и цитатами, без вашего имени. Сообщение, которое ещё не обработано, я храню целиком, как его передаёт Telegram, пока не обработаю, и его следы на диске ещё час; ваши подписки (/watch), с вашим номером и языком, который сообщает о вас Telegram, — пока вы их не отмените.
privacy-preferences = То, что вы выбираете в /settings и /language, и часы из /quiet я храню с номером этого чата, пока вы не вернёте всё как было.
privacy-not = /forget_me удаляет всё это сразу. Я не храню ни профилей, ни других сообщений. В моём журнале — время, длина и номера, а не ваши слова. Telegram хранит этот чат по своим правилам.
privacy-terminal = Ничего: на вопросы, набранные здесь, я отвечаю и забываю их.
forget-me-sure = Удалить всё, что я храню об этом чате: ответы, оценки, подписки и настройки — для всех его участников?
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
        [one] { $watches } подписка
        [few] { $watches } подписки
        [many] { $watches } подписок
       *[other] { $watches } подписки
    } и настройки этого чата. Больше я о нём ничего не храню.

## Answers.

not-said = В статьях этого нет.
not-said-there = В показанных статьях этого нет.
source-note = Так говорится в этой статье; правда ли это, я судить не могу.
sources-note = Так говорится в этих статьях; правда ли это, я судить не могу.
missing = Ни в одной из статей не упоминается: { $names }.
may-say = Не уверен, что это ответ:
it-does = Да, это ответ
it-does-not = Нет
nearest = Самый близкий отрывок, но это не ответ:
quote-count = { $number } из { $count }
before = До этого:
after = После этого:
the-quote = Цитата:
the-quote-in-its-paragraph = Цитата в своём абзаце:
nearest-in-its-paragraph = Самый близкий отрывок, но это не ответ, в его абзаце:
shortened = Сокращено: отрывок не помещается в одно сообщение.
torn = … Сокращено внутри предложения, которое не помещается в одно сообщение.
degraded = Внимание: часть моего индекса не работает, я искал только по словам и мог что-то пропустить.
parts-answered = Ответили части архива: { $answered } из { $parts }; в остальных может найтись ещё что-то.
parts-do-not-say = Ответили только части архива: { $answered } из { $parts }, и там этого нет. В остальных это может быть: спросите позже ещё раз, пожалуйста.
claim = Что об этом есть в статьях:
claim-not-said = В статьях об этом ничего нет.
read-as = Я понял вопрос так: { $question }

## Buttons under answers.

more-context = Контекст
back-to-quote = ‹ К цитате
back-to-passage = ‹ К отрывку
next = Дальше ›
back = ‹ Назад
copy = Копировать
copied = «{ $quote }» ({ $source })
open-article = Статья
share = Поделиться
all-quotes = Все цитаты ({ $count })
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = Не тот отрывок
out-of-date = Устарело
not-in-article = Этого нет в статье
thanks = Спасибо.
why-bad = Спасибо. Что не так?
expired = Срок этого ответа истёк. Задайте вопрос ещё раз, пожалуйста.
example-expired = Срок этого примера истёк. Отправьте /start, чтобы получить новые, или просто напишите вопрос.

## What is said to words that ask nothing.

greeting = Здравствуйте. Спросите своими словами, что пишут в статьях.
welcome = Пожалуйста.
nothing-to-answer = Я отвечаю на вопросы по статьям. Задайте вопрос своими словами.

## Other chats, and chats that the bot is not open to.

ask-in-private = Спросить в личном чате
not-said-ask-in-private = В статьях этого нет. Спросить в личном чате
not-said-then-ask-in-private = В статьях за это время ответа нет. Спросить в личном чате
not-said-of-then = В статьях этого нет: { $dates }
not-open = Этот бот открыт только для некоторых чатов. Его владелец может открыть его и для этого чата, по номеру: { $chat }

## What is watched for, and what is new.

watched = Вы подписаны: «{ $text }». Я напишу, когда об этом появятся новые статьи.
unwatched = Подписка отменена: «{ $text }».
unwatch-sure = Отменить подписку «{ $text }» для всех участников?
unwatch-not-yours = В группе подписку может отменить только тот, кто её оформил, или администратор.
watch-gone = Эта подписка уже отменена.
too-many-watches = В одном чате подписок может быть самое большее { $most }. /watch покажет все, у каждой есть кнопка отмены.
watch-too-long = На что подписаться? Назовите место, слово или вопрос, не длиннее { $limit } знаков.
watches = Ваши подписки. Нажмите, чтобы отменить.
watch-end = ✕ { $text }
stop-watching = Отменить подписку
stop-watching-some = Отменить подписку…
no-watches = Подписок здесь нет. Напишите /watch и место, слово или вопрос.
quoted = «{ $text }»
news = Новое: { $texts }
quiet-title = Тихие часы
quiet-set = Я не присылаю новости с { $start }:00 до { $end }:00.
quiet-off = Я присылаю новости в любое время.
quiet-clock = У вас сейчас { $time }? Если нет, переведите часы кнопками.
quiet-none = Выкл.
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
settings-default = По умолчанию
settings-previews-on = С предпросмотром
settings-previews-off = Без предпросмотра
language-title = Мой язык
language-auto = Как в Telegram
language-note = Цитаты я показываю на языке статьи, так, как они написаны.
settings-not-yours = В группе это могут менять только её администраторы.

## What is asked before something is done.

yes = Да
no = Нет

## What is no question.

empty-question = Что вы хотите узнать? Напишите вопрос после /ask, например: /ask { $example }
no-example = что произошло вчера?
no-words = Я ищу по словам, а в этом сообщении их не вижу. Спросите словами, пожалуйста.
too-long = Длина вопроса в знаках: { $length }; я читаю не больше { $limit }. Задайте его одним-двумя предложениями, пожалуйста.
not-text = Я читаю только текст. Напишите вопрос, пожалуйста; подойдёт и подпись к фото.
unknown-command = Я не знаю такой команды. /help расскажет, что я умею; для вопроса команда не нужна.
nearest-command = Я не знаю такой команды. Вы имели в виду /{ $name } ({ $what })?

## When something is in the way.

apology = Извините, произошла ошибка, и я не смог ответить. Попробуйте ещё раз, пожалуйста. (Ошибка { $id })
too-slow = Поиск ответа занял слишком много времени, и я остановился. Попробуйте ещё раз, пожалуйста, или спросите короче.
unreachable = Архив сейчас недоступен, поэтому я не знаю, что говорится в статьях. Спросите ещё раз через несколько минут, пожалуйста.
late = Вы спросили об этом { $ago } назад; раньше я ответить не мог.
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

terminal-greeting = TELEGRAM_BOT_TOKEN не задан. Чтобы получить токен, отправьте /newbot боту @BotFather в Telegram и запишите его в .env; пока спрашивайте здесь.
terminal-prompt = { "? " }

## Shown by Telegram itself.

description = Спросите о статьях, которые у меня есть, и я отвечу дословными цитатами, каждая с источником. Если ответа в них нет, я так и скажу. У меня нет мнений, и сам я ничего не пишу.
short-description = Отвечает на вопросы дословными цитатами из статей, каждая с источником.

## To the operator.

received = Получен файл { $name }. Обновляю индекс…
received-instead = Получен файл { $name }; он заменяет прежние сведения об этой статье. Обновляю индекс…
never-read = Файл { $name } я не сохраняю: файлы с таким именем скрыты, не закончены или принадлежат системе и никогда не читаются. Дайте ему имя вроде report.txt и отправьте ещё раз.
indexing = Обновляю индекс…
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
fault-large = файл слишком большой, или в нём слишком много уровней вложенности
fault-empty = в файле нет текста
fault-address = не удалось загрузить страницу по этому адресу
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
indexing-failed = Индекс остался прежним: { $why }
too-big = Telegram даёт ботам файлы не больше { $limit } МБ. Отправьте этот по частям, отправьте ссылку или сами положите его в папку статей.
not-kept = Я не смог сохранить этот файл: { $why }. Разрешите мне запись в папку статей (SEEDS_DIR).
fetching = Загружаю: { $name }…
fetched =
    { $count ->
        [one] Загружена { $count } статья. Обновляю индекс…
        [few] Загружены { $count } статьи. Обновляю индекс…
        [many] Загружено { $count } статей. Обновляю индекс…
       *[other] Загружено { $count } статьи. Обновляю индекс…
    }
nothing-fetched = Статей для индекса не нашлось.
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
        [one] По вашей просьбе исключена { $count } статья (/forget).
        [few] По вашей просьбе исключены { $count } статьи (/forget).
        [many] По вашей просьбе исключено { $count } статей (/forget).
       *[other] По вашей просьбе исключено { $count } статьи (/forget).
    }

## To the operator: /forget, /help.

help-operators-title = Для владельцев
help-operators = Отправьте мне статьи файлом (можно архивом ZIP или tar; не больше { $limit } МБ) или ссылки на страницы, ленты и документы в сообщении, где больше ничего нет, и я внесу их в индекс. /reindex обновляет индекс, /stats сообщает его размер, а /forget с заголовком, ссылкой или идентификатором статьи исключает её из всех ответов.
forget-how = Напишите /forget и заголовок статьи или слова из него, её ссылку или идентификатор. Перед исключением я спрошу. После этого её не будет в ответах и списках, и при обновлении индекса она не вернётся; её файл останется на месте.
left-out-articles =
    { $count ->
        [one] Исключена { $count } статья:
        [few] Исключены { $count } статьи, последние сначала:
        [many] Исключено { $count } статей, последние сначала:
       *[other] Исключено { $count } статьи, последние сначала:
    }
forget-unknown = Статьи «{ $wanted }» у меня нет. Напишите её идентификатор, ссылку или слова, которые все есть в её заголовке.
forget-which = Какую из них?
forget-this = Забыть: { $title }
forget-sure = Забыть эту статью?
forget-means = Её не будет в ответах и списках, и при обновлении индекса она не вернётся. Её файл останется на месте, и это можно отменить.
forget-copies =
    { $count ->
        [one] Та же новость есть ещё в { $count } статье, она остаётся:
        [few] Та же новость есть ещё в { $count } статьях, они остаются:
        [many] Та же новость есть ещё в { $count } статьях, они остаются:
       *[other] Та же новость есть ещё в { $count } статьях, они остаются:
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
search-as-written = Как написано

## Reports that differ, and events in a row.

reports =
    { $count ->
        [one] { $count } публикация
        [few] { $count } публикации
        [many] { $count } публикаций
       *[other] { $count } публикации
    }
independent =
    { $count ->
        [one] { $count } независимая
        [few] { $count } независимые
        [many] { $count } независимых
       *[other] { $count } независимой
    }
reports-counted = { $reports }, из них { $independent }
reports-differ = Данные расходятся: { $figures }
reports-of-day = { $day }: { $figures }
timeline = Хронология
reports-agree = { $counted }, и везде сказано одно и то же
events-listed =
    { $count ->
        [one] { $count } событие
        [few] { $count } события
        [many] { $count } событий
       *[other] { $count } события
    }
event-undated = без даты
mark-newest = самая новая
mark-superseded = позже исправлено
standing-newest = Самая новая из публикаций, которые расходятся
standing-superseded = Устарело: более поздняя публикация это исправляет
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
filter-no-outlets = Ни в одной статье не указано издание. Спросите без «source:», пожалуйста.
filter-no-language = Статей на языке «{ $value }» нет. Есть: { $near }.
filter-no-languages = Ни в одной статье не указан язык. Спросите без «language:», пожалуйста.
filter-backwards = { $value } кончается раньше, чем начинается. Поменяйте даты местами, пожалуйста.
filter-no-article = Нет статьи, которая подходит под всё это: { $value }. Уберите один фильтр или спросите без фильтров.

## Times in questions and quotes, and how new the articles are.

period-read-as = { $words } → { $dates }
period-only = Время в вопросе: { $dates }. Статьи за другое время не учтены.
not-said-then = В статьях за это время этого нет.
no-article-then = Статей за это время нет.
search-all-dates = Все даты
time-in-quote = «{ $words }» → { $dates }
as-of = Последняя статья: { $date }
as-of-undated = Статьи без дат, обновлено: { $refreshed }
as-of-stale = Последняя статья: { $date }; последнее обновление: { $refreshed }
not-refreshed = Последнее обновление статей: { $refreshed }
