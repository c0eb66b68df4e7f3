"""The words by which a claim's kind is known, a table per language.

Each entry is a regular expression without nested repetition, matched on case-folded
text; a language without a table is weighed by its numbers, quotations and names alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from citations.patterns import lazy

__all__ = ["CUES", "Cues", "cues"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What one language says opinions, predictions, attributions and the rest with."""

    #: The author's own view: a claim nobody can look up.
    opinion: str
    #: What will be; it cannot be true yet.
    prediction: str
    #: The text speaking of itself, or drawing its own conclusion.
    argument: str
    #: Addressed to the reader, or to be done.
    instruction: str
    #: Somebody says so, and the text does not say who.
    unsourced: str
    #: The same inside a lesser clause: "with some calling it ...".
    unsourced_aside: str
    #: A person or body that is named says so.
    attribution: str
    hedge: str
    causal: str
    definition: str
    comparison: str
    superlative: str
    #: Amounts in words: "millions of", "most", "half of".
    quantity: str
    #: Something happened: verbs that reports of events are written with.
    event: str
    months: str


_SOME_SAY_EN = (
    r"(?:some|others|many|most|several|critics|experts|observers|analysts|commentators|scholars"
    r"|scientists|researchers|historians|opponents|supporters|s[ck]eptics|detractors|insiders"
    r"|sources|studies|reports)(?: people| critics| experts| observers| analysts| scholars"
    r"| scientists| researchers| historians| commentators| sources| studies)?(?: have| also| even"
    r"| still| now| often| would| may| might| had){0,2} (?:says?|said|believed?|argued?"
    r"|claim(?:ed)?|see|saw|seen|view(?:ed)?|think|thought|suggest(?:ed)?|feel|felt"
    r"|(?:consider|regard|contend|maintain|fear|suspect|doubt|call)(?:ed)?|noted?|agreed?"
    r"|show(?:s|ed)?|speculated?|critici[sz]ed?)"
)

