### Consultas una al lado de otra: `/exchange comparar`, y la página.

title = Consultas comparadas
how_many = Nombre de dos a { $max } consultas: `{ $command } comparar primavera otoño`
same_question = Se hizo otra vez la misma pregunta.
exchange = Consulta
agreement = Acuerdo
# Cada uno es un número, o «más de» un número.
taken_part = { $people } personas · { $comments } comentarios · { $ratings } valoraciones
shared = Temas que tratan de lo mismo
how = Un programa reúne los temas cuyos comentarios tienen las mismas palabras, en un mismo idioma. Puede equivocarse; léalos.
none_shared = Ningún tema está en más de una de ellas.
# $name es el nombre corto de una consulta.
only = Solo en { $name }
# $link es una dirección.
page = Todo en una página, para quien tenga este enlace: { $link }
quarters = Por trimestre
quarters_how = Comentarios según el trimestre en que se compartieron, y la media de sus estrellas cuando al menos tres las tienen.
quarter = { $year }, trimestre { $quarter }
quarter_theme = Tema más grande
