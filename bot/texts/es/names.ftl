### Nombres de los temas, que el equipo de moderación mira antes del primer resumen.

title = Nombres de los temas
ask = *¿Están bien estos nombres?*
    El primer resumen de *{ $question }* mostrará estos temas. Tomé los nombres de lo que escribió la gente: mire, por favor, si los entiende quien no lo ha leído.
until = Si nadie responde, el resumen se publica { $at } con los nombres como están.
list = *Nombres de los temas de { $question }*
nothing_waits = Ningún resumen espera estos nombres. Lo que usted cambie se verá en el siguiente.
changed = :information_source: Los nombres cambiaron desde que usted recibió esta tarjeta. Mírelos otra vez.
more = { $n ->
    [one] y { $n } tema más pequeño
    [many] y { $n } de temas más pequeños
   *[other] y { $n } temas más pequeños
}
forms = También puede escribir { $rename }. { $names } muestra de nuevo esta tarjeta.

right =
    .button = Están bien
    .spoken = Estos nombres están bien
    .confirm_title = ¿Usar estos nombres?
    .confirm_text = El primer resumen se publica con ellos. Después todavía puede cambiar los nombres.
    .confirm_yes = Usarlos
    .confirm_no = Mirar otra vez
rename =
    .button = Cambiar el nombre
    .spoken = Cambiar el nombre del tema { $key }
form =
    .title = Cambiar el nombre
    .submit = Cambiar
renamed = :white_check_mark: { $key } se llama ahora “{ $name }” y conserva ese nombre.
thanks = :white_check_mark: Gracias. El primer resumen de *{ $question }* se publica con estos nombres: { $names }.
thanks_text = Gracias. El primer resumen se publica con estos nombres.
settled = Ya nada espera estos nombres: alguien respondió antes que usted o se acabó el plazo. Todavía puede cambiar nombres con `/exchange tema renombrar`.

status = El primer resumen espera a que el equipo de moderación mire los nombres de los temas, pero no más allá de { $at }. `/exchange tema nombres` los muestra.
digest_waits = Antes de publicarlo, el equipo de moderación mira los nombres de sus temas; lo espera, como mucho, hasta { $at }.
