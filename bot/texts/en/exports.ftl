### Exports: results as a file.

# $n: minutes
pause = { $n ->
    [one] This was taken away a moment ago. Try again in { $n } minute.
   *[other] This was taken away a moment ago. Try again in { $n } minutes.
}
