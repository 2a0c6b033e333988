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
also-in = La même information : { $names }
also-in-more =
    { $more ->
        [one] La même information : { $names } et { $more } autre
       *[other] La même information : { $names } et { $more } autres
    }

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = { $earliest } – { $latest }
undated = sans date

## /start and /help.

start = Je réponds aux questions par des citations mot pour mot tirées de { $corpus }, chacune avec sa source, et je vous le dis quand rien n’y répond ; je n’écris jamais de réponse de moi-même.
start-examples = Posez votre question avec vos mots, ou touchez l’une de celles-ci :
start-no-examples = Posez votre question avec vos mots.
example-killed = Combien de personnes ont été tuées à { $place } ?
example-happened = Que s’est-il passé à { $place } ?
help-title = Comment poser une question
help = Posez votre question avec vos mots. Je réponds par des citations des articles, mot pour mot, avec leur source. S’ils n’en disent rien, je vous le dis.
help-first =
    /latest : les derniers articles
    /digest et un lieu : ce qui en est dit
    /watch et un lieu : être averti du nouveau
    /settings : langue, heure, citations
help-button-ask = Questions
help-button-group = Groupes
help-button-commands = Commandes
help-button-privacy = Confidentialité
help-times = Indiquez une période avec vos mots (samedi dernier, en février 2018, depuis hier), et je cherche dans les articles de cette période.
help-going-on =
    Continuez après une réponse : « et à Saraqeb ? » Répondez à l’un de mes messages pour repartir de celui-là. Si vous modifiez une question, je modifie ma réponse.

    Transférez-moi un texte, et je montre ce que les articles en disent.
help-limits = Je n’ai pas d’opinion, je ne traduis pas, je ne devine pas et je ne cherche rien sur Internet. Une citation montre ce que dit un article, pas que c’est vrai.
help-groups = Dans un groupe, écrivez /ask et votre question, mentionnez-moi, ou répondez à l’un de mes messages. Mentionnez-moi en réponse au message de quelqu’un d’autre, et je cherche ce que les articles en disent.
help-command = /{ $name } : { $what }

## What commands are for.

command-ask = poser une question ; utile seulement en groupe
command-sources = les médias, et la date de leurs articles
command-latest = les derniers articles
command-digest = ce qui a été dit d’un lieu ou d’une période
command-article = lire un article : des mots de son titre
command-watch = être averti du nouveau
command-unwatch = arrêter un suivi
command-quiet = heures sans avis de nouveautés
command-settings = langue, heure, nombre de citations
command-language = ma langue
command-help = comment poser une question
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
sources-dated = Le plus récent : { $latest } ; le plus ancien : { $earliest }.
sources-undated = Aucun article ne porte de date.
sources-some-undated = Le plus récent : { $latest } ; le plus ancien : { $earliest } ; { $undated } sans date.
sources-built = Dernière indexation : { $date }.
sources-outlet = { $number }. { $outlet } : { $about }
sources-no-outlet = • sans média indiqué : { $about }
untitled-outlet = un média sans nom
corpus-from = { $corpus }, { $dates }
sources-more =
    { $outlets ->
        [one] et { $outlets } autre, avec { $corpus }. Pour le trouver : /sources et une partie de son nom.
       *[other] et { $outlets } autres, avec { $corpus }. Pour en trouver un : /sources et une partie de son nom.
    }
outlets-found =
    { $count ->
        [one] { $count } média
       *[other] { $count } médias
    }
no-such-outlet = Aucun média n’a « { $name } » dans son nom. /sources les affiche tous.

## /latest, /article and /digest.

of-total = { $first }–{ $last } sur { $total }
nothing-fits = Aucun article ne correspond.
archive-spans = Période des articles : { $earliest } – { $latest }.
archive-ends = Dernière date des archives : { $date }.
all-in-private = La suite en privé
articles-found = Articles ainsi intitulés
articles-near = Aucun article ne contient tous ces mots. Les plus proches :
articles-found-more =
    { $more ->
        [one] { $more } autre contient ces mots. Ajoutez un mot pour le trouver.
       *[other] { $more } autres contiennent ces mots. Ajoutez un mot pour en trouver un.
    }
