### Traducciones de comentarios: siempre debajo de las palabras del comentario y nunca en su lugar.

show =
    .button = Traducir
    .numbered = Traducir #{ $number }
    .spoken = Mostrar una traducción del comentario #{ $number }
by =
    .machine = :globe_with_meridians: *Traducido por una máquina* · { $language }
    .corrected = :globe_with_meridians: *Traducción corregida por el equipo de moderación* · { $language }
window =
    .title = Traducción
original = #{ $number } · como se escribió
missing =
    .not_yet = La traducción todavía no está: el servicio que la hace no ha contestado. Inténtelo otra vez en unos minutos. El comentario se puede valorar tal como está.
    .none = No hay traducción de este comentario.
gone = El comentario #{ $number } ya no se muestra o ahora dice otra cosa. No se cambió nada.
not_here = En esta consulta no se traducen los comentarios. Eso se elige antes de abrirla.
about = Los comentarios se traducen con una máquina, mediante un servicio que eligieron quienes administran este servidor. Allí solo va el texto de cada comentario, una vez por idioma, y nada sobre nadie. Las palabras del comentario se muestran siempre junto a la traducción. Las estrellas cuentan lo mismo, se lea el comentario en el idioma que se lea.

edit_button =
    .correct = Corregir en { $language }
    .write = Escribir en { $language }
form =
    .submit = Guardar
text_field =
    .label = El comentario en { $language }
    .hint = Todas las personas lo leen debajo de las palabras del comentario, como “corregida por el equipo de moderación”.
why_field =
    .label = Por qué es importante
no_words = Todavía no tiene texto.
too_long = Puede tener hasta { $max } caracteres.
held = Las reglas lo retendrían por: { $grounds }. Elija otras palabras.
saved = :white_check_mark: Guardado. Desde ahora se ofrece a quien lee en ese idioma.

page =
    .summary = Traducción
    .machine = Traducido por una máquina
    .corrected = Traducción corregida por el equipo de moderación
