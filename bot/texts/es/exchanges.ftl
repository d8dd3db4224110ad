### Llevar una consulta: las respuestas a los comandos y botones de quienes moderan.

zone = He leído la hora en su zona horaria de Slack, { $zone }.
