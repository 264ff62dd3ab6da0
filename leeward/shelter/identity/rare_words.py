"""What the rule about rare combinations looks for, by language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rare:
    """Patterns, small letters. `work`: a softer wording -> what somebody does that a small place has one or two of;
    `own`: what stands before a work that is somebody's own; `children`: three or more; `many`: a number alone, after
    "mother of"; `small`: a place where people know one another; `rarely`: what happens to few, or was talked about."""

    own: str
    work: dict[str, str]
    children: str
    many: str
    small: str
    rarely: str


RARE = {
    "en": Rare(
        own=r"(?:I am|I'm|he is|he's|she is|she's|H is|who is|husband is|wife is|partner is|ex is|works as|work as|as) "
        r"(?:a|an|the)?(?: (?!small)\w+)? ?",
        work={
            "health worker": "midwi(?:fe|ves)|paramedic|pharmacist|dentist|surgeon|optician|gp|vet|physiotherapist"
            "|radiographer",
            "public servant": "firefighter|fireman|police ?(?:man|woman|officer)|coastguard|lifeboat\\w*|postman"
            "|postwoman|postmistress|mayor|magistrate|judge|councillor|prison officer|soldier|pilot",
            "teacher": "head ?(?:master|mistress|teacher)|principal|music teacher|professor|lecturer",
            "worker in the church": "vicar|pastor|priest|minister|rabbi|imam|organist|choir ?master",
            "tradesman": "undertaker|funeral director|blacksmith|farrier|thatcher|butcher|baker|fisherman"
            "|lighthouse\\w*|beekeeper|farmer|shepherd|gamekeeper|publican|landlord|jockey|saddler|harbour ?master",
            "lawyer": "solicitor|barrister|lawyer|notary",
        },
        children=r"(?:three|four|five|six|seven|eight|nine|ten|[3-9]|twins|triplets) (?:\w+ )?"
        r"(?:children|kids|sons|daughters|boys|girls)|(?:identical )?(?:twins|triplets)",
        many=r"(?:father|mother|mum|mom|dad|parent)s? (?:of|to) (?P<many>three|four|five|six|seven|eight|nine|ten"
        r"|[3-9]|twins|triplets)",
        small=r"village|island|small town|tiny town|hamlet|small place|everyone knows|everybody knows"
        r"|people (?:here )?know each other",
        rarely=r"the only (?:\w+ ){1,3}in (?:town|the village|our|the)|guide dog|wheelchair|transplant"
        r"|in the (?:local )?paper|on the news|won the lottery|quadruplets|kidney|lighthouse|amish|traveller family",
    ),
    "de": Rare(
        own=r"(?:ich bin|er ist|sie ist|(?:mann|frau|mutter|vater|partner|ex|bruder|schwester) ist|als|von beruf)"
        r" (?:ein|eine|der|die)? ?",
        work={
            "im Gesundheitswesen": r"hebamme|apotheker(?:in)?|(?:zahn|tier|haus|land|chef)(?:arzt|ärztin)|notarzt"
            r"|notärztin|chirurg(?:in)?|(?:not)?fallsanitäter(?:in)?|rettungssanitäter(?:in)?|optiker(?:in)?",
            "im öffentlichen Dienst": r"feuerwehr(?:mann|frau)|polizist(?:in)?|bürgermeister(?:in)?|richter(?:in)?"
            r"|förster(?:in)?|briefträger(?:in)?|soldat(?:in)?|pilot(?:in)?|standesbeamt(?:er|in)",
            "an einer Schule": r"schulleiter(?:in)?|rektor(?:in)?|direktor(?:in)?|professor(?:in)?|musiklehrer(?:in)?",
            "in der Kirche": r"pfarrer(?:in)?|pastor(?:in)?|priester|diakon(?:in)?|küster(?:in)?|organist(?:in)?|imam"
            r"|rabbiner(?:in)?",
            "in einem Handwerk": r"bestatter(?:in)?|schmied|hufschmied|imker(?:in)?|bäcker(?:in)?|metzger(?:in)?"
            r"|fleischer(?:in)?|fischer(?:in)?|schäfer(?:in)?|winzer(?:in)?|landwirt(?:in)?|bäuerin|bauer|sattler(?:in)?"
            r"|wirt(?:in)?|schornsteinfeger(?:in)?",
            "in einem Rechtsberuf": r"notar(?:in)?|rechtsanwalt|rechtsanwältin|anwalt|anwältin",
        },
        children=r"(?:drei|vier|fünf|sechs|sieben|acht|[3-9]) (?:\w+ )?(?:kinder|kindern|söhne|söhnen|töchter|töchtern"
        r"|jungs|mädchen)|(?:eineiige[n]? )?(?:zwillinge|zwillingen|drillinge|drillingen)",
        many=r"(?:vater|mutter|mama|papa) von (?P<many>drei|vier|fünf|sechs|sieben|acht|zwillingen|drillingen)",
        small=r"dorf|dorfes|insel|hallig|kleinstadt|kleiner ort|kleinen ort|weiler|kaff|jeder kennt jeden"
        r"|jeder jeden kennt|kennt jeder jeden|alle kennen sich|man kennt sich",
        rarely=r"(?:der|die|das) einzige[n]? \w+ (?:im (?:dorf|ort)|in der stadt|auf der insel)|blindenhund|rollstuhl"
        r"|transplantation|spenderniere|in der zeitung|im fernsehen|im lotto|vierlinge|leuchtturm",
    ),
    "fr": Rare(
        own=r"(?:je suis|il est|elle est|(?:mari|femme|mère|père|compagnon|ex|frère|sœur) est|qui est|comme"
        r"|travaille comme) (?:un |une |le |la |l['’])?",
        work={
            "dans la santé": r"sage-femme|pharmacien(?:ne)?|dentiste|chirurgien(?:ne)?|vétérinaire|kinésithérapeute"
            r"|kiné|opticien(?:ne)?|ambulanci(?:er|ère)|médecin de campagne",
            "dans le service public": r"pompier|gendarme|polici(?:er|ère)|maire|juge|magistrat(?:e)?|fact(?:eur|rice)"
            r"|militaire|pilote|garde forestier|garde champêtre",
            "dans une école": r"directeur d['’]école|directrice d['’]école|proviseure?|principale? du collège"
            r"|professeure? de musique|maître de conférences",
            "dans l’Église": r"curé|prêtre|pasteure?|diacre|imam|rabbin|organiste|bedeau|sacristain",
            "artisan": r"boulang(?:er|ère)|bouch(?:er|ère)|forgeron|maréchal-ferrant|apicult(?:eur|rice)|berg(?:er|ère)"
            r"|pêcheur|vigneron(?:ne)?|agricult(?:eur|rice)|sellier|ostréicult(?:eur|rice)",
            "dans le droit": r"notaire|avocate?|huissier|huissière",
        },
        children=r"(?:trois|quatre|cinq|six|sept|huit|[3-9]) (?:\w+ )?(?:enfants|fils|filles|garçons)"
        r"|(?:vrais |vraies )?(?:jumeaux|jumelles|triplés|triplées)",
        many=r"(?:père|mère|maman|papa) de (?P<many>trois|quatre|cinq|six|sept|huit|jumeaux|jumelles|triplés)",
        small=r"village|île|hameau|bourg|petite ville|petit bled|bled|tout le monde se connaît|tout le monde connaît",
        rarely=r"(?:le seul|la seule) \w+ (?:du village|de l['’]île|du coin|de la ville)|chien guide|fauteuil roulant"
        r"|greffe|dans le journal|à la télé(?:vision)?|gagné au loto|quadruplés|phare",
    ),
    "es": Rare(
        own=r"(?:soy|(?:él |ella )?es|(?:marido|mujer|madre|padre|pareja|ex|hermano|hermana) es|que es|como"
        r"|trabaja de|trabajo de|trabaja como|trabajo como) (?:un |una |el |la )?",
        work={
            "en la sanidad": r"comadrona|matrona|farmacéutic[oa]|dentista|cirujan[oa]|veterinari[oa]|fisioterapeuta"
            r"|óptic[oa]|médic[oa] de pueblo",
            "en la administración": r"bomber[oa]|guardia civil|policía|alcalde|alcaldesa|juez|jueza|carter[oa]|militar"
            r"|piloto|guarda forestal|concejal[a]?",
            "en un colegio": r"director(?:a)? del (?:colegio|instituto)|catedrátic[oa]|profesor(?:a)? de música",
            "en la iglesia": r"cura|párroco|sacerdote|pastor(?:a)? evangélic[oa]|sacristán|organista|imán|rabino",
            "en un oficio": r"panader[oa]|carnicer[oa]|herrero|apicultor(?:a)?|pescador(?:a)?|ganader[oa]"
            r"|agricultor(?:a)?|enterrador|viticultor(?:a)?|farero|farera",
            "en el derecho": r"notari[oa]|abogad[oa]|procurador(?:a)?",
        },
        children=r"(?:tres|cuatro|cinco|seis|siete|ocho|[3-9]) (?:\w+ )?(?:hijos|hijas|niños|niñas|chicos|chicas)"
        r"|(?:gemelos|gemelas|mellizos|mellizas|trillizos|trillizas)(?: idénticos| idénticas)?",
        many=r"(?:padre|madre|mamá|papá) de (?P<many>tres|cuatro|cinco|seis|siete|ocho|gemelos|gemelas|trillizos)",
        small=r"pueblo|pueblecito|aldea|isla|ciudad pequeña|todo el mundo se conoce|todos se conocen"
        r"|nos conocemos todos",
        rarely=r"(?:el único|la única) \w+ (?:del pueblo|de la isla|del barrio)|perro guía|silla de ruedas|trasplante"
        r"|en el periódico|en la tele(?:visión)?|tocó la lotería|cuatrillizos|faro",
    ),
    "pl": Rare(
        own=r"(?:jestem|on jest|ona jest|(?:mąż|żona|matka|ojciec|partner|były|brat|siostra) (?:jest|to)|jest|jako"
        r"|pracuje jako|pracuję jako) ",
        work={
            "w ochronie zdrowia": r"położną|położna|aptekar(?:zem|ką|z|ka)|farmaceut(?:ą|ką|a|ka)|dentyst(?:ą|ką|a|ka)"
            r"|chirurg(?:iem)?|weterynarz(?:em)?|ratownikiem medycznym|ratownik medyczny|optyk(?:iem)?",
            "w służbie publicznej": r"strażakiem|strażak|policjant(?:em|ką|ka)?|burmistrz(?:em)?|wójt(?:em)?"
            r"|sołtys(?:em)?|sędzi(?:ą|a)|leśniczym|leśniczy|listonosz(?:em|ką)?|żołnierz(?:em)?|pilot(?:em)?",
            "w szkole": r"dyrektor(?:em|ką|ka)? szkoły|profesor(?:em)?|nauczyciel(?:em|ką|ka)? muzyki",
            "w Kościele": r"księdzem|ksiądz|proboszcz(?:em)?|pastor(?:em)?|organist(?:ą|ką|a|ka)|kościelnym|kościelny",
            "w rzemiośle": r"piekarz(?:em)?|rzeźnik(?:iem)?|kowal(?:em)?|pszczelarz(?:em)?|rybak(?:iem)?|rolnik(?:iem)?"
            r"|grabarz(?:em)?|latarnik(?:iem)?|kominiarz(?:em)?",
            "w zawodzie prawniczym": r"notariusz(?:em|ką)?|adwokat(?:em|ką)?|komornik(?:iem)?",
        },
        children=r"(?:troje|czworo|pięcioro|sześcioro|trójk[aęą]|czwórk[aęą]|[3-9]) (?:\w+ )?(?:dzieci|dziećmi)"
        r"|(?:trzech|czterech|pięciu) syn(?:ów|ami)|(?:trzy|cztery|pięć) cór(?:ki|ek)|bliźnia(?:ki|ków|kami|czki|ęta)"
        r"|trojaczk(?:i|ów|ami)",
        many=r"(?:ojciec|ojcem|matka|matką|mama|mamą|tata|tatą) (?P<many>trójki|czwórki|piątki|szóstki|bliźniaków"
        r"|trojaczków)",
        small=r"wieś|wsi|wioska|wiosce|wioski|wyspa|wyspie|małe miasteczko|małym miasteczku|miasteczku"
        r"|wszyscy się znają|każdy każdego zna|wszyscy wszystkich znają",
        rarely=r"(?:jedyn(?:y|a|ym|ą)) \w+ (?:we wsi|w miasteczku|na wyspie)|pies przewodnik|wózku inwalidzkim"
        r"|przeszczep(?:ie|u)?|w gazecie|w telewizji|w totolotka|czworaczki|latarnia morska|latarni morskiej",
    ),
}
