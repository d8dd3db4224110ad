### Inicio, y las órdenes me, about y forget-me: lo que es de cada persona.

# Consultas abiertas ---------------------------------------------------------------------------------------------

open =
    .header = Abiertas ahora
nothing_open = Ahora no hay nada abierto. Cuando se abra una consulta, su pregunta aparecerá aquí.

welcome =
    .nothing = :seedling: *Le damos la bienvenida.* Aquí encontrará una pregunta abierta que todos pueden contestar. Ahora no hay ninguna. Cuando se abra una consulta, aparecerá aquí con un botón *Comentar*. Marque la casilla de abajo y le avisaré.
    .rate = :seedling: *Le damos la bienvenida. Para empezar:* presione *Valorar* y dé de 1 a 5 estrellas a las ideas de otras personas. Lleva un minuto, y puede parar cuando quiera.
    .comment = :seedling: *Le damos la bienvenida. Para empezar:* presione *Comentar* y escriba una idea suya, o presione *Valorar* y dé de 1 a 5 estrellas a las ideas de otras personas. Lleva un minuto, y puede parar cuando quiera.

you = usted: { $comments ->
    [0] ningún comentario
    [one] { $comments } comentario
    [many] { $comments } de comentarios
   *[other] { $comments } comentarios
}, { $ratings ->
    [0] ninguna valoración
    [one] { $ratings } valoración
    [many] { $ratings } de valoraciones
   *[other] { $ratings } valoraciones
}
comment =
    .button = Comentar
rate =
    .button = Valorar
five =
    .button = De cinco en cinco
    .spoken = Valorar comentarios de cinco en cinco
results =
    .button = Resultados
themes_first =
    .button = Elegir temas primero
# $themes es una lista de nombres.
themes_first_are = Primero valora estos temas: { $themes }
themes_first_end =
    .button = Terminar
    .spoken = Terminar mi elección de temas
# $answers es una lista de las respuestas elegidas.
your_answers = Sus respuestas a las preguntas breves: { $answers }
group = Su grupo: *{ $group }*
group_not_said = Su grupo: sin indicar
group_change =
    .button = Cambiar
    .spoken = Cambiar de grupo

# Para quienes moderan -------------------------------------------------------------------------------------------

moderation =
    .header = Moderación
waiting = { $n ->
    [0] :tada: No hay nada pendiente de revisión.
    [one] :inbox_tray: Hay hasta *{ $n } comentario* pendiente.
    [many] :inbox_tray: Hay hasta *{ $n } de comentarios* pendientes.
   *[other] :inbox_tray: Hay hasta *{ $n } comentarios* pendientes.
}
queue =
    .button = Abrir la lista
draft = :memo: Borrador: { $question }
draft_opens = :memo: Borrador: { $question } · se abre { $at }
show_draft =
    .button = Ver
    .spoken = Ver el borrador { $name }
more_drafts = { $n ->
    [one] { $n } borrador más: `/exchange estado`
    [many] { $n } de borradores más: `/exchange estado`
   *[other] { $n } borradores más: `/exchange estado`
}
themes =
    .button = Temas
    .spoken = Ordenar los temas de { $name }
more_exchanges = { $n ->
    [one] { $n } consulta más: `/exchange estado`
    [many] { $n } de consultas más: `/exchange estado`
   *[other] { $n } consultas más: `/exchange estado`
}
new =
    .button = Nueva consulta
moderator_help = `/exchange ayuda` muestra todo lo que pueden hacer quienes moderan.

# Comentarios y valoraciones propios -----------------------------------------------------------------------------

comments =
    .header = Sus comentarios
    .until = Hasta el *{ $day }*
show_comment =
    .button = Ver
    .spoken = Ver el comentario #{ $number }
ratings =
    .header = Sus valoraciones
rated = { $n ->
    [one] *{ $n } valoración* · { $question }
    [many] *{ $n } de valoraciones* · { $question }
   *[other] *{ $n } valoraciones* · { $question }
}
closed = cerrada
your_group = su grupo: { $group }
show_ratings =
    .button = Ver
    .spoken = Ver los comentarios que valoré
newer =
    .button = Más recientes
newer_spoken =
    .exchanges = Consultas más recientes
    .comments = Comentarios más recientes
    .ratings = Valoraciones más recientes
older =
    .button = Más antiguas
older_spoken =
    .exchanges = Consultas más antiguas
    .comments = Comentarios más antiguos
    .ratings = Valoraciones más antiguas

