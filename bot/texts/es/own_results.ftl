### Dónde estoy yo: las valoraciones propias junto a las de todos, y los comentarios propios, en Slack y en una página.

title = Mi posición
private = Solo usted ve esto.
button_open =
    .button = Mi posición
    .spoken = Ver mis valoraciones junto a las de todos y qué pasó con mis comentarios
ratings =
    .header = Sus valoraciones y las de todos
not_rated = Todavía no ha valorado nada. Valore algunos comentarios y verá aquí cómo los valoraron los demás.
gate = Lo que dieron todos se muestra aquí cuando haya valorado { $min } comentarios. Hasta ahora ha valorado { $rated }.
gate_closed = Lo que dieron todos se muestra aquí después del cierre.
nothing_to_compare = Ninguno de los comentarios que valoró tiene todavía suficientes valoraciones para mostrar lo que dieron todos.
compared = { $n ->
    [one] *{ $n } comentario* que valoró tiene suficientes valoraciones para comparar.
    [many] *{ $n } de comentarios* que valoró tienen suficientes valoraciones para comparar.
   *[other] *{ $n } comentarios* que valoró tienen suficientes valoraciones para comparar.
}
similar = { $n ->
    [0] En ninguno está a menos de una estrella de la media de todos.
    [one] En { $n } está a menos de una estrella de la media de todos.
    [many] En { $n } está a menos de una estrella de la media de todos.
   *[other] En { $n } está a menos de una estrella de la media de todos.
}
higher = { $n ->
    [one] A { $n } le dio claramente más estrellas.
    [many] A { $n } les dio claramente más estrellas.
   *[other] A { $n } les dio claramente más estrellas.
}
lower = { $n ->
    [one] A { $n } le dio claramente menos estrellas.
    [many] A { $n } les dio claramente menos estrellas.
   *[other] A { $n } les dio claramente menos estrellas.
}
higher_list = *Dio más estrellas que la media de todos*
lower_list = *Dio menos estrellas que la media de todos*
similar_list = *Dio más o menos las mismas estrellas que la media de todos*
unknown_list = *Todavía con muy pocas valoraciones para comparar*
you = usted: { $signs } ({ $n })
all = todos: { $stars }
more = { $n ->
    [one] { $n } más
    [many] { $n } más
   *[other] { $n } más
}
mine =
    .header = Sus comentarios y qué pasó con ellos
not_shared = No ha compartido ningún comentario en esta consulta.

make_link =
    .button = Crear un enlace para verlo todo en una página
link_how = El enlace funciona una vez, durante diez minutos, en el navegador que lo abra.
link_ready = *Aquí está su enlace.* Funciona una vez, durante diez minutos, en el navegador que lo abra. Muestra lo que es suyo: no se lo pase a nadie.
follow =
    .button = Abrir mi página
no_address = Aquí no hay página: quien gestiona el servidor tiene que indicar STARLING_BASE_URL.

ask = Esta página muestra sus propias valoraciones y comentarios. Su enlace funciona una vez: presione el botón en el navegador en el que quiera leerla.
open_page = Mostrar mi posición
marks = En cada línea, el punto es lo que dieron todos, la barra su margen y el cuadrado sus propias estrellas.
until = Esta página está aquí hasta el { $at }. Después, pida un enlace nuevo.
close_page = Cerrar esta página del todo
closed_page = La página está cerrada. En este navegador no queda nada de ella.
link_gone = Este enlace ya se usó, o pasaron sus diez minutos.
way_back = En Slack, abra la pestaña Inicio de Starling, presione “Mi posición” y cree un enlace nuevo.
