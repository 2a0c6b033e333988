# Every word the bot says, in French; en.ftl says what the variables hold.

language-name = Français

## Lists, numbers and dates.

list = { $names }, { $name }
list-or = { $names } ou { $name }
month =
    { $number ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
month-alone =
    { $number ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
date =
    { $day ->
        [1] 1er { $month } { $year }
       *[other] { $day } { $month } { $year }
    }
date-month = { $month } { $year }
articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
articles-listed =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }

## The source of a quote.

untitled = Un article sans titre
archived = copie archivée
also-in = La même information : { $names }
also-in-more =
    { $more ->
        [one] La même information : { $names } et { $more } autre
       *[other] La même information : { $names } et { $more } autres
    }

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = { $earliest } – { $latest }
undated = sans date

## /start and /help.

start = Je réponds aux questions par des citations mot pour mot tirées de { $corpus }, chacune avec sa source, et je vous dis quand rien n’y répond ; je n’écris jamais de réponse de moi-même.
start-examples = Posez votre question avec vos mots, ou essayez l’une de celles-ci :
start-no-examples = Posez votre question avec vos mots.
help-title = Comment demander
help = Posez votre question avec vos mots. Je réponds par des citations des articles, mot pour mot, avec leur source. S’ils n’en disent rien, je vous le dis.
help-first =
    /latest : derniers articles
    /digest et un lieu : ce qui en est dit
    /watch et un lieu : ses nouvelles
    /settings : langue, heure, quantité
help-button-ask = Questions
help-button-group = Groupes
help-button-commands = Commandes
help-button-privacy = Vie privée
help-times = Dites un moment avec vos mots (samedi dernier, en février 2018, depuis hier), et je cherche dans les articles de ce moment.
help-going-on =
    Continuez après une réponse : « et à Saraqeb ? » Répondez à l’un de mes messages pour repartir de celui-là. Si vous modifiez une question, je modifie ma réponse.

    Transférez-moi un texte, et je montre ce que les articles en disent.
help-limits = Je n’ai pas d’opinion, je ne traduis pas, je ne devine pas et je ne cherche rien sur Internet. Une citation montre ce que dit un article, non que c’est vrai.
help-groups = Dans un groupe, écrivez /ask et votre question, mentionnez-moi, ou répondez à l’un de mes messages. Mentionnez-moi en réponse au message de quelqu’un d’autre, et j’interroge les articles sur celui-ci.
help-command = /{ $name } : { $what }

## What commands are for.

command-ask = poser une question ; utile seulement en groupe
command-sources = les médias, et leur date la plus récente
command-latest = les derniers articles
command-digest = ce qui a été dit d’un lieu ou d’une période
command-article = lire un article : des mots de son titre
command-watch = être averti des nouvelles
command-unwatch = arrêter un suivi
command-quiet = heures sans nouvelles
command-settings = langue, heure, nombre de citations
command-language = ma langue
command-help = comment demander
command-privacy = ce que je garde
command-forget_me = effacer ce que je garde de cette discussion
command-start = ce que je fais, avec des exemples

## /sources.

sources-title = Où je cherche
sources-count =
    { $passages ->
        [one] { $corpus }, { $passages } passage.
       *[other] { $corpus }, { $passages } passages.
    }
sources-dated = Le plus récent : { $latest } ; le plus ancien : { $earliest }.
sources-undated = Aucun article ne porte de date.
sources-some-undated = Le plus récent : { $latest } ; le plus ancien : { $earliest } ; { $undated } sans date.
sources-built = Dernière indexation : { $date }.
sources-outlet = { $number }. { $outlet } : { $about }
sources-no-outlet = • sans média indiqué : { $about }
untitled-outlet = un média sans nom
corpus-from = { $corpus }, { $dates }
sources-more =
    { $outlets ->
        [one] et { $outlets } autre, avec { $corpus }. Pour le trouver : /sources et une partie de son nom.
       *[other] et { $outlets } autres, avec { $corpus }. Pour en trouver un : /sources et une partie de son nom.
    }
outlets-found =
    { $count ->
        [one] { $count } média
       *[other] { $count } médias
    }
no-such-outlet = Aucun média n’a « { $name } » dans son nom. /sources les donne tous.

## /latest, /article and /digest.

of-total = { $first }–{ $last } sur { $total }
nothing-fits = Aucun article ne convient.
archive-spans = Les articles d’ici vont de { $earliest } à { $latest }.
archive-ends = Les archives s’arrêtent au { $date }.
all-in-private = La suite en privé
articles-found = Articles de ce nom
articles-near = Aucun article n’a tous ces mots. Les plus proches :
articles-found-more =
    { $more ->
        [one] { $more } autre a ces mots. Ajoutez un mot pour le trouver.
       *[other] { $more } autres ont ces mots. Ajoutez un mot pour en trouver un.
    }
article-how = Quel article voulez-vous lire ? Écrivez des mots de son titre après /article, par exemple : /article { $example }
article-how-plain = Quel article voulez-vous lire ? Écrivez des mots de son titre après /article.
no-such-article = Aucun article ne s’appelle « { $name } », et aucun ne contient l’un de ces mots.
no-article-linked = Aucun article d’ici ne vient de cette adresse.
article-empty = Il n’y a rien à lire dans cet article.
article-page = Page { $number } sur { $count }
whole-article = Article entier
read-on = Lire la suite en privé
article-gone = Cet article n’est plus parmi ceux que j’ai.
article-changed = Cet article a changé depuis. Le voici tel qu’il est maintenant.
list-expired = Je ne peux plus montrer cette liste. Demandez-la de nouveau, s’il vous plaît.
digest = Revue
digest-week = semaine
digest-newest = Seuls les { $count } plus récents sont ici. Indiquez un lieu ou une période plus courte pour les autres.

## /privacy and /forget_me.

privacy-title = Ce que je garde
privacy = Sur l’ordinateur qui me fait fonctionner, je garde vos questions et les citations montrées pendant { $days } ; vos réglages, suivis et avis, jusqu’à ce que vous les effaciez. Ni nom, ni profil.
privacy-button-details = En détail
privacy-button-delete = Tout effacer
privacy-details = Pour chaque réponse, je garde, sur l’ordinateur qui me fait fonctionner : votre question, le numéro de cette discussion, les numéros des deux messages, l’heure et les citations que j’ai montrées. Les boutons, les questions modifiées et celles qui s’appuient sur la précédente en ont besoin. Après { $days }, je l’efface. Si vous notez une réponse, je garde la note avec sa question et ses citations, sans votre nom. Un message que je n’ai pas encore traité, je le garde entier, tel que Telegram le donne, jusqu’à ce qu’il le soit, et ses traces sur le disque une heure de plus ; ce que vous suivez avec /watch, avec votre numéro et la langue que Telegram indique pour vous, jusqu’à ce que vous y mettiez fin.
privacy-preferences = Ce que vous choisissez dans /settings et /language, et les heures de /quiet, je le garde avec le numéro de cette discussion, jusqu’à ce que vous le remettiez comme avant.
privacy-not = /forget_me efface tout cela d’un coup. Je ne garde ni profils ni autres messages. Mon journal contient des heures, des longueurs et des numéros, pas vos mots. Telegram garde cette discussion selon ses propres règles.
privacy-terminal = Rien : les questions tapées ici reçoivent leur réponse et sont oubliées.
forget-me-sure = Effacer tout ce que je garde de cette discussion : réponses, notes, suivis et réglages, pour tous ceux qui sont ici ?
forget-me-kept = Je n’ai rien effacé.
forget-me-not-yours = Dans un groupe, seuls ses administrateurs peuvent me faire effacer ce que j’en garde.
forgotten = Effacé : { $answers ->
        [one] { $answers } réponse
       *[other] { $answers } réponses
    }, { $verdicts ->
        [one] { $verdicts } note
       *[other] { $verdicts } notes
    }, { $watches ->
        [one] { $watches } suivi
       *[other] { $watches } suivis
    } et les réglages de cette discussion. Je n’en garde rien d’autre.

## Answers.

not-said = Les articles ne le disent pas.
not-said-there = Les articles que j’ai montrés ne le disent pas.
source-note = C’est ce que dit cet article ; je ne peux pas juger si c’est vrai.
sources-note = C’est ce que disent ces articles ; je ne peux pas juger si c’est vrai.
missing = Aucun article d’ici ne mentionne { $names }.
may-say = Je ne suis pas sûr que ceci réponde :
it-does = Oui
it-does-not = Non
nearest = Le passage le plus proche, qui ne répond pas :
quote-count = { $number } sur { $count }
before = Avant :
after = Après :
the-quote = La citation :
the-quote-in-its-paragraph = La citation dans son paragraphe :
nearest-in-its-paragraph = Le passage le plus proche, qui ne répond pas, dans son paragraphe :
shortened = Abrégé : le passage est plus long que ne peut l’être un message.
torn = … Abrégé à l’intérieur d’une phrase plus longue que ne peut l’être un message.
degraded = Note : une partie de mon index est en panne ; j’ai cherché par les mots seuls et j’ai pu manquer quelque chose.
parts-answered =
    { $answered ->
        [one] { $answered } partie de l’archive sur { $parts } a répondu ;
       *[other] { $answered } parties de l’archive sur { $parts } ont répondu ;
    } les autres en disent peut-être plus.
parts-do-not-say =
    { $answered ->
        [one] Seulement { $answered } partie de l’archive sur { $parts } a répondu, et elle ne le dit pas.
       *[other] Seulement { $answered } parties de l’archive sur { $parts } ont répondu, et elles ne le disent pas.
    } Les autres peut-être : redemandez plus tard.
claim = Ce que les articles en disent :
claim-not-said = Les articles n’en disent rien.
read-as = J’ai compris : { $question }

## Buttons under answers.

more-context = Contexte
back-to-quote = ‹ La citation
back-to-passage = ‹ Le passage
next = Suivant ›
back = ‹ Retour
copy = Copier
copied = « { $quote } » ({ $source })
open-article = Article
share = Partager
all-quotes = Les { $count } citations
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = Mauvais passage
out-of-date = Dépassé
not-in-article = Pas dans l’article
thanks = Merci.
why-bad = Merci. Qu’est-ce qui ne va pas ?
expired = Cette réponse a expiré. Posez de nouveau la question, s’il vous plaît.
example-expired = Cet exemple a expiré. Envoyez /start pour d’autres, ou tapez simplement une question.

## What is said to words that ask nothing.

greeting = Bonjour. Demandez-moi, avec vos mots, ce que disent les articles.
welcome = Je vous en prie.
nothing-to-answer = Je réponds aux questions à partir des articles. Posez-en une avec vos mots.

## Other chats, and chats that the bot is not open to.

ask-in-private = Demandez-moi en privé
not-said-ask-in-private = Les articles ne le disent pas. Demandez-moi en privé
not-said-then-ask-in-private = Les articles d’alors n’en disent rien. Demandez en privé
not-said-of-then = Les articles n’en disent rien : { $dates }
not-open = Ce bot n’est ouvert qu’à certaines discussions. La personne qui le gère peut admettre celle-ci par son numéro : { $chat }

## What is watched for, and what is new.

watched = Je suis « { $text } » et j’écris quand de nouveaux articles y répondent.
unwatched = Je ne suis plus « { $text } ».
unwatch-sure = Ne plus suivre « { $text } », pour tous ceux qui sont ici ?
unwatch-not-yours = Dans un groupe, seul celui qui l’a demandé, ou un administrateur, peut y mettre fin.
watch-gone = C’est déjà terminé.
too-many-watches = Je suis au plus { $most } choses par discussion. /watch les montre, chacune avec un bouton qui l’arrête.
watch-too-long = Donnez-moi un lieu, un mot ou une question à suivre, d’au plus { $limit } caractères.
watches = Voici ce que je suis. Touchez pour arrêter.
watch-end = ✕ { $text }
stop-watching = Ne plus suivre
stop-watching-some = Ne plus suivre…
no-watches = Je ne suis rien ici. Écrivez /watch et un lieu, un mot ou une question.
quoted = « { $text } »
news = Du nouveau sur { $texts }
quiet-title = Heures calmes
quiet-set = Je n’envoie pas de nouvelles de { $start } h à { $end } h.
quiet-off = J’envoie des nouvelles à toute heure.
quiet-clock = Est-il { $time } chez vous ? Sinon, réglez l’heure ci-dessous.
quiet-none = Sans
clock-hours = { $sign }{ $count } h
clock-minutes = { $sign }{ $count } min
latest = Derniers articles
no-articles = Il n’y a pas encore d’articles.

## /settings and /language.

settings-title = Réglages
settings-quotes = Citations dans une réponse : { $count } au plus
settings-language = Langue : { $language }
settings-previews =
    { $previews ->
        [yes] Aperçu de l’article cité : oui
       *[no] Aperçu de l’article cité : non
    }
settings-fewer = − 1 citation
settings-more = + 1 citation
settings-default = Par défaut
settings-previews-on = Aperçu : oui
settings-previews-off = Aperçu : non
language-title = Ma langue
language-auto = Celle de Telegram
language-note = Je montre les citations dans la langue de leur article, telles qu’elles sont écrites.
settings-not-yours = Dans un groupe, seuls ses administrateurs peuvent changer cela.

## What is asked before something is done.

yes = Oui
no = Non

## What is no question.

empty-question = Que voulez-vous savoir ? Écrivez votre question après /ask, par exemple : /ask { $example }
no-example = que s’est-il passé hier ?
no-words = Je cherche par mots, et je n’en vois pas dans ce message. Demandez avec des mots, s’il vous plaît.
too-long = Cette question a { $length } caractères ; j’en lis au plus { $limit }. Posez-la en une ou deux phrases, s’il vous plaît.
not-text = Je ne lis que du texte. Écrivez votre question, s’il vous plaît ; une légende convient aussi.
unknown-command = Je ne connais pas cette commande. /help dit ce que je sais faire ; une question n’a pas besoin de commande.
nearest-command = Je ne connais pas cette commande. Vouliez-vous dire /{ $name } ({ $what }) ?

## When something is in the way.

apology = Désolé, quelque chose s’est mal passé ici et je n’ai pas pu répondre. Veuillez réessayer. (Erreur { $id })
too-slow = Cette question a pris trop de temps, alors j’ai arrêté. Réessayez, s’il vous plaît, ou posez-la en moins de mots.
unreachable = L’archive est injoignable pour le moment ; je ne peux donc pas dire ce que disent les articles. Redemandez dans quelques minutes.
late = Vous l’avez demandé il y a { $ago } ; je n’ai pas pu répondre plus tôt.
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }

