### Moderación: lo que está pendiente, las decisiones, los mensajes sobre avisos y quién modera.

# Lo pendiente ---------------------------------------------------------------------------------------------------

modal =
    .title = Moderación
waiting = { $n ->
    [0] No hay nada pendiente de revisión.
    [one] Hay { $n } comentario pendiente de revisión.
    [many] Hay { $n } de comentarios pendientes de revisión.
   *[other] Hay { $n } comentarios pendientes de revisión.
}
waiting_in = { $n ->
    [0] No hay nada pendiente de revisión en “{ $question }”.
    [one] Hay { $n } comentario pendiente de revisión en “{ $question }”.
    [many] Hay { $n } de comentarios pendientes de revisión en “{ $question }”.
   *[other] Hay { $n } comentarios pendientes de revisión en “{ $question }”.
}
unreadable = { $n ->
    [one] :warning: Hay { $n } comentario más en una consulta que no puedo abrir. Se creó con otro secreto, distinto del que tengo ahora. Avise a quien administra el servidor.
    [many] :warning: Hay { $n } de comentarios más en consultas que no puedo abrir. Se crearon con otro secreto, distinto del que tengo ahora. Avise a quien administra el servidor.
   *[other] :warning: Hay { $n } comentarios más en consultas que no puedo abrir. Se crearon con otro secreto, distinto del que tengo ahora. Avise a quien administra el servidor.
}
report_pattern = :busts_in_silhouette: Las mismas personas, { $people } o más, avisaron de { $n } de los comentarios pendientes en “{ $question }”. Puede que se hayan puesto de acuerdo: fíjese en las palabras, no en el número de avisos. Nadie sabrá quiénes son.
page_button =
    .more = Ver más
    .again = Ver de nuevo
page_spoken =
    .more = Ver más comentarios pendientes
    .again = Ver lo pendiente desde el principio
only_you = Esto solo lo ve usted. A nadie se le muestra quién escribió un comentario ni quién avisó de él.

# Un comentario --------------------------------------------------------------------------------------------------

no_words = (sin texto)
why_it_matters = Por qué importa: { $why }
own_card = :bust_in_silhouette: Este comentario es suyo. Sobre él decide otra persona del equipo de moderación.
show_button =
    .keep = Mantener
    .show_again = Volver a mostrar
    .restore = Restaurar
show_spoken =
    .keep = Mantener el comentario #{ $number }
    .show_again = Volver a mostrar el comentario #{ $number }
    .restore = Restaurar el comentario #{ $number }
hide =
    .placeholder = Ocultar: ¿por qué?
remove =
    .placeholder = Quitar: ¿por qué?
    .button = Quitar: { $reason }
    .confirm_title = ¿Quitar #{ $number }?
    .confirm_text = Este comentario no se mostrará a nadie más y sus valoraciones dejarán de contar. Puede deshacerlo durante un minuto; después es definitivo. Quien lo escribió leerá el motivo, pero no su nombre.
    .confirm_yes = Quitar
    .confirm_no = Cancelar
ask =
    .placeholder = Pedir otras palabras: ¿por qué?
claim_button =
    .claim = Me ocupo
    .unclaim = Ya no me ocupo
claim_spoken =
    .claim = Ocuparse del comentario #{ $number }, para que las demás personas lo sepan
    .unclaim = Dejar el comentario #{ $number } a las demás personas del equipo
undo =
    .button = Deshacer
    .spoken = Deshacer la decisión sobre #{ $number }
agree =
    .hide = De acuerdo: ocultar ({ $reason })
    .remove = De acuerdo: quitar ({ $reason })

since = :clock3: aquí desde el { $day }
like = :bar_chart: los últimos parecidos: { $kept } de { $n } se mantuvieron
proposed =
    .hide = :raising_hand: { $moderator } propone ocultarlo ({ $reason }); decide otra persona del equipo
    .remove = :raising_hand: { $moderator } propone quitarlo ({ $reason }); decide otra persona del equipo
claimed = :pushpin: { $moderator } se ocupa