article-how = Quel article voulez-vous lire ? Écrivez des mots de son titre après /article, par exemple : /article { $example }
article-how-plain = Quel article voulez-vous lire ? Écrivez des mots de son titre après /article.
no-such-article = Aucun article ne s’appelle « { $name } », et aucun ne contient l’un de ces mots.
no-article-linked = Aucun des articles ne vient de cette adresse.
article-empty = Il n’y a rien à lire dans cet article.
article-page = Page { $number } sur { $count }
whole-article = Article entier
read-on = Lire la suite en privé
article-gone = Je n’ai plus cet article.
article-changed = Cet article a changé depuis. Voici sa version actuelle.
list-expired = Je ne peux plus afficher cette liste. Redemandez-la, s’il vous plaît.
digest = Revue des articles
digest-newest = Voici seulement les { $count } plus récents. Indiquez un lieu ou une période plus courte pour voir les autres.

## /privacy and /forget_me.

privacy-title = Ce que je garde
privacy = Sur l’ordinateur qui me fait fonctionner, je garde vos questions et les citations montrées pendant { $days } ; vos réglages, suivis et évaluations, jusqu’à ce que vous les effaciez. Ni nom, ni profil.
privacy-button-details = En détail
privacy-button-delete = Tout effacer
privacy-details = Pour chaque réponse, je garde, sur l’ordinateur qui me fait fonctionner : votre question, le numéro de cette discussion, les numéros des deux messages, l’heure et les citations que j’ai montrées. Les boutons, les questions modifiées et celles qui s’appuient sur la précédente en ont besoin. Après { $days }, je l’efface. Si vous évaluez une réponse, je garde l’évaluation avec la question et les citations, sans votre nom. Un message que je n’ai pas encore traité, je le garde entier, tel que Telegram le donne, jusqu’à ce qu’il le soit, et ses traces sur le disque une heure de plus ; ce que vous suivez avec /watch, je le garde avec votre numéro et la langue que Telegram indique pour vous, jusqu’à ce que vous y mettiez fin.
privacy-preferences = Ce que vous choisissez dans /settings et /language, et les heures de /quiet, je le garde avec le numéro de cette discussion, jusqu’à ce que vous le remettiez comme avant.
privacy-not = /forget_me efface tout cela d’un coup. Je ne garde ni profils ni autres messages. Mon journal contient des heures, des longueurs et des numéros, pas vos mots. Telegram garde cette discussion selon ses propres règles.
privacy-terminal = Rien : les questions tapées ici reçoivent une réponse, puis sont oubliées.
forget-me-sure = Effacer tout ce que je garde de cette discussion : réponses, évaluations, suivis et réglages, pour tous ses membres ?
forget-me-kept = Je n’ai rien effacé.
forget-me-not-yours = Dans un groupe, seuls ses administrateurs peuvent me faire effacer ce que j’en garde.
forgotten = Effacé : { $answers ->
        [one] { $answers } réponse
       *[other] { $answers } réponses
    }, { $verdicts ->
        [one] { $verdicts } évaluation
       *[other] { $verdicts } évaluations
    }, { $watches ->
        [one] { $watches } suivi
       *[other] { $watches } suivis
    } et les réglages de cette discussion. Je n’en garde rien d’autre.

## Answers.

not-said = Les articles ne le disent pas.
not-said-there = Les articles que j’ai montrés ne le disent pas.
source-note = C’est ce que dit cet article ; je ne peux pas juger si c’est vrai.
sources-note = C’est ce que disent ces articles ; je ne peux pas juger si c’est vrai.
missing = Aucun des articles ne mentionne { $names }.
may-say = Je ne suis pas sûr que cela réponde à la question :
it-does = Oui, ça répond
it-does-not = Non
nearest = Le passage le plus proche, qui ne répond pas à la question :
quote-count = { $number } sur { $count }
before = Avant :
after = Après :
the-quote = La citation :
the-quote-in-its-paragraph = La citation dans son paragraphe :
nearest-in-its-paragraph = Le passage le plus proche, qui ne répond pas à la question, dans son paragraphe :
shortened = Raccourci : le passage est trop long pour un message.
torn = … Raccourci à l’intérieur d’une phrase trop longue pour un message.
degraded = Attention : une partie de mon index est en panne ; j’ai cherché par les mots seuls et j’ai pu manquer quelque chose.
parts-answered =
    { $answered ->
        [one] { $answered } partie des archives sur { $parts } a répondu ;
       *[other] { $answered } parties des archives sur { $parts } ont répondu ;
    } les autres en disent peut-être plus.
