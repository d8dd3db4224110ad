### Servicios externos de inteligencia artificial: lo que se decide sobre ellos y lo que dice un resumen.

own_model = el modelo de este servidor
some_service = un servicio externo
themes_used = temas encontrados con la ayuda de { $service }
themes_alone =
    .late = temas encontrados solo por las palabras: { $service } contestó demasiado tarde
    .failed = temas encontrados solo por las palabras: { $service } no se pudo usar
    .wrong = temas encontrados solo por las palabras: { $service } contestó otra cosa
    .capped = temas encontrados solo por las palabras: { $service } llegó al límite de este mes
summary_used = resumen escrito por { $service }; cada frase se comprobó con los comentarios que cita
summary_alone =
    .late = resumen hecho con reglas: { $service } contestó demasiado tarde
    .failed = resumen hecho con reglas: { $service } no se pudo usar
    .wrong = resumen hecho con reglas: { $service } contestó otra cosa
    .capped = resumen hecho con reglas: { $service } llegó al límite de este mes

# `/exchange externo`, para quien tiene permiso de propietario.
heading = Servicios externos
forms = Entiendo `{ $form }`, `/exchange externo activar` y `{ $form } desactivar`.
not_set_up = No hay ningún servicio externo configurado, así que no puede salir nada. Quienes administran el servidor pueden indicar uno en sus ajustes: `THEMES_EMBEDDINGS_URL`, `SUMMARY_URL`, `DANGER_SERVICE_URL` o `TRANSLATION_URL`.
nothing_set_up = No hay ningún servicio externo configurado. Nada sale de este servidor, salvo hacia Slack.
changed = Los servicios cambiaron desde entonces. No se cambió nada. Escriba otra vez `/exchange externo activar`.
on = *Los comentarios van a*
wanted = *Antes de cambiar nada:* los comentarios irían a
off = *Ahora no sale nada.* Los comentarios podrían ir a
for_themes = *{ $service }* para los temas: el texto de cada comentario, una sola vez
for_summaries = *{ $service }* para el texto *En pocas palabras* de un resumen: la pregunta, los temas con sus recuentos y promedios de estrellas, y el texto de los mejores comentarios
for_danger = *{ $service }* para señales de peligro: el texto de cada comentario nuevo que las listas de aquí no retienen por peligro, en el acto
for_translation = *{ $service }* para traducir, en las consultas que se abren con traducciones: el texto de cada comentario, sin nada más, una vez por idioma
never = Nunca salen nombres, identificadores, grupos ni quién valoró qué. Todas las personas pueden leerlo en *Información y privacidad*.
sent = { $n ->
    [one] Enviado este mes: { $n } carácter
    [many] Enviado este mes: { $n } de caracteres
   *[other] Enviado este mes: { $n } caracteres
}
allow =
    .button = Permitir que vayan allí
stop =
    .button = Dejar de enviar
stopped = :white_check_mark: No va nada a servicios externos. Lo que contestaron se ha borrado aquí.