## The conversation in a terminal.

terminal-greeting = TELEGRAM_BOT_TOKEN n’est pas défini. Pour en obtenir un, envoyez /newbot à @BotFather dans Telegram et mettez le jeton dans .env ; d’ici là, demandez ici.
terminal-prompt = { "? " }

## Shown by Telegram itself.

description = Posez une question sur les articles que j’ai, et je réponds par des citations, mot pour mot, chacune avec sa source. S’ils n’en disent rien, je vous le dis. Je n’ai pas d’opinion et n’écris rien de moi-même.
short-description = Répond aux questions par des citations d’articles, mot pour mot, avec leur source.

## To the operator.

received = { $name } reçu. Indexation…
received-instead = { $name } reçu ; il remplace les métadonnées précédentes de cet article. Indexation…
never-read = Je ne garde pas { $name } : les fichiers ainsi nommés sont cachés, inachevés ou propres au système, et ne sont jamais indexés. Donnez-lui un nom tel que report.txt et renvoyez-le.
indexing = Indexation…
still-indexing = { $begun } ({ $seconds } s)
articles-new =
    { $count ->
        [one] { $count } nouveau
       *[other] { $count } nouveaux
    }
articles-changed =
    { $count ->
        [one] { $count } modifié
       *[other] { $count } modifiés
    }
