### Qué significan las estrellas, y las estrellas en números.

meaning =
    .agree = Estrellas: cuánto está de acuerdo
    .important = Estrellas: qué importancia tiene para usted
    .experience = Estrellas: cuánto coincide con su experiencia

mean = { $mean } ★
average = { $mean } ★ de promedio
too_few = todavía hay pocas valoraciones
none = sin valorar

menu =
    .placeholder = Valorar este
thanks = Gracias: sus { $stars } quedan guardadas.
