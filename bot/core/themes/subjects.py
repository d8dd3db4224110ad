"""Plain nouns that may name a theme by themselves, in English and Spanish: a short list, from general knowledge."""

from bot.core.themes.stopwords import words_of

SUBJECTS = words_of(
    """
    accessibility accountability conservatives democrats english liberals muslims republicans spanish unity truth
    administration agriculture animals architecture art arts attendance attractions awards bicycles bikes
    biodiversity budget budgets buildings bullying buses business businesses cafeteria campaigns campus care cars
    celebrations charities childcare children churches citizens cities citizenship classes classrooms climate clubs
    college colleges commerce communication communications community communities commuting companies competition
    computers concerts construction consultation contracts corruption costs counseling counselors courts crime
    culture cultures curriculum customers cycling daycare daycares debt democracy dentists developers development
    devices dining disability disabilities discipline discrimination diversity doctors donors downtown drivers
    driving drugs economy education elections electricity employees employers employment energy entertainment
    environment equality equipment equity ethnicity events exams exercise facilities fairness families family
    farming farms fares festivals finance finances fitness food freedom funding funerals games gardens gender girls
    governance grades grammar greenery growth guns harassment healthcare health heritage highways history hobbies
    holidays homelessness homes homework hospitality hospitals hotels hours houses housing identity immigrants
    immigration incomes inclusion inequality information infrastructure innovation insurance internet investment
    investors jobs journalism judges justice landlords landscape language languages law laws leaders leadership
    learning legislation libraries library licences licenses literacy logistics lunch malls management manufacturing
    markets marriage maths meals media medicine medicines meetings menus mentoring mentors migrants migration
    military money motorists museums music nature neighborhoods neighbourhoods neighbors neighbours news newspapers
    nightlife noise nurses nursing nutrition offices officers opinions ownership parents parking parks parliament
    patients payments peace pedestrians pensions phones pharmacies playgrounds police policing politicians politics
    pollution populations poverty pregnancy prevention prices principals prisons privacy production property
    properties prosperity protection protections protests punishment punishments race racism recreation recycling
    reforms refugees regulation regulations religion rent rentals renters repairs representation research residents
    restaurants retail retirement rights roads rooms rules safety salaries sanitation scholarships school schools
    science security shelters shopping shops sidewalks slavery society software spending sport sports stadiums
    startups stores storms stories streets students supervision supermarkets surveys surveillance sustainability
    taxation taxes taxis teachers teaching teams technology teenagers tenants testing theater theatre tourism
    tourists towns trade traffic trails training trains transit transparency transport transportation trees trust
    tuition unemployment unions universities university utilities vaccination vaccines values vehicles veterans
    victims violence visitors volunteering volunteers voters voting wages walking war wars waste water weapons
    welfare wellbeing wellness wildlife workers workplaces youth agua alimentación alquiler alumnos ambiente arte
    barrios biblioteca bibliotecas bicicletas calles clases clima comercio comida comunicación comunidad confianza
    consejeros construcción consumo contaminación cultura democracia deporte deportes derechos desarrollo
    discriminación docentes economía educación elecciones empleo empleos empresas energía escuela escuelas español
    estudiantes eventos familias formación gobierno hijos historia horarios hospitales idioma idiomas igualdad
    impuestos información infraestructura inmigración inmigrantes inglés inversión jóvenes justicia leyes limpieza
    maestros médicos mercado migración museos música naturaleza negocios niños oficiales padres parques policía
    policías política precios presupuesto privacidad profesores protección religión residuos restaurantes salarios
    salud seguridad sociedad tecnología tráfico trabajadores transparencia transporte turismo universidad
    universidades vehículos viajes violencia vivienda viviendas voluntarios votación
    """
)
"""Nouns that name a subject: they may be a headline alone, however few comments show that they are nouns."""

UNCOUNTED = words_of(
    """
    accountability agriculture art business care childcare climate commerce communication competition construction
    crime culture debt democracy design development discipline diversity economy education employment energy
    entertainment environment equality equity exercise fairness family farming finance fitness food freedom funding
    governance government greenery growth health healthcare heritage history homelessness homework hospitality
    housing identity immigration inclusion inequality information infrastructure innovation insurance internet
    investment journalism justice land landscape law leadership learning legislation literacy lunch management
    manufacturing medicine migration money music nature noise nutrition ownership parking peace pollution poverty
    pregnancy privacy production property protection punishment race recycling reform regulation religion rent
    representation research respect safety schooling science security shopping slavery society software spending
    sport supervision sustainability taxation teaching technology tourism trade traffic training transparency
    transport transportation truth trust tuition unemployment vaccination violence voting war waste water welfare
    wellbeing wellness work youth
    """
)
"""Nouns that mean the whole matter in the singular: "food", not "foods"."""

NO_SUBJECTS = words_of(
    """
    womens statement statements comment comments site respect respects
    living everyone others couple bodies control year last morning ability accident advantage amount answer area
    aspect attention basis benefit bit board case cause chance change choice concept concern condition
    consequence country course day decision deal decade detail difference difficulty effect effort element event
    evidence example expectation extent fact factor feeling form fun future goal government group help hour idea
    impact importance increase individual industry instance interest issue item job kid kind lack level life
    line list lot man manner matter means member method minute moment money month name nature need nobody number
    one opinion opportunity option order outcome part party past people percent period person piece place plan
    point policy position possibility power problem process program progress purpose quality question rate
    reason resource response responsibility rest result right risk role rule sense service session side
    situation society solution sort staff standard start state step stuff subject support system task term thing
    time today tool topic trouble type use value version view way week woman word work world worry worth year
    yes cosa gente persona problema tema tiempo vez vida día año parte mundo forma manera caso lugar
    問題 问题 方式 情況 情况 部分 事情 東西 东西 時間 时间 原因 方面 方法
    """
)
"""Nouns that say too little alone, as they are in WEAK_WORDS and here."""
