### La página con los resultados: para quienes miran más de lo que leen, también fuera de Slack.

name = Resultados
skip = Ir al contenido
skip_to_comments = Ir a los comentarios
nav =
    .label = Partes de los resultados
    .themes = Temas
    .comments = Comentarios
    .groups = Grupos
    .checkpoints = Versiones
    .method = Cómo se hizo

state =
    .open = Abierta · resultados hasta ahora
    .open_until = Abierta hasta el { $at } · resultados hasta ahora
    .closed = Cerrada el { $at }
    .then = Versión del { $at }
    .then_open = Versión del { $at } · todavía abierta entonces
as_of = Cifras al { $at } (publicación { $release }).
past = Está viendo una versión anterior, del { $at }. Lo que se retiró después tampoco aparece aquí.
past_newest = Ver las cifras más nuevas
foot = Ninguna cifra trata de menos de { $n } personas.
names_hidden = Nadie ve quién escribió o valoró un comentario.
as_written = Lo que escribieron las personas y quienes moderan, también los nombres de grupos y temas, no está traducido.
names_left_out = En esta página no hay nombres.

tile =
    .people = { $n ->
        [one] persona participó
        [many] de personas participaron
       *[other] personas participaron
    }
    .people_share = { $n ->
        [one] persona participó, el { $percent } % de las consultadas
        [many] de personas participaron, el { $percent } % de las consultadas
       *[other] personas participaron, el { $percent } % de las consultadas
    }
    .comments = { $n ->
        [one] comentario
        [many] de comentarios
       *[other] comentarios
    }
    .ratings = { $n ->
        [one] valoración
        [many] de valoraciones
       *[other] valoraciones
    }
    .themes = { $n ->
        [one] tema
        [many] de temas
       *[other] temas
    }
    .stars = de media
empty = Todavía no hay resultados
empty_why = Las estrellas aparecen cuando un comentario tiene { $n } valoraciones. Los comentarios aparecen desde el día siguiente.

short = En pocas palabras
short_how = { $n ->
    [one] Calculado a partir de las cifras de abajo, que cuentan { $n } comentario.
    [many] Calculado a partir de las cifras de abajo, que cuentan los { $n } de comentarios.
   *[other] Calculado a partir de las cifras de abajo, que cuentan los { $n } comentarios.
}
short_named = Un programa encontró los temas y les dio nombre; quienes moderan pueden cambiar ambas cosas.
evidence = Verlo
evidence_of = Ver en qué se basa la frase { $n }
story =
    .largest = El tema más grande es “{ $theme }”: { $n } de { $total } comentarios.
    .best_theme = El tema con más estrellas es “{ $theme }”, con { $stars } ★ de media.
    .best_themes = Ningún tema va claramente por delante en estrellas. Los primeros, con entre { $low } y { $high } ★ de media: { $themes }.
    .best_themes_same = Ningún tema va claramente por delante en estrellas. Los primeros, con { $stars } ★ de media: { $themes }.
    .themes_alike = Las estrellas son casi iguales en todos los temas: entre { $low } y { $high } ★ de media.
    .themes_alike_same = Las estrellas son casi iguales en todos los temas: { $stars } ★ de media.
    .highest = El comentario mejor valorado tiene { $stars } ★: { $quote }
    .highest_tied = { $n ->
        [one] { $n } comentario tiene más estrellas que los demás, { $stars } ★: { $quote }
        [many] { $n } de comentarios comparten el máximo de estrellas, { $stars } ★. Uno de ellos: { $quote }
       *[other] { $n } comentarios comparten el máximo de estrellas, { $stars } ★. Uno de ellos: { $quote }
    }
    .shared_too = Ese comentario gusta a todos los grupos, con { $stars } ★ o más en cada uno.
    .shared = Esto gusta a todos los grupos, con { $stars } ★ o más en cada uno: { $quote }
    .differ = En esto es donde más difieren los grupos: “{ $group }” { $mean } ★, los demás { $others } ★: { $quote }

