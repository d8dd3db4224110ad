### Compartir un comentario: con el formulario, un mensaje directo, un hilo, un comando o un atajo; editarlo y retirarlo.

# El formulario --------------------------------------------------------------------------------------------------

form =
    .title = Compartir un comentario
    .submit = Compartir
    .close = Cancelar
comment_field =
    .label = Su comentario
    .placeholder = Lo mejor es una idea por comentario. Puede compartir todos los que quiera.
    .hint = Hasta { $max } caracteres. Por favor, no nombre a nadie.
service = Lo que escriba va también a { $service }, que busca señales de peligro; su nombre, su grupo y sus estrellas no.
translation = Lo que escriba va también a { $service }, que lo traduce para quien lee en otro idioma; su nombre, su grupo y sus estrellas no. Sus propias palabras se muestran siempre.
why_field =
    .label = ¿Por qué es importante?
group_field =
    .placeholder = Elija uno o déjelo en blanco
thanks =
    .title = Gracias
    .close = Listo
form_not_opened = Hay muchas personas escribiendo en este momento y el formulario no se abrió. No se perdió nada.
form_not_opened_next = Escríbame su comentario en un mensaje directo: preguntaré antes de compartir nada. O pruebe otra vez el formulario dentro de un minuto.
try_again =
    .button = Probar otra vez

# Qué fue de un comentario ---------------------------------------------------------------------------------------

shared =
    .live = :white_check_mark: Compartido con el número *#{ $number }*. Ya se puede valorar.
    .pending = :hourglass: Guardado con el número *#{ $number }*. El equipo de moderación lo revisa antes de que se vea.
    .hidden = :lock: Guardado con el número *#{ $number }*. Sigue oculto hasta que el equipo de moderación lo vuelva a mostrar.
not_alone = *Usted cuenta con ayuda.* Lo que escribió suena difícil. Alguien del equipo de moderación lo lee ahora, antes que nadie, y no ve quién lo escribió. Si quiere ayuda, puede acudir usted a estas personas.
shared_short = Compartido con el número #{ $number }
rate_others =
    .button = Valorar otros comentarios
share_another =
    .button = Compartir otro
group_saved = Su grupo: { $group }. No se le volverá a preguntar en esta consulta.
group_not_said = Su grupo: prefiere no decirlo. No se le volverá a preguntar en esta consulta.

# Un mensaje directo ---------------------------------------------------------------------------------------------

offer = ¿Comparto esto como comentario?
offer_where = ¿Comparto esto como comentario? Elija en qué consulta.
yes =
    .button = Compartir
    .spoken = Compartir esto como comentario
edit_first =
    .button = Editar antes
no =
    .button = No
    .spoken = No compartir esto
which =
    .placeholder = ¿A qué pregunta responde?
which_more = { $n ->
    [one] { $n } más no cabe en este menú: en la pestaña *Inicio* están todas, con *Comentar*.
    [many] { $n } más no caben en este menú: en la pestaña *Inicio* están todas, con *Comentar*.
   *[other] { $n } más no caben en este menú: en la pestaña *Inicio* están todas, con *Comentar*.
}
which_form = /exchange compartir #NOMBRE
which_first = Elija primero a qué pregunta responde.
not_shared = No se compartió. Su mensaje queda entre usted y yo.
message_changed = Usted cambió su mensaje, así que todavía no se compartió nada. Estas son sus palabras más recientes.
message_deleted = Usted borró ese mensaje. No se compartió nada de él.
message_gone = Usted borró ese mensaje, así que no comparto nada de él. Si quiere compartirlo, escríbamelo otra vez.
message_unknown = Slack no me dice en este momento si usted cambió ese mensaje. Presione otra vez dentro de un momento.
no_files = No puedo aceptar archivos: una foto o un documento puede mostrar quién es usted. Dígalo con palabras, y preguntaré antes de compartir nada.
nothing_open_hello = ¡Hola! Ahora no hay ninguna consulta abierta, así que no hay nada que contestar. Cuando se abra una, escríbame aquí su comentario. `/exchange ayuda` muestra lo que entiendo.
nothing_open_any_more = Ya no hay ninguna consulta abierta, así que no se compartió nada.

# Comandos, atajos y el hilo de un anuncio ------------------------------------------------------------------------

nothing_open = Ahora no hay ninguna consulta abierta. Cuando se abra una, su anuncio tendrá un botón para comentar.
which_question = ¿A qué pregunta quiere responder?
which_answered = ¿A qué pregunta responde?
comment =
    .button = Comentar
which_asked = Hay más de una consulta abierta: en { $place } le pregunté a cuál se refiere.
which_asked_message = En { $place } le pregunté a qué pregunta responde.
not_yours_to_share = Solo sus propios mensajes pueden ser comentarios suyos. Este lo escribió otra persona, y a ella le toca decidir si lo comparte.
thread = Su respuesta muestra su nombre. ¿Quiere compartirla sin él?
thread_offer = Su respuesta está aquí con su nombre. ¿Quiere compartirla también *sin su nombre*? Se abre un formulario vacío, y su respuesta queda como está.
thread_write =
    .button = Escribirla sin mi nombre

# Lo parecido que ya se dijo -------------------------------------------------------------------------------------

near = Otras personas dijeron algo parecido. Todavía no se compartió nada.
near_hint = *Otras personas dijeron algo parecido.* Aquí puede valorar lo que dijeron. Si lo suyo es distinto, compártalo.
near_nothing_shared = Lo suyo todavía no se compartió.
near_form =
    .title = ¿Es lo mismo?
    .submit = Es distinto: compartir