pending = :hourglass_flowing_sand: pendiente de revisión antes de que otras personas lo vean
held =
    .danger = :warning: una persona puede estar en peligro: { $found }
    .rude = :speech_balloon: groserías: { $found }
    .phone = :telephone_receiver: un teléfono: { $found }
    .email = :email: un correo electrónico: { $found }
    .address = :house: una dirección: { $found }
    .link = :link: un enlace: { $found }
    .shouting = :loudspeaker: mayúsculas o una letra repetida: { $found }
    .words = :no_bell: palabras de este espacio: { $found }
    .name = :bust_in_silhouette: un nombre: { $found }
    .spam = :repeat: palabras repetidas o sin sentido: { $found }
# The same where it is not said what it was.
held_bare =
    .words = :no_bell: una palabra de este espacio
    .rude = :speech_balloon: groserías
    .phone = :telephone_receiver: un número de teléfono
    .email = :email: una dirección de correo
    .address = :house: una dirección
    .link = :link: un enlace
    .shouting = :loudspeaker: mayúsculas, o una letra repetida
    .name = :bust_in_silhouette: un nombre
    .spam = :repeat: palabras repetidas o sin sentido
    .same = :dancers: casi las palabras de un comentario que ya está
    .off_topic = :compass: lejos de la pregunta y de todos los demás comentarios, por su sentido
held_for_meaning = :warning: una persona puede estar en peligro, por lo que dice en conjunto
reported = :triangular_flag_on_post: avisos: { $reasons }
reported_danger = :warning: avisos: { $reasons }
reason_count = { $reason } { $n }×
hidden = :lock: oculto hasta que alguien lo revise
hidden_for = :lock: oculto ({ $reason })
live = :white_check_mark: publicado, sin avisos
seed = escrito por el equipo de moderación, para empezar

# Decisiones -----------------------------------------------------------------------------------------------------

withdrawn = :leftwards_arrow_with_hook: Quien escribió *#{ $number }* lo retiró.
no_longer_waits = :white_check_mark: *#{ $number }* ya no está pendiente.
decided =
    .live = :white_check_mark: *#{ $number }* está publicado · { $moderator }, { $at }
    .pending = *#{ $number }* vuelve a estar pendiente · { $moderator }, { $at }
decided_ask = :pencil2: *#{ $number }* está oculto hasta que quien lo escribió use otras palabras: { $reason } · { $moderator }, { $at }
decided_for =
    .hidden = :lock: *#{ $number }* está oculto: { $reason } · { $moderator }, { $at }
    .removed = :no_entry_sign: *#{ $number }* se quitó: { $reason } · { $moderator }, { $at }

changed =
    .decided = Mientras tanto, otra persona decidió sobre #{ $number }. Su clic no cambió nada.
    .words = El texto de #{ $number } cambió después de que usted lo vio. Su clic no cambió nada. Vuelva a leerlo.
    .reported = Hay un nuevo aviso sobre #{ $number } después de que usted lo vio. Su clic no cambió nada. Vuelva a mirarlo.

refused =
    .withdrawn = Quien escribió #{ $number } lo retiró. No hay nada que decidir.
    .removed = #{ $number } se quitó ({ $reason }). Es definitivo.
    .keep_hidden = #{ $number } está oculto, y nadie avisó de él desde entonces. Para volver a mostrarlo, escriba `/exchange restaurar #{ $number }`.
    .keep_live = #{ $number } está publicado, y nadie avisó de él. No hay nada que decidir.
    .hidden = #{ $number } ya está oculto ({ $reason }).
    .seed = #{ $number } lo escribió el equipo de moderación para empezar. No hay a quién pedir otras palabras.
    .not_hidden = #{ $number } no está oculto, así que no hay nada que restaurar.