articles-removed =
    { $count ->
        [one] { $count } retiré
       *[other] { $count } retirés
    }
indexed = Indexé : { $changes }.
nothing-new = Rien de nouveau.
indexed-all =
    { $count ->
        [one] { $count } article en tout.
       *[other] { $count } articles en tout.
    }
refused = ✗ { $name } : { $why }
refused-why = { $kind } ({ $reason })
fault-protected = protégé par un mot de passe
fault-large = trop volumineux ou trop imbriqué
fault-empty = aucun texte à l’intérieur
fault-address = adresse impossible à récupérer
fault-damaged = fichier endommagé
fault-fields = titre, date ou adresse inutilisables
fault-format = ce type de fichier n’est pas lu
refused-before =
    { $count ->
        [one] { $count } fichier est toujours refusé ; /reindex dit lequel et pourquoi.
       *[other] { $count } fichiers sont toujours refusés ; /reindex dit lesquels et pourquoi.
    }
indexing-failed = L’index reste comme il était : { $why }
too-big = Telegram donne aux bots des fichiers d’au plus { $limit } Mo. Envoyez celui-ci en plusieurs parties, envoyez un lien, ou mettez-le vous-même dans le dossier des articles.
not-kept = Je n’ai pas pu garder ce fichier : { $why }. Laissez-moi écrire dans le dossier des articles (SEEDS_DIR).
fetching = Récupération depuis { $name }…
fetched =
    { $count ->
        [one] { $count } article récupéré. Indexation…
       *[other] { $count } articles récupérés. Indexation…
    }
