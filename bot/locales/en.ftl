# Every word the bot says, in English. The format is Fluent's: https://projectfluent.org/fluent/guide/
# Each message stands on one line, or Telegram shows the line break; plurals are written as in "articles" below.
# Every file here has the same messages with the same variables; what a variable holds is said above its message.

# What this language calls itself.
language-name = English

## Lists, numbers and dates.

# $names: what was named before; $name: the next one.
list = { $names }, { $name }
# $names: all but the last; $name: the last.
list-or = { $names } or { $name }
# $number: 1 to 12.
month =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
# $number: as above; a month without its day, in the languages that write it otherwise then.
month-alone =
    { $number ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
# $day: 1 to 31; $month: its name; $year: in digits.
date = { $day } { $month } { $year }
# As above, where the day is not known.
date-month = { $month } { $year }
# $count: a number of articles, where a preposition stands before it ("from", "without").
articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
# $count: a number of articles, where it stands by itself in a list.
articles-listed =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
# $count: a number of days, which stands after "after".
days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

## The source of a quote.

untitled = An article without a title
# Behind outlet and date: the article was read from a copy in an archive of the web.
archived = archived copy
# $names: a list of outlets or titles.
also-in = The same report: { $names }
# $more: how many are not named.
also-in-more = The same report: { $names } and { $more } more

## The size and the dates of the corpus.

# $corpus: a number of articles, as "articles" says it; $dates: as "dates" or "undated" says them, or one date.
corpus-dated = { $corpus } ({ $dates })
# $earliest, $latest: dates.
dates = { $earliest } to { $latest }
undated = undated

## /start and /help.

# $corpus: a number of articles, as "articles" or "corpus-dated" says it.
start = I answer questions with word-for-word quotes from { $corpus }, each with its source, and tell you when nothing there answers; I never write an answer of my own.
start-examples = Ask in your own words, or try one of these:
start-no-examples = Ask in your own words.
# $place: the name of a place as the articles write it; asked of the articles when its button is pressed.
example-killed = How many people were killed in { $place }?
example-happened = What happened in { $place }?
help-title = How to ask
help = Ask in your own words. I answer with quotes from the articles, word for word, each with its source. If they do not say, I tell you so.
help-first =
    /latest: the newest articles
    /digest and a place: what was reported
    /watch and a place: news of it
    /settings: language, clock, how much I show
# Buttons to the pages behind /help, and titles of these.
help-button-ask = Questions
help-button-group = Groups
help-button-commands = Commands
help-button-privacy = Privacy
help-times = Say a time in plain words (last Saturday, in February 2018, since yesterday), and I look in the articles of that time.
help-going-on =
    Go on after an answer: “and in Saraqeb?” Reply to one of my messages to go on from that one. Edit a question, and I edit its answer.

    Forward me a text, and I show what the articles have on it.
help-limits = I have no opinions, I do not translate or guess, and I look nothing up on the internet. A quote shows what an article says, not that it is true.
help-groups = In a group, write /ask and your question, mention me, or reply to one of my messages. Mention me in reply to somebody else’s message, and I look for what the articles have on it.
# $name: of a command; $what: what it is for, as one of the lines below says it.
help-command = /{ $name }: { $what }

## What commands are for; Telegram shows these lines in its menu (at most 256 characters).

command-ask = ask; needed in groups only
command-sources = outlets, and how new they are
command-latest = newest articles
command-digest = what was reported of a place or a time
command-article = read an article: words of its title
command-watch = be told of news
command-unwatch = end a watch
command-quiet = hours without news
command-settings = language, clock, how much I show
command-language = my language
command-help = how to ask
command-privacy = what I keep
command-forget_me = delete what I keep of this chat
command-start = what I do, with examples

## /sources.

sources-title = What I search
# $corpus: a number of articles, as "articles" says it; $passages: a number.
sources-count =
    { $passages ->
        [one] { $corpus }, { $passages } passage.
       *[other] { $corpus }, { $passages } passages.
    }
# $latest, $earliest: dates.
sources-dated = Newest: { $latest }; oldest: { $earliest }.
sources-undated = No article carries a date.
# $undated: a number of articles, as "articles" says it.
sources-some-undated = Newest: { $latest }; oldest: { $earliest }; { $undated } without a date.
# $date: of the last change.
sources-built = Last indexed on { $date }.
# $number: of the outlet in the list; $outlet: a name; $about: a number of articles, as "articles-listed" or "corpus-from" says it.
sources-outlet = { $number }. { $outlet }: { $about }
# $about: as above.
sources-no-outlet = • no outlet named: { $about }
untitled-outlet = an outlet without a name
# $corpus: a number of articles, as "articles-listed" says it; $dates: one date, or two as "dates" says them.
corpus-from = { $corpus }, { $dates }
# $outlets: a number of outlets that are not listed; $corpus: as above.
sources-more =
    { $outlets ->
        [one] and { $outlets } more with { $corpus }. To find one: /sources and part of its name.
       *[other] and { $outlets } more with { $corpus }. To find one: /sources and part of its name.
    }
# $count: outlets that were found.
outlets-found =
    { $count ->
        [one] { $count } outlet
       *[other] { $count } outlets
    }
# $name: words that were looked for in names.
no-such-outlet = No outlet has “{ $name }” in its name. /sources lists them all.

## /latest, /article and /digest.

# $first, $last: numbers of the first and the last article in the message; $total: how many there are.
of-total = { $first }–{ $last } of { $total }
nothing-fits = No article matches.
# $earliest, $latest: dates.
archive-spans = The articles here are from { $earliest } to { $latest }.
# $date: of the newest article.
archive-ends = The last date in the archive is { $date }.
all-in-private = More in private
articles-found = Articles of that name
articles-near = No article has all of these words. The nearest:
# $more: at least 1.
articles-found-more =
    { $more ->
        [one] { $more } more has these words. Add a word to find it.
       *[other] { $more } more have these words. Add a word to find another one.
    }
# $example: a title.
article-how = Which article would you like to read? Write words of its title after /article, for example: /article { $example }
article-how-plain = Which article would you like to read? Write words of its title after /article.
# $name: what was looked for.
no-such-article = No article is called “{ $name }”, and none contains any of these words.
no-article-linked = No article here is from this address.
article-empty = There is nothing to read in this article.
# $number: which page this is; $count: of how many.
article-page = Page { $number } of { $count }
whole-article = Whole article
read-on = Read on in private
# What a press is answered with has at most 200 characters.
article-gone = I no longer have this article.
article-changed = This article has changed since. This is how it is now.
list-expired = I can no longer show this list. Please ask for it again.
digest = Digest
# $count: at least 2.
digest-newest = Only the newest { $count } are here. Name a place or a shorter time for the others.

## /privacy and /forget_me.

privacy-title = What I store
# $days: as "days" says them.
privacy = On the computer that runs me I keep your questions with the quotes I showed, for { $days }; what you set, watch for and rate, until you delete it. No names, no profiles.
privacy-button-details = In detail
privacy-button-delete = Delete it all
# $days: as above.
privacy-details = For each answer I keep, on the computer that runs me: your question, the number of this chat, the numbers of the two messages, the time, and which quotes I showed. The buttons, edited questions and questions that lean on the one before need this. After { $days } I delete it. If you rate an answer, I keep the rating with its question and quotes, without your name. A message that I have not dealt with yet I keep whole, as Telegram gives it, until I have, and traces of it on disk for an hour more; what you /watch for, with your number and the language that Telegram tells of you, until you end it.
privacy-preferences = What you choose in /settings and /language, and the hours of /quiet, I keep with the number of this chat, until you set it back.
privacy-not = /forget_me deletes all of this at once. I keep no profiles and no other messages. My log has times, lengths and numbers, not your words. Telegram keeps this chat by rules of its own.
privacy-terminal = Nothing: questions typed here are answered and forgotten.
forget-me-sure = Delete all that I keep of this chat: answers, ratings, watches and settings, for everybody here?
forget-me-kept = I have deleted nothing.
# What a press is answered with has at most 200 characters.
forget-me-not-yours = In a group only its administrators can have me delete what I keep of it.
# $answers, $verdicts, $watches: numbers.
forgotten = Deleted: { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    }, { $verdicts ->
        [one] { $verdicts } rating
       *[other] { $verdicts } ratings
    }, { $watches ->
        [one] { $watches } watch
       *[other] { $watches } watches
    } and the settings of this chat. I keep nothing else of it.

## Answers.

not-said = The articles do not say.
# As “not-said”, to a question that goes on from an answer.
not-said-there = The articles I showed do not say.
# Under the source of an answer, when somebody asks who says so, or whether it is true.
source-note = That is what this article says; whether it is true, I cannot judge.
sources-note = These articles say so; whether it is true, I cannot judge.
# $names: a list.
missing = No article here mentions { $names }.
# Above a sentence that may answer.
may-say = I am not sure this answers:
it-does = Yes, it does
it-does-not = No
nearest = The nearest passage, which does not answer:
# $number: which one this is; $count: of how many.
quote-count = { $number } of { $count }
before = Before:
after = After:
the-quote = The quote:
the-quote-in-its-paragraph = The quote in its paragraph:
nearest-in-its-paragraph = The nearest passage, which does not answer, in its paragraph:
shortened = Shortened: the passage is longer than a message can be.
torn = … Shortened inside a sentence that is longer than a message can be.
degraded = Note: a part of my index is out of order, so I searched by words alone and may have missed something.
# $answered: of how many $parts, into which the archive is divided, there was an answer.
parts-answered = { $answered } of { $parts } parts of the archive answered; the others may say more.
parts-do-not-say =
    { $answered ->
        [one] Only { $answered } of { $parts } parts of the archive answered, and it does not say.
       *[other] Only { $answered } of { $parts } parts of the archive answered, and these do not say.
    } The others may: please ask again later.
claim = What the articles have on this:
claim-not-said = The articles have nothing on this.
# $question: what was searched for.
read-as = I read this as: { $question }

## Buttons under answers. What a press is answered with has at most 200 characters.

more-context = More context
back-to-quote = ‹ Back to the quote
back-to-passage = ‹ Back to the passage
next = Next ›
back = ‹ Back
copy = Copy
# $quote: words of an article; $source: its title, outlet and date.
copied = “{ $quote }” ({ $source })
open-article = Open article
share = Share
# $count: more than one.
all-quotes = All { $count } quotes
good = 👍
bad = 👎
# $label: what the button says that was chosen.
chosen = { $label } ✓
wrong-passage = Wrong passage
out-of-date = Out of date
not-in-article = Not in the article
thanks = Thank you.
why-bad = Thank you. What is wrong with it?
expired = This answer has expired. Please ask the question again.
example-expired = This example has expired. Send /start for new ones, or just type a question.

## What is said to words that ask nothing.

greeting = Hello. Ask me what the articles say, in your own words.
welcome = You are welcome.
nothing-to-answer = I answer questions from the articles. Ask one in your own words.

## Other chats, and chats that the bot is not open to.

# At most 64 characters.
ask-in-private = Ask me in private
# At most 64 characters.
not-said-ask-in-private = The articles do not say. Ask me in private
# At most 64 characters, to a question about a time.
not-said-then-ask-in-private = The articles of that time do not say. Ask me in private
# $dates: the time asked about. What is longer than 64 characters is not used.
not-said-of-then = Articles do not say: { $dates }
# $chat: a number.
not-open = This bot is open to some chats only. Whoever runs it can let this one in by its number: { $chat }

## What is watched for, and what is new.

# $text: what is watched for.
watched = I am watching for “{ $text }” and will write when new articles have something on it.
unwatched = I am no longer watching for “{ $text }”.
# $text: as above.
unwatch-sure = No longer watch for “{ $text }”, for everybody here?
# What a press is answered with has at most 200 characters.
unwatch-not-yours = In a group only who asked for it, or an administrator, can end this.
watch-gone = This watch has ended already.
# $most: a number.
too-many-watches = A chat can have at most { $most } watches. /watch lists them, each with a button that ends it.
# $limit: a number.
watch-too-long = Please give me a place, a word or a question of at most { $limit } characters to watch for.
watches = I am watching for these. Tap one to end it.
# $text: as above; on a button.
watch-end = ✕ { $text }
stop-watching = Stop watching
# Where a message has news of several things.
stop-watching-some = Stop watching…
no-watches = Nothing is being watched for here. Write /watch and a place, a word or a question.
# $text: as above.
quoted = “{ $text }”
# $texts: one or more, as “quoted” says them.
news = New on { $texts }
quiet-title = Quiet hours
# $start, $end: hours, 0 to 23.
quiet-set = I send no news from { $start }:00 to { $end }:00.
quiet-off = I send news at any hour.
# $time: as 14:05.
quiet-clock = Is it { $time } where you are? If not, set the clock below.
# A button: no hours without news.
quiet-none = Off
# On buttons that move the clock. $sign: + or −; $count: 1 or 30.
clock-hours = { $sign }{ $count } h
clock-minutes = { $sign }{ $count } min
latest = Newest articles
no-articles = There are no articles yet.

## /settings and /language.

settings-title = Settings
# $count: quotes in an answer.
settings-quotes = Quotes in an answer: at most { $count }
# $language: the name of a language, or what "language-auto" says.
settings-language = Language: { $language }
# $previews: "yes" or "no".
settings-previews =
    { $previews ->
        [yes] Preview of the cited article: on
       *[no] Preview of the cited article: off
    }
settings-fewer = − 1 quote
settings-more = + 1 quote
settings-default = Default
settings-previews-on = Previews on
settings-previews-off = Previews off
language-title = My language
language-auto = As Telegram says
# The articles are quoted in the language in which they were written.
language-note = I show quotes in the language of their article, as they were written.
settings-not-yours = In a group only its administrators can change this.

## What is asked before something is done.

yes = Yes
no = No

## What is no question.

# $example: a question.
empty-question = What would you like to know? Write your question after /ask, for example: /ask { $example }
no-example = what happened yesterday?
no-words = I search by words, and I see none in this message. Please ask in words.
# $length: characters of the question; $limit: the most there may be.
too-long = This question has { $length } characters; I read at most { $limit }. Please ask it in one or two sentences.
not-text = I can read only text. Please write your question; a caption will do, too.
unknown-command = I do not know this command. /help says what I can do; a question needs no command.
# $name: of the command that is most like it; $what: what it is for.
nearest-command = I do not know this command. Did you mean /{ $name } ({ $what })?

## When something is in the way.

# $id: letters and digits. At most 200 characters.
apology = Sorry, something went wrong here and I could not answer. Please try again. (Error { $id })
too-slow = This question took too long to answer, so I stopped. Please try again, or ask it in fewer words.
unreachable = The archive cannot be reached just now, so I cannot tell what the articles say. Please ask again in a few minutes.
# $ago: as "minutes" or "hours" says it.
late = You asked this { $ago } ago; I could not answer sooner.
# $count: at least 10.
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
# $count: at least 2.
hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }

