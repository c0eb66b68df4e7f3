"""Facts to write articles from: each fact in two wordings, with slots for names and figures.

``DEV`` is for tuning, ``HELD_OUT`` for measuring; they share no sentence, no subject and
no page furniture. A bank is one subject; two banks never share a sentence either, so that
two articles from two banks are two articles.
"""

# ruff: noqa: E501 - a fact is easier to compare with its other wording on one line each

from __future__ import annotations

Fact = tuple[str, str]

DEV: dict[str, tuple[Fact, ...]] = {
    "bridge": (
        (
            "The bridge over the {river} at {place} was opened to traffic on {day} {month} {year}.",
            "On {day} {month} {year}, cars crossed the {river} at {place} on the new bridge for the first time.",
        ),
        (
            "Its main span measures {n3} metres, which made it the longest in the country at the time.",
            "No other span in the country was as long as its {n3} metres when the work was finished.",
        ),
        (
            "{name}, who had studied in {city}, drew the first plans at the age of {n2}.",
            "The earliest drawings came from {name}, then {n2} years old and trained in {city}.",
        ),
        (
            "The town paid {n2} million for the steel alone, and borrowed most of the money.",
            "Steel swallowed {n2} million, nearly all of which the town had to borrow.",
        ),
        (
            "Some {n4} workers were employed on the site during the second summer.",
            "At its height, in the second summer, construction gave work to about {n4} people.",
        ),
        (
            "Two accidents in {year} killed {n1} riveters and delayed the western tower.",
            "The western tower fell behind after {n1} riveters lost their lives in accidents in {year}.",
        ),
        (
            "A ferry had carried passengers across the {river} since the twelfth century.",
            "Before that, one crossed the {river} by ferry, as people had done since the twelfth century.",
        ),
        (
            "Engineers found cracks in the eastern anchorage during an inspection in {year}.",
            "An inspection in {year} brought to light that the eastern anchorage had begun to crack.",
        ),
        (
            "The repairs lasted {n2} months, and lorries had to use the road by {city}.",
            "For {n2} months of repair work heavy vehicles were sent round by {city}.",
        ),
        (
            "Today about {n5} vehicles cross it on an ordinary weekday.",
            "Weekday traffic now stands at roughly {n5} vehicles.",
        ),
        (
            "{name} called it an honest piece of work that needed no ornament.",
            "It needed no ornament, {name} said, because it was honest work.",
        ),
        (
            "The lamps along the parapet were replaced by electric ones before the war.",
            "Electric light came to the parapet shortly before the war broke out.",
        ),
        (
            "Since {year} the structure has been listed as a monument of national importance.",
            "The nation protects it as a monument, a status granted in {year}.",
        ),
        (
            "A second crossing upstream, planned for decades, was never built.",
            "Plans for another crossing further up the river came to nothing in the end.",
        ),
    ),
    "fever": (
        (
            "Doctors in {place} reported {n3} cases of the fever between {month} and the end of {year}.",
            "By the close of {year} the physicians of {place} had counted {n3} people with the fever since {month}.",
        ),
        (
            "The disease is spread by a mosquito that breeds in still water near houses.",
            "A mosquito whose larvae live in standing water around homes carries the infection.",
        ),
        (
            "{name} of the university hospital in {city} identified the strain from {n2} blood samples.",
            "From {n2} samples of blood, {name} at the hospital in {city} worked out which strain it was.",
        ),
        (
            "About {n1} in every hundred patients died, most of them older than sixty.",
            "Death came to some {n1} per cent of the sick, chiefly to people over sixty.",
        ),
        (
            "The vaccine gave protection to {n2} per cent of the volunteers in the first trial.",
            "In the first trial, {n2} volunteers of every hundred were protected by the vaccine.",
        ),
        (
            "Health officers sprayed {n4} gardens and emptied every cistern in the old quarter.",
            "Cisterns across the old quarter were emptied, and {n4} gardens treated by the health office.",
        ),
        (
            "The ministry did not close the schools, although several mayors had asked for it.",
            "Mayors had pleaded for schools to shut, yet the ministry kept them open.",
        ),
        (
            "Symptoms begin with a headache behind the eyes and last for about {n1} days.",
            "Patients first feel pain behind the eyes; after roughly {n1} days the illness passes.",
        ),
        (
            "A similar outbreak had struck the coast in {year}, with {n4} people infected.",
            "The coast had seen the like in {year}, when {n4} fell ill.",
        ),
        (
            "{name} warned that warmer autumns would lengthen the season of transmission.",
            "With warmer autumns, {name} cautioned, people would be infected later into the year.",
        ),
        (
            "Hospitals borrowed {n2} beds from the army during the worst week.",
            "The army lent {n2} beds in the week when hospitals were fullest.",
        ),
        (
            "Tourism fell by {n2} per cent, according to the chamber of commerce.",
            "The chamber of commerce put the loss in visitors at {n2} per cent.",
        ),
        (
            "No new infection has been recorded since the first frost.",
            "The first frost put an end to new infections.",
        ),
    ),
    "museum": (
        (
            "The museum in {place} holds {n5} objects, of which fewer than a tenth are on display.",
            "Visitors see less than a tenth of the {n5} pieces that {place} keeps in its museum.",
        ),
        (
            "{name} left the collection to the city in {year} on condition that it never be divided.",
            "In {year} the city inherited everything from {name}, who insisted that nothing be split off.",
        ),
        (
            "Thieves took {n2} paintings through the skylight on a Sunday night in {month}.",
            "One Sunday night in {month}, {n2} canvases vanished by way of the skylight.",
        ),
        (
            "The insurers valued the loss at {n3} million, a figure the director disputes.",
            "While the director contests it, the insurance puts the damage at {n3} million.",
        ),
        (
            "Police in {city} recovered {n1} of the works from a disused laundry.",
            "A derelict laundry yielded {n1} of the stolen works to detectives in {city}.",
        ),
        (
            "The new wing, designed by {name}, has no windows on its northern side.",
            "Architect {name} gave the extension a north face without a single window.",
        ),
        (
            "Attendance rose to {n5} in {year}, the highest since records began.",
            "Never had so many people come as in {year}, when {n5} tickets were sold.",
        ),
        (
            "Humidity in the vault is kept at {n2} per cent by a system dating from the seventies.",
            "Machines from the seventies hold the vault's air at {n2} per cent humidity.",
        ),
        (
            "A court ruled that {n1} bronzes must be returned to the family of their former owner.",
            "Judges ordered the restitution of {n1} bronzes to heirs of the man who once owned them.",
        ),
        (
            "Admission is free on the first Thursday of each month.",
            "Nobody pays on a month's first Thursday.",
        ),
        (
            "Restorers found a second portrait beneath the varnish using infrared light.",
            "Infrared revealed to the restorers that another portrait lay hidden under the varnish.",
        ),
        (
            "The trustees refused an offer of {n2} million from a collector abroad.",
            "An overseas buyer who bid {n2} million was turned away by the board.",
        ),
        (
            "Guards went on strike for {n1} weeks over the length of night shifts.",
            "Long nights on duty led to a walkout of {n1} weeks among the guards.",
        ),
        (
            "The catalogue, begun in {year}, still lacks its final volume.",
            "Work on the catalogue started in {year}; its last volume has yet to appear.",
        ),
    ),
    "eagle": (
        (
            "Biologists counted {n3} breeding pairs of the eagle along the {river} this spring.",
            "This spring's survey found the eagle nesting at {n3} sites on the {river}.",
        ),
        (
            "The species had been declared extinct in the region in {year}.",
            "Officially, there had been none left in the region since {year}.",
        ),
        (
            "{name} released the first {n2} birds near {place} with transmitters on their backs.",
            "Fitted with transmitters, {n2} birds were set free outside {place} by {name}.",
        ),
        (
            "A pair raises at most {n1} chicks, and both parents hunt for them.",
            "Mother and father alike bring prey to a brood that never exceeds {n1}.",
        ),
        (
            "Poisoned bait killed {n2} of the animals in the winter of {year}.",
            "During the winter of {year}, {n2} fell victim to bait laced with poison.",
        ),
        (
            "Farmers receive {n3} for every lamb that the birds are proved to have taken.",
            "Where a lamb was demonstrably lost to an eagle, its owner gets {n3} in compensation.",
        ),
        (
            "Their wingspan reaches two and a half metres, and they can live for {n2} years.",
            "Birds of {n2} years are known, with wings two and a half metres from tip to tip.",
        ),
        (
            "Wind turbines near {city} now stop when radar detects a bird within {n3} metres.",
            "At {city}, radar halts the rotors as soon as a bird comes closer than {n3} metres.",
        ),
        (
            "The population may not survive another decade without new blood, {name} said.",
            "Lacking fresh blood, {name} fears, the colony could be gone in ten years.",
        ),
        (
            "Climbing is forbidden on the southern cliffs from {month} until July.",
            "Between {month} and July nobody may climb the cliffs on the south side.",
        ),
        (
            "Volunteers watch the nests around the clock from a hut built of driftwood.",
            "Day and night, helpers in a driftwood hut keep an eye on the nests.",
        ),
        (
            "Fish make up four fifths of their diet; carrion most of the rest.",
            "They live chiefly on fish, four fifths of all they eat, and on carrion.",
        ),
        (
            "The park authority spent {n4} on the programme in its opening year.",
            "In year one the scheme cost the park {n4}.",
        ),
    ),
    "bank": (
        (
            "The savings bank of {place} lost {n3} million on loans to shipping companies.",
            "Lending to shipowners cost {place}'s savings bank {n3} million.",
        ),
        (
            "Its chairman, {name}, resigned on {day} {month} after a meeting that lasted {n1} hours.",
            "After {n1} hours behind closed doors on {day} {month}, chairman {name} stepped down.",
        ),
        (
            "Regulators had warned the board in {year} that its reserves were too small.",
            "As early as {year} the supervisors told directors their cushion was insufficient.",
        ),
        (
            "Customers withdrew {n3} million within {n1} days of the announcement.",
            "It took depositors {n1} days to pull out {n3} million once the news broke.",
        ),
        (
            "The state guaranteed deposits up to {n5}, a promise it never had to keep.",
            "Savings of as much as {n5} were backed by the state, though the pledge was never called.",
        ),
        (
            "A rival from {city} bought the branches for a symbolic price of one crown.",
            "For one symbolic crown, the network of branches passed to a competitor in {city}.",
        ),
        (
            "Of {n4} employees, roughly a third were kept on by the new owner.",
            "The buyer retained about one in three of the {n4} staff.",
        ),
        (
            "Prosecutors charged {n1} managers with false accounting but dropped the case.",
            "Charges of cooking the books against {n1} executives were eventually abandoned.",
        ),
        (
            "An auditor had signed the accounts without visiting a single borrower.",
            "Not one borrower was seen by the auditor who approved the books.",
        ),
        (
            "Interest on mortgages went up by {n1} points the following year.",
            "House buyers paid {n1} points more a year later.",
        ),
        (
            "{name} told the inquiry that nobody had understood the derivatives.",
            "Before the inquiry, {name} admitted the derivatives were beyond everyone.",
        ),
        (
            "The old headquarters became a hotel with {n2} rooms and a swimming pool in the vault.",
            "Guests of the {n2}-room hotel now swim where the vault of the head office used to be.",
        ),
        (
            "Shareholders sued and were awarded nothing.",
            "The owners of its stock went to court and came away empty-handed.",
        ),
    ),
    "sprache": (
        (
            "Die Mundart von {place} wird nach Schätzungen noch von {n4} Menschen gesprochen.",
            "Schätzungsweise {n4} Sprecher hat der Dialekt, der in {place} zu Hause ist, noch.",
        ),
        (
            "Das Wörterbuch, an dem {name} seit {year} arbeitet, umfasst {n2} Bände.",
            "Auf {n2} Bände ist das Lexikon angewachsen, das {name} im Jahr {year} begonnen hat.",
        ),
        (
            "In der Schule durfte bis {year} niemand ein Wort davon sagen.",
            "Wer es im Unterricht benutzte, wurde noch {year} dafür bestraft.",
        ),
        (
            "Forscher aus {city} haben {n3} Stunden Gespräche auf Tonband aufgenommen.",
            "{n3} Stunden Tonaufnahmen brachte ein Team der Universität {city} zusammen.",
        ),
        (
            "Die Laute ähneln denen des Niederländischen, nicht aber die Grammatik.",
            "Grammatisch ist es dem Niederländischen fern, auch wenn es ähnlich klingt.",
        ),
        (
            "Ein Gesetz von {year} stellt sie unter den Schutz der Verfassung.",
            "Verfassungsschutz genießt sie aufgrund eines Gesetzes aus dem Jahr {year}.",
        ),
        (
            "Nur {n2} Prozent der Eltern geben sie an ihre Kinder weiter.",
            "Lediglich in {n2} von hundert Familien lernen die Jüngsten sie noch.",
        ),
        (
            "Der Rundfunk sendet jeden Sonntag eine halbe Stunde Nachrichten in ihr.",
            "Sonntags gibt es im Radio dreißig Minuten Neuigkeiten zu hören.",
        ),
        (
            "{name} schrieb darin {n1} Romane, von denen einer verfilmt wurde.",
            "Einer der {n1} Romane, die {name} verfasst hat, kam ins Kino.",
        ),
        (
            "Am Ufer der {river} verläuft die Grenze zum Hochdeutschen.",
            "Die Sprachgrenze bildet von alters her die {river}.",
        ),
        (
            "Die Ortsschilder sind seit dem {day}. {month} zweisprachig.",
            "Zwei Sprachen stehen seit {day}. {month} auf den Tafeln am Ortseingang.",
        ),
        (
            "Ohne Förderung wäre die Zeitschrift nach {n1} Heften eingestellt worden.",
            "Dass das Blatt mehr als {n1} Nummern erlebte, verdankt es Zuschüssen.",
        ),
    ),
    "vin": (
        (
            "Le domaine de {place} produit chaque année {n5} bouteilles sur {n2} hectares.",
            "Sur ses {n2} hectares, la propriété de {place} remplit {n5} bouteilles par an.",
        ),
        (
            "{name} l'a racheté en {year} pour la somme de {n2} millions.",
            "Pour {n2} millions, il est passé en {year} aux mains de {name}.",
        ),
        (
            "Le gel d'{month} a détruit près de {n2} pour cent des bourgeons.",
            "Quelque {n2} pour cent des bourgeons n'ont pas survécu aux nuits glaciales d'{month}.",
        ),
        (
            "La cave, creusée au dix-septième siècle, garde une température de {n2} degrés.",
            "Il fait toujours {n2} degrés dans la cave, qui date du dix-septième siècle.",
        ),
        (
            "Aucun pesticide n'y est employé depuis {year}.",
            "Depuis {year}, la vigne se passe entièrement de produits chimiques.",
        ),
        (
            "Les vendanges durent {n1} jours et occupent une centaine de saisonniers.",
            "Cent saisonniers environ coupent le raisin pendant {n1} jours.",
        ),
        (
            "Un laboratoire de {city} a relevé des traces de cuivre dans {n1} échantillons.",
            "Du cuivre a été trouvé dans {n1} échantillons par des chimistes de {city}.",
        ),
        (
            "Le conseil régional a refusé d'agrandir l'appellation au delà de la {river}.",
            "Au delà de la {river}, la région ne veut pas entendre parler de l'appellation.",
        ),
        (
            "{name} estime que le cépage aura disparu avant la fin du siècle.",
            "D'ici à la fin du siècle, selon {name}, on ne plantera plus ce cépage.",
        ),
        (
            "La moitié de la récolte part vers le Japon et la Corée.",
            "Japonais et Coréens boivent à eux seuls un verre sur deux.",
        ),
        (
            "Une bouteille de {year} s'est vendue {n4} euros aux enchères.",
            "Aux enchères, un amateur a déboursé {n4} euros pour un flacon de {year}.",
        ),
        (
            "Le procès intenté par les voisins est toujours devant la cour d'appel.",
            "La cour d'appel n'a pas encore tranché la plainte du voisinage.",
        ),
    ),
    "tennis": (
        (
            "{name} won the final in {place} after {n1} hours and {n2} minutes.",
            "It took {n1} hours and {n2} minutes before the trophy of {place} belonged to {name}.",
        ),
        (
            "She had been ranked outside the top {n3} when the season began.",
            "In January, {n3} players stood above her on the list.",
        ),
        (
            "Her opponent served {n2} aces and yet never led in the last set.",
            "Despite {n2} aces, the loser was behind for the whole of the decider.",
        ),
        (
            "Rain interrupted play on {n1} occasions and the roof failed to close.",
            "With a roof that would not shut, showers stopped the match {n1} times.",
        ),
        (
            "The prize of {n5} will go to a clinic in {city}, the winner announced.",
            "A clinic in {city} is to receive the cheque for {n5}.",
        ),
        (
            "Both players had met in the junior championship of {year}.",
            "They knew each other from a youth title match in {year}.",
        ),
        (
            "Her coach, {name}, had left the tour to grow olives.",
            "Olive farming had become the life of trainer {name} before she called.",
        ),
        (
            "The umpire overruled a line judge at match point, to the fury of the crowd.",
            "When a call was reversed on match point, spectators howled.",
        ),
        (
            "No woman from her country had reached the last four since {year}.",
            "One has to go back to {year} for a semi-finalist of the same nationality.",
        ),
        (
            "She played with a strapped wrist and without her usual racket.",
            "Bandages covered her wrist, and the racket was borrowed.",
        ),
        (
            "Around {n5} people watched in the stadium, three times the town's population.",
            "The arena held {n5}, thrice as many as live in the town.",
        ),
        (
            "The organisers admitted that {n4} tickets had been sold twice.",
            "Double booking affected {n4} seats, as the management conceded.",
        ),
        (
            "A documentary about the match is due in {month}.",
            "Film-makers plan to show their account of it in {month}.",
        ),
    ),
    "glacier": (
        (
            "The glacier above {place} has retreated by {n3} metres since {year}.",
            "Since {year}, the ice above {place} has drawn back {n3} metres.",
        ),
        (
            "{name} drilled a core of {n2} metres and dated its lowest layer to the Bronze Age.",
            "A Bronze Age layer lay at the bottom of the {n2}-metre core that {name} brought up.",
        ),
        (
            "Meltwater feeds the {river}, which supplies {n5} households in the valley.",
            "In the valley {n5} homes drink from the {river}, itself fed by the melting ice.",
        ),
        (
            "In {month} {year} a lake burst its moraine and carried away {n1} bridges.",
            "A moraine lake broke through in {month} {year}; {n1} bridges were swept off.",
        ),
        (
            "Sheets of white fleece now cover about {n2} per cent of the tongue in summer.",
            "Each summer roughly {n2} per cent of the tongue lies under white fleece.",
        ),
        (
            "The hut at its edge had to be moved uphill for the third time.",
            "Three times already the refuge has been shifted to higher ground.",
        ),
        (
            "Tourists pay {n2} for a walk through a tunnel that is cut anew every spring.",
            "A tunnel, dug afresh each spring, can be visited for {n2}.",
        ),
        (
            "Measurements from {city} show that nights below freezing have become rarer by a fifth.",
            "There are a fifth fewer frosty nights, as readings taken in {city} prove.",
        ),
        (
            "{name} found the wreck of a mail plane that had vanished {n2} years before.",
            "A mail plane missing for {n2} years was discovered by {name}.",
        ),
        (
            "By the end of the century no ice will be left below {n4} metres.",
            "Under {n4} metres everything will have thawed before the century is out.",
        ),
        (
            "The commune sued an energy company and lost in the first instance.",
            "Its claim against a power firm was dismissed by the lower court.",
        ),
        (
            "Shepherds no longer cross it with their flocks as they did for generations.",
            "What generations of herdsmen did, driving sheep over the ice, has ceased.",
        ),
    ),
    "orchestra": (
        (
            "The orchestra of {place} cancelled its tour after {n1} musicians fell ill.",
            "Illness among {n1} players made {place}'s orchestra call off its concerts abroad.",
        ),
        (
            "Its conductor, {name}, had signed a contract for {n1} seasons in {year}.",
            "In {year}, {name} agreed to lead it for {n1} seasons.",
        ),
        (
            "The hall seats {n4} and was paid for by a brewer.",
            "A brewer financed the auditorium, which has {n4} places.",
        ),
        (
            "Subsidies were cut by {n2} per cent when the council changed hands.",
            "A new majority on the council reduced public money by {n2} per cent.",
        ),
        (
            "Critics from {city} praised the strings but found the brass too loud.",
            "While the violins pleased reviewers in {city}, trumpets and trombones were thought noisy.",
        ),
        (
            "A lost symphony by a pupil of Haydn was found in {n2} loose sheets.",
            "On {n2} single leaves, a forgotten work of one of Haydn's pupils came to light.",
        ),
        (
            "Rehearsals begin at nine and are open to pupils of the local school.",
            "Schoolchildren may listen when practice starts in the morning at nine.",
        ),
        (
            "The first horn, {name}, is also the town's only vet.",
            "Between concerts the principal horn player, {name}, treats the area's animals.",
        ),
        (
            "Recordings made in {year} were reissued on {n1} discs.",
            "A label has brought the sessions of {year} back on {n1} records.",
        ),
        (
            "Women were not admitted as members until {year}.",
            "It was {year} before a woman could join.",
        ),
        (
            "The organ has {n4} pipes, some of which have been silent since a flood.",
            "Ever since the flooding, part of the {n4} organ pipes has made no sound.",
        ),
        (
            "An anonymous donor gave a cello worth {n5}.",
            "Somebody who wished to stay unnamed presented an instrument valued at {n5}.",
        ),
    ),
    "tranvía": (
        (
            "El tranvía de {place} transporta a {n5} pasajeros cada mes.",
            "Cada mes viajan {n5} personas en los vagones que recorren {place}.",
        ),
        (
            "La línea se inauguró en {year} con {n1} coches tirados por mulas.",
            "Mulas arrastraban los {n1} coches con que empezó el servicio en {year}.",
        ),
        (
            "{name}, ingeniero nacido en {city}, proyectó el túnel bajo la estación.",
            "El paso subterráneo de la estación fue idea de {name}, un técnico de {city}.",
        ),
        (
            "El ayuntamiento pagó {n2} millones por las nuevas vías.",
            "Los raíles recién colocados costaron {n2} millones a las arcas municipales.",
        ),
        (
            "Una huelga de {n1} semanas paralizó la red durante el otoño.",
            "En otoño la plantilla paró {n1} semanas y nada circuló.",
        ),
        (
            "Los vecinos rechazaron en referéndum la prolongación hasta la orilla del {river}.",
            "Llevarlo hasta el {river} no convenció a los habitantes, que votaron en contra.",
        ),
        (
            "El billete sencillo cuesta lo mismo desde hace {n2} meses.",
            "No ha subido la tarifa en los últimos {n2} meses.",
        ),
        (
            "Un incendio destruyó las cocheras y {n2} vehículos históricos.",
            "Entre las llamas del depósito se perdieron {n2} piezas de museo.",
        ),
        (
            "La velocidad media no supera los {n2} kilómetros por hora.",
            "Rara vez se va a más de {n2} kilómetros por hora.",
        ),
        (
            "{name} prometió que el servicio nocturno volvería antes de {month}.",
            "Antes de {month} habrá otra vez coches de noche, según aseguró {name}.",
        ),
        (
            "Los conductores llevan todavía la gorra azul de la antigua compañía.",
            "De la empresa de antaño queda la gorra azul que usa el personal.",
        ),
        (
            "Ninguna otra ciudad del país conserva su trazado original.",
            "Es el único recorrido que se mantiene intacto en toda la nación.",
        ),
    ),
    "harbour": (
        (
            "The harbour of {place} handled {n5} containers in {year}, mostly from Asia.",
            "In {year} cranes at {place} lifted {n5} containers, the bulk of them Asian freight.",
        ),
        (
            "Dredging of the approach to {n2} metres is to begin in {month}.",
            "From {month} the channel will be deepened to {n2} metres.",
        ),
        (
            "{name}, the harbour master, closed the outer basin after a crane collapsed.",
            "When a crane fell over, the outer basin was shut on the orders of {name}.",
        ),
        (
            "Divers recovered {n1} bodies from the trawler that sank off {city}.",
            "From the fishing boat lost near {city}, {n1} dead were brought up.",
        ),
        (
            "The customs service seized {n3} kilos of cocaine hidden among bananas.",
            "Hidden under bananas, {n3} kilos of cocaine fell into the hands of customs.",
        ),
        (
            "Dockers accepted a rise of {n1} per cent and gave up a paid holiday.",
            "In exchange for one day off less, wages on the quays go up by {n1} per cent.",
        ),
        (
            "A cruise terminal for {n4} passengers was rejected by the provincial court.",
            "Provincial judges stopped a pier meant for liners with {n4} guests.",
        ),
        (
            "The lighthouse was automated in {year} and sold to a painter.",
            "A painter bought the lighthouse, which had lost its keeper in {year}.",
        ),
        (
            "Silt from the {river} has buried the Roman quay under {n1} metres of mud.",
            "Where Romans moored, the {river} has left {n1} metres of sediment.",
        ),
        (
            "Pilots refuse to board ships whose ladders do not meet the rules.",
            "Vessels with faulty ladders get no pilot on board.",
        ),
        (
            "The wind farm needs {n2} hectares for the assembly of its towers.",
            "For putting up turbine towers, an area of {n2} hectares is required.",
        ),
        (
            "{name} filmed porpoises in the inner basin for the first time in decades.",
            "Porpoises, unseen there for decades, appeared before the camera of {name}.",
        ),
    ),
    "scuola": (
        (
            "La scuola elementare di {place} ha soltanto {n2} alunni divisi in due classi.",
            "A {place} vanno a lezione appena {n2} bambini, raccolti in due aule.",
        ),
        (
            "La maestra {name} insegna nel paese dal {year} e andrà in pensione a giugno.",
            "Dal {year} è {name} a fare lezione; a giugno smetterà.",
        ),
        (
            "Il comune ha speso {n4} euro per rifare il tetto danneggiato dalla neve.",
            "Rimettere a posto il tetto, ceduto sotto la neve, è costato {n4} euro.",
        ),
        (
            "Ogni mattina un pulmino raccoglie i ragazzi delle frazioni oltre il {river}.",
            "Chi abita al di là del {river} viene preso a casa con il pulmino.",
        ),
        (
            "Il ministero voleva chiuderla, ma {n3} genitori hanno firmato una petizione.",
            "Contro la chiusura decisa a Roma si sono schierate {n3} famiglie.",
        ),
        (
            "Nel {year} vi studiò per qualche mese un futuro premio Nobel.",
            "Un premio Nobel sedette per poco tempo sui suoi banchi nel {year}.",
        ),
        (
            "La biblioteca conserva {n4} volumi donati da un emigrato tornato da {city}.",
            "Un compaesano rientrato da {city} ha regalato i {n4} libri che vi si trovano.",
        ),
        (
            "Nessun bambino ha superato la prova nazionale di matematica.",
            "Tutti sono stati bocciati nel test di matematica.",
        ),
        (
            "L'orto, coltivato dagli alunni, fornisce {n2} chili di verdura alla mensa.",
            "In mensa arrivano {n2} chili di ortaggi che crescono dietro l'edificio.",
        ),
        (
            "Una seconda lingua straniera viene introdotta a partire da {month}.",
            "Da {month} si studierà anche un altro idioma.",
        ),
    ),
}

HELD_OUT: dict[str, tuple[Fact, ...]] = {
    "mine": (
        (
            "The mine at {place} closed in {year}, leaving {n4} families without an income.",
            "{n4} households lost their livelihood when {place} shut its pit in {year}.",
        ),
        (
            "Pumps still lift {n5} litres of water an hour to keep the galleries dry.",
            "Without the pumps, which raise {n5} litres each hour, the tunnels would flood.",
        ),
        (
            "{name}, a former foreman, leads visitors down a shaft of {n3} metres.",
            "Guided by the old foreman {name}, guests descend {n3} metres.",
        ),
        (
            "An explosion of coal dust killed {n2} men on the morning of {day} {month} {year}.",
            "On {day} {month} {year}, {n2} miners died when dust in the air caught fire.",
        ),
        (
            "The inquiry blamed a lamp that had not been inspected for {n1} years.",
            "A lamp, unchecked for {n1} years, was found to be the cause.",
        ),
        (
            "The spoil heap above {city} is slowly sliding towards the {river}.",
            "Bit by bit the waste tip over {city} moves down to the {river}.",
        ),
        (
            "Geologists believe that copper worth {n3} million remains in the ground.",
            "Some {n3} million in copper is thought to lie there still.",
        ),
        (
            "The union refused the last offer by a majority of {n1} votes.",
            "With {n1} votes more against it than for it, the workers turned the final proposal down.",
        ),
        (
            "A brass band founded by the miners still plays at every funeral.",
            "No burial takes place without the band that the pitmen set up.",
        ),
        (
            "The winding tower has been a protected building since {year}.",
            "Since {year} nobody may alter the headgear.",
        ),
        (
            "Ponies worked underground until {name} bought the first electric engine.",
            "It was {name} who replaced the animals below with an engine run on electricity.",
        ),
        (
            "Lung disease was recognised as an industrial injury only after a long trial.",
            "The courts took years to accept that damaged lungs were caused by the work.",
        ),
    ),
    "wald": (
        (
            "Der Stadtwald von {place} umfasst {n4} Hektar, zumeist Buchen und Eichen.",
            "Auf {n4} Hektar wachsen bei {place} vor allem Eichen und Buchen.",
        ),
        (
            "Försterin {name} zählt seit {year} die Nester der Schwarzstörche.",
            "Wie viele Schwarzstörche brüten, hält {name} seit {year} fest.",
        ),
        (
            "Der Sturm im {month} warf {n5} Festmeter Holz zu Boden.",
            "{n5} Festmeter lagen nach den Böen vom {month} am Boden.",
        ),
        (
            "Für {n1} Windräder sollen Schneisen geschlagen werden.",
            "Schneisen braucht es, wenn {n1} Anlagen Strom liefern sollen.",
        ),
        (
            "Das Gericht in {city} wies die Klage der Anwohner ab.",
            "Vor den Richtern in {city} hatten die Nachbarn keinen Erfolg.",
        ),
        (
            "Borkenkäfer haben {n2} Prozent der Fichten befallen.",
            "Von hundert Fichten sind {n2} vom Käfer betroffen.",
        ),
        (
            "An der {river} entsteht auf {n2} Hektar wieder ein Moor.",
            "{n2} Hektar an der {river} werden erneut vernässt.",
        ),
        (
            "Pilzsammler dürfen nur noch ein Kilo am Tag mitnehmen.",
            "Mehr als ein Kilogramm täglich ist beim Sammeln verboten.",
        ),
        (
            "Die älteste Eiche wurde im Jahr {year} gepflanzt.",
            "{year} setzte jemand den Baum, der heute der älteste ist.",
        ),
        (
            "{name} verkaufte das Jagdrecht für {n4} Euro an einen Zahnarzt.",
            "Ein Zahnarzt zahlte {name} {n4} Euro, um dort jagen zu können.",
        ),
        (
            "Im Kindergarten unter Bäumen lernen {n2} Kinder ohne Spielzeug.",
            "{n2} Jungen und Mädchen verbringen ihre Tage im Freien, ganz ohne Puppen.",
        ),
    ),
}

PEOPLE = (
    "Ada Brandvold",
    "Tomás Iriarte",
    "Miriam Okafor",
    "Lionel Ashby",
    "Katarzyna Wolniak",
    "Henrik Solbakken",
    "Yusuf Demirel",
    "Clara Benedetti",
    "Owen Pryce",
    "Noor Haddad",
    "Émile Vasseur",
    "Greta Hollmann",
    "Paul Achterberg",
    "Ines Carvalho",
    "Viktor Hranic",
)
PLACES = (
    "Oldhaven",
    "Sankt Veitsheim",
    "Marrowby",
    "Castelnero",
    "Ferrington",
    "Brackwater",
    "Lindqvist",
    "Porto Alvar",
    "Hohenau",
    "Valmoreau",
    "Kettlesund",
    "Drumlacken",
)
RIVERS = ("Ebber", "Tarn", "Lune", "Orla", "Vessa", "Aure")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "August",
    "September",
    "October",
)
