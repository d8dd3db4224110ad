### Los resultados en PDF. La mayoría de sus textos son los de la página.

no_letters = (Este comentario está escrito con letras que este archivo no puede mostrar. La página de resultados y el archivo HTML las muestran.)
# De un total de $total comentarios se muestran $n.
some = Los { $n } comentarios con más estrellas, de { $total }. Los demás archivos los contienen todos.
