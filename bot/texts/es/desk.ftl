### La mesa de moderación: tarjetas de la cola en un canal o en mensajes privados, reglas y su acierto, palabras propias.

# $number is of a comment.
card = El comentario #{ $number } espera a que alguien de moderación lo revise
# $question is of an exchange.
late = { $n ->
    [one] { $n } comentario lleva cuatro horas esperando en “{ $question }”.
    [many] { $n } de comentarios llevan cuatro horas esperando en “{ $question }”.
   *[other] { $n } comentarios llevan cuatro horas esperando en “{ $question }”.
}
late_once = Recibe este mensaje una vez por comentario, y de noche solo si hay peligro.
channel_gone = No puedo escribir en { $channel }, adonde van las tarjetas de moderación. Lo que espera está en `/exchange cola`; *Reglas y tarjetas* permite cambiar el canal.
channel_open_now = { $channel } ya no es un canal privado solo de este espacio de trabajo, así que no pongo más tarjetas allí. *Reglas y tarjetas*, en `/exchange cola`, permite cambiar el canal o confirmarlo.
open =
    .button = Reglas y tarjetas
    .spoken = Reglas que retienen comentarios, palabras propias y adónde van las tarjetas
form =
    .title = Reglas y tarjetas
    .submit = Guardar
intro = *Qué retiene un comentario hasta que alguien de moderación lo ha mirado*, en las consultas en las que se revisan primero algunos. Cuántos se ocultaron o quitaron por cada regla se cuenta a partir de sus decisiones.
danger_always = Las señales de peligro siempre retienen el comentario y avisan, elija lo que elija aquí.
precision = { $n ->
    [0] todavía nada decidido
    [one] { $n } decidido: { $agreed } ocultado o quitado
    [many] { $n } de decididos: { $agreed } ocultados o quitados
   *[other] { $n } decididos: { $agreed } ocultados o quitados
}
rules =
    .label = Reglas
rule =
    .danger = Señales de peligro
    .words = Palabras de este espacio de trabajo
    .rude = Groserías
    .name = Nombres de personas de este espacio
    .phone = Números de teléfono
    .email = Direcciones de correo
    .address = Direcciones postales
    .link = Enlaces
    .spam = Palabras repetidas o sin sentido
    .shouting = Mayúsculas o una letra repetida
    .same = Casi las palabras de un comentario que ya está
    .off_topic = Fuera de tema, por el sentido
topic =
    .label = Fuera de tema
    .hint = Es una conjetura: comentarios que significan otra cosa que la pregunta y todos los demás, a partir de 20 comentarios. Se ocultan un momento después de compartirse.
held =
    .label = Palabras que retienen un comentario aquí
    .placeholder = Una por línea
    .hint = Una por línea, o separadas por comas. No importan mayúsculas ni acentos; también se encuentran plurales y terminaciones usuales. En inglés y en español.
allowed =
    .label = Palabras que ninguna regla debe retener
    .placeholder = Una por línea, por ejemplo el nombre de una obra
    .hint = No retienen ningún comentario aquí, aunque estén en una regla. Para las señales de peligro no valen.
cards =
    .label = Una tarjeta por cada comentario que espera
    .none_option = Solo en la cola
    .none_description = /exchange cola los muestra
    .channel_option = En un canal de moderación
    .channel_description = una tarjeta por comentario, editada cuando alguien decide
    .messages_option = En un mensaje privado a cada persona que modera
    .messages_description = una tarjeta por comentario, editada cuando alguien decide
channel =
    .label = Canal de moderación
    .placeholder = Elija un canal
    .hint = Uno privado. Quien está en él lee los comentarios que esperan; solo quienes moderan pueden decidir.
sure =
    .label = Si cualquiera puede unirse a este canal
    .option = Sabemos que todos allí leen comentarios que nadie ha revisado
saved = Guardado. Los comentarios que se compartan desde ahora se leen con estas reglas. Las tarjetas salen cada diez minutos, y de inmediato si alguien puede estar en peligro.
too_many_words = Son { $n } palabras. Son posibles { $max }.
word_too_long = “{ $word }…” es demasiado larga. Una palabra o expresión puede tener { $max } caracteres.
which_channel = Elija el canal, por favor.
channel_unknown = Slack no dice qué canal es. Inténtelo otra vez.
channel_is_open = Cualquiera puede unirse a este canal, o hay en él personas de otras organizaciones. Elija uno privado o marque que lo sabe.
