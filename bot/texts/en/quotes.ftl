### Leave to quote: whether a comment's words may leave the workspace, where an exchange asks its authors.

# In the place of a comment's words, on the page with results and in files.
withheld = [The author did not agree to be quoted outside the workspace.]
box = My words may be quoted outside this workspace
field =
    .label = Quoting
    .hint = If you leave this empty, others here read your comment as usual. The page with results and files show only its number and its stars.
agreed = Its words may be quoted outside this workspace. *Edit* takes that back.
not_agreed = Outside this workspace its words are not shown, only its number and its stars. *Edit* allows quoting.
# $when is a whole sentence.
results_link = *:globe_with_meridians: Results*
    Results are here, and on a web page: everybody who has its link can read there the comments whose authors agreed, also outside this workspace. { $when }
about = *:speech_balloon: Quoting*
    On the page with results and in files that leave this workspace, only words are shown whose author agreed. You are asked in the form for a comment. What you write in a message or a command is not quoted unless you agree with *Edit*.
# $n is a number of comments.
method = { $n ->
    [0] Comments are quoted only if their author agreed. All authors of these comments did.
    [one] Comments are quoted only if their author agreed. { $n } comment is here without its words, by its number and with its figures.
   *[other] Comments are quoted only if their author agreed. { $n } comments are here without their words, by their numbers and with their figures.
}
