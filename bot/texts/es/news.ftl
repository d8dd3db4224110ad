### Mensajes sobre respuestas, para quien pidió recibirlos; y la pregunta de si una respuesta sirvió.

follow =
    .button = Avisarme de respuestas
    .spoken = Avisarme de respuestas a lo que escribí o valoré con 4 o 5 estrellas
unfollow =
    .button = No recibir más
    .spoken = No avisarme más de respuestas en esta consulta
followed = :bell: Le escribiré cuando se responda a algo que usted escribió o valoró con 4 o 5 estrellas en esta consulta. Nadie ve que lo pidió.
unfollowed = :no_bell: Ya no le escribiré sobre respuestas en esta consulta.
text = { $n ->
    [one] { $n } respuesta
    [many] { $n } de respuestas
   *[other] { $n } respuestas
}
why = Usted pidió que le avise de respuestas a lo que escribió o valoró con 4 o 5 estrellas. Nadie ve quién lo lee.
question_text = ¿Sirvió?
question = :speech_balloon: *¿Sirvió?* Esta respuesta tiene un mes · { $question }
helped_button =
    .yes = Sí
    .partly = En parte
    .no = No
# $name is "#412" of a comment, or a theme with its name.
helped_spoken =
    .yes = Sí, la respuesta a { $name } sirvió
    .partly = La respuesta a { $name } sirvió en parte
    .no = No, la respuesta a { $name } no sirvió
question_why = { $n ->
    [one] Solo se muestran números, y solo cuando lo dijo { $n } persona.
    [many] Solo se muestran números, y solo cuando lo dijeron { $n } de personas o más.
   *[other] Solo se muestran números, y solo cuando lo dijeron { $n } personas o más.
}
thanks = :white_check_mark: Gracias. Cuenta como un número, sin usted.
helped = ¿Sirvió? Sí { $yes } · en parte { $partly } · no { $no }
no_part = En esta consulta usted no ha compartido ni valorado nada.
not_asked = No se le preguntó por esta respuesta.