_EN = Cues(
    opinion=(
        r"\b(?:i (?:think|believe|feel|hope|guess|suppose|doubt|wish|love|hate|would (?:say"
        r"|argue))|in (?:my|our) (?:opinion|view|experience)|to my mind|we (?:believe|feel|hope"
        r"|think)|(?:should|ought to|must) (?:be (?:ashamed|proud|praised|avoided|encouraged)"
        r"|not be forgotten)|it is (?:a pity|a shame|wonderful|regrettable|to be hoped|up to"
        r"|important (?:to|that)|crucial (?:to|that)|essential (?:to|that)|worth)|is (?:simply "
        r"|just |truly )?(?:the best thing|a disgrace|wonderful|awful|terrible|beautiful"
        r"|delicious))"
    ),
    prediction=(
        r"\b(?:will (?:likely |probably |surely |certainly |soon |never |eventually )|(?:is"
        r"|are) (?:likely|expected|bound|set|poised) to|remains? to be seen|time will tell"
        r"|may (?:soon|one day|yet)|in the (?:coming|next) (?:years|decades|months)"
        r"|could (?:soon|one day|remain)|by 20[3-9]\d)\b"
    ),
    argument=(
        r"^(?:in (?:conclusion|summary|short|sum)|to (?:conclude|sum up"
        r"|summari[sz]e)|overall,|all in all|taken together|this (?:chapter|article|paper|essay"
        r"|section|report|study) (?:argues|examines|shows|explores|discusses|aims|considers"
        r"|presents)|(?:below|here),? (?:i|we) |let us |as (?:noted|mentioned|discussed|shown"
        r"|we have seen) (?:above|below|earlier)|i (?:argue|shall|will)\b|we (?:argue|propose"
        r"|suggest|conclude|shall|contend)\b)"
    ),
    instruction=(
        r"^(?:please |click |see (?:also|the|our|below|above)|read (?:more|our|the|on)"
        r"|learn (?:more|how)|sign up|subscribe|share (?:this|on)|follow (?:us|me)|note that you"
        r"|make sure|do not (?:forget|hesitate)|don['’]t (?:forget|miss)|contact us|download "
        r"|visit our|check out )"
    ),
    unsourced=(
        r"\b(?:(?:was|were|is|are|been|being)(?: \w+ly| also| often| now| long| once| largely){0,2}"
        r" (?:seen|regarded|viewed|interpreted|perceived|described|considered|believed|thought"
        r"|said|rumou?red|alleged|reported|known|deemed|hailed|dubbed|called|critici[sz]ed|praised"
        r"|understood)(?: \w+ly){0,1} (?:as|to|by (?:some|many|others|various|several|critics"
        r"|experts|observers|most)|that)|(?:was|were|is|are|been|being)(?: \w+ly| also| often"
        r"| once){0,2} (?:interpreted|perceived|received|viewed|judged) (?:differently|variously"
        r"|as)|it (?:is|was|has been|had been)(?: \w+ly| also| often| now){0,2} (?:believed|said"
        r"|thought|claimed|argued|observed|reported|estimated|suggested|alleged|rumou?red|noted"
        r"|known|assumed|understood|accepted|agreed|considered|feared|speculated)"
        rf"|(?:and|but|while|although|though|whereas|however,|that|because) {_SOME_SAY_EN}"
        r"|allegedly|reportedly|supposedly|purportedly|rumou?r has it|sources say|studies show"
        r"|research shows|according to (?:some|many|experts|critics|observers|reports|sources"
        rf"|studies|rumou?rs))\b|[,;:.] {_SOME_SAY_EN}\b|^{_SOME_SAY_EN}\b"
    ),
    unsourced_aside=(
        r"\b(?:some|others|many|critics|observers|experts|most)(?: also| even"
        r"| still)? (?:perceiving|viewing|seeing|calling|believing|arguing|claiming|describing"
        r"|regarding|considering|suggesting|fearing|saying|questioning)\b|\bwidely (?:seen"
        r"|regarded|viewed|held|believed|known)\b"
    ),
    attribution=(
        r"\b(?:according to|said|says|told|stated|announced|argued|argues|claimed|claims|wrote"
        r"|writes|reported|reports|insisted|insists|added|explained|declared|warned|tweeted"
        r"|testified|admitted|acknowledged|praised|accused|denied|concluded|noted|estimates"
        r"|estimated by)\b"
    ),
    hedge=(
        r"\b(?:perhaps|arguably|maybe|probably|possibly|apparently|seemingly|presumably|roughly "
        r"speaking|seems?|seemed|appears?|appeared|may|might|could|suggests?|tends? to"
        r"|in some cases|to some extent|more or less|potentially|likely|so-called)\b"
    ),
    causal=(
        r"\b(?:because|caused?|causes|causing|led to|leads? to|leading to|resulted in"
        r"|results? in|due to|owing to|as a result|therefore|consequently|thanks to|triggered"
        r"|prompted|contribut(?:ed|es) to|responsible for|undermined|in response to"
        r"|brought about)\b"
    ),
    definition=(
        r"\b(?:refers? to|is defined as|are defined as|is (?:a|an) (?:term|type|form|kind|word"
        r"|name|concept)|means? that|is the (?:term|name|study|process|practice)|denotes?"
        r"|is known as|are known as)\b"
    ),
    comparison=(
        r"\b(?:more|less|fewer|higher|lower|greater|larger|smaller|better|worse|faster|slower"
        r"|older|younger|longer|shorter|stronger|weaker)(?: \w+){0,3} than\b|\b(?:compared (?:to"
        r"|with)|in comparison|(?:twice|half|three times|four times|ten times) (?:as|the)"
        r"|as \w+ as|unlike|whereas|outnumber\w*|exceed(?:s|ed)?|doubled|tripled|halved)\b"
    ),
    superlative=(
        r"\b(?:first|only|largest|biggest|smallest|highest|lowest|oldest|youngest|longest"
        r"|shortest|best|worst|most \w+|least \w+|greatest|fastest|earliest|latest|last"
        r"|never before|unprecedented|unique|record|main|leading|major)\b"
    ),
    quantity=(
        r"\b(?:(?:hundreds|thousands|millions|billions|trillions|dozens|scores|tens|tonnes"
        r"|tons) of|half of|a (?:third|quarter|majority|minority) of|one in (?:\w+)"
        r"|two[- ]thirds|percent|per cent|majority of|twice|double)\b"
    ),
    event=(
        r"\b(?:died|born|killed|arrested|elected|appointed|resigned|signed|launched|opened"
        r"|closed|founded|won|lost|landed|arrived|sent|donated|published|released|announced"
        r"|attacked|invaded|struck|broke out|began|started|ended|married|visited|voted|approved"
        r"|banned|sentenced|acquired|bought|sold|moved|joined|established|built|destroyed"
        r"|discovered|introduced|apologi[sz]ed|shipped|travell?ed|happened|occurred)\b"
    ),
    months=(
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november"
        r"|december) \d|\d (?:january|february|march|april|may|june|july|august|september"
        r"|october|november|december)\b"
    ),
)

