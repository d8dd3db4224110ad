### Respuestas a los comentarios de parte de quienes preguntaron, y lo que hacen al respecto.

form =
    .title = Responder un comentario
    .submit = Responder
text_field =
    .label = Su respuesta
    .hint = La lee todo el mundo: debajo del anuncio y con los resultados. Puede cambiarla después.
status_field =
    .label = Qué pasa ahora
owner_field =
    .label = Quién se ocupa
    .hint = Un equipo o una oficina, por ejemplo Instalaciones.
due_field =
    .label = Hasta cuándo
status =
    .heard = Lo escuchamos
    .planned = Previsto
    .started = Empezado
    .done = Hecho
    .declined = No lo haremos
by = se ocupa { $owner }
until = hasta el { $day }

# Lo que lee quien modera ----------------------------------------------------------------------------------------

saved_theme = :white_check_mark: La respuesta al tema *{ $theme }* está guardada.
saved = :white_check_mark: La respuesta al comentario *#{ $number }* está guardada.
saved_where =
    .posted = Se publica debajo del anuncio y se ve con los resultados. Para cambiarla, responda otra vez.
    .not_announced = La consulta no tiene anuncio, así que la respuesta se ve solo con los resultados. Para cambiarla, responda otra vez.
not_posted = :warning: La respuesta a { $name } está guardada y se ve con los resultados, pero Slack no me dejó publicarla debajo del anuncio. Responda otra vez para intentarlo de nuevo.
none_yet = Ningún comentario de “{ $question }” tiene todavía suficientes valoraciones. Puede responder a cualquiera por su número: `/exchange responder #412`.
heading = *“{ $question }”: comentarios mejor valorados con respuesta, { $done } de { $n }.*
answer_button = Responder
answer_spoken = Responder al comentario #{ $number }
change_button = Cambiar la respuesta
change_spoken = Cambiar la respuesta al comentario #{ $number }
list_button =
    .button = Respuestas
    .spoken = Responder a comentarios y temas
list_modal =
    .title = Respuestas
theme_form =
    .title = Responder un tema
theme_heard = Quien escribió un comentario de este tema o le dio 4 o 5 estrellas, y pidió saber de respuestas, recibe un mensaje. Nadie ve quiénes son.
themes_heading = *Los temas más grandes.* Una respuesta a un tema vale para todos sus comentarios.
answer_theme =
    .button = Responder este tema
    .spoken = Responder al tema { $key }
change_theme =
    .button = Cambiar la respuesta
    .spoken = Cambiar la respuesta al tema { $key }
any_other = Puede responder a cualquier comentario por su número: `/exchange responder #412`.

# Lo que está mal ------------------------------------------------------------------------------------------------

no_words = Escriba una respuesta.
too_long = { $over ->
    [one] Sobra { $over } carácter. Una respuesta tiene { $max } como máximo.
    [many] Sobran { $over } de caracteres. Una respuesta tiene { $max } como máximo.
   *[other] Sobran { $over } caracteres. Una respuesta tiene { $max } como máximo.
}
owner_too_long = Nombre a quien se ocupa con { $max } caracteres como máximo.
unknown_status = Lo que pasa ahora es `escuchado`, `previsto`, `empezado`, `hecho` o `descartado`.
no_day = Escriba el día como año, mes y día: `--plazo=2027-03-01`.
no_theme = En esta consulta no hay ningún tema { $key }. `/exchange tema` los enumera.
not_shown = El comentario #{ $number } no se muestra ahora a las demás personas, así que no se puede responder en público.

# Lo que muestran el canal y los resultados ----------------------------------------------------------------------

post_theme = Una respuesta al tema { $theme }
theme_answer = Una respuesta a este tema
post = Una respuesta al comentario #{ $number }
missing = { $n ->
    [one] :hourglass: Uno de los diez comentarios mejor valorados no tiene respuesta todavía: { $named }. `{ $command } responder` los lista; “escuchado” con una frase también es una respuesta.
    [many] :hourglass: { $n } de los diez comentarios mejor valorados no tienen respuesta todavía: { $named }. `{ $command } responder` los lista; “escuchado” con una frase también es una respuesta.
   *[other] :hourglass: { $n } de los diez comentarios mejor valorados no tienen respuesta todavía: { $named }. `{ $command } responder` los lista; “escuchado” con una frase también es una respuesta.
}