parts-do-not-say =
    { $answered ->
        [one] Seulement { $answered } partie des archives sur { $parts } a répondu, et elle ne le dit pas.
       *[other] Seulement { $answered } parties des archives sur { $parts } ont répondu, et elles ne le disent pas.
    } Les autres le disent peut-être : redemandez plus tard, s’il vous plaît.
claim = Ce que les articles en disent :
claim-not-said = Les articles n’en disent rien.
read-as = J’ai compris : { $question }

## Buttons under answers.

more-context = Contexte
back-to-quote = ‹ La citation
back-to-passage = ‹ Le passage
next = Suivant ›
back = ‹ Retour
copy = Copier
copied = « { $quote } » ({ $source })
open-article = Article
share = Partager
all-quotes = Les { $count } citations
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = Mauvais passage
out-of-date = C’est dépassé
not-in-article = Pas dans l’article
thanks = Merci.
why-bad = Merci. Qu’est-ce qui ne va pas ?
expired = Cette réponse a expiré. Posez de nouveau la question, s’il vous plaît.
example-expired = Cet exemple a expiré. Envoyez /start pour d’autres, ou tapez simplement une question.

## What is said to words that ask nothing.

greeting = Bonjour. Demandez-moi, avec vos mots, ce que disent les articles.
welcome = Je vous en prie.
nothing-to-answer = Je réponds aux questions à partir des articles. Posez-en une avec vos mots.

## Other chats, and chats that the bot is not open to.

ask-in-private = Demandez-moi en privé
not-said-ask-in-private = Les articles ne le disent pas. Demandez-moi en privé
not-said-then-ask-in-private = Les articles d’alors ne le disent pas. Demandez en privé
not-said-of-then = Les articles ne le disent pas : { $dates }
not-open = Ce bot n’est ouvert qu’à certaines discussions. La personne qui le gère peut admettre celle-ci par son numéro : { $chat }

## What is watched for, and what is new.

watched = Suivi activé : « { $text } ». Je vous écris quand de nouveaux articles en parlent.
unwatched = Suivi arrêté : « { $text } ».
unwatch-sure = Arrêter le suivi de « { $text } » pour tous les membres ?
unwatch-not-yours = Dans un groupe, seule la personne qui a demandé ce suivi, ou un administrateur, peut l’arrêter.
watch-gone = Ce suivi est déjà arrêté.
too-many-watches = Il y a au plus { $most } suivis par discussion. /watch les affiche, chacun avec un bouton qui l’arrête.
watch-too-long = Donnez-moi un lieu, un mot ou une question à suivre, de { $limit } caractères au plus.
watches = Vos suivis. Touchez-en un pour l’arrêter.
watch-end = ✕ { $text }
stop-watching = Arrêter le suivi
stop-watching-some = Arrêter un suivi…
no-watches = Aucun suivi ici. Écrivez /watch et un lieu, un mot ou une question.
quoted = « { $text } »
news = Du nouveau sur { $texts }
quiet-title = Heures silencieuses
quiet-set = Je n’envoie rien de { $start } h à { $end } h.
quiet-off = J’envoie les nouveautés à toute heure.
quiet-clock = Est-il { $time } chez vous ? Sinon, réglez l’heure ci-dessous.
quiet-none = Aucune
clock-hours = { $sign }{ $count } h
clock-minutes = { $sign }{ $count } min
latest = Derniers articles
no-articles = Il n’y a pas encore d’articles.

## /settings and /language.

settings-title = Réglages
settings-quotes = Citations dans une réponse : { $count } au plus
settings-language = Langue : { $language }
settings-previews =
    { $previews ->
        [yes] Aperçu de l’article cité : oui
       *[no] Aperçu de l’article cité : non
    }
settings-fewer = − 1 citation
settings-more = + 1 citation
settings-default = Par défaut
settings-previews-on = Avec aperçu
settings-previews-off = Sans aperçu
language-title = Ma langue
language-auto = Celle de Telegram
language-note = Je montre les citations dans la langue de l’article, telles qu’elles ont été écrites.
settings-not-yours = Dans un groupe, seuls ses administrateurs peuvent changer cela.

## What is asked before something is done.

yes = Oui
no = Non

## What is no question.

