### Preguntas breves antes del primer comentario o estrella.

why = Primero, unas preguntas breves, una sola vez. Conteste lo que quiera y deje lo demás. Nadie ve quién contestó qué: solo se muestran números de { $n } personas o más, y cambian por pasos.
answer =
    .placeholder = Elija una respuesta, o déjelo vacío
form =
    .title = Antes de empezar
    .submit = Continuar
    .close = Más tarde
agree_1 = Nada de acuerdo
agree_2 = Poco de acuerdo
agree_3 = Ni una cosa ni otra
agree_4 = De acuerdo
agree_5 = Muy de acuerdo
ask =
    .button = Contestar las preguntas breves
no_such_answer = Elija una de las respuestas de la lista.
heading = Preguntas breves
# $n: personas, un múltiplo de cinco
people = { $n } o más
answer_column = Respuesta
# $n: personas, un múltiplo de cinco
undivided = Contestaron { $n } personas o más. Un número por cada respuesta podría mostrar quién eligió cuál, así que no lo hay.
about_counts = Cuántas personas eligieron cada respuesta, de cinco en cinco. Las respuestas nuevas se cuentan unas pocas veces, no enseguida. Lo que eligieron menos de { $n } personas solo se cuenta junto.
none =
    .open = Las respuestas aparecen aquí cuando { $n } personas o más hayan contestado una pregunta. Se cuentan unas pocas veces, no enseguida.
    .closed = Ninguna pregunta fue contestada por { $n } personas o más, así que no se muestra nada.
kept = Gracias. Sus respuestas están guardadas. Usted las ve en Inicio; nadie más las ve.
asked_before = Ya se le hicieron las preguntas breves. Lo que contestó está en Inicio; nadie más lo ve.