people_title = Quiénes participaron
people_few = Aquí se verá cuántas personas participaron cuando sean suficientes.
between = Lo que comparten los grupos y en qué difieren
more_groups = Comparar los grupos
answers = Respuestas y acciones
answers_none = Todavía nadie ha respondido. Aquí estarán las respuestas de quienes preguntaron.
answers_count = Comentarios mejor valorados con respuesta: { $done } de { $n }.
answered_on = respondido el { $day }
has_answer = Con respuesta: { $status }
theme_has_answer = Tema con respuesta: { $status }
percent = { $percent } %
# Figures over the answers. The number itself stands over these words.
answered =
    .answered = { $total ->
        [one] con respuesta: { $n } de { $total } comentario
        [many] con respuesta: { $n } de { $total } de comentarios
       *[other] con respuesta: { $n } de { $total } comentarios
    }
    .highest = con respuesta entre los del nivel “Destacado”: { $n } de { $total }
    .acted_on = con algo en marcha (comenzado o hecho): { $n } de { $total } con respuesta
answered_with_themes = { $total ->
    [one] con respuesta: { $n } de { $total } comentario, { $through } por una respuesta a su tema
    [many] con respuesta: { $n } de { $total } de comentarios, { $through } por una respuesta a su tema
   *[other] con respuesta: { $n } de { $total } comentarios, { $through } por una respuesta a su tema
}
answered_days = { $n ->
    [one] día como máximo del comentario a la respuesta, en la mitad de las respuestas
    [many] de días como máximo del comentario a la respuesta, en la mitad de las respuestas
   *[other] días como máximo del comentario a la respuesta, en la mitad de las respuestas
}
answered_filter =
    .yes = Con respuesta
    .no = Sin respuesta todavía
all_answered = { $n ->
    [one] El comentario con respuesta
    [many] Los { $n } de comentarios con respuesta
   *[other] Los { $n } comentarios con respuesta
}
checkpoints_why = Las cifras cambian por pasos, para que nadie pueda averiguar cómo valoró una persona. Cada paso se conserva, con un enlace que permanece.
checkpoints_when = Una cifra cambia como mucho una vez al día, cuando valoraron al menos cinco personas más, y otra vez al cierre. Las versiones están más cerca unas de otras el primer día, cuando cada comentario recibe sus primeras estrellas, cuando se hallan temas nuevos y al cierre.
more_method = Qué se contó, qué se oculta y por qué
all_themes = { $n ->
    [one] El único tema
    [many] Los { $n } de temas
   *[other] Los { $n } temas
}
all_comments = { $n ->
    [one] El único comentario
    [many] Los { $n } de comentarios
   *[other] Los { $n } comentarios
}
all_checkpoints = { $n ->
    [one] La única versión
    [many] Las { $n } de versiones
   *[other] Las { $n } versiones
}

table = Ver los números en una tabla
download = de “{ $name }”
question = Pregunta: { $question }
some_of = { $n ->
    [one] { $n } de { $total } comentarios: el del lugar { $first }
    [many] { $n } de { $total } comentarios: lugares { $first } a { $last }
   *[other] { $n } de { $total } comentarios: lugares { $first } a { $last }
}
markdown = Copiar como Markdown
copied = Copiado

range = (de { $low } a { $high })
likely_top = probablemente entre los 10 primeros
seed = para empezar
why = Por qué:
group_stars = { $group }: { $stars } ★
comment_number = Comentario #{ $number }
shared_on = Compartido el { $day } o antes
spread = Las opiniones difieren: sus estrellas varían en { $stars }
contrast = El grupo “{ $group }” dio { $mean } ★ de media; los demás, { $others } ★.
by_group = Cómo valoraron los grupos este comentario
same_theme = Los mejor valorados del mismo tema

group = Grupo
no_group = Sin grupo
people = Personas
comments = Comentarios
comment = Comentario
ratings = Valoraciones
average = Estrellas de media
theme = Tema
part = Parte
day = Día
before = Antes
now = Ahora

chart_groups =
    .message = El grupo más grande: “{ $group }”
    .message_exact = El grupo más grande: “{ $group }”, { $n } de { $total } personas
    .about = Personas que compartieron o valoraron, por grupo. Los grupos de menos de { $n } personas se cuentan juntos.
chart_days =
    .message = { $n ->
        [one] El día con más actividad fue el { $day }, con { $n } comentario
        [many] El día con más actividad fue el { $day }, con { $n } de comentarios
       *[other] El día con más actividad fue el { $day }, con { $n } comentarios
    }
    .about = Comentarios por día, en la zona horaria de la consulta. Un día cuenta cuando escribieron cinco personas; hasta entonces, sus comentarios están en el siguiente.