_DE = Cues(
    opinion=(
        r"\b(?:ich (?:glaube|denke|finde|meine|hoffe|halte|fürchte)|meines erachtens"
        r"|meiner meinung nach|unserer meinung nach|wir (?:glauben|hoffen|finden)"
        r"|hoffentlich|es ist (?:schade|wichtig"
        r"|zu hoffen|höchste zeit))\b"
    ),
    prediction=(
        r"\b(?:wird (?:wohl|voraussichtlich|vermutlich|wahrscheinlich|bald|niemals)"
        r"|werden (?:wohl|voraussichtlich|vermutlich|wahrscheinlich|bald)|bleibt abzuwarten"
        r"|in den (?:kommenden|nächsten) jahren)\b"
    ),
    argument=(
        r"^(?:zusammenfassend|insgesamt|abschließend|kurz gesagt|mit anderen worten"
        r"|dieser (?:beitrag|artikel|aufsatz)|dieses kapitel|im folgenden|wie (?:oben"
        r"|bereits) (?:erwähnt|gezeigt))\b"
    ),
    instruction=(
        r"^(?:siehe |lesen sie|klicken sie|abonnieren sie|folgen sie uns|teilen sie"
        r"|erfahren sie)"
    ),
    unsourced=(
        r"\b(?:es (?:wird|wurde) (?:angenommen|vermutet|behauptet|berichtet|gesagt|beobachtet"
        r"|kritisiert)|(?:manche|einige|viele|kritiker|experten|beobachter|fachleute|forscher"
        r"|wissenschaftler) (?:sagen|sagten|glauben|glaubten|meinen|meinten|sehen|sahen|halten"
        r"|hielten|behaupten|behaupteten|vermuten|vermuteten|kritisieren|kritisierten"
        r"|befürchten)|(?:gilt|gelten|galt|galten) (?:\w+ ){0,2}als|(?:wird|wurde|werden"
        r"|wurden) (?:\w+ ){0,4}(?:gesehen|betrachtet|angesehen|interpretiert|wahrgenommen"
        r"|bezeichnet)|angeblich|dem vernehmen nach|bekanntlich|studien zeigen|gerüchten zufolge"
        r"|experten zufolge)\b"
    ),
    unsourced_aside=r"\b(?:was (?:manche|einige|viele|kritiker)|vielfach als|allgemein als)\b",
    attribution=(
        r"\b(?:sagte|sagt|erklärte|erklärt|laut|zufolge|teilte mit|berichtete|berichtet|schrieb"
        r"|schreibt|betonte|behauptete|kündigte|warnte|räumte ein|kritisierte|nach angaben)\b"
    ),
    hedge=(
        r"\b(?:vielleicht|möglicherweise|vermutlich|wahrscheinlich|offenbar|anscheinend|wohl"
        r"|scheint|könnte|könnten|dürfte|dürften|etwa|mutmaßlich|sogenannte[nrs]?)\b"
    ),
    causal=(
        r"\b(?:weil|wegen|aufgrund|führte zu|führten zu|verursachte|dadurch|deshalb|daher"
        r"|infolge|dank|löste aus|trug dazu bei)\b"
    ),
    definition=(
        r"\b(?:bezeichnet|versteht man|ist definiert als|ist ein begriff|bedeutet"
        r"|ist ein(?:e)? (?:form|art))\b"
    ),
    comparison=(
        r"\b(?:mehr|weniger|höher|niedriger|größer|kleiner|besser|schlechter|älter|jünger|länger"
        r"|stärker)(?: \w+){0,3} als\b|\b(?:im vergleich zu|verglichen mit|doppelt so|halb so"
        r"|im gegensatz zu)\b"
    ),
    superlative=(
        r"\b(?:erste[nrs]?|einzige[nrs]?|größte[nrs]?|kleinste[nrs]?|höchste[nrs]?|älteste[nrs]?"
        r"|jüngste[nrs]?|beste[nrs]?|schlechteste[nrs]?|meisten|letzte[nrs]?|niedrigste[nrs]?"
        r"|wichtigste[nrs]?)\b"
    ),
    quantity=(
        r"\b(?:hunderte|tausende|millionen|milliarden|dutzende|die hälfte|ein drittel"
        r"|ein viertel|prozent|mehrheit|doppelt)\b"
    ),
    event=(
        r"\b(?:starb|geboren|getötet|verhaftet|gewählt|ernannt|trat zurück|unterzeichnete"
        r"|eröffnete|gründete|gewann|verlor|landete|schickte|spendete|veröffentlichte|erschien"
        r"|begann|endete|heiratete|besuchte|verboten|verurteilt|kaufte|verkaufte|entdeckte"
        r"|führte ein|entschuldigte)\b"
    ),
    months=(
        r"\b\d{1,2}\. ?(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september"
        r"|oktober|november|dezember)\b|\b(?:januar|februar|märz|april|mai|juni|juli|august"
        r"|september|oktober|november|dezember) \d{4}"
    ),
)