fate =
    .pending = :hourglass_flowing_sand: pendiente de revisión
    .hidden = :lock: oculto hasta que el equipo de moderación lo revise
    .hidden_for = :lock: oculto por el equipo de moderación ({ $reason })
    .removed = :no_entry_sign: quitado por el equipo de moderación
    .removed_for = :no_entry_sign: quitado por el equipo de moderación ({ $reason })
    .withdrawn = :leftwards_arrow_with_hook: retirado
live = :white_check_mark: publicado

left_out_channels = { $n ->
    [one] :lock: También participó en { $n } consulta de un canal en el que ahora no está. Lo que compartió y valoró allí se conserva. *Borrar mis datos* también lo borra.
    [many] :lock: También participó en { $n } de consultas de canales en los que ahora no está. Lo que compartió y valoró allí se conserva. *Borrar mis datos* también lo borra.
   *[other] :lock: También participó en { $n } consultas de canales en los que ahora no está. Lo que compartió y valoró allí se conserva. *Borrar mis datos* también lo borra.
}
left_out_unknown = { $n ->
    [one] :hourglass_flowing_sand: Slack no dijo si { $n } consulta más está abierta para usted. Vuelva a mirar dentro de un minuto.
    [many] :hourglass_flowing_sand: Slack no dijo si { $n } de consultas más están abiertas para usted. Vuelva a mirar dentro de un minuto.
   *[other] :hourglass_flowing_sand: Slack no dijo si { $n } consultas más están abiertas para usted. Vuelva a mirar dentro de un minuto.
}
left_out_key = :warning: No puedo abrir { $questions }: la clave se hizo con otro secreto, distinto del que tengo ahora. Avise a quien administra el servidor. Todo lo demás funciona.
and_more = { $n ->
    [one] { $n } más
    [many] { $n } más
   *[other] { $n } más
}

# Ajustes --------------------------------------------------------------------------------------------------------

settings =
    .header = Sus ajustes y sus datos
sign_up =
    .option = Avisarme de las próximas consultas
    .description = Un mensaje cuando se abra una consulta.
quiet =
    .option = Ningún mensaje que yo no haya pedido
    .description = Sin recordatorios, invitaciones ni recibos. Solo respondo.
about =
    .button = Información y privacidad
    .title = Información y privacidad
forget =
    .button = Borrar mis datos
    .title = Borrar mis datos
    .submit = Seguir
    .close = Conservarlo todo

# Un comentario --------------------------------------------------------------------------------------------------

your_comment =
    .title = Su comentario
version = versión { $n }
erased = (borrado)
why = Por qué importa: { $why }
other_words = Quien moderó no vio quién lo escribió. Puede decirlo con otras palabras en un comentario nuevo.

# Valoraciones propias -------------------------------------------------------------------------------------------

your_ratings =
    .title = Sus valoraciones
stars_stay = Esta consulta está cerrada. Las estrellas se quedan como están.
stars =
    .placeholder = Estrellas
rated_gone = { $n ->
    [one] { $n } comentario más que usted valoró fue editado, retirado o quitado.
    [many] { $n } de comentarios más que usted valoró fueron editados, retirados o quitados.
   *[other] { $n } comentarios más que usted valoró fueron editados, retirados o quitados.
}
rated_none = Aquí todavía no ha valorado nada.
back =
    .button = Atrás
    .spoken = Página anterior
next =
    .button = Siguiente
    .spoken = Página siguiente
page = Página { $page } de { $last }

# El grupo -------------------------------------------------------------------------------------------------------

your_group_modal =
    .title = Su grupo
    .submit = Guardar
    .close = Cancelar
    .placeholder = Elija uno
group_hint = Puede cambiarlo hasta que se cierre la consulta.

# Información y privacidad ---------------------------------------------------------------------------------------

about_what = *Qué es esto*
    Una consulta hace una sola pregunta abierta. Todas las personas pueden contestar con comentarios y dar de 1 a 5 estrellas a los de las demás. Los resúmenes muestran qué importa y a cuántas personas.
about_kept = *Qué se guarda*
    Sus comentarios y sus estrellas. Quién escribió y quién valoró se guarda sellado con una clave secreta, por separado para cada comentario y cada valoración, de modo que ni siquiera se pueden reunir las estrellas de una misma persona. No se guardan con ellos su nombre, su identificador de Slack ni sus mensajes, y del momento de un comentario solo se guarda el día. Sin la clave, nadie puede leer en la base de datos quién escribió o valoró qué, y la clave se destruye el día que cada consulta indica. Si una consulta muestra nombres, lo dice antes de que usted comparta nada, y su nombre se guarda cifrado. Lo que marca en Inicio se guarda cifrado, y también de quién es. Su idioma y su zona horaria se preguntan a Slack cuando hacen falta; no se guardan.
