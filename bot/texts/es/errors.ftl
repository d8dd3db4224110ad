### Lo que lee una persona cuando no se pudo atender lo que pidió.

away = Ahora mismo no puedo usar mi base de datos. Compruebe dentro de un minuto si su cambio está. Si no, inténtelo de nuevo. (Referencia { $reference })
busy = Hay mucha gente: no se guardó, toque otra vez.
not_saved = No se guardó, toque otra vez.
failed = No funcionó, y no se guardó nada. Inténtelo de nuevo. (Referencia { $reference })
other_key = No puedo abrir esta consulta: su clave se hizo con otro secreto, distinto del que tengo ahora. No se cambió nada. Avise a quien administra el servidor. Las demás consultas funcionan.
outdated = Ya no conozco este botón. Use un mensaje más reciente o escriba `/exchange ayuda`.
modal_not_opened = Hay muchas personas a la vez y la ventana no se abrió. Presione otra vez en un momento.
no_time = Este clic llegó sin su hora. Presione otra vez.
