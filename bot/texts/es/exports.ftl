### Exportaciones: los resultados en un archivo.

# $n: minutos
pause = { $n ->
    [one] Esto se descargó hace un momento. Inténtelo de nuevo en { $n } minuto.
    [many] Esto se descargó hace un momento. Inténtelo de nuevo en { $n } minutos.
   *[other] Esto se descargó hace un momento. Inténtelo de nuevo en { $n } minutos.
}
