### Llevar una consulta: las respuestas a los comandos y botones de quienes moderan.

modal =
    .title = Consulta
    .close = Listo

opened = :white_check_mark: *{ $question }* está abierta. Se anuncia en { $channels }.
    Lo que pregunta ya no cambia; `{ $command } prorrogar` cambia su fecha de cierre.
opens_later = :alarm_clock: *{ $question }* se abre por sí sola { $at }.
closed = :checkered_flag: *{ $question }* está cerrada. El anuncio lo dice.
reopened = :large_green_circle: *{ $question }* vuelve a estar abierta, sin fecha de cierre.
reopened_until = :large_green_circle: *{ $question }* vuelve a estar abierta, hasta { $at }.
paused = :double_vertical_bar: *{ $question }* está en pausa. El anuncio lo dice; `/exchange reanudar` la pone de nuevo en marcha.
resumed = :large_green_circle: *{ $question }* sigue adelante.
archived = :package: *{ $question }* está archivada. Ya no aparece en las listas; `/exchange estado { $name }` y `/exchange resultados { $name }` todavía la muestran.
brought_back = :checkered_flag: *{ $question }* ya no está en el archivo. Sigue cerrada.
deleted = :wastebasket: *{ $question }* (`{ $name }`) está borrada, con todo lo que le pertenecía.
messages_left = { $n ->
    [one] Slack no me dejó borrar { $n } mensaje sobre ella en un canal: bórrelo a mano, por favor.
    [many] Slack no me dejó borrar { $n } de mensajes sobre ella en canales: bórrelos a mano, por favor.
   *[other] Slack no me dejó borrar { $n } mensajes sobre ella en canales: bórrelos a mano, por favor.
}
closes = :calendar: *{ $question }* se cierra { $at }.
stays_open = :calendar: *{ $question }* queda abierta hasta que usted la cierre.
closed_before = Antes iba a cerrarse { $at }.
draft_deleted = :wastebasket: Se borró el borrador `{ $name }`.
nothing_changed = No se cambió nada.
zone = He leído la hora en su zona horaria de Slack, { $zone }.

not_announced = *{ $question }* está abierta, pero no puedo anunciarla en { $channel }: { $why }. Lo intentaré de nuevo antes de una hora, durante una semana.
not_opened = *{ $question }* no se abrió: yo no estaba en marcha, y su fecha de cierre también pasó. `{ $command } estado { $name }` muestra el borrador, y *Editar* cambia sus fechas.

time_missing = ¿Hasta cuándo? Escriba una hora: `{ $command } prorrogar viernes 17:00`, o `nunca` si no debe tener fecha de cierre.
date_changed = Mientras tanto se cambió su fecha de cierre. No se hizo nada: escriba el comando otra vez.
fixed =
    .open = Está abierta y lo que pregunta ya no cambia: ahora solo se pueden cambiar sus fechas.
    .closed = Esta consulta está cerrada. Lo que preguntó se queda como está.
no_channel = Elija primero un canal con *Editar*: el anuncio tiene que ir a alguna parte.
close_date_past = Su fecha de cierre ya pasó. Elija una posterior con *Editar*.
open_already = Ya está abierta.
# $max exchanges are open or about to open.
too_many_open = { $max ->
    [one] Este espacio de trabajo puede tener una consulta abierta a la vez. Ciérrela primero con `/exchange cerrar`.
    [many] Este espacio de trabajo puede tener { $max } consultas abiertas a la vez, y ya las tiene. Cierre una primero con `/exchange cerrar`.
   *[other] Este espacio de trabajo puede tener { $max } consultas abiertas a la vez, y ya las tiene. Cierre una primero con `/exchange cerrar`.
}
closes_first =
    .opening = Se cerraría antes de abrirse. Cambie primero su fecha de cierre con *Editar*.
    .closing = Se cerraría antes de abrirse. Elija una hora posterior.
too_soon = Elija una hora posterior, o ciérrela ahora con `/exchange cerrar`.
nobody_rated = Esta consulta todavía no se ha abierto, así que nadie ha valorado nada.
still_draft = Esta consulta todavía no se ha abierto: use `/exchange abrir`.
not_open =
    .draft = `{ $name }` todavía no se ha abierto.
    .closed = `{ $name }` ya está cerrada. `/exchange reabrir` vuelve a abrirla.
