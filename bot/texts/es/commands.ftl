### Las órdenes: cómo se escribe cada una, para qué sirve según la ayuda ("ver los resultados") y un ejemplo.

share =
    .form = { $form } [#consulta] [sus palabras]
    .does = compartir un comentario sin su nombre
    .example = { $form } Más tiempo para comer
    .note = Si hay varias abiertas, nombre una con `#`: `{ $command } compartir #sro Más autobuses`. El resto es su comentario.
rate =
    .form = { $form } [consulta]
    .does = dar estrellas a los comentarios, con un clic cada una
    .example = { $form } sro
results =
    .form = { $form } [consulta] [--grupo=…]
    .does = ver los resultados hasta ahora, y cómo valoró un grupo
    .example = { $form } sro
me =
    .form = { $form }
    .does = ver lo que es suyo: comentarios, qué fue de ellos y valoraciones
    .example = { $form }
about =
    .form = { $form }
    .does = leer qué se guarda, quién ve qué y cómo retirarlo
    .example = { $form }
forget_me =
    .form = { $form }
    .does = borrar lo que permite identificarle, después de dos preguntas
    .example = { $form }
new =
    .form = { $form } ["pregunta" --cierra="viernes 17:00" …]
    .does = crear una consulta, con el formulario o en una línea
    .example = { $form } "¿Qué nos hace sentir seguros en la escuela?" --cierra="viernes 17:00" --grupos="Alumnado, Familia, Profesorado" --estrellas=acuerdo
    .note = Sin `--abre` espera a que usted la abra; sin `--cierra` queda abierta hasta que usted la cierre. Con `--revisar` primero se revisa cada comentario. `{ $command } nueva` sin nada más abre el formulario.
open =
    .form = { $form } [consulta] [hora]
    .does = abrir un borrador, ahora o a una hora
    .example = { $form } sro lunes 9:00
    .note = Sin una hora se abre ahora. Desde entonces lo que pregunta ya no cambia; solo sus fechas: `{ $command } prorrogar`.
close =
    .form = { $form } [consulta] [hora]
    .does = cerrar una consulta, ahora o a una hora
    .example = { $form } sro
    .note = Pregunta antes de cerrar. Con una hora se cierra por sí sola entonces: `{ $command } cerrar sro viernes 17:00`.
reopen =
    .form = { $form } [consulta] [hora]
    .does = volver a abrir una consulta cerrada
    .example = { $form } sro viernes 17:00
    .note = Con una hora se cierra por sí sola entonces. `{ $command } cerrar` la cierra otra vez.
extend =
    .form = { $form } [consulta] hora
    .does = poner otra fecha de cierre
    .example = { $form } sro 2026-12-11 17:00
    .note = Horas: `viernes 17:00`, `mañana 9:00`, `2026-12-11 17:00`, `en 3 días`, `nunca`. Son de su zona horaria. `{ $command } estado` muestra las fechas.
status =
    .form = { $form } [consulta]
    .does = ver cifras, grupos y fechas
    .example = { $form } sro
    .note = `{ $command } estado` sin nombre corto: la consulta de este canal, o la lista.
digest =
    .form = { $form } [consulta] [ahora | previa | cada "lunes 9:00" [--silencio=20:00-07:00] [--forma=corto] | retener 4h | desactivar]
    .does = publicar lo que se dice hasta ahora, en el momento o de forma programada
    .example = { $form } sro cada "lunes 9:00" --canal=#consejo
theme =
    .form = { $form } lista | nombres | renombrar | unir | dividir | mover | fijar | soltar | sembrar | deshacer
    .does = nombrar, unir, dividir, llenar y bloquear temas; lo que usted decide se mantiene
    .example = { $form } sro lista
sets =
    .form = { $form } [consulta] lista | nuevo | ver | renombrar | unir | mover | primero | deshacer | eliminar
    .does = guardar otros conjuntos de temas junto al calculado
    .example = { $form } nuevo "Temas de la junta"
    .note = Un conjunto empieza como copia de los temas calculados, que se quedan como están. `{ $command } conjuntos renombrar s1 t3 "Formación"`, `{ $command } conjuntos unir s1 t3 t5` y `{ $command } conjuntos mover s1 #412 t3` lo cambian. La página con los resultados muestra los dos uno al lado del otro y hasta dónde coinciden. Nadie lee quién lo hizo.
quality =
    .form = { $form } [consulta]
    .does = comprobar los temas: leer 30 comentarios y elegir entre dos nombres para cada uno
    .example = { $form } sro
queue =
    .form = { $form } [consulta]
    .does = ver lo que está pendiente de revisión
    .example = { $form } sro
audit =
    .form = { $form } [consulta]
    .does = leer qué se retuvo, se mantuvo, se ocultó y se quitó, y por qué
    .example = { $form } sro
keep =
    .form = { $form } consulta#412
    .does = dejar un comentario con avisos como está, o mostrar uno pendiente
    .example = { $form } sro#412
hide =
    .form = { $form } consulta#412 [--motivo=…]
    .does = ocultar un comentario hasta que se restaure
    .example = { $form } sro#412 --motivo=nombre
restore =
    .form = { $form } consulta#412
    .does = volver a mostrar un comentario oculto
    .example = { $form } sro#412
remove =
    .form = { $form } consulta#412 [--motivo=…]
    .does = quitar un comentario para siempre
    .example = { $form } sro#412 --motivo=grosero
mod =
    .form = { $form } [agregar @nombre [--rol=analista] | quitar @nombre]
    .does = ver o cambiar quién modera
    .example = { $form } agregar @kim
link =
    .form = { $form } [consulta] [--nuevo | --desactivar]
    .does = ver el enlace a la página de resultados, sustituirlo o desactivarlo
    .example = { $form } sro --nuevo
roster =
    .form = { $form } [consulta] "Alumnado 620, Familias @familias" [--desactivar]
    .does = decir cuántas personas hay en cada grupo, para ver quién falta
    .example = { $form } sro "Alumnado 620, Familias 400"
compare =
    .form = { $form } consulta consulta …
    .does = ver consultas una al lado de otra: quién participó y los mismos temas
    .example = { $form } sro almuerzo
export =
    .form = { $form } [consulta] [--como=xlsx|csv|json|bundle|historial]
    .does = recibir los resultados en un archivo, como los puede ver todo el mundo
    .example = { $form } sro --como=csv
outside =
    .form = { $form } [activar | desactivar]
    .does = ver, permitir o parar el envío de comentarios a servicios externos (con permiso de propietario)
    .example = { $form } desactivar
help =
    .form = { $form } [comando]
    .does = ver lo que entiendo, con ejemplos
    .example = { $form } cerrar
pause =
    .form = { $form } [consulta]
    .does = detener una consulta por un tiempo
    .example = { $form } sro
    .note = Nadie puede comentar ni valorar hasta `{ $command } reanudar`. Su fecha de cierre no cambia.
resume =
    .form = { $form } [consulta]
    .does = reanudar una consulta en pausa
    .example = { $form } sro
answer =
    .form = { $form } [consulta] o { $form } consulta#412 [palabras] o { $form } tema 3 palabras [--estado=…] [--responsable=…] [--plazo=…]
    .does = responder en público a los comentarios mejor valorados, a cualquier otro o a un tema
    .example = { $form } #412 Habrá dos orientadoras más. --estado=previsto --responsable="Servicios estudiantiles" --plazo=2027-03-01
    .note = `{ $command } responder` muestra los comentarios mejor valorados con sus respuestas. Con un número solo se abre un formulario. `{ $command } responder tema 3 Palabras` responde a un tema entero. La respuesta se publica debajo del anuncio y se ve con los resultados.
translate =
    .form = { $form } [consulta]#412
    .does = leer las traducciones de un comentario y corregirlas
    .example = { $form } #412
groups =
    .form = { $form } [consulta] ["Alumnado, Familias"]
    .does = ver los grupos y quién falta, o fijar los de un borrador
    .example = { $form } sro "Alumnado, Familias, Profesorado"
remind =
    .form = { $form } [consulta] [pocos | ninguno]
    .does = ver cuándo hay recordatorios, o quitarlos
    .example = { $form } sro ninguno
    .note = Dos como mucho, de día donde vive cada persona, a quien participa y valoró menos de 20. Nadie sabe quién recibió uno. `{ $command } recordar ninguno` ya no envía más.
invite =
    .form = { $form } [consulta] [@grupo @nombre …] [--desactivar]
    .does = invitar por grupo de usuarios, por nombre o con una lista
    .example = { $form } sro @docentes @kim
    .note = Cada persona recibe un mensaje privado, nadie dos. `{ $command } invitar` solo abre un formulario, con lugar para una lista de correos electrónicos o nombres de usuario. `--desactivar` vacía la lista.
channel =
    .form = { $form } [consulta] [agregar #canal | quitar #canal | lista]
    .does = llevar una consulta a varios canales
    .example = { $form } sro agregar #familias
    .note = Se anuncia en cada uno, sus resúmenes llegan a cada uno, y puede participar quien esté en uno de ellos. Si hay un canal privado, antes dice qué queda a la vista. `{ $command } canal quitar #canal` lo saca de nuevo.
nudge =
    .form = { $form } [consulta] [--canal=#…]
    .does = pedir más a los grupos que faltan, una vez
    .example = { $form } sro
    .note = Primero muestra el mensaje; sale una sola vez, en los canales de la consulta. Qué grupos faltan se sabe por `{ $command } censo` y las cifras que todos ven.
archive =
    .form = { $form } [consulta]
    .does = archivar una consulta cerrada
    .example = { $form } sro
    .note = Antes, los diez comentarios más altos deben tener respuesta: `{ $command } responder`. Sus resultados se siguen leyendo por su nombre.
delete =
    .form = { $form } consulta
    .does = borrar una consulta para siempre (propietarios)
    .example = { $form } sro
    .note = Pide el nombre corto. Se borra todo: comentarios, valoraciones, resultados y mis mensajes sobre ella en los canales. `{ $command } archivar` solo la quita de las listas.

unknown = No conozco `{ $written }`. `{ $command } ayuda` muestra lo que entiendo.
written_like = Se escribe así: `{ $form }`. Por ejemplo: `{ $example }`
of_ones_own = Para sus propios comentarios y estrellas: `{ $form }`
unknown_near = No conozco `{ $written }`. ¿Quiso decir `{ $command } { $near }`? `{ $command } ayuda` muestra lo que entiendo.
