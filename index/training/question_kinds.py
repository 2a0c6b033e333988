"""What a question asks for, learned: `python -m index.training.question_kinds DATA OUT.npz`.

A multinomial logistic regression over the question's own vector. The labels of questions come from English wordings that
leave no doubt, and through the parallel sets, in which one question stands in seven languages, to the others; small talk
is written below. The vectors are those of a multilingual model, so languages without a label have their part in it.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.training.corpora import parallel_key, rows
from index.training.example_mix import PARALLEL
from index.training.linear_classifier import Labelled, fit_and_write

KINDS = (
    "number", "age", "money", "duration", "share", "extent", "person", "place", "time", "reason", "yes or no", "list",
    "events", "manner", "other", "greeting", "thanks", "command", "about the bot", "nothing",
)  # fmt: skip

_ENGLISH = (
    ("age", r"how old\b|what age\b|(?:at )?what (?:is|was) .*\bage of\b"),
    ("duration", r"(?:for )?how long\b|how many (?:days|weeks|months|years|hours|minutes|decades)\b"),
    ("money", r"how much (?:money|did .* (?:cost|pay|spend|earn)|does .* cost|was .* (?:paid|sold|worth))\b"
              r"|how many (?:dollars|euros|pounds)\b|what (?:was|is|were|are) the (?:cost|price|budget|salary|fine|revenue|profit)\b"),
    ("share", r"(?:what|which) (?:percentage|percent|proportion|share|fraction)\b|how (?:much|many) (?:percent|per cent)\b"),
    ("extent", r"how (?:tall|high|far|large|big|deep|wide|fast|heavy|hot|cold|strong)\b|what (?:is|was) the (?:height|length|area|depth|speed|weight|distance|size|temperature) of\b"),
    ("number", r"how many\b|what (?:is|was) the (?:number|population|death toll|total)\b|how much\b"),
    ("person", r"(?:by |to |with |for |from )?(?:who|whom|whose)\b|what (?:is|was) the name of the (?:man|woman|person|author|actor|president|king|leader)\b"
               r"|which (?:actor|author|president|king|player|singer|person|politician|director|scientist)\b"),
    ("place", r"(?:from |to |in |at )?where\b|(?:in |at |from |to )?(?:what|which) (?:city|town|village|country|state|province|region|place|district|county|island|continent|location)\b"),
    ("time", r"(?:since |until |by )?when\b|(?:in |on |during |at |since |by )?(?:what|which) (?:year|month|day|date|century|decade|time|season)\b"),
    ("reason", r"why\b|for what reason\b|what (?:caused|was the (?:cause|reason)|is the (?:cause|reason))\b"),
    ("yes or no", r"(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b"),
    ("list", r"(?:what|which) (?:are|were) the (?:\w+ )?(?:names|types|kinds|countries|cities|members|two|three|four|five)\b|list\b|name (?:the|two|three|some)\b"),
    ("events", r"what (?:happened|occurred|took place|is going on|was going on)\b"),
    ("manner", r"how (?:did|does|do|was|were|is|are|can|could|has|have)\b"),
    ("other", r"(?:what|which|whats)\b"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ENGLISH)

_WRITTEN: dict[str, str] = {
    "greeting": "hello|hi|hi there|hey|hey bot|good morning|good evening|good afternoon|hello, how are you?|how are you?|hi! anyone here?|yo|greetings|salut|bonjour|bonsoir|coucou|"
                "hola|buenos días|buenas tardes|buenas|¿qué tal?|hallo|guten Tag|guten Morgen|moin|servus|привет|здравствуйте|добрый день|доброе утро|merhaba|selam|günaydın|iyi akşamlar|nasılsın?|"
                "سلام|درود|صبح بخیر|حالت چطوره؟|مرحبا|السلام عليكم|صباح الخير|مساء الخير|أهلا|كيف حالك؟|ciao|buongiorno|olá|oi|bom dia|你好|こんにちは|안녕하세요|नमस्ते|שלום|xin chào|halo|selamat pagi|hej|witam|cześć|привіт|👋|hello 👋",
    "thanks": "thanks|thank you|thank you very much|thanks a lot|thx|ty|great, thanks|cheers|ok thanks|perfect|very helpful|good bot|well done|merci|merci beaucoup|super, merci|gracias|muchas gracias|genial, gracias|danke|vielen Dank|danke schön|"
              "спасибо|большое спасибо|благодарю|teşekkürler|teşekkür ederim|sağ ol|متشکرم|ممنون|خیلی ممنون|مرسی|شكرا|شكرا جزيلا|شكرا لك|يعطيك العافية|grazie|obrigado|obrigada|谢谢|ありがとう|감사합니다|धन्यवाद|תודה|cảm ơn|terima kasih|tack|dziękuję|дякую|👍|🙏|ok|okay|got it|understood|d'accord|vale|gut|ладно|понятно|tamam|باشه|حسنا|تمام",
    "command": "help|stop|start|cancel|settings|sources|latest|what's new|list the sources|show sources|menu|commands|unsubscribe|subscribe|restart|language|change language|delete my data|forget me|privacy|feedback|quit|exit|end|go back|next|more|show more|"
               "aide|arrête|stop svp|paramètres|sources|dernières nouvelles|langue|ayuda|para|parar|ajustes|fuentes|últimas noticias|idioma|Hilfe|stopp|Einstellungen|Quellen|Sprache|помощь|стоп|настройки|источники|последние новости|язык|"
               "yardım|dur|ayarlar|kaynaklar|son haberler|dil|کمک|راهنما|توقف|تنظیمات|منابع|آخرین اخبار|زبان|مساعدة|توقف|قف|إعدادات|الإعدادات|المصادر|آخر الأخبار|اللغة|aiuto|ajuda|帮助|ヘルプ|도움말|मदद|עזרה",
    "about the bot": "who are you?|what are you?|what can you do?|what do you do?|are you a bot?|are you human?|are you an AI?|how do you work?|who made you?|what can I ask?|how can I use this?|what is this bot?|what is your name?|where do your answers come from?|"
                     "qui es-tu ?|que peux-tu faire ?|es-tu un robot ?|comment ça marche ?|¿quién eres?|¿qué puedes hacer?|¿eres un bot?|¿cómo funciona?|wer bist du?|was kannst du?|bist du ein Bot?|wie funktioniert das?|кто ты?|что ты умеешь?|ты бот?|как это работает?|"
                     "sen kimsin?|ne yapabilirsin?|sen bir bot musun?|nasıl çalışıyor?|تو کی هستی؟|چه کاری می‌توانی بکنی؟|تو رباتی؟|من أنت؟|ماذا تستطيع أن تفعل؟|هل أنت روبوت؟|كيف تعمل؟|ما هذا البوت؟|chi sei?|quem é você?|你是谁？|あなたは誰ですか|넌 누구야?|आप कौन हैं?",
    "events": "what happened in {}?|what happened?|what is going on in {}?|what's the news from {}?|news about {}|latest on {}|tell me about {}|anything new in {}?|what do we know about {}?|que s'est-il passé à {} ?|quoi de neuf à {} ?|¿qué pasó en {}?|"
              "¿qué ocurrió en {}?|noticias de {}|was ist in {} passiert?|was geschah in {}?|что случилось в {}?|что произошло в {}?|новости {}|{}'de ne oldu?|{} haberleri|در {} چه اتفاقی افتاد؟|چه خبر از {}؟|ماذا حدث في {}؟|ماذا جرى في {}؟|ما أخبار {}؟|شو صار في {}؟|cosa è successo a {}?|o que aconteceu em {}?|{}发生了什么？|{}で何が起きましたか",
    "list": "list the attacks in {}|list all strikes near {}|which towns were hit near {}?|name the victims in {}|quelles villes ont été touchées ?|énumère les attaques à {}|¿qué pueblos fueron atacados?|enumera los ataques en {}|welche Orte wurden getroffen?|"
            "какие города пострадали?|перечисли атаки в {}|hangi kasabalar vuruldu?|کدام شهرها هدف قرار گرفتند؟|ما هي البلدات التي قصفت؟|أي المدن تعرضت للقصف؟|عدد الهجمات في {}",
    "yes or no": "was {} attacked?|was a hospital hit in {}?|did the mayor of {} resign?|were there strikes in {}?|did the mayor resign?|has the war ended?|is the company bankrupt?|did anyone survive?|were the hostages released?|did she deny it?|is he dead?|has anyone been arrested?|was the pilot killed?|did the flood reach the town?|"
                 "{} a-t-elle été attaquée ?|un hôpital a-t-il été touché à {} ?|le maire a-t-il démissionné ?|est-ce que la guerre est finie ?|y a-t-il eu des morts ?|les otages ont-ils été libérés ?|est-il mort ?|¿fue atacada {}?|¿dimitió el alcalde?|¿ha terminado la guerra?|¿hubo muertos en {}?|¿está muerto?|¿liberaron a los rehenes?|¿es verdad que renunció?|"
                 "wurde {} angegriffen?|ist der Bürgermeister zurückgetreten?|ist der Krieg vorbei?|gab es Tote in {}?|wurde jemand verhaftet?|lebt er noch?|была ли атака на {}?|умер ли мэр?|ушёл ли мэр в отставку?|закончилась ли война?|были ли погибшие в {}?|освободили ли заложников?|он жив?|"
                 "{} saldırıya uğradı mı?|belediye başkanı istifa etti mi?|savaş bitti mi?|rehineler serbest bırakıldı mı?|kimse öldü mü?|آیا {} هدف حمله قرار گرفت؟|آیا شهردار استعفا داد؟|آیا جنگ تمام شده است؟|آیا گروگان‌ها آزاد شدند؟|آیا کسی کشته شد؟|"
                 "هل قصفت {}؟|هل استقال العمدة؟|هل انتهت الحرب؟|هل قتل أحد في {}؟|هل أطلق سراح الرهائن؟|هل مات الطيار؟|هل أصيب مستشفى في {}؟|il sindaco si è dimesso?|la guerra è finita?|{} è stata attaccata?|o prefeito renunciou?|a guerra acabou?|市长辞职了吗?|战争结束了吗?|市長は辞任しましたか?|戦争は終わりましたか?",
    "nothing": "...|?|asdf|haha|lol|hmm|test|testing|blah blah|aaa|😀|😂😂|!!!|1|.|la la la|xxx|ja ja|haha ok|тест|хаха|deneme|هههه|اختبار|تست|ok then|whatever|never mind|nvm|egal|rien|nada|ничего|hiç|هیچی|لا شيء",
}  # fmt: skip
_PLACES = ("Idlib", "Paris", "Aleppo", "Khartoum", "Kyiv", "Gaza", "Lagos", "Medellín", "Tabriz", "حلب", "الخرطوم", "Донецк", "Diyarbakır", "北京", "Nampula", "the capital", "the camp")  # fmt: skip


def labelled(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Questions with their kinds and their languages; those of the parallel sets in every language that has them."""
    english: dict[str, str] = {}
    others: list[tuple[str, str, str]] = []
    for name in PARALLEL:
        for row in rows(folder / name / "questions.jsonl.gz"):
            language = row.get("question_language") or name.rsplit("_", 1)[1]
            key = parallel_key(row["id"]) or ""
            if language == "en":
                english[key] = row["question"]
            else:
                others.append((key, row["question"], language))
    kinds = {key: kind for key, question in english.items() if (kind := kind_of(question)) is not None}
    yield from ((english[key], kind, "en") for key, kind in kinds.items())
    yield from ((question, kinds[key], language) for key, question, language in others if key in kinds)
    for name in (
        "squadshifts_new_wiki",
        "squadshifts_reddit",
        "tydiqa_en",
        "qed_dev",
        "squad2_human",
        "qasrl_gs_wikinews",
        "tweetqa",
    ):
        for row in rows(folder / name / "questions.jsonl.gz"):
            kind = kind_of(row["question"])
            if kind is not None:
                yield row["question"], kind, "en"
    translations: dict[str, dict[bool, str]] = {}
    for row in rows(folder / "afriqa_gold" / "questions.jsonl.gz"):
        translations.setdefault(row["id"].removesuffix("-t"), {})[row["id"].endswith("-t")] = row["question"]
    for pair in translations.values():
        if len(pair) == 2 and (kind := kind_of(pair[True])) is not None:
            yield pair[False], kind, "african"


