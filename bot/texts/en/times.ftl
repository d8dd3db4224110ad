### Times that people type: what is wrong with one, and what to write.

unreadable = I cannot read `{ $written }` as a time. Write it like `fri 17:00`, `tomorrow 9:00`, `11 dec 17:00` or `in 3 days`.
missing = Please write a time, like `fri 17:00`, `tomorrow 9:00`, `11 dec 17:00` or `in 3 days`.
past = { $moment } ({ $zone }) is in the past. Please write a later time.
past_word = `{ $written }` is in the past. Please write a later time.
too_far = { $moment } ({ $zone }) is more than two years away. Please write an earlier time.
midnight = Midnight can be the start or the end of a day. Please write `0:00` or `23:59`.
hours_or_clock = To count the hours from now, write `in { $hour } h`. For the time on the clock, write `{ $hour }:00`.
order_unclear = `{ $written }` can be two different days, because some people write the month first. Write it like `{ $year }-12-11`.

# $day and $month are digits: 11.12 is 11 December or 12 minutes past 11.
day_or_time = `{ $day }.{ $month }` can be a day or a time. Write `{ $day }.{ $month }.` for the day, or `{ $day }:{ $month }` for the time.

# $written is the weekday: "viernes 11" is Friday the 11th or Friday at 11:00.
date_or_hour = `{ $written } { $day }` can be a day or an hour. Write `{ $written } { $day }:00` for the hour. For the day, add the month, like `{ $day } dec`.

# $written is the weekday.
next_unclear = `next { $written }` is this week to some people and next week to others. Please write the date, like `11 dec`.
wrong_weekday = `{ $written }` is not the right weekday: that day is { $moment }. Please write one of the two.
days_differ = You wrote two different days. The date is { $moment }. Please write one of the two.
no_such_time = There is no `{ $written }` on a clock. Please write a time from `0:00` to `23:59`.
no_such_month = There is no month { $month }: a year has 12.

# $year is four digits.
no_such_day = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year } has { $days } days. Please write another day.
no_such_day_ever = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} has at most { $days } days. Please write another day.

# How a digest's days and time are written.
schedule = Write the days and a time, like `mon 9:00`, `mon, thu 16:30`, `weekdays 9:00` or `daily 8:00`.

quiet = Write quiet hours like `20:00-07:00`.
holidays = Write dates like `2026-12-24, 2026-12-28 to 2027-01-01`, { $max } days at most.