paused_already = `{ $name }` ya está en pausa. `/exchange reanudar` la pone de nuevo en marcha.
not_paused = `{ $name }` no está en pausa.
archive_open = Está abierta. Ciérrela primero: `/exchange cerrar`.
archive_draft = Esta consulta todavía no se ha abierto. Un borrador tiene *Borrar borrador* en su tarjeta.
archived_already = `{ $name }` ya está archivada. `/exchange estado { $name }` la saca del archivo.
not_archived = `{ $name }` no está archivada.
# $names is a list of numbers, each with a #.
archive_unanswered = { $n ->
    [one] El comentario { $names } es uno de los diez más altos y todavía no tiene respuesta. La gente debe saber qué fue de él: `/exchange responder { $name }`. Después puede archivar.
    [many] { $n } de los diez comentarios más altos todavía no tienen respuesta: { $names }. La gente debe saber qué fue de ellos: `/exchange responder { $name }`. Después puede archivar.
   *[other] { $n } de los diez comentarios más altos todavía no tienen respuesta: { $names }. La gente debe saber qué fue de ellos: `/exchange responder { $name }`. Después puede archivar.
}
delete =
    .title = Borrar consulta
    .what = *Esto no se puede deshacer.*
        { $question }

        Todo se borra para siempre: { $counts }, temas, resultados, sus exportaciones y respuestas. También se borran mis mensajes sobre ella en los canales. Los mensajes entre cada persona y yo son de esa persona y se quedan.
    .instead = Si solo quiere quitarla de la vista: `/exchange archivar { $name }`.
    .name_label = Para borrarla, escriba su nombre corto: { $name }
    .submit = Borrar para siempre
    .other_name = Ese no es su nombre corto. Para borrarla, escriba { $name }.
reminders_unknown = Escriba `{ $command } recordar pocos` o `{ $command } recordar ninguno`.
reminders_how = _`{ $command } recordar ninguno` ya no envía más; `{ $command } recordar pocos` vuelve a enviarlos._
only_a_name = Escriba solo el nombre corto, sin nada detrás.
outdated_button = No puedo leer ese botón. Escriba el comando otra vez.
outdated_picker = Ya no puedo leer este menú. Escriba el comando otra vez.
outdated_menu = No puedo leer este menú. Use el anuncio más reciente.

none_to =
    .open_one = No hay ningún borrador que abrir. `{ $command } nueva` crea uno.
    .close_one = No hay ninguna consulta abierta. `{ $command } estado` las muestra todas.
    .reopen_one = No hay ninguna consulta cerrada. `{ $command } estado` las muestra todas.
    .extend_one = No hay ninguna consulta abierta. `{ $command } estado` las muestra todas.
    .pause_one = No hay ninguna consulta abierta. `{ $command } estado` las muestra todas.
    .resume_one = No hay ninguna consulta en pausa. `{ $command } estado` las muestra todas.
    .archive_one = No hay ninguna consulta cerrada. `{ $command } estado` las muestra todas.
    .remind_one = No hay ninguna consulta abierta. `{ $command } estado` las muestra todas.
    .invite_one = No hay ninguna consulta abierta ni borrador. `{ $command } nueva` crea uno.
    .channel_one = Todavía no hay ninguna consulta. `{ $command } nueva` crea la primera.
    .nudge_one = No hay ninguna consulta abierta. `{ $command } estado` las muestra todas.
    .delete_one = No hay ninguna consulta que borrar. `{ $command } estado` las muestra todas.
    .status_one = Todavía no hay ninguna consulta. `{ $command } nueva` crea la primera.
whole_exchange = `{ $form }` es para una consulta entera: `{ $form } { $name }`.
unknown = No hay ninguna consulta `{ $name }`. Hay { $names }.
unknown_of_many = { $n ->
    [one] No hay ninguna consulta `{ $name }`. Hay { $names } y { $n } más.
    [many] No hay ninguna consulta `{ $name }`. Hay { $names } y { $n } más.
   *[other] No hay ninguna consulta `{ $name }`. Hay { $names } y { $n } más.
}
