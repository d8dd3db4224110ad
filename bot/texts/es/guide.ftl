### `/exchange help`: un resumen de lo que puede hacer quien lee, y una página por orden.

heading = Lo que entiendo
private = Mis respuestas solo las ve usted.
more = Y más: { $names }

line =
    .new_line = `{ $command } nueva ["pregunta" --cierra="viernes 17:00"]`  crear una consulta: con el formulario o en una línea
    .open_line = `{ $command } abrir | cerrar | reabrir [consulta]`  abrir un borrador, cerrar, volver a abrir
    .extend_line = `{ $command } prorrogar [consulta] viernes 17:00`  otra fecha de cierre
    .status_line = `{ $command } estado [consulta]`  cifras, grupos y fechas
    .digest_line = `{ $command } resumen [ahora | previa | cada "lunes 9:00" | desactivar]`  lo que se dice, en el canal
    .queue_line = `{ $command } cola [consulta]`  lo que hay que revisar
    .keep_line = `{ $command } mantener | ocultar | restaurar | quitar consulta#412`  decidir sobre un comentario
    .mod_line = `{ $command } moderador [agregar @nombre | quitar @nombre]`  quién modera
    .share_rate_line = `{ $command } compartir [sus palabras] · valorar`  participar usted
    .me_line = `{ $command } yo | resultados | acerca | borrar-mis-datos`  lo suyo, los resultados, cómo funciona
    .help_line = `{ $command } ayuda [orden]`  una orden con un ejemplo
    .share_line = `{ $command } compartir [sus palabras]`  contestar la pregunta, sin su nombre
    .rate_line = `{ $command } valorar`  dar estrellas a lo que escribieron otras personas
    .results_line = `{ $command } resultados [consulta]`  lo que se dice hasta ahora
    .me_alone_line = `{ $command } yo`  sus comentarios, qué fue de ellos y sus valoraciones
    .about_line = `{ $command } acerca`  qué se guarda y quién ve qué
    .forget_me_line = `{ $command } borrar-mis-datos`  borrar lo que permite identificarle