nothing-fetched = Il n’y avait aucun article à indexer.
fetching-failed = Rien n’a été récupéré : { $why }
kept =
    { $change ->
        [new] • nouveau :
        [changed] • modifié :
       *[unchanged] • inchangé :
    }
kept-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
left-out =
    { $count ->
        [one] Laissé de côté selon votre souhait : { $count } article (/forget).
       *[other] Laissés de côté selon votre souhait : { $count } articles (/forget).
    }

## To the operator: /forget, /help.

help-operators-title = Pour les responsables
help-operators = Envoyez-moi des articles en fichier (aussi en archive ZIP ou tar ; { $limit } Mo au plus), ou des liens vers des pages, des flux et des documents dans un message qui ne contient rien d’autre, et je les indexe. /reindex met l’index à jour, /stats dit sa taille, et /forget avec le titre, le lien ou l’identifiant d’un article le laisse en dehors de toutes les réponses.
forget-how = Écrivez /forget et le titre d’un article, ou des mots de celui-ci, son lien ou son identifiant. Je demande avant de le laisser de côté. Il disparaît alors des réponses et des listes, et ne revient pas quand j’indexe de nouveau ; son fichier reste où il est.
left-out-articles =
    { $count ->
        [one] { $count } article est laissé de côté :
       *[other] { $count } articles sont laissés de côté, les derniers d’abord :
    }
