### Comentarios para empezar, desde un archivo: `/exchange nueva --desde-csv`.

form =
    .title = Desde un archivo
    .how = Elija un archivo CSV o pegue sus filas. El texto va en una columna llamada *comentario* o *texto*; sin ese encabezado, cada línea es un comentario. Todavía no se guarda nada: los verá todos en el formulario siguiente.
    .submit = Leer
file =
    .label = Archivo CSV
rows =
    .label = O pegue las filas
    .hint = Tal como están en el archivo, hasta 3,000 caracteres.
neither = Elija un archivo o pegue las filas, por favor.
both = Elija un archivo o pegue las filas, no las dos cosas.
nothing = No contiene ningún comentario.
too_large = Este archivo es demasiado grande: se lee hasta 1 MB.
no_file = No he podido leer este archivo. Inténtelo otra vez o pegue sus filas.
# $command es lo que la persona escribe para el bot.
alone = Escriba solo `{ $command } nueva --desde-csv`. La pregunta y todo lo demás van en el formulario siguiente.
# Encima del formulario, otra vez. $n cuenta filas.
wrong = { $n ->
    [one] *No se ha tomado nada: { $n } fila no se puede leer.* Corríjala y vuelva a intentarlo.
    [many] *No se ha tomado nada: { $n } de filas no se pueden leer.* Corríjalas y vuelva a intentarlo.
   *[other] *No se ha tomado nada: { $n } filas no se pueden leer.* Corríjalas y vuelva a intentarlo.
}
# $why es una de las frases de abajo.
line = Línea { $line }: { $why }
more = { $n ->
    [one] y { $n } fila más
    [many] y { $n } de filas más
   *[other] y { $n } filas más
}
no_column = ninguna columna se llama “comentario” o “texto”. Ponga ese nombre a la columna con los textos.
no_csv = las comillas no coinciden.
fields = { $n ->
    [one] tiene { $n } columna y el encabezado tiene { $expected }.
    [many] tiene { $n } de columnas y el encabezado tiene { $expected }.
   *[other] tiene { $n } columnas y el encabezado tiene { $expected }.
}
bytes = tiene signos que no son UTF-8. Guarde el archivo como “CSV UTF-8”.
too_long = tiene { $n } caracteres y caben { $max }.
# Encima del formulario de una consulta nueva.
taken = { $n ->
    [one] Se ha leído { $n } comentario. Está abajo, en *Comentarios para empezar*, donde puede cambiarlo. Todavía no se guarda nada.
    [many] Se han leído { $n } de comentarios. Están abajo, en *Comentarios para empezar*, donde puede cambiarlos. Todavía no se guarda nada.
   *[other] Se han leído { $n } comentarios. Están abajo, en *Comentarios para empezar*, donde puede cambiarlos. Todavía no se guarda nada.
}
left_empty = { $n ->
    [one] Se ha dejado fuera { $n } fila sin texto.
    [many] Se han dejado fuera { $n } de filas sin texto.
   *[other] Se han dejado fuera { $n } filas sin texto.
}
left_twice = { $n ->
    [one] Se ha dejado fuera { $n } fila con el mismo texto que otra.
    [many] Se han dejado fuera { $n } de filas con el mismo texto que otras.
   *[other] Se han dejado fuera { $n } filas con el mismo texto que otras.
}
