### Los comentarios de una lista como archivo, y qué significan sus columnas. $n cuenta comentarios.

take_these = { $n ->
    [one] Descargar este comentario (CSV)
    [many] Descargar estos { $n } de comentarios (CSV)
   *[other] Descargar estos { $n } comentarios (CSV)
}
take_all = { $n ->
    [one] Descargar el único comentario (CSV)
    [many] Descargar los { $n } de comentarios (CSV)
   *[other] Descargar los { $n } comentarios (CSV)
}
summary = Qué significan las columnas del archivo
about = Una tabla para cualquier hoja de cálculo, con un comentario por fila. Contiene lo que todo el mundo puede ver en esta página y nada más. Una celda vacía significa que no hay esa cifra, o que se oculta porque valoraron muy pocas personas.
themes = Temas:

id = número del comentario
text = lo que alguien escribió
why = por qué le importa
language = idioma del comentario, según lo adivina un programa
is_seed = yes (sí): un comentario que puso el equipo de moderación para empezar
is_withheld = yes (sí): quien lo escribió no aceptó que se citara, así que no se dan sus palabras
shared_on = día en que se compartió, o antes
theme = tema en el que cuenta
second_theme = otro tema del que trata claramente
stars = estrellas de media de todas las personas. { $stars }
low = dónde empieza el margen probable de la media
high = dónde acaba el margen probable de la media
ratings = valoraciones en que se basa la media, o más; se muestra a partir de { $n }
tier = cómo le fue: top (destacado), high (alto), middle (medio) o low (bajo)
is_likely_top = yes (sí): probablemente entre los diez primeros
place = lugar entre todos los comentarios con estrellas; 0 es el más alto
spread = cuánto varían sus estrellas de una persona a otra, donde las opiniones difieren
lowest_by_group = estrellas de media del grupo al que menos le gusta
