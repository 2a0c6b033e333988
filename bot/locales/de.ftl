# Every word the bot says, in German; en.ftl says what the variables hold.

language-name = Deutsch

## Lists, numbers and dates.

list = { $names }, { $name }
list-or = { $names } oder { $name }
month =
    { $number ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
month-alone =
    { $number ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
date = { $day }. { $month } { $year }
date-month = { $month } { $year }
articles =
    { $count ->
        [one] { $count } Artikel
       *[other] { $count } Artikeln
    }
articles-listed = { $count } Artikel
days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tagen
    }

## The source of a quote.

untitled = Ein Artikel ohne Titel
archived = archivierte Kopie
also-in = Dieselbe Meldung: { $names }
also-in-more =
    { $more ->
        [one] Dieselbe Meldung: { $names } und { $more } weitere Quelle
       *[other] Dieselbe Meldung: { $names } und { $more } weitere Quellen
    }

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = { $earliest } bis { $latest }
undated = ohne Datum

## /start and /help.

start = Ich beantworte Fragen mit wörtlichen Zitaten aus { $corpus }, jedes mit seiner Quelle, und sage Ihnen, wenn dort keine Antwort steht; eine eigene Antwort schreibe ich nie.
start-examples = Fragen Sie in eigenen Worten, oder tippen Sie auf eine dieser Fragen:
start-no-examples = Fragen Sie in eigenen Worten.
example-killed = Wie viele Menschen wurden in { $place } getötet?
example-happened = Was ist in { $place } passiert?
help-title = Wie man fragt
help = Fragen Sie in eigenen Worten. Ich antworte mit wörtlichen Zitaten aus den Artikeln, jedes mit seiner Quelle. Steht dort keine Antwort, sage ich Ihnen das.
help-first =
    /latest: die neuesten Artikel
    /digest und ein Ort: was berichtet wurde
    /watch und ein Ort: Neues von dort
    /settings: Sprache, Uhr, Zahl der Zitate
help-button-ask = Fragen
help-button-group = Gruppen
help-button-commands = Befehle
help-button-privacy = Datenschutz
help-times = Nennen Sie eine Zeit in eigenen Worten (letzten Samstag, im Februar 2018, seit gestern), und ich suche in den Artikeln dieser Zeit.
help-going-on =
    Fragen Sie nach einer Antwort weiter: „und in Sarakib?“ Antworten Sie auf eine meiner Nachrichten, um von ihr aus weiterzufragen. Ändern Sie eine Frage, ändere ich die Antwort.

    Leiten Sie mir einen Text weiter, und ich zeige, was in den Artikeln dazu steht.
help-limits = Ich habe keine Meinung, übersetze und rate nicht und suche nichts im Internet. Ein Zitat zeigt, was in einem Artikel steht, nicht, dass es stimmt.
help-groups = Schreiben Sie in einer Gruppe /ask und Ihre Frage, erwähnen Sie mich, oder antworten Sie auf eine meiner Nachrichten. Erwähnen Sie mich in der Antwort auf die Nachricht eines anderen, und ich suche, was in den Artikeln dazu steht.
help-command = /{ $name }: { $what }

## What commands are for.

command-ask = fragen; nur in Gruppen nötig
command-sources = die Medien und wie neu ihre Artikel sind
command-latest = die neuesten Artikel
command-digest = was über einen Ort oder eine Zeit berichtet wurde
command-article = einen Artikel lesen: Wörter aus dem Titel
command-watch = über Neues benachrichtigt werden
command-unwatch = etwas nicht mehr beobachten
command-quiet = Stunden ohne Benachrichtigungen
command-settings = Sprache, Uhr, Zahl der Zitate
command-language = meine Sprache
command-help = wie man fragt
command-privacy = was ich speichere
command-forget_me = löschen, was ich zu diesem Chat speichere
command-start = was ich tue, mit Beispielen

## /sources.

sources-title = Wo ich suche
sources-count =
    { $passages ->
        [one] Ich suche in { $corpus } mit { $passages } Textstelle.
       *[other] Ich suche in { $corpus } mit { $passages } Textstellen.
    }
sources-dated = Neuester: { $latest }; ältester: { $earliest }.
sources-undated = Kein Artikel trägt ein Datum.
sources-some-undated = Neuester: { $latest }; ältester: { $earliest }, abgesehen von { $undated } ohne Datum.
sources-built = Zuletzt indexiert am { $date }.
sources-outlet = { $number }. { $outlet }: { $about }
sources-no-outlet = • ohne Angabe des Mediums: { $about }
untitled-outlet = ein Medium ohne Namen
corpus-from = { $corpus }, { $dates }
sources-more =
    { $outlets ->
        [one] und { $outlets } weiteres Medium, { $corpus }. Es lässt sich mit /sources und einem Teil seines Namens finden.
       *[other] und { $outlets } weitere Medien, { $corpus }. Sie lassen sich mit /sources und einem Teil des Namens finden.
    }
outlets-found =
    { $count ->
        [one] { $count } Medium
       *[other] { $count } Medien
    }
no-such-outlet = Kein Medium hat „{ $name }“ im Namen. /sources nennt alle.

## /latest, /article and /digest.

of-total = { $first }–{ $last } von { $total }
nothing-fits = Kein Artikel passt.
archive-spans = Zeitraum der Artikel: { $earliest } bis { $latest }.
archive-ends = Letztes Datum im Archiv: { $date }.
all-in-private = Mehr im Privatchat
articles-found = Artikel mit diesem Titel
articles-near = Kein Artikel enthält alle diese Wörter. Am nächsten kommen:
articles-found-more =
    { $more ->
        [one] { $more } weiterer enthält diese Wörter. Mit einem Wort mehr finden Sie ihn.
       *[other] { $more } weitere enthalten diese Wörter. Mit einem Wort mehr finden Sie sie.
    }
article-how = Welchen Artikel möchten Sie lesen? Schreiben Sie Wörter aus seinem Titel hinter /article, zum Beispiel: /article { $example }
article-how-plain = Welchen Artikel möchten Sie lesen? Schreiben Sie Wörter aus seinem Titel hinter /article.
no-such-article = Kein Artikel heißt „{ $name }“, und keiner enthält eines dieser Wörter.
no-article-linked = Keiner der Artikel ist von dieser Adresse.
article-empty = In diesem Artikel gibt es nichts zu lesen.
article-page = Seite { $number } von { $count }
whole-article = Ganzer Artikel
read-on = Privat weiterlesen
article-gone = Diesen Artikel habe ich nicht mehr.
article-changed = Dieser Artikel wurde inzwischen geändert. So lautet er jetzt.
list-expired = Diese Liste kann ich nicht mehr zeigen. Bitte rufen Sie sie neu ab.
digest = Überblick
digest-newest = Hier stehen nur die neuesten { $count }. Nennen Sie für die anderen einen Ort oder einen kürzeren Zeitraum.

## /privacy and /forget_me.

privacy-title = Was ich speichere
privacy = Auf dem Rechner, auf dem ich laufe, speichere ich Ihre Fragen mit den gezeigten Zitaten und lösche sie nach { $days }; Einstellungen, Beobachtungen und Bewertungen, bis Sie sie löschen. Keine Namen, keine Profile.
privacy-button-details = Im Einzelnen
privacy-button-delete = Alles löschen
privacy-details = Zu jeder Antwort speichere ich auf dem Rechner, auf dem ich laufe: Ihre Frage, die Nummer dieses Chats, die Nummern der beiden Nachrichten, die Zeit und welche Zitate ich gezeigt habe. Die Schaltflächen, geänderte Fragen und solche, die an die vorige anknüpfen, brauchen das. Nach { $days } lösche ich es. Bewerten Sie eine Antwort, speichere ich die Bewertung mit Frage und Zitaten, ohne Ihren Namen. Eine Nachricht, die ich noch nicht bearbeitet habe, speichere ich ganz, wie Telegram sie liefert, bis ich es getan habe, und Spuren davon bleiben eine Stunde länger auf der Festplatte; was Sie mit /watch beobachten, speichere ich mit Ihrer Nummer und der Sprache, die Telegram zu Ihnen nennt, bis Sie es beenden.
privacy-preferences = Was Sie in /settings und /language wählen und die Stunden von /quiet speichere ich mit der Nummer dieses Chats, bis Sie es zurückstellen.
privacy-not = /forget_me löscht all das auf einmal. Ich speichere keine Profile und keine anderen Nachrichten. In meinem Protokoll stehen Zeiten, Längen und Nummern, nicht Ihre Worte. Telegram speichert diesen Chat nach eigenen Regeln.
privacy-terminal = Nichts: Hier getippte Fragen werden beantwortet und vergessen.
forget-me-sure = Alles löschen, was ich zu diesem Chat speichere: Antworten, Bewertungen, Beobachtungen und Einstellungen, für alle hier?
forget-me-kept = Ich habe nichts gelöscht.
forget-me-not-yours = In einer Gruppe können nur ihre Administratoren löschen lassen, was ich zu ihr speichere.
forgotten = Gelöscht: { $answers ->
        [one] { $answers } Antwort
       *[other] { $answers } Antworten
    }, { $verdicts ->
        [one] { $verdicts } Bewertung
       *[other] { $verdicts } Bewertungen
    }, { $watches ->
        [one] { $watches } Beobachtung
       *[other] { $watches } Beobachtungen
    } und die Einstellungen dieses Chats. Sonst speichere ich nichts zu ihm.

## Answers.

not-said = Das steht nicht in den Artikeln.
not-said-there = Das steht nicht in den gezeigten Artikeln.
source-note = So steht es in diesem Artikel; ob es stimmt, kann ich nicht beurteilen.
sources-note = So steht es in diesen Artikeln; ob es stimmt, kann ich nicht beurteilen.
missing = Keiner der Artikel nennt { $names }.
may-say = Ich bin nicht sicher, ob das die Frage beantwortet:
it-does = Ja, das passt
it-does-not = Nein
nearest = Die ähnlichste Stelle, die aber die Frage nicht beantwortet:
quote-count = { $number } von { $count }
before = Davor:
after = Danach:
the-quote = Das Zitat:
the-quote-in-its-paragraph = Das Zitat in seinem Absatz:
nearest-in-its-paragraph = Die ähnlichste Stelle, die aber die Frage nicht beantwortet, in ihrem Absatz:
shortened = Gekürzt: Die Stelle ist zu lang für eine Nachricht.
torn = … Gekürzt in einem Satz, der zu lang für eine Nachricht ist.
degraded = Hinweis: Ein Teil meines Index ist gestört; ich habe nur nach Wörtern gesucht und vielleicht etwas übersehen.
parts-answered =
    { $answered ->
        [one] { $answered } von { $parts } Teilen des Archivs hat geantwortet;
       *[other] { $answered } von { $parts } Teilen des Archivs haben geantwortet;
    } in den anderen steht vielleicht mehr.
parts-do-not-say =
    { $answered ->
        [one] Nur { $answered } von { $parts } Teilen des Archivs hat geantwortet, und dort steht es nicht.
       *[other] Nur { $answered } von { $parts } Teilen des Archivs haben geantwortet, und dort steht es nicht.
    } In den anderen vielleicht schon: Bitte fragen Sie später noch einmal.
claim = Was in den Artikeln dazu steht:
claim-not-said = In den Artikeln steht nichts dazu.
read-as = So verstanden: { $question }

## Buttons under answers.

more-context = Zusammenhang
back-to-quote = ‹ Zum Zitat
back-to-passage = ‹ Zur Stelle
next = Weiter ›
back = ‹ Zurück
copy = Kopieren
copied = „{ $quote }“ ({ $source })
open-article = Artikel
share = Teilen
all-quotes = Alle { $count } Zitate
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = Falsche Stelle
out-of-date = Veraltet
not-in-article = Nicht im Artikel
thanks = Danke.
why-bad = Danke. Was stimmt daran nicht?
expired = Diese Antwort ist abgelaufen. Bitte stellen Sie die Frage noch einmal.
example-expired = Dieses Beispiel ist abgelaufen. Mit /start gibt es neue, oder schreiben Sie einfach eine Frage.

## What is said to words that ask nothing.

greeting = Guten Tag. Fragen Sie mich in eigenen Worten, was in den Artikeln steht.
welcome = Gern geschehen.
nothing-to-answer = Ich beantworte Fragen aus den Artikeln. Stellen Sie eine in eigenen Worten.

## Other chats, and chats that the bot is not open to.

ask-in-private = Im Privatchat fragen
not-said-ask-in-private = Das steht nicht in den Artikeln. Im Privatchat fragen
not-said-then-ask-in-private = Nicht in den Artikeln aus dieser Zeit. Im Privatchat fragen
not-said-of-then = Nicht in den Artikeln: { $dates }
not-open = Dieser Bot ist nur für manche Chats offen. Wer ihn betreibt, kann diesen Chat mit seiner Nummer zulassen: { $chat }

## What is watched for, and what is new.

watched = Ich beobachte „{ $text }“ und schreibe Ihnen, wenn neue Artikel etwas dazu haben.
unwatched = Ich beobachte „{ $text }“ nicht mehr.
unwatch-sure = „{ $text }“ nicht mehr beobachten, für alle hier?
unwatch-not-yours = In einer Gruppe kann das nur beenden, wer darum gebeten hat, oder ein Administrator.
watch-gone = Das ist bereits beendet.
too-many-watches = In einem Chat beobachte ich höchstens { $most } Dinge. /watch zeigt sie, jedes mit einer Schaltfläche zum Beenden.
watch-too-long = Bitte nennen Sie einen Ort, ein Wort oder eine Frage mit höchstens { $limit } Zeichen.
watches = Das beobachte ich. Tippen Sie etwas an, um es zu beenden.
watch-end = ✕ { $text }
stop-watching = Nicht mehr beobachten
stop-watching-some = Nicht mehr beobachten…
no-watches = Ich beobachte hier nichts. Schreiben Sie /watch und einen Ort, ein Wort oder eine Frage.
quoted = „{ $text }“
news = Neues zu { $texts }
quiet-title = Ruhezeiten
quiet-set = Von { $start } bis { $end } Uhr schicke ich nichts Neues.
quiet-off = Ich schicke Neues zu jeder Zeit.
quiet-clock = Ist es bei Ihnen { $time } Uhr? Wenn nicht, stellen Sie unten die Uhr.
quiet-none = Aus
clock-hours = { $sign }{ $count } Std.
clock-minutes = { $sign }{ $count } Min.
latest = Neueste Artikel
no-articles = Es gibt noch keine Artikel.

## /settings and /language.

settings-title = Einstellungen
settings-quotes = Zitate in einer Antwort: höchstens { $count }
settings-language = Sprache: { $language }
settings-previews =
    { $previews ->
        [yes] Vorschau des zitierten Artikels: an
       *[no] Vorschau des zitierten Artikels: aus
    }
settings-fewer = − 1 Zitat
settings-more = + 1 Zitat
settings-default = Standard
settings-previews-on = Vorschau an
settings-previews-off = Vorschau aus
language-title = Meine Sprache
language-auto = Wie in Telegram
language-note = Zitate zeige ich in der Sprache ihres Artikels, wie sie geschrieben sind.
settings-not-yours = In einer Gruppe können das nur ihre Administratoren ändern.

## What is asked before something is done.

yes = Ja
no = Nein

## What is no question.

empty-question = Was möchten Sie wissen? Schreiben Sie Ihre Frage hinter /ask, zum Beispiel: /ask { $example }
no-example = was ist gestern passiert?
no-words = Ich suche nach Wörtern, und in dieser Nachricht sehe ich keine. Bitte fragen Sie mit Worten.
too-long = Diese Frage hat { $length } Zeichen; ich lese höchstens { $limit }. Bitte stellen Sie sie in ein oder zwei Sätzen.
not-text = Ich kann nur Text lesen. Bitte schreiben Sie Ihre Frage; eine Bildunterschrift geht auch.
unknown-command = Diesen Befehl kenne ich nicht. /help erklärt, was ich kann; eine Frage braucht keinen Befehl.
nearest-command = Diesen Befehl kenne ich nicht. Meinten Sie /{ $name } ({ $what })?

## When something is in the way.

apology = Entschuldigung, hier ist etwas schiefgegangen, und ich konnte nicht antworten. Bitte versuchen Sie es noch einmal. (Fehler { $id })
too-slow = Die Antwort dauerte zu lange, darum habe ich aufgehört. Bitte versuchen Sie es noch einmal, oder fragen Sie kürzer.
unreachable = Das Archiv ist gerade nicht erreichbar; darum weiß ich nicht, was in den Artikeln steht. Bitte fragen Sie in ein paar Minuten noch einmal.
late = Das haben Sie vor { $ago } gefragt; früher konnte ich nicht antworten.
minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
hours =
    { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }

## The conversation in a terminal.

terminal-greeting = TELEGRAM_BOT_TOKEN ist nicht gesetzt. Um ein Token zu bekommen, senden Sie in Telegram /newbot an @BotFather und tragen Sie es in .env ein; bis dahin fragen Sie hier.
terminal-prompt = { "? " }

## Shown by Telegram itself.

description = Fragen Sie nach den Artikeln, die ich habe, und ich antworte mit wörtlichen Zitaten, jedes mit seiner Quelle. Steht dort keine Antwort, sage ich Ihnen das. Ich habe keine Meinung und schreibe nichts Eigenes.
short-description = Beantwortet Fragen mit wörtlichen Zitaten aus Artikeln, jedes mit seiner Quelle.

## To the operator.

received = { $name } erhalten. Indexiere…
received-instead = { $name } erhalten; die bisherigen Angaben zu diesem Artikel sind damit ersetzt. Indexiere…
never-read = { $name } speichere ich nicht: Dateien mit solchem Namen sind versteckt, unfertig oder gehören dem System und werden nie indexiert. Geben Sie der Datei einen Namen wie report.txt und senden Sie sie noch einmal.
indexing = Indexiere…
still-indexing = { $begun } ({ $seconds } s)
articles-new = { $count } neu
articles-changed = { $count } geändert
articles-removed = { $count } entfernt
indexed = Indexiert: { $changes }.
nothing-new = Nichts Neues.
indexed-all = { $count } Artikel insgesamt.
refused = ✗ { $name }: { $why }
refused-why = { $kind } ({ $reason })
fault-protected = die Datei ist mit einem Passwort geschützt
fault-large = die Datei ist zu groß oder zu tief verschachtelt
fault-empty = die Datei enthält keinen Text
fault-address = die Adresse ließ sich nicht abrufen
fault-damaged = die Datei ist beschädigt
fault-fields = Titel, Datum oder Adresse sind unbrauchbar
fault-format = Dateien dieser Art werden nicht gelesen
refused-before =
    { $count ->
        [one] { $count } Datei wird weiterhin abgelehnt; /reindex sagt, welche und warum.
       *[other] { $count } Dateien werden weiterhin abgelehnt; /reindex sagt, welche und warum.
    }
indexing-failed = Der Index bleibt, wie er war: { $why }
too-big = Telegram gibt Bots Dateien von höchstens { $limit } MB. Senden Sie diese in Teilen, senden Sie einen Link, oder legen Sie sie selbst in den Ordner der Artikel.
not-kept = Diese Datei konnte ich nicht speichern: { $why }. Geben Sie mir Schreibrechte für den Ordner der Artikel (SEEDS_DIR).
fetching = Rufe ab: { $name }…
fetched = { $count } Artikel abgerufen. Indexiere…
nothing-fetched = Es gab keinen Artikel zu indexieren.
fetching-failed = Nichts wurde abgerufen: { $why }
kept =
    { $change ->
        [new] • neu:
        [changed] • geändert:
       *[unchanged] • unverändert:
    }
kept-more =
    { $count ->
        [one] und { $count } weiterer
       *[other] und { $count } weitere
    }
left-out = Wie gewünscht weggelassen: { $count } Artikel (/forget).

## To the operator: /forget, /help.

help-operators-title = Für Betreiber
help-operators = Senden Sie mir Artikel als Datei (auch als ZIP- oder tar-Archiv; höchstens { $limit } MB) oder Links zu Seiten, Feeds und Dokumenten in einer Nachricht, die nichts anderes enthält, und ich indexiere sie. /reindex bringt den Index auf den neuesten Stand, /stats sagt, wie groß er ist, und /forget mit Titel, Link oder Kennung eines Artikels lässt ihn aus allen Antworten weg.
forget-how = Schreiben Sie /forget und den Titel eines Artikels oder Wörter daraus, seinen Link oder seine Kennung. Ich frage, bevor ich ihn weglasse. Er ist dann aus Antworten und Listen verschwunden und bleibt es auch, wenn ich neu indexiere; seine Datei bleibt, wo sie ist.
left-out-articles =
    { $count ->
        [one] { $count } Artikel ist weggelassen:
       *[other] { $count } Artikel sind weggelassen, die zuletzt weggelassenen zuerst:
    }
forget-unknown = Ich habe keinen Artikel „{ $wanted }“. Schreiben Sie seine Kennung, seinen Link oder Wörter, die alle in seinem Titel stehen.
forget-which = Welcher davon?
forget-this = Vergessen: { $title }
forget-sure = Diesen Artikel vergessen?
forget-means = Er wird aus Antworten und Listen verschwinden und auch wegbleiben, wenn ich neu indexiere. Seine Datei bleibt, wo sie ist, und Sie können es rückgängig machen.
forget-copies =
    { $count ->
        [one] Dieselbe Meldung steht in { $count } anderen Artikel, der bleibt:
       *[other] Dieselbe Meldung steht in { $count } anderen Artikeln, die bleiben:
    }
forget-yes = Vergessen
forget-no = Behalten
forget-kept = Der Artikel bleibt.
forgetting = Vergesse…
forgot = Vergessen:
forget-undo = Rückgängig machen
forget-too = Auch vergessen: { $title }
recall-this = Zurückholen: { $title }
recalling = Hole zurück…
recalled = Nicht mehr vergessen:
forget-gone = Diesen Artikel habe ich nicht mehr.
forget-failed = Das ging nicht: { $why }
archive-stats =
    Artikel: { $articles }, davon Kopien anderer: { $copies }, ohne Datum: { $undated }
    Vergessen: { $forgotten }
    Textstellen: { $passages }
    Auf der Festplatte: { $megabytes } MB
    Modell: { $model }
    Indexiert: { $built }

## Names that were read in another spelling.

name-read-as = { $written } → { $taken }
search-as-written = Wörtlich

## Reports that differ, and events in a row.

reports =
    { $count ->
        [one] { $count } Bericht
       *[other] { $count } Berichte
    }
independent =
    { $count ->
        [one] { $count } unabhängiger
       *[other] { $count } unabhängige
    }
reports-counted = { $reports }, davon { $independent }
reports-differ = Die Angaben gehen auseinander: { $figures }
reports-of-day = { $day }: { $figures }
timeline = Zeitachse
reports-agree = { $counted }: alle sagen dasselbe
events-listed =
    { $count ->
        [one] { $count } Ereignis
       *[other] { $count } Ereignisse
    }
event-undated = ohne Datum
mark-newest = der neueste
mark-superseded = später berichtigt
standing-newest = Der neueste der Berichte, die einander widersprechen
standing-superseded = Überholt: Ein späterer Bericht berichtigt diesen
back-to-all = ‹ Alle
listing-shortened = Die Zitate sind hier gekürzt; die Nummern zeigen sie ganz.

## Filters and dates in a question.

filters = Nur Artikel: { $which }
filter-after = ab { $date }
filter-within = mit Datum { $date }
filter-before = bis { $date }
filter-place = die { $names } nennen
filter-source = von { $names }
filter-language = auf { $names }
filter-no-date = „{ $value }“ ist kein Datum. Schreiben Sie einen Tag, einen Monat oder ein Jahr: after:2018-02-05, after:2018-02 oder after:2018.
filter-no-outlet = Kein Artikel ist von „{ $value }“. Vorhanden: { $near }.
filter-no-outlets = Kein Artikel nennt sein Medium. Bitte fragen Sie ohne „source:“.
filter-no-language = Kein Artikel ist in der Sprache „{ $value }“. Vorhanden: { $near }.
filter-no-languages = Kein Artikel nennt seine Sprache. Bitte fragen Sie ohne „language:“.
filter-backwards = { $value } endet, bevor es beginnt. Bitte vertauschen Sie die beiden Daten.
filter-no-article = Kein Artikel erfüllt all das: { $value }. Bitte lassen Sie einen Filter weg, oder fragen Sie ohne.

## Times in questions and quotes, and how new the articles are.

period-read-as = { $words } → { $dates }
period-only = Zeitraum der Frage: { $dates }. Artikel aus anderen Zeiten bleiben weg.
not-said-then = Das steht nicht in den Artikeln aus dieser Zeit.
no-article-then = Kein Artikel ist aus dieser Zeit.
search-all-dates = Alle Zeiten
time-in-quote = „{ $words }“ → { $dates }
as-of = Neuester Artikel: { $date }
as-of-undated = Artikel ohne Datum, aktualisiert am { $refreshed }
as-of-stale = Neuester Artikel: { $date }; nicht aktualisiert seit dem { $refreshed }
not-refreshed = Die Artikel wurden seit dem { $refreshed } nicht aktualisiert
