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
about_counts = How many chose each answer, in steps of five. What fewer than { $n } people chose is only counted together.
