### Scores: what moderators have to know about ratings.

# $name is the short name of an exchange.
coordinated = { $n ->
    [one] :rotating_light: *In `{ $name }`, { $n } account rates almost as others do. It may not be a person of its own.* Nobody is shown whose account it is. With `/exchange status { $name }` you can leave it out.
   *[other] :rotating_light: *In `{ $name }`, { $n } accounts rate almost the same. They may not be different people.* Nobody is shown whose accounts they are. With `/exchange status { $name }` you can leave them out.
}
