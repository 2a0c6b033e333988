# Every word the bot says, in Spanish; en.ftl says what the variables hold.

language-name = Español

## Lists, numbers and dates.

list = { $names }, { $name }
list-or = { $names } o bien { $name }
month =
    { $number ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }
month-alone =
    { $number ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }
date = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
articles =
    { $count ->
        [one] { $count } artículo
       *[other] { $count } artículos
    }
articles-listed =
    { $count ->
        [one] { $count } artículo
       *[other] { $count } artículos
    }
days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }

## The source of a quote.

untitled = Un artículo sin título
archived = copia archivada
also-in = La misma noticia: { $names }
also-in-more = La misma noticia: { $names } y { $more } más

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = { $earliest } – { $latest }
undated = sin fecha

## /start and /help.

start = Respondo a preguntas con citas textuales de { $corpus }, cada una con su fuente, y le aviso cuando no hay respuesta; nunca escribo una respuesta propia.
start-examples = Pregunte con sus palabras, o toque una de estas:
start-no-examples = Pregunte con sus palabras.
example-killed = ¿Cuántas personas murieron en { $place }?
example-happened = ¿Qué pasó en { $place }?
help-title = Cómo preguntar
help = Pregunte con sus palabras. Respondo con citas textuales de los artículos, cada una con su fuente. Si no lo dicen, se lo digo.
help-first =
    /latest: los artículos más recientes
    /digest y un lugar: lo publicado sobre él
    /watch y un lugar: avisos de novedades
    /settings: idioma, hora, número de citas
help-button-ask = Preguntas
help-button-group = Grupos
help-button-commands = Comandos
help-button-privacy = Privacidad
help-times = Indique un periodo con sus palabras (el sábado pasado, en febrero de 2018, desde ayer), y busco en los artículos de ese periodo.
help-going-on =
    Siga después de una respuesta: «¿y en Saraqeb?» Responda a uno de mis mensajes para seguir desde ese. Si edita una pregunta, edito mi respuesta.

    Reenvíeme un texto, y muestro lo que los artículos dicen de ello.
help-limits = No tengo opiniones, no traduzco ni adivino, y no busco nada en internet. Una cita muestra lo que dice un artículo, no que sea verdad.
help-groups = En un grupo, escriba /ask y su pregunta, mencióneme o responda a uno de mis mensajes. Mencióneme en respuesta al mensaje de otra persona, y busco lo que los artículos dicen de ello.
help-command = /{ $name }: { $what }

## What commands are for.

command-ask = preguntar; solo hace falta en grupos
command-sources = los medios y la fecha de sus artículos
command-latest = los artículos más recientes
command-digest = lo publicado sobre un lugar o un periodo
command-article = leer un artículo: palabras de su título
command-watch = recibir avisos de novedades
command-unwatch = dejar de seguir algo
command-quiet = horas sin avisos
command-settings = idioma, hora, número de citas
command-language = mi idioma
command-help = cómo preguntar
command-privacy = lo que guardo
command-forget_me = borrar lo que guardo de este chat
command-start = lo que hago, con ejemplos

## /sources.

sources-title = Dónde busco
sources-count =
    { $passages ->
        [one] { $corpus }, { $passages } fragmento.
       *[other] { $corpus }, { $passages } fragmentos.
    }
sources-dated = El más reciente: { $latest }; el más antiguo: { $earliest }.
sources-undated = Ningún artículo lleva fecha.
sources-some-undated = El más reciente: { $latest }; el más antiguo: { $earliest }; { $undated } sin fecha.
sources-built = Última indexación: { $date }.
sources-outlet = { $number }. { $outlet }: { $about }
sources-no-outlet = • sin medio indicado: { $about }
untitled-outlet = un medio sin nombre
corpus-from = { $corpus }, { $dates }
sources-more =
    { $outlets ->
        [one] y { $outlets } medio más, con { $corpus }. Para encontrarlo: /sources y parte de su nombre.
       *[other] y { $outlets } medios más, con { $corpus }. Para encontrar uno: /sources y parte de su nombre.
    }
outlets-found =
    { $count ->
        [one] { $count } medio
       *[other] { $count } medios
    }
no-such-outlet = Ningún medio tiene «{ $name }» en su nombre. /sources los enumera todos.

## /latest, /article and /digest.