empty-question = Que voulez-vous savoir ? Écrivez votre question après /ask, par exemple : /ask { $example }
no-example = que s’est-il passé hier ?
no-words = Je cherche par mots, et je n’en vois pas dans ce message. Posez votre question avec des mots, s’il vous plaît.
too-long = Cette question a { $length } caractères ; j’en lis au plus { $limit }. Posez-la en une ou deux phrases, s’il vous plaît.
not-text = Je ne lis que du texte. Écrivez votre question, s’il vous plaît ; la légende d’une photo convient aussi.
unknown-command = Je ne connais pas cette commande. /help explique ce que je sais faire ; une question n’a pas besoin de commande.
nearest-command = Je ne connais pas cette commande. Vouliez-vous dire /{ $name } ({ $what }) ?

## When something is in the way.

apology = Désolé, une erreur s’est produite et je n’ai pas pu répondre. Réessayez, s’il vous plaît. (Erreur { $id })
too-slow = La réponse prenait trop de temps, alors j’ai arrêté. Réessayez, s’il vous plaît, ou posez la question en moins de mots.
unreachable = Les archives sont inaccessibles pour le moment ; je ne sais donc pas ce que disent les articles. Redemandez dans quelques minutes, s’il vous plaît.
late = Vous avez demandé cela il y a { $ago } ; je n’ai pas pu répondre plus tôt.
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

terminal-greeting = TELEGRAM_BOT_TOKEN n’est pas défini. Pour en obtenir un, envoyez /newbot à @BotFather dans Telegram et mettez le jeton dans .env ; d’ici là, demandez ici.
terminal-prompt = { "? " }

## Shown by Telegram itself.

description = Posez une question sur les articles que j’ai, et je réponds par des citations, mot pour mot, chacune avec sa source. S’ils n’en disent rien, je vous le dis. Je n’ai pas d’opinion et n’écris rien de moi-même.
short-description = Répond aux questions par des citations d’articles, mot pour mot, avec leur source.

## To the operator.

received = { $name } reçu. Indexation…
received-instead = { $name } reçu ; il remplace les métadonnées précédentes de cet article. Indexation…
never-read = Je ne garde pas { $name } : les fichiers ainsi nommés sont cachés, inachevés ou propres au système, et ne sont jamais indexés. Donnez-lui un nom tel que report.txt et renvoyez-le.
indexing = Indexation…
still-indexing = { $begun } ({ $seconds } s)
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
indexed = Indexé : { $changes }.
nothing-new = Rien de nouveau.
indexed-all =
    { $count ->
        [one] { $count } article en tout.
       *[other] { $count } articles en tout.
    }
refused = ✗ { $name } : { $why }
refused-why = { $kind } ({ $reason })
fault-protected = protégé par un mot de passe
fault-large = trop volumineux ou trop imbriqué
fault-empty = aucun texte à l’intérieur
fault-address = adresse impossible à récupérer
fault-damaged = fichier endommagé
fault-fields = titre, date ou adresse inutilisable
fault-format = ce type de fichier n’est pas lu
refused-before =
    { $count ->
        [one] { $count } fichier est toujours refusé ; /reindex dit lequel et pourquoi.
       *[other] { $count } fichiers sont toujours refusés ; /reindex dit lesquels et pourquoi.
    }
indexing-failed = L’index reste comme il était : { $why }
too-big = Telegram donne aux bots des fichiers d’au plus { $limit } Mo. Envoyez celui-ci en plusieurs parties, envoyez un lien, ou mettez-le vous-même dans le dossier des articles.
not-kept = Je n’ai pas pu garder ce fichier : { $why }. Laissez-moi écrire dans le dossier des articles (SEEDS_DIR).
fetching = Récupération depuis { $name }…
fetched =
    { $count ->
        [one] { $count } article récupéré. Indexation…
       *[other] { $count } articles récupérés. Indexation…
    }
nothing-fetched = Il n’y avait aucun article à indexer.
fetching-failed = Rien n’a été récupéré : { $why }
kept =
    { $change ->
        [new] • nouveau :
        [changed] • modifié :
       *[unchanged] • inchangé :
    }
kept-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }
left-out =
    { $count ->
        [one] Mis de côté à votre demande : { $count } article (/forget).
       *[other] Mis de côté à votre demande : { $count } articles (/forget).
    }

## To the operator: /forget, /help.

