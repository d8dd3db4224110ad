### El aviso: un mensaje en los canales de una consulta, a los grupos con poca participación.

message = :wave: Hasta ahora hemos oído poco de { $groups }. Su opinión cuenta: comparta un comentario o valore algunos, con un clic cada uno.
notification = Nos gustaría oír más voces: { $question }

open =
    .button = Avisar a los grupos que faltan
    .spoken = Ver el aviso a los grupos que faltan antes de que salga
preview = Esto sale una sola vez, en { $channels }. Ahora solo lo ve usted.
preview_note = Según las cifras que todos ven. Todo el canal recibe el mismo mensaje, así que no dice de nadie si respondió.
send =
    .button = Publicarlo
    .spoken = Publicar ahora el aviso en los canales
confirm =
    .title = ¿Publicar el aviso?
    .text = Sale una sola vez en cada consulta y no se puede repetir.
    .no = Ahora no
sent = :white_check_mark: El aviso sale ahora, en { $channels }.
# $why son palabras como «el canal está archivado».
refused = El aviso a los grupos que faltan, de *{ $question }*, no salió en { $channel }: { $why }. Cuando eso se arregle, `/exchange avisar` lo envía allí, salvo que ya haya salido en otro canal.
sent_already = El aviso a los grupos que faltan ya salió: { $at }, en { $channels }. Sale una sola vez.
no_roster = Nadie ha dicho todavía cuántas personas hay en cada grupo. Escriba por ejemplo `/exchange censo { $name } "Alumnado 620, Familias 400"`.
nobody_behind = Según las cifras que todos ven, ningún grupo participa poco. No hay nada que enviar.
paused = Esta consulta está en pausa. `/exchange reanudar` la deja seguir; después se puede avisar a los grupos.
