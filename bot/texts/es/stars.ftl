### Qué significan las estrellas, y las estrellas en números.

meaning =
    .agree = Estrellas: cuánto está de acuerdo
    .important = Estrellas: qué importancia tiene para usted
    .experience = Estrellas: cuánto coincide con su experiencia
scale =
    .agree = De 1 a 5 estrellas: cuánto está de acuerdo.
    .important = De 1 a 5 estrellas: qué importancia tiene para usted.
    .experience = De 1 a 5 estrellas: cuánto coincide con su experiencia.
one =
    .agree = menos de acuerdo
    .important = menos importante
    .experience = coincide menos con la propia experiencia
five =
    .agree = más de acuerdo
    .important = más importante
    .experience = coincide más con la propia experiencia

mean = { $mean } ★
average = { $mean } ★ de promedio
missing =
    .none = sin valorar
    .too_few = todavía hay pocas valoraciones
    .soon = las estrellas se verán pronto
range = { $mean } ★ (de { $low } a { $high })
range_rule = Las estrellas son nuestro mejor cálculo del promedio que darían todas las personas. Con una seguridad del 95 %, el número verdadero está entre los dos que se indican.
tier =
    .top = Destacado
    .high = Alto
    .middle = Medio
    .low = Bajo
tier_rule = *Destacado*: en el mejor cuarto, y con seguridad en la mejor mitad. *Alto*: probablemente en la mejor mitad. *Bajo*: en el último cuarto, y con seguridad en la otra mitad. *Medio*: los demás. Estas palabras se muestran a partir de 10 valoraciones.
tied = { $n ->
    [one] { $n } comentario tiene más estrellas que los demás, { $stars } ★.
    [many] { $n } de comentarios comparten el máximo de estrellas, { $stars } ★.
   *[other] { $n } comentarios comparten el máximo de estrellas, { $stars } ★.
}
likely_top = probablemente entre los { $n } mejores
as_of = Las estrellas, y las valoraciones junto a ellas, son de { $at }.
as_of_short = estrellas de { $at }

menu =
    .placeholder = Valorar este
thanks = Gracias: sus { $stars } quedan guardadas.
