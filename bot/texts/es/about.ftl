### Información y privacidad de una consulta: un título y unas frases cada vez.

modal =
    .title = Información y privacidad
stars = *:star: Estrellas*
    { $scale } Usted valora lo que escribieron otras personas, nunca sus propios comentarios.
figures = *:bar_chart: Qué se muestra de sus estrellas*
    Nadie ve cómo valora usted, tampoco quienes moderan. Todas las personas ven los mismos promedios, de { $n } personas o más. Solo cambian cuando han valorado al menos { $more } personas más, y como mucho una vez al día. Al cierre, los promedios de los comentarios incluyen a todas las personas que valoraron.
figures_groups =
    .closing = Los promedios de los grupos solo cambian tres veces mientras la consulta está abierta, y una vez al cierre. Después de su primera valoración, su grupo no cambia para esos promedios.
    .monthly = Los promedios de los grupos solo cambian una vez al mes, y una vez al cierre. Después de su primera valoración, su grupo no cambia para esos promedios.
figures_noise =
    .usual = Con menos de { $n } valoraciones, el promedio se cambia un poco al azar, para que nadie pueda deducir cómo valoró una persona.
    .strict = Con menos de { $n } valoraciones, el promedio se cambia al azar más de lo habitual, para que nadie pueda deducir cómo valoró una persona.
results =
    .slack = *:bar_chart: Resultados*
        Los resultados están solo en este espacio de trabajo. { $when }
    .link = *:globe_with_meridians: Resultados*
        Los resultados están aquí y en una página web: quien tenga el enlace puede leer allí todos los comentarios, también fuera de este espacio de trabajo. { $when }
    .workspace = *:bar_chart: Resultados*
        Los resultados están aquí y en una página web para las personas de este espacio de trabajo, que allí inician sesión con Slack. { $when }
    .moderators = *:bar_chart: Resultados*
        Los resultados están aquí. Una página web con todos los comentarios es solo para el equipo de moderación. { $when }
results_when =
    .rated = Aquí se ven después de valorar cinco comentarios; después del cierre los ve todo el mundo.
    .always = Se ven desde la apertura.
    .closed = Se ven después del cierre.
names =
    .hidden = *:bust_in_silhouette: Nombres*
        Nadie ve su nombre con lo que comparte o valora, tampoco quienes moderan. Quién escribió o valoró se guarda sellado con una clave secreta, sin su nombre ni su identificador de Slack.
    .gone = *:bust_in_silhouette: Nombres*
        Nadie ve su nombre con lo que compartió o valoró, tampoco quienes moderan. Ya no se guarda quién escribió o valoró.
    .shown = *:bust_in_silhouette: Nombres*
        Su nombre se ve con los comentarios que comparte. Nadie ve cómo valora.
groups = *:busts_in_silhouette: Grupos*
    { $groups }. Se pregunta una sola vez, y no tiene que decirlo. Los resultados nunca muestran un grupo pequeño.
groups_sizes = *:busts_in_silhouette: Grupos*
    { $groups }. Se pregunta una sola vez, y no tiene que decirlo. Se publica cuántas personas de cada grupo participaron, también en grupos muy pequeños; cómo valoró un grupo pequeño no se muestra nunca.
more_groups = { $n ->
    [one] { $names } y { $n } más
    [many] { $names } y { $n } más
   *[other] { $names } y { $n } más
}
moderation = *:shield: Moderación*
    { $before } { $reported } { $moderators }
new_comments =
    .pre = El equipo de moderación lee cada comentario antes de que lo vean las demás personas.
    .post = Los comentarios aparecen enseguida. Cualquiera puede avisar de uno: ⋯ en su tarjeta. Las palabras que indican que alguien puede estar en peligro esperan al equipo de moderación.
    .flagged = Los comentarios aparecen enseguida, salvo que una regla encuentre groserías, un teléfono, una dirección, un enlace o palabras que indican que alguien puede estar en peligro: esos esperan al equipo de moderación. Cualquiera puede avisar de uno: ⋯ en su tarjeta.
reported =
    .hidden = { $n ->
        [1] Un comentario del que se avisó queda oculto hasta que lo lea el equipo de moderación.
        [one] Un comentario del que avisa { $n } persona queda oculto hasta que lo lea el equipo de moderación.
        [many] Un comentario del que avisan { $n } de personas queda oculto hasta que lo lea el equipo de moderación.
       *[other] Un comentario del que avisan { $n } personas queda oculto hasta que lo lea el equipo de moderación.
    }
    .stays = Un comentario del que se avisó sigue visible hasta que lo lea el equipo de moderación, salvo que alguien pueda estar en peligro.
help = *:sos: Ayuda*
    Si un comentario hace pensar que alguien puede estar en peligro, avise de él: ⋯ en su tarjeta. El equipo de moderación lo sabe al momento, y nunca sabe quién avisó. Si es urgente, llame al número de emergencias del lugar donde está.
comments = *:writing_hand: Sus comentarios*
    Comparta todos los que quiera, de hasta { $n } caracteres cada uno. Mientras la consulta esté abierta, puede editarlos, retirarlos y cambiar sus estrellas en la pestaña Inicio.
data = *Qué se guarda, para qué, cuánto tiempo y quién puede leerlo* está en una página.
stop = *:wave: Dejarlo*
    Puede dejarlo cuando quiera, sin hacer nada. `{ $command } borrar-mis-datos` borra lo que permite identificarle.
