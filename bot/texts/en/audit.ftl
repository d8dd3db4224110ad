### The moderation log: what was done about comments, one line an act.

heading = { $n ->
    [0] Moderation log of “{ $question }”: nothing yet
    [one] Moderation log of “{ $question }”: { $n } act
   *[other] Moderation log of “{ $question }”: { $n } acts
}
act =
    .keep = :white_check_mark: #{ $number } kept
    .hide = :lock: #{ $number } hidden
    .remove = :no_entry_sign: #{ $number } removed
    .restore = :white_check_mark: #{ $number } restored
    .ask = :pencil2: #{ $number }: other words asked for
    .propose_hide = :raising_hand: #{ $number }: hiding proposed
    .propose_remove = :raising_hand: #{ $number }: removal proposed
    .claim = :pushpin: #{ $number } taken by a moderator
    .unclaim = :pushpin: #{ $number } given back
    .undo = :leftwards_arrow_with_hook: #{ $number }: last act taken back
    .hold = :hourglass_flowing_sand: #{ $number } held until a moderator looks
    .reported = :triangular_flag_on_post: #{ $number } hidden by reports until a moderator looks
    .take_care = :raising_hand: #{ $number }: a safety contact takes care of it
    .ask_author = :mag: #{ $number }: a safety contact asks who wrote it
    .show_author = :mag: #{ $number }: a second one confirms, and both can see who wrote it
    .talk = :envelope: #{ $number }: a moderator writes to its author, who stays unknown
    .talk_ended = :envelope: #{ $number }: its author ended the talk
    .appeal = :speech_balloon: #{ $number }: its author asks for another look
    .appeal_kept = :speech_balloon: #{ $number }: the decision stays after another look
    .translate = :globe_with_meridians: #{ $number }: translation corrected by a moderator
    .appeal_restored = :white_check_mark: #{ $number }: shown again after another look
# $grounds is a list: rude words and a link
grounds = for: { $grounds }
ground =
    .danger = danger
    .rude = rude words
    .phone = phone number
    .email = e-mail address
    .address = address
    .link = link
    .shouting = shouting
    .words = a word of this workspace
    .name = a name
    .spam = repeated words or gibberish
    .same = nearly a comment that is there
    .off_topic = off topic
ground_report = reported ({ $reason })
turn =
    .newer = Newer
    .older = Older
turn_spoken =
    .newer = Newer acts
    .older = Older acts
page = Page { $page } of { $pages }, the newest first
file = As a file: `/exchange export { $name } --as=log`
nobody = Only you see this. Nobody is shown who wrote a comment or who reported it. What was held or reported has a day and no time, because a time could say whose it is.