chart_shared =
    .message = { $n ->
        [one] Un comentario gusta en todos los grupos
        [many] { $n } de comentarios gustan en todos los grupos
       *[other] { $n } comentarios gustan en todos los grupos
    }
chart_differ =
    .message = { $n ->
        [one] En un comentario un grupo difiere claramente de los demás
        [many] En { $n } de comentarios un grupo difiere claramente de los demás
       *[other] En { $n } comentarios un grupo difiere claramente de los demás
    }
chart_dots =
    .all = Estrellas de media, de 1 a 5. Cada marca es un grupo.
    .some = { $n ->
        [one] Estrellas de media, de 1 a 5. Cada marca es un grupo. Se muestra el primero.
        [many] Estrellas de media, de 1 a 5. Cada marca es un grupo. Se muestran los primeros { $n }.
       *[other] Estrellas de media, de 1 a 5. Cada marca es un grupo. Se muestran los primeros { $n }.
    }
chart_compare =
    .message = “{ $one }” y “{ $other }”: hasta { $stars } estrellas de diferencia
    .about = { $n ->
        [one] Estrellas de media de ambos grupos, en { $n } comentario que valoraron suficientes personas de ambos
        [many] Estrellas de media de ambos grupos, primero la mayor diferencia, de { $n } de comentarios que valoraron suficientes personas de ambos
       *[other] Estrellas de media de ambos grupos, primero la mayor diferencia, de { $n } comentarios que valoraron suficientes personas de ambos
    }
chart_both =
    .message = Esto gusta a “{ $one }” y a “{ $other }”: { $stars } ★ o más de cada grupo
    .about = { $n ->
        [one] Estrellas de media de ambos grupos, en { $n } comentario que valoraron suficientes personas de ambos
        [many] Estrellas de media de ambos grupos. Los { $shown } que más gustan al grupo menos convencido, de { $n } de comentarios que valoraron suficientes personas de ambos
       *[other] Estrellas de media de ambos grupos. Los { $shown } que más gustan al grupo menos convencido, de { $n } comentarios que valoraron suficientes personas de ambos
    }
chart_parts =
    .message = La parte más grande de “{ $theme }”: { $part }
    .about = Comentarios en cada parte del tema
chart_changed_most =
    .up = El comentario #{ $number } fue el que más subió: { $stars } estrellas
    .down = El comentario #{ $number } fue el que más bajó: { $stars } estrellas
chart_changed =
    .about = { $n ->
        [one] Estrellas de media antes y ahora, del { $n } comentario cuyas estrellas cambiaron
        [many] Estrellas de media antes y ahora. Los { $shown } que más cambiaron, de { $n } de comentarios
       *[other] Estrellas de media antes y ahora. Los { $shown } que más cambiaron, de { $n } comentarios
    }
chart_opinions =
    .message = { $n ->
        [one] Lo que gusta a un grupo de opinión más que a los demás
        [many] Lo que gusta a cada uno de { $n } de grupos de opinión más que a los demás
       *[other] Lo que gusta a cada uno de { $n } grupos de opinión más que a los demás
    }
    .about = Estrellas que el grupo da a un comentario por encima de las de los demás
    .more = Estrellas de más
chart_heat =
    .message = Donde más difieren los grupos es en “{ $theme }”
    .message_near = En temas enteros los grupos apenas difieren: { $stars } estrellas como mucho
    .about = Estrellas de media de cada grupo en cada tema. Cada comentario cuenta una vez; “–” es muy poco.

themes_none = Todavía no hay temas.
themes_by =
    .comments = Comentarios
    .stars = Estrellas
themes_how = Un programa reunió los comentarios que tratan de lo mismo y dio a cada tema un nombre con palabras de los comentarios. Quienes moderan pueden cambiar los temas. Cada comentario cuenta en un tema; si trata claramente de otro más, este se indica al lado.
parts = Contiene:
by_group_theme = Cómo valoraron los grupos este tema
theme_comments = Comentarios de este tema
also_theme = trata también de
also = { $n ->
    [one] Un comentario más trata de esto
    [many] { $n } de comentarios más tratan de esto
   *[other] { $n } comentarios más tratan de esto
}
also_how = Cada uno cuenta en el tema que se indica junto a él. Las cifras de este tema no los incluyen.
also_rule = Comentarios que también tratan de “{ $theme }” y cuentan en otro tema.
no_answer = { $n ->
    [one] { $n } comentario no da respuesta (“n/a”, solo un emoji) y no está en ningún tema.
    [many] { $n } de comentarios no dan respuesta (“n/a”, solo un emoji) y no están en ningún tema.
   *[other] { $n } comentarios no dan respuesta (“n/a”, solo un emoji) y no están en ningún tema.
}
outside = { $n ->
    [one] { $n } comentario no está en ningún tema
    [many] { $n } de comentarios no están en ningún tema
   *[other] { $n } comentarios no están en ningún tema
}

