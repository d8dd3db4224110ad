### Revisiones: una persona pide que se revise un comentario suyo oculto o eliminado; responde otro moderador.

ask =
    .button = Pedir otra revisión
    .spoken = Pedir que otro moderador revise el comentario #{ $number }
away = Oculto o eliminado por la moderación
away_for = Oculto o eliminado: { $reason }
ask_form =
    .title = Otra revisión
    .label = ¿Por qué deberían verlo los demás?
    .hint = Lo lee y le responde aquí un moderador que no decidió antes. Nadie ve quién es usted: no escriba su nombre.
    .submit = Pedirla
asked = :scales: *Otro moderador lo revisará.* Lo sabrá a las ocho de la mañana, para que nadie vea cuándo lo pidió usted ni quién lo pidió. La respuesta llegará al mensaje sobre su comentario.
waiting = :scales: *Usted pidió otra revisión.* Le responderá aquí un moderador que no decidió antes.
outcome =
    .upheld = :scales: *Otro moderador lo revisó y queda como estaba.* Le escribe:
    .restored = :scales: *Otro moderador lo revisó y los demás vuelven a verlo.* Le escribe:
    .dropped = :scales: *Usted pidió otra revisión.* Ya no hizo falta, así que ningún moderador recibió su petición.
card_text = Piden otra revisión del comentario #{ $number }
heading = :scales: *Piden otra revisión de #{ $number }* · { $question }
decided_by = por { $who }
author_writes = Quien lo escribió dice:
nobody_knows = Nadie ve quién lo escribió. Le llega a usted porque no decidió antes sobre él.
nobody_else = :scales: Piden otra revisión del comentario #{ $number }, sobre el que decidió usted. No hay otro moderador que responda. Nombre a alguien: `/exchange moderador agregar @nombre`. Después presione aquí.
send_again =
    .button = Enviárselo
sent_again = :scales: Se lo envío a los demás moderadores.
answer =
    .button = Revisar y responder
    .spoken = Revisar el comentario #{ $number } y responder a quien lo escribió
answer_form =
    .title = Otra revisión
    .decision = Su decisión
    .label = Sus palabras para quien lo escribió
    .hint = Las leerá esa persona y ambos las conservan. Escriba de modo que lo entienda alguien de doce años.
    .submit = Responder
decision =
    .upheld = Queda como está
    .restored = Los demás vuelven a verlo
done =
    .upheld = :scales: Respondido: *#{ $number }* queda como está.
    .restored = :scales: Respondido: los demás vuelven a ver *#{ $number }*.
both_keep = Sus palabras llegan al mensaje sobre el comentario. Quién lo escribió sigue sin saberse.

# Lo que se rechaza
no_words = Escriba unas palabras.
too_long = { $over ->
    [one] Sobra { $over } carácter: caben { $max }.
    [many] Sobran { $over } de caracteres: caben { $max }.
   *[other] Sobran { $over } caracteres: caben { $max }.
}
not_yours = No me consta que este comentario sea suyo.
not_away = Los demás ven este comentario o usted lo retiró: no hay nada que pedir.
asked_before = Ya pidió que se revisara este comentario. La respuesta llegará al mensaje sobre él.
gone = No existe tal petición de revisión.
answered_before = Ya respondió otro moderador.
you_decided = Usted decidió antes sobre este comentario, así que responde otro moderador.
another_answers = A esta petición responde otro moderador.
no_decision = Elija una decisión.
