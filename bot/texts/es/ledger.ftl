### Las cuentas: qué fue de cada comentario recibido. En resúmenes y resultados.

all = { $n ->
    [one] Se recibió { $n } comentario, y se muestra.
    [many] Se recibieron { $n } de comentarios, y se muestran todos.
   *[other] Se recibieron { $n } comentarios, y se muestran todos.
}
line = { $n ->
    [one] Se recibió { $n } comentario: { $parts }.
    [many] Se recibieron { $n } de comentarios: { $parts }.
   *[other] Se recibieron { $n } comentarios: { $parts }.
}
all_open = Comentarios recibidos: { $n }. Todos se muestran.
line_open = Comentarios recibidos: { $n }. De ellos: { $parts }.
part_shown = { $n ->
    [one] { $n } se muestra
    [many] { $n } se muestran
   *[other] { $n } se muestran
}
part_no_answer = { $n ->
    [one] { $n } se muestra sin que responda a la pregunta (“n/a”, solo un emoji)
    [many] { $n } se muestran sin que respondan a la pregunta (“n/a”, solo un emoji)
   *[other] { $n } se muestran sin que respondan a la pregunta (“n/a”, solo un emoji)
}
part_pending = { $n ->
    [one] { $n } está pendiente de revisión
    [many] { $n } están pendientes de revisión
   *[other] { $n } están pendientes de revisión
}
part_hidden = { $n ->
    [one] { $n } oculto
    [many] { $n } ocultos
   *[other] { $n } ocultos
}
part_withdrawn = { $n ->
    [one] { $n } retirado por quien lo escribió
    [many] { $n } retirados por quienes los escribieron
   *[other] { $n } retirados por quienes los escribieron
}
removed = { $n ->
    [one] { $n } quitado ({ $reason })
    [many] { $n } quitados ({ $reason })
   *[other] { $n } quitados ({ $reason })
}
