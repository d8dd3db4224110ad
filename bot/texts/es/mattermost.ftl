### What is said in Mattermost alone. All else is in the files of the features.

# The form: 24 bytes are the most for a title and for the name of a field.
form =
    .title = Compartir un comentario
    .comment = Su comentario
    .why = ¿Por qué importa?
# On the card after a click, without the stars: Mattermost keeps what a card showed.
counted = Sus estrellas se contaron.
changed = Su nueva valoración de #{ $number } cuenta. Haga clic otra vez para cambiarla.
form_not_opened = El formulario no se abrió y no se pierde nada. Presione otra vez, o escríbame su comentario como mensaje directo.

# $command: /exchange
unknown = Aquí no conozco *{ $written }*. `{ $command } ayuda` muestra lo que entiendo.
help = *Escríbame su comentario como mensaje directo*, y preguntaré antes de compartir nada. O bien:
help_share = • `{ $command } compartir` abre un formulario; con palabras detrás, se comparten enseguida
help_rate = • `{ $command } valorar` le muestra lo que otras personas escribieron, para valorarlo con un clic cada vez
help_new = • `{ $command } nueva "¿Qué nos da seguridad?"` pregunta a este canal; con `--cierra="vie 17:00"` se cierra por sí sola
help_digest = • `{ $command } resumen` publica ahora un resumen en el canal
help_end = • `{ $command } cerrar` cierra la consulta de este canal
help_queue = • `{ $command } cola` muestra lo que espera a quien modera; después, `{ $command } mantener #12` u `{ $command } ocultar #12 --motivo=grosero`
help_mod = • `{ $command } moderador agregar @nombre` nombra a alguien para moderar
# $reference: a few letters that the log has too
unsure = Mattermost no respondió como debía. Mire si su cambio está. Si no, inténtelo otra vez. (Referencia { $reference })
# $flags: --groups, --template
flags = No se abrió nada: en Mattermost aún no hay { $flags }. Escríbalo sin eso.
safety_flags = No se abrió nada: en Mattermost aún no hay { $flags }. Las señales de peligro llegan enseguida a quienes moderan; nombre a quienes deban recibirlas con `{ $command } moderador agregar @nombre`.
in_channel = No se abrió nada: una consulta pregunta a un canal. Escriba allí `{ $command } nueva`.
drafts_only = En Mattermost solo se puede eliminar un borrador, y `{ $name }` no lo es.
name_it = Ninguna consulta de este canal está abierta. Si se refiere a `{ $name }`, escriba ese nombre detrás del comando.
# $name: as it was written
nobody = Aquí nadie se llama *{ $name }*.
# $channels is a list; $name: the short name of the exchange.
opened = *{ $question }* está abierta en { $channels }. Su nombre corto es `{ $name }`, y su anuncio llega en un momento.
