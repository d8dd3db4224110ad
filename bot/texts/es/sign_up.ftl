### El aviso de la próxima consulta: un botón donde termina una consulta, y lo que ocurre al presionarlo.

on =
    .button = Avisarme de la próxima
    .spoken = Avisarme de las próximas consultas
off =
    .button = No avisarme
    .spoken = No avisarme más de las próximas consultas
done = :bell: De acuerdo: le escribiré una vez cuando se abra la próxima consulta. Nadie ve que lo ha pedido.
ended = :no_bell: De acuerdo: ya no le escribiré cuando se abra una consulta.
will_invite_few = :bell: *Algunas personas* pidieron que les avise de la próxima consulta. Las invito después de la apertura, poco a poco.
will_invite = { $n ->
    [one] :bell: *Más de { $n } persona* pidió que le avise de la próxima consulta. La invito después de la apertura.
    [many] :bell: *Más de { $n } de personas* pidieron que les avise de la próxima consulta. Las invito después de la apertura, poco a poco.
   *[other] :bell: *Más de { $n } personas* pidieron que les avise de la próxima consulta. Las invito después de la apertura, poco a poco.
}
will_invite_none = :bell: Nadie ha pedido que le avise de la próxima consulta.
page = ¿Quiere que le avise de la próxima consulta?
page_link = Pedirlo en Slack