_FR = Cues(
    opinion=(
        r"\b(?:je (?:pense|crois|trouve|crains)|j['’]espère|à mon (?:avis|sens)|selon moi"
        r"|nous (?:pensons|croyons)|il est (?:dommage"
        r"|important|essentiel|temps|à espérer))\b"
    ),
    prediction=(
        r"\b(?:va (?:probablement|sans doute)|devrait (?:bientôt|prochainement)|reste à voir"
        r"|l['’]avenir dira|dans les (?:prochaines|années à venir)|sera (?:probablement"
        r"|sans doute|bientôt))\b"
    ),
    argument=(
        r"^(?:en (?:conclusion|résumé|somme|bref)|pour conclure|dans l['’]ensemble|cet article"
        r"|ce chapitre|autrement dit|comme (?:nous l['’]avons vu|mentionné))"
    ),
    instruction=(
        r"^(?:voir (?:aussi|également)|cliquez|lisez|lire (?:aussi|la suite)|abonnez-vous"
        r"|suivez-nous|partagez)"
    ),
    unsourced=(
        r"(?:\b(?:on (?:dit|pense|croit|estime|considère|raconte)|il (?:est|a été) (?:dit|admis"
        r"|estimé|rapporté|observé|considéré|allégué)|(?:certains|d['’]autres|beaucoup|plusieurs"
        r"|les critiques|des critiques|les experts|des experts|des observateurs|les observateurs"
        r"|les spécialistes|des spécialistes) (?:disent|pensent|croient|estiment|considèrent"
        r"|affirment|voient|soupçonnent|craignent|y voient|jugent|ont)|(?:est|sont|été|était"
        r"|étaient) (?:souvent |largement |généralement )?(?:perçue?s?|vue?s?|considérée?s?"
        r"|interprétée?s?|décrite?s?|réputée?s?) (?:comme|par certains)|passe pour|serait"
        r"|seraient|prétendument|selon (?:certains|des experts|des observateurs|la rumeur))\b)"
    ),
    unsourced_aside=(
        r"\b(?:certains y voyant|certains la considérant|certains le considérant"
        r"|largement considéré)\b"
    ),
    attribution=(
        r"\b(?:selon|d['’]après|a (?:déclaré|dit|affirmé|annoncé|expliqué|écrit|indiqué|reconnu"
        r"|averti)|ont (?:déclaré|affirmé|annoncé)|déclare|affirme|estime)\b"
    ),
    hedge=(
        r"\b(?:peut-être|probablement|sans doute|apparemment|semble|semblent|semblait|pourrait"
        r"|pourraient|environ|vraisemblablement|soi-disant)\b"
    ),
    causal=(
        r"\b(?:parce que|car|à cause de|en raison d|grâce à|a (?:provoqué|entraîné|causé"
        r"|conduit à)|par conséquent|donc|dû à|suite à)\b"
    ),
    definition=(
        r"\b(?:désigne|se définit comme|est défini comme|on entend par|signifie|fait référence à"
        r"|est une? (?:forme|type|terme|notion))\b"
    ),
    comparison=(
        r"\b(?:plus|moins|aussi)(?: \w+){1,3} que\b|\b(?:par rapport à|comparé à|contrairement à"
        r"|deux fois|le double)\b"
    ),
    superlative=(
        r"\b(?:premi(?:er|ère)s?|seule?s?|le plus|la plus|les plus|le moins|la moins"
        r"|meilleure?s?|pires?|derni(?:er|ère)s?|principa(?:l|le|ux)|record)\b"
    ),
    quantity=(
        r"\b(?:des (?:centaines|milliers|millions|milliards|dizaines)|la moitié|un tiers"
        r"|un quart|pour cent|majorité|le double)\b"
    ),
    event=(
        r"\b(?:est (?:mort|née?|morte|arrivée?)|tuée?s?|arrêtée?s?|élue?s?|nommée?s?|démissionné"
        r"|signé|lancé|ouvert|fermé|fondée?|gagné|perdu|atterri|envoyé|donné|publiée?s?|annoncé"
        r"|commencé|terminé|épousé|visité|interdit|condamnée?s?|acheté|vendu|découvert"
        r"|a eu lieu)\b"
    ),
    months=(
        r"\b\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
        r"|novembre|décembre)\b|\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre"
        r"|octobre|novembre|décembre) \d{4}"
    ),
)