about_who = *Quién podría saber más*
    Quien administra este servidor tiene la base de datos y la clave, hasta que esta se destruye. Quien administra su Slack quizá pueda leer los mensajes, también los que usted me escribe. Lo mismo vale para mi mensaje sobre cada comentario suyo. Si marca *Ningún mensaje que yo no haya pedido* antes de compartir y usa el formulario de *Comentar*, no queda ninguno. Otras personas podrían reconocerle por su manera de escribir. Y quien vigile el servidor en el momento en que solo usted actúa puede ver que fue usted.
about_moderators = *Qué ven quienes moderan*
    El texto de un comentario, sus valoraciones y por qué se avisó de él. Nunca quién lo escribió, lo valoró o avisó.
about_you = *Qué puede hacer usted*
    Mientras la consulta está abierta puede editar un comentario (si ya lo han valorado, las palabras nuevas son una versión nueva), retirarlo y cambiar las estrellas que dio. En cualquier momento puede presionar *Borrar mis datos*: borra sus comentarios y quita para siempre todo lo que une el resto con usted.
about_elsewhere = *Qué sale de este servidor*
    Nada más que los mensajes que usted ve en Slack. Ningún otro servicio lee sus comentarios.
about_services = *Qué sale de este servidor*
    El texto de los comentarios va a { $services }, para encontrar temas, hacer resúmenes o buscar señales de peligro. Lo permitió una persona propietaria de este espacio de trabajo. Su nombre, su grupo y cómo valoró nunca van allí. Por favor, no escriba nombres en los comentarios.

# Borrar mis datos ------------------------------------------------------------------------------------------------------

traces = { $n ->
    [0] *No hay nada suyo en ninguna consulta.*
    [one] *Esto es lo que hay de usted, en { $n } consulta:*
    [many] *Esto es lo que hay de usted, en { $n } de consultas:*
   *[other] *Esto es lo que hay de usted, en { $n } consultas:*
}
goes_comments = { $n ->
    [0] :wastebasket: *Ningún comentario.*
    [one] :wastebasket: *{ $n } comentario*: se retira, y su texto se borra.
    [many] :wastebasket: *{ $n } de comentarios*: se retiran, y su texto se borra.
   *[other] :wastebasket: *{ $n } comentarios*: se retiran, y su texto se borra.
}
goes_ratings = { $n ->
    [0] :wastebasket: *Ninguna valoración* en consultas abiertas.
    [one] :wastebasket: *{ $n } valoración* en consultas abiertas: se anula, para que nadie valore dos veces borrando sus datos.
    [many] :wastebasket: *{ $n } de valoraciones* en consultas abiertas: se anulan, para que nadie valore dos veces borrando sus datos.
   *[other] :wastebasket: *{ $n } valoraciones* en consultas abiertas: se anulan, para que nadie valore dos veces borrando sus datos.
}
stays_ratings = { $n ->
    [one] :link: *{ $n } valoración* en consultas cerradas: las estrellas quedan como un número, porque los resultados ya se conocen. Recibe un identificador al azar y nada lleva de ella a usted. Si la consulta se vuelve a abrir, se quita, para que nadie valore dos veces.
    [many] :link: *{ $n } de valoraciones* en consultas cerradas: las estrellas quedan como números, porque los resultados ya se conocen. Reciben un identificador al azar y nada lleva de ellas a usted. Si una de esas consultas se vuelve a abrir, se quitan, para que nadie valore dos veces.
   *[other] :link: *{ $n } valoraciones* en consultas cerradas: las estrellas quedan como números, porque los resultados ya se conocen. Reciben un identificador al azar y nada lleva de ellas a usted. Si una de esas consultas se vuelve a abrir, se quitan, para que nadie valore dos veces.
}
goes_settings = :wastebasket: Sus grupos y ajustes: se borran.
stays_reports = Los avisos que dio se quedan con su motivo y un identificador al azar: quizá el equipo de moderación todavía deba revisarlos. Los mensajes entre usted y yo son de Slack: allí puede borrar los suyos.
not_found = { $n ->
    [one] :warning: En { $n } consulta no puedo encontrar lo que es suyo, así que no puedo borrarlo: su clave se hizo con otro secreto, distinto del que tengo ahora. Avise a quien administra el servidor.
    [many] :warning: En { $n } de consultas no puedo encontrar lo que es suyo, así que no puedo borrarlo: su clave se hizo con otro secreto, distinto del que tengo ahora. Avise a quien administra el servidor.
   *[other] :warning: En { $n } consultas no puedo encontrar lo que es suyo, así que no puedo borrarlo: su clave se hizo con otro secreto, distinto del que tengo ahora. Avise a quien administra el servidor.
}
sure =
    .title = ¿Quiere seguir?
    .submit = Borrar mis datos
    .close = Conservarlo todo
