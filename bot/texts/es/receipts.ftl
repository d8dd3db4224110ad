### El mensaje que cada persona tiene de cada comentario suyo, solo para ella; cambia con lo que pasa con el comentario.

text = Qué pasó con su comentario #{ $number }
state =
    .live = :eyes: *Recibido y visible para los demás.* Ya pueden valorarlo.
    .pending = :hourglass_flowing_sand: *Recibido.* Primero lo lee el equipo de moderación; después podrán verlo otras personas.
    .hidden = :see_no_evil: *Oculto* hasta que decida un moderador. Los demás no lo ven.
    .removed = :no_entry_sign: *Eliminado por un moderador.* Los demás no lo ven.
    .withdrawn = :leftwards_arrow_with_hook: *Usted lo retiró.* Los demás no lo ven.
# Once the exchange is closed
end =
    .live = :checkered_flag: *La consulta está cerrada.* Los demás vieron su comentario, que forma parte de los resultados.
    .pending = :checkered_flag: *La consulta está cerrada* y ningún moderador decidió antes: los demás no vieron su comentario.
state_for =
    .hidden = :see_no_evil: *Oculto:* { $reason }. Los demás no lo ven.
    .removed = :no_entry_sign: *Eliminado por un moderador:* { $reason }. Los demás no lo ven.
rated = { $n ->
    [one] :star: Valorado por { $n } persona o más.
    [many] :star: Valorado por { $n } de personas o más.
   *[other] :star: Valorado por { $n } personas o más.
}
answered = :speech_balloon: *Respondido:* { $facts }
show =
    .button = Verlo
    .spoken = Ver el comentario #{ $number } y lo que puedo hacer con él
results =
    .button = Resultados
only_you = Solo usted ve este mensaje. Cambia cuando pasa algo con su comentario, sin que llegue otro mensaje.
