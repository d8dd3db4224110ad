in_each = { $stars } ★ o más en cada uno: { $groups }
digest = { $mean } ★ o más en cada uno de estos grupos: { $groups }
story =
    .too = Ese comentario gusta a estos grupos, con { $stars } ★ o más en cada uno: { $groups }.
    .like = Esto gusta a estos grupos, con { $stars } ★ o más en cada uno ({ $groups }): { $quote }
message = { $n ->
    [one] Un comentario gusta en estos grupos: { $groups }
    [many] { $n } de comentarios gustan en estos grupos: { $groups }
   *[other] { $n } comentarios gustan en estos grupos: { $groups }
}
cells = Las estrellas de un solo grupo solo se muestran en comentarios que valoraron al menos { $n } de sus personas, y bastantes de las demás.
no_cell = En este comentario no se pueden mostrar las estrellas de ningún grupo: tienen que valorarlo al menos { $n } personas de un grupo, y bastantes de las demás.
nothing_of_group = { $n ->
    [one] Ningún comentario coincide. Solo { $n } comentario tiene suficientes valoraciones de { $group } (al menos { $least }). Para ver otros, elija “{ $everybody }” en “{ $filter }”.
    [many] Ningún comentario coincide. Solo { $n } de comentarios tienen suficientes valoraciones de { $group } (al menos { $least }). Para ver otros, elija “{ $everybody }” en “{ $filter }”.
   *[other] Ningún comentario coincide. Solo { $n } comentarios tienen suficientes valoraciones de { $group } (al menos { $least }). Para ver otros, elija “{ $everybody }” en “{ $filter }”.
}
why =
    .no_groups = No se preguntó a nadie por su grupo, así que no hay grupos que comparar.
    .waiting = Las cifras de los grupos llegan con una versión posterior.
    .few = No se puede decir en qué difieren los grupos: menos de dos tienen { $n } personas que valoraron.
    .not_often = No se puede decir en qué difieren los grupos: ningún comentario muestra las estrellas de dos grupos. Hacen falta { $n } valoraciones de cada uno.
    .near = En ningún comentario difiere un grupo de los demás, con seguridad, en media estrella o más.
too_few = Hay muy pocas personas para mostrar algo de: { $groups }.
opinions_none = También buscamos personas que valoran de forma parecida, sea cual sea su grupo, y no hallamos grupos de opinión lo bastante claros para mostrarlos.
