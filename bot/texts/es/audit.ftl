### El historial de moderación: qué se hizo con los comentarios, una línea por acción.

heading = { $n ->
    [0] Historial de moderación de “{ $question }”: todavía nada
    [one] Historial de moderación de “{ $question }”: { $n } acción
    [many] Historial de moderación de “{ $question }”: { $n } de acciones
   *[other] Historial de moderación de “{ $question }”: { $n } acciones
}
act =
    .keep = :white_check_mark: #{ $number } se mantuvo
    .hide = :lock: #{ $number } se ocultó
    .remove = :no_entry_sign: #{ $number } se quitó
    .restore = :white_check_mark: #{ $number } se restauró
    .ask = :pencil2: #{ $number }: se pidieron otras palabras
    .propose_hide = :raising_hand: #{ $number }: se propuso ocultarlo
    .propose_remove = :raising_hand: #{ $number }: se propuso quitarlo
    .claim = :pushpin: #{ $number }: alguien se ocupa
    .unclaim = :pushpin: #{ $number }: ya no se ocupa nadie
    .undo = :leftwards_arrow_with_hook: #{ $number }: se deshizo la última acción
    .hold = :hourglass_flowing_sand: #{ $number } retenido hasta que alguien lo revise
    .reported = :triangular_flag_on_post: #{ $number } oculto por avisos hasta que alguien lo revise
    .take_care = :raising_hand: #{ $number }: un contacto de seguridad se ocupa
    .ask_author = :mag: #{ $number }: un contacto de seguridad pregunta quién lo escribió
    .show_author = :mag: #{ $number }: otro lo confirma y los dos pueden ver quién lo escribió
    .talk = :envelope: #{ $number }: alguien de moderación escribe a quien lo escribió, sin saber quién es
    .talk_ended = :envelope: #{ $number }: quien lo escribió terminó la conversación
    .appeal = :speech_balloon: #{ $number }: quien lo escribió pide otra revisión
    .appeal_kept = :speech_balloon: #{ $number }: tras otra revisión, la decisión se mantiene
    .translate = :globe_with_meridians: #{ $number }: el equipo de moderación corrigió la traducción
    .appeal_restored = :white_check_mark: #{ $number }: tras otra revisión, se vuelve a mostrar
grounds = por: { $grounds }
ground =
    .danger = peligro
    .rude = groserías
    .phone = teléfono
    .email = correo electrónico
    .address = dirección
    .link = enlace
    .shouting = gritos
    .words = una palabra de este espacio
    .name = un nombre
    .spam = palabras repetidas o sin sentido
    .same = casi un comentario que ya está
    .off_topic = fuera de tema
ground_report = aviso ({ $reason })
turn =
    .newer = Más recientes
    .older = Más antiguas
turn_spoken =
    .newer = Acciones más recientes
    .older = Acciones más antiguas
page = Página { $page } de { $pages }, las más recientes primero
file = En un archivo: `/exchange exportar { $name } --como=historial`
nobody = Esto solo lo ve usted. A nadie se le muestra quién escribió un comentario ni quién avisó de él. Lo retenido y los avisos tienen día, pero no hora, porque una hora podría delatar de quién son.