def kind_of(question: str) -> str | None:
    """The kind that the wording of an English question tells, or None."""
    text = re.sub(
        r"^\W*(?:(?:and|so|but|then|please|exactly|about|roughly),? )*", "", question.strip(), flags=re.IGNORECASE
    )
    return next((kind for kind, pattern in _PATTERNS if pattern.match(text)), None)


def written() -> Iterator[tuple[str, str, str]]:
    """What is written here, some of it with every place; the language is not told."""
    for kind, texts in _WRITTEN.items():
        for text in texts.split("|"):
            for place in _PLACES if "{}" in text else ("",):
                yield text.format(place), kind, ""


def balanced(rng: random.Random, found: list[tuple[str, str, str]], most: int) -> list[tuple[str, str, str]]:
    """At most `most` questions of each kind and language, as they are, in small letters, or without their mark."""
    rng.shuffle(found)
    counts: Counter[tuple[str, str]] = Counter()
    kept = []
    for text, kind, language in found:
        counts[kind, language] += 1
        if counts[kind, language] <= most:
            turn = rng.random()
            kept.append(
                (text.lower() if turn < 0.2 else text.rstrip(" ?؟？") or text if turn < 0.35 else text, kind, language)
            )
    return kept


def main() -> None:
    """Read the arguments, fit, and say how well it does on questions kept apart, by language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int, default=250, help="questions of one kind and language")
    arguments = parser.parse_args()
    rng = random.Random(11)
    found = balanced(rng, list(labelled(arguments.data)), arguments.most) + list(written())
    rng.shuffle(found)
    kept = np.array([rng.random() < 0.15 for _ in found])
    fit_and_write([Labelled(*one) for one in found], KINDS, kept, arguments.out)


if __name__ == "__main__":
    main()