## The conversation in a terminal.

terminal-greeting = No TELEGRAM_BOT_TOKEN is set. To get one, send /newbot to @BotFather in Telegram and put the token into .env; until then, ask here.
terminal-prompt = { "? " }

## Shown by Telegram itself.

# At most 512 characters.
description = Ask a question about the articles I hold, and I answer with quotes from them, word for word, each with its source. If they do not say, I tell you so. I have no opinions and write nothing of my own.
# At most 120 characters.
short-description = Answers questions with word-for-word quotes from articles, each with its source.

## To the operator.

# $name: of a file.
received = Received { $name }. Indexing…
# $name: of a sidecar.
received-instead = Received { $name }; it takes the place of the earlier sidecar of this article. Indexing…
# $name: of a file.
never-read = I do not keep { $name }: files with such a name are hidden, unfinished or a system’s own, and are never indexed. Give it a name such as report.txt and send it again.
indexing = Indexing…
# $begun: what is being done; $seconds: a number.
still-indexing = { $begun } ({ $seconds } s)
# $count: at least 1, of all these.
articles-new = { $count } new
articles-changed = { $count } changed
articles-removed = { $count } removed
# $changes: a list of the three above.
indexed = Indexed: { $changes }.
nothing-new = Nothing new.
# $count: of all articles.
indexed-all =
    { $count ->
        [one] { $count } article in all.
       *[other] { $count } articles in all.
    }
