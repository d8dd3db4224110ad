### Fechas y horas que se escriben: qué no se entiende, y cómo escribirlo.

unreadable = No entiendo `{ $written }` como fecha u hora. Escríbalo así: `viernes 17:00`, `mañana 9:00`, `11 de diciembre 17:00` o `en 3 días`.
missing = Escriba cuándo; por ejemplo `viernes 17:00`, `mañana 9:00`, `11 de diciembre 17:00` o `en 3 días`.
past = { $moment } ({ $zone }) ya pasó. Escriba un momento posterior.
past_word = `{ $written }` ya pasó. Escriba un momento posterior.
too_far = Para { $moment } ({ $zone }) faltan más de dos años. Escriba una fecha más cercana.
midnight = La medianoche puede ser el principio o el final de un día. Escriba `0:00` o `23:59`.
hours_or_clock = Si cuenta las horas desde ahora, escriba `en { $hour } h`. Si es la hora del reloj, escriba `{ $hour }:00`.
order_unclear = `{ $written }` puede ser dos días distintos, porque hay quien escribe primero el mes. Escríbalo así: `{ $year }-12-11`.
day_or_time = `{ $day }.{ $month }` puede ser un día o una hora. Escriba `{ $day }.{ $month }.` si es el día, o `{ $day }:{ $month }` si es la hora.
date_or_hour = `{ $written } { $day }` puede ser un día o una hora. Si es la hora, escriba `{ $written } { $day }:00`. Si es el día, agregue el mes: `{ $day } de diciembre`.
next_unclear = `next { $written }` es esta semana para unas personas y la siguiente para otras. Escriba la fecha; por ejemplo `11 de diciembre`.
wrong_weekday = `{ $written }` no coincide con la fecha, que es { $moment }. Escriba solo una de las dos cosas.
days_differ = Escribió dos días distintos. La fecha es { $moment }. Escriba solo uno de los dos.
no_such_time = No hay ninguna hora `{ $written }`. Escriba una hora de `0:00` a `23:59`.
no_such_month = No hay ningún mes { $month }: el año tiene 12.
no_such_day = { $month ->
    [1] Enero
    [2] Febrero
    [3] Marzo
    [4] Abril
    [5] Mayo
    [6] Junio
    [7] Julio
    [8] Agosto
    [9] Septiembre
    [10] Octubre
    [11] Noviembre
   *[12] Diciembre
} de { $year } tiene { $days } días. Escriba otro día.
no_such_day_ever = { $month ->
    [1] Enero
    [2] Febrero
    [3] Marzo
    [4] Abril
    [5] Mayo
    [6] Junio
    [7] Julio
    [8] Agosto
    [9] Septiembre
    [10] Octubre
    [11] Noviembre
   *[12] Diciembre
} tiene como máximo { $days } días. Escriba otro día.
schedule = Escriba los días y una hora; por ejemplo `lunes 9:00`, `lunes y jueves 16:30`, `lunes a viernes 9:00` o `cada día 8:00`.

quiet = Escriba las horas de silencio así: `20:00-07:00`.
holidays = Escriba fechas así: `2026-12-24, 2026-12-28 a 2027-01-01`; { $max } días como máximo.