sure_text = { $n ->
    [0] :warning: *Nadie puede deshacer esto.* Desaparecerá todo lo que permite identificarle. Podrá volver a participar cuando quiera, como alguien nuevo.
    [one] :warning: *Nadie puede deshacer esto.* Desaparecerán { $n } comentario y todo lo que permite identificarle. Podrá volver a participar cuando quiera, como alguien nuevo.
    [many] :warning: *Nadie puede deshacer esto.* Desaparecerán { $n } de comentarios y todo lo que permite identificarle. Podrá volver a participar cuando quiera, como alguien nuevo.
   *[other] :warning: *Nadie puede deshacer esto.* Desaparecerán { $n } comentarios y todo lo que permite identificarle. Podrá volver a participar cuando quiera, como alguien nuevo.
}
forgotten =
    .title = Hecho
forgotten_text = :white_check_mark: *Ya no queda nada que lleve a usted.*
done_comments = { $n ->
    [one] { $n } comentario borrado.
    [many] { $n } de comentarios borrados.
   *[other] { $n } comentarios borrados.
}
done_ratings = { $n ->
    [one] { $n } valoración anulada.
    [many] { $n } de valoraciones anuladas.
   *[other] { $n } valoraciones anuladas.
}
done_kept = { $n ->
    [one] { $n } valoración queda como un número que no lleva a nadie.
    [many] { $n } de valoraciones quedan como números que no llevan a nadie.
   *[other] { $n } valoraciones quedan como números que no llevan a nadie.
}

# Órdenes --------------------------------------------------------------------------------------------------------

me_title = Lo que es suyo
me_nothing = Todavía no ha compartido ni valorado nada.
me_part = { $n ->
    [one] Participó en { $n } consulta.
    [many] Participó en { $n } de consultas.
   *[other] Participó en { $n } consultas.
}
me_more = { $n ->
    [one] { $n } consulta más.
    [many] { $n } de consultas más.
   *[other] { $n } consultas más.
}
me_pointer = En la pestaña *Inicio* están todos sus comentarios, qué fue de ellos y todo lo que puede cambiar.
me_pending = { $n ->
    [one] { $n } pendiente de revisión
    [many] { $n } pendientes de revisión
   *[other] { $n } pendientes de revisión
}
me_hidden = { $n ->
    [one] { $n } oculto
    [many] { $n } ocultos
   *[other] { $n } ocultos
}
me_removed = { $n ->
    [one] { $n } quitado
    [many] { $n } quitados
   *[other] { $n } quitados
}
me_withdrawn = { $n ->
    [one] { $n } retirado
    [many] { $n } retirados
   *[other] { $n } retirados
}
forget_offer = Puedo borrar sus comentarios y todo lo que permite identificarle. Primero le muestro qué se borra y qué se queda.
forget_offer_go =
    .button = Borrar mis datos …

# Lo que no se puede hacer ---------------------------------------------------------------------------------------

outdated = No puedo leer este botón. Abra otra vez la pestaña Inicio.
not_yours = #{ $number } no es un comentario suyo.
not_rated = Ese comentario no está entre los que usted valoró.
no_longer_rated = #{ $number } ya no se puede valorar: fue editado, retirado o quitado.
no_groups = Esta consulta no pregunta por el grupo.

# Papeles, y los ajustes del espacio de trabajo para quien es propietario.

role =
    .safety = Su papel: seguridad. Usted mira los casos en que alguien puede estar en peligro.
    .analyst = Su papel: análisis. Usted ve todos los resultados; `/exchange exportar` se los envía.
    .viewer = Su papel: lectura. Usted ve estado y resultados de las consultas de sus canales.
workspace =
    .header = Ajustes del espacio
    .roles = Quién tiene qué papel. Quienes administran este espacio de trabajo en Slack también tienen permiso de propietario.
    .take = Quitar
    .give = Dar un papel
    .confirm_title = ¿Quitar el papel?
    .confirm_text = Después, esta persona podrá hacer lo que pueden todos.
    .confirm_yes = Quitar
    .confirm_no = Cancelar
    .more = { $n ->
        [one] Y { $n } persona más: `/exchange moderador`.
        [many] Y { $n } de personas más: `/exchange moderador`.
       *[other] Y { $n } personas más: `/exchange moderador`.
    }
workspace_of =
    .owner = { $who } · propietario
    .moderator = { $who } · moderación
    .safety = { $who } · seguridad
    .analyst = { $who } · análisis
    .viewer = { $who } · lectura
