### `/exchange help`: un resumen de lo que puede hacer quien lee, y una página por comando.

heading = Lo que entiendo
private = Mis respuestas solo las ve usted.
more = Y más: { $names }

line =
    .run_line = `{ $form } [consulta] [hora]`  abrir un borrador, cerrar, pausar, cambiar fechas y recordatorios, archivar
    .reach_line = `{ $form } [consulta]`  invitar a personas y grupos, preguntar en más canales, indicar el tamaño de cada grupo
    .watch_line = `{ $form } [consulta]`  ver cifras, grupos y fechas, y lo que está pendiente de revisión
    .themes_line = `{ $form }`  nombrar, unir y dividir temas, o comprobar qué tan buenos son
    .decide_line = `{ $form } consulta#412`  decidir sobre un comentario, responderlo o corregir su traducción
    .take_part_line = `{ $form }`  participar usted
    .yours_line = `{ $form }`  los resultados, lo suyo, cómo funciona
example = Por ejemplo: `{ $example }`
flags = Opciones: { $flags }

unknown = No tengo ayuda sobre `{ $name }`. `{ $command } ayuda` muestra lo que hay.
unknown_near = No tengo ayuda sobre `{ $name }`. ¿Quiso escribir `{ $command } ayuda { $near }`? `{ $command } ayuda` muestra lo que hay.
