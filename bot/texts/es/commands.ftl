### Para qué sirve cada orden, como las enumera la ayuda: "ver los resultados".

share =
    .does = compartir un comentario sin su nombre
results =
    .does = ver los resultados hasta ahora, y cómo valoró un grupo
me =
    .does = ver lo que es suyo: comentarios, qué fue de ellos y valoraciones
about =
    .does = leer qué se guarda, quién ve qué y cómo retirarlo
forget_me =
    .does = borrar lo que lleva a usted, después de dos preguntas
digest =
    .does = publicar lo que se dice hasta ahora, en el momento o de forma programada
theme =
    .does = nombrar, unir, dividir, llenar y bloquear temas; lo que usted decide se mantiene
queue =
    .does = ver lo que está pendiente de revisión
keep =
    .does = dejar un comentario con avisos como está, o mostrar uno pendiente
hide =
    .does = ocultar un comentario hasta que se restaure
restore =
    .does = volver a mostrar un comentario oculto
remove =
    .does = quitar un comentario para siempre
mod =
    .does = ver o cambiar quién modera
rate =
    .does = dar estrellas a los comentarios, con un clic cada una
outside =
    .does = ver, permitir o parar el envío de comentarios a servicios externos (con permiso de propietario)

unknown = No conozco `{ $written }`. `{ $command } help` muestra lo que entiendo.
unknown_near = No conozco `{ $written }`. ¿Quiso decir `{ $command } { $near }`? `{ $command } help` muestra lo que entiendo.
