### Un borrador: su tarjeta, su formulario y qué no sirve de lo escrito. Solo lo lee el equipo de moderación.

# La tarjeta -----------------------------------------------------------------------------------------------------

card_text = Borrador: { $question }
shown_in = *Borrador* para { $channels }. Solo lo ve usted. Se verá así:
shown_without_channel = *Borrador*, todavía sin canal. Solo lo ve usted. Se verá así:
opens_at = Se abre por sí sola { $at }
opens_by_hand = Se abre cuando usted presione *Abrir ahora*
closes_at = Se cierra { $at }
closes_by_hand = Queda abierta hasta que usted la cierre
rating_only = El último { $percent } % del tiempo es solo para valorar
short_name = Nombre corto: `{ $name }`
posted_in = Anuncio y resúmenes: en { $language }
no_groups = Grupos: no se preguntan
has_groups = Grupos: { $groups }
asks_questions = { $n ->
    [one] { $n } pregunta breve va antes del primer comentario o estrella
    [many] { $n } de preguntas breves van antes del primer comentario o estrella
   *[other] { $n } preguntas breves van antes del primer comentario o estrella
}
min_group = Los números de un grupo se muestran a partir de { $n } personas
protection = Las estrellas de pocas personas se desdibujan más de lo habitual
sizes =
    .full = Se publica cuántas personas de cada grupo participaron, también en grupos muy pequeños
    .together = Los grupos más pequeños se cuentan juntos
results_page =
    .slack = Resultados: solo en Slack
    .link = Resultados: en Slack y en una página web para quien tenga el enlace
    .workspace = Resultados: en Slack y en una página web para este espacio de trabajo, con inicio de sesión de Slack
    .moderators = Resultados: en Slack y en una página web para el equipo de moderación, con inicio de sesión de Slack
results_when =
    .rated = Los resultados se muestran a quien valoró cinco comentarios; una página web sin inicio de sesión se abre al cierre
    .always = Los resultados se muestran desde la apertura
    .closed = Los resultados se muestran después del cierre
reminders =
    .none = Sin recordatorios
    .few = Recordatorios: dos como mucho
    .short = Abierta dos días o menos, así que no hay recordatorios
    # $moments is a list of days and times.
    .at = Recordatorios de día, desde { $moments }
second_moderator = Dos personas del equipo de moderación deciden antes de ocultar o quitar un comentario
asks_before_quotes = Se pide permiso a quien escribe antes de que sus palabras salgan del espacio de trabajo, como en la página de resultados
digest_hold = { $n ->
    [one] El equipo de moderación ve cada resumen programado { $n } hora antes de que se publique
    [many] El equipo de moderación ve cada resumen programado { $n } de horas antes de que se publique
   *[other] El equipo de moderación ve cada resumen programado { $n } horas antes de que se publique
}
translates_comments = Los comentarios se traducen con un servicio de este servidor, mientras lo permita quien tiene permiso de propietario (`/exchange externo`)
reviews_theme_names = El equipo de moderación mira los nombres de los temas antes del primer resumen
comment_limit = Hasta { $n } caracteres por comentario
begins_with = { $n ->
    [one] { $n } comentario para empezar, marcado como tal
    [many] { $n } de comentarios para empezar, marcados como tales
   *[other] { $n } comentarios para empezar, marcados como tales
}
fixed_later = *Al abrirla queda fijo* todo menos las fechas; el plazo hasta que se destruye lo que une a las personas con sus palabras solo puede acortarse. Hasta la apertura, *Editar* lo cambia todo.
channel_missing = Elija un canal con *Editar*. Después se podrá abrir.
show_again = `{ $command } estado { $name }` vuelve a mostrar esta tarjeta.
open =
    .button = Abrir ahora
    .spoken = Abrir esta consulta ahora
edit =
    .button = Editar
    .spoken = Editar este borrador
delete =
    .button = Borrar borrador
    .confirm_title = ¿Borrar este borrador?
    .confirm_text = Solo lo notará usted. No se podrá recuperar.
    .confirm_yes = Borrar
    .confirm_no = Cancelar
unguarded =
    .confirm_title = Nadie designado para peligros
    .confirm_text = Si alguien escribe que está en peligro, solo recibe un mensaje el equipo de moderación. En Editar puede nombrar contactos de seguridad y escribir un texto de ayuda. Después no se pueden cambiar.
    .confirm_yes = Abrir sin contactos
    .confirm_no = Volver

