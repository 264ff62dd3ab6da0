"""What stories are about: a name on screen, and a few sentences that say it. Texts are held against these sentences.

They are no judgement of a text: a theme is where a text is looked for, and the reason that is given for showing it.
They stand in the order of their numbers, which rows keep: a new one goes to the end, and `meaning.VERSION` up.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Theme(NamedTuple):
    """`name` completes "In common: ..."; `says` are sentences as people write them, in any language."""

    name: Promise
    says: tuple[str, ...]


def _theme(name: Promise, *says: str) -> Theme:
    return Theme(name, says)


THEMES = (
    _theme(
        _("being watched or followed"),
        "He reads my messages and always knows where I am.",
        "She tracks my phone and checks whom I call.",
        "There is a tracker in my car and he has my passwords.",
    ),
    _theme(
        _("money kept under control"),
        "I have to ask him for money and show every receipt.",
        "My wages go to his account and I have no card.",
        "He decides what I may spend.",
    ),
    _theme(
        _("debts"),
        "She took out loans in my name.",
        "We have debts I knew nothing about and the bank will give me no credit.",
    ),
    _theme(
        _("drinking"),
        "He drinks every evening and hides the bottles.",
        "My wife is an alcoholic and has relapsed again.",
        "He promised to stop drinking and went to rehab.",
    ),
    _theme(
        _("drugs and other addictions"),
        "He takes drugs and I find pills in his pockets.",
        "He gambles our money away and plays online all night.",
    ),
    _theme(
        _("an affair"),
        "I found out that my husband is having an affair.",
        "She has been cheating on me with a colleague for years.",
        "There is another woman and he lied to my face about it.",
    ),
    _theme(
        _("silence as a punishment"),
        "He has not spoken to me for days and acts as if I were air.",
        "She gives me the silent treatment after every disagreement.",
    ),
    _theme(
        _("rage, and walking on tiptoe"),
        "He shouts and throws things over nothing.",
        "We all walk on eggshells because of her temper.",
        "He punches walls and breaks doors and plates.",
    ),
    _theme(
        _("being hit or hurt"),
        "He hit me and I have bruises.",
        "She pushed me down the stairs and slapped me.",
        "He put his hands around my throat.",
    ),
    _theme(
        _("threats"),
        "He threatens to kill me if I leave.",
        "She says she will hurt herself if I go.",
        "I am afraid of what he will do.",
    ),
    _theme(
        _("being put down"),
        "He calls me stupid and makes fun of me in front of others.",
        "Nothing I do is ever good enough.",
        "She criticises everything, how I look, cook and talk.",
    ),
    _theme(
        _("doubting one's own mind"),
        "He says it never happened and that I am crazy.",
        "She twists my words until I no longer trust my memory.",
    ),
    _theme(
        _("being kept from friends and family"),
        "He does not want me to see my friends.",
        "I have lost all my friends because of her jealousy.",
        "He turned me against my family.",
    ),
    _theme(
        _("jealousy"),
        "He is jealous of every man I talk to.",
        "She accuses me of flirting and checks my clothes.",
    ),
    _theme(
        _("in-laws"),
        "My mother-in-law interferes in our marriage and has a key to our home.",
        "His parents decide everything and he never takes my side.",
        "His family treats me as an outsider.",
    ),
    _theme(
        _("a mother or father who hurts"),
        "My mother belittles me and favours my brother.",
        "My father never loved me and I still seek his approval.",
        "As an adult I still fear my parents' phone calls.",
    ),
    _theme(
        _("no contact with one's family"),
        "I broke off contact with my parents.",
        "The family does not speak to me any more since I cut ties.",
    ),
    _theme(
        _("brothers and sisters"),
        "My sister and I have fallen out over our parents.",
        "My brother was always the favourite.",
    ),
    _theme(
        _("children passed from one to the other"),
        "The children come back upset from the weekend with their father.",
        "The handover of the children is terrible every time.",
        "He uses contact with our daughter to get at me.",
    ),
    _theme(
        _("children turned against one"),
        "She tells our son that I am a bad father.",
        "My daughter does not want to see me because of what he says.",
    ),
    _theme(
        _("what children see and hear"),
        "The children hear us fight and hide.",
        "My son starts to behave like his father.",
        "The children are afraid at home.",
    ),
    _theme(
        _("grown children"),
        "My adult son does not call me any more.",
        "My daughter is in a relationship that frightens me.",
    ),
    _theme(
        _("court and lawyers"),
        "The judge decided on custody.",
        "My lawyer says to write everything down for court.",
        "He takes me to court again and again.",
    ),
    _theme(
        _("police and orders of protection"),
        "I called the police and they took him away.",
        "I have a restraining order against him.",
    ),
    _theme(
        _("planning to leave"),
        "I have packed a bag in secret and plan to leave while he is away.",
        "I am getting my documents out of the house before I go.",
        "How do I get away with the children safely?",
    ),
    _theme(
        _("staying or going"),
        "I do not know whether to stay or to leave.",
        "I cannot decide to separate.",
        "I stay for the sake of the children.",
    ),
    _theme(
        _("missing somebody, or going back"),
        "I miss him although I know what he did.",
        "I left her and I went back again.",
        "Why do I still love him after everything?",
    ),
    _theme(
        _("separation and divorce"),
        "We are getting divorced.",
        "I want a separation and he refuses to move out.",
        "She has left me.",
    ),
    _theme(
        _("no peace after leaving"),
        "He keeps writing to me although we are separated.",
        "She waits outside my work and will not leave me alone.",
    ),
    _theme(
        _("a house, a flat, a roof"),
        "I cannot find a flat I can afford.",
        "We stay in a shelter.",
        "The house is in both names.",
    ),
    _theme(
        _("faith and the congregation"),
        "My pastor says God wants me to stay and pray.",
        "In our church nobody divorces.",
        "The imam told me to be patient with my husband.",
    ),
    _theme(
        _("guilt and shame"),
        "I feel so guilty, as if it was all my fault.",
        "I am ashamed to tell anybody.",
    ),
    _theme(
        _("loneliness"),
        "I am so lonely and the evenings are empty.",
        "There is nobody I can talk to.",
    ),
    _theme(
        _("sleep and exhaustion"),
        "I lie awake all night.",
        "I am tired to the bone and cannot sleep.",
    ),
    _theme(
        _("fear and the body"),
        "My heart races and my hands tremble when I hear his car.",
        "I have panic attacks and flashbacks.",
    ),
    _theme(
        _("wishing not to live"),
        "I do not want to live any more.",
        "I think of suicide.",
    ),
    _theme(
        _("therapy and counselling"),
        "My therapist asks what I want.",
        "We tried couples counselling.",
    ),
    _theme(
        _("illness and care"),
        "My husband is ill and I care for him.",
        "I look after my mother who has dementia.",
        "She has depression and refuses help.",
    ),
    _theme(
        _("pregnancy and birth"),
        "I am pregnant and afraid.",
        "Since the baby was born everything has changed.",
    ),
    _theme(
        _("closeness and being pressed for it"),
        "He forces me to have sex.",
        "We have not touched each other for years.",
    ),
    _theme(
        _("trust and forgiving"),
        "Can one trust again after such lies?",
        "He wants me to forgive him.",
    ),
    _theme(
        _("apologies and promises"),
        "Afterwards he cries, says sorry and brings flowers.",
        "She promises to change and it begins again.",
    ),
    _theme(
        _("drawing a line"),
        "I said no to her for the first time.",
        "How do I set a boundary and keep it?",
    ),
    _theme(
        _("work"),
        "I lost my job because of him.",
        "My boss bullies me.",
        "I have gone back to work.",
    ),
    _theme(
        _("living in a strange country"),
        "My visa depends on my husband.",
        "I do not speak the language here and have no family near.",
    ),
    _theme(
        _("grief"),
        "My mother died and I cannot mourn.",
        "I grieve for the life I thought I had.",
    ),
    _theme(
        _("beginning again"),
        "I have my own flat now and I am at peace.",
        "I met somebody new and am afraid to trust.",
        "A year ago I left, and today I laughed.",
    ),
    _theme(
        _("animals"),
        "He hurts the dog.",
        "The dog and the two cats live with us.",
    ),
)
