"""Small tables for `gentle`, by language, case-folded.

`TELLING` are small words that tell a language from others. `ABOUT_ME` and `ABOUT_YOU` are words for oneself and for the
one spoken to (also forms of verbs, where a language leaves the pronoun out). `HEARD` are ways of giving back what was
told.
"""


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


TELLING = {
    "en": _each("the and that was with have not this you they what when but for are is it to of in on"),
    "de": _each("der die das und ist nicht ich du mit dass wie bei ein eine auf zu den dem war hast es"),
    "fr": _each("le la les et est pas je tu que qui dans pour une des avec ce chez ton il faut un de"),
    "es": _each("el los las y es no que una con por para lo del al muy yo tu en de un se te la"),
    "pl": _each("i nie jest to że się na do z jak co dla bo ale czy tak mi ci w o po u"),
}

ABOUT_ME = {
    "en": _each("i me my mine myself i'm i've i'd i'll"),
    "de": _each("ich mich mir mein meine meinen meinem meiner meines"),
    "fr": _each("je j moi me ma mon mes"),
    "es": _each("yo me mí mi mis fui estoy tengo estaba tenía empecé dejé pasé lloraba dormía pude"),
    "pl": _each("ja mnie mi moja moje mój moją sobie siebie mam jestem miałam miałem byłam byłem"
        " przeszłam przeszedłem spałam spałem płakałam płakałem wyjechałam wyjechałem znalazłam znalazłem"),
}  # fmt: skip

ABOUT_YOU = {
    "en": _each("you your yours yourself you're you've you'd you'll"),
    "de": _each("du dich dir dein deine deinen deinem deiner deines ihr euch"),
    "fr": _each("tu te toi ta ton tes t vous vos votre"),
    "es": _each("tú te ti tu tus contigo tienes estás eres puedes has usted"),
    "pl": _each("ty ciebie cię ci tobie tobą twoja twoje twój twoją jesteś masz możesz byłaś byłeś piszesz"),
}

HEARD = {
    "en": (
        r"\b(?:it|that|this) (?:sounds|must|seems)|\bi (?:can |)(?:hear|see) (?:how|that|you)|\bi hear\b|no wonder"
        r"|\byou (?:say|said|wrote|write|describe|tell|told|mention|feel|sound|must|kept|have been|have had"
        r"|are not (?:imagining|silly|mad))"
        r"|\bwhat (?:you (?:feel|felt|say|wrote|describe|have)|a (?:week|day|night|year))|so sorry|i'm sorry|i am sorry"
        r"|makes sense|thank you for (?:telling|writing|trusting)"
    ),
    "de": (
        r"\b(?:das|es) (?:klingt|hört sich|muss)|\bich (?:höre|lese|sehe|merke), (?:wie|dass)|kein wunder|verständlich"
        r"|\bdu (?:schreibst|sagst|erzählst|beschreibst|klingst|fühlst|hast die|hast das)"
        r"|was du (?:schreibst|erzählst|beschreibst|erlebt)"
        r"|tut mir (?:so |sehr |)leid|danke, dass du|was für (?:eine|ein)"
    ),
    "fr": (
        r"j'entends|je (?:vois|lis|sens) (?:que|combien|comme)|\btu (?:dis|écris|racontes|décris|sembles|as tenu"
        r"|traverses)"
        r"|ce que tu (?:dis|racontes|vis|traverses|décris)|désolée?\b|ça (?:doit|a dû)|pas étonnant|merci d'avoir"
    ),
    "es": (
        r"siento (?:mucho|tanto)|lo siento|se nota|entiendo (?:que|lo|cómo)"
        r"|lo que (?:cuentas|dices|describes|sientes|vives|te pasó)"
        r"|\b(?:dices|cuentas|escribes) que|debe (?:de |)(?:ser|haber sido)|suena (?:muy|a|como)"
        r"|no me extraña|gracias por (?:contar|escribir)"
    ),
    "pl": (
        r"przykro|słyszę|widzę, (?:że|jak)|\b(?:piszesz|mówisz|opisujesz)|to, co (?:piszesz|mówisz|czujesz|przeżywasz)"
        r"|to musi|to musiało|brzmi (?:jak|to)|nic dziwnego|rozumiem(?:,| )|dziękuję, że"
    ),
}  # fmt: skip