search = Buscar en los comentarios
search_go = Buscar
filter = Ordenar y filtrar
sort_by = Ordenados por
sort =
    .stars = Más estrellas
    .newest = Día más reciente
    .bridging = Gustan en todos los grupos
    .divided = Las opiniones difieren
    .most_rated = Más valoraciones
rated_by = Valorados por el grupo
language = Idioma
tier = Cómo le fue
no_theme = En ningún tema
every = Todos
everybody = Todo el mundo
found = { $n ->
    [one] { $n } comentario
    [many] { $n } de comentarios
   *[other] { $n } comentarios
}
show_all = Ver todos los comentarios
chosen = Filtros activos
chosen_remove = (quitar)
unknown = Esta dirección pide algo que aquí no existe: { $filters }. Puede que antes tuviera otro nombre.
past_the_end = { $n ->
    [one] La lista acaba antes de esta página: tiene { $n } comentario.
    [many] La lista acaba antes de esta página: tiene { $n } de comentarios.
   *[other] La lista acaba antes de esta página: tiene { $n } comentarios.
}
nothing_found = Ningún comentario coincide. Pruebe con menos palabras u otro filtro.
group_rule = Estrellas del grupo “{ $group }”, en comentarios que valoraron al menos { $n } de sus personas. Muestra cómo valoró el grupo, nunca quién escribió.
bridging_rule = Primero lo que gusta a todos los grupos, como en la página de grupos; después, según las estrellas del grupo al que menos le gusta. Los comentarios sin estrellas de dos grupos van al final.
divided_rule = Según cuánto difieren las estrellas de una persona a otra. Los comentarios en que difieren poco van al final, sin orden.
pages = Páginas de la lista
first_page = Volver a la primera página
next_page = Página siguiente (desde { $first } de { $total })

groups_rule = Las estrellas de un grupo se muestran en comentarios que valoraron al menos { $n } de sus personas y suficientes otras. Muestran cómo valoraron los grupos, nunca quién escribió qué.
all_common = Los { $n } comentarios que gustan a todos los grupos
common_in_full = Leer enteros los comentarios que gustan a todos los grupos
in_every_group = { $stars } ★ o más en cada grupo
side_by_side = Dos grupos, lado a lado
pair_first = Primer grupo
pair_second = Segundo grupo
pair_none = No hay ningún comentario con estrellas de ambos grupos. Elija otros dos.
compare = Comparar
opinion_group = { $n ->
    [one] Grupo { $letter }: { $n } persona o más
    [many] Grupo { $letter }: { $n } de personas o más
   *[other] Grupo { $letter }: { $n } personas o más
}
opinion_letter = Grupo { $letter }
opinion_likes = Le gusta más que a los demás:
opinion_more = { $stars } ★ más
opinion_none = No hay nada que le guste claramente más que a los demás.
consensus = Gusta a todos los grupos de opinión

