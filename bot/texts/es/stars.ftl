### Qué significan las estrellas, y las estrellas en números.

meaning =
    .agree = Estrellas: cuánto está de acuerdo
    .important = Estrellas: qué importancia tiene para usted
    .experience = Estrellas: cuánto coincide con su experiencia
scale =
    .agree = De 1 a 5 estrellas: cuánto está de acuerdo.
    .important = De 1 a 5 estrellas: qué importancia tiene para usted.
    .experience = De 1 a 5 estrellas: cuánto coincide con su experiencia.

mean = { $mean } ★
average = { $mean } ★ de promedio
too_few = todavía hay pocas valoraciones
none = sin valorar

menu =
    .placeholder = Valorar este
thanks = Gracias: sus { $stars } quedan guardadas.

themes_chart_title = Promedio de estrellas por tema
themes_chart_series = Promedio