of-total = { $first }–{ $last } de { $total }
nothing-fits = Ningún artículo coincide.
archive-spans = Fechas de los artículos: { $earliest } – { $latest }.
archive-ends = Última fecha de la hemeroteca: { $date }.
all-in-private = Más en privado
articles-found = Artículos con ese título
articles-near = Ningún artículo tiene todas esas palabras. Los más cercanos:
articles-found-more =
    { $more ->
        [one] { $more } artículo más tiene esas palabras. Añada una palabra para encontrarlo.
       *[other] { $more } artículos más tienen esas palabras. Añada una palabra para encontrar otro.
    }
article-how = ¿Qué artículo quiere leer? Escriba palabras de su título después de /article, por ejemplo: /article { $example }
article-how-plain = ¿Qué artículo quiere leer? Escriba palabras de su título después de /article.
no-such-article = Ningún artículo se llama «{ $name }», y ninguno contiene alguna de esas palabras.
no-article-linked = Ningún artículo viene de esa dirección.
article-empty = No hay nada que leer en este artículo.
article-page = Página { $number } de { $count }
whole-article = Artículo completo
read-on = Seguir en privado
article-gone = Ya no tengo este artículo.
article-changed = Este artículo ha cambiado desde entonces. Esta es su versión actual.
list-expired = Ya no puedo mostrar esta lista. Pídala de nuevo, por favor.
digest = Resumen en citas
digest-newest = Aquí solo están los { $count } más recientes. Indique un lugar o un periodo más corto para ver los demás.

## /privacy and /forget_me.

privacy-title = Lo que guardo
privacy = En el equipo en el que funciono guardo sus preguntas con las citas que mostré, durante { $days }; sus ajustes, seguimientos y valoraciones, hasta que los borre. Ni nombres ni perfiles.
privacy-button-details = En detalle
privacy-button-delete = Borrarlo todo
privacy-details = De cada respuesta guardo, en el equipo en el que funciono: su pregunta, el número de este chat, los números de los dos mensajes, la hora y las citas que mostré. Lo necesitan los botones, las preguntas editadas y las que se apoyan en la anterior. Después de { $days } lo borro. Si valora una respuesta, guardo la valoración con su pregunta y sus citas, sin su nombre. Un mensaje que aún no he atendido lo guardo entero, como lo da Telegram, hasta atenderlo, y sus rastros en el disco una hora más; lo que sigue con /watch lo guardo con su número y el idioma que Telegram indica de usted, hasta que deje de seguirlo.
privacy-preferences = Lo que elige en /settings y /language, y las horas de /quiet, lo guardo con el número de este chat, hasta que lo deje como estaba.
privacy-not = /forget_me borra todo esto de una vez. No guardo perfiles ni otros mensajes. Mi registro tiene horas, longitudes y números, no sus palabras. Telegram guarda este chat según sus propias reglas.
privacy-terminal = Nada: las preguntas escritas aquí se responden y se olvidan.
forget-me-sure = ¿Borrar todo lo que guardo de este chat (respuestas, valoraciones, seguimientos y ajustes) para todos sus miembros?
forget-me-kept = No he borrado nada.
forget-me-not-yours = En un grupo, solo sus administradores pueden hacerme borrar lo que guardo de él.
forgotten = Borrado: { $answers ->
        [one] { $answers } respuesta
       *[other] { $answers } respuestas
    }, { $verdicts ->
        [one] { $verdicts } valoración
       *[other] { $verdicts } valoraciones
    }, { $watches ->
        [one] { $watches } seguimiento
       *[other] { $watches } seguimientos
    } y los ajustes de este chat. No guardo nada más de él.

## Answers.

not-said = Los artículos no lo dicen.
not-said-there = Los artículos que mostré no lo dicen.
source-note = Eso es lo que dice este artículo; no puedo juzgar si es cierto.
sources-note = Eso es lo que dicen estos artículos; no puedo juzgar si es cierto.
missing = Ninguno de los artículos menciona { $names }.
may-say = No estoy seguro de que esto responda a la pregunta:
it-does = Sí, responde
it-does-not = No
nearest = El fragmento más cercano, que no responde a la pregunta:
quote-count = { $number } de { $count }
before = Antes:
after = Después:
the-quote = La cita:
the-quote-in-its-paragraph = La cita en su párrafo:
nearest-in-its-paragraph = El fragmento más cercano, que no responde a la pregunta, en su párrafo:
shortened = Abreviado: el fragmento no cabe en un mensaje.
torn = … Abreviado dentro de una frase que no cabe en un mensaje.
degraded = Nota: una parte de mi índice no funciona; busqué solo por palabras y puede faltar algo.
parts-answered =
    { $answered ->
        [one] Respondió { $answered } de { $parts } partes de la hemeroteca;
       *[other] Respondieron { $answered } de { $parts } partes de la hemeroteca;
    } las demás quizá digan más.
