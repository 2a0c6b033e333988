"""Every word the bot says, in English. Only words: what they say about is put in by `replies` and `citation`."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# The source of a quote.
PARAGRAPH = "¶ {number}"
UNTITLED = "An article without a title"
ALSO_IN = "The same report: {names}"
ALSO_IN_MORE = "The same report: {names} and {more:,} more"

# The size and the dates of the corpus.
ONE_ARTICLE = "1 article"
ARTICLES = "{count:,} articles"
DATES = "{earliest} to {latest}"
UNDATED = "undated"

# /start and /help.
START = (
    "I answer questions with word-for-word quotes from {corpus}, each with its source, and tell you when nothing there "
    "answers; I never write an answer of my own."
)
START_EXAMPLES = "Ask in your own words, or try one of these:"
START_NO_EXAMPLES = "Ask in your own words."
HELP_TITLE = "How to ask"
HELP = (
    "Write a question in your own words. I look for the sentences that answer it and show them exactly as they were "
    "written, the words that answer in bold, the source underneath. If the articles do not say, I tell you so and show "
    "the nearest passage."
)
HELP_BUTTONS = (
    "“{more}” shows the paragraphs around a quote, “{next}” the next quote. If you edit a question, I edit its answer."
)
HELP_GROUPS = "In a group, write /ask and your question, mention me, or reply to one of my messages."
HELP_LIMITS = (
    "I have no opinions, I do not translate or guess, and I look nothing up on the internet. A quote shows what an "
    "article says, not that it is true."
)
COMMANDS = (
    ("ask", "Ask the articles a question"),
    ("sources", "Which articles I search, and how new they are"),
    ("latest", "The newest articles"),
    ("watch", "Tell me when new articles answer something"),
    ("unwatch", "End a watch"),
    ("quiet", "Hours without news"),
    ("help", "How to ask, and what I do not do"),
    ("privacy", "What I store, and for how long"),
    ("forget_me", "Delete what I keep of this chat"),
    ("start", "What I do, with example questions"),
)

# /sources.
SOURCES_TITLE = "What I search"
SOURCES_COUNT = "{corpus}, {passages} passages."
SOURCES_DATED = "Newest: {latest}; oldest: {earliest}."
SOURCES_UNDATED = "No article carries a date."
SOURCES_SOME_UNDATED = "Newest: {latest}; oldest: {earliest}; {undated} without a date."
SOURCES_BUILT = "Last indexed on {date}."
SOURCES_OUTLET = "• {outlet}: {corpus}"
SOURCES_OUTLET_NEWEST = "• {outlet}: {corpus}, newest {newest}"
SOURCES_NO_OUTLET = "no outlet named"
SOURCES_MORE = "and {outlets:,} more with {corpus}."

# /privacy.
PRIVACY_TITLE = "What I store"
PRIVACY = (
    "For each answer I keep, on the computer that runs me: your question, the number of this chat, the numbers of the "
    "two messages, the time, and which quotes I showed. The buttons, edited questions and questions that lean on the "
    "one before need this. After {days} I delete it. If you rate an answer, I keep the rating with its question and "
    "quotes, without your name. A message that I have not dealt with yet I keep whole, as Telegram gives it, until "
    "I have, and traces of it on disk for an hour more; what you /watch for, until you end it."
)
PRIVACY_NOT = (
    "/forget_me deletes all of this at once. I keep no profiles and no other messages. My log has times, "
    "lengths and numbers, not your words. "
    "Telegram keeps this chat by rules of its own."
)
PRIVACY_TERMINAL = "Nothing: questions typed here are answered and forgotten."
ONE_DAY = "1 day"
DAYS = "{days:,} days"

# Answers.
NOT_SAID = "The articles do not say."
MISSING = "No article here mentions {names}."
OR = " or "
NEAREST = "The nearest passage, which does not answer:"
QUOTE_COUNT = "Quote {number} of {count}"
NEAREST_COUNT = "Nearest passage {number} of {count}"
BEFORE = "Before:"
AFTER = "After:"
THE_QUOTE = "The quote:"
THE_QUOTE_IN_ITS_PARAGRAPH = "The quote in its paragraph:"
NEAREST_IN_ITS_PARAGRAPH = "The nearest passage, which does not answer, in its paragraph:"
SHORTENED = "Shortened: the passage is longer than a message can be."
TORN = "… Shortened inside a sentence that is longer than a message can be."
DEGRADED = "Note: a part of my index is out of order, so I searched by words alone and may have missed something."
MORE_CONTEXT = "More context"
BACK_TO_QUOTE = "‹ Back to the quote"
BACK_TO_PASSAGE = "‹ Back to the passage"
NEXT = "Next ›"
BACK = "‹ Back"

COPY = "Copy"
COPIED = "“{quote}” ({source})"
OPEN_ARTICLE = "Open article"
SHARE = "Share"
ALL_QUOTES = "All {count} quotes"
GOOD = "👍"
BAD = "👎"
CHOSEN = "{label} ✓"
WRONG_PASSAGE = "Wrong passage"
OUT_OF_DATE = "Out of date"
NOT_IN_ARTICLE = "Not in the article"
THANKS = "Thank you."
WHY_BAD = "Thank you. What is wrong with it?"
FORGOTTEN = (
    "Deleted of this chat: answers: {answers}, ratings: {verdicts}, watches: {watches}. I keep nothing else of it."
)
CLAIM = "What the articles have on this:"
READ_AS = "I read this as: {question}"

ASK_IN_PRIVATE = "Ask me in private"
NOT_SAID_ASK_IN_PRIVATE = "The articles do not say. Ask me in private"
NOT_OPEN = "This bot is open to some chats only. Whoever runs it can let this one in by its number: {chat}"

# To the operator.
RECEIVED = "Received {name}. Indexing…"
INDEXING = "Indexing…"
STILL_INDEXING = "{begun} ({seconds} s)"
INDEXED = "Indexed: {articles} articles; new: {new}, changed: {changed}, unchanged: {unchanged}, removed: {removed}."
REFUSED = "• refused: {name}: {why}"
INDEXING_FAILED = "The index stays as it was: {why}"
TOO_BIG = "Telegram gives bots files of at most {limit} MB. Put this one into the folder of articles yourself."
STATS = (
    "Articles: {articles:,}, of them copies of others: {copies:,}, without a date: {undated:,}\n"
    "Passages: {passages:,}\nOn disk: {megabytes:,.1f} MB\nModel: {model}\nIndexed: {built}"
)

# What is watched for, and what is new.
WATCHED = (
    "I watch for “{text}” and write when new articles answer it. /unwatch ends it, /quiet sets hours without news."
)
UNWATCHED = "I no longer watch for “{text}”."
TOO_MANY_WATCHES = "I watch for {most} things in a chat at most. End one with /unwatch first."
WATCH_TOO_LONG = "Please give me a place, a word or a question of at most {limit} characters to watch for."
WATCHES = "I watch for:"
WATCH_HOW = "/unwatch and one of these ends it."
NO_WATCHES = "I watch for nothing here. Write /watch and a place, a word or a question."
QUIET_SET = "I send no news from {start}:00 to {end}:00."
QUIET_OFF = "I send news at any hour."
QUIET_HOW = (
    "Write the hours without news and how far your clock is from UTC, for example /quiet 22-7 +3, or /quiet off."
)
NEWS = "New on “{text}”"
NEWS_TOO_LONG = "There is a new passage, but it is too long for a message. Please ask me for it."
LATEST = "Newest articles"
NO_ARTICLES = "There are no articles yet."

# What is no question.
EMPTY_QUESTION = "What would you like to know? Write your question after /ask, for example: /ask {example}"
NO_EXAMPLE = "what happened yesterday?"
NO_WORDS = "I search by words, and I see none in this message. Please ask in words."
TOO_LONG = "This question has {length:,} characters; I read at most {limit:,}. Please ask it in one or two sentences."
NOT_TEXT = "I can read only text. Please write your question; a caption will do, too."
UNKNOWN_COMMAND = "I do not know this command. /help says what I can do; a question needs no command."

# When something is in the way.
EXPIRED = "This answer has expired. Please ask the question again."
EXAMPLE_EXPIRED = "This example has expired. Send /start for new ones, or just type a question."
APOLOGY = "Sorry, something went wrong here and I could not answer. Please try again. (Error {id})"

TOO_SLOW = "This question took too long to answer, so I stopped. Please try again, or ask it in fewer words."
LATE = "You asked this {ago} ago; I was not running then."
MINUTES = "{minutes} minutes"
HOURS = "{hours} hours"
BUSY = "I am still on your last questions and have not taken this one. Please send it again in a moment."

# Terminal.
TERMINAL_GREETING = (
    "No TELEGRAM_BOT_TOKEN is set. To get one, send /newbot to @BotFather in Telegram and put the token into .env; "
    "until then, ask here."
)
TERMINAL_PROMPT = "? "

# Shown by Telegram itself: at most 512 and 120 characters.
DESCRIPTION = (
    "Ask a question about the articles I hold, and I answer with quotes from them, word for word, each with its "
    "source. If they do not say, I tell you so. I have no opinions and write nothing of my own."
)
SHORT_DESCRIPTION = "Answers questions with word-for-word quotes from articles, each with its source."
