### Por qué se avisa de un comentario, se oculta o se quita.

reason =
    .rude = grosero o hiriente
    .name = nombra a alguien
    .off_topic = no trata de la pregunta
    .spam = spam
    .danger = alguien puede estar en peligro
    .duplicate = dice lo mismo que otro de la misma persona
    .other = otro motivo

reason_option =
    .rude = Grosero o hiriente
    .name = Nombra a alguien
    .off_topic = No trata de la pregunta
    .spam = Spam
    .danger = Alguien puede estar en peligro
    .duplicate = Dice lo mismo que otro de la misma persona
    .other = Otro motivo