_ES = Cues(
    opinion=(
        r"\b(?:(?:yo )?(?:creo|pienso|opino|espero) que|en mi opinión|a mi juicio|creemos que"
        r"|ojalá|es (?:importante|esencial|hora de"
        r"|una lástima))\b"
    ),
    prediction=(
        r"\b(?:probablemente será|se espera que|está por ver|el tiempo dirá"
        r"|en los próximos (?:años|meses))\b"
    ),
    argument=(
        r"^(?:en (?:conclusión|resumen|suma|definitiva)|para concluir|este (?:artículo|capítulo"
        r"|ensayo)|es decir|como (?:se ha dicho|hemos visto))"
    ),
    instruction=r"^(?:véase|ver también|haga clic|lea (?:más|también)|suscríbase|síganos|comparta)",
    unsourced=(
        r"(?:\b(?:se (?:dice|cree|considera|piensa|afirma|rumorea|estima|observó|ha dicho"
        r"|ha considerado)|(?:algunos|otros|muchos|varios|los críticos|los expertos|expertos"
        r"|críticos|observadores|analistas) (?:dicen|creen|piensan|consideran|afirman|ven"
        r"|sostienen|temen|sospechan|opinan|han|lo ven|la ven)|(?:es|son|fue|fueron|sido"
        r"|era) (?:a menudo |ampliamente |generalmente )?(?:vist[oa]s?|considerad[oa]s?"
        r"|interpretad[oa]s?|percibid[oa]s?|descrit[oa]s?) como|supuestamente|presuntamente"
        r"|según (?:algunos|expertos|los expertos|rumores|se dice))\b)"
    ),
    unsourced_aside=r"\b(?:algunos (?:viendo|considerando)|ampliamente considerad[oa])\b",
    attribution=(
        r"\b(?:según|dijo|declaró|afirmó|anunció|explicó|escribió|señaló|aseguró|advirtió"
        r"|reconoció|admitió)\b"
    ),
    hedge=(
        r"\b(?:quizás?|tal vez|probablemente|posiblemente|aparentemente|parece|parecen|podría"
        r"|podrían|al parecer|supuesto)\b"
    ),
    causal=(
        r"\b(?:porque|debido a|a causa de|gracias a|provocó|causó|llevó a|por lo tanto"
        r"|como resultado|por eso)\b"
    ),
    definition=(
        r"\b(?:se refiere a|se define como|se entiende por|significa|denomina"
        r"|es un(?:a)? (?:forma|tipo|término))\b"
    ),
    comparison=(
        r"\b(?:más|menos|mayor|menor|mejor|peor)(?: \w+){0,3} que\b|\b(?:en comparación con"
        r"|el doble|a diferencia de)\b"
    ),
    superlative=(
        r"\b(?:primer[oa]?s?|únic[oa]s?|el más|la más|los más|el mayor|la mayor|mejor|peor"
        r"|últim[oa]s?|principal(?:es)?|récord)\b"
    ),
    quantity=(
        r"\b(?:(?:cientos|miles|millones|docenas|decenas) de|la mitad|un tercio|por ciento"
        r"|mayoría|el doble)\b"
    ),
    event=(
        r"\b(?:murió|nació|mató|detenid[oa]|elegid[oa]|nombrad[oa]|dimitió|firmó|lanzó|abrió"
        r"|cerró|fundó|ganó|perdió|aterrizó|envió|donó|publicó|anunció|comenzó|terminó|visitó"
        r"|prohibió|condenad[oa]|compró|vendió|descubrió)\b"
    ),
    months=(
        r"\b\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre"
        r"|noviembre|diciembre)\b|\b(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto"
        r"|septiembre|octubre|noviembre|diciembre) de \d{4}"
    ),
)