form =
    .new_form = nueva ["pregunta" --cierra="viernes 17:00" …]
    .open_form = abrir [consulta] [hora]
    .close_form = cerrar [consulta] [hora]
    .reopen_form = reabrir [consulta] [hora]
    .extend_form = prorrogar [consulta] hora
    .status_form = estado [consulta]
    .digest_form = resumen [consulta] [ahora | previa | cada "lunes 9:00" | desactivar]
    .queue_form = cola [consulta]
    .keep_form = mantener consulta#412
    .hide_form = ocultar consulta#412 [--motivo=…]
    .restore_form = restaurar consulta#412
    .remove_form = quitar consulta#412 [--motivo=…]
    .mod_form = moderador [agregar @nombre | quitar @nombre]
    .share_form = compartir [#consulta] [sus palabras]
    .rate_form = valorar [consulta]
    .me_form = yo
    .results_form = resultados [consulta] [--grupo=…]
    .about_form = acerca
    .forget_me_form = borrar-mis-datos
    .help_form = ayuda [orden]
    .theme_form = tema lista | renombrar | unir | dividir | mover | fijar | soltar | sembrar | deshacer
    .outside_form = externo [activar | desactivar]
example =
    .new_example = Por ejemplo: `{ $command } nueva "¿Qué nos hace sentir seguros en la escuela?" --cierra="viernes 17:00" --grupos="Alumnado, Familia, Profesorado" --estrellas=acuerdo`
    .open_example = Por ejemplo: `{ $command } abrir sro lunes 9:00`
    .close_example = Por ejemplo: `{ $command } cerrar sro`
    .reopen_example = Por ejemplo: `{ $command } reabrir sro viernes 17:00`
    .extend_example = Por ejemplo: `{ $command } prorrogar sro 2026-12-11 17:00`
    .status_example = Por ejemplo: `{ $command } estado sro`
    .digest_example = Por ejemplo: `{ $command } resumen sro cada "lunes 9:00" --canal=#consejo`
    .queue_example = Por ejemplo: `{ $command } cola sro`
    .keep_example = Por ejemplo: `{ $command } mantener sro#412`
    .hide_example = Por ejemplo: `{ $command } ocultar sro#412 --motivo=nombre`
    .restore_example = Por ejemplo: `{ $command } restaurar sro#412`
    .remove_example = Por ejemplo: `{ $command } quitar sro#412 --motivo=grosero`
    .mod_example = Por ejemplo: `{ $command } moderador agregar @kim`
    .share_example = Por ejemplo: `{ $command } compartir Más tiempo para comer`
    .rate_example = Por ejemplo: `{ $command } valorar sro`
    .me_example = Por ejemplo: `{ $command } yo`
    .results_example = Por ejemplo: `{ $command } resultados sro`
    .about_example = Por ejemplo: `{ $command } acerca`
    .forget_me_example = Por ejemplo: `{ $command } borrar-mis-datos`
    .help_example = Por ejemplo: `{ $command } ayuda cerrar`
    .theme_example = Por ejemplo: `{ $command } tema sro lista`
    .outside_example = Por ejemplo: `{ $command } externo desactivar`
note =
    .new_note = Opciones: `--cierra` `--abre` (horas), `--canal=#nombre`, `--estrellas=acuerdo|importancia|experiencia`, `--grupos`, `--nombres=ocultos|visibles`, `--revisar` (primero se revisan los comentarios), `--ocultar-con-aviso`, `--límite=500`, `--valorar-al-final=10%`, `--grupo-mínimo=5`, `--publicar-grupos`, `--texto-de-ayuda=…`, `--idioma=español|inglés`, `--nombre-corto=sro`, `--contexto`. `{ $command } nueva` sin nada más abre el formulario.
    .open_note = Sin una hora se abre ahora. Desde entonces lo que pregunta ya no cambia; solo sus fechas: `{ $command } prorrogar`.
    .close_note = Pregunta antes de cerrar. Con una hora se cierra por sí sola entonces: `{ $command } cerrar sro viernes 17:00`.
    .reopen_note = Con una hora se cierra por sí sola entonces. `{ $command } cerrar` la cierra otra vez.
    .extend_note = Horas: `viernes 17:00`, `mañana 9:00`, `2026-12-11 17:00`, `en 3 días`, `nunca`. Son de su zona horaria. `{ $command } estado` muestra las fechas.
    .status_note = `{ $command } estado` sin nombre corto: la consulta de este canal, o la lista.
    .share_note = Si hay varias abiertas, nombre una con `#`: `{ $command } compartir #sro Más autobuses`. El resto es su comentario.

unknown = No tengo ayuda sobre `{ $name }`. `{ $command } ayuda` muestra lo que hay.
unknown_near = No tengo ayuda sobre `{ $name }`. ¿Quiso escribir `{ $command } ayuda { $near }`? `{ $command } ayuda` muestra lo que hay.

later =
    .pause_later = `{ $form }` llegará más adelante: detendrá una consulta por un tiempo.
    .resume_later = `{ $form }` llegará más adelante: reanudará una consulta detenida.
    .answer_later = `{ $form }` llegará más adelante: responderá en público a un comentario o un tema.
    .groups_later = `{ $form }` llegará más adelante. *Editar*, en la tarjeta de un borrador, cambia sus grupos.
    .remind_later = `{ $form }` llegará más adelante: recordará a quienes todavía no han valorado.
    .export_later = `{ $form }` llegará más adelante: dará los datos en un archivo.
    .audit_later = `{ $form }` llegará más adelante: mostrará lo que hizo el equipo de moderación.
    .archive_later = `{ $form }` llegará más adelante: archivará una consulta cerrada.
    .delete_later = `{ $form }` llegará más adelante: borrará una consulta para siempre. Un borrador tiene *Borrar borrador* en su tarjeta.
now = `{ $command } ayuda` muestra lo que puedo hacer ahora.
