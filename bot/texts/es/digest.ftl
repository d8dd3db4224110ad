### Resúmenes: lo que se dice hasta ahora, publicado en el canal de la consulta.

title = Resúmenes

open =
    .header = Resumen: lo que se dice hasta ahora
closing =
    .header = Resumen final: lo que se dijo
line = Resumen: { $question } · { $counts }
line_closing = Resumen final: { $question } · { $counts }

# Qué hay de nuevo
late = :hourglass: Con retraso: estaba previsto para { $at }.
since = Desde { $at }: { $news }.
since_nothing = Desde { $at }: nada nuevo.
new_people = { $n ->
    [one] { $n } persona nueva
    [many] { $n } de personas nuevas
   *[other] { $n } personas nuevas
}
new_comments = { $n ->
    [one] { $n } comentario nuevo
    [many] { $n } de comentarios nuevos
   *[other] { $n } comentarios nuevos
}
new_ratings = { $n ->
    [one] { $n } valoración nueva
    [many] { $n } de valoraciones nuevas
   *[other] { $n } valoraciones nuevas
}
about_people = { $n ->
    [one] alrededor de { $n } persona nueva
    [many] alrededor de { $n } de personas nuevas
   *[other] alrededor de { $n } personas nuevas
}
about_comments = { $n ->
    [one] alrededor de { $n } comentario nuevo
    [many] alrededor de { $n } de comentarios nuevos
   *[other] alrededor de { $n } comentarios nuevos
}
about_ratings = { $n ->
    [one] alrededor de { $n } valoración nueva
    [many] alrededor de { $n } de valoraciones nuevas
   *[other] alrededor de { $n } valoraciones nuevas
}
since_little = Desde { $at }: algunos comentarios o valoraciones nuevos.
first_themes = los primeros temas
new_themes = { $n ->
    [one] Tema nuevo: { $names }.
    [many] Temas nuevos: { $names }.
   *[other] Temas nuevos: { $names }.
}
theme_split = *{ $theme }* se separó de *{ $other }*.
theme_merged = *{ $theme }* ahora es parte de *{ $other }*.

in_short = En pocas palabras
top = El comentario con más estrellas tiene { $stars } con { $n } valoraciones o más: { $quote }
top_tied = { $tied ->
    [one] { $tied } comentario tiene más estrellas que los demás. Tiene { $stars } con { $n } valoraciones o más: { $quote }
    [many] { $tied } de comentarios comparten el máximo de estrellas. Uno de ellos tiene { $stars } con { $n } valoraciones o más: { $quote }
   *[other] { $tied } comentarios comparten el máximo de estrellas. Uno de ellos tiene { $stars } con { $n } valoraciones o más: { $quote }
}
divided = Donde más difieren las opiniones es en este: { $quote }

themes = Temas
order =
    .rated = por lo que más importa: estrellas × proporción de los comentarios
    .unrated = por lo que más importa: estrellas × proporción de los comentarios; al final, los que no tienen estrellas
to_rate = { $n ->
    [one] Faltan valoraciones: más de { $n } comentario tiene menos de { $min }.
    [many] Faltan valoraciones: más de { $n } de comentarios tienen menos de { $min }.
   *[other] Faltan valoraciones: más de { $n } comentarios tienen menos de { $min }.
}

best =
    .open = Lo mejor valorado hasta ahora
    .closed = Lo mejor valorado
some = Algo de lo que se dice
differ = En esto difieren los grupos: { $group } { $mean } ★, los demás { $others } ★
shared = Esto gusta a todos los grupos: { $mean } ★ o más en cada uno
quote_gone = (este comentario ya no se muestra)

other_themes = Otros temas
voices = Qué más dice la gente
more_themes = { $n ->
    [one] Y { $n } tema más.
    [many] Y { $n } de temas más.
   *[other] Y { $n } temas más.
}
more_themes_named = { $n ->
    [one] Y { $n } tema más: { $names }.
    [many] Y { $n } de temas más: { $names }.
   *[other] Y { $n } temas más: { $names }.
}
more_others = { $n ->
    [one] { $n } más
    [many] { $n } más
   *[other] { $n } más
}