parts-do-not-say =
    { $answered ->
        [one] Solo respondió { $answered } de { $parts } partes de la hemeroteca, y esta no lo dice.
       *[other] Solo respondieron { $answered } de { $parts } partes de la hemeroteca, y estas no lo dicen.
    } Las demás quizá sí: pregunte de nuevo más tarde, por favor.
claim = Lo que los artículos dicen de esto:
claim-not-said = Los artículos no dicen nada de esto.
read-as = Así lo entendí: { $question }

## Buttons under answers.

more-context = Contexto
back-to-quote = ‹ La cita
back-to-passage = ‹ El fragmento
next = Siguiente ›
back = ‹ Atrás
copy = Copiar
copied = «{ $quote }» ({ $source })
open-article = Artículo
share = Compartir
all-quotes = Las { $count } citas
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = Fragmento equivocado
out-of-date = Desactualizado
not-in-article = No está en el artículo
thanks = Gracias.
why-bad = Gracias. ¿Qué está mal?
expired = Esta respuesta ha caducado. Haga la pregunta de nuevo, por favor.
example-expired = Este ejemplo ha caducado. Envíe /start para ver otros, o escriba una pregunta.

## What is said to words that ask nothing.

greeting = Hola. Pregúnteme, con sus palabras, qué dicen los artículos.
welcome = De nada.
nothing-to-answer = Respondo a preguntas a partir de los artículos. Haga una con sus palabras.

## Other chats, and chats that the bot is not open to.

ask-in-private = Pregúnteme en privado
not-said-ask-in-private = Los artículos no lo dicen. Pregúnteme en privado
not-said-then-ask-in-private = Los artículos de esas fechas no lo dicen. Pregunte en privado
not-said-of-then = Los artículos no lo dicen: { $dates }
not-open = Este bot está abierto solo a algunos chats. Quien lo gestiona puede admitir este por su número: { $chat }

## What is watched for, and what is new.

watched = Sigo «{ $text }» y le escribo cuando nuevos artículos digan algo al respecto.
unwatched = Ya no sigo «{ $text }».
unwatch-sure = ¿Dejar de seguir «{ $text }» para todos los de este chat?
unwatch-not-yours = En un grupo, solo quien pidió este seguimiento o un administrador puede terminarlo.
watch-gone = Este seguimiento ya ha terminado.
too-many-watches = Como máximo { $most } seguimientos por chat. /watch los enumera, cada uno con un botón que lo termina.
watch-too-long = Deme un lugar, una palabra o una pregunta que seguir, de { $limit } caracteres como máximo.
watches = Esto es lo que sigo. Toque algo para dejar de seguirlo.
watch-end = ✕ { $text }
stop-watching = Dejar de seguir
stop-watching-some = Dejar de seguir…
no-watches = No sigo nada aquí. Escriba /watch y un lugar, una palabra o una pregunta.
quoted = «{ $text }»
news = Novedades sobre { $texts }
quiet-title = Horas de silencio
quiet-set = No envío novedades de { $start }:00 a { $end }:00.
quiet-off = Envío novedades a cualquier hora.
quiet-clock = ¿Son las { $time } donde está usted? Si no, ajuste el reloj abajo.
quiet-none = Ninguna
clock-hours = { $sign }{ $count } h
clock-minutes = { $sign }{ $count } min
latest = Artículos más recientes
no-articles = Todavía no hay artículos.

## /settings and /language.

settings-title = Ajustes
settings-quotes = Citas en una respuesta: { $count } como máximo
settings-language = Idioma: { $language }
settings-previews =
    { $previews ->
        [yes] Vista previa del artículo citado: sí
       *[no] Vista previa del artículo citado: no
    }
settings-fewer = − 1 cita
settings-more = + 1 cita
settings-default = Por defecto
settings-previews-on = Con vista previa
settings-previews-off = Sin vista previa
language-title = Mi idioma
language-auto = El de Telegram
language-note = Muestro las citas en el idioma de su artículo, como se escribieron.
settings-not-yours = En un grupo, solo sus administradores pueden cambiar esto.

## What is asked before something is done.

yes = Sí
no = No

## What is no question.

