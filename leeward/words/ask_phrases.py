"""Small tables of how people ask for something, by language, case-folded. Regular expressions without repetition.

`ASKING` ask without a question mark ("I wonder whether", "bin dankbar für Rat"). `TO_READERS` mark a question as put
to whoever reads, or as one's own decision ("has anyone", "should I"). `TAGS` are questions that ask nothing
("right?"), `SHORT` the few of one or two words that do. `RHETORICAL` begin a question that expects no answer.
"""

ASKING = {
    "en": (
        r"i(?:'m| am|) (?:just |really |still |)(?:wonder|wondering) (?:if|whether|what|how|why|who)",
        r"(?:grateful|thankful|glad|happy) (?:for|of|about) (?:any|your|some)",
        r"(?:would|i'd|i would) (?:love|like|be grateful|be glad|be so glad) to (?:hear|know|read)",
        r"any (?:advice|ideas|thoughts|tips|suggestions|experience|experiences|help) "
        r"(?:would|is|are|welcome|on|about|for)",
        r"i (?:really |just |)need (?:some |your |)(?:advice|help with|ideas|to hear from)",
        r"(?:please|do) (?:tell me|advise|let me know|say if)",
        r"let me know (?:if|what|how|whether)",
        r"i (?:really |just |still |)(?:don't|do not|dont) know (?:if i|whether i|what to "
        r"do|what i should|how to|how i)",
        r"(?<!not )(?<!never )(?:looking for|asking for|here for) (?:some |any |your |)(?:advice|ideas|people "
        r"who|somebody who|someone who)",
        r"(?:does|has|can|is there) (?:anyone|anybody|someone|somebody)",
        r"(?:tell me|say) (?:honestly|please|what you|how you|if you)",
    ),
    "de": (
        r"(?:bin|wäre) (?:euch |ich |sehr |so |)(?:sehr |)dankbar für",
        r"ich frage mich(?: nur| jetzt| oft|), (?:ob|wie|was|warum|wann)",
        r"(?:weiß|kennt|hat|ist|war) (?:vielleicht |da "
        r"|)(?:jemand|irgendwer|irgendjemand|eine von euch|einer von euch)",
        r"was soll ich (?:nur |jetzt |bloß |)(?:tun|machen)",
        r"würde (?:ich |mich |)(?:so |sehr |)(?:gern|gerne) (?:wissen|hören|lesen)",
        r"(?:freue|freuen) mich (?:sehr |)über (?:jeden|jede|eure|antworten|tipps|rat)",
        r"ich weiß (?:einfach |wirklich |)nicht(?: mehr|), (?:ob ich|was ich|wie ich)",
        r"(?:suche|brauche|bitte um|bräuchte) (?:euren |eure |einen |dringend "
        r"|)(?:rat|tipps|ratschläge|ideen|hilfe bei)",
        r"(?:schreibt|sagt) mir (?:bitte|gern|ehrlich|doch)",
        r"mich würde interessieren",
        r"gibt es (?:hier|unter euch|jemanden)",
    ),
    "fr": (
        r"je me demande (?:si|comment|ce que|pourquoi|quand)",
        r"(?:j'aimerais|je voudrais|j'aurais aimé) (?:bien |)(?:savoir|avoir vos|lire|connaître|entendre)",
        r"merci (?:d'avance |)(?:pour|de) (?:vos|tout) (?:conseil|conseils|avis|réponses|idées)",
        r"(?:est-ce que |y a-t-il |)quelqu'un (?:a |sait|peut|connaît|parmi vous|ici)",
        r"je ne sais (?:pas|plus) (?:si je|quoi faire|comment|ce que je dois)",
        r"que (?:dois|devrais)-je faire",
        r"(?:je cherche|besoin de) (?:des |de |vos |)(?:conseil|conseils|avis|idées)",
        r"dites-moi (?:si|ce que|comment|franchement)",
        r"tout conseil",
    ),
    "es": (
        r"me pregunto (?:si|cómo|qué|por qué|cuándo)",
        r"me gustaría (?:saber|leer|escuchar|conocer)",
        r"(?:agradezco|agradecería|agradeceré) (?:mucho |)(?:cualquier|vuestros|vuestro|sus|su|un|algún)",
        r"(?:alguien|alguna de vosotras|alguno de ustedes) (?:sabe|ha |me |más |tiene|que)",
        r"no sé (?:si|qué hacer|cómo|qué debo)",
        r"(?:necesito|busco|pido) (?:un |algún |vuestro |su |)(?:consejo|consejos|ideas|opiniones)",
        r"(?:decidme|díganme|contadme|cuéntenme)",
        r"cualquier (?:consejo|idea|ayuda)",
    ),
    "pl": (
        r"zastanawiam się, (?:czy|co|jak|kiedy|dlaczego)",
        r"(?:będę|byłabym|byłbym|jestem) (?:bardzo |)wdzięczn",
        r"prosz[ęe] (?:was |o |)(?:o |)(?:rad|pomoc|wskazówk|napisz)",
        r"czy (?:ktoś|ktokolwiek|któraś|ktoraś)",
        r"(?:już |)nie wiem, (?:czy |co |jak )",
        r"(?:ktoś|ktokolwiek) (?:z was |tutaj |)(?:miał|zna|przeżył|wie)",
        r"chętnie (?:poczytam|przeczytam|usłyszę|posłucham)",
        r"(?:napiszcie|powiedzcie|doradźcie)",
        r"jak(?:ieś|akolwiek|iekolwiek) (?:rady|pomysły|rada)",
    ),
    "nl": (
        r"ik vraag me af (?:of|hoe|wat|waarom)", r"(?:heeft|weet|kent|is er) iemand",
        r"ik weet niet (?:meer |)(?:of ik|wat ik|hoe ik)",
        r"(?:graag|alle) (?:advies|tips|raad)",
    ),
    "it": (
        r"mi chiedo (?:se|come|cosa|perché)", r"(?:qualcuno|qualcuna) (?:ha |sa |di voi|conosce|è )",
        r"non so (?:se|cosa fare|come)",
        r"(?:vorrei|mi piacerebbe) (?:sapere|sentire|leggere)", r"(?:qualsiasi|ogni) consiglio",
    ),
    "pt": (
        r"(?:me pergunto|pergunto-me) (?:se|como|o que)", r"alguém (?:sabe|já|aqui|passou|tem)",
        r"não sei (?:se|o que fazer|como|mais o que)",
        r"(?:qualquer|aceito|agradeço) (?:conselho|conselhos|ideia|ajuda)",
    ),
    "tr": (
        r"merak ediyorum", r"ne yapacağımı bilmiyorum",
        r"(?:tavsiye|fikir|önerileriniz)\w{0,6} (?:bekliyorum|ihtiyacım)",
    ),
    "ru": (
        r"(?:думаю|интересно|не знаю), (?:стоит ли|как мне|что мне|что делать|может ли)",
        r"(?:кто-нибудь|кто-то) (?:из вас|был|знает|сталкивался)",
        r"(?:посоветуйте|подскажите)", r"буду (?:очень |)благодарна?",
    ),
    "uk": (
        r"не знаю, (?:чи|як мені|що мені|що робити)", r"(?:хтось|хто-небудь) (?:з вас|знає|мав|мала)",
        r"(?:порадьте|підкажіть)", r"буду (?:дуже |)вдячн",
    ),
}  # fmt: skip