forget-unknown = Je n’ai pas d’article « { $wanted } ». Écrivez son identifiant, son lien, ou des mots qui sont tous dans son titre.
forget-which = Lequel ?
forget-this = Oublier : { $title }
forget-sure = Oublier cet article ?
forget-means = Il disparaîtra des réponses et des listes, et ne reviendra pas quand j’indexerai de nouveau. Son fichier reste où il est, et vous pourrez revenir en arrière.
forget-copies =
    { $count ->
        [one] La même information est dans { $count } autre article, qui reste :
       *[other] La même information est dans { $count } autres articles, qui restent :
    }
forget-yes = L’oublier
forget-no = Le garder
forget-kept = L’article reste.
forgetting = Oubli en cours…
forgot = Oublié :
forget-undo = Annuler
forget-too = Oublier aussi : { $title }
recall-this = Reprendre : { $title }
recalling = Reprise en cours…
recalled = N’est plus oublié :
forget-gone = Je n’ai plus cet article.
forget-failed = Cela n’a pas marché : { $why }
archive-stats =
    Articles : { $articles }, dont copies d’autres : { $copies }, sans date : { $undated }
    Oubliés : { $forgotten }
    Passages : { $passages }
    Sur disque : { $megabytes } Mo
    Modèle : { $model }
    Indexé : { $built }

## Names that were read in another spelling.

name-read-as = { $written } → { $taken }
search-as-written = Tel quel

## Reports that differ, and events in a row.

reports =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
independent =
    { $count ->
        [one] { $count } indépendant
       *[other] { $count } indépendants
    }
reports-counted = { $reports }, dont { $independent }
reports-differ = Les chiffres diffèrent : { $figures }
reports-of-day = { $day } : { $figures }
timeline = Chronologie
reports-agree = { $counted }, disent la même chose
events-listed =
    { $count ->
        [one] { $count } événement
       *[other] { $count } événements
    }
event-undated = sans date
mark-newest = le plus récent
mark-superseded = corrigé depuis
standing-newest = Le plus récent des articles, qui diffèrent
standing-superseded = Dépassé : un article plus récent corrige celui-ci
back-to-all = ‹ Tous
listing-shortened = Les citations sont abrégées ici ; les numéros les montrent entières.

## Filters and dates in a question.

filters = Seulement les articles { $which }
filter-after = à partir de : { $date }
filter-within = de : { $date }
filter-before = jusqu’à : { $date }
filter-place = qui mentionnent { $names }
filter-source = de { $names }
filter-language = dans cette langue : { $names }
filter-no-date = « { $value } » n’est pas une date. Écrivez un jour, un mois ou une année : after:2018-02-05, after:2018-02 ou after:2018.
filter-no-outlet = Aucun article ne vient de « { $value } ». Il y a : { $near }.
filter-no-outlets = Aucun article ne dit de quel média il vient. Demandez sans source: s’il vous plaît.
filter-no-language = Aucun article n’est dans la langue « { $value } ». Il y a : { $near }.
filter-no-languages = Aucun article ne dit dans quelle langue il est. Demandez sans language: s’il vous plaît.
filter-backwards = { $value } finit avant de commencer. Inversez les deux dates, s’il vous plaît.
filter-no-article = Aucun article ne répond à tout cela : { $value }. Retirez un filtre, ou demandez sans filtres.

## Times in questions and quotes, and how new the articles are.

period-read-as = { $words } → { $dates }
period-only = Période demandée : { $dates }. Les articles d’autres périodes sont laissés de côté.
not-said-then = Les articles de cette période ne le disent pas.
no-article-then = Aucun article n’est de cette période.
search-all-dates = Toutes dates
time-in-quote = « { $words } » → { $dates }
as-of = Articles jusqu’au { $date }
as-of-undated = Articles sans date, mis à jour le { $refreshed }
as-of-stale = Articles jusqu’au { $date } ; pas de mise à jour depuis le { $refreshed }
not-refreshed = Les articles n’ont pas été mis à jour depuis le { $refreshed }
