### Where I stand: a person's own ratings beside those of all, and their own comments, in Slack and on a page.

title = Where I stand
private = Only you see this.
button_open =
    .button = Where I stand
    .spoken = See my ratings beside those of all, and what became of my comments
ratings =
    .header = Your ratings and those of all
not_rated = You have not rated yet. Rate a few comments, and you will see here how others rated them.
gate = What all gave shows here once you have rated { $min } comments. You have rated { $rated } so far.
gate_closed = What all gave shows here after the close.
nothing_to_compare = None of the comments you rated has enough ratings yet to show what all gave.
compared = { $n ->
    [one] *{ $n } comment* that you rated has enough ratings to compare.
   *[other] *{ $n } comments* that you rated have enough ratings to compare.
}
# Close: less than one star apart.
similar = { $n ->
    [0] On none of them are you within one star of what all gave on average.
    [one] On { $n } of them you are within one star of what all gave on average.
   *[other] On { $n } of them you are within one star of what all gave on average.
}
higher = { $n ->
    [one] To { $n } of them you gave clearly more stars.
   *[other] To { $n } of them you gave clearly more stars.
}
lower = { $n ->
    [one] To { $n } of them you gave clearly fewer stars.
   *[other] To { $n } of them you gave clearly fewer stars.
}
higher_list = *You gave more stars than all did on average*
lower_list = *You gave fewer stars than all did on average*
similar_list = *You gave about as many stars as all did on average*
unknown_list = *Too few ratings to compare yet*
# $signs is ★★★★, $n their number.
you = you: { $signs } ({ $n })
# $stars is 4.2 ★ (3.9 to 4.5)
all = all: { $stars }
more = { $n ->
    [one] { $n } more
   *[other] { $n } more
}
mine =
    .header = Your comments and what became of them
not_shared = You have not shared a comment in this exchange.

# The personal link
make_link =
    .button = Make a link to see it all on a page
link_how = The link works once, for ten minutes, in the browser that opens it.
link_ready = *Here is your link.* It works once, for ten minutes, in the browser that opens it. It shows what is yours, so do not pass it on.
follow =
    .button = Open my page
no_address = There is no page here: whoever runs the server has to set STARLING_BASE_URL.

# The page
ask = This page shows your own ratings and comments. Your link works once: press the button in the browser in which you want to read.
open_page = Show where I stand
marks = On each line the dot is what all gave, the bar its range, and the square your own stars.
# $at is a day and a time.
until = This page is here until { $at }. Then ask for a new link.
close_page = Close this page for good
closed_page = The page is closed. Nothing of it is left in this browser.
link_gone = This link has been used, or its ten minutes are over.
way_back = In Slack, open Starling's Home tab, press “Where I stand”, and make a new link.
