### Permiso para citar: si las palabras de un comentario pueden salir del espacio de trabajo, donde la consulta lo pregunta.

withheld = [Quien lo escribió no aceptó que se cite fuera del espacio de trabajo.]
box = Mis palabras se pueden citar fuera de este espacio de trabajo
field =
    .label = Citas
    .hint = Si lo deja vacío, aquí se lee su comentario como siempre. La página de resultados y los archivos solo muestran su número y sus estrellas.
agreed = Sus palabras se pueden citar fuera de este espacio de trabajo. Con *Editar* puede cambiarlo.
not_agreed = Fuera de este espacio de trabajo no se muestran sus palabras, solo su número y sus estrellas. Con *Editar* puede permitir que se citen.
results_link = *:globe_with_meridians: Resultados*
    Los resultados están aquí y en una página web: quien tenga el enlace puede leer allí los comentarios de quien lo aceptó, también fuera de este espacio de trabajo. { $when }
about = *:speech_balloon: Citas*
    En la página de resultados y en los archivos que salen de este espacio de trabajo solo se muestran las palabras de quien lo aceptó. Se le pregunta en el formulario del comentario. Lo que escriba en un mensaje o un comando no se cita, salvo que lo acepte con *Editar*.
method = { $n ->
    [0] Los comentarios solo se citan si su autor o autora lo aceptó. En todos estos se aceptó.
    [one] Los comentarios solo se citan si su autor o autora lo aceptó. { $n } comentario está aquí sin sus palabras, con su número y sus cifras.
    [many] Los comentarios solo se citan si su autor o autora lo aceptó. { $n } de comentarios están aquí sin sus palabras, con sus números y sus cifras.
   *[other] Los comentarios solo se citan si su autor o autora lo aceptó. { $n } comentarios están aquí sin sus palabras, con sus números y sus cifras.
}
