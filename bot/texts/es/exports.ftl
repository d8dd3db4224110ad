### Exportaciones: los resultados en un archivo.

# $n: minutos
pause = { $n ->
    [one] Esto se descargó hace un momento. Inténtelo de nuevo en { $n } minuto.
    [many] Esto se descargó hace un momento. Inténtelo de nuevo en { $n } minutos.
   *[other] Esto se descargó hace un momento. Inténtelo de nuevo en { $n } minutos.
}
# $n: personas
few_people = Valoraron menos de { $n } personas, así que se podría reconocer a cada una.
