### Messages about answers, to those who asked to hear of them; and the question whether an answer helped.

follow =
    .button = Tell me of answers
    .spoken = Tell me of answers to what I wrote or gave 4 or 5 stars
unfollow =
    .button = No more of these
    .spoken = Tell me no more of answers in this exchange
followed = :bell: I will write to you when something is answered that you wrote or gave 4 or 5 stars in this exchange. Nobody sees that you asked.
unfollowed = :no_bell: I no longer write to you about answers in this exchange.
text = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}
why = You asked to hear of answers to what you wrote or gave 4 or 5 stars. Nobody sees who reads this.
question_text = Did it help?
question = :speech_balloon: *Did it help?* This answer is a month old · { $question }
helped_button =
    .yes = Yes
    .partly = Partly
    .no = No
# $name is "#412" of a comment, or a theme with its name.
helped_spoken =
    .yes = Yes, the answer to { $name } helped
    .partly = The answer to { $name } helped partly
    .no = No, the answer to { $name } did not help
question_why = { $n ->
    [one] Only numbers are shown, and only once { $n } person said so.
   *[other] Only numbers are shown, and only once { $n } people or more said so.
}
thanks = :white_check_mark: Thank you. It counts as a number, without you.
# $yes, $partly and $no are numbers of people.
helped = Did it help? Yes { $yes } · partly { $partly } · no { $no }
no_part = You have neither shared nor rated anything in this exchange.
not_asked = You were not asked about this answer.
