### Temas: lo que el equipo de moderación ve y hace, y cómo se llaman los temas sin nombre.

title = Temas
list = *Temas de { $question }*
none_yet = Los temas aparecen solos a partir de { $min } comentarios, en unos minutos. También puede empezar uno usted: { $form }
more = { $n ->
    [one] y { $n } más, que es más pequeño
    [many] y { $n } más, que son más pequeños
   *[other] y { $n } más, que son más pequeños
}
more_form = { $n ->
    [one] y { $n } más, que es más pequeño: { $form }
    [many] y { $n } más, que son más pequeños: { $form }
   *[other] y { $n } más, que son más pequeños: { $form }
}
no_comment = todavía sin comentarios
mark =
    .locked = bloqueado
    .named = con nombre del equipo de moderación

shown = { $shown } de { $n } comentarios, primero los más seguros
parts = Incluye: { $parts }
also_here = { $n ->
    [one] { $n } comentario de otro tema también habla de esto
    [many] { $n } de comentarios de otros temas también hablan de esto
   *[other] { $n } comentarios de otros temas también hablan de esto
}
attracts = atrae: { $words }

before = *Antes de cambiar nada:*
before_line = Antes de cambiar nada
plan_rename = { $key } “{ $theme }” se llamará “{ $name }” y conservará ese nombre.
plan_lock = { $key } “{ $theme }” se queda como está: ningún comentario sale de él, y no se divide, no se une a otro ni cambia de nombre.
plan_unlock = { $key } “{ $theme }” podrá cambiar otra vez cuando lleguen comentarios.
plan_merge = { $n ->
    [one] { $key } “{ $theme }” pasa a { $into } “{ $name }”, que tendrá { $n } comentario.
    [many] { $key } “{ $theme }” pasa a { $into } “{ $name }”, que tendrá { $n } de comentarios.
   *[other] { $key } “{ $theme }” pasa a { $into } “{ $name }”, que tendrá { $n } comentarios.
}
plan_merge_stays = No se volverán a separar solos.
plan_split = { $part } de los { $n } comentarios de { $key } “{ $theme }” forman { $new } “{ $name }”.
plan_split_rename = Después puede cambiarle el nombre.
plan_move = #{ $number } pasa a { $key } “{ $theme }” y se queda ahí.
plan_move_from = #{ $number } pasa de { $from } “{ $other }” a { $key } “{ $theme }” y se queda ahí.
plan_seed = Un tema nuevo, { $key } “{ $name }”, atrae los comentarios que dicen { $words }, a partir del próximo resumen.
part_name = Parte de { $theme }

done_rename = { $key } ahora se llama “{ $name }”.
done_merge = { $key } “{ $name }” pasó a “{ $other }”.
done_split = { $key } “{ $name }” se separó de “{ $other }”.
done_move = El comentario ahora está en { $key } “{ $name }” y se queda ahí.
done_lock = { $key } “{ $name }” está bloqueado: se queda como está.
done_unlock = { $key } “{ $name }” puede cambiar otra vez.
done_seed = { $key } “{ $name }” atrae comentarios a partir del próximo resumen.
done = :white_check_mark: { $change }
taken_back = :leftwards_arrow_with_hook: Cambio deshecho: { $change }
nothing_changed = No se cambió nada.
looking = :hourglass_flowing_sand: Estoy buscando cómo se podría dividir { $key } …
moment = :hourglass_flowing_sand: Un momento …

apply =
    .button = Aplicar
    .submit = Aplicar
cancel =
    .button = Cancelar
    .close = Cancelar
back =
    .close = Atrás
undo =
    .button = Deshacer
    .title = Deshacer
take_back =
    .button = Deshacer el cambio
    .submit = Deshacer
take_back_ask = *¿Deshacer este cambio?*
take_back_line = ¿Deshacer este cambio?

choose_option =
    .show = Mostrar los comentarios
    .rename = Cambiar el nombre …
    .merge = Unir con …
    .split = Dividir …
    .lock = Bloquear como está
    .unlock = Desbloquear
new =
    .button = Tema nuevo
    .spoken = Crear un tema propio para los comentarios
move =
    .button = Mover un comentario
undo_last =
    .button = Deshacer el último cambio
preview_first = Usted ve cada cambio antes de que se haga.

theme_title =
    .title = Tema { $key }
preview =
    .title = Antes de cambiar
form_title =
    .rename_title = Cambiar el nombre
    .merge_title = Unir
    .move_title = Mover un comentario
    .seed_title = Tema nuevo
go_on =
    .submit = Continuar
field =
    .number_label = Número del comentario
    .number_placeholder = #412
    .number_hint = Está detrás de cada comentario en los resultados y los resúmenes.
    .into_label = ¿A qué tema?
    .into_placeholder = Elija un tema
    .name_label = Nombre
    .name_hint = Se conserva, lleguen los comentarios que lleguen.
    .words_label = Palabras de ejemplo
    .words_placeholder = autobús, parada, conductor
    .words_hint = Los comentarios que digan alguna de ellas pasan a este tema a partir del próximo resumen.

unknown = No hay ningún tema { $key }. `/exchange tema lista` muestra los temas.
outdated = No puedo leer ese botón. Abra los temas otra vez o escriba el comando de nuevo.
changed_meanwhile = Mientras tanto, otra persona del equipo de moderación cambió los temas. No se cambió nada: mírelos otra vez.
found_meanwhile = Mientras tanto, los temas se buscaron de nuevo. No se cambió nada: mírelos otra vez.
failed = Eso no se pudo hacer ahora. No se cambió nada: inténtelo otra vez en un momento.
same = Es el mismo tema. Indique dos distintos.
locked_already = { $key } ya está bloqueado. No se cambió nada.
not_locked = { $key } no está bloqueado. No se cambió nada.
cannot_split = Los comentarios de { $key } son muy pocos o se parecen demasiado para dividirlos. No se cambió nada.
no_live_comment = En esta consulta no hay ningún comentario #{ $number } que se pueda mover.
there_already = #{ $number } ya está en { $key }. No se cambió nada.
closed = Esta consulta está cerrada: ya no llegan comentarios que un tema nuevo pueda atraer.
no_other = Ya no hay ningún otro tema. Abra los temas otra vez.
nothing_to_undo = No hay nada que deshacer: nadie del equipo de moderación cambió los temas de esta consulta.
undone_already = Ese cambio ya se deshizo. No se cambió nada.
undo_later_first = Después se cambió otra cosa. Deshaga primero ese cambio.
name_taken = { $key } ya se llama “{ $name }”. Elija otro nombre.
name_taken_undo = { $key } ahora se llama “{ $name }”. Cambie primero ese nombre.

name_unnamed = Otros comentarios
name_all = Todos los comentarios
name_language = Todos los comentarios en { $language }
name_personal = Sobre quienes comentan
name_silent = Sin respuesta

# Before a quote of a theme whose comments oppose each other, and beside the name of such a theme.
quote_for = A favor:
quote_against = En contra:
opposed = hay opiniones opuestas
