### Safety contacts: the message at a sign of danger, and what becomes of it.

alert = A person may be in danger. Please take care of it now.
# $question is the exchange's, $number the comment's.
about = Comment *#{ $number }* on “{ $question }”. Nobody else sees it until a moderator has decided.
do_now = Read it, then act as your school does in an emergency. If it is urgent, call the people who are responsible, or the emergency number, first.
take =
    .button = I am taking care of it
show =
    .button = Read the comment
# $n is 2 for the second message about the same comment.
again = This is message { $n } about it: nobody has taken care yet.
until_taken = I write again after 10, 30 and 60 minutes, and then every hour, until one of you presses the button or a moderator decides.
# $who is a person, $at a day and a time.
taken = { $who } is taking care of it, since { $at }.
words =
    .title = Comment #{ $number }
    .close = Close
words_private = Only safety contacts and moderators can read this.
contacts_only = Only moderators can do that, and the safety contacts of this exchange.
outdated = There is nothing to take care of here any more.
try_again = Others pressed at the same moment. Please press again.

# Two officers together find out who wrote a comment --------------------------------------------------------------

about_short = Comment *#{ $number }* on “{ $question }”
ask_author =
    .button = Find out who wrote it
    .confirm_title = Is a life in danger?
    .confirm_text = Only then. Another safety contact has to confirm. Your two names are logged, and the author is told.
    .confirm_yes = Yes, go on
    .confirm_no = No
confirm_author =
    .button = Confirm
    .confirm_title = Is a life in danger?
    .confirm_yes = Yes, confirm
reveal =
    .button = See who wrote it
disclosure_wanted = { $who } wants to find out who wrote #{ $number }, because a life may be in danger. A second safety contact has to confirm it.
one_hour = You can confirm for one hour. If you do not think that a life is in danger, do nothing.
disclosure_sent = The other safety contacts have your request. One of them has to confirm it within an hour.
disclosure_done = You confirmed. Both of you now have a message, and the author is told.
disclosure_confirmed = Two of you confirmed. You can now see who wrote #{ $number }.
one_hour_shown = For one hour, in a window that only you see. It is logged.
# $people are the two officers.
author_notice = { $people } can now see that you wrote #{ $number }. Both of them believe that somebody's life may be in danger.
author = *{ $who }* wrote #{ $number }.
author_forgotten = Who wrote it asked to be forgotten. Nobody can find out any more.
author_logged = That you looked is logged, and the author knows that you can.
disclosure_never = In this exchange nobody can find out who wrote a comment. That was promised before it opened.
officers_only = Only moderators can choose who may do that: the safety contacts of this exchange. You are not one of them.
not_held = That is only possible while a comment is held because somebody may be in danger.
disclosure_asked = You asked already. Another safety contact has to confirm it.
disclosure_not_alone = The request is your own. Another safety contact has to confirm it.
disclosure_over = This request was confirmed already, or its hour is over.