# Qué no sirve de lo escrito -------------------------------------------------------------------------------------

question_missing = Escriba la pregunta.
question_quotes = Ponga la pregunta entre comillas: `{ $command } nueva "¿Qué nos hace sentir seguros en la escuela?" --cierra="viernes 17:00"`.
too_long =
    .short_question = La pregunta breve tiene { $n } caracteres: sobran { $over } de los { $max } que caben.
    .short_answer = Una respuesta de una pregunta breve tiene { $n } caracteres: sobran { $over } de los { $max } que caben.
    .question = La pregunta tiene { $n } caracteres y caben { $max }. Acórtela en { $over }.
    .policy = Lo que se puede escribir tiene { $n } caracteres y caben { $max }. Acórtelo en { $over }.
    .background = El contexto tiene { $n } caracteres y caben { $max }. Acórtelo en { $over }.
    .help_text = El texto de ayuda tiene { $n } caracteres y caben { $max }. Acórtelo en { $over }.
    .group = Un grupo tiene { $n } caracteres y caben { $max }. Acórtelo en { $over }.
    .groups = La lista de grupos tiene { $n } caracteres y caben { $max }. Acórtela en { $over }.
    .seed = Un comentario para empezar tiene { $n } caracteres y caben { $max }. Acórtelo en { $over }.
too_many =
    .questions = Son { $n } preguntas breves, y se hacen { $max } como máximo.
    .groups = Son { $n } grupos, y en un menú caben { $max }.
    .safety_contacts = Son { $n } personas y como contactos de seguridad caben { $max }.
    .seeds = Son { $n } comentarios, y una consulta empieza con { $max } como máximo.
    .seed_letters = Los comentarios para empezar suman { $n } caracteres y caben { $max }. Quite algunos, por favor.
range =
    .comment_limit = Un comentario puede tener de { $min } a { $max } caracteres. Escriba un número entre los dos.
    .rating_only = La última parte del tiempo, en la que solo se valora, es de { $min } a { $max } por ciento.
    .min_group_size = El grupo más pequeño del que se muestran números tiene de { $min } a { $max } personas.
    .digest_hold = El equipo de moderación ve un resumen de { $min } a { $max } horas antes de que se publique. Escriba un número entre los dos.
    .retention_days = Lo que une a las personas con sus palabras se destruye de { $min } a { $max } días después del cierre. Escriba un número entre los dos.
group_rest = “{ $group }” se ofrece siempre: no hace falta escribirlo.
short_question_form = “{ $question }” necesita una pregunta con palabras. Detrás escriba de 2 a { $max } respuestas distintas, cada una después de |, o ninguna para preguntar cuánto se está de acuerdo.
group_twice = El grupo “{ $group }” aparece dos veces.
one_group = Con un solo grupo no hay nada que elegir: escriba dos o más, separados por comas, o `ninguno`.
slug_form = Un nombre corto tiene letras, cifras y guiones, { $max } caracteres como máximo, y no es una hora ni un día: por ejemplo, `contrato-escolar`.
slug_taken = Otra consulta se llama `{ $name }`. `{ $free }` está libre.
slug_taken_now = Este nombre corto se ocupó hace un momento. Elija otro.
channel_kind = Elija un canal: una consulta se anuncia a muchas personas.
opens_past = Esta hora de apertura ya pasó. Deje el campo vacío para abrirla a mano.
closes_past = Esta hora de cierre ya pasó. Elija una posterior.
too_short = Se cerraría antes de que alguien pueda contestar. Elija una hora posterior.
time_unreadable = No puedo leer esta hora. Elíjala de nuevo.
form_outdated = Ya no puedo leer este formulario. Abra uno nuevo.

### Ideas sobre la pregunta, en la tarjeta del borrador. Nunca impiden abrir.

question_hint =
    .first = Una idea sobre su pregunta, antes de abrir. Usted decide.
    .long = • Es larga. Lo breve se lee hasta el final: pruebe con una frase corta y ponga lo demás en el contexto.
    .double = • Parece preguntar dos cosas. La gente contesta solo una: pregunte la más importante.
    .yes_no = • Se puede contestar con sí o no. Empiece con qué, cómo o por qué, y la gente dirá más.
    .leading = • Parece que ya trae la respuesta. Quítela, y la gente dirá lo que piensa.