# Scripts in which words are joined to what stands before them, or stand without spaces: anywhere in the sentence.
ASKING_ANYWHERE = (
    "أتساءل", "هل من أحد", "هل من نصيحة", "هل مر أحد", "هل جرب", "هل يعرف", "لا أعرف ماذا", "لا أعرف كيف",
    "لا أعرف هل", "لا أعرف إن", "لا أدري",
    "أحتاج إلى نصيحة", "أحتاج نصيحة", "أحتاج إلى رأي", "أرجو النصيحة", "أرجو منكم",
    "أرجو نصيحتكم",
    "ما رأيكم", "أود أن أعرف", "أفيدوني", "انصحوني", "אשמח לעצה", "אשמח לשמוע", "אני לא יודעת אם", "אני לא יודע אם",
    "האם מישהו",
    "教えてください", "アドバイスをお願い", "どうしたらいいか", "请问", "求建议", "有没有人",
    "조언 부탁", "어떻게 해야 할지",
)  # fmt: skip

TO_READERS = {
    "en": (
        r"you", r"your", r"anyone", r"anybody", r"any of you", r"someone here", r"somebody here",
        r"(?:should|shall|can|could|must|would|am|do|have|may|where|when|how|what) i", r"do i",
        r"is (?:it|this|that) (?:normal|me|abuse|wrong|okay|ok|fair)",
        r"what now", r"any (?:advice|ideas|thoughts|tips)",
    ),
    "de": (
        r"ihr", r"euch", r"eure", r"jemand", r"irgendwer",
        r"(?:soll|sollte|kann|darf|muss|bin|habe|könnte|werde) ich",
        r"(?:was|wie|wo|wann) (?:mache|tue|soll|kann|komme|gehe) ich",
        r"ist das (?:normal|schon|noch)", r"liegt es an mir",
    ),
    "fr": (
        r"vous", r"vos", r"quelqu'un", r"(?:dois|devrais|puis|suis|ai)-je", r"faut-il", r"est-ce que je",
        r"est-ce (?:normal|moi|que c'est)", r"que faire", r"comment (?:faire|je)",
    ),
    "es": (
        r"vosotr[ao]s", r"ustedes", r"os", r"les", r"alguien", r"algún", r"alguna",
        r"(?:debo|debería|puedo|soy|estoy|hago|hice|tengo)", r"(?:es|será) normal",
        r"qué (?:hago|haríais|harían|puedo)",
    ),
    "pl": (
        r"wy", r"was", r"wam", r"ktoś", r"ktokolwiek", r"(?:powinnam|powinienem|mam|mogę|jestem|robię|zrobić)",
        r"czy to (?:normalne|ja|moja|już)",
    ),
    "nl": (r"jullie", r"iemand", r"(?:moet|zal|kan|ben|mag) ik"),
    "it": (r"voi", r"vi", r"qualcuno", r"(?:devo|dovrei|posso|sono|faccio)", r"è normale"),
    "pt": (r"vocês", r"alguém", r"(?:devo|deveria|posso|sou|faço|estou)", r"é normal"),
    "tr": (r"siz", r"sizce", r"sizden", r"biriniz", r"ne yapmalıyım", r"normal mi"),
    "el": (r"εσείς", r"εσάς", r"σας", r"κάποιος", r"κάποια", r"κανείς", r"(?:να|πρέπει|μπορώ|φταίω|είμαι)"),
    "ru": (r"вы", r"вас", r"вам", r"кто-нибудь", r"кто-то", r"мне", r"я"),
    "uk": (r"ви", r"вас", r"вам", r"хтось", r"мені", r"я"),
}  # fmt: skip