rephrase_asked = El equipo de moderación le pide que exprese el comentario #{ $number } con otras palabras.
rephrase_why = El motivo: { $reason }.
rephrase_until = Mientras tanto no se muestra a nadie más. Cuando lo cambie, el equipo de moderación volverá a leerlo.
rephrase_private = :lock: Este mensaje solo lo ve usted. Nadie del equipo de moderación sabe que se le envió ni que el comentario es suyo.
second_needed = Usted ya lo propuso para #{ $number }. Otra persona del equipo de moderación tiene que estar de acuerdo.
undo_late = Ya pasó el minuto para deshacerlo. `/exchange restaurar #{ $number }` vuelve a mostrar un comentario oculto.
claimed_meanwhile = { $moderator } ya se ocupa de #{ $number }.
own_comment = #{ $number } es un comentario suyo. Sobre él decide otra persona del equipo de moderación.
unknown_decision = No conozco esta decisión.
no_reason = Elija un motivo de la lista.
old_card = Ya no puedo leer esta tarjeta. `/exchange cola` muestra una nueva.

# Con órdenes ----------------------------------------------------------------------------------------------------

why_hide = ¿Por qué ocultar #{ $number }?
why_remove = ¿Por qué quitar #{ $number }?
sure_remove = ¿Quitar #{ $number }? Es definitivo pasado un minuto, en el que puede deshacerlo.
unknown_reason = No conozco este motivo. Conozco { $reasons }.
number_sign = Ponga el signo `#` delante del número del comentario: `{ $form }`.
which_comment = ¿Qué comentario? Escriba su número: `{ $form } #412` o `{ $form } sro#412`.
no_comment = No hay ningún comentario #{ $number }.
no_comment_here = No hay ningún comentario #{ $number } en esta consulta.
several = Más de una consulta tiene un comentario #{ $number }. Escriba { $names }.
several_more = { $n ->
    [one] Más de una consulta tiene un comentario #{ $number }. Escriba { $names }. Hay { $n } más.
    [many] Más de una consulta tiene un comentario #{ $number }. Escriba { $names }. Hay { $n } más.
   *[other] Más de una consulta tiene un comentario #{ $number }. Escriba { $names }. Hay { $n } más.
}

# Mensajes sobre avisos ------------------------------------------------------------------------------------------

danger = Una persona puede estar en peligro: alguien avisó, o un comentario lo dice. Mírelo ahora.
danger_heading = { $n ->
    [one] *Una persona puede estar en peligro.*
    [many] *Una persona puede estar en peligro: { $n } de señales.*
   *[other] *Una persona puede estar en peligro: { $n } señales.*
}
danger_look = Mírelo ahora. Es lo primero de la lista de pendientes.
danger_urgent = Si es urgente, no espere. Llame a las personas responsables o al número de emergencias.
alert = { $n ->
    [one] Hay { $n } comentario con avisos que espera su decisión.
    [many] Hay { $n } de comentarios con avisos que esperan su decisión.
   *[other] Hay { $n } comentarios con avisos que esperan su decisión.
}
alert_how_often = Recibe un mensaje como este por hora, como máximo. Los avisos de peligro llegan enseguida.
alert_more = { $n ->
    [one] y en { $n } consulta más
    [many] y en { $n } de consultas más
   *[other] y en { $n } consultas más
}
service_failed = { $service }, que busca señales de peligro además de las listas, no contestó como debía. Ningún comentario espera por eso: las listas siguen funcionando y se le pregunta de nuevo hasta que conteste.
service_how_often = Recibe un mensaje así al día como mucho. Quienes administran este servidor pueden averiguar la causa.
nobody_shown = A nadie se le muestra quién escribió un comentario ni quién avisó de él.
open_queue =
    .button = Abrir la lista

help = Usted cuenta con ayuda: aquí dice quién puede ayudar.
help_heading = *Usted cuenta con ayuda.*
help_answered = Usted respondió a _{ $question }_
help_hard = A veces, lo que escribimos habla de algo difícil. Si es así para usted, o para alguien que conoce, hay personas que escuchan y ayudan.
help_private = :lock: Este mensaje solo lo ve usted. No ha hecho nada malo y no tiene que contestar.

# Quién modera ---------------------------------------------------------------------------------------------------

mod_forms = Entiendo `{ $form } agregar @nombre`, `{ $form } quitar @nombre` y `{ $form } lista`.
mod_whom = ¿A quién? Escriba `{ $form } @nombre` y elija a la persona en la lista que muestra Slack.
mod_too_many = { $max ->
    [one] Nombre a { $max } persona cada vez.
    [many] Nombre como máximo a { $max } de personas cada vez.
   *[other] Nombre como máximo a { $max } personas cada vez.
}
mod_added =
    .moderator = { $who } ya puede moderar.
    .owner = { $who } ya puede moderar, con permiso de propietario.