empty-question = ¿Qué quiere saber? Escriba su pregunta después de /ask, por ejemplo: /ask { $example }
no-example = ¿qué pasó ayer?
no-words = Busco por palabras, y no veo ninguna en este mensaje. Pregunte con palabras, por favor.
too-long = Esta pregunta tiene { $length } caracteres; leo { $limit } como máximo. Hágala en una o dos frases, por favor.
not-text = Solo puedo leer texto. Escriba su pregunta, por favor; también vale como pie de foto.
unknown-command = No conozco este comando. /help explica lo que sé hacer; una pregunta no necesita comando.
nearest-command = No conozco este comando. ¿Quería decir /{ $name } ({ $what })?

## When something is in the way.

apology = Lo siento, algo falló y no pude responder. Inténtelo de nuevo, por favor. (Error { $id })
too-slow = La respuesta tardaba demasiado, así que paré. Inténtelo de nuevo, por favor, o pregunte con menos palabras.
unreachable = Ahora no puedo acceder a la hemeroteca, así que no sé qué dicen los artículos. Pregunte de nuevo dentro de unos minutos, por favor.
late = Preguntó esto hace { $ago }; no pude responder antes.
minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }

## The conversation in a terminal.

terminal-greeting = TELEGRAM_BOT_TOKEN no está definido. Para obtener uno, envíe /newbot a @BotFather en Telegram y ponga el token en .env; hasta entonces, pregunte aquí.
terminal-prompt = { "? " }

## Shown by Telegram itself.

description = Pregunte sobre los artículos que tengo, y respondo con citas textuales, cada una con su fuente. Si no lo dicen, se lo digo. No tengo opiniones y no escribo nada por mi cuenta.
short-description = Responde a preguntas con citas textuales de artículos, cada una con su fuente.

## To the operator.

received = Recibido { $name }. Indexando…
received-instead = Recibido { $name }; sustituye a los metadatos anteriores de este artículo. Indexando…
never-read = No guardo { $name }: los archivos con ese nombre están ocultos, sin terminar o son del sistema, y nunca se indexan. Dele un nombre como report.txt y envíelo de nuevo.
indexing = Indexando…
still-indexing = { $begun } ({ $seconds } s)
articles-new =
    { $count ->
        [one] { $count } nuevo
       *[other] { $count } nuevos
    }
articles-changed =
    { $count ->
        [one] { $count } modificado
       *[other] { $count } modificados
    }
articles-removed =
    { $count ->
        [one] { $count } retirado
       *[other] { $count } retirados
    }
indexed = Indexado: { $changes }.
nothing-new = Nada nuevo.
indexed-all =
    { $count ->
        [one] { $count } artículo en total.
       *[other] { $count } artículos en total.
    }
refused = ✗ { $name }: { $why }
refused-why = { $kind } ({ $reason })
fault-protected = está protegido con contraseña
fault-large = es demasiado grande o tiene demasiados niveles
fault-empty = no contiene texto
fault-address = no se pudo descargar la dirección
fault-damaged = está dañado
fault-fields = no se pueden usar su título, fecha o dirección
fault-format = este tipo de archivo no se lee
refused-before =
    { $count ->
        [one] { $count } archivo sigue rechazado; /reindex dice cuál y por qué.
       *[other] { $count } archivos siguen rechazados; /reindex dice cuáles y por qué.
    }
indexing-failed = El índice se queda como estaba: { $why }
too-big = Telegram da a los bots archivos de { $limit } MB como máximo. Envíe este en partes, envíe un enlace, o póngalo usted en la carpeta de artículos.
not-kept = No pude guardar este archivo: { $why }. Déjeme escribir en la carpeta de artículos (SEEDS_DIR).
fetching = Descargando de { $name }…
fetched =
    { $count ->
        [one] { $count } artículo descargado. Indexando…
       *[other] { $count } artículos descargados. Indexando…
    }
nothing-fetched = No había ningún artículo que indexar.
fetching-failed = No se descargó nada: { $why }
kept =
    { $change ->
        [new] • nuevo:
        [changed] • modificado:
       *[unchanged] • sin cambios:
    }
kept-more = y { $count } más
left-out =
    { $count ->
        [one] Excluido a petición suya: { $count } artículo (/forget).
       *[other] Excluidos a petición suya: { $count } artículos (/forget).
    }

## To the operator: /forget, /help.

