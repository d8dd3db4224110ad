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
