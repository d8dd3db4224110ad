### Invitar por nombre: quien modera pone personas y grupos de usuarios en la lista de una consulta.

title = Invitar a personas
open =
    .button = Invitar a personas
    .spoken = Invitar a personas por su nombre o por grupo de usuarios
how = Cada persona recibe un mensaje privado mío. A nadie se le invita dos veces; quien ya participa, o eligió “No me interesa”, no lo recibe, y nadie sabe quién es.
listed = { $n ->
    [one] Ya hay { $n } persona en la lista.
    [many] Ya hay { $n } de personas en la lista.
   *[other] Ya hay { $n } personas en la lista.
}
found_so_far = { $n ->
    [one] Hasta ahora encontré a *{ $n } persona*. En la lista de abajo están los nombres que no encontré: corríjalos o quítelos.
    [many] Hasta ahora encontré a *{ $n } de personas*. En la lista de abajo están los nombres que no encontré: corríjalos o quítelos.
   *[other] Hasta ahora encontré a *{ $n } personas*. En la lista de abajo están los nombres que no encontré: corríjalos o quítelos.
}
groups =
    .label = Grupos de usuarios
    .placeholder = Elija grupos
people =
    .label = Personas
    .placeholder = Elija personas
list =
    .label = Una lista
    .hint = Correos electrónicos o nombres de usuario, uno por línea. Hasta { $n } caracteres cada vez.
next = Siguiente
looking = :mag: Estoy buscando a estas personas. Tarda un momento.
sure = { $n ->
    [one] Se invitará a *{ $n } persona*.
    [many] Se invitará a *{ $n } de personas*.
   *[other] Se invitará a *{ $n } personas*.
}
of_group = { $n ->
    [one] { $group }: { $n } persona
    [many] { $group }: { $n } de personas
   *[other] { $group }: { $n } personas
}
before = { $n ->
    [one] Otra { $n } ya está en la lista.
    [many] Otros { $n } de personas ya están en la lista.
   *[other] Otras { $n } ya están en la lista.
}
outside = { $n ->
    [one] :lock: { $n } de ellas no está en { $channel }, que es privado: la invitación espera hasta que entre.
    [many] :lock: { $n } de ellas no están en { $channel }, que es privado: las invitaciones esperan hasta que entren.
   *[other] :lock: { $n } de ellas no están en { $channel }, que es privado: las invitaciones esperan hasta que entren.
}
all_listed = Todas estas personas ya están en la lista. A nadie se le invita dos veces.
save =
    .button = Invitar
    .spoken = { $n ->
        [one] Invitar a { $n } persona
        [many] Invitar a { $n } de personas
       *[other] Invitar a { $n } personas
    }
done = { $n ->
    [one] :white_check_mark: *{ $n } persona* está en la lista. La invitación sale en un momento.
    [many] :white_check_mark: *{ $n } de personas* están en la lista. Las invitaciones salen ahora, unas pocas cada vez.
   *[other] :white_check_mark: *{ $n } personas* están en la lista. Las invitaciones salen ahora, unas pocas cada vez.
}
done_paused = { $n ->
    [one] :white_check_mark: *{ $n } persona* está en la lista. La invitación sale cuando se reanude la consulta.
    [many] :white_check_mark: *{ $n } de personas* están en la lista. Las invitaciones salen cuando se reanude la consulta.
   *[other] :white_check_mark: *{ $n } personas* están en la lista. Las invitaciones salen cuando se reanude la consulta.
}
done_draft = { $n ->
    [one] :white_check_mark: *{ $n } persona* está en la lista. La invitación sale cuando se abra la consulta.
    [many] :white_check_mark: *{ $n } de personas* están en la lista. Las invitaciones salen cuando se abra la consulta.
   *[other] :white_check_mark: *{ $n } personas* están en la lista. Las invitaciones salen cuando se abra la consulta.
}
cleared = :white_check_mark: La lista está vacía. Quien aún no tiene invitación no la recibe; quien la tiene la conserva.
status = { $n ->
    [one] *{ $n } persona* está en la lista de quienes reciben invitación por su nombre.
    [many] *{ $n } de personas* están en la lista de quienes reciben invitación por su nombre.
   *[other] *{ $n } personas* están en la lista de quienes reciben invitación por su nombre.
}
correct =
    .button = Corregir la lista
    .spoken = Corregir la lista de personas que invitar

kept = :lock: Hasta que presione el botón, estos nombres se guardan cifrados, y se borran al cabo de uno o dos días.

missing = No encontré a nadie, o encontré a más de una persona, con estos nombres: { $names }.
missing_more = { $n ->
    [one] No encontré a nadie, o encontré a más de una persona, con estos nombres: { $names } y { $n } más.
    [many] No encontré a nadie, o encontré a más de una persona, con estos nombres: { $names } y { $n } de nombres más.
   *[other] No encontré a nadie, o encontré a más de una persona, con estos nombres: { $names } y { $n } más.
}
nothing_done = No puse a nadie en la lista. Corríjala o quite esos nombres.
correct_these = { $missing } Corrija la lista o quite esos nombres. No se invitó a nadie.
nobody = Indique a alguien: un grupo de usuarios, personas o una lista.
off_alone = `--desactivar` vacía la lista. Escríbalo sin personas.
too_many = En una lista caben { $max } personas.
outdated = Esta lista ya se usó o es demasiado antigua. Empiece de nuevo con `/exchange invitar`.
no_group_scope = Aquí no puedo ver los grupos de usuarios. Pida a quien me instaló el permiso `usergroups:read`. Las personas y las listas funcionan sin él.
no_email_scope = Aquí no puedo buscar correos electrónicos: escriba nombres de usuario o @nombres. O pida a quien me instaló el permiso `users:read.email`.
failed = No pude buscar a estas personas. No se invitó a nadie. Inténtelo de nuevo.
slack_silent = Slack no dijo quiénes son estas personas. No se invitó a nadie. Inténtelo de nuevo en un minuto.
