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

link_is =
    .link = Quien tenga este enlace puede leer los resultados: { $link }
    .workspace = Las personas de este espacio de trabajo que pueden ver la consulta leen los resultados con este enlace, después de iniciar sesión con Slack: { $link }
    .moderators = El equipo de moderación lee los resultados con este enlace, después de iniciar sesión con Slack: { $link }
link_until = Funciona hasta el { $at }, y más tiempo si se muestra cerca de ese día.
link_earlier = { $n ->
    [one] { $n } enlace anterior se sustituyó o se desactivó, y ya no funciona.
    [many] { $n } de enlaces anteriores se sustituyeron o se desactivaron, y ya no funcionan.
   *[other] { $n } enlaces anteriores se sustituyeron o se desactivaron, y ya no funcionan.
}
link_off = La página está desactivada: ningún enlace a ella funciona. Un enlace nuevo la vuelve a activar.
link_new_sure = Un enlace nuevo sustituye al que hay. Quien tenga ese ya no podrá leer, hasta que le dé el nuevo.
link_new =
    .button = Crear un enlace nuevo
    .confirm_title = ¿Sustituir el enlace?
    .confirm_text = Quien tenga el enlace de ahora ya no podrá leer, hasta que le dé el nuevo.
    .confirm_yes = Sustituirlo
    .confirm_no = Conservarlo
link_off_sure = Con la página desactivada ya nadie puede leerla, tenga el enlace que tenga. En Slack los resultados siguen como están.
link_switch_off =
    .button = Desactivar la página
    .confirm_title = ¿Desactivar la página?
    .confirm_text = Ya nadie podrá leerla, tenga el enlace que tenga. En Slack los resultados siguen como están.
    .confirm_yes = Desactivarla
    .confirm_no = Mantenerla
link_no_sign_in = Para esta página habría que iniciar sesión con Slack, y eso no está preparado en este servidor. Avise a quien lo administra, por favor.
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
answer = ↳ Respuesta: { $answer } ({ $facts })
top_none = { $n ->
    [one] Los comentarios mejor valorados se muestran cuando alguno tenga { $n } valoración.
    [many] Los comentarios mejor valorados se muestran cuando alguno tenga { $n } de valoraciones.
   *[other] Los comentarios mejor valorados se muestran cuando alguno tenga { $n } valoraciones.
}

top_none_closed = Ningún comentario tuvo valoraciones suficientes: hacen falta { $n } para mostrar sus estrellas.

differ = En esto difieren los grupos
differ_comment = #{ $number } · { $group } { $mean } ★, los demás { $others } ★
shared = Esto gusta a todos los grupos
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

sheet =
    .button = Enviarme el gráfico y una tabla
    .sent = Le envío por mensaje directo el gráfico de los temas y una tabla con los comentarios más altos.
    .heading = Resultados: los temas y los comentarios más altos
    .caption = Los comentarios más altos
    .none = Ningún comentario tiene todavía suficientes valoraciones.
    .highest = { $n ->
        [one] Se muestra el comentario más alto; hay más.
        [many] Se muestran los { $n } de comentarios más altos; hay más.
       *[other] Se muestran los { $n } comentarios más altos; hay más.
    }
    .from_to = de { $low } a { $high }
sheet_head =
    .number = N.º
    .comment = Comentario
    .stars = Estrellas
    .range = Margen probable
    .ratings = Valoraciones, al menos
    .tier = Cómo le fue
