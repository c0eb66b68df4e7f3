"""Towns that many books come from, to tell a place from a publisher where nothing else does.

Data only, from general knowledge: capitals, large towns and towns with universities, by the
names that they have in the languages of the notes.
"""

from __future__ import annotations

_TOWNS = frozenset(
    """
    aarhus aberdeen aberystwyth abidjan abuja accra adana adelaide aix-en-provence albany
    alcalá|de|henares algiers alger alicante almaty amherst amiens amsterdam ancona angers ankara
    ann|arbor antalya antwerp antwerpen anvers arkhangelsk asunción athens athen atlanta auckland
    augsburg austin avignon baghdad baku bamberg bandung bangalore bangkok barcelona bari basel
    basle bath bayreuth beijing beirut belfast belgrade belo|horizonte bergamo bergen berkeley
    berlin bern berne besançon bielefeld bilbao birmingham bloomington bochum bogotá bogota
    bologna bolzano bonn bordeaux boston bradford brasília bratislava braunschweig bregenz bremen
    bremerhaven brescia brest brighton brisbane bristol brno bruges brussels brüssel bruxelles
    bucharest budapest buenos|aires buffalo bursa cádiz caen cagliari cairo calcutta cali cambridge
    cambridge,|ma canberra cape|town caracas cardiff carlisle cartagena casablanca catania
    chapel|hill charlottesville chemnitz chester chicago chişinău chisinau christchurch cincinnati
    clermont-ferrand cleveland coimbra colchester cologne columbia columbus como copenhagen córdoba
    cork coventry cracow cuenca dakar dallas damascus darmstadt delhi denver derby detroit
    dhaka dijon donetsk dordrecht dortmund dresden dublin duisburg dundee dunedin durban durham
    düsseldorf edinburgh eindhoven ekaterinburg emden erfurt erlangen eskişehir essen evanston
    exeter faro ferrara fes firenze flensburg florence florenz foggia fort|worth frankfurt
    frankfurt|a.|m. frankfurt|am|main freiberg freiburg freiburg|i.|br. fribourg gainesville galway
    gand gdańsk gdansk geneva genève genf genoa genova gent ghent gießen girona glasgow gloucester
    gothenburg göteborg göttingen granada graz greifswald grenoble groningen guadalajara
    guangzhou guayaquil haifa halifax halle hamburg hannover hanoi harmondsworth havana
    la|habana heidelberg helsinki hildesheim hong|kong honolulu houston hull husum hyderabad
    innsbruck ipswich irkutsk istanbul ithaca izmir jakarta jena jerusalem johannesburg kabul
    kaliningrad karachi karlsruhe kassel kaunas kazan kharkiv kiel kiev kingston klagenfurt
    kobe köln königsberg konstanz konya koblenz kraków krakau krasnodar krasnoyarsk kuala|lumpur
    kyiv kyoto la|haye la|paz la|plata la|rochelle lagos lahore lancaster lausanne le|havre le|mans
    leeds leicester leiden leipzig leuven lexington liège lille lima limerick limoges lincoln linz
    lisboa lisbon liverpool livorno ljubljana łódź london londres londra lorient los|angeles louvain
    louvain-la-neuve lübeck lublin lucca luxembourg luzern lviv lyon lyons maastricht macerata
    madison madrid mainz málaga malmö manchester manila mannheim mantova maputo marburg marseille
    medellín melbourne mendoza mérida messina metz mexico méxico mexico|city ciudad|de|méxico
    miami milan milano mailand milwaukee minneapolis minsk modena monterrey montevideo montpellier
    montréal montreal moscow moskau moscou mosca mulhouse mumbai munich münchen münster murcia
    murmansk nairobi nancy nantes naples napoli nashville new|brunswick new|delhi new|haven new|york
    newark newcastle newcastle|upon|tyne nice nijmegen norman norwich notre|dame nottingham
    novosibirsk nürnberg nuremberg oakland odense odessa oldenburg olomouc omsk opladen osaka oslo
    osnabrück ottawa oviedo oxford paderborn padova padua palermo palo|alto pamplona paris parigi
    parís parma passau pavia perm perth perugia petersburg philadelphia phoenix pisa pittsburgh
    plymouth poitiers portland porto porto|alegre portsmouth potsdam poznań prag praga prague praha
    preston pretoria princeton providence puebla quebec québec quito rabat ravenna reading
    recife regensburg reims rennes reykjavík rhodes richmond riga rio|de|janeiro riyadh roma rome
    rom rosario rostock rostov rotterdam rouen saarbrücken sacramento saint-étienne saint|louis
    salamanca salerno salt|lake|city salvador salzburg samara samsun san|antonio san|diego
    san|francisco san|josé san|juan san|sebastián santander santa|barbara santa|fe santiago
    santiago|de|chile santiago|de|compostela santo|domingo são|paulo sarajevo saratov sassari
    savannah seattle segovia seoul sevastopol seville sevilla shanghai sheffield shenzhen siegen
    siena singapore skopje sofia southampton speyer st.|andrews st.|gallen st.|louis st.|paul
    st.|petersburg stanford stockholm strasbourg straßburg stuttgart sydney syracuse szczecin
    szeged taipei tallinn tampere tarragona tartu tashkent tbilisi tehran tel|aviv the|hague
    den|haag thessaloniki tilburg tokyo toledo tomsk torino toronto toulon toulouse tours trento
    trier trieste trondheim tübingen tucson tunis turin turku tyumen udine ulm uppsala urbana
    urbino utrecht valencia valladolid valparaíso vancouver venezia venice vercelli verona vicenza
    vienna wien vigo vilnius vladivostok volgograd voronezh warsaw warszawa warschau washington
    washington,|d.c. washington|dc washington,|dc weimar wellington wiesbaden winchester
    winnipeg wolfenbüttel worcester wrocław wuhan wuppertal würzburg yaroslavl yerevan york
    zagreb zaragoza zürich zurich
    алматы архангельск астрахань баку владивосток волгоград воронеж горький екатеринбург ереван
    иваново ижевск иркутск казань калининград калуга кемерово киев киров краснодар красноярск курск
    ленинград львов минск м. москва мурманск нижний|новгород новгород новосибирск одесса омск
    оренбург пенза пермь петрозаводск петроград псков рига ростов-на-дону рязань самара
    санкт-петербург саратов свердловск севастополь симферополь смоленск спб. ставрополь таллин
    ташкент тарту тбилиси тверь томск тула тюмень ульяновск уфа хабаровск харьков челябинск
    чита ярославль
    """.split()  # noqa: SIM905
)


def is_town(text: str) -> bool:
    """Whether a text is a town's name and nothing more."""
    return "|".join(text.lower().split()) in _TOWNS
