### How many people are in each group of the community, and how many of them took part.

no_groups = Esta consulta no pregunta por grupos, así que no puede decir quién falta.
unreadable = No entiendo “{ $part }”. Escriba cada grupo con su número de personas o con un grupo de usuarios: `Alumnado 620, Familias @familias`.
# $groups is a list.
no_group = Esta consulta no tiene el grupo “{ $name }”. Sus grupos son { $groups }.
twice = El grupo “{ $name }” aparece dos veces.
how_many = Escriba cuántas personas hay en “{ $name }”: un número entero de 1 a { $max }.
saved = :white_check_mark: Guardado. Los resultados dicen ahora cuántas personas de cada grupo participaron.
# $name is a group of the exchange, $groups a list of mentions of Slack's user groups.
of_group = { $n ->
    [one] :busts_in_silhouette: { $name }: { $n } persona en { $groups }
    [many] :busts_in_silhouette: { $name }: { $n } de personas en { $groups }
   *[other] :busts_in_silhouette: { $name }: { $n } personas en { $groups }
}
of_group_now = Son las que hay ahora. Solo guardo el número: escriba otra vez el grupo de usuarios cuando haya cambiado.
looking = :mag: Estoy contando a las personas de estos grupos de usuarios. Tarda un momento.
no_user_group = No encontré a nadie en el grupo de usuarios de “{ $name }”. No se cambió nada.
no_group_scope = Aquí no puedo ver los grupos de usuarios. Pida a quien me instaló el permiso `usergroups:read`, o escriba un número. No se cambió nada.
failed = No pude contar a estas personas. El censo sigue como estaba. Inténtelo de nuevo.
slack_silent = Slack no dijo quién está en el grupo de usuarios. No se cambió nada. Inténtelo de nuevo en un minuto, o escriba un número.
off = :white_check_mark: Los resultados ya no dicen cuántas personas de cada grupo participaron.
none = Nadie ha dicho todavía cuántas personas hay en cada grupo. Escriba por ejemplo `/exchange censo { $name } "Alumnado 620, Familias 400"`; un grupo de usuarios como @familias puede ir en lugar de un número.
# $people: "340", or "over 335" while it is open.
part = { $people } de { $asked }
part_share = { $people } de { $asked } ({ $percent } %)
waiting = Se verá quién participó de cada grupo cuando haya suficientes personas de varios grupos.

# The page --------------------------------------------------------------------------------------------------------

heading = Cuántas personas de cada grupo participaron
how = Se preguntó a { $n } personas. Un grupo está poco representado si su parte es menor que cuatro quintos de la del total.
share = Participaron
behind = poco representado
# $groups is a list.
missing = Poco representados: { $groups }. Lo que piensan puede ser distinto de lo que se lee aquí.
few = Han participado menos de { $n } personas. Lo que dicen puede no ser lo que piensa todo el mundo.

asked =
    .label = A quién se preguntó
    .people = { $n } personas: { $groups }
    .groups = A quien podía ver la pregunta en Slack: { $groups }
    .everybody = A quien podía ver la pregunta en Slack
changed =
    .label = Qué ha cambiado
    .none_label = Respuestas hasta ahora
    .none = ninguna
    .some = Comentarios con respuesta: { $answered }. Con algo comenzado o hecho: { $begun }.
groups_none = No hay grupos: a todas las personas se les pregunta lo mismo, y los resultados son de todas.
groups_draft = `{ $command } grupos { $name } "Alumnado, Familias"` fija otros grupos hasta que se abra; `{ $command } grupos { $name } ninguno` los quita.
groups_fixed = Los grupos quedan fijos al abrir. `{ $command } censo { $name }` dice cuántas personas hay en cada uno.
