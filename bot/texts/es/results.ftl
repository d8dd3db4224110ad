### Resultados: qué se sabe hasta ahora.

modal =
    .title = Resultados

rate =
    .button = Valorar
    .spoken = Valorar comentarios

gate = Podrá ver los resultados cuando haya valorado { $min } comentarios; así sus estrellas son solo suyas. Hasta ahora ha valorado { $rated }.
gate_closed = Los resultados de esta consulta se muestran después del cierre, a todo el mundo a la vez.
not_open = Esta consulta todavía no se ha abierto, así que no hay resultados.
no_group = Esta consulta no tiene ningún grupo con ese nombre. Sus grupos: { $groups }.
no_groups = Esta consulta no tiene grupos.

link_is = Quien tenga este enlace puede leer los resultados: { $link } Un enlace nuevo (`--nuevo`) lo sustituye, y `--desactivar` desactiva la página.
link_off = La página está desactivada: ningún enlace a ella funciona. `--nuevo` crea uno.
link_not_yet = La página se abre al cierre, y entonces tiene un enlace.
link_not_chosen = Los resultados de esta consulta están solo en Slack. Se eligió así antes de abrirla.
link_no_address = Aquí no hay página de resultados: quien administra el servidor tiene que definir STARLING_BASE_URL.

page_link = Ver todos los comentarios, gráficos y grupos en la página de resultados

names =
    .hidden = sin nombres
    .shown = los comentarios llevan nombre
state =
    .open = hasta ahora
    .closed = cerrada
closed_at = cerrada { $at }

no_comment =
    .open = Todavía no hay comentarios.
    .closed = Nadie compartió ningún comentario.
no_themes =
    .open = Los temas aparecen solos, unos minutos después de que haya suficientes comentarios.
    .closed = No se encontraron temas.

themes = Temas
more_themes = { $n ->
    [one] y { $n } tema más
    [many] y { $n } de temas más
   *[other] y { $n } temas más
}
inside =
    .placeholder = Ver un tema por dentro
    .title = Un tema por dentro
back =
    .close = Volver
inside_rest = { $n ->
    [one] { $n } comentario de este tema no está en ninguna de estas partes.
    [many] { $n } de comentarios de este tema no están en ninguna de estas partes.
   *[other] { $n } comentarios de este tema no están en ninguna de estas partes.
}
inside_rest_open = Hasta { $n } comentarios de este tema no están en ninguna de estas partes.
inside_none = Este tema ya no tiene partes.
agreement = acuerdo { $agreement }

top = Comentarios mejor valorados
top_none = { $n ->
    [one] Los comentarios mejor valorados se muestran cuando alguno tenga { $n } valoración.
    [many] Los comentarios mejor valorados se muestran cuando alguno tenga { $n } de valoraciones.
   *[other] Los comentarios mejor valorados se muestran cuando alguno tenga { $n } valoraciones.
}

top_none_closed = Ningún comentario tuvo valoraciones suficientes: hacen falta { $n } para mostrar sus estrellas.

differ = En esto difieren los grupos
differ_comment = #{ $number } · { $group } { $mean } ★, los demás { $others } ★
shared = Esto gusta a todos los grupos
shared_comment = #{ $number } · { $mean } ★ o más en cada grupo
equal = Lo mejor valorado si cada grupo cuenta igual
agreement_note = Acuerdo: { $agreement }. Es 1 cuando todos dan las mismas estrellas a un comentario, y 0 cuando la mitad da 1 estrella y la otra mitad da 5.
not_compared = Todavía no se muestra cómo se comparan los grupos. Para ver en qué difieren hacen falta { $differ } valoraciones de un comentario por un grupo y { $differ } por los demás. Lo que gusta a todos solo se muestra si cada grupo dio { $n } o más: si uno dio menos, se deja fuera todo el comentario, para que nada se deduzca del resto.
min_group_size = Ningún número se refiere a menos de { $n } personas de un grupo.

group_top = Lo que mejor valoró el grupo { $group }
group_none = *Cómo valoró el grupo { $group }:* todavía no hay nada que mostrar. Los números de un grupo se muestran cuando al menos { $n } de sus personas, y otras { $n }, han valorado un comentario.

opinions = Grupos de opinión
opinions_how = Los encontramos por la manera de valorar. No se preguntó a nadie.
opinion_group = { $n ->
    [one] Grupo { $letter }, { $n } persona
    [many] Grupo { $letter }, { $n } de personas
   *[other] Grupo { $letter }, { $n } personas
}
opinion_likes = #{ $number } · { $more } ★ más que los demás
opinions_unite = Gusta a todos ellos

digest = Último resumen, { $at }:
