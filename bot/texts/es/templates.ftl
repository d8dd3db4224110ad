### Plantillas de una consulta nueva: llenan el formulario, donde todo se puede cambiar.

choose = Plantilla
choose_how = Empiece con una plantilla o escriba la suya abajo. Lo que elija llena el formulario; todavía no lo ve nadie.
shipped = Plantillas
own = Como una consulta anterior
# $names es una lista de nombres.
unknown = No conozco esa plantilla. Hay { $names }, y el nombre corto de cada consulta anterior.
# Encima del formulario. $name es cómo se llama la plantilla.
filled = Se ha llenado con “{ $name }”. Revise la pregunta, los grupos y la fecha de cierre. Una vez abierta, `/exchange resumen cada lunes 9:00` trae un resumen cada semana.
groups_school = Estudiante / Madre, padre o tutor / Docente / Otro personal / Vecino o vecina
groups_staff = Docente / Personal de apoyo / Dirección

climate =
    .name = Convivencia escolar
    .question = ¿Qué ayudaría a que todas las personas se sientan seguras, bienvenidas y respetadas en nuestra escuela?
    .background = Queremos saber cómo vive usted la escuela y qué la mejoraría. Piense en las aulas, los pasillos, el autobús, el almuerzo y las redes. Por favor, no nombre a nadie.
budget =
    .name = Prioridades del presupuesto
    .question = ¿En qué deberían gastar primero nuestras escuelas el próximo año, y por qué?
    .background = Se está preparando el presupuesto del próximo año y no alcanza para todo. Díganos qué es lo más importante para usted. [Agregue: cuánto hay por decidir y la fecha de la votación.]
safety =
    .name = Contrato de seguridad
    .question = ¿Qué preguntas o preocupaciones tiene sobre el contrato de un agente de seguridad en nuestra escuela?
    .background = [Agregue: qué dice el contrato, cuánto cuesta y hasta cuándo.] Nada está firmado. La junta lee lo que se comparte aquí antes de decidir.
schedule =
    .name = Cambio de horario
    .question = ¿Cómo le funcionaría el nuevo horario escolar a usted y a su familia?
    .background = [Agregue: los horarios de antes y de después, y desde cuándo.] Piense en el camino a la escuela, el sueño, el trabajo, el deporte y el cuidado después de clases. ¿Qué ayudaría?
staff =
    .name = Consulta al personal
    .question = ¿Qué cosa haría mejor su trabajo aquí este año?
    .background = Para todas las personas que trabajan aquí. Los nombres están ocultos, y quien modera lee cada comentario antes que los demás. Respondemos en público a los temas más importantes.
