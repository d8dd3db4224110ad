### El estado de una consulta, las preguntas antes de cerrarla y las listas entre las que elige el equipo.

draft = :pencil2: Borrador
draft_opens = :pencil2: Borrador, se abre { $at }
open = :large_green_circle: Abierta, sin fecha de cierre
open_closes = :large_green_circle: Abierta, se cierra { $at }
paused = :double_vertical_bar: En pausa
closed = :checkered_flag: Cerrada
archived = :package: archivada
closed_at = :checkered_flag: Cerrada { $at }

# Una consulta sin fecha de cierre que lleva abierta un trimestre o más. $since es un día.
open_long = :hourglass_flowing_sand: Abierta desde el { $since } y sin fecha de cierre. Lo que une a las personas con sus palabras y sus estrellas se destruye { $n } días después del cierre. Ciérrela al final de un trimestre y empiece la siguiente a partir de ella con `/exchange nueva`; con `--renueva` las de los trimestres siguientes se abren solas.

people = Personas
comments = Comentarios
ratings = Valoraciones
waiting = Pendientes de revisión
of_members = { $people } de { $members } en el canal

# De quienes marcaron "Avíseme de futuras consultas"
invited = Invitaciones enviadas: *{ $n }* de *{ $people }* que las pidieron. No la recibe quien ya participó o no puede ver el canal.
no_coverage = Todavía no hay comentarios que valorar.
coverage = Valoraciones por comentario: mínimo *{ $min }* · mediana *{ $median }* · máximo *{ $max }*
coverage_few = Valoraciones por comentario: hasta *{ $n }* por ahora
not_said = sin indicar
together = grupos más pequeños, juntos *{ $people }* ({ $names })
too_few = Todavía hay pocas personas para mostrar sus grupos
given = Valoraciones por grupo: { $ratings }
coordinated_end =
    .out = Se dejaron fuera mientras la consulta estaba abierta. Las cifras que ya las contaban y no han cambiado desde entonces las siguen contando.
    .counted = Sus valoraciones cuentan: las cifras no cambian después del cierre.
coordinated =
    .counted = { $n ->
        [one] :rotating_light: *{ $n } cuenta valora demasiado igual que otra para ser una persona distinta.* No se muestra a nadie quién es.
        [many] :rotating_light: *{ $n } de cuentas valoran demasiado igual para ser personas distintas.* No se muestra a nadie quiénes son.
       *[other] :rotating_light: *{ $n } cuentas valoran demasiado igual para ser personas distintas.* No se muestra a nadie quiénes son.
    }
    .out = { $n ->
        [one] :rotating_light: *{ $n } cuenta valora demasiado igual que otra para ser una persona distinta.* Sus valoraciones no cuentan.
        [many] :rotating_light: *{ $n } de cuentas valoran demasiado igual para ser personas distintas.* Sus valoraciones no cuentan.
       *[other] :rotating_light: *{ $n } cuentas valoran demasiado igual para ser personas distintas.* Sus valoraciones no cuentan.
    }
leave_alike =
    .button = No contarlas
count_alike =
    .button = Volver a contarlas

announcement = anuncio
moderation =
    .pre = primero se revisan los comentarios
    .post = los comentarios se ven enseguida
    .flagged = primero se revisa lo que encuentran las reglas
results =
    .link = resultados en una página para quien tenga el enlace
    .workspace = resultados en una página para este espacio de trabajo
    .moderators = resultados en una página para el equipo de moderación
not_announced = :warning: Todavía no se ha anunciado: { $why }.
card_text = { $question }: { $numbers }

queue =
    .button = Pendientes
queue_waiting =
    .button = Pendientes ({ $n })
dates =
    .button = Fecha de cierre
    .spoken = Cambiar la fecha de cierre
dates_instead =
    .spoken = Poner una fecha de cierre en su lugar
reopen =
    .button = Volver a abrir
pause =
    .button = Pausar
    .confirm_title = ¿Pausar la consulta?
    .confirm_text = Nadie podrá comentar ni valorar hasta que usted la reanude. Su fecha de cierre no cambia, y mientras tanto no se publica ningún resumen automáticamente.
    .confirm_yes = Pausar
resume =
    .button = Reanudar
archive =
    .button = Archivar
    .spoken = Archivar esta consulta
delete_whole =
    .button = Borrar …
    .spoken = Borrar esta consulta para siempre; antes se pregunta
bring_back =
    .button = Sacar del archivo
results =
    .button = Resultados
close =
    .button = Cerrar ahora
    .confirm_title = ¿Cerrar esta consulta?
    .confirm_text = Desde ese momento nadie puede comentar ni valorar. Puede volver a abrirla.
    .confirm_yes = Cerrar
    .confirm_no = Cancelar

close_now = :checkered_flag: *¿Cerrar esta consulta ahora?*
    { $question }

    Desde ese momento nadie puede comentar ni valorar. Todo se conserva ({ $counts }), y puede volver a abrirla.
close_now_text = ¿Cerrar { $name }?
close_earlier = :calendar: *Así se cierra antes, no después.*
    { $question }

    Ahora se cierra { $old }. Usted escribió { $new } ({ $zone }, su zona horaria).
close_earlier_text = ¿Cerrar { $name } antes?
earlier =
    .button = Cerrar antes
    .spoken = Cerrar a la hora más temprana
leave_date =
    .button = Dejarlo así
    .spoken = Dejar la fecha de cierre como está

show =
    .button = Ver
show_one =
    .spoken = Ver { $name }
exchanges = { $n ->
    [one] { $n } consulta
    [many] { $n } de consultas
   *[other] { $n } consultas
}
older = { $n ->
    [one] Y { $n } más antigua. `{ $command } estado` con su nombre corto la muestra.
    [many] Y { $n } más antiguas. `{ $command } estado` con un nombre corto muestra cada una.
   *[other] Y { $n } más antiguas. `{ $command } estado` con un nombre corto muestra cada una.
}
which =
    .open_one = ¿Qué consulta quiere abrir?
    .close_one = ¿Qué consulta quiere cerrar?
    .reopen_one = ¿Qué consulta quiere volver a abrir?
    .pause_one = ¿Qué consulta quiere pausar?
    .resume_one = ¿Qué consulta quiere reanudar?
    .archive_one = ¿Qué consulta quiere archivar?
    .remind_one = ¿De qué consulta son los recordatorios?
    .extend_one = ¿Qué consulta quiere prorrogar?
    .status_one = ¿Qué consulta?
pick =
    .placeholder = Elegir una consulta
more_to_pick = { $n ->
    [one] { $n } más: escriba su nombre corto después del comando.
    [many] { $n } más: escriba el nombre corto después del comando.
   *[other] { $n } más: escriba el nombre corto después del comando.
}