TO_READERS_ANYWHERE = (
    "أحد", "منكم", "رأيكم", "عندكم", "هل علي", "هل يجب", "ماذا أفعل", "كيف أ", "هل أ", "לכם", "מישהו", "מישהי",
    "אני", "あなた", "皆さん", "どなた",
    "私", "你们", "大家", "有人", "我", "여러분", "제가", "저는", "ձեզ", "դուք", "ես", "ինչ անեմ", "ያውቃል", "ላድርግ", "ሰው",
)  # fmt: skip

TAGS = frozenset({
    "right", "is it", "isn't it", "you know", "okay", "ok", "no", "yes", "huh", "eh", "really", "see", "am i right",
    "don't you", "doesn't it",
    "oder", "nicht wahr", "gell", "ne", "nicht", "wirklich", "ja", "oder nicht", "stimmt's", "was",
    "n'est-ce pas", "non", "hein", "d'accord", "vraiment", "oui", "si", "pas vrai",
    "verdad", "no es cierto", "cierto", "vale", "sí", "sabes", "no es así", "eh que sí",
    "prawda", "nie", "co", "tak", "nie tak", "naprawdę", "no nie",
    "صح", "أليس كذلك", "حقا", "مش كده", "نعم",
    "vero", "giusto", "né", "certo", "toch", "hè", "değil mi", "правда", "да", "так", "ведь так",
})  # fmt: skip

