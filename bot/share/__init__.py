"""Share: comments by form, direct message, subcommand and shortcut; their authors edit and withdraw them."""
