### Lo que varias partes dicen de una consulta, y por qué algo no se puede hacer en ella.

# Quién puede participar
outside = Esta consulta es para quienes están en su canal, y usted no está ahora en él. Si quiere participar, pida a alguien del canal que le agregue.
access_unknown = No pude preguntar a Slack si esta consulta está abierta para usted, así que no se hizo nada. Inténtelo de nuevo en un momento.
private_channel = Esta consulta es para quienes están en { $channel }, que es un canal privado. Lo que se dice en ella solo se puede publicar en ese canal.
strangers = Esta consulta es para las personas de este espacio de trabajo. Si quiere que se le escuche, hable con quienes la moderan.
other_workspace = Starling está configurado para otro espacio de trabajo, así que aquí no se guardó nada. Pida a quienes lo administran que lo instalen también en este.
person_unknown = No pude preguntar a Slack si usted pertenece a esta organización. Inténtelo de nuevo en un momento.
role_unknown = Slack no dijo quién es esta persona ni qué puede hacer aquí. No se cambió nada: inténtelo de nuevo en un momento.

# Lo que solo pueden hacer algunas personas
moderators_only = Esto solo puede hacerlo el equipo de moderación. { $moderators }
owners_only = Esto solo pueden hacerlo quienes administran este espacio de trabajo en Slack y las personas del equipo de moderación a quienes dieron ese derecho. { $moderators }
no_moderators = Todavía no hay equipo de moderación: quien administra este espacio de trabajo puede agregar a una persona con `/exchange moderador agregar @nombre`.
moderators = Equipo de moderación: { $names }
owners = Con permiso de propietario: { $names }
many_moderators = { $n ->
    [one] Equipo de moderación: { $names } y { $n } persona más.
    [many] Equipo de moderación: { $names } y { $n } de personas más.
   *[other] Equipo de moderación: { $names } y { $n } personas más.
}

# Qué consulta
gone = Esta consulta ya no existe.
outdated = Este botón no es de ninguna consulta que yo conozca. Use un mensaje más reciente.
none_yet = Todavía no hay ninguna consulta.
unknown_name = No hay ninguna consulta `{ $name }`. En la pestaña *Inicio* están las que se encuentran abiertas.
unknown_name_moderator = No hay ninguna consulta `{ $name }`. `{ $command } estado` muestra las que hay.
which = ¿Qué consulta? Agregue su nombre corto: { $names }.
which_of_many = { $n ->
    [one] ¿Qué consulta? Agregue su nombre corto: { $names } o { $n } más, que está en la pestaña Inicio.
    [many] ¿Qué consulta? Agregue su nombre corto: { $names } o { $n } más, que están en la pestaña Inicio.
   *[other] ¿Qué consulta? Agregue su nombre corto: { $names } o { $n } más, que están en la pestaña Inicio.
}
more = { $n ->
    [one] Y { $n } más: escriba `{ $form }` con su nombre, { $names }. Todas están en la pestaña *Inicio*.
    [many] Y { $n } más: escriba `{ $form }` con uno de los nombres { $names }. Todas están en la pestaña *Inicio*.
   *[other] Y { $n } más: escriba `{ $form }` con uno de los nombres { $names }. Todas están en la pestaña *Inicio*.
}

# Hasta cuándo
not_open =
    .draft = Esta consulta todavía no se ha abierto.
    .paused = Esta consulta está en pausa. Lo que usted compartió y valoró se conserva; podrá seguir cuando el equipo de moderación la reanude.
    .closed = Esta consulta está cerrada. Lo que compartió y valoró antes se conserva y cuenta.
sharing_ended = Aquí ya no se comparten comentarios, para que también los últimos se valoren. Todavía puede valorar: `/exchange valorar { $name }`.
sharing_ended_until = Aquí ya no se comparten comentarios, para que también los últimos se valoren. Puede valorar hasta { $until }: `/exchange valorar { $name }`.
open = Abierta
paused = En pausa: por ahora nadie puede comentar ni valorar
open_until = Abierta hasta { $until }
open_share_until = Abierta hasta { $until } · compartir hasta { $share }
open_rate_until = Abierta para valorar hasta { $until } · ya no se comparten comentarios

names =
    .hidden = :lock: Nadie ve su nombre con lo que comparte o valora, tampoco quienes moderan.
    .shown = :bust_in_silhouette: Su nombre se ve con los comentarios que comparte. Cómo valora es solo asunto suyo.

figures = Los promedios solo cambian cuando han valorado al menos { $n } personas más, como mucho una vez al día, y al cierre.

# Grupos
group_why = Se pregunta una sola vez. Los resultados muestran cómo valoró un grupo, nunca quién escribió.
group_why_sizes = Se pregunta una sola vez. Los resultados muestran cómo valoró un grupo, nunca quién escribió. Se publica cuántas personas de cada grupo participaron, también en grupos muy pequeños.
group_rest =
    .option = Prefiero no decirlo
no_such_group = Esta consulta no tiene ese grupo. Elija uno de la lista.
group_question =
    .label = ¿En qué grupo está?
    .placeholder = ¿En qué grupo está? (opcional)

# Quién puede ayudar
who_can_help = *Quién puede ayudar*
help_general = Hable con una persona adulta de confianza: en casa, en la escuela, en el consultorio médico. Si alguien está herido o en peligro ahora mismo, llame al número de emergencias del lugar donde está.
help_now = Si alguien está en peligro ahora mismo, no espere: llame al número de emergencias del lugar donde está.
help_text =
    .written = Texto de ayuda: escrito
    .none = Texto de ayuda: ninguno
safety_named = Alerta en caso de peligro: { $people }
safety_none = Alerta en caso de peligro: solo el equipo de moderación
disclosure_nobody = Nadie puede averiguar quién escribió un comentario.
disclosure_officers = Hay una excepción: si puede estar en peligro la vida de alguien, dos de estas personas ({ $people }) pueden averiguar juntas quién escribió ese comentario. Cada uso queda registrado y se avisa a quien lo escribió.

# El comentario propio
edit =
    .button = Editar
    .spoken = Editar el comentario #{ $number }
withdraw =
    .button = Retirar
    .spoken = Retirar el comentario #{ $number }
    .confirm_title = ¿Retirar este comentario?
    .confirm_text = #{ $number } ya no se mostrará a nadie y sus valoraciones dejarán de contar. Esto no se puede deshacer.
    .confirm_yes = Retirar
    .confirm_no = Conservarlo