SHORT = frozenset({
    "any advice", "any ideas", "any thoughts", "any tips", "any suggestions", "any experience", "anyone else",
    "anybody else", "anyone", "anybody", "what now", "now what",
    "advice", "ideas", "thoughts", "is this", "am i", "was nun", "was tun", "was jetzt", "und jetzt", "tipps",
    "ideen", "jemand", "noch jemand", "que faire",
    "des idées", "des conseils", "une idée", "quelqu'un", "et maintenant", "qué hago", "qué hacer", "alguna idea",
    "algún consejo", "alguien más", "y ahora",
    "co robić", "co teraz", "jakieś rady", "ktoś jeszcze", "i co", "ما العمل", "ماذا أفعل", "ما رأيكم", "هل من",
    "che fare", "consigli", "o que fazer", "wat nu",
    "ne yapayım", "что делать", "що робити", "τι να", "τι κάνω",
})  # fmt: skip

RHETORICAL = (
    r"who (?:does|do|would do|says) (?:that|this|such)", r"how (?:could|can|dare) (?:he|she|they|anyone)",
    r"what was i thinking", r"why (?:did|do|am) i (?:always|even|never)",
    r"why me", r"where (?:do|should|to) (?:i |)(?:even |)(?:start|begin)",
    r"what (?:should|could|was) i (?:have|supposed)", r"guess what", r"you know what", r"so what",
    r"what (?:else|more) (?:could|can) ", r"who knows",
    r"what's the point", r"who cares", r"why bother",
    r"wer (?:macht|tut|sagt) (?:denn |)(?:so|sowas)", r"wie (?:kann|konnte) (?:er|sie|man) (?:nur|bloß|so)",
    r"warum (?:immer |)ich", r"wer weiß", r"wo (?:fange|soll) ich (?:bloß |nur |)an", r"was hätte ich",
    r"was soll's", r"wen (?:interessiert|kümmert)",
    r"qui (?:fait|dit) (?:ça|cela)", r"comment (?:peut|a-t)-(?:il|elle)", r"pourquoi moi", r"par où commencer",
    r"qu'aurais-je", r"qui sait", r"à quoi bon",
    r"quién (?:hace|dice) (?:eso|algo)", r"cómo (?:puede|pudo|se atreve)", r"por qué (?:a |)(?:mí|yo)",
    r"quién sabe", r"por dónde (?:empiezo|empezar)", r"qué (?:iba|podía) yo", r"para qué",
    r"kto (?:tak |)(?:robi|mówi)", r"jak (?:on|ona|oni) (?:mógł|mogła|mogli|może)", r"dlaczego ja",
    r"od czego (?:tu |mam |)zacząć",
    r"kto (?:to |)wie", r"po co",
)  # fmt: skip

# What one's own answer to one's own question begins with.
ANSWERS = (
    r"no\b", r"yes\b", r"because\b", r"of course\b", r"not really\b", r"never\b", r"nobody\b", r"nothing\b",
    r"nein\b", r"ja\b", r"weil\b", r"natürlich\b", r"niemand\b", r"nichts\b",
    r"non\b", r"oui\b", r"parce que\b", r"bien sûr\b", r"personne\b", r"rien\b", r"sí\b", r"porque\b", r"claro\b",
    r"nadie\b", r"nada\b", r"nie\b", r"tak\b", r"bo\b", r"oczywiście\b",
    r"nikt\b", r"nic\b", r"لا[ ,،.]", r"نعم", r"لأن", r"nee\b", r"hayır\b", r"нет\b", r"потому\b", r"ні\b",
)  # fmt: skip
