### Cobertura: por cuántos comentarios y personas hablan las citas de un resumen. Los números son porcentajes.

comments = Las citas hablan por el { $n } % de los comentarios (otros tantos al azar: { $chance } %).
people = Las citas hablan por el { $n } % de los comentarios y el { $people } % de las personas (otros tantos al azar: { $chance } % y { $otherwise } %).
unquoted = Sin cita: { $themes }.
least = Tema menos representado: { $theme } ({ $n } %).

rule = Una cita habla por un comentario cuando un programa ve que ambos significan casi lo mismo, y por una persona que escribió un comentario así.
summary = Las frases de “En pocas palabras” hablan por el { $n } % de los comentarios (otros tantos al azar: { $chance } %).
groups = De los comentarios que gustan a cada grupo, las citas hablan por: { $groups }.
group = { $group } { $n } % (al azar: { $chance } %)
