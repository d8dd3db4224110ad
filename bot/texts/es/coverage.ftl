### Cobertura: por cuántos comentarios y personas hablan las citas de un resumen. Los números son porcentajes.

comments = Las citas hablan por el { $n } % de los comentarios; otros tantos comentarios al azar lo harían por el { $chance } %.
people = Las citas hablan por el { $n } % de los comentarios y el { $people } % de quienes escribieron; otros tantos comentarios al azar lo harían por el { $chance } % y el { $otherwise } %.
unquoted = No hay citas de { $themes }.
least = De lo que menos dicen es de { $theme } ({ $n } % de sus comentarios).

rule = Una cita habla por un comentario cuando un programa ve que ambos significan casi lo mismo.
summary = Las frases de “En pocas palabras” hablan por el { $n } % de los comentarios; otros tantos comentarios al azar lo harían por el { $chance } %.
groups = De los comentarios que gustan a cada grupo, las citas hablan por: { $groups }.
group = { $group } { $n } % (al azar: { $chance } %)
