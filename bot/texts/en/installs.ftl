### Pages that a browser shows after somebody installed the app in their workspace, or did not.

done_heading = Starling is installed
# $name is the workspace's.
done = Starling is now in the workspace { $name }.
# $name is the organization's.
done_org = Starling is now in every workspace of { $name } that your organization adds it to.
next = Write `/exchange new` in any channel to ask your first question. Whoever may manage apps in the workspace can do so.
open = Open Slack
again = Try again
not_heading = Starling is not installed
not =
    .access_denied = Slack says that you did not agree. Nothing was changed.
    .invalid_browser = This page has to be opened in the browser in which the installation began, and that browser has to accept cookies. Nothing was changed.
    .invalid_state = This page was opened before, or too late: it works once, for ten minutes. If Starling is not in your workspace yet, please try again.
    .not_allowed = This server serves other workspaces only. Nothing was kept. Please ask the people who run it.
    .failed = Slack could not be asked, or did not accept the answer. Nothing was kept. Please try again.
