"""Action ids of buttons that one feature draws and another handles; all others are in their own feature."""

SHARE_OPEN = "share.open"  # value: EXCHANGE
SHARE_NEAR_STAR = "share.near.star"  # value: EXCHANGE:NUMBER.VERSION:STARS
SHARE_EDIT = "share.edit"  # value: EXCHANGE:NUMBER
SHARE_WITHDRAW = "share.withdraw"  # value: EXCHANGE:NUMBER
RATE_START = "rate.start"  # value: EXCHANGE
RATE_SET = "rate.set"  # value: EXCHANGE; five at a time
RATE_THEMES, RATE_THEMES_END = "rate.themes", "rate.themes_end"  # value: EXCHANGE; themes to rate first
EXCHANGE_RESULTS = "exchanges.results"  # value: EXCHANGE
RESULTS_BEFORE, RESULTS_NEXT = "results.before", "results.next"  # value: EXCHANGE, of the quarter that is meant
RESULTS_SHEET = "results.sheet"  # value: EXCHANGE
EXCHANGE_ABOUT = "exchanges.about"  # value: EXCHANGE
MODERATE_QUEUE = "moderate.queue"  # value: EXCHANGE, or 0 for all
THEMES_OPEN = "themes.open"  # value: EXCHANGE
EXCHANGE_NEW = "exchanges.new"  # value: anything
OWN_COMMENT = "home.comment"  # value: EXCHANGE:NUMBER
FORGET_ME = "home.forget"  # value: anything
SIGN_UP, SIGN_OFF = "home.sign_up", "home.sign_off"  # value: anything
FOLLOW_ANSWERS, UNFOLLOW_ANSWERS = "answers.follow", "answers.unfollow"  # value: EXCHANGE
ROLE_OPEN = "moderate.role.open"  # value: anything
ROLE_TAKE = "moderate.role.take"  # value: the person's Slack id
ANSWERS_LIST = "answers.list"  # value: EXCHANGE
ANSWERS_OPEN = "answers.open"  # value: EXCHANGE.NUMBER; of a theme with a minus before it
TALK_BEGIN = "talks.begin"  # value: EXCHANGE:NUMBER
DATA_PAGE = "help.data"  # value: anything
TRANSLATE_SHOW = "translate.show"  # value: EXCHANGE:NUMBER.VERSION
EXCHANGE_STATUS = "exchanges.status"  # value: EXCHANGE
