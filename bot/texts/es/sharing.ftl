### Compartir una sección de la página de resultados. $name es cómo se llama la sección.

share = Compartir
title = Compartir: { $name }
back = Volver a los resultados
who_link = Quien tenga esta dirección puede leer toda la página de resultados.
who_session = Solo pueden leerla quienes pueden ver estos resultados, después de iniciar sesión.
address = Dirección
code = Código QR
code_of = Código QR que lleva a { $name }
code_file = El código QR como archivo, para imprimirlo en cualquier tamaño
text = Como texto
text_open = Esta sección en Markdown
embed = Insertar este gráfico
embed_how = Ponga estas líneas en una página suya. El gráfico no tiene ningún script ni cookie, y muestra siempre las cifras más recientes.
# Debajo de un gráfico insertado.
whole = Todos los resultados
