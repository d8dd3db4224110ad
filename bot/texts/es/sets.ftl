### Conjuntos de temas que quienes moderan guardan junto al calculado.

title = Conjuntos de temas
list = *Conjuntos de temas* de “{ $question }”
none_yet = Todavía no hay ningún conjunto junto al calculado. { $form } copia los temas calculados en un conjunto, que usted después nombra, une y llena como quiera; los dos se muestran uno al lado del otro.
is_first = se muestra primero
facts = Temas: { $themes }. Comentarios: { $n } de { $live }.
similar =
    .same = Casi lo mismo que los temas calculados: { $together } de { $n } comentarios están en temas que coinciden (índice { $index }; 1 es lo mismo, 0 es el azar).
    .much = Muy parecido a los temas calculados: { $together } de { $n } comentarios están en temas que coinciden (índice { $index }; 1 es lo mismo, 0 es el azar).
    .partly = En parte parecido a los temas calculados: { $together } de { $n } comentarios están en temas que coinciden (índice { $index }; 1 es lo mismo, 0 es el azar).
    .little = Distinto de los temas calculados: { $together } de { $n } comentarios están en temas que coinciden (índice { $index }; 1 es lo mismo, 0 es el azar).
by_moderators_made = por quienes moderan, hecho el { $made }
by_moderators = por quienes moderan, hecho el { $made }, cambiado el { $changed }
first =
    .button = Mostrar primero
computed_first =
    .button = Mostrar primero los temas calculados
undo =
    .button = Deshacer el último cambio
delete =
    .button = Eliminar este conjunto
delete_ask =
    .title = ¿Eliminarlo?
    .text = Se elimina “{ $name }”. Sus comentarios y los temas calculados se quedan.
    .yes = Eliminar
    .no = Cancelar
open =
    .button = Conjuntos de temas

# Lo que se hizo -------------------------------------------------------------------------------------------------

done_new = :white_check_mark: “{ $name }” es ahora una copia de los temas calculados. Los comentarios que lleguen después no están en ninguno de sus temas hasta que usted los mueva.
done_rename = :white_check_mark: { $theme0 } se llama ahora “{ $name }”.
done_rename_set = :white_check_mark: El conjunto se llama ahora “{ $name }”.
done_merge = :white_check_mark: { $theme0 } es ahora parte de { $theme1 }.
done_move = :white_check_mark: #{ $number } está ahora en { $theme0 }.
done_undo = :leftwards_arrow_with_hook: El último cambio de “{ $set }” está deshecho.
done_first = :white_check_mark: “{ $name }” se muestra ahora antes que los temas calculados.
done_computed_first = :white_check_mark: Los temas calculados se muestran ahora primero. { $form } muestra primero un conjunto.
done_delete = :wastebasket: “{ $name }” está eliminado. { $form } hace otra copia de los temas calculados.
delete_by_button = Presione *Eliminar este conjunto* para eliminar “{ $name }”.

# Lo que está mal ------------------------------------------------------------------------------------------------

unknown = En esta consulta no hay ningún conjunto { $key }. `/exchange conjuntos` los enumera.
unknown_theme = En { $name } no hay ningún tema { $key }. `/exchange conjuntos ver { $set }` enumera sus temas.
name_taken = { $key } ya se llama “{ $name }”. Elija otro nombre.
too_many = Ya hay { $max } conjuntos. Elimine uno antes.
nothing_to_copy = Todavía no hay temas que copiar. Se encuentran por sí solos a medida que llegan comentarios.
nothing_to_undo = En { $key } no hay nada que deshacer.
changed_since = { $key } cambió desde que se mostró esto, así que no se hizo nada. Vuelva a mirarlo: `/exchange conjuntos ver { $key }`.
changed_meanwhile = Alguien cambió { $key } al mismo tiempo y ahora no ha cambiado nada. Inténtelo de nuevo.

# En la página con los resultados --------------------------------------------------------------------------------

beside_computed = { $name }, junto a los temas calculados
page_how = Este conjunto lo guardan quienes moderan: copiaron los temas calculados y los renombraron, unieron o llenaron a mano. Las estrellas de un tema son el promedio de las estrellas publicadas de sus comentarios, en las dos columnas.
by_page = por quienes moderan
computed = Temas calculados
computed_how = encontrados por Starling en lo que escribió la gente
all_sets = Conjuntos de temas
side_by_side = Ver los dos uno al lado del otro
outside = En ninguno de sus temas: { $n } de { $total } comentarios.
theme = Tema
average = Promedio de sus comentarios
from_comments = { $n ->
    [one] de { $n } comentario con estrellas
    [many] de { $n } de comentarios con estrellas
   *[other] de { $n } comentarios con estrellas
}
