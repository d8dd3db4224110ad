### Páginas que muestra un navegador después de que alguien instaló la aplicación en su espacio de trabajo, o no.

done_heading = Starling está instalado
# $name is the workspace's.
done = Starling está ahora en el espacio de trabajo { $name }.
# $name is the organization's.
done_org = Starling está ahora en todos los espacios de trabajo de { $name } en los que su organización lo agregue.
next = Escriba `/exchange nueva` en cualquier canal para hacer su primera pregunta. Puede hacerlo quien administra las aplicaciones del espacio de trabajo.
open = Abrir Slack
again = Intentar de nuevo
not_heading = Starling no está instalado
not =
    .access_denied = Slack dice que usted no dio su permiso. No se cambió nada.
    .invalid_browser = Esta página debe abrirse en el navegador en el que comenzó la instalación, y ese navegador debe aceptar cookies. No se cambió nada.
    .invalid_state = Esta página ya se abrió antes, o se abrió demasiado tarde: funciona una vez, durante diez minutos. Si Starling aún no está en su espacio de trabajo, inténtelo de nuevo.
    .not_allowed = Este servidor atiende solo a otros espacios de trabajo. No se guardó nada. Hable con quienes lo administran.
    .failed = No se pudo preguntar a Slack, o no aceptó la respuesta. No se guardó nada. Inténtelo de nuevo.
