### Para qué sirve cada orden, como las enumera la ayuda: "ver los resultados".

results =
    .does = ver los resultados hasta ahora, y cómo valoró un grupo
