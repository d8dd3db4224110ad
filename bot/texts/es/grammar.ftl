### El comando: qué no se entiende de una línea, y cómo escribirla.

flag_twice = La opción `--{ $flag }` aparece dos veces. Escríbala una sola vez.
needs_quotes = Ponga entre comillas las palabras que van juntas: `--{ $flag }="{ $value }"`.
no_flags = `{ $command }` no lleva opciones. Quite `--{ $flag }`.
unknown_flag = `{ $command }` no conoce la opción `--{ $flag }`. Conoce { $flags }.
unknown_flag_near = `{ $command }` no conoce la opción `--{ $flag }`. ¿Quiso escribir `--{ $near }`? Conoce { $flags }.
flag_stands_alone = La opción `--{ $flag }` no lleva valor. Escríbala sola.
flag_needs_value = La opción `--{ $flag }` necesita un valor: `--{ $flag }="…"`.
flag_unreadable = No entiendo `--{ $flag }`. Las opciones se escriben así: `--nombre=valor`.
quote_open = Las comillas antes de `{ $written }` no se cierran. Ciérrelas.
theme_first = Escriba primero qué quiere hacer; por ejemplo, { $form }.
theme_unknown = Entiendo { $forms }.
theme_form = Escríbalo así: { $form }.
theme_too_much = Sobra una palabra. Escríbalo así: { $form }.
theme_name = Un nombre tiene de 1 a { $max } caracteres, como en { $form }.
theme_words = Agregue de 1 a { $max } palabras de ejemplo, como en { $form }.
theme_word = Una palabra de ejemplo empieza con una letra o una cifra y tiene { $max } caracteres como máximo.
two_exchanges = Aquí se nombran dos consultas. Nombre solo una.

digest_whole = Un resumen es de una consulta entera. Escriba solo su nombre corto.
digest_name_first = Entiendo `{ $action }`, pero no `{ $name }` detrás. Si es el nombre corto de una consulta, va delante: `{ $form }`.
digest_unknown = Entiendo `{ $command } resumen ahora`, `{ $command } resumen previa`, `{ $command } resumen cada "lunes 9:00"`, `{ $command } resumen retener 4h` y `{ $command } resumen desactivar`. Si no es para el canal de la consulta, agregue `--canal=#nombre`.

digest_rules = Las horas de silencio, los festivos y lo demás son de un calendario: `{ $command } resumen cada "lunes 9:00" --silencio=20:00-07:00`.
digest_hold = ¿Cuántas horas antes de publicarse debe ver un resumen el equipo de moderación? Escríbalo así: `{ $command } resumen retener 4h`, { $max } horas como máximo, o `{ $command } resumen retener no`.
digest_form = Un resumen es `completo`, `corto` o de `moderación`.
digest_at_least = ¿Cuántos comentarios nuevos merecen un resumen? Escriba un número de hasta { $max }.
