### Valorar: la tarjeta, lo que ocupa su lugar, la página de cinco y las estrellas que se escriben.

# La tarjeta -----------------------------------------------------------------------------------------------------

card = Valore este comentario, de 1 a 5 estrellas: { $question }
why = Por qué importa: { $why }
shared_by = compartido por { $name }
seed = del equipo de moderación, para empezar
star =
    .spoken = { $stars } de 5 estrellas
skip =
    .button = Saltar
    .spoken = Saltar este comentario
undo =
    .button = Deshacer
    .spoken = Deshacer mi última valoración
translate =
    .button = Traducir
    .spoken = Mostrar una traducción debajo de este comentario
skip_option =
    .unclear = No lo entiendo
    .off_topic = No trata de la pregunta
    .duplicate = Ya vi uno parecido
report =
    .option = Avisar de este comentario …
stop =
    .option = Parar por ahora
group =
    .placeholder = ¿En qué grupo está? (opcional)
more =
    .placeholder = Más …

rated = valorados: { $n }
rated_goal = valorados: { $n }, meta: { $goal }
last = última: { $given }
milestone =
    .five = Ya valoró cinco, gracias. Puede parar cuando quiera.
    .ten = Ya valoró diez. Va por la mitad de la meta.
    .ten_of_fewer = Ya valoró diez.
    .twenty = Ya valoró veinte: esa es la meta. Con cada estrella más, el resultado es más seguro.
    .thirty = Ya valoró treinta. Gracias por dedicarle tanto tiempo.
typing = también puede escribir un número del 1 al 5, `saltar` o `deshacer`
skipped = Saltado.
undone = Deshecho. Aquí lo tiene otra vez.
nothing_to_undo = No hay nada que deshacer.
reported = Aviso enviado. Alguien de moderación lo revisará y nunca sabrá de quién viene.

edited = Quien lo escribió cambió el texto. Este es el texto actual.
given_before = Usted le dio { $given }.
gone = Este comentario ya no se puede valorar: fue editado, retirado o quitado.
moved_on = Quien escribió ese comentario cambió el texto. No se cambió nada.
too_early = Esta tarjeta llegó después de lo que usted escribió, así que no se cambió nada. ¿Cuántas estrellas le da a este comentario?

# Lo que ocupa el lugar de la tarjeta ----------------------------------------------------------------------------

changed = Su valoración de #{ $number } es ahora { $given }.
changed_on_card = Su valoración de #{ $number } es ahora { $given }. Presione otra vez para cambiarla.
changed_now = Su valoración es ahora { $given }.
report_which = ¿Qué problema tiene este comentario? Quienes moderan ven el comentario y el motivo, nunca quién avisó.
report_nothing =
    .button = Volver sin avisar
danger = Gracias por avisar. El equipo de moderación recibe ahora un mensaje.
danger_next = Revisará el comentario. Nadie sabrá quién avisó, tampoco quienes moderan.
go_on_rating =
    .button = Seguir valorando
stopped = { $n ->
    [0] ¡Gracias! Su lugar queda guardado: siga cuando quiera.
    [one] ¡Gracias! Hasta ahora valoró { $n } comentario. Su lugar queda guardado: siga cuando quiera.
    [many] ¡Gracias! Hasta ahora valoró { $n } de comentarios. Su lugar queda guardado: siga cuando quiera.
   *[other] ¡Gracias! Hasta ahora valoró { $n } comentarios. Su lugar queda guardado: siga cuando quiera.
}
go_on =
    .button = Seguir
results =
    .button = Resultados
no_more = Por ahora no hay nada más que valorar. Siguen llegando comentarios nuevos.
look_again =
    .button = Mirar otra vez
share =
    .button = Compartir un comentario
waits = Le espera una tarjeta para valorar en { $link }. Basta un clic para dar las estrellas.
waits_modal =
    .title = Valorar comentarios

# Temas que se valoran primero -----------------------------------------------------------------------------------

themes_first =
    .button = Elegir temas primero
themes =
    .title = Temas primero
    .label = Temas
    .placeholder = Elija hasta tres
    .submit = Guardar
    .close = Cancelar
