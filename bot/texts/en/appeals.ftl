### Appeals: an author asks for another look at a comment that was hidden or removed; another moderator answers.

ask =
    .button = Ask another moderator
    .spoken = Ask another moderator to look at comment #{ $number } again
away = Hidden or removed by moderators
# $reason is a few words for the middle of a sentence, as "names somebody".
away_for = Hidden or removed: { $reason }
ask_form =
    .title = Another look
    .label = Why should others see it?
    .hint = A moderator who did not decide before reads this and answers you here. Nobody sees who you are: do not write your name.
    .submit = Ask
asked = :scales: *Another moderator will look at it.* They hear of it at eight in the morning, so that nobody sees when you asked, or who did. The answer comes into the message about your comment.
waiting = :scales: *You asked for another look.* A moderator who did not decide before will answer here.
# What the receipt says of the answer; the moderator's words follow, but where it was dropped before.
outcome =
    .upheld = :scales: *Another moderator looked at it, and it stays as it was.* They write:
    .restored = :scales: *Another moderator looked at it, and others see it again.* They write:
    .dropped = :scales: *You asked for another look.* It was not needed any more, so no moderator got your request.
card_text = An author asks for another look at comment #{ $number }
heading = :scales: *An author asks for another look at #{ $number }* · { $question }
decided_by = by { $who }
author_writes = The author writes:
nobody_knows = Nobody sees who the author is. It comes to you because you did not decide about it before.
nobody_else = :scales: An author asks for another look at comment #{ $number }, which you decided about. There is no other moderator to answer. Please make somebody one: `/exchange mod add @name`. Then press here.
send_again =
    .button = Send it to them
sent_again = :scales: I am sending it to the other moderators.
answer =
    .button = Look and answer
    .spoken = Look at comment #{ $number } again and answer its author
answer_form =
    .title = Another look
    .decision = Your decision
    .label = Your words to the author
    .hint = The author reads them, and you both keep them. Write so that a pupil of twelve understands.
    .submit = Send the answer
decision =
    .upheld = It stays as it is
    .restored = Others see it again
done =
    .upheld = :scales: Answered: *#{ $number }* stays as it is.
    .restored = :scales: Answered: others see *#{ $number }* again.
both_keep = The author reads your words in the message about their comment. Who they are stays unknown.

# What is refused
no_words = Please write some words.
too_long = { $over ->
    [one] { $over } character too many: { $max } fit.
   *[other] { $over } characters too many: { $max } fit.
}
not_yours = I do not know this comment as yours.
not_away = Others see this comment, or you withdrew it: there is nothing to ask for.
asked_before = You asked about this comment before. The answer comes into the message about it.
gone = There is no such request for another look.
answered_before = Another moderator answered this already.
you_decided = You decided about this comment before, so another moderator answers.
another_answers = Another moderator answers this one.
no_decision = Please choose a decision.