mod_made_owner = { $who } ya tiene permiso de propietario.
mod_already =
    .moderator = { $who } ya podía moderar.
    .owner = { $who } ya tenía permiso de propietario.
mod_welcome = Gracias a { $who }, ahora usted puede moderar. `/exchange cola` muestra lo pendiente, y `/exchange ayuda` muestra todo lo que puede hacer.
mod_gone = { $who } ya no modera.
mod_was_none = { $who } no moderaba.
mod_admins = Quienes administran este espacio de trabajo en Slack siempre tienen permiso de propietario.
mod_owners = *Con permiso de propietario:* { $people }, y quienes administran este espacio de trabajo
mod_owners_admins = *Con permiso de propietario:* quienes administran este espacio de trabajo
mod_moderators = *Moderan:* { $people }
mod_moderators_none = *Moderan:* nadie más
mod_left = *Estas personas se fueron o ahora son invitadas, así que ya no moderan:* { $people }
mod_refused =
    .unseen = No veo a esta persona en el espacio de trabajo. No se cambió nada.
    .bot = { $who } es un bot, y solo moderan personas. No se cambió nada.
    .left = { $who } ya no está en este espacio de trabajo. No se cambió nada.
    .guest = { $who } tiene aquí una cuenta de invitado. Solo moderan miembros de este espacio de trabajo. No se cambió nada.
    .elsewhere = { $who } es de otro espacio de trabajo. Solo moderan miembros de este. No se cambió nada.

# Papeles además de moderar ---------------------------------------------------------------------------------------

role =
    .owner_option = Propietario
    .owner_description = todo lo que puede quien modera; da y quita papeles, elimina consultas
    .moderator_option = Moderación
    .moderator_description = dirige consultas, decide sobre lo pendiente, responde, exporta
    .safety_option = Seguridad
    .safety_description = mira los casos en que alguien puede estar en peligro
    .analyst_option = Análisis
    .analyst_description = ve todos los resultados y los exporta; no decide nada
    .viewer_option = Lectura
    .viewer_description = ve estado y resultados en sus propios canales; también invitados
    .ask = ¿Quiere dar a { $people } el papel *{ $role }*? Significa: { $purpose }.
    .give = Dar el papel
    .leave = Cancelar
    .left = No se cambió nada.
    .title = Dar un papel
    .who_label = ¿A quién?
    .who_placeholder = Elija personas
    .which_label = ¿Qué papel?
    .hint = Sustituye al papel que tengan.
    .unknown = Un papel es uno de estos: { $roles }.
    .means = { $role }: { $purpose }.
    .undo = Deshacer
    .undo_hint = Puede deshacerlo durante un minuto.
    .undo_late = El minuto ya pasó. Use `/exchange moderador agregar` o `/exchange moderador quitar`, o dé y quite papeles en Inicio.
    .undo_changed = Mientras tanto, { $who } recibió otro papel. No se deshizo nada.
    .undone = Deshecho. { $people }: se restableció el papel de antes.
    .not_given = Se retiró el papel del que le avisé hace un momento. Ahora no tiene ninguno.
    .last_owner = Nadie más tiene aquí permiso de propietario, y nadie podría dar papeles. Dé antes ese permiso a otra persona. No se cambió nada.
    .welcome = { $who } le dio el papel *{ $role }*: { $purpose }. `/exchange ayuda` muestra todo lo que puede hacer.
role_given =
    .owner = { $who } ya tiene permiso de propietario.
    .moderator = { $who } ya puede moderar.
    .safety = { $who } ya se ocupa de la seguridad.
    .analyst = { $who } ya se ocupa del análisis.
    .viewer = { $who } ya puede leer estado y resultados.
role_listed =
    .safety = *Seguridad:* { $people }
    .analyst = *Análisis:* { $people }
    .viewer = *Lectura:* { $people }