help-operators-title = Pour les responsables
help-operators = Envoyez-moi des articles en fichier (aussi en archive ZIP ou tar ; { $limit } Mo au plus), ou des liens vers des pages, des flux et des documents dans un message qui ne contient rien d’autre, et je les indexe. /reindex met l’index à jour, /stats donne sa taille, et /forget suivi du titre, du lien ou de l’identifiant d’un article l’exclut de toutes les réponses.
forget-how = Écrivez /forget et le titre d’un article, ou des mots de ce titre, son lien ou son identifiant. Je demande confirmation avant de le mettre de côté. Il disparaît alors des réponses et des listes, et ne revient pas quand j’indexe de nouveau ; son fichier reste où il est.
left-out-articles =
    { $count ->
        [one] { $count } article est mis de côté :
       *[other] { $count } articles sont mis de côté, les derniers d’abord :
    }
forget-unknown = Je n’ai pas d’article « { $wanted } ». Écrivez son identifiant, son lien, ou des mots qui figurent tous dans son titre.
forget-which = Lequel ?
forget-this = Oublier : { $title }
forget-sure = Oublier cet article ?
forget-means = Il disparaîtra des réponses et des listes, et ne reviendra pas quand j’indexerai de nouveau. Son fichier reste où il est, et vous pourrez revenir en arrière.
forget-copies =
    { $count ->
        [one] La même information est dans { $count } autre article, qui reste :
       *[other] La même information est dans { $count } autres articles, qui restent :
    }
forget-yes = L’oublier
forget-no = Le garder
forget-kept = L’article reste.
forgetting = Oubli en cours…
forgot = Oublié :
forget-undo = Rétablir
forget-too = Oublier aussi : { $title }
recall-this = Rétablir : { $title }
recalling = Rétablissement en cours…
recalled = N’est plus oublié :
forget-gone = Je n’ai plus cet article.
forget-failed = Cela n’a pas marché : { $why }
archive-stats =
    Articles : { $articles }, dont copies d’autres : { $copies }, sans date : { $undated }
    Oubliés : { $forgotten }
    Passages : { $passages }
    Sur disque : { $megabytes } Mo
    Modèle : { $model }
    Indexé : { $built }

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
reports-differ = Les chiffres diffèrent : { $figures }
reports-of-day = { $day } : { $figures }
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
standing-newest = Le plus récent des articles, qui ne concordent pas
standing-superseded = Dépassé : un article plus récent corrige celui-ci
back-to-all = ‹ Toutes
listing-shortened = Les citations sont raccourcies ici ; les numéros les montrent en entier.

## Filters and dates in a question.

filters = Filtre : { $which }
filter-after = { $date } et après
filter-within = { $date }
filter-before = { $date } et avant
filter-place = articles mentionnant { $names }
filter-source = parus dans { $names }
filter-language = en langue { $names }
filter-no-date = « { $value } » n’est pas une date. Écrivez un jour, un mois ou une année : after:2018-02-05, after:2018-02 ou after:2018.
filter-no-outlet = Aucun article ne vient de « { $value } ». Médias présents : { $near }.
filter-no-outlets = Aucun article n’indique son média. Posez la question sans « source: », s’il vous plaît.
filter-no-language = Aucun article n’est dans la langue « { $value } ». Langues présentes : { $near }.
filter-no-languages = Aucun article n’indique sa langue. Posez la question sans « language: », s’il vous plaît.
filter-backwards = { $value } finit avant de commencer. Inversez les deux dates, s’il vous plaît.
filter-no-article = Aucun article ne remplit toutes ces conditions : { $value }. Retirez un filtre, ou demandez sans filtre.

## Times in questions and quotes, and how new the articles are.

period-read-as = { $words } → { $dates }
period-only = Période de la question : { $dates }. Les articles d’autres périodes sont laissés de côté.
not-said-then = Les articles de cette période ne le disent pas.
no-article-then = Aucun article n’est de cette période.
search-all-dates = Toutes les dates
time-in-quote = « { $words } » → { $dates }
as-of = Article le plus récent : { $date }
as-of-undated = Articles sans date, mis à jour le { $refreshed }
as-of-stale = Article le plus récent : { $date } ; pas de mise à jour depuis le { $refreshed }
not-refreshed = Les articles n’ont pas été mis à jour depuis le { $refreshed }
