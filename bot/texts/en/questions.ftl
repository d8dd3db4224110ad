### Short questions before the first comment or star.

why = A few short questions first, asked once. Answer what you like, and leave out the rest. Nobody sees who answered what: only numbers of { $n } people or more are shown, and they change in steps.
answer =
    .placeholder = Choose an answer, or leave it empty
form =
    .title = Before you begin
    .submit = Continue
    .close = Later
agree_1 = I disagree completely
agree_2 = I disagree
agree_3 = In between
agree_4 = I agree
agree_5 = I agree completely
ask =
    .button = Answer the short questions
no_such_answer = Choose one of the answers in the list.
heading = Short questions
# $n: people, a multiple of five
people = { $n } or more
answer_column = Answer
# $n: people, a multiple of five
undivided = { $n } people or more answered. A number for each answer could show who chose which, so there is none.
about_counts = How many chose each answer, in steps of five. New answers are counted a few times, not at once. What fewer than { $n } people chose is only counted together.
none =
    .open = Answers show here once { $n } people or more answered a question. They are counted a few times, not at once.
    .closed = No question was answered by { $n } people or more, so nothing shows.
kept = Thank you. Your answers are kept. In Home you see them; nobody else does.
asked_before = You were asked the short questions before. What you answered is in Home; nobody else sees it.
