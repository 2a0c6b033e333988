"""Which questions lean on what was just shown, learned: `python -m index.training.followup_kinds DATA OUT.npz`.

A multinomial logistic regression over the question's own vector, as for the kinds of questions. A question stands by
itself, leans on an answer before it ("how old was he?"), asks where that answer comes from ("who said so?", "is that
true?"), or asks the same of another place ("and in Aleppo?"). English wordings that leave no doubt give labels, and
through the parallel sets the same question in six more languages has its own; what nobody asks of an encyclopaedia is
written below.
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

KINDS = ("stands", "leans", "source", "elsewhere")
_POINTS = re.compile(r"\b(?:he|she|they|it|him|her|hers|his|them|their|its|this|that|these|those)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+|\b\d{3,}\b|[\"“(]")
_SINGLE = (
    "squadshifts_new_wiki", "squadshifts_reddit", "tydiqa_en", "squad2_human", "tweetqa", "clapnq_dev_unans",
)  # fmt: skip
_OPEN = frozenset({"tydiqa_en", "clapnq_dev_unans"})
"""Sets whose questions were asked before anybody saw a text."""

_WRITTEN = {
    "source": "who said so?|who said that?|who says that?|who says so?|according to whom?|says who?|who reported this?|who told you that?|who claims that?|who confirmed that?|what is the source?|what's your source?|source?|sources?|where is that from?|where does this come from?|where did you get that?|who wrote this?|which newspaper is that?|is that true?|is this true?|really?|are you sure?|is it confirmed?|is that confirmed?|is that reliable?|how do you know?|can I trust this?|true or false?|who announced it?"
              "|qui l'a dit ?|qui dit ça ?|qui a dit cela ?|selon qui ?|d'après qui ?|quelle est la source ?|quelle est ta source ?|la source ?|d'où vient cette information ?|d'où ça vient ?|c'est vrai ?|est-ce vrai ?|vraiment ?|tu es sûr ?|c'est confirmé ?|qui l'a annoncé ?|qui l'affirme ?|comment le sais-tu ?|quel journal ?"
              "|¿quién lo dijo?|¿quién dijo eso?|¿quién lo dice?|¿según quién?|¿cuál es la fuente?|¿la fuente?|¿de dónde sale eso?|¿de dónde viene esta información?|¿es verdad?|¿es cierto?|¿de verdad?|¿seguro?|¿está confirmado?|¿quién lo anunció?|¿quién lo confirmó?|¿cómo lo sabes?|¿qué periódico?|¿quién lo afirma?"
              "|кто это сказал?|кто так говорит?|кто об этом сказал?|кто это сообщил?|по чьим словам?|какой источник?|источник?|откуда это известно?|откуда информация?|откуда ты знаешь?|это правда?|правда?|ты уверен?|точно?|это подтверждено?|кто это подтвердил?|кто об этом объявил?|какая газета?"
              "|bunu kim söyledi?|kim söyledi bunu?|kim diyor?|kime göre?|kaynak ne?|kaynağın ne?|kaynak?|bu bilgi nereden?|nereden biliyorsun?|bu doğru mu?|doğru mu bu?|gerçekten mi?|emin misin?|doğrulandı mı?|bunu kim açıkladı?|kim doğruladı?|hangi gazete?"
              "|من قال ذلك؟|من قال هذا؟|من قال؟|من يقول ذلك؟|بحسب من؟|من أعلن ذلك؟|من أكد ذلك؟|ما المصدر؟|ما هو المصدر؟|ما مصدرك؟|المصدر؟|من أين هذا؟|من أين هذه المعلومة؟|هل هذا صحيح؟|هل هذا مؤكد؟|صحيح؟|حقا؟|هل أنت متأكد؟|كيف عرفت؟|أي صحيفة؟|من ذكر ذلك؟"
              "|چه کسی این را گفت؟|کی گفته؟|به گفته چه کسی؟|منبع چیست؟|منبع؟|این خبر از کجاست؟|از کجا می‌دانی؟|درست است؟|واقعا؟|مطمئنی؟|تایید شده؟|راست است؟|کدام روزنامه؟"
              "|wer hat das gesagt?|wer sagt das?|laut wem?|was ist die Quelle?|Quelle?|woher stammt das?|woher weißt du das?|stimmt das?|ist das wahr?|wirklich?|bist du sicher?|ist das bestätigt?|wer hat das gemeldet?|welche Zeitung?"
              "|chi l'ha detto?|qual è la fonte?|è vero?|quem disse isso?|qual é a fonte?|é verdade?|谁说的？|消息来源是什么？|这是真的吗？|それは本当ですか|誰が言った？|kto to powiedział?|czy to prawda?|хто це сказав?|це правда?",
    "leans": "how many of them were children?|how many of those were women?|how many were children?|how old is he?|how old was she?|how old were they?|and how many were arrested?|and the injured?|how many were injured?|how many were hurt?|what did he say?|what did she say?|what else did he say?|what did his mother say?|who is her husband?|is he married?|does she have children?|where was she born?|where were they taken?|where was it?|where exactly?|when was that?|when did it happen?|what time?|why?|why did they do it?|how did it happen?|who did it?|who was behind it?|who killed him?|who shot him?|was anyone arrested?|what happened next?|what happened to them?|what happened then?|and after that?|what was his name?|what is his name?|what is her job?|who is he?|who are they?|who were the victims?|who was the youngest?|and the others?|how long did it last?|how much did it cost?|how many people were there?|who was the judge?|and the driver?|what was the cause?|how many are missing?|how many votes did she get?|did he survive?|which of them died?|what about the children?|how many survived?|who found them?|what did the mayor say?"
             "|combien d'entre eux étaient des enfants ?|combien d'enfants ?|et combien de blessés ?|combien de morts ?|combien de femmes parmi eux ?|quel âge a-t-il ?|quel âge avait-elle ?|qu'a-t-il dit ?|qu'a-t-elle déclaré ?|que dit sa mère ?|qui est sa femme ?|est-il marié ?|où est-elle née ?|où ont-ils été emmenés ?|où exactement ?|quand était-ce ?|quand est-ce arrivé ?|à quelle heure ?|pourquoi ?|comment est-ce arrivé ?|qui a fait ça ?|et après ?|qui sont les victimes ?|qui est-ce ?|comment s'appelle-t-il ?|combien ont été arrêtés ?|combien de temps ça a duré ?|combien ça a coûté ?|et les autres ?|et le conducteur ?|qui était le juge ?|quelle en est la cause ?|a-t-il survécu ?"
             "|¿cuántos de ellos eran niños?|¿cuántos niños?|¿y cuántos heridos?|¿cuántos muertos?|¿cuántas eran mujeres?|¿cuántos años tiene?|¿qué edad tenía?|¿qué dijo?|¿qué dijo ella?|¿qué dijo su madre?|¿quién es su esposa?|¿está casado?|¿tiene hijos?|¿dónde nació?|¿adónde los llevaron?|¿dónde fue?|¿dónde exactamente?|¿cuándo fue?|¿cuándo ocurrió?|¿a qué hora?|¿por qué?|¿cómo pasó?|¿quién lo hizo?|¿y después?|¿quiénes son las víctimas?|¿quién es?|¿cómo se llama?|¿y cuántos detenidos?|¿cuánto duró?|¿cuánto costó?|¿y los demás?|¿y el conductor?|¿quién era el juez?|¿cuál fue la causa?|¿sobrevivió?"
             "|сколько из них детей?|сколько детей?|а сколько раненых?|сколько погибло?|сколько среди них женщин?|сколько ему лет?|сколько ей лет?|что он сказал?|что она сказала?|что сказала его мать?|кто его жена?|он женат?|у неё есть дети?|где она родилась?|куда их увезли?|где это было?|где именно?|когда это было?|когда это случилось?|во сколько?|почему?|за что?|как это произошло?|кто это сделал?|а потом?|кто погиб?|кто он?|как его зовут?|сколько человек задержали?|кого арестовали?|сколько это длилось?|сколько это стоило?|а остальные?|а водитель?|кто судья?|какова причина?|он выжил?"
             "|kaçı çocuktu?|kaç çocuk?|peki kaç yaralı?|kaç kişi öldü?|kaçı kadındı?|kaç yaşında?|kaç yaşındaydı?|ne söyledi?|ne dedi?|annesi ne dedi?|karısı kim?|kocası kim?|evli mi?|çocukları var mı?|nerede doğdu?|nereye götürüldüler?|nerede oldu?|tam olarak nerede?|ne zaman oldu?|saat kaçta?|neden?|niçin?|nasıl oldu?|kim yaptı?|sonra ne oldu?|ölenler kim?|o kim?|adı ne?|kaç kişi tutuklandı?|kim gözaltına alındı?|ne kadar sürdü?|ne kadara mal oldu?|ya diğerleri?|ya şoför?|hakim kimdi?|sebebi neydi?|kurtuldu mu?"
             "|كم منهم أطفال؟|كم طفلا بينهم؟|وكم عدد الجرحى؟|كم قتيلا؟|كم منهم نساء؟|كم عمره؟|كم عمرها؟|كم كان عمره؟|ماذا قال؟|ماذا قالت؟|ماذا قالت أمه؟|من هي زوجته؟|من هو زوجها؟|هل هو متزوج؟|هل لها أولاد؟|أين ولدت؟|إلى أين نقلوا؟|أين كان ذلك؟|أين بالضبط؟|متى كان ذلك؟|متى حدث هذا؟|في أي ساعة؟|لماذا؟|كيف حدث ذلك؟|من فعل ذلك؟|وماذا بعد؟|من هم الضحايا؟|من هو؟|ما اسمه؟|ما اسم أرملته؟|وكم عدد الموقوفين؟|كم استمر ذلك؟|كم كلف؟|والآخرون؟|والسائق؟|من هو القاضي؟|ما السبب؟|هل نجا؟|كم صوتا نالت؟|كم راتبه؟"
             "|چند نفر از آنها کودک بودند؟|چند زخمی؟|چند ساله است؟|او چه گفت؟|همسرش کیست؟|کجا به دنیا آمد؟|کجا بود؟|کی اتفاق افتاد؟|چرا؟|چطور شد؟|چه کسی این کار را کرد؟|اسمش چیست؟|چند نفر بازداشت شدند؟|چقدر طول کشید؟|بعد چه شد؟|قاضی که بود؟|علت چه بود؟"
             "|wie viele davon waren Kinder?|wie viele Verletzte?|wie alt ist er?|wie alt war sie?|was hat er gesagt?|was sagte seine Mutter?|wer ist ihr Mann?|ist er verheiratet?|wo wurde sie geboren?|wohin wurden sie gebracht?|wo war das?|wann war das?|warum?|wie ist das passiert?|wer war es?|und danach?|wer sind die Opfer?|wie heißt er?|wie viele wurden festgenommen?|wie lange hat es gedauert?|was hat es gekostet?|und die anderen?|wer war der Richter?|was war die Ursache?"
             "|quanti erano bambini?|quanti anni ha?|perché?|quantos eram crianças?|quantos anos ele tem?|其中有多少儿童？|他多大年纪？|為什麼？|彼は何歳ですか|ile z nich to dzieci?|ile ma lat?|скільки йому років?",
    "stands": "who is {}?|where is {}?|how many people died in {}?|who is the mayor of {}?|what happened in {} on Sunday?|who won the election in {}?|when was the earthquake in {}?|is it true that {} was bombed?|how many children were killed in {}?|what is the population of {}?|who said that {} would surrender?|what is the source of the river in {}?|how old is the mayor of {}?|who was arrested in {}?|who won the football final?|what is the price of bread?|who won the elections?|who is the prime minister?"
              "|qui est {} ?|où est {} ?|combien de morts à {} ?|qui est le maire de {} ?|que s'est-il passé à {} dimanche ?|qui a gagné les élections à {} ?|est-il vrai que {} a été bombardée ?|combien d'enfants tués à {} ?|quel âge a le maire de {} ?|qui a gagné les élections ?"
              "|¿quién es {}?|¿dónde está {}?|¿cuántos murieron en {}?|¿quién es el alcalde de {}?|¿qué pasó en {} el domingo?|¿quién ganó las elecciones en {}?|¿es cierto que {} fue bombardeada?|¿cuántos niños murieron en {}?|¿quién ganó las elecciones?"
              "|кто такой {}?|где {}?|сколько погибло в городе {}?|кто мэр города {}?|что случилось в {} в воскресенье?|кто победил на выборах в {}?|правда ли, что {} бомбили?|сколько детей погибло в {}?|кто победил на выборах?"
              "|{} kim?|{} nerede?|{}'de kaç kişi öldü?|{} belediye başkanı kim?|pazar günü {}'de ne oldu?|{}'de seçimi kim kazandı?|{}'in bombalandığı doğru mu?|seçimi kim kazandı?"
              "|من هو {}؟|أين تقع {}؟|كم شخصا قتل في {}؟|من هو رئيس بلدية {}؟|ماذا حدث في {} يوم الأحد؟|من فاز بالانتخابات في {}؟|هل صحيح أن {} قصفت؟|كم طفلا قتل في {}؟|من فاز بالانتخابات؟"
              "|{} کیست؟|wer ist {}?|wo liegt {}?|در {} چند نفر کشته شدند؟|شهردار {} کیست؟|wie viele Tote gab es in {}?|wer ist Bürgermeister von {}?|stimmt es, dass {} bombardiert wurde?|wer hat die Wahl gewonnen?",
    "elsewhere": "and in {}?|and {}?|what about {}?|in {}?|et à {} ?|et {} ?|et en {} ?|à {} ?|¿y en {}?|¿y {}?|¿en {}?|а в {}?|а {}?|в {}?|и в {}?|peki {}'de?|ya {}?|peki ya {}?|{}'da?|وفي {}؟|و{}؟|في {}؟|وماذا عن {}؟|و در {}؟|در {} چطور؟|und in {}?|und {}?|in {}?|e a {}?|e em {}?",
}  # fmt: skip
_PLACES = ("Idlib", "Medellín", "حلب", "Донецк", "Saint-Denis")


def kind_of(question: str, opened: bool) -> str | None:
    """The kind that the wording of an English question tells, or None.

    Args:
        opened: the question was asked before anybody saw a text.
    """
    named, points = _NAME.search(question) is not None, _POINTS.search(question) is not None
    if opened or (named and not points):
        return "stands"
    return "leans" if not named and (points or len(question.split()) <= 4) else None


def labelled(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Questions with their kinds and languages; those of the parallel sets in every language that has them."""
    english: dict[str, str] = {}
    others: list[tuple[str, str, str]] = []
    for name in PARALLEL:
        for row in rows(folder / name / "questions.jsonl.gz"):
            language, key = row.get("question_language") or name.rsplit("_", 1)[1], parallel_key(row["id"]) or ""
            if language == "en":
                english[key] = row["question"]
            else:
                others.append((key, row["question"], language))
    kinds = {key: kind for key, question in english.items() if (kind := kind_of(question, opened=False)) is not None}
    yield from ((english[key], kind, "en") for key, kind in kinds.items())
    yield from ((question, kinds[key], language) for key, question, language in others if key in kinds)
    for name in _SINGLE:
        for row in rows(folder / name / "questions.jsonl.gz"):
            kind = kind_of(row["question"], name in _OPEN)
            if kind is not None:
                yield row["question"], kind, "en"


def written() -> Iterator[tuple[str, str, str]]:
    """What is written here, as it is and without its mark; its language is not told."""
    for kind, texts in _WRITTEN.items():
        for text in texts.split("|"):
            for place in _PLACES if "{}" in text else ("",):
                whole = text.format(place)
                yield whole, kind, ""
                yield whole.strip(" ?؟¿？"), kind, ""


def main() -> None:
    """Read the arguments, fit, and say how well it does on questions kept apart, by language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int, default=80, help="questions of one kind and language")
    arguments = parser.parse_args()
    rng = random.Random(11)
    every = list(labelled(arguments.data))
    rng.shuffle(every)
    counts: Counter[tuple[str, str]] = Counter()
    found = list(written())
    for text, kind, language in every:
        counts[kind, language] += 1
        if counts[kind, language] <= arguments.most:
            found.append((text.lower() if rng.random() < 0.3 else text, kind, language))
    rng.shuffle(found)
    # Both forms of what is written are kept apart together.
    kept = np.array([sum(text.strip(" ?؟¿？").casefold().encode()) % 7 == 0 for text, _, _ in found])
    fit_and_write([Labelled(*one) for one in found], KINDS, kept, arguments.out)


if __name__ == "__main__":
    main()
