### Running an exchange: the answers to commands and buttons of moderators.

# $zone is an IANA name: America/Mexico_City
zone = I read your time in your Slack time zone, { $zone }.