checkpoint = { $n ->
    [0] No cambiaron las estrellas de ningún comentario.
    [one] Cambiaron las estrellas de { $n } comentario.
    [many] Cambiaron las estrellas de { $n } de comentarios.
   *[other] Cambiaron las estrellas de { $n } comentarios.
}
checkpoint_first = { $n ->
    [0] Las primeras cifras.
    [one] Las primeras cifras: las estrellas de { $n } comentario.
    [many] Las primeras cifras: las estrellas de { $n } de comentarios.
   *[other] Las primeras cifras: las estrellas de { $n } comentarios.
}
checkpoint_groups = Se contaron las cifras por grupo.
checkpoint_other = Solo cambiaron cifras de temas, o de todos los comentarios juntos.
checkpoint_root = Código de comprobación: { $root }
since = Qué cambió desde
since_go = Ver
changed_since = Cambios desde el { $at }
changed_table = Comentarios cuyas estrellas cambiaron
changed_count = { $n ->
    [0] No cambiaron las estrellas de ningún comentario.
    [one] Cambiaron las estrellas de { $n } comentario, o son las primeras.
    [many] Cambiaron las estrellas de { $n } de comentarios, o son las primeras.
   *[other] Cambiaron las estrellas de { $n } comentarios, o son las primeras.
}
changed_other =
    .heading = Otras cifras que cambiaron
    .themes = Estrellas de temas: { $names }
    .first_themes = Primeras estrellas de temas: { $names }
    .groups = Cómo valoraron los grupos cada comentario: { $names }
    .shared = Lo que gusta a todos los grupos
    .differ = En qué difieren los grupos
    .opinions = Grupos de opinión: personas que valoran de forma parecida
    .mean = La media de todos los comentarios: { $now } ★, antes { $was } ★
    .first_mean = La primera media de todos los comentarios: { $now } ★
    .spread = Cuánto coinciden las opiniones
    .questions = Respuestas a las preguntas breves
    .none = Tampoco cambió ninguna otra cifra de esta página.

ledger_total = { $n ->
        [one] Recibido: { $n } comentario
        [many] Recibidos: { $n } de comentarios
       *[other] Recibidos: { $n } comentarios
    }
method =
    .ledger = Qué fue de cada comentario
    .ledger_why = Cada comentario recibido está en una de estas líneas, y suman el total.
    .ledger_none = Estos números se muestran a partir de seis comentarios.
    .became = Qué fue de él
    .stars = Qué son las estrellas
    .stars_how = Hay personas que dan más estrellas que otras, y hay comentarios que valoraron otras personas. Corregimos ambas cosas (un modelo logit acumulado con un efecto por comentario y otro por persona). Con pocas valoraciones, las estrellas quedan más cerca del centro.
    .theme_stars = Las estrellas de un tema son la media de las estrellas de sus comentarios. Cada comentario cuenta una vez, sin importar cuántas veces se valoró.
    .agreement = El acuerdo es 1 cuando todas las personas dan a un comentario las mismas estrellas, y 0 cuando la mitad da 1 estrella y la otra mitad da 5.
    .agreement_now = En todos los comentarios es { $agreement }.
    .themes = Qué son los temas
    .opinions = Se reúnen las personas cuyas estrellas se parecen, sea cual sea el grupo que indicaron. Solo se muestran si los grupos hallados se distinguen claramente más de lo que haría el azar. A nadie se le dice en cuál está.
    .hidden = Qué se oculta y por qué
    .hidden_few = Ninguna cifra trata de menos de { $n } personas, y ninguna puede hallarse restando una cifra de otra.
    .hidden_groups = Las estrellas de un grupo en un comentario se muestran a partir de { $n } valoraciones del grupo. Un número pequeño oculta toda su fila donde se comparan todos los grupos.
    .hidden_release = Las cifras cambian solo al publicarse: cuando valoraron al menos cinco personas más, como mucho una vez al día, y otra vez al cierre. Se publica más a menudo el primer día, y cuando se hallan temas nuevos. Al cierre, los comentarios con menos de 40 valoraciones cuentan a todas las personas.
    .hidden_names = En esta página no hay nombres, identificadores de Slack ni horas. De un comentario solo se conoce un día, hasta el que habían escrito cinco personas o más.
    .hidden_steps = Mientras una consulta está abierta, los números de personas, comentarios y valoraciones cambian de cinco en cinco.
    .limits = Qué no dice esto
    .limits_who = Son las personas que participaron, no una muestra al azar. Quienes no participaron pueden pensar otra cosa.
    .limits_themes = Los temas los encuentra un programa. Puede equivocarse en algún comentario; léalos.
    .versions = Números fijados
    .parameter = Qué
    .value = Valor
    .p_version = Programa
    .p_min_group = Mínimo de personas de una cifra
    .p_group_cells = Mínimo de valoraciones de un grupo en un comentario
    .p_new = Personas nuevas antes de que cambie una cifra
    .p_exact = Valoraciones por debajo de las cuales se difuminan las estrellas
    .p_noise = Difuminado, en estrellas sobre la suma de un comentario
    .p_tiers = Valoraciones antes de indicar el nivel de un comentario
    .p_zone = Zona horaria
    .p_release = Publicación
