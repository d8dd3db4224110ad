### Un borrador: su tarjeta, su formulario y qué no sirve de lo escrito. Solo lo lee el equipo de moderación.

# La tarjeta -----------------------------------------------------------------------------------------------------

card_text = Borrador: { $question }
shown_in = *Borrador* para { $channel }. Solo lo ve usted. Se verá así:
shown_without_channel = *Borrador*, todavía sin canal. Solo lo ve usted. Se verá así:
opens_at = Se abre por sí sola { $at }
opens_by_hand = Se abre cuando usted pulse *Abrir ahora*
closes_at = Se cierra { $at }
closes_by_hand = Queda abierta hasta que usted la cierre
rating_only = El último { $percent } % del tiempo es solo para valorar
short_name = Nombre corto: `{ $name }`
posted_in = Anuncio y resúmenes: en { $language }
no_groups = Grupos: no se preguntan
has_groups = Grupos: { $groups }
min_group = Los números de un grupo se muestran a partir de { $n } personas
sizes =
    .full = Se publica cuántas personas de cada grupo participaron, también en grupos muy pequeños
    .together = Los grupos más pequeños se cuentan juntos
comment_limit = Hasta { $n } caracteres por comentario
begins_with = { $n ->
    [one] { $n } comentario para empezar, marcado como tal
    [many] { $n } de comentarios para empezar, marcados como tales
   *[other] { $n } comentarios para empezar, marcados como tales
}
fixed_later = *Al abrirla queda fijo* todo menos las fechas. Hasta entonces, *Editar* lo cambia todo.
channel_missing = Elija un canal con *Editar*. Después se podrá abrir.
show_again = `{ $command } estado { $name }` vuelve a mostrar esta tarjeta.
open =
    .button = Abrir ahora
    .spoken = Abrir esta consulta ahora
edit =
    .button = Editar
    .spoken = Editar este borrador
delete =
    .button = Borrar borrador
    .confirm_title = ¿Borrar este borrador?
    .confirm_text = Solo lo notará usted. No se podrá recuperar.
    .confirm_yes = Borrar
    .confirm_no = Cancelar
