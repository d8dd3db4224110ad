### Canales: qué ocurre con uno que alguien nombró o eligió.

unknown = No veo ese canal. Elíjalo de la lista que muestra Slack después de `#`. Si es privado, escriba primero `/invite @Starling` en él.
archived = No se puede publicar nada en { $channel }: está archivado.
outside = No puedo escribir en { $channel }. Escriba primero `/invite @Starling` en ese canal.
chosen = el canal elegido
refused = No puedo escribir en { $channel }: { $why }.