# $name: of a file, with its line; $why: as the reader of files says it.
refused = ✗ { $name }: { $why }
# Reasons in other languages than English, with the reader’s own, which is English. $kind: as below; $reason: the reader’s.
refused-why = { $kind } ({ $reason })
fault-protected = it is protected by a password
fault-large = it is too large, or too deeply nested
fault-empty = there is no text in it
fault-address = its address cannot be fetched
fault-damaged = it is damaged
fault-fields = its title, date or address cannot be used
fault-format = files of this kind are not read
# $count: files that an earlier message has told of.
refused-before =
    { $count ->
        [one] { $count } file is still refused; /reindex says which and why.
       *[other] { $count } files are still refused; /reindex says which and why.
    }
# $why: as above.
indexing-failed = The index stays as it was: { $why }
# $limit: a number.
too-big = Telegram gives bots files of at most { $limit } MB. Send this one in parts, send a link to it, or put it into the folder of articles yourself.
# $why: of the system, in English.
not-kept = I could not keep this file: { $why }. Let me write into the folder of articles (SEEDS_DIR).
# $name: of a site, or a list of them.
fetching = Fetching from { $name }…
# $count: at least 1.
fetched =
    { $count ->
        [one] Fetched { $count } article. Indexing…
       *[other] Fetched { $count } articles. Indexing…
    }