# Por qué no hay temas
no_comment =
    .open = Todavía no hay comentarios. El primero pone en marcha la consulta.
    .closed = Nadie compartió ningún comentario.
themes_pending = Estoy buscando los temas en este momento. Lo que se publique los esperará.
themes_missing = Esta vez no pude encontrar los temas.
too_few =
    .open = Los temas aparecen cuando haya { $min } comentarios.
    .closed = Hubo muy pocos comentarios para formar temas.
too_alike = Los comentarios se parecen demasiado para separarlos por temas.

names =
    .hidden = sin nombres
    .shown = los comentarios llevan nombre, pero no en un resumen
no_quotes =
    .open = un comentario puede citarse cuando lo han valorado { $min } personas y salen las cifras siguientes
    .closed = no se cita a nadie, porque ningún comentario tiene { $min } valoraciones
quotes = las citas son literales, de comentarios con { $min } valoraciones o más

comment =
    .button = Comentar
    .spoken = Compartir un comentario
rate =
    .button = Valorar
    .spoken = Valorar comentarios
results =
    .button = Resultados

# Lo que lee el equipo de moderación
heading = *Resúmenes de { $question }*
scheduled_in = • { $channel } *{ $schedule }* ({ $zone }), el próximo: { $at }
unscheduled = Ningún resumen se publica automáticamente. Para programarlo, escriba `{ $command } resumen cada "lunes 9:00"`.
closed = La consulta está cerrada. Después del resumen final no hay otro.
preview =
    .button = Vista previa
now =
    .button = Publicar ahora
    .confirm_title = ¿Publicar un resumen ahora?
    .confirm_text = Aparecerá en el hilo de la consulta y en su canal.
    .confirm_yes = Publicar
    .confirm_no = Cancelar
off =
    .button = Desactivar
    .spoken = Desactivar todos los resúmenes programados de esta consulta

past = { $at } · { $channel }: { $state }
state =
    .posted = publicado
    .nothing_new = no se publicó, no había nada nuevo
    .closed = no se publicó, la consulta se había cerrado
    .reopened = no se publicó, la consulta se había vuelto a abrir
    .schedule_off = no se publicó, ya no estaba programado
    .superseded = no se publicó, otro posterior ocupó su lugar
    .paused = no se publicó, la consulta estaba en pausa
    .skipped = no se publicó, alguien de moderación lo omitió
    .dropped = no se publicó
    .themes = estoy buscando sus temas y después se publica
    .names = espera a que el equipo de moderación mire los nombres de sus temas
    .on_its_way = en camino
state_failed = no se pudo publicar (`{ $reason }`)
state_waiting = Slack me pidió esperar, lo intento otra vez { $at }

on_its_way =
    .thread = :white_check_mark: El resumen de *{ $question }* está en camino al hilo en { $channel }.
    .channel = :white_check_mark: El resumen de *{ $question }* está en camino a { $channel }.
scheduled =
    .open = :white_check_mark: Los resúmenes de *{ $question }* se publican en { $channel } *{ $schedule }* ({ $zone }). El próximo será { $at }. Si no hay nada nuevo, no se publica ninguno.
    .draft = :white_check_mark: Cuando la consulta esté abierta, los resúmenes de *{ $question }* se publicarán en { $channel } *{ $schedule }* ({ $zone }). La próxima vez será { $at }. Si no hay nada nuevo, no se publica ninguno.
own_zone = { $zone }, su zona horaria
ended = :white_check_mark: Ya no se publican resúmenes automáticamente en { $channels }. El resumen final sí se publicará.
ended_none = No había ningún resumen programado. No se cambió nada.
preview_follows = Ahora recibirá una vista previa. Solo usted la ve.
preview_note = :eyes: Esto es una vista previa, { $at }. Solo usted la ve. Se publicaría en { $channel }.
preview_note_language = :eyes: Esto es una vista previa, { $at }. Solo usted la ve. Se publicaría en { $channel }, en { $language }.

