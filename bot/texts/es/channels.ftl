### Canales: qué ocurre con uno que alguien nombró o eligió.

unknown = No veo ese canal. Elíjalo de la lista que muestra Slack después de `#`. Si es privado, escriba primero `/invite @Starling` en él.
archived = { $channel } está archivado, así que allí no se puede publicar nada.
outside = No puedo escribir en { $channel }. Escriba primero `/invite @Starling` en ese canal.
refused = No puedo escribir en { $channel }: { $why }.