nothing-fetched = There was no article to index.
# $why: as above.
fetching-failed = Nothing was fetched: { $why }
# $change: what has become of an article that was fetched, whose title follows.
kept =
    { $change ->
        [new] • new:
        [changed] • changed:
       *[unchanged] • as it was:
    }
# $count: how many are not listed.
kept-more = and { $count } more
# $count: at least 1.
left-out =
    { $count ->
        [one] Left out as you wished: { $count } article (/forget).
       *[other] Left out as you wished: { $count } articles (/forget).
    }

## To the operator: /forget, /help.

help-operators-title = For operators
# $limit: a number.
help-operators = Send me articles as a file (also as a ZIP or tar archive; at most { $limit } MB), or links to pages, feeds and documents in a message that holds nothing else, and I index them. /reindex brings the index up to date, /stats tells how large it is, and /forget with an article’s title, link or id leaves the article out of all answers.
forget-how = Write /forget and an article’s title, or words of it, its link or its id. I ask before I leave it out. It is then gone from answers and lists, and stays away when I index anew; its file stays where it is.
# $count: at least 1.
left-out-articles =
    { $count ->
        [one] { $count } article is left out:
       *[other] { $count } articles are left out, the latest first:
    }
# $wanted: what was written after /forget.
forget-unknown = I have no article “{ $wanted }”. Write its id, its link, or words that are all in its title.
forget-which = Which of these?
# $title: of an article, with its outlet.
forget-this = Forget: { $title }
forget-sure = Forget this article?
forget-means = It will be gone from answers and lists, and will stay away when I index anew. Its file stays where it is, and you can take this back.
# $count: at least 1; the articles follow.
forget-copies =
    { $count ->
        [one] The same report is in { $count } other article, which stays:
       *[other] The same report is in { $count } other articles, which stay:
    }