hidden_noise =
    .usual = Donde valoraron menos de 40 personas, las estrellas se cambian un poco al azar, siempre igual, para que nadie pueda averiguar cómo valoró una persona.
    .strict = Donde valoraron menos de 40 personas, las estrellas se cambian más de lo habitual al azar, siempre igual, para que nadie pueda averiguar cómo valoró una persona.

accessibility =
    .title = Accesibilidad
    .aim = Estas páginas están hechas para cumplir WCAG 2.2, nivel AA: reglas para páginas que todo el mundo pueda usar.
    .state = Se revisaron por última vez el { $day }. No conocemos ninguna regla que incumplan.
    .how = Qué se revisó
    .how_program = Un programa (axe) mira todas las páginas, en claro y en oscuro, en español y en inglés. No encuentra ningún fallo.
    .how_keyboard = Todo funciona solo con el teclado, y siempre se marca dónde está usted. Todo funciona sin script.
    .how_zoom = No se pierde nada en una pantalla de 320 píxeles de ancho, que es un aumento del 400 % en una habitual, ni en una de 2560.
    .how_reader = Lo que un lector de pantalla dice de una página está escrito y probado: partes, títulos en orden, enlaces con nombre.
    .how_charts = Cada gráfico tiene un título que dice su mensaje, una descripción con palabras y una tabla al lado.
    .how_colour = El color nunca dice nada por sí solo: los grupos también se distinguen por su forma, y los números están escritos.
    .how_motion = Nada se mueve ni parpadea, y nada caduca mientras usted lee.
    .limits = Qué no funciona bien
    .limits_people = Todavía no han probado estas páginas con nosotros personas que usen un lector de pantalla a diario.
    .limits_words = Los comentarios se muestran como se escribieron. Algunos son largos, difíciles de leer o no tienen puntos.
    .limits_language = Un programa adivina el idioma de cada comentario. Si se equivoca, el lector de pantalla lo lee con otra voz.
    .limits_pictures = Un gráfico guardado como imagen (PNG) no tiene palabras para un lector de pantalla. Su tabla (CSV) sí.
    .help = Si algo no le funciona
    .help_who = Dígaselo a quien le dio el enlace. Además, cada parte se puede copiar como texto sencillo (“Copiar como Markdown”).

shut =
    .heading = Aquí no hay nada que ver
    .unknown = Este enlace no funciona. Puede que se haya sustituido, desactivado o haya caducado. Pida uno nuevo a quienes se lo dieron.
    .not_yet = Los resultados se mostrarán aquí después del cierre. Vuelva entonces, por favor.
    .no_such = No hay ninguna página así en estos resultados.
    .sign_in_heading = Inicie sesión, por favor
    .sign_in = Estos resultados son solo para las personas de un espacio de trabajo de Slack. Slack le da a Starling su identificador de miembro y nada más: ni nombre, ni correo, ni mensajes.
        Nadie lleva una lista de quién los mira. La sesión dura dos horas como máximo, o hasta que cierre el navegador.
    .outside = Estos resultados son solo para quienes pueden ver la consulta en Slack. Con su cuenta de Slack no puede. Si tiene otra, inicie sesión con ella.
    .moderators = Estos resultados son solo para el equipo de moderación, y en Slack usted no forma parte de él. Si tiene otra cuenta, inicie sesión con ella.
    .rate_first = Los resultados se muestran aquí cuando haya valorado cinco comentarios, para que nadie valore según lo que valoraron los demás. Presione “Valorar” en Slack y vuelva a cargar esta página.
    .unsure = Slack no ha dicho ahora mismo si usted puede ver estos resultados. Inténtelo de nuevo en un minuto, por favor.

sign_in = Iniciar sesión con Slack
sign_in_other = Iniciar sesión con otra cuenta
sign_in_again = Intentarlo de nuevo
sign_in_not = No ha iniciado sesión
sign_in_denied = No dio su permiso en Slack. No se ha transmitido nada sobre usted.
sign_in_failed = Slack no ha dicho quién es usted. Inténtelo de nuevo, por favor.
sign_in_lost = El inicio de sesión tardó demasiado o empezó en otro navegador. Abra otra vez el enlace a los resultados, por favor.
sign_in_other_workspace = Inició sesión con otro espacio de trabajo de Slack. Estos resultados son para las personas del espacio en el que se hizo la pregunta.
sign_out = Cerrar sesión
again = Cargar de nuevo
all_results = Ir a los resultados
