### Varios canales: una consulta que está en más canales que el suyo.

list = *{ $question }* está en { $channels }. Puede participar quien esté en uno de ellos.
list_one = *{ $question }* está en { $channel }. Puede participar quien esté en ese canal. `{ $command } canal agregar #canal` agrega otro.
none = *{ $question }* todavía no tiene canal.
added = :white_check_mark: *{ $question }* está también en { $channel }. La anuncio allí en un momento; sus resúmenes llegan también allí.
added_draft = :white_check_mark: *{ $question }* estará también en { $channel }. Se anuncia allí cuando se abra.
removed = :white_check_mark: *{ $question }* ya no está en { $channel }. Lo que allí se escribió y valoró se conserva.
message_left = Slack no me dejó borrar mi anuncio allí. Por favor, borre ese mensaje a mano.
warning =
    .opens = Esta consulta está en { $own }, que es privado. Con { $channel }, todo el espacio de trabajo puede leer su pregunta, todos los comentarios y los resultados, también los que ya hay, y participar.
    .private = { $channel } es privado. Sus miembros podrán participar, y tanto ellos como las personas de { $own } leen los comentarios de los demás, también los que ya hay. Quien modera ve que el canal existe.
go_on =
    .button = Agregarlo de todos modos
    .spoken = Agregar este canal a la consulta de todos modos

how = Escriba `{ $command } canal agregar #canal`, `{ $command } canal quitar #canal` o `{ $command } canal lista`.
no_first = Primero elija un canal con *Editar*: el primero se elige allí.
already = Ya está en { $channel }.
too_many = Una consulta está como mucho en { $max } canales.
own = { $channel } es el canal propio de la consulta y se queda.
not_in = No está en { $channel }.