near_share =
    .button = Lo mío es distinto: compartirlo
near_change =
    .button = Cambiar mis palabras

# Lo que parece tratar de otra cosa, por su sentido --------------------------------------------------------------

topic = Esto parece tratar de algo distinto de la pregunta. Todavía no se compartió nada.
topic_hint = :compass: *Esto parece tratar de algo distinto de la pregunta.* Puedo equivocarme. Puede compartirlo así o cambiarlo. Lo suyo todavía no se compartió.

# Lo que parece personal -----------------------------------------------------------------------------------------

details_form =
    .title = Revíselo otra vez
    .submit = Compartir así
details_share =
    .button = Compartir así
details_edit =
    .button = Quitarlo
details =
    .phone = { $n ->
        [one] Esto parece un número de teléfono: { $found }.
        [many] Esto parecen números de teléfono: { $found }.
       *[other] Esto parecen números de teléfono: { $found }.
    }
    .email = { $n ->
        [one] Esto parece una dirección de correo electrónico: { $found }.
        [many] Esto parecen direcciones de correo electrónico: { $found }.
       *[other] Esto parecen direcciones de correo electrónico: { $found }.
    }
    .person = { $n ->
        [one] Esto parece el nombre de alguien: { $found }.
        [many] Esto parecen nombres de personas: { $found }.
       *[other] Esto parecen nombres de personas: { $found }.
    }
details_more = { $n } más
details_choice = Puede quitarlo o compartirlo así: otras personas podrán leerlo.
details_message = Todavía no se compartió nada. { $details } Slack no abrió el formulario en este momento: escríbame sus palabras en un mensaje directo.

# Editar ---------------------------------------------------------------------------------------------------------

edit_form =
    .title = Editar su comentario
    .submit = Guardar
    .details_submit = Guardar así
    .close = Cancelar
edit_field =
    .label = Su comentario #{ $number }
    .hint = Nadie lo ha valorado todavía, así que las palabras nuevas simplemente sustituyen a las anteriores.
    .rated_hint = Ya lo han valorado. Con sus palabras nuevas se crea una versión nueva, que empieza sin valoraciones.
saved =
    .title = Guardado
edited =
    .live = :white_check_mark: El comentario *#{ $number }* tiene sus palabras nuevas. Ya se puede valorar.
    .pending = :hourglass: El comentario *#{ $number }* tiene sus palabras nuevas, y el equipo de moderación las revisa primero. Sigue oculto hasta que lo vuelva a mostrar.
edited_offer = Usted editó su mensaje. ¿Uso también las palabras nuevas en el comentario *#{ $number }*?
edited_offer_short = ¿Uso sus palabras nuevas?
use_new =
    .button = Usar las palabras nuevas
use_all_the_same =
    .button = Usarlas así
keep_old =
    .button = Dejar las anteriores
kept_old = El comentario queda como estaba.

# Retirar --------------------------------------------------------------------------------------------------------

withdrawn =
    .title = Retirado
withdrawn_text = El comentario #{ $number } está retirado. Ya no lo ve nadie.
deleted_offer = Usted borró el mensaje del que salió el comentario *#{ $number }*. El comentario sigue compartido, sin su nombre.
deleted_offer_named = Usted borró el mensaje del que salió el comentario *#{ $number }*. El comentario sigue compartido, con su nombre.
deleted_offer_short = ¿Retiro también el comentario?
keep =
    .button = Conservarlo

# Lo que no se puede hacer ---------------------------------------------------------------------------------------

no_words = Todavía no hay nada que compartir: escriba unas palabras.
too_long = Esto tiene { $n } caracteres, y aquí un comentario puede tener { $max }. Acórtelo en { $over }, o compártalo en dos comentarios.
why_too_long = Acorte esto en { $over }: caben { $max } caracteres.
not_yours = #{ $number } no es un comentario suyo.
is_withdrawn = #{ $number } está retirado y ya no se puede cambiar.
is_removed = #{ $number } fue quitado y ya no se puede cambiar.
card_outdated = No puedo leer esta tarjeta. Escríbame sus palabras otra vez.
card_without_words = Esta tarjeta ya no muestra sus palabras. Escríbamelas otra vez.

# What may be written, and the pace of sharing --------------------------------------------------------------------

policy =
    .button = ¿Qué se puede escribir?
    .title = Qué se puede escribir
policy_usual = *Diga lo que piensa, con amabilidad.* Escriba sobre la pregunta. Sea franco con las cosas y justo con las personas: sin insultos, sin amenazas, sin nombres de personas de las que no se deba hablar en público, sin teléfonos ni direcciones y sin publicidad. Quien lo lea puede tener otra opinión, otra edad u otro idioma.
policy_what = *Qué hace el equipo de moderación.* Lee lo que señalan las reglas o las personas, sin saber quién lo escribió. Lo mantiene, lo oculta, lo quita con un motivo o le pide en privado otras palabras. Las señales de que alguien puede estar en peligro se leen siempre primero.
policy_log = Cada una de estas acciones queda en un historial.
# $n: minutos
wait = { $n ->
    [one] Ha compartido muchos comentarios en poco tiempo. Espere { $n } minuto y comparta este después. No se pierde.
    [many] Ha compartido muchos comentarios en poco tiempo. Espere { $n } minutos y comparta este después. No se pierde.
   *[other] Ha compartido muchos comentarios en poco tiempo. Espere { $n } minutos y comparta este después. No se pierde.
}
wait_kept = { $why } Lo encuentra, con un botón, en { $place }.