help-operators-title = Para responsables
help-operators = Envíeme artículos como archivo (también ZIP o tar; { $limit } MB como máximo), o enlaces a páginas, canales RSS y documentos en un mensaje que no tenga nada más, y los indexo. /reindex pone el índice al día, /stats dice su tamaño, y /forget con el título, el enlace o el identificador de un artículo lo excluye de todas las respuestas.
forget-how = Escriba /forget y el título de un artículo, o palabras de él, su enlace o su identificador. Pregunto antes de excluirlo. Entonces desaparece de respuestas y listas, y no vuelve cuando indexo de nuevo; su archivo se queda donde está.
left-out-articles =
    { $count ->
        [one] { $count } artículo está excluido:
       *[other] { $count } artículos están excluidos, los últimos primero:
    }
forget-unknown = No tengo ningún artículo «{ $wanted }». Escriba su identificador, su enlace, o palabras que estén todas en su título.
forget-which = ¿Cuál de estos?
forget-this = Olvidar: { $title }
forget-sure = ¿Olvidar este artículo?
forget-means = Desaparecerá de respuestas y listas, y no volverá cuando indexe de nuevo. Su archivo se queda donde está, y usted puede deshacerlo.
forget-copies =
    { $count ->
        [one] La misma noticia está en { $count } artículo más, que se queda:
       *[other] La misma noticia está en { $count } artículos más, que se quedan:
    }
forget-yes = Olvidarlo
forget-no = Conservarlo
forget-kept = El artículo se queda.
forgetting = Olvidando…
forgot = Olvidado:
forget-undo = Deshacer
forget-too = Olvidar también: { $title }
recall-this = Recuperar: { $title }
recalling = Recuperando…
recalled = Ya no está olvidado:
forget-gone = Ya no tengo este artículo.
forget-failed = No funcionó: { $why }
archive-stats =
    Artículos: { $articles }, de ellos copias de otros: { $copies }, sin fecha: { $undated }
    Olvidados: { $forgotten }
    Fragmentos: { $passages }
    En disco: { $megabytes } MB
    Modelo: { $model }
    Indexado: { $built }

## Names that were read in another spelling.

name-read-as = { $written } → { $taken }
search-as-written = Tal cual

## Reports that differ, and events in a row.

reports =
    { $count ->
        [one] { $count } noticia
       *[other] { $count } noticias
    }
independent =
    { $count ->
        [one] { $count } independiente
       *[other] { $count } independientes
    }
reports-counted = { $reports }, de ellas { $independent }
reports-differ = Las cifras difieren: { $figures }
reports-of-day = { $day }: { $figures }
timeline = Cronología
reports-agree = { $counted }: dicen lo mismo
events-listed =
    { $count ->
        [one] { $count } suceso
       *[other] { $count } sucesos
    }
event-undated = sin fecha
mark-newest = la más reciente
mark-superseded = corregida después
standing-newest = La más reciente de las noticias, que difieren
standing-superseded = Corregida: una noticia posterior rectifica esta
back-to-all = ‹ Todas
listing-shortened = Aquí las citas están abreviadas; los números las muestran enteras.

## Filters and dates in a question.

filters = Solo artículos { $which }
filter-after = desde { $date }
filter-within = de { $date }
filter-before = hasta { $date }
filter-place = que mencionan { $names }
filter-source = de { $names }
filter-language = en { $names }
filter-no-date = «{ $value }» no es una fecha. Escriba un día, un mes o un año: after:2018-02-05, after:2018-02 o after:2018.
filter-no-outlet = Ningún artículo es de «{ $value }». Medios disponibles: { $near }.
filter-no-outlets = Ningún artículo dice de qué medio es. Pregunte sin «source:», por favor.
filter-no-language = Ningún artículo está en el idioma «{ $value }». Idiomas disponibles: { $near }.
filter-no-languages = Ningún artículo dice en qué idioma está. Pregunte sin «language:», por favor.
filter-backwards = { $value } termina antes de empezar. Cambie el orden de las dos fechas, por favor.
filter-no-article = Ningún artículo cumple todo esto: { $value }. Quite un filtro, o pregunte sin filtros.

## Times in questions and quotes, and how new the articles are.

period-read-as = { $words } → { $dates }
period-only = Periodo de la pregunta: { $dates }. Se dejan fuera los artículos de otras fechas.
not-said-then = Los artículos de esas fechas no lo dicen.
no-article-then = Ningún artículo es de esas fechas.
search-all-dates = Todas las fechas
time-in-quote = «{ $words }» → { $dates }
as-of = Artículo más reciente: { $date }
as-of-undated = Artículos sin fecha, actualizados el { $refreshed }
as-of-stale = Artículo más reciente: { $date }; sin actualizar desde el { $refreshed }
not-refreshed = Los artículos no se han actualizado desde el { $refreshed }