not_open = Esta consulta todavía no se ha abierto, así que no hay nada que contar.
no_channel = Esta consulta todavía no se ha anunciado en ningún canal. Indique uno con `--canal=#nombre`.
closing_posted = Esta consulta está cerrada y su resumen final ya se preparó para ese canal. No habrá otro.
closed_no_schedule = Esta consulta está cerrada. Después del resumen final no hay otro.

failed = No se pudo publicar el resumen de *{ $question }* en { $channel }: { $why }.
failed_ended = No se pudo publicar el resumen de *{ $question }* en { $channel }: { $why }. Ya no está programado en ese canal.
redact_failed = Un resumen de *{ $question }* en { $channel } cita un comentario que ya no se muestra. No pude quitar la cita: { $why }. Borre ese mensaje a mano.

# El gráfico de los temas
chart =
    .theme = Tema
    .low = Margen desde
    .high = Margen hasta
    .largest = Más comentarios: { $theme }
    .largest_and_highest = { $theme }: más comentarios y más estrellas
    .highest = Más comentarios: { $largest }. Más estrellas: { $highest }
    .alike = Más comentarios: { $theme }. Las estrellas son parecidas: de { $low } a { $high }
    .same = Más comentarios: { $theme }. Las estrellas son las mismas, { $low }
    .stars_highest = Más estrellas: { $theme }
    .stars_next = Más estrellas: { $theme }, muy cerca { $second }
    .stars_alike = Las estrellas de los temas son parecidas: de { $low } a { $high }
    .subtitle = Número de comentarios y promedio de estrellas, de 1 a 5
    .subtitle_range = Número de comentarios y promedio de estrellas, de 1 a 5. La línea que cruza cada punto es el margen probable.
    .range = { $mean } ★, probablemente entre { $low } y { $high }
    .comments = Comentarios
    .stars = Media de estrellas

page_link = Explore estos resultados en una página: todos los comentarios, gráficos y grupos
# Para comprobar un archivo exportado. $n: de la publicación; $root: 64 dígitos hexadecimales.
root = publicación { $n }, código de comprobación `{ $root }`

# Cómo llegan los resúmenes de un canal ------------------------------------------------------------------------------

rule_quiet = horas de silencio { $hours }: lo que toque entonces llega después
rule_holidays = { $n ->
    [one] no en un festivo, { $first }
    [many] no en { $n } de festivos, de { $first } a { $last }
   *[other] no en { $n } festivos, de { $first } a { $last }
}
rule_at_least = { $n ->
    [one] solo si hay { $n } comentario nuevo, o diez veces más valoraciones
    [many] solo si hay { $n } de comentarios nuevos, o diez veces más valoraciones
   *[other] solo si hay { $n } comentarios nuevos, o diez veces más valoraciones
}
rule_form =
    .short = en forma corta, sin citas
    .moderators = en la forma de moderación, con lo pendiente
rule_ends = Lo que no se escribe queda como estaba. Para quitar algo de esto, escriba el mismo comando con { $ways }.
rule_outside = desde un canal privado, como confirmó alguien de moderación
outside = Esta consulta es de { $private }, que es privado. Todas las personas de { $channel } leerían sus temas y lo que allí se escribió.
outside_button = Publicarlo allí
waiting = { $n ->
    [0] Para moderación: no hay nada pendiente.
    [one] Para moderación: { $n } comentario está pendiente.
    [many] Para moderación: { $n } de comentarios están pendientes.
   *[other] Para moderación: { $n } comentarios están pendientes.
}

# Un resumen que se muestra al equipo de moderación antes de publicarse ------------------------------------------------

