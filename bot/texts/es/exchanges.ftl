### Llevar una consulta: las respuestas a los comandos y botones de quienes moderan.

modal =
    .title = Consulta
    .close = Listo

opened = :white_check_mark: *{ $question }* está abierta. Se anuncia en { $channel }.
    Lo que pregunta ya no cambia; `{ $command } prorrogar` cambia su fecha de cierre.
opens_later = :alarm_clock: *{ $question }* se abre por sí sola { $at }.
closed = :checkered_flag: *{ $question }* está cerrada. El anuncio lo dice.
reopened = :large_green_circle: *{ $question }* vuelve a estar abierta, sin fecha de cierre.
reopened_until = :large_green_circle: *{ $question }* vuelve a estar abierta, hasta { $at }.
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
closes_first =
    .opening = Se cerraría antes de abrirse. Cambie primero su fecha de cierre con *Editar*.
    .closing = Se cerraría antes de abrirse. Elija una hora posterior.
too_soon = Elija una hora posterior, o ciérrela ahora con `/exchange cerrar`.
nobody_rated = Esta consulta todavía no se ha abierto, así que nadie ha valorado nada.
still_draft = Esta consulta todavía no se ha abierto: use `/exchange abrir`.
not_open =
    .draft = `{ $name }` todavía no se ha abierto.
    .closed = `{ $name }` ya está cerrada. `/exchange reabrir` vuelve a abrirla.
outdated_button = No puedo leer ese botón. Escriba el comando otra vez.
outdated_picker = Ya no puedo leer este menú. Escriba el comando otra vez.
outdated_menu = No puedo leer este menú. Use el anuncio más reciente.

none_to =
    .open_one = No hay ningún borrador que abrir. `{ $command } nueva` crea uno.
    .close_one = No hay ninguna consulta abierta. `{ $command } estado` las muestra todas.
    .reopen_one = No hay ninguna consulta cerrada. `{ $command } estado` las muestra todas.
    .extend_one = No hay ninguna consulta abierta. `{ $command } estado` las muestra todas.
    .status_one = Todavía no hay ninguna consulta. `{ $command } nueva` crea la primera.
whole_exchange = `{ $form }` es para una consulta entera: `{ $form } { $name }`.
unknown = No hay ninguna consulta `{ $name }`. Hay { $names }.
unknown_of_many = { $n ->
    [one] No hay ninguna consulta `{ $name }`. Hay { $names } y { $n } más.
    [many] No hay ninguna consulta `{ $name }`. Hay { $names } y { $n } más.
   *[other] No hay ninguna consulta `{ $name }`. Hay { $names } y { $n } más.
}
