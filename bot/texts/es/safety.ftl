### Contactos de seguridad: el mensaje ante una señal de peligro y lo que pasa con él.

alert = Una persona puede estar en peligro. Por favor, atiéndalo ahora.
about = Comentario *#{ $number }* sobre “{ $question }”. Nadie más lo ve hasta que decida el equipo de moderación.
do_now = Léalo y actúe como hace su escuela en una emergencia. Si es urgente, llame primero a las personas responsables o al número de emergencias.
take =
    .button = Yo me encargo
show =
    .button = Leer el comentario
again = Este es el mensaje { $n } sobre él: nadie se ha encargado todavía.
until_taken = Volveré a escribir a los 10, 30 y 60 minutos, y después cada hora, hasta que alguien presione el botón o decida el equipo de moderación.
taken = { $who } se encarga, desde { $at }.
words =
    .title = Comentario #{ $number }
    .close = Cerrar
words_private = Solo lo pueden leer los contactos de seguridad y el equipo de moderación.
contacts_only = Solo los contactos de seguridad de esta consulta y su equipo de moderación pueden hacer eso.
outdated = Aquí ya no hay nada que atender.
try_again = Otras personas presionaron en el mismo momento. Vuelva a presionar.

# Dos responsables juntos averiguan quién escribió un comentario --------------------------------------------------

about_short = Comentario *#{ $number }* sobre “{ $question }”
ask_author =
    .button = Averiguar quién lo escribió
    .confirm_title = ¿Peligra una vida?
    .confirm_text = Solo en ese caso. Otro contacto de seguridad tiene que confirmarlo. Los nombres de las dos personas quedan registrados y se avisa a quien lo escribió.
    .confirm_yes = Sí, seguir
    .confirm_no = No
confirm_author =
    .button = Confirmar
    .confirm_title = ¿Peligra una vida?
    .confirm_yes = Sí, confirmar
reveal =
    .button = Ver quién lo escribió
disclosure_wanted = { $who } quiere averiguar quién escribió #{ $number }, porque puede peligrar una vida. Otro contacto de seguridad tiene que confirmarlo.
one_hour = Puede confirmarlo durante una hora. Si no cree que peligre una vida, no haga nada.
disclosure_sent = Los demás contactos de seguridad tienen su petición. Uno de ellos debe confirmarla antes de una hora.
disclosure_done = Lo ha confirmado. Las dos personas tienen ahora un mensaje y se avisa a quien escribió el comentario.
disclosure_confirmed = Lo han confirmado dos personas. Ya puede ver quién escribió #{ $number }.
one_hour_shown = Durante una hora, en una ventana que solo ve usted. Queda registrado.
author_notice = { $people } pueden ver ahora que usted escribió #{ $number }. Ambas personas creen que puede peligrar la vida de alguien.
author = *{ $who }* escribió #{ $number }.
author_forgotten = Quien lo escribió pidió que se olvidaran sus datos. Ya nadie puede averiguarlo.
author_logged = Queda registrado que usted lo ha visto, y quien lo escribió sabe que puede verlo.
disclosure_never = En esta consulta nadie puede averiguar quién escribió un comentario. Así se prometió antes de abrirla.
officers_only = Quién puede hacer eso lo elige el equipo de moderación: los contactos de seguridad de esta consulta. Usted no está entre ellos.
not_held = Eso solo es posible mientras un comentario está retenido porque alguien puede estar en peligro.
disclosure_asked = Ya lo pidió. Otro contacto de seguridad tiene que confirmarlo.
disclosure_not_alone = Lo pidió usted. Otro contacto de seguridad tiene que confirmarlo.
disclosure_over = Esta petición ya se confirmó o pasó su hora.