_IT = Cues(
    opinion=(
        r"\b(?:(?:io )?(?:credo|penso|ritengo|spero) che|a mio (?:avviso|parere)|secondo me"
        r"|crediamo che|è (?:importante|essenziale"
        r"|un peccato|ora di))\b"
    ),
    prediction=(
        r"\b(?:sarà probabilmente|si prevede che|resta da vedere|il tempo dirà"
        r"|nei prossimi (?:anni|mesi))\b"
    ),
    argument=(
        r"^(?:in (?:conclusione|sintesi|breve|definitiva)|per concludere|questo (?:articolo"
        r"|capitolo|saggio)|in altre parole|come (?:si è detto|abbiamo visto))"
    ),
    instruction=r"^(?:vedi (?:anche)?|clicca|leggi (?:anche|di più)|iscriviti|seguici|condividi)",
    unsourced=(
        r"(?:\b(?:si (?:dice|crede|ritiene|pensa|sostiene|stima|vocifera|è detto)|(?:alcuni"
        r"|altri|molti|diversi|i critici|gli esperti|esperti|critici|osservatori"
        r"|gli analisti) (?:dicono|credono|pensano|ritengono|sostengono|vedono|temono|sospettano"
        r"|affermano|hanno|lo vedono)|(?:è|sono|stat[oaie]|era|erano|viene|vengono) (?:spesso "
        r"|ampiamente |generalmente )?(?:vist[oaie]|considerat[oaie]|interpretat[oaie]"
        r"|percepit[oaie]|descritt[oaie]|ritenut[oaie]) (?:come|da alcuni)|presumibilmente"
        r"|a quanto pare|secondo (?:alcuni|gli esperti|indiscrezioni))\b)"
    ),
    unsourced_aside=r"\b(?:ampiamente considerat[oaie])\b",
    attribution=(
        r"\b(?:secondo|ha (?:detto|dichiarato|affermato|annunciato|spiegato|scritto|ammesso"
        r"|avvertito)|disse|dichiarò|affermò|annunciò)\b"
    ),
    hedge=(
        r"\b(?:forse|probabilmente|possibilmente|apparentemente|sembra|sembrano|potrebbe"
        r"|potrebbero|cosiddett[oaie])\b"
    ),
    causal=(
        r"\b(?:perché|a causa di|grazie a|ha (?:provocato|causato|portato a)|pertanto"
        r"|di conseguenza|perciò|dovut[oaie] a)\b"
    ),
    definition=(
        r"\b(?:si riferisce a|è definit[oa] come|si intende|significa|indica|è una? (?:forma"
        r"|tipo|termine))\b"
    ),
    comparison=(
        r"\b(?:più|meno|maggiore|minore|meglio|peggio)(?: \w+){0,3} (?:di|che|del|della|dei)\b"
        r"|\b(?:rispetto a|il doppio|a differenza)\b"
    ),
    superlative=(
        r"\b(?:prim[oaie]|unic[oaie]|il più|la più|i più|migliore|peggiore|ultim[oaie]"
        r"|principale|principali|record)\b"
    ),
    quantity=(
        r"\b(?:centinaia|migliaia|milioni|miliardi|decine|la metà|un terzo|un quarto|per cento"
        r"|maggioranza|il doppio)\b"
    ),
    event=(
        r"\b(?:morì|mort[oa]|nat[oa]|uccis[oaie]|arrestat[oaie]|elett[oaie]|nominat[oaie]"
        r"|dimess[oa]|firmato|lanciato|aperto|chiuso|fondat[oa]|vinto|perso|atterrato|inviato"
        r"|donato|pubblicat[oa]|annunciato|iniziato|finito|visitato|vietat[oa]|condannat[oaie]"
        r"|comprato|venduto|scopert[oa])\b"
    ),
    months=(
        r"\b\d{1,2} (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre"
        r"|ottobre|novembre|dicembre)\b|\b(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio"
        r"|agosto|settembre|ottobre|novembre|dicembre) \d{4}"
    ),
)

CUES: Mapping[str, Cues] = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "it": _IT}


@lru_cache(maxsize=64)
def cues(language: str) -> Mapping[str, re.Pattern[str]]:
    """The tables of a language as patterns; empty for one that has none."""
    table = CUES.get(language)
    if table is None:
        return {}
    return {name: lazy(getattr(table, name)) for name in Cues.__slots__}