forget-yes = Forget it
forget-no = Keep it
forget-kept = The article stays.
forgetting = Forgetting…
forgot = Forgotten:
forget-undo = Take it back
# $title: as above.
forget-too = Forget too: { $title }
# $title: as above.
recall-this = Take back: { $title }
recalling = Taking it back…
recalled = No longer forgotten:
# At most 200 characters.
forget-gone = I no longer have this article.
# $why: in English.
forget-failed = This did not work: { $why }
# $articles, $copies, $undated, $passages, $megabytes: numbers; $forgotten: a number, or "-" where it is not known; $model: a name; $built: a time.
archive-stats =
    Articles: { $articles }, of them copies of others: { $copies }, without a date: { $undated }
    Forgotten: { $forgotten }
    Passages: { $passages }
    On disk: { $megabytes } MB
    Model: { $model }
    Indexed: { $built }

### Names that were read in another spelling

# $written: a name as the person wrote it; $taken: as the articles write it, a list.
name-read-as = { $written } → { $taken }
search-as-written = As written

## Reports that differ, and events in a row.

# $count: at least 1.
reports =
    { $count ->
        [one] { $count } report
       *[other] { $count } reports
    }
# $count: at least 1.
independent = { $count } independent
# $reports, $independent: as the two above say it.
reports-counted = { $reports }, { $independent }
# $figures: words of the reports for their figures, with dots between them.
reports-differ = Reports differ: { $figures }
# $day: of one of several events; $figures: as above, of the reports of it.
reports-of-day = { $day }: { $figures }
# A button under reports of several days: a picture of them.
timeline = Timeline
# $counted: as "reports-counted" says it.
reports-agree = { $counted }, say the same
# $count: at least 2.
events-listed =
    { $count ->
        [one] { $count } event
       *[other] { $count } events
    }