held =
    .waits = El resumen de *{ $question }* se publica en { $channel } { $at } si no lo cambian.
    .skipped = El resumen de *{ $question }* se omite: no se publica nada en { $channel } { $at }. Lo nuevo vendrá con el siguiente.
    .posted = :white_check_mark: El resumen de *{ $question }* está publicado en { $channel }.
    .on_its_way = El resumen de *{ $question }* está en camino a { $channel }.
    .dropped = El resumen de *{ $question }* no se publicó en { $channel }: mientras tanto la consulta se cerró o quedó en pausa, o dejó de estar programado.
    .failed = El resumen de *{ $question }* no se pudo publicar en { $channel }.
    .again_figures = :arrows_counterclockwise: Se preparó de nuevo, porque hay cifras más recientes.
    .again_quote = :arrows_counterclockwise: Se preparó de nuevo, porque un comentario que citaba ya no se muestra.
    .has_introduction = Con una introducción del equipo de moderación.
    .preview = Lo que se publicará:
    .preview_language = Lo que se publicará, en { $language }:
    .edit_button = Editar la introducción
    .skip_button = Omitir este
    .undo_button = Deshacer: que se publique
    .post_title = ¿Publicarlo ahora?
    .post_text = Se publica tal como se muestra aquí, a cualquier hora.
    .form_title = Antes de publicarlo
    .form_about = Puede agregar frases propias encima del resumen y dejar fuera citas. Las cifras quedan como están.
    .form_submit = Guardar
    .introduction_label = Introducción
    .introduction_hint = Se muestra encima del resumen, bajo “Del equipo de moderación”. Vacía: ninguna.
    .left_out_label = Citas que se dejan fuera
    .left_out_hint = Quien lee ve que alguien de moderación dejó fuera una cita.
    .left_out_placeholder = Elija comentarios
    .no_quotes = Este resumen no cita a nadie.
held_leaves_out = { $n ->
    [one] Se deja fuera { $n } cita.
    [many] Se dejan fuera { $n } de citas.
   *[other] Se dejan fuera { $n } citas.
}
held_again =
    .figures = Hay cifras más recientes, así que el resumen de *{ $question }* para { $channel } se preparó de nuevo. Sus cambios están en él. Se publica { $at }.
    .quote = Un comentario ya no se muestra, así que el resumen de *{ $question }* para { $channel } se preparó de nuevo sin él. Sus demás cambios están en él. Se publica { $at }.
held_over = Este resumen ya está en camino, o alguien lo acaba de cambiar. Vuelva a mirar su tarjeta.
held_late = La hora de este resumen ya pasó. Para publicar uno ahora, escriba `/exchange resumen ahora`.
introduction_long = Una introducción tiene { $max } caracteres como máximo.
from_moderators = Del equipo de moderación
quote_left_out = (alguien de moderación dejó fuera esta cita)
held_set = { $n ->
    [one] :white_check_mark: El equipo de moderación ve cada resumen programado de *{ $question }* { $n } hora antes de que se publique, y puede cambiarlo u omitirlo. Si nadie lo hace, se publica solo. Los que publica en el momento, los de cierre y los de moderación no esperan.
    [many] :white_check_mark: El equipo de moderación ve cada resumen programado de *{ $question }* { $n } de horas antes de que se publique, y puede cambiarlo u omitirlo. Si nadie lo hace, se publica solo. Los que publica en el momento, los de cierre y los de moderación no esperan.
   *[other] :white_check_mark: El equipo de moderación ve cada resumen programado de *{ $question }* { $n } horas antes de que se publique, y puede cambiarlo u omitirlo. Si nadie lo hace, se publica solo. Los que publica en el momento, los de cierre y los de moderación no esperan.
}
held_unset = :white_check_mark: Los resúmenes programados de *{ $question }* se publican sin que los mire antes el equipo de moderación.
held_status = { $n ->
    [one] El equipo de moderación ve cada resumen programado { $n } hora antes de que se publique.
    [many] El equipo de moderación ve cada resumen programado { $n } de horas antes de que se publique.
   *[other] El equipo de moderación ve cada resumen programado { $n } horas antes de que se publique.
}