themes_what = Elija hasta tres temas. Tres de cada cuatro comentarios que vea serán de esos temas. Los demás vienen de toda la consulta, para que se lean todos los comentarios.
themes_private = Solo usted ve lo que eligió, y puede cambiarlo cuando quiera. Sin ningún tema se le muestran todos los comentarios por igual.
themes_option = { $n ->
    [one] { $name } · { $n } comentario
    [many] { $name } · { $n } de comentarios
   *[other] { $name } · { $n } comentarios
}
themes_none = Todavía no hay temas. Llegan con los primeros resultados: vuelva a mirar más tarde.
# $themes es una lista de nombres.
themes_chosen = :white_check_mark: Desde el próximo comentario que se le muestre, estos temas van primero: { $themes }.
themes_ended = :white_check_mark: Ahora ningún tema va primero. Se le muestran comentarios de todos los temas por igual.
themes_end =
    .button = Terminar mi elección
themes_gone = Elija hasta tres de los temas de esta lista. Si falta alguno, cierre la lista y ábrala de nuevo: los temas cambian con los resultados.

# De cinco en cinco ----------------------------------------------------------------------------------------------

set =
    .title = De cinco en cinco
    .placeholder = Estrellas, o déjelo en blanco
    .submit = Guardar y 5 más
    .close = Es todo por ahora
done =
    .close = Listo
set_empty = Por ahora no hay nada más que valorar. Siguen llegando comentarios nuevos: vuelva más tarde.
set_saved = { $n ->
    [one] :white_check_mark: { $n } valoración guardada.
    [many] :white_check_mark: { $n } de valoraciones guardadas.
   *[other] :white_check_mark: { $n } valoraciones guardadas.
}
set_edited = { $n ->
    [one] :warning: { $numbers }: quien lo escribió cambió el texto, así que sus estrellas no se guardaron. Aquí lo tiene otra vez.
    [many] :warning: { $numbers }: quienes los escribieron cambiaron el texto, así que sus estrellas no se guardaron. Aquí los tiene otra vez.
   *[other] :warning: { $numbers }: quienes los escribieron cambiaron el texto, así que sus estrellas no se guardaron. Aquí los tiene otra vez.
}
set_none = No valoró ninguno de la página anterior.
set_not_opened = Ahora mismo están valorando muchas personas y la página no se abrió. Presione *Valorar* para ver las tarjetas una por una.

# Estrellas escritas ---------------------------------------------------------------------------------------------

folded =
    .rate = La tarjeta está abajo
    .skip = Saltado
    .undo = Deshizo la última
    .stop = Pausa
which = ¿Qué consulta quiere valorar?
which_rate =
    .button = Valorar
which_form = /exchange valorar NOMBRE
no_card = Ahora no hay ninguna tarjeta abierta. Presione *Valorar* en una consulta, o escriba `valorar`, y le mostraré un comentario.
no_stop = No hay nada que parar: no hay ninguna tarjeta abierta y yo solo respondo. Si tampoco quiere invitaciones, abra la pestaña *Inicio* y marque “Ningún mensaje que yo no haya pedido”.
only_stars = Se dan de 1 a 5 estrellas. No se cambió nada.
only_last = No se cambió nada: al editar un número solo cambian las estrellas de su última valoración. `deshacer` quita la última, y en la pestaña *Inicio* están todas en *Sus valoraciones*.
none_open = Ahora no hay ninguna consulta abierta, así que no hay nada que valorar.
on_the_card = Las estrellas se dan en la tarjeta, con un clic. `{ $form }` sin nada más la muestra.
not_open = No hay ninguna consulta abierta `{ $name }`. En la pestaña *Inicio* están las que hay.

# Lo que no se puede hacer ---------------------------------------------------------------------------------------

unreadable_button = No puedo leer este botón. Presione *Valorar* para ver otra tarjeta.
unreadable_page = No puedo leer esta página. Ábrala otra vez.
unknown_reason = No conozco este motivo.
no_such_comment = No hay ningún comentario así en esta consulta.
own_comment = Este comentario es suyo. Lo valoran otras personas.
