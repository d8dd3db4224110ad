"""Words that carry grammar and no theme, by language; ours, short, and only used where the language is present."""

from collections.abc import Iterable, Mapping

_ENGLISH = """
a about above actually after again against ago all almost already also although always am among an and another any
anybody anyone anything are aren't around as at away be became because become becomes been before being below
between both but by can can't cannot could couldn't did didn't do does doesn't doing don't done down due during each
either else enough especially etc even ever every everybody everyone everything few for from further get gets
getting give given gives go goes going gone got had hadn't has hasn't have haven't having he her here hers herself
him himself his how however i i'd i'll i'm i've if in instead into is isn't it it's its itself just keep kind know
let lets like  made make makes making many may maybe me might mine more most much must my myself need needs
neither never no nobody none nor not nothing now of off often oh ok okay on once one ones only onto or other others
otherwise our ours ourselves out over own per perhaps please put quite rather re really said same say says see seem
seems shall she should shouldn't since so some somebody someone something sometimes still such sure take than thank
thanks that that's the their theirs them themselves then there there's therefore these they they'll they're they've
thing things think this those though through thus till to together too toward towards under unless until up upon us
use used using usually very via want wants was wasn't way ways we we'd we'll we're we've well were weren't what
what's whatever when whenever where whether which while who who's whole whom whose why will with within without
won't would wouldn't yes yet you you'd you'll you're you've your yours yourself aint im dont cant ive thats doesnt
isnt didnt wont
"""
_SPANISH = """
a al algo algunas algunos ante antes aquí así aún aunque bien cada como con contra cosa cosas cual cuando cuanto de del
desde donde dos durante e el él ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta está están
estas este esto estos fue fueron gran ha haber había hace hacer hacia han hasta hay la las le les lo los más me mi mis
mismo mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero
poco por porque pues que qué quien quién se sea según ser si sí sido sin sobre solo sólo son su sus también tan tanto
te tener tengo ti tiene tienen toda todas todo todos tu tus un una unas uno unos usted ustedes va vez y ya yo
"""
_GERMAN = """
ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis bitte bzw da
dabei dadurch dafür daher dann daran darauf daraus darf das dass dazu dein dem den denn dennoch der deren des deshalb
dessen die dies diese diesem diesen dieser dieses doch dort du durch dürfen ein eine einem einen einer eines einfach
einige er es etwas euch eure für ganz gar gegen geht gerade gibt habe haben hat hatte hier hin hinter ich ihm ihn ihnen
ihr ihre ihrem ihren ihrer im immer in ins ist ja je jede jedem jeden jeder jedes jedoch jetzt kann kein keine keinen
können könnte leider machen macht man mehr mein meine mich mir mit müssen muss nach nicht nichts noch nun nur ob oder
oft ohne schon sehr sein seine seinem seinen seiner selbst sich sie sind so sobald sollte sollten sondern sonst sowie
statt über um und uns unser unsere unter viel viele vom von vor war waren warum was weil weiter welche wenn wer werden
wie wieder will wir wird wo wurde würde würden zu zum zur zwar zwischen
"""
_RUSSIAN = """
а без более бы был была были было быть в вам вас весь во вот все всё всего всех вы где да даже для до его ее её если
есть еще ещё же за и из или им их к как какой ко когда кто ли либо лишь мне много может можно мой мы на над надо нам
нас не него нее неё ней нет ни них но ну о об один он она они оно от очень по под при про с сам свой свои себя со так
такой там те тем то того тоже той только том тот ты у уже хотя чего чей чем что чтобы эта эти это этого этой этом этот
я
"""
_FRENCH = """
à ai alors au aucun aussi autre autres aux avec avoir c'est car ce cela ces cet cette ceux chaque comme d'un d'une dans
de des deux donc du elle elles en encore entre est et été être eu fait faire faut ici il ils j'ai je la le les leur
leurs lui mais me même mes moi moins mon ne ni nos notre nous on ont ou où par pas peu peut plus pour quand que quel
quelle qui qu'il sa sans se ses si son sont sous sur ta te tous tout toute toutes très trop tu un une vos votre vous y
"""
_PORTUGUESE = """
a ao aos as até com como da das de dela dele deles do dos e é ela elas ele eles em entre era essa esse esta este eu foi
foram há isso isto já la mais mas me mesmo meu minha muito na nas não nem no nos nós nossa nosso num numa o os ou para
pela pelas pelo pelos por porque qual quando que quem são se sem ser seu seus só sua suas também te tem tenho ter um
uma umas uns você vocês
"""
_VIETNAMESE = """
và là của có được cho các những một này đó với không trong để người từ khi đã sẽ rất cũng như về nhiều thì mà ở ra
vào lại còn nên phải hay đến vì nếu tôi chúng ta họ bạn thế đang bị do theo trên hơn nữa cần
"""
_SOMALI = """
waa iyo in ka ku la u oo ee ah aan ay uu waxaa waxa wax leh loo lagu laga soo si ama haddii kale kala sidoo wuxuu
waxay waxaan inuu inay inaan kuwa kan tan taas kaas markii badan ayaa baa mid isku
"""
_PUNJABI = """
ਦੇ ਦੀ ਦਾ ਹੈ ਨੂੰ ਵਿੱਚ ਵਿਚ ਅਤੇ ਤੇ ਨੇ ਹਨ ਇਹ ਉਹ ਕਿ ਤੋਂ ਨਾਲ ਇੱਕ ਇਸ ਉਸ ਲਈ ਵੀ ਹੀ ਸੀ ਜੋ ਕਰ ਕੇ ਨਹੀਂ ਹੋ ਗਿਆ ਦੀਆਂ ਕੋਈ ਜਾ ਹੁੰਦਾ
"""
_CHINESE = """
個 這 們 沒 對 讓 為 應 該 會 說 來 過 後 並 從 與 當 嗎 還 無 於 因 所 如 果 多 少 非 常 些
麼 時 候 想 覺 得 认 为 觉
的 了 是 在 我 有 和 就 不 人 都 一 个 上 也 很 到 说 要 去 你 会 着 没 看 好 自 这 那 们 他 她 它 与 及
对 让 把 被 为 以 而 或 但 吗 吧 呢 啊 更 还 能 可 应 该 并 从 其 之
"""
_JAPANESE = "は が を に の で と も へ や か ね よ な て し い す ま る た こ そ あ れ さ ら り"
_ENGLISH_WEAK = """
able accept add affect agree allow answer appear apply ask avoid bad base based begin believe best better big bring
certain change choose come common consider create day deal different difficult easy effect encourage end ensure
entire exist expect experience fact fall far feel felt find first follow found full future general good great happen
hard help high hold hope huge impact important improve include increase involve kill large last later lead leave
less level likely live long look lose low main major matter mean mention month move new next number occur old open
part pay people perfect person place play point possible potential prevent problem provide put question reach ready
real reason receive reduce remain require result right run sense serious serve set short show similar simple single
small solve sort special spend stand start state stay step stop strong suffer suppose talk teach tell time today top
true try turn type understand useful various view wait week whole win wish work world worth wrong year
"""


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written as running text."""
    return frozenset(text.split())


STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": words_of(_ENGLISH),
    "es": words_of(_SPANISH),
    "de": words_of(_GERMAN),
    "ru": words_of(_RUSSIAN),
    "fr": words_of(_FRENCH),
    "pt": words_of(_PORTUGUESE),
    "vi": words_of(_VIETNAMESE),
    "so": words_of(_SOMALI),
    "pa": words_of(_PUNJABI),
    "zh": words_of(_CHINESE),
    "ja": words_of(_JAPANESE),
}

WEAK_WORDS = words_of(_ENGLISH_WEAK)
"""Words too weak to be a headline alone: "help", "important"; fine inside a phrase."""

_PRESENT = 0.4
"""A language counts as present with this share of the hits of the likeliest: English text holds some of
Spanish's short words ("no", "me", "a") by chance, about a tenth of its own."""


def stop_words_for(counts: Mapping[str, int], *, extra: Iterable[str] = ()) -> frozenset[str]:
    """Return the stop words of the languages that a text seems to be in.

    counts: word, in lower case, to how often it occurs.
    A language's list is used only where it is present, since "die" is grammar in German and a theme in English.
    """
    hits = {language: sum(counts[word] for word in words if word in counts) for language, words in STOP_WORDS.items()}
    most = max(hits.values(), default=0)
    present = [language for language, hit in hits.items() if hit and hit >= _PRESENT * most]
    return frozenset(extra).union(*(STOP_WORDS[language] for language in present))
