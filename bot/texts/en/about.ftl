### About and privacy of one exchange: a heading and a few sentences each.

modal =
    .title = About and privacy
# $scale is a sentence of stars.ftl.
stars = *:star: Stars*
    { $scale } You rate what others wrote, never your own comments.
# $n people make an average, $more people change it.
figures = *:bar_chart: What is shown of your stars*
    Nobody sees how you rated, not even moderators. Everybody sees the same averages, of { $n } people or more. They change only when at least { $more } more people have rated, and at most once a day. At the close, the averages of comments count everybody who rated.
figures_groups =
    .closing = Averages of groups change only three times while the exchange is open, and once at the close. After your first rating, your group stays the same for them.
    .monthly = Averages of groups change only once a month, and once at the close. After your first rating, your group stays the same for them.
# $n is a number of ratings.
figures_noise =
    .usual = With fewer than { $n } ratings, an average is changed a little at random, so that nobody can work out how one person rated.
    .strict = With fewer than { $n } ratings, an average is changed more than usual at random, so that nobody can work out how one person rated.
# $when is a whole sentence.
results =
    .slack = *:bar_chart: Results*
        Results are in this workspace only. { $when }
    .link = *:globe_with_meridians: Results*
        Results are here, and on a web page: everybody who has its link can read all comments there, also outside this workspace. { $when }
    .workspace = *:bar_chart: Results*
        Results are here, and on a web page for people of this workspace, who sign in there with Slack. { $when }
    .moderators = *:bar_chart: Results*
        Results are here. A web page with all comments is for moderators only. { $when }
results_when =
    .rated = People here see them once they have rated five comments; everybody sees them after the close.
    .always = They show from the opening on.
    .closed = They show after the close.
names =
    .hidden = *:bust_in_silhouette: Names*
        Nobody sees your name with what you share or rate, not even moderators. Who wrote or rated is kept sealed with a secret key, without your name or Slack id.
    .gone = *:bust_in_silhouette: Names*
        Nobody sees your name with what you shared or rated, not even moderators. Who wrote or rated is not kept any more.
    .shown = *:bust_in_silhouette: Names*
        Your name is shown with the comments you share. Nobody sees how you rate.
groups = *:busts_in_silhouette: Groups*
    { $groups }. You are asked once, and you do not have to say. Results never show a small group.
groups_sizes = *:busts_in_silhouette: Groups*
    { $groups }. You are asked once, and you do not have to say. How many people of each group took part is published, also of very small groups; how a small group rated is never shown.
more_groups = { $n ->
    [one] { $names } and { $n } more
   *[other] { $names } and { $n } more
}
# $before, $reported and $moderators are whole sentences.
moderation = *:shield: Moderation*
    { $before } { $reported } { $moderators }
new_comments =
    .pre = A moderator looks at each comment before others see it.
    .post = Comments appear at once. Anybody can report one: ⋯ on its card. Words that somebody may be in danger wait for a moderator.
    .flagged = Comments appear at once, unless a rule finds rude words, a phone number, an address, a link or words that somebody may be in danger: those wait for a moderator. Anybody can report one: ⋯ on its card.
reported =
    .hidden = { $n ->
        [1] A reported comment is hidden until a moderator has looked.
        [one] A comment that { $n } person reports is hidden until a moderator has looked.
       *[other] A comment that { $n } people report is hidden until a moderator has looked.
    }
    .stays = A reported comment stays visible until a moderator has looked, unless somebody may be in danger.
help = *:sos: Help*
    If a comment sounds as if somebody may be in danger, report it: ⋯ on its card. Moderators get a message at once, and never learn who reported it. If it is urgent, call the emergency number of the place where you are.
comments = *:writing_hand: Your comments*
    Share as many as you like, with up to { $n } characters each. While the exchange is open, you can edit and withdraw them, and change your stars, in my Home tab.
data = *What is kept, why, for how long, and who can read it* is on one page.
stop = *:wave: Stop*
    You can stop at any time. You need not do anything for it. `{ $command } forget-me` erases what could identify you.
