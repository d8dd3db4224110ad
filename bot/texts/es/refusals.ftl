### Por qué Slack no me deja escribir en un lugar: el final de una frase, después de dos puntos.

archived = el canal está archivado
outside = no estoy en el canal; escriba `/invite @Starling` en él
read_only = allí solo pueden escribir algunas personas
threads_only = allí solo se puede responder en hilos
no_threads = allí no se puede responder en hilos
thread_locked = el hilo está bloqueado
private_exchange = la consulta es para quienes están en su propio canal, que es privado

apps_limited = la administración de este espacio de trabajo limita dónde pueden escribir las aplicaciones
not_allowed = este espacio de trabajo no me ha dado permiso; su administración puede dármelo
no_scope = me falta un permiso; quien administra las aplicaciones puede instalarme de nuevo con manifest.yml
suspended = la administración de esta organización ha suspendido la escritura de mensajes
organization = esta organización no me deja escribir
network = este espacio de trabajo no deja escribir desde la red en la que funciono
moving = este espacio de trabajo se está trasladando a una organización; volverá a funcionar cuando termine

no_change = Slack ya no me deja cambiarlo
messages_tab = en la configuración de la aplicación (App Home) está desactivado escribirle
limit = este espacio de trabajo ha llegado a su límite de mensajes

other =
    .code = Slack dice `{ $code }`
no_reason = Slack no da ningún motivo
