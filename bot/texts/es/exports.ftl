### Exportaciones: los resultados en un archivo.

# $n: minutos; $form: como xlsx
pause = { $n ->
    [one] Los resultados se descargaron como { $form } hace un momento. Pida ese formato de nuevo en { $n } minuto; los demás se envían enseguida.
    [many] Los resultados se descargaron como { $form } hace un momento. Pida ese formato de nuevo en { $n } minutos; los demás se envían enseguida.
   *[other] Los resultados se descargaron como { $form } hace un momento. Pida ese formato de nuevo en { $n } minutos; los demás se envían enseguida.
}
# $n: personas
few_people = Valoraron menos de { $n } personas, así que se podría reconocer a cada una.
on_its_way = `{ $name }` como { $form } va en camino a sus mensajes directos.
# Sobre las líneas del registro.
before = Se descargó antes:
past = { $form } · { $at } · { $who }
# Con el patrón de valoraciones de cada persona, por quien opera el servidor.
past_full = { $form } con las valoraciones de cada persona · { $at } · { $who }
by_operator = quien opera el servidor
file = *{ $question }*: los resultados como { $form }
holds = Contiene lo que todas las personas pueden ver en los resultados, según la última publicación: sin nombres, sin autoría, sin horas y sin cifras de grupos pequeños.
not_sent = No se pudo enviar el archivo de `{ $name }`. Inténtelo de nuevo en unos minutos.
no_release = `{ $name }` todavía no tiene estrellas, así que no hay nada que comprobar: el paquete llega con la primera publicación.
draft = Esto es un borrador. Habrá algo que descargar cuando la consulta esté abierta.
unknown_form = Conozco estos formatos: { $forms }. Escriba uno como en `--como=xlsx`.
form =
    .csv = tablas CSV
    .json = JSON
    .xlsx = un libro de Excel
    .html = una página web
    .pdf = PDF
    .polis = archivos de Polis
    .bundle = un paquete para comprobar
    .log = el historial de moderación
log_file = *{ $question }*: el historial de moderación
log_holds = Una fila por cada acción, sin autoría, sin quién avisó y sin nombres de quienes moderan. Dice qué se retuvo y se quitó, y por qué: es para el equipo de moderación.
