### Ayuda: la respuesta a un saludo, a "ayuda" y a una mención en un canal.

how =
    .hidden = *Así funciona.* Escríbame aquí su respuesta, una idea por mensaje. Pregunto antes de compartirla, y nadie ve su nombre. Después dé de 1 a 5 estrellas a las ideas de otras personas.
    .shown = *Así funciona.* Escríbame aquí su respuesta, una idea por mensaje. Pregunto antes de compartirla, y le digo si se ve su nombre. Después dé de 1 a 5 estrellas a las ideas de otras personas.
none_open = Ahora no hay ninguna consulta abierta. Cuando se abra una, su anuncio tendrá un botón *Comentar* o *Comment*.
more = También puede escribir `valorar`, `resultados` o `parar`. `{ $command } ayuda` muestra todo lo que entiendo.
exact = Para compartir como comentario una palabra como “ayuda”, presione *Comentar*.
results = Lo que se dice hasta ahora:
no_results = Todavía no hay resultados: no se ha abierto ninguna consulta.
comment =
    .button = Comentar
rate =
    .button = Valorar
show =
    .button = Resultados