event-undated = undated
# Beside a report in a list, and under a quote that is shown by itself.
mark-newest = newest
mark-superseded = superseded by a correction
standing-newest = The newest of these reports, which differ
standing-superseded = Superseded: a later report corrects this one
back-to-all = ‹ All of them
listing-shortened = Quotes are shortened here; the numbers show them whole.
## Filters and dates in a question.

# $which: a list of what is said below.
filters = Only articles { $which }
# $date: a day, a month or a year.
filter-after = from { $date } on
# $date: as above, where it is the first and the last.
filter-within = dated { $date }
# $date: as above.
filter-before = until { $date }
# $names: names with "or" between the last two.
filter-place = that mention { $names }
# $names: as above, of outlets.
filter-source = from { $names }
# $names: as above, names of languages.
filter-language = in { $names }
# $value: what was written as a date.
filter-no-date = “{ $value }” is no date. Write a day, a month or a year: after:2018-02-05, after:2018-02 or after:2018.
# $value: a name; $near: names of outlets that there are.
filter-no-outlet = No article is from “{ $value }”. There are: { $near }.
filter-no-outlets = No article says which outlet it is from. Please ask without “source:”.
# $value: a code; $near: codes of languages that there are.
filter-no-language = No article is in language “{ $value }”. There are: { $near }.
filter-no-languages = No article says which language it is in. Please ask without “language:”.
# $value: two filters.
filter-backwards = { $value } ends before it begins. Please swap the two dates.
# $value: all filters.
filter-no-article = No article matches all of this: { $value }. Please leave one out, or ask without filters.

### Times in questions and quotes, and how new the articles are

# $words: of the question, for a time; $dates: a date, or as "dates", "filter-after" or "filter-before" say it.
period-read-as = { $words } → { $dates }
# $dates: as above.
period-only = Time asked about: { $dates }. Articles of other times are left out.
# As "not-said", to a question about a time that is named above it.
not-said-then = The articles of that time do not say.
no-article-then = No article is from that time.
# A button: not only articles of the time asked about.
search-all-dates = All dates
# $words: of a quote, for a time counted from its article's day; $dates: as above.
time-in-quote = “{ $words }” → { $dates }
# $date: of the newest article.
as-of = Articles as of { $date }
# $refreshed: when the index was last brought up to date.
as-of-undated = Articles without dates, refreshed on { $refreshed }
as-of-stale = Articles as of { $date }; not refreshed since { $refreshed }
not-refreshed = The articles have not been refreshed since { $refreshed }
