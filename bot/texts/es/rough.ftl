### Una mirada aproximada a los comentarios, en una página aparte: palabras frecuentes y cómo suenan los comentarios.

title = Una mirada aproximada
warning = Aproximado: aquí un programa contó palabras y no entendió nada. Lea los comentarios antes de sacar conclusiones.
link = Una mirada aproximada: palabras frecuentes y cómo suenan los comentarios
words = Palabras que más comentarios tienen
words_how = Cada número cuenta comentarios con la palabra. Se dejan fuera las palabras de pocos comentarios y otras como “el” o “que”.
words_none = Todavía no hay ninguna palabra en bastantes comentarios.
moods = Cómo suenan los comentarios de cada tema
moods_how = Solo comentarios en inglés, con una lista de palabras. La ironía, y las palabras que en una escuela significan otra cosa, se leen mal.
moods_none = No hay nada que mostrar: hacen falta al menos cinco comentarios en inglés en un tema, y una lista de palabras que este servidor quizá no tenga.
glad = Suena contento
neither = Ninguno de los dos
sad = Suena molesto
