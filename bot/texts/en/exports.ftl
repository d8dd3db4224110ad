### Exports: results as a file.

# $n: minutes
pause = { $n ->
    [one] This was taken away a moment ago. Try again in { $n } minute.
   *[other] This was taken away a moment ago. Try again in { $n } minutes.
}
# $n: people
few_people = Fewer than { $n } people rated, so that each of them could be known again.
