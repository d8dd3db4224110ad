### Puntuaciones: lo que el equipo de moderación tiene que saber sobre las valoraciones.

coordinated = { $n ->
    [one] :rotating_light: *En `{ $name }`, { $n } cuenta valora casi igual que otras. Puede que no sea de otra persona.* A nadie se le muestra de quién es. Con `/exchange estado { $name }` puede dejarla fuera.
    [many] :rotating_light: *En `{ $name }`, { $n } de cuentas valoran casi igual. Puede que no sean de personas distintas.* A nadie se le muestra de quién son. Con `/exchange estado { $name }` puede dejarlas fuera.
   *[other] :rotating_light: *En `{ $name }`, { $n } cuentas valoran casi igual. Puede que no sean de personas distintas.* A nadie se le muestra de quién son. Con `/exchange estado { $name }` puede dejarlas fuera.
}
