### Servicios externos que encuentran temas o escriben resúmenes, como los nombra un resumen.

themes_used = temas encontrados con ayuda de { $service }
themes_used_some = temas encontrados con ayuda de un servicio externo
themes_alone = temas encontrados solo por las palabras: { $service } { $why }
themes_alone_model = temas encontrados solo por las palabras: el modelo de este servidor { $why }
summary_used = resumen escrito por { $service }; cada frase se comprobó con los comentarios que cita
summary_alone = resumen compuesto por reglas: { $service } { $why }
why =
    .late = contestó demasiado tarde
    .failed = no se pudo usar
    .wrong = contestó otra cosa
    .capped = llegó al límite de este mes
