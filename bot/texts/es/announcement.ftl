### El mensaje de una consulta en su canal, y la invitación a participar.

closed = :checkered_flag: *Cerrada.* ¡Gracias!
closed_at = :checkered_flag: *Cerrada* { $at }. ¡Gracias!
closed_text = Cerrada: { $question }
paused = :double_vertical_bar: *En pausa.* Por ahora nadie puede comentar ni valorar. Lo que se compartió y valoró se conserva.
paused_text = En pausa: { $question }
no_comment =
    .open = :seedling: La consulta acaba de empezar: ¡comparta su comentario!
    .ended = Nadie compartió ningún comentario.
seeds_only = { $n ->
    [one] :seedling: { $n } comentario para empezar: valórelo y agregue el suyo.
    [many] :seedling: { $n } de comentarios para empezar: valórelos y agregue el suyo.
   *[other] :seedling: { $n } comentarios para empezar: valórelos y agregue el suyo.
}
rest_of_background = El resto está en el menú de los tres puntos, en “Información y privacidad”.

comment =
    .button = Comentar
    .spoken = Compartir un comentario
rate =
    .button = Valorar
    .spoken = Valorar comentarios de uno en uno
results =
    .button = Resultados
five =
    .button = De cinco en cinco
    .spoken = Valorar comentarios de cinco en cinco
about =
    .option = Información y privacidad

# La invitación, para quien marcó que le avisemos de las próximas consultas
invited = :wave: Hay una nueva consulta abierta. Usted pidió que le avisara.
invited_until = :wave: Hay una nueva consulta abierta hasta *{ $at }*. Usted pidió que le avisara.
named = :wave: Le invitamos a una consulta.
named_until = :wave: Le invitamos a una consulta que está abierta hasta *{ $at }*.
named_text = Le invitamos: { $question }
invitation_text = Hay una nueva consulta abierta: { $question }
reminder = :wave: Esta consulta sigue abierta. Todavía hay comentarios que necesitan valoraciones: cada una es un clic.
reminder_until = :wave: Esta consulta está abierta hasta *{ $at }*. Todavía hay comentarios que necesitan valoraciones: cada una es un clic.
reminder_text = Sigue abierta: { $question }
not_for_me =
    .button = No me interesa
    .spoken = No enviarme más invitaciones ni recordatorios
no_more = Entendido: no le enviaré más invitaciones ni recordatorios. Si cambia de idea, puede volver a activarlas en la pestaña Inicio.
